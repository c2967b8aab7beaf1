//! Netlink: how Linux tells a program about network interfaces and lets it change them.
//!
//! - The codec: [`Messages`] walks a received datagram, [`Attributes`] a message; [`Request`] writes one. No allocation,
//!   every length checked: hostile bytes give an error and nothing else.
//! - The [`Socket`], with the kernel's explanations of its refusals turned on.
//! - Requests: [`acknowledge`], [`get`], and [`dump`], which streams to a [`Sink`] and starts again when it was interrupted.
//! - [`Link`] and [`Address`], views over a message.
//!
//! Message and attribute types are plain `u16`, for each family numbers its own: `syscall_consts::linux` and
//! `linux_raw_sys::netlink` name them.
//!
//! Features, none on by default: `std` and `rustix` have sockets lend and take their descriptors, and convert errors.
#![no_std]
#![deny(unsafe_code)]
#![cfg(target_os = "linux")]

#[cfg(feature = "std")]
extern crate std;

mod address;
mod attribute;
mod dump;
mod error;
mod link;
mod message;
#[allow(unsafe_code, reason = "setsockopt(2) can carry pointers")]
mod option;
mod socket;
#[allow(unsafe_code, reason = "bytes to structs and back")]
pub mod wire;
mod writer;

pub use address::{Address, addresses_request, dump_addresses};
pub use attribute::{ATTRIBUTE_HEADER, Attribute, Attributes};
pub use dump::{Batch, Dump, Outcome, RETRIES, Sink, acknowledge, dump, dump_with, get};
pub use error::{Error, Malformed, NoSpace, Refusal};
pub use link::{Link, dump_links, link_by_index, link_by_name, links_request};
pub use message::{Control, Header, MESSAGE_HEADER, Message, Messages, Status};
pub use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
pub use socket::{RECEIVE_BUFFER, Socket};
pub use syscall_consts::Errno;
pub use writer::{Nest, Request};

/// `len` rounded up to the 4 bytes that messages and attributes are aligned to.
const fn align(len: usize) -> usize {
    (len + 3) & !3
}
