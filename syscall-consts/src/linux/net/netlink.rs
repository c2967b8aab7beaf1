//! Netlink (netlink(7); linux/netlink.h), generic netlink (linux/genetlink.h), and what all of rtnetlink shares
//! (rtnetlink(7); linux/rtnetlink.h, linux/if_addr.h).

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

    /// Attributes of an answer with NETLINK_EXT_ACK (linux/netlink.h).
    values NLMSGERR_ATTR: u16 as Str {
        UNUSED = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_UNUSED,
        MSG = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_MSG,
        OFFS = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_OFFS,
        COOKIE = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_COOKIE,
        POLICY = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_POLICY,
        MISS_TYPE = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_MISS_TYPE,
        MISS_NEST = netlink::nlmsgerr_attrs::NLMSGERR_ATTR_MISS_NEST,
    }

    /// Flags in the type of an attribute (linux/netlink.h).
    flags NLA_F: u16 as Multi {
        NESTED = netlink::NLA_F_NESTED,
        NET_BYTEORDER = netlink::NLA_F_NET_BYTEORDER,
    }

    /// Commands of the controller of generic netlink (linux/genetlink.h).
    values CTRL_CMD: u8 as Str {
        UNSPEC = CTRL_CMD_UNSPEC: 0,
        NEWFAMILY = CTRL_CMD_NEWFAMILY: 1,
        DELFAMILY = CTRL_CMD_DELFAMILY: 2,
        GETFAMILY = CTRL_CMD_GETFAMILY: 3,
        NEWOPS = CTRL_CMD_NEWOPS: 4,
        DELOPS = CTRL_CMD_DELOPS: 5,
        GETOPS = CTRL_CMD_GETOPS: 6,
        NEWMCAST_GRP = CTRL_CMD_NEWMCAST_GRP: 7,
        DELMCAST_GRP = CTRL_CMD_DELMCAST_GRP: 8,
        GETMCAST_GRP = CTRL_CMD_GETMCAST_GRP: 9,
        GETPOLICY = CTRL_CMD_GETPOLICY: 10,
    }

    /// Attributes of the controller of generic netlink (linux/genetlink.h).
    values CTRL_ATTR: u16 as Str {
        UNSPEC = CTRL_ATTR_UNSPEC: 0,
        FAMILY_ID = CTRL_ATTR_FAMILY_ID: 1,
        FAMILY_NAME = CTRL_ATTR_FAMILY_NAME: 2,
        VERSION = CTRL_ATTR_VERSION: 3,
        HDRSIZE = CTRL_ATTR_HDRSIZE: 4,
        MAXATTR = CTRL_ATTR_MAXATTR: 5,
        OPS = CTRL_ATTR_OPS: 6,
        MCAST_GROUPS = CTRL_ATTR_MCAST_GROUPS: 7,
        POLICY = CTRL_ATTR_POLICY: 8,
        OP_POLICY = CTRL_ATTR_OP_POLICY: 9,
        OP = CTRL_ATTR_OP: 10,
    }
}
