//! Watching files. Section 2 of the Linux manual, inotify(7)

use crate::context::Cx;
use crate::convert::buffer::{Memory, Own};
use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::convert::{Prepare, Within};
use crate::object::number::{Count, Watch};
use crate::object::place::{Place, Span};
use crate::raise::Raise;
use crate::types::notify::push_events;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{IN, IN_INIT};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{inotify_add_watch, inotify_rm_watch};

calls! { CALLS:
    /// A descriptor from which events of files are read. inotify_init(2)
    inotify_init(flags: Flags<IN_INIT>) -> NewFd;
    /// Watches a file or directory for what `mask` names; the watch's number. inotify_add_watch(2)
    inotify_add_watch(fd: Fd, path: Path, mask: Flags<IN>) -> i32;
    /// Removes a watch. inotify_rm_watch(2)
    inotify_rm_watch(fd: Fd, wd: Watch) -> ();
    /// Reads events, up to `len` bytes of them, also into `buf` when given: an array. inotify(7)
    inotify_read(fd: Fd, buf: Option<Memory>, len: Count = 1024) -> Events[len];
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
    let filled = room.fill(buf, len, |buffer| sys::read(fd, buffer));
    let index = room.index();
    Ok(filled
        .map_err(|raise| raise.at(2))?
        .map(|filled| Events { index, filled }))
}
