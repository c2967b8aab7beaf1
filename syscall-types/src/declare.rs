//! `structs!`, the form in which every kernel structure is declared.

use crate::reflect::{FieldKind, Kind, Plain, Struct};

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
///         __pad: [u8; 4],                                          // without documentation: not in the field table
///     }
/// }
/// ```
///
/// A field of a type from linux-raw-sys can have another name than there, or stand deeper: `s6_addr = in6_u.u6_addr8`.
/// Kinds are deduced from the Rust types.
macro_rules! structs {
    // A type of linux-raw-sys.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        $name:ident: $c_name:literal = $type:ty {
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
    // A structure of our own.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        struct $name:ident: $c_name:literal {
            $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty $(as $kind:ty)? ),*
            $(, $hidden:ident: $hidden_type:ty)* $(,)?
        }
        $($rest:tt)*
    ) => {
        $(#[$meta])+
        #[allow(non_camel_case_types, reason = "the kernel's own name")]
        #[derive(Copy, Clone, Debug)]
        #[repr(C)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )*
            $( #[doc(hidden)] pub $hidden: $hidden_type, )*
        }

        $crate::declare::reflect! { $name: $c_name { $( $field => $($kind)? ),* } }
        $crate::declare::structs! { @ [$($done)* $name] $($rest)* }
    };
    // A union of our own.
    (@ [$($done:ident)*]
        $(#[$meta:meta])+
        union $name:ident: $c_name:literal {
            $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty $(as $kind:ty)? ),* $(,)?
        }
        $($rest:tt)*
    ) => {
        $(#[$meta])+
        #[allow(non_camel_case_types, reason = "the kernel's own name")]
        #[derive(Copy, Clone)]
        #[repr(C)]
        pub union $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )*
        }

        $crate::declare::reflect! { $name: $c_name { $( $field => $($kind)? ),* } }
        $crate::declare::structs! { @ [$($done)* $name] $($rest)* }
    };
    (@ [$($done:ident)*]) => {
        /// The structures of this file.
        pub(super) const STRUCTS: &[&$crate::Struct] = &[$(<$done as $crate::Reflect>::STRUCT),*];
    };
    ($($rest:tt)+) => { $crate::declare::structs! { @ [] $($rest)+ } };
}

/// Describes a type.
macro_rules! reflect {
    ($name:ident: $c_name:literal { $( $field:ident $(= $($path:ident).+)? => $($kind:ty)? ),* }) => {
        // SAFETY: the fields are integers, raw pointers, arrays and plain structures of these.
        unsafe impl $crate::Plain for $name {}

        const _: () = {
            static STRUCT: $crate::Struct = $crate::Struct {
                name: stringify!($name),
                c_name: $c_name,
                size: size_of::<$name>(),
                align: align_of::<$name>(),
                fields: &[$(
                    $crate::Field {
                        name: stringify!($field),
                        offset: $crate::declare::offset!($name, $field $(= $($path).+)?),
                        kind: $crate::declare::kind!($name, $field $(= $($path).+)? => $($kind)?),
                    }
                ),*],
            };

            impl $crate::Reflect for $name {
                const STRUCT: &'static $crate::Struct = &STRUCT;
            }
        };
    };
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
        $crate::declare::deduced::<$type, _>(|at| unsafe { &raw const (*at).$($path).+ })
    };
    ($type:ty, $field:ident = $($path:ident).+ => $kind:ty) => {
        // SAFETY: the function is never called: only its type is used.
        $crate::declare::described::<$type, _, $kind>(|at| unsafe { &raw const (*at).$($path).+ })
    };
}

/// The kind of the field that `_place` points to. A place works for fields of packed structures and of unions too.
pub(crate) const fn deduced<T: Plain, F: FieldKind>(_place: fn(*const T) -> *const F) -> Kind {
    F::KIND
}

/// The kind `K`, for a field whose Rust type says less than its C type.
pub(crate) const fn described<T: Plain, F, K: FieldKind>(_place: fn(*const T) -> *const F) -> Kind {
    assert!(
        size_of::<F>() == K::KIND.size(),
        "described as a type of another size"
    );
    K::KIND
}

/// The length of all lists together.
pub(crate) const fn total(lists: &[&[&Struct]]) -> usize {
    let (mut len, mut i) = (0, 0);
    while i < lists.len() {
        len += lists[i].len();
        i += 1;
    }
    len
}

/// All lists as one; evaluated by the compiler only.
pub(crate) const fn flatten<const N: usize>(lists: &[&[&'static Struct]]) -> [&'static Struct; N] {
    let mut all = [lists[0][0]; N];
    let (mut at, mut i) = (0, 0);
    while i < lists.len() {
        let mut j = 0;
        while j < lists[i].len() {
            all[at] = lists[i][j];
            (at, j) = (at + 1, j + 1);
        }
        i += 1;
    }
    all
}

/// The position of the structure of that name.
pub(crate) const fn position(structs: &[&Struct], name: &str) -> Option<usize> {
    let mut i = 0;
    while i < structs.len() {
        if same(structs[i].name.as_bytes(), name.as_bytes()) {
            return Some(i);
        }
        i += 1;
    }
    None
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

pub(crate) use {kind, offset, reflect, structs};
