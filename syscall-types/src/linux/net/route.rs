//! Routes, their rules and next hops (rtnetlink(7); linux/rtnetlink.h, linux/fib_rules.h, linux/nexthop.h).

use linux_raw_sys::netlink;

use crate::declare::structs;

structs! {
    /// The body of a message about a route or a rule (linux/rtnetlink.h).
    rtmsg: "struct rtmsg" = netlink::rtmsg {
        rtm_family, rtm_dst_len, rtm_src_len, rtm_tos, rtm_table, rtm_protocol, rtm_scope, rtm_type, rtm_flags,
    }

    /// The use of a cached route (linux/rtnetlink.h). `rta_error` is a negative error number, unsigned in C.
    rta_cacheinfo: "struct rta_cacheinfo" = netlink::rta_cacheinfo {
        rta_clntref, rta_lastuse, rta_expires, rta_error as i32, rta_used, rta_id, rta_ts, rta_tsage,
    }

    /// One of a route's several ways (linux/rtnetlink.h). Attributes follow.
    rtnexthop: "struct rtnexthop" = netlink::rtnexthop { rtnh_len, rtnh_flags, rtnh_hops, rtnh_ifindex }

    /// A gateway of another family (linux/rtnetlink.h). The address follows.
    struct rtvia: "struct rtvia" {
        /// The family.
        rtvia_family: u16,
        /// The address.
        rtvia_addr: [u8; 0],
    }

    /// Counters of a route for groups (linux/rtnetlink.h).
    rta_mfc_stats: "struct rta_mfc_stats" = netlink::rta_mfc_stats { mfcs_packets, mfcs_bytes, mfcs_wrong_if }

    /// The body of a message about a rule (linux/fib_rules.h).
    fib_rule_hdr: "struct fib_rule_hdr" = netlink::fib_rule_hdr {
        family, dst_len, src_len, tos, table, res1, res2, action, flags,
    }

    /// The users of a rule (linux/fib_rules.h).
    fib_rule_uid_range: "struct fib_rule_uid_range" = netlink::fib_rule_uid_range { start, end }

    /// The ports of a rule (linux/fib_rules.h).
    fib_rule_port_range: "struct fib_rule_port_range" = netlink::fib_rule_port_range { start, end }

    /// The body of a message about a way of routes (linux/nexthop.h).
    #[derive(PartialEq, Eq)]
    struct nhmsg: "struct nhmsg" {
        /// The family.
        nh_family: u8,
        /// The scope, in answers.
        nh_scope: u8,
        /// Who installed it (`RTPROT_*`).
        nh_protocol: u8,
        /// Unused.
        resvd: u8,
        /// `RTNH_F_*`.
        nh_flags: u32,
    }

    /// A member of a group of ways (linux/nexthop.h). Its weight is one more than the field says.
    #[derive(PartialEq, Eq)]
    struct nexthop_grp: "struct nexthop_grp" {
        /// The way.
        id: u32,
        /// The low byte of its weight.
        weight: u8,
        #[doc(hidden)]
        weight_high: u8,
        /// Unused.
        resvd2: u16,
    }
}
