//! Socket options of IP and IPv6 and their values (ip(7), ipv6(7); linux/in.h, linux/in6.h, linux/ip.h).

use linux_raw_sys::net;

use crate::declare::groups;

groups! {
    /// Socket options of level SOL_IP (linux/in.h).
    values IP: i32 as Str {
        TOS = net::IP_TOS,
        TTL = net::IP_TTL,
        HDRINCL = net::IP_HDRINCL,
        OPTIONS = net::IP_OPTIONS,
        ROUTER_ALERT = net::IP_ROUTER_ALERT,
        RECVOPTS = net::IP_RECVOPTS,
        RETOPTS = net::IP_RETOPTS,
        PKTINFO = net::IP_PKTINFO,
        PKTOPTIONS = net::IP_PKTOPTIONS,
        MTU_DISCOVER = net::IP_MTU_DISCOVER,
        RECVERR = net::IP_RECVERR,
        RECVTTL = net::IP_RECVTTL,
        RECVTOS = net::IP_RECVTOS,
        MTU = net::IP_MTU,
        FREEBIND = net::IP_FREEBIND,
        IPSEC_POLICY = net::IP_IPSEC_POLICY,
        XFRM_POLICY = net::IP_XFRM_POLICY,
        PASSSEC = net::IP_PASSSEC,
        TRANSPARENT = net::IP_TRANSPARENT,
        ORIGDSTADDR = net::IP_ORIGDSTADDR,
        MINTTL = net::IP_MINTTL,
        NODEFRAG = net::IP_NODEFRAG,
        MULTICAST_IF = net::IP_MULTICAST_IF,
        MULTICAST_TTL = net::IP_MULTICAST_TTL,
        MULTICAST_LOOP = net::IP_MULTICAST_LOOP,
        ADD_MEMBERSHIP = net::IP_ADD_MEMBERSHIP,
        DROP_MEMBERSHIP = net::IP_DROP_MEMBERSHIP,
        UNBLOCK_SOURCE = net::IP_UNBLOCK_SOURCE,
        BLOCK_SOURCE = net::IP_BLOCK_SOURCE,
        ADD_SOURCE_MEMBERSHIP = net::IP_ADD_SOURCE_MEMBERSHIP,
        DROP_SOURCE_MEMBERSHIP = net::IP_DROP_SOURCE_MEMBERSHIP,
        MSFILTER = net::IP_MSFILTER,
        MULTICAST_ALL = net::IP_MULTICAST_ALL,
        UNICAST_IF = net::IP_UNICAST_IF,
        RECVERR_RFC4884 = net::IP_RECVERR_RFC4884,
        RECVFRAGSIZE = net::IP_RECVFRAGSIZE,
        CHECKSUM = net::IP_CHECKSUM,
        BIND_ADDRESS_NO_PORT = net::IP_BIND_ADDRESS_NO_PORT,
        LOCAL_PORT_RANGE = net::IP_LOCAL_PORT_RANGE,
        PROTOCOL = net::IP_PROTOCOL,
        RECVRETOPTS = net::IP_RECVRETOPTS,
        RECVORIGDSTADDR = net::IP_RECVORIGDSTADDR,
    }

    /// Socket options of level SOL_IPV6 (linux/in6.h).
    values IPV6: i32 as Str {
        ADDRFORM = net::IPV6_ADDRFORM,
        _2292PKTINFO = net::IPV6_2292PKTINFO,
        _2292HOPOPTS = net::IPV6_2292HOPOPTS,
        _2292DSTOPTS = net::IPV6_2292DSTOPTS,
        _2292RTHDR = net::IPV6_2292RTHDR,
        _2292PKTOPTIONS = net::IPV6_2292PKTOPTIONS,
        CHECKSUM = net::IPV6_CHECKSUM,
        _2292HOPLIMIT = net::IPV6_2292HOPLIMIT,
        NEXTHOP = net::IPV6_NEXTHOP,
        AUTHHDR = net::IPV6_AUTHHDR,
        FLOWINFO = net::IPV6_FLOWINFO,
        UNICAST_HOPS = net::IPV6_UNICAST_HOPS,
        MULTICAST_IF = net::IPV6_MULTICAST_IF,
        MULTICAST_HOPS = net::IPV6_MULTICAST_HOPS,
        MULTICAST_LOOP = net::IPV6_MULTICAST_LOOP,
        ADD_MEMBERSHIP = net::IPV6_ADD_MEMBERSHIP,
        DROP_MEMBERSHIP = net::IPV6_DROP_MEMBERSHIP,
        ROUTER_ALERT = net::IPV6_ROUTER_ALERT,
        MTU_DISCOVER = net::IPV6_MTU_DISCOVER,
        MTU = net::IPV6_MTU,
        RECVERR = net::IPV6_RECVERR,
        V6ONLY = net::IPV6_V6ONLY,
        JOIN_ANYCAST = net::IPV6_JOIN_ANYCAST,
        LEAVE_ANYCAST = net::IPV6_LEAVE_ANYCAST,
        RECVPKTINFO = net::IPV6_RECVPKTINFO,
        PKTINFO = net::IPV6_PKTINFO,
        RECVHOPLIMIT = net::IPV6_RECVHOPLIMIT,
        HOPLIMIT = net::IPV6_HOPLIMIT,
        RECVTCLASS = net::IPV6_RECVTCLASS,
        TCLASS = net::IPV6_TCLASS,
        TRANSPARENT = net::IPV6_TRANSPARENT,
        FREEBIND = net::IPV6_FREEBIND,
        MULTICAST_ALL = net::IPV6_MULTICAST_ALL,
        AUTOFLOWLABEL = net::IPV6_AUTOFLOWLABEL,
        DONTFRAG = net::IPV6_DONTFRAG,
        PATHMTU = net::IPV6_PATHMTU,
        RECVPATHMTU = net::IPV6_RECVPATHMTU,
        MINHOPCOUNT = net::IPV6_MINHOPCOUNT,
        RECVERR_RFC4884 = net::IPV6_RECVERR_RFC4884,
        ROUTER_ALERT_ISOLATE = net::IPV6_ROUTER_ALERT_ISOLATE,
        FLOWLABEL_MGR = net::IPV6_FLOWLABEL_MGR,
        FLOWINFO_SEND = net::IPV6_FLOWINFO_SEND,
        IPSEC_POLICY = net::IPV6_IPSEC_POLICY,
        XFRM_POLICY = net::IPV6_XFRM_POLICY,
        HDRINCL = net::IPV6_HDRINCL,
        RECVHOPOPTS = net::IPV6_RECVHOPOPTS,
        HOPOPTS = net::IPV6_HOPOPTS,
        RTHDRDSTOPTS = net::IPV6_RTHDRDSTOPTS,
        RECVRTHDR = net::IPV6_RECVRTHDR,
        RTHDR = net::IPV6_RTHDR,
        RECVDSTOPTS = net::IPV6_RECVDSTOPTS,
        DSTOPTS = net::IPV6_DSTOPTS,
        ADDR_PREFERENCES = net::IPV6_ADDR_PREFERENCES,
        ORIGDSTADDR = net::IPV6_ORIGDSTADDR,
        RECVORIGDSTADDR = net::IPV6_RECVORIGDSTADDR,
        UNICAST_IF = net::IPV6_UNICAST_IF,
        RECVFRAGSIZE = net::IPV6_RECVFRAGSIZE,
    }

    /// Addresses of IP in the byte order of the machine (linux/in.h).
    values INADDR: u32 as Str {
        ANY = INADDR_ANY: 0,
        BROADCAST = INADDR_BROADCAST: 0xffff_ffff,
        NONE = INADDR_NONE: 0xffff_ffff,
        DUMMY = INADDR_DUMMY: 0xc000_0008,
        LOOPBACK = net::INADDR_LOOPBACK,
        UNSPEC_GROUP = net::INADDR_UNSPEC_GROUP,
        ALLHOSTS_GROUP = net::INADDR_ALLHOSTS_GROUP,
        ALLRTRS_GROUP = net::INADDR_ALLRTRS_GROUP,
        ALLSNOOPERS_GROUP = net::INADDR_ALLSNOOPERS_GROUP,
        MAX_LOCAL_GROUP = net::INADDR_MAX_LOCAL_GROUP,
    }

    /// How packets find their size, for IP_MTU_DISCOVER (linux/in.h).
    values IP_PMTUDISC: i32 as Str {
        DONT = net::IP_PMTUDISC_DONT,
        WANT = net::IP_PMTUDISC_WANT,
        DO = net::IP_PMTUDISC_DO,
        PROBE = net::IP_PMTUDISC_PROBE,
        INTERFACE = net::IP_PMTUDISC_INTERFACE,
        OMIT = net::IP_PMTUDISC_OMIT,
    }

    /// How packets find their size, for IPV6_MTU_DISCOVER (linux/in6.h).
    values IPV6_PMTUDISC: i32 as Str {
        DONT = net::IPV6_PMTUDISC_DONT,
        WANT = net::IPV6_PMTUDISC_WANT,
        DO = net::IPV6_PMTUDISC_DO,
        PROBE = net::IPV6_PMTUDISC_PROBE,
        INTERFACE = net::IPV6_PMTUDISC_INTERFACE,
        OMIT = net::IPV6_PMTUDISC_OMIT,
    }

    /// Socket options of groups, at the levels of IP and IPv6, and the modes of MSFILTER (linux/in.h).
    values MCAST: i32 as Str {
        JOIN_GROUP = net::MCAST_JOIN_GROUP,
        BLOCK_SOURCE = net::MCAST_BLOCK_SOURCE,
        UNBLOCK_SOURCE = net::MCAST_UNBLOCK_SOURCE,
        LEAVE_GROUP = net::MCAST_LEAVE_GROUP,
        JOIN_SOURCE_GROUP = net::MCAST_JOIN_SOURCE_GROUP,
        LEAVE_SOURCE_GROUP = net::MCAST_LEAVE_SOURCE_GROUP,
        MSFILTER = net::MCAST_MSFILTER,
        EXCLUDE = net::MCAST_EXCLUDE,
        INCLUDE = net::MCAST_INCLUDE,
    }

    /// Types of service of a packet (linux/ip.h).
    flags IPTOS: u8 as Multi {
        LOWDELAY = net::IPTOS_LOWDELAY,
        THROUGHPUT = net::IPTOS_THROUGHPUT,
        RELIABILITY = net::IPTOS_RELIABILITY,
        MINCOST = net::IPTOS_MINCOST,
        PREC_NETCONTROL = net::IPTOS_PREC_NETCONTROL,
        PREC_INTERNETCONTROL = net::IPTOS_PREC_INTERNETCONTROL,
        PREC_CRITIC_ECP = net::IPTOS_PREC_CRITIC_ECP,
        PREC_FLASHOVERRIDE = net::IPTOS_PREC_FLASHOVERRIDE,
        PREC_FLASH = net::IPTOS_PREC_FLASH,
        PREC_IMMEDIATE = net::IPTOS_PREC_IMMEDIATE,
        PREC_PRIORITY = net::IPTOS_PREC_PRIORITY,
        PREC_ROUTINE = net::IPTOS_PREC_ROUTINE,
    }

    /// Which own addresses are better, for IPV6_ADDR_PREFERENCES (linux/in6.h).
    flags IPV6_PREFER_SRC: u32 as Multi {
        TMP = net::IPV6_PREFER_SRC_TMP,
        PUBLIC = net::IPV6_PREFER_SRC_PUBLIC,
        PUBTMP_DEFAULT = net::IPV6_PREFER_SRC_PUBTMP_DEFAULT,
        COA = net::IPV6_PREFER_SRC_COA,
        HOME = net::IPV6_PREFER_SRC_HOME,
        CGA = net::IPV6_PREFER_SRC_CGA,
        NONCGA = net::IPV6_PREFER_SRC_NONCGA,
    }

    /// Actions of IPV6_FLOWLABEL_MGR (linux/in6.h).
    values IPV6_FL_A: u8 as Str {
        GET = net::IPV6_FL_A_GET,
        PUT = net::IPV6_FL_A_PUT,
        RENEW = net::IPV6_FL_A_RENEW,
    }

    /// Flags of IPV6_FLOWLABEL_MGR (linux/in6.h).
    flags IPV6_FL_F: u16 as Multi {
        CREATE = net::IPV6_FL_F_CREATE,
        EXCL = net::IPV6_FL_F_EXCL,
        REFLECT = net::IPV6_FL_F_REFLECT,
        REMOTE = net::IPV6_FL_F_REMOTE,
    }

    /// With whom a flow label is shared (linux/in6.h).
    values IPV6_FL_S: u8 as Str {
        NONE = net::IPV6_FL_S_NONE,
        EXCL = net::IPV6_FL_S_EXCL,
        PROCESS = net::IPV6_FL_S_PROCESS,
        USER = net::IPV6_FL_S_USER,
        ANY = net::IPV6_FL_S_ANY,
    }

    /// Options in the headers of IPv6 (linux/in6.h).
    values IPV6_TLV: u8 as Str {
        PAD1 = net::IPV6_TLV_PAD1,
        PADN = net::IPV6_TLV_PADN,
        ROUTERALERT = net::IPV6_TLV_ROUTERALERT,
        CALIPSO = net::IPV6_TLV_CALIPSO,
        IOAM = net::IPV6_TLV_IOAM,
        JUMBO = net::IPV6_TLV_JUMBO,
        HAO = net::IPV6_TLV_HAO,
    }
}
