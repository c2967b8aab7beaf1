//! Routes and the rules that choose them (rtnetlink(7); linux/rtnetlink.h, linux/fib_rules.h).

use linux_raw_sys::netlink;

use crate::declare::groups;

groups! {
    /// Metrics of a route, in RTA_METRICS (linux/rtnetlink.h).
    values RTAX: u16 as Str {
        UNSPEC = netlink::RTAX_UNSPEC,
        LOCK = netlink::RTAX_LOCK,
        MTU = netlink::RTAX_MTU,
        WINDOW = netlink::RTAX_WINDOW,
        RTT = netlink::RTAX_RTT,
        RTTVAR = netlink::RTAX_RTTVAR,
        SSTHRESH = netlink::RTAX_SSTHRESH,
        CWND = netlink::RTAX_CWND,
        ADVMSS = netlink::RTAX_ADVMSS,
        REORDERING = netlink::RTAX_REORDERING,
        HOPLIMIT = netlink::RTAX_HOPLIMIT,
        INITCWND = netlink::RTAX_INITCWND,
        FEATURES = netlink::RTAX_FEATURES,
        RTO_MIN = netlink::RTAX_RTO_MIN,
        INITRWND = netlink::RTAX_INITRWND,
        QUICKACK = netlink::RTAX_QUICKACK,
        CC_ALGO = netlink::RTAX_CC_ALGO,
        FASTOPEN_NO_COOKIE = netlink::RTAX_FASTOPEN_NO_COOKIE,
    }

    /// Flags of a next hop (linux/rtnetlink.h).
    flags RTNH_F: u8 as Multi {
        DEAD = netlink::RTNH_F_DEAD,
        PERVASIVE = netlink::RTNH_F_PERVASIVE,
        ONLINK = netlink::RTNH_F_ONLINK,
        OFFLOAD = netlink::RTNH_F_OFFLOAD,
        LINKDOWN = netlink::RTNH_F_LINKDOWN,
        UNRESOLVED = netlink::RTNH_F_UNRESOLVED,
        TRAP = netlink::RTNH_F_TRAP,
    }

    /// What a dump of links holds besides, for IFLA_EXT_MASK (linux/rtnetlink.h).
    flags RTEXT_FILTER: u32 as Multi {
        VF = netlink::RTEXT_FILTER_VF,
        BRVLAN = netlink::RTEXT_FILTER_BRVLAN,
        BRVLAN_COMPRESSED = netlink::RTEXT_FILTER_BRVLAN_COMPRESSED,
        SKIP_STATS = netlink::RTEXT_FILTER_SKIP_STATS,
        MRP = netlink::RTEXT_FILTER_MRP,
        CFM_CONFIG = netlink::RTEXT_FILTER_CFM_CONFIG,
        CFM_STATUS = netlink::RTEXT_FILTER_CFM_STATUS,
        MST = netlink::RTEXT_FILTER_MST,
    }

    /// Attributes of a rule (linux/fib_rules.h).
    values FRA: u16 as Str {
        UNSPEC = netlink::FRA_UNSPEC,
        DST = netlink::FRA_DST,
        SRC = netlink::FRA_SRC,
        IIFNAME = netlink::FRA_IIFNAME,
        GOTO = netlink::FRA_GOTO,
        PRIORITY = netlink::FRA_PRIORITY,
        FWMARK = netlink::FRA_FWMARK,
        FLOW = netlink::FRA_FLOW,
        TUN_ID = netlink::FRA_TUN_ID,
        SUPPRESS_IFGROUP = netlink::FRA_SUPPRESS_IFGROUP,
        SUPPRESS_PREFIXLEN = netlink::FRA_SUPPRESS_PREFIXLEN,
        TABLE = netlink::FRA_TABLE,
        FWMASK = netlink::FRA_FWMASK,
        OIFNAME = netlink::FRA_OIFNAME,
        PAD = netlink::FRA_PAD,
        L3MDEV = netlink::FRA_L3MDEV,
        UID_RANGE = netlink::FRA_UID_RANGE,
        PROTOCOL = netlink::FRA_PROTOCOL,
        IP_PROTO = netlink::FRA_IP_PROTO,
        SPORT_RANGE = netlink::FRA_SPORT_RANGE,
        DPORT_RANGE = netlink::FRA_DPORT_RANGE,
        DSCP = netlink::FRA_DSCP,
        FLOWLABEL = netlink::FRA_FLOWLABEL,
        FLOWLABEL_MASK = netlink::FRA_FLOWLABEL_MASK,
        SPORT_MASK = netlink::FRA_SPORT_MASK,
        DPORT_MASK = netlink::FRA_DPORT_MASK,
        DSCP_MASK = netlink::FRA_DSCP_MASK,
    }

    /// Actions of a rule (linux/fib_rules.h).
    values FR_ACT: u8 as Str {
        UNSPEC = netlink::FR_ACT_UNSPEC,
        TO_TBL = netlink::FR_ACT_TO_TBL,
        GOTO = netlink::FR_ACT_GOTO,
        NOP = netlink::FR_ACT_NOP,
        BLACKHOLE = netlink::FR_ACT_BLACKHOLE,
        UNREACHABLE = netlink::FR_ACT_UNREACHABLE,
        PROHIBIT = netlink::FR_ACT_PROHIBIT,
    }

    /// Flags of a rule (linux/fib_rules.h).
    flags FIB_RULE: u32 as Multi {
        PERMANENT = netlink::FIB_RULE_PERMANENT,
        INVERT = netlink::FIB_RULE_INVERT,
        UNRESOLVED = netlink::FIB_RULE_UNRESOLVED,
        IIF_DETACHED = netlink::FIB_RULE_IIF_DETACHED,
        OIF_DETACHED = netlink::FIB_RULE_OIF_DETACHED,
        FIND_SADDR = netlink::FIB_RULE_FIND_SADDR,
    }

    /// Types of a route (linux/rtnetlink.h).
    values RTN: u8 as Str {
        UNSPEC = netlink::RTN_UNSPEC,
        UNICAST = netlink::RTN_UNICAST,
        LOCAL = netlink::RTN_LOCAL,
        BROADCAST = netlink::RTN_BROADCAST,
        ANYCAST = netlink::RTN_ANYCAST,
        MULTICAST = netlink::RTN_MULTICAST,
        BLACKHOLE = netlink::RTN_BLACKHOLE,
        UNREACHABLE = netlink::RTN_UNREACHABLE,
        PROHIBIT = netlink::RTN_PROHIBIT,
        THROW = netlink::RTN_THROW,
        NAT = netlink::RTN_NAT,
        XRESOLVE = netlink::RTN_XRESOLVE,
    }

    /// Who made a route (linux/rtnetlink.h).
    values RTPROT: u8 as Str {
        UNSPEC = netlink::RTPROT_UNSPEC,
        REDIRECT = netlink::RTPROT_REDIRECT,
        KERNEL = netlink::RTPROT_KERNEL,
        BOOT = netlink::RTPROT_BOOT,
        STATIC = netlink::RTPROT_STATIC,
        GATED = netlink::RTPROT_GATED,
        RA = netlink::RTPROT_RA,
        MRT = netlink::RTPROT_MRT,
        ZEBRA = netlink::RTPROT_ZEBRA,
        BIRD = netlink::RTPROT_BIRD,
        DNROUTED = netlink::RTPROT_DNROUTED,
        XORP = netlink::RTPROT_XORP,
        NTK = netlink::RTPROT_NTK,
        DHCP = netlink::RTPROT_DHCP,
        BABEL = netlink::RTPROT_BABEL,
        BGP = netlink::RTPROT_BGP,
        ISIS = netlink::RTPROT_ISIS,
        OSPF = netlink::RTPROT_OSPF,
        RIP = netlink::RTPROT_RIP,
        EIGRP = netlink::RTPROT_EIGRP,
        KEEPALIVED = netlink::RTPROT_KEEPALIVED,
        MROUTED = netlink::RTPROT_MROUTED,
        OVN = netlink::RTPROT_OVN,
        OPENR = netlink::RTPROT_OPENR,
    }

    /// How far away a destination is (linux/rtnetlink.h).
    values RT_SCOPE: u8 as Str {
        UNIVERSE = netlink::rt_scope_t::RT_SCOPE_UNIVERSE,
        SITE = netlink::rt_scope_t::RT_SCOPE_SITE,
        LINK = netlink::rt_scope_t::RT_SCOPE_LINK,
        HOST = netlink::rt_scope_t::RT_SCOPE_HOST,
        NOWHERE = netlink::rt_scope_t::RT_SCOPE_NOWHERE,
    }

    /// Flags of a route message (linux/rtnetlink.h).
    flags RTM_F: u32 as Multi {
        NOTIFY = netlink::RTM_F_NOTIFY,
        CLONED = netlink::RTM_F_CLONED,
        EQUALIZE = netlink::RTM_F_EQUALIZE,
        PREFIX = netlink::RTM_F_PREFIX,
        LOOKUP_TABLE = netlink::RTM_F_LOOKUP_TABLE,
        FIB_MATCH = netlink::RTM_F_FIB_MATCH,
        OFFLOAD = netlink::RTM_F_OFFLOAD,
        TRAP = netlink::RTM_F_TRAP,
        OFFLOAD_FAILED = netlink::RTM_F_OFFLOAD_FAILED,
    }

    /// Routing tables (linux/rtnetlink.h).
    values RT_TABLE: u32 as Str {
        UNSPEC = netlink::rt_class_t::RT_TABLE_UNSPEC,
        COMPAT = netlink::rt_class_t::RT_TABLE_COMPAT,
        DEFAULT = netlink::rt_class_t::RT_TABLE_DEFAULT,
        MAIN = netlink::rt_class_t::RT_TABLE_MAIN,
        LOCAL = netlink::rt_class_t::RT_TABLE_LOCAL,
        MAX = netlink::rt_class_t::RT_TABLE_MAX,
    }

    /// Attributes of a route (linux/rtnetlink.h).
    values RTA: u16 as Str {
        UNSPEC = netlink::rtattr_type_t::RTA_UNSPEC,
        DST = netlink::rtattr_type_t::RTA_DST,
        SRC = netlink::rtattr_type_t::RTA_SRC,
        IIF = netlink::rtattr_type_t::RTA_IIF,
        OIF = netlink::rtattr_type_t::RTA_OIF,
        GATEWAY = netlink::rtattr_type_t::RTA_GATEWAY,
        PRIORITY = netlink::rtattr_type_t::RTA_PRIORITY,
        PREFSRC = netlink::rtattr_type_t::RTA_PREFSRC,
        METRICS = netlink::rtattr_type_t::RTA_METRICS,
        MULTIPATH = netlink::rtattr_type_t::RTA_MULTIPATH,
        PROTOINFO = netlink::rtattr_type_t::RTA_PROTOINFO,
        FLOW = netlink::rtattr_type_t::RTA_FLOW,
        CACHEINFO = netlink::rtattr_type_t::RTA_CACHEINFO,
        SESSION = netlink::rtattr_type_t::RTA_SESSION,
        MP_ALGO = netlink::rtattr_type_t::RTA_MP_ALGO,
        TABLE = netlink::rtattr_type_t::RTA_TABLE,
        MARK = netlink::rtattr_type_t::RTA_MARK,
        MFC_STATS = netlink::rtattr_type_t::RTA_MFC_STATS,
        VIA = netlink::rtattr_type_t::RTA_VIA,
        NEWDST = netlink::rtattr_type_t::RTA_NEWDST,
        PREF = netlink::rtattr_type_t::RTA_PREF,
        ENCAP_TYPE = netlink::rtattr_type_t::RTA_ENCAP_TYPE,
        ENCAP = netlink::rtattr_type_t::RTA_ENCAP,
        EXPIRES = netlink::rtattr_type_t::RTA_EXPIRES,
        PAD = netlink::rtattr_type_t::RTA_PAD,
        UID = netlink::rtattr_type_t::RTA_UID,
        TTL_PROPAGATE = netlink::rtattr_type_t::RTA_TTL_PROPAGATE,
        IP_PROTO = netlink::rtattr_type_t::RTA_IP_PROTO,
        SPORT = netlink::rtattr_type_t::RTA_SPORT,
        DPORT = netlink::rtattr_type_t::RTA_DPORT,
        NH_ID = netlink::rtattr_type_t::RTA_NH_ID,
        FLOWLABEL = netlink::rtattr_type_t::RTA_FLOWLABEL,
    }

    /// Flags of a route in the ioctl interface (linux/route.h, linux/ipv6_route.h).
    flags RTF: u32 as Multi {
        UP = RTF_UP: 1, // linux/route.h
        GATEWAY = RTF_GATEWAY: 2, // linux/route.h
        HOST = RTF_HOST: 4, // linux/route.h
        REINSTATE = RTF_REINSTATE: 8, // linux/route.h
        DYNAMIC = RTF_DYNAMIC: 0x10, // linux/route.h
        MODIFIED = RTF_MODIFIED: 0x20, // linux/route.h
        MSS = RTF_MSS: 0x40, // linux/route.h
        MTU = RTF_MTU: 0x40, // linux/route.h
        WINDOW = RTF_WINDOW: 0x80, // linux/route.h
        IRTT = RTF_IRTT: 0x100, // linux/route.h
        REJECT = RTF_REJECT: 0x200, // linux/route.h
        DEFAULT = RTF_DEFAULT: 0x10000, // linux/route.h
        ALLONLINK = RTF_ALLONLINK: 0x20000, // linux/route.h
        ADDRCONF = RTF_ADDRCONF: 0x40000, // linux/route.h
        PREFIX_RT = RTF_PREFIX_RT: 0x80000, // linux/route.h
        ANYCAST = RTF_ANYCAST: 0x100000, // linux/route.h
        NONEXTHOP = RTF_NONEXTHOP: 0x200000, // linux/route.h
        EXPIRES = RTF_EXPIRES: 0x400000, // linux/route.h
        ROUTEINFO = RTF_ROUTEINFO: 0x800000, // linux/route.h
        CACHE = RTF_CACHE: 0x1000000, // linux/route.h
        FLOW = RTF_FLOW: 0x2000000, // linux/route.h
        POLICY = RTF_POLICY: 0x4000000, // linux/route.h
        LOCAL = RTF_LOCAL: 0x80000000, // linux/route.h
    }
}
