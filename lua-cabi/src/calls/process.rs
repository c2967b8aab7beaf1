//! Processes. Sections 2 and 3 of the Linux manual.

use crate::abi::State;
use crate::context::Cx;
use crate::convert::buffer::Memory;
use crate::convert::flags::Flags;
use crate::convert::result::Never;
use crate::convert::row::calls;
use crate::convert::{IntoLua, Push};
use crate::object::make;
use crate::object::number::Pid;
use crate::object::place::Place;
use crate::types::process::waitstatus;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{EXIT, SIG, W, WAIT};
use syscall_raw::native as sys;
use syscall_raw::native::{
    getegid, geteuid, getgid, getpgid, getpid, getppid, getsid, gettid, getuid, kill, setpgid,
    setsid,
};
use syscall_types::native::WaitStatus;

calls! { CALLS:
    /// The process's number. getpid(2)
    getpid() -> i32;
    /// The parent's number. getppid(2)
    getppid() -> i32;
    /// The thread's number. gettid(2)
    gettid() -> i32;
    /// The real user. getuid(2)
    getuid() -> u32;
    /// The effective user. geteuid(2)
    geteuid() -> u32;
    /// The real group. getgid(2)
    getgid() -> u32;
    /// The effective group. getegid(2)
    getegid() -> u32;
    /// The session of a process; 0 is this one. getsid(2)
    getsid(pid: Pid = 0) -> i32;
    /// The process group of a process; 0 is this one. getpgid(2)
    getpgid(pid: Pid = 0) -> i32;
    /// The process's own group. getpgrp(2)
    getpgrp() -> i32;
    /// Starts a session; its number. setsid(2)
    setsid() -> i32;
    /// Puts a process into a group; zeros are this process, and the group of its own number. setpgid(2)
    setpgid(pid: Pid = 0, pgid: Pid = 0) -> ();
    /// Splits the process: 0 in the child, the child's number in the parent. fork(2)
    fork() -> i32;
    /// Sends a signal to a process; 0 only asks whether that would be allowed. kill(2)
    kill(pid: Pid, sig: Flags<SIG>) -> ();
    /// Waits for any child. wait(2)
    wait(status: Option<Memory>) -> Waited;
    /// Waits for a child ("any", or its number) to change: its number, nil, and how. The number is 0 when "nohang" found none. wait(2)
    waitpid(pid: Flags<WAIT>, options: Flags<W>, status: Option<Memory>) -> Waited;
    /// Ends the process; C's buffers are flushed and functions registered with atexit run. exit(3)
    exit(status: Flags<EXIT> = EXIT::SUCCESS) -> Never;
    /// Ends the process at once. _exit(2)
    _exit(status: Flags<EXIT> = EXIT::SUCCESS) -> Never;
}

fn getpgrp() -> Result<i32, Errno> {
    getpgid(0)
}

fn fork() -> Result<i32, Errno> {
    // SAFETY: the child goes on with a copy of the interpreter. A host with other threads must not fork through Lua, as with
    // any other binding of fork(2).
    unsafe { sys::fork() }
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

fn wait(status: Option<Place>) -> Result<(i32, WaitStatus), Errno> {
    waitpid(WAIT::ANY, W::empty(), status)
}

fn waitpid(pid: WAIT, options: W, status: Option<Place>) -> Result<(i32, WaitStatus), Errno> {
    let (pid, how) = sys::wait4(pid.0, options, None)?;
    // The child is gone, so what cannot be stored is passed over: the third result has it.
    if let Some(status) = status {
        let _ = status.write(how.0);
    }
    Ok((pid, how))
}

fn exit(status: EXIT) -> Result<Never, Errno> {
    State::exit(status.0);
    _exit(status)
}

fn _exit(status: EXIT) -> Result<Never, Errno> {
    sys::exit_group(status.0)
}
