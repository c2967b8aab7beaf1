//! The typed calls against the kernel that runs the tests, each with its errors.
#![cfg(target_os = "linux")]
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "every descriptor and every mapping here is the test's own"
)]
#![allow(missing_docs)]

use std::{
    ffi::CString,
    io::Write,
    mem::MaybeUninit,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use syscall_consts::{
    Errno,
    linux::{CLONE, ITIMER, RLIMIT, W},
};
use syscall_raw::{Fd, linux};
use syscall_types::{Plain, linux::itimerval};

mod aio;
mod bpf;
// It names every function, and the functions of other architectures are not here.
#[cfg(target_arch = "x86_64")]
mod coverage;
mod event;
mod fd;
mod file;
mod futex;
mod io_uring;
mod keyrings;
mod limits;
mod memory;
mod mount;
mod mqueue;
mod notify;
mod numa;
mod path;
mod perf;
mod prctl;
mod process;
mod ptrace;
mod room;
mod security;
mod signal;
mod socket;
mod splice;
mod system;
mod sysv;
mod terminal;
mod time;
mod vdso;

/// Says on the real standard error, which the harness does not capture, that something is skipped, with a running count.
fn skipped(reason: &str) {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let _ = writeln!(std::io::stderr(), "skipped ({count}): {reason}");
}

/// What a call answers that this machine may refuse as such: the kernel is older or was built without it (`ENOSYS`), or the user
/// may not, or a container's filter stands before it (`EPERM`, `EACCES`). Such an answer is said, and nothing then.
fn allowed<T>(what: &str, result: Result<T, Errno>) -> Option<Result<T, Errno>> {
    match result {
        Err(error @ (Errno::ENOSYS | Errno::EPERM | Errno::EACCES)) => {
            skipped(&format!("{what}: {error}"));
            None
        }
        result => Some(result),
    }
}

/// Why nothing is mounted in a namespace whose mounts might spread.
const NO_MOUNT: &str = "the root is no mount, so mounts cannot be kept from others";

/// Whether /proc is there. Says so when it is not.
fn has_proc() -> bool {
    let there = Path::new("/proc/self/fd").exists();
    if !there {
        skipped("/proc is not mounted");
    }
    there
}

/// The number of a descriptor far from those in use: this one, or what the limit of the process leaves.
fn far(number: i32) -> i32 {
    let mut room = MaybeUninit::uninit();
    let limit = linux::getrlimit(RLIMIT::NOFILE, &mut room).unwrap();
    number.min(i32::try_from(limit.rlim_cur).unwrap_or(i32::MAX) - 8)
}

/// What a child exits with that has skipped something.
const SKIPPED: i32 = 77;

/// Runs `body`, which says what it has to skip, in a child.
fn in_own(body: impl FnOnce() -> Result<(), &'static str>) {
    let [out, into] = linux::pipe2(Default::default()).unwrap();
    let status = in_child(|| match body() {
        Ok(()) => 0,
        Err(reason) => {
            linux::write(into.fd(), reason.as_bytes()).unwrap();
            SKIPPED
        }
    });
    match status {
        0 => {}
        SKIPPED => {
            let mut reason = [0; 256];
            let len = linux::read(out.fd(), &mut reason).unwrap();
            skipped(std::str::from_utf8(&reason[..len]).unwrap());
        }
        status => panic!("{status}"),
    }
}

/// As [`in_own`], in new namespaces.
fn in_namespaces(kinds: CLONE, body: impl FnOnce() -> Result<(), &'static str>) {
    in_own(|| match unsafe { linux::unshare(kinds) } {
        Err(Errno::EPERM | Errno::EINVAL | Errno::ENOSPC | Errno::ENOSYS) => {
            Err("no namespaces of its own here")
        }
        result => {
            result.unwrap();
            body()
        }
    });
}

/// What is not a descriptor.
const NONE: Fd<'static> = unsafe { Fd::borrow_raw(-1) };

/// A directory that is removed at the end of a test.
struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "syscall-raw.{}.{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Directory(path)
    }

    fn path(&self, name: &str) -> CString {
        c_path(&self.0.join(name))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn c_path(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).unwrap()
}

fn uninit<const N: usize>() -> [MaybeUninit<u8>; N] {
    [MaybeUninit::uninit(); N]
}

/// Lets children say why they panic: the harness keeps what a test says, and never learns what another process says. There
/// is no backtrace, for other threads may have held its locks at the fork.
fn panics_of_children() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let (parent, usual) = (linux::getpid(), std::panic::take_hook());
        std::panic::set_hook(Box::new(move |panic| {
            if linux::getpid() == parent {
                usual(panic);
            } else {
                let _ = writeln!(std::io::stderr(), "{panic}");
            }
        }));
    });
}

/// Runs `body` in a child and returns the status that it exits with. After half a minute a signal ends it.
fn in_child(body: impl FnOnce() -> i32) -> i32 {
    panics_of_children();
    match unsafe { linux::fork() }.unwrap() {
        0 => {
            let mut end = itimerval::zeroed();
            end.it_value.tv_sec = 30;
            linux::setitimer(ITIMER::REAL, &end, None).unwrap();
            let body = std::panic::AssertUnwindSafe(body);
            linux::exit_group(std::panic::catch_unwind(body).unwrap_or(101))
        }
        child => {
            let (pid, status) = linux::wait4(child, W::empty(), None).unwrap();
            assert_eq!(pid, child);
            status
                .exit_status()
                .unwrap_or_else(|| panic!("the child died of a signal: {status:?}"))
        }
    }
}
