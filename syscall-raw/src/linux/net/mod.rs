//! Sockets, network interfaces, routes and packets.

pub mod socket;

pub use socket::*;
