//! File systems as a whole: their type and space, and writing out what they buffer (filesystems(5), statfs(2),
//! sync(2)).

use core::{ffi::CStr, mem::size_of};

use syscall_types::linux::statfs as status;

use crate::linux::call::{calls, fill_one, syscall};
use crate::{Errno, Fd, Out};

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
