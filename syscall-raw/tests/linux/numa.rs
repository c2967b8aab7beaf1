//! Memory policy, and faults that programs answer.

use std::ptr::null_mut;

use syscall_consts::{
    Errno,
    linux::{MAP, MPOL, MPOL_F, MPOL_MF, PROT, UFFD, UFFD_EVENT, UFFDIO_REGISTER_MODE, ioctl},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{uffd_msg, uffdio_api, uffdio_copy, uffdio_register},
};

use super::{allowed, in_child, skipped};

const PAGE: usize = 4096;

// linux/userfaultfd.h
const API: u32 = ioctl::_IOWR(0xaa, 0x3f, size_of::<uffdio_api>());
const REGISTER: u32 = ioctl::_IOWR(0xaa, 0, size_of::<uffdio_register>());
const COPY: u32 = ioctl::_IOWR(0xaa, 3, size_of::<uffdio_copy>());

/// A page of empty memory.
fn page() -> *mut core::ffi::c_void {
    let (rights, flags) = (PROT::READ | PROT::WRITE, MAP::PRIVATE | MAP::ANONYMOUS);
    unsafe { linux::mmap(null_mut(), PAGE, rights, flags, None, 0) }.unwrap()
}

#[test]
fn policies() {
    let mut nodes = [0usize; 16];
    let mode = linux::get_mempolicy(&mut nodes, null_mut(), MPOL_F::empty());
    let default = match allowed("get_mempolicy", mode) {
        None => return,
        Some(mode) => mode.unwrap(),
    };
    linux::get_mempolicy(&mut nodes, null_mut(), MPOL_F::MEMS_ALLOWED).unwrap();
    let allowed = nodes;
    assert!(allowed.iter().any(|word| *word != 0));
    // What is behind the slice stays, on a machine of 32 bits too, where the kernel would write 8 bytes to a slice of 4.
    for len in 1..8 {
        let mut words = [usize::MAX; 9];
        match linux::get_mempolicy(&mut words[..len], null_mut(), MPOL_F::MEMS_ALLOWED) {
            Ok(_) => assert_eq!(words[..len], allowed[..len]),
            Err(error) => assert_eq!(error, Errno::EINVAL, "not whole 8 bytes, or too few nodes"),
        }
        assert_eq!(words[len..], [usize::MAX; 9][len..], "{len}");
    }
    let right = in_child(|| {
        linux::set_mempolicy(MPOL::BIND | MPOL::F_STATIC_NODES, &allowed).unwrap();
        let mode = linux::get_mempolicy(&mut nodes, null_mut(), MPOL_F::empty());
        (mode == Ok(MPOL::BIND | MPOL::F_STATIC_NODES) && nodes == allowed) as i32
    });
    assert_eq!(right, 1);
    let mode = linux::get_mempolicy(&mut [], null_mut(), MPOL_F::empty());
    assert_eq!(mode, Ok(default));
    assert_eq!(linux::set_mempolicy(MPOL::BIND, &[0]), Err(Errno::EINVAL));

    let memory = page();
    unsafe { memory.cast::<u8>().write(1) };
    linux::mbind(memory, PAGE, MPOL::PREFERRED, &allowed, MPOL_MF::MOVE).unwrap();
    let mode = linux::get_mempolicy(&mut nodes, memory, MPOL_F::ADDR);
    assert_eq!(mode, Ok(MPOL::PREFERRED));
    let node = linux::get_mempolicy_node(Some(memory)).unwrap();
    assert!(allowed[0] >> node & 1 == 1);
    assert!(
        linux::get_mempolicy_node(None).is_err(),
        "no policy of interleaving"
    );
    match linux::set_mempolicy_home_node(memory, PAGE, node as usize, 0) {
        Err(Errno::ENOSYS) => skipped("set_mempolicy_home_node needs Linux 5.17"),
        result => assert!(matches!(result, Ok(()) | Err(Errno::EOPNOTSUPP))),
    }
    let unknown = MPOL_MF::from_bits_retain(1 << 30);
    assert_eq!(
        linux::mbind(memory, PAGE, MPOL::DEFAULT, &[], unknown),
        Err(Errno::EINVAL)
    );
    let mut status = [-1];
    let pages = [memory.cast_const()];
    linux::move_pages(0, &pages, None, &mut status, MPOL_MF::empty()).unwrap();
    assert_eq!(status, [node]);
    linux::move_pages(0, &pages, Some(&[node]), &mut status, MPOL_MF::MOVE).unwrap();
    assert_eq!(
        linux::move_pages(0, &pages, None, &mut [], MPOL_MF::empty()),
        Err(Errno::EINVAL)
    );
    let moved = linux::migrate_pages(0, &allowed, &allowed);
    assert!(matches!(moved, Ok(0) | Err(Errno::EPERM)), "{moved:?}");
    assert_eq!(linux::migrate_pages(0, &allowed, &[]), Err(Errno::EINVAL));
    unsafe { linux::munmap(memory, PAGE) }.unwrap();
}

#[test]
fn faults() {
    let flags = UFFD::CLOEXEC | UFFD::NONBLOCK | UFFD::USER_MODE_ONLY;
    let faults = match linux::userfaultfd(flags) {
        Err(Errno::ENOSYS | Errno::EPERM) => return skipped("userfaultfd: not permitted"),
        fd => fd.unwrap(),
    };
    let mut api = uffdio_api::zeroed();
    api.api = 0xaa; // UFFD_API
    let memory = page();
    let mut register = uffdio_register::zeroed();
    register.range.start = memory.addr() as u64;
    register.range.len = PAGE as u64;
    register.mode = UFFDIO_REGISTER_MODE::MISSING.bits();
    unsafe {
        linux::ioctl_with(faults.fd(), API, &mut api).unwrap();
        linux::ioctl_with(faults.fd(), REGISTER, &mut register).unwrap();
    }
    let start = memory.expose_provenance();
    std::thread::scope(|threads| {
        let reader = threads.spawn(move || unsafe {
            std::ptr::with_exposed_provenance::<u8>(start).read_volatile()
        });
        let mut room = [0u8; size_of::<uffd_msg>()];
        let mut ready = [linux::PollFd::new(
            faults.fd(),
            syscall_consts::linux::POLL::IN,
        )];
        assert_eq!(
            linux::poll(&mut ready, 10_000),
            Ok(1),
            "no fault in ten seconds"
        );
        linux::read(faults.fd(), &mut room).unwrap();
        assert_eq!(room[0], UFFD_EVENT::PAGEFAULT.0);
        let source = [7u8; PAGE];
        let mut copy = uffdio_copy::zeroed();
        copy.dst = start as u64;
        copy.src = source.as_ptr().expose_provenance() as u64;
        copy.len = PAGE as u64;
        unsafe { linux::ioctl_with(faults.fd(), COPY, &mut copy) }.unwrap();
        assert_eq!(reader.join().unwrap(), 7);
    });
    unsafe { linux::munmap(memory, PAGE) }.unwrap();
    let unknown = linux::userfaultfd(UFFD::from_bits_retain(1 << 30));
    assert!(matches!(unknown, Err(Errno::EINVAL | Errno::EPERM)));
}
