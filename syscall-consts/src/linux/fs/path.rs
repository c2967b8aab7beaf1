//! Files by name and their metadata (linux/stat.h, linux/fs.h, linux/openat2.h).

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

    /// Flags of a file for file_getattr(2) and FS_IOC_FSGETXATTR (linux/fs.h).
    flags FS_XFLAG: u64 as Multi {
        REALTIME = general::FS_XFLAG_REALTIME,
        PREALLOC = general::FS_XFLAG_PREALLOC,
        IMMUTABLE = general::FS_XFLAG_IMMUTABLE,
        APPEND = general::FS_XFLAG_APPEND,
        SYNC = general::FS_XFLAG_SYNC,
        NOATIME = general::FS_XFLAG_NOATIME,
        NODUMP = general::FS_XFLAG_NODUMP,
        RTINHERIT = general::FS_XFLAG_RTINHERIT,
        PROJINHERIT = general::FS_XFLAG_PROJINHERIT,
        NOSYMLINKS = general::FS_XFLAG_NOSYMLINKS,
        EXTSIZE = general::FS_XFLAG_EXTSIZE,
        EXTSZINHERIT = general::FS_XFLAG_EXTSZINHERIT,
        NODEFRAG = general::FS_XFLAG_NODEFRAG,
        FILESTREAM = general::FS_XFLAG_FILESTREAM,
        DAX = general::FS_XFLAG_DAX,
        COWEXTSIZE = general::FS_XFLAG_COWEXTSIZE,
        HASATTR = general::FS_XFLAG_HASATTR,
    }

    /// Flags of close_range(2) (linux/close_range.h).
    flags CLOSE_RANGE: u32 as Multi {
        UNSHARE = CLOSE_RANGE_UNSHARE: 2,
        CLOEXEC = CLOSE_RANGE_CLOEXEC: 4,
    }
}
