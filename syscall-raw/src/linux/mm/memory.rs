//! Memory of the process: mappings, their protection, locks and hints (mmap(2), mprotect(2), mremap(2), madvise(2),
//! mlock(2), msync(2), pkeys(7), mseal(2), memfd_secret(2)).
//!
//! What changes mappings is `unsafe`: no reference may point into memory that is unmapped, moved or protected.
//! Lengths are rounded up to whole pages.

use core::ffi::c_void;

use syscall_consts::linux::{MADV, MAP, MCL, MLOCK, MREMAP, MSYNC, PKEY, PROT, SHADOW_STACK_SET};
use syscall_types::linux::iovec;

use crate::linux::call::{calls, decode, syscall};
use crate::{Errno, Fd, OwnedFd};

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
    #[cfg(target_arch = "s390x")]
    {
        let fd = fd.map_or(usize::MAX, |fd| fd.as_raw() as usize);
        let arguments = [
            address.expose_provenance(),
            length,
            protection.bits() as usize,
            flags.bits() as usize,
            fd,
            offset as usize,
        ]; // `struct s390_mmap_arg_struct`: six are one too many there
        // SAFETY: the caller's.
        decode(unsafe { syscall!(__NR_mmap, &arguments) })
    }
    #[cfg(all(target_pointer_width = "64", not(target_arch = "s390x")))]
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

/// Which pages of mapped memory are there, mincore(2): the low bit of a byte each. `ENOMEM` (nothing is mapped there),
/// `EINVAL`, also where `pages` has less than a byte for every 4096, which is the smallest page of all machines.
#[inline]
pub fn mincore(address: *const c_void, length: usize, pages: &mut [u8]) -> Result<(), Errno> {
    if pages.len() < length.div_ceil(4096) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel writes a byte for each page.
    decode(unsafe { syscall!(__NR_mincore, address, length, pages.as_mut_ptr()) })
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

    /// Changes the size of a mapping or moves it, mremap(2); `new_address` counts with `FIXED` alone. Returns where it is.
    ///
    /// `EAGAIN` (locked memory), `EFAULT` (nothing is mapped there), `EINVAL`, `ENOMEM` (no room, or it may not move).
    ///
    /// # Safety
    ///
    /// The old range is the caller's, and nobody looks at what is cut off or moved; with `FIXED` the new one too.
    pub unsafe fn mremap(
        address: *mut c_void,
        old_length: usize,
        new_length: usize,
        flags: MREMAP,
        new_address: *mut c_void,
    ) -> *mut c_void = __NR_mremap(address, old_length, new_length, flags, new_address);

    /// Maps another part of the file to pages of a shared mapping, remap_file_pages(2), which the kernel does by a mapping of
    /// its own now: [`mmap`] with `FIXED` is the better call. `EINVAL`.
    ///
    /// # Safety
    ///
    /// The range is the caller's, and nobody minds that its contents change.
    pub unsafe fn remap_file_pages(address: *mut c_void, length: usize, protection: PROT, page: usize, flags: MAP)
        = __NR_remap_file_pages(address, length, protection, page, flags);

    /// Sets the end of the data segment, brk(2); returns where it is then, unchanged where that could not be.
    ///
    /// # Safety
    ///
    /// Nobody else uses that memory: the C library's allocator does.
    pub unsafe fn brk(address: *mut c_void) -> *mut c_void = __NR_brk(address);

    /// Locks memory against being paged out, mlock(2). `ENOMEM` (the limit, or nothing is mapped there), `EPERM`, `EAGAIN`.
    pub fn mlock(address: *const c_void, length: usize) = __NR_mlock(address, length);

    /// As [`mlock`], mlock2(2), Linux 4.4; with `ONFAULT` pages are locked when they are touched.
    pub fn mlock2(address: *const c_void, length: usize, flags: MLOCK) = __NR_mlock2(address, length, flags);

    /// Unlocks memory, munlock(2), however often it was locked. `ENOMEM` (nothing is mapped there).
    pub fn munlock(address: *const c_void, length: usize) = __NR_munlock(address, length);

    /// Locks all memory of the process, mlockall(2). `ENOMEM` (the limit), `EPERM`, `EINVAL`.
    pub fn mlockall(flags: MCL) = __NR_mlockall(flags);

    /// Unlocks all memory of the process, munlockall(2).
    pub fn munlockall() = __NR_munlockall();

    /// Advises as [`madvise`] on memory of another process, process_madvise(2), Linux 5.10; returns how many bytes. No flags
    /// are defined. `EINVAL`, `EPERM`, `ESRCH`.
    ///
    /// # Safety
    ///
    /// As for [`madvise`]: the other process, which may be this one, can live with it.
    pub unsafe fn process_madvise(pidfd: Fd<'_>, pieces: &[iovec], advice: MADV, flags: u32) -> usize
        = __NR_process_madvise(pidfd, pieces.as_ptr(), pieces.len(), advice, flags);

    /// As [`mprotect`] with a protection key, pkey_mprotect(2), Linux 4.9; -1 is none.
    ///
    /// # Safety
    ///
    /// As for [`mprotect`]; the key is the caller's.
    pub unsafe fn pkey_mprotect(address: *mut c_void, length: usize, protection: PROT, key: i32)
        = __NR_pkey_mprotect(address, length, protection, key);

    /// Takes a protection key, pkey_alloc(2), Linux 4.9, which takes these rights away from this thread. No flags are defined.
    /// `ENOSPC` and `EINVAL`, also where the machine has none.
    pub fn pkey_alloc(flags: u32, rights: PKEY) -> i32 = __NR_pkey_alloc(flags, rights);

    /// Gives a protection key back, pkey_free(2), Linux 4.9. `EINVAL`.
    ///
    /// # Safety
    ///
    /// The key is the caller's, and no memory has it: whoever gets it next would rule that too.
    pub unsafe fn pkey_free(key: i32) = __NR_pkey_free(key);

    /// Forbids to change mappings ever again, mseal(2), Linux 6.10, on 64-bit machines. No flags are defined. `ENOMEM`,
    /// `EINVAL`, `EPERM`.
    ///
    /// # Safety
    ///
    /// The range is the caller's, and nobody will want to unmap or change it.
    pub unsafe fn mseal(address: *mut c_void, length: usize, flags: usize) = __NR_mseal(address, length, flags);

    /// Makes a shadow stack, map_shadow_stack(2), Linux 6.6, where the machine has them. Returns where it
    /// is. `EOPNOTSUPP`, `ENOSPC`, `EINVAL`, `ENOMEM`.
    ///
    /// # Safety
    ///
    /// Nothing is mapped at `address`, or it is null.
    pub unsafe fn map_shadow_stack(address: *mut c_void, length: usize, flags: SHADOW_STACK_SET) -> *mut c_void
        = __NR_map_shadow_stack(address, length, flags);

    /// Makes a file whose memory even the kernel does not see, memfd_secret(2), Linux 5.14: the flag `CLOEXEC`.
    /// `ENOSYS` (not configured, or off), `EINVAL`, `EMFILE`.
    #[cfg(any(
        target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64", target_arch = "riscv64", target_arch = "s390x"
    ))]
    pub fn memfd_secret(flags: syscall_consts::linux::O) -> OwnedFd = __NR_memfd_secret(flags);
}
