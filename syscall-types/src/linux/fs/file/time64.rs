//! A file's metadata where the times of the kernel's own structure have 32 bits; `time64_kernel.rs` is for the other machines.

use super::StatTimes;
use crate::declare::structs;
use crate::linux::timespec;

/// Seconds in the kernel's structure, with their sign.
pub(super) type Seconds = i32;

structs! {
    /// A file's metadata with times of 64 bits: a structure of this crate, with the members of `stat`.
    ///
    /// Where the times of the kernel's structure have 64 bits, it is that one. `fstatat_time64` and its like of `syscall-raw`
    /// fill it in. The trait `StatTimes` reads the times with their sign on every architecture.
    #[derive(PartialEq, Eq)]
    struct stat_time64: "" {
        /// The device that the file is on.
        st_dev: u64,
        /// The inode's number in its file system.
        st_ino: u64,
        /// How many names the file has.
        st_nlink: u32,
        /// The type and the permissions.
        st_mode: u32,
        /// The owner.
        st_uid: u32,
        /// The group.
        st_gid: u32,
        /// The device that a device file stands for.
        st_rdev: u64,
        /// Bytes of contents.
        st_size: i64,
        /// Bytes that are good to read or write at once.
        st_blksize: u32,
        /// Nanoseconds beyond `st_atime`.
        st_atime_nsec: u32,
        /// Space on the device, in units of 512 bytes.
        st_blocks: u64,
        /// When it was last read, in seconds since 1970.
        st_atime: i64,
        /// When its contents changed, in seconds since 1970.
        st_mtime: i64,
        /// When its inode changed, in seconds since 1970.
        st_ctime: i64,
        /// Nanoseconds beyond `st_mtime`.
        st_mtime_nsec: u32,
        /// Nanoseconds beyond `st_ctime`.
        st_ctime_nsec: u32,
    }
}

const _: () = assert!(size_of::<stat_time64>() == 96);

impl StatTimes for stat_time64 {
    fn atime(&self) -> timespec {
        timespec {
            tv_sec: self.st_atime,
            tv_nsec: self.st_atime_nsec.into(),
        }
    }

    fn mtime(&self) -> timespec {
        timespec {
            tv_sec: self.st_mtime,
            tv_nsec: self.st_mtime_nsec.into(),
        }
    }

    fn ctime(&self) -> timespec {
        timespec {
            tv_sec: self.st_ctime,
            tv_nsec: self.st_ctime_nsec.into(),
        }
    }
}
