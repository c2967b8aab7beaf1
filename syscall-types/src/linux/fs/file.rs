//! Files (asm/stat.h, asm/statfs.h, linux/dirent.h, asm-generic/fcntl.h, linux/uio.h,
//! linux/openat2.h, and the kernel's linux/fs.h).

use linux_raw_sys::general;

use crate::declare::structs;
use crate::reflect::Char;

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

    /// A file system's identity (asm-generic/posix_types.h).
    fsid: "__kernel_fsid_t" = general::__kernel_fsid_t { val }

    /// A file system's metadata, as statfs64(2) fills it in (asm/statfs.h).
    statfs: "struct statfs64" = general::statfs64 {
        f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_fsid, f_namelen, f_frsize, f_flags, f_spare,
    }

    /// The fixed part of a record of getdents64(2) (linux/dirent.h). The name follows, up to a zero.
    struct dirent: "struct linux_dirent64" {
        /// The inode number.
        d_ino: u64,
        /// Where to seek for the record after this one.
        d_off: i64,
        /// Bytes of the whole record.
        d_reclen: u16,
        /// The file's type (`DT_*`).
        d_type: u8,
        /// The name, up to a zero.
        d_name: [u8; 0] as [Char; 0],
    }

    /// A lock on a range of a file, for fcntl(2) (asm-generic/fcntl.h); `struct flock64` where words have 32 bits.
    flock: FLOCK = large_flock { l_type, l_whence, l_start, l_len, l_pid }

    /// Who gets a file's signals, for fcntl(2) (asm-generic/fcntl.h).
    f_owner_ex: "struct f_owner_ex" = general::f_owner_ex { r#type = type_, pid }

    /// A piece of memory to read to or write from (linux/uio.h).
    iovec: "struct iovec" = general::iovec { iov_base, iov_len }

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

    /// A device number. The kernel has no such structure; `makedev.rs` takes the number apart.
    #[derive(PartialEq, Eq)]
    struct device: "" {
        /// The number, as in `st_rdev`.
        dev: u64,
    }
}

const _: () = assert!(core::mem::offset_of!(dirent, d_name) == 19);
