//! Names of files: opening, making, removing, renaming, metadata by path. Section 2 of the Linux manual.

use super::memory::getpagesize;
use crate::context::Cx;
use crate::convert::buffer::{Bytes, Memory};
use crate::convert::descriptor::{DirFd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::object::Out;
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::text::{Filled, Path, Room, Text, until_zero};
use crate::convert::{Push, Within};
use crate::object::number::{Group, Offset, OrUnchanged, StringSize, User};
use crate::object::place::Place;
use crate::types::path::push_file_handle;
use crate::types::time::{FileTime, Times};
use core::ffi::{CStr, c_int};
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{AT, MODE, O, OK, PC, RENAME, S_I, STATX, UTIME};
use syscall_raw::native as sys;
use syscall_raw::native::{
    chdir, chroot, fchownat, linkat, mkdirat, open_by_handle_at, openat, renameat, renameat2,
    symlinkat, truncate, unlinkat,
};
use syscall_raw::{Fd, OwnedFd};
use syscall_types::native::stat_time64 as Stat;
use syscall_types::native::{
    device, file_attr, file_handle, open_how, statx as Extended, timespec,
};

calls! { CALLS:
    /// Opens a file, by default for reading; with "creat" it is made with `mode`, which is 0 when it is missing: then nobody may open it again. open(2)
    open(path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
    /// As `open`, relative to a directory. open(2)
    openat(dirfd: DirFd, path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
    /// Makes or empties a file and opens it for writing. A missing `mode` is 0: then nobody may open it again. creat(2)
    creat(path: Path, mode: Flags<MODE>) -> NewFd;
    /// As `openat`, with bounds for where the path may lead: `{flags = "rdonly", resolve = "beneath"}`. openat2(2)
    openat2(dirfd: DirFd, path: Path, how: Init<open_how>) -> NewFd;
    /// All of a file's metadata that `mask` names, relative to a directory, in `buf` when given; flags "symlink_nofollow", "empty_path"... statx(2)
    statx(dirfd: DirFd, path: Path, flags: Flags<AT>, mask: Flags<STATX> = STATX::BASIC_STATS, buf: Out<Extended>) -> Argument<5>;
    /// The attributes of a file as file systems keep them, relative to a directory, in `buf` when given; flags "symlink_nofollow", "empty_path". file_getattr(2)
    file_getattr(dirfd: DirFd, path: Path, buf: Out<file_attr>, flags: Flags<AT>) -> Argument<3>;
    /// Sets those attributes: `{xflags = "nodump"}`. file_setattr(2)
    file_setattr(dirfd: DirFd, path: Path, attr: Init<file_attr>, flags: Flags<AT>) -> ();
    /// What stands for a file as long as it exists, wherever it is renamed to, and the number of its mount as the third result; flags "empty_path", "symlink_follow", "handle_fid", "handle_mnt_id_unique"... name_to_handle_at(2)
    name_to_handle_at(dirfd: DirFd, path: Path, flags: Flags<AT>) -> Handle[];
    /// Opens a file by its handle, or the bytes of one, on the file system that `mount` is open on. open_by_handle_at(2)
    open_by_handle_at(mount: DirFd, handle: Bytes, flags: Flags<O>) -> NewFd;
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
    /// Changes a file's owner and group; nil leaves one as it is. chown(2)
    chown(path: Path, owner: OrUnchanged<User>, group: OrUnchanged<Group>) -> ();
    /// As `chown`, of a symbolic link itself. chown(2)
    lchown(path: Path, owner: OrUnchanged<User>, group: OrUnchanged<Group>) -> ();
    /// As `chown`, relative to a directory; flags "symlink_nofollow", "empty_path". chown(2)
    fchownat(dirfd: DirFd, path: Path, owner: OrUnchanged<User>, group: OrUnchanged<Group>, flags: Flags<AT>) -> ();
    /// Sets the times of last access and change: two times in seconds, as a table or `t.timespec2`, each a number, a time, "now" or "omit"; nil is now. Without `path` those of `dirfd` itself. utimensat(2)
    utimensat(dirfd: DirFd, path: Option<Path>, ts: Option<Times>, flags: Flags<AT>) -> ();
    /// Sets the times of last access and change, as `utimensat`. utimes(2)
    utimes(path: Path, tv: Option<Times>) -> ();
    /// As `utimes`, of a symbolic link itself. lutimes(3)
    lutimes(path: Path, tv: Option<Times>) -> ();
    /// Sets the times of last access and change to seconds; a missing `modtime` is `actime`, and without any it is now. utime(2)
    utime(path: Path, actime: Option<FileTime>, modtime: Option<FileTime>) -> ();
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
    /// As `renameat`: "noreplace" fails with EXIST where there is such a file, "exchange" exchanges both. rename(2)
    renameat2(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path, flags: Flags<RENAME>) -> ();
    /// Removes a name, and the file with its last one. unlink(2)
    unlink(path: Path) -> ();
    /// As `unlink`, relative to a directory; "removedir" removes a directory. unlink(2)
    unlinkat(dirfd: DirFd, path: Path, flags: Flags<AT>) -> ();
    /// Makes a directory. A missing `mode` is 0: then nobody may enter it. mkdir(2)
    mkdir(path: Path, mode: Flags<MODE>) -> ();
    /// As `mkdir`, relative to a directory. mkdir(2)
    mkdirat(dirfd: DirFd, path: Path, mode: Flags<MODE>) -> ();
    /// Makes a file of the type in `mode`: "fifo,0600", or a device with its number, a table of major and minor or a `t.device`. mknod(2)
    mknod(path: Path, mode: Flags<S_I>, dev: Option<Init<device>>) -> ();
    /// As `mknod`, relative to a directory. mknod(2)
    mknodat(dirfd: DirFd, path: Path, mode: Flags<S_I>, dev: Option<Init<device>>) -> ();
    /// Makes a named pipe. A missing `mode` is 0: then nobody may open it. mkfifo(3)
    mkfifo(path: Path, mode: Flags<MODE>) -> ();
    /// As `mkfifo`, relative to a directory. mkfifo(3)
    mkfifoat(dirfd: DirFd, path: Path, mode: Flags<MODE>) -> ();
    /// Removes an empty directory. rmdir(2)
    rmdir(path: Path) -> ();
    /// Where a symbolic link leads. readlink(2)
    readlink(path: Path, buf: Option<Memory>, size: StringSize = 4096) -> Filled[size];
    /// As `readlink`, relative to a directory. readlink(2)
    readlinkat(dirfd: DirFd, path: Path, buf: Option<Memory>, size: StringSize = 4096) -> Filled[size];
    /// The current directory. getcwd(2)
    getcwd(buf: Option<Memory>, size: StringSize = 4096) -> Filled[size];
    /// Makes a directory the current one. chdir(2)
    chdir(path: Path) -> ();
    /// Cuts or extends a file to `length` bytes. truncate(2)
    truncate(path: Path, length: Offset) -> ();
    /// Makes a directory the root of the process. chroot(2)
    chroot(path: Path) -> ();
    /// A limit of files: "name_max", "path_max", "pipe_buf"... Linux has one answer, and looks at no path. pathconf(3)
    pathconf(path: Path, name: Flags<PC>) -> i64;
    /// Opens shared memory by its name, which stands in /dev/shm. It is never a link, and is closed by execve. shm_open(3)
    shm_open(name: Text, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
    /// Removes the name of shared memory. shm_open(3)
    shm_unlink(name: Text) -> ();
}

const CWD: Fd<'static> = Fd::CWD;

fn open(path: &CStr, flags: O, mode: MODE) -> Result<OwnedFd, Errno> {
    openat(CWD, path, flags, mode)
}

fn creat(path: &CStr, mode: MODE) -> Result<OwnedFd, Errno> {
    openat(CWD, path, O::CREAT | O::WRONLY | O::TRUNC, mode)
}

fn openat2(dirfd: Fd, path: &CStr, how: open_how) -> Result<OwnedFd, Errno> {
    sys::openat2(dirfd, path, &how)
}

fn statx(
    dirfd: Fd,
    path: &CStr,
    flags: AT,
    mask: STATX,
    buf: &mut MaybeUninit<Extended>,
) -> Result<(), Errno> {
    sys::statx(dirfd, path, flags, mask, buf).map(|_| ())
}

fn file_getattr(
    dirfd: Fd,
    path: &CStr,
    buf: &mut MaybeUninit<file_attr>,
    flags: AT,
) -> Result<(), Errno> {
    sys::file_getattr(dirfd, path, buf, flags).map(|_| ())
}

fn file_setattr(dirfd: Fd, path: &CStr, attr: file_attr, flags: AT) -> Result<(), Errno> {
    sys::file_setattr(dirfd, path, &attr, flags)
}

/// A handle with its head, and the number of the mount: in the first and the third place.
struct Handle;

impl Within for Handle {
    // As large as any is (`MAX_HANDLE_SZ` of the kernel's linux/exportfs.h).
    type Room = [u8; size_of::<file_handle>() + 128];
    type Value<'r> = (&'r [u8], u64);
    const RESULTS: &'static [&'static str] = &["file_handle", "nil", "integer"];

    fn room() -> Self::Room {
        [0; size_of::<file_handle>() + 128]
    }

    fn deliver(cx: &mut Cx, (handle, mount): (&[u8], u64)) -> c_int {
        push_file_handle(cx, handle, &[]);
        cx.push_nil();
        mount.push(cx);
        3
    }
}

fn name_to_handle_at<'r>(
    dirfd: Fd,
    path: &CStr,
    flags: AT,
    room: &'r mut [u8; size_of::<file_handle>() + 128],
) -> Result<(&'r [u8], u64), Errno> {
    let mount = sys::name_to_handle_at(dirfd, path, room, flags)?;
    let len = room.first_chunk().map_or(0, |len| u32::from_ne_bytes(*len)) as usize;
    let len = len.saturating_add(size_of::<file_handle>());
    Ok((room.get(..len).unwrap_or(room), mount))
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

fn chown(path: &CStr, owner: u32, group: u32) -> Result<(), Errno> {
    fchownat(CWD, path, owner, group, AT::empty())
}

fn lchown(path: &CStr, owner: u32, group: u32) -> Result<(), Errno> {
    fchownat(CWD, path, owner, group, AT::SYMLINK_NOFOLLOW)
}

fn utimensat(
    dirfd: Fd,
    path: Option<&CStr>,
    times: Option<[timespec; 2]>,
    flags: AT,
) -> Result<(), Errno> {
    sys::utimensat(dirfd, path, times.as_ref(), flags)
}

fn utimes(path: &CStr, times: Option<[timespec; 2]>) -> Result<(), Errno> {
    utimensat(CWD, Some(path), times, AT::empty())
}

fn lutimes(path: &CStr, times: Option<[timespec; 2]>) -> Result<(), Errno> {
    utimensat(CWD, Some(path), times, AT::SYMLINK_NOFOLLOW)
}

fn utime(path: &CStr, actime: Option<timespec>, modtime: Option<timespec>) -> Result<(), Errno> {
    const NOW: timespec = timespec {
        tv_sec: 0,
        tv_nsec: UTIME::NOW.0,
    };
    let times = match (actime, modtime) {
        (None, None) => None,
        (actime, modtime) => {
            let actime = actime.unwrap_or(NOW);
            Some([actime, modtime.unwrap_or(actime)])
        }
    };
    utimes(path, times)
}

fn mknod(path: &CStr, mode: S_I, dev: Option<device>) -> Result<(), Errno> {
    mknodat(CWD, path, mode, dev)
}

fn mknodat(dirfd: Fd, path: &CStr, mode: S_I, dev: Option<device>) -> Result<(), Errno> {
    // The kernel's form has 32 bits, which are the low ones of the number.
    let dev = dev.map_or(0, |device| device.dev);
    let dev = u32::try_from(dev).map_err(|_| Errno::EINVAL)?;
    sys::mknodat(dirfd, path, mode, dev)
}

fn mkfifo(path: &CStr, mode: MODE) -> Result<(), Errno> {
    mkfifoat(CWD, path, mode)
}

fn mkfifoat(dirfd: Fd, path: &CStr, mode: MODE) -> Result<(), Errno> {
    let mode = S_I::from_bits_retain(mode.bits());
    // Of the type alone one is made, whatever type the bits name.
    sys::mknodat(dirfd, path, S_I::FIFO | (mode & !S_I::FMT), 0)
}

/// The limits of files, which on Linux are the same everywhere; -1 is none, or that there is no such thing.
pub fn limit(name: PC) -> Result<i64, Errno> {
    Ok(match name {
        PC::LINK_MAX => 8,
        PC::MAX_CANON | PC::MAX_INPUT | PC::NAME_MAX | PC::SYMLINK_MAX => 255,
        PC::PATH_MAX | PC::PIPE_BUF => 4096,
        PC::CHOWN_RESTRICTED | PC::NO_TRUNC | PC::SYNC_IO | PC::_2_SYMLINKS => 1,
        PC::VDISABLE => 0,
        PC::FILESIZEBITS => 64,
        PC::ASYNC_IO | PC::PRIO_IO | PC::SOCK_MAXBUF => -1,
        PC::REC_INCR_XFER_SIZE
        | PC::REC_MAX_XFER_SIZE
        | PC::REC_MIN_XFER_SIZE
        | PC::REC_XFER_ALIGN
        | PC::ALLOC_SIZE_MIN => getpagesize() as i64,
        _ => return Err(Errno::EINVAL),
    })
}

fn pathconf(_: &CStr, name: PC) -> Result<i64, Errno> {
    limit(name)
}

/// Runs `with` on the path of shared memory, as C libraries form it: a name is one name in the folder.
fn shared<T>(name: &[u8], with: impl FnOnce(&CStr) -> Result<T, Errno>) -> Result<T, Errno> {
    const FOLDER: &[u8] = b"/dev/shm/";
    /// The longest name of a file (linux/limits.h).
    const NAME_MAX: usize = 255;
    let slashes = name.iter().take_while(|&&byte| byte == b'/').count();
    let name = name.get(slashes..).unwrap_or_default();
    if matches!(name, b"" | b"." | b"..") || name.iter().any(|&byte| matches!(byte, b'/' | 0)) {
        return Err(Errno::EINVAL);
    }
    let mut path = [0; FOLDER.len() + NAME_MAX + 1];
    let (folder, rest) = path.split_at_mut(FOLDER.len());
    folder.copy_from_slice(FOLDER);
    match rest.get_mut(..name.len()) {
        Some(place) if name.len() <= NAME_MAX => place.copy_from_slice(name),
        _ => return Err(Errno::ENAMETOOLONG),
    }
    with(CStr::from_bytes_until_nul(&path).map_err(|_| Errno::EINVAL)?)
}

fn shm_open(name: &[u8], flags: O, mode: MODE) -> Result<OwnedFd, Errno> {
    let flags = flags | O::NOFOLLOW | O::CLOEXEC | O::NONBLOCK;
    shared(name, |path| openat(CWD, path, flags, mode))
}

fn shm_unlink(name: &[u8]) -> Result<(), Errno> {
    shared(name, |path| unlinkat(CWD, path, AT::empty()))
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
