use std::ptr::null_mut;

use syscall_consts::{
    Errno,
    linux::{MADV, MAP, MFD, MSYNC, PROT},
};
use syscall_raw::linux;

const PAGE: usize = 65536; // at least one, everywhere
const RW: PROT = PROT::READ.union(PROT::WRITE);

#[test]
fn empty_memory() {
    unsafe {
        let memory =
            linux::mmap(null_mut(), PAGE, RW, MAP::PRIVATE | MAP::ANONYMOUS, None, 0).unwrap();
        let bytes = memory.cast::<u8>();
        assert_eq!(bytes.add(PAGE - 1).read(), 0);
        bytes.write(7);
        linux::madvise(memory, PAGE, MADV::DONTNEED).unwrap();
        assert_eq!(bytes.read(), 0);
        linux::mprotect(memory, PAGE, PROT::READ).unwrap();
        linux::munmap(memory, PAGE).unwrap();
        assert_eq!(linux::msync(memory, PAGE, MSYNC::SYNC), Err(Errno::ENOMEM));
        assert_eq!(linux::munmap(memory.byte_add(1), PAGE), Err(Errno::EINVAL));
        assert_eq!(
            linux::madvise(null_mut(), PAGE, MADV(9999)),
            Err(Errno::EINVAL)
        );
    }
}

#[test]
fn a_file_beyond_32_bits() {
    let file = linux::memfd_create(c"map", MFD::CLOEXEC).unwrap();
    let offset = 0x2_8000_0000;
    linux::pwrite(file.fd(), b"mapped", offset).unwrap();
    linux::ftruncate(file.fd(), offset + PAGE as i64).unwrap();
    unsafe {
        let memory =
            linux::mmap(null_mut(), PAGE, RW, MAP::SHARED, Some(file.fd()), offset).unwrap();
        assert_eq!(memory.cast::<[u8; 6]>().read(), *b"mapped");
        memory.cast::<u8>().write(b'M');
        linux::msync(memory, PAGE, MSYNC::SYNC).unwrap();
        assert_eq!(
            linux::pread(file.fd(), &mut super::uninit::<6>(), offset).unwrap(),
            b"Mapped"
        );
        linux::munmap(memory, PAGE).unwrap();
        let refused = linux::mmap(null_mut(), PAGE, RW, MAP::SHARED, Some(file.fd()), 1);
        assert_eq!(refused, Err(Errno::EINVAL));
        let refused = linux::mmap(null_mut(), PAGE, RW, MAP::SHARED, Some(super::NONE), 0);
        assert_eq!(refused, Err(Errno::EBADF));
        let refused = linux::mmap(null_mut(), 0, RW, MAP::PRIVATE | MAP::ANONYMOUS, None, 0);
        assert_eq!(refused, Err(Errno::EINVAL));
    }
}
