//! Accessors: the friendly members that a type adds to the kernel's raw fields, as closures over the structure.

use super::place::{Instance, Place};
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::{FromLua, Push};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_types::Plain;

/// A named, computed member.
#[derive(Clone, Copy)]
pub struct Accessor {
    /// The name.
    pub name: &'static str,
    get: Option<Get>,
    set: Option<Set>,
}

/// A closure `fn(&T) -> R` with its types erased, and the function that knows them.
#[derive(Clone, Copy)]
struct Get {
    function: fn(),
    run: unsafe fn(&mut Cx, Instance, fn()) -> Outcome,
}

/// Runs an erased setter on the value at a stack slot.
type RunSet = unsafe fn(&mut Cx, Place, c_int, fn()) -> Result<(), Raise>;

/// A closure `fn(&mut T, V)` with its types erased, and the function that knows them.
#[derive(Clone, Copy)]
struct Set {
    function: fn(),
    run: RunSet,
}

/// A member that is read: `get("size", |st: &stat| st.st_size)`.
pub const fn get<T: Plain, R: Push>(name: &'static str, read: fn(&T) -> R) -> Accessor {
    // SAFETY: function pointers are all alike in size; it is turned back into its own type before it is called.
    let function = unsafe { core::mem::transmute::<fn(&T) -> R, fn()>(read) };
    Accessor {
        name,
        get: Some(Get {
            function,
            run: run_get::<T, R>,
        }),
        set: None,
    }
}

/// A member that is only written.
pub const fn set<T: Plain, K: FromLua>(
    name: &'static str,
    write: fn(&mut T, K::Value<'_>),
) -> Accessor {
    // SAFETY: as in `get`.
    let function = unsafe { core::mem::transmute::<fn(&mut T, K::Value<'_>), fn()>(write) };
    Accessor {
        name,
        get: None,
        set: Some(Set {
            function,
            run: run_set::<T, K>,
        }),
    }
}

impl Accessor {
    /// The same member, written too: `get(...).set::<T, i64>(|ts, sec| ts.tv_sec = sec)`.
    pub const fn set<T: Plain, K: FromLua>(self, write: fn(&mut T, K::Value<'_>)) -> Accessor {
        Accessor {
            set: set::<T, K>(self.name, write).set,
            ..self
        }
    }

    /// Whether it can be read.
    pub const fn is_readable(&self) -> bool {
        self.get.is_some()
    }

    /// Reads the member of an object and pushes it; `None` when it is write-only.
    pub fn read(&self, cx: &mut Cx, object: Instance) -> Option<Outcome> {
        // SAFETY: `run` was made together with `function`, for the same types.
        self.get
            .map(|get| unsafe { (get.run)(cx, object, get.function) })
    }

    /// Writes the value at stack slot `index` to the member; `None` when it is read-only.
    pub fn write(&self, cx: &mut Cx, place: Place, index: c_int) -> Option<Result<(), Raise>> {
        // SAFETY: as in `read`.
        self.set
            .map(|set| unsafe { (set.run)(cx, place, index, set.function) })
    }
}

/// # Safety
///
/// `function` is a `fn(&T) -> R`.
unsafe fn run_get<T: Plain, R: Push>(cx: &mut Cx, object: Instance, function: fn()) -> Outcome {
    // SAFETY: the caller's promise.
    let read = unsafe { core::mem::transmute::<fn(), fn(&T) -> R>(function) };
    read(&object.read::<T>(cx)?).push(cx);
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
    let mut structure = place.read::<T>();
    write(&mut structure, value);
    place.write(structure);
    Ok(())
}
