//! Descriptors: as arguments, and as new objects that own them.

use super::result::{fail, lead};
use super::{FromLua, IntoLua};
use crate::abi::Type as LuaType;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::object::fd::{Owner, fd, number};
use crate::object::place::structure;
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

/// A new descriptor: an `fd` object.
pub struct NewFd;

impl IntoLua for NewFd {
    type Value = OwnedFd;
    type Slot = Owner;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["fd"];

    #[inline]
    fn reserve(cx: &mut Cx) -> Owner {
        Owner::push(cx)
    }

    #[inline]
    fn deliver(cx: &mut Cx, slot: Owner, new: OwnedFd) -> c_int {
        // SAFETY: the object was reserved in this call and is on top of the stack.
        match unsafe { slot.own(new) } {
            Ok(_) => 1,
            Err(errno) => fail(cx, errno),
        }
    }
}

/// The descriptor that was made at a given number. The argument at position `N` when that is an object: it owns the number already,
/// and what the number stands for has changed. Else a new object, which becomes the owner.
pub struct Renewed<const N: c_int>;

impl<const N: c_int> IntoLua for Renewed<N> {
    type Value = i32;
    type Slot = Option<Owner>;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = NewFd::RESULTS;

    fn reserve(cx: &mut Cx) -> Option<Owner> {
        match structure::<fd>(cx, N) {
            Some(_) => None,
            None => Some(Owner::push(cx)),
        }
    }

    fn deliver(cx: &mut Cx, slot: Option<Owner>, number: i32) -> c_int {
        let Some(slot) = slot else {
            cx.push_value(N);
            return 1;
        };
        // SAFETY: the program says that this descriptor was to be made; its owner so far loses it here.
        NewFd::deliver(cx, slot, unsafe { OwnedFd::from_raw(number) })
    }
}

/// Two new descriptors: `true, nil, fd1, fd2`.
pub struct NewFds;

impl IntoLua for NewFds {
    type Value = [OwnedFd; 2];
    type Slot = [Owner; 2];
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["true", "nil", "fd", "fd"];

    fn reserve(cx: &mut Cx) -> [Owner; 2] {
        lead(cx);
        [Owner::push(cx), Owner::push(cx)]
    }

    fn deliver(cx: &mut Cx, [first, second]: [Owner; 2], [one, other]: [OwnedFd; 2]) -> c_int {
        // SAFETY: as in `NewFd`. Where the second finds no room, the first is the collector's.
        match unsafe { first.own(one).and_then(|_| second.own(other)) } {
            Ok(_) => 4,
            Err(errno) => fail(cx, errno),
        }
    }
}
