//! Open files: how they are opened, read, written, locked and advised on (open(2), lseek(2), flock(2),
//! memfd_create(2), fallocate(2), preadv2(2), pathconf(3); asm/fcntl.h, linux/fs.h, linux/memfd.h, linux/falloc.h,
//! linux/fadvise.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of open(2) and of F_SETFL (asm/fcntl.h).
    flags O: u32 as Multi {
        RDONLY = general::O_RDONLY,
        /// The kernel adds it by itself where words have 64 bits, so there it is 0.
        #[cfg(target_pointer_width = "64")]
        LARGEFILE = O_LARGEFILE: 0,
        /// The kernel adds it by itself where words have 64 bits, so there it is 0.
        #[cfg(target_pointer_width = "32")]
        LARGEFILE = general::O_LARGEFILE,
        WRONLY = general::O_WRONLY,
        RDWR = general::O_RDWR,
        ACCMODE = general::O_ACCMODE,
        CREAT = general::O_CREAT,
        EXCL = general::O_EXCL,
        NOCTTY = general::O_NOCTTY,
        TRUNC = general::O_TRUNC,
        APPEND = general::O_APPEND,
        NONBLOCK = general::O_NONBLOCK,
        NDELAY = general::O_NDELAY,
        DSYNC = general::O_DSYNC,
        DIRECT = general::O_DIRECT,
        DIRECTORY = general::O_DIRECTORY,
        NOFOLLOW = general::O_NOFOLLOW,
        NOATIME = general::O_NOATIME,
        CLOEXEC = general::O_CLOEXEC,
        SYNC = general::O_SYNC,
        PATH = general::O_PATH,
        /// It has the bit of `DIRECTORY`, so that kernels before it refuse to write.
        TMPFILE = general::O_TMPFILE,
        ASYNC = O_ASYNC: general::FASYNC,
        FSYNC = O_FSYNC: general::O_SYNC,
        RSYNC = O_RSYNC: general::O_SYNC,
    }

    /// Operations of flock(2) (asm-generic/fcntl.h).
    flags LOCK: u32 as Multi {
        SH = general::LOCK_SH,
        EX = general::LOCK_EX,
        NB = general::LOCK_NB,
        UN = general::LOCK_UN,
        MAND = general::LOCK_MAND,
        READ = general::LOCK_READ,
        WRITE = general::LOCK_WRITE,
        RW = general::LOCK_RW,
    }

    /// Where lseek(2) counts from (linux/fs.h).
    values SEEK: i32 as Str {
        SET = general::SEEK_SET,
        CUR = general::SEEK_CUR,
        END = general::SEEK_END,
        DATA = general::SEEK_DATA,
        HOLE = general::SEEK_HOLE,
    }

    /// Names of pathconf(3), which is a C library function: the numbers are this project's own.
    values PC: i32 as Str {
        LINK_MAX = _PC_LINK_MAX: 0,
        MAX_CANON = _PC_MAX_CANON: 1,
        MAX_INPUT = _PC_MAX_INPUT: 2,
        NAME_MAX = _PC_NAME_MAX: 3,
        PATH_MAX = _PC_PATH_MAX: 4,
        PIPE_BUF = _PC_PIPE_BUF: 5,
        CHOWN_RESTRICTED = _PC_CHOWN_RESTRICTED: 6,
        NO_TRUNC = _PC_NO_TRUNC: 7,
        VDISABLE = _PC_VDISABLE: 8,
        SYNC_IO = _PC_SYNC_IO: 9,
        ASYNC_IO = _PC_ASYNC_IO: 10,
        PRIO_IO = _PC_PRIO_IO: 11,
        SOCK_MAXBUF = _PC_SOCK_MAXBUF: 12,
        FILESIZEBITS = _PC_FILESIZEBITS: 13,
        REC_INCR_XFER_SIZE = _PC_REC_INCR_XFER_SIZE: 14,
        REC_MAX_XFER_SIZE = _PC_REC_MAX_XFER_SIZE: 15,
        REC_MIN_XFER_SIZE = _PC_REC_MIN_XFER_SIZE: 16,
        REC_XFER_ALIGN = _PC_REC_XFER_ALIGN: 17,
        ALLOC_SIZE_MIN = _PC_ALLOC_SIZE_MIN: 18,
        SYMLINK_MAX = _PC_SYMLINK_MAX: 19,
        _2_SYMLINKS = _PC_2_SYMLINKS: 20,
    }

    /// Flags of memfd_create(2) (linux/memfd.h).
    flags MFD: u32 as Multi {
        CLOEXEC = general::MFD_CLOEXEC,
        ALLOW_SEALING = general::MFD_ALLOW_SEALING,
        HUGETLB = general::MFD_HUGETLB,
        NOEXEC_SEAL = general::MFD_NOEXEC_SEAL,
        EXEC = general::MFD_EXEC,
        HUGE_64KB = general::MFD_HUGE_64KB,
        HUGE_512KB = general::MFD_HUGE_512KB,
        HUGE_1MB = general::MFD_HUGE_1MB,
        HUGE_2MB = general::MFD_HUGE_2MB,
        HUGE_8MB = general::MFD_HUGE_8MB,
        HUGE_16MB = general::MFD_HUGE_16MB,
        HUGE_32MB = general::MFD_HUGE_32MB,
        HUGE_256MB = general::MFD_HUGE_256MB,
        HUGE_512MB = general::MFD_HUGE_512MB,
        HUGE_1GB = general::MFD_HUGE_1GB,
        HUGE_2GB = general::MFD_HUGE_2GB,
        HUGE_16GB = general::MFD_HUGE_16GB,
    }

    /// Modes of fallocate(2) (linux/falloc.h).
    flags FALLOC_FL: u32 as Str {
        KEEP_SIZE = general::FALLOC_FL_KEEP_SIZE,
        PUNCH_HOLE = general::FALLOC_FL_PUNCH_HOLE,
        COLLAPSE_RANGE = general::FALLOC_FL_COLLAPSE_RANGE,
        ZERO_RANGE = general::FALLOC_FL_ZERO_RANGE,
        INSERT_RANGE = general::FALLOC_FL_INSERT_RANGE,
        UNSHARE_RANGE = general::FALLOC_FL_UNSHARE_RANGE,
        ALLOCATE_RANGE = general::FALLOC_FL_ALLOCATE_RANGE,
        NO_HIDE_STALE = general::FALLOC_FL_NO_HIDE_STALE,
        WRITE_ZEROES = general::FALLOC_FL_WRITE_ZEROES,
    }

    /// Advice of posix_fadvise(2) (linux/fadvise.h).
    values POSIX_FADV: i32 as Str {
        NORMAL = general::POSIX_FADV_NORMAL,
        RANDOM = general::POSIX_FADV_RANDOM,
        SEQUENTIAL = general::POSIX_FADV_SEQUENTIAL,
        WILLNEED = general::POSIX_FADV_WILLNEED,
        DONTNEED = general::POSIX_FADV_DONTNEED,
        NOREUSE = general::POSIX_FADV_NOREUSE,
    }

    /// Flags of sync_file_range(2) (linux/fs.h).
    flags SYNC_FILE_RANGE: u32 as Multi {
        WAIT_BEFORE = general::SYNC_FILE_RANGE_WAIT_BEFORE,
        WRITE = general::SYNC_FILE_RANGE_WRITE,
        WAIT_AFTER = general::SYNC_FILE_RANGE_WAIT_AFTER,
        WRITE_AND_WAIT = general::SYNC_FILE_RANGE_WRITE_AND_WAIT,
    }

    /// Flags of preadv2(2) and pwritev2(2) (linux/fs.h).
    flags RWF: u32 as Multi {
        HIPRI = general::RWF_HIPRI,
        DSYNC = general::RWF_DSYNC,
        SYNC = general::RWF_SYNC,
        NOWAIT = general::RWF_NOWAIT,
        APPEND = general::RWF_APPEND,
        NOAPPEND = RWF_NOAPPEND: 0x20,
        ATOMIC = RWF_ATOMIC: 0x40,
        DONTCACHE = RWF_DONTCACHE: 0x80,
        NOSIGNAL = RWF_NOSIGNAL: 0x100,
    }
}
