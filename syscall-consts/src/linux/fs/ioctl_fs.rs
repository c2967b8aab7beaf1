//! Arguments of fcntl(2) and of requests to files: events, hints, attributes, pages, loop devices (linux/fcntl.h, linux/fs.h,
//! linux/loop.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
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

    /// Attributes of an inode, for FS_IOC_SETFLAGS (linux/fs.h).
    flags FS_FL: u32 as Multi {
        SECRM = general::FS_SECRM_FL,
        UNRM = general::FS_UNRM_FL,
        COMPR = general::FS_COMPR_FL,
        SYNC = general::FS_SYNC_FL,
        IMMUTABLE = general::FS_IMMUTABLE_FL,
        APPEND = general::FS_APPEND_FL,
        NODUMP = general::FS_NODUMP_FL,
        NOATIME = general::FS_NOATIME_FL,
        NOCOMP = general::FS_NOCOMP_FL,
        ENCRYPT = general::FS_ENCRYPT_FL,
        INDEX = general::FS_INDEX_FL,
        JOURNAL_DATA = general::FS_JOURNAL_DATA_FL,
        NOTAIL = general::FS_NOTAIL_FL,
        DIRSYNC = general::FS_DIRSYNC_FL,
        TOPDIR = general::FS_TOPDIR_FL,
        EXTENT = general::FS_EXTENT_FL,
        VERITY = general::FS_VERITY_FL,
        NOCOW = general::FS_NOCOW_FL,
        DAX = general::FS_DAX_FL,
        INLINE_DATA = general::FS_INLINE_DATA_FL,
        PROJINHERIT = general::FS_PROJINHERIT_FL,
        CASEFOLD = general::FS_CASEFOLD_FL,
    }

    /// Results of FIDEDUPERANGE (linux/fs.h).
    values FILE_DEDUPE_RANGE: i32 as Str {
        SAME = general::FILE_DEDUPE_RANGE_SAME,
        DIFFERS = general::FILE_DEDUPE_RANGE_DIFFERS,
    }

    /// Kinds of pages, for PAGEMAP_SCAN (linux/fs.h).
    flags PAGE_IS: u64 as Multi {
        WPALLOWED = general::PAGE_IS_WPALLOWED,
        WRITTEN = general::PAGE_IS_WRITTEN,
        FILE = general::PAGE_IS_FILE,
        PRESENT = general::PAGE_IS_PRESENT,
        SWAPPED = general::PAGE_IS_SWAPPED,
        PFNZERO = general::PAGE_IS_PFNZERO,
        HUGE = general::PAGE_IS_HUGE,
        SOFT_DIRTY = general::PAGE_IS_SOFT_DIRTY,
        GUARD = general::PAGE_IS_GUARD,
    }

    /// Flags of PAGEMAP_SCAN (linux/fs.h).
    flags PM_SCAN: u64 as Multi {
        WP_MATCHING = general::PM_SCAN_WP_MATCHING,
        CHECK_WPASYNC = general::PM_SCAN_CHECK_WPASYNC,
    }

    /// Flags of PROCMAP_QUERY (linux/fs.h).
    flags PROCMAP_QUERY: u64 as Multi {
        VMA_READABLE = general::procmap_query_flags::PROCMAP_QUERY_VMA_READABLE,
        VMA_WRITABLE = general::procmap_query_flags::PROCMAP_QUERY_VMA_WRITABLE,
        VMA_EXECUTABLE = general::procmap_query_flags::PROCMAP_QUERY_VMA_EXECUTABLE,
        VMA_SHARED = general::procmap_query_flags::PROCMAP_QUERY_VMA_SHARED,
        COVERING_OR_NEXT_VMA = general::procmap_query_flags::PROCMAP_QUERY_COVERING_OR_NEXT_VMA,
        FILE_BACKED_VMA = general::procmap_query_flags::PROCMAP_QUERY_FILE_BACKED_VMA,
    }

    /// What a device checks of protected data (linux/fs.h).
    flags IO_INTEGRITY_CHK: u32 as Multi {
        GUARD = general::IO_INTEGRITY_CHK_GUARD,
        REFTAG = general::IO_INTEGRITY_CHK_REFTAG,
        APPTAG = general::IO_INTEGRITY_CHK_APPTAG,
    }

    /// Flags of a loop device (linux/loop.h).
    flags LO_FLAGS: u32 as Multi {
        READ_ONLY = LO_FLAGS_READ_ONLY: 0x1,
        AUTOCLEAR = LO_FLAGS_AUTOCLEAR: 0x4,
        PARTSCAN = LO_FLAGS_PARTSCAN: 0x8,
        DIRECT_IO = LO_FLAGS_DIRECT_IO: 0x10,
    }
}
