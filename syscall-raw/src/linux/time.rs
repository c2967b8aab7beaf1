//! Clocks, sleeping and timers (time(7)). Times have 64 bits on every architecture; on 32-bit machines these calls need
//! Linux 5.1.

use syscall_consts::linux::{CLOCK, TFD, TFD_TIMER, TIMER};
use syscall_types::linux::{itimerspec, timespec};

use super::call::{calls, fill_one, syscall};
use crate::{Errno, Fd, Out, RawFd};

/// The time of a clock, clock_gettime(2). The trap: the vDSO's function is several times as fast. `EINVAL`.
#[doc(alias = "clock_gettime64")]
#[inline]
pub fn clock_gettime<'a>(
    clock: CLOCK,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: clock_gettime(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_clock_gettime, clock, place)) }
}

/// The resolution of a clock, clock_getres(2). `EINVAL`.
#[doc(alias = "clock_getres_time64")]
#[inline]
pub fn clock_getres<'a>(
    clock: CLOCK,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: clock_getres(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_clock_getres, clock, place)) }
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
        super::call::decode(unsafe { syscall!(__NR_nanosleep, request, remain) })
    }
    #[cfg(target_pointer_width = "32")]
    {
        clock_nanosleep(CLOCK::MONOTONIC, TIMER::empty(), request, remain)
    }
}

calls! {
    /// Sleeps for a time of a clock or, with `ABSTIME`, until it, clock_nanosleep(2).
    ///
    /// `EINTR` when a signal came first, and `remain` then has what is left of a relative time; `EINVAL`, `EOPNOTSUPP`.
    #[doc(alias = "clock_nanosleep_time64")]
    pub fn clock_nanosleep(clock: CLOCK, flags: TIMER, request: &timespec, remain: Option<&mut timespec>)
        = __NR_clock_nanosleep(clock, flags, request, remain);

    /// Makes a timer that is a descriptor, timerfd_create(2): reading gives how often it expired, in 64 bits. `EINVAL`.
    pub fn timerfd_create(clock: CLOCK, flags: TFD) -> RawFd = __NR_timerfd_create(clock, flags);

    /// Sets a timer, timerfd_settime(2); `old` gets what it was. `EINVAL`, `ECANCELED` (the clock was set).
    #[doc(alias = "timerfd_settime64")]
    pub fn timerfd_settime(fd: Fd<'_>, flags: TFD_TIMER, new: &itimerspec, old: Option<&mut itimerspec>)
        = __NR_timerfd_settime(fd, flags, new, old);
}
