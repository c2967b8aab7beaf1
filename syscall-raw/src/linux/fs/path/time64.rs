//! A file's metadata by statx(2), in the form of stat(2).

use core::{ffi::CStr, mem::MaybeUninit};

use syscall_consts::linux::{AT, STATX};
use syscall_types::{
    Plain,
    linux::{StatTimes, device, stat, stat_time64, statx, timespec},
};

use super::fstatat;
use crate::linux::call::fill_one;
use crate::{Errno, Fd, Out};

/// [`fstatat_time64`](super::fstatat_time64) where the kernel's own structure does not do.
pub(super) fn by_statx<'a>(
    dir: Fd<'_>,
    path: &CStr,
    out: impl Out<'a, stat_time64>,
    flags: AT,
) -> Result<&'a mut stat_time64, Errno> {
    let mut room = MaybeUninit::uninit();
    // stat(2) never mounts what is mounted on demand (vfs_fstatat of the kernel's fs/stat.c).
    let flags_of_stat = flags | AT::NO_AUTOMOUNT;
    let value = match super::statx(dir, path, flags_of_stat, STATX::BASIC_STATS, &mut room) {
        Ok(new) => of_statx(new),
        Err(Errno::ENOSYS | Errno::EPERM) => {
            of_stat(fstatat(dir, path, &mut MaybeUninit::uninit(), flags)?)
        }
        Err(error) => return Err(error),
    };
    // SAFETY: the whole value is written to the place, which is that of one.
    unsafe {
        fill_one(out, |place: *mut stat_time64| {
            place.write(value);
            0
        })
    }
}

#[allow(
    clippy::unnecessary_cast,
    reason = "the fields' types are the architecture's"
)]
fn of_statx(new: &statx) -> stat_time64 {
    let mut value = stat_time64::zeroed();
    value.st_dev = device::new(new.stx_dev_major, new.stx_dev_minor).dev as _;
    value.st_ino = new.stx_ino as _;
    value.st_nlink = new.stx_nlink as _;
    value.st_mode = new.stx_mode as _;
    value.st_uid = new.stx_uid as _;
    value.st_gid = new.stx_gid as _;
    value.st_rdev = device::new(new.stx_rdev_major, new.stx_rdev_minor).dev as _;
    value.st_size = new.stx_size as _;
    value.st_blksize = new.stx_blksize as _;
    value.st_blocks = new.stx_blocks as _;
    set_times(&mut value, [new.atime(), new.mtime(), new.ctime()]);
    value
}

#[allow(
    clippy::unnecessary_cast,
    reason = "the fields' types are the architecture's"
)]
fn of_stat(old: &stat) -> stat_time64 {
    let mut value = stat_time64::zeroed();
    value.st_dev = old.st_dev as _;
    value.st_ino = old.st_ino as _;
    value.st_nlink = old.st_nlink as _;
    value.st_mode = old.st_mode as _;
    value.st_uid = old.st_uid as _;
    value.st_gid = old.st_gid as _;
    value.st_rdev = old.st_rdev as _;
    value.st_size = old.st_size as _;
    value.st_blksize = old.st_blksize as _;
    value.st_blocks = old.st_blocks as _;
    set_times(&mut value, [old.atime(), old.mtime(), old.ctime()]);
    value
}

/// Of last access, of change, of the inode's change.
#[allow(
    clippy::unnecessary_cast,
    reason = "the fields' types are the architecture's"
)]
fn set_times(value: &mut stat_time64, [atime, mtime, ctime]: [timespec; 3]) {
    (value.st_atime, value.st_atime_nsec) = (atime.tv_sec as _, atime.tv_nsec as _);
    (value.st_mtime, value.st_mtime_nsec) = (mtime.tv_sec as _, mtime.tv_nsec as _);
    (value.st_ctime, value.st_ctime_nsec) = (ctime.tv_sec as _, ctime.tv_nsec as _);
}

#[cfg(test)]
mod tests {
    extern crate std;

    use core::mem::offset_of;
    use std::{eprintln, format, thread};

    use syscall_consts::linux::{BPF, MFD, O, SECCOMP_FILTER_FLAG, SECCOMP_RET};
    use syscall_types::linux::{Time, seccomp_data, sock_filter};

    use super::*;
    use crate::OwnedFd;
    use crate::linux::{self, nr};

    /// 1960-01-01 and 2150-01-01.
    const OLD: i64 = -315_619_200;
    const LATE: i64 = 5_680_281_600;

    /// A file in memory with these times; the file system there keeps every second.
    fn file(seconds: i64) -> OwnedFd {
        let file = linux::memfd_create(c"times", MFD::CLOEXEC).expect("memfd_create");
        let time = |tv_nsec| timespec {
            tv_sec: seconds,
            tv_nsec,
        };
        let times = [time(1), time(999_999_999)];
        linux::utimensat(file.fd(), None, Some(&times), AT::empty()).expect("utimensat");
        file
    }

    fn metadata(file: Fd<'_>) -> Result<stat_time64, Errno> {
        by_statx(file, c"", &mut MaybeUninit::uninit(), AT::EMPTY_PATH).copied()
    }

    /// Every member.
    fn all(value: &stat_time64) -> std::string::String {
        format!("{value:?}")
    }

    #[test]
    fn it_is_what_stat_says() {
        let file = file(1_234_567_890);
        linux::write(file.fd(), b"some").expect("write");
        let null = linux::openat(Fd::CWD, c"/dev/null", O::RDONLY, Default::default());
        for file in [file, null.expect("/dev/null")] {
            let mut room = MaybeUninit::uninit();
            let old = of_stat(linux::fstat(file.fd(), &mut room).expect("fstat"));
            assert_eq!(all(&metadata(file.fd()).expect("statx")), all(&old));
        }
    }

    #[test]
    fn times_far_away() {
        for seconds in [OLD, -1, LATE] {
            let file = file(seconds);
            let value = metadata(file.fd()).expect("statx");
            assert_eq!(value.atime().get(), (seconds, 1));
            assert_eq!(value.mtime().get(), (seconds, 999_999_999));
            let mut room = MaybeUninit::uninit();
            let value = linux::fstat_time64(file.fd(), &mut room).expect("fstat_time64");
            assert_eq!(value.mtime().get(), (seconds, 999_999_999));
            // Of the kernel's structure the sign is right, and all of it up to 2038.
            let mut room = MaybeUninit::uninit();
            let kernels = linux::fstat(file.fd(), &mut room).expect("fstat");
            if seconds != LATE || size_of_val(&kernels.st_mtime) == 8 {
                assert_eq!(kernels.mtime().get(), (seconds, 999_999_999));
            }
        }
    }

    #[test]
    fn errors_are_the_calls_own() {
        let refused = |dir, path, flags| {
            by_statx(dir, path, &mut MaybeUninit::uninit(), flags)
                .map(|_| ())
                .expect_err("an error")
        };
        let flags = AT::empty();
        assert_eq!(refused(Fd::CWD, c"no/such/file", flags), Errno::ENOENT);
        assert_eq!(refused(Fd::CWD, c"", flags), Errno::ENOENT);
        let unknown = AT::from_bits_retain(0x4000_0000);
        assert_eq!(refused(Fd::CWD, c"/", unknown), Errno::EINVAL);
        let mut room = MaybeUninit::uninit();
        let nowhere = linux::fstat_time64(Fd::CWD, &mut room).map(|_| ());
        assert_eq!(nowhere, Err(Errno::EBADF));
    }

    /// Old kernels and filters of containers: the thread gets a filter that refuses statx so.
    #[test]
    fn without_statx_it_is_the_old_call() {
        for errno in [Errno::ENOSYS, Errno::EPERM, Errno::EACCES] {
            let thread = thread::spawn(move || {
                let file = file(OLD);
                let before = metadata(file.fd()).expect("statx");
                let filter = [
                    sock_filter::load(offset_of!(seccomp_data, nr) as u32),
                    sock_filter::jump(BPF::JMP.union(BPF::JEQ), nr::__NR_statx, 0, 1),
                    sock_filter::ret(SECCOMP_RET::errno(errno).bits()),
                    sock_filter::ret(SECCOMP_RET::ALLOW.bits()),
                ];
                linux::prctl_set_no_new_privs().expect("prctl");
                // SAFETY: the thread makes that call here alone, and ends.
                let set = unsafe {
                    linux::seccomp_set_mode_filter(SECCOMP_FILTER_FLAG::empty(), &filter)
                };
                if let Err(why @ (Errno::ENOSYS | Errno::EINVAL | Errno::EPERM)) = set {
                    return eprintln!("skipped: no filters of system calls: {why}");
                }
                set.expect("seccomp");
                let mut room = MaybeUninit::uninit();
                let refused = linux::statx(Fd::CWD, c"/", AT::empty(), STATX::TYPE, &mut room);
                assert_eq!(refused.map(|_| ()), Err(errno));
                let after = metadata(file.fd());
                if errno == Errno::EACCES {
                    assert_eq!(
                        after.map(|_| ()),
                        Err(errno),
                        "another error is the caller's"
                    );
                } else {
                    let after = after.expect("the old call");
                    assert_eq!(all(&after), all(&before));
                    assert_eq!(after.mtime().tv_sec, OLD);
                }
            });
            thread.join().expect("the thread");
        }
    }
}
