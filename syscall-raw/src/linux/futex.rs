//! Waiting on a word of memory (futex(2), futex(7)).
//!
//! `futex_wait`, `futex_wake`, `futex_requeue` and `futex_waitv` are calls of their own with flags of linux/futex.h
//! (`FUTEX2_SIZE_U32`, `FUTEX2_PRIVATE`, `FUTEX2_NUMA`); timeouts there are points in time of a clock.

use core::{ffi::c_void, sync::atomic::AtomicU32};

use linux_raw_sys::general::{futex_waitv as waiter, robust_list_head};
use syscall_consts::linux::CLOCK;
use syscall_types::linux::timespec;

use super::call::{calls, decode, syscall};
use crate::Errno;

/// A thread's list of robust futexes, get_robust_list(2), 0 being this one: its address and the bytes of its head.
/// `EPERM`, `ESRCH`.
#[inline]
pub fn get_robust_list(pid: i32) -> Result<(*mut c_void, usize), Errno> {
    let (mut head, mut len) = (core::ptr::null_mut::<c_void>(), 0usize);
    // SAFETY: the kernel writes an address and a length.
    decode::<()>(unsafe { syscall!(__NR_get_robust_list, pid, &mut head, &mut len) })?;
    Ok((head, len))
}

calls! {
    /// Any operation of futex(2); `timeout` is the address of a `timespec`, or a number where the operation takes one.
    ///
    /// `EAGAIN` (the word has changed), `ETIMEDOUT`, `EINTR`, `EINVAL`, `ESRCH`, `EDEADLK`.
    ///
    /// # Safety
    ///
    /// The arguments are what the operation takes: words that stay as long as they are used, and a `timespec`.
    #[doc(alias = "futex_time64")]
    pub unsafe fn futex(
        word: *const AtomicU32,
        operation: i32,
        value: u32,
        timeout: usize,
        word2: *const AtomicU32,
        value3: u32,
    ) -> usize = __NR_futex(word, operation, value, timeout, word2, value3);

    /// Waits while the word is `value`, futex_wait(2), Linux 6.7; `mask` says which wakers count, `u32::MAX` being all.
    ///
    /// `EAGAIN` (the word is different), `ETIMEDOUT`, `EINTR`, `EINVAL`.
    pub fn futex_wait(
        word: &AtomicU32,
        value: u32,
        mask: u32,
        flags: u32,
        timeout: Option<&timespec>,
        clock: CLOCK,
    ) = __NR_futex_wait(word, value, mask, flags, timeout, clock);

    /// Wakes up to `count` that wait on the word with a bit of `mask`, futex_wake(2), Linux 6.7; returns how many. `EINVAL`.
    pub fn futex_wake(word: &AtomicU32, mask: u32, count: i32, flags: u32) -> usize
        = __NR_futex_wake(word, mask, count, flags);

    /// Wakes `wake` that wait on the first word, if it has its value, and lets `requeue` more wait on the second,
    /// futex_requeue(2), Linux 6.7; returns how many in all. No flags are defined. `EAGAIN`, `EINVAL`.
    ///
    /// The words are given by address; the kernel reads the first and `EFAULT` tells of one that is not there.
    pub fn futex_requeue(waiters: &[waiter; 2], flags: u32, wake: i32, requeue: i32) -> usize
        = __NR_futex_requeue(waiters, flags, wake, requeue);

    /// Waits on several words at once while each has its value, futex_waitv(2), Linux 5.16; returns the index of one that
    /// was woken. At most 128 (`EINVAL`). No flags are defined. Errors as for [`futex_wait`].
    ///
    /// The words are given by address; `EFAULT` tells of one that is not there.
    pub fn futex_waitv(waiters: &[waiter], flags: u32, timeout: Option<&timespec>, clock: CLOCK) -> usize
        = __NR_futex_waitv(waiters.as_ptr(), waiters.len(), flags, timeout, clock);

    /// Sets the thread's list of robust futexes, set_robust_list(2). `EINVAL` where `len` is not the head's.
    ///
    /// # Safety
    ///
    /// The list is right until the thread ends: the kernel walks it then and writes to the words. The C library has one
    /// for each of its threads, which this replaces.
    pub unsafe fn set_robust_list(head: *mut robust_list_head, len: usize) = __NR_set_robust_list(head, len);
}
