//! Processes: numbers and groups, making and ending them, waiting, namespaces (section 2 of the manual pages).
//!
//! Calls act on the calling thread where the C library would act on the process: the kernel's clone, unshare and setns do.

use syscall_consts::linux::{CLONE, PR, RUSAGE, SIG, W};
use syscall_types::linux::rusage;

use super::call::{calls, decode, fill_one, syscall};
use crate::{Errno, Fd, Out};

macro_rules! numbers {
    ($($(#[$meta:meta])* $name:ident: $result:ty = $nr:ident;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $name() -> $result {
            // SAFETY: the call takes nothing and cannot fail.
            unsafe { syscall!($nr) as $result }
        }
    )*};
}

numbers! {
    /// The process's number, getpid(2).
    getpid: i32 = __NR_getpid;
    /// The parent's number, getppid(2); 0 where it is in another namespace.
    getppid: i32 = __NR_getppid;
    /// The thread's number, gettid(2).
    gettid: i32 = __NR_gettid;
    /// The real user, getuid(2).
    #[doc(alias = "getuid32")]
    getuid: u32 = __NR_getuid;
    /// The effective user, geteuid(2).
    #[doc(alias = "geteuid32")]
    geteuid: u32 = __NR_geteuid;
    /// The real group, getgid(2).
    #[doc(alias = "getgid32")]
    getgid: u32 = __NR_getgid;
    /// The effective group, getegid(2).
    #[doc(alias = "getegid32")]
    getegid: u32 = __NR_getegid;
}

/// Waits for a child to change, wait4(2): `pid` is its number, -1 for any, 0 for those of this process group, or a negated
/// group.
///
/// Returns the child's number and its status, as bits of wait(2); 0 and 0 where `NOHANG` found nothing. `ECHILD`, `EINTR`.
#[doc(alias = "wait")]
#[doc(alias = "waitpid")]
#[doc(alias = "wait3")]
#[inline]
pub fn wait4(pid: i32, options: W, usage: Option<&mut rusage>) -> Result<(i32, i32), Errno> {
    let mut status = 0i32;
    // SAFETY: the kernel writes the status and the usage.
    let child = decode(unsafe { syscall!(__NR_wait4, pid, &mut status, options, usage) })?;
    Ok((child, status))
}

/// Ends the process with all its threads, exit_group(2). The parent sees the low eight bits of `status`.
#[doc(alias = "exit")]
#[doc(alias = "_exit")]
#[inline]
pub fn exit_group(status: i32) -> ! {
    loop {
        // SAFETY: nothing of the process is left that could be wrong.
        unsafe { syscall!(__NR_exit_group, status) };
    }
}

/// Splits the process, fork(2): 0 in the child, the child's number in the parent. `EAGAIN`, `ENOMEM`.
///
/// It is clone's call with the signal SIGCHLD, which every architecture has.
///
/// # Safety
///
/// The child has this thread only. Locks that others held stay locked and what they changed stays half done, in the memory
/// allocator and in the C library too, whose cached state (thread numbers, handlers of `pthread_atfork`) knows nothing of
/// this. Where there may be other threads, only what a signal handler may call is allowed until exec or exit.
#[doc(alias = "clone")]
#[inline]
pub unsafe fn fork() -> Result<i32, Errno> {
    // The order of the arguments differs by architecture: all but the first are zero.
    // SAFETY: the caller's. A null stack means a copy of this one.
    decode(unsafe { syscall!(__NR_clone, SIG::CHLD, 0usize, 0usize, 0usize, 0usize) })
}

/// The resources used so far by the process, its children or the thread, getrusage(2).
#[inline]
pub fn getrusage<'a>(who: RUSAGE, out: impl Out<'a, rusage>) -> Result<&'a mut rusage, Errno> {
    // SAFETY: getrusage(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_getrusage, who, place)) }
}

calls! {
    /// The group of a process, getpgid(2), 0 being this one. `ESRCH`.
    #[doc(alias = "getpgrp")]
    pub fn getpgid(pid: i32) -> i32 = __NR_getpgid(pid);

    /// Puts a process into a group, setpgid(2), 0 being this one and its own number. `EPERM`, `ESRCH`, `EACCES`.
    pub fn setpgid(pid: i32, group: i32) = __NR_setpgid(pid, group);

    /// The session of a process, getsid(2), 0 being this one. `ESRCH`.
    pub fn getsid(pid: i32) -> i32 = __NR_getsid(pid);

    /// Starts a session and a group, setsid(2); returns its number. `EPERM` for who leads a group.
    pub fn setsid() -> i32 = __NR_setsid();

    /// Lets others run, sched_yield(2).
    pub fn sched_yield() = __NR_sched_yield();

    /// Moves the thread to a namespace, setns(2); `kind` says which it must be (`NEWNET`...), or nothing. `EINVAL`, `EPERM`.
    pub fn setns(fd: Fd<'_>, kind: CLONE) = __NR_setns(fd, kind);

    /// Gives the thread namespaces, or other things that it shared, of its own, unshare(2). `EPERM`, `EINVAL`, `ENOSPC`.
    ///
    /// # Safety
    ///
    /// With `FILES` and `FS` threads of a process no longer agree on descriptors and directories: who lends one to another
    /// thread lends a different thing.
    pub unsafe fn unshare(flags: CLONE) = __NR_unshare(flags);

    /// Any operation of prctl(2) on the process or the thread.
    ///
    /// # Safety
    ///
    /// The arguments are what the operation takes, pointers included; and operations that change how memory or machine
    /// code work (`SET_MM`, `SET_SECCOMP`...) must suit the program.
    pub unsafe fn prctl(option: PR, args: [usize; 4]) -> usize = __NR_prctl(option, args[0], args[1], args[2], args[3]);
}
