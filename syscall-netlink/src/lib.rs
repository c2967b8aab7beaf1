//! Netlink: how Linux tells a program about network interfaces and lets it change them.
//!
//! - The codec: [`Messages`] walks a received datagram, [`Attributes`] a message; [`Request`] writes one. No allocation,
//!   every length checked: hostile bytes give an error and nothing else.
//! - The [`Socket`], with the kernel's explanations of its refusals turned on.
//! - Requests: [`acknowledge`], [`get`], and [`dump`], which streams to a [`Sink`] and starts again when it was interrupted.
//! - [`Link`], [`Address`], [`Route`] and [`Neighbour`], views over a message, [`NewLink`] and its like, what requests say, and
//!   the [`table`] that all of them follow from.
//!
//! Message and attribute types are plain `u16`, for each family numbers its own: `syscall_consts::linux` and
//! `linux_raw_sys::netlink` name them.
//!
//! Features, none on by default: `std` and `rustix` have sockets lend and take their descriptors, and convert errors.
#![no_std]
#![deny(unsafe_code)]
#![cfg(target_os = "linux")]

#[cfg(any(feature = "std", test))]
extern crate std;

mod address;
mod attribute;
mod dump;
mod error;
mod link;
mod malformed;
mod message;
mod neighbour;
#[allow(unsafe_code, reason = "setsockopt(2) can carry pointers")]
mod option;
mod route;
mod socket;
pub mod table;
#[allow(unsafe_code, reason = "bytes to structs and back")]
pub mod wire;
mod writer;

pub use address::{Address, NewAddress, addresses_request, dump_addresses};
pub use attribute::{ATTRIBUTE_HEADER, Attribute, Attributes};
pub use dump::{Batch, Dump, Outcome, RETRIES, Sink, acknowledge, dump, dump_with, get};
pub use error::{Error, Refusal};
pub use link::{
    Link, LinkInfo, NewLink, NewLinkInfo, NewVeth, NewVlan, Veth, Vlan, dump_links, link_by_index,
    link_by_name, links_request,
};
pub use malformed::{Malformed, NoSpace, Problem};
pub use message::{Control, Header, MESSAGE_HEADER, Message, Messages, Status};
pub use neighbour::{Neighbour, NewNeighbour, dump_neighbours};
pub use route::{Metrics, NewMetrics, NewRoute, Route, dump_routes};
pub use rustix::fd::{AsFd, BorrowedFd};
pub use socket::{RECEIVE_BUFFER, Socket};
pub use syscall_consts::Errno;
pub use syscall_raw::OwnedFd;
pub use table::form::{Elements, Encode};
pub use table::{Described, Table, Value};
pub use writer::{Nest, Request};

/// The tables of all objects, by the files that declare them.
pub const TABLES: &[&[&Table]] = &[
    link::TABLES,
    address::TABLES,
    route::TABLES,
    neighbour::TABLES,
];

/// `len` rounded up to the 4 bytes that messages and attributes are aligned to.
const fn align(len: usize) -> usize {
    (len + 3) & !3
}
