//! Descriptors: pipes, fcntl(2), close_range(2) (asm/fcntl.h, linux/fcntl.h, linux/close_range.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of pipe2(2) (asm/fcntl.h).
    flags OPIPE: u32 as Multi {
        NONBLOCK = general::O_NONBLOCK,
        DIRECT = general::O_DIRECT,
        CLOEXEC = general::O_CLOEXEC,
    }

    /// Commands of fcntl(2) (asm/fcntl.h, linux/fcntl.h).
    values F: i32 as Str {
        DUPFD = general::F_DUPFD,
        GETFD = general::F_GETFD,
        SETFD = general::F_SETFD,
        GETFL = general::F_GETFL,
        SETFL = general::F_SETFL,
        GETLK = general::F_GETLK,
        #[cfg(target_pointer_width = "64")]
        GETLK64 = F_GETLK64: general::F_GETLK,
        #[cfg(target_pointer_width = "32")]
        GETLK64 = general::F_GETLK64,
        SETLK = general::F_SETLK,
        #[cfg(target_pointer_width = "64")]
        SETLK64 = F_SETLK64: general::F_SETLK,
        #[cfg(target_pointer_width = "32")]
        SETLK64 = general::F_SETLK64,
        SETLKW = general::F_SETLKW,
        #[cfg(target_pointer_width = "64")]
        SETLKW64 = F_SETLKW64: general::F_SETLKW,
        #[cfg(target_pointer_width = "32")]
        SETLKW64 = general::F_SETLKW64,
        SETOWN = general::F_SETOWN,
        GETOWN = general::F_GETOWN,
        SETSIG = general::F_SETSIG,
        GETSIG = general::F_GETSIG,
        SETOWN_EX = general::F_SETOWN_EX,
        GETOWN_EX = general::F_GETOWN_EX,
        SETLEASE = general::F_SETLEASE,
        GETLEASE = general::F_GETLEASE,
        NOTIFY = general::F_NOTIFY,
        CANCELLK = general::F_CANCELLK,
        DUPFD_CLOEXEC = general::F_DUPFD_CLOEXEC,
        SETPIPE_SZ = general::F_SETPIPE_SZ,
        GETPIPE_SZ = general::F_GETPIPE_SZ,
        ADD_SEALS = general::F_ADD_SEALS,
        GET_SEALS = general::F_GET_SEALS,
        GETOWNER_UIDS = general::F_GETOWNER_UIDS,
        OFD_GETLK = general::F_OFD_GETLK,
        OFD_SETLK = general::F_OFD_SETLK,
        OFD_SETLKW = general::F_OFD_SETLKW,
        DUPFD_QUERY = general::F_DUPFD_QUERY,
        CREATED_QUERY = general::F_CREATED_QUERY,
        GET_RW_HINT = general::F_GET_RW_HINT,
        SET_RW_HINT = general::F_SET_RW_HINT,
        GET_FILE_RW_HINT = general::F_GET_FILE_RW_HINT,
        SET_FILE_RW_HINT = general::F_SET_FILE_RW_HINT,
        GETDELEG = F_GETDELEG: 1039,
        SETDELEG = F_SETDELEG: 1040,
    }

    /// Flags of a descriptor, for F_SETFD (asm-generic/fcntl.h).
    flags FD: u32 as Multi {
        CLOEXEC = general::FD_CLOEXEC,
    }

    /// Types of a record lock, in `l_type` (asm/fcntl.h).
    values FCNTL_LOCK: i16 as Str {
        RDLCK = general::F_RDLCK,
        WRLCK = general::F_WRLCK,
        UNLCK = general::F_UNLCK,
    }

    /// Commands of lockf(3) (unistd.h of the C library).
    values LOCKF: i32 as Str {
        ULOCK = F_ULOCK: 0,
        LOCK = F_LOCK: 1,
        TLOCK = F_TLOCK: 2,
        TEST = F_TEST: 3,
    }

    /// Seals of a memfd, for F_ADD_SEALS (linux/fcntl.h).
    flags F_SEAL: u32 as Multi {
        SEAL = general::F_SEAL_SEAL,
        SHRINK = general::F_SEAL_SHRINK,
        GROW = general::F_SEAL_GROW,
        WRITE = general::F_SEAL_WRITE,
        FUTURE_WRITE = general::F_SEAL_FUTURE_WRITE,
        EXEC = general::F_SEAL_EXEC,
    }

    /// The standard descriptors (unistd.h of the C library).
    values STD: i32 as Str {
        IN = STDIN: 0,
        IN_FILENO = STDIN_FILENO: 0,
        OUT = STDOUT: 1,
        OUT_FILENO = STDOUT_FILENO: 1,
        ERR = STDERR: 2,
        ERR_FILENO = STDERR_FILENO: 2,
    }

    /// Events of a directory, for F_NOTIFY (linux/fcntl.h).
    flags DN: u32 as Multi {
        ACCESS = general::DN_ACCESS,
        MODIFY = general::DN_MODIFY,
        CREATE = general::DN_CREATE,
        DELETE = general::DN_DELETE,
        RENAME = general::DN_RENAME,
        ATTRIB = general::DN_ATTRIB,
        MULTISHOT = general::DN_MULTISHOT,
    }

    /// Whom F_SETOWN_EX sends signals (asm-generic/fcntl.h).
    values F_OWNER: i32 as Str {
        TID = general::F_OWNER_TID,
        PID = general::F_OWNER_PID,
        PGRP = general::F_OWNER_PGRP,
    }

    /// How long written data will stay, for F_SET_RW_HINT (linux/fcntl.h).
    values RWH_WRITE_LIFE: u64 as Str {
        NOT_SET = general::RWH_WRITE_LIFE_NOT_SET,
        NONE = general::RWH_WRITE_LIFE_NONE,
        SHORT = general::RWH_WRITE_LIFE_SHORT,
        MEDIUM = general::RWH_WRITE_LIFE_MEDIUM,
        LONG = general::RWH_WRITE_LIFE_LONG,
        EXTREME = general::RWH_WRITE_LIFE_EXTREME,
    }

    /// Descriptors that stand for file systems of the kernel, for open_by_handle_at(2) (linux/fcntl.h).
    values FD_ROOT: i32 as Str {
        PIDFS = general::FD_PIDFS_ROOT,
        NSFS = FD_NSFS_ROOT: -10003,
    }

    /// Flags of close_range(2) (linux/close_range.h).
    flags CLOSE_RANGE: u32 as Multi {
        UNSHARE = CLOSE_RANGE_UNSHARE: 2,
        CLOEXEC = CLOSE_RANGE_CLOEXEC: 4,
    }
}
