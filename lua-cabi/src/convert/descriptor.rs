//! Descriptors: as arguments, and as new objects that own them.

use super::{FromLua, IntoLua, result};
use crate::abi::{Called, Type as LuaType, lua_State};
use crate::call::{Call, Info, Outcome, enter};
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::object::{make, place};
use crate::raise::Raise;
use crate::types::fd::fd;
use core::ffi::c_int;
use syscall_consts::native;
use syscall_types::native::pollfd;

/// The number of a descriptor argument: an object, anything with a `getfd` method, a number, or the name of a standard stream.
#[inline]
pub fn number(cx: Cx, index: c_int) -> Result<i32, Raise> {
    if let Some(place) = place::structure::<fd>(cx, index) {
        return Ok(place.read::<fd>().filenum);
    }
    match cx.type_of(index) {
        LuaType::Number => i32::from_lua(cx, index),
        _ => other(cx, index),
    }
}

#[cold]
fn other(cx: Cx, index: c_int) -> Result<i32, Raise> {
    match cx.to_bytes(index) {
        Some(b"stdin") => return Ok(0),
        Some(b"stdout") => return Ok(1),
        Some(b"stderr") => return Ok(2),
        Some(_) => return Err(Raise::expected("fd")),
        None => {}
    }
    if let Some(polled) = place::structure::<pollfd>(cx, index) {
        return Ok(polled.read::<pollfd>().fd);
    }
    if let Some(value) = crate::convert::number::integer(cx, index) {
        return i32::try_from(value).map_err(|_| Raise::invalid("number out of range"));
    }
    if !matches!(cx.type_of(index), LuaType::Table | LuaType::Userdata) {
        return Err(Raise::expected("fd"));
    }
    // What is ours and no descriptor has no such method.
    if place::meta_of(cx, index).is_some() {
        return Err(Raise::expected("fd"));
    }
    // The method is the program's: it may raise, so it runs protected.
    let index = cx.absolute(index);
    cx.push_function(enter::<CallGetfd>, 0);
    cx.push_value(index);
    match cx.nested(|| cx.protected_call(1, 1)) {
        None => {
            return Err(Raise::invalid(
                "methods getfd that call each other without end",
            ));
        }
        Some(Called::Done) => {}
        Some(Called::Raised) => return Err(Raise::expected("fd")),
        Some(Called::OutOfMemory) => return Err(Raise::caught()),
    }
    let found = cx
        .to_integer(-1)
        .and_then(|value| i32::try_from(value).ok());
    cx.pop(1);
    found.ok_or(Raise::expected("fd"))
}

/// `value:getfd()`.
struct CallGetfd;

impl Call for CallGetfd {
    const INFO: Info = Info::internal(
        "getfd",
        enter::<CallGetfd> as unsafe extern "C-unwind" fn(*mut lua_State) -> c_int,
    );

    fn run(cx: Cx) -> Outcome {
        cx.get_field(1, c"getfd");
        if cx.type_of(-1) != LuaType::Function {
            return Ok(0);
        }
        cx.push_value(1);
        cx.call(1, 1);
        Ok(1)
    }
}

/// A descriptor argument.
pub struct Fd;

impl FromLua for Fd {
    type Value<'a> = syscall_raw::Fd<'a>;
    const EXPECTED: &'static str = "fd";
    const RECEIVER: Option<&'static str> = Some("fd");

    #[inline]
    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<syscall_raw::Fd<'a>, Raise> {
        // SAFETY: the object is on the stack of this call, so it is not collected and closed before the call ends; a bare number
        // is whatever the program says, as everywhere in Lua.
        number(cx, index).map(|number| unsafe { syscall_raw::Fd::borrow_raw(number) })
    }
}

/// A descriptor's number, to be stored or made one: whose it is matters to nobody.
pub struct Number;

impl FromLua for Number {
    type Value<'a> = i32;
    const EXPECTED: &'static str = "fd or number";

    fn from_lua(cx: Cx, index: c_int) -> Result<i32, Raise> {
        number(cx, index)
    }
}

/// A directory argument: as [`Fd`], and nil or `"fdcwd"` is the current directory.
pub struct DirFd;

impl FromLua for DirFd {
    type Value<'a> = syscall_raw::Fd<'a>;
    const EXPECTED: &'static str = "fd or \"fdcwd\"";
    const OPTIONAL: bool = true;
    const RECEIVER: Option<&'static str> = Some("fd");

    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<syscall_raw::Fd<'a>, Raise> {
        if cx.type_of(index) == LuaType::String
            && let Found::Value(value) =
                constants::lookup(cx, const { native::index_of("AT_FDCWD") }, index)?
        {
            // SAFETY: as in `Fd`.
            return Ok(unsafe { syscall_raw::Fd::borrow_raw(value as i32) });
        }
        if cx.is_nil(index) {
            Ok(syscall_raw::Fd::CWD)
        } else {
            Fd::from_lua(cx, index)
        }
    }
}

/// Stores a new descriptor in the object that was made for it.
///
/// # Safety
///
/// `slot` is the block of an `fd` object on the stack.
unsafe fn own(slot: *mut fd, number: i32) {
    // SAFETY: the caller's promise; Lua aligns userdata.
    unsafe { (*slot).filenum = number }
}

/// Pushes an `fd` object that owns nothing yet.
pub fn reserve(cx: Cx) -> *mut fd {
    let place = make::push::<fd>(cx);
    place.write(fd::CLOSED);
    place.start.cast()
}

/// A new descriptor: an `fd` object.
pub struct NewFd;

impl IntoLua for NewFd {
    type Value = i32;
    type Slot = *mut fd;
    const RESULT: &'static str = "fd";

    #[inline]
    fn reserve(cx: Cx) -> *mut fd {
        reserve(cx)
    }

    #[inline]
    fn deliver(_: Cx, slot: *mut fd, number: i32) -> c_int {
        // SAFETY: the slot was reserved in this call and is on top of the stack.
        unsafe { own(slot, number) };
        1
    }
}

/// Two new descriptors: `true, nil, fd1, fd2`.
pub struct NewFds;

impl IntoLua for NewFds {
    type Value = [i32; 2];
    type Slot = [*mut fd; 2];
    const RESULT: &'static str = "true, nil, fd, fd";

    fn reserve(cx: Cx) -> [*mut fd; 2] {
        result::lead(cx);
        [reserve(cx), reserve(cx)]
    }

    fn deliver(_: Cx, slot: [*mut fd; 2], numbers: [i32; 2]) -> c_int {
        for (slot, number) in slot.into_iter().zip(numbers) {
            // SAFETY: as in `NewFd`.
            unsafe { own(slot, number) };
        }
        4
    }
}
