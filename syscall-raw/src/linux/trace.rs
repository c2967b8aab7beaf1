//! Looking into processes and the kernel: other processes' memory, what they share, performance events (section 2 of the
//! manual pages). ptrace(2) and bpf(2) have files of their own.

use core::cmp::Ordering;

use syscall_consts::linux::{KCMP, PERF_FLAG};
use syscall_types::linux::{iovec, perf_event_attr};

use super::call::{calls, decode, syscall};
use crate::{Errno, Fd, RawFd};

/// Counts or samples an event, perf_event_open(2): of a thread (0 being this one, -1 any), on a processor (-1 any), in the
/// group that `group` leads.
///
/// The field `size` is taken to be the structure's. `EACCES`, `EPERM`, `ENOENT` (no such event), `EOPNOTSUPP`, `EINVAL`,
/// `E2BIG` (fields that the kernel does not know), `EMFILE`.
#[inline]
pub fn perf_event_open(
    attributes: &perf_event_attr,
    pid: i32,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<RawFd, Errno> {
    let mut attributes = perf_event_attr {
        size: size_of::<perf_event_attr>() as u32,
        ..*attributes
    };
    // SAFETY: the kernel reads the attributes, and texts at the addresses in them if these are some of the process; for
    // `E2BIG` it writes the size.
    decode(unsafe {
        syscall!(
            __NR_perf_event_open,
            &mut attributes,
            pid,
            cpu,
            group,
            flags
        )
    })
}

/// Compares a resource of two processes, kcmp(2), Linux 3.5, in an order that means nothing else: none where they are
/// neither equal nor ordered. The indices are descriptors for `FILE`; for `EPOLL_TFD` the second is the address of a
/// structure that the kernel reads; otherwise they do not count.
///
/// `EPERM`, `ESRCH`, `EBADF`, `EFAULT`, `EINVAL`, `ENOSYS` (not configured).
#[inline]
pub fn kcmp(
    pid1: i32,
    pid2: i32,
    kind: KCMP,
    index1: usize,
    index2: usize,
) -> Result<Option<Ordering>, Errno> {
    // SAFETY: the kernel reads what is at an address, if it is one of the process, and writes nothing.
    let order = decode::<i32>(unsafe { syscall!(__NR_kcmp, pid1, pid2, kind, index1, index2) })?;
    Ok(match order {
        0 => Some(Ordering::Equal),
        1 => Some(Ordering::Less),
        2 => Some(Ordering::Greater),
        _ => None,
    })
}

calls! {
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
}
