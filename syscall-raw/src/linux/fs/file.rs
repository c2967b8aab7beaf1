//! Open files: reading and writing, size and space, cached pages, metadata, locks (read(2), write(2), readv(2),
//! lseek(2), fallocate(2), fstat(2), getdents(2), fsync(2), flock(2)).
//!
//! A call may move fewer bytes than it was given, and never moves 2 GiB or more: what it returns is what it has
//! moved. Calls with an offset leave the file's own position alone. What works by name is in
//! [`path`](crate::linux::path).

use syscall_consts::linux::{FALLOC_FL, LOCK, MFD, MODE, POSIX_FADV, RWF, SEEK, SYNC_FILE_RANGE};
use syscall_types::linux::{cachestat as counts, cachestat_range, iovec, stat, stat_time64};

use crate::linux::{
    arch::{ABI, Registers},
    call::{Arg, calls, decode, fill, fill_one, initialise, syscall},
    nr,
};
use crate::{Buffer, Errno, Fd, Out, OwnedFd};

/// Reads up to the length of `buffer`, read(2). Nothing read means the end of the file. No call of this kind moves 2 GiB
/// or more.
///
/// `EAGAIN` where the descriptor is nonblocking and has nothing; `EINTR` when a signal came first; `EISDIR`.
#[inline]
pub fn read<B: Buffer<u8>>(fd: Fd<'_>, buffer: B) -> Result<B::Filled, Errno> {
    // SAFETY: read(2) returns how much of the memory it has filled.
    unsafe { fill(buffer, |start, len| syscall!(__NR_read, fd, start, len)) }
}

/// Reads at `offset` and leaves the file's position alone, pread(2).
///
/// Errors as for [`read`]; `ESPIPE` where there are no positions, `EINVAL` for a negative offset.
#[doc(alias = "pread64")]
#[inline]
pub fn pread<B: Buffer<u8>>(fd: Fd<'_>, buffer: B, offset: i64) -> Result<B::Filled, Errno> {
    // SAFETY: as for read.
    unsafe {
        fill(buffer, |start, len| {
            let arguments = Registers::new()
                .word(fd.register())
                .word(start.register())
                .word(len);
            arguments.wide(ABI, offset).trap(nr::__NR_pread64)
        })
    }
}

/// Writes at `offset` and leaves the file's position alone, pwrite(2); returns how much.
///
/// Errors as for [`write()`]; `ESPIPE` where there are no positions, `EINVAL` for a negative offset. A file opened with
/// `O_APPEND` is appended to wherever the offset is.
#[doc(alias = "pwrite64")]
#[inline]
pub fn pwrite(fd: Fd<'_>, data: &[u8], offset: i64) -> Result<usize, Errno> {
    let arguments = Registers::new()
        .word(fd.register())
        .word(data.as_ptr().register())
        .word(data.len());
    // SAFETY: the kernel reads the slice.
    decode(unsafe { arguments.wide(ABI, offset).trap(nr::__NR_pwrite64) })
}

/// Moves the file's position, lseek(2); returns the new one, counted from the start.
///
/// `ESPIPE` where there are no positions, `EINVAL` for one before the start, `ENXIO` where `SEEK_DATA` or `SEEK_HOLE`
/// find nothing.
#[doc(alias = "_llseek")]
#[doc(alias = "llseek")]
#[inline]
pub fn lseek(fd: Fd<'_>, offset: i64, whence: SEEK) -> Result<i64, Errno> {
    #[cfg(target_pointer_width = "64")]
    {
        // SAFETY: no memory is involved.
        decode::<usize>(unsafe { syscall!(__NR_lseek, fd, offset as isize, whence) })
            .map(|position| position as i64)
    }
    #[cfg(target_pointer_width = "32")]
    {
        // _llseek takes the halves as two words of their own, the high one first on every machine.
        let mut position = 0i64;
        let (high, low) = ((offset >> 32) as i32, offset as u32);
        // SAFETY: the kernel writes the position.
        decode::<()>(unsafe { syscall!(__NR__llseek, fd, high, low, &mut position, whence) })?;
        Ok(position)
    }
}

/// Sets the size of a file that is open for writing, ftruncate(2). What is added reads as zeros.
///
/// `EINVAL` for a negative length or what is no regular file, `EFBIG`, `EPERM` (a seal).
#[doc(alias = "ftruncate64")]
#[inline]
pub fn ftruncate(fd: Fd<'_>, length: i64) -> Result<(), Errno> {
    // SAFETY: no memory is involved.
    decode(unsafe {
        Registers::new()
            .word(fd.register())
            .wide(ABI, length)
            .trap(nr::__NR_ftruncate)
    })
}

/// A file's metadata, fstat(2). On LoongArch it needs Linux 6.11; before, there is [`statx`](crate::linux::statx) alone.
#[doc(alias = "fstat64")]
#[inline]
pub fn fstat<'a>(fd: Fd<'_>, out: impl Out<'a, stat>) -> Result<&'a mut stat, Errno> {
    // SAFETY: fstat(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_fstat, fd, place)) }
}

/// As [`fstat`], with times of 64 bits on every architecture: see [`fstatat_time64`](crate::linux::fstatat_time64).
#[inline]
pub fn fstat_time64<'a>(
    fd: Fd<'_>,
    out: impl Out<'a, stat_time64>,
) -> Result<&'a mut stat_time64, Errno> {
    // Where its structure has the times, fstat(2) is the shorter way.
    #[cfg(not(stat_by_statx))]
    return fstat(fd, out);
    #[cfg(stat_by_statx)]
    {
        // An empty path is the working directory's own where that stands for a descriptor, which fstat(2) refuses.
        if fd.as_raw() < 0 {
            return Err(Errno::EBADF);
        }
        let flags = syscall_consts::linux::AT::EMPTY_PATH;
        crate::linux::fstatat_time64(fd, c"", out, flags)
    }
}

/// Reads records of a directory, each a `dirent` with its name behind it, getdents(2): `Dirents` of syscall-types walks them.
/// Nothing read means the end; seeking to 0 starts again.
///
/// `EINVAL` where the buffer is too small for the next record, `ENOTDIR`, `ENOENT` (the directory was removed).
#[doc(alias = "getdents64")]
#[doc(alias = "readdir")]
#[inline]
pub fn getdents<B: Buffer<u8>>(fd: Fd<'_>, mut buffer: B) -> Result<B::Filled, Errno> {
    // The bytes between a name and the next record are not written.
    initialise(&mut buffer);
    // SAFETY: getdents(2) returns how much of the memory it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(__NR_getdents64, fd, start, len)
        })
    }
}

/// The words that a position takes in preadv(2) and its like: the low one first on every machine, and never aligned.
#[inline(always)]
const fn low(offset: i64) -> usize {
    offset as usize
}

/// See [`low`]. Where a word holds all of it the kernel drops this one.
#[inline(always)]
const fn high(offset: i64) -> usize {
    (offset >> 32) as usize
}

/// Reserves space in a file, fallocate(2), or with flags frees, zeroes, moves or shares it.
///
/// `ENOSPC`, `EOPNOTSUPP` (by file system), `EFBIG`, `EINVAL`, `EPERM`, `ETXTBSY`.
#[inline]
pub fn fallocate(fd: Fd<'_>, mode: FALLOC_FL, offset: i64, len: i64) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register()).word(mode.register());
    // SAFETY: no memory is involved.
    decode(unsafe {
        arguments
            .wide(ABI, offset)
            .wide(ABI, len)
            .trap(nr::__NR_fallocate)
    })
}

/// Tells the kernel how a range of a file will be used, fadvise(2); a length of 0 means up to the end. `EINVAL`, `ESPIPE`.
#[doc(alias = "fadvise64")]
#[doc(alias = "fadvise64_64")]
#[doc(alias = "arm_fadvise64_64")]
#[doc(alias = "posix_fadvise")]
#[inline]
pub fn fadvise(fd: Fd<'_>, offset: i64, len: i64, advice: POSIX_FADV) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register());
    // Where pairs are aligned the advice comes early, to need no padding; MIPS pads all the same.
    // SAFETY: no memory is involved.
    decode(unsafe {
        if cfg!(any(target_arch = "arm", target_arch = "powerpc")) {
            arguments
                .word(advice.register())
                .wide(ABI, offset)
                .wide(ABI, len)
                .trap(nr::__NR_fadvise64)
        } else {
            arguments
                .wide(ABI, offset)
                .wide(ABI, len)
                .word(advice.register())
                .trap(nr::__NR_fadvise64)
        }
    })
}

/// Reads a range of a file into the cache, readahead(2). `EINVAL` where the file is not cached.
#[inline]
pub fn readahead(fd: Fd<'_>, offset: i64, len: usize) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register()).wide(ABI, offset);
    // SAFETY: no memory is involved.
    decode(unsafe { arguments.word(len).trap(nr::__NR_readahead) })
}

/// Starts or awaits the writing of a range of a file, sync_file_range(2); a length of 0 means up to the end.
///
/// No metadata is written: what was appended may still be lost. `EIO`, `EINVAL`, `ESPIPE`, `ENOSPC`.
#[doc(alias = "sync_file_range2")]
#[doc(alias = "arm_sync_file_range")]
#[inline]
pub fn sync_file_range(
    fd: Fd<'_>,
    offset: i64,
    len: i64,
    flags: SYNC_FILE_RANGE,
) -> Result<(), Errno> {
    let arguments = Registers::new().word(fd.register());
    // SAFETY: no memory is involved.
    decode(unsafe {
        #[cfg(any(
            target_arch = "arm",
            target_arch = "powerpc",
            target_arch = "powerpc64"
        ))]
        {
            arguments
                .word(flags.register())
                .wide(ABI, offset)
                .wide(ABI, len)
                .trap(nr::__NR_sync_file_range2)
        }
        #[cfg(not(any(
            target_arch = "arm",
            target_arch = "powerpc",
            target_arch = "powerpc64"
        )))]
        {
            arguments
                .wide(ABI, offset)
                .wide(ABI, len)
                .word(flags.register())
                .trap(nr::__NR_sync_file_range)
        }
    })
}

/// How many pages of a range of a file are in the cache, and in what state, cachestat(2), Linux 6.5; a length of 0 means up
/// to the end. No flags are defined. `EOPNOTSUPP` (hugetlbfs), `EPERM` (neither the owner nor writing).
#[inline]
pub fn cachestat<'a>(
    fd: Fd<'_>,
    range: &cachestat_range,
    out: impl Out<'a, counts>,
    flags: u32,
) -> Result<&'a mut counts, Errno> {
    // SAFETY: cachestat(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_cachestat, fd, range, place, flags)
        })
    }
}

calls! {
    /// Writes up to all of `data`, write(2); returns how much.
    ///
    /// `EAGAIN` where the descriptor is nonblocking and has no room; `EINTR`; `EPIPE` with the signal SIGPIPE where nobody
    /// reads; `ENOSPC`, `EDQUOT`, `EFBIG`.
    pub fn write(fd: Fd<'_>, data: &[u8]) -> usize = __NR_write(fd, data.as_ptr(), data.len());

    /// Reads into several pieces of memory in turn, readv(2); returns how much in all. At most 1024 pieces (`EINVAL`).
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be written.
    pub unsafe fn readv(fd: Fd<'_>, pieces: &[iovec]) -> usize = __NR_readv(fd, pieces.as_ptr(), pieces.len());

    /// Writes several pieces of memory in turn, writev(2); returns how much in all. At most 1024 pieces (`EINVAL`).
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be read.
    pub unsafe fn writev(fd: Fd<'_>, pieces: &[iovec]) -> usize = __NR_writev(fd, pieces.as_ptr(), pieces.len());

    /// Waits until the file and its metadata are on the device, fsync(2). `EIO`, `ENOSPC` and `EDQUOT` tell of an earlier
    /// write that failed, once; `EINVAL` where there is nothing to write to.
    pub fn fsync(fd: Fd<'_>) = __NR_fsync(fd);

    /// As [`fsync`], for the data and what is needed to read it (the size, but no times), fdatasync(2).
    pub fn fdatasync(fd: Fd<'_>) = __NR_fdatasync(fd);

    /// Changes the permissions, fchmod(2). `EPERM` for those who are not the owner.
    pub fn fchmod(fd: Fd<'_>, mode: MODE) = __NR_fchmod(fd, mode);

    /// Takes or gives back the lock of the whole file, flock(2), which belongs to the open file. With `NB` an `EAGAIN` instead
    /// of waiting; `EINTR`.
    pub fn flock(fd: Fd<'_>, operation: LOCK) = __NR_flock(fd, operation);

    /// Makes a file without a path that lives in memory, memfd_create(2), Linux 3.17. `name` is for /proc to show. `EINVAL`
    /// (also: a name of more than 249 bytes), `EMFILE`.
    pub fn memfd_create(name: &core::ffi::CStr, flags: MFD) -> OwnedFd = __NR_memfd_create(name, flags);

    /// As [`readv`] at `offset`, preadv(2); the file's position stays.
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be written.
    pub unsafe fn preadv(fd: Fd<'_>, pieces: &[iovec], offset: i64) -> usize
        = __NR_preadv(fd, pieces.as_ptr(), pieces.len(), low(offset), high(offset));

    /// As [`writev`] at `offset`, pwritev(2); the file's position stays.
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be read.
    pub unsafe fn pwritev(fd: Fd<'_>, pieces: &[iovec], offset: i64) -> usize
        = __NR_pwritev(fd, pieces.as_ptr(), pieces.len(), low(offset), high(offset));

    /// As [`preadv`] with flags, preadv2(2), Linux 4.6: `HIPRI`, `NOWAIT` (`EAGAIN`), `DONTCACHE`... The offset -1 is the file's
    /// own position. `EOPNOTSUPP` for a flag that the file does not know.
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be written.
    pub unsafe fn preadv2(fd: Fd<'_>, pieces: &[iovec], offset: i64, flags: RWF) -> usize
        = __NR_preadv2(fd, pieces.as_ptr(), pieces.len(), low(offset), high(offset), flags);

    /// As [`pwritev`] with flags, pwritev2(2), Linux 4.6: `DSYNC`, `SYNC`, `APPEND`, `ATOMIC`... The offset -1 is the file's
    /// own position. `EOPNOTSUPP` for a flag that the file does not know.
    ///
    /// # Safety
    ///
    /// Each piece is memory that may be read.
    pub unsafe fn pwritev2(fd: Fd<'_>, pieces: &[iovec], offset: i64, flags: RWF) -> usize
        = __NR_pwritev2(fd, pieces.as_ptr(), pieces.len(), low(offset), high(offset), flags);
}
