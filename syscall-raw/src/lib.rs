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
//! - A call is safe where its arguments say all it may touch, see [below](#what-is-unsafe).
//! - Offsets and lengths of files are 64 bits wide and times are beyond 2038 on every architecture, whatever the number
//!   of the call behind the name is. On 32-bit machines calls with times need Linux 5.1 for that.
//! - What needs a newer Linux than 3.2, the oldest that Rust's std runs on, says so: `ENOSYS` before, or `EINVAL` where only
//!   an operation or a flag is newer. The errors that are named are those that a program may want to tell apart; `EFAULT`,
//!   `EBADF`, `ENOMEM` and those of wrong flags (`EINVAL`) can come from most calls.
//!
//! # What is unsafe
//!
//! No arguments of its types make a safe function touch memory that they do not lend, use or close a descriptor that was not
//! lent, or change what other code of the process needs to be sure of for its own memory. `unsafe` are the functions
//!
//! - that read or fill memory by its address, whether the address is an argument or stands in a structure, or whose
//!   memory the kernel goes on using when they have returned;
//! - that map, unmap, protect, move or drop memory, this process's or another's, and those that write to another's memory or
//!   registers;
//! - that take a descriptor by its number, in an argument, a structure or a set of bits, and `unshare`, which lets threads
//!   disagree on what a number means;
//! - that make a process or thread, run another program, or end the thread alone;
//! - that set what runs in the middle of a thread or at its end (handlers and their stacks, robust lists, restartable
//!   sequences, where its own data are), and that send data with a signal, which handlers believe, also
//!   by a timer;
//! - that give the kernel code to run (modules, kexec), or take calls away from the program (seccomp).
//!
//! All others are safe, also those that end the process, stop others, or change its working directory, its identity, its
//! limits or the file system. `tests/safe-functions.txt` has a line on each safe function that fills memory, is given
//! memory or structures, or takes a descriptor's number: why that is sound. Outside of this is what a file does with bytes
//! that are written to it (`/proc/self/mem`, devices with commands of their own), as it is for std.
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
