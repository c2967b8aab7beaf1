//! io_uring: setup, registration, and waiting. No entry is submitted: that is done in mapped memory.

use syscall_consts::{
    Errno,
    linux::{
        EFD, IORING_ENTER, IORING_FEAT, IORING_OP, IORING_REGISTER, IORING_SETUP, OPIPE, POLL,
    },
};
use syscall_raw::{OwnedFd, linux, linux::PollFd};
use syscall_types::{
    Plain,
    linux::{
        io_uring_buf_reg, io_uring_clock_register, io_uring_getevents_arg, io_uring_params,
        io_uring_sync_cancel_reg, iovec, timespec,
    },
};

use super::{NONE, skipped};

/// An instance with room for eight, and what the kernel says of it.
fn ring(flags: IORING_SETUP) -> Option<(OwnedFd, io_uring_params)> {
    let mut parameters = io_uring_params::zeroed();
    parameters.flags = flags.bits();
    match unsafe { linux::io_uring_setup(8, &mut parameters) } {
        Err(Errno::ENOSYS | Errno::EPERM) => {
            skipped("io_uring_setup: not configured, or not permitted");
            None
        }
        ring => Some((ring.unwrap(), parameters)),
    }
}

#[test]
fn setup_and_waiting() {
    let Some((ring, parameters)) = ring(IORING_SETUP::CLAMP) else {
        return;
    };
    assert_eq!(parameters.sq_entries, 8);
    let features = IORING_FEAT::from_bits_retain(parameters.features);
    let none = IORING_ENTER::empty();
    let enter = |flags| unsafe { linux::io_uring_enter(ring.fd(), 0, 0, flags, None) };
    assert_eq!(enter(none), Ok(0));
    assert_eq!(
        enter(IORING_ENTER::from_bits_retain(1 << 30)),
        Err(Errno::EINVAL)
    );
    if features.contains(IORING_FEAT::EXT_ARG) {
        let soon = timespec {
            tv_sec: 0,
            tv_nsec: 1_000_000,
        };
        let mut argument = io_uring_getevents_arg::zeroed();
        argument.ts = (&raw const soon).expose_provenance() as u64;
        let wait = IORING_ENTER::GETEVENTS;
        let waited = unsafe { linux::io_uring_enter2(ring.fd(), 0, 1, wait, &argument) };
        assert_eq!(waited, Err(Errno::ETIME));
    } else {
        skipped("IORING_ENTER_EXT_ARG needs Linux 5.11");
    }
    let mut unknown = io_uring_params::zeroed();
    unknown.flags = 1 << 31;
    let unknown = unsafe { linux::io_uring_setup(8, &mut unknown) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    let no_ring = unsafe { linux::io_uring_enter(NONE, 0, 0, none, None) };
    assert_eq!(no_ring, Err(Errno::EBADF));
}

#[test]
fn registration() {
    let Some((ring, _)) = ring(IORING_SETUP::empty()) else {
        return;
    };
    let ring = ring.fd();
    let mut memory = vec![0u8; 4096];
    let buffers = [iovec {
        iov_base: memory.as_mut_ptr().cast(),
        iov_len: memory.len() as _,
    }];
    unsafe { linux::io_uring_register_buffers(ring, &buffers) }.unwrap();
    let again = unsafe { linux::io_uring_register_buffers(ring, &buffers) };
    assert_eq!(again, Err(Errno::EBUSY));
    linux::io_uring_unregister_buffers(ring).unwrap();
    assert_eq!(linux::io_uring_unregister_buffers(ring), Err(Errno::ENXIO));

    let file = linux::memfd_create(c"registered", Default::default()).unwrap();
    linux::io_uring_register_files(ring, &[file.fd(), NONE]).unwrap();
    assert_eq!(
        linux::io_uring_register_files_update(ring, 1, &[file.fd()]),
        Ok(1)
    );
    let beyond = linux::io_uring_register_files_update(ring, 2, &[file.fd()]);
    assert_eq!(beyond, Err(Errno::EINVAL));
    linux::io_uring_unregister_files(ring).unwrap();
    assert_eq!(linux::io_uring_unregister_files(ring), Err(Errno::ENXIO));

    let event = linux::eventfd2(0, EFD::CLOEXEC).unwrap();
    linux::io_uring_register_eventfd(ring, event.fd()).unwrap();
    let again = linux::io_uring_register_eventfd_async(ring, event.fd());
    assert_eq!(again, Err(Errno::EBUSY));
    linux::io_uring_unregister_eventfd(ring).unwrap();
    linux::io_uring_register_eventfd_async(ring, event.fd()).unwrap();

    // Less than its head is refused; the head alone leaves what is behind it as it was.
    let mut short = [0u8; 32];
    for room in 0..16 {
        let refused = linux::io_uring_register_probe(ring, &mut short[..room]);
        assert_eq!((refused, short), (Err(Errno::EINVAL), [0; 32]), "{room}");
    }
    for room in 16..24 {
        short.fill(0);
        linux::io_uring_register_probe(ring, &mut short[..room]).unwrap();
        assert!(
            short[0] >= IORING_OP::FSYNC.0 && short[16..] == [0; 16],
            "{room}"
        );
    }
    let mut probe = [0u8; 16 + 8 * 64];
    linux::io_uring_register_probe(ring, &mut probe).unwrap();
    assert!(probe[0] >= IORING_OP::FSYNC.0, "the last operation");
    assert_eq!(
        linux::io_uring_register_probe(ring, &mut probe),
        Err(Errno::EINVAL),
        "not zero"
    );

    let who = linux::io_uring_register_personality(ring).unwrap();
    linux::io_uring_unregister_personality(ring, who).unwrap();
    let gone = linux::io_uring_unregister_personality(ring, who);
    assert_eq!(gone, Err(Errno::EINVAL));
    let mut workers = [0, 0];
    match linux::io_uring_register_iowq_max_workers(ring, &mut workers) {
        Err(Errno::EINVAL) => skipped("IORING_REGISTER_IOWQ_MAX_WORKERS needs Linux 5.15"),
        result => {
            result.unwrap();
            assert!(workers[0] > 0);
        }
    }
    let nothing = io_uring_sync_cancel_reg::zeroed();
    let cancelled = unsafe { linux::io_uring_register_sync_cancel(ring, &nothing) };
    assert!(matches!(cancelled, Err(Errno::ENOENT | Errno::EINVAL)));
    let mut clock = io_uring_clock_register::zeroed();
    clock.clockid = 99;
    assert_eq!(
        linux::io_uring_register_clock(ring, &clock),
        Err(Errno::EINVAL)
    );
    let mut buffers = io_uring_buf_reg::zeroed();
    buffers.ring_entries = 3; // no power of two
    let refused = unsafe { linux::io_uring_register_pbuf_ring(ring, &mut buffers) };
    assert!(refused.is_err());
    assert!(linux::io_uring_unregister_pbuf_ring(ring, &buffers).is_err());
    assert!(
        linux::io_uring_register_enable_rings(ring).is_err(),
        "it is enabled"
    );
    let unknown = IORING_REGISTER(9999);
    let unknown = unsafe { linux::io_uring_register(ring, unknown, std::ptr::null_mut(), 0) };
    assert_eq!(unknown, Err(Errno::EINVAL));
}

#[test]
fn restrictions() {
    let Some((ring, _)) = ring(IORING_SETUP::R_DISABLED) else {
        return;
    };
    let ring = ring.fd();
    let early = unsafe { linux::io_uring_enter(ring, 0, 0, IORING_ENTER::empty(), None) };
    assert_eq!(early, Err(Errno::EBADFD));
    let mut allowed = syscall_types::linux::io_uring_restriction::zeroed();
    allowed.opcode = 0; // IORING_RESTRICTION_REGISTER_OP
    allowed.__bindgen_anon_1.register_op = IORING_REGISTER::ENABLE_RINGS.0 as u8;
    linux::io_uring_register_restrictions(ring, &[allowed]).unwrap();
    linux::io_uring_register_enable_rings(ring).unwrap();
    let denied = linux::io_uring_register_personality(ring);
    assert_eq!(denied, Err(Errno::EACCES));
}

/// What is registered is kept as by a duplicate, and no longer than the instance.
#[test]
fn a_registered_file_ends_with_the_instance() {
    let Some((ring, _)) = ring(IORING_SETUP::empty()) else {
        return;
    };
    let [reader, writer] = linux::pipe2(OPIPE::CLOEXEC | OPIPE::NONBLOCK).unwrap();
    linux::io_uring_register_files(ring.fd(), &[writer.fd()]).unwrap();
    drop(writer);
    assert_eq!(linux::read(reader.fd(), &mut [0; 1]), Err(Errno::EAGAIN));
    drop(ring);
    // The kernel lets go of it in its own time.
    let mut end = [PollFd::new(reader.fd(), POLL::IN)];
    assert_eq!(linux::poll(&mut end, 10_000), Ok(1));
    assert_eq!(linux::read(reader.fd(), &mut [0; 1]), Ok(0));
}
