//! Packet filtering by iptables (linux/netfilter.h, linux/netfilter/x_tables.h, linux/netfilter_ipv4/ip_tables.h).

use linux_raw_sys::net;

use crate::declare::groups;

groups! {
    /// Verdicts of netfilter (linux/netfilter.h).
    values NF: u32 as Str {
        DROP = net::NF_DROP,
        ACCEPT = net::NF_ACCEPT,
        STOLEN = net::NF_STOLEN,
        QUEUE = net::NF_QUEUE,
        REPEAT = net::NF_REPEAT,
        STOP = net::NF_STOP,
    }

    /// Lengths of names of x_tables (linux/netfilter/x_tables.h).
    values XT: u32 as Str {
        EXTENSION_MAXNAMELEN = net::XT_EXTENSION_MAXNAMELEN,
        FUNCTION_MAXNAMELEN = net::XT_FUNCTION_MAXNAMELEN,
        TABLE_MAXNAMELEN = net::XT_TABLE_MAXNAMELEN,
    }

    /// Socket options that change ip_tables (linux/netfilter_ipv4/ip_tables.h).
    values IPT_SO_SET: i32 as Str {
        REPLACE = IPT_SO_SET_REPLACE: 64,
        ADD_COUNTERS = IPT_SO_SET_ADD_COUNTERS: 65,
    }

    /// Socket options that read ip_tables (linux/netfilter_ipv4/ip_tables.h).
    values IPT_SO_GET: i32 as Str {
        INFO = IPT_SO_GET_INFO: 64, // linux/netfilter_ipv4/ip_tables.h
        ENTRIES = IPT_SO_GET_ENTRIES: 65, // linux/netfilter_ipv4/ip_tables.h
        REVISION_MATCH = IPT_SO_GET_REVISION_MATCH: 66, // linux/netfilter_ipv4/ip_tables.h
        REVISION_TARGET = IPT_SO_GET_REVISION_TARGET: 67, // linux/netfilter_ipv4/ip_tables.h
    }
}
