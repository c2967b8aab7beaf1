//! Network interfaces: flags (netdevice(7); linux/if.h), TUN and TAP devices (linux/if_tun.h), and the rtnetlink
//! attributes of links (rtnetlink(7); linux/if_link.h, linux/veth.h).

use linux_raw_sys::{if_tun, net, netlink};

use crate::declare::groups;

groups! {
    /// Flags of an interface (linux/if.h).
    flags IFF: u32 as Multi {
        UP = net::net_device_flags::IFF_UP,
        BROADCAST = net::net_device_flags::IFF_BROADCAST,
        DEBUG = net::net_device_flags::IFF_DEBUG,
        LOOPBACK = net::net_device_flags::IFF_LOOPBACK,
        POINTOPOINT = net::net_device_flags::IFF_POINTOPOINT,
        NOTRAILERS = net::net_device_flags::IFF_NOTRAILERS,
        RUNNING = net::net_device_flags::IFF_RUNNING,
        NOARP = net::net_device_flags::IFF_NOARP,
        PROMISC = net::net_device_flags::IFF_PROMISC,
        ALLMULTI = net::net_device_flags::IFF_ALLMULTI,
        MASTER = net::net_device_flags::IFF_MASTER,
        SLAVE = net::net_device_flags::IFF_SLAVE,
        MULTICAST = net::net_device_flags::IFF_MULTICAST,
        PORTSEL = net::net_device_flags::IFF_PORTSEL,
        AUTOMEDIA = net::net_device_flags::IFF_AUTOMEDIA,
        DYNAMIC = net::net_device_flags::IFF_DYNAMIC,
        LOWER_UP = net::net_device_flags::IFF_LOWER_UP,
        DORMANT = net::net_device_flags::IFF_DORMANT,
        ECHO = net::net_device_flags::IFF_ECHO,
        /// The flags that the kernel alone changes.
        VOLATILE = IFF_VOLATILE: 0x7_0c5a,
        /// All bits above the named flags.
        NONE = IFF_NONE: 0xfff8_0000,
        /// All 32 bits.
        ALL = IFF_ALL: 0xffff_ffff,
    }

    /// Flags of the tun driver's requests (linux/if_tun.h), and private flags that older kernels' linux/if.h had.
    flags IFREQ: u32 as Multi {
        TUN = if_tun::IFF_TUN,
        TAP = if_tun::IFF_TAP,
        SLAVE_NEEDARP = IFF_SLAVE_NEEDARP: 0x40,
        ISATAP = IFF_ISATAP: 0x80,
        MULTI_QUEUE = if_tun::IFF_MULTI_QUEUE,
        MASTER_ARPMON = IFF_MASTER_ARPMON: 0x100,
        WAN_HDLC = IFF_WAN_HDLC: 0x200,
        ATTACH_QUEUE = if_tun::IFF_ATTACH_QUEUE,
        DETACH_QUEUE = if_tun::IFF_DETACH_QUEUE,
        XMIT_DST_RELEASE = IFF_XMIT_DST_RELEASE: 0x400,
        DONT_BRIDGE = IFF_DONT_BRIDGE: 0x800,
        NO_PI = if_tun::IFF_NO_PI,
        DISABLE_NETPOLL = IFF_DISABLE_NETPOLL: 0x1000,
        ONE_QUEUE = if_tun::IFF_ONE_QUEUE,
        MACVLAN_PORT = IFF_MACVLAN_PORT: 0x2000,
        VNET_HDR = if_tun::IFF_VNET_HDR,
        BRIDGE_PORT = IFF_BRIDGE_PORT: 0x4000,
        TUN_EXCL = if_tun::IFF_TUN_EXCL,
        OVS_DATAPATH = IFF_OVS_DATAPATH: 0x8000,
        TX_SKB_SHARING = IFF_TX_SKB_SHARING: 0x10000,
        UNICAST_FLT = IFF_UNICAST_FLT: 0x20000,
    }

    /// Attributes of a link (linux/if_link.h).
    values IFLA: u16 as Str {
        UNSPEC = netlink::IFLA_UNSPEC,
        ADDRESS = netlink::IFLA_ADDRESS,
        BROADCAST = netlink::IFLA_BROADCAST,
        IFNAME = netlink::IFLA_IFNAME,
        MTU = netlink::IFLA_MTU,
        LINK = netlink::IFLA_LINK,
        QDISC = netlink::IFLA_QDISC,
        STATS = netlink::IFLA_STATS,
        COST = netlink::IFLA_COST,
        PRIORITY = netlink::IFLA_PRIORITY,
        MASTER = netlink::IFLA_MASTER,
        WIRELESS = netlink::IFLA_WIRELESS,
        PROTINFO = netlink::IFLA_PROTINFO,
        TXQLEN = netlink::IFLA_TXQLEN,
        MAP = netlink::IFLA_MAP,
        WEIGHT = netlink::IFLA_WEIGHT,
        OPERSTATE = netlink::IFLA_OPERSTATE,
        LINKMODE = netlink::IFLA_LINKMODE,
        LINKINFO = netlink::IFLA_LINKINFO,
        NET_NS_PID = netlink::IFLA_NET_NS_PID,
        IFALIAS = netlink::IFLA_IFALIAS,
        NUM_VF = netlink::IFLA_NUM_VF,
        VFINFO_LIST = netlink::IFLA_VFINFO_LIST,
        STATS64 = netlink::IFLA_STATS64,
        VF_PORTS = netlink::IFLA_VF_PORTS,
        PORT_SELF = netlink::IFLA_PORT_SELF,
        AF_SPEC = netlink::IFLA_AF_SPEC,
        GROUP = netlink::IFLA_GROUP,
        NET_NS_FD = netlink::IFLA_NET_NS_FD,
        EXT_MASK = netlink::IFLA_EXT_MASK,
        PROMISCUITY = netlink::IFLA_PROMISCUITY,
        NUM_TX_QUEUES = netlink::IFLA_NUM_TX_QUEUES,
        NUM_RX_QUEUES = netlink::IFLA_NUM_RX_QUEUES,
        CARRIER = netlink::IFLA_CARRIER,
        PHYS_PORT_ID = netlink::IFLA_PHYS_PORT_ID,
        CARRIER_CHANGES = netlink::IFLA_CARRIER_CHANGES,
        PHYS_SWITCH_ID = netlink::IFLA_PHYS_SWITCH_ID,
        LINK_NETNSID = netlink::IFLA_LINK_NETNSID,
        PHYS_PORT_NAME = netlink::IFLA_PHYS_PORT_NAME,
        PROTO_DOWN = netlink::IFLA_PROTO_DOWN,
        GSO_MAX_SEGS = netlink::IFLA_GSO_MAX_SEGS,
        GSO_MAX_SIZE = netlink::IFLA_GSO_MAX_SIZE,
        PAD = netlink::IFLA_PAD,
        XDP = netlink::IFLA_XDP,
        EVENT = netlink::IFLA_EVENT,
        NEW_NETNSID = netlink::IFLA_NEW_NETNSID,
        IF_NETNSID = netlink::IFLA_IF_NETNSID,
        CARRIER_UP_COUNT = netlink::IFLA_CARRIER_UP_COUNT,
        CARRIER_DOWN_COUNT = netlink::IFLA_CARRIER_DOWN_COUNT,
        NEW_IFINDEX = netlink::IFLA_NEW_IFINDEX,
        MIN_MTU = netlink::IFLA_MIN_MTU,
        MAX_MTU = netlink::IFLA_MAX_MTU,
        PROP_LIST = netlink::IFLA_PROP_LIST,
        ALT_IFNAME = netlink::IFLA_ALT_IFNAME,
        PERM_ADDRESS = netlink::IFLA_PERM_ADDRESS,
        PROTO_DOWN_REASON = netlink::IFLA_PROTO_DOWN_REASON,
        PARENT_DEV_NAME = netlink::IFLA_PARENT_DEV_NAME,
        PARENT_DEV_BUS_NAME = netlink::IFLA_PARENT_DEV_BUS_NAME,
        GRO_MAX_SIZE = netlink::IFLA_GRO_MAX_SIZE,
        TSO_MAX_SIZE = netlink::IFLA_TSO_MAX_SIZE,
        TSO_MAX_SEGS = netlink::IFLA_TSO_MAX_SEGS,
        ALLMULTI = netlink::IFLA_ALLMULTI,
        DEVLINK_PORT = netlink::IFLA_DEVLINK_PORT,
        GSO_IPV4_MAX_SIZE = netlink::IFLA_GSO_IPV4_MAX_SIZE,
        GRO_IPV4_MAX_SIZE = netlink::IFLA_GRO_IPV4_MAX_SIZE,
        DPLL_PIN = netlink::IFLA_DPLL_PIN,
        MAX_PACING_OFFLOAD_HORIZON = netlink::IFLA_MAX_PACING_OFFLOAD_HORIZON,
        NETNS_IMMUTABLE = netlink::IFLA_NETNS_IMMUTABLE,
    }

    /// Attributes of a link for IPv4 (linux/if_link.h).
    values IFLA_INET: u16 as Str {
        UNSPEC = netlink::IFLA_INET_UNSPEC,
        CONF = netlink::IFLA_INET_CONF,
    }

    /// Attributes of a link for IPv6 (linux/if_link.h).
    values IFLA_INET6: u16 as Str {
        UNSPEC = netlink::IFLA_INET6_UNSPEC,
        FLAGS = netlink::IFLA_INET6_FLAGS,
        CONF = netlink::IFLA_INET6_CONF,
        STATS = netlink::IFLA_INET6_STATS,
        MCAST = netlink::IFLA_INET6_MCAST,
        CACHEINFO = netlink::IFLA_INET6_CACHEINFO,
        ICMP6STATS = netlink::IFLA_INET6_ICMP6STATS,
    }

    /// Attributes of a link's kind (linux/if_link.h).
    values IFLA_INFO: u16 as Str {
        UNSPEC = netlink::IFLA_INFO_UNSPEC,
        KIND = netlink::IFLA_INFO_KIND,
        DATA = netlink::IFLA_INFO_DATA,
        XSTATS = netlink::IFLA_INFO_XSTATS,
        SLAVE_KIND = netlink::IFLA_INFO_SLAVE_KIND,
        SLAVE_DATA = netlink::IFLA_INFO_SLAVE_DATA,
    }

    /// Attributes of a VLAN link (linux/if_link.h).
    values IFLA_VLAN: u16 as Str {
        UNSPEC = netlink::IFLA_VLAN_UNSPEC,
        ID = netlink::IFLA_VLAN_ID,
        FLAGS = netlink::IFLA_VLAN_FLAGS,
        EGRESS_QOS = netlink::IFLA_VLAN_EGRESS_QOS,
        INGRESS_QOS = netlink::IFLA_VLAN_INGRESS_QOS,
        PROTOCOL = netlink::IFLA_VLAN_PROTOCOL,
    }

    /// Attributes of a VLAN link's priorities (linux/if_link.h).
    values IFLA_VLAN_QOS: u16 as Str {
        UNSPEC = netlink::IFLA_VLAN_QOS_UNSPEC,
        MAPPING = netlink::IFLA_VLAN_QOS_MAPPING,
    }

    /// Attributes of a macvlan link (linux/if_link.h).
    values IFLA_MACVLAN: u16 as Str {
        UNSPEC = netlink::IFLA_MACVLAN_UNSPEC,
        MODE = netlink::IFLA_MACVLAN_MODE,
    }

    /// Modes of a macvlan link (linux/if_link.h).
    flags MACVLAN_MODE: u32 as Multi {
        PRIVATE = netlink::macvlan_mode::MACVLAN_MODE_PRIVATE,
        VEPA = netlink::macvlan_mode::MACVLAN_MODE_VEPA,
        BRIDGE = netlink::macvlan_mode::MACVLAN_MODE_BRIDGE,
        PASSTHRU = netlink::macvlan_mode::MACVLAN_MODE_PASSTHRU,
    }

    /// Attributes that hold virtual functions (linux/if_link.h).
    values IFLA_VF_INFO: u16 as Str {
        UNSPEC = netlink::IFLA_VF_INFO_UNSPEC,
        INFO = netlink::IFLA_VF_INFO,
    }

    /// Attributes of a virtual function (linux/if_link.h).
    values IFLA_VF: u16 as Str {
        UNSPEC = netlink::IFLA_VF_UNSPEC,
        MAC = netlink::IFLA_VF_MAC,
        VLAN = netlink::IFLA_VF_VLAN,
        TX_RATE = netlink::IFLA_VF_TX_RATE,
        SPOOFCHK = netlink::IFLA_VF_SPOOFCHK,
    }

    /// Attributes that hold ports of virtual functions (linux/if_link.h).
    values IFLA_VF_PORT: u16 as Str {
        UNSPEC = netlink::IFLA_VF_PORT_UNSPEC,
        PORT = netlink::IFLA_VF_PORT,
    }

    /// Attributes of a port (linux/if_link.h).
    values IFLA_PORT: u16 as Str {
        UNSPEC = netlink::IFLA_PORT_UNSPEC,
        VF = netlink::IFLA_PORT_VF,
        PROFILE = netlink::IFLA_PORT_PROFILE,
        VSI_TYPE = netlink::IFLA_PORT_VSI_TYPE,
        INSTANCE_UUID = netlink::IFLA_PORT_INSTANCE_UUID,
        HOST_UUID = netlink::IFLA_PORT_HOST_UUID,
        REQUEST = netlink::IFLA_PORT_REQUEST,
        RESPONSE = netlink::IFLA_PORT_RESPONSE,
    }

    /// Attributes of a veth link (linux/veth.h).
    values VETH_INFO: u16 as Str {
        UNSPEC = VETH_INFO_UNSPEC: 0,
        PEER = VETH_INFO_PEER: 1,
    }

    /// Lengths and numbers of ports (linux/if_link.h).
    values PORT: i32 as Str {
        UUID_MAX = netlink::PORT_UUID_MAX,
        PROFILE_MAX = netlink::PORT_PROFILE_MAX,
        SELF_VF = netlink::PORT_SELF_VF,
    }

    /// Requests to a port (linux/if_link.h).
    values PORT_REQUEST: u8 as Str {
        PREASSOCIATE = netlink::PORT_REQUEST_PREASSOCIATE,
        PREASSOCIATE_RR = netlink::PORT_REQUEST_PREASSOCIATE_RR,
        ASSOCIATE = netlink::PORT_REQUEST_ASSOCIATE,
        DISASSOCIATE = netlink::PORT_REQUEST_DISASSOCIATE,
    }

    /// A port's responses to VDP requests (linux/if_link.h).
    values PORT_VDP_RESPONSE: u16 as Str {
        SUCCESS = netlink::PORT_VDP_RESPONSE_SUCCESS,
        INVALID_FORMAT = netlink::PORT_VDP_RESPONSE_INVALID_FORMAT,
        INSUFFICIENT_RESOURCES = netlink::PORT_VDP_RESPONSE_INSUFFICIENT_RESOURCES,
        UNUSED_VTID = netlink::PORT_VDP_RESPONSE_UNUSED_VTID,
        VTID_VIOLATION = netlink::PORT_VDP_RESPONSE_VTID_VIOLATION,
        VTID_VERSION_VIOALTION = netlink::PORT_VDP_RESPONSE_VTID_VERSION_VIOALTION,
        OUT_OF_SYNC = netlink::PORT_VDP_RESPONSE_OUT_OF_SYNC,
    }

    /// A port's responses to profile requests (linux/if_link.h).
    values PORT_PROFILE_RESPONSE: u16 as Str {
        SUCCESS = netlink::PORT_PROFILE_RESPONSE_SUCCESS,
        INPROGRESS = netlink::PORT_PROFILE_RESPONSE_INPROGRESS,
        INVALID = netlink::PORT_PROFILE_RESPONSE_INVALID,
        BADSTATE = netlink::PORT_PROFILE_RESPONSE_BADSTATE,
        INSUFFICIENT_RESOURCES = netlink::PORT_PROFILE_RESPONSE_INSUFFICIENT_RESOURCES,
        ERROR = netlink::PORT_PROFILE_RESPONSE_ERROR,
    }

    /// Flags of a device in the tun driver (older kernels' linux/if_tun.h).
    flags TUN: u32 as Multi {
        TUN_DEV = TUN_TUN_DEV: 0x1,
        TAP_DEV = TUN_TAP_DEV: 0x2,
        TYPE_MASK = if_tun::TUN_TYPE_MASK,
        FASYNC = TUN_FASYNC: 0x10,
        NOCHECKSUM = TUN_NOCHECKSUM: 0x20,
        NO_PI = TUN_NO_PI: 0x40,
        ONE_QUEUE = TUN_ONE_QUEUE: 0x80,
        PERSIST = TUN_PERSIST: 0x100,
        VNET_HDR = TUN_VNET_HDR: 0x200,
        TAP_MQ = TUN_TAP_MQ: 0x400,
    }

    /// The length of the tun driver's queue (linux/if_tun.h).
    values TUN_READQ: i32 as Str {
        SIZE = if_tun::TUN_READQ_SIZE,
    }

    /// Offloads of the tun driver (linux/if_tun.h).
    flags TUN_F: u32 as Multi {
        CSUM = if_tun::TUN_F_CSUM,
        TSO4 = if_tun::TUN_F_TSO4,
        TSO6 = if_tun::TUN_F_TSO6,
        TSO_ECN = if_tun::TUN_F_TSO_ECN,
        UFO = if_tun::TUN_F_UFO,
    }

    /// Flags of a packet from the tun driver (linux/if_tun.h).
    flags TUN_PKT: u16 as Str {
        STRIP = if_tun::TUN_PKT_STRIP,
    }

    /// Flags of the tun driver's filter (linux/if_tun.h).
    flags TUN_FLT: u16 as Str {
        ALLMULTI = if_tun::TUN_FLT_ALLMULTI,
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
}
