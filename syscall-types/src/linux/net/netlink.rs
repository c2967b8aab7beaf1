//! Netlink (netlink(7); linux/netlink.h), generic netlink (linux/genetlink.h), and rtnetlink messages about addresses
//! and traffic control (rtnetlink(7); linux/rtnetlink.h, linux/if_addr.h).

use linux_raw_sys::netlink;

use crate::declare::structs;

structs! {
    /// The head of a netlink message (linux/netlink.h).
    nlmsghdr: "struct nlmsghdr" = netlink::nlmsghdr { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid }

    /// The body of an error or acknowledgement (linux/netlink.h).
    nlmsgerr: "struct nlmsgerr" = netlink::nlmsgerr { error, msg }

    /// The head of a routing attribute (linux/rtnetlink.h).
    rtattr: "struct rtattr" = netlink::rtattr { rta_len, rta_type }

    /// The head of an attribute of generic netlink (linux/netlink.h).
    nlattr: "struct nlattr" = netlink::nlattr { nla_len, nla_type }

    /// Some bits and which of them count (linux/netlink.h).
    nla_bitfield32: "struct nla_bitfield32" = netlink::nla_bitfield32 { value, selector }

    /// The group that a message was sent to (linux/netlink.h).
    nl_pktinfo: "struct nl_pktinfo" = netlink::nl_pktinfo { group }

    /// The head of a message of generic netlink (linux/genetlink.h).
    #[derive(PartialEq, Eq)]
    struct genlmsghdr: "struct genlmsghdr" {
        /// The family's own command.
        cmd: u8,
        /// The version of the family.
        version: u8,
        /// Unused.
        reserved: u16,
    }

    /// The body of a request for everything of a family (linux/rtnetlink.h).
    rtgenmsg: "struct rtgenmsg" = netlink::rtgenmsg { rtgen_family }

    /// The body of a message about an address (linux/if_addr.h).
    ifaddrmsg: "struct ifaddrmsg" = netlink::ifaddrmsg { ifa_family, ifa_prefixlen, ifa_flags, ifa_scope, ifa_index }

    /// How long an address is valid (linux/if_addr.h).
    ifa_cacheinfo: "struct ifa_cacheinfo" = netlink::ifa_cacheinfo { ifa_prefered, ifa_valid, cstamp, tstamp }

    /// The body of a message about a prefix of IPv6 (linux/rtnetlink.h).
    prefixmsg: "struct prefixmsg" = netlink::prefixmsg {
        prefix_family, prefix_pad1, prefix_pad2, prefix_ifindex, prefix_type, prefix_len, prefix_flags, prefix_pad3,
    }

    /// How long a prefix is valid (linux/rtnetlink.h).
    prefix_cacheinfo: "struct prefix_cacheinfo" = netlink::prefix_cacheinfo { preferred_time, valid_time }

    /// The body of a message about traffic control (linux/rtnetlink.h).
    tcmsg: "struct tcmsg" = netlink::tcmsg {
        tcm_family, tcm__pad1, tcm__pad2, tcm_ifindex, tcm_handle, tcm_parent, tcm_info,
    }

    /// The body of a message about actions of traffic control (linux/rtnetlink.h).
    tcamsg: "struct tcamsg" = netlink::tcamsg { tca_family, tca__pad1, tca__pad2 }
}
