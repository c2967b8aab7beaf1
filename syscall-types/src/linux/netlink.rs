//! Netlink and rtnetlink messages (linux/netlink.h, linux/rtnetlink.h, linux/if_link.h, linux/if_addr.h,
//! linux/neighbour.h).

use linux_raw_sys::netlink;

use crate::declare::structs;

structs! {
    /// The head of a netlink message (linux/netlink.h).
    nlmsghdr: "struct nlmsghdr" = netlink::nlmsghdr { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq, nlmsg_pid }

    /// The body of an error or acknowledgement (linux/netlink.h).
    nlmsgerr: "struct nlmsgerr" = netlink::nlmsgerr { error, msg }

    /// The head of a routing attribute (linux/rtnetlink.h).
    rtattr: "struct rtattr" = netlink::rtattr { rta_len, rta_type }

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
}
