//! Three calls as functions of their own, to see what the compiler makes of them: `tests/assembly.rs` reads the assembly.

use core::mem::MaybeUninit;
use syscall_raw::{Errno, Fd, linux};

/// Nothing in, a number out.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn trap_getppid() -> i32 {
    linux::getppid()
}

/// A buffer to fill; how much was filled, or a negated error number.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn trap_read(fd: Fd<'_>, buffer: &mut [MaybeUninit<u8>]) -> isize {
    register(linux::read(fd, buffer).map(|filled| filled.len()))
}

/// Bytes to read from; how many were written, or a negated error number.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn trap_write(fd: Fd<'_>, bytes: &[u8]) -> isize {
    register(linux::write(fd, bytes))
}

/// In one register, as is right for a function that is not inlined.
#[inline(always)]
fn register(result: Result<usize, Errno>) -> isize {
    result.map_or_else(|errno| -(errno.raw() as isize), |count| count as isize)
}
