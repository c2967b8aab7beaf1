//! Open files: reading, writing, positions, metadata, descriptors themselves. Sections 2 and 3 of the Linux manual.

use crate::call::{Call, Outcome, enter};
use crate::context::Cx;
use crate::convert::buffer::{Bytes, BytesMut, Memory, limit, limit_mut};
use crate::convert::descriptor::{Fd, NewFd, NewFds, Number, Renewed};
use crate::convert::flags::Flags;
use crate::convert::object::Out;
use crate::convert::result::{
    Argument, Checked, counted, fail, finish, pushed, success, to_string,
};
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua, Late, Later, Push, Soon, optional};
use crate::object::CHAR;
use crate::object::fd::number;
use crate::object::number::{CommandNumber, Count, Offset, Pid};
use crate::object::place::Place;
use crate::object::{Meta, Object, Shape, make};
use crate::raise::Raise;
use crate::types::fd::close_any;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{F, F_SEAL, FD, MODE, O, OPIPE, SEEK, SIG};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{dup, fchdir, fchmod, fdatasync, fsync, ftruncate, lseek, pipe2};
use syscall_types::native::stat_time64 as stat;
use syscall_types::native::{Dirents, dirent};

calls! { CALLS:
    /// Closes a descriptor. An `fd` object forgets its number, so closing it again does nothing; a number is always closed, and the object that owned it is then a closed one. close(2)
    close(fd: Later) => ["true"];
    /// Reads up to `count` bytes (the buffer's size, or 4096): into `buf`, giving the count, or without `buf` as a string. read(2)
    read(fd: Fd, buf: Soon<Option<BytesMut>>, count: Option<Count>) => ["integer|string"];
    /// Writes the first `count` bytes (all) of a string or buffer; how many were written. To a pipe or socket that nobody reads any more: the signal "pipe" ends the process, unless `signal("pipe", "ign")` makes that the error PIPE. write(2)
    write(fd: Fd, buf: Bytes, count: Option<Count>) -> usize;
    /// Reads at `offset` without moving the position; as `read`. pread(2)
    pread(fd: Fd, buf: Soon<Option<BytesMut>>, count: Option<Count>, offset: Offset = 0) => ["integer|string"];
    /// Writes at `offset` without moving the position; as `write`. pwrite(2)
    pwrite(fd: Fd, buf: Bytes, count: Option<Count>, offset: Offset = 0) -> usize;
    /// Moves the position; the new one. lseek(2)
    lseek(fd: Fd, offset: Offset = 0, whence: Flags<SEEK> = SEEK::SET) -> i64;
    /// Cuts or extends a file to `length` bytes. ftruncate(2)
    ftruncate(fd: Fd, length: Offset) -> ();
    /// Writes a file's data and metadata to its device. fsync(2)
    fsync(fd: Fd) -> ();
    /// Writes a file's data to its device. fdatasync(2)
    fdatasync(fd: Fd) -> ();
    /// A file's metadata, in `buf` when given. stat(2)
    fstat(fd: Fd, buf: Out<stat>) -> Argument<2>;
    /// Changes a file's permissions. A missing `mode` is 0: nobody has any. chmod(2)
    fchmod(fd: Fd, mode: Flags<MODE>) -> ();
    /// Makes a directory the current one. chdir(2)
    fchdir(fd: Fd) -> ();
    /// Another descriptor of the same open file. dup(2)
    dup(fd: Fd) -> NewFd;
    /// As `dup`, at the number `newfd`, which is closed first when it is open. Of an `fd` object as `newfd` that object is the result; a number is taken from the object that owns it, which becomes a closed one. dup2(2)
    dup2(fd: Fd, newfd: Number) -> Renewed<2>;
    /// As `dup2`, with flags ("cloexec"), and an error when both numbers are equal. dup2(2)
    dup3(fd: Fd, newfd: Number, flags: Flags<O>) -> Renewed<2>;
    /// A pipe: what is written to the second descriptor is read from the first. pipe(2)
    pipe2(flags: Flags<OPIPE>) -> NewFds;
    /// A pipe: what is written to the second descriptor is read from the first. pipe(2)
    pipe(flags: Flags<OPIPE>) -> NewFds;
    /// Asks or changes what `cmd` names: "dupfd", "getfd", "setfl"... with the argument that it takes. fcntl(2)
    fcntl(fd: Fd, cmd: Flags<F>, arg: Later) => ["fd|integer|true"];
    /// Entries of a directory, read in pieces of `size` bytes: an iterator over `t.dirent`, or `nil, nil` at the end. getdents(2)
    getdents(fd: Fd, buf: Late<Option<Memory>>, size: Count = 4096) => ["fun(): dirent?"];
}

fn close(cx: &mut Cx, fd: c_int) -> Outcome {
    match close_any(cx, fd).map_err(|raise| raise.at(fd))? {
        Ok(()) => true.push(cx),
        Err(errno) => return Ok(fail(cx, errno)),
    }
    Ok(1)
}

/// A kernel call never moves more than this (`MAX_RW_COUNT` of linux/fs.h), so no more memory is needed for a string.
const MAX_COUNT: usize = 0x7fff_f000;

#[inline]
fn read(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    buf: Soon<Option<BytesMut>>,
    count: Option<usize>,
) -> Outcome {
    let done = match buf.borrow(cx)? {
        Some(buf) => sys::read(fd, limit_mut(buf, count).map_err(|raise| raise.at(3))?),
        None => {
            return to_string(cx, count.unwrap_or(4096).min(MAX_COUNT), |buffer| {
                sys::read(fd, buffer)
            });
        }
    };
    counted(cx, done)
}

#[inline]
fn write(fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(sys::write(fd, buf))
}

fn pread(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    buf: Soon<Option<BytesMut>>,
    count: Option<usize>,
    offset: i64,
) -> Outcome {
    let done = match buf.borrow(cx)? {
        Some(buf) => {
            let buf = limit_mut(buf, count).map_err(|raise| raise.at(3))?;
            sys::pread(fd, buf, offset)
        }
        None => {
            return to_string(cx, count.unwrap_or(4096).min(MAX_COUNT), |buffer| {
                sys::pread(fd, buffer, offset)
            });
        }
    };
    counted(cx, done)
}

fn pwrite(fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>, offset: i64) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(sys::pwrite(fd, buf, offset))
}

#[inline]
fn fstat(fd: syscall_raw::Fd, buf: &mut MaybeUninit<stat>) -> Result<(), Errno> {
    sys::fstat_time64(fd, buf).map(|_| ())
}

fn dup2(fd: syscall_raw::Fd, newfd: i32) -> Result<i32, Errno> {
    // SAFETY: the program says that what stands at that number is replaced; who owns it, the result sees to.
    unsafe { sys::dup2(fd, newfd) }
}

fn dup3(fd: syscall_raw::Fd, newfd: i32, flags: O) -> Result<i32, Errno> {
    // SAFETY: as in `dup2`.
    unsafe { sys::dup3(fd, newfd, flags) }
}

fn pipe(flags: OPIPE) -> Result<[OwnedFd; 2], Errno> {
    pipe2(flags)
}

/// The third argument is converted by what the command takes.
fn fcntl(cx: &mut Cx, fd: syscall_raw::Fd, cmd: F, arg: c_int) -> Outcome {
    let at = |raise: Raise| raise.at(arg);
    match cmd {
        F::DUPFD | F::DUPFD_CLOEXEC => {
            let least = if cx.is_nil(arg) {
                0
            } else {
                number(cx, arg).map_err(at)?
            };
            let slot = NewFd::reserve(cx);
            let made = if cmd == F::DUPFD {
                sys::fcntl_dupfd(fd, least)
            } else {
                sys::fcntl_dupfd_cloexec(fd, least)
            };
            Ok(finish::<NewFd>(cx, slot, made))
        }
        F::GETFD => Ok(pushed(cx, sys::fcntl_getfd(fd).map(|flags| flags.bits()))),
        F::GETFL => Ok(pushed(cx, sys::fcntl_getfl(fd).map(|flags| flags.bits()))),
        F::SETFD => {
            let flags = Flags::<FD>::from_lua(cx, arg).map_err(at)?;
            success(cx, sys::fcntl_setfd(fd, flags))
        }
        F::SETFL => {
            let flags = Flags::<O>::from_lua(cx, arg).map_err(at)?;
            success(cx, sys::fcntl_setfl(fd, flags))
        }
        // Commands that take and give numbers.
        F::GETLEASE | F::GETOWN | F::GETSIG | F::GETPIPE_SZ | F::GET_SEALS => {
            // SAFETY: these commands take no argument.
            Ok(pushed(cx, unsafe { sys::fcntl(fd, cmd, 0) }))
        }
        F::SETLEASE | F::SETOWN | F::SETSIG | F::SETPIPE_SZ | F::NOTIFY => {
            let argument = match cmd {
                F::SETOWN => optional::<Pid>(cx, arg),
                F::SETSIG => Flags::<SIG>::from_lua(cx, arg).map(|sig| Some(sig.0)),
                _ => optional::<CommandNumber>(cx, arg),
            };
            let argument = argument.map_err(at)?.unwrap_or_default();
            // SAFETY: these commands take a number.
            success(
                cx,
                unsafe { sys::fcntl(fd, cmd, argument as isize as usize) }.map(|_| ()),
            )
        }
        F::ADD_SEALS => {
            let seals = Flags::<F_SEAL>::from_lua(cx, arg).map_err(at)?.bits();
            // SAFETY: the command takes a number.
            success(
                cx,
                unsafe { sys::fcntl(fd, cmd, seals as usize) }.map(|_| ()),
            )
        }
        _ => {
            Err(Raise::invalid("this command takes a structure, which is not converted here").at(2))
        }
    }
}

/// Upvalues of the iterator: the buffer object and the offset of the next entry.
const BUFFER: c_int = crate::context::OWN;
const NEXT: c_int = crate::context::OWN + 1;

fn getdents(cx: &mut Cx, fd: syscall_raw::Fd, buf: Late<Option<Memory>>, size: usize) -> Outcome {
    let size = buf.borrow(cx)?.map_or(size, |buf| buf.len().min(size));
    // The entries are views into a buffer of their own, so that they stay as they are when the next piece is read.
    let whole = make::push_array(cx, CHAR, size).map_err(|raise| raise.at(3))?;
    let buffer = cx.top();
    // SAFETY: the array was made in this call, and nothing else looks at it.
    match sys::getdents(fd, unsafe { whole.bytes_mut() }) {
        Err(errno) => Ok(fail(cx, errno)),
        Ok(0) => {
            cx.push_nil();
            cx.push_nil();
            Ok(2)
        }
        Ok(len) => {
            let filled = whole.part(0, len).unwrap_or(whole);
            if let Some(place) = buf.borrow(cx)? {
                place
                    .copy_from(filled)
                    .map_err(|raise| raise.at(buf.index()))?;
            }
            make::push_view(cx, buffer, Meta::new(CHAR, Shape::ArrayView), filled.span());
            cx.push_integer(0);
            cx.push_function(enter::<NextEntry>, 2);
            Ok(1)
        }
    }
}

/// The iterator of `getdents`: one `t.dirent` a call, then nil.
struct NextEntry;

impl Call for NextEntry {
    const INFO: crate::call::Info = crate::call::Info::internal("next entry", enter::<NextEntry>);

    fn run(cx: &mut Cx) -> Outcome {
        use crate::abi::upvalue_index;
        let offset = cx
            .to_integer(upvalue_index(NEXT))
            .and_then(|offset| usize::try_from(offset).ok())
            .unwrap_or(usize::MAX);
        let Some((whole, _)) = crate::object::place::place(cx, upvalue_index(BUFFER)) else {
            return Ok(0);
        };
        let Some(entry) = next_entry(whole, offset) else {
            return Ok(0);
        };
        let entry = entry.span();
        make::push_view(
            cx,
            upvalue_index(BUFFER),
            Meta::new(dirent::ID, Shape::StructView),
            entry,
        );
        cx.push_integer((offset + entry.len) as i64);
        cx.replace(upvalue_index(NEXT));
        Ok(1)
    }
}

/// The entry at `offset`: each that the kernel gives. An inode's number may be 0, which marked entries without a file in the
/// directories of an older time, and does so on other systems.
fn next_entry(whole: Place<'_>, offset: usize) -> Option<Place<'_>> {
    let rest = whole.part(offset, whole.len().checked_sub(offset)?)?;
    let entry = Dirents::new(rest.look().ok()?).next()?;
    rest.part(0, entry.reclen.into())
}
