//! Waiting for a word of memory to change, most useful in a mapping that processes share. futex(7), section 2 of the Linux manual
//!
//! The word is the first of an object's memory: its address is looked up at each call and known to nobody else.

use crate::convert::buffer::Memory;
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::object::number::{WaiterCount, WordValue};
use crate::object::place::Place;
use crate::raise::Raise;
use core::ffi::c_int;
use core::sync::atomic::AtomicU32;
use syscall_consts::native::{CLOCK, FUTEX, FUTEX_BITSET, FUTEX2};
use syscall_raw::native as sys;
use syscall_types::native::timespec;

calls! { CALLS:
    /// Waits while the first word of 32 bits of `word` is `value`, until `timeout`, a time of `clock`: the error TIMEDOUT; AGAIN where the word is another. `mask` says which wakers count. futex(2)
    futex_wait(word: Memory, value: WordValue, mask: Flags<FUTEX_BITSET> = FUTEX_BITSET::MATCH_ANY, flags: Flags<FUTEX2> = FUTEX2::SIZE_U32, timeout: Option<Init<timespec>>, clock: Flags<CLOCK> = CLOCK::MONOTONIC) -> ();
    /// Wakes up to `count` that wait on the word with a bit of `mask`; how many. futex(2)
    futex_wake(word: Memory, mask: Flags<FUTEX_BITSET> = FUTEX_BITSET::MATCH_ANY, count: WaiterCount = 1, flags: Flags<FUTEX2> = FUTEX2::SIZE_U32) -> usize;
    /// As `futex_wait` on every kernel: the timeout is a time of the monotonic clock, or with "clock_realtime" of that. futex(2)
    futex_wait_bitset(word: Memory, flags: Flags<FUTEX>, value: WordValue, timeout: Option<Init<timespec>>, mask: Flags<FUTEX_BITSET> = FUTEX_BITSET::MATCH_ANY) -> ();
    /// As `futex_wake` on every kernel. futex(2)
    futex_wake_bitset(word: Memory, flags: Flags<FUTEX>, count: WaiterCount = 1, mask: Flags<FUTEX_BITSET> = FUTEX_BITSET::MATCH_ANY) -> usize;
    /// Wakes `wake` that wait on the first word, if that is `value`, and lets up to `requeue` more wait on `word2`; how many in all. futex(2)
    futex_cmp_requeue(word: Memory, flags: Flags<FUTEX>, value: WordValue, wake: WaiterCount, requeue: WaiterCount, word2: Memory) -> usize;
    /// Takes a lock that passes priority on: the word is 0, or has the number of the thread that holds it. The timeout is a time of the real clock. futex(2)
    futex_lock_pi(word: Memory, flags: Flags<FUTEX>, timeout: Option<Init<timespec>>) -> ();
    /// As `futex_lock_pi`, the timeout being a time of the monotonic clock, or with "clock_realtime" of that. futex(2)
    futex_lock_pi2(word: Memory, flags: Flags<FUTEX>, timeout: Option<Init<timespec>>) -> ();
    /// As `futex_lock_pi`, if that needs no waiting; otherwise the error AGAIN. futex(2)
    futex_trylock_pi(word: Memory, flags: Flags<FUTEX>) -> ();
    /// Gives such a lock back. futex(2)
    futex_unlock_pi(word: Memory, flags: Flags<FUTEX>) -> ();
}

/// The first word of an argument's memory.
fn first<'m>(memory: Place<'m>, at: c_int) -> Result<&'m AtomicU32, Raise> {
    let start = memory.start().cast::<u32>();
    if memory.len() < size_of::<u32>() {
        return Err(Raise::invalid("a futex is a word of 32 bits").at(at));
    }
    if !start.is_aligned() {
        return Err(Raise::invalid("the word is not aligned").at(at));
    }
    // SAFETY: aligned and of that size; nothing in Rust looks at it, the kernel does with care for mappings that fail.
    Ok(unsafe { AtomicU32::from_ptr(start) })
}

fn futex_wait(
    word: Place,
    value: u32,
    mask: FUTEX_BITSET,
    flags: FUTEX2,
    timeout: Option<timespec>,
    clock: CLOCK,
) -> Checked<()> {
    let word = first(word, 1)?;
    Ok(sys::futex_wait(
        word,
        value,
        mask.0,
        flags,
        timeout.as_ref(),
        clock,
    ))
}

fn futex_wake(word: Place, mask: FUTEX_BITSET, count: i32, flags: FUTEX2) -> Checked<usize> {
    Ok(sys::futex_wake(first(word, 1)?, mask.0, count, flags))
}

fn futex_wait_bitset(
    word: Place,
    flags: FUTEX,
    value: u32,
    timeout: Option<timespec>,
    mask: FUTEX_BITSET,
) -> Checked<()> {
    let word = first(word, 1)?;
    Ok(sys::futex_wait_bitset(
        word,
        flags,
        value,
        timeout.as_ref(),
        mask.0,
    ))
}

fn futex_wake_bitset(word: Place, flags: FUTEX, count: i32, mask: FUTEX_BITSET) -> Checked<usize> {
    Ok(sys::futex_wake_bitset(
        first(word, 1)?,
        flags,
        count,
        mask.0,
    ))
}

fn futex_cmp_requeue(
    word: Place,
    flags: FUTEX,
    value: u32,
    wake: i32,
    requeue: i32,
    word2: Place,
) -> Checked<usize> {
    let (word, other) = (first(word, 1)?, first(word2, 6)?);
    Ok(sys::futex_cmp_requeue(
        word, flags, value, wake, requeue, other,
    ))
}

fn futex_lock_pi(word: Place, flags: FUTEX, timeout: Option<timespec>) -> Checked<()> {
    Ok(sys::futex_lock_pi(first(word, 1)?, flags, timeout.as_ref()))
}

fn futex_lock_pi2(word: Place, flags: FUTEX, timeout: Option<timespec>) -> Checked<()> {
    Ok(sys::futex_lock_pi2(
        first(word, 1)?,
        flags,
        timeout.as_ref(),
    ))
}

fn futex_trylock_pi(word: Place, flags: FUTEX) -> Checked<()> {
    Ok(sys::futex_trylock_pi(first(word, 1)?, flags))
}

fn futex_unlock_pi(word: Place, flags: FUTEX) -> Checked<()> {
    Ok(sys::futex_unlock_pi(first(word, 1)?, flags))
}
