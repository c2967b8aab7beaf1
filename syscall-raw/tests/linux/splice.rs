use std::io::IoSlice;

use syscall_consts::{
    Errno,
    linux::{FALLOC_FL, MFD, OPIPE, POSIX_FADV, RWF, SPLICE_F, SYNC_FILE_RANGE, XATTR},
};
use syscall_raw::{OwnedFd, linux};
use syscall_types::{
    Plain,
    linux::{cachestat, cachestat_range, iovec},
};

use super::{Directory, NONE, uninit};

const FAR: i64 = 0x1_8000_0000;

fn file() -> OwnedFd {
    linux::memfd_create(c"transfer", MFD::CLOEXEC).unwrap()
}

/// std's slices are laid out as the kernel's pieces.
fn pieces<'a>(slices: &'a [IoSlice<'a>]) -> &'a [iovec] {
    unsafe { core::slice::from_raw_parts(slices.as_ptr().cast(), slices.len()) }
}

#[test]
fn several_pieces_at_a_position() {
    let file = file();
    let slices = [IoSlice::new(b"one "), IoSlice::new(b"two")];
    assert_eq!(
        unsafe { linux::pwritev(file.fd(), pieces(&slices), FAR) },
        Ok(7)
    );
    assert_eq!(
        linux::pread(file.fd(), &mut uninit::<8>(), FAR).unwrap(),
        b"one two"
    );
    assert_eq!(
        unsafe { linux::pwritev2(file.fd(), pieces(&slices), FAR + 4, RWF::DSYNC) },
        Ok(7)
    );
    let (mut first, mut second) = ([0u8; 6], [0u8; 9]);
    let room = [
        iovec {
            iov_base: first.as_mut_ptr().cast(),
            iov_len: 6,
        },
        iovec {
            iov_base: second.as_mut_ptr().cast(),
            iov_len: 9,
        },
    ];
    assert_eq!(unsafe { linux::preadv(file.fd(), &room, FAR) }, Ok(11));
    assert_eq!((&first, &second[..5]), (b"one on", &b"e two"[..]));
    assert_eq!(
        unsafe { linux::preadv2(file.fd(), &room, FAR + 7, RWF::empty()) },
        Ok(4)
    );
    assert_eq!(&first[..4], b" two");
    let unknown = unsafe { linux::preadv2(file.fd(), &room, 0, RWF::from_bits_retain(1 << 30)) };
    assert_eq!(unknown, Err(Errno::EOPNOTSUPP));
}

#[test]
fn from_file_to_file() {
    let (from, to) = (file(), file());
    linux::pwrite(from.fd(), b"contents", FAR).unwrap();
    let mut offset = FAR + 3;
    assert_eq!(
        linux::sendfile(to.fd(), from.fd(), Some(&mut offset), 100),
        Ok(5)
    );
    assert_eq!(offset, FAR + 8);
    assert_eq!(
        linux::pread(to.fd(), &mut uninit::<9>(), 0).unwrap(),
        b"tents"
    );
    let (mut start, mut end) = (FAR, FAR);
    let copied = linux::copy_file_range(from.fd(), Some(&mut start), to.fd(), Some(&mut end), 8, 0);
    assert_eq!((copied, start, end), (Ok(8), FAR + 8, FAR + 8));
    assert_eq!(linux::sendfile(to.fd(), NONE, None, 1), Err(Errno::EBADF));
}

#[test]
fn through_pipes() {
    let from = file();
    linux::pwrite(from.fd(), b"spliced", FAR).unwrap();
    let [out, into] = linux::pipe2(OPIPE::empty()).unwrap();
    let [out2, into2] = linux::pipe2(OPIPE::empty()).unwrap();
    let mut offset = FAR;
    let flags = SPLICE_F::NONBLOCK;
    assert_eq!(
        linux::splice(from.fd(), Some(&mut offset), into.fd(), None, 7, flags),
        Ok(7)
    );
    assert_eq!(linux::tee(out.fd(), into2.fd(), 7, flags), Ok(7));
    let slices = [IoSlice::new(b" and "), IoSlice::new(b"more")];
    let spliced = unsafe { linux::vmsplice(into2.fd(), pieces(&slices), flags) };
    match super::allowed("vmsplice", spliced) {
        None => assert_eq!(linux::write(into2.fd(), b" and more"), Ok(9)),
        Some(spliced) => assert_eq!(spliced, Ok(9)),
    }
    assert_eq!(
        linux::read(out.fd(), &mut uninit::<32>()).unwrap(),
        b"spliced"
    );
    assert_eq!(
        linux::read(out2.fd(), &mut uninit::<32>()).unwrap(),
        b"spliced and more"
    );
    assert_eq!(
        linux::tee(out.fd(), into2.fd(), 7, flags),
        Err(Errno::EAGAIN)
    );
    assert_eq!(
        linux::splice(from.fd(), None, from.fd(), None, 1, flags),
        Err(Errno::EINVAL)
    );
}

#[test]
fn space_and_cache() {
    let file = file();
    linux::fallocate(file.fd(), FALLOC_FL::empty(), FAR, 4096).unwrap();
    let mut metadata = std::mem::MaybeUninit::uninit();
    let size = linux::fstat(file.fd(), &mut metadata).unwrap().st_size;
    assert_eq!(size as i64, FAR + 4096);
    assert_eq!(
        linux::fallocate(file.fd(), FALLOC_FL::empty(), -1, 1),
        Err(Errno::EINVAL)
    );
    linux::fadvise(file.fd(), FAR, 4096, POSIX_FADV::WILLNEED).unwrap();
    assert_eq!(
        linux::fadvise(file.fd(), 0, 0, POSIX_FADV(99)),
        Err(Errno::EINVAL)
    );
    let range = cachestat_range { off: 0, len: 0 };
    let mut cached = cachestat::zeroed();
    linux::pwrite(file.fd(), b"there", 0).unwrap();
    match linux::cachestat(file.fd(), &range, &mut cached, 0) {
        Err(Errno::ENOSYS) => super::skipped("cachestat needs Linux 6.5"),
        counts => {
            assert!(counts.unwrap().nr_cache >= 1);
            let unknown = linux::cachestat(file.fd(), &range, &mut cached, 1).map(|_| ());
            assert_eq!(unknown, Err(Errno::EINVAL));
            let none = linux::cachestat(NONE, &range, &mut cached, 0).map(|_| ());
            assert_eq!(none, Err(Errno::EBADF));
        }
    }
    linux::syncfs(file.fd()).unwrap();
    assert_eq!(linux::syncfs(NONE), Err(Errno::EBADF));
    linux::sync_file_range(file.fd(), FAR, 0, SYNC_FILE_RANGE::WRITE).unwrap();
    let unknown = SYNC_FILE_RANGE::from_bits_retain(1 << 20);
    assert_eq!(
        linux::sync_file_range(file.fd(), 0, 0, unknown),
        Err(Errno::EINVAL)
    );
    assert_eq!(linux::readahead(NONE, FAR, 1), Err(Errno::EBADF));

    let directory = Directory::new();
    let path = directory.path("");
    let by_path = *linux::statfs(&path, &mut std::mem::MaybeUninit::uninit()).unwrap();
    assert!(by_path.f_bsize > 0 && by_path.f_blocks > 0);
    let mut room = std::mem::MaybeUninit::uninit();
    assert_ne!(linux::fstatfs(file.fd(), &mut room).unwrap().f_type, 0);
}

#[test]
fn attributes() {
    let directory = Directory::new();
    let path = directory.path("file");
    std::fs::write(directory.0.join("file"), b"").unwrap();
    let (name, value) = (c"user.test", b"value");
    match linux::setxattr(&path, name, value, XATTR::CREATE) {
        Err(Errno::EOPNOTSUPP) => {
            return super::skipped("no user attributes in the temporary directory");
        }
        result => result.unwrap(),
    }
    assert_eq!(
        linux::setxattr(&path, name, value, XATTR::CREATE),
        Err(Errno::EEXIST)
    );
    assert_eq!(
        linux::getxattr(&path, name, &mut uninit::<9>()).unwrap(),
        value
    );
    assert_eq!(
        linux::lgetxattr(&path, name, &mut [0u8; 0]),
        Ok(5),
        "an empty buffer asks for the length"
    );
    assert_eq!(
        linux::getxattr(&path, name, &mut [0u8; 2]),
        Err(Errno::ERANGE)
    );
    assert!(
        linux::listxattr(&path, &mut uninit::<256>())
            .unwrap()
            .ends_with(b"user.test\0")
    );
    linux::removexattr(&path, name).unwrap();
    assert_eq!(
        linux::getxattr(&path, name, &mut [0u8; 9]),
        Err(Errno::ENODATA)
    );
    let dir = syscall_raw::Fd::CWD;
    let at = syscall_consts::linux::AT::empty();
    match linux::setxattrat(dir, &path, at, name, b"at", XATTR::empty()) {
        Err(Errno::ENOSYS) => super::skipped("setxattrat needs Linux 6.13"),
        result => {
            result.unwrap();
            assert_eq!(
                linux::getxattrat(dir, &path, at, name, &mut uninit::<9>()).unwrap(),
                b"at"
            );
            assert!(linux::listxattrat(dir, &path, at, &mut [0; 256]).unwrap() >= 10);
            linux::removexattrat(dir, &path, at, name).unwrap();
        }
    }
}
