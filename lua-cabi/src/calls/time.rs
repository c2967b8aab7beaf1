//! Clocks and sleeping. Section 2 of the Linux manual.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::Soon;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, fail, lead, success};
use crate::convert::row::calls;
use crate::object::make;
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
    nanosleep(request: Init<timespec>, remain: Soon<Option<Out<timespec>>>) => ["true", "nil", "timespec?"];
    /// As `nanosleep`, on a clock; with the flag "abstime" until a time. clock_nanosleep(2)
    clock_nanosleep(clockid: Flags<CLOCK>, flags: Flags<TIMER> = TIMER::empty(), request: Init<timespec>, remain: Soon<Option<Out<timespec>>>) => ["true", "nil", "timespec?"];
}

fn clock_gettime(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_gettime(clockid, ts).map(|_| ())
}

fn clock_getres(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_getres(clockid, ts).map(|_| ())
}

/// The results of a sleep: an interruption is no error, but says how much is left.
fn slept(
    cx: &mut Cx,
    result: Result<(), Errno>,
    rest: timespec,
    remain: Soon<Option<Out<timespec>>>,
) -> Outcome {
    if result != Err(Errno::EINTR) {
        return success(cx, result);
    }
    cx.set_errno(Errno::EINTR.raw());
    if let Some(remain) = remain.borrow(cx)? {
        remain.write(rest);
    }
    lead(cx);
    make::push_new(cx, rest);
    Ok(3)
}

fn nanosleep(cx: &mut Cx, request: timespec, remain: Soon<Option<Out<timespec>>>) -> Outcome {
    // What is wrong is said before the sleep.
    remain.borrow(cx)?;
    let mut rest = timespec::zeroed();
    let result = sys::nanosleep(&request, Some(&mut rest));
    slept(cx, result, rest, remain)
}

fn clock_nanosleep(
    cx: &mut Cx,
    clockid: CLOCK,
    flags: TIMER,
    request: timespec,
    remain: Soon<Option<Out<timespec>>>,
) -> Outcome {
    // What is wrong is said before the sleep.
    remain.borrow(cx)?;
    let mut rest = timespec::zeroed();
    match sys::clock_nanosleep(clockid, flags, &request, Some(&mut rest)) {
        // Of an absolute time nothing is left over.
        Err(Errno::EINTR) if flags.contains(TIMER::ABSTIME) => Ok(fail(cx, Errno::EINTR)),
        result => slept(cx, result, rest, remain),
    }
}
