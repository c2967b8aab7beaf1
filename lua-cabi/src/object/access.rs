//! Accessors: the friendly members that a type adds to the kernel's raw fields. Most are [`field`]s without the prefix that the
//! kernel gives them (`tv_sec` is `sec`), some with names for their values; the others are computed, as closures over the
//! structure.

use super::place::{Instance, Place};
use crate::call::{Accepts, Outcome};
use crate::context::Cx;
use crate::convert::{Convert, FromLua, Naming, Push};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_types::Plain;

/// A friendly member.
#[derive(Clone, Copy)]
pub struct Accessor {
    /// The name.
    pub name: &'static str,
    /// What it is, with its unit.
    pub doc: &'static str,
    /// Whether it is the field of that name behind the type's prefix, where a closure does not say otherwise.
    pub is_field: bool,
    /// Whether such a field is only read by that name.
    pub is_fixed: bool,
    /// The names of a field's values.
    pub named: Option<Named>,
    /// What the closure reads, and whether that may be nil instead.
    read: Option<(&'static str, bool)>,
    get: Option<Get>,
    /// What the closure writes.
    assigned: Option<Accepts>,
    set: Option<Set>,
}

/// A field by its name without the type's prefix: a 64-bit number is read as a plain one.
pub const fn field(name: &'static str, doc: &'static str) -> Accessor {
    Accessor {
        name,
        doc,
        is_field: true,
        is_fixed: false,
        named: None,
        read: None,
        get: None,
        assigned: None,
        set: None,
    }
}

/// As [`field`], and only read by that name.
pub const fn fixed(name: &'static str, doc: &'static str) -> Accessor {
    Accessor {
        is_fixed: true,
        ..field(name, doc)
    }
}

/// The number that the Lua value at a stack slot stands for.
pub type Lookup = fn(&mut Cx, c_int) -> Result<i64, Raise>;

/// The names of a field's values: a group of constants.
#[derive(Clone, Copy)]
pub struct Named {
    /// Finds them.
    pub lookup: Lookup,
    /// What may be assigned.
    pub accepts: Accepts,
}

/// A closure `fn(&T) -> R` with its types erased, and what runs it.
#[derive(Clone, Copy)]
pub struct Get {
    function: fn(),
    run: unsafe fn(&mut Cx, Instance, fn()) -> Outcome,
}

/// Runs an erased closure that writes, on the value at a stack slot.
type RunSet = unsafe fn(&mut Cx, Place, c_int, fn()) -> Result<(), Raise>;

/// A closure `fn(&mut T, V)` with its types erased, and what runs it.
#[derive(Clone, Copy)]
pub struct Set {
    function: fn(),
    run: RunSet,
}

impl Get {
    /// None, to be replaced.
    pub const NONE: Get = Get {
        function: || {},
        run: |_, _, _| Err(Raise::invalid("no such member")),
    };

    /// Reads the member of an object and pushes it.
    #[inline]
    pub fn read(self, cx: &mut Cx, object: Instance) -> Outcome {
        // SAFETY: `run` was made together with `function`, for the same types.
        unsafe { (self.run)(cx, object, self.function) }
    }
}

impl Set {
    /// None, to be replaced.
    pub const NONE: Set = Set {
        function: || {},
        run: |_, _, _, _| Err(Raise::invalid("no such member")),
    };

    /// Writes the value at stack slot `index` to the member.
    #[inline]
    pub fn write(self, cx: &mut Cx, place: Place, index: c_int) -> Result<(), Raise> {
        // SAFETY: as in `Get::read`.
        unsafe { (self.run)(cx, place, index, self.function) }
    }
}

/// An accessor as its system keeps it, which has what it computes in tables, by number.
#[derive(Clone, Copy)]
pub struct Member {
    /// The beginning of its name, and its bytes.
    pub start: u16,
    pub name_len: u8,
    /// The number of the field that it is, where a closure does not say otherwise.
    field: u8,
    /// Whether such a field is only read by that name.
    pub is_fixed: bool,
    /// The number of what reads it.
    pub get: u16,
    /// The number of what writes it.
    pub set: u16,
    /// The number of what finds names of its values.
    pub lookup: u16,
}

/// None of a table.
const NONE: u16 = u16::MAX;

impl Member {
    /// None, to be replaced.
    pub const NONE: Member = Member {
        start: 0,
        name_len: 0,
        field: u8::MAX,
        is_fixed: false,
        get: NONE,
        set: NONE,
        lookup: NONE,
    };

    /// What computes nothing yet.
    pub const fn of(accessor: &Accessor, start: usize, field: Option<usize>) -> Member {
        let field = match field {
            Some(field) => field,
            None => u8::MAX as usize,
        };
        assert!(accessor.name.len() <= 255 && field <= 255 && start <= u16::MAX as usize);
        Member {
            start: start as u16,
            name_len: accessor.name.len() as u8,
            field: field as u8,
            is_fixed: accessor.is_fixed,
            ..Member::NONE
        }
    }

    /// The number of the field that it is.
    pub fn field(&self) -> Option<usize> {
        (self.field != u8::MAX).then_some(self.field.into())
    }

    /// Whether a closure reads it.
    pub fn is_computed(&self) -> bool {
        self.get != NONE
    }

    /// Whether it can be read.
    pub fn is_readable(&self) -> bool {
        self.is_computed() || self.field().is_some()
    }
}

/// A member that is computed: `get("isdir", "Whether it is a directory.", |st: &stat| ...)`.
pub const fn get<T: Plain, R: Push>(
    name: &'static str,
    doc: &'static str,
    read: fn(&T) -> R,
) -> Accessor {
    // SAFETY: function pointers are all alike in size; it is turned back into its own type before it is called.
    let function = unsafe { core::mem::transmute::<fn(&T) -> R, fn()>(read) };
    Accessor {
        is_field: false,
        read: Some((R::LUA, R::MAY_BE_NIL)),
        get: Some(Get {
            function,
            run: run_get::<T, R>,
        }),
        ..fixed(name, doc)
    }
}

/// A member that is only written.
pub const fn set<T: Plain, K: FromLua>(
    name: &'static str,
    doc: &'static str,
    write: fn(&mut T, K::Value<'_>),
) -> Accessor {
    // SAFETY: as in `get`.
    let function = unsafe { core::mem::transmute::<fn(&mut T, K::Value<'_>), fn()>(write) };
    Accessor {
        is_field: false,
        assigned: Some(<K as Convert>::KIND.accepts()),
        set: Some(Set {
            function,
            run: run_set::<T, K>,
        }),
        ..fixed(name, doc)
    }
}

impl Accessor {
    /// The same field, assigned by the names of a group too: `field("family", "...").named::<Flags<AF>>()`.
    pub const fn named<K: Naming>(self) -> Accessor {
        Accessor {
            named: Some(Named {
                lookup: K::number,
                accepts: <K as Convert>::KIND.accepts(),
            }),
            ..self
        }
    }

    /// The same member, written too: `get(...).set::<T, i64>(|ts, sec| ts.tv_sec = sec)`.
    pub const fn set<T: Plain, K: FromLua>(self, write: fn(&mut T, K::Value<'_>)) -> Accessor {
        let written = set::<T, K>(self.name, self.doc, write);
        Accessor {
            assigned: written.assigned,
            set: written.set,
            ..self
        }
    }

    /// Nothing that is looked up, to be replaced.
    pub const NO_LOOKUP: Lookup = |_, _| Err(Raise::invalid("no such member"));

    /// The closure that reads it.
    pub const fn get(&self) -> Option<Get> {
        self.get
    }

    /// The closure that writes it.
    pub const fn set_by(&self) -> Option<Set> {
        self.set
    }

    /// The type when a closure reads it, as in [`Accepts::lua`].
    pub const fn computed(&self) -> Option<&'static str> {
        match self.read {
            Some((lua, _)) => Some(lua),
            None => None,
        }
    }

    /// Whether a closure may read nil.
    pub const fn may_be_nil(&self) -> bool {
        matches!(self.read, Some((_, true)))
    }

    /// What may be assigned where a closure writes it.
    pub const fn assigned(&self) -> Option<Accepts> {
        self.assigned
    }
}

/// # Safety
///
/// `function` is a `fn(&T) -> R`.
unsafe fn run_get<T: Plain, R: Push>(cx: &mut Cx, object: Instance, function: fn()) -> Outcome {
    // SAFETY: the caller's promise.
    let read = unsafe { core::mem::transmute::<fn(), fn(&T) -> R>(function) };
    let mut spare = MaybeUninit::uninit();
    let value = read(object.look(cx, &mut spare)?);
    value.push(cx);
    Ok(1)
}

/// # Safety
///
/// `function` is a `fn(&mut T, K::Value<'_>)`.
unsafe fn run_set<T: Plain, K: FromLua>(
    cx: &mut Cx,
    place: Place,
    index: c_int,
    function: fn(),
) -> Result<(), Raise> {
    // SAFETY: the caller's promise.
    let write = unsafe { core::mem::transmute::<fn(), fn(&mut T, K::Value<'_>)>(function) };
    let value = K::from_lua(cx, index)?;
    let mut structure = MaybeUninit::<T>::uninit();
    // SAFETY: room for a structure, of which every bit pattern is one.
    unsafe {
        place.load(structure.as_mut_ptr().cast(), size_of::<T>())?;
        write(structure.assume_init_mut(), value);
        place.store(structure.as_ptr().cast(), size_of::<T>())
    }
}
