//! Takes the types of a system apart, as it keeps them ([`Types`](super::system::Types)): a [`Type`] as its file writes it has a pointer to
//! each of its texts and to each accessor, and a pointer costs a relocation. What a program that asks `describe` is told besides
//! (what an accessor is for, what it takes and gives) stands in the [`Type`]s alone, which no part of the module refers to.

use super::access::{Accessor, Get, Lookup, Member, Set};
use super::system::Listed;
use super::{Type, structure};
use crate::prose::Writer;
use syscall_types::Kind;

/// How much there is of all that types are taken apart into.
pub struct Lengths {
    pub text: usize,
    pub docs: usize,
    pub members: usize,
    pub gets: usize,
    pub sets: usize,
    pub lookups: usize,
}

/// What is enough of each.
pub const fn lengths(types: &[Type]) -> Lengths {
    let mut all = Lengths {
        text: 0,
        docs: 0,
        members: 0,
        gets: 0,
        sets: 0,
        lookups: 0,
    };
    let mut i = 0;
    while i < types.len() {
        let ty = &types[i];
        all.text += ty.name.len() + ty.prefix.len();
        all.docs += ty.doc.len() + 1;
        all.members += ty.accessors.len();
        let mut j = 0;
        while j < ty.accessors.len() {
            let accessor = &ty.accessors[j];
            all.text += accessor.name.len();
            all.gets += accessor.get().is_some() as usize;
            all.sets += accessor.set_by().is_some() as usize;
            all.lookups += accessor.named.is_some() as usize;
            j += 1;
        }
        i += 1;
    }
    all
}

/// What types are taken apart into.
pub struct Parts<
    const TEXT: usize,
    const DOCS: usize,
    const ROWS: usize,
    const MEMBERS: usize,
    const GETS: usize,
    const SETS: usize,
    const LOOKUPS: usize,
> {
    pub text: [u8; TEXT],
    pub docs: Writer<DOCS>,
    pub rows: [Listed; ROWS],
    pub members: [Member; MEMBERS],
    pub gets: [Get; GETS],
    pub sets: [Set; SETS],
    pub lookups: [Lookup; LOOKUPS],
}

/// Takes types apart; evaluated by the compiler only.
pub const fn parts<
    const TEXT: usize,
    const DOCS: usize,
    const ROWS: usize,
    const MEMBERS: usize,
    const GETS: usize,
    const SETS: usize,
    const LOOKUPS: usize,
>(
    types: &[Type],
) -> Parts<TEXT, DOCS, ROWS, MEMBERS, GETS, SETS, LOOKUPS> {
    let mut all = Parts {
        text: [0; TEXT],
        docs: Writer::new(),
        rows: [const { Listed::of(&Type::new("", Kind::Char, ""), 0, 0) }; ROWS],
        members: [Member::NONE; MEMBERS],
        gets: [Get::NONE; GETS],
        sets: [Set::NONE; SETS],
        lookups: [Accessor::NO_LOOKUP; LOOKUPS],
    };
    let (mut text, mut members, mut gets, mut sets, mut lookups, mut i) = (0, 0, 0, 0, 0, 0);
    while i < ROWS {
        let ty = &types[i];
        all.rows[i] = Listed::of(ty, text, members);
        write(&mut all.text, &mut text, ty.name);
        write(&mut all.text, &mut text, ty.prefix);
        all.docs.piece(ty.doc);
        let mut j = 0;
        while j < ty.accessors.len() {
            let accessor = &ty.accessors[j];
            let mut member = Member::of(accessor, text, field(ty, accessor));
            write(&mut all.text, &mut text, accessor.name);
            if let Some(get) = accessor.get() {
                all.gets[gets] = get;
                member.get = gets as u16;
                gets += 1;
            }
            if let Some(set) = accessor.set_by() {
                all.sets[sets] = set;
                member.set = sets as u16;
                sets += 1;
            }
            if let Some(named) = accessor.named {
                all.lookups[lookups] = named.lookup;
                member.lookup = lookups as u16;
                lookups += 1;
            }
            all.members[members] = member;
            (members, j) = (members + 1, j + 1);
        }
        i += 1;
    }
    assert!(text <= u16::MAX as usize, "names are too long");
    all
}

const fn write(text: &mut [u8], at: &mut usize, part: &str) {
    let part = part.as_bytes();
    let (_, rest) = text.split_at_mut(*at);
    rest.split_at_mut(part.len()).0.copy_from_slice(part);
    *at += part.len();
}

/// The number of the field that an accessor is by its name.
const fn field(ty: &Type, accessor: &Accessor) -> Option<usize> {
    let structure = match structure(ty.layout) {
        Some(structure) if accessor.is_field => structure,
        _ => return None,
    };
    let mut i = 0;
    while i < structure.fields.len() {
        let name = structure.name_of(&structure.fields[i]).as_bytes();
        if let Some((prefix, rest)) = name.split_at_checked(ty.prefix.len())
            && same(prefix, ty.prefix.as_bytes())
            && same(rest, accessor.name.as_bytes())
        {
            return Some(i);
        }
        i += 1;
    }
    panic!("an accessor is no field")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// A constant list of types as [`Types`].
macro_rules! pack_types {
    ($types:expr) => {{
        use $crate::object::Type;
        use $crate::object::access::{Get, Lookup, Member, Set};
        use $crate::object::system::{Listed, Types};
        use $crate::object::types::{Lengths, Parts, lengths, parts};
        const LIST: &[Type] = $types;
        const LEN: Lengths = lengths(LIST);
        const PARTS: Parts<
            { LEN.text },
            { LEN.docs },
            { LIST.len() },
            { LEN.members },
            { LEN.gets },
            { LEN.sets },
            { LEN.lookups },
        > = parts(LIST);
        static TEXT: [u8; LEN.text] = PARTS.text;
        static DOCS: [u8; PARTS.docs.len()] = PARTS.docs.written();
        static ROWS: [Listed; LIST.len()] = PARTS.rows;
        static MEMBERS: [Member; LEN.members] = PARTS.members;
        static GETS: [Get; LEN.gets] = PARTS.gets;
        static SETS: [Set; LEN.sets] = PARTS.sets;
        static LOOKUPS: [Lookup; LEN.lookups] = PARTS.lookups;
        Types {
            text: match core::str::from_utf8(&TEXT) {
                Ok(text) => text,
                Err(_) => panic!("a name is not UTF-8"),
            },
            docs: &DOCS,
            rows: &ROWS,
            members: &MEMBERS,
            gets: &GETS,
            sets: &SETS,
            lookups: &LOOKUPS,
        }
    }};
}
pub(crate) use pack_types;
