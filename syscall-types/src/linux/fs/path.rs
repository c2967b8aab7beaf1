//! Files by name: how they are opened, their metadata and handles (openat2(2), statx(2), name_to_handle_at(2);
//! linux/openat2.h, linux/stat.h, and the kernel's linux/fs.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A file's attributes, for file_setattr(2) and file_getattr(2) (linux/fs.h).
    file_attr: "struct file_attr" = general::file_attr { fa_xflags, fa_extsize, fa_nextents, fa_projid, fa_cowextsize }

    /// The head of a file's handle, for name_to_handle_at(2) (the kernel's linux/fs.h).
    struct file_handle: "struct file_handle" {
        /// Bytes of the handle.
        handle_bytes: u32,
        /// The file system's own type.
        handle_type: i32,
        /// The handle.
        f_handle: [u8; 0],
    }

    /// How openat2(2) opens a file (linux/openat2.h).
    open_how: "struct open_how" = general::open_how { flags, mode, resolve }

    /// A time of statx(2) (linux/stat.h).
    statx_timestamp: "struct statx_timestamp" = general::statx_timestamp { tv_sec, tv_nsec }

    /// A file's metadata, as statx(2) fills it in (linux/stat.h).
    statx: "struct statx" = general::statx {
        stx_mask, stx_blksize, stx_attributes, stx_nlink, stx_uid, stx_gid, stx_mode, stx_ino, stx_size, stx_blocks,
        stx_attributes_mask, stx_atime, stx_btime, stx_ctime, stx_mtime, stx_rdev_major, stx_rdev_minor, stx_dev_major,
        stx_dev_minor, stx_mnt_id, stx_dio_mem_align, stx_dio_offset_align,
    }
}
