//! Waiting on a word of memory (futex(2), futex(7)).
//!
//! `futex_wait`, `futex_wake`, `futex_requeue` and `futex_waitv` are calls of their own with the flags `FUTEX2`, of which
//! `SIZE_U32` has to be there. `futex` is the older call for everything; its operations that are safe have functions beside
//! it: [`futex_wait_bitset`], [`futex_wake_bitset`] and those of locks that pass priority on. Their flags are `PRIVATE_FLAG`
//! and, where there is a timeout, `CLOCK_REALTIME`; other bits are dropped.
//!
//! Timeouts are points in time of a clock.

use core::{mem::size_of, sync::atomic::AtomicU32};

use syscall_consts::linux::{CLOCK, FUTEX, FUTEX2};
use syscall_types::linux::{futex_waitv as waiter, robust_list_head, timespec};

use crate::Errno;
use crate::linux::call::{calls, decode, syscall};

/// A thread's list of robust futexes, get_robust_list(2), 0 being this one. `EPERM`, `ESRCH`.
#[inline]
pub fn get_robust_list(pid: i32) -> Result<*mut robust_list_head, Errno> {
    let (mut head, mut len) = (core::ptr::null_mut::<robust_list_head>(), 0usize);
    // SAFETY: the kernel writes an address, and the bytes of the head.
    decode::<()>(unsafe { syscall!(__NR_get_robust_list, pid, &mut head, &mut len) })?;
    Ok(head)
}

/// Waits while the word is `value`, futex_wait(2), Linux 6.7; `mask` says which wakers count, `u32::MAX` being all.
///
/// `EAGAIN` (the word is different), `ETIMEDOUT`, `EINTR`, `EINVAL`, also for `NUMA`, whose words are two: for that there is
/// [`futex_waitv`].
#[inline]
pub fn futex_wait(
    word: &AtomicU32,
    value: u32,
    mask: u32,
    flags: FUTEX2,
    timeout: Option<&timespec>,
    clock: CLOCK,
) -> Result<(), Errno> {
    if flags.contains(FUTEX2::NUMA) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel reads the word and the time.
    decode(unsafe { syscall!(__NR_futex_wait, word, value, mask, flags, timeout, clock) })
}

/// Wakes up to `count` that wait on the word with a bit of `mask`, futex_wake(2), Linux 6.7; returns how many. `EINVAL`, also
/// for `NUMA`.
#[inline]
pub fn futex_wake(word: &AtomicU32, mask: u32, count: i32, flags: FUTEX2) -> Result<usize, Errno> {
    if flags.contains(FUTEX2::NUMA) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: no memory is touched: the word's address is looked up.
    decode(unsafe { syscall!(__NR_futex_wake, word, mask, count, flags) })
}

/// An operation with flags alone: other bits would make another operation of it.
#[inline(always)]
fn operation(operation: FUTEX, flags: FUTEX) -> FUTEX {
    operation | flags & (FUTEX::PRIVATE_FLAG | FUTEX::CLOCK_REALTIME)
}

/// What operations without one have in the place of a timeout or a second word.
const NONE: Option<&u32> = None;

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
        operation: FUTEX,
        value: u32,
        timeout: usize,
        word2: *const AtomicU32,
        value3: u32,
    ) -> usize = __NR_futex(word, operation, value, timeout, word2, value3);

    /// As [`futex_wait`] on every kernel, `FUTEX_WAIT_BITSET` of futex(2).
    #[doc(alias = "FUTEX_WAIT")]
    pub fn futex_wait_bitset(word: &AtomicU32, flags: FUTEX, value: u32, timeout: Option<&timespec>, mask: u32)
        = __NR_futex(word, operation(FUTEX::WAIT_BITSET, flags), value, timeout, NONE, mask);

    /// As [`futex_wake`] on every kernel, `FUTEX_WAKE_BITSET` of futex(2).
    #[doc(alias = "FUTEX_WAKE")]
    pub fn futex_wake_bitset(word: &AtomicU32, flags: FUTEX, count: i32, mask: u32) -> usize
        = __NR_futex(word, operation(FUTEX::WAKE_BITSET, flags), count, NONE, NONE, mask);

    /// As [`futex_requeue`] on every kernel, `FUTEX_CMP_REQUEUE` of futex(2): the first word has to be `value`.
    #[doc(alias = "FUTEX_REQUEUE")]
    pub fn futex_cmp_requeue(word: &AtomicU32, flags: FUTEX, value: u32, wake: i32, requeue: i32, word2: &AtomicU32) -> usize
        = __NR_futex(word, operation(FUTEX::CMP_REQUEUE, flags), wake, requeue, word2, value);

    /// Takes a lock that passes priority on, `FUTEX_LOCK_PI` of futex(2): the word is 0 or has its owner's number
    /// (`FUTEX_WORD`), and the kernel writes there. The timeout is of `CLOCK_REALTIME`.
    ///
    /// `EDEADLK` (it is this thread's), `ESRCH` (the owner is gone), `ETIMEDOUT`, `EPERM`, `EINVAL`.
    pub fn futex_lock_pi(word: &AtomicU32, flags: FUTEX, timeout: Option<&timespec>)
        = __NR_futex(word, operation(FUTEX::LOCK_PI, flags), 0u32, timeout, NONE, 0u32);

    /// As [`futex_lock_pi`] with a timeout of `CLOCK_MONOTONIC` or by flag, `FUTEX_LOCK_PI2` of futex(2), Linux 5.14.
    pub fn futex_lock_pi2(word: &AtomicU32, flags: FUTEX, timeout: Option<&timespec>)
        = __NR_futex(word, operation(FUTEX::LOCK_PI2, flags), 0u32, timeout, NONE, 0u32);

    /// Takes a lock that passes priority on, if that needs no waiting, `FUTEX_TRYLOCK_PI` of futex(2). `EAGAIN`.
    pub fn futex_trylock_pi(word: &AtomicU32, flags: FUTEX)
        = __NR_futex(word, operation(FUTEX::TRYLOCK_PI, flags), 0u32, NONE, NONE, 0u32);

    /// Gives such a lock back, `FUTEX_UNLOCK_PI` of futex(2). `EPERM` where it is not this thread's.
    pub fn futex_unlock_pi(word: &AtomicU32, flags: FUTEX)
        = __NR_futex(word, operation(FUTEX::UNLOCK_PI, flags), 0u32, NONE, NONE, 0u32);

    /// Wakes `wake` that wait on the first word, if it has its value, and lets `requeue` more wait on the second,
    /// futex_requeue(2), Linux 6.7; returns how many in all. No flags are defined. `EAGAIN`, `EINVAL`, `EFAULT`.
    ///
    /// # Safety
    ///
    /// The addresses are of words, with `FUTEX2::NUMA` of two each, that stay during the call.
    pub unsafe fn futex_requeue(waiters: &[waiter; 2], flags: u32, wake: i32, requeue: i32) -> usize
        = __NR_futex_requeue(waiters, flags, wake, requeue);

    /// Waits on several words at once while each has its value, futex_waitv(2), Linux 5.16; returns the index of one that
    /// was woken. At most 128 (`EINVAL`). No flags are defined. Errors as for [`futex_wait`], and `EFAULT`.
    ///
    /// # Safety
    ///
    /// The addresses are of words, with `FUTEX2::NUMA` of two each, that stay during the call.
    pub unsafe fn futex_waitv(waiters: &[waiter], flags: u32, timeout: Option<&timespec>, clock: CLOCK) -> usize
        = __NR_futex_waitv(waiters.as_ptr(), waiters.len(), flags, timeout, clock);

    /// Sets the thread's list of robust futexes, set_robust_list(2).
    ///
    /// # Safety
    ///
    /// The list is right until the thread ends: the kernel walks it then and writes to the words. The C library has one
    /// for each of its threads, which this replaces.
    pub unsafe fn set_robust_list(head: *mut robust_list_head) = __NR_set_robust_list(head, size_of::<robust_list_head>());
}
