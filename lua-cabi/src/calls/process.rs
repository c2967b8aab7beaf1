//! Processes. Sections 2 and 3 of the Linux manual.

use crate::abi::{Called, State, Type as LuaType, Unchanged};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use crate::convert::buffer::Memory;
use crate::convert::descriptor::{DirFd, Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, Checked, Never};
use crate::convert::row::calls;
use crate::convert::text::{Path, Room, Texts};
use crate::convert::{FromLua, IntoLua, Later, Prepare, Push, Within};
use crate::object::number::{FdNumber, FlagBits, NamespaceId, Pid, push_unsigned};
use crate::object::place::Place;
use crate::raise::Raise;
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr::{null, null_mut};
use syscall_consts::Errno;
use syscall_consts::native::{AT, CLONE, EXIT, LISTNS, PIDFD, RLIMIT, RUSAGE, SIG};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{
    getpgid, getpid, getppid, getsid, gettid, kill, pidfd_open, process_mrelease, setns, setpgid,
    setsid,
};
use syscall_types::Plain;
use syscall_types::native::{rlimit, rusage, tms};

mod spawn;

pub use spawn::{CLONE3, SPAWN};

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
    /// A descriptor of a process, or with "thread" of a thread: an `fd` that poll(2) finds readable when it has ended, that `waitid` takes, and whose methods `send_signal`, `pidfd_getfd`, `setns` and `waitid` mean that process and no other that has its number later. pidfd_open(2)
    pidfd_open(pid: Pid, flags: Flags<PIDFD>) -> NewFd;
    /// A copy of another process's descriptor: the number `targetfd` there. No flags are defined. pidfd_getfd(2)
    pidfd_getfd(pidfd: Fd, targetfd: FdNumber, flags: FlagBits = 0) -> NewFd;
    /// Frees the memory of a process that is being killed. No flags are defined. process_mrelease(2)
    process_mrelease(pidfd: Fd, flags: FlagBits = 0) -> ();
    /// The ids of namespaces of these kinds ("newnet", "newpid"...; 0 is all), from the one behind `last` on: a table, empty behind the last. `owner` is the id of the user namespace that they belong to, or "current_user"; 0 is any. listns(2)
    listns(kinds: Flags<CLONE>, owner: Namespace, last: NamespaceId = 0) -> Namespaces[];
    /// A limit of the process: `cur` is the soft one, which it meets, `max` how far that can be raised. getrlimit(2)
    getrlimit(resource: Flags<RLIMIT>, rlim: Out<rlimit>) -> Argument<2>;
    /// Sets a limit of the process: `{cur = soft, max = hard}`, each a number or "infinity". setrlimit(2)
    setrlimit(resource: Flags<RLIMIT>, rlim: Init<rlimit>) -> ();
    /// A limit of a process (0 is this one), and with `new` sets it; what it was. prlimit(2)
    prlimit(pid: Pid = 0, resource: Flags<RLIMIT>, new: Option<Init<rlimit>>, old: Out<rlimit>) -> Argument<4>;
    /// What was used by the process ("self"), its children that have ended ("children"), or the thread. getrusage(2)
    getrusage(who: Flags<RUSAGE>, usage: Out<rusage>) -> Argument<2>;
    /// Splits the process as `fork` does, with namespaces and other things of its own ("newpid"), and the signal that its parent gets at the end of the child, by default none: then "clone" is what waits for it. Nothing that would share memory, and no address, is taken: `stack` and `tls` are nil. The child's number is stored in `ptid` and, in the child, in `ctid` where flags say so. clone(2)
    clone(flags: Flags<CLONE>, signal: Option<Flags<SIG>>, stack: NoAddress, ptid: Option<Memory>, tls: NoAddress, ctid: Option<Memory>) -> i32;
    /// Runs another program in place of this one, with these arguments, of which the first is its name, and this environment, strings like "NAME=value", by default none. What C has not written out yet is lost. It returns only when it fails. execve(2)
    execve(path: Path, argv: Texts, envp: Option<Texts>) -> Never;
    /// As `execve`, of a path from a directory on: with "empty_path" and an empty path the file `dirfd` itself, with "symlink_nofollow" no symbolic link. execveat(2)
    execveat(dirfd: DirFd, path: Path, argv: Texts, envp: Option<Texts>, flags: Flags<AT>) -> Never;
    /// The processor time that the process, and its children that have ended, have used, in clock ticks. times(2)
    times(buf: Out<tms>) -> Argument<1>;
    /// Ends the process: what `atexit` was given runs, C's buffers are flushed and its own functions for the end run. exit(3)
    exit(status: Flags<EXIT> = EXIT::SUCCESS) => ["never"];
    /// Has a function run at the end, the last one first: when `exit` is called or the Lua state is closed, whichever is earlier. At the close of a state, later objects have been collected by then. `_exit`, `os.exit` without true as its second argument, and signals run none. atexit(3)
    atexit(f: Later) => ["true"];
    /// The environment of the process: a table of values by name. environ(7)
    environ() -> Variables;
    /// A variable of the environment, or nil. getenv(3)
    getenv(name: Path) -> Variable[name];
    /// Sets a variable of the environment; one that there is already with `overwrite` alone. As in C, other threads must not look at the environment meanwhile. setenv(3)
    setenv(name: Path, value: Path, overwrite: bool) -> ();
    /// Removes a variable of the environment. setenv(3)
    unsetenv(name: Path) -> ();
    /// Removes all variables of the environment. clearenv(3)
    clearenv() -> ();
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

/// What only an address could stand for: the kernel gets none from Lua.
struct NoAddress;

impl FromLua for NoAddress {
    type Value<'a> = ();
    const EXPECTED: &'static str = "nil";
    const ABSENT: Option<&'static str> = Some("nil");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
        match cx.is_nil(index) {
            true => Ok(()),
            false => Err(Raise::invalid("an address, which Lua cannot give")),
        }
    }
}

/// Refuses what a child that goes on in Lua cannot have.
fn refuse(flags: CLONE, others: CLONE) -> Result<(), Raise> {
    // With the parent's descriptors it would close them when its objects are collected.
    let shared = CLONE::VM | CLONE::SIGHAND | CLONE::THREAD | CLONE::FILES;
    let addresses = CLONE::SETTLS | CLONE::CHILD_CLEARTID;
    Err(match () {
        () if flags.intersects(shared) => Raise::invalid(
            "a child that shares memory or descriptors (vm, sighand, thread, files) cannot run Lua",
        ),
        () if flags.intersects(addresses) => {
            Raise::invalid("settls and child_cleartid take addresses, which Lua cannot give")
        }
        () if flags.intersects(others) => Raise::invalid("pidfd and cgroups are for clone3"),
        () => return Ok(()),
    })
}

fn clone(
    flags: CLONE,
    signal: Option<SIG>,
    (): (),
    ptid: Option<Place>,
    (): (),
    ctid: Option<Place>,
) -> Checked<i32> {
    let others = CLONE::PIDFD | CLONE::INTO_CGROUP | CLONE::CLEAR_SIGHAND;
    refuse(flags, others).map_err(|raise| raise.at(1))?;
    let (mut parent_tid, mut child_tid) = (0, 0);
    let signal = signal.unwrap_or(SIG(0));
    // SAFETY: as for `fork`; the child has this stack in memory of its own. The places are there in both.
    let child = unsafe {
        sys::clone(
            flags,
            signal,
            null_mut(),
            &mut parent_tid,
            &mut child_tid,
            0,
        )
    };
    // The child is there whatever comes of these.
    for (place, tid) in [(ptid, parent_tid), (ctid, child_tid)] {
        if let Some(place) = place.filter(|_| tid != 0) {
            let _ = place.write(tid);
        }
    }
    Ok(child)
}

fn execve(
    path: &CStr,
    argv: *const *const c_char,
    envp: Option<*const *const c_char>,
) -> Result<Never, Errno> {
    // SAFETY: both are arrays of strings with a null at their end, or null, and stand on the stack of the call.
    Err(unsafe { sys::execve(path, argv, envp.unwrap_or(null())) })
}

fn execveat(
    dirfd: syscall_raw::Fd,
    path: &CStr,
    argv: *const *const c_char,
    envp: Option<*const *const c_char>,
    flags: AT,
) -> Result<Never, Errno> {
    // SAFETY: as in `execve`.
    Err(unsafe { sys::execveat(dirfd, path, argv, envp.unwrap_or(null()), flags) })
}

fn times(buf: &mut MaybeUninit<tms>) {
    sys::times(Some(buf.write(tms::zeroed())));
}

fn pidfd_getfd(pidfd: syscall_raw::Fd, targetfd: i32, flags: u32) -> Result<OwnedFd, Errno> {
    // SAFETY: numbers are whatever the program says, as everywhere in Lua; the copy has an owner of its own.
    unsafe { sys::pidfd_getfd(pidfd, targetfd, flags) }
}

/// A user namespace by its id, or by a name of `c.LISTNS`.
struct Namespace;

impl FromLua for Namespace {
    type Value<'a> = LISTNS;
    const EXPECTED: &'static str = NamespaceId::EXPECTED;
    const LUA: &'static str = Flags::<LISTNS>::LUA;
    const GROUP: Option<&'static str> = Flags::<LISTNS>::GROUP;
    const ABSENT: Option<&'static str> = Some("0");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<LISTNS, Raise> {
        match cx.type_of(index) {
            LuaType::None | LuaType::Nil => Ok(LISTNS(0)),
            LuaType::String => Flags::<LISTNS>::from_lua(cx, index),
            _ => NamespaceId::from_lua(cx, index).map(LISTNS),
        }
    }
}

/// Ids of namespaces, as a table.
struct Namespaces;

impl Within for Namespaces {
    type Room = [MaybeUninit<u64>; 256];
    type Value<'r> = &'r [u64];
    const RESULTS: &'static [&'static str] = &["table"];

    fn room() -> Self::Room {
        [MaybeUninit::uninit(); 256]
    }

    fn deliver(cx: &mut Cx, ids: &[u64]) -> c_int {
        cx.push_table(ids.len() as c_int, 0);
        for (i, &id) in (1..).zip(ids) {
            push_unsigned(cx, id);
            cx.raw_set_integer(-2, i);
        }
        1
    }
}

fn listns(
    kinds: CLONE,
    owner: LISTNS,
    last: u64,
    room: &mut [MaybeUninit<u64>; 256],
) -> Result<&[u64], Errno> {
    sys::listns(kinds, owner, last, room).map(|filled| &*filled)
}

fn exit(cx: &mut Cx, status: EXIT) -> Outcome {
    run_at_exit(cx);
    State::exit(status.0);
    sys::exit_group(status.0)
}

fn atexit(cx: &mut Cx, f: c_int) -> Outcome {
    if cx.type_of(f) != LuaType::Function {
        return Err(Raise::expected("function").at(f));
    }
    cx.push_once(Slot::AT_EXIT, |cx| {
        cx.push_table(1, 1);
        // What is collected when the state is closed, and not earlier.
        cx.push_userdata(1, false);
        cx.push_table(0, 1);
        cx.push_function(enter::<AtClose>, 0);
        cx.raw_set_field(-2, "__gc");
        cx.set_metatable(-2);
        cx.raw_set_integer(-2, 0);
    });
    let last = cx.raw_len(-1) + 1;
    cx.push_value(f);
    cx.raw_set_integer(-2, last);
    true.push(cx);
    Ok(1)
}

/// The end of the state.
struct AtClose;

impl Call for AtClose {
    const INFO: Info = internal!("atexit");

    fn run(cx: &mut Cx) -> Outcome {
        run_at_exit(cx);
        Ok(0)
    }
}

/// Runs what is to run at the end, each once. There is nobody to catch an error: its text goes to the standard error.
fn run_at_exit(cx: &mut Cx) {
    let top = cx.top();
    loop {
        cx.push_slot(Slot::AT_EXIT);
        if cx.type_of(-1) != LuaType::Table || !cx.check_stack(4) {
            break;
        }
        let last = cx.raw_len(-1);
        if last == 0 {
            break;
        }
        cx.raw_get_integer(-1, last);
        cx.push_nil();
        cx.raw_set_integer(-3, last);
        let done = cx.nested(|cx| cx.protected_call(0, 0));
        if done.is_some_and(|done| done != Called::Done) {
            let why = cx.to_bytes(-1).unwrap_or(b"an error without a text");
            // SAFETY: the standard error, or an error where the program has closed it.
            let stderr = unsafe { syscall_raw::Fd::borrow_raw(2) };
            for text in [b"atexit: ", why, b"\n"] {
                let _ = sys::write(stderr, text);
            }
        }
        cx.set_top(top);
    }
    cx.set_top(top);
}

/// What the environment has, copied before any of it becomes Lua's: then it may change.
struct Copied {
    room: Room,
    /// Bytes, a zero behind each text.
    len: usize,
}

impl Copied {
    fn new() -> Copied {
        Copied {
            room: Room::new(),
            len: 0,
        }
    }

    /// Copies texts. May raise (memory).
    fn fill(&mut self, cx: &mut Cx, texts: impl Fn(&Cx, &mut dyn FnMut(&[u8]))) {
        loop {
            let mut wanted = 0_usize;
            texts(cx, &mut |text| {
                wanted = wanted.saturating_add(text.len()).saturating_add(1);
            });
            self.room.reserve(cx, wanted);
            let bytes = self.room.bytes(usize::MAX);
            let (mut len, mut whole) = (0, true);
            texts(cx, &mut |text| {
                let end = len + text.len();
                match bytes.get_mut(len..=end).and_then(<[_]>::split_last_mut) {
                    Some((zero, to)) => {
                        for (to, &byte) in to.iter_mut().zip(text) {
                            to.write(byte);
                        }
                        zero.write(0);
                        len = end + 1;
                    }
                    None => whole = false,
                }
            });
            self.len = len;
            if whole {
                return;
            }
        }
    }

    /// What was copied.
    fn bytes(&mut self) -> &[u8] {
        let bytes = self.room.bytes(self.len);
        // SAFETY: so many were written.
        unsafe { core::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) }
    }
}

/// The value in the text of a variable, if it has that name.
fn value_of<'t>(text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    text.strip_prefix(name)?.strip_prefix(b"=")
}

/// A variable's value, copied before it is pushed, which may run code that changes the environment.
struct Variable;

impl Within for Variable {
    type Room = Copied;
    type Value<'r> = Option<&'r [u8]>;
    const RESULTS: &'static [&'static str] = &["string?"];

    fn room() -> Copied {
        Copied::new()
    }

    fn deliver(cx: &mut Cx, value: Option<&[u8]>) -> c_int {
        value.push(cx);
        1
    }
}

impl Prepare<(&Option<&CStr>,)> for Variable {
    fn prepare(room: &mut Copied, cx: &mut Cx, (name,): (&Option<&CStr>,)) -> Result<(), Raise> {
        let name = name.map_or(&[][..], CStr::to_bytes);
        room.fill(cx, |cx, each| {
            if let Some(value) = cx.environment().find_map(|text| value_of(text, name)) {
                each(value);
            }
        });
        Ok(())
    }
}

fn getenv<'r>(_: &CStr, room: &'r mut Copied) -> Option<&'r [u8]> {
    room.bytes().split_last().map(|(_, value)| value)
}

/// All variables, as a table.
struct Variables;

impl IntoLua for Variables {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["table"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), _: ()) -> c_int {
        let mut copied = Copied::new();
        copied.fill(cx, |cx, each| cx.environment().for_each(each));
        cx.push_table(0, 0);
        // Of two with the same name the first counts.
        for text in copied.bytes().split(|&byte| byte == 0).rev() {
            let mut parts = text.splitn(2, |&byte| byte == b'=');
            if let (Some(name @ [_, ..]), Some(value)) = (parts.next(), parts.next()) {
                name.push(cx);
                value.push(cx);
                cx.raw_set(-3);
            }
        }
        1
    }
}

fn environ() {}

/// What a change of the environment came to.
fn changed(result: Result<(), Unchanged>) -> Result<(), Errno> {
    result.map_err(|why| match why {
        Unchanged::Absent => Errno::ENOSYS,
        Unchanged::Memory => Errno::ENOMEM,
    })
}

/// Whether a variable can have that name.
fn named(name: &CStr) -> Result<&CStr, Errno> {
    let bytes = name.to_bytes();
    match bytes.is_empty() || bytes.contains(&b'=') {
        true => Err(Errno::EINVAL),
        false => Ok(name),
    }
}

fn setenv(name: &CStr, value: &CStr, overwrite: bool) -> Result<(), Errno> {
    changed(State::set_variable(named(name)?, value, overwrite))
}

fn unsetenv(name: &CStr) -> Result<(), Errno> {
    changed(State::unset_variable(named(name)?))
}

fn clearenv() -> Result<(), Errno> {
    changed(State::clear_environment())
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
