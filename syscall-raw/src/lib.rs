//! Unix system calls: the trap instruction of each architecture and one typed function a call.
//!
//! ```
//! # #[cfg(target_os = "linux")] {
//! use syscall_consts::linux::{MODE, O};
//! use syscall_raw::{Fd, linux};
//!
//! let file = linux::openat(Fd::CWD, c"/proc/self/comm", O::RDONLY | O::CLOEXEC, MODE::empty())?;
//! let mut name = [0; 16];
//! let len = linux::read(file.fd(), &mut name)?;
//! assert!(name[..len].ends_with(b"\n"));
//! # }
//! # Ok::<(), syscall_consts::Errno>(())
//! ```
//!
//! # The form of the calls
//!
//! - Names and argument order are the kernel's; flags and enumerations are the types of `syscall-consts`, structures those
//!   of `syscall-types`.
//! - One call is one trap: no allocation, no retry on `EINTR`, no memory of earlier calls. Everything is inlined, so that
//!   the program contains the bare trap. Only the four calls that the vDSO answers ask there first.
//! - The result is `Result<T, Errno>`. Calls that cannot fail return `T`.
//! - Descriptors go in as [`Fd`], on loan, and new ones come out as [`OwnedFd`], which closes them in the end and converts to
//!   the owners of std and rustix.
//! - Memory to be filled is a [`Buffer`] or an [`Out`], initialised or not. Option values are [`Bytes`]. Socket addresses
//!   carry their length: `SocketAddress` of syscall-types is what is given, `AnyAddress` what is filled.
//! - A call is safe where its arguments say all it may touch. `unsafe` is left for pointers, mappings, processes made
//!   by copying, and numbers of descriptors that might belong to others.
//! - Offsets and lengths of files are 64 bits wide and times are beyond 2038 on every architecture, whatever the number
//!   of the call behind the name is. On 32-bit machines calls with times need Linux 5.1 for that.
//! - What needs a newer Linux than 3.2, the oldest that Rust's std runs on, says so: `ENOSYS` before, or `EINVAL` where only
//!   an operation or a flag is newer. The errors that are named are those that a program may want to tell apart; `EFAULT`,
//!   `EBADF`, `ENOMEM` and those of wrong flags (`EINVAL`) can come from most calls.
//!
//! What a call writes in a form of its own, `syscall_types::linux` takes apart, and builds what a call reads: `Dirents`,
//! `InotifyEvents`, `FanotifyEvents`, `ControlMessages` and `ControlWriter`, `SeccompFilter`, `Filter`, `Bpf`, socket
//! addresses, sets of signals, processors and capabilities. The folder `examples` of this crate shows whole programs.
//!
//! Features, none on by default: with `rustix` and `std` their descriptors convert to [`Fd`] and [`OwnedFd`], and back, and
//! [`Errno`] to their errors, so that `?` does in a function that returns `std::io::Result`.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

mod buffer;
mod fd;

/// Programs that do not compile.
#[cfg(all(doctest, target_os = "linux"))]
#[doc = include_str!("../tests/refused.md")]
struct Refused;

#[cfg(target_os = "linux")]
pub mod linux;
#[cfg(target_os = "linux")]
pub use linux as native;

pub use buffer::{Buffer, Bytes, Out};
#[cfg(target_os = "linux")]
pub use fd::OwnedFd;
pub use fd::{Fd, RawFd};
pub use syscall_consts::Errno;
