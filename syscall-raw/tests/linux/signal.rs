use std::{
    mem::MaybeUninit,
    ptr::null,
    sync::atomic::{AtomicI32, Ordering},
};

use syscall_consts::{
    Errno,
    linux::{SA, SFD, SIG, SIGPM},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{sigaction, siginfo, signalfd_siginfo, sigset, stack, timespec},
};

use super::in_child;

static SEEN: AtomicI32 = AtomicI32::new(0);

extern "C" fn note(signal: i32) {
    SEEN.fetch_add(signal, Ordering::SeqCst);
}

/// The set of one signal.
fn only(signal: SIG) -> sigset {
    let mut set = sigset::zeroed();
    let bit = signal.0 as usize - 1;
    set.sig[bit / usize::BITS as usize] = 1 << (bit % usize::BITS as usize);
    set
}

#[test]
fn a_handler_returns() {
    let right = in_child(|| {
        let mut action = sigaction::zeroed();
        action.sa_handler = note as *const core::ffi::c_void;
        action.sa_flags = SA::RESTART.bits() as _;
        let mut old = sigaction::zeroed();
        unsafe { linux::rt_sigaction(SIG::USR1, Some(&action), Some(&mut old)) }.unwrap();
        assert!(old.sa_handler.is_null());
        for _ in 0..3 {
            linux::tgkill(linux::getpid(), linux::gettid(), SIG::USR1).unwrap();
        }
        linux::tkill(linux::gettid(), SIG::USR1).unwrap();
        unsafe { linux::rt_sigaction(SIG::USR1, None, Some(&mut old)) }.unwrap();
        assert_eq!(old.sa_handler, note as *const core::ffi::c_void);
        (SEEN.load(Ordering::SeqCst) == 4 * SIG::USR1.0) as i32
    });
    assert_eq!(right, 1);
    let refused = unsafe { linux::rt_sigaction(SIG::KILL, Some(&sigaction::zeroed()), None) };
    assert_eq!(refused, Err(Errno::EINVAL));
}

#[test]
fn held_up_and_taken() {
    let right = in_child(|| {
        let set = only(SIG::USR2);
        let mut old = sigset::zeroed();
        linux::rt_sigprocmask(SIGPM::BLOCK, Some(&set), Some(&mut old)).unwrap();
        let now = timespec::zeroed();
        assert_eq!(
            linux::rt_sigtimedwait(&set, None, Some(&now)),
            Err(Errno::EAGAIN)
        );

        let mut info = siginfo::zeroed();
        (info.si_signo, info.si_code) = (SIG::USR2.0, -1); // SI_QUEUE
        unsafe { linux::rt_sigqueueinfo(linux::getpid(), SIG::USR2, &info) }.unwrap();
        assert!(*linux::rt_sigpending(&mut MaybeUninit::uninit()).unwrap() == set);
        let mut got = siginfo::zeroed();
        assert_eq!(
            linux::rt_sigtimedwait(&set, Some(&mut got), Some(&now)),
            Ok(SIG::USR2)
        );
        assert_eq!((got.si_signo, got.si_code), (SIG::USR2.0, -1));

        let fd = linux::signalfd4(&set, SFD::CLOEXEC | SFD::NONBLOCK).unwrap();
        linux::kill(linux::getpid(), SIG::USR2).unwrap();
        let mut record = [0; size_of::<signalfd_siginfo>()];
        assert_eq!(linux::read(fd.fd(), &mut record), Ok(record.len()));
        assert_eq!(record[..4], SIG::USR2.0.to_ne_bytes());
        assert_eq!(linux::read(fd.fd(), &mut record), Err(Errno::EAGAIN));
        linux::signalfd4_set(fd.fd(), &set).unwrap();
        assert_eq!(linux::signalfd4_set(super::NONE, &set), Err(Errno::EBADF));
        1
    });
    assert_eq!(right, 1);
    assert_eq!(
        linux::rt_sigprocmask(SIGPM(9), Some(&sigset::zeroed()), None),
        Err(Errno::EINVAL)
    );
}

#[test]
fn waiting_ends_with_a_handler() {
    let right = in_child(|| {
        let mut action = sigaction::zeroed();
        action.sa_handler = note as *const core::ffi::c_void;
        unsafe { linux::rt_sigaction(SIG::USR1, Some(&action), None) }.unwrap();
        linux::rt_sigprocmask(SIGPM::BLOCK, Some(&only(SIG::USR1)), None).unwrap();
        linux::kill(linux::getpid(), SIG::USR1).unwrap();
        assert_eq!(SEEN.load(Ordering::SeqCst), 0);
        assert_eq!(linux::rt_sigsuspend(&sigset::zeroed()), Errno::EINTR);
        (SEEN.load(Ordering::SeqCst) == SIG::USR1.0) as i32
    });
    assert_eq!(right, 1);
}

#[test]
fn alternate_stack() {
    let mut old = stack::zeroed();
    unsafe { linux::sigaltstack(None, Some(&mut old)) }.unwrap();
    assert!(
        !old.ss_sp.cast_const().eq(&null()),
        "the test's thread has Rust's"
    );
    let refused = stack {
        ss_flags: 0,
        ss_size: 1,
        ..stack::zeroed()
    };
    assert_eq!(
        unsafe { linux::sigaltstack(Some(&refused), None) },
        Err(Errno::ENOMEM)
    );
}

/// The C library's own signals, whose handlers believe that it has sent them: glibc's SIGSETXID reads what an earlier call left.
#[test]
fn signals_of_the_c_library_are_refused() {
    std::thread::spawn(|| {}).join().unwrap();
    let (pid, tid) = (linux::getpid(), linux::gettid());
    let own = linux::pidfd_open(pid, Default::default());
    for signal in [SIG(32), SIG(33)] {
        assert_eq!(linux::tgkill(pid, tid, signal), Err(Errno::EINVAL));
        assert_eq!(linux::tkill(tid, signal), Err(Errno::EINVAL));
        if let Ok(own) = &own {
            let sent = linux::pidfd_send_signal(own.fd(), signal, Default::default());
            assert_eq!(sent, Err(Errno::EINVAL));
        }
    }
    assert_eq!(linux::tgkill(pid, tid, SIG(0)), Ok(()));
}
