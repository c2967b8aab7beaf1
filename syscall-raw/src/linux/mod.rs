//! Linux: system calls as in section 2 of the manual pages, without the C library's changes to them.
//!
//! The calls are documented by topic, and each is also here under its own name: [`openat`] is
//! [`fs::path::openat`](fn@fs::path::openat).
//!
//! | area | topics |
//! |---|---|
//! | [`drivers`] | [`terminal`] |
//! | [`fs`] | [`path`], [`file`](mod@file), [`fd`], [`mount`](mod@mount), [`filesystems`], [`notify`], [`xattr`], [`quota`] |
//! | [`io`] | [`event`], [`splice`](mod@splice), [`io_uring`], [`aio`] |
//! | [`ipc`] | [`futex`](mod@futex), [`sysv`], [`mqueue`] |
//! | [`mm`] | [`memory`], [`numa`], [`userfaultfd`](mod@userfaultfd) |
//! | [`net`] | [`socket`](mod@socket) |
//! | [`task`] | [`process`], [`wait`], [`signal`], [`sched`], [`credentials`], [`prctl`](mod@prctl), [`ptrace`](mod@ptrace) |
//! | [`security`] | [`landlock`], [`seccomp`](mod@seccomp), [`lsm`], [`keyrings`] |
//! | [`kernel`] | [`system`], [`time`], [`bpf`](mod@bpf), [`perf`] |
//! | [`machine`] | calls that only some architectures have |
//!
//! Beneath them are [`arch`], the traps, and [`vdso`]. `syscall_consts::linux` and `syscall_types::linux` have constants and
//! structures under the same topics.

pub mod arch;
mod call;
pub mod drivers;
pub mod fs;
pub mod io;
pub mod ipc;
pub mod kernel;
pub mod machine;
pub mod mm;
pub mod net;
mod nr;
pub mod security;
pub mod task;
pub mod vdso;

use crate::Errno;

pub use drivers::*;
pub use fs::*;
pub use io::*;
pub use ipc::*;
pub use kernel::*;
#[allow(unused_imports, reason = "several architectures have none")]
pub use machine::*;
pub use mm::*;
pub use net::*;
pub use security::*;
pub use task::*;

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
