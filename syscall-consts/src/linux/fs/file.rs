//! Files, directories and file systems (asm/fcntl.h, linux/stat.h, linux/mount.h and their neighbours).

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

    /// Flags of pipe2(2) (asm/fcntl.h).
    flags OPIPE: u32 as Multi {
        NONBLOCK = general::O_NONBLOCK,
        DIRECT = general::O_DIRECT,
        CLOEXEC = general::O_CLOEXEC,
    }

    /// File types and permissions in `st_mode` (linux/stat.h).
    flags S_I: u32 as Mode {
        XOTH = general::S_IXOTH,
        WOTH = general::S_IWOTH,
        ROTH = general::S_IROTH,
        RWXO = general::S_IRWXO,
        XGRP = general::S_IXGRP,
        WGRP = general::S_IWGRP,
        RGRP = general::S_IRGRP,
        RWXG = general::S_IRWXG,
        XUSR = general::S_IXUSR,
        WUSR = general::S_IWUSR,
        RUSR = general::S_IRUSR,
        RWXU = general::S_IRWXU,
        SVTX = general::S_ISVTX,
        SGID = general::S_ISGID,
        SUID = general::S_ISUID,
        FIFO = general::S_IFIFO,
        FCHR = general::S_IFCHR,
        FDIR = general::S_IFDIR,
        FBLK = general::S_IFBLK,
        FREG = general::S_IFREG,
        FLNK = general::S_IFLNK,
        FSOCK = general::S_IFSOCK,
        FMT = general::S_IFMT,
    }

    /// Permissions of a file (linux/stat.h).
    flags MODE: u32 as Mode {
        XOTH = general::S_IXOTH,
        WOTH = general::S_IWOTH,
        ROTH = general::S_IROTH,
        RWXO = general::S_IRWXO,
        XGRP = general::S_IXGRP,
        WGRP = general::S_IWGRP,
        RGRP = general::S_IRGRP,
        RWXG = general::S_IRWXG,
        XUSR = general::S_IXUSR,
        WUSR = general::S_IWUSR,
        RUSR = general::S_IRUSR,
        RWXU = general::S_IRWXU,
        SVTX = general::S_ISVTX,
        SGID = general::S_ISGID,
        SUID = general::S_ISUID,
    }

    /// What access(2) asks for (unistd.h of the C library; the kernel has plain numbers).
    flags OK: u32 as Char {
        F = F_OK: 0,
        X = X_OK: 1,
        W = W_OK: 2,
        R = R_OK: 4,
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

    /// Seals of a memfd, for F_ADD_SEALS (linux/fcntl.h).
    flags F_SEAL: u32 as Multi {
        SEAL = general::F_SEAL_SEAL,
        SHRINK = general::F_SEAL_SHRINK,
        GROW = general::F_SEAL_GROW,
        WRITE = general::F_SEAL_WRITE,
        FUTURE_WRITE = general::F_SEAL_FUTURE_WRITE,
        EXEC = general::F_SEAL_EXEC,
    }

    /// Where lseek(2) counts from (linux/fs.h).
    values SEEK: i32 as Str {
        SET = general::SEEK_SET,
        CUR = general::SEEK_CUR,
        END = general::SEEK_END,
        DATA = general::SEEK_DATA,
        HOLE = general::SEEK_HOLE,
    }

    /// Flags of the calls whose names end in "at" (linux/fcntl.h).
    flags AT: u32 as Multi {
        SYMLINK_NOFOLLOW = general::AT_SYMLINK_NOFOLLOW,
        EACCESS = general::AT_EACCESS,
        REMOVEDIR = general::AT_REMOVEDIR,
        SYMLINK_FOLLOW = general::AT_SYMLINK_FOLLOW,
        NO_AUTOMOUNT = general::AT_NO_AUTOMOUNT,
        EMPTY_PATH = general::AT_EMPTY_PATH,
        STATX_SYNC_TYPE = general::AT_STATX_SYNC_TYPE,
        STATX_FORCE_SYNC = general::AT_STATX_FORCE_SYNC,
        STATX_DONT_SYNC = general::AT_STATX_DONT_SYNC,
        RECURSIVE = general::AT_RECURSIVE,
        STATX_SYNC_AS_STAT = general::AT_STATX_SYNC_AS_STAT,
        HANDLE_FID = general::AT_HANDLE_FID,
        HANDLE_MNT_ID_UNIQUE = general::AT_HANDLE_MNT_ID_UNIQUE,
        HANDLE_CONNECTABLE = general::AT_HANDLE_CONNECTABLE,
        EXECVE_CHECK = general::AT_EXECVE_CHECK,
    }

    /// The descriptor that stands for the working directory (linux/fcntl.h).
    values AT_FDCWD: i32 as At {
        FDCWD = general::AT_FDCWD,
    }

    /// Special nanoseconds of utimensat(2) (linux/stat.h).
    values UTIME: i64 as Str {
        OMIT = general::UTIME_OMIT,
        NOW = general::UTIME_NOW,
    }

    /// File types in directory entries (linux/fs_types.h).
    values DT: u8 as Str {
        UNKNOWN = general::DT_UNKNOWN,
        FIFO = general::DT_FIFO,
        CHR = general::DT_CHR,
        DIR = general::DT_DIR,
        BLK = general::DT_BLK,
        REG = general::DT_REG,
        LNK = general::DT_LNK,
        SOCK = general::DT_SOCK,
        WHT = DT_WHT: 14,
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

    /// The standard descriptors (unistd.h of the C library).
    values STD: i32 as Str {
        IN = STDIN: 0,
        IN_FILENO = STDIN_FILENO: 0,
        OUT = STDOUT: 1,
        OUT_FILENO = STDOUT_FILENO: 1,
        ERR = STDERR: 2,
        ERR_FILENO = STDERR_FILENO: 2,
    }

    /// Exit statuses (stdlib.h of the C library).
    values EXIT: i32 as Str {
        SUCCESS = EXIT_SUCCESS: 0,
        FAILURE = EXIT_FAILURE: 1,
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

    /// Flags of setxattr(2) (linux/xattr.h).
    flags XATTR: u32 as Multi {
        CREATE = general::XATTR_CREATE,
        REPLACE = general::XATTR_REPLACE,
    }

    /// Flags of splice(2), tee(2) and vmsplice(2) (linux/splice.h).
    flags SPLICE_F: u32 as Multi {
        MOVE = general::SPLICE_F_MOVE,
        NONBLOCK = general::SPLICE_F_NONBLOCK,
        MORE = general::SPLICE_F_MORE,
        GIFT = general::SPLICE_F_GIFT,
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

    /// Flags of umount2(2) (linux/fs.h).
    flags UMOUNT: u32 as Multi {
        FORCE = general::MNT_FORCE,
        DETACH = general::MNT_DETACH,
        EXPIRE = general::MNT_EXPIRE,
        NOFOLLOW = general::UMOUNT_NOFOLLOW,
    }

    /// Flags of mount(2) (linux/mount.h).
    flags MS: u32 as Multi {
        /// The name of its absence in /proc/mounts.
        RW = MS_RW: 0,
        /// A note of SELinux in /proc/mounts; no flag of mount(2).
        SECLABEL = MS_SECLABEL: 0,
        RDONLY = general::MS_RDONLY,
        NOSUID = general::MS_NOSUID,
        NODEV = general::MS_NODEV,
        NOEXEC = general::MS_NOEXEC,
        SYNCHRONOUS = general::MS_SYNCHRONOUS,
        REMOUNT = general::MS_REMOUNT,
        MANDLOCK = general::MS_MANDLOCK,
        DIRSYNC = general::MS_DIRSYNC,
        NOATIME = general::MS_NOATIME,
        NODIRATIME = general::MS_NODIRATIME,
        BIND = general::MS_BIND,
        MOVE = general::MS_MOVE,
        REC = general::MS_REC,
        SILENT = general::MS_SILENT,
        POSIXACL = general::MS_POSIXACL,
        UNBINDABLE = general::MS_UNBINDABLE,
        PRIVATE = general::MS_PRIVATE,
        SLAVE = general::MS_SLAVE,
        SHARED = general::MS_SHARED,
        RELATIME = general::MS_RELATIME,
        KERNMOUNT = general::MS_KERNMOUNT,
        I_VERSION = general::MS_I_VERSION,
        STRICTATIME = general::MS_STRICTATIME,
        ACTIVE = general::MS_ACTIVE,
        NOUSER = general::MS_NOUSER,
        LAZYTIME = general::MS_LAZYTIME,
        NOSYMFOLLOW = general::MS_NOSYMFOLLOW,
        /// The name of `MS_RDONLY` in /proc/mounts.
        RO = MS_RO: general::MS_RDONLY,
    }

    /// Flags of a message queue (asm/fcntl.h).
    flags OMQATTR: u32 as Multi {
        NONBLOCK = general::O_NONBLOCK,
    }

    /// Operations of io_submit(2) (linux/aio_abi.h).
    values IOCB_CMD: u16 as Str {
        PREAD = IOCB_CMD_PREAD: 0, // linux/aio_abi.h
        PWRITE = IOCB_CMD_PWRITE: 1, // linux/aio_abi.h
        FSYNC = IOCB_CMD_FSYNC: 2, // linux/aio_abi.h
        FDSYNC = IOCB_CMD_FDSYNC: 3, // linux/aio_abi.h
        NOOP = IOCB_CMD_NOOP: 6, // linux/aio_abi.h
        PREADV = IOCB_CMD_PREADV: 7, // linux/aio_abi.h
        PWRITEV = IOCB_CMD_PWRITEV: 8, // linux/aio_abi.h
        POLL = IOCB_CMD_POLL: 5,
    }

    /// Flags of an operation of io_submit(2) (linux/aio_abi.h).
    flags IOCB_FLAG: u32 as Str {
        RESFD = IOCB_FLAG_RESFD: 1, // linux/aio_abi.h
        IOPRIO = IOCB_FLAG_IOPRIO: 2,
    }
}
