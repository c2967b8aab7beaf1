//! Descriptors themselves: closing and duplicating them, pipes, fcntl(2), ioctl(2).
//!
//! Each operation of fcntl is a function of its own ([`fcntl_getfl`], [`fcntl_setlk`], ...); [`fcntl`] takes the
//! others. Locks on ranges of a file are here, the lock of a whole file is [`flock`](crate::linux::flock).

use syscall_consts::linux::{CLOSE_RANGE, F, F_SEAL, FCNTL_LOCK, FD, O, OPIPE, SIG};
use syscall_types::Plain;
use syscall_types::linux::{f_owner_ex, flock};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::linux::task::signal::is_of_library;
use crate::{Errno, Fd, Out, OwnedFd, RawFd};

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
pub fn pipe2(flags: OPIPE) -> Result<[OwnedFd; 2], Errno> {
    // SAFETY: the kernel writes two numbers, of descriptors that it has made.
    unsafe { two(|ends| syscall!(__NR_pipe2, ends, flags)) }
}

/// Makes a call that makes two descriptors.
///
/// # Safety
///
/// Successful, `call` writes the numbers of two descriptors that nobody else has.
#[inline(always)]
pub(crate) unsafe fn two(
    call: impl FnOnce(&mut [RawFd; 2]) -> isize,
) -> Result<[OwnedFd; 2], Errno> {
    let mut ends = [-1; 2];
    decode::<()>(call(&mut ends))?;
    // SAFETY: the caller's.
    Ok(ends.map(|end| unsafe { OwnedFd::from_raw(end) }))
}

/// Any request to a device or another file whose argument is a structure, ioctl(2). `ENOTTY` where it does not know that.
///
/// # Safety
///
/// The structure is what the request reads or fills, and addresses in it are right.
#[doc(alias = "ioctl")]
#[inline]
pub unsafe fn ioctl_with<T: Plain>(
    fd: Fd<'_>,
    request: u32,
    argument: &mut T,
) -> Result<usize, Errno> {
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_ioctl, fd, request, argument) })
}

/// Who gets the signals of a file, `F_GETOWN_EX` of fcntl(2).
#[doc(alias = "F_GETOWN")]
#[inline]
pub fn fcntl_getown_ex<'a>(
    fd: Fd<'_>,
    out: impl Out<'a, f_owner_ex>,
) -> Result<&'a mut f_owner_ex, Errno> {
    // SAFETY: F_GETOWN_EX fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_fcntl, fd, F::GETOWN_EX, place)) }
}

/// Sets the signal that says that a file is ready, `F_SETSIG` of fcntl(2). `EINVAL`, also for the signals that the C library has
/// for itself, as in [`tgkill`](crate::linux::tgkill).
#[doc(alias = "fcntl")]
#[inline]
pub fn fcntl_setsig(fd: Fd<'_>, signal: SIG) -> Result<(), Errno> {
    if is_of_library(signal) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: numbers alone; what a handler may not be told is refused.
    decode(unsafe { syscall!(__NR_fcntl, fd, F::SETSIG, signal) })
}

calls! {
    /// Closes a descriptor, close(2). It is gone even where an error is returned (`EINTR`, `EIO`, `ENOSPC`, `EDQUOT`), only
    /// `EBADF` says that there was none.
    ///
    /// # Safety
    ///
    /// The descriptor is the caller's, who does not use the number again. An [`OwnedFd`] closes its own.
    pub unsafe fn close(fd: RawFd) = __NR_close(fd);

    /// Duplicates a descriptor to the lowest free number, dup(2). `EMFILE`.
    pub fn dup(fd: Fd<'_>) -> OwnedFd = __NR_dup(fd);

    /// Duplicates `fd` to the number `new` with `O_CLOEXEC` or nothing, dup3(2), and closes what was there.
    ///
    /// `EINVAL` where the numbers are equal, `EBADF` also for a number beyond the limit.
    ///
    /// # Safety
    ///
    /// The number `new` is the caller's, or no descriptor has it.
    pub unsafe fn dup3(fd: Fd<'_>, new: RawFd, flags: O) -> RawFd = __NR_dup3(fd, new, flags);

    /// Closes all descriptors from `first` to `last`, close_range(2), Linux 5.9: with `CLOEXEC` at exec only, with
    /// `UNSHARE` for this thread alone. `EINVAL`, `EMFILE`, `ENOMEM`.
    ///
    /// # Safety
    ///
    /// All of them are the caller's, who does not use the numbers again.
    pub unsafe fn close_range(first: u32, last: u32, flags: CLOSE_RANGE) = __NR_close_range(first, last, flags);

    /// Any request (`syscall_consts::linux::ioctl`) to a device or another file, ioctl(2). `ENOTTY` where it does not know
    /// that.
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
    pub fn fcntl_dupfd(fd: Fd<'_>, least: RawFd) -> OwnedFd = __NR_fcntl(fd, F::DUPFD, least);

    /// As [`fcntl_dupfd`] with the flag `FD_CLOEXEC`, `F_DUPFD_CLOEXEC` of fcntl(2).
    pub fn fcntl_dupfd_cloexec(fd: Fd<'_>, least: RawFd) -> OwnedFd = __NR_fcntl(fd, F::DUPFD_CLOEXEC, least);

    /// The first lock that stands against `lock`, or `lock` with the type `F_UNLCK`, `F_GETLK` of fcntl(2).
    pub fn fcntl_getlk(fd: Fd<'_>, lock: &mut flock) = __NR_fcntl(fd, F::GETLK64, lock);

    /// Takes or gives back (`F_UNLCK`) a lock, `F_SETLK` of fcntl(2). It is gone when the process closes any descriptor of
    /// the file. `EAGAIN` or `EACCES` where another process has it, `ENOLCK`.
    pub fn fcntl_setlk(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::SETLK64, lock);

    /// As [`fcntl_setlk`], and waits, `F_SETLKW` of fcntl(2). `EINTR`, `EDEADLK`.
    pub fn fcntl_setlkw(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::SETLKW64, lock);

    /// As [`fcntl_getlk`] for locks that belong to the open file and not to the process, `F_OFD_GETLK` of fcntl(2), Linux
    /// 3.15, which this and the next two need: `l_pid` has to be 0 (`EINVAL`).
    pub fn fcntl_ofd_getlk(fd: Fd<'_>, lock: &mut flock) = __NR_fcntl(fd, F::OFD_GETLK, lock);

    /// As [`fcntl_setlk`] for a lock that belongs to the open file, `F_OFD_SETLK` of fcntl(2): `l_pid` has to be 0.
    pub fn fcntl_ofd_setlk(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::OFD_SETLK, lock);

    /// As [`fcntl_ofd_setlk`], and waits, `F_OFD_SETLKW` of fcntl(2). `EINTR`.
    pub fn fcntl_ofd_setlkw(fd: Fd<'_>, lock: &flock) = __NR_fcntl(fd, F::OFD_SETLKW, lock);

    /// Sets which process gets the signals of a file, or (negated) which group, `F_SETOWN` of fcntl(2). `ESRCH`.
    pub fn fcntl_setown(fd: Fd<'_>, pid: i32) = __NR_fcntl(fd, F::SETOWN, pid);

    /// Sets who gets the signals of a file, `F_SETOWN_EX` of fcntl(2). `ESRCH`, `EINVAL`.
    pub fn fcntl_setown_ex(fd: Fd<'_>, owner: &f_owner_ex) = __NR_fcntl(fd, F::SETOWN_EX, owner);

    /// The signal that says that a file is ready, `F_GETSIG` of fcntl(2); 0 is SIGIO.
    pub fn fcntl_getsig(fd: Fd<'_>) -> SIG = __NR_fcntl(fd, F::GETSIG);

    /// The lease on a file, `F_GETLEASE` of fcntl(2).
    pub fn fcntl_getlease(fd: Fd<'_>) -> FCNTL_LOCK = __NR_fcntl(fd, F::GETLEASE);

    /// Takes a lease on a file, or gives it back (`UNLCK`), `F_SETLEASE` of fcntl(2): SIGIO tells when another process opens
    /// it. `EAGAIN` (it is open), `EACCES`, `EINVAL`.
    pub fn fcntl_setlease(fd: Fd<'_>, lease: FCNTL_LOCK) = __NR_fcntl(fd, F::SETLEASE, lease);

    /// The bytes that a pipe has room for, `F_GETPIPE_SZ` of fcntl(2). `EBADF` where it is no pipe.
    pub fn fcntl_getpipe_sz(fd: Fd<'_>) -> usize = __NR_fcntl(fd, F::GETPIPE_SZ);

    /// Sets the bytes that a pipe has room for, `F_SETPIPE_SZ` of fcntl(2); returns how many it has then. `EPERM` beyond the
    /// limit, `EBUSY` below what it holds, `EBADF`.
    pub fn fcntl_setpipe_sz(fd: Fd<'_>, size: u32) -> usize = __NR_fcntl(fd, F::SETPIPE_SZ, size);

    /// The seals of a file in memory, `F_GET_SEALS` of fcntl(2), Linux 3.17. `EINVAL` where there are none.
    pub fn fcntl_get_seals(fd: Fd<'_>) -> F_SEAL = __NR_fcntl(fd, F::GET_SEALS);

    /// Seals a file in memory irreversibly, `F_ADD_SEALS` of fcntl(2), Linux 3.17; memfd_create's `ALLOW_SEALING` permits it.
    /// `EPERM` (sealed against seals), `EBUSY` (mapped to be written), `EINVAL`.
    pub fn fcntl_add_seals(fd: Fd<'_>, seals: F_SEAL) = __NR_fcntl(fd, F::ADD_SEALS, seals);

    /// Whether both descriptors are of one open file, `F_DUPFD_QUERY` of fcntl(2), Linux 6.10 (`EINVAL` before).
    pub fn fcntl_dupfd_query(fd: Fd<'_>, other: Fd<'_>) -> bool = __NR_fcntl(fd, F::DUPFD_QUERY, other);

    /// Whether this open made the file, `F_CREATED_QUERY` of fcntl(2), Linux 6.12 (`EINVAL` before).
    pub fn fcntl_created_query(fd: Fd<'_>) -> bool = __NR_fcntl(fd, F::CREATED_QUERY);
}
