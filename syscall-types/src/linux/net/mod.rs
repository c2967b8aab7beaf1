//! Sockets, network interfaces, routes and packets.

use crate::declare::lists;

pub mod address;
pub mod checksum;
pub mod cmsg;
pub mod ethtool;
pub mod header;
pub mod link;
pub mod netlink;
pub mod packet;
pub mod sock_diag;
pub mod socket;
pub mod socket_option;
pub mod tcp;

pub use address::*;
pub use checksum::*;
pub use cmsg::*;
pub use ethtool::*;
pub use header::*;
pub use link::*;
pub use netlink::*;
pub use packet::*;
pub use sock_diag::*;
pub use socket::*;
pub use socket_option::*;
pub use tcp::*;

lists! {
    ethtool,
    header,
    link,
    netlink,
    packet,
    sock_diag,
    socket,
    socket_option,
    tcp,
}
