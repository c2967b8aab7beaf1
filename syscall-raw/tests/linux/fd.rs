use syscall_consts::{
    Errno,
    linux::{F, F_SEAL, FCNTL_LOCK, FD, MFD, O, OPIPE, SEEK, SIG},
};
use syscall_raw::{Fd, linux};
use syscall_types::{
    Plain,
    linux::{f_owner_ex, flock},
};

use super::{NONE, uninit};

#[test]
fn pipes() {
    let [reader, writer] = linux::pipe2(OPIPE::CLOEXEC).unwrap();
    assert_eq!(linux::write(writer.fd(), b"through"), Ok(7));
    assert_eq!(
        linux::read(reader.fd(), &mut uninit::<16>()).unwrap(),
        b"through"
    );
    drop(writer);
    assert_eq!(linux::read(reader.fd(), &mut uninit::<16>()).unwrap(), b"");
    assert_eq!(
        linux::pipe2(OPIPE::from_bits_retain(1 << 30)),
        Err(Errno::EINVAL)
    );
}

#[test]
fn owners() {
    let [reader, writer] = linux::pipe2(OPIPE::CLOEXEC).unwrap();
    let owner = linux::dup(writer.fd()).unwrap();
    drop(writer);
    assert_eq!(linux::write(owner.fd(), b"kept"), Ok(4));
    assert_eq!(
        linux::read(reader.fd(), &mut uninit::<16>()).unwrap(),
        b"kept"
    );
    assert_eq!(
        format!("{owner:?}"),
        format!("OwnedFd({})", owner.fd().as_raw())
    );
    let released = owner.into_raw();
    let last = linux::dup(unsafe { Fd::borrow_raw(released) }).unwrap();
    assert_eq!(unsafe { linux::close(released) }, Ok(()), "not closed yet");
    assert_eq!(linux::fcntl_getfd(last.fd()), Ok(FD::empty()));
    drop(last);
    // Nobody has the other end any more.
    assert_eq!(linux::read(reader.fd(), &mut uninit::<16>()).unwrap(), b"");
}

#[test]
fn duplicates() {
    let [reader, writer] = linux::pipe2(OPIPE::empty()).unwrap();
    let copy = linux::dup(writer.fd()).unwrap();
    assert!(copy.fd().as_raw() != writer.fd().as_raw());
    assert_eq!(linux::write(copy.fd(), b"a"), Ok(1));
    // A number of our own to put the others in.
    let owner = linux::fcntl_dupfd(reader.fd(), super::far(700)).unwrap();
    let place = owner.fd().as_raw();
    assert!(place >= super::far(700));
    assert_eq!(unsafe { linux::dup2(copy.fd(), place) }, Ok(place));
    assert_eq!(linux::write(owner.fd(), b"b"), Ok(1));
    assert_eq!(
        unsafe { linux::dup3(copy.fd(), place, O::CLOEXEC) },
        Ok(place)
    );
    assert_eq!(linux::fcntl_getfd(owner.fd()), Ok(FD::CLOEXEC));
    assert_eq!(
        linux::read(reader.fd(), &mut uninit::<16>()).unwrap(),
        b"ab"
    );
    assert_eq!(
        unsafe { linux::dup2(copy.fd(), copy.fd().as_raw()) },
        Ok(copy.fd().as_raw())
    );
    assert_eq!(
        unsafe { linux::dup3(copy.fd(), copy.fd().as_raw(), O::empty()) },
        Err(Errno::EINVAL)
    );
    assert_eq!(unsafe { linux::dup2(NONE, -1) }, Err(Errno::EBADF));
    assert_eq!(unsafe { linux::dup2(copy.fd(), -1) }, Err(Errno::EBADF));
    assert_eq!(linux::dup(NONE), Err(Errno::EBADF));
    assert_eq!(unsafe { linux::close(-1) }, Err(Errno::EBADF));
}

#[test]
fn flags() {
    let [reader, _writer] = linux::pipe2(OPIPE::empty()).unwrap();
    assert_eq!(linux::fcntl_getfd(reader.fd()), Ok(FD::empty()));
    linux::fcntl_setfd(reader.fd(), FD::CLOEXEC).unwrap();
    assert_eq!(linux::fcntl_getfd(reader.fd()), Ok(FD::CLOEXEC));
    let flags = linux::fcntl_getfl(reader.fd()).unwrap();
    linux::fcntl_setfl(reader.fd(), flags | O::NONBLOCK).unwrap();
    assert_eq!(linux::fcntl_getfl(reader.fd()), Ok(flags | O::NONBLOCK));
    assert_eq!(linux::read(reader.fd(), &mut [0; 1]), Err(Errno::EAGAIN));
    let copy = linux::fcntl_dupfd_cloexec(reader.fd(), super::far(500)).unwrap();
    assert_eq!(linux::fcntl_getfd(copy.fd()), Ok(FD::CLOEXEC));
    let size = unsafe { linux::fcntl(reader.fd(), F::GETPIPE_SZ, 0) }.unwrap();
    assert!(size >= 4096);
    assert_eq!(linux::fcntl_getpipe_sz(reader.fd()), Ok(size));
    let more = linux::fcntl_setpipe_sz(reader.fd(), 1000).unwrap();
    assert!(more >= 1000 && linux::fcntl_getpipe_sz(reader.fd()) == Ok(more));
    assert_eq!(linux::fcntl_getfl(NONE), Err(Errno::EBADF));
    assert_eq!(linux::fcntl_dupfd(reader.fd(), -1), Err(Errno::EINVAL));
}

#[test]
fn locks_of_records() {
    let file = linux::memfd_create(c"lock", MFD::CLOEXEC).unwrap();
    let far = 0x3_0000_0005;
    let mut lock: flock = Plain::zeroed();
    lock.l_type = FCNTL_LOCK::WRLCK.0;
    lock.l_whence = SEEK::SET.0 as i16;
    (lock.l_start, lock.l_len) = (far as _, 3);
    linux::fcntl_setlk(file.fd(), &lock).unwrap();
    linux::fcntl_setlkw(file.fd(), &lock).unwrap();
    let parent = linux::getpid();
    let found = super::in_child(|| {
        let mut probe = lock;
        (probe.l_start, probe.l_len) = (0, 0);
        let refused = linux::fcntl_setlk(file.fd(), &probe) == Err(Errno::EAGAIN);
        linux::fcntl_getlk(file.fd(), &mut probe).unwrap();
        (refused && probe.l_start as i64 == far && probe.l_len == 3 && probe.l_pid == parent) as i32
    });
    assert_eq!(found, 1);
}

#[test]
fn locks_of_open_files() {
    if !super::has_proc() {
        return;
    }
    let file = linux::memfd_create(c"lock", MFD::CLOEXEC).unwrap();
    let path = format!("/proc/self/fd/{}\0", file.fd().as_raw());
    let path = std::ffi::CStr::from_bytes_with_nul(path.as_bytes()).unwrap();
    let again = linux::openat(Fd::CWD, path, O::RDWR | O::CLOEXEC, Default::default());
    let again = again.unwrap();
    let mut lock: flock = Plain::zeroed();
    lock.l_type = FCNTL_LOCK::WRLCK.0;
    linux::fcntl_ofd_setlk(file.fd(), &lock).unwrap();
    linux::fcntl_ofd_setlkw(file.fd(), &lock).unwrap();
    assert_eq!(
        linux::fcntl_ofd_setlk(again.fd(), &lock),
        Err(Errno::EAGAIN),
        "the same process, another open file"
    );
    linux::fcntl_ofd_getlk(again.fd(), &mut lock).unwrap();
    assert_eq!((lock.l_type, lock.l_pid), (FCNTL_LOCK::WRLCK.0, -1));
    assert_eq!(
        linux::fcntl_ofd_setlk(again.fd(), &lock),
        Err(Errno::EINVAL)
    );
    match linux::fcntl_dupfd_query(file.fd(), again.fd()) {
        Err(Errno::EINVAL) => super::skipped("F_DUPFD_QUERY needs Linux 6.10"),
        same => {
            assert_eq!(same, Ok(false));
            let copy = linux::dup(file.fd()).unwrap();
            assert_eq!(linux::fcntl_dupfd_query(file.fd(), copy.fd()), Ok(true));
        }
    }
}

#[test]
fn owners_seals_and_leases() {
    let [reader, _writer] = linux::pipe2(OPIPE::empty()).unwrap();
    linux::fcntl_setown(reader.fd(), linux::getpid()).unwrap();
    let mut owner: f_owner_ex = Plain::zeroed();
    linux::fcntl_getown_ex(reader.fd(), &mut owner).unwrap();
    assert_eq!(
        (owner.type_, owner.pid),
        (1, linux::getpid()),
        "F_OWNER_PID"
    );
    linux::fcntl_setown_ex(reader.fd(), &owner).unwrap();
    owner.type_ = 9;
    assert_eq!(
        linux::fcntl_setown_ex(reader.fd(), &owner),
        Err(Errno::EINVAL)
    );
    assert_eq!(linux::fcntl_getsig(reader.fd()), Ok(SIG(0)));
    linux::fcntl_setsig(reader.fd(), SIG::USR1).unwrap();
    // The C library's own.
    let library = linux::fcntl_setsig(reader.fd(), SIG(33));
    assert_eq!(library, Err(Errno::EINVAL));
    assert_eq!(linux::fcntl_getsig(reader.fd()), Ok(SIG::USR1));
    assert_eq!(
        linux::fcntl_setsig(reader.fd(), SIG(999)),
        Err(Errno::EINVAL)
    );

    let file = linux::memfd_create(c"seals", MFD::ALLOW_SEALING).unwrap();
    assert_eq!(linux::fcntl_get_seals(file.fd()), Ok(F_SEAL::empty()));
    linux::fcntl_add_seals(file.fd(), F_SEAL::GROW | F_SEAL::SEAL).unwrap();
    assert_eq!(
        linux::fcntl_get_seals(file.fd()),
        Ok(F_SEAL::GROW | F_SEAL::SEAL)
    );
    assert_eq!(
        linux::fcntl_add_seals(file.fd(), F_SEAL::WRITE),
        Err(Errno::EPERM)
    );
    assert_eq!(linux::write(file.fd(), b"grow"), Err(Errno::EPERM));
    assert_eq!(linux::fcntl_get_seals(reader.fd()), Err(Errno::EINVAL));

    let directory = super::Directory::new();
    let flags = O::RDWR | O::CREAT | O::CLOEXEC;
    let path = directory.path("lease");
    let made = linux::openat(Fd::CWD, &path, flags, syscall_consts::linux::MODE::RWXU);
    let made = made.unwrap();
    match linux::fcntl_created_query(made.fd()) {
        Err(Errno::EINVAL) => super::skipped("F_CREATED_QUERY needs Linux 6.12"),
        created => assert_eq!(created, Ok(true)),
    }
    assert_eq!(linux::fcntl_getlease(made.fd()), Ok(FCNTL_LOCK::UNLCK));
    linux::fcntl_setlease(made.fd(), FCNTL_LOCK::WRLCK).unwrap();
    assert_eq!(linux::fcntl_getlease(made.fd()), Ok(FCNTL_LOCK::WRLCK));
    linux::fcntl_setlease(made.fd(), FCNTL_LOCK::UNLCK).unwrap();
    assert_eq!(
        linux::fcntl_setlease(reader.fd(), FCNTL_LOCK::RDLCK),
        Err(Errno::EINVAL)
    );
}

#[test]
fn what_a_descriptor_shows() {
    assert_eq!(format!("{NONE:?}"), "Fd(-1)");
    assert_eq!(Fd::CWD.as_raw(), -100);
    assert_eq!(size_of::<Fd>(), 4);
}

#[cfg(any(feature = "std", feature = "rustix"))]
#[test]
fn owners_convert() {
    #[cfg(feature = "rustix")]
    use rustix::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
    #[cfg(not(feature = "rustix"))]
    use std::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};

    // There and back it is the same open descriptor, which nobody has closed.
    let owner = linux::memfd_create(c"", MFD::empty()).unwrap();
    let number = owner.as_raw_fd();
    assert_eq!(Fd::from(&owner), owner.fd());
    let owner = OwnedFd::from(owner);
    assert_eq!(Fd::from(&owner).as_raw(), number);
    assert_eq!(Fd::from(owner.as_fd()), Fd::from(&owner));
    linux::fsync((&owner).into()).unwrap();
    let owner = syscall_raw::OwnedFd::from(owner);
    assert_eq!(owner.as_fd().as_raw_fd(), number);
    let owner = unsafe { syscall_raw::OwnedFd::from_raw_fd(owner.into_raw_fd()) };
    linux::fsync(owner.fd()).unwrap();
}
