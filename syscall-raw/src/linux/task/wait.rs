//! Waiting for processes (wait(2), waitid(2)). `WaitStatus` of syscall-types says how a process ended.

use syscall_consts::linux::{P, W};
use syscall_types::linux::{WaitStatus, rusage, siginfo};

use crate::linux::call::{calls, decode, syscall};
use crate::{Errno, Fd};

/// Waits for a child to change, wait4(2): `pid` is its number, -1 for any, 0 for those of this process group, or a negated
/// group.
///
/// Returns the child's number and its status; 0 and a status of 0 where `NOHANG` found nothing. `ECHILD`, `EINTR`.
#[doc(alias = "wait")]
#[doc(alias = "waitpid")]
#[doc(alias = "wait3")]
#[inline]
pub fn wait4(pid: i32, options: W, usage: Option<&mut rusage>) -> Result<(i32, WaitStatus), Errno> {
    let mut status = 0i32;
    // SAFETY: the kernel writes the status and the usage.
    let child = decode(unsafe { syscall!(__NR_wait4, pid, &mut status, options, usage) })?;
    Ok((child, WaitStatus(status)))
}

/// Waits for a child to change, waitid(2): any, that of a number, or of a group; for that of a descriptor there is
/// [`waitid_pidfd`], and `PIDFD` is `EINVAL` here.
///
/// `info` tells who and what: `_sifields.sigchld` has the number and the status, `si_code` is a `SIGCLD`, and `si_signo` is 0
/// where `NOHANG` found nothing. Without `EXITED`, `STOPPED` or `CONTINUED` it is `EINVAL`. `ECHILD`, `EINTR`.
#[inline]
pub fn waitid(
    kind: P,
    id: i32,
    info: Option<&mut siginfo>,
    options: W,
    usage: Option<&mut rusage>,
) -> Result<(), Errno> {
    if kind == P::PIDFD {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel fills the structures.
    decode(unsafe { syscall!(__NR_waitid, kind, id, info, options, usage) })
}

calls! {
    /// As [`waitid`], for the child of a descriptor, `P_PIDFD` of waitid(2), Linux 5.4. `EAGAIN` (a nonblocking descriptor).
    #[doc(alias = "P_PIDFD")]
    pub fn waitid_pidfd(pidfd: Fd<'_>, info: Option<&mut siginfo>, options: W, usage: Option<&mut rusage>)
        = __NR_waitid(P::PIDFD, pidfd, info, options, usage);
}
