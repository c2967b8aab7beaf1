//! What files and file systems are asked by ioctl(2), and how: attributes, shared extents, pages, loop devices
//! (ioctl_fs(2) and its neighbours; linux/fs.h, linux/loop.h). The requests themselves are in
//! [`ioctl`](crate::linux::ioctl).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
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
}
