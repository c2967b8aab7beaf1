//! What threads and processes may use: identities, scheduling, limits, processors, memory.

use std::{mem::MaybeUninit, ptr::null_mut, sync::atomic::AtomicU32};

use syscall_consts::{
    Errno,
    linux::{CLOCK, ITIMER, MAP, MCL, MFD, MREMAP, P, PRIO, PROT, RLIMIT, SCHED, SIG, TIMER, W},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{clone_args, itimerspec, itimerval, sched_attr, sched_param, siginfo, timespec},
};

use super::{NONE, Owned, in_child};

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
            linux::setgroups(&[7, 8]).unwrap();
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
    assert!(linux::ioprio_get(1, 0).is_ok());
    assert_eq!(linux::ioprio_get(9, 0), Err(Errno::EINVAL));
    assert_ne!(linux::membarrier(0, 0, 0).unwrap(), 0);
    assert_eq!(linux::membarrier(-1, 0, 0), Err(Errno::EINVAL));
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
    assert!(linux::times(&mut [0; 4]) > 0);
}

#[test]
fn children_by_descriptor() {
    let child = match unsafe { linux::fork() }.unwrap() {
        0 => loop {
            let _ = linux::poll(&mut [], -1);
        },
        child => child,
    };
    let pidfd = Owned(linux::pidfd_open(child, 0).unwrap());
    let mut info = siginfo::zeroed();
    linux::waitid(P::PID, child, Some(&mut info), W::EXITED | W::NOHANG, None).unwrap();
    assert_eq!(info.si_signo, 0, "it lives");
    linux::pidfd_send_signal(pidfd.fd(), SIG::KILL, None, 0).unwrap();
    linux::waitid(P(3), pidfd.0, Some(&mut info), W::EXITED, None).unwrap();
    assert_eq!(info.si_signo, SIG::CHLD.0);
    assert_eq!(
        linux::pidfd_send_signal(pidfd.fd(), SIG::KILL, None, 0),
        Err(Errno::ESRCH)
    );
    assert_eq!(
        linux::waitid(P::PID, child, None, W::EXITED, None),
        Err(Errno::ECHILD)
    );
    assert_eq!(linux::pidfd_open(-1, 0), Err(Errno::EINVAL));
    assert_eq!(linux::process_mrelease(NONE, 0), Err(Errno::EBADF));
}

#[test]
fn clone3_as_fork() {
    let mut arguments: clone_args = clone_args::zeroed();
    arguments.exit_signal = SIG::CHLD.0 as u64;
    match unsafe { linux::clone3(&arguments) } {
        Ok(0) => linux::exit_group(3),
        Ok(child) => assert_eq!(linux::wait4(child, W::empty(), None), Ok((child, 3 << 8))),
        Err(Errno::ENOSYS) => println!("skipped: clone3 is not there, or filtered"),
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
    let timer = linux::timer_create(CLOCK::MONOTONIC, None).unwrap();
    let mut time = itimerspec::zeroed();
    time.it_value.tv_sec = 1000;
    linux::timer_settime(timer, TIMER::empty(), &time, None).unwrap();
    let left = linux::timer_gettime(timer, &mut time)
        .unwrap()
        .it_value
        .tv_sec;
    assert!((990..=1000).contains(&left));
    assert_eq!(linux::timer_getoverrun(timer), Ok(0));
    linux::timer_delete(timer).unwrap();
    assert_eq!(linux::timer_delete(timer), Err(Errno::EINVAL));
    let mut interval = itimerval::zeroed();
    linux::getitimer(ITIMER::VIRTUAL, &mut interval).unwrap();
    linux::setitimer(ITIMER::VIRTUAL, &interval, None).unwrap();
    assert_eq!(
        linux::clock_settime(CLOCK(99), &timespec::zeroed()),
        Err(Errno::EINVAL)
    );
    let mut state = syscall_types::linux::timex::zeroed();
    linux::clock_adjtime(CLOCK::REALTIME, &mut state).unwrap();
    assert!(state.tick > 0 && state.time.tv_sec > 1_700_000_000);
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
        linux::mlock2(moved, 1, 1).unwrap();
        linux::munlock(moved, 1).unwrap();
        linux::munmap(moved, 4 * PAGE).unwrap();
        assert_eq!(linux::mlock(moved, 4 * PAGE), Err(Errno::ENOMEM));
        assert_ne!(linux::brk(null_mut()).unwrap(), null_mut());
    }
    assert_eq!(linux::mlockall(MCL::empty()), Err(Errno::EINVAL));
    match linux::memfd_secret(1 << 30) {
        Err(Errno::ENOSYS) => println!("skipped: memfd_secret is off"),
        result => assert_eq!(result, Err(Errno::EINVAL)),
    }
}

#[test]
fn words_to_wait_on() {
    let word = AtomicU32::new(1);
    let wake = unsafe { linux::futex(&word, 1, 1, 0, std::ptr::null(), 0) };
    assert_eq!(wake, Ok(0), "nobody waits");
    let wait = unsafe { linux::futex(&word, 0, 2, 0, std::ptr::null(), 0) };
    assert_eq!(wait, Err(Errno::EAGAIN), "the word is another");
    match linux::futex_wake(&word, u32::MAX, 1, 2) {
        Err(Errno::ENOSYS) => println!("skipped: futex_wake needs Linux 6.7"),
        woken => {
            assert_eq!(woken, Ok(0));
            let wait = linux::futex_wait(&word, 2, u32::MAX, 2, None, CLOCK::MONOTONIC);
            assert_eq!(wait, Err(Errno::EAGAIN));
        }
    }
    let (_, len) = linux::get_robust_list(0).unwrap();
    assert_eq!(len, 3 * size_of::<usize>());
}

#[test]
fn select_and_descriptors() {
    let file = Owned(linux::memfd_create(c"select", MFD::CLOEXEC).unwrap());
    let bit = file.0 as usize;
    let mut read = [0usize; 16];
    read[bit / usize::BITS as usize] = 1 << (bit % usize::BITS as usize);
    let mut time = timespec::zeroed();
    let ready = linux::pselect6(bit + 1, Some(&mut read), None, None, Some(&mut time), None);
    assert_eq!(ready, Ok(1), "files are always ready");
    let short = linux::pselect6(65, Some(&mut read[..1]), None, None, None, None);
    assert_eq!(short, Err(Errno::EINVAL));
    let unknown = unsafe { linux::close_range(9, 8, 0) };
    assert_eq!(unknown, Err(Errno::EINVAL));
    assert_eq!(unsafe { linux::ioctl(file.fd(), 0, 0) }, Err(Errno::ENOTTY));
}
