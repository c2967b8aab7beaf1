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
    pub named: Option<&'static Named>,
    get: Option<Get>,
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
        get: None,
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

/// The names of a field's values: a group of constants.
pub struct Named {
    /// The number that the Lua value at a stack slot stands for.
    pub lookup: fn(&mut Cx, c_int) -> Result<i64, Raise>,
    /// What may be assigned.
    pub accepts: Accepts,
}

/// A closure `fn(&T) -> R` with its types erased.
#[derive(Clone, Copy)]
struct Get {
    function: fn(),
    kind: &'static Getting,
}

/// What all closures `fn(&T) -> R` of the same types share.
struct Getting {
    run: unsafe fn(&mut Cx, Instance, fn()) -> Outcome,
    lua: &'static str,
    may_be_nil: bool,
}

/// A closure `fn(&mut T, V)` with its types erased.
#[derive(Clone, Copy)]
struct Set {
    function: fn(),
    kind: &'static Setting,
}

/// Runs an erased setter on the value at a stack slot.
type RunSet = unsafe fn(&mut Cx, Place, c_int, fn()) -> Result<(), Raise>;

/// What all closures `fn(&mut T, V)` of the same types share.
struct Setting {
    run: RunSet,
    accepts: Accepts,
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
        name,
        doc,
        is_field: false,
        is_fixed: true,
        named: None,
        get: Some(Get {
            function,
            kind: const {
                &Getting {
                    run: run_get::<T, R>,
                    lua: R::LUA,
                    may_be_nil: R::MAY_BE_NIL,
                }
            },
        }),
        set: None,
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
        name,
        doc,
        is_field: false,
        is_fixed: true,
        named: None,
        get: None,
        set: Some(Set {
            function,
            kind: const {
                &Setting {
                    run: run_set::<T, K>,
                    accepts: <K as Convert>::KIND.accepts(),
                }
            },
        }),
    }
}

impl Accessor {
    /// The same field, assigned by the names of a group too: `field("family", "...").named::<Flags<AF>>()`.
    pub const fn named<K: Naming>(self) -> Accessor {
        Accessor {
            named: Some(
                const {
                    &Named {
                        lookup: K::number,
                        accepts: <K as Convert>::KIND.accepts(),
                    }
                },
            ),
            ..self
        }
    }

    /// The same member, written too: `get(...).set::<T, i64>(|ts, sec| ts.tv_sec = sec)`.
    pub const fn set<T: Plain, K: FromLua>(self, write: fn(&mut T, K::Value<'_>)) -> Accessor {
        Accessor {
            set: set::<T, K>(self.name, self.doc, write).set,
            ..self
        }
    }

    /// Whether it can be read.
    pub const fn is_readable(&self) -> bool {
        self.is_field || self.get.is_some()
    }

    /// The type when a closure reads it, as in [`Accepts::lua`].
    pub const fn computed(&self) -> Option<&'static str> {
        match self.get {
            Some(get) => Some(get.kind.lua),
            None => None,
        }
    }

    /// Whether a closure may read nil.
    pub const fn may_be_nil(&self) -> bool {
        match self.get {
            Some(get) => get.kind.may_be_nil,
            None => false,
        }
    }

    /// What may be assigned where a closure writes it.
    pub const fn assigned(&self) -> Option<Accepts> {
        match self.set {
            Some(set) => Some(set.kind.accepts),
            None => None,
        }
    }

    /// Reads the member of an object and pushes it; `None` when it is write-only.
    pub fn read(&self, cx: &mut Cx, object: Instance) -> Option<Outcome> {
        // SAFETY: `kind` was made together with `function`, for the same types.
        self.get
            .map(|get| unsafe { (get.kind.run)(cx, object, get.function) })
    }

    /// Writes the value at stack slot `index` to the member; `None` when it is read-only.
    pub fn write(&self, cx: &mut Cx, place: Place, index: c_int) -> Option<Result<(), Raise>> {
        // SAFETY: as in `read`.
        self.set
            .map(|set| unsafe { (set.kind.run)(cx, place, index, set.function) })
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
