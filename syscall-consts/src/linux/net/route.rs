//! Attributes of routes and rules, and of messages as such (linux/rtnetlink.h, linux/fib_rules.h, linux/netlink.h,
//! linux/genetlink.h, linux/taskstats.h).

use linux_raw_sys::{net, netlink};

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

    /// States of an interface, in IFLA_OPERSTATE (linux/if.h).
    values IF_OPER: u8 as Str {
        UNKNOWN = net::IF_OPER_UNKNOWN,
        NOTPRESENT = net::IF_OPER_NOTPRESENT,
        DOWN = net::IF_OPER_DOWN,
        LOWERLAYERDOWN = net::IF_OPER_LOWERLAYERDOWN,
        TESTING = net::IF_OPER_TESTING,
        DORMANT = net::IF_OPER_DORMANT,
        UP = net::IF_OPER_UP,
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

    /// Commands of the statistics of tasks (linux/taskstats.h).
    values TASKSTATS_CMD: u8 as Str {
        UNSPEC = TASKSTATS_CMD_UNSPEC: 0,
        GET = TASKSTATS_CMD_GET: 1,
        NEW = TASKSTATS_CMD_NEW: 2,
    }

    /// Attributes of its requests (linux/taskstats.h).
    values TASKSTATS_CMD_ATTR: u16 as Str {
        UNSPEC = TASKSTATS_CMD_ATTR_UNSPEC: 0,
        PID = TASKSTATS_CMD_ATTR_PID: 1,
        TGID = TASKSTATS_CMD_ATTR_TGID: 2,
        REGISTER_CPUMASK = TASKSTATS_CMD_ATTR_REGISTER_CPUMASK: 3,
        DEREGISTER_CPUMASK = TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK: 4,
    }

    /// Attributes of its answers (linux/taskstats.h).
    values TASKSTATS_TYPE: u16 as Str {
        UNSPEC = TASKSTATS_TYPE_UNSPEC: 0,
        PID = TASKSTATS_TYPE_PID: 1,
        TGID = TASKSTATS_TYPE_TGID: 2,
        STATS = TASKSTATS_TYPE_STATS: 3,
        AGGR_PID = TASKSTATS_TYPE_AGGR_PID: 4,
        AGGR_TGID = TASKSTATS_TYPE_AGGR_TGID: 5,
        NULL = TASKSTATS_TYPE_NULL: 6,
    }
}
