//! `structs!`, the form in which every kernel structure is declared.

use syscall_consts::group::same_name;

use crate::reflect::Struct;

/// Declares the structures of one file, their field tables, and the list `STRUCTS` of them.
///
/// ```text
/// structs! {
///     /// Result of stat(2) (asm/stat.h).
///     stat: "struct stat" = general::stat { st_dev, st_ino }       // the type of linux-raw-sys, by this crate's name
///
///     /// Credentials of a peer (linux/socket.h).
///     struct ucred: "struct ucred" {                               // a type of our own; `union` likewise
///         /// The process.
///         pid: i32,
///         /// A name.
///         name: [u8; 8] as [Char; 8],                              // described as another type of the same size
///         #[doc(hidden)]
///         __pad: [u8; 4],                                          // not in the field table
///         /// Some switches.
///         #[cfg(target_arch = "x86_64")]                           // only where the kernel has it
///         switches: u32 { on: 1, level: 3 },                       // C bit fields, instead of the integer in the table
///         /// An anonymous union.
///         period: period => { seconds, ticks },                    // in the table, the fields of its own that are named
///     }
/// }
/// ```
///
/// Bit fields stand as the C compiler lays them out: from the least significant bit on little-endian machines, from the
/// most significant one on others. After `=` they begin at the least significant bit everywhere: `u8 = { low: 4, high: 4 }`.
/// Each is also a constant of the type, of type [`Bits`](crate::Bits).
///
/// `shown struct` leaves `Debug` to its file, which names what the numbers mean.
///
/// The C name can be a constant, where it depends on the machine.
///
/// A field of a type from linux-raw-sys can have another name than there, or stand deeper: `s6_addr = in6_u.u6_addr8`.
/// Kinds are deduced from the Rust types.
macro_rules! structs {
    // A type of linux-raw-sys.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        $name:ident: $c_name:tt = $type:ty {
            $( $field:ident $(= $($path:ident).+)? $(as $kind:ty)? ),* $(,)?
        }
        $($rest:tt)*
    ) => {
        $(#[$meta])+
        #[allow(non_camel_case_types, reason = "the kernel's own name")]
        pub type $name = $type;

        $crate::declare::reflect! {
            $name: $c_name {
                $( $field $(= $($path).+)? => $($kind)? ),*
            }
        }
        $crate::declare::structs! { @ [$($done)* $name] $($rest)* }
    };
    // A structure or union of our own.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        struct $name:ident $($rest:tt)+
    ) => {
        $crate::declare::structs! { @declared [$($done)* $name] [#[derive(Copy, Clone, Debug)]] $(#[$meta])+ struct $name $($rest)+ }
    };
    // One whose file says how it shows itself.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        shown struct $name:ident $($rest:tt)+
    ) => {
        $crate::declare::structs! { @declared [$($done)* $name] [#[derive(Copy, Clone)]] $(#[$meta])+ struct $name $($rest)+ }
    };
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        union $name:ident $($rest:tt)+
    ) => {
        // Which member counts is known elsewhere, and so there is nothing to show.
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        $crate::declare::structs! { @declared [$($done)* $name] [#[derive(Copy, Clone)]] $(#[$meta])+ union $name $($rest)+ }
    };
    (@declared [$($done:ident)*] [$($derive:tt)+]
        $(#[$meta:meta])+
        $form:ident $name:ident: $c_name:tt {
            $(
                $(#[doc $($doc:tt)+])+
                $(#[cfg($($cfg:tt)+)])?
                $field:ident: $type:ty $(as $kind:ty)? $({ $($bits:tt)+ })? $(= { $($low_bits:tt)+ })? $(=> { $($part:ident),+ $(,)? })?
            ),* $(,)?
        }
        $($rest:tt)*
    ) => {
        $(#[$meta])+
        #[allow(non_camel_case_types, reason = "the kernel's own name")]
        $($derive)+
        #[repr(C)]
        pub $form $name {
            $( $(#[doc $($doc)+])+ $(#[cfg($($cfg)+)])? pub $field: $type, )*
        }

        $(
            $(#[cfg($($cfg)+)])?
            $crate::declare::bits! { $name $field: $type; $({ $($bits)+ })? $(= { $($low_bits)+ })? }
        )*

        $crate::declare::describe! {
            $name: $c_name [$(
                $(#[cfg($($cfg)+)])?
                $crate::declare::fields!(
                    [$($($doc)+)+] $name, $field => $($kind)? $({ $($bits)+ })? $({ $($low_bits)+ })? $(* { $($part),+ })?
                ),
            )*]
        }
        $crate::declare::structs! { @ [$($done)*] $($rest)* }
    };
    (@ [$($done:ident)*]) => {
        /// The structures of this file.
        pub(crate) const STRUCTS: &[&$crate::Struct] = &[$(<$done as $crate::Reflect>::STRUCT),*];
    };
    ($($rest:tt)+) => { $crate::declare::structs! { @ [] $($rest)+ } };
}

/// The lists of several files that `structs!` makes.
macro_rules! lists {
    ($($(#[$cfg:meta])? $($file:ident)::+),+ $(,)?) => {
        /// The structures of each file.
        pub(crate) const STRUCTS: &[&[&$crate::Struct]] = &[$($(#[$cfg])? $($file)::+::STRUCTS),+];
    };
}

/// Describes a type of linux-raw-sys.
macro_rules! reflect {
    ($name:ident: $c_name:tt { $( $field:ident $(= $($path:ident).+)? => $($kind:ty)? ),* }) => {
        $crate::declare::describe! {
            $name: $c_name [$( $crate::declare::fields!([=] $name, $field $(= $($path).+)? => $($kind)?), )*]
        }
    };
}

/// Describes a type by the lists of fields that its declared fields make.
macro_rules! describe {
    ($name:ident: $c_name:tt [$($fields:tt)*]) => {
        // SAFETY: the fields are integers, raw pointers, arrays and plain structures of these.
        unsafe impl $crate::Plain for $name {}

        // SAFETY: the compiler gives the size, the offsets and the kinds.
        unsafe impl $crate::Reflect for $name {
            const STRUCT: &'static $crate::Struct = {
                static STRUCT: $crate::Struct = $crate::layout!($name: $c_name &[$($fields)*]);
                &STRUCT
            };
        }
    };
}

/// The fields of the table that a declared field makes: none when hidden, or one, or its bit fields, or its own fields.
macro_rules! fields {
    ([(hidden)] $($field:tt)+) => { &[] };
    ([$($doc:tt)+] $name:ident, $field:ident => { $( $(#[$meta:meta])* $bits:ident: $width:literal ),* $(,)? }) => {
        &[$(
            (
                $crate::layout::field_name(stringify!($bits)),
                core::mem::offset_of!($name, $field),
                match $crate::declare::kind!($name, $field =>) {
                    $crate::Kind::Int { size, .. } => $crate::Kind::Bits { size, bits: $name::$bits },
                    _ => panic!("bit fields of what is not an integer"),
                },
            )
        ),*]
    };
    ([$($doc:tt)+] $name:ident, $field:ident => * { $($part:ident),+ }) => {
        &[$(
            (
                $crate::layout::field_name(stringify!($part)),
                core::mem::offset_of!($name, $field.$part),
                $crate::declare::kind!($name, $part = $field.$part =>),
            )
        ),*]
    };
    ([$($doc:tt)+] $name:ident, $field:ident $(= $($path:ident).+)? => $($kind:ty)?) => {
        &[(
            $crate::layout::field_name(stringify!($field)),
            $crate::declare::offset!($name, $field $(= $($path).+)?),
            $crate::declare::kind!($name, $field $(= $($path).+)? => $($kind)?),
        )]
    };
}

/// The constants of bit fields.
macro_rules! bits {
    ($name:ident $field:ident: $type:ty;) => {};
    ($name:ident $field:ident: $type:ty; { $($bits:tt)+ }) => {
        #[allow(non_upper_case_globals, reason = "the kernel's own names")]
        impl $name {
            $crate::declare::bits! { @ cfg!(target_endian = "big"), $type, (0) $($bits)+ }
        }
    };
    ($name:ident $field:ident: $type:ty; = { $($bits:tt)+ }) => {
        #[allow(non_upper_case_globals, reason = "the kernel's own names")]
        impl $name {
            $crate::declare::bits! { @ false, $type, (0) $($bits)+ }
        }
    };
    (@ $from_top:expr, $type:ty, ($at:expr)
        $(#[doc = $doc:literal])* $bits:ident: $width:literal $(, $($rest:tt)*)?
    ) => {
        #[doc = concat!("The bit field `", stringify!($bits), "`.")]
        $(#[doc = $doc])*
        pub const $bits: $crate::Bits = {
            let rest = (<$type>::BITS as u8).checked_sub($at + $width);
            let rest = rest.expect("more bits than the integer has");
            $crate::Bits { shift: if $from_top { rest } else { $at }, width: $width }
        };
        $crate::declare::bits! { @ $from_top, $type, ($at + $width) $($($rest)*)? }
    };
    (@ $from_top:expr, $type:ty, ($at:expr)) => {};
}

/// Where a field stands.
macro_rules! offset {
    ($type:ty, $field:ident) => { core::mem::offset_of!($type, $field) };
    ($type:ty, $field:ident = $($path:ident).+) => { core::mem::offset_of!($type, $($path).+) };
}

/// What a field holds.
macro_rules! kind {
    ($type:ty, $field:ident => $($kind:ty)?) => {
        $crate::declare::kind!($type, $field = $field => $($kind)?)
    };
    ($type:ty, $field:ident = $($path:ident).+ =>) => {
        // SAFETY: the function is never called: only its type is used.
        $crate::layout::deduced::<$type, _>(|at| unsafe { &raw const (*at).$($path).+ })
    };
    ($type:ty, $field:ident = $($path:ident).+ => $kind:ty) => {
        // SAFETY: the function is never called: only its type is used.
        $crate::layout::described::<$type, _, $kind>(|at| unsafe { &raw const (*at).$($path).+ })
    };
}

/// The position of the structure of that name.
pub(crate) const fn position(structs: &[&Struct], name: &str) -> Option<usize> {
    let mut i = 0;
    while i < structs.len() {
        if same_name(structs[i].name(), name) {
            return Some(i);
        }
        i += 1;
    }
    None
}

pub(crate) use {bits, describe, fields, kind, lists, offset, reflect, structs};
