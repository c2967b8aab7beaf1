//! A child that is traced by this thread; the memory of processes and what they share.

use std::cmp::Ordering;

use syscall_consts::{
    Errno,
    linux::{
        KCMP, NT, PTRACE, PTRACE_EVENT, PTRACE_O, PTRACE_PEEKSIGINFO, PTRACE_SYSCALL_INFO, SIG, W,
    },
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{WaitStatus, iovec, ptrace_syscall_info, siginfo, sigset},
};

use super::{allowed, skipped, uninit};

static WORD: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0x5a5a);

/// The next stop of the child.
fn stop(child: i32) -> WaitStatus {
    let (pid, status) = linux::wait4(child, W::empty(), None).unwrap();
    assert_eq!(pid, child);
    assert!(status.stopped(), "{status:?}");
    status
}

/// A child that runs `body`, with a signal that ends it after half a minute.
fn child(body: impl FnOnce() -> i32) -> i32 {
    match unsafe { linux::fork() }.unwrap() {
        0 => {
            let mut end = syscall_types::linux::itimerval::zeroed();
            end.it_value.tv_sec = 30;
            let _ = linux::setitimer(syscall_consts::linux::ITIMER::REAL, &end, None);
            linux::exit_group(body())
        }
        child => child,
    }
}

#[test]
fn a_child_that_asks_for_it() {
    let child = child(|| {
        if let Err(error) = linux::ptrace_traceme() {
            return 100 + (error != Errno::EPERM) as i32;
        }
        let _ = linux::kill(linux::getpid(), SIG::STOP);
        let _ = linux::getppid();
        (WORD.load(std::sync::atomic::Ordering::Relaxed) == 77) as i32
    });
    let (_, status) = linux::wait4(child, W::empty(), None).unwrap();
    match status.exit_status() {
        Some(100) => return skipped("ptrace: not permitted"),
        Some(status) => panic!("{status}"),
        None => assert_eq!(status.stop_signal(), Some(SIG::STOP)),
    }
    let options = PTRACE_O::TRACESYSGOOD | PTRACE_O::TRACEEXIT | PTRACE_O::EXITKILL;
    linux::ptrace_setoptions(child, options).unwrap();
    let unknown = linux::ptrace_setoptions(child, PTRACE_O::from_bits_retain(1 << 30));
    assert_eq!(unknown, Err(Errno::EINVAL));

    let mut info = siginfo::zeroed();
    linux::ptrace_getsiginfo(child, &mut info).unwrap();
    assert_eq!(info.si_signo, SIG::STOP.0);
    unsafe { linux::ptrace_setsiginfo(child, &info) }.unwrap();
    let mut waiting = [info; 4];
    let shared = PTRACE_PEEKSIGINFO::SHARED;
    assert_eq!(
        linux::ptrace_peeksiginfo(child, shared, 0, &mut waiting),
        Ok(0)
    );
    let mut mask = sigset::zeroed();
    linux::ptrace_getsigmask(child, &mut mask).unwrap();
    linux::ptrace_setsigmask(child, &mask).unwrap();

    let address = WORD.as_ptr().addr();
    assert_eq!(linux::ptrace_peekdata(child, address), Ok(0x5a5a));
    unsafe { linux::ptrace_pokedata(child, address, 77) }.unwrap();
    assert_eq!(linux::ptrace_peekdata(child, address), Ok(77));
    assert!(linux::ptrace_peekdata(child, 0).is_err());
    let mut room = uninit::<1024>();
    let registers = linux::ptrace_getregset(child, NT::PRSTATUS, &mut room).unwrap();
    assert!(registers.len() >= 16 * size_of::<usize>());
    unsafe { linux::ptrace_setregset(child, NT::PRSTATUS, registers) }.unwrap();
    let unknown = linux::ptrace_getregset(child, NT(0xffff), &mut [0; 64]);
    assert_eq!(unknown, Err(Errno::EINVAL));
    #[cfg(target_arch = "x86_64")]
    {
        let first = linux::ptrace_peekuser(child, 0).unwrap();
        assert_eq!(first.to_ne_bytes(), registers[..8]);
        unsafe { linux::ptrace_pokeuser(child, 0, first) }.unwrap();
    }
    unsafe {
        linux::ptrace(
            PTRACE::GETSIGINFO,
            child,
            0,
            (&raw mut info).expose_provenance(),
        )
    }
    .unwrap();

    linux::ptrace_syscall(child, SIG(0)).unwrap();
    assert_eq!(stop(child).stop_signal(), Some(SIG(SIG::TRAP.0 | 0x80)));
    let mut call = ptrace_syscall_info::zeroed();
    let getppid = u64::from(linux_raw_sys::general::__NR_getppid);
    for op in [PTRACE_SYSCALL_INFO::EXIT, PTRACE_SYSCALL_INFO::ENTRY] {
        assert!(linux::ptrace_get_syscall_info(child, &mut call).unwrap() > 24);
        if call.op == PTRACE_SYSCALL_INFO::ENTRY.0 {
            let number = unsafe { call.__bindgen_anon_1.entry.nr };
            assert_eq!(number, getppid);
            break;
        }
        assert_eq!(call.op, op.0, "the end of kill");
        linux::ptrace_syscall(child, SIG(0)).unwrap();
        stop(child);
    }
    match linux::ptrace_singlestep(child, SIG(0)) {
        Err(Errno::EIO) => skipped("PTRACE_SINGLESTEP: the machine cannot"),
        result => {
            result.unwrap();
            stop(child);
        }
    }
    linux::ptrace_cont(child, SIG(0)).unwrap();
    assert_eq!(stop(child).0 >> 16, PTRACE_EVENT::EXIT.0);
    assert_eq!(
        linux::ptrace_geteventmsg(child),
        Ok(1 << 8),
        "the word was changed"
    );
    linux::ptrace_detach(child, SIG(0)).unwrap();
    assert_eq!(
        linux::wait4(child, W::empty(), None),
        Ok((child, WaitStatus(1 << 8)))
    );
    assert_eq!(linux::ptrace_cont(child, SIG(0)), Err(Errno::ESRCH));
}

#[test]
fn a_child_that_is_seized() {
    let waits = || {
        child(|| {
            loop {
                let _ = linux::poll(&mut [], -1);
            }
        })
    };
    let seized = waits();
    match linux::ptrace_seize(seized, PTRACE_O::EXITKILL) {
        Err(Errno::EPERM) => skipped("ptrace: not permitted"),
        result => {
            result.unwrap();
            linux::ptrace_interrupt(seized).unwrap();
            assert_eq!(stop(seized).0 >> 16, PTRACE_EVENT::STOP.0);
            linux::ptrace_listen(seized).unwrap();
            let listens = linux::ptrace_cont(seized, SIG(0));
            assert_eq!(listens, Err(Errno::ESRCH), "it counts as not stopped");
            linux::ptrace_interrupt(seized).unwrap();
            stop(seized);
            linux::ptrace_detach(seized, SIG::TERM).unwrap();
        }
    }
    let attached = waits();
    if linux::ptrace_attach(attached).is_ok() {
        assert_eq!(stop(attached).stop_signal(), Some(SIG::STOP));
        assert_eq!(
            linux::ptrace_interrupt(attached),
            Err(Errno::EIO),
            "only who was seized"
        );
    }
    for child in [seized, attached] {
        let _ = linux::kill(child, SIG::KILL);
        let (pid, status) = linux::wait4(child, W::empty(), None).unwrap();
        assert!(pid == child && status.signaled());
    }
    assert_eq!(linux::ptrace_attach(linux::getpid()), Err(Errno::EPERM));
    if let Some(not_traced) = allowed("ptrace", linux::ptrace_interrupt(1)) {
        assert_eq!(not_traced, Err(Errno::ESRCH));
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
    let read = unsafe { linux::process_vm_readv(linux::getpid(), &to, &from, 0) };
    match allowed("process_vm_readv", read) {
        None => return,
        Some(read) => assert_eq!(read, Ok(5)),
    }
    assert_eq!(target, source);
    let missing = unsafe { linux::process_vm_writev(-1, &from, &to, 0) };
    assert!(
        matches!(missing, Err(Errno::ESRCH | Errno::EINVAL)),
        "{missing:?}"
    );
}

#[test]
fn what_is_shared() {
    let pid = linux::getpid();
    let file = linux::memfd_create(c"one", Default::default()).unwrap();
    let copy = linux::dup(file.fd()).unwrap();
    let other = linux::memfd_create(c"two", Default::default()).unwrap();
    let kcmp = |a: i32, b: i32| linux::kcmp(pid, pid, KCMP::FILE, a as usize, b as usize);
    match kcmp(file.fd().as_raw(), copy.fd().as_raw()) {
        Err(Errno::ENOSYS | Errno::EPERM) => return skipped("kcmp is not configured, or filtered"),
        order => assert_eq!(order, Ok(Some(Ordering::Equal))),
    }
    let order = kcmp(file.fd().as_raw(), other.fd().as_raw())
        .unwrap()
        .unwrap();
    assert_ne!(order, Ordering::Equal);
    assert_eq!(
        kcmp(other.fd().as_raw(), file.fd().as_raw()),
        Ok(Some(order.reverse()))
    );
    assert_eq!(kcmp(file.fd().as_raw(), -1), Err(Errno::EBADF));
    let same = linux::kcmp(pid, pid, KCMP::VM, 0, 0);
    assert_eq!(same, Ok(Some(Ordering::Equal)));
    assert_eq!(linux::kcmp(pid, pid, KCMP(99), 0, 0), Err(Errno::EINVAL));
    let slot = linux::kcmp(pid, pid, KCMP::EPOLL_TFD, 0, 1);
    assert_eq!(slot, Err(Errno::EFAULT), "no structure there");
}
