//! Open files: metadata, locks, pieces of memory to read and write, cached pages (stat(2), fcntl_locking(2),
//! readv(2), cachestat(2); asm/stat.h, asm-generic/fcntl.h, linux/uio.h, linux/mman.h).
//!
//! The times of [`stat`] are read by [`StatTimes`], which knows their sign; [`stat_time64`] has 64 bits of them everywhere.

use linux_raw_sys::general;

use crate::declare::structs;

pub(crate) mod metadata;
// Where the kernel's structure has times of 64 bits, they are that one's.
#[cfg_attr(
    not(any(
        target_pointer_width = "32",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )),
    path = "time64_kernel.rs"
)]
pub(crate) mod time64;

pub use metadata::*;
pub use time64::stat_time64;

// Where a machine word has 32 bits the plain structure holds too little; the kernel has a larger one for the calls with 64
// in their names.
#[cfg(target_pointer_width = "64")]
use general::flock as large_flock;
#[cfg(target_pointer_width = "32")]
use general::flock64 as large_flock;

/// The C name of the larger structure.
const FLOCK: &str = if cfg!(target_pointer_width = "32") {
    "struct flock64"
} else {
    "struct flock"
};

structs! {
    /// A lock on a range of a file, for fcntl(2) (asm-generic/fcntl.h); `struct flock64` where words have 32 bits.
    flock: FLOCK = large_flock { l_type, l_whence, l_start, l_len, l_pid }

    /// A piece of memory to read to or write from (linux/uio.h).
    iovec: "struct iovec" = general::iovec { iov_base, iov_len }

    /// A range of a file, for cachestat(2) (linux/mman.h).
    cachestat_range: "struct cachestat_range" = general::cachestat_range { off, len }

    /// How many pages of a file are in the cache, and in what state (linux/mman.h).
    cachestat: "struct cachestat" = general::cachestat {
        nr_cache, nr_dirty, nr_writeback, nr_evicted, nr_recently_evicted,
    }
}
