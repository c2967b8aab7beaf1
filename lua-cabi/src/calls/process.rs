//! Processes. Sections 2 and 3 of the Linux manual.

use crate::abi::State;
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, Never};
use crate::convert::row::calls;
use crate::object::number::Pid;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{CLONE, EXIT, RLIMIT, RUSAGE, SIG};
use syscall_raw::native as sys;
use syscall_raw::native::{getpgid, getpid, getppid, getsid, gettid, kill, setns, setpgid, setsid};
use syscall_types::Plain;
use syscall_types::native::{rlimit, rusage};

calls! { CALLS:
    /// The process's number. getpid(2)
    getpid() -> i32;
    /// The parent's number. getppid(2)
    getppid() -> i32;
    /// The thread's number. gettid(2)
    gettid() -> i32;
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
    /// Gives the process namespaces, or other things that it shared, of its own: "newnet, newns". A namespace of processes ("newpid") is that of new children. unshare(2)
    unshare(flags: Flags<CLONE>) -> ();
    /// Moves the process to a namespace: `fd` is a file of /proc/PID/ns, and `nstype` says of which kind it is to be, "newnet"; or it is a pidfd, whose process's namespaces of these kinds are taken. setns(2)
    setns(fd: Fd, nstype: Flags<CLONE>) -> ();
    /// Sends a signal to a process; 0 only asks whether that would be allowed. kill(2)
    kill(pid: Pid, sig: Flags<SIG>) -> ();
    /// A limit of the process: `cur` is the soft one, which it meets, `max` how far that can be raised. getrlimit(2)
    getrlimit(resource: Flags<RLIMIT>, rlim: Out<rlimit>) -> Argument<2>;
    /// Sets a limit of the process: `{cur = soft, max = hard}`, each a number or "infinity". setrlimit(2)
    setrlimit(resource: Flags<RLIMIT>, rlim: Init<rlimit>) -> ();
    /// A limit of a process (0 is this one), and with `new` sets it; what it was. prlimit(2)
    prlimit(pid: Pid = 0, resource: Flags<RLIMIT>, new: Option<Init<rlimit>>, old: Out<rlimit>) -> Argument<4>;
    /// What was used by the process ("self"), its children that have ended ("children"), or the thread. getrusage(2)
    getrusage(who: Flags<RUSAGE>, usage: Out<rusage>) -> Argument<2>;
    /// Ends the process; C's buffers are flushed and functions registered with atexit run. exit(3)
    exit(status: Flags<EXIT> = EXIT::SUCCESS) -> Never;
    /// Ends the process at once. _exit(2)
    _exit(status: Flags<EXIT> = EXIT::SUCCESS) -> Never;
}

fn getpgrp() -> Result<i32, Errno> {
    getpgid(0)
}

fn unshare(flags: CLONE) -> Result<(), Errno> {
    // SAFETY: a host with other threads must not take apart what they share through Lua, as with any other binding of unshare(2).
    unsafe { sys::unshare(flags) }
}

fn fork() -> Result<i32, Errno> {
    // SAFETY: the child goes on with a copy of the interpreter. A host with other threads must not fork through Lua, as with
    // any other binding of fork(2).
    unsafe { sys::fork() }
}

fn exit(status: EXIT) -> Result<Never, Errno> {
    State::exit(status.0);
    _exit(status)
}

fn _exit(status: EXIT) -> Result<Never, Errno> {
    sys::exit_group(status.0)
}

fn getrlimit(resource: RLIMIT, rlim: &mut MaybeUninit<rlimit>) -> Result<(), Errno> {
    sys::getrlimit(resource, rlim).map(|_| ())
}

fn setrlimit(resource: RLIMIT, rlim: rlimit) -> Result<(), Errno> {
    sys::prlimit64(0, resource, Some(&rlim), None)
}

fn prlimit(
    pid: i32,
    resource: RLIMIT,
    new: Option<rlimit>,
    old: &mut MaybeUninit<rlimit>,
) -> Result<(), Errno> {
    let old = old.write(rlimit::zeroed());
    sys::prlimit64(pid, resource, new.as_ref(), Some(old))
}

fn getrusage(who: RUSAGE, usage: &mut MaybeUninit<rusage>) -> Result<(), Errno> {
    sys::getrusage(who, usage).map(|_| ())
}
