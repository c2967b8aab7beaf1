//! Words to wait on, barriers, restartable sequences.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use syscall_consts::{
    Errno,
    linux::{CLOCK, FUTEX, FUTEX_WORD, FUTEX2, MEMBARRIER_CMD, MEMBARRIER_CMD_FLAG, RSEQ_FLAG},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{futex_waitv, rseq, timespec},
};

use super::{in_child, skipped};

const ALL: u32 = u32::MAX;
const PRIVATE: FUTEX = FUTEX::PRIVATE_FLAG;

/// A point in time of CLOCK_MONOTONIC, so many milliseconds from now.
fn after(milliseconds: i64) -> timespec {
    let mut time = timespec::zeroed();
    linux::clock_gettime(CLOCK::MONOTONIC, &mut time).unwrap();
    let nanoseconds = time.tv_nsec + milliseconds * 1_000_000;
    timespec {
        tv_sec: time.tv_sec + nanoseconds / 1_000_000_000,
        tv_nsec: nanoseconds % 1_000_000_000,
    }
}

/// Calls `wake` until it has woken somebody; a failure after ten seconds.
fn wakes(mut wake: impl FnMut() -> Result<usize, Errno>) {
    let end = Instant::now() + Duration::from_secs(10);
    while wake().unwrap() == 0 {
        assert!(Instant::now() < end, "nobody waits");
        linux::sched_yield().unwrap();
    }
}

#[test]
fn on_every_kernel() {
    let word = AtomicU32::new(1);
    assert_eq!(
        linux::futex_wake_bitset(&word, PRIVATE, 1, ALL),
        Ok(0),
        "nobody waits"
    );
    let wait = |value, time| linux::futex_wait_bitset(&word, PRIVATE, value, Some(&time), ALL);
    assert_eq!(wait(2, after(10_000)), Err(Errno::EAGAIN), "another word");
    assert_eq!(wait(1, after(5)), Err(Errno::ETIMEDOUT));
    let no_bits = linux::futex_wait_bitset(&word, PRIVATE, 1, None, 0);
    assert_eq!(no_bits, Err(Errno::EINVAL));
    std::thread::scope(|threads| {
        let waiter = threads.spawn(|| wait(1, after(10_000)));
        wakes(|| linux::futex_wake_bitset(&word, PRIVATE, 1, ALL));
        assert_eq!(waiter.join().unwrap(), Ok(()));
    });
    let other = AtomicU32::new(0);
    let requeue = |value| linux::futex_cmp_requeue(&word, PRIVATE, value, 1, 1, &other);
    assert_eq!(requeue(1), Ok(0));
    assert_eq!(requeue(7), Err(Errno::EAGAIN));
    let plain = unsafe { linux::futex(&word, FUTEX::WAKE, 1, 0, std::ptr::null(), 0) };
    assert_eq!(plain, Ok(0));
    let unknown = FUTEX::from_bits_retain(99);
    let unknown = unsafe { linux::futex(&word, unknown, 1, 0, std::ptr::null(), 0) };
    assert_eq!(unknown, Err(Errno::ENOSYS));
}

#[test]
fn locks_that_pass_priority_on() {
    let word = AtomicU32::new(0);
    linux::futex_lock_pi(&word, PRIVATE, None).unwrap();
    assert_eq!(word.load(Ordering::Relaxed), linux::gettid() as u32);
    assert_eq!(
        linux::futex_lock_pi(&word, PRIVATE, None),
        Err(Errno::EDEADLK)
    );
    std::thread::scope(|threads| {
        threads.spawn(|| {
            assert_eq!(linux::futex_trylock_pi(&word, PRIVATE), Err(Errno::EAGAIN));
            assert_eq!(linux::futex_unlock_pi(&word, PRIVATE), Err(Errno::EPERM));
            match linux::futex_lock_pi2(&word, PRIVATE, Some(&after(5))) {
                Err(Errno::ENOSYS) => skipped("FUTEX_LOCK_PI2 needs Linux 5.14"),
                result => assert_eq!(result, Err(Errno::ETIMEDOUT)),
            }
        });
    });
    linux::futex_unlock_pi(&word, PRIVATE).unwrap();
    assert_eq!(
        word.load(Ordering::Relaxed) & FUTEX_WORD::TID_MASK.bits(),
        0
    );
}

#[test]
fn calls_of_their_own() {
    let word = AtomicU32::new(1);
    let flags = FUTEX2::SIZE_U32 | FUTEX2::PRIVATE;
    match linux::futex_wake(&word, ALL, 1, flags) {
        Err(Errno::ENOSYS) => return skipped("futex_wake needs Linux 6.7"),
        woken => assert_eq!(woken, Ok(0)),
    }
    let clock = CLOCK::MONOTONIC;
    let wait = |value, time| linux::futex_wait(&word, value, ALL, flags, Some(&time), clock);
    assert_eq!(wait(2, after(10_000)), Err(Errno::EAGAIN));
    assert_eq!(wait(1, after(5)), Err(Errno::ETIMEDOUT));
    std::thread::scope(|threads| {
        let waiter = threads.spawn(|| wait(1, after(10_000)));
        wakes(|| linux::futex_wake(&word, ALL, 1, flags));
        assert_eq!(waiter.join().unwrap(), Ok(()));
    });
    let two = flags | FUTEX2::NUMA;
    assert_eq!(linux::futex_wake(&word, ALL, 1, two), Err(Errno::EINVAL));
    assert_eq!(
        linux::futex_wait(&word, 1, ALL, two, Some(&after(5)), clock),
        Err(Errno::EINVAL)
    );
    let other = AtomicU32::new(0);
    let waiter = |word: &AtomicU32, value| {
        let mut waiter = futex_waitv::zeroed();
        waiter.val = value;
        waiter.uaddr = word.as_ptr().expose_provenance() as u64;
        waiter.flags = flags.bits();
        waiter
    };
    let both = [waiter(&word, 1), waiter(&other, 0)];
    let moved = unsafe { linux::futex_requeue(&both, 0, 1, 1) };
    assert_eq!(moved, Ok(0));
    let changed = [waiter(&word, 9), waiter(&other, 0)];
    let moved = unsafe { linux::futex_requeue(&changed, 0, 1, 1) };
    assert_eq!(moved, Err(Errno::EAGAIN));
    let wait =
        |words: &[futex_waitv], time| unsafe { linux::futex_waitv(words, 0, Some(&time), clock) };
    assert_eq!(wait(&changed, after(10_000)), Err(Errno::EAGAIN));
    assert_eq!(wait(&both, after(5)), Err(Errno::ETIMEDOUT));
    assert_eq!(wait(&[], after(5)), Err(Errno::EINVAL));
    std::thread::scope(|threads| {
        let second = threads.spawn(|| wait(&both, after(10_000)));
        wakes(|| linux::futex_wake(&other, ALL, 1, flags));
        assert_eq!(second.join().unwrap(), Ok(1));
    });
}

#[test]
fn robust_lists() {
    let head = linux::get_robust_list(0).unwrap();
    unsafe { linux::set_robust_list(head) }.unwrap();
    assert_eq!(linux::get_robust_list(0), Ok(head));
    assert!(linux::get_robust_list(-1).is_err());
}

#[test]
fn barriers() {
    let nothing = MEMBARRIER_CMD_FLAG::empty();
    let commands = match linux::membarrier(MEMBARRIER_CMD::QUERY, nothing, 0) {
        Err(Errno::ENOSYS) => return skipped("membarrier is not configured"),
        commands => commands.unwrap(),
    };
    assert!(commands.contains(MEMBARRIER_CMD::GLOBAL));
    let private = MEMBARRIER_CMD::PRIVATE_EXPEDITED;
    if commands.contains(private) {
        let right = in_child(|| {
            let early = linux::membarrier(private, nothing, 0);
            linux::membarrier(MEMBARRIER_CMD::REGISTER_PRIVATE_EXPEDITED, nothing, 0).unwrap();
            let late = linux::membarrier(private, nothing, 0);
            (early == Err(Errno::EPERM) && late.is_ok()) as i32
        });
        assert_eq!(right, 1);
    }
    let unknown = MEMBARRIER_CMD::from_bits_retain(1 << 30);
    assert_eq!(linux::membarrier(unknown, nothing, 0), Err(Errno::EINVAL));
    let flags = MEMBARRIER_CMD_FLAG::CPU;
    assert_eq!(linux::membarrier(private, flags, 0), Err(Errno::EINVAL));
}

#[test]
fn restartable_sequences() {
    let mut area = Box::new(rseq::zeroed());
    // The length that every kernel takes.
    let (size, signature) = (32, 0x5305_3053);
    let set = |area: &mut rseq, flags| unsafe { linux::rseq(area, size, flags, signature) };
    match set(&mut area, RSEQ_FLAG::empty()) {
        Err(Errno::ENOSYS) => return skipped("rseq is not configured"),
        Ok(()) => {
            assert!(area.cpu_id < 1 << 20);
            assert_eq!(set(&mut area, RSEQ_FLAG::empty()), Err(Errno::EBUSY));
            set(&mut area, RSEQ_FLAG::UNREGISTER).unwrap();
        }
        Err(error) => {
            assert_eq!(error, Errno::EINVAL, "the C library has another area");
            skipped("rseq: the C library has registered its own");
        }
    }
    let unknown = set(&mut area, RSEQ_FLAG::from_bits_retain(1 << 20));
    assert_eq!(unknown, Err(Errno::EINVAL));
}

/// Operation 3 with the bit of operation 1 is another one, and with that of 2 too.
#[test]
fn flags_make_no_other_operation() {
    let (word, other) = (AtomicU32::new(1), AtomicU32::new(7));
    for bits in [1, 2, 4] {
        let flags = PRIVATE | FUTEX::from_bits_retain(bits);
        assert_eq!(
            linux::futex_cmp_requeue(&word, flags, 1, 1, 1, &other),
            Ok(0)
        );
    }
    assert_eq!(other.into_inner(), 7);
}
