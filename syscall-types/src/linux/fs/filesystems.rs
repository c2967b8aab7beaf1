//! File systems as a whole (statfs(2); asm/statfs.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A file system's identity (asm-generic/posix_types.h).
    fsid: "__kernel_fsid_t" = general::__kernel_fsid_t { val }

    /// A file system's metadata, as statfs64(2) fills it in (asm/statfs.h).
    statfs: "struct statfs64" = general::statfs64 {
        f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_fsid, f_namelen, f_frsize, f_flags, f_spare,
    }
}
