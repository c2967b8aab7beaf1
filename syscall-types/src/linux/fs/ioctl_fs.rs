//! What files, file systems, loop devices and some files of /proc are asked by ioctl(2) (ioctl_fs(2) and its neighbours;
//! linux/fs.h, linux/fiemap.h, linux/fsverity.h, linux/loop.h). Encryption is in `fscrypt`.

use linux_raw_sys::{general, loop_device};

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// A file's attributes, for ioctl(2) (linux/fs.h).
    fsxattr: "struct fsxattr" = general::fsxattr {
        fsx_xflags, fsx_extsize, fsx_nextents, fsx_projid, fsx_cowextsize, fsx_pad,
    }

    /// A range of a file that another one is to share (linux/fs.h).
    file_clone_range: "struct file_clone_range" = general::file_clone_range { src_fd, src_offset, src_length, dest_offset }

    /// A range of a file that is perhaps the same (linux/fs.h).
    file_dedupe_range_info: "struct file_dedupe_range_info" = general::file_dedupe_range_info {
        dest_fd, dest_offset, bytes_deduped, status, reserved,
    }

    /// A range of a file that others are compared with, and shared if they are the same (linux/fs.h).
    struct file_dedupe_range: "struct file_dedupe_range" {
        /// The range's start in bytes.
        src_offset: u64,
        /// Its length in bytes.
        src_length: u64,
        /// How many others.
        dest_count: u16,
        /// Unused.
        reserved1: u16,
        /// Unused.
        reserved2: u32,
        /// The others.
        info: [file_dedupe_range_info; 0],
    }

    /// Free space whose blocks the device may drop (linux/fs.h).
    fstrim_range: "struct fstrim_range" = general::fstrim_range { start, len, minlen }

    /// A file system's UUID (linux/fs.h).
    fsuuid2: "struct fsuuid2" = general::fsuuid2 { len, uuid }

    /// A file system's directory in sysfs (linux/fs.h).
    fs_sysfs_path: "struct fs_sysfs_path" = general::fs_sysfs_path { len, name }

    /// A range of pages in a process, as `PAGEMAP_SCAN` finds it (linux/fs.h).
    page_region: "struct page_region" = general::page_region { start, end, categories }

    /// Which pages `PAGEMAP_SCAN` looks for (linux/fs.h).
    pm_scan_arg: "struct pm_scan_arg" = general::pm_scan_arg {
        size, flags, start, end, walk_end, vec, vec_len, max_pages, category_inverted, category_mask, category_anyof_mask,
        return_mask,
    }

    /// A mapping of a process, as `PROCMAP_QUERY` finds it (linux/fs.h).
    procmap_query: "struct procmap_query" = general::procmap_query {
        size, query_flags, query_addr, vma_start, vma_end, vma_flags, vma_page_size, vma_offset, inode, dev_major, dev_minor,
        vma_name_size, build_id_size, vma_name_addr, build_id_addr,
    }

    /// Where a piece of a file is on its device (linux/fiemap.h).
    struct fiemap_extent: "struct fiemap_extent" {
        /// Bytes from the file's start.
        fe_logical: u64,
        /// Bytes from the device's start.
        fe_physical: u64,
        /// Bytes.
        fe_length: u64,
        #[doc(hidden)]
        fe_reserved64: [u64; 2],
        /// `FIEMAP_EXTENT_*`.
        fe_flags: u32,
        #[doc(hidden)]
        fe_reserved: [u32; 3],
    }

    /// A range of a file and where its pieces are (linux/fiemap.h).
    struct fiemap: "struct fiemap" {
        /// Bytes from the file's start.
        fm_start: u64,
        /// Bytes.
        fm_length: u64,
        /// `FIEMAP_FLAG_*`.
        fm_flags: u32,
        /// How many pieces were found.
        fm_mapped_extents: u32,
        /// How many there is room for.
        fm_extent_count: u32,
        #[doc(hidden)]
        fm_reserved: u32,
        /// The pieces.
        fm_extents: [fiemap_extent; 0],
    }

    /// A file to be measured, and how (linux/fsverity.h).
    struct fsverity_enable_arg: "struct fsverity_enable_arg" {
        /// 1.
        version: u32,
        /// `FS_VERITY_HASH_ALG_*`.
        hash_algorithm: u32,
        /// Bytes of a block.
        block_size: u32,
        /// Bytes of the salt.
        salt_size: u32,
        /// The salt's address.
        salt_ptr: u64,
        /// Bytes of the signature.
        sig_size: u32,
        #[doc(hidden)]
        __reserved1: u32,
        /// The signature's address.
        sig_ptr: u64,
        #[doc(hidden)]
        __reserved2: [u64; 11],
    }

    /// The head of a measured file's digest (linux/fsverity.h).
    struct fsverity_digest: "struct fsverity_digest" {
        /// `FS_VERITY_HASH_ALG_*`.
        digest_algorithm: u16,
        /// Bytes of the digest.
        digest_size: u16,
        /// The digest.
        digest: [u8; 0],
    }

    /// A loop device's file, with fields of a machine word (linux/loop.h).
    loop_info: "struct loop_info" = loop_device::loop_info {
        lo_number, lo_device, lo_inode, lo_rdevice, lo_offset, lo_encrypt_type, lo_encrypt_key_size, lo_flags,
        lo_name as [Char; 64], lo_encrypt_key, lo_init, reserved as [Char; 4],
    }

    /// A loop device's file (linux/loop.h).
    loop_info64: "struct loop_info64" = loop_device::loop_info64 {
        lo_device, lo_inode, lo_rdevice, lo_offset, lo_sizelimit, lo_number, lo_encrypt_type, lo_encrypt_key_size, lo_flags,
        lo_file_name, lo_crypt_name, lo_encrypt_key, lo_init,
    }

    /// How a loop device is set up at once (linux/loop.h).
    loop_config: "struct loop_config" = loop_device::loop_config { fd, block_size, info }
}

const _: () = assert!(size_of::<fiemap>() == 32 && size_of::<fiemap_extent>() == 56);
const _: () = assert!(size_of::<fsverity_enable_arg>() == 128);
