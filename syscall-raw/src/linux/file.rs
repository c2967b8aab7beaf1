//! What is done with an open file: reading and writing, its size, its metadata, locks (section 2 of the manual pages).

use syscall_consts::linux::{LOCK, MFD, MODE, SEEK};
use syscall_types::linux::{iovec, stat};

use super::{
    arch::{ABI, Registers},
    call::{Arg, calls, decode, fill, fill_one, syscall},
    nr,
};
use crate::{Buffer, Errno, Fd, Out, RawFd};

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

/// A file's metadata, fstat(2). On LoongArch it needs Linux 6.11; before, there is [`statx`](super::statx) alone.
#[doc(alias = "fstat64")]
#[inline]
pub fn fstat<'a>(fd: Fd<'_>, out: impl Out<'a, stat>) -> Result<&'a mut stat, Errno> {
    // SAFETY: fstat(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_fstat, fd, place)) }
}

/// Reads records of a directory, each a `dirent` with its name behind it, getdents(2): `Dirents` of syscall-types walks them.
/// Nothing read means the end; seeking to 0 starts again.
///
/// `EINVAL` where the buffer is too small for the next record, `ENOTDIR`, `ENOENT` (the directory was removed).
#[doc(alias = "getdents64")]
#[doc(alias = "readdir")]
#[inline]
pub fn getdents<B: Buffer<u8>>(fd: Fd<'_>, buffer: B) -> Result<B::Filled, Errno> {
    // SAFETY: getdents(2) returns how much of the memory it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(__NR_getdents64, fd, start, len)
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
    pub fn memfd_create(name: &core::ffi::CStr, flags: MFD) -> RawFd = __NR_memfd_create(name, flags);
}
