//! Neighbours: link-layer addresses by network address (arp(7), rtnetlink(7); linux/neighbour.h).

use linux_raw_sys::netlink;

use crate::declare::groups;

groups! {
    /// Attributes of a neighbour (linux/neighbour.h).
    values NDA: u16 as Str {
        UNSPEC = netlink::NDA_UNSPEC,
        DST = netlink::NDA_DST,
        LLADDR = netlink::NDA_LLADDR,
        CACHEINFO = netlink::NDA_CACHEINFO,
        PROBES = netlink::NDA_PROBES,
        VLAN = netlink::NDA_VLAN,
        PORT = netlink::NDA_PORT,
        VNI = netlink::NDA_VNI,
        IFINDEX = netlink::NDA_IFINDEX,
        MASTER = netlink::NDA_MASTER,
        LINK_NETNSID = netlink::NDA_LINK_NETNSID,
        SRC_VNI = netlink::NDA_SRC_VNI,
        PROTOCOL = netlink::NDA_PROTOCOL,
        NH_ID = netlink::NDA_NH_ID,
        FDB_EXT_ATTRS = netlink::NDA_FDB_EXT_ATTRS,
        FLAGS_EXT = netlink::NDA_FLAGS_EXT,
        NDM_STATE_MASK = netlink::NDA_NDM_STATE_MASK,
        NDM_FLAGS_MASK = netlink::NDA_NDM_FLAGS_MASK,
    }

    /// Flags of a neighbour (linux/neighbour.h).
    flags NTF: u8 as Multi {
        USE = netlink::NTF_USE,
        SELF = netlink::NTF_SELF,
        MASTER = netlink::NTF_MASTER,
        PROXY = netlink::NTF_PROXY,
        ROUTER = netlink::NTF_ROUTER,
        EXT_LEARNED = netlink::NTF_EXT_LEARNED,
        OFFLOADED = netlink::NTF_OFFLOADED,
        STICKY = netlink::NTF_STICKY,
    }

    /// States of a neighbour (linux/neighbour.h).
    flags NUD: u16 as Multi {
        NONE = netlink::NUD_NONE,
        INCOMPLETE = netlink::NUD_INCOMPLETE,
        REACHABLE = netlink::NUD_REACHABLE,
        STALE = netlink::NUD_STALE,
        DELAY = netlink::NUD_DELAY,
        PROBE = netlink::NUD_PROBE,
        FAILED = netlink::NUD_FAILED,
        NOARP = netlink::NUD_NOARP,
        PERMANENT = netlink::NUD_PERMANENT,
    }

    /// Attributes of the parameters of a neighbour table (linux/neighbour.h).
    values NDTPA: u16 as Str {
        UNSPEC = netlink::NDTPA_UNSPEC,
        IFINDEX = netlink::NDTPA_IFINDEX,
        REFCNT = netlink::NDTPA_REFCNT,
        REACHABLE_TIME = netlink::NDTPA_REACHABLE_TIME,
        BASE_REACHABLE_TIME = netlink::NDTPA_BASE_REACHABLE_TIME,
        RETRANS_TIME = netlink::NDTPA_RETRANS_TIME,
        GC_STALETIME = netlink::NDTPA_GC_STALETIME,
        DELAY_PROBE_TIME = netlink::NDTPA_DELAY_PROBE_TIME,
        QUEUE_LEN = netlink::NDTPA_QUEUE_LEN,
        APP_PROBES = netlink::NDTPA_APP_PROBES,
        UCAST_PROBES = netlink::NDTPA_UCAST_PROBES,
        MCAST_PROBES = netlink::NDTPA_MCAST_PROBES,
        ANYCAST_DELAY = netlink::NDTPA_ANYCAST_DELAY,
        PROXY_DELAY = netlink::NDTPA_PROXY_DELAY,
        PROXY_QLEN = netlink::NDTPA_PROXY_QLEN,
        LOCKTIME = netlink::NDTPA_LOCKTIME,
        QUEUE_LENBYTES = netlink::NDTPA_QUEUE_LENBYTES,
    }

    /// Attributes of a neighbour table (linux/neighbour.h).
    values NDTA: u16 as Str {
        UNSPEC = netlink::NDTA_UNSPEC,
        NAME = netlink::NDTA_NAME,
        THRESH1 = netlink::NDTA_THRESH1,
        THRESH2 = netlink::NDTA_THRESH2,
        THRESH3 = netlink::NDTA_THRESH3,
        CONFIG = netlink::NDTA_CONFIG,
        PARMS = netlink::NDTA_PARMS,
        STATS = netlink::NDTA_STATS,
        GC_INTERVAL = netlink::NDTA_GC_INTERVAL,
    }
}
