//! Clocks, timers and the adjustment of clocks (time(7); linux/time.h, linux/timerfd.h, linux/timex.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Clocks (linux/time.h).
    values CLOCK: i32 as Str {
        REALTIME = general::CLOCK_REALTIME,
        MONOTONIC = general::CLOCK_MONOTONIC,
        PROCESS_CPUTIME_ID = general::CLOCK_PROCESS_CPUTIME_ID,
        THREAD_CPUTIME_ID = general::CLOCK_THREAD_CPUTIME_ID,
        MONOTONIC_RAW = general::CLOCK_MONOTONIC_RAW,
        REALTIME_COARSE = general::CLOCK_REALTIME_COARSE,
        MONOTONIC_COARSE = general::CLOCK_MONOTONIC_COARSE,
        BOOTTIME = general::CLOCK_BOOTTIME,
        REALTIME_ALARM = general::CLOCK_REALTIME_ALARM,
        BOOTTIME_ALARM = general::CLOCK_BOOTTIME_ALARM,
        TAI = general::CLOCK_TAI,
    }

    /// Flags of timers and of clock_nanosleep(2) (linux/time.h).
    flags TIMER: u32 as Str {
        ABSTIME = general::TIMER_ABSTIME,
    }

    /// Interval timers (linux/time.h).
    values ITIMER: i32 as Str {
        REAL = general::ITIMER_REAL,
        VIRTUAL = general::ITIMER_VIRTUAL,
        PROF = general::ITIMER_PROF,
    }

    /// Flags of timerfd_create(2) (linux/timerfd.h).
    flags TFD: u32 as Multi {
        NONBLOCK = general::TFD_NONBLOCK,
        CLOEXEC = general::TFD_CLOEXEC,
    }

    /// Flags of timerfd_settime(2) (linux/timerfd.h).
    flags TFD_TIMER: u32 as Str {
        ABSTIME = general::TFD_TIMER_ABSTIME,
        CANCEL_ON_SET = general::TFD_TIMER_CANCEL_ON_SET,
    }

    /// What adjtimex(2) sets (linux/timex.h).
    flags ADJ: u32 as Multi {
        OFFSET = ADJ_OFFSET: 1, // linux/timex.h
        FREQUENCY = ADJ_FREQUENCY: 2, // linux/timex.h
        MAXERROR = ADJ_MAXERROR: 4, // linux/timex.h
        ESTERROR = ADJ_ESTERROR: 8, // linux/timex.h
        STATUS = ADJ_STATUS: 0x10, // linux/timex.h
        TIMECONST = ADJ_TIMECONST: 0x20, // linux/timex.h
        TAI = ADJ_TAI: 0x80, // linux/timex.h
        MICRO = ADJ_MICRO: 0x1000, // linux/timex.h
        NANO = ADJ_NANO: 0x2000, // linux/timex.h
        TICK = ADJ_TICK: 0x4000, // linux/timex.h
        OFFSET_SINGLESHOT = ADJ_OFFSET_SINGLESHOT: 0x8001, // linux/timex.h
        OFFSET_SS_READ = ADJ_OFFSET_SS_READ: 0xa001, // linux/timex.h
        SETOFFSET = ADJ_SETOFFSET: 0x100,
    }

    /// State of the clock, in `status` of adjtimex(2) (linux/timex.h).
    flags STA: u32 as Multi {
        PLL = STA_PLL: 1, // linux/timex.h
        PPSFREQ = STA_PPSFREQ: 2, // linux/timex.h
        PPSTIME = STA_PPSTIME: 4, // linux/timex.h
        FLL = STA_FLL: 8, // linux/timex.h
        INS = STA_INS: 0x10, // linux/timex.h
        DEL = STA_DEL: 0x20, // linux/timex.h
        UNSYNC = STA_UNSYNC: 0x40, // linux/timex.h
        FREQHOLD = STA_FREQHOLD: 0x80, // linux/timex.h
        PPSSIGNAL = STA_PPSSIGNAL: 0x100, // linux/timex.h
        PPSJITTER = STA_PPSJITTER: 0x200, // linux/timex.h
        PPSWANDER = STA_PPSWANDER: 0x400, // linux/timex.h
        PPSERROR = STA_PPSERROR: 0x800, // linux/timex.h
        CLOCKERR = STA_CLOCKERR: 0x1000, // linux/timex.h
        NANO = STA_NANO: 0x2000, // linux/timex.h
        MODE = STA_MODE: 0x4000, // linux/timex.h
        CLK = STA_CLK: 0x8000, // linux/timex.h
    }

    /// Results of adjtimex(2) (linux/timex.h).
    values TIME: i32 as Str {
        OK = TIME_OK: 0, // linux/timex.h
        INS = TIME_INS: 1, // linux/timex.h
        DEL = TIME_DEL: 2, // linux/timex.h
        OOP = TIME_OOP: 3, // linux/timex.h
        WAIT = TIME_WAIT: 4, // linux/timex.h
        BAD = TIME_BAD: 5, // linux/timex.h
        ERROR = TIME_ERROR: 5, // linux/timex.h
    }
}
