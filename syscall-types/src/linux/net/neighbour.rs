//! Neighbours: link-layer addresses by network address (arp(7), rtnetlink(7); linux/neighbour.h, linux/rtnetlink.h).

use linux_raw_sys::netlink;

use crate::declare::structs;

structs! {
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

    /// The body of a message about an option of neighbour discovery (linux/rtnetlink.h).
    nduseroptmsg: "struct nduseroptmsg" = netlink::nduseroptmsg {
        nduseropt_family, nduseropt_pad1, nduseropt_opts_len, nduseropt_ifindex, nduseropt_icmp_type, nduseropt_icmp_code,
        nduseropt_pad2, nduseropt_pad3,
    }
}
