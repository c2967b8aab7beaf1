//! Waiting for children. Section 2 of the Linux manual.

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::buffer::Memory;
use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::convert::object::Wanted;
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua, Push};
use crate::object::make;
use crate::object::number::Pid;
use crate::object::place::Place;
use crate::raise::Raise;
use crate::types::process::waitstatus;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{P, W, WAIT};
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{WaitStatus, rusage, siginfo};

calls! { CALLS:
    /// Waits for any child. wait(2)
    wait(status: Option<Memory>) -> Waited;
    /// Waits for a child ("any", or its number) to change: its number, nil, and how. The number is 0 when "nohang" found none. wait(2)
    waitpid(pid: Flags<WAIT>, options: Flags<W>, status: Option<Memory>) -> Waited;
    /// Waits for any child to change: its number, nil, how, and what it has used, unless `rusage` is false. wait3(2)
    wait3(options: Flags<W>, rusage: Wanted<rusage>, status: Option<Memory>) -> WaitedUsage<2>;
    /// Waits for a child to change: its number, nil, how, and what it has used, unless `rusage` is false. wait4(2)
    wait4(pid: Flags<WAIT>, options: Flags<W>, rusage: Wanted<rusage>, status: Option<Memory>) -> WaitedUsage<3>;
    /// Waits for a child ("pid", of a group "pgid", of a descriptor "pidfd", or "all") to change as `options` say ("exited", "stopped", "continued"): what happened, as a `t.siginfo`, nil, and what it has used, unless `rusage` is false. waitid(2)
    waitid(idtype: Flags<P>, id: Child = 0, options: Flags<W>, infop: Wanted<siginfo>, rusage: Wanted<rusage>) -> Told<4>;
}

mod method {
    //! The form of `waitid` for descriptors of processes.

    use super::*;
    use crate::convert::descriptor::Fd;

    calls! { METHODS:
        /// Waits for the process of this descriptor to change; as `S.waitid`. waitid(2)
        waitid(pidfd: Fd, options: Flags<W>, infop: Wanted<siginfo>, rusage: Wanted<rusage>) -> Told<3>;
    }

    fn waitid(
        pidfd: syscall_raw::Fd,
        options: W,
        infop: Option<Place>,
        rusage: Option<Place>,
    ) -> Result<(), Errno> {
        super::waitid(P::PIDFD, pidfd.as_raw(), options, infop, rusage)
    }
}
pub use method::METHODS;

/// The number that `waitid` is about: of a process or group, or a descriptor.
struct Child;

impl FromLua for Child {
    type Value<'a> = i32;
    const EXPECTED: &'static str = "process number or fd";
    const LUA: &'static str = "integer|fd";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
        match cx.type_of(index) {
            LuaType::Number => Pid::from_lua(cx, index),
            _ => Number::from_lua(cx, index),
        }
    }
}

/// What happened to a child, nil, and what it has used: the arguments at position `N` and behind it, or new ones on top of the stack.
struct Told<const N: c_int>;

impl<const N: c_int> IntoLua for Told<N> {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["siginfo", "nil", "rusage?"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), _: ()) -> c_int {
        // The conversions have pushed what was not given, in order.
        let given = !cx.is_nil(N + 1);
        let usage = if given { N + 1 } else { cx.top() };
        let info = match (cx.is_nil(N), given) {
            (false, _) => N,
            (true, true) => cx.top(),
            (true, false) => cx.top() - 1,
        };
        cx.push_value(info);
        if cx.type_of(usage) == LuaType::Boolean {
            return 1;
        }
        cx.push_nil();
        cx.push_value(usage);
        3
    }
}

fn waitid(
    idtype: P,
    id: i32,
    options: W,
    infop: Option<Place>,
    rusage: Option<Place>,
) -> Result<(), Errno> {
    let (mut info, mut used) = (siginfo::zeroed(), Plain::zeroed());
    let room = rusage.is_some().then_some(&mut used);
    if idtype == P::PIDFD {
        // SAFETY: numbers are whatever the program says, as everywhere in Lua; the call keeps none.
        let fd = unsafe { syscall_raw::Fd::borrow_raw(id) };
        sys::waitid_pidfd(fd, Some(&mut info), options, room)?;
    } else {
        sys::waitid(idtype, id, Some(&mut info), options, room)?;
    }
    // What cannot be stored is passed over, as in `wait4`: the child may be gone.
    if let Some(infop) = infop {
        let _ = infop.write(info);
    }
    if let Some(rusage) = rusage {
        let _ = rusage.write(used);
    }
    Ok(())
}

/// A child and what became of it: its number, nil, and the status as an object, which is made first, because what a child
/// leaves is told once.
struct Waited;

impl IntoLua for Waited {
    type Value = (i32, WaitStatus);
    type Slot = *mut waitstatus;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["integer", "nil", "waitstatus"];

    fn reserve(cx: &mut Cx) -> *mut waitstatus {
        make::push::<waitstatus>(cx).start().cast()
    }

    fn deliver(cx: &mut Cx, slot: *mut waitstatus, (pid, how): Self::Value) -> c_int {
        // SAFETY: the block of the object that was made in this call, which is on top of the stack; Lua aligns userdata.
        unsafe { slot.write(waitstatus { status: how.0 }) };
        pid.push(cx);
        cx.insert(-2);
        cx.push_nil();
        cx.insert(-2);
        3
    }
}

/// The same, and what the child has used: in the argument at position `N`, which is false where that is not wanted.
struct WaitedUsage<const N: c_int>;

impl<const N: c_int> IntoLua for WaitedUsage<N> {
    type Value = (i32, WaitStatus);
    type Slot = *mut waitstatus;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["integer", "nil", "waitstatus", "rusage?"];

    fn reserve(cx: &mut Cx) -> *mut waitstatus {
        Waited::reserve(cx)
    }

    fn deliver(cx: &mut Cx, slot: *mut waitstatus, value: Self::Value) -> c_int {
        // Below the status, where the conversion made a new one.
        let usage = if cx.is_nil(N) { cx.top() - 1 } else { N };
        let count = Waited::deliver(cx, slot, value);
        if cx.type_of(usage) == LuaType::Boolean {
            return count;
        }
        cx.push_value(usage);
        count + 1
    }
}

fn wait(status: Option<Place>) -> Result<(i32, WaitStatus), Errno> {
    waitpid(WAIT::ANY, W::empty(), status)
}

fn waitpid(pid: WAIT, options: W, status: Option<Place>) -> Result<(i32, WaitStatus), Errno> {
    wait4(pid, options, None, status)
}

fn wait3(
    options: W,
    rusage: Option<Place>,
    status: Option<Place>,
) -> Result<(i32, WaitStatus), Errno> {
    wait4(WAIT::ANY, options, rusage, status)
}

fn wait4(
    pid: WAIT,
    options: W,
    rusage: Option<Place>,
    status: Option<Place>,
) -> Result<(i32, WaitStatus), Errno> {
    let mut used = Plain::zeroed();
    let room = rusage.is_some().then_some(&mut used);
    let (pid, how) = sys::wait4(pid.0, options, room)?;
    // The child is gone, so what cannot be stored is passed over: the third result has the status.
    if let Some(status) = status {
        let _ = status.write(how.0);
    }
    if let Some(rusage) = rusage {
        let _ = rusage.write(used);
    }
    Ok((pid, how))
}
