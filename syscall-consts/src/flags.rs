//! `flags!`, the type of a group of flags: what `bitflags::bitflags!` makes of a struct that names every bit (`const _ = !0`), so
//! that bits of later kernels survive. It is written out here because the compiler takes three times as long for that macro, which
//! is made for flags that name some bits only; what is generic, `bitflags` does.

use core::fmt;

use bitflags::parser::{WriteHex, to_writer};
use bitflags::{Flag, Flags};

use crate::Constants;

macro_rules! flags {
    (
        $(#[$meta:meta])*
        $group:ident: $repr:ident { $( $(#[$attr:ident $($arg:tt)*])* $name:ident = $value:expr ),* }
    ) => {
        $(#[$meta])*
        #[derive(Copy, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        #[allow(non_camel_case_types, reason = "the kernel's own names")]
        pub struct $group($repr);

        #[allow(clippy::unnecessary_cast, reason = "the types of the kernel's macros vary")]
        impl $group {
            $( $(#[$attr $($arg)*])* pub const $name: Self = Self($value); )*
        }

        impl $group {
            /// No flag.
            #[inline]
            pub const fn empty() -> Self {
                Self(0)
            }

            /// Every bit, named or not; the named ones are `all_named` of [`Flags`](crate::Flags).
            #[inline]
            pub const fn all() -> Self {
                Self(!0)
            }

            /// The flags as a number.
            #[inline]
            pub const fn bits(&self) -> $repr {
                self.0
            }

            /// The flags of a number, those without a name too.
            #[inline]
            pub const fn from_bits_retain(bits: $repr) -> Self {
                Self(bits)
            }

            /// Whether there is no flag.
            #[inline]
            pub const fn is_empty(&self) -> bool {
                self.0 == 0
            }

            /// Whether any flag of `other` is here.
            #[inline]
            pub const fn intersects(&self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// Whether all flags of `other` are here.
            #[inline]
            pub const fn contains(&self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// Adds the flags of `other`.
            #[inline]
            pub const fn insert(&mut self, other: Self) {
                self.0 |= other.0;
            }

            /// Removes the flags of `other`.
            #[inline]
            pub const fn remove(&mut self, other: Self) {
                self.0 &= !other.0;
            }

            /// Removes the flags of `other` that are here, and adds those that are not.
            #[inline]
            pub const fn toggle(&mut self, other: Self) {
                self.0 ^= other.0;
            }

            /// Adds the flags of `other` if `value`, otherwise removes them.
            #[inline]
            pub const fn set(&mut self, other: Self, value: bool) {
                if value {
                    self.insert(other);
                } else {
                    self.remove(other);
                }
            }

            /// The flags of both together, `|`.
            #[inline]
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The flags that both have, `&`.
            #[inline]
            #[must_use]
            pub const fn intersection(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// The flags that one of them has, `^`.
            #[inline]
            #[must_use]
            pub const fn symmetric_difference(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }

            /// The flags that `other` does not have, `-`.
            #[inline]
            #[must_use]
            pub const fn difference(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// All bits that are not here, `!`.
            #[inline]
            #[must_use]
            pub const fn complement(self) -> Self {
                Self(!self.0)
            }

            /// The named flags that are here, one by one, and in the end the bits without a name. A flag whose bits the
            /// flags before it have is left out: those of the most bits come first.
            #[inline]
            pub fn iter(&self) -> bitflags::iter::Iter<Self> {
                bitflags::Flags::iter(self)
            }

            /// The names of the flags that are here, each with its flag, as `iter` has them.
            #[inline]
            pub fn iter_names(&self) -> bitflags::iter::IterNames<Self> {
                bitflags::Flags::iter_names(self)
            }
        }

        #[allow(unused_doc_comments, reason = "an attribute may be documentation as well as cfg")]
        const _: () = {
            use core::fmt::{self, Binary, Debug, LowerHex, Octal, UpperHex};
            use core::ops::*;

            impl bitflags::Flags for $group {
                const FLAGS: &'static [bitflags::Flag<Self>] = &$crate::flags::widest_first(
                    [
                        $( $(#[$attr $($arg)*])* bitflags::Flag::new(stringify!($name), Self::$name), )*
                        bitflags::Flag::new("", Self::all()),
                    ],
                    [ $( $(#[$attr $($arg)*])* Self::$name.0.count_ones(), )* 0 ],
                );

                type Bits = $repr;

                fn bits(&self) -> $repr {
                    self.0
                }

                fn from_bits_retain(bits: $repr) -> Self {
                    Self(bits)
                }
            }

            impl Debug for $group {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    $crate::flags::debug(self, f)
                }
            }

            $crate::flags::operators! {
                $group:
                union BitOr bitor BitOrAssign bitor_assign,
                intersection BitAnd bitand BitAndAssign bitand_assign,
                symmetric_difference BitXor bitxor BitXorAssign bitxor_assign,
                difference Sub sub SubAssign sub_assign;
                Binary Octal LowerHex UpperHex
            }
        };
    };
}

/// The operators of a type of flags, and its forms as a number.
macro_rules! operators {
    (
        $group:ident: $($method:ident $Operator:ident $operator:ident $Assign:ident $assign:ident),*; $($Form:ident)*
    ) => {
        $(
            impl $Operator for $group {
                type Output = Self;

                #[inline]
                fn $operator(self, other: Self) -> Self {
                    self.$method(other)
                }
            }

            impl $Assign for $group {
                #[inline]
                fn $assign(&mut self, other: Self) {
                    *self = self.$method(other);
                }
            }
        )*

        impl Not for $group {
            type Output = Self;

            #[inline]
            fn not(self) -> Self {
                self.complement()
            }
        }

        impl Extend<$group> for $group {
            fn extend<I: IntoIterator<Item = Self>>(&mut self, flags: I) {
                flags.into_iter().for_each(|flag| self.insert(flag));
            }
        }

        impl FromIterator<$group> for $group {
            fn from_iter<I: IntoIterator<Item = Self>>(flags: I) -> Self {
                flags.into_iter().fold(Self::empty(), Self::union)
            }
        }

        impl IntoIterator for $group {
            type Item = Self;
            type IntoIter = bitflags::iter::Iter<Self>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        $(
            impl $Form for $group {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    $Form::fmt(&self.0, f)
                }
            }
        )*
    };
}

pub(crate) use {flags, operators};

/// Flags in the order in which a set names what it has: the widest first, and those of one width as declared. So each bit is
/// named once, by the flag that says most: `SYNC` has the bit of `DSYNC`, and `TMPFILE` that of `DIRECTORY`.
pub(crate) const fn widest_first<F, const N: usize>(
    mut flags: [Flag<F>; N],
    mut widths: [u32; N],
) -> [Flag<F>; N] {
    let mut sorted = 1;
    while sorted < N {
        let mut at = sorted;
        while at > 0 && widths[at - 1] < widths[at] {
            flags.swap(at - 1, at);
            widths.swap(at - 1, at);
            at -= 1;
        }
        sorted += 1;
    }
    flags
}

/// `O(CREAT | 0x8000)`, or `O(0x0)`.
pub(crate) fn debug<F: Constants + Flags<Bits: WriteHex>>(
    flags: &F,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "{}(", F::GROUP.name)?;
    if flags.is_empty() {
        f.write_str("0x0")?;
    }
    to_writer(flags, &mut *f)?;
    f.write_str(")")
}
