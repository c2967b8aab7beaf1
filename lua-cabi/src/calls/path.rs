//! Names of files: opening, making, removing, renaming, metadata by path. Section 2 of the Linux manual.

use crate::convert::buffer::Memory;
use crate::convert::descriptor::{DirFd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Out;
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::text::{Filled, Path, Room, until_zero};
use crate::object::number::{Count, Offset};
use crate::object::place::Place;
use core::ffi::{CStr, c_int};
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{AT, MODE, O, OK};
use syscall_raw::native as sys;
use syscall_raw::native::{
    chdir, linkat, mkdirat, openat, renameat, symlinkat, truncate, unlinkat,
};
use syscall_raw::{Fd, OwnedFd};
use syscall_types::native::stat_time64 as Stat;

calls! { CALLS:
    /// Opens a file, by default for reading; with "creat" it is made with `mode`, which is 0 when it is missing: then nobody may open it again. open(2)
    open(path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
    /// As `open`, relative to a directory. open(2)
    openat(dirfd: DirFd, path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
    /// Makes or empties a file and opens it for writing. A missing `mode` is 0: then nobody may open it again. creat(2)
    creat(path: Path, mode: Flags<MODE>) -> NewFd;
    /// A file's metadata, in `buf` when given. stat(2)
    stat(path: Path, buf: Out<Stat>) -> Argument<2>;
    /// As `stat`, of a symbolic link itself. stat(2)
    lstat(path: Path, buf: Out<Stat>) -> Argument<2>;
    /// As `stat`, relative to a directory; flags "symlink_nofollow", "empty_path"... stat(2)
    fstatat(dirfd: DirFd, path: Path, buf: Out<Stat>, flags: Flags<AT>) -> Argument<3>;
    /// Whether the file may be used so: letters of "rwx", or "f" (it exists). access(2)
    access(path: Path, mode: Flags<OK>) -> ();
    /// As `access`, relative to a directory; flags "eaccess", "symlink_nofollow". access(2)
    faccessat(dirfd: DirFd, path: Path, mode: Flags<OK>, flags: Flags<AT>) -> ();
    /// Changes a file's permissions. A missing `mode` is 0: nobody has any. chmod(2)
    chmod(path: Path, mode: Flags<MODE>) -> ();
    /// As `chmod`, relative to a directory. chmod(2)
    fchmodat(dirfd: DirFd, path: Path, mode: Flags<MODE>, flags: Flags<AT>) -> ();
    /// The permissions that new files do not get, from now on; the mask so far. umask(2)
    umask(mask: Flags<MODE>) -> u32;
    /// Another name for a file. link(2)
    link(oldpath: Path, newpath: Path) -> ();
    /// As `link`, relative to directories. link(2)
    linkat(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path, flags: Flags<AT>) -> ();
    /// A symbolic link at `linkpath` that leads to `target`. symlink(2)
    symlink(target: Path, linkpath: Path) -> ();
    /// As `symlink`, relative to a directory. symlink(2)
    symlinkat(target: Path, newdirfd: DirFd, linkpath: Path) -> ();
    /// Renames a file, replacing one of the new name. rename(2)
    rename(oldpath: Path, newpath: Path) -> ();
    /// As `rename`, relative to directories. rename(2)
    renameat(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path) -> ();
    /// Removes a name, and the file with its last one. unlink(2)
    unlink(path: Path) -> ();
    /// As `unlink`, relative to a directory; "removedir" removes a directory. unlink(2)
    unlinkat(dirfd: DirFd, path: Path, flags: Flags<AT>) -> ();
    /// Makes a directory. A missing `mode` is 0: then nobody may enter it. mkdir(2)
    mkdir(path: Path, mode: Flags<MODE>) -> ();
    /// As `mkdir`, relative to a directory. mkdir(2)
    mkdirat(dirfd: DirFd, path: Path, mode: Flags<MODE>) -> ();
    /// Removes an empty directory. rmdir(2)
    rmdir(path: Path) -> ();
    /// Where a symbolic link leads. readlink(2)
    readlink(path: Path, buf: Option<Memory>, size: Count = 4096) -> Filled[size];
    /// As `readlink`, relative to a directory. readlink(2)
    readlinkat(dirfd: DirFd, path: Path, buf: Option<Memory>, size: Count = 4096) -> Filled[size];
    /// The current directory. getcwd(2)
    getcwd(buf: Option<Memory>, size: Count = 4096) -> Filled[size];
    /// Makes a directory the current one. chdir(2)
    chdir(path: Path) -> ();
    /// Cuts or extends a file to `length` bytes. truncate(2)
    truncate(path: Path, length: Offset) -> ();
}

const CWD: Fd<'static> = Fd::CWD;

fn open(path: &CStr, flags: O, mode: MODE) -> Result<OwnedFd, Errno> {
    openat(CWD, path, flags, mode)
}

fn creat(path: &CStr, mode: MODE) -> Result<OwnedFd, Errno> {
    openat(CWD, path, O::CREAT | O::WRONLY | O::TRUNC, mode)
}

fn stat(path: &CStr, buf: &mut MaybeUninit<Stat>) -> Result<(), Errno> {
    sys::stat_time64(path, buf).map(|_| ())
}

fn lstat(path: &CStr, buf: &mut MaybeUninit<Stat>) -> Result<(), Errno> {
    sys::lstat_time64(path, buf).map(|_| ())
}

fn fstatat(dirfd: Fd, path: &CStr, buf: &mut MaybeUninit<Stat>, flags: AT) -> Result<(), Errno> {
    sys::fstatat_time64(dirfd, path, buf, flags).map(|_| ())
}

fn access(path: &CStr, mode: OK) -> Result<(), Errno> {
    sys::faccessat(CWD, path, mode)
}

fn faccessat(dirfd: Fd, path: &CStr, mode: OK, flags: AT) -> Result<(), Errno> {
    // The call with flags is younger (Linux 5.8); without flags the old one does.
    if flags.is_empty() {
        sys::faccessat(dirfd, path, mode)
    } else {
        sys::faccessat2(dirfd, path, mode, flags)
    }
}

fn chmod(path: &CStr, mode: MODE) -> Result<(), Errno> {
    sys::fchmodat(CWD, path, mode)
}

fn fchmodat(dirfd: Fd, path: &CStr, mode: MODE, flags: AT) -> Result<(), Errno> {
    // The call with flags is younger (Linux 6.6); without flags the old one does.
    if flags.is_empty() {
        sys::fchmodat(dirfd, path, mode)
    } else {
        sys::fchmodat2(dirfd, path, mode, flags)
    }
}

fn link(oldpath: &CStr, newpath: &CStr) -> Result<(), Errno> {
    linkat(CWD, oldpath, CWD, newpath, AT::empty())
}

fn symlink(target: &CStr, linkpath: &CStr) -> Result<(), Errno> {
    symlinkat(target, CWD, linkpath)
}

fn rename(oldpath: &CStr, newpath: &CStr) -> Result<(), Errno> {
    renameat(CWD, oldpath, CWD, newpath)
}

fn unlink(path: &CStr) -> Result<(), Errno> {
    unlinkat(CWD, path, AT::empty())
}

fn mkdir(path: &CStr, mode: MODE) -> Result<(), Errno> {
    mkdirat(CWD, path, mode)
}

fn umask(mask: MODE) -> u32 {
    sys::umask(mask).bits()
}

fn rmdir(path: &CStr) -> Result<(), Errno> {
    unlinkat(CWD, path, AT::REMOVEDIR)
}

/// Gives what `fill` has put into the room, and the buffer at position `argument` the same when there is one.
#[inline]
fn both<'r>(
    buf: Option<Place>,
    argument: c_int,
    size: usize,
    room: &'r mut Room,
    fill: impl FnOnce(&'r mut [MaybeUninit<u8>]) -> Result<&'r mut [u8], Errno>,
) -> Checked<&'r [u8]> {
    let filled = fill(room.bytes(buf.map_or(size, |buf| buf.len().min(size))));
    if let (Ok(text), Some(buf)) = (&filled, buf) {
        buf.fill(text).map_err(|raise| raise.at(argument))?;
    }
    Ok(filled.map(|text| &*text))
}

fn readlink<'r>(
    path: &CStr,
    buf: Option<Place>,
    size: usize,
    room: &'r mut Room,
) -> Checked<&'r [u8]> {
    both(buf, 2, size, room, |room| sys::readlinkat(CWD, path, room))
}

fn readlinkat<'r>(
    dirfd: Fd,
    path: &CStr,
    buf: Option<Place>,
    size: usize,
    room: &'r mut Room,
) -> Checked<&'r [u8]> {
    both(buf, 3, size, room, |room| {
        sys::readlinkat(dirfd, path, room)
    })
}

fn getcwd<'r>(buf: Option<Place>, size: usize, room: &'r mut Room) -> Checked<&'r [u8]> {
    both(buf, 1, size, room, |room| {
        // The kernel counts the zero at the end.
        let filled = sys::getcwd(room)?;
        let len = until_zero(filled).len();
        Ok(filled.get_mut(..len).unwrap_or_default())
    })
}
