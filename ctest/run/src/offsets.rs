//! Offsets and lengths past 4 GiB, where 32-bit machines need two registers, and some of these pairs at even places.

use core::mem::MaybeUninit;

use syscall_consts::linux::{
    FALLOC_FL, MAP, MFD, MODE, O, OPIPE, POSIX_FADV, PROT, SEEK, SPLICE_F, SYNC_FILE_RANGE,
};
use syscall_raw::{Errno, Fd, OwnedFd, linux};
use syscall_types::{
    Plain,
    linux::{flock, iovec},
};

use crate::check::{Failure, Named, Outcome, Run, equal, holds};

/// 10 GiB and a bit: both halves have bits of their own, and no half is the other's.
const FAR: i64 = 0x2_8000_1000;

/// A file with `far` at [`FAR`] and nothing before it.
fn sparse() -> Result<OwnedFd, Failure> {
    let file = linux::memfd_create(c"sparse", MFD::CLOEXEC).named("memfd_create")?;
    linux::pwrite(file.fd(), b"far", FAR).gives(3, "pwrite's length")?;
    Ok(file)
}

/// What stands at `offset`.
fn at(fd: Fd<'_>, offset: i64) -> Result<[u8; 3], Failure> {
    let mut bytes = [0xff; 3];
    linux::pread(fd, &mut bytes, offset).gives(3, "pread's length")?;
    Ok(bytes)
}

/// The offset is an argument.
pub fn beyond_32_bits(run: &Run) -> Outcome {
    let file = sparse()?;
    let fd = file.fd();
    let size = || linux::lseek(fd, 0, SEEK::END).named("lseek to the end");
    equal(size()?, FAR + 3, "the size after pwrite")?;
    holds(at(fd, FAR)? == *b"far", "what pread reads")?;
    holds(
        at(fd, FAR & 0xffff_ffff)? == [0; 3],
        "the low half alone is empty",
    )?;
    holds(at(fd, FAR >> 32)? == [0; 3], "the high half alone is empty")?;

    linux::lseek(fd, FAR + 1, SEEK::SET).gives(FAR + 1, "lseek's result")?;
    let mut bytes = [0; 8];
    linux::read(fd, &mut bytes).gives(2, "read after lseek")?;
    holds(bytes[..2] == *b"ar", "what read reads after lseek")?;
    linux::lseek(fd, -FAR, SEEK::CUR).gives(3, "lseek's result backwards")?;
    linux::lseek(fd, 0, SEEK::DATA).gives(FAR & !0xfff, "where the data begin")?;

    let length = FAR + 0x1_0000_0005;
    linux::ftruncate(fd, length).named("ftruncate")?;
    equal(size()?, length, "the size after ftruncate")?;
    linux::fallocate(fd, FALLOC_FL::empty(), length, 0x1000).named("fallocate")?;
    equal(size()?, length + 0x1000, "the size after fallocate")?;
    linux::fallocate(fd, FALLOC_FL::KEEP_SIZE | FALLOC_FL::PUNCH_HOLE, FAR + 1, 1)
        .named("fallocate of a hole")?;
    holds(at(fd, FAR)? == *b"f\0r", "the hole")?;
    linux::fallocate(fd, FALLOC_FL::empty(), -1, 1).refused(Errno::EINVAL, "fallocate at -1")?;

    path()?;
    advice(run, fd)?;
    pieces(fd)?;
    map(run, fd)
}

/// truncate(2), and a file that is opened by its path: 32-bit machines ask for large ones.
fn path() -> Outcome {
    let flags = O::CREAT | O::RDWR | O::CLOEXEC;
    let file = linux::openat(Fd::CWD, c"large", flags, MODE::RUSR | MODE::WUSR);
    let file = file.named("openat")?;
    linux::truncate(c"large", FAR + 7).named("truncate")?;
    linux::lseek(file.fd(), 0, SEEK::END).gives(FAR + 7, "the size after truncate")?;
    linux::pwrite(file.fd(), b"far", FAR).named("pwrite to a file")?;
    holds(at(file.fd(), FAR)? == *b"far", "what pread reads of a file")
}

/// Two 64-bit arguments and a word, which is last, or second where pairs are aligned: its errors tell whether it arrives.
fn advice(run: &Run, fd: Fd<'_>) -> Outcome {
    linux::fadvise(fd, FAR, 0x1000, POSIX_FADV::WILLNEED).named("fadvise")?;
    linux::fadvise(fd, FAR, 0x1000, POSIX_FADV(77)).refused(Errno::EINVAL, "fadvise with 77")?;
    linux::fadvise(fd, FAR, -1, POSIX_FADV::NORMAL).refused(Errno::EINVAL, "fadvise of -1")?;

    let known = SYNC_FILE_RANGE::WRITE;
    let unknown = SYNC_FILE_RANGE::from_bits_retain(1 << 20);
    match linux::sync_file_range(fd, FAR, 0x1000, known) {
        Err(Errno::ENOSYS) if run.emulated => run.note("no sync_file_range"),
        result => {
            result.named("sync_file_range")?;
            linux::sync_file_range(fd, FAR, 0x1000, unknown)
                .refused(Errno::EINVAL, "sync_file_range with a wrong flag")?;
            linux::sync_file_range(fd, FAR, -1, known)
                .refused(Errno::EINVAL, "sync_file_range of -1")?;
            linux::sync_file_range(fd, -1, 0x1000, known)
                .refused(Errno::EINVAL, "sync_file_range at -1")?;
        }
    }
    match linux::readahead(fd, FAR, 0x1000) {
        Err(Errno::ENOSYS) if run.emulated => run.note("no readahead"),
        // A file in memory has nothing to be read ahead on some versions of Linux.
        Err(Errno::EINVAL) => {}
        result => result.named("readahead")?,
    }
    Ok(())
}

/// preadv(2) and pwritev(2), whose offsets are two words on all machines.
fn pieces(fd: Fd<'_>) -> Outcome {
    let far = FAR + 0x2_0000;
    let mut out = *b"pieces";
    let (first, second) = out.split_at_mut(2);
    let piece = |bytes: &mut [u8]| iovec {
        iov_base: bytes.as_mut_ptr().cast(),
        iov_len: bytes.len() as _,
    };
    let written = unsafe { linux::pwritev(fd, &[piece(first), piece(second)], far) };
    written.gives(6, "pwritev's length")?;
    holds(at(fd, far + 1)? == *b"iec", "what pwritev wrote")?;
    let (mut first, mut second) = ([0; 4], [0; 2]);
    let read = unsafe { linux::preadv(fd, &[piece(&mut first), piece(&mut second)], far) };
    read.gives(6, "preadv's length")?;
    holds(first == *b"piec" && second == *b"es", "what preadv read")
}

/// A mapping at an offset past 4 GiB, which 32-bit machines count in units.
fn map(run: &Run, fd: Fd<'_>) -> Outcome {
    let whole_pages = 0x1_0000;
    let mut far = FAR & !(whole_pages - 1);
    if cfg!(target_pointer_width = "32") && !run.native_or_note("no mmap past 4 GiB") {
        far = 0x7_0000; // qemu 7.2 computes the offset with 32 bits
    }
    linux::pwrite(fd, b"map", far).named("pwrite")?;
    let place = unsafe {
        linux::mmap(
            core::ptr::null_mut(),
            0x1000,
            PROT::READ,
            MAP::SHARED,
            Some(fd),
            far,
        )
    };
    let place = place.named("mmap")?;
    let found = unsafe { place.cast::<[u8; 3]>().read_volatile() };
    unsafe { linux::munmap(place, 0x1000) }.named("munmap")?;
    holds(found == *b"map", "what is mapped")?;
    let beyond = unsafe {
        linux::mmap(
            core::ptr::null_mut(),
            0x1000,
            PROT::READ,
            MAP::SHARED,
            Some(fd),
            1,
        )
    };
    beyond.refused(Errno::EINVAL, "mmap at an odd offset")
}

/// The offset is in memory.
pub fn by_reference(_: &Run) -> Outcome {
    let file = sparse()?;
    let [from, to] = linux::pipe2(OPIPE::CLOEXEC).named("pipe2")?;
    let mut got = [0; 8];

    let mut offset = FAR;
    linux::sendfile(to.fd(), file.fd(), Some(&mut offset), 2).gives(2, "sendfile's length")?;
    equal(offset, FAR + 2, "sendfile's offset")?;
    linux::read(from.fd(), &mut got).gives(2, "what sendfile sent")?;
    holds(got[..2] == *b"fa", "what sendfile sent")?;

    linux::write(to.fd(), b"spliced").named("write")?;
    let mut offset = FAR + 1;
    let spliced = linux::splice(
        from.fd(),
        None,
        file.fd(),
        Some(&mut offset),
        7,
        SPLICE_F::empty(),
    );
    spliced.gives(7, "splice's length")?;
    equal(offset, FAR + 8, "splice's offset")?;
    holds(at(file.fd(), FAR)? == *b"fsp", "what splice wrote")?;

    // The owner of a lock does not see it; a child does.
    let mut lock = flock::zeroed();
    (lock.l_type, lock.l_start, lock.l_len) = (WRITE_LOCK, FAR, FAR + 1);
    linux::fcntl_setlk(file.fd(), &lock).named("F_SETLK")?;
    let owner = linux::getpid();
    crate::processes::in_child("F_GETLK", || {
        let mut asked = flock::zeroed();
        (asked.l_type, asked.l_start, asked.l_len) = (WRITE_LOCK, FAR + 5, 1);
        linux::fcntl_getlk(file.fd(), &mut asked).named("F_GETLK")?;
        equal(asked.l_type, WRITE_LOCK, "the lock's type")?;
        equal(asked.l_start, FAR, "where the lock begins")?;
        equal(asked.l_len, FAR + 1, "the lock's length")?;
        equal(asked.l_pid, owner, "the lock's owner")
    })?;

    let mut status = MaybeUninit::uninit();
    let status = linux::fstatfs(file.fd(), &mut status).named("fstatfs")?;
    equal(
        status.f_type as u64 as u32,
        TMPFS_MAGIC,
        "the file system's type",
    )?;
    holds(
        status.f_bsize >= 4096 && status.f_namelen == 255,
        "the file system's limits",
    )
}

/// `F_WRLCK` of asm-generic/fcntl.h.
const WRITE_LOCK: i16 = linux_raw_sys::general::F_WRLCK as i16;

/// What files in memory are on (linux/magic.h).
const TMPFS_MAGIC: u32 = 0x0102_1994;
