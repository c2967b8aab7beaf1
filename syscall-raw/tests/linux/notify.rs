//! inotify and fanotify.

use syscall_consts::{
    Errno,
    linux::{FAN, FAN_INIT, FAN_MARK, IN, IN_INIT, O},
};
use syscall_raw::{Fd, linux};
use syscall_types::{Plain, linux::fanotify_event_metadata};

use super::{Directory, NONE, skipped, uninit};

#[test]
fn watches() {
    let directory = Directory::new();
    let inotify = linux::inotify_init1(IN_INIT::CLOEXEC | IN_INIT::NONBLOCK).unwrap();
    let watch = linux::inotify_add_watch(inotify.fd(), &directory.path(""), IN::CREATE).unwrap();
    std::fs::write(directory.0.join("new"), b"").unwrap();
    let mut room = uninit::<256>();
    let event = linux::read(inotify.fd(), &mut room).unwrap();
    assert_eq!(event[..4], watch.to_ne_bytes());
    assert_eq!(event[4..8], IN::CREATE.bits().to_ne_bytes());
    assert!(event[16..].starts_with(b"new\0"));
    linux::inotify_rm_watch(inotify.fd(), watch).unwrap();
    assert_eq!(
        linux::inotify_rm_watch(inotify.fd(), watch),
        Err(Errno::EINVAL)
    );
}

#[test]
fn marks() {
    let group = linux::fanotify_init(FAN_INIT::CLOEXEC | FAN_INIT::NONBLOCK, O::RDONLY);
    let group = match group {
        Err(Errno::EPERM | Errno::ENOSYS) => return skipped("fanotify_init: not permitted"),
        group => group.unwrap(),
    };
    let directory = Directory::new();
    let path = directory.path("");
    let events = FAN::CLOSE_WRITE | FAN::EVENT_ON_CHILD;
    let add = FAN_MARK::ADD;
    linux::fanotify_mark(group.fd(), add, events, Fd::CWD, Some(&path)).unwrap();
    std::fs::write(directory.0.join("new"), b"").unwrap();
    let mut room = uninit::<256>();
    let event = linux::read(group.fd(), &mut room).unwrap();
    let event = fanotify_event_metadata::from_bytes(event).unwrap();
    assert_eq!(event.mask, FAN::CLOSE_WRITE.bits());
    assert_eq!(event.pid, linux::getpid());
    drop(unsafe { syscall_raw::OwnedFd::from_raw(event.fd) });
    let remove =
        |mask| linux::fanotify_mark(group.fd(), FAN_MARK::REMOVE, mask, Fd::CWD, Some(&path));
    remove(events).unwrap();
    assert_eq!(remove(events), Err(Errno::ENOENT));
    let flush = FAN_MARK::FLUSH | FAN_MARK::MOUNT;
    linux::fanotify_mark(group.fd(), flush, FAN::empty(), Fd::CWD, Some(c"/")).unwrap();
    let unknown = FAN::from_bits_retain(1 << 60);
    let refused = linux::fanotify_mark(group.fd(), add, unknown, Fd::CWD, Some(&path));
    assert_eq!(refused, Err(Errno::EINVAL));
}

#[test]
fn unknown_groups() {
    let none = linux::fanotify_mark(NONE, FAN_MARK::empty(), FAN::empty(), Fd::CWD, Some(c"/"));
    assert!(matches!(none, Err(Errno::EINVAL | Errno::ENOSYS)));
    let unknown = linux::fanotify_init(FAN_INIT::from_bits_retain(1 << 31), O::RDONLY);
    assert!(matches!(
        unknown,
        Err(Errno::EINVAL | Errno::EPERM | Errno::ENOSYS)
    ));
}
