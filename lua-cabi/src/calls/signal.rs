//! What signals do. Section 2 of the Linux manual, signal(7)
//!
//! A signal can be ignored, be given its default action, and get back what it had before; a Lua function cannot be called in
//! the middle of whatever Lua does, and is refused. The most useful is `S.signal("pipe", "ign")`: a write to a pipe or socket
//! whose other end is closed ends the process, unless the signal is ignored; then it is the error PIPE.

use crate::context::Cx;
use crate::convert::descriptor::{Number, Renewed};
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua};
use crate::object::make;
use crate::object::number::Pid;
use crate::object::place::{own, structure};
use crate::raise::Raise;
use crate::types::signal::sighandler;
use core::ffi::{c_int, c_void};
use core::mem::MaybeUninit;
use core::ptr::without_provenance;
use syscall_consts::Errno;
use syscall_consts::native::{SFD, SIG, SIGACT, SIGPM};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{sigaction as Action, sigset};

calls! { CALLS:
    /// Makes the process ignore a signal ("ign") or gives that its default action ("dfl"); what it did before, as "IGN", "DFL" or a value, each of which `handler` may be too. Children inherit it, and what is ignored stays so in a program that execve starts. signal(2)
    signal(sig: Flags<SIG>, handler: Handler) -> Previous;
    /// As `signal`; with nil it only tells whether there is such a signal, by an error when there is none. sigaction(2)
    sigaction(sig: Flags<SIG>, action: Option<Handler>) -> ();
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

/// What a signal is to do: "ign", "dfl", their numbers, or what `signal` gave. No address of code comes from a program.
struct Handler;

impl FromLua for Handler {
    type Value<'a> = Action;
    const EXPECTED: &'static str = "\"ign\", \"dfl\" or what signal returned";
    const LUA: &'static str = "string|integer|sighandler";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Action, Raise> {
        if let Some(place) = structure::<sighandler>(cx, index) {
            return Ok(place.read::<sighandler>()?.action);
        }
        let handler = match Flags::<SIGACT>::from_lua(cx, index) {
            Ok(handler @ (SIGACT::DFL | SIGACT::IGN)) => handler,
            Err(raise) if raise.is_caught() => return Err(raise),
            _ => return Err(Raise::expected(<Self as FromLua>::EXPECTED)),
        };
        Ok(Action {
            sa_handler: without_provenance::<c_void>(handler.0 as usize),
            ..Action::zeroed()
        })
    }
}

/// What a signal did: "DFL", "IGN", "HOLD", or an object for anything else.
struct Previous;

/// Each where its number says.
const NAMES: [&str; 3] = ["DFL", "IGN", "HOLD"];

impl IntoLua for Previous {
    type Value = Action;
    /// The slot of the first name; the object stands on top.
    type Slot = c_int;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["string|sighandler"];

    fn reserve(cx: &mut Cx) -> c_int {
        let first = cx.top() + 1;
        for name in NAMES {
            cx.push_bytes(name.as_bytes());
        }
        make::push::<sighandler>(cx);
        first
    }

    fn deliver(cx: &mut Cx, first: c_int, action: Action) -> c_int {
        match action.sa_handler.addr() {
            handler if handler < NAMES.len() => cx.push_value(first + handler as c_int),
            _ => {
                if let Some(object) = own::<sighandler>(cx, -1) {
                    // SAFETY: the object that `reserve` made.
                    unsafe { object.write(sighandler { action }) };
                }
            }
        }
        1
    }
}

fn signal(sig: SIG, action: Action) -> Result<Action, Errno> {
    let mut previous = Action::zeroed();
    // SAFETY: the action runs no code of Lua's: it is to ignore, the default, or what was set before by who knows.
    unsafe { sys::rt_sigaction(sig, Some(&action), Some(&mut previous)) }.map(|()| previous)
}

fn sigaction(sig: SIG, action: Option<Action>) -> Result<(), Errno> {
    // SAFETY: as in `signal`.
    unsafe { sys::rt_sigaction(sig, action.as_ref(), None) }
}
