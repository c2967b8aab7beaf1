//! Metadata of files against what was done to them, by every call that tells them, and directories.

use core::{ffi::CStr, mem::MaybeUninit};

use linux_raw_sys::general::S_IFMT;
use syscall_consts::linux::{AT, DT, MFD, MODE, O, S_I, STATX};
use syscall_raw::{Errno, Fd, linux};
use syscall_types::{
    Plain,
    linux::{Dirents, StatTimes, device, stat, statx, timespec},
};

use crate::check::{Failure, Named, Outcome, Run, equal, holds, some};

/// What every file system knows.
const BASIC: u32 = STATX::BASIC_STATS.bits();

/// What [`statx`] tells of a path or, when that is empty, of the descriptor.
fn extended(dir: Fd<'_>, path: &CStr) -> Result<statx, Failure> {
    let mut place = MaybeUninit::uninit();
    let flags = if path.is_empty() {
        AT::EMPTY_PATH
    } else {
        AT::SYMLINK_NOFOLLOW
    };
    let got = linux::statx(dir, path, flags, STATX::BASIC_STATS, &mut place).named("statx")?;
    equal(got.stx_mask & BASIC, BASIC, "what statx knows")?;
    Ok(*got)
}

/// Whether [`stat`] and [`statx`] are of the same file in the same state.
#[allow(
    clippy::unnecessary_cast,
    reason = "the fields' types are the architecture's"
)]
fn agree(run: &Run, old: &stat, new: &statx) -> Outcome {
    let dev = device {
        dev: old.st_dev as u64,
    };
    let rdev = device {
        dev: old.st_rdev as u64,
    };
    equal(dev.major(), new.stx_dev_major, "st_dev's major number")?;
    equal(dev.minor(), new.stx_dev_minor, "st_dev's minor number")?;
    equal(rdev.major(), new.stx_rdev_major, "st_rdev's major number")?;
    equal(rdev.minor(), new.stx_rdev_minor, "st_rdev's minor number")?;
    equal(old.st_ino as u64, new.stx_ino, "st_ino")?;
    equal(old.st_mode as u32, new.stx_mode.into(), "st_mode")?;
    equal(old.st_nlink as u32, new.stx_nlink, "st_nlink")?;
    equal(old.st_uid as u32, new.stx_uid, "st_uid")?;
    equal(old.st_gid as u32, new.stx_gid, "st_gid")?;
    equal(old.st_size as u64, new.stx_size, "st_size")?;
    equal(old.st_blksize as u32, new.stx_blksize, "st_blksize")?;
    equal(old.st_blocks as u64, new.stx_blocks, "st_blocks")?;
    for (old, new) in [
        (old.atime(), new.atime()),
        (old.mtime(), new.mtime()),
        (old.ctime(), new.ctime()),
    ] {
        equal(old.tv_sec, new.tv_sec, "seconds of a time")?;
        if run.emulated && cfg!(target_arch = "s390x") && old.tv_nsec == 0 {
            run.note("no nanoseconds in stat"); // qemu 7.2 fills none in there
        } else {
            equal(old.tv_nsec, new.tv_nsec, "nanoseconds of a time")?;
        }
    }
    Ok(())
}

/// A file that was just made.
pub fn metadata(run: &Run) -> Outcome {
    let flags = O::CREAT | O::EXCL | O::WRONLY | O::CLOEXEC;
    let file = linux::openat(Fd::CWD, c"made", flags, MODE::RUSR | MODE::WUSR);
    let file = file.named("openat")?;
    linux::write(file.fd(), b"seven b").gives(7, "write")?;
    let mode = MODE::RUSR | MODE::WUSR | MODE::RGRP | MODE::XOTH;
    linux::fchmod(file.fd(), mode).named("fchmod")?;
    linux::linkat(Fd::CWD, c"made", Fd::CWD, c"linked", AT::empty()).named("linkat")?;
    let times = [
        timespec {
            tv_sec: 1_000_000_001,
            tv_nsec: 111_111_111,
        },
        timespec {
            tv_sec: 1_234_567_890,
            tv_nsec: 123_456_789,
        },
    ];
    linux::utimensat(Fd::CWD, Some(c"made"), Some(&times), AT::empty()).named("utimensat")?;

    let new = extended(file.fd(), c"")?;
    equal(new.stx_size, 7, "stx_size")?;
    equal(new.stx_nlink, 2, "stx_nlink")?;
    equal(
        new.stx_mode.into(),
        S_I::FREG.bits() | mode.bits(),
        "stx_mode",
    )?;
    equal(new.stx_uid, linux::geteuid(), "stx_uid")?;
    equal(new.stx_atime.tv_sec, times[0].tv_sec, "stx_atime")?;
    equal(new.stx_mtime.tv_sec, times[1].tv_sec, "stx_mtime")?;
    equal(
        new.stx_mtime.tv_nsec,
        123_456_789,
        "stx_mtime's nanoseconds",
    )?;
    holds(
        (0..60).contains(
            &(crate::clocks::now(Default::default())? / 1_000_000_000 - new.stx_ctime.tv_sec),
        ),
        "stx_ctime is now",
    )?;
    let null = extended(Fd::CWD, c"/dev/null")?;
    equal(
        u32::from(null.stx_mode) & S_IFMT,
        S_I::FCHR.bits(),
        "the type of /dev/null",
    )?;
    equal(null.stx_rdev_major, 1, "the major number of /dev/null")?;
    equal(null.stx_rdev_minor, 3, "the minor number of /dev/null")?;

    let mut old = stat::zeroed();
    match linux::fstat(file.fd(), &mut old) {
        // Linux 6.11 has brought it back.
        Err(Errno::ENOSYS) if cfg!(target_arch = "loongarch64") => {
            run.note("no fstat, statx alone");
            return Ok(());
        }
        result => agree(run, result.named("fstat")?, &new)?,
    }
    agree(run, linux::stat(c"linked", &mut old).named("stat")?, &new)?;
    let null_old = linux::stat(c"/dev/null", &mut old).named("stat of /dev/null")?;
    agree(run, null_old, &null)?;
    linux::symlinkat(c"made", Fd::CWD, c"link").named("symlinkat")?;
    let link = extended(Fd::CWD, c"link")?;
    equal(link.stx_size, 4, "the size of a link")?;
    agree(run, linux::lstat(c"link", &mut old).named("lstat")?, &link)
}

/// Seconds beyond 32 bits go in and out, and those before 1970 with their sign.
pub fn times(run: &Run) -> Outcome {
    let file = linux::memfd_create(c"times", MFD::CLOEXEC).named("memfd_create")?;
    for seconds in [0x1_2345_6789, -315_619_200] {
        let time = timespec {
            tv_sec: seconds,
            tv_nsec: 987_654_321,
        };
        linux::utimensat(file.fd(), None, Some(&[time, time]), AT::empty()).named("utimensat")?;
        let got = extended(file.fd(), c"")?.mtime();
        equal(got.tv_sec, seconds, "stx_mtime")?;
        equal(got.tv_nsec, 987_654_321, "stx_mtime's nanoseconds")?;

        let mut room = MaybeUninit::uninit();
        let got = linux::fstat_time64(file.fd(), &mut room).named("fstat_time64")?;
        equal(got.mtime().tv_sec, seconds, "seconds of fstat_time64")?;
        equal(got.atime().tv_sec, seconds, "seconds of fstat_time64")?;
        if run.emulated && cfg!(target_arch = "s390x") && got.mtime().tv_nsec == 0 {
            run.note("no nanoseconds in stat"); // qemu 7.2 fills none in there
        } else {
            equal(
                got.mtime().tv_nsec,
                987_654_321,
                "nanoseconds of fstat_time64",
            )?;
        }
    }

    // The kernel's own structure has the sign, if not the width.
    let mut old = stat::zeroed();
    match linux::fstat(file.fd(), &mut old) {
        Err(Errno::ENOSYS) if cfg!(target_arch = "loongarch64") => {
            run.note("no fstat, statx alone");
        }
        result => {
            let got = result.named("fstat")?.mtime();
            equal(got.tv_sec, -315_619_200, "seconds of fstat before 1970")?;
        }
    }

    let mut room = MaybeUninit::uninit();
    let null = linux::stat_time64(c"/dev/null", &mut room).named("stat_time64")?;
    #[allow(
        clippy::unnecessary_cast,
        reason = "the fields' types are the architecture's"
    )]
    let rdev = device {
        dev: null.st_rdev as u64,
    };
    equal(rdev.major(), 1, "the major number of /dev/null")?;
    equal(rdev.minor(), 3, "the minor number of /dev/null")?;
    equal(null.st_mode & S_IFMT, S_I::FCHR.bits(), "its type")
}

/// Every name once, however small the buffer is.
pub fn directory(_: &Run) -> Outcome {
    const COUNT: usize = 40;
    linux::mkdirat(Fd::CWD, c"directory", MODE::RWXU).named("mkdirat")?;
    let flags = O::RDONLY | O::DIRECTORY | O::CLOEXEC;
    let dir = linux::openat(Fd::CWD, c"directory", flags, MODE::empty()).named("openat")?;
    for index in 0..COUNT {
        let flags = O::CREAT | O::EXCL | O::WRONLY | O::CLOEXEC;
        let mut name = [0; COUNT + 3];
        let made = linux::openat(dir.fd(), name_of(index, &mut name), flags, MODE::RUSR);
        drop(made.named("openat of an entry")?);
    }
    linux::getdents(dir.fd(), &mut [0u8; 8]).refused(Errno::EINVAL, "getdents into 8 bytes")?;

    let mut seen = [0u8; COUNT];
    let mut dots = 0;
    let mut reads = 0;
    loop {
        let mut buffer = [0u8; 256];
        let len = linux::getdents(dir.fd(), &mut buffer).named("getdents")?;
        if len == 0 {
            break;
        }
        reads += 1;
        holds(reads < 1000, "getdents ends")?;
        let records = some(buffer.get(..len), "getdents's length")?;
        for entry in Dirents::new(records) {
            if [c".", c".."].contains(&entry.name) {
                dots += 1;
                continue;
            }
            let mut name = [0; COUNT + 3];
            let index = some(
                entry.name.count_bytes().checked_sub(2),
                "the length of a name",
            )?;
            let count = some(seen.get_mut(index), "the length of a name")?;
            *count += 1;
            holds(entry.name == name_of(index, &mut name), "a name")?;
            holds(
                [DT::REG, DT::UNKNOWN].contains(&entry.kind),
                "the type of an entry",
            )?;
            equal(
                entry.ino,
                extended(dir.fd(), entry.name)?.stx_ino,
                "an inode's number",
            )?;
        }
    }
    holds(reads > 1, "several reads were needed")?;
    equal(dots, 2, "the entries . and ..")?;
    holds(seen == [1; COUNT], "every name came once")?;
    linux::getdents(unsafe { Fd::borrow_raw(1) }, &mut [0u8; 256])
        .refused(Errno::ENOTDIR, "getdents of a pipe")
}

/// A name that is two bytes longer than its index says.
fn name_of<const N: usize>(index: usize, room: &mut [u8; N]) -> &CStr {
    let len = (index + 2).min(N - 1);
    room[..len].fill(b'a' + (index % 26) as u8);
    room[len] = 0;
    CStr::from_bytes_until_nul(room).unwrap_or_default()
}
