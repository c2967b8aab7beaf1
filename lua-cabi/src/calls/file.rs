//! Open files: reading, writing, positions, metadata, descriptors themselves. Sections 2 and 3 of the Linux manual.

use crate::call::{Call, Outcome, enter};
use crate::context::Cx;
use crate::convert::buffer::{Bytes, BytesMut, Memory, Own, limit, limit_mut};
use crate::convert::descriptor::{Fd, NewFd, NewFds, Number, Renewed};
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::pieces::{Gather, Pieces, Scatter};
use crate::convert::result::{Argument, Checked, fail, finish, pushed, success};
use crate::convert::row::calls;
use crate::convert::text::{Path, Room};
use crate::convert::{FromLua, IntoLua, Later, Prepare, Push, Within, optional};
use crate::object::CHAR;
use crate::object::fd::{Ledger, number};
use crate::object::number::{
    CommandNumber, Count, FlagBits, Group, Offset, OrUnchanged, Pid, User,
};
use crate::object::place::{Place, Span, structure, writable};
use crate::object::{Meta, Object, Shape, make};
use crate::raise::Raise;
use crate::types::fd::close_any;
use crate::types::time::Times;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{
    AT, CLOSE_RANGE, F, F_SEAL, FALLOC_FL, FCNTL_LOCK, FD, LOCK, LOCKF, MFD, MODE, O, OPIPE, PC,
    POSIX_FADV, RWF, SEEK, SIG, SYNC_FILE_RANGE,
};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{
    dup, fallocate, fchdir, fchmod, fdatasync, flock, fsync, ftruncate, lseek, memfd_create, pipe2,
    readahead, sync_file_range,
};
use syscall_types::Plain;
use syscall_types::native::stat_time64 as stat;
use syscall_types::native::{
    Dirents, cachestat, cachestat_range, dirent, f_owner_ex, flock, timespec,
};

calls! { CALLS:
    /// Closes a descriptor. An `fd` object forgets its number, so closing it again does nothing; a number is always closed, and the object that owned it is then a closed one. close(2)
    close(fd: Later) => ["true"];
    /// Closes all descriptors from one number to another, by default the last of all, or with "cloexec" has execve(2) close them. The objects that owned them are closed ones then. close_range(2)
    close_range(first: Number, last: Number = -1, flags: Flags<CLOSE_RANGE>) -> Closed;
    /// Reads up to `count` bytes (the buffer's size, or 4096): into `buf`, giving the count, or without `buf` as a string. read(2)
    read(fd: Fd, buf: Option<BytesMut>, count: Option<Count>) -> Read[buf, count];
    /// Writes the first `count` bytes (all) of a string or buffer; how many were written. To a pipe or socket that nobody reads any more: the signal "pipe" ends the process, unless `signal("pipe", "ign")` makes that the error PIPE. write(2)
    write(fd: Fd, buf: Bytes, count: Option<Count>) -> usize;
    /// Reads at `offset` without moving the position; as `read`. pread(2)
    pread(fd: Fd, buf: Option<BytesMut>, count: Option<Count>, offset: Offset = 0) -> Read[buf, count];
    /// Writes at `offset` without moving the position; as `write`. pwrite(2)
    pwrite(fd: Fd, buf: Bytes, count: Option<Count>, offset: Offset = 0) -> usize;
    /// Reads into several pieces of memory in turn, a `t.iovecs` or what that takes; how many bytes in all. readv(2)
    readv(fd: Fd, iov: Scatter) -> usize;
    /// Writes several pieces of memory in turn, a `t.iovecs` or what that takes: strings, buffers; how many bytes in all. readv(2)
    writev(fd: Fd, iov: Gather) -> usize;
    /// As `readv`, at `offset`, without moving the position. readv(2)
    preadv(fd: Fd, iov: Scatter, offset: Offset = 0) -> usize;
    /// As `writev`, at `offset`, without moving the position. readv(2)
    pwritev(fd: Fd, iov: Gather, offset: Offset = 0) -> usize;
    /// As `preadv`, with flags for this reading alone ("nowait", "hipri"...); at -1 from the position, which moves. readv(2)
    preadv2(fd: Fd, iov: Scatter, offset: Offset = -1, flags: Flags<RWF>) -> usize;
    /// As `pwritev`, with flags for this writing alone ("dsync", "append"...); at -1 from the position, which moves. readv(2)
    pwritev2(fd: Fd, iov: Gather, offset: Offset = -1, flags: Flags<RWF>) -> usize;
    /// How many pages of a range of a file (`{off, len}`, 0 being all to its end) are in the cache, and in what state, in `buf` when given. There are no flags yet. cachestat(2)
    cachestat(fd: Fd, range: Init<cachestat_range>, buf: Out<cachestat>, flags: FlagBits = 0) -> Argument<3>;
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
    /// Changes a file's owner and group; nil leaves one as it is. chown(2)
    fchown(fd: Fd, owner: OrUnchanged<User>, group: OrUnchanged<Group>) -> ();
    /// Sets the times of last access and change, as `utimensat`. utimensat(2)
    futimens(fd: Fd, ts: Option<Times>) -> ();
    /// As `futimens`. futimes(3)
    futimes(fd: Fd, tv: Option<Times>) -> ();
    /// Tells how `len` bytes of a file from `offset` on will be used, 0 being all to its end: "willneed", "dontneed"... posix_fadvise(2)
    fadvise(fd: Fd, advice: Flags<POSIX_FADV>, offset: Offset = 0, len: Offset = 0) -> ();
    /// Reserves space for `len` bytes of a file from `offset` on; by `mode` without making it longer ("keep_size"), or frees, clears or moves it. fallocate(2)
    fallocate(fd: Fd, mode: Flags<FALLOC_FL> = FALLOC_FL::empty(), offset: Offset = 0, len: Offset) -> ();
    /// Reserves space for `len` bytes of a file from `offset` on, which makes it as long as that. fallocate(2)
    posix_fallocate(fd: Fd, offset: Offset, len: Offset) -> ();
    /// Reads `count` bytes of a file from `offset` on into the cache. readahead(2)
    readahead(fd: Fd, offset: Offset, count: Count) -> ();
    /// Writes `count` bytes of a file's data from `offset` on to its device, 0 being all to its end, without the metadata. sync_file_range(2)
    sync_file_range(fd: Fd, offset: Offset, count: Offset, flags: Flags<SYNC_FILE_RANGE>) -> ();
    /// Locks a whole file: "sh", "ex", or "un" to let go of it; with "nb" the error AGAIN instead of a wait. flock(2)
    flock(fd: Fd, op: Flags<LOCK>) -> ();
    /// As `pathconf`. pathconf(3)
    fpathconf(fd: Fd, name: Flags<PC>) -> i64;
    /// A file in memory, whose name only shows in /proc. memfd_create(2)
    memfd_create(name: Path, flags: Flags<MFD>) -> NewFd;
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
    /// Asks or changes what `cmd` names: "dupfd", "getfd", "setfl", "setlk"... with the argument that it takes; locks are a `t.flock`, owners of signals a `t.f_owner_ex`. "dupfd_query" tells whether another descriptor is of the same open file, "created_query" whether this opening made the file. fcntl(2)
    fcntl(fd: Fd, cmd: Flags<F>, arg: Later) => ["fd|integer|flock|f_owner_ex|boolean"];
    /// Entries of a directory, read in pieces of `size` bytes: an iterator over `t.dirent`, or `nil, nil` at the end. getdents(2)
    getdents(fd: Fd, buf: Option<Memory>, size: Count = 4096) -> Entries[size];
}

mod method {
    //! What is a method of descriptors only.

    use super::*;

    calls! { METHODS:
        /// Locks `len` bytes of a file from its position on for this process, 0 being all to its end: "lock" waits, "tlock" fails with AGAIN or ACCES, "ulock" lets go of them; "test" tells whether they could be locked. lockf(3)
        lockf(fd: Fd, cmd: Flags<LOCKF>, len: Offset = 0) -> bool;
    }

    fn lockf(fd: syscall_raw::Fd, cmd: LOCKF, len: i64) -> Result<bool, Errno> {
        let kind = match cmd {
            LOCKF::ULOCK => FCNTL_LOCK::UNLCK,
            _ => FCNTL_LOCK::WRLCK,
        };
        let mut lock = flock::zeroed();
        lock.l_type = kind.0;
        lock.l_whence = SEEK::CUR.0 as i16;
        lock.l_len = len;
        match cmd {
            LOCKF::LOCK => sys::fcntl_setlkw(fd, &lock)?,
            LOCKF::TLOCK | LOCKF::ULOCK => sys::fcntl_setlk(fd, &lock)?,
            LOCKF::TEST => {
                sys::fcntl_getlk(fd, &mut lock)?;
                return Ok(lock.l_type == FCNTL_LOCK::UNLCK.0);
            }
            _ => return Err(Errno::EINVAL),
        }
        Ok(true)
    }
}
pub use method::METHODS;

/// A range of descriptors that is closed now, unless execve(2) is to do that.
struct Closed;

impl IntoLua for Closed {
    type Value = Option<(u32, u32)>;
    type Slot = ();
    const RESULTS: &'static [&'static str] = <() as IntoLua>::RESULTS;

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), range: Option<(u32, u32)>) -> c_int {
        if let Some(range) = range {
            Ledger::of(cx).forget(range);
        }
        <() as IntoLua>::deliver(cx, (), ())
    }
}

fn close_range(first: i32, last: i32, flags: CLOSE_RANGE) -> Result<Option<(u32, u32)>, Errno> {
    let (first, last) = (first as u32, last as u32);
    // SAFETY: the program says that these are closed; their owners learn it.
    unsafe { sys::close_range(first, last, flags) }?;
    Ok((!flags.contains(CLOSE_RANGE::CLOEXEC)).then_some((first, last)))
}

fn close(cx: &mut Cx, fd: c_int) -> Outcome {
    match close_any(cx, fd).map_err(|raise| raise.at(fd))? {
        Ok(()) => true.push(cx),
        Err(errno) => return Ok(fail(cx, errno)),
    }
    Ok(1)
}

/// What was read: how much, or without a buffer a string.
enum Read<'r> {
    Count(usize),
    Text(&'r [u8]),
}

impl Within for Read<'_> {
    type Room = Room;
    type Value<'r> = Read<'r>;
    // Without a buffer no argument is borrowed.
    const PUSHES: bool = false;
    const RESULTS: &'static [&'static str] = &["integer|string"];

    #[inline(always)]
    fn room() -> Room {
        Room::new()
    }

    #[inline]
    fn deliver(cx: &mut Cx, value: Read) -> c_int {
        match value {
            Read::Count(count) => count.push(cx),
            Read::Text(bytes) => bytes.push(cx),
        }
        1
    }
}

/// A buffer that is nil is there at once.
type Early<'a, 'm> = (&'a Option<Option<&'m mut [u8]>>, &'a Option<Option<usize>>);

impl Prepare<Early<'_, '_>> for Read<'_> {
    #[inline(always)]
    fn prepare(room: &mut Room, cx: &mut Cx, (buf, count): Early) -> Result<(), Raise> {
        if let Some(None) = buf {
            room.reserve(cx, count.flatten().unwrap_or(4096));
        }
        Ok(())
    }
}

impl<'r> Read<'r> {
    /// Reads into the buffer, or into the room.
    #[inline(always)]
    fn new(
        buf: Option<&mut [u8]>,
        count: Option<usize>,
        room: &'r mut Room,
        into_buffer: impl FnOnce(&mut [u8]) -> Result<usize, Errno>,
        into_room: impl FnOnce(&'r mut [MaybeUninit<u8>]) -> Result<&'r mut [u8], Errno>,
    ) -> Checked<Read<'r>> {
        Ok(match buf {
            Some(buf) => {
                let buf = limit_mut(buf, count).map_err(|raise| raise.at(3))?;
                into_buffer(buf).map(Read::Count)
            }
            None => into_room(room.bytes(usize::MAX)).map(|text| Read::Text(text)),
        })
    }
}

#[inline]
fn read<'r>(
    fd: syscall_raw::Fd,
    buf: Option<&mut [u8]>,
    count: Option<usize>,
    room: &'r mut Room,
) -> Checked<Read<'r>> {
    let into_room = |room| sys::read(fd, room);
    Read::new(buf, count, room, |buf| sys::read(fd, buf), into_room)
}

fn pread<'r>(
    fd: syscall_raw::Fd,
    buf: Option<&mut [u8]>,
    count: Option<usize>,
    offset: i64,
    room: &'r mut Room,
) -> Checked<Read<'r>> {
    let into_room = |room| sys::pread(fd, room, offset);
    Read::new(
        buf,
        count,
        room,
        |buf| sys::pread(fd, buf, offset),
        into_room,
    )
}

#[inline]
fn write(fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(sys::write(fd, buf))
}

fn pwrite(fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>, offset: i64) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(sys::pwrite(fd, buf, offset))
}

fn readv(fd: syscall_raw::Fd, iov: Pieces) -> Result<usize, Errno> {
    // SAFETY: memory of objects that may be written, as long as the borrow.
    unsafe { sys::readv(fd, iov.all) }
}

fn writev(fd: syscall_raw::Fd, iov: Pieces) -> Result<usize, Errno> {
    // SAFETY: memory of objects, as long as the borrow.
    unsafe { sys::writev(fd, iov.all) }
}

fn preadv(fd: syscall_raw::Fd, iov: Pieces, offset: i64) -> Result<usize, Errno> {
    // SAFETY: as in `readv`.
    unsafe { sys::preadv(fd, iov.all, offset) }
}

fn pwritev(fd: syscall_raw::Fd, iov: Pieces, offset: i64) -> Result<usize, Errno> {
    // SAFETY: as in `writev`.
    unsafe { sys::pwritev(fd, iov.all, offset) }
}

fn preadv2(fd: syscall_raw::Fd, iov: Pieces, offset: i64, flags: RWF) -> Result<usize, Errno> {
    // SAFETY: as in `readv`.
    unsafe { sys::preadv2(fd, iov.all, offset, flags) }
}

fn pwritev2(fd: syscall_raw::Fd, iov: Pieces, offset: i64, flags: RWF) -> Result<usize, Errno> {
    // SAFETY: as in `writev`.
    unsafe { sys::pwritev2(fd, iov.all, offset, flags) }
}

fn cachestat(
    fd: syscall_raw::Fd,
    range: cachestat_range,
    buf: &mut MaybeUninit<cachestat>,
    flags: u32,
) -> Result<(), Errno> {
    sys::cachestat(fd, &range, buf, flags).map(|_| ())
}

#[inline]
fn fstat(fd: syscall_raw::Fd, buf: &mut MaybeUninit<stat>) -> Result<(), Errno> {
    sys::fstat_time64(fd, buf).map(|_| ())
}

fn fchown(fd: syscall_raw::Fd, owner: u32, group: u32) -> Result<(), Errno> {
    // The current directory is no descriptor.
    if fd.as_raw() < 0 {
        return Err(Errno::EBADF);
    }
    sys::fchownat(fd, c"", owner, group, AT::EMPTY_PATH)
}

fn futimens(fd: syscall_raw::Fd, times: Option<[timespec; 2]>) -> Result<(), Errno> {
    if fd.as_raw() < 0 {
        return Err(Errno::EBADF);
    }
    sys::utimensat(fd, None, times.as_ref(), AT::empty())
}

fn futimes(fd: syscall_raw::Fd, times: Option<[timespec; 2]>) -> Result<(), Errno> {
    futimens(fd, times)
}

fn fadvise(fd: syscall_raw::Fd, advice: POSIX_FADV, offset: i64, len: i64) -> Result<(), Errno> {
    sys::fadvise(fd, offset, len, advice)
}

fn posix_fallocate(fd: syscall_raw::Fd, offset: i64, len: i64) -> Result<(), Errno> {
    fallocate(fd, FALLOC_FL::empty(), offset, len)
}

fn fpathconf(_: syscall_raw::Fd, name: PC) -> Result<i64, Errno> {
    super::path::limit(name)
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
        F::GETOWN_EX => {
            let mut owner = MaybeUninit::uninit();
            match sys::fcntl_getown_ex(fd, &mut owner) {
                Ok(owner) => make::push_new(cx, *owner),
                Err(errno) => return Ok(fail(cx, errno)),
            }
            Ok(1)
        }
        F::SETOWN_EX => {
            let owner = Init::<f_owner_ex>::from_lua(cx, arg).map_err(at)?;
            success(cx, sys::fcntl_setown_ex(fd, &owner))
        }
        F::DUPFD_QUERY => {
            let other = Fd::from_lua(cx, arg).map_err(at)?;
            Ok(pushed(cx, sys::fcntl_dupfd_query(fd, other)))
        }
        F::CREATED_QUERY => Ok(pushed(cx, sys::fcntl_created_query(fd))),
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
        F::GETLK | F::SETLK | F::SETLKW | F::OFD_GETLK | F::OFD_SETLK | F::OFD_SETLKW => {
            lock(cx, fd, cmd, arg).map_err(at)
        }
        // Where they have numbers of their own.
        #[cfg(target_pointer_width = "32")]
        F::GETLK64 => lock(cx, fd, F::GETLK, arg).map_err(at),
        #[cfg(target_pointer_width = "32")]
        F::SETLK64 => lock(cx, fd, F::SETLK, arg).map_err(at),
        #[cfg(target_pointer_width = "32")]
        F::SETLKW64 => lock(cx, fd, F::SETLKW, arg).map_err(at),
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

/// The commands that take a lock, of which those that ask change the lock that the program has given, or a new one.
fn lock(cx: &mut Cx, fd: syscall_raw::Fd, cmd: F, arg: c_int) -> Outcome {
    let mut lock = Init::<flock>::from_lua(cx, arg)?;
    let done = match cmd {
        F::GETLK => sys::fcntl_getlk(fd, &mut lock),
        F::OFD_GETLK => sys::fcntl_ofd_getlk(fd, &mut lock),
        F::SETLK => sys::fcntl_setlk(fd, &lock),
        F::OFD_SETLK => sys::fcntl_ofd_setlk(fd, &lock),
        F::SETLKW => sys::fcntl_setlkw(fd, &lock),
        _ => sys::fcntl_ofd_setlkw(fd, &lock),
    };
    let (Ok(()), F::GETLK | F::OFD_GETLK) = (done, cmd) else {
        return success(cx, done);
    };
    if let Some(given) = structure::<flock>(cx, arg) {
        writable(given)?.write(lock)?;
        cx.push_value(arg);
    } else {
        make::push_new(cx, lock);
    }
    Ok(1)
}

/// Upvalues of the iterator: the buffer object and the offset of the next entry.
const BUFFER: c_int = crate::context::OWN;
const NEXT: c_int = crate::context::OWN + 1;

/// Entries in a buffer of their own.
struct Entries {
    /// Where the buffer's object stands.
    index: c_int,
    filled: Span,
}

impl Within for Entries {
    type Room = Own;
    type Value<'r> = Entries;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["fun(): dirent?"];

    fn room() -> Own {
        Own::new()
    }

    fn deliver(cx: &mut Cx, Entries { index, filled }: Entries) -> c_int {
        if filled.len == 0 {
            cx.push_nil();
            cx.push_nil();
            return 2;
        }
        push_entries(cx, index, filled);
        1
    }
}

/// Pushes an iterator over the entries in a part of the object at a stack slot. May raise (memory).
pub fn push_entries(cx: &mut Cx, index: c_int, part: Span) {
    make::push_view(cx, index, Meta::new(CHAR, Shape::ArrayView), part);
    cx.push_integer(0);
    cx.push_function(enter::<NextEntry>, 2);
}

impl Prepare<(&Option<usize>,)> for Entries {
    fn prepare(room: &mut Own, cx: &mut Cx, (size,): (&Option<usize>,)) -> Result<(), Raise> {
        let reserved = room.reserve(cx, size.unwrap_or(0));
        reserved.map_err(|raise| raise.at(3))
    }
}

fn getdents(
    fd: syscall_raw::Fd,
    buf: Option<Place>,
    size: usize,
    room: &mut Own,
) -> Checked<Entries> {
    let filled = room.fill(buf, size, |buffer| sys::getdents(fd, buffer));
    let index = room.index();
    Ok(filled
        .map_err(|raise| raise.at(2))?
        .map(|filled| Entries { index, filled }))
}

/// The iterator of `getdents`: one `t.dirent` a call, then nil.
struct NextEntry;

impl Call for NextEntry {
    const INFO: crate::call::Info = crate::call::internal!("next entry");

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
