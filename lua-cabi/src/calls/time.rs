//! Clocks, sleeping and timers. Section 2 of the Linux manual.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Memory;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out, Wanted};
use crate::convert::result::{Argument, Checked, fail, lead};
use crate::convert::row::calls;
use crate::convert::{Convert, FromLua, IntoLua, Later, Lends};
use crate::object::number::WholeSeconds;
use crate::object::place::{Place, structure, writable};
use crate::object::system::{Common, id_of};
use crate::object::{Meta, Object, Shape, make};
use crate::raise::Raise;
use crate::types::time as types;
use crate::types::time::timer;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{CLOCK, ITIMER, SIGEV, TIMER};
use syscall_raw::native as sys;
use syscall_raw::native::timer_getoverrun;
use syscall_types::Plain;
use syscall_types::native::{Time, itimerspec, itimerval, sigevent, timespec, timeval, timex};

calls! { CALLS:
    /// The time of a clock, in `ts` when given. Most clocks are read without entering the kernel. clock_gettime(2)
    clock_gettime(clockid: Flags<CLOCK>, ts: Out<timespec>) -> Argument<2>;
    /// The resolution of a clock, in `ts` when given. clock_getres(2)
    clock_getres(clockid: Flags<CLOCK>, ts: Out<timespec>) -> Argument<2>;
    /// Sets a clock. clock_settime(2)
    clock_settime(clockid: Flags<CLOCK>, ts: Init<timespec>) -> ();
    /// The seconds since 1970, in `t` too when given. time(2)
    time(t: Option<Memory>) -> i64;
    /// The time of day, in `tv` when given; clock_gettime is finer. gettimeofday(2)
    gettimeofday(tv: Out<timeval>) -> Argument<1>;
    /// Sets the time of day. settimeofday(2)
    settimeofday(tv: Option<Init<timeval>>) -> ();
    /// An interval timer of the process: its period and the time to its next expiry, in `value` when given. getitimer(2)
    getitimer(which: Flags<ITIMER>, value: Out<itimerval>) -> Argument<2>;
    /// Starts or stops an interval timer of the process, which sends a signal (ALRM, VTALRM, PROF); what it was set to before, in `old` when given. setitimer(2)
    setitimer(which: Flags<ITIMER>, value: Init<itimerval>, old: Out<itimerval>) -> Argument<3>;
    /// Has the signal ALRM sent after so many seconds, 0 for not at all; how many were left of the alarm before. alarm(2)
    alarm(seconds: WholeSeconds) -> i64;
    /// Sleeps for seconds; 0, or when a signal came how many are left, rounded up. sleep(3)
    sleep(seconds: Init<timespec>) -> i64;
    /// Sleeps for seconds (a number with a fraction, or a time object): true, or when a signal came true, nil and the rest. nanosleep(2)
    nanosleep(request: Init<timespec>, remain: Option<Out<timespec>>) -> Slept;
    /// As `nanosleep`, on a clock; with the flag "abstime" until a time. clock_nanosleep(2)
    clock_nanosleep(clockid: Flags<CLOCK>, flags: Flags<TIMER> = TIMER::empty(), request: Init<timespec>, remain: Option<Out<timespec>>) -> Slept;
    /// Sets what the `modes` of a `t.timex` or a table for one say, or nothing, and tells how the kernel keeps its clock right. A `t.timex` that is given is filled too. adjtimex(2)
    adjtimex(tx: Later) => ["adjtimex"];
    /// A timer of the process on a clock, in `timer` when given. What happens when it expires says `event`, a `t.sigevent` or what that takes: `{notify = "signal", signo = "usr1", value = 5}`, `{notify = "none"}`; without it the signal ALRM is sent. timer_create(2)
    timer_create(clockid: Flags<CLOCK>, event: Option<Init<sigevent>>, timer: Out<timer>) -> Argument<3>;
    /// Starts or stops a timer, with "abstime" at a time; true, nil, and what it was set to before, unless `old` is false. timer_settime(2)
    timer_settime(timer: Timer, flags: Flags<TIMER> = TIMER::empty(), new: Init<itimerspec>, old: Wanted<itimerspec>) -> Before<4>;
    /// The period of a timer and the time to its next expiry. timer_settime(2)
    timer_gettime(timer: Timer, current: Out<itimerspec>) -> Argument<2>;
    /// How often a timer expired after the signal that came last. timer_getoverrun(2)
    timer_getoverrun(timer: Timer) -> i32;
    /// Removes a timer, whose object stands for none then. timer_delete(2)
    timer_delete(timer: Deleted) -> ();
}

fn adjtimex(cx: &mut Cx, tx: c_int) -> Outcome {
    let mut timex = Init::<timex>::from_lua(cx, tx).map_err(|raise| raise.at(tx))?;
    let told = make::push::<types::adjtimex>(cx);
    let given = structure::<timex>(cx, tx).map(writable).transpose();
    given.map_err(|raise| raise.at(tx))?;
    let state = match sys::clock_adjtime(CLOCK::REALTIME, &mut timex) {
        Ok(state) => state.0,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    if let Some(given) = structure::<timex>(cx, tx) {
        given.write(timex).map_err(|raise| raise.at(tx))?;
    }
    told.write(types::adjtimex {
        state,
        pad: 0,
        timex,
    })?;
    Ok(1)
}

mod method {
    //! What is a method of timers only.

    use super::*;

    calls! { METHODS:
        /// The timer's number; -1 when it was deleted.
        gettimer(timer: Timer) -> i32;
        /// The timer's number in memory: an array of one.
        gettimerp(timer: Timer) => ["int1"];
    }

    fn gettimer(timer: i32) -> i32 {
        timer
    }

    fn gettimerp(cx: &mut Cx, _: i32) -> Outcome {
        let whole = structure::<timer>(cx, 1).ok_or(Raise::expected(timer::NAME).at(1))?;
        let span = whole.span();
        make::push_view(
            cx,
            1,
            const { Meta::new(id_of::<Common>("int"), Shape::ArrayView) },
            span,
        );
        Ok(1)
    }
}
pub use method::METHODS;

/// A timer's number.
struct Timer;

impl FromLua for Timer {
    type Value<'a> = i32;
    const EXPECTED: &'static str = timer::NAME;
    const RECEIVER: Option<&'static str> = Some(timer::NAME);

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
        let place = structure::<timer>(cx, index);
        place
            .ok_or(Raise::expected(timer::NAME))
            .and_then(|place| Ok(place.read::<timer>()?.timerid))
    }
}

/// A timer that is to be none.
struct Deleted;

impl Convert for Deleted {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = timer::NAME;
    const RECEIVER: Option<&'static str> = Some(timer::NAME);
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        structure::<timer>(cx, index).ok_or(Raise::expected(Self::EXPECTED))
    }
}

/// True, nil, and what was before: the argument at position `N`, or the new one on top of the stack; nothing where it is false.
struct Before<const N: c_int>;

impl<const N: c_int> IntoLua for Before<N> {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["true", "nil", "itimerspec?"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), _: ()) -> c_int {
        let old = if cx.is_nil(N) { cx.top() } else { N };
        if cx.type_of(old) == LuaType::Boolean {
            return <()>::deliver(cx, (), ());
        }
        lead(cx);
        cx.push_value(old);
        3
    }
}

fn timer_create(
    clockid: CLOCK,
    event: Option<sigevent>,
    timer: &mut MaybeUninit<timer>,
) -> Checked<()> {
    // The kernel takes it for "signal": the thread is the C library's.
    if event.is_some_and(|event| event.sigev_notify == SIGEV::THREAD.0) {
        return Err(Raise::invalid(
            "notify \"thread\" would run code in a new thread, which a Lua state does not allow: \"signal\" and a handler, or timerfd_create",
        )
        .at(2));
    }
    // SAFETY: what goes with the signal is a number to handlers in Lua; of one in C the program says what it expects, as in C.
    let made = unsafe { sys::timer_create(clockid, event.as_ref()) };
    Ok(made.map(|timerid| {
        timer.write(timer { timerid });
    }))
}

fn timer_settime(
    timer: i32,
    flags: TIMER,
    new: itimerspec,
    old: Option<Place>,
) -> Result<(), Errno> {
    let mut before = itimerspec::zeroed();
    // SAFETY: numbers are whatever the program says, as everywhere in Lua.
    unsafe { sys::timer_settime(timer, flags, &new, Some(&mut before)) }?;
    // The timer is set, so what cannot be stored is passed over.
    if let Some(old) = old {
        let _ = old.write(before);
    }
    Ok(())
}

fn timer_gettime(timer: i32, current: &mut MaybeUninit<itimerspec>) -> Result<(), Errno> {
    sys::timer_gettime(timer, current).map(|_| ())
}

fn timer_delete(place: Place) -> Checked<()> {
    let timerid = place.read::<timer>()?.timerid;
    // SAFETY: as in `timer_settime`.
    let deleted = unsafe { sys::timer_delete(timerid) };
    if deleted.is_ok() {
        place.write(timer { timerid: -1 })?;
    }
    Ok(deleted)
}

fn clock_gettime(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_gettime(clockid, ts).map(|_| ())
}

fn clock_getres(clockid: CLOCK, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::clock_getres(clockid, ts).map(|_| ())
}

fn clock_settime(clockid: CLOCK, ts: timespec) -> Result<(), Errno> {
    sys::clock_settime(clockid, &ts)
}

fn time(t: Option<Place>) -> Result<i64, Errno> {
    let mut now = MaybeUninit::uninit();
    let seconds = sys::clock_gettime(CLOCK::REALTIME_COARSE, &mut now)?.tv_sec;
    if let Some(place) = t {
        let stored = match place.len() {
            4 => place.write(seconds as i32),
            _ => place.write(seconds),
        };
        stored.map_err(|_| Errno::EFAULT)?;
    }
    Ok(seconds)
}

fn gettimeofday(tv: &mut MaybeUninit<timeval>) {
    sys::gettimeofday(Some(tv.write(timeval::zeroed())), None);
}

fn settimeofday(tv: Option<timeval>) -> Result<(), Errno> {
    sys::settimeofday(tv.as_ref(), None)
}

fn getitimer(which: ITIMER, value: &mut MaybeUninit<itimerval>) -> Result<(), Errno> {
    sys::getitimer(which, value).map(|_| ())
}

fn setitimer(
    which: ITIMER,
    value: itimerval,
    old: &mut MaybeUninit<itimerval>,
) -> Result<(), Errno> {
    sys::setitimer(which, &value, Some(old.write(itimerval::zeroed())))
}

/// Seconds, where part of one counts as a whole: a wait of that length does not end too early.
fn rounded_up(time: impl Time) -> i64 {
    let (seconds, part) = time.get();
    seconds.saturating_add((part > 0).into())
}

fn alarm(seconds: i64) -> Result<i64, Errno> {
    let value = timeval::new(seconds, 0).ok_or(Errno::EINVAL)?;
    let value = itimerval {
        it_interval: timeval::zeroed(),
        it_value: value,
    };
    let mut old = itimerval::zeroed();
    sys::setitimer(ITIMER::REAL, &value, Some(&mut old))?;
    Ok(rounded_up(old.it_value))
}

fn sleep(seconds: timespec) -> Result<i64, Errno> {
    slept(None, |rest| sys::nanosleep(&seconds, Some(rest))).map(|rest| rest.map_or(0, rounded_up))
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
