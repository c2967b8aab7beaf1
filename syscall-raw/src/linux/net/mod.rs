//! Networks: sockets, addresses, packets, interfaces, routes, netlink.

pub mod socket;

pub use socket::*;
