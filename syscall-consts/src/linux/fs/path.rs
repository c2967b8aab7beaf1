//! Files by name: their type and permissions, and how names are followed, changed and asked about (openat2(2),
//! access(2), rename(2), statx(2), utimensat(2); linux/stat.h, linux/fcntl.h, linux/fs.h, linux/openat2.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// What statx(2) is asked for, and what it has told (linux/stat.h).
    flags STATX: u32 as Multi {
        TYPE = general::STATX_TYPE,
        MODE = general::STATX_MODE,
        NLINK = general::STATX_NLINK,
        UID = general::STATX_UID,
        GID = general::STATX_GID,
        ATIME = general::STATX_ATIME,
        MTIME = general::STATX_MTIME,
        CTIME = general::STATX_CTIME,
        INO = general::STATX_INO,
        SIZE = general::STATX_SIZE,
        BLOCKS = general::STATX_BLOCKS,
        BASIC_STATS = general::STATX_BASIC_STATS,
        BTIME = general::STATX_BTIME,
        MNT_ID = general::STATX_MNT_ID,
        DIOALIGN = general::STATX_DIOALIGN,
        MNT_ID_UNIQUE = general::STATX_MNT_ID_UNIQUE,
        SUBVOL = general::STATX_SUBVOL,
        WRITE_ATOMIC = general::STATX_WRITE_ATOMIC,
        DIO_READ_ALIGN = general::STATX_DIO_READ_ALIGN,
        ALL = general::STATX_ALL,
    }

    /// Attributes of a file that statx(2) tells (linux/stat.h).
    flags STATX_ATTR: u64 as Multi {
        COMPRESSED = general::STATX_ATTR_COMPRESSED,
        IMMUTABLE = general::STATX_ATTR_IMMUTABLE,
        APPEND = general::STATX_ATTR_APPEND,
        NODUMP = general::STATX_ATTR_NODUMP,
        ENCRYPTED = general::STATX_ATTR_ENCRYPTED,
        AUTOMOUNT = general::STATX_ATTR_AUTOMOUNT,
        MOUNT_ROOT = general::STATX_ATTR_MOUNT_ROOT,
        VERITY = general::STATX_ATTR_VERITY,
        DAX = general::STATX_ATTR_DAX,
        WRITE_ATOMIC = general::STATX_ATTR_WRITE_ATOMIC,
    }

    /// Flags of renameat2(2) (linux/fs.h).
    flags RENAME: u32 as Multi {
        NOREPLACE = general::RENAME_NOREPLACE,
        EXCHANGE = general::RENAME_EXCHANGE,
        WHITEOUT = general::RENAME_WHITEOUT,
    }

    /// Where the path of openat2(2) may lead (linux/openat2.h).
    flags RESOLVE: u64 as Multi {
        NO_XDEV = general::RESOLVE_NO_XDEV,
        NO_MAGICLINKS = general::RESOLVE_NO_MAGICLINKS,
        NO_SYMLINKS = general::RESOLVE_NO_SYMLINKS,
        BENEATH = general::RESOLVE_BENEATH,
        IN_ROOT = general::RESOLVE_IN_ROOT,
        CACHED = general::RESOLVE_CACHED,
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
}
