//! The module as data: what a manual, an editor's annotations or a test of completeness is made of.
//!
//! Everything here is read from the tables that the module itself runs on, so it cannot say anything else than what is there.
//! `cargo run -q -p lua-cabi --example describe -- linux` prints it as JSON.

pub use crate::call::{Accepts, Info, Parameter};
pub use crate::prose::Prose;

use crate::object::system::{Linux, System, Universe};
use crate::object::{Listed, Type, ctype};
use crate::systems;
use syscall_consts::Group;
use syscall_types::{Field, Struct};

/// What the module offers of a system.
#[derive(Clone, Copy)]
pub struct Module(&'static System, &'static [Type]);

/// The systems that the module serves.
pub fn systems() -> impl Iterator<Item = Module> {
    [Module(&systems::linux::SYSTEM, Linux::TYPES)].into_iter()
}

impl Module {
    /// The system's name: `"linux"`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The functions of `S`.
    pub fn functions(self) -> impl Iterator<Item = Info> {
        self.0.calls.iter().flat_map(|table| table.iter())
    }

    /// The methods of objects of a type: the name, and the row behind it.
    pub fn methods(self, ty: Described) -> impl Iterator<Item = (&'static str, Info)> {
        let own = ty.1.methods.iter().flat_map(|table| table.iter());
        let also = self.0.methods.iter().flat_map(|table| table.iter());
        let shared = also
            .chain(self.functions())
            .filter(move |info| info.receiver() == Some(ty.name()));
        let renamed = self
            .0
            .aliases
            .iter()
            .filter_map(move |&(name, _)| Some((name, self.0.method(ty.1, name.as_bytes())?)));
        own.chain(shared)
            .map(|info| (info.name(), info))
            .chain(renamed)
    }

    /// All rows of the tables of calls, each once: the functions, what is a method only, and what only a script can call.
    pub fn rows(self) -> impl Iterator<Item = Info> {
        let system = self.0;
        let own = system.types.rows.iter().flat_map(|ty| ty.methods).copied();
        let scripts = system.scripts.iter().flat_map(|script| script.calls);
        let shared = system.calls.iter().chain(system.methods).copied();
        let tables = shared.chain(own).chain(scripts.copied());
        tables.flat_map(|table| table.iter())
    }

    /// The members of `S` that are written in Lua: `"prctl"`, `"util"`.
    pub fn scripts(self) -> impl Iterator<Item = &'static str> {
        self.0.scripts.iter().map(|script| script.member)
    }

    /// The groups of `S.c`.
    pub fn groups(self) -> impl Iterator<Item = Group> {
        self.0.groups.iter()
    }

    /// The types of `S.t` that are structures or scalars.
    pub fn types(self) -> impl Iterator<Item = Described> {
        self.1
            .iter()
            .zip(self.0.types.rows)
            .map(|(ty, listed)| Described(ty, listed))
    }

    /// The array types of `S.t`: name, the type of an element, how many there are unless the constructor is told.
    pub fn arrays(self) -> impl Iterator<Item = (&'static str, &'static str, Option<u32>)> {
        ctype::ARRAYS.iter().copied()
    }
}

/// A type of `S.t`: a structure or a scalar.
#[derive(Clone, Copy)]
pub struct Described(&'static Type, &'static Listed);

impl Described {
    /// The name in `S.t`.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// What it is, and where the layout comes from.
    pub fn doc(&self) -> &'static str {
        self.0.doc
    }

    /// Bytes of one.
    pub fn size(&self) -> usize {
        self.1.size()
    }

    /// The structure, unless it is a scalar.
    pub fn structure(&self) -> Option<&'static Struct> {
        self.1.structure()
    }

    /// What its constructor takes beside nothing and an object of the type: a list of parameters for each form, as annotations of
    /// the Lua language server write them. `"members: table"` is a table of members by name, `"...: any"` a value for each field,
    /// in their order, which such a table may have by position too.
    pub fn forms(&self) -> &'static [&'static str] {
        self.1.forms()
    }

    /// The friendly members: fields without their prefix, and computed ones.
    pub fn members(&self) -> impl Iterator<Item = Member> {
        let Described(ty, listed) = *self;
        let accessors = ty.accessors.iter().map(move |accessor| Member {
            name: accessor.name,
            doc: accessor.doc,
            field: listed
                .structure()
                .filter(|_| accessor.is_field)
                .and_then(|structure| {
                    let i = structure.position(ty.prefix, accessor.name.as_bytes())?;
                    let field = structure.fields.get(i)?;
                    Some((structure.name_of(field), field))
                }),
            read: accessor.computed(),
            may_be_nil: accessor.may_be_nil(),
            write: accessor
                .named
                .map_or_else(|| accessor.assigned(), |named| Some(named.accepts)),
        });
        accessors.chain(listed.names.iter().map(|&(name, doc)| Member {
            name,
            doc,
            field: None,
            read: Some("any"),
            may_be_nil: true,
            write: None,
        }))
    }

    /// The group of constants each of whose names is a boolean member.
    pub fn booleans(&self) -> Option<&'static str> {
        self.1.booleans.map(|booleans| booleans.group.name)
    }

    /// The container over it: the name in `S.t`.
    pub fn container(&self) -> Option<&'static str> {
        self.1.container.map(|container| container.name)
    }
}

/// A friendly member of an object.
#[derive(Clone, Copy)]
pub struct Member {
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The name of the field that it is, and the field, which says its type.
    pub field: Option<(&'static str, &'static Field)>,
    /// The type where it is computed, as in [`Accepts::lua`].
    pub read: Option<&'static str>,
    /// Whether it may be nil instead.
    pub may_be_nil: bool,
    /// What may be assigned, where that is not what the field says.
    pub write: Option<Accepts>,
}
