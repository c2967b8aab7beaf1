//! Values of the socket options and control messages of IP and IPv6 (ip(7), ipv6(7); linux/in.h, linux/in6.h, linux/ipv6.h).

use linux_raw_sys::net;

use crate::declare::structs;
use crate::linux::{in_addr, in6_addr, sockaddr_in6, sockaddr_storage};

structs! {
    /// A group of IPv4 and the interface by its address (linux/in.h).
    ip_mreq: "struct ip_mreq" = net::ip_mreq { imr_multiaddr as in_addr, imr_interface as in_addr }

    /// A group of IPv4 and the interface (linux/in.h).
    ip_mreqn: "struct ip_mreqn" = net::ip_mreqn { imr_multiaddr as in_addr, imr_address as in_addr, imr_ifindex }

    /// A group of IPv4 and one sender (linux/in.h). Addresses are in network byte order.
    ip_mreq_source: "struct ip_mreq_source" = net::ip_mreq_source { imr_multiaddr, imr_interface, imr_sourceaddr }

    /// A group of any family and the interface (linux/in.h).
    group_req: "struct group_req" = net::group_req { gr_interface, gr_group as sockaddr_storage }

    /// A group of any family and one sender (linux/in.h).
    group_source_req: "struct group_source_req" = net::group_source_req {
        gsr_interface, gsr_group as sockaddr_storage, gsr_source as sockaddr_storage,
    }

    /// The interface and the local address of an IPv4 packet (linux/in.h).
    in_pktinfo: "struct in_pktinfo" = net::in_pktinfo { ipi_ifindex, ipi_spec_dst as in_addr, ipi_addr as in_addr }

    /// A group of IPv6 and the interface (linux/in6.h).
    ipv6_mreq: "struct ipv6_mreq" = net::ipv6_mreq { ipv6mr_multiaddr as in6_addr, ipv6mr_ifindex }

    /// The interface and the local address of an IPv6 packet (linux/ipv6.h).
    in6_pktinfo: "struct in6_pktinfo" = net::in6_pktinfo { ipi6_addr as in6_addr, ipi6_ifindex }

    /// The largest packet of a path (linux/ipv6.h).
    ip6_mtuinfo: "struct ip6_mtuinfo" = net::ip6_mtuinfo { ip6m_addr as sockaddr_in6, ip6m_mtu }

    /// A flow label to take or to give back (linux/in6.h).
    in6_flowlabel_req: "struct in6_flowlabel_req" = net::in6_flowlabel_req {
        flr_dst as in6_addr, flr_label, flr_action, flr_share, flr_flags, flr_expires, flr_linger,
    }

    /// An interface's address of IPv6, for ioctl(2) (linux/ipv6.h).
    in6_ifreq: "struct in6_ifreq" = net::in6_ifreq { ifr6_addr as in6_addr, ifr6_prefixlen, ifr6_ifindex }

    /// The senders of a group of IPv4 that are let in or kept out (linux/in.h). Addresses are in network byte order.
    struct ip_msfilter: "struct ip_msfilter" {
        /// The group.
        imsf_multiaddr: u32,
        /// The address of the interface.
        imsf_interface: u32,
        /// `MCAST_INCLUDE` or `MCAST_EXCLUDE`.
        imsf_fmode: u32,
        /// How many senders.
        imsf_numsrc: u32,
        /// The first of them; the others follow.
        imsf_slist: [u32; 1],
    }

    /// The senders of a group of any family that are let in or kept out (linux/in.h).
    struct group_filter: "struct group_filter" {
        /// The number of the interface.
        gf_interface: u32,
        /// The group.
        gf_group: sockaddr_storage,
        /// `MCAST_INCLUDE` or `MCAST_EXCLUDE`.
        gf_fmode: u32,
        /// How many senders.
        gf_numsrc: u32,
        /// The first of them; the others follow.
        gf_slist: [sockaddr_storage; 1],
    }
}
