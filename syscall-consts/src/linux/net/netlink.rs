//! Netlink (linux/netlink.h) and rtnetlink (linux/rtnetlink.h, linux/if_addr.h, linux/neighbour.h). Links are in
//! `link.rs`.

use linux_raw_sys::netlink;

use crate::declare::groups;

groups! {
    /// Protocols of netlink (linux/netlink.h).
    values NETLINK: i32 as Str {
        ROUTE = netlink::NETLINK_ROUTE,
        UNUSED = netlink::NETLINK_UNUSED,
        USERSOCK = netlink::NETLINK_USERSOCK,
        FIREWALL = netlink::NETLINK_FIREWALL,
        INET_DIAG = netlink::NETLINK_INET_DIAG,
        NFLOG = netlink::NETLINK_NFLOG,
        XFRM = netlink::NETLINK_XFRM,
        SELINUX = netlink::NETLINK_SELINUX,
        ISCSI = netlink::NETLINK_ISCSI,
        AUDIT = netlink::NETLINK_AUDIT,
        FIB_LOOKUP = netlink::NETLINK_FIB_LOOKUP,
        CONNECTOR = netlink::NETLINK_CONNECTOR,
        NETFILTER = netlink::NETLINK_NETFILTER,
        IP6_FW = netlink::NETLINK_IP6_FW,
        DNRTMSG = netlink::NETLINK_DNRTMSG,
        KOBJECT_UEVENT = netlink::NETLINK_KOBJECT_UEVENT,
        GENERIC = netlink::NETLINK_GENERIC,
        SCSITRANSPORT = netlink::NETLINK_SCSITRANSPORT,
        ECRYPTFS = netlink::NETLINK_ECRYPTFS,
        CRYPTO = netlink::NETLINK_CRYPTO,
        SMC = netlink::NETLINK_SMC,
        SOCK_DIAG = netlink::NETLINK_SOCK_DIAG,
    }

    /// Options of SOL_NETLINK (linux/netlink.h).
    values NETLINK_SO: i32 as Str {
        ADD_MEMBERSHIP = netlink::NETLINK_ADD_MEMBERSHIP,
        DROP_MEMBERSHIP = netlink::NETLINK_DROP_MEMBERSHIP,
        PKTINFO = netlink::NETLINK_PKTINFO,
        BROADCAST_ERROR = netlink::NETLINK_BROADCAST_ERROR,
        NO_ENOBUFS = netlink::NETLINK_NO_ENOBUFS,
        RX_RING = netlink::NETLINK_RX_RING,
        TX_RING = netlink::NETLINK_TX_RING,
        LISTEN_ALL_NSID = netlink::NETLINK_LISTEN_ALL_NSID,
        LIST_MEMBERSHIPS = netlink::NETLINK_LIST_MEMBERSHIPS,
        CAP_ACK = netlink::NETLINK_CAP_ACK,
        EXT_ACK = netlink::NETLINK_EXT_ACK,
        GET_STRICT_CHK = netlink::NETLINK_GET_STRICT_CHK,
    }

    /// Flags of a netlink message (linux/netlink.h).
    flags NLM_F: u16 as Multi {
        REQUEST = netlink::NLM_F_REQUEST,
        MULTI = netlink::NLM_F_MULTI,
        ACK = netlink::NLM_F_ACK,
        ECHO = netlink::NLM_F_ECHO,
        ROOT = netlink::NLM_F_ROOT,
        REPLACE = netlink::NLM_F_REPLACE,
        EXCL = netlink::NLM_F_EXCL,
        MATCH = netlink::NLM_F_MATCH,
        DUMP = netlink::NLM_F_DUMP,
        ATOMIC = netlink::NLM_F_ATOMIC,
        CREATE = netlink::NLM_F_CREATE,
        APPEND = netlink::NLM_F_APPEND,
        DUMP_INTR = netlink::NLM_F_DUMP_INTR,
        DUMP_FILTERED = netlink::NLM_F_DUMP_FILTERED,
        CAPPED = netlink::NLM_F_CAPPED,
        ACK_TLVS = netlink::NLM_F_ACK_TLVS,
        NONREC = netlink::NLM_F_NONREC,
        BULK = netlink::NLM_F_BULK,
    }

    /// Types of netlink control messages (linux/netlink.h).
    values NLMSG: u16 as Str {
        NOOP = netlink::NLMSG_NOOP,
        ERROR = netlink::NLMSG_ERROR,
        DONE = netlink::NLMSG_DONE,
        OVERRUN = netlink::NLMSG_OVERRUN,
        MIN_TYPE = netlink::NLMSG_MIN_TYPE,
    }

    /// Types of rtnetlink messages (linux/rtnetlink.h).
    values RTM: u16 as Str {
        NEWLINK = netlink::RTM_NEWLINK,
        DELLINK = netlink::RTM_DELLINK,
        GETLINK = netlink::RTM_GETLINK,
        SETLINK = netlink::RTM_SETLINK,
        NEWADDR = netlink::RTM_NEWADDR,
        DELADDR = netlink::RTM_DELADDR,
        GETADDR = netlink::RTM_GETADDR,
        NEWROUTE = netlink::RTM_NEWROUTE,
        DELROUTE = netlink::RTM_DELROUTE,
        GETROUTE = netlink::RTM_GETROUTE,
        NEWNEIGH = netlink::RTM_NEWNEIGH,
        DELNEIGH = netlink::RTM_DELNEIGH,
        GETNEIGH = netlink::RTM_GETNEIGH,
        NEWRULE = netlink::RTM_NEWRULE,
        DELRULE = netlink::RTM_DELRULE,
        GETRULE = netlink::RTM_GETRULE,
        NEWQDISC = netlink::RTM_NEWQDISC,
        DELQDISC = netlink::RTM_DELQDISC,
        GETQDISC = netlink::RTM_GETQDISC,
        NEWTCLASS = netlink::RTM_NEWTCLASS,
        DELTCLASS = netlink::RTM_DELTCLASS,
        GETTCLASS = netlink::RTM_GETTCLASS,
        NEWTFILTER = netlink::RTM_NEWTFILTER,
        DELTFILTER = netlink::RTM_DELTFILTER,
        GETTFILTER = netlink::RTM_GETTFILTER,
        NEWACTION = netlink::RTM_NEWACTION,
        DELACTION = netlink::RTM_DELACTION,
        GETACTION = netlink::RTM_GETACTION,
        NEWPREFIX = netlink::RTM_NEWPREFIX,
        GETMULTICAST = netlink::RTM_GETMULTICAST,
        GETANYCAST = netlink::RTM_GETANYCAST,
        NEWNEIGHTBL = netlink::RTM_NEWNEIGHTBL,
        GETNEIGHTBL = netlink::RTM_GETNEIGHTBL,
        SETNEIGHTBL = netlink::RTM_SETNEIGHTBL,
        NEWNDUSEROPT = netlink::RTM_NEWNDUSEROPT,
        NEWADDRLABEL = netlink::RTM_NEWADDRLABEL,
        DELADDRLABEL = netlink::RTM_DELADDRLABEL,
        GETADDRLABEL = netlink::RTM_GETADDRLABEL,
        GETDCB = netlink::RTM_GETDCB,
        SETDCB = netlink::RTM_SETDCB,
        NEWNETCONF = netlink::RTM_NEWNETCONF,
        DELNETCONF = netlink::RTM_DELNETCONF,
        GETNETCONF = netlink::RTM_GETNETCONF,
        NEWMDB = netlink::RTM_NEWMDB,
        DELMDB = netlink::RTM_DELMDB,
        GETMDB = netlink::RTM_GETMDB,
        NEWNSID = netlink::RTM_NEWNSID,
        DELNSID = netlink::RTM_DELNSID,
        GETNSID = netlink::RTM_GETNSID,
        NEWSTATS = netlink::RTM_NEWSTATS,
        GETSTATS = netlink::RTM_GETSTATS,
        NEWNEXTHOP = netlink::RTM_NEWNEXTHOP,
        DELNEXTHOP = netlink::RTM_DELNEXTHOP,
        GETNEXTHOP = netlink::RTM_GETNEXTHOP,
        NEWLINKPROP = netlink::RTM_NEWLINKPROP,
        DELLINKPROP = netlink::RTM_DELLINKPROP,
        GETLINKPROP = netlink::RTM_GETLINKPROP,
        NEWVLAN = netlink::RTM_NEWVLAN,
        DELVLAN = netlink::RTM_DELVLAN,
        GETVLAN = netlink::RTM_GETVLAN,
        NEWNEXTHOPBUCKET = netlink::RTM_NEWNEXTHOPBUCKET,
        DELNEXTHOPBUCKET = netlink::RTM_DELNEXTHOPBUCKET,
        GETNEXTHOPBUCKET = netlink::RTM_GETNEXTHOPBUCKET,
        NEWTUNNEL = netlink::RTM_NEWTUNNEL,
        DELTUNNEL = netlink::RTM_DELTUNNEL,
        GETTUNNEL = netlink::RTM_GETTUNNEL,
        NEWCHAIN = netlink::RTM_NEWCHAIN,
        DELCHAIN = netlink::RTM_DELCHAIN,
        GETCHAIN = netlink::RTM_GETCHAIN,
        SETSTATS = netlink::RTM_SETSTATS,
        NEWMULTICAST = netlink::RTM_NEWMULTICAST,
        DELMULTICAST = netlink::RTM_DELMULTICAST,
        NEWANYCAST = netlink::RTM_NEWANYCAST,
        DELANYCAST = netlink::RTM_DELANYCAST,
    }

    /// Attributes of an address (linux/if_addr.h).
    values IFA: u16 as Str {
        UNSPEC = netlink::IFA_UNSPEC,
        ADDRESS = netlink::IFA_ADDRESS,
        LOCAL = netlink::IFA_LOCAL,
        LABEL = netlink::IFA_LABEL,
        BROADCAST = netlink::IFA_BROADCAST,
        ANYCAST = netlink::IFA_ANYCAST,
        CACHEINFO = netlink::IFA_CACHEINFO,
        MULTICAST = netlink::IFA_MULTICAST,
        FLAGS = netlink::IFA_FLAGS,
        RT_PRIORITY = netlink::IFA_RT_PRIORITY,
        TARGET_NETNSID = netlink::IFA_TARGET_NETNSID,
        PROTO = netlink::IFA_PROTO,
    }

    /// Flags of an address (linux/if_addr.h).
    flags IFA_F: u32 as Multi {
        SECONDARY = netlink::IFA_F_SECONDARY,
        TEMPORARY = netlink::IFA_F_TEMPORARY,
        NODAD = netlink::IFA_F_NODAD,
        OPTIMISTIC = netlink::IFA_F_OPTIMISTIC,
        DADFAILED = netlink::IFA_F_DADFAILED,
        HOMEADDRESS = netlink::IFA_F_HOMEADDRESS,
        DEPRECATED = netlink::IFA_F_DEPRECATED,
        TENTATIVE = netlink::IFA_F_TENTATIVE,
        PERMANENT = netlink::IFA_F_PERMANENT,
        MANAGETEMPADDR = netlink::IFA_F_MANAGETEMPADDR,
        NOPREFIXROUTE = netlink::IFA_F_NOPREFIXROUTE,
        MCAUTOJOIN = netlink::IFA_F_MCAUTOJOIN,
        STABLE_PRIVACY = netlink::IFA_F_STABLE_PRIVACY,
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

    /// Multicast groups of rtnetlink, as bits of `nl_groups` (linux/rtnetlink.h).
    flags RTMGRP: u32 as Multi {
        LINK = netlink::RTMGRP_LINK,
        NOTIFY = netlink::RTMGRP_NOTIFY,
        NEIGH = netlink::RTMGRP_NEIGH,
        TC = netlink::RTMGRP_TC,
        IPV4_IFADDR = netlink::RTMGRP_IPV4_IFADDR,
        IPV4_MROUTE = netlink::RTMGRP_IPV4_MROUTE,
        IPV4_ROUTE = netlink::RTMGRP_IPV4_ROUTE,
        IPV4_RULE = netlink::RTMGRP_IPV4_RULE,
        IPV6_IFADDR = netlink::RTMGRP_IPV6_IFADDR,
        IPV6_MROUTE = netlink::RTMGRP_IPV6_MROUTE,
        IPV6_ROUTE = netlink::RTMGRP_IPV6_ROUTE,
        IPV6_IFINFO = netlink::RTMGRP_IPV6_IFINFO,
        IPV6_PREFIX = netlink::RTMGRP_IPV6_PREFIX,
    }

    /// Multicast groups of rtnetlink, by number (linux/rtnetlink.h).
    values RTNLGRP: u32 as Str {
        NONE = netlink::rtnetlink_groups::RTNLGRP_NONE,
        LINK = netlink::rtnetlink_groups::RTNLGRP_LINK,
        NOTIFY = netlink::rtnetlink_groups::RTNLGRP_NOTIFY,
        NEIGH = netlink::rtnetlink_groups::RTNLGRP_NEIGH,
        TC = netlink::rtnetlink_groups::RTNLGRP_TC,
        IPV4_IFADDR = netlink::rtnetlink_groups::RTNLGRP_IPV4_IFADDR,
        IPV4_MROUTE = netlink::rtnetlink_groups::RTNLGRP_IPV4_MROUTE,
        IPV4_ROUTE = netlink::rtnetlink_groups::RTNLGRP_IPV4_ROUTE,
        IPV4_RULE = netlink::rtnetlink_groups::RTNLGRP_IPV4_RULE,
        IPV6_IFADDR = netlink::rtnetlink_groups::RTNLGRP_IPV6_IFADDR,
        IPV6_MROUTE = netlink::rtnetlink_groups::RTNLGRP_IPV6_MROUTE,
        IPV6_ROUTE = netlink::rtnetlink_groups::RTNLGRP_IPV6_ROUTE,
        IPV6_IFINFO = netlink::rtnetlink_groups::RTNLGRP_IPV6_IFINFO,
        NOP2 = netlink::rtnetlink_groups::RTNLGRP_NOP2,
        NOP4 = netlink::rtnetlink_groups::RTNLGRP_NOP4,
        IPV6_PREFIX = netlink::rtnetlink_groups::RTNLGRP_IPV6_PREFIX,
        IPV6_RULE = netlink::rtnetlink_groups::RTNLGRP_IPV6_RULE,
        ND_USEROPT = netlink::rtnetlink_groups::RTNLGRP_ND_USEROPT,
        PHONET_IFADDR = netlink::rtnetlink_groups::RTNLGRP_PHONET_IFADDR,
        PHONET_ROUTE = netlink::rtnetlink_groups::RTNLGRP_PHONET_ROUTE,
        DCB = netlink::rtnetlink_groups::RTNLGRP_DCB,
        IPV4_NETCONF = netlink::rtnetlink_groups::RTNLGRP_IPV4_NETCONF,
        IPV6_NETCONF = netlink::rtnetlink_groups::RTNLGRP_IPV6_NETCONF,
        MDB = netlink::rtnetlink_groups::RTNLGRP_MDB,
        MPLS_ROUTE = netlink::rtnetlink_groups::RTNLGRP_MPLS_ROUTE,
        NSID = netlink::rtnetlink_groups::RTNLGRP_NSID,
        MPLS_NETCONF = netlink::rtnetlink_groups::RTNLGRP_MPLS_NETCONF,
        IPV4_MROUTE_R = netlink::rtnetlink_groups::RTNLGRP_IPV4_MROUTE_R,
        IPV6_MROUTE_R = netlink::rtnetlink_groups::RTNLGRP_IPV6_MROUTE_R,
        NEXTHOP = netlink::rtnetlink_groups::RTNLGRP_NEXTHOP,
        BRVLAN = netlink::rtnetlink_groups::RTNLGRP_BRVLAN,
        MCTP_IFADDR = netlink::rtnetlink_groups::RTNLGRP_MCTP_IFADDR,
        TUNNEL = netlink::rtnetlink_groups::RTNLGRP_TUNNEL,
        STATS = netlink::rtnetlink_groups::RTNLGRP_STATS,
        IPV4_MCADDR = netlink::rtnetlink_groups::RTNLGRP_IPV4_MCADDR,
        IPV6_MCADDR = netlink::rtnetlink_groups::RTNLGRP_IPV6_MCADDR,
        IPV6_ACADDR = netlink::rtnetlink_groups::RTNLGRP_IPV6_ACADDR,
    }

    /// Attributes of a neighbour (linux/neighbour.h).
    values NDA: u16 as Str {
        UNSPEC = netlink::NDA_UNSPEC,
        DST = netlink::NDA_DST,
        LLADDR = netlink::NDA_LLADDR,
        CACHEINFO = netlink::NDA_CACHEINFO,
        PROBES = netlink::NDA_PROBES,
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
