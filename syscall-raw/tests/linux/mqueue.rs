//! POSIX message queues.

use syscall_consts::{
    Errno,
    linux::{MODE, O},
};
use syscall_raw::linux;
use syscall_types::{Plain, linux::mq_attr};

use super::uninit;

#[test]
fn message_queues() {
    let name = std::ffi::CString::new(format!("syscall-raw.{}", std::process::id())).unwrap();
    let mut attributes = mq_attr::zeroed();
    (attributes.mq_maxmsg, attributes.mq_msgsize) = (2, 16);
    let flags = O::RDWR | O::CREAT | O::EXCL | O::NONBLOCK;
    let queue = match linux::mq_open(&name, flags, MODE::RUSR | MODE::WUSR, Some(&attributes)) {
        Err(Errno::ENOSYS) => return super::skipped("mq_open is not configured"),
        result => result.unwrap(),
    };
    linux::mq_unlink(&name).unwrap();
    linux::mq_timedsend(queue.fd(), b"low", 1, None).unwrap();
    linux::mq_timedsend(queue.fd(), b"high", 9, None).unwrap();
    assert_eq!(
        linux::mq_timedsend(queue.fd(), b"full", 1, None),
        Err(Errno::EAGAIN)
    );
    let mut room = uninit::<16>();
    let (first, priority) = linux::mq_timedreceive(queue.fd(), &mut room, None).unwrap();
    assert_eq!((&*first, priority), (&b"high"[..], 9));
    let mut now = mq_attr::zeroed();
    linux::mq_getsetattr(queue.fd(), None, Some(&mut now)).unwrap();
    assert_eq!((now.mq_curmsgs, now.mq_msgsize), (1, 16));
}
