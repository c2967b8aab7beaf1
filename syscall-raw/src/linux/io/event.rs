//! Waiting for descriptors: poll(2), select(2), epoll(7), eventfd(2).
//!
//! A wait that a signal interrupts is `EINTR`, and nothing waits again by itself. Signals and timers that are waited
//! for as descriptors are [`signalfd4`](crate::linux::signalfd4) and
//! [`timerfd_create`](crate::linux::timerfd_create).

use core::{fmt, marker::PhantomData, mem::size_of};

use syscall_consts::linux::{EFD, EPOLL_CTL, EPOLLCREATE, POLL};
use syscall_types::linux::{epoll_event, pollfd, sigset, timespec};

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno, Fd, OwnedFd};

/// An entry of [`poll`] and [`ppoll`]: a descriptor on loan, or [`Fd::NONE`], which is passed over; the events that are asked
/// for, and those that came. To the kernel it is a `pollfd`.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct PollFd<'fd> {
    raw: pollfd,
    owner: PhantomData<Fd<'fd>>,
}

impl<'fd> PollFd<'fd> {
    /// Asks for these events; `ERR`, `HUP` and `NVAL` come unasked.
    #[inline]
    pub const fn new(fd: Fd<'fd>, events: POLL) -> Self {
        PollFd {
            raw: pollfd {
                fd: fd.as_raw(),
                events: events.bits(),
                revents: 0,
            },
            owner: PhantomData,
        }
    }

    /// C's entries as these.
    ///
    /// # Safety
    ///
    /// Each descriptor is negative, or one that may be used here as long as `'fd` lasts (see [`Fd::borrow_raw`]).
    #[inline]
    pub const unsafe fn from_raw(entries: &mut [pollfd]) -> &mut [PollFd<'fd>] {
        let (start, len) = (entries.as_mut_ptr(), entries.len());
        // SAFETY: one is a transparent wrapper of the other, which has no more values that are wrong; the rest is the
        // caller's.
        unsafe { core::slice::from_raw_parts_mut(start.cast(), len) }
    }

    /// The descriptor.
    #[inline]
    pub const fn fd(&self) -> Fd<'fd> {
        // SAFETY: it is on loan for `'fd`.
        unsafe { Fd::borrow_raw(self.raw.fd) }
    }

    /// What is asked for.
    #[inline]
    pub const fn events(&self) -> POLL {
        POLL::from_bits_retain(self.raw.events)
    }

    /// Asks for other events.
    #[inline]
    pub const fn set_events(&mut self, events: POLL) {
        self.raw.events = events.bits();
    }

    /// What came.
    #[inline]
    pub const fn revents(&self) -> POLL {
        POLL::from_bits_retain(self.raw.revents)
    }
}

impl fmt::Debug for PollFd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollFd")
            .field("fd", &self.fd())
            .field("events", &self.events())
            .field("revents", &self.revents())
            .finish()
    }
}

/// Waits for events (`POLL`), poll(2), for `timeout` milliseconds, or without end where that is negative; returns how many
/// entries have any. Entries with a negative descriptor are passed over. `EINTR`, `EINVAL` (more than may be open).
///
/// Newer architectures have ppoll only; there this is made of it.
#[inline]
pub fn poll(fds: &mut [PollFd<'_>], timeout: i32) -> Result<usize, Errno> {
    #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm"))]
    {
        // SAFETY: the kernel reads and writes the slice.
        decode(unsafe { syscall!(__NR_poll, fds.as_mut_ptr(), fds.len(), timeout) })
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm")))]
    {
        let (seconds, milliseconds) = (timeout / 1000, timeout % 1000);
        let mut time = timespec {
            tv_sec: seconds.into(),
            tv_nsec: (milliseconds * 1_000_000).into(),
        };
        ppoll(fds, (timeout >= 0).then_some(&mut time), None)
    }
}

/// Waits for events of an epoll instance, epoll_pwait(2), as long as [`poll`] would, with `mask` as the signal mask while
/// waiting. `EINTR`, `EINVAL` (no instance, or no room for events).
#[doc(alias = "epoll_wait")]
#[inline]
pub fn epoll_pwait<B: Buffer<epoll_event>>(
    epoll: Fd<'_>,
    events: B,
    timeout: i32,
    mask: Option<&sigset>,
) -> Result<B::Filled, Errno> {
    // SAFETY: epoll_pwait(2) returns how many events it has filled.
    unsafe {
        fill(events, |start, len| {
            let len = len.min(i32::MAX as usize); // an int to the kernel
            syscall!(
                __NR_epoll_pwait,
                epoll,
                start,
                len,
                timeout,
                mask,
                size_of::<sigset>()
            )
        })
    }
}

/// As [`epoll_pwait`] with a timeout of nanoseconds or none, epoll_pwait2(2), Linux 5.11.
#[inline]
pub fn epoll_pwait2<B: Buffer<epoll_event>>(
    epoll: Fd<'_>,
    events: B,
    timeout: Option<&timespec>,
    mask: Option<&sigset>,
) -> Result<B::Filled, Errno> {
    // SAFETY: epoll_pwait2(2) returns how many events it has filled.
    unsafe {
        fill(events, |start, len| {
            let len = len.min(i32::MAX as usize); // an int to the kernel
            let size = size_of::<sigset>();
            syscall!(__NR_epoll_pwait2, epoll, start, len, timeout, mask, size)
        })
    }
}

/// Waits for the descriptors below `count` whose bits are set, pselect6(2), as long as `timeout` says or without end, with
/// `mask` as the signal mask while waiting; returns how many bits are left. The kernel leaves in `timeout` what remains.
///
/// `EINVAL`, also where a set has less than `count` bits; `EBADF`, `EINTR`.
///
/// # Safety
///
/// The descriptors whose bits are set are the caller's to use: a bit is a number.
#[doc(alias = "select")]
#[doc(alias = "_newselect")]
#[doc(alias = "pselect6_time64")]
#[inline]
pub unsafe fn pselect6(
    count: usize,
    mut read: Option<&mut [usize]>,
    mut write: Option<&mut [usize]>,
    mut except: Option<&mut [usize]>,
    timeout: Option<&mut timespec>,
    mask: Option<&sigset>,
) -> Result<usize, Errno> {
    let words = count.div_ceil(usize::BITS as usize);
    for set in [&read, &write, &except].into_iter().flatten() {
        if set.len() < words {
            return Err(Errno::EINVAL);
        }
    }
    let start = |set: &mut Option<&mut [usize]>| {
        set.as_mut()
            .map_or(core::ptr::null_mut(), |set| set.as_mut_ptr())
    };
    let (read, write, except) = (start(&mut read), start(&mut write), start(&mut except));
    let mask = mask.map(|mask| {
        [
            core::ptr::from_ref(mask).expose_provenance(),
            size_of::<sigset>(),
        ]
    });
    // SAFETY: the kernel reads and writes as many bits as `count` says, and the time.
    decode(unsafe {
        syscall!(
            __NR_pselect6,
            count,
            read,
            write,
            except,
            timeout,
            mask.as_ref()
        )
    })
}

calls! {
    /// As [`poll`], ppoll(2), as long as `timeout` says or without end, with `mask` as the signal mask while waiting. The
    /// kernel leaves in `timeout` what remains.
    #[doc(alias = "ppoll_time64")]
    pub fn ppoll(fds: &mut [PollFd<'_>], timeout: Option<&mut timespec>, mask: Option<&sigset>) -> usize
        = __NR_ppoll(fds.as_mut_ptr(), fds.len(), timeout, mask, size_of::<sigset>());

    /// Makes an epoll instance, epoll_create1(2). `EMFILE`, `ENFILE`.
    #[doc(alias = "epoll_create")]
    pub fn epoll_create1(flags: EPOLLCREATE) -> OwnedFd = __NR_epoll_create1(flags);

    /// Adds a descriptor to an epoll instance, changes its events (`EPOLL`) or removes it, epoll_ctl(2). Removing needs no
    /// `event`. What is added stays until the last descriptor of the open file is closed, duplicates included.
    ///
    /// `EEXIST`, `ENOENT`, `EPERM` (no such events: regular files), `ELOOP`, `ENOSPC`.
    pub fn epoll_ctl(epoll: Fd<'_>, operation: EPOLL_CTL, fd: Fd<'_>, event: Option<&epoll_event>)
        = __NR_epoll_ctl(epoll, operation, fd, event);

    /// Makes a counter that is a descriptor, eventfd2(2): writing 8 bytes, a number of 64 bits, adds to it; reading 8 takes
    /// all of it and leaves 0, or with `SEMAPHORE` takes 1, and waits while it is 0 (`EAGAIN` with `NONBLOCK`). `EMFILE`.
    #[doc(alias = "eventfd")]
    pub fn eventfd2(count: u32, flags: EFD) -> OwnedFd = __NR_eventfd2(count, flags);
}
