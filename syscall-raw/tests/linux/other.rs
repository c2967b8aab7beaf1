//! Watches, queues, keys, handles, mounts, tracing: what works without rights, or how it is refused.

use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{AT, BPF_CMD, IN, IN_INIT, MODE, O, PERF_FLAG},
};
use syscall_raw::{Fd, linux};
use syscall_types::{
    Plain,
    linux::{io_event, iocb, iovec, mq_attr, open_how, timespec},
};

use super::{Directory, NONE, Owned, uninit};

#[test]
fn watches() {
    let directory = Directory::new();
    let inotify = Owned(linux::inotify_init1(IN_INIT::CLOEXEC | IN_INIT::NONBLOCK).unwrap());
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
    assert_eq!(
        linux::fanotify_mark(NONE, 0, 0, Fd::CWD, Some(c"/")),
        Err(Errno::EINVAL)
    );
    assert!(linux::fanotify_init(1 << 31, O::RDONLY).is_err());
}

#[test]
fn metadata_and_openat2() {
    let mut room = MaybeUninit::uninit();
    let metadata = linux::statx(Fd::CWD, c"/", AT::empty(), 0x7ff, &mut room).unwrap();
    assert_eq!(metadata.stx_mode & 0o170000, 0o040000);
    let mut how: open_how = open_how::zeroed();
    how.flags = u64::from(O::PATH.bits());
    how.resolve = 0x08; // RESOLVE_BENEATH
    assert_eq!(linux::openat2(Fd::CWD, c"/", &how), Err(Errno::EXDEV));
    how.resolve = 0;
    drop(Owned(linux::openat2(Fd::CWD, c"/", &how).unwrap()));
    how.mode = 0o777;
    assert_eq!(linux::openat2(Fd::CWD, c"/", &how), Err(Errno::EINVAL));
    match linux::file_getattr(Fd::CWD, c"/", &mut [0u8; 1][..], AT::empty()).map(|_| ()) {
        Err(Errno::ENOSYS) => println!("skipped: file_getattr needs Linux 6.17"),
        result => assert_eq!(result, Err(Errno::EINVAL)),
    }
}

#[test]
fn handles() {
    let mut handle = [0u8; 136];
    match linux::name_to_handle_at(Fd::CWD, c"/", &mut handle, AT::empty()) {
        Ok(_) => {
            let mut short = [0u8; 8];
            let refused = linux::name_to_handle_at(Fd::CWD, c"/", &mut short, AT::empty());
            assert_eq!(refused, Err(Errno::EOVERFLOW));
            assert_eq!(short[..4], handle[..4], "the room that is needed");
        }
        Err(Errno::EOPNOTSUPP) => println!("skipped: the root has no handles"),
        Err(error) => panic!("{error}"),
    }
    let refused = linux::name_to_handle_at(Fd::CWD, c"/", &mut handle[..7], AT::empty());
    assert_eq!(refused, Err(Errno::EINVAL));
    handle[..4].copy_from_slice(&200u32.to_ne_bytes());
    assert_eq!(
        linux::open_by_handle_at(Fd::CWD, &handle, O::PATH),
        Err(Errno::EINVAL)
    );
}

#[test]
fn asynchronous() {
    let context = match linux::io_setup(4) {
        Err(Errno::ENOSYS) => return println!("skipped: io_setup is not configured"),
        result => result.unwrap(),
    };
    let file = Owned(linux::memfd_create(c"aio", Default::default()).unwrap());
    let mut request = iocb::zeroed();
    request.aio_lio_opcode = 1; // IOCB_CMD_PWRITE
    request.aio_fildes = file.0 as u32;
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
    unsafe { linux::io_destroy(context) }.unwrap();
    assert_eq!(unsafe { linux::io_destroy(context) }, Err(Errno::EINVAL));
}

#[test]
fn message_queues() {
    let name = std::ffi::CString::new(format!("syscall-raw.{}", std::process::id())).unwrap();
    let mut attributes = mq_attr::zeroed();
    (attributes.mq_maxmsg, attributes.mq_msgsize) = (2, 16);
    let flags = O::RDWR | O::CREAT | O::EXCL | O::NONBLOCK;
    let queue = match linux::mq_open(&name, flags, MODE::RUSR | MODE::WUSR, Some(&attributes)) {
        Err(Errno::ENOSYS) => return println!("skipped: mq_open is not configured"),
        result => Owned(result.unwrap()),
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

#[test]
fn system_v() {
    let queue = match linux::msgget(0, 0o600) {
        Err(Errno::ENOSYS | Errno::ENOSPC) => return println!("skipped: no System V queues here"),
        result => result.unwrap(),
    };
    let mut message = [0u8; size_of::<usize>() + 4];
    message[..size_of::<usize>()].copy_from_slice(&3usize.to_ne_bytes());
    message[size_of::<usize>()..].copy_from_slice(b"text");
    linux::msgsnd(queue, &message, 0).unwrap();
    assert_eq!(
        linux::msgrcv(queue, &mut uninit::<64>(), 3, 0).unwrap(),
        message
    );
    assert_eq!(linux::msgsnd(queue, &message[..3], 0), Err(Errno::EINVAL));
    unsafe { linux::msgctl(queue, 0, std::ptr::null_mut()) }.unwrap(); // IPC_RMID

    let shared = linux::shmget(0, 4096, 0o600).unwrap();
    unsafe {
        let memory = linux::shmat(shared, std::ptr::null_mut(), 0).unwrap();
        linux::shmctl(shared, 0, std::ptr::null_mut()).unwrap();
        memory.cast::<u8>().write(1);
        linux::shmdt(memory).unwrap();
        assert_eq!(linux::shmdt(memory), Err(Errno::EINVAL));
        let set = linux::semget(0, 1, 0o600).unwrap();
        linux::semctl(set, 0, 16, 5).unwrap(); // SETVAL
        let down = [0i16, -5, 0o4000]; // IPC_NOWAIT
        linux::semtimedop(set, down.as_ptr().cast(), 1, None).unwrap();
        assert_eq!(
            linux::semtimedop(set, down.as_ptr().cast(), 1, None),
            Err(Errno::EAGAIN)
        );
        linux::semctl(set, 0, 0, 0).unwrap();
    }
}

#[test]
fn memory_of_processes() {
    let (source, mut target) = (*b"other", [0u8; 5]);
    let piece = |start: *const u8| iovec {
        iov_base: start.cast_mut().cast(),
        iov_len: 5,
    };
    let (from, to) = ([piece(source.as_ptr())], [piece(target.as_mut_ptr())]);
    match unsafe { linux::process_vm_readv(linux::getpid(), &to, &from, 0) } {
        Err(Errno::ENOSYS) => return println!("skipped: process_vm_readv is not configured"),
        result => assert_eq!(result, Ok(5)),
    }
    assert_eq!(target, source);
    let missing = unsafe { linux::process_vm_writev(-1, &from, &to, 0) };
    assert!(
        matches!(missing, Err(Errno::ESRCH | Errno::EINVAL)),
        "{missing:?}"
    );
}

/// Without rights it is `EPERM`, and a kernel may lack the call.
fn refused_with<T: std::fmt::Debug>(call: &str, result: Result<T, Errno>, errors: &[Errno]) {
    match result {
        Err(Errno::ENOSYS) => println!("skipped: {call} is not configured"),
        Err(error) => assert!(
            error == Errno::EPERM || errors.contains(&error),
            "{call}: {error}"
        ),
        Ok(value) => panic!("{call}: {value:?}"),
    }
}

#[test]
fn refused() {
    refused_with(
        "bpf",
        unsafe { linux::bpf(BPF_CMD(-1), &mut [0u8; 8][..]) },
        &[Errno::EINVAL],
    );
    let event =
        unsafe { linux::perf_event_open(&mut [0u8; 128][..], -1, -1, None, PERF_FLAG::empty()) };
    refused_with("perf_event_open", event, &[Errno::EINVAL, Errno::EACCES]);
    let attributes = linux::mount_setattr(NONE, c"", AT::EMPTY_PATH, &[1u64, 0, 0, 0][..]);
    refused_with("mount_setattr", attributes, &[Errno::EBADF]);
    refused_with(
        "open_tree",
        linux::open_tree(Fd::CWD, c"/nonexistent", 0),
        &[Errno::ENOENT],
    );
    refused_with(
        "move_mount",
        linux::move_mount(NONE, c"x", NONE, c"y", 0),
        &[Errno::EBADF],
    );
    refused_with(
        "fsopen",
        linux::fsopen(c"no such type", 0),
        &[Errno::ENODEV],
    );
    refused_with("fsmount", linux::fsmount(NONE, 0, 0), &[Errno::EBADF]);
    refused_with(
        "fsconfig",
        linux::fsconfig_set_string(NONE, c"k", c"v"),
        &[Errno::EINVAL],
    );
    let missing = c"/nonexistent";
    refused_with(
        "pivot_root",
        linux::pivot_root(missing, missing),
        &[Errno::ENOENT],
    );
    refused_with("chroot", linux::chroot(missing), &[Errno::ENOENT]);
    refused_with("swapoff", linux::swapoff(missing), &[Errno::ENOENT]);
    let module = linux::delete_module(c"no such module", O::NONBLOCK);
    refused_with("delete_module", module, &[Errno::ENOENT]);
    refused_with(
        "setdomainname",
        linux::setdomainname(&[b'x'; 65]),
        &[Errno::EINVAL],
    );
    assert_eq!(linux::syslog_control(99, 0), Err(Errno::EINVAL));
    assert!(linux::personality(u32::MAX).is_ok());
    match linux::landlock_version(1) {
        Err(Errno::ENOSYS | Errno::EOPNOTSUPP) => println!("skipped: Landlock is off"),
        version => {
            assert!(version.unwrap() >= 1);
            let empty = linux::landlock_create_ruleset(&[0u64], 0);
            assert_eq!(empty, Err(Errno::ENOMSG));
        }
    }
    match linux::lsm_list_modules(&mut [MaybeUninit::<u64>::uninit(); 32], 0) {
        Err(Errno::ENOSYS) => println!("skipped: lsm_list_modules needs Linux 6.8"),
        modules => assert!(modules.unwrap().iter().all(|id| *id >= 100)),
    }
    let root = 0xffff_ffff_ffff_ffff; // LSMT_ROOT
    match linux::listmount(root, 0, 0, &mut [MaybeUninit::<u64>::uninit(); 8], 0) {
        Err(Errno::ENOSYS) => println!("skipped: listmount needs Linux 6.8"),
        mounts => {
            let mounts = mounts.unwrap();
            let mut room = [0u8; 1024];
            if let Some(mount) = mounts.first() {
                linux::statmount(*mount, 0, 2, &mut room, 0).unwrap(); // STATMOUNT_MNT_BASIC
                assert_ne!(room[..4], [0; 4]);
            }
        }
    }
}
