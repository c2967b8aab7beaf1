//! `groups!`, the form in which every group of constants is declared, and what the compiler evaluates for it.

use core::fmt;

use crate::group::{Group, Repr, same_name};

/// A kernel integer type.
pub(crate) trait Integer {
    /// Its description.
    const REPR: Repr;
}

macro_rules! integers {
    ($($integer:ident)*) => {
        $(impl Integer for $integer {
            const REPR: Repr = Repr { size: size_of::<Self>() as u8, signed: Self::MIN != 0 };
        })*
    };
}
integers! { u8 u16 u32 u64 i8 i16 i32 i64 }

/// A name and its value, as `groups!` writes them down.
pub(crate) type Entry = (&'static str, i64);

/// The name without the underscore that lets a name begin with a digit in Rust.
const fn plain_name(name: &str) -> &[u8] {
    match name.as_bytes() {
        [b'_', rest @ ..] if matches!(rest, [b'0'..=b'9', ..]) => rest,
        name => name,
    }
}

/// The length of all names joined by `\0`.
pub(crate) const fn names_len(entries: &[Entry]) -> usize {
    let mut len = entries.len().saturating_sub(1);
    let mut i = 0;
    while i < entries.len() {
        len += plain_name(entries[i].0).len();
        i += 1;
    }
    len
}

/// All names joined by `\0`; evaluated by the compiler only.
pub(crate) const fn names<const N: usize>(entries: &[Entry]) -> [u8; N] {
    let mut joined = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < entries.len() {
        let name = plain_name(entries[i].0);
        let mut j = 0;
        while j < name.len() {
            joined[at] = name[j];
            (at, j) = (at + 1, j + 1);
        }
        (at, i) = (at + 1, i + 1);
    }
    joined
}

/// All values in `size` bytes each, one after the other; evaluated by the compiler only.
pub(crate) const fn bytes<const N: usize>(entries: &[Entry], size: usize) -> [u8; N] {
    let mut all = [0; N];
    let mut i = 0;
    while i < N {
        let value = entries[i / size].1.to_ne_bytes();
        let low = if cfg!(target_endian = "big") {
            value.len() - size
        } else {
            0
        };
        all[i] = value[low + i % size];
        i += 1;
    }
    all
}

/// A constant's bytes as text; evaluated by the compiler only.
pub(crate) const fn text(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a name is not UTF-8"),
    }
}

/// The position of the group of that name.
pub(crate) const fn position(groups: &[Group], name: &str) -> Option<usize> {
    let mut i = 0;
    while i < groups.len() {
        if same_name(groups[i].name, name) {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// Declares the groups of one file, and the lists `GROUPS`, `DOCS` and `C_NAMES` of them.
///
/// ```text
/// groups! {
///     /// Flags of open(2) (asm/fcntl.h).
///     flags O: u32 as Multi {
///         RDONLY = general::O_RDONLY,          // the kernel's name, found by its path
///         /// Text added to the documentation, which begins with the kernel's name.
///         PATH = general::O_PATH,
///         #[cfg(target_arch = "x86_64")]       // only where the kernel has it
///         ODD = O_ODD: 0x40,                   // the kernel's name and its value, where linux-raw-sys lacks it
///     }
///     /// Address families (linux/socket.h).
///     values AF: u16 as Str { UNSPEC = net::AF_UNSPEC }
/// }
/// ```
///
/// The module above has `index_of`, which finds a group among those of the system.
///
/// `flags` makes a type with the interface of `bitflags`, `values` an open newtype. Aliases (equal values) are fine.
///
/// A group is of one meaning. Where Lua programs know several under one name, `and` adds the names of other groups, each
/// behind a prefix, to the description in the lists, and to nothing else:
///
/// ```text
///     values SCM: i32 as Str { RIGHTS = net::SCM_RIGHTS } and { "TSTAMP_" SCM_TSTAMP }
/// ```
macro_rules! groups {
    ($(
        $(#[doc = $doc:literal])+
        $form:ident $group:ident: $repr:ident as $kind:ident {
            $( $(#[$attr:ident $($arg:tt)*])* $name:ident = $($path:ident)::+ $(: $value:expr)? ),* $(,)?
        } $(and { $( $prefix:literal $part:ident ),+ $(,)? })?
    )*) => {
        $(
            $crate::declare::$form! {
                $(#[doc = $doc])+
                $group: $repr {
                    $(
                        #[doc = concat!("`", $crate::declare::c_name!($($path)::+), "`")]
                        $(#[$attr $($arg)*])*
                        $name = $crate::declare::value!($($path)::+ $(: $value)?) as $repr
                    ),*
                }
            }

            #[allow(unused_doc_comments, reason = "an attribute may be documentation as well as cfg")]
            #[allow(clippy::unnecessary_cast, reason = "the types of the kernel's macros vary")]
            const _: () = {
                impl $group {
                    /// The value as a register of a system call holds it: its sign extended, and no more of it than a machine
                    /// word.
                    #[inline(always)]
                    pub const fn register(self) -> usize {
                        self.bits() as i64 as usize
                    }
                }

                const ENTRIES: &[$crate::declare::Entry] = &[$(
                    $(#[$attr $($arg)*])*
                    (stringify!($name), $group::$name.bits() as i64)
                ),*];

                impl $crate::Constants for $group {
                    const GROUP: $crate::Group = $crate::Group {
                        name: stringify!($group),
                        kind: $crate::Kind::$kind,
                        repr: <$repr as $crate::declare::Integer>::REPR,
                        names: $crate::declare::joined!(ENTRIES),
                        values: $crate::declare::packed!(ENTRIES in $repr),
                        len: ENTRIES.len() as u16,
                    };

                    const INDEX: usize = super::index_of(stringify!($group));

                    const DOC: &'static str = concat!($($doc),+).trim_ascii();

                    const C_NAMES: &'static [&'static str] = &[$(
                        $(#[$attr $($arg)*])*
                        $crate::declare::c_name!($($path)::+)
                    ),*];

                    fn from_raw(raw: i64) -> Self {
                        Self::from_bits_retain(raw as $repr)
                    }

                    fn raw(self) -> i64 {
                        self.bits() as i64
                    }
                }

                impl $crate::declare::Listed for $group {
                    const PARTS: &'static [$crate::declare::Part] = &[
                        ("", <$group as $crate::Constants>::GROUP),
                        $($( ($prefix, <$part as $crate::Constants>::GROUP) ),+)?
                    ];

                    const C_NAMES: &'static [&'static [&'static str]] = &[
                        <$group as $crate::Constants>::C_NAMES,
                        $($( <$part as $crate::Constants>::C_NAMES ),+)?
                    ];
                }
            };
        )*

        /// The groups of this file.
        pub(crate) const GROUPS: &[$crate::Group] = &[$($crate::declare::listed!($group)),*];

        /// What each group is for.
        pub(crate) const DOCS: &[&str] = &[$(<$group as $crate::Constants>::DOC),*];

        /// The C names of each group's constants.
        pub(crate) const C_NAMES: &[&[&str]] = &[$($crate::declare::listed_c_names!($group)),*];
    };
}

/// A group, and what its names begin with in the list of another.
pub(crate) type Part = (&'static str, Group);

/// A group as the lists have it: with the names that `and` adds.
pub(crate) trait Listed {
    /// The group itself, and what is added.
    const PARTS: &'static [Part];

    /// Their C names.
    const C_NAMES: &'static [&'static [&'static str]];
}

/// The length of the names of all parts, joined by `\0`.
pub(crate) const fn part_names_len(parts: &[Part]) -> usize {
    let (mut len, mut members, mut i) = (0, 0, 0);
    while i < parts.len() {
        let (prefix, group) = &parts[i];
        // The zeros between its own names are counted below.
        if !group.is_empty() {
            len += group.names.len() - (group.len() - 1) + group.len() * prefix.len();
        }
        (members, i) = (members + group.len(), i + 1);
    }
    len + members.saturating_sub(1)
}

/// The names of all parts, joined by `\0`; evaluated by the compiler only.
pub(crate) const fn part_names<const N: usize>(parts: &[Part]) -> [u8; N] {
    let mut joined = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < parts.len() {
        let (prefix, names) = (parts[i].0.as_bytes(), parts[i].1.names.as_bytes());
        let mut j = 0;
        while j < names.len() {
            if j == 0 || names[j - 1] == 0 {
                if at > 0 && j == 0 {
                    at += 1;
                }
                let mut k = 0;
                while k < prefix.len() {
                    joined[at] = prefix[k];
                    (at, k) = (at + 1, k + 1);
                }
            }
            joined[at] = names[j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    joined
}

/// The bytes of the values of all parts.
pub(crate) const fn part_values_len(parts: &[Part]) -> usize {
    let (mut len, mut i) = (0, 0);
    while i < parts.len() {
        assert!(
            parts[i].1.repr.size == parts[0].1.repr.size,
            "values of other sizes"
        );
        (len, i) = (len + parts[i].1.values.len(), i + 1);
    }
    len
}

/// The values of all parts; evaluated by the compiler only.
pub(crate) const fn part_values<const N: usize>(parts: &[Part]) -> [u8; N] {
    let mut all = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < parts.len() {
        let values = parts[i].1.values;
        let mut j = 0;
        while j < values.len() {
            all[at] = values[j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    all
}

/// The description of a group for the lists.
macro_rules! listed {
    ($group:ident) => {{
        const PARTS: &[$crate::declare::Part] = <$group as $crate::declare::Listed>::PARTS;
        const OWN: $crate::Group = <$group as $crate::Constants>::GROUP;
        const NAMES: &str = $crate::declare::text(&$crate::declare::part_names::<
            { $crate::declare::part_names_len(PARTS) },
        >(PARTS));
        const VALUES: &[u8] =
            &$crate::declare::part_values::<{ $crate::declare::part_values_len(PARTS) }>(PARTS);
        if PARTS.len() == 1 {
            OWN
        } else {
            $crate::Group::new(OWN.name, OWN.kind, OWN.repr, NAMES, VALUES)
        }
    }};
}

/// The C names of a group for the lists.
macro_rules! listed_c_names {
    ($group:ident) => {{
        const LISTS: &[&[&str]] = <$group as $crate::declare::Listed>::C_NAMES;
        &$crate::list::join::<&str, { $crate::list::total(LISTS) }>(LISTS, "")
    }};
}

/// The lists of several files that `groups!` makes.
macro_rules! lists {
    ($($file:ident)+) => {
        // Where `groups!` looks for it.
        use super::index_of;

        /// The groups of each file.
        pub(crate) const GROUPS: &[&[$crate::Group]] = &[$($file::GROUPS),+];

        /// What each group of each file is for.
        pub(crate) const DOCS: &[&[&str]] = &[$($file::DOCS),+];

        /// The C names of the constants of each group of each file.
        pub(crate) const C_NAMES: &[&[&[&str]]] = &[$($file::C_NAMES),+];
    };
}

/// All names of a constant list of entries, joined by `\0`.
macro_rules! joined {
    ($entries:ident) => {
        $crate::declare::text(&$crate::declare::names::<
            { $crate::declare::names_len($entries) },
        >($entries))
    };
}

/// All values of a constant list of entries, as a type of integers has them.
macro_rules! packed {
    ($entries:ident in $repr:ident) => {
        &$crate::declare::bytes::<{ $entries.len() * size_of::<$repr>() }>(
            $entries,
            size_of::<$repr>(),
        )
    };
}

/// `path::NAME` is the constant of that path; `NAME: value` is the value.
macro_rules! value {
    ($($path:ident)::+) => { $($path)::+ };
    ($c_name:ident: $value:expr) => { ($value) };
}

/// The last part of a path, as text.
macro_rules! c_name {
    ($last:ident) => { stringify!($last) };
    ($head:ident :: $($rest:ident)::+) => { $crate::declare::c_name!($($rest)::+) };
}

/// The type of a group of alternatives.
macro_rules! values {
    (
        $(#[$meta:meta])*
        $group:ident: $repr:ident { $( $(#[$attr:ident $($arg:tt)*])* $name:ident = $value:expr ),* }
    ) => {
        $(#[$meta])*
        #[derive(Copy, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        #[allow(non_camel_case_types, reason = "the kernel's own names")]
        pub struct $group(pub $repr);

        #[allow(clippy::unnecessary_cast, reason = "the types of the kernel's macros vary")]
        impl $group {
            $( $(#[$attr $($arg)*])* pub const $name: Self = Self($value); )*

            const fn from_bits_retain(bits: $repr) -> Self {
                Self(bits)
            }

            const fn bits(self) -> $repr {
                self.0
            }
        }

        impl core::fmt::Debug for $group {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::declare::debug(&<Self as $crate::Constants>::GROUP, self.0 as i64, f)
            }
        }
    };
}

pub(crate) use crate::flags::flags;
pub(crate) use {c_name, groups, joined, listed, listed_c_names, lists, packed, value, values};

/// `AF(INET)`, or `AF(77)` where the value has no name.
pub(crate) fn debug(group: &Group, value: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match group.name_of(value) {
        Some(name) => write!(f, "{}({name})", group.name),
        None => write!(f, "{}({value})", group.name),
    }
}
