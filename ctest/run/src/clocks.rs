//! Time: 64 bits of seconds on every architecture, by the trap and by the vDSO.

use core::mem::MaybeUninit;

use syscall_consts::linux::{CLOCK, TIMER};
use syscall_raw::{Errno, linux};
use syscall_types::{
    Plain,
    linux::{timespec, timeval},
};

use crate::check::{Failure, Named, Outcome, Run, equal, holds};

/// Nanoseconds of a clock.
pub fn now(clock: CLOCK) -> Result<i64, Failure> {
    let mut time = MaybeUninit::uninit();
    let time = linux::clock_gettime(clock, &mut time).named("clock_gettime")?;
    holds(
        (0..1_000_000_000).contains(&time.tv_nsec),
        "nanoseconds are less than a second",
    )?;
    Ok(time.tv_sec * 1_000_000_000 + time.tv_nsec)
}

/// A time of so many nanoseconds.
pub fn nanoseconds(count: i64) -> timespec {
    timespec {
        tv_sec: count / 1_000_000_000,
        tv_nsec: count % 1_000_000_000,
    }
}

/// Clocks agree with each other, and sleeping takes the time that it should.
pub fn all(_: &Run) -> Outcome {
    let wall = now(CLOCK::REALTIME)?;
    holds(wall / 1_000_000_000 > 1_700_000_000, "it is after 2023")?;
    let mut day = timeval::zeroed();
    linux::gettimeofday(Some(&mut day), None);
    #[allow(clippy::useless_conversion, reason = "the fields may have 32 bits")]
    let day: i64 = i64::from(day.tv_sec) * 1_000_000_000 + i64::from(day.tv_usec) * 1000;
    holds(
        (wall - 1000..wall + 60_000_000_000).contains(&day),
        "gettimeofday agrees",
    )?;

    let mut resolution = MaybeUninit::uninit();
    let resolution =
        linux::clock_getres(CLOCK::MONOTONIC, &mut resolution).named("clock_getres")?;
    holds(
        resolution.tv_sec == 0 && resolution.tv_nsec > 0,
        "the clock's resolution",
    )?;
    let mut time = timespec::zeroed();
    linux::clock_gettime(CLOCK(77), &mut time).refused(Errno::EINVAL, "clock_gettime of 77")?;

    let start = now(CLOCK::MONOTONIC)?;
    linux::nanosleep(&nanoseconds(3_000_000), None).named("nanosleep")?;
    let middle = now(CLOCK::MONOTONIC)?;
    holds(middle - start >= 3_000_000, "nanosleep sleeps")?;
    let until = nanoseconds(middle + 3_000_000);
    linux::clock_nanosleep(CLOCK::MONOTONIC, TIMER::ABSTIME, &until, None)
        .named("clock_nanosleep")?;
    let end = now(CLOCK::MONOTONIC)?;
    holds(end - middle >= 3_000_000, "clock_nanosleep sleeps")?;
    holds(end - start < 60_000_000_000, "sleeping ends")?;
    let bad = timespec {
        tv_sec: 0,
        tv_nsec: 1_000_000_000,
    };
    linux::nanosleep(&bad, None).refused(Errno::EINVAL, "nanosleep of too many nanoseconds")?;
    equal(linux::sched_yield().is_ok() as i32, 1, "sched_yield")
}

/// Where there is a vDSO, its clock is the trap's.
pub fn vdso(run: &Run) -> Outcome {
    let name = if cfg!(target_pointer_width = "64") {
        "clock_gettime"
    } else {
        "clock_gettime64"
    };
    run.note(
        match (linux::vdso::is_present(), linux::vdso::lookup(name)) {
            (true, Some(_)) => "the vDSO answers",
            (true, None) => "the vDSO has no such clock",
            (false, _) => "no vDSO",
        },
    );
    let trap = |clock| -> Result<timespec, Failure> {
        let mut time = timespec::zeroed();
        linux::clock_gettime_trap(clock, &mut time).named("clock_gettime by the trap")?;
        Ok(time)
    };
    for clock in [CLOCK::MONOTONIC, CLOCK::BOOTTIME] {
        let nanoseconds = |time: timespec| time.tv_sec * 1_000_000_000 + time.tv_nsec;
        let before = nanoseconds(trap(clock)?);
        let between = now(clock)?;
        let after = nanoseconds(trap(clock)?);
        holds(
            before <= between && between <= after,
            "the vDSO's time is between the trap's",
        )?;
    }
    Ok(())
}
