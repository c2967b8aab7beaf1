//! Netlink and rtnetlink messages (linux/netlink.h, linux/rtnetlink.h, linux/if_link.h, linux/if_addr.h,
//! linux/neighbour.h, linux/fib_rules.h, linux/nexthop.h, linux/genetlink.h).

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

    /// The body of a message about a link (linux/rtnetlink.h).
    ifinfomsg: "struct ifinfomsg" = netlink::ifinfomsg { ifi_family, ifi_type, ifi_index, ifi_flags, ifi_change }

    /// The body of a message about an address (linux/if_addr.h).
    ifaddrmsg: "struct ifaddrmsg" = netlink::ifaddrmsg { ifa_family, ifa_prefixlen, ifa_flags, ifa_scope, ifa_index }

    /// How long an address is valid (linux/if_addr.h).
    ifa_cacheinfo: "struct ifa_cacheinfo" = netlink::ifa_cacheinfo { ifa_prefered, ifa_valid, cstamp, tstamp }

    /// The body of a message about a route or a rule (linux/rtnetlink.h).
    rtmsg: "struct rtmsg" = netlink::rtmsg {
        rtm_family, rtm_dst_len, rtm_src_len, rtm_tos, rtm_table, rtm_protocol, rtm_scope, rtm_type, rtm_flags,
    }

    /// The use of a cached route (linux/rtnetlink.h).
    rta_cacheinfo: "struct rta_cacheinfo" = netlink::rta_cacheinfo {
        rta_clntref, rta_lastuse, rta_expires, rta_error, rta_used, rta_id, rta_ts, rta_tsage,
    }

    /// The body of a message about a neighbour (linux/neighbour.h).
    ndmsg: "struct ndmsg" = netlink::ndmsg {
        ndm_family, ndm_pad1, ndm_pad2, ndm_ifindex, ndm_state, ndm_flags, ndm_type,
    }

    /// The age and use of a neighbour's entry (linux/neighbour.h).
    nda_cacheinfo: "struct nda_cacheinfo" = netlink::nda_cacheinfo {
        ndm_confirmed, ndm_used, ndm_updated, ndm_refcnt,
    }

    /// The body of a message about the table of neighbours (linux/neighbour.h).
    ndtmsg: "struct ndtmsg" = netlink::ndtmsg { ndtm_family, ndtm_pad1, ndtm_pad2 }

    /// The configuration of the table of neighbours (linux/neighbour.h).
    ndt_config: "struct ndt_config" = netlink::ndt_config {
        ndtc_key_len, ndtc_entry_size, ndtc_entries, ndtc_last_flush, ndtc_last_rand, ndtc_hash_rnd, ndtc_hash_mask,
        ndtc_hash_chain_gc, ndtc_proxy_qlen,
    }

    /// Counters of the table of neighbours (linux/neighbour.h).
    ndt_stats: "struct ndt_stats" = netlink::ndt_stats {
        ndts_allocs, ndts_destroys, ndts_hash_grows, ndts_res_failed, ndts_lookups, ndts_hits, ndts_rcv_probes_mcast,
        ndts_rcv_probes_ucast, ndts_periodic_gc_runs, ndts_forced_gc_runs, ndts_table_fulls,
    }

    /// A link's counters in 32 bits (linux/if_link.h).
    rtnl_link_stats: "struct rtnl_link_stats" = netlink::rtnl_link_stats {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast, collisions,
        rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
        tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors,
        rx_compressed, tx_compressed, rx_nohandler,
    }

    /// A link's counters in 64 bits (linux/if_link.h).
    rtnl_link_stats64: "struct rtnl_link_stats64" = netlink::rtnl_link_stats64 {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast, collisions,
        rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
        tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors,
        rx_compressed, tx_compressed, rx_nohandler, rx_otherhost_dropped,
    }

    /// A link's counters that its hardware keeps (linux/if_link.h).
    rtnl_hw_stats64: "struct rtnl_hw_stats64" = netlink::rtnl_hw_stats64 {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast,
    }

    /// Where a link's hardware is (linux/if_link.h).
    rtnl_link_ifmap: "struct rtnl_link_ifmap" = netlink::rtnl_link_ifmap { mem_start, mem_end, base_addr, irq, dma, port }

    /// The body of a message about a link's counters (linux/if_link.h).
    if_stats_msg: "struct if_stats_msg" = netlink::if_stats_msg { family, pad1, pad2, ifindex, filter_mask }

    /// The priority and the address of a bridge (linux/if_link.h).
    ifla_bridge_id: "struct ifla_bridge_id" = netlink::ifla_bridge_id { prio, addr }

    /// Times of IPv6 on a link (linux/if_link.h).
    ifla_cacheinfo: "struct ifla_cacheinfo" = netlink::ifla_cacheinfo {
        max_reasm_len, tstamp, reachable_time, retrans_time,
    }

    /// Flags of a virtual network and which of them count (linux/if_link.h).
    ifla_vlan_flags: "struct ifla_vlan_flags" = netlink::ifla_vlan_flags { flags, mask }

    /// A priority and what it becomes in a virtual network (linux/if_link.h).
    ifla_vlan_qos_mapping: "struct ifla_vlan_qos_mapping" = netlink::ifla_vlan_qos_mapping { from, to }

    /// The address of a virtual function (linux/if_link.h).
    ifla_vf_mac: "struct ifla_vf_mac" = netlink::ifla_vf_mac { vf, mac }

    /// The virtual network of a virtual function (linux/if_link.h).
    ifla_vf_vlan: "struct ifla_vf_vlan" = netlink::ifla_vf_vlan { vf, vlan, qos }

    /// The least and the greatest rate of a virtual function (linux/if_link.h).
    ifla_vf_rate: "struct ifla_vf_rate" = netlink::ifla_vf_rate { vf, min_tx_rate, max_tx_rate }

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

    /// The body of a message about an option of neighbour discovery (linux/rtnetlink.h).
    nduseroptmsg: "struct nduseroptmsg" = netlink::nduseroptmsg {
        nduseropt_family, nduseropt_pad1, nduseropt_opts_len, nduseropt_ifindex, nduseropt_icmp_type, nduseropt_icmp_code,
        nduseropt_pad2, nduseropt_pad3,
    }

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

    /// The virtual network of a virtual function, one of a list (linux/if_link.h). `vlan_proto` is in network byte order.
    ifla_vf_vlan_info: "struct ifla_vf_vlan_info" = netlink::ifla_vf_vlan_info { vf, vlan, qos, vlan_proto }

    /// The broadcast address of virtual functions (linux/if_link.h).
    ifla_vf_broadcast: "struct ifla_vf_broadcast" = netlink::ifla_vf_broadcast { broadcast }

    /// The most megabits a second that a virtual function sends (linux/if_link.h).
    ifla_vf_tx_rate: "struct ifla_vf_tx_rate" = netlink::ifla_vf_tx_rate { vf, rate }

    /// Whether a virtual function must keep to its own address (linux/if_link.h).
    ifla_vf_spoofchk: "struct ifla_vf_spoofchk" = netlink::ifla_vf_spoofchk { vf, setting }

    /// The number of a virtual function of InfiniBand (linux/if_link.h).
    ifla_vf_guid: "struct ifla_vf_guid" = netlink::ifla_vf_guid { vf, guid }

    /// Whether a virtual function's link is up (linux/if_link.h). `link_state` is one of `IFLA_VF_LINK_STATE_*`.
    ifla_vf_link_state: "struct ifla_vf_link_state" = netlink::ifla_vf_link_state { vf, link_state }

    /// Whether a virtual function may ask how packets are spread over its queues (linux/if_link.h).
    ifla_vf_rss_query_en: "struct ifla_vf_rss_query_en" = netlink::ifla_vf_rss_query_en { vf, setting }

    /// Whether a virtual function is trusted (linux/if_link.h).
    ifla_vf_trust: "struct ifla_vf_trust" = netlink::ifla_vf_trust { vf, setting }

    /// What a port of a virtual machine belongs to (linux/if_link.h).
    ifla_port_vsi: "struct ifla_port_vsi" = netlink::ifla_port_vsi { vsi_mgr_id, vsi_type_id, vsi_type_version, pad }

    /// The ports from which VXLAN sends, in network byte order (linux/if_link.h).
    ifla_vxlan_port_range: "struct ifla_vxlan_port_range" = netlink::ifla_vxlan_port_range { low, high }

    /// The ports from which Geneve sends, in network byte order (linux/if_link.h).
    ifla_geneve_port_range: "struct ifla_geneve_port_range" = netlink::ifla_geneve_port_range { low, high }
}
