//! Scheduling: policies, priorities, processors, memory barriers (sched(7), sched_setattr(2), sched_setaffinity(2),
//! ioprio_set(2), membarrier(2)).
//!
//! Where C says pid the number is that of a thread, and 0 is the calling one.

use core::mem::size_of;

use syscall_consts::linux::{
    IOPRIO_CLASS, IOPRIO_HINT, IOPRIO_WHO, MEMBARRIER_CMD, MEMBARRIER_CMD_FLAG, PRIO, SCHED,
};
use syscall_types::linux::{sched_attr, sched_param, timespec};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::linux::vdso::GETCPU;
use crate::{Bytes, Errno, Out};

/// The nice value, getpriority(2), -20 to 19: the least of all that `id` names, which is 0 for the caller's. `ESRCH`.
#[inline]
pub fn getpriority(which: PRIO, id: u32) -> Result<i32, Errno> {
    // SAFETY: no memory is involved.
    let shifted = decode::<i32>(unsafe { syscall!(__NR_getpriority, which, id) })?;
    Ok(20 - shifted) // so that no result is negative
}

/// A thread's priority, sched_getparam(2). `ESRCH`. Only `sched_priority` is written.
#[inline]
pub fn sched_getparam(pid: i32, out: &mut sched_param) -> Result<(), Errno> {
    // SAFETY: the kernel writes the first field.
    decode(unsafe { syscall!(__NR_sched_getparam, pid, out) })
}

/// A thread's policy with all its parameters, sched_getattr(2), Linux 3.14. No flags are defined. `ESRCH`, `EINVAL`.
///
/// Older kernels know less of the structure; its field `size` tells how much was written.
#[inline]
pub fn sched_getattr(pid: i32, out: &mut sched_attr, flags: u32) -> Result<(), Errno> {
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_sched_getattr, pid, out, size_of::<sched_attr>(), flags) })
}

/// Sets a thread's policy with all its parameters, sched_setattr(2), Linux 3.14. No flags are defined. The field `size` is
/// taken to be the structure's. `E2BIG` (fields that the kernel does not know), `EBUSY` (deadlines that cannot be kept),
/// `EINVAL`, `EPERM`, `ESRCH`.
#[inline]
pub fn sched_setattr(pid: i32, attributes: &sched_attr, flags: u32) -> Result<(), Errno> {
    let mut attributes = sched_attr {
        size: size_of::<sched_attr>() as u32,
        ..*attributes
    };
    // SAFETY: the kernel reads the structure, and for `E2BIG` writes its own size.
    decode(unsafe { syscall!(__NR_sched_setattr, pid, &mut attributes, flags) })
}

/// A thread's time slice, sched_rr_get_interval(2). `ESRCH`.
#[doc(alias = "sched_rr_get_interval_time64")]
#[inline]
pub fn sched_rr_get_interval<'a>(
    pid: i32,
    out: impl Out<'a, timespec>,
) -> Result<&'a mut timespec, Errno> {
    // SAFETY: sched_rr_get_interval(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_sched_rr_get_interval, pid, place)
        })
    }
}

/// Sets the processors that a thread may run on, sched_setaffinity(2), as bits of machine words (`cpu_set`).
///
/// `EINVAL` where none of them is there, `EPERM`, `ESRCH`.
#[inline]
pub fn sched_setaffinity(pid: i32, cpus: &(impl Bytes + ?Sized)) -> Result<(), Errno> {
    let (start, len) = cpus.bytes();
    // SAFETY: the kernel reads the set.
    decode(unsafe { syscall!(__NR_sched_setaffinity, pid, len, start) })
}

/// The processors that a thread may run on, sched_getaffinity(2); returns how many bytes of `cpus` were filled, which
/// is what the kernel needs for all processors.
///
/// `EINVAL` where that is more than there is room, or the room is not whole machine words. `ESRCH`.
#[inline]
pub fn sched_getaffinity<'a, T: ?Sized>(
    pid: i32,
    mut cpus: impl Out<'a, T>,
) -> Result<usize, Errno> {
    let (start, len) = cpus.place();
    let len = len.min(i32::MAX as usize); // an int to the kernel
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_sched_getaffinity, pid, len, start) })
}

/// The processor that the thread runs on and its NUMA node, getcpu(2); both may have changed before it returns. From the
/// [vDSO](crate::linux::vdso).
#[inline]
pub fn getcpu() -> Result<(u32, u32), Errno> {
    let (mut cpu, mut node) = (0u32, 0u32);
    let (cpu_place, node_place) = (&raw mut cpu, &raw mut node);
    // SAFETY: the kernel writes two numbers, and so does the vDSO. The third argument is not used any more.
    decode::<()>(unsafe {
        GETCPU.or(
            |function| function(cpu_place, node_place, core::ptr::null_mut()),
            || syscall!(__NR_getcpu, cpu_place, node_place, None::<&u8>),
        )
    })?;
    Ok((cpu, node))
}

/// The priority of input and output, ioprio_get(2), the highest of all that `who` names: its class, a hint, and the level in
/// the class, 0 being the highest. `ESRCH`, `EINVAL`.
#[inline]
pub fn ioprio_get(which: IOPRIO_WHO, who: i32) -> Result<(IOPRIO_CLASS, IOPRIO_HINT, i32), Errno> {
    // SAFETY: no memory is involved.
    let priority = decode::<i32>(unsafe { syscall!(__NR_ioprio_get, which, who) })?;
    let class = priority >> IOPRIO_CLASS::SHIFT.0;
    let hint = priority >> IOPRIO_HINT::SHIFT.0 & 0x3ff;
    Ok((IOPRIO_CLASS(class), IOPRIO_HINT(hint), priority & 7))
}

/// Sets the priority of input and output, ioprio_set(2), as [`ioprio_get`] has it. `EPERM`, `EINVAL`, `ESRCH`.
#[inline]
pub fn ioprio_set(
    which: IOPRIO_WHO,
    who: i32,
    class: IOPRIO_CLASS,
    hint: IOPRIO_HINT,
    level: i32,
) -> Result<(), Errno> {
    // Beyond their bits they would be another class (`IOPRIO_PRIO_VALUE` of linux/ioprio.h).
    if !(0..8).contains(&class.0) || !(0..0x400).contains(&hint.0) || !(0..8).contains(&level) {
        return Err(Errno::EINVAL);
    }
    let priority = class.0 << IOPRIO_CLASS::SHIFT.0 | hint.0 << IOPRIO_HINT::SHIFT.0 | level;
    // SAFETY: no memory is involved.
    decode(unsafe { syscall!(__NR_ioprio_set, which, who, priority) })
}

calls! {
    /// Sets the nice value, setpriority(2), cut to -20..=19. `EACCES`, `EPERM`, `ESRCH`.
    pub fn setpriority(which: PRIO, id: u32, nice: i32) = __NR_setpriority(which, id, nice);

    /// Sets a thread's priority, sched_setparam(2). `EINVAL` (not of the policy), `EPERM`, `ESRCH`.
    pub fn sched_setparam(pid: i32, param: &sched_param) = __NR_sched_setparam(pid, param);

    /// Sets a thread's policy and priority, sched_setscheduler(2). `EINVAL`, `EPERM`, `ESRCH`.
    pub fn sched_setscheduler(pid: i32, policy: SCHED, param: &sched_param) = __NR_sched_setscheduler(pid, policy, param);

    /// A thread's policy, with `RESET_ON_FORK` where that is set, sched_getscheduler(2). `ESRCH`.
    pub fn sched_getscheduler(pid: i32) -> SCHED = __NR_sched_getscheduler(pid);

    /// The highest priority of a policy, sched_get_priority_max(2). `EINVAL`.
    pub fn sched_get_priority_max(policy: SCHED) -> i32 = __NR_sched_get_priority_max(policy);

    /// The lowest priority of a policy, sched_get_priority_min(2). `EINVAL`.
    pub fn sched_get_priority_min(policy: SCHED) -> i32 = __NR_sched_get_priority_min(policy);

    /// Makes all threads (with the flag `CPU`, Linux 5.10, those of one processor) pass a memory barrier, membarrier(2), Linux
    /// 4.3. The result of `QUERY` is the set of commands, that of `GET_REGISTRATIONS` what is registered, others return
    /// nothing. `EINVAL`, `EPERM` (not registered).
    pub fn membarrier(command: MEMBARRIER_CMD, flags: MEMBARRIER_CMD_FLAG, cpu: i32) -> MEMBARRIER_CMD
        = __NR_membarrier(command, flags, cpu);
}
