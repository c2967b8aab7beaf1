//! Compares every constant and layout of `syscall-consts` and `syscall-types` with the C headers.
//!
//! [`claim`] says what the crates say, as C expressions with the values that these must have. [`mod@unit`] has the compiler
//! evaluate the expressions: it writes one table of numbers in C, compiles it to an object file, and reads the numbers out
//! of the object ([`elf`]). Nothing that was compiled is ever run, so a foreign target needs no more than its compiler and
//! its headers. [`linux`] compares, with the [`headers`] of that system. What these lack must stand, with the reason, in a
//! committed list ([`absent`]).
//!
//! What headers cannot say, programs do: [`mod@run`] makes one without a C library for each target, [`mod@test`] makes the unit
//! tests of the crates; qemu-user runs them.

pub mod absent;
pub mod build;
pub mod claim;
pub mod elf;
pub mod headers;
pub mod linux;
pub mod parallel;
pub mod run;
pub mod table;
pub mod target;
pub mod test;
pub mod toolchain;
pub mod unit;

/// The Rust examples of the README, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The feature `std` reaches down to what it needs. Errors of calls, of builders and of netlink are errors of std:
///
/// ```
/// use syscall_netlink::{RECEIVE_BUFFER, Socket, link_by_name};
/// use syscall_raw::{Fd, linux};
/// use syscall_types::linux::{UnixAddress, in_addr};
///
/// fn system_call() -> std::io::Result<usize> {
///     let file = std::fs::File::open("/proc/self/comm")?;
///     Ok(linux::read(Fd::from(&file), &mut [0; 16])?)
/// }
/// fn no_name() -> std::io::Result<UnixAddress> {
///     Ok(UnixAddress::path(b"")?)
/// }
/// fn no_address() -> std::io::Result<in_addr> {
///     Ok("localhost".parse::<in_addr>()?)
/// }
/// fn no_link() -> std::io::Result<()> {
///     let (socket, mut buffer) = (Socket::route()?, [0; RECEIVE_BUFFER]);
///     link_by_name(&socket, c"no such link", &mut buffer)?;
///     Ok(())
/// }
/// assert!(system_call()? > 0);
/// assert_eq!(no_name().unwrap_err().kind(), std::io::ErrorKind::InvalidInput);
/// assert_eq!(no_address().unwrap_err().to_string(), "not an address");
/// assert!(no_link().unwrap_err().to_string().contains("No such device"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// Descriptors are lent and taken as std's:
///
/// ```
/// use std::os::fd::{AsFd, OwnedFd};
/// use syscall_netlink::Socket;
///
/// let socket = Socket::route()?;
/// let other: OwnedFd = socket.as_fd().try_clone_to_owned()?;
/// assert_eq!(Socket::from_fd(other)?.port(), socket.port());
/// # Ok::<(), std::io::Error>(())
/// ```
#[cfg(doctest)]
pub struct Features;
