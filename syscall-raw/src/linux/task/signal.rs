//! Signals: sending them, waiting for them, masks and handlers (signal(7), kill(2), sigaction(2), sigprocmask(2),
//! sigtimedwait(2), signalfd(2)).
//!
//! The mask is the thread's, handlers are the process's.

use core::mem::size_of;

use syscall_consts::linux::{PIDFD_SIGNAL, SFD, SIG, SIGPM};
use syscall_types::linux::{sigaction, siginfo, sigset, stack, timespec};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::{Errno, Fd, Out, OwnedFd};

/// Sets what a signal does, rt_sigaction(2); `old` gets what it did. `EINVAL` (no such signal, or SIGKILL, SIGSTOP).
///
/// A handler returns to code that ends it (rt_sigreturn). On x86_64 that has to come from the program and is put in here,
/// with the flag `RESTORER`; elsewhere the kernel has its own, in the vDSO or the frame.
///
/// # Safety
///
/// The handler is an `extern "C"` function of the arguments that the flags say, and does only what is allowed in the middle
/// of whatever the thread does (signal-safety(7)). Replacing what other code relies on is at the caller's risk: Rust's
/// runtime has handlers for SIGSEGV and SIGBUS, and ignores SIGPIPE.
#[doc(alias = "sigaction")]
#[inline]
pub unsafe fn rt_sigaction(
    signal: SIG,
    new: Option<&sigaction>,
    old: Option<&mut sigaction>,
) -> Result<(), Errno> {
    #[cfg(target_arch = "x86_64")]
    let with_restorer = new.map(|new| sigaction {
        sa_flags: new.sa_flags | syscall_consts::linux::SA::RESTORER.bits() as core::ffi::c_ulong,
        sa_restorer: restorer as *const core::ffi::c_void,
        ..*new
    });
    #[cfg(target_arch = "x86_64")]
    let new = with_restorer.as_ref();
    // SAFETY: the caller's; the kernel reads and writes the structures.
    decode(unsafe { syscall!(__NR_rt_sigaction, signal, new, old, size_of::<sigset>()) })
}

/// Where handlers return to. Debuggers and unwinders know a signal's frame by exactly these two instructions.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
unsafe extern "C" fn restorer() {
    core::arch::naked_asm!("mov rax, {nr}", "syscall", nr = const crate::linux::nr::__NR_rt_sigreturn)
}

/// The signals that wait because the mask holds them up, rt_sigpending(2).
#[doc(alias = "sigpending")]
#[inline]
pub fn rt_sigpending<'a>(out: impl Out<'a, sigset>) -> Result<&'a mut sigset, Errno> {
    // SAFETY: rt_sigpending(2) fills the set.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_rt_sigpending, place, size_of::<sigset>())
        })
    }
}

/// Waits for a signal with `mask` as the signal mask, rt_sigsuspend(2), until a handler has run: `EINTR`, always.
#[doc(alias = "sigsuspend")]
#[doc(alias = "pause")]
#[inline]
pub fn rt_sigsuspend(mask: &sigset) -> Errno {
    // SAFETY: the kernel reads the set.
    let result = unsafe { syscall!(__NR_rt_sigsuspend, mask, size_of::<sigset>()) };
    Errno::from_raw(result.unsigned_abs() as u16)
}

/// Changes the set of a descriptor that [`signalfd4`] made, signalfd4(2). `EINVAL` where it is none, `EBADF`.
#[doc(alias = "signalfd4")]
#[inline]
pub fn signalfd4_set(fd: Fd<'_>, set: &sigset) -> Result<(), Errno> {
    if fd.as_raw() < 0 {
        return Err(Errno::EBADF); // -1 would make one
    }
    // SAFETY: the kernel reads the set.
    decode(unsafe { syscall!(__NR_signalfd4, fd, set, size_of::<sigset>(), 0u32) })
}

/// Whether a signal is one by which a C library speaks to its threads, before SIGRTMIN: its handler believes what it finds,
/// and only asks whether a call for one thread has sent it.
pub(crate) const fn is_of_library(signal: SIG) -> bool {
    // SIGCANCEL and SIGSETXID of glibc; SIGTIMER, SIGCANCEL and SIGSYNCCALL of musl.
    matches!(signal.0, 32 | 33) || cfg!(target_env = "musl") && signal.0 == 34
}

/// Sends a signal to a thread of a process, tgkill(2). `EPERM`, `ESRCH`, `EAGAIN`; `EINVAL`, also for the signals that the C
/// library has for itself (below SIGRTMIN), as pthread_kill(3) has it.
#[inline]
pub fn tgkill(pid: i32, tid: i32, signal: SIG) -> Result<(), Errno> {
    if is_of_library(signal) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: numbers alone; what a handler may not be told is refused.
    decode(unsafe { syscall!(__NR_tgkill, pid, tid, signal) })
}

/// Sends a signal to a thread of whatever process, tkill(2). Errors as for [`tgkill`], which is better: the number may
/// be another thread's by now.
#[inline]
pub fn tkill(tid: i32, signal: SIG) -> Result<(), Errno> {
    if is_of_library(signal) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: as in `tgkill`.
    decode(unsafe { syscall!(__NR_tkill, tid, signal) })
}

/// Sends a signal to the process, or the thread, of a descriptor, pidfd_send_signal(2), Linux 5.1. Errors as for [`tgkill`].
#[inline]
pub fn pidfd_send_signal(pidfd: Fd<'_>, signal: SIG, flags: PIDFD_SIGNAL) -> Result<(), Errno> {
    if is_of_library(signal) {
        return Err(Errno::EINVAL);
    }
    let none = None::<&siginfo>;
    // SAFETY: as in `tgkill`; null asks for no data.
    decode(unsafe { syscall!(__NR_pidfd_send_signal, pidfd, signal, none, flags) })
}

calls! {
    /// Sends a signal, kill(2): to a process, for 0 to this group, for -1 to all, for a negated group to that. The signal 0
    /// only asks whether that could be done. `EPERM`, `ESRCH`, `EINVAL`.
    pub fn kill(pid: i32, signal: SIG) = __NR_kill(pid, signal);

    /// As [`pidfd_send_signal`] with data.
    ///
    /// # Safety
    ///
    /// As for [`rt_sigqueueinfo`].
    #[doc(alias = "pidfd_send_signal")]
    pub unsafe fn pidfd_send_signal_info(pidfd: Fd<'_>, signal: SIG, info: &siginfo, flags: PIDFD_SIGNAL)
        = __NR_pidfd_send_signal(pidfd, signal, info, flags);

    /// Sends a signal with data to a process, rt_sigqueueinfo(2). Other processes get no `si_code` that is the kernel's
    /// own. `EPERM`, `ESRCH`, `EINVAL`, `EAGAIN`.
    ///
    /// # Safety
    ///
    /// Handlers may believe what they are told: the process, which may be this one, can live with a signal of that number
    /// with that code, that address, and that pointer.
    #[doc(alias = "sigqueue")]
    pub unsafe fn rt_sigqueueinfo(pid: i32, signal: SIG, info: &siginfo) = __NR_rt_sigqueueinfo(pid, signal, info);

    /// As [`rt_sigqueueinfo`], to a thread of a process, rt_tgsigqueueinfo(2).
    ///
    /// # Safety
    ///
    /// As for [`rt_sigqueueinfo`].
    pub unsafe fn rt_tgsigqueueinfo(pid: i32, tid: i32, signal: SIG, info: &siginfo)
        = __NR_rt_tgsigqueueinfo(pid, tid, signal, info);

    /// Changes the thread's signal mask, rt_sigprocmask(2); `old` receives the old one. `EINVAL`.
    #[doc(alias = "sigprocmask")]
    #[doc(alias = "pthread_sigmask")]
    pub fn rt_sigprocmask(how: SIGPM, new: Option<&sigset>, old: Option<&mut sigset>)
        = __NR_rt_sigprocmask(how, new, old, size_of::<sigset>());

    /// Waits for a signal of a set and takes it, rt_sigtimedwait(2); returns which. The mask has to hold them up.
    /// `EAGAIN` when as much time as `timeout` says has passed, `EINTR`.
    #[doc(alias = "sigtimedwait")]
    #[doc(alias = "sigwaitinfo")]
    #[doc(alias = "rt_sigtimedwait_time64")]
    pub fn rt_sigtimedwait(set: &sigset, info: Option<&mut siginfo>, timeout: Option<&timespec>) -> SIG
        = __NR_rt_sigtimedwait(set, info, timeout, size_of::<sigset>());

    /// Sets the stack that handlers with `SA_ONSTACK` run on, sigaltstack(2); `old` receives the old one. `ENOMEM` (too small),
    /// `EPERM` (in use), `EINVAL`.
    ///
    /// # Safety
    ///
    /// The memory is for this alone as long as it is set. Rust's runtime has such a stack for each of its threads.
    pub unsafe fn sigaltstack(new: Option<&stack>, old: Option<&mut stack>) = __NR_sigaltstack(new, old);

    /// Makes a descriptor that signals of a set are read from as `signalfd_siginfo`, signalfd4(2). The mask has to hold them
    /// up. `EINVAL`, `EMFILE`.
    #[doc(alias = "signalfd")]
    pub fn signalfd4(set: &sigset, flags: SFD) -> OwnedFd
        = __NR_signalfd4(None::<Fd<'_>>, set, size_of::<sigset>(), flags);
}
