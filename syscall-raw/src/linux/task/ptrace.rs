//! Other processes: following and changing them with ptrace(2), their memory (process_vm_readv(2)), and what they
//! share (kcmp(2)).
//!
//! Requests of ptrace that not every architecture has go through [`ptrace`] itself. The thread `pid` is traced by the
//! calling thread and, but for attaching and interrupting, stopped: `ESRCH` where not. Further common errors: `EPERM`
//! (no right to it, or traced already), `EIO`, `EFAULT`, `EINVAL`.

use core::{cmp::Ordering, mem::size_of};

use syscall_consts::linux::{KCMP, NT, PTRACE, PTRACE_O, PTRACE_PEEKSIGINFO, SIG};
use syscall_types::linux::{iovec, ptrace_peeksiginfo_args, ptrace_syscall_info, siginfo, sigset};

use crate::linux::call::{calls, decode, fill, fill_one, initialise, syscall};
use crate::{Buffer, Errno, Out};

/// A word that a request writes: the kernel's own form, unlike the C library's, which returns it.
#[inline(always)]
fn word(request: PTRACE, pid: i32, address: usize) -> Result<usize, Errno> {
    let mut word = 0usize;
    // SAFETY: the kernel writes a word.
    decode::<()>(unsafe { syscall!(__NR_ptrace, request, pid, address, &mut word) })?;
    Ok(word)
}

/// A word of the process's memory, `PTRACE_PEEKDATA` of ptrace(2). `EIO`, `EFAULT`.
#[doc(alias = "PTRACE_PEEKTEXT")]
#[inline]
pub fn ptrace_peekdata(pid: i32, address: usize) -> Result<usize, Errno> {
    word(PTRACE::PEEKDATA, pid, address)
}

/// A word of the thread's registers as `struct user` has them at `offset`, `PTRACE_PEEKUSER` of ptrace(2). `EIO`.
#[doc(alias = "PTRACE_PEEKUSR")]
#[inline]
pub fn ptrace_peekuser(pid: i32, offset: usize) -> Result<usize, Errno> {
    word(PTRACE::PEEKUSR, pid, offset)
}

/// What there is to say of the event that the thread stopped for, `PTRACE_GETEVENTMSG` of ptrace(2): the new process's
/// number, the exit status, or a `PTRACE_EVENTMSG`.
#[inline]
pub fn ptrace_geteventmsg(pid: i32) -> Result<usize, Errno> {
    word(PTRACE::GETEVENTMSG, pid, 0)
}

/// The signal that the thread stopped for, `PTRACE_GETSIGINFO` of ptrace(2). `EINVAL` where it was none.
#[inline]
pub fn ptrace_getsiginfo<'a>(
    pid: i32,
    out: impl Out<'a, siginfo>,
) -> Result<&'a mut siginfo, Errno> {
    // SAFETY: PTRACE_GETSIGINFO fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_ptrace, PTRACE::GETSIGINFO, pid, 0usize, place)
        })
    }
}

/// The signals that wait for the thread, or with `SHARED` for its process, from the one of number `first` on,
/// `PTRACE_PEEKSIGINFO` of ptrace(2), Linux 3.10.
#[inline]
pub fn ptrace_peeksiginfo<B: Buffer<siginfo>>(
    pid: i32,
    flags: PTRACE_PEEKSIGINFO,
    first: u64,
    buffer: B,
) -> Result<B::Filled, Errno> {
    // SAFETY: PTRACE_PEEKSIGINFO returns how many it has filled.
    unsafe {
        fill(buffer, |start, len| {
            let arguments = ptrace_peeksiginfo_args {
                off: first,
                flags: flags.bits(),
                nr: len.min(i32::MAX as usize) as i32,
            };
            syscall!(__NR_ptrace, PTRACE::PEEKSIGINFO, pid, &arguments, start)
        })
    }
}

/// The thread's signal mask, `PTRACE_GETSIGMASK` of ptrace(2), Linux 3.11.
#[inline]
pub fn ptrace_getsigmask<'a>(pid: i32, out: impl Out<'a, sigset>) -> Result<&'a mut sigset, Errno> {
    let size = size_of::<sigset>();
    // SAFETY: PTRACE_GETSIGMASK fills the set.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_ptrace, PTRACE::GETSIGMASK, pid, size, place)
        })
    }
}

/// A set of the thread's registers, `PTRACE_GETREGSET` of ptrace(2): as core files have it, cut to the buffer. `EINVAL`
/// (no such set, or the buffer is not whole registers), `ENODEV`.
#[inline]
pub fn ptrace_getregset<B: Buffer<u8>>(
    pid: i32,
    kind: NT,
    mut buffer: B,
) -> Result<B::Filled, Errno> {
    // Of some sets (SVE, ZA) there is less than the length says.
    initialise(&mut buffer);
    let (start, len) = buffer.room();
    let mut piece = iovec {
        iov_base: start.cast(),
        iov_len: len as _,
    };
    // SAFETY: the kernel fills no more than the length says.
    decode::<()>(unsafe { syscall!(__NR_ptrace, PTRACE::GETREGSET, pid, kind, &mut piece) })?;
    // SAFETY: PTRACE_GETREGSET leaves the length that it has filled.
    Ok(unsafe { buffer.filled(piece.iov_len as usize) })
}

/// Sets a set of the thread's registers, `PTRACE_SETREGSET` of ptrace(2). Errors as for [`ptrace_getregset`].
///
/// # Safety
///
/// The traced program can live with it.
#[inline]
pub unsafe fn ptrace_setregset(pid: i32, kind: NT, registers: &[u8]) -> Result<(), Errno> {
    let piece = iovec {
        iov_base: registers.as_ptr().cast_mut().cast(),
        iov_len: registers.len() as _,
    };
    // SAFETY: the kernel reads the registers, and writes a length; the rest is the caller's.
    decode(unsafe { syscall!(__NR_ptrace, PTRACE::SETREGSET, pid, kind, &mut { piece }) })
}

/// Compares a resource of two processes, kcmp(2), Linux 3.5, in an order that means nothing else: none where they are
/// neither equal nor ordered. The indices are descriptors for `FILE`; for `EPOLL_TFD` the second is the address of a
/// structure that the kernel reads; otherwise they do not count.
///
/// `EPERM`, `ESRCH`, `EBADF`, `EFAULT`, `EINVAL`, `ENOSYS` (not configured).
#[inline]
pub fn kcmp(
    pid1: i32,
    pid2: i32,
    kind: KCMP,
    index1: usize,
    index2: usize,
) -> Result<Option<Ordering>, Errno> {
    // SAFETY: the kernel reads what is at an address, if it is one of the process, and writes nothing.
    let order = decode::<i32>(unsafe { syscall!(__NR_kcmp, pid1, pid2, kind, index1, index2) })?;
    Ok(match order {
        0 => Some(Ordering::Equal),
        1 => Some(Ordering::Less),
        2 => Some(Ordering::Greater),
        _ => None,
    })
}

calls! {
    /// Any request of ptrace(2). The kernel's own form: what is read by `PEEK` requests is written to where `data` points.
    ///
    /// # Safety
    ///
    /// The arguments are what the request takes, and the traced process can live with what is done to it.
    pub unsafe fn ptrace(request: PTRACE, pid: i32, address: usize, data: usize) -> usize
        = __NR_ptrace(request, pid, address, data);

    /// Lets the parent trace this thread, `PTRACE_TRACEME` of ptrace(2): signals stop it from now on. `EPERM`.
    pub fn ptrace_traceme() = __NR_ptrace(PTRACE::TRACEME, 0i32, 0usize, 0usize);

    /// Traces a thread and stops it, `PTRACE_ATTACH` of ptrace(2).
    pub fn ptrace_attach(pid: i32) = __NR_ptrace(PTRACE::ATTACH, pid, 0usize, 0usize);

    /// Traces a thread without stopping it, `PTRACE_SEIZE` of ptrace(2), Linux 3.4 as the two requests below.
    pub fn ptrace_seize(pid: i32, options: PTRACE_O) = __NR_ptrace(PTRACE::SEIZE, pid, 0usize, options);

    /// Stops a thread that was seized, `PTRACE_INTERRUPT` of ptrace(2).
    pub fn ptrace_interrupt(pid: i32) = __NR_ptrace(PTRACE::INTERRUPT, pid, 0usize, 0usize);

    /// Lets a thread that was seized be stopped as job control would have it, `PTRACE_LISTEN` of ptrace(2).
    pub fn ptrace_listen(pid: i32) = __NR_ptrace(PTRACE::LISTEN, pid, 0usize, 0usize);

    /// Traces the thread no more and lets it go on with a signal, or 0, `PTRACE_DETACH` of ptrace(2).
    pub fn ptrace_detach(pid: i32, signal: SIG) = __NR_ptrace(PTRACE::DETACH, pid, 0usize, signal);

    /// Lets the thread go on with a signal, or 0, `PTRACE_CONT` of ptrace(2).
    pub fn ptrace_cont(pid: i32, signal: SIG) = __NR_ptrace(PTRACE::CONT, pid, 0usize, signal);

    /// As [`ptrace_cont`], up to the next entry to or exit from a system call, `PTRACE_SYSCALL` of ptrace(2).
    pub fn ptrace_syscall(pid: i32, signal: SIG) = __NR_ptrace(PTRACE::SYSCALL, pid, 0usize, signal);

    /// As [`ptrace_cont`], for one instruction, `PTRACE_SINGLESTEP` of ptrace(2). `EIO` where the machine cannot.
    pub fn ptrace_singlestep(pid: i32, signal: SIG) = __NR_ptrace(PTRACE::SINGLESTEP, pid, 0usize, signal);

    /// Sets what stops the thread, `PTRACE_SETOPTIONS` of ptrace(2).
    pub fn ptrace_setoptions(pid: i32, options: PTRACE_O) = __NR_ptrace(PTRACE::SETOPTIONS, pid, 0usize, options);

    /// Sets a word of the process's memory, `PTRACE_POKEDATA` of ptrace(2).
    ///
    /// # Safety
    ///
    /// The traced program, and who shares memory with it, can live with it.
    #[doc(alias = "PTRACE_POKETEXT")]
    pub unsafe fn ptrace_pokedata(pid: i32, address: usize, word: usize) = __NR_ptrace(PTRACE::POKEDATA, pid, address, word);

    /// Sets a word of the thread's registers, `PTRACE_POKEUSER` of ptrace(2), as [`ptrace_peekuser`] counts them.
    ///
    /// # Safety
    ///
    /// The traced program can live with it.
    #[doc(alias = "PTRACE_POKEUSR")]
    pub unsafe fn ptrace_pokeuser(pid: i32, offset: usize, word: usize) = __NR_ptrace(PTRACE::POKEUSR, pid, offset, word);

    /// Replaces the signal that the thread stopped for, `PTRACE_SETSIGINFO` of ptrace(2).
    ///
    /// # Safety
    ///
    /// The traced program can live with it: its handlers may believe what they are told.
    pub unsafe fn ptrace_setsiginfo(pid: i32, info: &siginfo) = __NR_ptrace(PTRACE::SETSIGINFO, pid, 0usize, info);

    /// Sets the thread's signal mask, `PTRACE_SETSIGMASK` of ptrace(2), Linux 3.11.
    pub fn ptrace_setsigmask(pid: i32, mask: &sigset) = __NR_ptrace(PTRACE::SETSIGMASK, pid, size_of::<sigset>(), mask);

    /// The system call that the thread stopped for, `PTRACE_GET_SYSCALL_INFO` of ptrace(2), Linux 5.3; returns how many bytes
    /// there are to tell. `op` says which part counts.
    pub fn ptrace_get_syscall_info(pid: i32, out: &mut ptrace_syscall_info) -> usize
        = __NR_ptrace(PTRACE::GET_SYSCALL_INFO, pid, size_of::<ptrace_syscall_info>(), out);

    /// Reads another process's memory, process_vm_readv(2); returns how much. No flags are defined.
    ///
    /// `EPERM`, `ESRCH`, `EFAULT` (nothing of the first piece), `EINVAL`.
    ///
    /// # Safety
    ///
    /// Each piece of `local` is memory that may be written.
    pub unsafe fn process_vm_readv(pid: i32, local: &[iovec], remote: &[iovec], flags: usize) -> usize
        = __NR_process_vm_readv(pid, local.as_ptr(), local.len(), remote.as_ptr(), remote.len(), flags);

    /// Writes to another process's memory, process_vm_writev(2); returns how much. No flags are defined. Errors as for
    /// [`process_vm_readv`].
    ///
    /// # Safety
    ///
    /// Each piece of `local` is memory that may be read, and the other process, which may be this one, can live with it.
    pub unsafe fn process_vm_writev(pid: i32, local: &[iovec], remote: &[iovec], flags: usize) -> usize
        = __NR_process_vm_writev(pid, local.as_ptr(), local.len(), remote.as_ptr(), remote.len(), flags);
}
