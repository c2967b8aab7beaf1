//! Times, timers and clocks (linux/time_types.h, linux/time.h, linux/timex.h, linux/rtc.h), and conversions between times.

use linux_raw_sys::general;

use crate::declare::structs;
use crate::reflect::Plain;

structs! {
    /// Seconds and nanoseconds, 64 bits each on every architecture (linux/time_types.h).
    timespec: "struct __kernel_timespec" = general::__kernel_timespec { tv_sec, tv_nsec }

    /// Seconds and microseconds, a machine word each (linux/time_types.h). Where words have 32 bits it ends in 2038: the time
    /// of day from gettimeofday(2), and of packets from `SO_TIMESTAMP`. clock_gettime(2) and `SO_TIMESTAMPNS` have
    /// [`timespec`] instead. For times of use and of timers it is enough everywhere.
    timeval: "struct __kernel_old_timeval" = general::__kernel_old_timeval { tv_sec, tv_usec }

    /// A timer's period and next expiry (linux/time_types.h).
    itimerspec: "struct __kernel_itimerspec" = general::__kernel_itimerspec { it_interval, it_value }

    /// An interval timer's period and next expiry, for setitimer(2) (linux/time.h).
    struct itimerval: "struct itimerval" {
        /// The period; zero for a timer that expires once.
        it_interval: timeval,
        /// The time to the next expiry; zero for a timer that is off.
        it_value: timeval,
    }

    /// The zone that gettimeofday(2) once had (linux/time.h): minutes west of Greenwich, and the kind of daylight saving.
    timezone: "struct timezone" = general::timezone { tz_minuteswest, tz_dsttime }

    /// Seconds and nanoseconds of a machine word each, which 32-bit calls without 64 in their names take
    /// (linux/time_types.h); there it ends in 2038. No call of `syscall-raw` takes it.
    old_timespec: "struct __kernel_old_timespec" = general::__kernel_old_timespec { tv_sec, tv_nsec }

    /// Seconds and microseconds, 64 bits each on every architecture (linux/timex.h).
    struct timex_timeval: "struct __kernel_timex_timeval" {
        /// Seconds.
        tv_sec: i64,
        /// Microseconds; nanoseconds with `STA_NANO`.
        tv_usec: i64,
    }

    /// The state of the kernel's clock discipline (linux/timex.h); that of clock_adjtime64(2) where words have 32 bits.
    struct timex: "struct __kernel_timex" {
        /// What to set (`ADJ_*`).
        modes: u32,
        #[doc(hidden)]
        __pad1: i32,
        /// Microseconds that the clock is off; nanoseconds with `STA_NANO`.
        offset: i64,
        /// The correction of its frequency, in 1/65536 of a millionth.
        freq: i64,
        /// The largest error, in microseconds.
        maxerror: i64,
        /// The likely error, in microseconds.
        esterror: i64,
        /// The clock's state (`STA_*`).
        status: i32,
        #[doc(hidden)]
        __pad2: i32,
        /// The time constant of the phase-locked loop.
        constant: i64,
        /// The clock's precision, in microseconds.
        precision: i64,
        /// The largest correction of its frequency.
        tolerance: i64,
        /// The time.
        time: timex_timeval,
        /// Microseconds between two ticks.
        tick: i64,
        /// The frequency of the pulse per second.
        ppsfreq: i64,
        /// Its jitter.
        jitter: i64,
        /// The interval of its calibration, as a power of two of seconds.
        shift: i32,
        #[doc(hidden)]
        __pad3: i32,
        /// Its stability.
        stabil: i64,
        /// How often the jitter was too large.
        jitcnt: i64,
        /// Calibrations.
        calcnt: i64,
        /// Calibrations that failed.
        errcnt: i64,
        /// How often the stability was too bad.
        stbcnt: i64,
        /// Seconds of atomic time ahead of UTC.
        tai: i32,
        #[doc(hidden)]
        __pad4: [i32; 11],
    }

    /// The time of a real-time clock, in fields like those of `struct tm` (linux/rtc.h).
    #[derive(PartialEq, Eq)]
    struct rtc_time: "struct rtc_time" {
        /// Seconds: 0 to 59.
        tm_sec: i32,
        /// Minutes: 0 to 59.
        tm_min: i32,
        /// Hours: 0 to 23.
        tm_hour: i32,
        /// Day of the month: 1 to 31.
        tm_mday: i32,
        /// Month: 0 to 11.
        tm_mon: i32,
        /// Years since 1900.
        tm_year: i32,
        /// Unused.
        tm_wday: i32,
        /// Unused.
        tm_yday: i32,
        /// Unused.
        tm_isdst: i32,
    }

    /// A real-time clock's alarm (linux/rtc.h).
    struct rtc_wkalrm: "struct rtc_wkalrm" {
        /// Whether it is on.
        enabled: u8,
        /// Whether it has rung.
        pending: u8,
        /// When.
        time: rtc_time,
    }
}

const _: () = assert!(size_of::<timex>() == 208);

/// A time of whole seconds and a fraction: [`timespec`] and [`timeval`].
///
/// The fraction counts up from the second, as the kernel wants it: -1.5 is -2 seconds and half a second.
pub trait Time: Plain {
    /// Parts of a second: 1 000 000 000 or 1 000 000.
    const PARTS: u32;

    /// The time of these seconds and parts of a second, which are stored as they are. Nothing when a field is too small.
    fn new(seconds: i64, parts: i64) -> Option<Self>;

    /// The seconds and the parts of a second, as they are stored.
    fn get(&self) -> (i64, i64);

    /// The time of a number of seconds, rounded to the nearest part. Nothing when it is not a number or a field is too small.
    fn from_seconds(seconds: f64) -> Option<Self> {
        // 2^63 is the first number that is too large; the comparison is false for what is not a number.
        const LIMIT: f64 = 9_223_372_036_854_775_808.0;
        if !(-LIMIT..LIMIT).contains(&seconds) {
            return None;
        }
        let truncated = seconds as i64;
        let whole = if truncated as f64 > seconds {
            truncated.checked_sub(1)?
        } else {
            truncated
        };
        let exact = (seconds - whole as f64) * f64::from(Self::PARTS);
        let below = exact as i64;
        let parts = below + i64::from(exact - below as f64 >= 0.5);
        if parts < i64::from(Self::PARTS) {
            Self::new(whole, parts)
        } else {
            // A fraction that is nearest to a whole second.
            Self::new(whole.checked_add(1)?, 0)
        }
    }

    /// The time as seconds; exact to 53 bits.
    fn seconds(&self) -> f64 {
        let (seconds, parts) = self.get();
        seconds as f64 + parts as f64 / f64::from(Self::PARTS)
    }

    /// The same time in the other type, to the nearest part. Nothing when a field is too small.
    fn convert<T: Time>(&self) -> Option<T> {
        let (seconds, parts) = self.get();
        let (from, to) = (i128::from(Self::PARTS), i128::from(T::PARTS));
        let scaled = (2 * i128::from(parts) * to + from).div_euclid(2 * from);
        if scaled == to && parts < i64::from(Self::PARTS) {
            return T::new(seconds.checked_add(1)?, 0);
        }
        T::new(seconds, i64::try_from(scaled).ok()?)
    }
}

impl Time for timespec {
    const PARTS: u32 = 1_000_000_000;

    fn new(seconds: i64, parts: i64) -> Option<Self> {
        Some(timespec {
            tv_sec: seconds,
            tv_nsec: parts,
        })
    }

    fn get(&self) -> (i64, i64) {
        (self.tv_sec, self.tv_nsec)
    }
}

impl Time for timeval {
    const PARTS: u32 = 1_000_000;

    #[allow(clippy::useless_conversion, reason = "the fields may have 32 bits")]
    fn new(seconds: i64, parts: i64) -> Option<Self> {
        Some(timeval {
            tv_sec: seconds.try_into().ok()?,
            tv_usec: parts.try_into().ok()?,
        })
    }

    #[allow(clippy::useless_conversion, reason = "the fields may have 32 bits")]
    fn get(&self) -> (i64, i64) {
        (self.tv_sec.into(), self.tv_usec.into())
    }
}

#[cfg(test)]
mod tests {
    use core::ffi::c_long;

    use super::*;

    #[test]
    fn numbers_to_times() {
        for (seconds, expected) in [
            (0.0, (0, 0)),
            (-0.0, (0, 0)),
            (1.5, (1, 500_000_000)),
            (-1.5, (-2, 500_000_000)),
            (-1.0, (-1, 0)),
            (0.999_999_999_4, (0, 999_999_999)),
            (0.999_999_999_6, (1, 0)),
            (4.35, (4, 350_000_000)),
            (-4.35, (-5, 650_000_000)),
            (-0.000_000_000_4, (0, 0)),
            (-0.000_000_000_6, (-1, 999_999_999)),
            (-1e-30, (0, 0)),
            (1e15, (1_000_000_000_000_000, 0)),
            (-9_223_372_036_854_775_808.0, (i64::MIN, 0)),
        ] {
            assert_eq!(
                timespec::from_seconds(seconds).map(|time| time.get()),
                Some(expected),
                "{seconds}"
            );
        }
        for seconds in [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_223_372_036_854_775_808.0,
            -1e19,
            f64::MAX,
        ] {
            assert!(timespec::from_seconds(seconds).is_none(), "{seconds}");
            assert!(timeval::from_seconds(seconds).is_none(), "{seconds}");
        }
        assert_eq!(
            timeval::from_seconds(2.25).map(|time| time.get()),
            Some((2, 250_000))
        );
        assert_eq!(
            timeval::from_seconds(0.000_000_4).map(|time| time.get()),
            Some((0, 0))
        );
        assert_eq!(
            timeval::from_seconds(1.999_999_9).map(|time| time.get()),
            Some((2, 0))
        );
    }

    #[test]
    fn times_to_numbers() {
        for seconds in [0.0, 1.5, -1.5, 1e9 + 0.25, -0.125] {
            assert_eq!(
                timespec::from_seconds(seconds).map(|time| time.seconds()),
                Some(seconds)
            );
            assert_eq!(
                timeval::from_seconds(seconds).map(|time| time.seconds()),
                Some(seconds)
            );
        }
    }

    #[test]
    fn between_the_types() {
        let time = timespec {
            tv_sec: 7,
            tv_nsec: 123_456_789,
        };
        let nearest: timeval = time.convert().unwrap();
        assert_eq!(nearest.get(), (7, 123_457));
        assert_eq!(
            nearest.convert::<timespec>().unwrap().get(),
            (7, 123_457_000)
        );
        for (seconds, parts, expected) in [
            (7, 999_999_499, (7, 999_999)),
            (7, 999_999_500, (8, 0)),
            (-2, 999_999_999, (-1, 0)),
            // What is no time stays none.
            (7, 1_000_000_000, (7, 1_000_000)),
            (7, -1_000, (7, -1)),
        ] {
            let time = timespec {
                tv_sec: seconds,
                tv_nsec: parts,
            };
            assert_eq!(time.convert::<timeval>().unwrap().get(), expected);
        }
        // Special values of the fraction and nonsense do not overflow.
        let odd = timespec {
            tv_sec: -1,
            tv_nsec: i64::MIN,
        };
        assert!(
            odd.convert::<timeval>()
                .is_none_or(|time| time.get().0 == -1)
        );
        let odd = timeval {
            tv_sec: 0,
            tv_usec: c_long::MAX as _,
        };
        assert!(cfg!(target_pointer_width = "32") || odd.convert::<timespec>().is_none());
        assert!(odd.seconds() > 0.0);
    }
}
