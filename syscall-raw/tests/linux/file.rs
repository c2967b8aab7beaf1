use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{LOCK, MFD, MODE, O, SEEK},
};
use syscall_raw::{Fd, OwnedFd, linux};
use syscall_types::linux::{iovec, stat};

use super::{NONE, uninit};
use syscall_consts::linux::OPIPE;

/// Beyond what 32 bits hold, with different halves that both have the sign bit of 32 bits set.
const FAR: i64 = 0x0000_0007_9000_0003;

fn memory() -> OwnedFd {
    linux::memfd_create(c"test", MFD::CLOEXEC).unwrap()
}

#[test]
fn write_and_read() {
    let file = memory();
    assert_eq!(linux::write(file.fd(), b"hello world"), Ok(11));
    assert_eq!(linux::read(file.fd(), &mut [0; 4]), Ok(0));
    assert_eq!(linux::lseek(file.fd(), 6, SEEK::SET), Ok(6));
    let mut initialised = [b'.'; 8];
    assert_eq!(linux::read(file.fd(), &mut initialised), Ok(5));
    assert_eq!(&initialised, b"world...");
    assert_eq!(linux::lseek(file.fd(), 0, SEEK::SET), Ok(0));
    assert_eq!(
        linux::read(file.fd(), &mut uninit::<5>()).unwrap(),
        b"hello"
    );
    assert_eq!(
        linux::read(file.fd(), &mut uninit::<32>()[..]).unwrap(),
        b" world"
    );
    assert_eq!(linux::write(file.fd(), b""), Ok(0));
}

#[test]
fn offsets_beyond_32_bits() {
    let file = memory();
    assert_eq!(linux::pwrite(file.fd(), b"far", FAR), Ok(3));
    let mut metadata = MaybeUninit::uninit();
    let metadata = linux::fstat(file.fd(), &mut metadata).unwrap();
    assert_eq!(metadata.st_size as i64, FAR + 3);
    assert_eq!(
        linux::pread(file.fd(), &mut uninit::<8>(), FAR).unwrap(),
        b"far"
    );
    assert_eq!(
        linux::pread(file.fd(), &mut [0; 2], FAR & 0xffff_ffff),
        Ok(2)
    );
    assert_eq!(linux::lseek(file.fd(), -1, SEEK::END), Ok(FAR + 2));
    assert_eq!(linux::read(file.fd(), &mut uninit::<8>()).unwrap(), b"r");
    assert_eq!(linux::lseek(file.fd(), 0, SEEK::CUR), Ok(FAR + 3));
    let data = linux::lseek(file.fd(), 0, SEEK::DATA).unwrap();
    assert!(data > 0 && data <= FAR, "{data}");
    linux::ftruncate(file.fd(), FAR + 0x1_0000_0000).unwrap();
    assert_eq!(
        linux::lseek(file.fd(), 0, SEEK::END),
        Ok(FAR + 0x1_0000_0000)
    );
}

#[test]
fn several_pieces() {
    let file = memory();
    let pieces = [&b"one "[..], b"", b"two"];
    let pieces = pieces.map(|piece| iovec {
        iov_base: piece.as_ptr().cast_mut().cast(),
        iov_len: piece.len() as _,
    });
    assert_eq!(unsafe { linux::writev(file.fd(), &pieces) }, Ok(7));
    linux::lseek(file.fd(), 0, SEEK::SET).unwrap();
    let (mut first, mut second) = ([0u8; 2], [0u8; 9]);
    let pieces = [
        iovec {
            iov_base: first.as_mut_ptr().cast(),
            iov_len: 2,
        },
        iovec {
            iov_base: second.as_mut_ptr().cast(),
            iov_len: 9,
        },
    ];
    assert_eq!(unsafe { linux::readv(file.fd(), &pieces) }, Ok(7));
    assert_eq!((&first, &second[..5]), (b"on", &b"e two"[..]));
    assert_eq!(unsafe { linux::readv(NONE, &pieces) }, Err(Errno::EBADF));
}

#[test]
fn metadata_locks_and_syncing() {
    let file = memory();
    linux::fchmod(file.fd(), MODE::RUSR).unwrap();
    let mut metadata: stat = syscall_types::Plain::zeroed();
    assert_eq!(
        linux::fstat(file.fd(), &mut metadata).unwrap().st_mode & 0o7777,
        0o400
    );
    assert_eq!(metadata.st_nlink, 0);
    linux::fsync(file.fd()).unwrap();
    linux::fdatasync(file.fd()).unwrap();
    linux::flock(file.fd(), LOCK::EX).unwrap();
    if !super::has_proc() {
        return;
    }
    let again = std::ffi::CString::new(format!("/proc/self/fd/{}", file.fd().as_raw())).unwrap();
    let again = linux::openat(Fd::CWD, &again, O::RDONLY, MODE::empty()).unwrap();
    assert_eq!(
        linux::flock(again.fd(), LOCK::SH | LOCK::NB),
        Err(Errno::EAGAIN)
    );
    linux::flock(file.fd(), LOCK::UN).unwrap();
    linux::flock(again.fd(), LOCK::SH | LOCK::NB).unwrap();
    assert_eq!(linux::write(again.fd(), b"x"), Err(Errno::EBADF));
}

#[test]
fn errors() {
    assert_eq!(linux::read(NONE, &mut [0; 1]), Err(Errno::EBADF));
    assert_eq!(linux::write(NONE, b"x"), Err(Errno::EBADF));
    assert_eq!(
        linux::pread(memory().fd(), &mut [0; 1], -1),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::pwrite(memory().fd(), b"x", i64::MIN),
        Err(Errno::EINVAL)
    );
    assert_eq!(linux::ftruncate(memory().fd(), -1), Err(Errno::EINVAL));
    assert_eq!(
        linux::lseek(memory().fd(), -1, SEEK::SET),
        Err(Errno::EINVAL)
    );
    assert_eq!(linux::lseek(memory().fd(), 0, SEEK(99)), Err(Errno::EINVAL));
    let [reader, writer] = linux::pipe2(OPIPE::NONBLOCK).unwrap();
    assert_eq!(
        linux::read(reader.fd(), &mut uninit::<1>()),
        Err(Errno::EAGAIN)
    );
    assert_eq!(
        linux::pread(reader.fd(), &mut [0; 1], 0),
        Err(Errno::ESPIPE)
    );
    assert_eq!(linux::lseek(writer.fd(), 0, SEEK::CUR), Err(Errno::ESPIPE));
    assert_eq!(linux::fsync(writer.fd()), Err(Errno::EINVAL));
    assert_eq!(
        linux::getdents(reader.fd(), &mut [0; 64]),
        Err(Errno::ENOTDIR)
    );
    assert_eq!(
        linux::memfd_create(c"", MFD::from_bits_retain(1 << 31)),
        Err(Errno::EINVAL)
    );
    let directory = linux::openat(Fd::CWD, c"/", O::RDONLY, MODE::empty()).unwrap();
    assert_eq!(linux::read(directory.fd(), &mut [0; 1]), Err(Errno::EISDIR));
}

/// The bytes between a name and the next record are not the kernel's to write.
#[test]
fn records_of_a_directory_are_initialised() {
    let root = linux::openat(Fd::CWD, c"/", O::RDONLY | O::DIRECTORY, MODE::empty()).unwrap();
    let mut room = [MaybeUninit::new(0xaau8); 4096];
    let records = linux::getdents(root.fd(), &mut room).unwrap();
    assert!(!records.is_empty());
    let mut rest = &*records;
    while !rest.is_empty() {
        // The length is behind two words of 64 bits, the name behind that and a byte.
        let len = usize::from(u16::from_ne_bytes([rest[16], rest[17]]));
        let name = &rest[19..len];
        let end = name.iter().position(|&byte| byte == 0).unwrap();
        assert!(name[end..].iter().all(|&byte| byte == 0), "{name:?}");
        rest = &rest[len..];
    }
}
