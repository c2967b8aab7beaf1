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

/// Runs `/bin/sh -c SCRIPT` with a pipe as its standard output: what it wrote, and how it ended.
fn shell(
    script: &std::ffi::CStr,
    plan: impl FnOnce(&mut linux::Spawn<'_>),
) -> Result<(String, WaitStatus), linux::SpawnError> {
    use std::os::fd::AsRawFd;
    let (mut reader, writer) = std::io::pipe().unwrap();
    let (path, option) = (c"/bin/sh", c"-c");
    let null = std::ptr::null();
    let paths = [c"/nosuch/sh".as_ptr(), path.as_ptr(), null];
    let arguments = [path.as_ptr(), option.as_ptr(), script.as_ptr(), null];
    let environment = [c"A=b".as_ptr(), null];
    let descriptors = [[1, writer.as_raw_fd()]];
    let mut spawn = linux::Spawn::new(paths.as_ptr(), arguments.as_ptr(), environment.as_ptr());
    spawn.descriptors = &descriptors;
    plan(&mut spawn);
    let spawned = unsafe { linux::spawn(&spawn) }?;
    drop(writer);
    let text = std::io::read_to_string(&mut reader).unwrap();
    let (child, status) = linux::wait4(spawned.pid, W::empty(), None).unwrap();
    assert_eq!(child, spawned.pid);
    Ok((text, status))
}

#[test]
fn spawned_children() {
    let own = linux::getpgid(0).unwrap();
    let (text, status) = shell(c"echo $A$HOME; exit 3", |_| ()).unwrap();
    assert_eq!((text.as_str(), status.exit_status()), ("b\n", Some(3)));
    let (text, _) = shell(c"pwd", |plan| plan.directory = Some(c"/")).unwrap();
    assert_eq!(text, "/\n");
    shell(c"true", |plan| plan.session = true).unwrap();
    if has_proc() {
        // Signals are as the caller has them, or as the plan says.
        let script = c"while read -r name bits; do case $name in SigBlk:) echo $bits;; esac; done < /proc/self/status";
        let mut mask = syscall_types::linux::sigset::zeroed();
        mask.set(SIG::USR1, true);
        let mask: &'static _ = Box::leak(Box::new(mask));
        let (text, _) = shell(script, |plan| plan.mask = Some(mask)).unwrap();
        assert_eq!(text, "0000000000000200\n");
        let (text, _) = shell(script, |_| ()).unwrap();
        let own = std::fs::read_to_string("/proc/thread-self/status").unwrap();
        let own = own.lines().find_map(|line| line.strip_prefix("SigBlk:"));
        assert_eq!(Some(text.trim()), own.map(str::trim));
    }
    shell(c"true", |plan| plan.group = Some(0)).unwrap();
    assert_eq!(linux::getpgid(0), Ok(own));
    let failed = |plan: fn(&mut linux::Spawn<'_>)| {
        let error = shell(c"true", plan).unwrap_err();
        (error.step.name(), error.errno)
    };
    assert_eq!(
        failed(|plan| plan.directory = Some(c"/nosuch")),
        ("chdir", Errno::ENOENT)
    );
    assert_eq!(
        failed(|plan| plan.group = Some(-5)),
        ("setpgid", Errno::EINVAL)
    );
    assert_eq!(
        failed(|plan| plan.descriptors = &[[0, 1 << 20]]),
        ("dup", Errno::EBADF)
    );
    assert_eq!(
        failed(|plan| {
            // The first does not exist.
            plan.paths = unsafe { plan.paths.add(2) };
        }),
        ("execve", Errno::ENOENT)
    );
    // No child is left of one that failed.
    let left = in_child(|| {
        let none = [std::ptr::null()];
        let plan = linux::Spawn::new(none.as_ptr(), none.as_ptr(), none.as_ptr());
        let failed = unsafe { linux::spawn(&plan) };
        let left = linux::wait4(-1, W::NOHANG, None);
        (failed.is_err() && left == Err(Errno::ECHILD)) as i32
    });
    assert_eq!(left, 1);
}

#[test]
fn spawned_descriptors_that_change_places() {
    use std::os::fd::AsRawFd;
    let (mut reader, writer) = std::io::pipe().unwrap();
    let [one, other] = [c"one", c"other"].map(|name| {
        let fd = linux::memfd_create(name, syscall_consts::linux::MFD::CLOEXEC).unwrap();
        linux::write(fd.fd(), name.to_bytes()).unwrap();
        fd
    });
    // 7 and 8 change places in the child.
    let all = [
        [1, writer.as_raw_fd()],
        [7, other.fd().as_raw()],
        [8, one.fd().as_raw()],
        [0, -1],
    ];
    let script = c"readlink /proc/self/fd/7 /proc/self/fd/8";
    let null = std::ptr::null();
    let paths = [c"/bin/sh".as_ptr(), null];
    let arguments = [c"sh".as_ptr(), c"-c".as_ptr(), script.as_ptr(), null];
    let path = std::ffi::CString::new(format!(
        "PATH={}",
        std::env::var("PATH").unwrap_or_default()
    ))
    .unwrap();
    let environment = [path.as_ptr(), null];
    if !has_proc() {
        return;
    }
    let mut plan = linux::Spawn::new(paths.as_ptr(), arguments.as_ptr(), environment.as_ptr());
    plan.descriptors = &all;
    let child = unsafe { linux::spawn(&plan) }.unwrap();
    drop(writer);
    let text = std::io::read_to_string(&mut reader).unwrap();
    linux::wait4(child.pid, W::empty(), None).unwrap();
    assert!(
        text.starts_with("/memfd:other (deleted)\n/memfd:one (deleted)\n"),
        "{text}"
    );
}

#[test]
fn spawned_by_threads() {
    // Children start while other threads hold locks, the allocator among them.
    let one = |thread: usize| {
        for round in 0..10 {
            let (_, status) = shell(c"exit 9", |plan| {
                plan.directory = Some(c"/");
                plan.descriptors = &[];
            })
            .unwrap();
            assert_eq!(status.exit_status(), Some(9), "{thread}, {round}");
            let failed = shell(c"", |plan| plan.directory = Some(c"/nosuch"));
            let error = failed.unwrap_err();
            assert_eq!((error.step.name(), error.errno), ("chdir", Errno::ENOENT));
            std::hint::black_box(vec![thread; 1000]);
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..4 {
            scope.spawn(move || one(thread));
        }
    });
}
