//! Space, cache and file systems: what stands behind files (section 2 of the manual pages).

use core::{ffi::CStr, mem::size_of};

use syscall_consts::linux::{FALLOC_FL, POSIX_FADV, SYNC_FILE_RANGE};
use syscall_types::linux::{cachestat as counts, cachestat_range, statfs as status};

use super::{
    arch::{ABI, Registers},
    call::{Arg, calls, decode, fill_one, syscall},
    nr,
};
use crate::{Errno, Fd, Out};

/// Reserves space in a file, fallocate(2), or with flags frees, zeroes, moves or shares it.
///
/// `ENOSPC`, `EOPNOTSUPP` (by file system), `EFBIG`, `EINVAL`, `EPERM`, `ETXTBSY`.
#[inline]
pub fn fallocate(fd: Fd<'_>, mode: FALLOC_FL, offset: i64, len: i64) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register()).word(mode.register());
    // SAFETY: no memory is involved.
    decode(unsafe {
        arguments
            .wide(ABI, offset)
            .wide(ABI, len)
            .trap(nr::__NR_fallocate)
    })
}

/// Tells the kernel how a range of a file will be used, fadvise(2); a length of 0 means up to the end. `EINVAL`, `ESPIPE`.
#[doc(alias = "fadvise64")]
#[doc(alias = "fadvise64_64")]
#[doc(alias = "arm_fadvise64_64")]
#[doc(alias = "posix_fadvise")]
#[inline]
pub fn fadvise(fd: Fd<'_>, offset: i64, len: i64, advice: POSIX_FADV) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register());
    // Where pairs are aligned the advice comes early, to need no padding; MIPS pads all the same.
    // SAFETY: no memory is involved.
    decode(unsafe {
        if cfg!(any(target_arch = "arm", target_arch = "powerpc")) {
            arguments
                .word(advice.register())
                .wide(ABI, offset)
                .wide(ABI, len)
                .trap(nr::__NR_fadvise64)
        } else {
            arguments
                .wide(ABI, offset)
                .wide(ABI, len)
                .word(advice.register())
                .trap(nr::__NR_fadvise64)
        }
    })
}

/// Reads a range of a file into the cache, readahead(2). `EINVAL` where the file has none.
#[inline]
pub fn readahead(fd: Fd<'_>, offset: i64, len: usize) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register()).wide(ABI, offset);
    // SAFETY: no memory is involved.
    decode(unsafe { arguments.word(len).trap(nr::__NR_readahead) })
}

/// Starts or awaits the writing of a range of a file, sync_file_range(2); a length of 0 means up to the end.
///
/// No metadata is written: what was appended may still be lost. `EIO`, `EINVAL`, `ESPIPE`, `ENOSPC`.
#[doc(alias = "sync_file_range2")]
#[doc(alias = "arm_sync_file_range")]
#[inline]
pub fn sync_file_range(
    fd: Fd<'_>,
    offset: i64,
    len: i64,
    flags: SYNC_FILE_RANGE,
) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register());
    // SAFETY: no memory is involved.
    decode(unsafe {
        #[cfg(any(
            target_arch = "arm",
            target_arch = "powerpc",
            target_arch = "powerpc64"
        ))]
        {
            arguments
                .word(flags.register())
                .wide(ABI, offset)
                .wide(ABI, len)
                .trap(nr::__NR_sync_file_range2)
        }
        #[cfg(not(any(
            target_arch = "arm",
            target_arch = "powerpc",
            target_arch = "powerpc64"
        )))]
        {
            arguments
                .wide(ABI, offset)
                .wide(ABI, len)
                .word(flags.register())
                .trap(nr::__NR_sync_file_range)
        }
    })
}

/// The metadata of the file system that a path is on, statfs(2): its type (`SUPER_MAGIC`), space and limits. `EIO`, `ENOSYS`
/// (by file system), and the errors of paths.
#[doc(alias = "statfs64")]
#[inline]
pub fn statfs<'a>(path: &CStr, out: impl Out<'a, status>) -> Result<&'a mut status, Errno> {
    // SAFETY: statfs(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            if cfg!(target_pointer_width = "32") {
                syscall!(__NR_statfs, path, size_of::<status>(), place)
            } else {
                syscall!(__NR_statfs, path, place)
            }
        })
    }
}

/// As [`statfs`], by an open file, fstatfs(2).
#[doc(alias = "fstatfs64")]
#[inline]
pub fn fstatfs<'a>(fd: Fd<'_>, out: impl Out<'a, status>) -> Result<&'a mut status, Errno> {
    // SAFETY: fstatfs(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            if cfg!(target_pointer_width = "32") {
                syscall!(__NR_fstatfs, fd, size_of::<status>(), place)
            } else {
                syscall!(__NR_fstatfs, fd, place)
            }
        })
    }
}

/// How many pages of a range of a file are in the cache, and in what state, cachestat(2), Linux 6.5; a length of 0 means up
/// to the end. No flags are defined. `EOPNOTSUPP` (hugetlbfs), `EPERM` (neither the owner nor writing).
#[inline]
pub fn cachestat<'a>(
    fd: Fd<'_>,
    range: &cachestat_range,
    out: impl Out<'a, counts>,
    flags: u32,
) -> Result<&'a mut counts, Errno> {
    // SAFETY: cachestat(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_cachestat, fd, range, place, flags)
        })
    }
}

/// Writes what is buffered of all file systems to their devices, sync(2), and waits. It cannot fail.
#[inline]
pub fn sync() {
    // SAFETY: no memory is involved.
    unsafe { syscall!(__NR_sync) };
}

calls! {
    /// Writes what is buffered of the file system of `fd` to its device, syncfs(2). `EIO`, `ENOSPC`, `EDQUOT`.
    pub fn syncfs(fd: Fd<'_>) = __NR_syncfs(fd);
}
