//! Open files: metadata, locks, pieces of memory to read and write, cached pages (stat(2), fcntl_locking(2),
//! readv(2), cachestat(2); asm/stat.h, asm-generic/fcntl.h, linux/uio.h, linux/mman.h).

use linux_raw_sys::general;

use crate::declare::structs;

// Where a machine word has 32 bits the plain structures hold too little; the kernel has larger ones for the calls with
// 64 in their names. On 64-bit SPARC only the larger `stat` has nanoseconds.
#[cfg(target_pointer_width = "64")]
use general::flock as large_flock;
#[cfg(target_pointer_width = "32")]
use general::flock64 as large_flock;
#[cfg(all(target_pointer_width = "64", not(target_arch = "sparc64")))]
use general::stat as large_stat;
#[cfg(any(target_pointer_width = "32", target_arch = "sparc64"))]
use general::stat64 as large_stat;

/// C names of the larger structures.
const STAT: &str = if cfg!(any(target_pointer_width = "32", target_arch = "sparc64")) {
    "struct stat64"
} else {
    "struct stat"
};
const FLOCK: &str = if cfg!(target_pointer_width = "32") {
    "struct flock64"
} else {
    "struct flock"
};

structs! {
    /// A file's metadata, as stat(2) fills it in (asm/stat.h); `struct stat64` where words have 32 bits.
    stat: STAT = large_stat {
        st_dev, st_ino, st_nlink, st_mode, st_uid, st_gid, st_rdev, st_size, st_blksize, st_blocks,
        st_atime, st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec,
    }

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
