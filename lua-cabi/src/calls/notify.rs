//! Watching files. Section 2 of the Linux manual, inotify(7), fanotify(7)

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::{Memory, Own};
use crate::convert::descriptor::{DirFd, Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::result::{Checked, fail};
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::convert::{Prepare, Within};
use crate::object::fd::{Owner, make_room};
use crate::object::number::{Count, Watch};
use crate::object::place::{Place, Span};
use crate::object::{CHAR, make};
use crate::raise::Raise;
use crate::types::notify::push_events;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{FAN, FAN_EVENT_INFO_TYPE, FAN_INIT, FAN_MARK, IN, IN_INIT, O};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{fanotify_init, fanotify_mark, inotify_add_watch, inotify_rm_watch};
use syscall_types::native::{FanotifyEvents, FanotifyRecords};

calls! { CALLS:
    /// A descriptor from which events of files are read. inotify_init(2)
    inotify_init(flags: Flags<IN_INIT>) -> NewFd;
    /// Watches a file or directory for what `mask` names; the watch's number. inotify_add_watch(2)
    inotify_add_watch(fd: Fd, path: Path, mask: Flags<IN>) -> i32;
    /// Removes a watch. inotify_rm_watch(2)
    inotify_rm_watch(fd: Fd, wd: Watch) -> ();
    /// Reads events, up to `len` bytes of them, also into `buf` when given: an array. inotify(7)
    inotify_read(fd: Fd, buf: Option<Memory>, len: Count = 1024) -> Events[len];
    /// A descriptor from which `fanotify_read` reads events of whole mounts and file systems, and with which accesses are allowed or denied; `event_f_flags` are those of the files that events bring. fanotify_init(2)
    fanotify_init(flags: Flags<FAN_INIT>, event_f_flags: Flags<O>) -> NewFd;
    /// Adds ("add"), removes ("remove") or clears ("flush") marks of a file, or of all of its "mount" or "filesystem", for what `mask` names; without a path of `dirfd` itself. fanotify_mark(2)
    fanotify_mark(fanotify_fd: Fd, flags: Flags<FAN_MARK>, mask: Flags<FAN>, dirfd: DirFd, path: Option<Path>) -> ();
}

calls! { FANOTIFY:
    /// Reads events, up to `len` bytes of them: a buffer with them, how many bytes, and the owners of the descriptors in them, in their order. fanotify(7)
    fanotify_read(fd: Fd, len: Count) => ["buffer", "integer", "table"];
}

fn inotify_init(flags: IN_INIT) -> Result<OwnedFd, Errno> {
    sys::inotify_init1(flags)
}

/// Events in a buffer of their own.
struct Events {
    /// Where the buffer's object stands.
    index: c_int,
    filled: Span,
}

impl Within for Events {
    type Room = Own;
    type Value<'r> = Events;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["table"];

    fn room() -> Own {
        Own::new()
    }

    fn deliver(cx: &mut Cx, Events { index, filled }: Events) -> c_int {
        // The call's own memory can always be looked at.
        match push_events(cx, index, filled.len) {
            Ok(()) | Err(_) => 1,
        }
    }
}

impl Prepare<(&Option<usize>,)> for Events {
    fn prepare(room: &mut Own, cx: &mut Cx, (len,): (&Option<usize>,)) -> Result<(), Raise> {
        let reserved = room.reserve(cx, len.unwrap_or(0));
        reserved.map_err(|raise| raise.at(3))
    }
}

fn inotify_read(
    fd: syscall_raw::Fd,
    buf: Option<Place>,
    len: usize,
    room: &mut Own,
) -> Checked<Events> {
    let filled = room.fill(buf, len, |buffer| sys::read(fd, &mut *buffer));
    let index = room.index();
    Ok(filled
        .map_err(|raise| raise.at(2))?
        .map(|filled| Events { index, filled }))
}

/// The fewest bytes of events for each descriptor: an event of 24 with a record of 8 brings two.
const APART: usize = 16;

/// The most bytes of events that are read at once.
const MOST: usize = 1 << 20;

fn fanotify_read(cx: &mut Cx, fd: syscall_raw::Fd, len: usize) -> Outcome {
    let len = len.min(MOST);
    let memory = make::push_array(cx, CHAR, len)?.span();
    // Memory first: what will own the descriptors, however many come.
    let most = len / APART;
    cx.push_table(most as c_int, 0);
    let owners = cx.top();
    for i in 0..most {
        Owner::push(cx);
        cx.raw_set_integer(owners, i + 1);
    }
    make_room(cx, most);
    // SAFETY: the array was made in this call and is on the stack, and nothing else looks at it.
    let buffer = unsafe { Place::new(memory.start, memory.len).bytes_mut() };
    let count = match sys::read(fd, &mut *buffer) {
        Ok(count) => count,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    let mut taken = 0;
    let mut own = |number: i32| {
        if number < 0 || taken == most {
            return;
        }
        taken += 1;
        // SAFETY: the kernel has just made it for this process, and tells it nobody else.
        let new = unsafe { OwnedFd::from_raw(number) };
        cx.raw_get_integer(owners, taken);
        if let Some(owner) = Owner::at(cx, -1) {
            // SAFETY: the object is on the stack. One for which there is no room is closed.
            let _ = unsafe { owner.own(new) };
        }
        cx.pop(1);
    };
    for event in FanotifyEvents::new(buffer.get(..count).unwrap_or_default()) {
        own(event.fd);
        for record in FanotifyRecords::new(event.records) {
            if record.info_type == FAN_EVENT_INFO_TYPE::PIDFD.0
                && let Some(number) = record.data.first_chunk()
            {
                own(i32::from_ne_bytes(*number));
            }
        }
    }
    cx.push_value(owners - 1);
    cx.push_integer(count as i64);
    cx.push_value(owners);
    Ok(3)
}
