//! Waiting for events: poll, epoll, eventfd, timerfd. Section 2 of the Linux manual.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::{Fd, NewFd, Number};
use crate::convert::flags::Flags;
use crate::convert::object::{Elements, Init, Out};
use crate::convert::result::{Argument, Checked, fail};
use crate::convert::row::calls;
use crate::convert::{By, FromLua, IntoLua, Later};
use crate::object::container::push_countdown;
use crate::object::number::{Counter, Milliseconds};
use crate::raise::{Raise, Step};
use crate::types::event::data_of;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Constants;
use syscall_consts::Errno;
use syscall_consts::native::{CLOCK, EFD, EPOLL, EPOLL_CTL, EPOLLCREATE, TFD, TFD_TIMER};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::timerfd_create;
use syscall_types::native::{
    Time, epoll_event, fdset, itimerspec, pollfd, sigset, timespec, timeval,
};

calls! { CALLS:
    /// Waits up to `timeout` milliseconds (-1: for ever) for events of descriptors; how many have some. poll(2)
    poll(fds: Elements<pollfd>, timeout: Milliseconds = -1) -> usize;
    /// As `poll`, with a timeout in seconds (a number or `t.timespec`; nil: for ever), and `sigmask` as the signals held up meanwhile. ppoll(2)
    ppoll(fds: Elements<pollfd>, timeout: Option<Init<timespec>>, sigmask: Option<Init<sigset>>) -> usize;
    /// Waits for descriptors in the arrays `readfds`, `writefds`, `exceptfds` of a table, up to `timeout` seconds (nil: for ever): such a table of those that are ready, with `count`. poll takes more descriptors, and numbers beyond 1023. select(2)
    select(sel: Later, timeout: Option<Init<timeval>>) => ["table"];
    /// As `select`, with a `t.timespec`, and `sigmask` as the signals held up meanwhile. pselect(2)
    pselect(sel: Later, timeout: Option<Init<timespec>>, sigmask: Option<Init<sigset>>) => ["table"];
    /// An epoll descriptor. epoll_create(2)
    epoll_create(flags: Flags<EPOLLCREATE>) -> NewFd;
    /// Adds, changes or removes ("add", "mod", "del") what is watched: events as flags, or a `t.epoll_event`. epoll_ctl(2)
    epoll_ctl(epfd: Fd, op: Flags<EPOLL_CTL>, fd: Fd, event: Event[fd]) -> ();
    /// Waits up to `timeout` milliseconds (-1: for ever): `for i, event in epoll_wait(...)`; the third value is how many. epoll_wait(2)
    epoll_wait(epfd: Fd, events: Elements<epoll_event>, timeout: Milliseconds = -1) -> Events<2>;
    /// As `epoll_wait`, with `sigmask` as the signals held up meanwhile. epoll_pwait(2)
    epoll_pwait(epfd: Fd, events: Elements<epoll_event>, timeout: Milliseconds = -1, sigmask: Option<Init<sigset>>) -> Events<2>;
    /// As `epoll_pwait`, with the timeout as a time; nil waits for ever. epoll_wait(2)
    epoll_pwait2(epfd: Fd, events: Elements<epoll_event>, timeout: Option<Init<timespec>>, sigmask: Option<Init<sigset>>) -> Events<2>;
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

fn ppoll(
    fds: &mut [pollfd],
    mut timeout: Option<timespec>,
    sigmask: Option<sigset>,
) -> Result<usize, Errno> {
    // SAFETY: as in `poll`.
    let fds = unsafe { sys::PollFd::from_raw(fds) };
    sys::ppoll(fds, timeout.as_mut(), sigmask.as_ref())
}

/// The sets of select(2), by the names of their arrays.
const SETS: [&str; 3] = ["readfds", "writefds", "exceptfds"];

/// A set of descriptors: bits of words.
type Bits = [usize; size_of::<fdset>() / size_of::<usize>()];

/// The word and the bit of a descriptor.
fn bit(number: i32) -> Option<(usize, usize)> {
    let number = usize::try_from(number).ok()?;
    let word = number / usize::BITS as usize;
    (word < size_of::<Bits>() / size_of::<usize>())
        .then_some((word, 1 << (number % usize::BITS as usize)))
}

/// Runs `each` over the descriptors of an array of the table at `sel`; the value is on top of the stack. An array that is not
/// there is empty.
fn for_each(
    cx: &mut Cx,
    sel: c_int,
    name: &'static str,
    mut each: impl FnMut(&mut Cx, i32) -> Result<(), Raise>,
) -> Result<(), Raise> {
    let top = cx.top();
    cx.raw_get_field(sel, name);
    let array = cx.top();
    let step = Step::Name(name.as_bytes());
    match cx.type_of(array) {
        LuaType::Nil => {}
        LuaType::Table => {
            for i in 1..=cx.raw_len(array) {
                cx.raw_get_integer(array, i);
                let value = cx.top();
                Number::from_lua(cx, value)
                    .and_then(|number| each(cx, number))
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64)))
                    .map_err(|raise| raise.within(cx, array, step))?;
                cx.set_top(array);
            }
        }
        _ => return Err(Raise::expected("array of fds").within(cx, array, step)),
    }
    cx.set_top(top);
    Ok(())
}

fn pselect(
    cx: &mut Cx,
    sel: c_int,
    mut timeout: Option<timespec>,
    sigmask: Option<sigset>,
) -> Outcome {
    if cx.type_of(sel) != LuaType::Table {
        return Err(Raise::expected("table of arrays of fds").at(sel));
    }
    let mut sets: [Bits; 3] = Default::default();
    let mut count = 0;
    for (name, set) in SETS.into_iter().zip(&mut sets) {
        for_each(cx, sel, name, |_, number| {
            let (word, bit) = bit(number).ok_or(Raise::invalid(
                "select takes open descriptors below 1024; poll takes others",
            ))?;
            if let Some(word) = set.get_mut(word) {
                *word |= bit;
            }
            count = count.max(number as usize + 1);
            Ok(())
        })
        .map_err(|raise| raise.at(sel))?;
    }
    let [read, write, except] = &mut sets;
    // SAFETY: numbers are whatever the program says, as everywhere in Lua; the call keeps none.
    let ready = unsafe {
        sys::pselect6(
            count,
            Some(read),
            Some(write),
            Some(except),
            timeout.as_mut(),
            sigmask.as_ref(),
        )
    };
    let ready = match ready {
        Ok(ready) => ready,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    cx.push_table(0, 4);
    let result = cx.top();
    for (name, set) in SETS.into_iter().zip(&sets) {
        cx.push_table(0, 0);
        let array = cx.top();
        let mut len = 0;
        for_each(cx, sel, name, |cx, number| {
            if bit(number)
                .is_some_and(|(word, bit)| set.get(word).is_some_and(|word| word & bit != 0))
            {
                len += 1;
                cx.push_value(-1);
                cx.raw_set_integer(array, len);
            }
            Ok(())
        })
        .map_err(|raise| raise.at(sel))?;
        cx.raw_set_field(result, name);
    }
    cx.push_integer(ready as i64);
    cx.raw_set_field(result, "count");
    Ok(1)
}

fn select(cx: &mut Cx, sel: c_int, timeout: Option<timeval>) -> Outcome {
    let timeout = timeout.map(|time| {
        time.convert()
            .ok_or(Raise::invalid("time out of range").at(2))
    });
    pselect(cx, sel, timeout.transpose()?, None)
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
    // What the kernel says to null, which only "del" may have.
    if event.is_none() && op != EPOLL_CTL::DEL {
        return Err(Errno::EFAULT);
    }
    sys::epoll_ctl(epfd, op, fd, event.as_ref())
}

/// Why a container without elements is refused.
const NO_ROOM: Raise = Raise::invalid("there must be room for at least one event").at(2);

fn epoll_wait(epfd: syscall_raw::Fd, events: &mut [epoll_event], timeout: i32) -> Checked<usize> {
    epoll_pwait(epfd, events, timeout, None)
}

fn epoll_pwait(
    epfd: syscall_raw::Fd,
    events: &mut [epoll_event],
    timeout: i32,
    sigmask: Option<sigset>,
) -> Checked<usize> {
    if events.is_empty() {
        return Err(NO_ROOM);
    }
    Ok(sys::epoll_pwait(epfd, events, timeout, sigmask.as_ref()))
}

fn epoll_pwait2(
    epfd: syscall_raw::Fd,
    events: &mut [epoll_event],
    timeout: Option<timespec>,
    sigmask: Option<sigset>,
) -> Checked<usize> {
    if events.is_empty() {
        return Err(NO_ROOM);
    }
    let (timeout, sigmask) = (timeout.as_ref(), sigmask.as_ref());
    Ok(sys::epoll_pwait2(epfd, events, timeout, sigmask))
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
