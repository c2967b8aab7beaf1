//! Descriptors themselves: closing, duplicating, pipes, fcntl(2).

use syscall_consts::linux::{F, FD, O, OPIPE};
use syscall_types::linux::flock;

use super::call::{calls, decode, syscall};
use crate::{Errno, Fd, RawFd};

/// Duplicates `fd` to the number `new`, dup2(2), and closes what was there. Equal numbers change nothing.
///
/// Newer architectures have dup3 only; there this is made of it. `EBADF` also for a number beyond the limit.
///
/// # Safety
///
/// The number `new` is the caller's, or no descriptor has it.
#[inline]
pub unsafe fn dup2(fd: Fd<'_>, new: RawFd) -> Result<RawFd, Errno> {
    #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm"))]
    {
        // SAFETY: the caller's.
        decode(unsafe { syscall!(__NR_dup2, fd, new) })
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm")))]
    {
        if fd.as_raw() == new {
            return fcntl_getfd(fd).map(|_| new);
        }
        // SAFETY: the caller's.
        unsafe { dup3(fd, new, O::empty()) }
    }
}

/// Makes a pipe, pipe2(2): the end to read from, then the end to write to. `EMFILE`, `ENFILE`.
#[doc(alias = "pipe")]
#[inline]
pub fn pipe2(flags: OPIPE) -> Result<[RawFd; 2], Errno> {
    let mut ends = [-1; 2];
    // SAFETY: the kernel writes two numbers.
    decode::<()>(unsafe { syscall!(__NR_pipe2, &mut ends, flags) })?;
    Ok(ends)
}

calls! {
    /// Closes a descriptor, close(2). It is gone even where an error is returned (`EINTR`, `EIO`, `ENOSPC`, `EDQUOT`), only
    /// `EBADF` says that there was none.
    ///
    /// # Safety
    ///
    /// The descriptor is the caller's, who does not use the number again.
    pub unsafe fn close(fd: RawFd) = __NR_close(fd);

    /// Duplicates a descriptor to the lowest free number, dup(2). `EMFILE`.
    pub fn dup(fd: Fd<'_>) -> RawFd = __NR_dup(fd);

    /// Duplicates `fd` to the number `new` with `O_CLOEXEC` or nothing, dup3(2), and closes what was there.
    ///
    /// `EINVAL` where the numbers are equal, `EBADF` also for a number beyond the limit.
    ///
    /// # Safety
    ///
    /// The number `new` is the caller's, or no descriptor has it.
    pub unsafe fn dup3(fd: Fd<'_>, new: RawFd, flags: O) -> RawFd = __NR_dup3(fd, new, flags);

    /// Closes all descriptors from `first` to `last`, close_range(2), Linux 5.9: flags `CLOSE_RANGE_*` of
    /// linux/close_range.h, of which `CLOEXEC` closes them at exec only. `EINVAL`, `EMFILE`, `ENOMEM`.
    ///
    /// # Safety
    ///
    /// All of them are the caller's, who does not use the numbers again.
    pub unsafe fn close_range(first: u32, last: u32, flags: u32) = __NR_close_range(first, last, flags);

    /// Any request to a device or another file, ioctl(2). `ENOTTY` where it does not know that.
    ///
    /// # Safety
    ///
    /// `argument` is what the request takes: a number, or a pointer to what it reads or fills.
    pub unsafe fn ioctl(fd: Fd<'_>, request: u32, argument: usize) -> usize = __NR_ioctl(fd, request, argument);

    /// Any command of fcntl(2). Those with a type of their own are beside it.
    ///
    /// # Safety
    ///
    /// `argument` is what the command takes: a number, or a pointer to what it reads or fills.
    #[doc(alias = "fcntl64")]
    pub unsafe fn fcntl(fd: Fd<'_>, command: F, argument: usize) -> usize = __NR_fcntl(fd, command, argument);

    /// The descriptor's own flags, `F_GETFD` of fcntl(2).
    pub fn fcntl_getfd(fd: Fd<'_>) -> FD = __NR_fcntl(fd, F::GETFD);

    /// Sets the descriptor's own flags, `F_SETFD` of fcntl(2).
    pub fn fcntl_setfd(fd: Fd<'_>, flags: FD) = __NR_fcntl(fd, F::SETFD, flags);

    /// Access mode and status flags of the open file, `F_GETFL` of fcntl(2).
    pub fn fcntl_getfl(fd: Fd<'_>) -> O = __NR_fcntl(fd, F::GETFL);

    /// Sets the status flags of the open file, `F_SETFL` of fcntl(2). Access mode and flags of creation are ignored.
    pub fn fcntl_setfl(fd: Fd<'_>, flags: O) = __NR_fcntl(fd, F::SETFL, flags);

    /// Duplicates a descriptor to the lowest free number from `least`, `F_DUPFD` of fcntl(2). `EINVAL` beyond the limit.
    pub fn fcntl_dupfd(fd: Fd<'_>, least: RawFd) -> RawFd = __NR_fcntl(fd, F::DUPFD, least);

    /// As [`fcntl_dupfd`] with the flag `FD_CLOEXEC`, `F_DUPFD_CLOEXEC` of fcntl(2).
    pub fn fcntl_dupfd_cloexec(fd: Fd<'_>, least: RawFd) -> RawFd = __NR_fcntl(fd, F::DUPFD_CLOEXEC, least);

    /// The first lock that stands against `lock`, or `lock` with the type `F_UNLCK`, `F_GETLK` of fcntl(2).
    pub fn fcntl_getlk(fd: Fd<'_>, lock: &mut flock) = __NR_fcntl(fd, F::GETLK64, lock);

    /// Takes or gives back a lock, `F_SETLK` of fcntl(2). `EAGAIN` or `EACCES` where another process has it.
    pub fn fcntl_setlk(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::SETLK64, lock);

    /// As [`fcntl_setlk`], and waits, `F_SETLKW` of fcntl(2). `EINTR`, `EDEADLK`.
    pub fn fcntl_setlkw(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::SETLKW64, lock);
}
