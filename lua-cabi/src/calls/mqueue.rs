//! POSIX message queues. mq_overview(7), section 2 of the Linux manual

use crate::context::Cx;
use crate::convert::buffer::{Bytes, Memory, limit, limit_mut};
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::text::{Path, Room};
use crate::convert::{FromLua, IntoLua, Prepare, Push, Within};
use crate::object::Object;
use crate::object::fd::{Owner, mqd};
use crate::object::number::{Count, Priority};
use crate::object::place::Place;
use crate::raise::Raise;
use core::ffi::{CStr, c_int};
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{MODE, O};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{mq_attr, timespec};

calls! { CALLS:
    /// Opens a message queue, or with "creat" makes one; a name may begin with a slash, and has no other. `attr` are the limits of a new one, a `t.mq_attr` or what that takes: `{maxmsg = 4, msgsize = 256}`. mq_open(2)
    mq_open(name: Path, flags: Flags<O>, mode: Flags<MODE>, attr: Option<Init<mq_attr>>) -> NewQueue;
    /// Removes the name of a message queue, which is gone when nobody has it open. mq_unlink(2)
    mq_unlink(name: Path) -> ();
    /// Sets a queue to what `new` has as flags, and puts what it was into `old`. mq_getsetattr(2)
    mq_getsetattr(mqd: Queue, new: Option<Init<mq_attr>>, old: Option<Out<mq_attr>>) -> ();
    /// Adds a message, of `len` bytes or all, and of a priority of 0 to 32767, the highest; where the queue is full it waits, up to a time of the clock "realtime" when that is given. mq_timedsend(2)
    mq_timedsend(mqd: Queue, msg: Bytes, len: Option<Count>, prio: Priority = 0, timeout: Option<Init<timespec>>) -> ();
    /// Takes the oldest message of the highest priority, which comes into `prio`: into `buf`, giving its length, or without `buf` as a string. There must be room for the largest message of the queue, which without `buf` is the default of `len`. It waits for a message, up to a time of the clock "realtime" when that is given. mq_timedreceive(2)
    mq_timedreceive(mqd: Queue, buf: Option<Memory>, len: Option<Count>, prio: Option<Memory>, timeout: Option<Init<timespec>>) -> Message[mqd, buf, len];
}

mod method {
    //! What is a method of queues only.

    use super::*;

    calls! { METHODS:
        /// The limits and the state of the queue. mq_getattr(3)
        getattr(mqd: Queue, attr: Out<mq_attr>) -> Argument<2>;
        /// Sets the flags of the queue: "nonblock", 0, or those of a `t.mq_attr`. mq_getattr(3)
        setattr(mqd: Queue, attr: Init<mq_attr>) -> ();
        /// As `mq_timedsend`, without a time. mq_send(3)
        send(mqd: Queue, msg: Bytes, len: Option<Count>, prio: Priority = 0) -> ();
        /// As `mq_timedreceive`, without a time. mq_receive(3)
        receive(mqd: Queue, buf: Option<Memory>, len: Option<Count>, prio: Option<Memory>) -> Message[mqd, buf, len];
    }

    fn getattr(mqd: syscall_raw::Fd, attr: &mut MaybeUninit<mq_attr>) -> Result<(), Errno> {
        mq_getsetattr(mqd, None, Some(attr))
    }

    fn setattr(mqd: syscall_raw::Fd, attr: mq_attr) -> Result<(), Errno> {
        sys::mq_getsetattr(mqd, Some(&attr), None)
    }

    fn send(mqd: syscall_raw::Fd, msg: &[u8], len: Option<usize>, prio: u32) -> Checked<()> {
        mq_timedsend(mqd, msg, len, prio, None)
    }

    fn receive<'r>(
        mqd: syscall_raw::Fd,
        buf: Option<Place>,
        len: Option<usize>,
        prio: Option<Place>,
        room: &'r mut Room,
    ) -> Checked<Message<'r>> {
        mq_timedreceive(mqd, buf, len, prio, None, room)
    }
}
pub use method::METHODS;

/// A message queue: the object, or whatever else stands for its descriptor.
struct Queue;

impl FromLua for Queue {
    type Value<'a> = syscall_raw::Fd<'a>;
    const EXPECTED: &'static str = mqd::NAME;
    const LUA: &'static str = "mqd|integer";
    const RECEIVER: Option<&'static str> = Some(mqd::NAME);

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<syscall_raw::Fd<'a>, Raise> {
        Fd::from_lua(cx, index)
    }
}

/// A new descriptor of a queue: an `mqd` object.
struct NewQueue;

impl IntoLua for NewQueue {
    type Value = OwnedFd;
    type Slot = Owner;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &[mqd::NAME];

    fn reserve(cx: &mut Cx) -> Owner {
        Owner::push_as::<mqd>(cx)
    }

    fn deliver(cx: &mut Cx, slot: Owner, new: OwnedFd) -> c_int {
        crate::convert::descriptor::NewFd::deliver(cx, slot, new)
    }
}

/// A name as the kernel takes it: the slash is the C library's.
fn bare(name: &CStr) -> &CStr {
    let bytes = name.to_bytes_with_nul();
    let rest = bytes.strip_prefix(b"/").unwrap_or(bytes);
    CStr::from_bytes_with_nul(rest).unwrap_or(name)
}

fn mq_open(name: &CStr, flags: O, mode: MODE, attr: Option<mq_attr>) -> Result<OwnedFd, Errno> {
    sys::mq_open(bare(name), flags, mode, attr.as_ref())
}

fn mq_unlink(name: &CStr) -> Result<(), Errno> {
    sys::mq_unlink(bare(name))
}

fn mq_getsetattr(
    mqd: syscall_raw::Fd,
    new: Option<mq_attr>,
    old: Option<&mut MaybeUninit<mq_attr>>,
) -> Result<(), Errno> {
    let old = old.map(|old| old.write(mq_attr::zeroed()));
    sys::mq_getsetattr(mqd, new.as_ref(), old)
}

fn mq_timedsend(
    mqd: syscall_raw::Fd,
    msg: &[u8],
    len: Option<usize>,
    prio: u32,
    timeout: Option<timespec>,
) -> Checked<()> {
    let msg = limit(msg, len).map_err(|raise| raise.at(3))?;
    Ok(sys::mq_timedsend(mqd, msg, prio, timeout.as_ref()))
}

/// A message: how long it is, or without a buffer a string.
enum Message<'r> {
    Length(usize),
    Text(&'r [u8]),
}

impl Within for Message<'_> {
    type Room = Room;
    type Value<'r> = Message<'r>;
    const RESULTS: &'static [&'static str] = &["integer|string"];

    fn room() -> Room {
        Room::new()
    }

    fn deliver(cx: &mut Cx, message: Message) -> c_int {
        match message {
            Message::Length(len) => len.push(cx),
            Message::Text(bytes) => bytes.push(cx),
        }
        1
    }
}

/// What the room depends on: a buffer that is nil is there at once.
type Early<'a, 'm> = (
    &'a Option<syscall_raw::Fd<'m>>,
    &'a Option<Option<Place<'m>>>,
    &'a Option<Option<usize>>,
);

impl Prepare<Early<'_, '_>> for Message<'_> {
    fn prepare(room: &mut Room, cx: &mut Cx, (mqd, buf, len): Early) -> Result<(), Raise> {
        if let (Some(mqd), Some(None)) = (mqd, buf) {
            let mut attr = mq_attr::zeroed();
            let len = len.flatten().unwrap_or_else(|| {
                match sys::mq_getsetattr(*mqd, None, Some(&mut attr)) {
                    Ok(()) => attr.mq_msgsize as usize,
                    // Then it is no queue either to the call that follows.
                    Err(_) => 0,
                }
            });
            room.reserve(cx, len);
        }
        Ok(())
    }
}

fn mq_timedreceive<'r>(
    mqd: syscall_raw::Fd,
    buf: Option<Place>,
    len: Option<usize>,
    prio: Option<Place>,
    timeout: Option<timespec>,
    room: &'r mut Room,
) -> Checked<Message<'r>> {
    let received = match buf {
        Some(buf) => {
            // SAFETY: the other memory is looked at again only when this is no longer used.
            let buf = limit_mut(unsafe { buf.bytes_mut() }, len).map_err(|raise| raise.at(3))?;
            sys::mq_timedreceive(mqd, buf, timeout.as_ref())
                .map(|(len, priority)| (Message::Length(len), priority))
        }
        None => sys::mq_timedreceive(mqd, room.bytes(usize::MAX), timeout.as_ref())
            .map(|(text, priority)| (Message::Text(text), priority)),
    };
    Ok(received.map(|(message, priority)| {
        // The message is out of the queue, so what cannot be stored is passed over.
        if let Some(prio) = prio {
            let _ = prio.write(priority);
        }
        message
    }))
}
