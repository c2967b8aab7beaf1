//! The typed calls against the kernel that runs the tests, each with its errors.
#![cfg(target_os = "linux")]
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "every descriptor and every mapping here is the test's own"
)]
#![allow(missing_docs)]

use std::{
    ffi::CString,
    mem::MaybeUninit,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use syscall_raw::{Fd, RawFd, linux};

// It names every function, and the functions of other architectures are not here.
#[cfg(target_arch = "x86_64")]
mod coverage;
mod event;
mod fd;
mod file;
mod limits;
mod memory;
mod other;
mod path;
mod process;
mod signal;
mod socket;
mod sys;
mod time;
mod transfer;
mod vdso;

/// A descriptor that is closed at the end of a test.
struct Owned(RawFd);

impl Owned {
    fn fd(&self) -> Fd<'_> {
        unsafe { Fd::borrow_raw(self.0) }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        unsafe { linux::close(self.0) }.expect("the test closed it itself");
    }
}

/// Both ends of a pair.
fn both(pair: [RawFd; 2]) -> (Owned, Owned) {
    (Owned(pair[0]), Owned(pair[1]))
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

/// Runs `body` in a child and returns the status that it exits with.
fn in_child(body: impl FnOnce() -> i32) -> i32 {
    use syscall_consts::linux::W;
    match unsafe { linux::fork() }.unwrap() {
        0 => linux::exit_group(
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(body)).unwrap_or(101),
        ),
        child => {
            let (pid, status) = linux::wait4(child, W::empty(), None).unwrap();
            assert_eq!(pid, child);
            assert_eq!(status & 0x7f, 0, "the child died of a signal");
            status >> 8
        }
    }
}
