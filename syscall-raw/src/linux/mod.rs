//! Linux (system calls as in section 2 of the manual pages, without the C library's changes to them).

#[cfg(not(any(
    all(target_arch = "x86_64", target_pointer_width = "64"),
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "powerpc",
    target_arch = "powerpc64",
    target_arch = "s390x",
    target_arch = "loongarch64",
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6",
)))]
compile_error!("syscall-raw has no trap for this architecture: see src/linux/arch");

mod aio;
pub mod arch;
mod bpf;
mod call;
mod event;
mod fd;
mod file;
mod futex;
mod identity;
mod kernel;
mod key;
mod memory;
mod mount;
mod mqueue;
mod nr;
mod numa;
mod own;
mod path;
mod prctl;
mod process;
mod ptrace;
mod quota;
mod sched;
mod security;
mod signal;
mod socket;
mod storage;
mod sys;
mod sysv;
mod time;
mod trace;
mod transfer;
mod uring;
pub mod vdso;
mod watch;
mod xattr;

use crate::Errno;

pub use aio::*;
pub use bpf::*;
pub use event::*;
pub use fd::*;
pub use file::*;
pub use futex::*;
pub use identity::*;
pub use kernel::*;
pub use key::*;
pub use memory::*;
pub use mount::*;
pub use mqueue::*;
pub use numa::*;
#[allow(unused_imports, reason = "several architectures have none")]
pub use own::*;
pub use path::*;
pub use prctl::*;
pub use process::*;
pub use ptrace::*;
pub use quota::*;
pub use sched::*;
pub use security::*;
pub use signal::*;
pub use socket::*;
pub use storage::*;
pub use sys::*;
pub use sysv::*;
pub use time::*;
pub use trace::*;
pub use transfer::*;
pub use uring::*;
pub use watch::*;
pub use xattr::*;

/// Makes the call of that number, syscall(2). The result is the register as it is, which [`decode`] takes apart.
///
/// Arguments that the call does not have are ignored by the kernel. On 32-bit machines a 64-bit argument takes two
/// registers, see [`arch::ABI`].
///
/// # Safety
///
/// The kernel does what the number and the arguments say: whatever these mean, they must be right.
#[inline]
pub unsafe fn syscall(nr: usize, args: [usize; 6]) -> isize {
    let [a1, a2, a3, a4, a5, a6] = args;
    // SAFETY: the caller's.
    unsafe { arch::syscall6(nr, a1, a2, a3, a4, a5, a6) }
}

/// The value or the error that a result stands for: -4095..=-1 are negated error numbers on every architecture.
///
/// It is for [`syscall`], and for results that come in memory: of io_uring (`io_uring_cqe::res`), aio (`io_event::res`),
/// [`move_pages`].
#[inline]
pub fn decode(result: isize) -> Result<usize, Errno> {
    call::decode(result)
}
