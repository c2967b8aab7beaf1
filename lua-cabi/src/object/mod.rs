//! Typed objects: kernel structures and arrays in memory that Lua owns.
//!
//! A [`Type`] is a kernel layout with what Lua adds to it: friendly accessors, methods, a constructor, a text form. It comes
//! in five [`Shape`]s, each with a metatable of its own, by whose identity an object is recognized:
//!
//! | shape | Lua value | where the bytes are |
//! |---|---|---|
//! | structure | userdata | in the userdata, from its first byte |
//! | structure view | userdata with a [`View`] | inside another object, which the view keeps alive |
//! | array | userdata | in the userdata |
//! | array view | userdata with a [`View`] | as a structure view; also what `buffer + k`, `pt` casts and `mmap` give |
//! | container | table with element views at 1..count | in an array object that is one of its fields |
//!
//! [`place`](place::place) turns any of them into checked memory.

pub mod access;
pub mod container;
pub mod ctype;
pub mod end;
pub mod error;
pub mod fd;
pub mod groups;
mod guarded;
pub mod make;
pub mod mapping;
pub mod meta;
pub mod number;
pub mod operations;
pub mod operators;
pub mod owners;
pub mod packed;
pub mod place;
pub mod record;
pub mod system;
pub mod types;
pub mod value;

use crate::call::{Outcome, Table};
use crate::context::Cx;
use crate::raise::Raise;
use access::Accessor;
use core::ffi::c_int;
use place::{Instance, Place};
use syscall_consts::Group;
use syscall_types::{Kind, Reflect, Struct};
pub use system::CHAR;
pub use system::Listed;
use system::{System, Universe, id_of};

/// The forms in which a type occurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shape {
    /// One structure (or scalar) in its own userdata.
    Struct,
    /// One structure inside another object.
    StructView,
    /// An array in its own userdata.
    Array,
    /// A stretch of another object, or of mapped memory.
    ArrayView,
    /// A Lua table of element views.
    Container,
}

impl Shape {
    const ALL: [Shape; 5] = [
        Shape::Struct,
        Shape::StructView,
        Shape::Array,
        Shape::ArrayView,
        Shape::Container,
    ];

    /// Whether the userdata holds a [`View`] and not the bytes.
    pub const fn is_view(self) -> bool {
        matches!(self, Shape::StructView | Shape::ArrayView)
    }

    /// Whether the object has elements.
    pub const fn is_array(self) -> bool {
        matches!(self, Shape::Array | Shape::ArrayView)
    }
}

/// The number of a metatable: a type in a shape. Number 0 is that of the type objects (`t.stat` itself).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meta(u16);

/// The metatable of type objects.
pub const CTYPE: usize = 0;

impl Meta {
    /// The metatable of a type in a shape.
    pub const fn new(id: usize, shape: Shape) -> Meta {
        Meta((1 + id * Shape::ALL.len() + shape as usize) as u16)
    }

    /// How many metatables so many types can have.
    pub const fn count(types: usize) -> usize {
        1 + types * Shape::ALL.len()
    }

    /// The metatable with a number that a metatable claims for itself.
    pub fn from_number(cx: &Cx, number: usize) -> Option<Meta> {
        (number != CTYPE && cx.has_metatable(number)).then_some(Meta(number as u16))
    }

    /// The number.
    pub const fn number(self) -> usize {
        self.0 as usize
    }

    /// The type.
    #[inline]
    pub fn ty(self, cx: &Cx) -> &'static Listed {
        System::of(cx).ty(self.id())
    }

    /// The name of its objects in messages.
    pub fn name(self, cx: &Cx) -> &'static str {
        match (self.shape(), self.ty(cx).container) {
            (Shape::Container, Some(container)) => container.name,
            (Shape::Array | Shape::ArrayView, _) if self.id() == CHAR => "buffer",
            _ => self.type_name(cx),
        }
    }

    /// The name of their type.
    pub fn type_name(self, cx: &Cx) -> &'static str {
        System::of(cx).types.name(self.ty(cx))
    }

    /// The type's number.
    pub const fn id(self) -> usize {
        (self.number() - 1) / Shape::ALL.len()
    }

    /// The shape.
    pub fn shape(self) -> Shape {
        Shape::ALL[(self.number() - 1) % Shape::ALL.len()]
    }
}

/// Values for a constructor: stack slots `first` up to, and without, `end`.
#[derive(Clone, Copy)]
pub struct Arguments {
    /// The first slot.
    pub first: c_int,
    /// The slot after the last.
    pub end: c_int,
}

impl Arguments {
    /// One value.
    pub fn one(index: c_int) -> Arguments {
        Arguments {
            first: index,
            end: index + 1,
        }
    }

    /// The number of values.
    pub fn len(self) -> c_int {
        self.end - self.first
    }
}

/// Fills zeroed memory from a constructor's arguments.
pub type Construct = fn(&mut Cx, Arguments, Place) -> Result<(), Raise>;

/// Pushes an object of a constructor's arguments. May raise (memory).
pub type Make = fn(&mut Cx, Arguments) -> Result<(), Raise>;

/// How values of a type are made, where the general form does not do.
#[derive(Clone, Copy)]
pub struct Constructor {
    /// What it takes beside nothing and an object of the type: a list of parameters for each form, as annotations of the Lua
    /// language server write them. `"members: table"` is a table of members by name.
    pub forms: &'static [&'static str],
    /// Makes one.
    pub construct: Construct,
}

/// The answer to a name that is neither field, accessor nor method: results pushed, or `None` when the name is unknown.
pub type Missing = fn(&mut Cx, Instance, &[u8]) -> Result<Option<c_int>, Raise>;

/// Gets the object, the member that is assigned, and a copy of the structure with the new value.
pub type Assigned = fn(&mut Cx, Instance, &[u8], Place) -> Result<(), Raise>;

/// Members that tell whether a field has a value of a group: each name of the group, in any case.
#[derive(Clone, Copy)]
pub struct Booleans {
    /// The group.
    pub group: &'static Group,
    /// The bits or the number.
    pub value: Told<u32>,
    /// Whether the number is the constant, and not only has its bits.
    pub equal: bool,
}

impl Booleans {
    /// The constant of a name.
    pub fn find(&self, name: &[u8]) -> Option<u32> {
        self.group
            .iter()
            .find(|member| member.0.as_bytes().eq_ignore_ascii_case(name))
            .map(|member| member.1 as u32)
    }

    /// Whether the object at a place has it.
    pub fn test(&self, place: Place, constant: u32) -> Result<bool, Raise> {
        let value = (self.value)(place)?;
        Ok(match self.equal {
            true => value == constant,
            false => value & constant != 0,
        })
    }
}

/// What a type tells of the memory of an object, whose touch may fail.
pub type Told<T> = fn(Place) -> Result<T, Raise>;

/// Whether two objects of a type are equal.
pub type Equal = fn(Place, Place) -> Result<bool, Raise>;

/// Members of a set by number: `set[n]`.
#[derive(Clone, Copy)]
pub struct Elements {
    /// The least number that a set can name.
    pub least: i32,
    /// The largest.
    pub most: i32,
    /// Names of numbers, by which members are read and assigned too: `set.NAME`, in any case.
    pub names: Option<&'static Group>,
    /// Whether a number is in the set.
    pub get: fn(Place, usize) -> Result<bool, Raise>,
    /// Puts it in, or out.
    pub set: fn(Place, usize, bool) -> Result<(), Raise>,
}

impl Elements {
    /// The number of a name.
    pub fn named(&self, name: &[u8]) -> Option<usize> {
        let mut members = self.names?.iter();
        let found = members.find(|member| member.0.as_bytes().eq_ignore_ascii_case(name))?;
        usize::try_from(found.1).ok()
    }
}

/// A Lua type, as its file writes it; the module keeps it as [`Listed`].
#[derive(Clone, Copy)]
pub struct Type {
    /// The name in `S.t`.
    pub name: &'static str,
    /// What it is and where the layout comes from.
    pub doc: &'static str,
    /// The kernel layout.
    pub layout: Kind,
    /// What the kernel puts before the names of fields: `"tv_"`.
    pub prefix: &'static str,
    /// Friendly members: fields without the prefix, and computed ones.
    pub accessors: &'static [Accessor],
    /// Whether constructing from an object of this type gives that object and not a copy.
    pub same: bool,
    /// Whether a table may give fields by position, as in C.
    pub positional: bool,
    /// Whether unknown names in a table are passed over, not refused.
    pub lenient: bool,
    /// Whether nothing but the module writes an object's bytes, which stand for something: it is no buffer to be filled.
    pub sealed: bool,
    /// Whether arrays of it are counted from 1, in elements, and have nil behind the last.
    pub one_based: bool,
    /// Whether `#object` is refused.
    pub countless: bool,
    /// Whether the metatable has arithmetic and order, as 64-bit numbers do.
    pub arithmetic: bool,
    /// What few types have. Apart, because a type is to cost little where it has nothing of it. It replaces that of a base type, so
    /// one of those is built on what the base has.
    pub rare: &'static Rare,
}

/// What few types have; a [`Type`]'s members too.
pub struct Rare {
    /// Booleans by the names of a group of constants.
    pub booleans: Option<&'static Booleans>,
    /// Other names of raw fields: friendly name, field.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Methods of its own, by topic.
    pub methods: &'static [&'static Table],
    /// How a value is made; `None` is the general form: a number for a scalar, a table of members for a structure.
    pub construct: Option<Constructor>,
    /// Where pairs of these are a type of their own (`t.timespec2`): how one of the two is made. A pair that is given stays itself.
    pub pair: Option<Construct>,
    /// What `object[n]` is, of a set of numbers.
    pub elements: Option<&'static Elements>,
    /// `tostring`: pushes a string, or nil.
    pub text: Option<fn(&mut Cx, Instance) -> Outcome>,
    /// `#object` where it is not the size in bytes.
    pub length: Option<Told<usize>>,
    /// `==`.
    pub equal: Option<Equal>,
    /// What to do before a [sealed](Type::sealed) object is looked at.
    pub look: Option<fn(&Cx, Place)>,
    /// What to do when the collector frees the object.
    pub collect: Option<fn(&Cx, Place)>,
    /// What to do at the end of a scope (`<close>`).
    pub close: Option<fn(&Cx, Place)>,
    /// What the assignment of a member does beyond changing bytes.
    pub assigned: Option<Assigned>,
    /// The names that [`missing`](Rare::missing) answers, each with what it is.
    pub names: &'static [(&'static str, &'static str)],
    /// Answers other names.
    pub missing: Option<Missing>,
    /// The descriptor that an object stands for, when it stands for one.
    pub descriptor: Option<Told<i32>>,
    /// Pushes an object of a constructor's arguments, where its size depends on them or it is a table.
    pub make: Option<Make>,
    /// What an object is that is a table of others.
    pub record: Option<&'static record::Record>,
    /// The type whose members an object has too, by its contents: a socket address has those of its family.
    pub delegate: Option<Told<Option<usize>>>,
    /// The container type over this element type: its name in `S.t` and the field that holds the array.
    pub container: Option<container::Container>,
    /// How such a container is made where it is not in the general way.
    pub gathered: Option<&'static container::Gathered>,
}

impl Rare {
    /// Nothing.
    pub const NONE: Rare = Rare {
        booleans: None,
        aliases: &[],
        methods: &[],
        construct: None,
        pair: None,
        elements: None,
        text: None,
        length: None,
        equal: None,
        look: None,
        collect: None,
        close: None,
        assigned: None,
        names: &[],
        missing: None,
        descriptor: None,
        make: None,
        record: None,
        delegate: None,
        container: None,
        gathered: None,
    };
}

impl Type {
    /// A type over a layout, with nothing added.
    pub const fn new(name: &'static str, layout: Kind, doc: &'static str) -> Type {
        Type {
            name,
            doc,
            layout,
            prefix: "",
            accessors: &[],
            same: false,
            positional: false,
            lenient: false,
            sealed: false,
            one_based: false,
            countless: false,
            arithmetic: false,
            rare: &Rare::NONE,
        }
    }

    /// A type over a kernel structure, under the structure's name.
    pub const fn of<T: Reflect>(doc: &'static str) -> Type {
        Type::new(T::STRUCT.name(), Kind::Struct(T::STRUCT), doc)
    }

    /// As [`of`](Type::of), made as in C: fields by position too, and names that it has not are passed over.
    pub const fn plain<T: Reflect>(doc: &'static str) -> Type {
        Type {
            positional: true,
            lenient: true,
            ..Type::of::<T>(doc)
        }
    }
}

/// The structure behind a layout, unless it is a scalar.
const fn structure(layout: Kind) -> Option<&'static Struct> {
    match layout {
        Kind::Struct(structure) => Some(structure),
        _ => None,
    }
}

/// A Rust type that is the layout of a Lua type.
pub trait Object: syscall_types::Plain + 'static {
    /// The Lua type's name.
    const NAME: &'static str;

    /// The container over it, if there is one.
    const CONTAINER: Option<container::Container> = None;

    /// The types that it is one of.
    type Universe: Universe;

    /// The Lua type's number.
    const ID: usize = id_of::<Self::Universe>(Self::NAME);
}

/// Says of structures that they are types of a system (a [`Universe`]) under their own names: `objects! { Linux: stat dirent }`.
macro_rules! objects {
    ($universe:ident: $($name:ident)*) => {$(
        impl $crate::object::Object for $name {
            type Universe = $crate::object::system::$universe;
            const NAME: &'static str = stringify!($name);
        }
    )*};
}
pub(crate) use objects;

/// Says of such structures that, as results, they show as new objects.
macro_rules! shown {
    ($($name:ident)*) => {$(
        impl $crate::convert::Push for $name {
            const LUA: &'static str = stringify!($name);

            fn push(self, cx: &mut $crate::context::Cx) {
                $crate::object::make::push_new(cx, self);
            }
        }
    )*};
}
pub(crate) use shown;
