//! Asynchronous input and output.

use std::mem::MaybeUninit;

use syscall_consts::Errno;
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{io_event, iocb, timespec},
};

use super::uninit;

#[test]
fn a_write_that_is_awaited() {
    let context = match linux::io_setup(4) {
        Err(Errno::ENOSYS) => return super::skipped("io_setup is not configured"),
        result => result.unwrap(),
    };
    let file = linux::memfd_create(c"aio", Default::default()).unwrap();
    let mut request = iocb::zeroed();
    request.aio_lio_opcode = 1; // IOCB_CMD_PWRITE
    request.aio_fildes = file.fd().as_raw() as u32;
    request.aio_buf = b"late".as_ptr().expose_provenance() as u64;
    request.aio_nbytes = 4;
    request.aio_offset = 0x1_0000_0000;
    request.aio_data = 77;
    assert_eq!(unsafe { linux::io_submit(context, &[&mut request]) }, Ok(1));
    let mut room = [MaybeUninit::<io_event>::uninit(); 4];
    let time = timespec {
        tv_sec: 10,
        tv_nsec: 0,
    };
    let events = linux::io_pgetevents(context, 1, &mut room, Some(&time), None).unwrap();
    assert_eq!((events.len(), events[0].data, events[0].res), (1, 77, 4));
    assert_eq!(
        linux::pread(file.fd(), &mut uninit::<4>(), 0x1_0000_0000).unwrap(),
        b"late"
    );
    let now = timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let none = linux::io_getevents(context, 0, &mut room, Some(&now)).unwrap();
    assert_eq!(none.len(), 0);
    unsafe { linux::io_destroy(context) }.unwrap();
    assert_eq!(unsafe { linux::io_destroy(context) }, Err(Errno::EINVAL));
}
