//! Looking into processes and the kernel: ptrace, other processes' memory, BPF, performance events (section 2 of the manual
//! pages).

use syscall_consts::linux::{BPF_CMD, PERF_FLAG};
use syscall_types::linux::iovec;

use super::call::{calls, decode, syscall};
use crate::{Errno, Fd, Out, RawFd};

/// Any command of bpf(2) with its part of `bpf_attr`, of any length. What it returns depends on the command, mostly a
/// descriptor or 0.
///
/// `EPERM`, `EINVAL`, `EACCES` (the verifier refuses), `E2BIG`, `ENOENT`, `EEXIST`.
///
/// # Safety
///
/// The attributes are the command's, and memory at the addresses in them is as long as it says.
#[inline]
pub unsafe fn bpf<'a, T: ?Sized>(
    command: BPF_CMD,
    mut attributes: impl Out<'a, T>,
) -> Result<usize, Errno> {
    let (start, len) = attributes.place();
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_bpf, command, start, len) })
}

/// Counts or samples an event, perf_event_open(2): of a thread (0 being this one, -1 any), on a processor (-1 any), in the
/// group that `group` leads.
///
/// `attributes` is a `perf_event_attr`; for `E2BIG` the kernel leaves its own size there. `EACCES`, `EPERM`, `ENOENT` (no such
/// event), `EOPNOTSUPP`, `EINVAL`, `EMFILE`.
///
/// # Safety
///
/// The field `size` is 0 or no more than there is, and memory at the addresses in it is as long as it says.
#[inline]
pub unsafe fn perf_event_open<'a, T: ?Sized>(
    mut attributes: impl Out<'a, T>,
    pid: i32,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<RawFd, Errno> {
    let (start, _) = attributes.place();
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_perf_event_open, start, pid, cpu, group, flags) })
}

calls! {
    /// Any request (`PTRACE_*` of linux/ptrace.h and asm/ptrace.h) of ptrace(2). The kernel's own form: what is read by
    /// `PEEK` requests is written to where `data` points.
    ///
    /// `ESRCH` (not traced, or not stopped), `EPERM`, `EIO`, `EFAULT`, `EINVAL`, `EBUSY`.
    ///
    /// # Safety
    ///
    /// The arguments are what the request takes, and the traced process can live with what is done to it.
    pub unsafe fn ptrace(request: i32, pid: i32, address: usize, data: usize) -> usize
        = __NR_ptrace(request, pid, address, data);

    /// Reads another process's memory, process_vm_readv(2); returns how much. No flags are defined.
    ///
    /// `EPERM`, `ESRCH`, `EFAULT` (nothing of the first piece), `EINVAL`.
    ///
    /// # Safety
    ///
    /// Each piece of `local` is memory that may be written.
    pub unsafe fn process_vm_readv(pid: i32, local: &[iovec], remote: &[iovec], flags: usize) -> usize
        = __NR_process_vm_readv(pid, local.as_ptr(), local.len(), remote.as_ptr(), remote.len(), flags);

    /// Writes to another process's memory, process_vm_writev(2); returns how much. No flags are defined. Errors as for
    /// [`process_vm_readv`].
    ///
    /// # Safety
    ///
    /// Each piece of `local` is memory that may be read, and the other process, which may be this one, can live with it.
    pub unsafe fn process_vm_writev(pid: i32, local: &[iovec], remote: &[iovec], flags: usize) -> usize
        = __NR_process_vm_writev(pid, local.as_ptr(), local.len(), remote.as_ptr(), remote.len(), flags);

    /// Compares a resource (`KCMP_*` of linux/kcmp.h) of two processes, kcmp(2): 0 where it is the same one, 1 and 2 an order,
    /// 3 neither. `EPERM`, `ESRCH`, `EBADF`, `EINVAL`.
    ///
    /// # Safety
    ///
    /// For `KCMP_EPOLL_TFD` the second index is the address of a `kcmp_epoll_slot`.
    pub unsafe fn kcmp(pid1: i32, pid2: i32, kind: i32, index1: usize, index2: usize) -> i32
        = __NR_kcmp(pid1, pid2, kind, index1, index2);
}
