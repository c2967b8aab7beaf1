use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{CLONE, LISTNS, RUSAGE, SIG, W},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{WaitStatus, rusage},
};

use super::{NONE, allowed, has_proc, in_child, skipped};

#[test]
fn numbers() {
    assert_eq!(linux::getpid() as u32, std::process::id());
    assert_eq!(linux::getppid() as u32, std::os::unix::process::parent_id());
    assert!(linux::gettid() > 0);
    assert_eq!(linux::getpgid(0), linux::getpgid(linux::getpid()));
    assert!(linux::getsid(0).is_ok());
    assert_eq!(linux::getpgid(-1), Err(Errno::ESRCH));
    linux::sched_yield().unwrap();
    if !has_proc() {
        return;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = |key: &str, ids: [u32; 2]| {
        let found = status
            .lines()
            .find_map(|line| line.strip_prefix(key))
            .unwrap();
        let found: Vec<u32> = found
            .split_whitespace()
            .map(|id| id.parse().unwrap())
            .collect();
        assert_eq!(found[..2], ids, "{key}");
    };
    line("Uid:", [linux::getuid(), linux::geteuid()]);
    line("Gid:", [linux::getgid(), linux::getegid()]);
}

#[test]
fn children() {
    assert_eq!(in_child(|| 42), 42);
    assert_eq!(
        in_child(
            || (linux::setpgid(0, 0) == Ok(()) && linux::getpgid(0) == Ok(linux::getpid())) as i32
        ),
        1
    );
    assert_eq!(
        in_child(|| (linux::setsid() == Ok(linux::getpid())
            && linux::getsid(0) == Ok(linux::getpid())) as i32),
        1
    );
    assert_eq!(
        in_child(|| linux::setsid()
            .and_then(|_| linux::setsid())
            .unwrap_err()
            .raw()
            .into()),
        1,
        "EPERM"
    );
}

#[test]
fn signals_and_waiting() {
    match unsafe { linux::fork() }.unwrap() {
        0 => loop {
            let _ = linux::poll(&mut [], -1);
        },
        child => {
            let mut usage = rusage::zeroed();
            assert_eq!(
                linux::wait4(child, W::NOHANG, Some(&mut usage)),
                Ok((0, WaitStatus(0)))
            );
            linux::kill(child, SIG(0)).unwrap();
            linux::kill(child, SIG::KILL).unwrap();
            assert_eq!(
                linux::wait4(child, W::empty(), Some(&mut usage)),
                Ok((child, WaitStatus(SIG::KILL.0)))
            );
            assert!(usage.ru_maxrss > 0);
            assert_eq!(linux::kill(child, SIG(0)), Err(Errno::ESRCH));
            assert_eq!(linux::wait4(child, W::empty(), None), Err(Errno::ECHILD));
        }
    }
    assert_eq!(linux::kill(linux::getpid(), SIG(999)), Err(Errno::EINVAL));
}

#[test]
fn usage_and_namespaces() {
    let mut room = MaybeUninit::uninit();
    assert!(linux::getrusage(RUSAGE::SELF, &mut room).unwrap().ru_maxrss > 0);
    let mut room = MaybeUninit::uninit();
    assert_eq!(
        linux::getrusage(RUSAGE(99), &mut room).map(|_| ()),
        Err(Errno::EINVAL)
    );
    if let Some(none) = allowed("setns", linux::setns(NONE, CLONE::NEWNET)) {
        assert_eq!(none, Err(Errno::EBADF));
    }
    let unshared = || allowed("unshare", unsafe { linux::unshare(CLONE::FILES) });
    assert_eq!(
        in_child(|| unshared().is_none_or(|unshared| unshared.is_ok()) as i32),
        1
    );
}

#[test]
fn by_number() {
    let getpid = linux_raw_sys::general::__NR_getpid as usize;
    assert_eq!(
        unsafe { linux::syscall(getpid, [0; 6]) },
        linux::getpid() as isize
    );
    assert_eq!(
        unsafe { linux::syscall(99_999, [0; 6]) },
        -(Errno::ENOSYS.raw() as isize)
    );
    assert_eq!(linux::decode(-1), Err(Errno::EPERM));
    assert_eq!(linux::decode(-4095), Err(Errno::from_raw(4095)));
    assert_eq!(linux::decode(-4096), Ok(-4096isize as usize)); // an address near the end
    assert_eq!(linux::decode(0), Ok(0));
}

#[test]
fn lists_of_namespaces() {
    let mut ids = [0; 64];
    let listed = match linux::listns(CLONE::NEWUTS, LISTNS(0), 0, &mut ids) {
        Err(Errno::ENOSYS) => return skipped("listns needs Linux 6.19"),
        listed => listed.unwrap(),
    };
    assert!(listed > 0 && ids[..listed].is_sorted());
    let after = linux::listns(CLONE::NEWUTS, LISTNS(0), ids[0], &mut [0; 64]).unwrap();
    assert!(after == listed - 1 || listed == ids.len());
    let other = linux::listns(CLONE::FS, LISTNS(0), 0, &mut ids);
    assert!(other.is_err());
    let high = linux::listns(CLONE::CLEAR_SIGHAND, LISTNS(0), 0, &mut ids);
    assert_eq!(high, Err(Errno::EINVAL));
    assert!(linux::listns(CLONE::empty(), LISTNS::CURRENT_USER, 0, &mut ids).is_ok());
}

#[test]
fn a_time_slice_that_was_not_granted() {
    match linux::rseq_slice_yield() {
        Err(Errno::ENOSYS) => skipped("rseq_slice_yield needs Linux 7.0"),
        in_time => assert_eq!(in_time, Ok(false)),
    }
}
