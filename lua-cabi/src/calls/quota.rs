//! Quotas of disks. Section 2 of the Linux manual: quotactl

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::Fd;
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::result::{pushed, success};
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::convert::{FromLua, Later, optional};
use crate::object::number::{FlagBits, QuotaId};
use crate::object::{Object, make};
use crate::raise::Raise;
use core::ffi::{CStr, c_int, c_void};
use core::ptr::{from_mut, null_mut};
use syscall_consts::Errno;
use syscall_consts::native::{Q, QFMT, QUOTA};
use syscall_raw::native as sys;
use syscall_types::native::{if_dqblk, if_dqinfo, if_nextdqblk};

calls! { CALLS:
    /// Asks or changes the quotas of users, groups or projects ("usr", "grp", "prj") on the file system of a block device: "getquota" and "getnextquota" of an `id` give a `t.if_dqblk` and a `t.if_nextdqblk`, "getinfo" a `t.if_dqinfo`, "getfmt" a number of `c.QFMT`; "setquota" of an `id` and "setinfo" take what these types do; "quotaon" takes the format in place of the id, and the path of the quotas' file; "quotaoff", "sync" nothing, and "xquotaon", "xquotaoff", "xquotarm" a number. quotactl(2)
    quotactl(cmd: Flags<Q>, kind: Flags<QUOTA>, special: Option<Path>, id: Later, arg: Later) => ["if_dqblk|if_nextdqblk|if_dqinfo|integer|true"];
    /// As `quotactl`, by any file of the file system. quotactl_fd(2)
    quotactl_fd(fd: Fd, cmd: Flags<Q>, kind: Flags<QUOTA>, id: Later, arg: Later) => ["if_dqblk|if_nextdqblk|if_dqinfo|integer|true"];
}

/// Which file system is meant.
#[derive(Clone, Copy)]
enum Of<'a> {
    Device(Option<&'a CStr>),
    File(syscall_raw::Fd<'a>),
}

impl Of<'_> {
    /// # Safety
    ///
    /// `address` is what the command takes.
    unsafe fn call(self, cmd: Q, kind: QUOTA, id: u32, address: *mut c_void) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe {
            match self {
                Of::Device(special) => sys::quotactl(cmd, kind, special, id, address),
                Of::File(fd) => sys::quotactl_fd(fd, cmd, kind, id, address),
            }
        }
    }
}

fn quotactl(
    cx: &mut Cx,
    cmd: Q,
    kind: QUOTA,
    special: Option<&CStr>,
    id: c_int,
    arg: c_int,
) -> Outcome {
    run(cx, Of::Device(special), cmd, kind, id, arg)
}

fn quotactl_fd(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    cmd: Q,
    kind: QUOTA,
    id: c_int,
    arg: c_int,
) -> Outcome {
    run(cx, Of::File(fd), cmd, kind, id, arg)
}

/// What a command gives: a structure of the type, which is made before.
fn get<T: Object>(cx: &mut Cx, of: Of, cmd: Q, kind: QUOTA, id: u32) -> Outcome {
    let room = make::push::<T>(cx).start();
    // SAFETY: the command fills a structure of that type, for which the object was made.
    match unsafe { of.call(cmd, kind, id, room.cast()) } {
        Ok(()) => Ok(1),
        error => success(cx, error),
    }
}

fn run(cx: &mut Cx, of: Of, cmd: Q, kind: QUOTA, id: c_int, arg: c_int) -> Outcome {
    let at = |raise: Raise| raise.at(arg);
    let number = match cmd {
        Q::QUOTAON => Flags::<QFMT>::from_lua(cx, id).map(|format| format.0),
        _ => optional::<QuotaId>(cx, id).map(|id| id.unwrap_or(0)),
    };
    let number = number.map_err(|raise| raise.at(id))?;
    let mut value = 0_u32;
    let address = match cmd {
        Q::GETQUOTA => return get::<if_dqblk>(cx, of, cmd, kind, number),
        Q::GETNEXTQUOTA => return get::<if_nextdqblk>(cx, of, cmd, kind, number),
        Q::GETINFO => return get::<if_dqinfo>(cx, of, cmd, kind, number),
        Q::SETQUOTA => {
            let mut quota = Init::<if_dqblk>::from_lua(cx, arg).map_err(at)?;
            // SAFETY: the command reads a structure of that type.
            let done = unsafe { of.call(cmd, kind, number, from_mut(&mut quota).cast()) };
            return success(cx, done);
        }
        Q::SETINFO => {
            let mut info = Init::<if_dqinfo>::from_lua(cx, arg).map_err(at)?;
            // SAFETY: as above.
            let done = unsafe { of.call(cmd, kind, number, from_mut(&mut info).cast()) };
            return success(cx, done);
        }
        Q::QUOTAON => Path::from_lua(cx, arg)
            .map_err(at)?
            .as_ptr()
            .cast_mut()
            .cast(),
        Q::XQUOTAON | Q::XQUOTAOFF | Q::XQUOTARM => {
            value = FlagBits::from_lua(cx, arg).map_err(at)?;
            from_mut(&mut value).cast()
        }
        Q::GETFMT => from_mut(&mut value).cast(),
        Q::QUOTAOFF | Q::SYNC | Q::XQUOTASYNC => null_mut(),
        _ => {
            let unknown = "this command takes a structure, which is not converted here";
            return Err(Raise::invalid(unknown).at(match of {
                Of::Device(_) => 1,
                Of::File(_) => 2,
            }));
        }
    };
    // SAFETY: a path, a number to read or to fill, or nothing, as the command takes it.
    let done = unsafe { of.call(cmd, kind, number, address) };
    match cmd {
        Q::GETFMT => Ok(pushed(cx, done.map(|()| value))),
        _ => success(cx, done),
    }
}
