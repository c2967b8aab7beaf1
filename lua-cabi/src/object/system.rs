//! A system as a value: what a module serves. `systems/` has one file for each; a [`Context`](crate::context::Context) has
//! the system of its module, so that one state may hold several.

use super::groups::Groups;
use super::{Meta, Type};
use crate::call::{Info, Table};
use crate::context::{Cx, Served};
use core::ffi::CStr;
use syscall_consts::Group;
use syscall_consts::errno::Errors;
use syscall_consts::group::same_name;
use syscall_types::Struct;

/// A system.
pub struct System {
    /// The name, as `S.abi.os` has it.
    pub name: &'static str,
    /// The groups of constants.
    pub groups: Groups,
    /// What each group is for, with a zero behind each: one text, as each `&str` would cost a relocation.
    pub docs: &'static str,
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
    pub types: &'static [Type],
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
            metatables: Meta::count(self.types.len()),
        }
    }

    /// The groups, and what each is for.
    pub fn documented_groups(&self) -> impl Iterator<Item = (Group, &'static str)> + use<> {
        self.groups.iter().zip(self.docs.split('\0'))
    }

    /// The type with a number.
    #[inline]
    pub fn ty(&self, id: usize) -> &'static Type {
        // Numbers come from the list itself, so there always is one.
        const NONE: Type = Type::new("nothing", syscall_types::Kind::Char, "");
        self.types.get(id).unwrap_or(&NONE)
    }

    /// The number of the type over a structure.
    pub fn id_of_struct(&self, structure: &Struct) -> Option<usize> {
        let (name, mut types) = (structure.name(), self.types.iter());
        types.position(|ty| ty.structure().is_some_and(|own| own.is_named(name)))
    }

    /// The number of the type with a name.
    pub fn id_of(&self, name: &[u8]) -> Option<usize> {
        self.types.iter().position(|ty| ty.name.as_bytes() == name)
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
    pub fn method(&self, ty: &Type, name: &[u8]) -> Option<Info> {
        let renamed = self
            .aliases
            .iter()
            .find(|alias| alias.0.as_bytes() == name)
            .map_or(name, |alias| alias.1.as_bytes());
        find(ty.methods, name).or_else(|| {
            [find(self.methods, name), self.call(renamed)]
                .into_iter()
                .flatten()
                .find(|info| info.receiver() == Some(ty.name))
        })
    }
}

/// The row of a name in tables.
fn find(tables: &'static [&'static Table], name: &[u8]) -> Option<Info> {
    tables.iter().find_map(|table| table.find(name))
}

/// The types that a Rust type's number is a position among, known to the compiler. Those of a system say nothing to another,
/// but every system's list begins with [`Common`]'s.
pub trait Universe {
    /// The types, by number.
    const TYPES: &'static [Type];
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
