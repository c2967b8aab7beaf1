//! Metadata, queues, and the kernel's administration: what works without rights, or how it is refused.

use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{AT, KEXEC, MODE, MODULE_INIT, O, PER, RESOLVE, STATX, SYSLOG_ACTION},
};
use syscall_raw::{Fd, linux};
use syscall_types::{
    Plain,
    linux::{file_attr, io_event, iocb, mq_attr, open_how, timespec},
};

use super::{NONE, uninit};

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
    let own = super::Directory::new();
    let own = own.path(".");
    let mut attributes = file_attr::zeroed();
    let got = linux::file_getattr(Fd::CWD, &own, &mut attributes, AT::empty()).map(|_| ());
    match super::allowed("file_getattr", got) {
        None => return,
        Some(Err(Errno::EOPNOTSUPP)) => {
            super::skipped("file_getattr: the file system has no such attributes");
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

#[test]
fn asynchronous() {
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

/// Without rights it is `EPERM`, and a kernel may lack the call.
fn refused_with<T: std::fmt::Debug>(call: &str, result: Result<T, Errno>, errors: &[Errno]) {
    match result {
        Err(Errno::ENOSYS) => super::skipped(&format!("{call} is not configured")),
        Err(error) => assert!(
            error == Errno::EPERM || errors.contains(&error),
            "{call}: {error}"
        ),
        Ok(value) => panic!("{call}: {value:?}"),
    }
}

#[test]
fn refused() {
    let missing = c"/nonexistent";
    refused_with(
        "pivot_root",
        linux::pivot_root(missing, missing),
        &[Errno::ENOENT],
    );
    refused_with("chroot", linux::chroot(missing), &[Errno::ENOENT]);
    refused_with("swapoff", linux::swapoff(missing), &[Errno::ENOENT]);
    let module = unsafe { linux::delete_module(c"no such module", O::NONBLOCK) };
    refused_with("delete_module", module, &[Errno::ENOENT]);
    let unknown = MODULE_INIT::from_bits_retain(1 << 30);
    let module = unsafe { linux::finit_module(NONE, c"", unknown) };
    refused_with("finit_module", module, &[Errno::EINVAL]);
    let unknown = KEXEC::from_bits_retain(1 << 8);
    let kernel = unsafe { linux::kexec_load(0, &[], unknown) };
    refused_with("kexec_load", kernel, &[Errno::EINVAL]);
    #[cfg(not(any(target_arch = "x86", target_arch = "mips", target_arch = "mips64")))]
    {
        let unknown = syscall_consts::linux::KEXEC_FILE::from_bits_retain(1 << 30);
        let kernel = unsafe { linux::kexec_file_load(NONE, None, c"", unknown) };
        refused_with("kexec_file_load", kernel, &[Errno::EINVAL]);
    }
    refused_with(
        "setdomainname",
        linux::setdomainname(&[b'x'; 65]),
        &[Errno::EINVAL],
    );
}

#[test]
fn log_and_behaviour() {
    let size = linux::syslog_control(SYSLOG_ACTION::SIZE_BUFFER, 0);
    match super::allowed("syslog", size) {
        None => {}
        Some(size) => {
            assert!(size.unwrap() > 0);
            let unknown = linux::syslog_control(SYSLOG_ACTION(99), 0);
            assert_eq!(unknown, Err(Errno::EINVAL));
            let mut last = [0u8; 64];
            assert!(linux::syslog(SYSLOG_ACTION::READ_ALL, &mut last).unwrap() <= 64);
        }
    }
    let nothing = PER::from_bits_retain(u32::MAX);
    if super::allowed("personality", linux::personality(nothing)).is_none() {
        return;
    }
    let status = super::in_child(|| {
        let before = linux::personality(nothing).unwrap();
        assert_eq!(
            linux::personality(before | PER::ADDR_NO_RANDOMIZE),
            Ok(before)
        );
        (linux::personality(nothing) == Ok(before | PER::ADDR_NO_RANDOMIZE)) as i32
    });
    assert_eq!(status, 1);
}
