//! Networks: sockets, addresses, packets, interfaces, routes, netlink.

use crate::declare::lists;

pub mod ethtool;
pub mod header;
pub mod ip;
pub mod link;
pub mod neighbour;
pub mod netfilter;
pub mod netlink;
pub mod packet;
pub mod route;
pub mod socket;
pub mod tcp;
pub mod timestamping;
pub mod tls;
pub mod vsock;
pub mod xdp;

pub use ethtool::*;
pub use header::*;
pub use ip::*;
pub use link::*;
pub use neighbour::*;
pub use netfilter::*;
pub use netlink::*;
pub use packet::*;
pub use route::*;
pub use socket::*;
pub use tcp::*;
pub use timestamping::*;
pub use tls::*;
pub use vsock::*;
pub use xdp::*;

lists! { ethtool header ip link neighbour netfilter netlink packet route socket tcp timestamping tls vsock xdp }
