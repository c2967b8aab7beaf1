//! The groups of constants of a system, packed: their descriptions as `syscall-consts` has them have three pointers each, and a pointer
//! costs a relocation. Here all names are one text, all values one array.

use syscall_consts::group::Repr;
use syscall_consts::{Group, Kind};

/// The groups. A group's number ([`Constants::INDEX`](syscall_consts::Constants::INDEX)) is its position.
#[derive(Clone, Copy)]
pub struct Groups {
    /// Of each group its name and a zero, and its members' names joined by zeros.
    text: &'static str,
    /// The values of each.
    values: &'static [u8],
    rows: &'static [Row],
}

/// Where a group is.
#[derive(Clone, Copy)]
pub struct Row {
    /// The beginning of its name.
    text: u32,
    /// The beginning of its values.
    values: u32,
    /// Bytes of its members' names.
    names_len: u16,
    /// How many members it has.
    len: u16,
    /// Bytes of its name.
    name_len: u8,
    kind: Kind,
    repr: Repr,
}

impl Groups {
    /// The groups that [`pack_groups!`] has taken apart.
    pub const fn new(text: &'static [u8], values: &'static [u8], rows: &'static [Row]) -> Groups {
        let text = match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => panic!("a name is not UTF-8"),
        };
        Groups { text, values, rows }
    }

    /// How many they are.
    pub const fn len(self) -> usize {
        self.rows.len()
    }

    /// The group of a number.
    pub fn get(self, number: usize) -> Option<Group> {
        let row = self.rows.get(number)?;
        let (name, names) = self
            .text
            .get(row.text as usize..)?
            .split_at_checked(row.name_len.into())?;
        let names = names.get(1..)?.get(..row.names_len.into())?;
        let len = usize::from(row.len).checked_mul(row.repr.size.into())?;
        let values = self.values.get(row.values as usize..)?.get(..len)?;
        Some(Group::new(name, row.kind, row.repr, names, values))
    }

    /// What kind of group that is, without looking at its names.
    #[inline]
    pub fn kind(self, number: usize) -> Option<Kind> {
        self.rows.get(number).map(|row| row.kind)
    }

    /// All in turn.
    pub fn iter(self) -> impl Iterator<Item = Group> {
        (0..self.len()).filter_map(move |number| self.get(number))
    }

    /// The number of the group of a name.
    pub fn position(self, name: &[u8]) -> Option<usize> {
        self.iter().position(|group| group.name.as_bytes() == name)
    }
}

/// The bytes of all names, and of all values.
pub const fn lengths(groups: &[Group]) -> (usize, usize) {
    let (mut text, mut values, mut i) = (0, 0, 0);
    while i < groups.len() {
        text += groups[i].name.len() + 1 + groups[i].names.len();
        values += groups[i].bytes().len();
        i += 1;
    }
    (text, values)
}

/// The same taken apart; evaluated by the compiler only.
pub const fn parts<const TEXT: usize, const VALUES: usize, const COUNT: usize>(
    groups: &[Group],
) -> ([u8; TEXT], [u8; VALUES], [Row; COUNT]) {
    const NONE: Row = Row {
        text: 0,
        values: 0,
        names_len: 0,
        len: 0,
        name_len: 0,
        kind: Kind::Plain,
        repr: Repr {
            size: 1,
            signed: false,
        },
    };
    let (mut text, mut values, mut rows) = ([0; TEXT], [0; VALUES], [NONE; COUNT]);
    let (mut at, mut from, mut i) = (0, 0, 0);
    while i < COUNT {
        let group = &groups[i];
        let (name, names, bytes) = (group.name.as_bytes(), group.names.as_bytes(), group.bytes());
        assert!(name.len() <= u8::MAX as usize && names.len() <= u16::MAX as usize);
        rows[i] = Row {
            text: at as u32,
            values: from as u32,
            names_len: names.len() as u16,
            len: group.len() as u16,
            name_len: name.len() as u8,
            kind: group.kind,
            repr: group.repr,
        };
        let mut j = 0;
        while j < name.len() {
            text[at + j] = name[j];
            j += 1;
        }
        // Behind the name its zero.
        at += name.len() + 1;
        j = 0;
        while j < names.len() {
            text[at + j] = names[j];
            j += 1;
        }
        at += names.len();
        j = 0;
        while j < bytes.len() {
            values[from + j] = bytes[j];
            j += 1;
        }
        from += bytes.len();
        i += 1;
    }
    (text, values, rows)
}

/// A constant list of groups as [`Groups`].
macro_rules! pack_groups {
    ($groups:expr) => {{
        use $crate::object::groups::{Groups, Row, lengths, parts};
        const LIST: &[syscall_consts::Group] = $groups;
        const LENGTHS: (usize, usize) = lengths(LIST);
        const PARTS: ([u8; LENGTHS.0], [u8; LENGTHS.1], [Row; LIST.len()]) = parts(LIST);
        const TEXT: [u8; LENGTHS.0] = PARTS.0;
        const VALUES: [u8; LENGTHS.1] = PARTS.1;
        const ROWS: [Row; LIST.len()] = PARTS.2;
        Groups::new(&TEXT, &VALUES, &ROWS)
    }};
}
pub(crate) use pack_groups;
