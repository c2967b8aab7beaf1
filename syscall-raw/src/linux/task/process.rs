//! Processes: their numbers and groups, making and ending them, limits, namespaces (fork(2), clone(2), execve(2),
//! exit_group(2), getpid(2), setsid(2), prlimit(2), getrusage(2), unshare(2), setns(2), listns(2), pidfd_open(2),
//! namespaces(7)).
//!
//! Calls act on the calling thread where the C library would act on the process: the kernel's clone, unshare and
//! setns do. Waiting for processes is in [`wait`](crate::linux::wait). The examples `namespaces` and `pidfd` show
//! some.

use core::{
    ffi::{CStr, c_char, c_void},
    mem::size_of,
};

use syscall_consts::linux::{AT, CLONE, LISTNS, PIDFD, RLIMIT, RSEQ_FLAG, RUSAGE, SIG};
use syscall_types::linux::{clone_args, ns_id_req, rlimit, rseq as area, rusage, tms};

use crate::linux::call::{calls, decode, fill, fill_one, syscall};
use crate::{Buffer, Errno, Fd, Out, OwnedFd, RawFd};

mod spawn;

pub use spawn::{Spawn, SpawnError, SpawnStep, Spawned, spawn};

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

/// The namespaces of some kinds, listns(2), Linux 6.19: their ids (`NS_GET_ID`) in their order, those after `last` (0 from
/// the start), so that a second call goes on where the buffer was full. Only what somebody uses is listed, a process or a
/// descriptor.
///
/// `kinds` are of `NEWCGROUP`, `NEWIPC`, `NEWNET`, `NEWNS`, `NEWPID`, `NEWTIME`, `NEWUSER` and `NEWUTS`, or none for all.
/// `owner` is the id of the user namespace that they belong to, [`LISTNS::CURRENT_USER`] for that of the caller, or 0 for any.
///
/// `EINVAL` and `EOPNOTSUPP` (other kinds, no such owner), `EPERM`.
#[inline]
pub fn listns<B: Buffer<u64>>(
    kinds: CLONE,
    owner: LISTNS,
    last: u64,
    buffer: B,
) -> Result<B::Filled, Errno> {
    let Ok(ns_type) = u32::try_from(kinds.bits()) else {
        return Err(Errno::EINVAL);
    };
    let request = ns_id_req {
        size: size_of::<ns_id_req>() as u32,
        spare: 0,
        ns_id: last,
        ns_type,
        spare2: 0,
        user_ns_id: owner.0,
    };
    // SAFETY: listns(2) returns how many it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(__NR_listns, &request, start, len, 0usize)
        })
    }
}

/// Ends the process with all its threads, exit_group(2). The parent sees the low eight bits of `status`.
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
#[doc(alias = "vfork")]
#[inline]
pub unsafe fn fork() -> Result<i32, Errno> {
    // SAFETY: the caller's.
    unsafe {
        clone(
            CLONE::empty(),
            SIG::CHLD,
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            core::ptr::null_mut(),
            0,
        )
    }
}

/// Makes a process or thread, clone(2): 0 in the child, the child's number in the parent. The parent gets `signal` when it
/// ends. `EAGAIN`, `EINVAL`, `ENOMEM`, `EPERM`, `ENOSPC`, `EUSERS`.
///
/// The order of arguments is this one on every architecture, whatever the kernel's is there.
///
/// # Safety
///
/// Besides what [`fork`] asks for: both return from here, so the child needs the stack that it was called on. `stack` is
/// null, and `VM` is not among the flags: then that is a copy. On another stack there is nothing to return to, and on a
/// shared one each overwrites what the other returns to, `VFORK` or not. A child on a stack of its own has to be started in
/// assembly, by [`syscall`](crate::linux::syscall)'s instructions and no function around them.
///
/// The numbers' places are null or written to by the kernel if flags say so, at the child's end too. With `SETTLS` the
/// thread's own data, the C library's included, are elsewhere. With `FILES` and `FS`, see [`unshare`].
#[inline]
pub unsafe fn clone(
    flags: CLONE,
    signal: SIG,
    stack: *mut c_void,
    parent_tid: *mut i32,
    child_tid: *mut i32,
    tls: usize,
) -> Result<i32, Errno> {
    let flags = flags.bits() as usize | signal.0 as usize;
    // `CLONE_BACKWARDS2`, none, and `CLONE_BACKWARDS` of arch/*/Kconfig.
    // SAFETY: the caller's.
    decode(unsafe {
        if cfg!(target_arch = "s390x") {
            syscall!(__NR_clone, stack, flags, parent_tid, child_tid, tls)
        } else if cfg!(any(target_arch = "x86_64", target_arch = "loongarch64")) {
            syscall!(__NR_clone, flags, stack, parent_tid, child_tid, tls)
        } else {
            syscall!(__NR_clone, flags, stack, parent_tid, tls, child_tid)
        }
    })
}

/// Runs a program in place of this one, execve(2). It returns only when that fails. Descriptors stay open but for those with
/// `CLOEXEC`, handlers of signals are gone, the signal mask and what is ignored stay.
///
/// `ENOENT`, `EACCES`, `ENOEXEC`, `E2BIG`, `ENOMEM`, `ETXTBSY`, `ELIBBAD`.
///
/// # Safety
///
/// Arguments and environment are arrays of pointers to texts, each array with a null at its end, or null.
#[inline]
pub unsafe fn execve(
    path: &CStr,
    arguments: *const *const c_char,
    environment: *const *const c_char,
) -> Errno {
    // SAFETY: the caller's.
    let result = unsafe { syscall!(__NR_execve, path, arguments, environment) };
    Errno::from_raw(result.unsigned_abs() as u16)
}

/// As [`execve`] by directory, execveat(2), Linux 3.19: flags `SYMLINK_NOFOLLOW`, and `EMPTY_PATH` with an empty path
/// for `dir` itself.
///
/// # Safety
///
/// As for [`execve`].
#[doc(alias = "fexecve")]
#[inline]
pub unsafe fn execveat(
    dir: Fd<'_>,
    path: &CStr,
    arguments: *const *const c_char,
    environment: *const *const c_char,
    flags: AT,
) -> Errno {
    // SAFETY: the caller's.
    let result = unsafe { syscall!(__NR_execveat, dir, path, arguments, environment, flags) };
    Errno::from_raw(result.unsigned_abs() as u16)
}

/// Ends the thread alone, exit(2).
///
/// # Safety
///
/// Nothing is dropped: what borrows from this thread's stack is used no more, and what the C library keeps for the thread is
/// nobody's then.
#[doc(alias = "pthread_exit")]
#[inline]
pub unsafe fn exit(status: i32) -> ! {
    loop {
        // SAFETY: the caller's.
        unsafe { syscall!(__NR_exit, status) };
    }
}

/// The process's own limit, getrlimit(2). It is prlimit64's call. `EINVAL` (no such resource).
#[doc(alias = "ugetrlimit")]
#[inline]
pub fn getrlimit<'a>(resource: RLIMIT, out: impl Out<'a, rlimit>) -> Result<&'a mut rlimit, Errno> {
    // SAFETY: prlimit64(2) fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_prlimit64, 0i32, resource, None::<&rlimit>, place)
        })
    }
}

/// Sets the process's own limit, setrlimit(2). It is prlimit64's call. `EPERM` (beyond the hard limit), `EINVAL`.
#[inline]
pub fn setrlimit(resource: RLIMIT, new: &rlimit) -> Result<(), Errno> {
    prlimit64(0, resource, Some(new), None)
}

/// Times used by the process and by its children waited for, times(2), in ticks of `AT_CLKTCK`. Returns the ticks since some
/// point in the past; it cannot fail.
#[inline]
pub fn times(out: Option<&mut tms>) -> usize {
    // SAFETY: the kernel writes the structure.
    unsafe { syscall!(__NR_times, out) as usize }
}

/// The resources used so far by the process, its children that were waited for, or the thread, getrusage(2). `EINVAL`.
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

    /// Lets others run, sched_yield(2). It does not fail on Linux.
    pub fn sched_yield() = __NR_sched_yield();

    /// Gives the processor back within a longer time slice that the kernel has granted (`rseq::slice_ctrl`),
    /// rseq_slice_yield(2), Linux 7.0. Whether it was in time: not so when nothing was granted, or when the grant had ended.
    pub fn rseq_slice_yield() -> bool = __NR_rseq_slice_yield();

    /// Moves the thread to a namespace, setns(2), by a file of /proc/*/ns, or to several of a process by its descriptor (Linux
    /// 5.8); `kind` says which (`NEWNET`...), or for a file nothing. A namespace of processes is that of new children only.
    /// `EINVAL` (another kind, or threads share what goes with it), `EPERM`.
    pub fn setns(fd: Fd<'_>, kind: CLONE) = __NR_setns(fd, kind);

    /// Gives the thread namespaces, or other things that it shared, of its own, unshare(2). A namespace of processes is that of
    /// new children only. `EPERM` (namespaces but `NEWUSER` need CAP_SYS_ADMIN, which `NEWUSER` beside them gives), `EINVAL`
    /// (not configured, or `NEWUSER` with other threads), `ENOSPC` (too many).
    ///
    /// # Safety
    ///
    /// With `FILES`, and with `FS`, which is part of `NEWNS` and `NEWUSER`, threads of a process no longer agree on descriptors
    /// and directories: who lends one to another thread lends a different thing. A process of one thread has nothing to fear.
    pub unsafe fn unshare(flags: CLONE) = __NR_unshare(flags);

    /// As [`clone`], clone3(2), Linux 5.3. The parent gets `exit_signal`, or with 0 none, and for `PIDFD` a descriptor of the
    /// child, with `CLOEXEC`, where `pidfd` points. `EEXIST` (a number of `set_tid`).
    ///
    /// # Safety
    ///
    /// As for [`clone`], and `stack` with `stack_size` likewise. `pidfd`, `parent_tid` and `child_tid` are addresses of an
    /// `i32` each where a flag wants one, and `set_tid` is one of `set_tid_size` of them.
    pub unsafe fn clone3(arguments: &clone_args) -> i32 = __NR_clone3(arguments, size_of::<clone_args>());

    /// Sets a process's limit to `new` and puts the old one into `old`, prlimit64(2), 0 being this process. `EPERM`, `EINVAL`,
    /// `ESRCH`.
    #[doc(alias = "prlimit")]
    pub fn prlimit64(pid: i32, resource: RLIMIT, new: Option<&rlimit>, old: Option<&mut rlimit>)
        = __NR_prlimit64(pid, resource, new, old);

    /// A descriptor of a process, pidfd_open(2), Linux 5.3, or with `THREAD` (6.9) of a thread. It has `CLOEXEC`, and can be
    /// read, as poll(2) tells, when the process has ended. `ESRCH`, `EINVAL`.
    pub fn pidfd_open(pid: i32, flags: PIDFD) -> OwnedFd = __NR_pidfd_open(pid, flags);

    /// A copy of another process's descriptor, pidfd_getfd(2), Linux 5.6. No flags are defined. `EPERM`, `ESRCH`, `EBADF`.
    ///
    /// # Safety
    ///
    /// The other process may be this one: then the descriptor is the caller's to duplicate.
    pub unsafe fn pidfd_getfd(pidfd: Fd<'_>, target: RawFd, flags: u32) -> OwnedFd = __NR_pidfd_getfd(pidfd, target, flags);

    /// Frees the memory of a process that is being killed, process_mrelease(2), Linux 5.15. No flags are defined. `EAGAIN`,
    /// `EINVAL` (it is not dying), `ESRCH`.
    pub fn process_mrelease(pidfd: Fd<'_>, flags: u32) = __NR_process_mrelease(pidfd, flags);

    /// Sets the place to clear and wake as a futex when the thread ends, set_tid_address(2); returns the thread's number.
    ///
    /// # Safety
    ///
    /// The place stays until the thread ends. The C library has one for each of its threads, which this replaces.
    pub unsafe fn set_tid_address(place: *mut i32) -> i32 = __NR_set_tid_address(place);

    /// Registers the thread's restartable sequences, rseq(2), Linux 4.18, or no more: `signature` stands before the code that an
    /// interrupted sequence goes on with. `EBUSY` (registered already), `EINVAL`, `EPERM` (another signature).
    ///
    /// # Safety
    ///
    /// `area` has `len` bytes (32, which every kernel takes, or as many as `AT_RSEQ_FEATURE_SIZE` and `AT_RSEQ_ALIGN` say) and stays until it is
    /// unregistered or the thread ends. The C library has one for each of its threads.
    pub unsafe fn rseq(area: *mut area, len: u32, flags: RSEQ_FLAG, signature: u32)
        = __NR_rseq(area, len, flags, signature);
}
