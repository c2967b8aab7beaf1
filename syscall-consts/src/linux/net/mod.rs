//! Sockets, network interfaces, routes and packets.

use crate::declare::lists;

pub mod header;
pub mod ip;
pub mod link;
pub mod netlink;
pub mod packet;
pub mod route;
pub mod socket;

pub use header::*;
pub use ip::*;
pub use link::*;
pub use netlink::*;
pub use packet::*;
pub use route::*;
pub use socket::*;

lists! { header ip link netlink packet route socket }
