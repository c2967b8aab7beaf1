//! A file's metadata (stat(2); asm/stat.h), and its times by their meaning: seconds since 1970, before that negative.
//!
//! C has them unsigned on many architectures, and 32 bits wide on some; a time that does not fit is cut off without an
//! error (`cp_new_stat64` of the kernel's fs/stat.c).

use linux_raw_sys::general;

use super::time64::Seconds;
use crate::declare::structs;
use crate::linux::{statx, statx_timestamp, timespec};

// Where a machine word has 32 bits the plain structure holds too little; the kernel has a larger one for the calls with 64
// in their names. On 64-bit SPARC only the larger one has nanoseconds.
#[cfg(all(target_pointer_width = "64", not(target_arch = "sparc64")))]
use general::stat as large_stat;
#[cfg(any(target_pointer_width = "32", target_arch = "sparc64"))]
use general::stat64 as large_stat;

/// The C name of the larger structure.
const STAT: &str = if cfg!(any(target_pointer_width = "32", target_arch = "sparc64")) {
    "struct stat64"
} else {
    "struct stat"
};

structs! {
    /// A file's metadata, as stat(2) fills it in (asm/stat.h); `struct stat64` where words have 32 bits.
    ///
    /// Its times are unsigned in C on x86_64, x86, arm, powerpc64, s390x and mips64, and have 32 bits on x86, arm, powerpc,
    /// mips and mips64: a file of 1960 seems to be of the far future, one of 2150 of 2013. [`StatTimes`] reads the sign
    /// right, and so does the field table; the missing bits are in [`stat_time64`](super::stat_time64) and [`statx`].
    stat: STAT = large_stat {
        st_dev, st_ino, st_nlink, st_mode, st_uid, st_gid, st_rdev, st_size, st_blksize, st_blocks,
        st_atime as Seconds, st_atime_nsec, st_mtime as Seconds, st_mtime_nsec, st_ctime as Seconds, st_ctime_nsec,
    }
}

/// The times of a file, with their sign: before 1970 the seconds are negative, and the nanoseconds count up from there.
pub trait StatTimes {
    /// When it was last read.
    fn atime(&self) -> timespec;

    /// When its contents changed.
    fn mtime(&self) -> timespec;

    /// When its inode changed.
    fn ctime(&self) -> timespec;
}

/// As wide as the structure's: where that has 32 bits, 1901 to 2038, and other times are off by multiples of 2^32 seconds.
#[allow(
    clippy::unnecessary_cast,
    reason = "the fields' types are the architecture's"
)]
impl StatTimes for stat {
    fn atime(&self) -> timespec {
        time(self.st_atime as Seconds, self.st_atime_nsec as u32)
    }

    fn mtime(&self) -> timespec {
        time(self.st_mtime as Seconds, self.st_mtime_nsec as u32)
    }

    fn ctime(&self) -> timespec {
        time(self.st_ctime as Seconds, self.st_ctime_nsec as u32)
    }
}

impl StatTimes for statx {
    fn atime(&self) -> timespec {
        of_statx(self.stx_atime)
    }

    fn mtime(&self) -> timespec {
        of_statx(self.stx_mtime)
    }

    fn ctime(&self) -> timespec {
        of_statx(self.stx_ctime)
    }
}

fn time(seconds: impl Into<i64>, nanoseconds: u32) -> timespec {
    timespec {
        tv_sec: seconds.into(),
        tv_nsec: nanoseconds.into(),
    }
}

fn of_statx(stamp: statx_timestamp) -> timespec {
    time(stamp.tv_sec, stamp.tv_nsec)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linux::Time;
    use crate::linux::stat_time64;
    use crate::reflect::{Kind, Plain, Reflect};

    /// 1960-01-01.
    const OLD: i64 = -315_619_200;

    #[test]
    #[allow(
        clippy::unnecessary_cast,
        reason = "the fields' types are the architecture's"
    )]
    fn times_before_1970_are_negative() {
        let mut old = stat::zeroed();
        old.st_atime = OLD as _;
        old.st_mtime = (OLD + 1) as _;
        old.st_mtime_nsec = 999_999_999;
        old.st_ctime = -1i64 as _;
        assert_eq!(old.atime().get(), (OLD, 0));
        assert_eq!(old.mtime().get(), (OLD + 1, 999_999_999));
        assert_eq!(old.ctime().get(), (-1, 0));
        let mut new = statx::zeroed();
        new.stx_mtime.tv_sec = OLD;
        new.stx_mtime.tv_nsec = 5;
        assert_eq!(new.mtime().get(), (OLD, 5));
        assert_eq!((new.atime().get(), new.ctime().get()), ((0, 0), (0, 0)));
    }

    #[test]
    fn the_table_has_their_sign() {
        for name in ["st_atime", "st_mtime", "st_ctime"] {
            for structure in [stat::STRUCT, stat_time64::STRUCT] {
                let kind = structure.field(name).expect("a time").kind;
                assert!(
                    matches!(kind, Kind::Int { signed: true, .. }),
                    "{name}: {kind:?}"
                );
            }
            let wide = stat_time64::STRUCT.field(name).expect("a time").kind;
            assert_eq!(wide.size(), 8, "{name}");
        }
    }

    #[test]
    fn what_needs_more_than_32_bits_fits() {
        let mut late = stat_time64::zeroed();
        late.st_mtime = 5_680_281_600; // 2150-01-01
        assert_eq!(late.mtime().get(), (5_680_281_600, 0));
        late.st_mtime = OLD as _;
        assert_eq!(late.mtime().tv_sec, OLD);
    }
}
