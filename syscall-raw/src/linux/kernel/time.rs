//! Clocks, sleeping and timers (time(7)). Times have 64 bits on every architecture; on 32-bit machines these calls need
//! Linux 5.1.

use core::ptr::{from_mut, null_mut};

use linux_raw_sys::general::timezone;
use syscall_consts::linux::{CLOCK, ITIMER, TFD, TFD_TIMER, TIME, TIMER};
use syscall_types::linux::{itimerspec, itimerval, sigevent, timespec, timeval, timex};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::linux::vdso::{CLOCK_GETRES, CLOCK_GETTIME, GETTIMEOFDAY};
use crate::{Errno, Fd, Out, OwnedFd};

/// The time of a clock, clock_gettime(2), from the [vDSO](crate::linux::vdso) where it knows the clock. `EINVAL`.
#[doc(alias = "clock_gettime64")]
#[inline]
pub fn clock_gettime<'a>(
    clock: CLOCK,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: clock_gettime(2) fills the structure, and so does the vDSO.
    unsafe {
        fill_one(out, |place| {
            CLOCK_GETTIME.or(
                |function| function(clock.0, place),
                || syscall!(__NR_clock_gettime, clock, place),
            )
        })
    }
}

/// The time of a clock as [`clock_gettime`], by the trap alone: several times as slow, but seen by tracers and filters.
#[inline]
pub fn clock_gettime_trap<'a>(
    clock: CLOCK,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: clock_gettime(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_clock_gettime, clock, place)) }
}

/// The resolution of a clock, clock_getres(2), from the [vDSO](crate::linux::vdso) where it knows the clock. `EINVAL`.
#[doc(alias = "clock_getres_time64")]
#[inline]
pub fn clock_getres<'a>(
    clock: CLOCK,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: clock_getres(2) fills the structure, and so does the vDSO.
    unsafe {
        fill_one(out, |place| {
            CLOCK_GETRES.or(
                |function| function(clock.0, place),
                || syscall!(__NR_clock_getres, clock, place),
            )
        })
    }
}

/// The time left of a timer and its period, timerfd_gettime(2). `EINVAL` where it is no timer.
#[doc(alias = "timerfd_gettime64")]
#[inline]
pub fn timerfd_gettime<'a>(
    fd: Fd<'_>,
    out: impl Out<'a, itimerspec>,
) -> Result<&'a mut itimerspec, Errno> {
    // SAFETY: timerfd_gettime(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_timerfd_gettime, fd, place)) }
}

/// Sleeps, nanosleep(2). `EINTR` when a signal came first, and `remain` then has what is left; `EINVAL`.
///
/// On 32-bit machines it is clock_nanosleep's call with the clock that nanosleep's uses.
#[inline]
pub fn nanosleep(request: &timespec, remain: Option<&mut timespec>) -> Result<(), Errno> {
    #[cfg(target_pointer_width = "64")]
    {
        // SAFETY: the kernel reads and writes the structures.
        decode(unsafe { syscall!(__NR_nanosleep, request, remain) })
    }
    #[cfg(target_pointer_width = "32")]
    {
        clock_nanosleep(CLOCK::MONOTONIC, TIMER::empty(), request, remain)
    }
}

/// The time left of an interval timer and its period, getitimer(2). `EINVAL`.
#[inline]
pub fn getitimer<'a>(
    which: ITIMER,
    out: impl Out<'a, itimerval>,
) -> Result<&'a mut itimerval, Errno> {
    // SAFETY: getitimer(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_getitimer, which, place)) }
}

/// Makes a timer of the process, timer_create(2); returns its number. Without `event` it sends SIGALRM. `EAGAIN`, `EINVAL`,
/// `EPERM`, `EOPNOTSUPP`.
///
/// # Safety
///
/// Handlers may believe what they are told: the value of an event is what its signal's handler expects, mostly a pointer.
#[inline]
pub unsafe fn timer_create(clock: CLOCK, event: Option<&sigevent>) -> Result<i32, Errno> {
    let mut timer = 0i32;
    // SAFETY: the kernel reads the event and writes the number; the rest is the caller's.
    decode::<()>(unsafe { syscall!(__NR_timer_create, clock, event, &mut timer) })?;
    Ok(timer)
}

/// The time left of a timer and its period, timer_gettime(2). `EINVAL`.
#[doc(alias = "timer_gettime64")]
#[inline]
pub fn timer_gettime<'a>(
    timer: i32,
    out: impl Out<'a, itimerspec>,
) -> Result<&'a mut itimerspec, Errno> {
    // SAFETY: timer_gettime(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_timer_gettime, timer, place)) }
}

/// The time of day and the kernel's time zone, gettimeofday(2), for those who want just that: 32-bit machines have seconds of
/// 32 bits here, and [`clock_gettime`] is finer everywhere. From the [vDSO](crate::linux::vdso). It cannot fail.
#[inline]
pub fn gettimeofday(time: Option<&mut timeval>, zone: Option<&mut timezone>) {
    let time = time.map_or(null_mut(), from_mut);
    let zone = zone.map_or(null_mut(), from_mut);
    // SAFETY: the kernel writes the structures, and so does the vDSO; null is none.
    unsafe {
        GETTIMEOFDAY.or(
            |function| function(time, zone),
            || syscall!(__NR_gettimeofday, time, zone),
        )
    };
}

calls! {
    /// Sets a clock, clock_settime(2). `EPERM`, `EINVAL`.
    #[doc(alias = "clock_settime64")]
    pub fn clock_settime(clock: CLOCK, time: &timespec) = __NR_clock_settime(clock, time);

    /// Reads and sets the discipline of a clock, clock_adjtime(2), `CLOCK_REALTIME` being adjtimex's; returns its state.
    /// `EPERM`, `EINVAL`, `EOPNOTSUPP`.
    #[doc(alias = "clock_adjtime64")]
    #[doc(alias = "adjtimex")]
    pub fn clock_adjtime(clock: CLOCK, state: &mut timex) -> TIME = __NR_clock_adjtime(clock, state);

    /// Sets the time of day or the kernel's time zone, settimeofday(2). `EPERM`, `EINVAL`. See [`gettimeofday`].
    pub fn settimeofday(time: Option<&timeval>, zone: Option<&timezone>) = __NR_settimeofday(time, zone);

    /// Sets an interval timer of the process, setitimer(2), which sends a signal (SIGALRM, SIGVTALRM, SIGPROF): after
    /// `it_value`, 0 being never, and then every `it_interval`. `old` receives the old setting. `EINVAL`.
    #[doc(alias = "alarm")]
    pub fn setitimer(which: ITIMER, new: &itimerval, old: Option<&mut itimerval>) = __NR_setitimer(which, new, old);

    /// Sets a timer, timer_settime(2), as [`timerfd_settime`] does; `old` receives the old setting. `EINVAL`.
    ///
    /// # Safety
    ///
    /// The timer is the caller's: with the signal goes the value that its maker gave, which a handler may take for an address.
    #[doc(alias = "timer_settime64")]
    pub unsafe fn timer_settime(timer: i32, flags: TIMER, new: &itimerspec, old: Option<&mut itimerspec>)
        = __NR_timer_settime(timer, flags, new, old);

    /// How often a timer expired after the signal that was delivered, timer_getoverrun(2). `EINVAL`.
    pub fn timer_getoverrun(timer: i32) -> i32 = __NR_timer_getoverrun(timer);

    /// Removes a timer, timer_delete(2). `EINVAL`.
    ///
    /// # Safety
    ///
    /// The timer is the caller's: the number may be another timer's next.
    pub unsafe fn timer_delete(timer: i32) = __NR_timer_delete(timer);

    /// Sleeps for a time of a clock or, with `ABSTIME`, until it, clock_nanosleep(2).
    ///
    /// `EINTR` when a signal came first, and `remain` then has what is left of a relative time; `EINVAL`, `EOPNOTSUPP`.
    #[doc(alias = "clock_nanosleep_time64")]
    pub fn clock_nanosleep(clock: CLOCK, flags: TIMER, request: &timespec, remain: Option<&mut timespec>)
        = __NR_clock_nanosleep(clock, flags, request, remain);

    /// Makes a timer that is a descriptor, timerfd_create(2): reading 8 bytes gives how often it expired since, a number of 64
    /// bits, and waits for the first time. `EINVAL`, `EPERM` (alarms need CAP_WAKE_ALARM), `EMFILE`.
    pub fn timerfd_create(clock: CLOCK, flags: TFD) -> OwnedFd = __NR_timerfd_create(clock, flags);

    /// Sets a timer, timerfd_settime(2), to expire in `it_value` or, with `ABSTIME`, at that time, and then every `it_interval`;
    /// an `it_value` of 0 stops it. `old` receives the old setting. `EINVAL`, `ECANCELED` (the clock was set).
    #[doc(alias = "timerfd_settime64")]
    pub fn timerfd_settime(fd: Fd<'_>, flags: TFD_TIMER, new: &itimerspec, old: Option<&mut itimerspec>)
        = __NR_timerfd_settime(fd, flags, new, old);
}
