//! Descriptors: as arguments, and as new objects that own them.

use super::{FromLua, IntoLua, result};
use crate::abi::Type as LuaType;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::object::fd::{fd, number};
use crate::object::make;
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::{Constants, native};
use syscall_raw::OwnedFd;

/// A descriptor argument.
pub struct Fd;

impl FromLua for Fd {
    type Value<'a> = syscall_raw::Fd<'a>;
    const EXPECTED: &'static str = "fd";
    const LUA: &'static str = "fd|integer";
    const RECEIVER: Option<&'static str> = Some("fd");

    #[inline]
    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<syscall_raw::Fd<'a>, Raise> {
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
    const LUA: &'static str = "fd|integer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
        number(cx, index)
    }
}

/// A directory argument: as [`Fd`], and nil or `"fdcwd"` is the current directory.
pub struct DirFd;

impl FromLua for DirFd {
    type Value<'a> = syscall_raw::Fd<'a>;
    const EXPECTED: &'static str = "fd or \"fdcwd\"";
    const LUA: &'static str = "fd|integer|string";
    const GROUP: Option<&'static str> = Some("AT_FDCWD");
    const ABSENT: Option<&'static str> = Some("\"fdcwd\"");
    const RECEIVER: Option<&'static str> = Some("fd");

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<syscall_raw::Fd<'a>, Raise> {
        if cx.type_of(index) == LuaType::String
            && let Found::Value(value) = constants::lookup(cx, native::AT_FDCWD::INDEX, index)?
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

/// Stores a new descriptor in the object that was made for it, at once: while an `OwnedFd` is alive nothing may raise.
///
/// # Safety
///
/// `slot` is the block of an `fd` object on the stack.
pub unsafe fn own(slot: *mut fd, new: OwnedFd) {
    // SAFETY: the caller's promise; Lua aligns userdata.
    unsafe { (*slot).filenum = new.into_raw() }
}

/// Pushes an `fd` object that owns nothing yet.
pub fn reserve(cx: &mut Cx) -> *mut fd {
    let place = make::push::<fd>(cx);
    place.write(fd::CLOSED);
    place.start().cast()
}

/// A new descriptor: an `fd` object.
pub struct NewFd;

impl IntoLua for NewFd {
    type Value = OwnedFd;
    type Slot = *mut fd;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["fd"];

    #[inline]
    fn reserve(cx: &mut Cx) -> *mut fd {
        reserve(cx)
    }

    #[inline]
    fn deliver(_: &mut Cx, slot: *mut fd, new: OwnedFd) -> c_int {
        // SAFETY: the slot was reserved in this call and is on top of the stack.
        unsafe { own(slot, new) };
        1
    }
}

/// Two new descriptors: `true, nil, fd1, fd2`.
pub struct NewFds;

impl IntoLua for NewFds {
    type Value = [OwnedFd; 2];
    type Slot = [*mut fd; 2];
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["true", "nil", "fd", "fd"];

    fn reserve(cx: &mut Cx) -> [*mut fd; 2] {
        result::lead(cx);
        [reserve(cx), reserve(cx)]
    }

    fn deliver(_: &mut Cx, slot: [*mut fd; 2], new: [OwnedFd; 2]) -> c_int {
        for (slot, new) in slot.into_iter().zip(new) {
            // SAFETY: as in `NewFd`.
            unsafe { own(slot, new) };
        }
        4
    }
}
