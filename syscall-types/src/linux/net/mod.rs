//! Networks: sockets, addresses, packets, interfaces, routes, netlink.

use crate::declare::lists;

pub mod address;
pub mod checksum;
pub mod cmsg;
pub mod connector;
pub mod ethtool;
pub mod header;
pub mod ip;
pub mod link;
pub mod neighbour;
pub mod netfilter;
pub mod netlink;
pub mod packet;
pub mod route;
pub mod sock_diag;
pub mod socket;
pub mod tcp;
pub mod timestamping;
pub mod tls;
pub mod xdp;

pub use address::*;
pub use checksum::*;
pub use cmsg::*;
pub use connector::*;
pub use ethtool::*;
pub use header::*;
pub use ip::*;
pub use link::*;
pub use neighbour::*;
pub use netfilter::*;
pub use netlink::*;
pub use packet::*;
pub use route::*;
pub use sock_diag::*;
pub use socket::*;
pub use tcp::*;
pub use timestamping::*;
pub use tls::*;
pub use xdp::*;

lists! {
    connector,
    ethtool,
    header,
    ip,
    link,
    neighbour,
    netfilter,
    netlink,
    packet,
    route,
    sock_diag,
    socket,
    tcp,
    timestamping,
    tls,
    xdp,
}
