//! A system as a value: what a module serves. `systems/` has one file for each; a [`Context`](crate::context::Context) has
//! the system of its module, so that one state may hold several.

use super::access::{Get, Lookup, Member, Set};
use super::groups::Groups;
use super::{Meta, Rare, Type, structure};
use crate::call::{Info, Table};
use crate::context::{Cx, Served};
use crate::prose::{Prose, Reader};
use core::ffi::CStr;
use syscall_consts::Group;
use syscall_consts::errno::Errors;
use syscall_consts::group::same_name;
use syscall_types::{Field, Kind, Struct};

/// A system.
pub struct System {
    /// The name, as `S.abi.os` has it.
    pub name: &'static str,
    /// The groups of constants.
    pub groups: Groups,
    /// What each group is for, as pieces.
    pub docs: &'static [u8],
    /// Numbers that belong to no group.
    pub scalars: &'static [(&'static str, i64)],
    /// Texts that belong to no group.
    pub texts: &'static [(&'static str, &'static str)],
    /// Tables of constants that are no groups, by what pushes them.
    pub tables: &'static [(&'static str, MakeTable)],
    /// The error numbers.
    pub errors: &'static Errors,
    /// The position of their group.
    pub error_group: usize,
    /// The texts of errors by the names without E, those included that the system itself does not have.
    pub error_names: fn(&mut EachName),
    /// The types, those that every system has first ([`Common`]). A type's number ([`Object::ID`](super::Object::ID)) is its position.
    pub types: Types,
    /// The functions, by topic. Those whose first parameter has a type with methods are methods of it too.
    pub calls: &'static [&'static Table],
    /// What is a method only.
    pub methods: &'static [&'static Table],
    /// Methods whose function has another name: method, function.
    pub aliases: &'static [(&'static str, &'static str)],
    /// The members that are written in Lua.
    pub scripts: &'static [Script],
    /// Functions of `S` that stand in the table of such a member: the name, the member's.
    pub lent: &'static [(&'static str, &'static str)],
    /// Functions of `S.t` that make what is no type of its own.
    pub makers: &'static [&'static Table],
    /// Such functions that stand in the table of a member that is written in Lua: the name, the member's.
    pub lent_makers: &'static [(&'static str, &'static str)],
}

/// Gets the name and the text of an error.
pub type EachName<'a> = dyn FnMut(&str, &str) + 'a;

/// Pushes a table. May raise (memory).
pub type MakeTable = fn(&mut Cx);

/// A member that a Lua chunk makes. The chunk gets `S` and the calls that are its own, and returns the member.
pub struct Script {
    /// The member's name in `S`.
    pub member: &'static str,
    /// The chunk's name, for messages.
    pub chunk: &'static CStr,
    /// The chunk, [packed].
    pub source: &'static [u8],
    /// What only the chunk can call.
    pub calls: &'static [&'static Table],
}

impl System {
    /// The system of the running function's module.
    #[inline(always)]
    pub fn of(cx: &Cx) -> &'static System {
        // SAFETY: contexts are made by `module::open` alone, with what `served` gives.
        unsafe { &*cx.served().cast() }
    }

    /// What a context is to know of this system.
    pub fn served(&'static self) -> Served {
        Served {
            system: (&raw const *self).cast(),
            groups: self.groups.len(),
            metatables: Meta::count(self.types.rows.len()),
        }
    }

    /// The groups, and what each is for.
    pub fn documented_groups(&self) -> impl Iterator<Item = (Group, Prose)> + use<> {
        let mut docs = Reader(self.docs);
        self.groups.iter().map(move |group| (group, docs.piece()))
    }

    /// The type with a number.
    #[inline]
    pub fn ty(&self, id: usize) -> &'static Listed {
        // Numbers come from the list itself, so there always is one.
        const NONE: Listed = Listed::of(&Type::new("", Kind::Char, ""), 0, 0);
        self.types.rows.get(id).unwrap_or(&NONE)
    }

    /// The number of the type over a structure.
    pub fn id_of_struct(&self, structure: &Struct) -> Option<usize> {
        let (name, mut types) = (structure.name(), self.types.rows.iter());
        types.position(|ty| ty.structure().is_some_and(|own| own.is_named(name)))
    }

    /// The number of the type with a name.
    pub fn id_of(&self, name: &[u8]) -> Option<usize> {
        let mut types = self.types.rows.iter();
        types.position(|ty| self.types.name(ty).as_bytes() == name)
    }

    /// The row of a name in `S`.
    pub fn call(&self, name: &[u8]) -> Option<Info> {
        find(self.calls, name)
    }

    /// The row of a name in `S.t` that is no type.
    pub fn maker(&self, name: &[u8]) -> Option<Info> {
        find(self.makers, name)
    }

    /// The row behind a method of a type: the type's own, or of the same name, or one that the method is another name for.
    pub fn method(&self, ty: &Listed, name: &[u8]) -> Option<Info> {
        let renamed = self
            .aliases
            .iter()
            .find(|alias| alias.0.as_bytes() == name)
            .map_or(name, |alias| alias.1.as_bytes());
        find(ty.methods, name).or_else(|| {
            [find(self.methods, name), self.call(renamed)]
                .into_iter()
                .flatten()
                .find(|info| info.receiver() == Some(self.types.name(ty)))
        })
    }
}

/// The row of a name in tables.
fn find(tables: &'static [&'static Table], name: &[u8]) -> Option<Info> {
    tables.iter().find_map(|table| table.find(name))
}

/// The types of a system. A type's number ([`Object::ID`](super::Object::ID)) is its position.
#[derive(Clone, Copy)]
pub struct Types {
    /// Of each type its name, its prefix and the names of its accessors, one behind the other.
    pub text: &'static str,
    /// What each is, as pieces.
    pub docs: &'static [u8],
    pub rows: &'static [Listed],
    pub members: &'static [Member],
    /// What accessors compute, and how they look names up.
    pub gets: &'static [Get],
    pub sets: &'static [Set],
    pub lookups: &'static [Lookup],
}

/// A type as its system keeps it; the fields that a [`Type`] has too are the same.
pub struct Listed {
    pub layout: Kind,
    pub rare: &'static Rare,
    /// The beginning of its name.
    start: u16,
    /// The first of its accessors, and how many there are.
    members: u16,
    members_len: u8,
    name_len: u8,
    prefix_len: u8,
    pub same: bool,
    pub positional: bool,
    pub lenient: bool,
    pub sealed: bool,
    pub one_based: bool,
    pub countless: bool,
    pub arithmetic: bool,
}

impl core::ops::Deref for Listed {
    type Target = Rare;

    #[inline]
    fn deref(&self) -> &Rare {
        self.rare
    }
}

impl Listed {
    /// A type, whose name begins there, as its accessors do.
    pub const fn of(ty: &Type, start: usize, members: usize) -> Listed {
        assert!(start <= u16::MAX as usize && members <= u16::MAX as usize);
        assert!(ty.name.len() <= 255 && ty.prefix.len() <= 255 && ty.accessors.len() <= 255);
        Listed {
            layout: ty.layout,
            rare: ty.rare,
            start: start as u16,
            members: members as u16,
            members_len: ty.accessors.len() as u8,
            name_len: ty.name.len() as u8,
            prefix_len: ty.prefix.len() as u8,
            same: ty.same,
            positional: ty.positional,
            lenient: ty.lenient,
            sealed: ty.sealed,
            one_based: ty.one_based,
            countless: ty.countless,
            arithmetic: ty.arithmetic,
        }
    }

    /// The structure behind the type, unless it is a scalar.
    pub const fn structure(&self) -> Option<&'static Struct> {
        structure(self.layout)
    }

    /// The raw field of a name, friendly or raw.
    pub fn field(&self, name: &[u8]) -> Option<(usize, &'static Field)> {
        let name = self
            .aliases
            .iter()
            .find(|alias| alias.0.as_bytes() == name)
            .map_or(name, |alias| alias.1.as_bytes());
        let structure = self.structure()?;
        let i = structure.position("", name)?;
        Some((i, structure.fields.get(i)?))
    }

    /// See [`Constructor::forms`](super::Constructor::forms); `"...: any"` is a value for each field, in their order.
    pub const fn forms(&self) -> &'static [&'static str] {
        match self.rare.construct {
            Some(constructor) => constructor.forms,
            None if self.structure().is_none() => &["value: number|boolean"],
            None if self.positional => &["members: table", "...: any"],
            None => &["members: table"],
        }
    }

    /// Bytes of one.
    pub const fn size(&self) -> usize {
        self.layout.size()
    }
}

impl Types {
    /// The name in `S.t`.
    pub fn name(&self, ty: &Listed) -> &'static str {
        self.part(ty.start.into(), ty.name_len)
    }

    /// What the kernel puts before the names of fields: `"tv_"`.
    pub fn prefix(&self, ty: &Listed) -> &'static str {
        let start = usize::from(ty.start).saturating_add(ty.name_len.into());
        self.part(start, ty.prefix_len)
    }

    /// What it is, and where the layout comes from.
    pub fn doc(&self, ty: &Listed) -> Prose {
        let mut docs = Reader(self.docs);
        for own in self.rows {
            let doc = docs.piece();
            if core::ptr::eq(own, ty) {
                return doc;
            }
        }
        Prose::EMPTY
    }

    /// The accessors of a type.
    pub fn members(&self, ty: &Listed) -> &'static [Member] {
        let members = self.members.get(ty.members.into()..);
        let members = members.and_then(|members| members.get(..ty.members_len.into()));
        members.unwrap_or_default()
    }

    /// Its accessor of a name.
    pub fn member(&self, ty: &Listed, name: &[u8]) -> Option<&'static Member> {
        let text = self.text.as_bytes();
        self.members(ty).iter().find(|one| {
            // Mostly the length tells.
            usize::from(one.name_len) == name.len()
                && text
                    .get(one.start.into()..)
                    .is_some_and(|rest| rest.starts_with(name))
        })
    }

    /// The name of an accessor.
    pub fn name_of(&self, member: &Member) -> &'static str {
        self.part(member.start.into(), member.name_len)
    }

    fn part(&self, start: usize, len: u8) -> &'static str {
        let text = self.text.get(start..);
        let part = text.and_then(|text| text.get(..len.into()));
        part.unwrap_or_default()
    }
}

/// The types that a Rust type's number is a position among, known to the compiler. Those of a system say nothing to another,
/// but every system's list begins with [`Common`]'s.
pub trait Universe {
    /// The types as they are written, by number: for the compiler, and for who asks what they are.
    const TYPES: &'static [Type];

    /// The same as the module keeps them.
    const LISTED: &'static Types;
}

/// What every system has: C's integers, and the module's own objects.
pub enum Common {}

/// Linux.
pub enum Linux {}

/// The system of the tests.
#[cfg(feature = "tiny")]
pub enum Tiny {}

/// The number of the type with a name; for constants alone, where a wrong name stops the compiler.
pub const fn id_of<U: Universe>(name: &str) -> usize {
    let mut id = 0;
    while id < U::TYPES.len() {
        if same_name(U::TYPES[id].name, name) {
            return id;
        }
        id += 1;
    }
    panic!("no such type")
}

/// The number of C's char, the element of buffers.
pub const CHAR: usize = id_of::<Common>("char");
