use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{AT, MODE, O, OK, RENAME, RESOLVE, S_I, STATX, UTIME},
};
use syscall_raw::{Fd, OwnedFd, linux};
use syscall_types::{
    Plain,
    linux::{dirent, file_attr, open_how, timespec},
};

use super::{Directory, NONE, skipped, uninit};

const RW: MODE = MODE::RUSR.union(MODE::WUSR);

fn create(path: &std::ffi::CStr) -> OwnedFd {
    linux::openat(Fd::CWD, path, O::CREAT | O::EXCL | O::RDWR | O::CLOEXEC, RW).unwrap()
}

#[test]
fn names_of_files() {
    let directory = Directory::new();
    let (one, two, three) = (
        directory.path("one"),
        directory.path("two"),
        directory.path("three"),
    );
    let file = create(&one);
    linux::write(file.fd(), b"text").unwrap();
    let exclusive = O::CREAT | O::EXCL | O::RDWR;
    assert_eq!(
        linux::openat(Fd::CWD, &one, exclusive, RW),
        Err(Errno::EEXIST)
    );
    linux::linkat(Fd::CWD, &one, Fd::CWD, &two, AT::empty()).unwrap();
    let (mut a, mut b) = (MaybeUninit::uninit(), MaybeUninit::uninit());
    let (a, b) = (
        linux::stat(&one, &mut a).unwrap(),
        linux::fstat(file.fd(), &mut b).unwrap(),
    );
    assert_eq!((a.st_ino, a.st_nlink, a.st_size), (b.st_ino, 2, 4));
    linux::renameat(Fd::CWD, &two, Fd::CWD, &three).unwrap();
    assert_eq!(
        linux::renameat(Fd::CWD, &two, Fd::CWD, &three),
        Err(Errno::ENOENT)
    );
    assert_eq!(
        linux::renameat2(Fd::CWD, &one, Fd::CWD, &three, RENAME::NOREPLACE),
        Err(Errno::EEXIST)
    );
    linux::truncate(&three, 2).unwrap();
    assert_eq!(linux::fstat(file.fd(), &mut *a).unwrap().st_size, 2);
    linux::unlinkat(Fd::CWD, &three, AT::empty()).unwrap();
    assert_eq!(linux::stat(&three, a).map(|_| ()), Err(Errno::ENOENT));
    assert_eq!(
        linux::openat(NONE, c"relative", O::RDONLY, MODE::empty()),
        Err(Errno::EBADF)
    );
}

#[test]
fn files_without_a_name() {
    let directory = Directory::new();
    let flags = O::TMPFILE | O::RDWR | O::CLOEXEC;
    let file = match linux::openat(Fd::CWD, &directory.path(""), flags, RW) {
        Err(Errno::EOPNOTSUPP) => return skipped("O_TMPFILE: this file system has none"),
        file => file.unwrap(),
    };
    assert_eq!(linux::write(file.fd(), b"contents"), Ok(8));
    assert_eq!(std::fs::read_dir(&directory.0).unwrap().count(), 0);
    // Without the bit of O_DIRECTORY the kernel refuses it.
    let part = (O::TMPFILE - O::DIRECTORY) | O::RDWR;
    let refused = linux::openat(Fd::CWD, &directory.path(""), part, RW);
    assert_eq!(refused.unwrap_err(), Errno::EINVAL);
}

#[test]
fn links() {
    let directory = Directory::new();
    let (target, link) = (directory.path("target"), directory.path("link"));
    linux::symlinkat(&target, Fd::CWD, &link).unwrap();
    assert_eq!(
        linux::symlinkat(&target, Fd::CWD, &link),
        Err(Errno::EEXIST)
    );
    assert_eq!(
        linux::readlinkat(Fd::CWD, &link, &mut uninit::<512>()).unwrap(),
        target.to_bytes()
    );
    assert_eq!(
        linux::readlinkat(Fd::CWD, &link, &mut uninit::<3>()).unwrap(),
        &target.to_bytes()[..3]
    );
    let mut room = MaybeUninit::uninit();
    assert_eq!(
        linux::stat(&link, &mut room).map(|_| ()),
        Err(Errno::ENOENT)
    );
    let file = create(&target);
    assert_eq!(
        linux::readlinkat(Fd::CWD, &target, &mut [0; 9]),
        Err(Errno::EINVAL)
    );
    let (mut room, mut other) = (MaybeUninit::uninit(), MaybeUninit::uninit());
    let at_link = linux::stat(&link, &mut room).unwrap();
    assert_eq!(
        at_link.st_ino,
        linux::fstat(file.fd(), &mut other).unwrap().st_ino
    );
    assert_eq!(
        linux::lstat(&link, &mut *at_link).unwrap().st_mode & 0o170000,
        0o120000
    );
    let itself = linux::fstatat(file.fd(), c"", &mut *at_link, AT::EMPTY_PATH).unwrap();
    assert_eq!(itself.st_mode & 0o170000, 0o100000);
}

#[test]
fn directories() {
    let directory = Directory::new();
    let (sub, inner) = (directory.path("sub"), directory.path("sub/inner"));
    linux::mkdirat(Fd::CWD, &sub, MODE::RWXU).unwrap();
    assert_eq!(
        linux::mkdirat(Fd::CWD, &sub, MODE::RWXU),
        Err(Errno::EEXIST)
    );
    drop(create(&inner));
    assert_eq!(
        linux::unlinkat(Fd::CWD, &sub, AT::REMOVEDIR),
        Err(Errno::ENOTEMPTY)
    );
    let open = linux::openat(Fd::CWD, &sub, O::RDONLY | O::DIRECTORY, MODE::empty()).unwrap();
    assert_eq!(
        linux::unlinkat(open.fd(), c"missing", AT::empty()),
        Err(Errno::ENOENT)
    );
    assert_eq!(names(open.fd()), [".", "..", "inner"]);
    assert_eq!(linux::getdents(open.fd(), &mut [0; 64]), Ok(0));
    linux::unlinkat(open.fd(), c"inner", AT::empty()).unwrap();
    linux::unlinkat(Fd::CWD, &sub, AT::REMOVEDIR).unwrap();
    assert_eq!(
        linux::openat(Fd::CWD, c"/", O::WRONLY, MODE::empty()),
        Err(Errno::EISDIR)
    );
}

/// The names in a directory, sorted.
fn names(directory: Fd<'_>) -> Vec<String> {
    let mut buffer = uninit::<1024>();
    let mut rest: &[u8] = linux::getdents(directory, &mut buffer).unwrap();
    let mut names = Vec::new();
    while let Some(reclen) = rest
        .get(std::mem::offset_of!(dirent, d_reclen)..)
        .and_then(|at| at.first_chunk())
    {
        let (record, after) = rest.split_at(u16::from_ne_bytes(*reclen).into());
        let name = &record[std::mem::offset_of!(dirent, d_name)..];
        names.push(
            String::from_utf8(name.split(|byte| *byte == 0).next().unwrap().to_vec()).unwrap(),
        );
        rest = after;
    }
    names.sort();
    names
}

#[test]
fn permissions_owners_and_times() {
    let directory = Directory::new();
    let path = directory.path("file");
    let file = create(&path);
    linux::fchmodat(Fd::CWD, &path, MODE::RUSR | MODE::XUSR).unwrap();
    linux::fchownat(Fd::CWD, &path, u32::MAX, linux::getegid(), AT::empty()).unwrap();
    linux::faccessat(Fd::CWD, &path, OK::R | OK::X).unwrap();
    assert_eq!(
        linux::faccessat(Fd::CWD, &directory.path("no"), OK::F),
        Err(Errno::ENOENT)
    );
    assert_eq!(
        linux::faccessat2(Fd::CWD, &path, OK::X, AT::EACCESS),
        Ok(())
    );
    let times = [
        timespec {
            tv_sec: 1_000,
            tv_nsec: 5,
        },
        timespec {
            tv_sec: 0,
            tv_nsec: UTIME::OMIT.0,
        },
    ];
    linux::utimensat(Fd::CWD, Some(&path), Some(&times), AT::empty()).unwrap();
    let mut room = MaybeUninit::uninit();
    let metadata = linux::fstat(file.fd(), &mut room).unwrap();
    assert_eq!(
        (metadata.st_mode & 0o777, metadata.st_atime as i64),
        (0o500, 1_000)
    );
    assert!(metadata.st_mtime as i64 > 1_000_000_000);
    linux::utimensat(file.fd(), None, None, AT::empty()).unwrap();
    assert!(linux::fstat(file.fd(), metadata).unwrap().st_atime as i64 > 1_000_000_000);
    match linux::fchmodat2(Fd::CWD, &path, MODE::RUSR, AT::SYMLINK_NOFOLLOW) {
        Err(Errno::ENOSYS) => skipped("fchmodat2 needs Linux 6.6"),
        result => result.unwrap(),
    }
}

#[test]
fn special_files() {
    let directory = Directory::new();
    let path = directory.path("fifo");
    linux::mknodat(Fd::CWD, &path, S_I::FIFO | S_I::RUSR | S_I::WUSR, 0).unwrap();
    let mut room = MaybeUninit::uninit();
    assert_eq!(
        linux::stat(&path, &mut room).unwrap().st_mode & 0o170000,
        0o010000
    );
    assert_eq!(
        linux::openat(Fd::CWD, &path, O::WRONLY | O::NONBLOCK, MODE::empty()),
        Err(Errno::ENXIO)
    );
}

#[test]
fn working_directory() {
    let directory = Directory::new();
    let expected = std::fs::canonicalize(&directory.0).unwrap();
    let expected = super::c_path(&expected);
    let path = directory.path(".");
    // The working directory is the process's: it is changed in a child only.
    let right = super::in_child(|| {
        linux::chdir(&path).unwrap();
        let by_path = linux::getcwd(&mut uninit::<4096>()).unwrap() == expected.to_bytes_with_nul();
        let Ok(root) = linux::openat(Fd::CWD, c"/", O::PATH, MODE::empty()) else {
            return 0;
        };
        linux::fchdir(root.fd()).unwrap();
        (by_path && linux::getcwd(&mut uninit::<4096>()).unwrap() == b"/\0") as i32
    });
    assert_eq!(right, 1);
    assert_eq!(linux::getcwd(&mut [0; 1]), Err(Errno::ERANGE));
    std::fs::write(directory.0.join("file"), "").unwrap();
    let file = directory.path("file");
    assert_eq!(linux::chdir(&file), Err(Errno::ENOTDIR));
    assert_eq!(linux::fchdir(NONE), Err(Errno::EBADF));
}

#[test]
fn metadata_and_openat2() {
    let mut room = MaybeUninit::uninit();
    let metadata = linux::statx(Fd::CWD, c"/", AT::empty(), STATX::BASIC_STATS, &mut room).unwrap();
    assert_eq!(metadata.stx_mode & 0o170000, 0o040000);
    let mut how: open_how = open_how::zeroed();
    how.flags = u64::from(O::PATH.bits());
    how.resolve = RESOLVE::BENEATH.bits();
    assert_eq!(linux::openat2(Fd::CWD, c"/", &how), Err(Errno::EXDEV));
    how.resolve = 0;
    drop(linux::openat2(Fd::CWD, c"/", &how).unwrap());
    how.mode = 0o777;
    assert_eq!(linux::openat2(Fd::CWD, c"/", &how), Err(Errno::EINVAL));
    // Of a folder that is the test's own: nobody else's may be written, and none should.
    let own = Directory::new();
    let own = own.path(".");
    let mut attributes = file_attr::zeroed();
    let got = linux::file_getattr(Fd::CWD, &own, &mut attributes, AT::empty()).map(|_| ());
    match super::allowed("file_getattr", got) {
        None => return,
        Some(Err(Errno::EOPNOTSUPP)) => {
            skipped("file_getattr: the file system has no such attributes");
        }
        Some(got) => {
            got.unwrap();
            linux::file_setattr(Fd::CWD, &own, &attributes, AT::empty()).unwrap();
            attributes.fa_xflags = 1 << 62;
            let unknown = linux::file_setattr(Fd::CWD, &own, &attributes, AT::empty());
            assert_eq!(unknown, Err(Errno::EINVAL));
        }
    }
    let missing = linux::file_getattr(Fd::CWD, c"/nonexistent", &mut attributes, AT::empty());
    assert_eq!(missing.map(|_| ()), Err(Errno::ENOENT));
}
