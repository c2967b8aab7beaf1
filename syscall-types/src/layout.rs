//! What the compiler makes a [`Struct`](crate::Struct) of: a list of fields with their names, which become one text and one table. For
//! `structs!` and [`reflect!`](crate::reflect!) alone.

use crate::reflect::{Field, FieldKind, Kind, Plain};

pub use syscall_consts::list::{join, total};

/// A field as it is written down: its name, bytes from the start, what stands there.
pub type Entry = (&'static str, usize, Kind);

/// What lists of fields are joined upon.
pub const NONE: Entry = ("", 0, Kind::Char);

/// The names in the order in which a structure's text has them: its own, that of C, those of its fields.
pub const fn names<const N: usize>(
    name: &'static str,
    c_name: &'static str,
    fields: &[Entry],
) -> [&'static [u8]; N] {
    assert!(N == fields.len() + 2, "as many names as there are");
    let mut names = [name.as_bytes(); N];
    names[1] = c_name.as_bytes();
    let mut i = 0;
    while i < fields.len() {
        names[i + 2] = fields[i].0.as_bytes();
        i += 1;
    }
    names
}

/// The table of fields, by where their names stand in the text.
pub const fn fields<const N: usize>(names: &[&[u8]], fields: &[Entry]) -> [Field; N] {
    let mut table = [Field::new(NONE.1, NONE.2, 0, 0); N];
    let (mut start, mut i) = (names[0].len() + names[1].len(), 0);
    while i < N {
        let len = names[i + 2].len();
        table[i] = Field::new(fields[i].1, fields[i].2, start, len);
        (start, i) = (start + len, i + 1);
    }
    table
}

/// A field's name in C, which may be a word of Rust.
pub const fn field_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// The kind of the field that `_place` points to. A place works for fields of packed structures and of unions too.
pub const fn deduced<T: Plain, F: FieldKind>(_place: fn(*const T) -> *const F) -> Kind {
    F::KIND
}

/// The kind `K`, for a field whose Rust type says less than its C type.
pub const fn described<T: Plain, F, K: FieldKind>(_place: fn(*const T) -> *const F) -> Kind {
    assert!(
        size_of::<F>() == K::KIND.size(),
        "described as a type of another size"
    );
    K::KIND
}

/// The description of a type by the lists of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! layout {
    ($name:ident: $c_name:tt $lists:expr) => {{
        use $crate::layout::{Entry, NONE, fields, join, names, total};

        const LISTS: &[&[Entry]] = $lists;
        const ENTRIES: &[Entry] = &join::<_, { total(LISTS) }>(LISTS, NONE);
        const NAMES: &[&[u8]] =
            &names::<{ ENTRIES.len() + 2 }>(stringify!($name), $c_name, ENTRIES);
        const TEXT: &[u8] = &join::<_, { total(NAMES) }>(NAMES, 0);
        const FIELDS: &[$crate::Field] = &fields::<{ ENTRIES.len() }>(NAMES, ENTRIES);
        $crate::Struct::new::<$name>(NAMES, TEXT, FIELDS)
    }};
}

/// Implements [`Reflect`](crate::Reflect) for a structure of a program's own, which is [`Plain`](crate::Plain), by the fields that
/// are to have a name: `reflect! { fd { filenum, sequence } }`.
#[macro_export]
macro_rules! reflect {
    ($name:ident { $($field:ident),* $(,)? }) => {
        // SAFETY: the compiler gives the size, the offsets and the kinds.
        unsafe impl $crate::Reflect for $name {
            const STRUCT: &'static $crate::Struct = {
                static STRUCT: $crate::Struct = $crate::layout!($name: "" &[&[$((
                    $crate::layout::field_name(stringify!($field)),
                    core::mem::offset_of!($name, $field),
                    // SAFETY: the function is never called: only its type is used.
                    $crate::layout::deduced::<$name, _>(|at| unsafe { &raw const (*at).$field }),
                )),*]]);
                &STRUCT
            };
        }
    };
}
