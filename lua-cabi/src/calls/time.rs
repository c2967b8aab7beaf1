//! Clocks and sleeping. Section 2 of the Linux manual.

use crate::context::Cx;
use crate::convert::IntoLua;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, lead};
use crate::convert::row::calls;
use crate::object::make;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{CLOCK, TIMER};
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::timespec;

calls! { CALLS:
    /// The time of a clock, in `ts` when given. Most clocks are read without entering the kernel. clock_gettime(2)
    clock_gettime(clockid: Flags<CLOCK>, ts: Out<timespec>) -> Argument<2>;
    /// The resolution of a clock, in `ts` when given. clock_getres(2)
    clock_getres(clockid: Flags<CLOCK>, ts: Out<timespec>) -> Argument<2>;
    /// Sleeps for seconds (a number with a fraction, or a time object): true, or when a signal came true, nil and the rest. nanosleep(2)
    nanosleep(request: Init<timespec>, remain: Option<Out<timespec>>) -> Slept;
    /// As `nanosleep`, on a clock; with the flag "abstime" until a time. clock_nanosleep(2)
    clock_nanosleep(clockid: Flags<CLOCK>, flags: Flags<TIMER> = TIMER::empty(), request: Init<timespec>, remain: Option<Out<timespec>>) -> Slept;
}

fn clock_gettime(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_gettime(clockid, ts).map(|_| ())
}

fn clock_getres(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_getres(clockid, ts).map(|_| ())
}

/// The results of a sleep: an interruption is no error, but says how much is left.
struct Slept;

impl IntoLua for Slept {
    /// What is left when a signal came.
    type Value = Option<timespec>;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["true", "nil", "timespec?"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), rest: Option<timespec>) -> c_int {
        let Some(rest) = rest else {
            return <()>::deliver(cx, (), ());
        };
        cx.set_errno(Errno::EINTR.raw());
        lead(cx);
        make::push_new(cx, rest);
        3
    }
}

/// Sleeps; what is left when a signal came is in `remain` too.
fn slept(
    remain: Option<&mut MaybeUninit<timespec>>,
    sleep: impl FnOnce(&mut timespec) -> Result<(), Errno>,
) -> Result<Option<timespec>, Errno> {
    let mut rest = timespec::zeroed();
    match sleep(&mut rest) {
        Err(Errno::EINTR) => {
            if let Some(remain) = remain {
                remain.write(rest);
            }
            Ok(Some(rest))
        }
        result => result.map(|()| None),
    }
}

fn nanosleep(
    request: timespec,
    remain: Option<&mut MaybeUninit<timespec>>,
) -> Result<Option<timespec>, Errno> {
    slept(remain, |rest| sys::nanosleep(&request, Some(rest)))
}

fn clock_nanosleep(
    clockid: CLOCK,
    flags: TIMER,
    request: timespec,
    remain: Option<&mut MaybeUninit<timespec>>,
) -> Result<Option<timespec>, Errno> {
    // Of an absolute time nothing is left over.
    if flags.contains(TIMER::ABSTIME) {
        return sys::clock_nanosleep(clockid, flags, &request, None).map(|()| None);
    }
    slept(remain, |rest| {
        sys::clock_nanosleep(clockid, flags, &request, Some(rest))
    })
}
