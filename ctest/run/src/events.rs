//! Pipes, and waiting for descriptors: select, poll, epoll, eventfd, timerfd.

use core::mem::MaybeUninit;

use syscall_consts::linux::{
    CLOCK, EFD, EPOLL, EPOLL_CTL, EPOLLCREATE, FD, O, OPIPE, POLL, SIG, SIGPM, SPLICE_F, TFD,
    TFD_TIMER, ioctl::FIONREAD,
};
use syscall_raw::{Errno, OwnedFd, linux, linux::PollFd};
use syscall_types::{
    Plain,
    linux::{epoll_event, itimerspec, sigset},
};

use crate::{
    check::{Failure, Named, Outcome, Run, equal, holds},
    clocks::{nanoseconds, now},
    signals,
};

const MILLISECOND: i64 = 1_000_000;

/// Flags, order, emptiness and end.
pub fn pipes(_: &Run) -> Outcome {
    let [from, to] = linux::pipe2(OPIPE::CLOEXEC | OPIPE::NONBLOCK).named("pipe2")?;
    holds(
        linux::fcntl_getfd(from.fd()) == Ok(FD::CLOEXEC),
        "the flag CLOEXEC",
    )?;
    let flags = linux::fcntl_getfl(from.fd()).named("F_GETFL")?;
    holds(flags.contains(O::NONBLOCK), "the flag NONBLOCK")?;
    let mut got = [0; 16];
    linux::read(from.fd(), &mut got).refused(Errno::EAGAIN, "read of an empty pipe")?;
    linux::write(to.fd(), b"one").gives(3, "write")?;
    linux::write(to.fd(), b"two").gives(3, "write")?;
    let mut waiting = 0i32;
    unsafe { linux::ioctl(from.fd(), FIONREAD, (&raw mut waiting).expose_provenance()) }
        .named("FIONREAD")?;
    equal(waiting, 6, "FIONREAD")?;

    let [second_from, second_to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    linux::tee(from.fd(), second_to.fd(), 6, SPLICE_F::empty()).gives(6, "tee")?;
    for end in [&from, &second_from] {
        linux::read(end.fd(), &mut got).gives(6, "read")?;
        holds(got[..6] == *b"onetwo", "what is read")?;
    }
    drop(to);
    linux::read(from.fd(), &mut got).gives(0, "read at the end")?;
    drop(second_from);
    // The signal goes to a child, which ignores it.
    crate::processes::in_child("EPIPE", || {
        signals::ignore(SIG::PIPE)?;
        linux::write(second_to.fd(), b"x").refused(Errno::EPIPE, "write without a reader")
    })
}

/// The bit of a descriptor in a set for select, which must be small.
fn bit(fd: &OwnedFd) -> Result<usize, Failure> {
    holds(
        (0..usize::BITS as i32).contains(&fd.fd().as_raw()),
        "few descriptors are open",
    )?;
    Ok(1 << fd.fd().as_raw())
}

/// pselect6(2), with all six arguments, and ppoll(2).
pub fn select_and_poll(_: &Run) -> Outcome {
    let [from, to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    let count = usize::BITS as usize;
    let all = bit(&from)? | bit(&to)?;
    let select = |mut sets: [usize; 3]| {
        let [read, write, except] = &mut sets;
        let left = unsafe {
            linux::pselect6(
                count,
                Some(core::slice::from_mut(read)),
                Some(core::slice::from_mut(write)),
                Some(core::slice::from_mut(except)),
                Some(&mut nanoseconds(0)),
                None,
            )
        };
        left.map(|left| (left, sets))
    };
    let (left, sets) = select([bit(&from)?, all, all]).named("pselect6")?;
    equal(left, 1, "pselect6 of an empty pipe")?;
    holds(sets == [0, bit(&to)?, 0], "the sets of an empty pipe")?;
    linux::write(to.fd(), b"x").gives(1, "write")?;
    let (left, sets) = select([bit(&from)?, all, all]).named("pselect6")?;
    equal(left, 2, "pselect6 of a full pipe")?;
    holds(
        sets == [bit(&from)?, bit(&to)?, 0],
        "the sets of a full pipe",
    )?;

    let mut entries = [
        PollFd::new(to.fd(), POLL::OUT),
        PollFd::new(from.fd(), POLL::PRI),
        PollFd::new(from.fd(), POLL::IN),
    ];
    linux::poll(&mut entries, 1000).gives(2, "poll")?;
    holds(
        entries.map(|entry| entry.revents()) == [POLL::OUT, POLL::empty(), POLL::IN],
        "the events of poll",
    )?;
    let start = now(CLOCK::MONOTONIC)?;
    linux::ppoll(
        &mut entries[1..2],
        Some(&mut nanoseconds(3 * MILLISECOND)),
        None,
    )
    .gives(0, "ppoll")?;
    holds(
        now(CLOCK::MONOTONIC)? - start >= 3 * MILLISECOND,
        "ppoll waits",
    )?;

    // The mask is the sixth argument's: only while waiting does it let the signal come.
    crate::processes::in_child("masks of waiting", || {
        let blocked = signals::only(SIG::USR1);
        linux::rt_sigprocmask(SIGPM::BLOCK, Some(&blocked), None).named("rt_sigprocmask")?;
        signals::handle(SIG::USR1)?;
        let none = sigset::empty();
        for expected in 1..=2 {
            linux::kill(linux::getpid(), SIG::USR1).named("kill")?;
            equal(signals::count(), expected - 1, "signals before waiting")?;
            let mut time = nanoseconds(10_000 * MILLISECOND);
            if expected == 1 {
                unsafe { linux::pselect6(0, None, None, None, Some(&mut time), Some(&none)) }
                    .refused(Errno::EINTR, "pselect6 with a mask")?;
            } else {
                linux::ppoll(&mut [], Some(&mut time), Some(&none))
                    .refused(Errno::EINTR, "ppoll with a mask")?;
            }
            equal(signals::count(), expected, "signals after waiting")?;
        }
        Ok(())
    })
}

/// Two events in a row with 64 bits each: the structure is packed on one architecture alone.
pub fn epoll(_: &Run) -> Outcome {
    let epoll = linux::epoll_create1(EPOLLCREATE::CLOEXEC).named("epoll_create1")?;
    let [from, to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    let event = |events: EPOLL, data| epoll_event {
        events: events.bits(),
        data,
    };
    const FIRST: u64 = 0x0123_4567_89ab_cdef;
    const SECOND: u64 = 0xfedc_ba98_7654_3210;
    let add = |fd: &OwnedFd, event: &epoll_event| {
        linux::epoll_ctl(epoll.fd(), EPOLL_CTL::ADD, fd.fd(), Some(event))
    };
    add(&from, &event(EPOLL::IN, FIRST)).named("epoll_ctl")?;
    add(&to, &event(EPOLL::OUT, SECOND)).named("epoll_ctl")?;
    add(&to, &event(EPOLL::OUT, SECOND)).refused(Errno::EEXIST, "epoll_ctl twice")?;
    linux::write(to.fd(), b"x").gives(1, "write")?;

    let mut events = [epoll_event::zeroed(); 4];
    linux::epoll_pwait(epoll.fd(), &mut events, 1000, None).gives(2, "epoll_pwait")?;
    let mut found = [0u64; 2];
    for event in &events[..2] {
        let (bits, data) = (event.events, event.data);
        match data {
            FIRST => found[0] += u64::from(bits),
            SECOND => found[1] += u64::from(bits),
            _ => equal(data, FIRST, "an event's data")?,
        }
    }
    equal(found[0], EPOLL::IN.bits().into(), "the first event's bits")?;
    equal(
        found[1],
        EPOLL::OUT.bits().into(),
        "the second event's bits",
    )?;
    linux::epoll_ctl(epoll.fd(), EPOLL_CTL::DEL, to.fd(), None).named("epoll_ctl to remove")?;
    linux::epoll_pwait(epoll.fd(), &mut events, 0, None).gives(1, "epoll_pwait of what is left")
}

/// A counter of 64 bits.
pub fn eventfd(_: &Run) -> Outcome {
    let counter = linux::eventfd2(7, EFD::CLOEXEC | EFD::NONBLOCK).named("eventfd2")?;
    let large = 0x1_0000_0000u64;
    linux::write(counter.fd(), &large.to_ne_bytes()).gives(8, "write")?;
    equal(take(&counter)?, large + 7, "the counter")?;
    let mut bytes = [0; 8];
    linux::read(counter.fd(), &mut bytes).refused(Errno::EAGAIN, "read of 0")?;
    linux::read(counter.fd(), &mut bytes[..4]).refused(Errno::EINVAL, "read of 4 bytes")?;
    linux::write(counter.fd(), &u64::MAX.to_ne_bytes())
        .refused(Errno::EINVAL, "write of too much")?;
    let semaphore = linux::eventfd2(2, EFD::CLOEXEC | EFD::SEMAPHORE).named("eventfd2")?;
    equal(take(&semaphore)?, 1, "the semaphore")?;
    equal(take(&semaphore)?, 1, "the semaphore")
}

/// The 64 bits that are read from a descriptor.
fn take(fd: &OwnedFd) -> Result<u64, Failure> {
    let mut bytes = [0; 8];
    linux::read(fd.fd(), &mut bytes).gives(8, "read of a counter")?;
    Ok(u64::from_ne_bytes(bytes))
}

/// A timer that expires at once and then in periods.
pub fn timerfd(_: &Run) -> Outcome {
    let timer = linux::timerfd_create(CLOCK::MONOTONIC, TFD::CLOEXEC).named("timerfd_create")?;
    let times = itimerspec {
        it_interval: nanoseconds(2 * MILLISECOND),
        it_value: nanoseconds(4 * MILLISECOND),
    };
    let start = now(CLOCK::MONOTONIC)?;
    let mut old = itimerspec::zeroed();
    linux::timerfd_settime(timer.fd(), TFD_TIMER::empty(), &times, Some(&mut old))
        .named("timerfd_settime")?;
    equal(old.it_value.tv_nsec, 0, "what the timer was before")?;
    let mut count = take(&timer)?;
    let once = now(CLOCK::MONOTONIC)?;
    holds(
        count >= 1 && once - start >= 4 * MILLISECOND,
        "the timer expires",
    )?;
    count += take(&timer)?;
    let elapsed = now(CLOCK::MONOTONIC)? - start;
    holds(elapsed >= 6 * MILLISECOND, "the timer's period")?;
    holds(
        count as i64 <= elapsed / (2 * MILLISECOND),
        "it expires no more often than that",
    )?;
    let mut left = MaybeUninit::uninit();
    let left = linux::timerfd_gettime(timer.fd(), &mut left).named("timerfd_gettime")?;
    equal(left.it_interval.tv_nsec, 2 * MILLISECOND, "the interval")?;
    holds(
        left.it_value.tv_sec == 0 && left.it_value.tv_nsec <= 2 * MILLISECOND,
        "the time left",
    )?;

    let late = itimerspec {
        it_interval: nanoseconds(0),
        it_value: syscall_types::linux::timespec {
            tv_sec: 0x1_0000_0000,
            tv_nsec: 5,
        },
    };
    linux::timerfd_settime(timer.fd(), TFD_TIMER::empty(), &late, None).named("timerfd_settime")?;
    let left = linux::timerfd_gettime(timer.fd(), &mut old).named("timerfd_gettime")?;
    holds(
        left.it_value.tv_sec >= 0xffff_fff0,
        "a time of more than 32 bits",
    )
}
