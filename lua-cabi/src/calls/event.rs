//! Waiting for events: poll, epoll, eventfd, timerfd. Section 2 of the Linux manual.

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::{Elements, Init, Out};
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::{By, FromLua, IntoLua};
use crate::object::container::push_countdown;
use crate::object::number::{Counter, Milliseconds};
use crate::raise::Raise;
use crate::types::event::data_of;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Constants;
use syscall_consts::Errno;
use syscall_consts::native::{CLOCK, EFD, EPOLL, EPOLL_CTL, EPOLLCREATE, TFD, TFD_TIMER};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::timerfd_create;
use syscall_types::native::{epoll_event, itimerspec, pollfd};

calls! { CALLS:
    /// Waits up to `timeout` milliseconds (-1: for ever) for events of descriptors; how many have some. poll(2)
    poll(fds: Elements<pollfd>, timeout: Milliseconds = -1) -> usize;
    /// An epoll descriptor. epoll_create(2)
    epoll_create(flags: Flags<EPOLLCREATE>) -> NewFd;
    /// Adds, changes or removes ("add", "mod", "del") what is watched: events as flags, or a `t.epoll_event`. epoll_ctl(2)
    epoll_ctl(epfd: Fd, op: Flags<EPOLL_CTL>, fd: Fd, event: Event[fd]) -> ();
    /// Waits up to `timeout` milliseconds (-1: for ever): `for i, event in epoll_wait(...)`; the third value is how many. epoll_wait(2)
    epoll_wait(epfd: Fd, events: Elements<epoll_event>, timeout: Milliseconds = -1) -> Events<2>;
    /// A counter as a descriptor. eventfd(2)
    eventfd(initval: Counter = 0, flags: Flags<EFD>) -> NewFd;
    /// A timer as a descriptor. timerfd_create(2)
    timerfd_create(clockid: Flags<CLOCK>, flags: Flags<TFD>) -> NewFd;
    /// Starts or stops a timer; what it was set to before. timerfd_create(2)
    timerfd_settime(fd: Fd, flags: Flags<TFD_TIMER> = TFD_TIMER::empty(), new: Init<itimerspec>, old: Out<itimerspec>) -> Argument<4>;
    /// The period of a timer and the time to its next expiry. timerfd_create(2)
    timerfd_gettime(fd: Fd, current: Out<itimerspec>) -> Argument<2>;
}

fn poll(fds: &mut [pollfd], timeout: i32) -> Result<usize, Errno> {
    // SAFETY: numbers are whatever the program says, as everywhere in Lua; the call keeps none.
    sys::poll(unsafe { sys::PollFd::from_raw(fds) }, timeout)
}

fn epoll_create(flags: EPOLLCREATE) -> Result<OwnedFd, Errno> {
    sys::epoll_create1(flags)
}

/// What to watch: flags, with which the number of the descriptor beside them comes back, or whatever `t.epoll_event` takes.
struct Event;

impl FromLua for Event {
    type Value<'a> = Option<epoll_event>;
    const EXPECTED: &'static str = "EPOLL flags or epoll_event";
    const LUA: &'static str = "string|integer|table|epoll_event";
    const GROUP: Option<&'static str> = Some(EPOLL::GROUP.name);
    const ABSENT: Option<&'static str> = Some("nil");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Option<epoll_event>, Raise> {
        event(cx, index, 0)
    }
}

impl By<syscall_raw::Fd<'_>> for Event {
    fn by(cx: &mut Cx, index: c_int, fd: syscall_raw::Fd) -> Result<Option<epoll_event>, Raise> {
        event(cx, index, data_of(fd.as_raw() as u32))
    }
}

/// The event at `index`; `data` are those of flags alone.
fn event(cx: &mut Cx, index: c_int, data: u64) -> Result<Option<epoll_event>, Raise> {
    match cx.type_of(index) {
        LuaType::None | LuaType::Nil => Ok(None),
        LuaType::Table | LuaType::Userdata => Init::<epoll_event>::from_lua(cx, index).map(Some),
        _ => {
            let events = Flags::<EPOLL>::from_lua(cx, index)?.bits();
            Ok(Some(epoll_event { events, data }))
        }
    }
}

/// The events that came, in the container at position `N`: `for i, event in` counts them down; how many.
struct Events<const N: c_int>;

impl<const N: c_int> IntoLua for Events<N> {
    type Value = usize;
    type Slot = ();
    const RESULTS: &'static [&'static str] =
        &["fun(): integer?, epoll_event?", "epoll_events", "integer"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), count: usize) -> c_int {
        push_countdown(cx, N, count)
    }
}

fn epoll_ctl(
    epfd: syscall_raw::Fd,
    op: EPOLL_CTL,
    fd: syscall_raw::Fd,
    event: Option<epoll_event>,
) -> Result<(), Errno> {
    sys::epoll_ctl(epfd, op, fd, event.as_ref())
}

fn epoll_wait(epfd: syscall_raw::Fd, events: &mut [epoll_event], timeout: i32) -> Checked<usize> {
    if events.is_empty() {
        return Err(Raise::invalid("there must be room for at least one event").at(2));
    }
    Ok(sys::epoll_pwait(epfd, events, timeout, None))
}

fn eventfd(initval: u32, flags: EFD) -> Result<OwnedFd, Errno> {
    sys::eventfd2(initval, flags)
}

fn timerfd_settime(
    fd: syscall_raw::Fd,
    flags: TFD_TIMER,
    new: itimerspec,
    old: &mut MaybeUninit<itimerspec>,
) -> Result<(), Errno> {
    // The object is zeroed, or one that the program had before.
    // SAFETY: objects are initialized memory.
    sys::timerfd_settime(fd, flags, &new, Some(unsafe { old.assume_init_mut() }))
}

fn timerfd_gettime(
    fd: syscall_raw::Fd,
    current: &mut MaybeUninit<itimerspec>,
) -> Result<(), Errno> {
    sys::timerfd_gettime(fd, current).map(|_| ())
}
