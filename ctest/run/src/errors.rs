//! Errors: the right numbers, which are the architecture's own, and where the range of results that are errors ends.

use linux_raw_sys::general::__NR_getpgid;
use syscall_consts::linux::{
    AT, BPF, MODE, O, PR, SECCOMP_FILTER_FLAG, SECCOMP_RET, SEEK, ioctl::TIOCGWINSZ,
};
use syscall_raw::{Errno, Fd, linux};
use syscall_types::{
    Plain,
    linux::{iovec, seccomp_data, sock_filter, winsize},
};

use crate::check::{Named, Outcome, Run, equal, holds};

/// Calls that fail, each in its own way.
pub fn numbers(_: &Run) -> Outcome {
    let none = unsafe { Fd::borrow_raw(-1) };
    let open = |path, flags| linux::openat(Fd::CWD, path, flags | O::CLOEXEC, MODE::RWXU);

    linux::fsync(none).refused(Errno::EBADF, "fsync of -1")?;
    linux::read(none, &mut [0; 1]).refused(Errno::EBADF, "read of -1")?;
    open(c"nothing", O::RDONLY).refused(Errno::ENOENT, "open of nothing")?;
    let file = open(c"something", O::CREAT | O::RDWR).named("open")?;
    open(c"something", O::CREAT | O::EXCL)
        .refused(Errno::EEXIST, "open of something, exclusively")?;
    open(c"something/in", O::RDONLY).refused(Errno::ENOTDIR, "open in a file")?;
    open(c".", O::WRONLY).refused(Errno::EISDIR, "open of a directory")?;
    linux::symlinkat(c"loop", Fd::CWD, c"loop").named("symlinkat")?;
    open(c"loop", O::RDONLY).refused(Errno::ELOOP, "open of a loop")?;
    open(c"loop", O::RDONLY | O::NOFOLLOW).refused(Errno::ELOOP, "open of a link")?;
    linux::mkdirat(Fd::CWD, c"full", MODE::RWXU).named("mkdirat")?;
    drop(open(c"full/file", O::CREAT | O::RDWR).named("open in a directory")?);
    linux::unlinkat(Fd::CWD, c"full", AT::REMOVEDIR)
        .refused(Errno::ENOTEMPTY, "rmdir of a full one")?;

    linux::lseek(file.fd(), -5, SEEK::SET).refused(Errno::EINVAL, "lseek to -5")?;
    let from = linux::pipe2(Default::default()).named("pipe2")?;
    linux::lseek(from[0].fd(), 0, SEEK::CUR).refused(Errno::ESPIPE, "lseek of a pipe")?;
    let nowhere = iovec {
        iov_base: core::ptr::without_provenance_mut(1),
        iov_len: 1,
    };
    unsafe { linux::writev(from[1].fd(), &[nowhere]) }.refused(Errno::EFAULT, "writev from 1")?;
    let mut size = winsize::zeroed();
    let size = (&raw mut size).expose_provenance();
    unsafe { linux::ioctl(file.fd(), TIOCGWINSZ, size) }
        .refused(Errno::ENOTTY, "the window size of a file")?;

    let result = unsafe { linux::syscall(NO_CALL, [0; 6]) };
    equal(
        result,
        -(Errno::ENOSYS.raw() as isize),
        "a call that there is not",
    )?;
    let right = if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
        (89, 90, 93)
    } else {
        (38, 40, 39)
    };
    let own = (
        Errno::ENOSYS.raw(),
        Errno::ELOOP.raw(),
        Errno::ENOTEMPTY.raw(),
    );
    holds(own == right, "errno's numbers are the architecture's")
}

/// A number that no call has on any architecture, and below which MIPS has its own.
const NO_CALL: usize = 8999;

/// -4095 is an error, -4096 is a result.
pub fn edge(run: &Run) -> Outcome {
    // Positions in the memory of a process are addresses, so those with the highest bit are no errors.
    let memory = linux::openat(
        Fd::CWD,
        c"/proc/self/mem",
        O::RDONLY | O::CLOEXEC,
        MODE::empty(),
    );
    let memory = memory.named("open of /proc/self/mem")?;
    for position in [-4096, -4097, -0x8000_0000] {
        let result = linux::lseek(memory.fd(), position, SEEK::SET).named("lseek below zero")?;
        // _llseek of 32-bit machines returns the low half then, and writes nothing.
        if cfg!(target_pointer_width = "64") {
            equal(result, position, "lseek's result below zero")?;
        }
    }
    if run.native_or_note("no seccomp") {
        crate::processes::in_child("seccomp", every_errno)?;
    }
    Ok(())
}

/// A filter makes getpgid(2) fail with whatever number it is given.
fn every_errno() -> Outcome {
    let argument =
        core::mem::offset_of!(seccomp_data, args) + if cfg!(target_endian = "big") { 4 } else { 0 };
    let nr = core::mem::offset_of!(seccomp_data, nr);
    const OR: BPF = BPF::ALU.union(BPF::OR);
    let program = [
        sock_filter::load(nr as u32),
        sock_filter::jump(BPF::JMP.union(BPF::JEQ), __NR_getpgid, 1, 0),
        sock_filter::ret(SECCOMP_RET::ALLOW.bits()),
        sock_filter::load(argument as u32),
        sock_filter::new(OR, SECCOMP_RET::ERRNO.bits()),
        sock_filter::new(BPF::RET.union(BPF::A), 0),
    ];
    unsafe {
        linux::prctl(PR::SET_NO_NEW_PRIVS, [1, 0, 0, 0]).named("PR_SET_NO_NEW_PRIVS")?;
        linux::seccomp_set_mode_filter(SECCOMP_FILTER_FLAG::empty(), &program)
            .named("SECCOMP_SET_MODE_FILTER")?;
    }
    linux::getpgid(0).gives(0, "the error 0")?;
    for number in 1..=4095 {
        linux::getpgid(number.into()).refused(Errno::from_raw(number), "every error")?;
    }
    Ok(())
}
