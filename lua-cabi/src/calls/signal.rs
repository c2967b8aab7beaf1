//! What signals do. Section 2 of the Linux manual, signal(7)
//!
//! A signal can be ignored, be given its default action, call a Lua function, or do again what it did before. The most useful is
//! `S.signal("pipe", "ign")`: a write to a pipe or socket whose other end is closed ends the process, unless the signal is ignored;
//! then it is the error PIPE.
//!
//! A Lua function is called between two instructions of the thread that last called the module, on LuaJIT of whichever runs; or at the
//! beginning of the module's next call, if that is sooner. Code that LuaJIT has compiled has no such moment but calls of C functions. A call
//! that waits ends with the error INTR first, unless the flag "restart" says otherwise. A function is not interrupted by another, and
//! what it raises is an error of what it has interrupted. It cannot yield. `inbox.rs` says how.

use crate::abi::{Called, Type as LuaType};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, OWN, Slot};
use crate::convert::descriptor::{Fd, Number, Renewed};
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, Checked, fail};
use crate::convert::row::calls;
use crate::convert::{Later, Push};
use crate::inbox::{self, Disposition, Inbox};
use crate::object::number::{Pid, SignalNumber};
use crate::object::place::{own, structure};
use crate::object::{Object, end, make, record};
use crate::raise::Raise;
use crate::types::signal::{
    A_HANDLER, FLAGS, HANDLER, INFORMED, MASK, flags_of, named_handler, sighandler,
};
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use core::ptr::without_provenance;
use syscall_consts::Errno;
use syscall_consts::native::{PIDFD_SIGNAL, SA, SFD, SI, SIG, SIGPM};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{tgkill, tkill};
use syscall_types::Plain;
use syscall_types::native::{sigaction as Action, siginfo, sigset, timespec};

calls! { CALLS:
    /// Makes the process ignore a signal ("ign"), gives that its default action ("dfl"), or has it call a Lua function with its number: between two instructions of the thread that last called the module, or at the module's next call. What it did before, as "IGN", "DFL", a function or a value, each of which `handler` may be too. Children inherit it, and what is ignored stays so in a program that execve starts. signal(2)
    signal(sig: Flags<SIG>, handler: Later) => ["string|function|sighandler"];
    /// As `signal`, or with a `t.sigaction` or what that takes: `{handler = f, mask = "hup, int", flags = "restart"}`, where `sigaction` in place of `handler` gets a `t.siginfo` too. What it did before comes into `oldact`, a `t.sigaction`; with nil for `action` nothing changes. sigaction(2)
    sigaction(sig: Flags<SIG>, action: Later, oldact: Later) => ["true"];
    /// Holds signals up, or lets them through: "block" adds `set` to those held up, "unblock" takes it away, "setmask" is it; without `set` nothing changes. What was held up before, in `oldset` when given. sigprocmask(2)
    sigprocmask(how: Flags<SIGPM> = SIGPM::BLOCK, set: Option<Init<sigset>>, oldset: Out<sigset>) -> Argument<3>;
    /// The signals that wait because they are held up. sigpending(2)
    sigpending(set: Out<sigset>) -> Argument<1>;
    /// Waits with `mask` held up instead until a handler has run: nil and INTR, always. sigsuspend(2)
    sigsuspend(mask: Init<sigset>) -> ();
    /// Waits until a handler has run: nil and INTR, always. pause(2)
    pause() -> ();
    /// A descriptor that the signals of `set` are read from, which are to be held up; with `fd`, changes the set of that one. signalfd(2)
    signalfd(set: Init<sigset>, flags: Flags<SFD>, fd: Option<Number>) -> Renewed<3>;
    /// Sends a signal to a process group; 0 is the own one. killpg(3)
    killpg(pgrp: Pid, sig: Flags<SIG>) -> ();
    /// Sends a signal to a thread of a process. tgkill(2)
    tgkill(tgid: Pid, tid: Pid, sig: Flags<SIG>) -> ();
    /// Sends a signal to a thread, whatever process has that number by now: `tgkill` is better. tkill(2)
    tkill(tid: Pid, sig: Flags<SIG>) -> ();
    /// Sends a signal with a number to a process: its `value`. sigqueue(3)
    sigqueue(pid: Pid, sig: Flags<SIG>, value: SignalNumber = 0) -> ();
    /// As `sigqueue`, with a `t.siginfo` or what that takes: `{code = "queue", value = 5}`. Of it count `code`, "queue" by default or another below 0, `pid` and `uid`, by default this process's, and `value`; the rest is not told. rt_sigqueueinfo(2)
    rt_sigqueueinfo(tgid: Pid, sig: Flags<SIG>, info: Init<siginfo>) -> ();
    /// As `rt_sigqueueinfo`, to a thread of a process. rt_sigqueueinfo(2)
    rt_tgsigqueueinfo(tgid: Pid, tid: Pid, sig: Flags<SIG>, info: Init<siginfo>) -> ();
    /// Sends a signal to the process, or the thread, of a descriptor; with `info` as `rt_sigqueueinfo`. `flags` choose another target than what `pidfd_open` has asked for: "thread", "thread_group", "process_group". pidfd_send_signal(2)
    pidfd_send_signal(pidfd: Fd, sig: Flags<SIG>, info: Option<Init<siginfo>>, flags: Flags<PIDFD_SIGNAL>) -> ();
    /// Takes a signal of `set`, which are to be held up, and says what it is; it waits for one, at most as long as `timeout` when that is given: then the error AGAIN. sigtimedwait(2)
    sigtimedwait(set: Init<sigset>, info: Out<siginfo>, timeout: Option<Init<timespec>>) -> Argument<2>;
}

/// What is told with a signal: what the kernel lets a process say, without pointers, which handlers may follow. `EPERM` for a reason
/// that is the kernel's own.
fn told(sig: SIG, info: siginfo) -> Result<siginfo, Errno> {
    let sent = info.rt();
    let code = match SI(info.si_code) {
        SI::USER => SI::QUEUE,
        code @ (SI::QUEUE | SI::MESGQ | SI::ASYNCIO) => code,
        _ => return Err(Errno::EPERM),
    };
    let mut told = siginfo::zeroed();
    (told.si_signo, told.si_code) = (sig.0, code.0);
    let unsaid = sent.si_pid == 0 && sent.si_uid == 0;
    told._sifields.rt.si_pid = if unsaid { sys::getpid() } else { sent.si_pid };
    told._sifields.rt.si_uid = if unsaid { sys::getuid() } else { sent.si_uid };
    told._sifields.rt.si_sigval.sival_int = sent.si_sigval.int();
    Ok(told)
}

fn sigqueue(pid: i32, sig: SIG, value: i32) -> Result<(), Errno> {
    let mut info = siginfo::zeroed();
    info._sifields.rt.si_sigval.sival_int = value;
    rt_sigqueueinfo(pid, sig, info)
}

fn rt_sigqueueinfo(tgid: i32, sig: SIG, info: siginfo) -> Result<(), Errno> {
    // SAFETY: no fault, no timer and no pointer is told of, so nothing that a handler could follow.
    unsafe { sys::rt_sigqueueinfo(tgid, sig, &told(sig, info)?) }
}

fn rt_tgsigqueueinfo(tgid: i32, tid: i32, sig: SIG, info: siginfo) -> Result<(), Errno> {
    // SAFETY: as above.
    unsafe { sys::rt_tgsigqueueinfo(tgid, tid, sig, &told(sig, info)?) }
}

fn pidfd_send_signal(
    pidfd: syscall_raw::Fd,
    sig: SIG,
    info: Option<siginfo>,
    flags: PIDFD_SIGNAL,
) -> Result<(), Errno> {
    match info {
        None => sys::pidfd_send_signal(pidfd, sig, flags),
        // SAFETY: as above.
        Some(info) => unsafe { sys::pidfd_send_signal_info(pidfd, sig, &told(sig, info)?, flags) },
    }
}

fn sigtimedwait(
    set: sigset,
    info: &mut MaybeUninit<siginfo>,
    timeout: Option<timespec>,
) -> Result<(), Errno> {
    let info = info.write(siginfo::zeroed());
    sys::rt_sigtimedwait(&set, Some(info), timeout.as_ref()).map(|_| ())
}

fn sigprocmask(
    how: SIGPM,
    set: Option<sigset>,
    oldset: &mut MaybeUninit<sigset>,
) -> Result<(), Errno> {
    sys::rt_sigprocmask(how, set.as_ref(), Some(oldset.write(sigset::zeroed())))
}

fn sigpending(set: &mut MaybeUninit<sigset>) -> Result<(), Errno> {
    sys::rt_sigpending(set).map(|_| ())
}

fn sigsuspend(mask: sigset) -> Result<(), Errno> {
    Err(sys::rt_sigsuspend(&mask))
}

fn pause() -> Result<(), Errno> {
    let mut mask = sigset::zeroed();
    sys::rt_sigprocmask(SIGPM::BLOCK, None, Some(&mut mask))?;
    sigsuspend(mask)
}

fn signalfd(set: sigset, flags: SFD, fd: Option<i32>) -> Result<i32, Errno> {
    match fd {
        Some(number @ 0..) => {
            // SAFETY: numbers are whatever the program says, as everywhere in Lua; the call keeps none.
            let fd = unsafe { syscall_raw::Fd::borrow_raw(number) };
            sys::signalfd4_set(fd, &set).map(|()| number)
        }
        _ => sys::signalfd4(&set, flags).map(OwnedFd::into_raw),
    }
}

fn killpg(pgrp: i32, sig: SIG) -> Result<(), Errno> {
    match pgrp {
        // Of a process that would be, and all that there are.
        ..=-1 | 1 => Err(Errno::EINVAL),
        _ => sys::kill(-pgrp, sig),
    }
}

/// What a signal is to do.
struct Asked {
    disposition: Disposition,
    /// Where the Lua function stands that it is to call.
    function: Option<c_int>,
}

/// What a value stands for: to ignore, the default, a function, or what `signal` gave.
fn asked(cx: &mut Cx, index: c_int) -> Result<Asked, Raise> {
    if let Some(place) = structure::<sighandler>(cx, index) {
        return Ok(Asked {
            disposition: place.read::<sighandler>()?.disposition,
            function: None,
        });
    }
    let mut disposition = Disposition::zeroed();
    if cx.type_of(index) == LuaType::Function {
        return Ok(Asked {
            disposition,
            function: Some(index),
        });
    }
    if cx.is_nil(index) {
        return Err(Raise::expected(A_HANDLER));
    }
    let handler = named_handler(cx, index)?;
    disposition.action.sa_handler = without_provenance::<c_void>(handler.0 as usize);
    Ok(Asked {
        disposition,
        function: None,
    })
}

/// The same, of a `t.sigaction` or what that takes. Leaves what it has found on the stack.
fn asked_in_full(cx: &mut Cx, index: c_int) -> Result<Asked, Raise> {
    if cx.type_of(index) != LuaType::Table {
        return asked(cx, index);
    }
    record::init(cx, index, Action::ID)?;
    cx.raw_get_integer(index, HANDLER);
    if cx.type_of(-1) == LuaType::Boolean {
        cx.pop(1);
        "DFL".push(cx);
    }
    let handler = cx.top();
    let mut found = asked(cx, handler)?;
    cx.raw_get_integer(index, MASK);
    let flags = flags_of(cx, index);
    let action = &mut found.disposition.action;
    // Of another's handler, the flags and the mask are its own.
    if structure::<sighandler>(cx, handler).is_none() {
        action.sa_flags = flags as _;
        if let Some(mask) = structure::<sigset>(cx, -1) {
            action.sa_mask = mask.read()?;
        }
    }
    Ok(found)
}

/// What a signal did: as the kernel had it; and the function is on top of the stack, or nil.
struct Former {
    disposition: Disposition,
    /// Whether the function got a `siginfo`.
    informed: bool,
}

/// Has a signal do something else, or only tells what it does. The function that it called is pushed.
fn change(cx: &mut Cx, sig: SIG, asked: Option<&Asked>) -> Checked<Former> {
    let function = asked.and_then(|asked| asked.function);
    let inbox = match function {
        Some(_) => match open(cx)? {
            Ok(inbox) => Some(inbox),
            Err(errno) => return Ok(Err(errno)),
        },
        None => inbox::of(cx),
    };
    let number = usize::try_from(sig.0).ok().filter(|&sig| sig < inbox::END);
    cx.push_slot(Slot::SIGNALS);
    let functions = cx.top();
    match number {
        Some(number) if cx.type_of(functions) == LuaType::Table => {
            cx.raw_get_integer(functions, number)
        }
        _ => cx.push_nil(),
    }
    let former = cx.top();
    // There is a place for each, so nothing is allocated.
    let keep = |cx: &mut Cx, value: c_int| {
        if let Some(number) = number
            && cx.type_of(functions) == LuaType::Table
        {
            cx.push_value(value);
            cx.raw_set_integer(functions, number);
        }
    };
    let was_informed = inbox.is_some_and(|inbox| inbox.is_informed(sig));
    let changed = match (asked, function, inbox) {
        (None, ..) => inbox::current(sig),
        (Some(asked), Some(function), Some(inbox)) => {
            let Some(_) = number else {
                return Ok(Err(Errno::EINVAL));
            };
            let mut action = asked.disposition.action;
            inbox.inform(sig, action.sa_flags as u32 & SA::SIGINFO.bits() != 0);
            action.sa_flags = (action.sa_flags as u32 | SA::SIGINFO.bits()) as _;
            // The function is there before the signal can come.
            keep(cx, function);
            let changed = inbox::exchange(sig, &inbox::to_functions(inbox, action));
            if changed.is_err() {
                inbox.inform(sig, was_informed);
                keep(cx, former);
            }
            changed
        }
        (Some(asked), ..) => inbox::exchange(sig, &asked.disposition),
    };
    let disposition = match changed {
        Ok(disposition) => disposition,
        Err(errno) => return Ok(Err(errno)),
    };
    let own = inbox.is_some_and(|inbox| {
        let here = inbox::to_functions(inbox, disposition.action);
        disposition.is_caught()
            && (here.taker, here.generation) == (disposition.taker, disposition.generation)
    });
    let is_again = asked.is_some_and(|asked| asked.disposition.is_caught() && own);
    if asked.is_some() && function.is_none() && own && !is_again {
        cx.push_boolean(false);
        let top = cx.top();
        keep(cx, top);
    }
    if own {
        cx.push_value(former);
    } else {
        cx.push_nil();
    }
    Ok(Ok(Former {
        disposition,
        informed: was_informed,
    }))
}

/// Each where its number says.
const NAMES: [&str; 3] = ["DFL", "IGN", "HOLD"];

/// Pushes what tells of a signal that calls no function of this state: the names, and an object for anything else. The first slot.
fn push_names(cx: &mut Cx) -> c_int {
    let first = cx.top() + 1;
    for name in NAMES {
        name.push(cx);
    }
    make::push::<sighandler>(cx);
    first
}

/// Pushes the handler that was, given the slot of the names; the function, or nil, is on top.
fn push_handler(cx: &Cx, names: c_int, disposition: Disposition) {
    if cx.type_of(-1) == LuaType::Function {
        return;
    }
    match disposition.action.sa_handler.addr() {
        handler if handler < NAMES.len() => cx.push_value(names + handler as c_int),
        _ => {
            let object = names + NAMES.len() as c_int;
            if let Some(place) = own::<sighandler>(cx, object) {
                // SAFETY: the object that `push_names` made.
                unsafe { place.write(sighandler { disposition }) };
            }
            cx.push_value(object);
        }
    }
}

fn signal(cx: &mut Cx, sig: SIG, handler: c_int) -> Outcome {
    let asked = asked(cx, handler).map_err(|raise| raise.at(handler))?;
    let names = push_names(cx);
    match change(cx, sig, Some(&asked))? {
        Ok(former) => push_handler(cx, names, former.disposition),
        Err(errno) => return Ok(fail(cx, errno)),
    }
    Ok(1)
}

fn sigaction(cx: &mut Cx, sig: SIG, action: c_int, oldact: c_int) -> Outcome {
    let asked = match cx.is_nil(action) {
        true => None,
        false => Some(asked_in_full(cx, action).map_err(|raise| raise.at(action))?),
    };
    let tells = !cx.is_nil(oldact);
    if tells && !record::is(cx, oldact, Action::ID) {
        return Err(Raise::expected("sigaction").at(oldact));
    }
    let names = push_names(cx);
    let mask = make::push::<sigset>(cx).start();
    let mask_slot = cx.top();
    let former = match change(cx, sig, asked.as_ref())? {
        Ok(former) => former,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    if tells {
        let action = former.disposition.action;
        push_handler(cx, names, former.disposition);
        if action.sa_handler.is_null() {
            cx.push_boolean(false);
        }
        cx.raw_set_integer(oldact, HANDLER);
        /// `SA_RESTORER` of asm/signal.h, which the kernel's interface needs on some machines.
        const RESTORER: u32 = 0x0400_0000;
        let mut flags = action.sa_flags as u32 & !RESTORER;
        if former.disposition.is_caught() && !former.informed {
            flags &= !SA::SIGINFO.bits();
        }
        cx.push_integer(flags.into());
        cx.raw_set_integer(oldact, FLAGS);
        cx.push_boolean(false);
        cx.raw_set_integer(oldact, INFORMED);
        // SAFETY: the object that was made in this call, which is on the stack; Lua aligns userdata.
        unsafe { mask.cast::<sigset>().write(action.sa_mask) };
        cx.push_value(mask_slot);
        cx.raw_set_integer(oldact, MASK);
    }
    true.push(cx);
    Ok(1)
}

/// The state's inbox, made on the first use. May raise (memory).
fn open(cx: &mut Cx) -> Checked<&'static Inbox> {
    if let Some(inbox) = inbox::of(cx) {
        return Ok(Ok(inbox));
    }
    if end::has_come(cx) {
        return Err(Raise::invalid("the state is being closed"));
    }
    let top = cx.top();
    cx.push_once(Slot::SIGNALS, |cx| {
        cx.push_table(inbox::END as c_int, 0);
        for signal in 1..inbox::END {
            cx.push_boolean(false);
            cx.raw_set_integer(-2, signal);
        }
    });
    cx.push_thread();
    cx.set_slot(Slot::THREAD);
    end::push(cx);
    cx.push_function(enter::<CallFunctions>, 0);
    cx.push_function(enter::<Deliver>, 1);
    inbox::set_deliverer(cx);
    cx.set_top(top);
    Ok(inbox::open(cx))
}

/// Called by the hook with the event, and by calls of the module without: has functions called that are to. It gives the address of the program's hook, when
/// that is to be told of the event.
struct Deliver;

impl Call for Deliver {
    const INFO: Info = internal!("signal");

    fn run(cx: &mut Cx) -> Outcome {
        let event = cx.to_integer(1);
        cx.set_top(0);
        let Some(inbox) = inbox::of(cx) else {
            return Ok(0);
        };
        let program = inbox::arrived(cx, inbox, event);
        if inbox.begin() {
            cx.push_upvalue(OWN);
            let called = match cx.type_of(-1) {
                LuaType::Function => cx.protected_call(0, 0),
                _ => Called::Done,
            };
            inbox.end();
            if called != Called::Done {
                return Err(Raise::caught());
            }
        }
        match program {
            Some(program) => cx.push_mark(program),
            None => cx.push_nil(),
        }
        Ok(1)
    }
}

/// Calls the functions of the signals that came.
struct CallFunctions;

impl Call for CallFunctions {
    const INFO: Info = internal!("signal");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(0);
        let Some(inbox) = inbox::of(cx) else {
            return Ok(0);
        };
        cx.push_slot(Slot::SIGNALS);
        loop {
            cx.set_top(1);
            // Before the signal is taken out, which then cannot be lost.
            let object = make::push::<siginfo>(cx).start();
            let Some(info) = inbox.take() else {
                return Ok(0);
            };
            // SAFETY: the object that was just made, on the stack; Lua aligns userdata.
            unsafe { object.cast::<siginfo>().write(info) };
            let Ok(number) = usize::try_from(info.si_signo) else {
                continue;
            };
            cx.raw_get_integer(1, number);
            if cx.type_of(-1) != LuaType::Function {
                continue;
            }
            cx.push_integer(number as i64);
            let informed = inbox.is_informed(SIG(info.si_signo));
            if informed {
                cx.push_value(2);
            }
            cx.call(1 + c_int::from(informed), 0);
        }
    }
}
