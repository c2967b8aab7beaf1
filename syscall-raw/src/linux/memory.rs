//! Mappings (section 2 of the manual pages).

use core::ffi::c_void;

use syscall_consts::linux::{MADV, MAP, MSYNC, PROT};

use super::call::{calls, decode, syscall};
use crate::{Errno, Fd};

/// Maps a file or, without `fd`, empty memory, mmap(2), at `address` or (null) wherever there is room.
///
/// `EACCES`, `EINVAL` (a misaligned offset or fixed address), `ENODEV`, `ENOMEM`, `EPERM` (a seal), `EEXIST`
/// (`FIXED_NOREPLACE`), `EOVERFLOW` (an offset beyond what 32-bit machines can ask for).
///
/// # Safety
///
/// With `FIXED` the range is the caller's to replace. What is mapped shared, or of a file that others write to, changes
/// while it is looked at, and a file cut short ends the process at a touch of what is gone (SIGBUS).
#[doc(alias = "mmap2")]
#[inline]
pub unsafe fn mmap(
    address: *mut c_void,
    length: usize,
    protection: PROT,
    flags: MAP,
    fd: Option<Fd<'_>>,
    offset: i64,
) -> Result<*mut c_void, Errno> {
    #[cfg(target_pointer_width = "64")]
    {
        // SAFETY: the caller's.
        decode(unsafe {
            syscall!(
                __NR_mmap,
                address,
                length,
                protection,
                flags,
                fd,
                offset as isize
            )
        })
    }
    #[cfg(target_pointer_width = "32")]
    {
        // mmap2 counts 4096 bytes each, whatever the size of a page is (mmap2(2)).
        if offset % 4096 != 0 || offset < 0 {
            return Err(Errno::EINVAL);
        }
        let Ok(unit) = usize::try_from(offset / 4096) else {
            return Err(Errno::EOVERFLOW);
        };
        // SAFETY: the caller's.
        decode(unsafe { syscall!(__NR_mmap2, address, length, protection, flags, fd, unit) })
    }
}

calls! {
    /// Removes mappings, munmap(2). `EINVAL` (a misaligned address), `ENOMEM` (too many mappings).
    ///
    /// # Safety
    ///
    /// The range is the caller's, and nobody looks at it any more.
    pub unsafe fn munmap(address: *mut c_void, length: usize) = __NR_munmap(address, length);

    /// Changes what may be done with mapped memory, mprotect(2). `EACCES`, `EINVAL`, `ENOMEM` (nothing is mapped there).
    ///
    /// # Safety
    ///
    /// The range is the caller's, and nobody does to it what is no longer allowed.
    pub unsafe fn mprotect(address: *mut c_void, length: usize, protection: PROT)
        = __NR_mprotect(address, length, protection);

    /// Writes a file's mapping to the file, msync(2). `EBUSY`, `EINVAL`, `ENOMEM` (nothing is mapped there).
    ///
    /// # Safety
    ///
    /// The range is the caller's: `INVALIDATE` may change what is seen there.
    pub unsafe fn msync(address: *mut c_void, length: usize, flags: MSYNC) = __NR_msync(address, length, flags);

    /// Tells the kernel what to expect of memory or to do with it, madvise(2). `EINVAL`, `ENOMEM`, `EPERM`.
    ///
    /// # Safety
    ///
    /// The range is the caller's: `DONTNEED`, `REMOVE` and their like drop its contents, `DONTFORK` takes it from children.
    pub unsafe fn madvise(address: *mut c_void, length: usize, advice: MADV) = __NR_madvise(address, length, advice);
}
