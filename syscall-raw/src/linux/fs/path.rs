//! Files by name: opening, making, removing and renaming them, their metadata and handles (open(2), openat2(2),
//! mkdir(2), unlink(2), rename(2), link(2), chmod(2), stat(2), statx(2), name_to_handle_at(2), chdir(2),
//! path_resolution(7)).
//!
//! A directory descriptor says where a relative path starts: [`Fd::CWD`] is the working directory. Common errors of
//! all: `ENOENT`, `EACCES`, `ENOTDIR`, `ELOOP`, `ENAMETOOLONG`, `EROFS`, and `EBADF` for the directory.

use core::{ffi::CStr, mem::size_of};

use syscall_consts::linux::{AT, MODE, O, OK, RENAME, S_I, STATX};
use syscall_types::linux::{file_attr, open_how, stat, stat_time64, statx, timespec};

use crate::linux::{
    arch::{ABI, Registers},
    call::{Arg, calls, decode, fill, fill_one, syscall},
    nr,
};
use crate::{Buffer, Errno, Fd, Out, OwnedFd};

#[cfg(any(test, stat_by_statx))]
mod time64;

/// What every open gets where offsets could be short; the kernel does the same by itself where words have 64 bits
/// (`force_o_largefile` of linux/fcntl.h).
const LARGEFILE: O = if cfg!(target_pointer_width = "32") {
    O::from_bits_retain(linux_raw_sys::general::O_LARGEFILE)
} else {
    O::empty()
};

/// A file's metadata by path, fstatat(2): flags `SYMLINK_NOFOLLOW`, and `EMPTY_PATH` with an empty path for `dir` itself.
/// On LoongArch it needs Linux 6.11.
///
/// The times of the structure are read by [`StatTimes`](syscall_types::linux::StatTimes), which knows their sign. Where they have
/// 32 bits there is [`fstatat_time64`].
#[doc(alias = "newfstatat")]
#[doc(alias = "fstatat64")]
#[inline]
pub fn fstatat<'a>(
    dir: Fd<'_>,
    path: &CStr,
    out: impl Out<'a, stat>,
    flags: AT,
) -> Result<&'a mut stat, Errno> {
    // SAFETY: fstatat(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_newfstatat, dir, path, place, flags)
        })
    }
}

/// A file's metadata by path, stat(2). It is fstatat's call, which every architecture has.
#[inline]
pub fn stat<'a>(path: &CStr, out: impl Out<'a, stat>) -> Result<&'a mut stat, Errno> {
    fstatat(Fd::CWD, path, out, AT::empty())
}

/// As [`stat()`], of a symbolic link itself, lstat(2).
#[inline]
pub fn lstat<'a>(path: &CStr, out: impl Out<'a, stat>) -> Result<&'a mut stat, Errno> {
    fstatat(Fd::CWD, path, out, AT::SYMLINK_NOFOLLOW)
}

/// As [`fstatat`], with times of 64 bits on every architecture.
///
/// It is fstatat's call where the kernel's structure has them. On x86, arm, powerpc, mips and mips64, and on LoongArch
/// because Linux 5.19 to 6.10 have nothing else there, it is [`statx`](fn@statx) (Linux 4.11), and fstatat's call where the kernel does
/// not know that (`ENOSYS`) or a container's filter refuses it (`EPERM`): then times are as that has them.
#[inline]
pub fn fstatat_time64<'a>(
    dir: Fd<'_>,
    path: &CStr,
    out: impl Out<'a, stat_time64>,
    flags: AT,
) -> Result<&'a mut stat_time64, Errno> {
    #[cfg(not(stat_by_statx))]
    return fstatat(dir, path, out, flags);
    #[cfg(stat_by_statx)]
    return time64::by_statx(dir, path, out, flags);
}

/// As [`stat()`], with times of 64 bits on every architecture: see [`fstatat_time64`].
#[inline]
pub fn stat_time64<'a>(
    path: &CStr,
    out: impl Out<'a, stat_time64>,
) -> Result<&'a mut stat_time64, Errno> {
    fstatat_time64(Fd::CWD, path, out, AT::empty())
}

/// As [`lstat`], with times of 64 bits on every architecture: see [`fstatat_time64`].
#[inline]
pub fn lstat_time64<'a>(
    path: &CStr,
    out: impl Out<'a, stat_time64>,
) -> Result<&'a mut stat_time64, Errno> {
    fstatat_time64(Fd::CWD, path, out, AT::SYMLINK_NOFOLLOW)
}

/// A file's metadata by path with the time of its birth and more, statx(2), Linux 4.11: `mask` says what is wanted, and
/// `stx_mask` what came. Flags as for [`fstatat`], `NO_AUTOMOUNT`, and `STATX_*`.
#[inline]
pub fn statx<'a>(
    dir: Fd<'_>,
    path: &CStr,
    flags: AT,
    mask: STATX,
    out: impl Out<'a, statx>,
) -> Result<&'a mut statx, Errno> {
    // SAFETY: statx(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_statx, dir, path, flags, mask, place)
        })
    }
}

/// Opens a file as `how` says, openat2(2), Linux 5.6: its `resolve` bounds where the path may lead (the
/// bits of `RESOLVE`). Unlike for [`openat`] unknown flags (`O`), and a mode without a file to create, are `EINVAL`.
///
/// Further errors: `EXDEV`, `EAGAIN` (a race of renames), `E2BIG`.
#[inline]
pub fn openat2(dir: Fd<'_>, path: &CStr, how: &open_how) -> Result<OwnedFd, Errno> {
    let mut how = *how;
    // Not what goes with O_PATH.
    if how.flags & u64::from(O::PATH.bits()) == 0 {
        how.flags |= u64::from(LARGEFILE.bits());
    }
    // SAFETY: the kernel reads the path and the structure.
    decode(unsafe { syscall!(__NR_openat2, dir, path, &how, size_of::<open_how>()) })
}

/// A file's flags and project as file systems keep them, file_getattr(2), Linux 6.17: flags `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
/// `EOPNOTSUPP` (by file system).
#[inline]
pub fn file_getattr<'a>(
    dir: Fd<'_>,
    path: &CStr,
    out: impl Out<'a, file_attr>,
    flags: AT,
) -> Result<&'a mut file_attr, Errno> {
    let size = size_of::<file_attr>();
    // SAFETY: file_getattr(2) fills as many bytes as that, with zeros where it knows of nothing.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_file_getattr, dir, path, place, size, flags)
        })
    }
}

/// What a symbolic link points to, readlinkat(2): no zero at the end, cut to the buffer's length without an error.
///
/// `EINVAL` where it is no link.
#[doc(alias = "readlink")]
#[inline]
pub fn readlinkat<B: Buffer<u8>>(dir: Fd<'_>, path: &CStr, buffer: B) -> Result<B::Filled, Errno> {
    // SAFETY: readlinkat(2) returns how much of the memory it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(__NR_readlinkat, dir, path, start, len)
        })
    }
}

/// The path of the working directory, getcwd(2), the zero at its end included.
///
/// It starts with "(unreachable)" where it is outside the process's root. `ERANGE` for a short buffer, `ENOENT` where the
/// directory was removed.
#[inline]
pub fn getcwd<B: Buffer<u8>>(buffer: B) -> Result<B::Filled, Errno> {
    // SAFETY: getcwd(2) returns how much of the memory it has filled.
    unsafe { fill(buffer, |start, len| syscall!(__NR_getcwd, start, len)) }
}

/// Sets the size of a file, truncate(2). What is added reads as zeros. `EISDIR`, `EINVAL`, `EFBIG`, `ETXTBSY`.
#[doc(alias = "truncate64")]
#[inline]
pub fn truncate(path: &CStr, length: i64) -> Result<(), Errno> {
    // SAFETY: the kernel reads the path.
    decode(unsafe {
        Registers::new()
            .word(path.register())
            .wide(ABI, length)
            .trap(nr::__NR_truncate)
    })
}

/// Sets the permissions that new files do not get, umask(2); returns the old ones. It cannot fail.
#[inline]
pub fn umask(mask: MODE) -> MODE {
    // SAFETY: no memory is involved.
    let old = unsafe { syscall!(__NR_umask, mask) };
    MODE::from_bits_retain(old as u32)
}

/// Bytes before those of the handle itself in `struct file_handle`: how many of these, and the type.
const HANDLE_HEAD: usize = 8;

/// The handle of a file, name_to_handle_at(2), written as a `struct file_handle` to `handle`; returns the mount's id, which
/// with `HANDLE_MNT_ID_UNIQUE` is unique. Flags `SYMLINK_FOLLOW`, `EMPTY_PATH`, `HANDLE_*`.
///
/// `EOVERFLOW` for a short buffer (at most 8 + 128 bytes are needed), and its first four bytes tell how many the handle has;
/// `EINVAL` where there is not even room for 8; `EOPNOTSUPP` (by file system).
#[inline]
pub fn name_to_handle_at(
    dir: Fd<'_>,
    path: &CStr,
    handle: &mut [u8],
    flags: AT,
) -> Result<u64, Errno> {
    let room = handle.len().saturating_sub(HANDLE_HEAD).min(128) as u32;
    let Some(head) = handle.first_chunk_mut::<HANDLE_HEAD>() else {
        return Err(Errno::EINVAL);
    };
    head[..4].copy_from_slice(&room.to_ne_bytes());
    let mut id = 0u64;
    // SAFETY: the kernel reads the room and fills no more, and writes an id of 32 or 64 bits.
    decode::<()>(unsafe {
        syscall!(
            __NR_name_to_handle_at,
            dir,
            path,
            handle.as_mut_ptr(),
            &mut id,
            flags
        )
    })?;
    let unique = flags.contains(AT::HANDLE_MNT_ID_UNIQUE);
    let in_low_half = unique || cfg!(target_endian = "little");
    Ok(if in_low_half { id } else { id >> 32 })
}

/// Opens a file by its handle, open_by_handle_at(2), on the file system of `mount`. Needs CAP_DAC_READ_SEARCH.
///
/// `ESTALE` (it is gone), `EPERM`, `EINVAL` (no handle).
#[inline]
pub fn open_by_handle_at(mount: Fd<'_>, handle: &[u8], flags: O) -> Result<OwnedFd, Errno> {
    let Some(head) = handle.first_chunk::<4>() else {
        return Err(Errno::EINVAL);
    };
    if u32::from_ne_bytes(*head) as usize > handle.len().saturating_sub(HANDLE_HEAD) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel reads as many bytes as the head says. Shorter than the head it says 0, which is refused.
    decode(unsafe { syscall!(__NR_open_by_handle_at, mount, handle.as_ptr(), flags) })
}

calls! {
    /// Sets a file's flags (`FS_XFLAG`) and project, file_setattr(2), Linux 6.17. As for [`file_getattr`]; `EPERM`, `EINVAL`.
    pub fn file_setattr(dir: Fd<'_>, path: &CStr, attributes: &file_attr, flags: AT)
        = __NR_file_setattr(dir, path, attributes, size_of::<file_attr>(), flags);

    /// Opens a file, openat(2). `mode` counts where the file is created (`O_CREAT`, `O_TMPFILE`). On 32-bit machines
    /// `O_LARGEFILE` is added.
    ///
    /// `EEXIST` (with `O_EXCL`), `EISDIR`, `EMFILE`, `ENFILE`, `ENXIO` (a fifo without a reader), `ETXTBSY`.
    #[doc(alias = "open")]
    #[doc(alias = "creat")]
    pub fn openat(dir: Fd<'_>, path: &CStr, flags: O, mode: MODE) -> OwnedFd = __NR_openat(dir, path, flags | LARGEFILE, mode);

    /// Whether this process may use a file so, by its real user and group, faccessat(2). `EACCES` where not.
    ///
    /// Flags need [`faccessat2`].
    #[doc(alias = "access")]
    pub fn faccessat(dir: Fd<'_>, path: &CStr, mode: OK) = __NR_faccessat(dir, path, mode);

    /// As [`faccessat`] with flags, faccessat2(2), Linux 5.8: `EACCESS` (effective ids), `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
    pub fn faccessat2(dir: Fd<'_>, path: &CStr, mode: OK, flags: AT) = __NR_faccessat2(dir, path, mode, flags);

    /// Makes a directory, mkdirat(2), with the permissions of `mode` that [`umask`] leaves. `EEXIST`, `ENOSPC`, `EMLINK`.
    #[doc(alias = "mkdir")]
    pub fn mkdirat(dir: Fd<'_>, path: &CStr, mode: MODE) = __NR_mkdirat(dir, path, mode);

    /// Makes a fifo, a device, a socket or an empty file, mknodat(2); `mode` has the type and the permissions.
    ///
    /// `dev` is the device number in the 32 bits that the kernel takes (`new_encode_dev` of linux/kdev_t.h), or 0 for other
    /// types. `EEXIST`, `EPERM` (devices need CAP_MKNOD).
    #[doc(alias = "mknod")]
    #[doc(alias = "mkfifo")]
    pub fn mknodat(dir: Fd<'_>, path: &CStr, mode: S_I, dev: u32) = __NR_mknodat(dir, path, mode, dev);

    /// Removes a name, unlinkat(2), with the flag `REMOVEDIR` that of an empty directory.
    ///
    /// `EISDIR`, `ENOTEMPTY`, `EBUSY`, `EPERM`.
    #[doc(alias = "unlink")]
    #[doc(alias = "rmdir")]
    pub fn unlinkat(dir: Fd<'_>, path: &CStr, flags: AT) = __NR_unlinkat(dir, path, flags);

    /// Renames a file and replaces what has the new name, renameat(2). `EXDEV`, `ENOTEMPTY`, `EISDIR`, `EINVAL`.
    ///
    /// It is renameat2's call, as newer architectures have no other: Linux 3.15.
    #[doc(alias = "rename")]
    pub fn renameat(old_dir: Fd<'_>, old: &CStr, new_dir: Fd<'_>, new: &CStr)
        = __NR_renameat2(old_dir, old, new_dir, new, RENAME::empty());

    /// As [`renameat`] with flags, renameat2(2), Linux 3.15: `NOREPLACE` (`EEXIST`), `EXCHANGE`, `WHITEOUT`. `EINVAL` (by
    /// file system).
    pub fn renameat2(old_dir: Fd<'_>, old: &CStr, new_dir: Fd<'_>, new: &CStr, flags: RENAME)
        = __NR_renameat2(old_dir, old, new_dir, new, flags);

    /// Gives a file one more name, linkat(2): flags `SYMLINK_FOLLOW`, `EMPTY_PATH`. `EEXIST`, `EXDEV`, `EPERM`, `EMLINK`.
    #[doc(alias = "link")]
    pub fn linkat(old_dir: Fd<'_>, old: &CStr, new_dir: Fd<'_>, new: &CStr, flags: AT)
        = __NR_linkat(old_dir, old, new_dir, new, flags);

    /// Makes a symbolic link that says `target`, symlinkat(2). `EEXIST`.
    #[doc(alias = "symlink")]
    pub fn symlinkat(target: &CStr, dir: Fd<'_>, path: &CStr) = __NR_symlinkat(target, dir, path);

    /// Changes the permissions of a file by path, fchmodat(2); symbolic links are followed. `EPERM`.
    #[doc(alias = "chmod")]
    pub fn fchmodat(dir: Fd<'_>, path: &CStr, mode: MODE) = __NR_fchmodat(dir, path, mode);

    /// As [`fchmodat`] with flags, fchmodat2(2), Linux 6.6: `SYMLINK_NOFOLLOW` (`EOPNOTSUPP` where links have no
    /// permissions), `EMPTY_PATH`.
    pub fn fchmodat2(dir: Fd<'_>, path: &CStr, mode: MODE, flags: AT) = __NR_fchmodat2(dir, path, mode, flags);

    /// Changes owner and group of a file, fchownat(2); `u32::MAX` leaves one as it is. `EPERM`.
    ///
    /// Flags `SYMLINK_NOFOLLOW`, and `EMPTY_PATH` with an empty path for `dir` itself.
    #[doc(alias = "chown")]
    #[doc(alias = "lchown")]
    #[doc(alias = "fchown")]
    pub fn fchownat(dir: Fd<'_>, path: &CStr, owner: u32, group: u32, flags: AT)
        = __NR_fchownat(dir, path, owner, group, flags);

    /// Sets the times of last access and change, utimensat(2): without `times` to now, without `path` those of `dir`.
    ///
    /// A time's nanoseconds may be `UTIME_NOW` or `UTIME_OMIT`. `EPERM`, `EACCES`, `EINVAL`.
    #[doc(alias = "utime")]
    #[doc(alias = "utimes")]
    #[doc(alias = "futimens")]
    pub fn utimensat(dir: Fd<'_>, path: Option<&CStr>, times: Option<&[timespec; 2]>, flags: AT)
        = __NR_utimensat(dir, path, times, flags);

    /// Changes the working directory of the process, chdir(2).
    pub fn chdir(path: &CStr) = __NR_chdir(path);

    /// Changes the working directory of the process to an open one, fchdir(2).
    pub fn fchdir(dir: Fd<'_>) = __NR_fchdir(dir);
}
