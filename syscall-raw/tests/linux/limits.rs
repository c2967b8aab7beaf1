//! What threads and processes may use: identities, scheduling, limits, processors, memory.

use std::{mem::MaybeUninit, ptr::null_mut};

use syscall_consts::{
    Errno,
    linux::{
        CLOCK, CLOSE_RANGE, IOPRIO_CLASS, IOPRIO_HINT, IOPRIO_WHO, ITIMER, MAP, MCL, MFD, MLOCK,
        MREMAP, P, PIDFD, PIDFD_SIGNAL, PKEY, PRIO, PROT, RLIMIT, SCHED, SHADOW_STACK_SET, SIG,
        TIMER, W,
    },
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{
        WaitStatus, clone_args, itimerspec, itimerval, sched_attr, sched_param, siginfo, timespec,
        tms,
    },
};

use super::{NONE, allowed, in_child};

#[test]
fn identities() {
    let [real, effective, saved] = linux::getresuid().unwrap();
    assert_eq!((real, effective), (linux::getuid(), linux::geteuid()));
    assert_eq!(
        linux::getresgid().unwrap()[..2],
        [linux::getgid(), linux::getegid()]
    );
    linux::setresuid(real, effective, saved).unwrap();
    linux::setreuid(u32::MAX, effective).unwrap();
    assert_eq!(linux::setfsuid(u32::MAX), effective);
    assert_eq!(linux::setfsgid(u32::MAX), linux::getegid());
    let count = linux::getgroups(&mut [0u32; 0]).unwrap();
    let mut room = [MaybeUninit::uninit(); 65536];
    assert_eq!(linux::getgroups(&mut room).unwrap().len(), count);
    if effective == 0 {
        let right = in_child(|| {
            match allowed("setgroups", linux::setgroups(&[7, 8])) {
                None => return 1,
                Some(set) => set.unwrap(),
            }
            linux::setresgid(5, 5, 5).unwrap();
            linux::setuid(9).unwrap();
            let mut groups = [0; 4];
            let ids = (
                linux::getuid(),
                linux::getegid(),
                linux::getgroups(&mut groups),
                groups,
            );
            (ids == (9, 5, Ok(2), [7, 8, 0, 0]) && linux::setuid(0) == Err(Errno::EPERM)) as i32
        });
        assert_eq!(right, 1);
    } else {
        assert_eq!(linux::setgroups(&[7]), Err(Errno::EPERM));
    }
}

#[test]
fn scheduling() {
    let policy = linux::sched_getscheduler(0).unwrap();
    let mut param = sched_param::zeroed();
    linux::sched_getparam(0, &mut param).unwrap();
    linux::sched_setscheduler(0, policy, &param).unwrap();
    linux::sched_setparam(0, &param).unwrap();
    assert_eq!(linux::sched_get_priority_max(SCHED::FIFO), Ok(99));
    assert_eq!(linux::sched_get_priority_min(SCHED::FIFO), Ok(1));
    assert_eq!(linux::sched_getscheduler(-1), Err(Errno::EINVAL));
    assert!(linux::sched_rr_get_interval(0, &mut MaybeUninit::uninit()).is_ok());
    let mut attributes = sched_attr::zeroed();
    linux::sched_getattr(0, &mut attributes, 0).unwrap();
    assert_eq!(attributes.sched_policy, policy.bits());
    linux::sched_setattr(0, &attributes, 0).unwrap();
    // What is lent stays as it is: for a size that it does not know, the kernel would write its own there.
    attributes.size = u32::MAX;
    linux::sched_setattr(0, &attributes, 0).unwrap();
    assert_eq!(attributes.size, u32::MAX);

    let mut cpus = [0usize; 128];
    let bytes = linux::sched_getaffinity(0, &mut cpus[..]).unwrap();
    assert!(bytes >= size_of::<usize>() && cpus.iter().any(|word| *word != 0));
    linux::sched_setaffinity(0, &cpus[..]).unwrap();
    assert_eq!(
        linux::sched_setaffinity(0, &[0usize][..]),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::sched_getaffinity(0, &mut [0u8; 1][..]),
        Err(Errno::EINVAL)
    );
    let (cpu, _) = linux::getcpu().unwrap();
    assert!((cpu as usize) < bytes * 8);

    let nice = linux::getpriority(PRIO::PROCESS, 0).unwrap();
    assert!((-20..20).contains(&nice));
    assert_eq!(
        in_child(|| {
            linux::setpriority(PRIO::PROCESS, 0, 19).unwrap();
            linux::getpriority(PRIO::PROCESS, 0).unwrap()
        }),
        19
    );
    let (who, best) = (IOPRIO_WHO::PROCESS, IOPRIO_CLASS::BE);
    assert!(linux::ioprio_get(who, 0).is_ok());
    assert_eq!(linux::ioprio_get(IOPRIO_WHO(9), 0), Err(Errno::EINVAL));
    assert_eq!(
        in_child(|| {
            linux::ioprio_set(who, 0, best, IOPRIO_HINT::NONE, 6).unwrap();
            (linux::ioprio_get(who, 0) == Ok((best, IOPRIO_HINT::NONE, 6))) as i32
        }),
        1
    );
    assert_eq!(
        linux::ioprio_set(who, 0, best, IOPRIO_HINT::NONE, 8),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::ioprio_set(who, -1, best, IOPRIO_HINT::NONE, 4),
        Err(Errno::ESRCH)
    );
}

#[test]
fn limits() {
    let before = *linux::getrlimit(RLIMIT::NOFILE, &mut MaybeUninit::uninit()).unwrap();
    assert!(before.rlim_cur <= before.rlim_max);
    linux::setrlimit(RLIMIT::NOFILE, &before).unwrap();
    let mut again = before;
    linux::prlimit64(0, RLIMIT::NOFILE, None, Some(&mut again)).unwrap();
    assert_eq!(again.rlim_cur, before.rlim_cur);
    assert_eq!(
        linux::prlimit64(0, RLIMIT(99), None, None),
        Err(Errno::EINVAL)
    );
    let mut used = tms::zeroed();
    assert!(linux::times(Some(&mut used)) > 0 && linux::times(None) > 0);
    assert!(used.tms_utime >= 0 && used.tms_cstime >= 0);
}

#[test]
fn children_by_descriptor() {
    let child = match unsafe { linux::fork() }.unwrap() {
        0 => loop {
            let _ = linux::poll(&mut [], -1);
        },
        child => child,
    };
    let pidfd = linux::pidfd_open(child, PIDFD::NONBLOCK).unwrap();
    let mut info = siginfo::zeroed();
    linux::waitid(P::PID, child, Some(&mut info), W::EXITED | W::NOHANG, None).unwrap();
    assert_eq!(info.si_signo, 0, "it lives");
    linux::pidfd_send_signal(pidfd.fd(), SIG::KILL, PIDFD_SIGNAL::empty()).unwrap();
    while linux::waitid_pidfd(pidfd.fd(), Some(&mut info), W::EXITED, None) == Err(Errno::EAGAIN) {
        linux::sched_yield().unwrap(); // a killed child ends soon
    }
    assert_eq!(info.si_signo, SIG::CHLD.0);
    assert_eq!(unsafe { info._sifields.sigchld }.si_pid, child);
    assert_eq!(
        linux::pidfd_send_signal(pidfd.fd(), SIG::KILL, PIDFD_SIGNAL::empty()),
        Err(Errno::ESRCH)
    );
    assert_eq!(
        linux::waitid(P::PID, child, None, W::EXITED, None),
        Err(Errno::ECHILD)
    );
    assert_eq!(linux::pidfd_open(-1, PIDFD::empty()), Err(Errno::EINVAL));
    let unknown = PIDFD::from_bits_retain(1 << 30);
    assert_eq!(
        linux::pidfd_open(linux::getpid(), unknown),
        Err(Errno::EINVAL)
    );
    let this = linux::pidfd_open(linux::getpid(), PIDFD::empty()).unwrap();
    let copy = unsafe { linux::pidfd_getfd(this.fd(), pidfd.fd().as_raw(), 0) }.unwrap();
    assert_ne!(copy.fd().as_raw(), pidfd.fd().as_raw());
    assert_eq!(
        unsafe { linux::pidfd_getfd(this.fd(), -1, 0) },
        Err(Errno::EBADF)
    );
    linux::pidfd_send_signal(this.fd(), SIG(0), PIDFD_SIGNAL::empty()).unwrap();
    let nobody = siginfo::zeroed();
    let none = PIDFD_SIGNAL::empty();
    let other = unsafe { linux::pidfd_send_signal_info(this.fd(), SIG::USR1, &nobody, none) };
    assert_eq!(
        other,
        Err(Errno::EINVAL),
        "the signal is not that of the data"
    );
    // By number no descriptor is waited for.
    let by_number = linux::waitid(P::PIDFD, this.fd().as_raw(), None, W::EXITED, None);
    assert_eq!(by_number, Err(Errno::EINVAL));
    assert_eq!(linux::process_mrelease(NONE, 0), Err(Errno::EBADF));
}

#[test]
fn clone3_as_fork() {
    let mut arguments: clone_args = clone_args::zeroed();
    arguments.exit_signal = SIG::CHLD.0 as u64;
    match unsafe { linux::clone3(&arguments) } {
        Ok(0) => linux::exit_group(3),
        Ok(child) => assert_eq!(
            linux::wait4(child, W::empty(), None),
            Ok((child, WaitStatus(3 << 8)))
        ),
        Err(Errno::ENOSYS) => super::skipped("clone3 is not there, or filtered"),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn another_program() {
    let status = in_child(|| {
        let arguments = [
            c"sh".as_ptr(),
            c"-c".as_ptr(),
            c"exit 6".as_ptr(),
            std::ptr::null(),
        ];
        let none = [std::ptr::null()];
        unsafe { linux::execve(c"/bin/sh", arguments.as_ptr(), none.as_ptr()) };
        0
    });
    assert_eq!(status, 6);
    let none = [std::ptr::null()];
    let missing = unsafe { linux::execve(c"/nonexistent", none.as_ptr(), none.as_ptr()) };
    assert_eq!(missing, Errno::ENOENT);
}

#[test]
fn timers() {
    let timer = unsafe { linux::timer_create(CLOCK::MONOTONIC, None) }.unwrap();
    let mut time = itimerspec::zeroed();
    time.it_value.tv_sec = 1000;
    unsafe { linux::timer_settime(timer, TIMER::empty(), &time, None) }.unwrap();
    let left = linux::timer_gettime(timer, &mut time)
        .unwrap()
        .it_value
        .tv_sec;
    assert!((990..=1000).contains(&left));
    assert_eq!(linux::timer_getoverrun(timer), Ok(0));
    unsafe { linux::timer_delete(timer) }.unwrap();
    let again = unsafe { linux::timer_delete(timer) };
    assert_eq!(again, Err(Errno::EINVAL));
    let mut interval = itimerval::zeroed();
    linux::getitimer(ITIMER::VIRTUAL, &mut interval).unwrap();
    linux::setitimer(ITIMER::VIRTUAL, &interval, None).unwrap();
    let unknown = linux::clock_settime(CLOCK(99), &timespec::zeroed());
    if let Some(unknown) = allowed("clock_settime", unknown) {
        assert_eq!(unknown, Err(Errno::EINVAL));
    }
    let mut state = syscall_types::linux::timex::zeroed();
    let adjusted = linux::clock_adjtime(CLOCK::REALTIME, &mut state).map(drop);
    if let Some(adjusted) = allowed("clock_adjtime", adjusted) {
        adjusted.unwrap();
        assert!(state.tick > 0 && state.time.tv_sec > 1_700_000_000);
    }
    let mut day = syscall_types::linux::timeval::zeroed();
    linux::gettimeofday(Some(&mut day), None);
    assert!(day.tv_sec > 1_700_000_000);
}

#[test]
fn mappings_that_move() {
    const PAGE: usize = 65536;
    let flags = MAP::PRIVATE | MAP::ANONYMOUS;
    unsafe {
        let memory =
            linux::mmap(null_mut(), PAGE, PROT::READ | PROT::WRITE, flags, None, 0).unwrap();
        memory.cast::<u8>().write(5);
        let moved = linux::mremap(memory, PAGE, 4 * PAGE, MREMAP::MAYMOVE, null_mut()).unwrap();
        assert_eq!(moved.cast::<u8>().read(), 5);
        let mut pages = [0xffu8; 4 * PAGE / 4096];
        linux::mincore(moved, 4 * PAGE, &mut pages).unwrap();
        assert_eq!(pages[0] & 1, 1);
        assert_eq!(
            linux::mincore(moved, 4 * PAGE, &mut pages[1..]),
            Err(Errno::EINVAL)
        );
        linux::mlock(moved, 1).unwrap();
        linux::mlock2(moved, 1, MLOCK::ONFAULT).unwrap();
        let unknown = linux::mlock2(moved, 1, MLOCK::from_bits_retain(2));
        assert_eq!(unknown, Err(Errno::EINVAL));
        linux::munlock(moved, 1).unwrap();
        linux::munmap(moved, 4 * PAGE).unwrap();
        assert_eq!(linux::mlock(moved, 4 * PAGE), Err(Errno::ENOMEM));
        assert_ne!(linux::brk(null_mut()).unwrap(), null_mut());
    }
    assert_eq!(linux::mlockall(MCL::empty()), Err(Errno::EINVAL));
    match linux::pkey_alloc(0, PKEY::DISABLE_WRITE) {
        Err(Errno::ENOSPC | Errno::EINVAL | Errno::ENOSYS) => {
            super::skipped("pkey_alloc: the machine has no keys")
        }
        key => unsafe { linux::pkey_free(key.unwrap()) }.unwrap(),
    }
    assert!(linux::pkey_alloc(1, PKEY::empty()).is_err());
    match unsafe { linux::map_shadow_stack(null_mut(), 4096, SHADOW_STACK_SET::empty()) } {
        Ok(stack) => unsafe { linux::munmap(stack, 4096) }.unwrap(),
        Err(error) => assert!(
            [Errno::EOPNOTSUPP, Errno::ENOSYS].contains(&error),
            "{error}"
        ),
    }
}

#[test]
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "riscv64",
    target_arch = "s390x"
))]
fn memory_that_the_kernel_does_not_see() {
    use syscall_consts::linux::O;
    match linux::memfd_secret(O::CLOEXEC) {
        Err(Errno::ENOSYS) => {}
        fd => drop(fd.unwrap()),
    }
    match linux::memfd_secret(O::from_bits_retain(1 << 30)) {
        Err(Errno::ENOSYS) => super::skipped("memfd_secret is off"),
        result => assert_eq!(result, Err(Errno::EINVAL)),
    }
}

#[test]
fn select_and_descriptors() {
    let file = linux::memfd_create(c"select", MFD::CLOEXEC).unwrap();
    let bit = file.fd().as_raw() as usize;
    let mut read = [0usize; 16];
    read[bit / usize::BITS as usize] = 1 << (bit % usize::BITS as usize);
    let mut time = timespec::zeroed();
    let ready =
        unsafe { linux::pselect6(bit + 1, Some(&mut read), None, None, Some(&mut time), None) };
    assert_eq!(ready, Ok(1), "files are always ready");
    let short = unsafe { linux::pselect6(65, Some(&mut read[..1]), None, None, None, None) };
    assert_eq!(short, Err(Errno::EINVAL));
    let copy = linux::dup(file.fd()).unwrap();
    let number = copy.fd().as_raw() as u32;
    assert_eq!(
        in_child(|| {
            unsafe { linux::close_range(number, u32::MAX, CLOSE_RANGE::UNSHARE) }.unwrap();
            (linux::fcntl_getfd(copy.fd()) == Err(Errno::EBADF)) as i32
        }),
        1
    );
    unsafe { linux::close_range(number, number, CLOSE_RANGE::CLOEXEC) }.unwrap();
    let flags = linux::fcntl_getfd(copy.fd());
    assert_eq!(flags, Ok(syscall_consts::linux::FD::CLOEXEC));
    let unknown = unsafe { linux::close_range(9, 8, CLOSE_RANGE::empty()) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    assert_eq!(unsafe { linux::ioctl(file.fd(), 0, 0) }, Err(Errno::ENOTTY));
    let [out, into] = linux::pipe2(Default::default()).unwrap();
    linux::write(into.fd(), b"four").unwrap();
    let mut there = 0i32;
    unsafe { linux::ioctl_with(out.fd(), syscall_consts::linux::ioctl::FIONREAD, &mut there) }
        .unwrap();
    assert_eq!(there, 4);
}
