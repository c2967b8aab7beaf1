//! Sockets beneath IP and beside it: packets of a device, XDP, virtual machines (linux/if_packet.h, linux/if_xdp.h,
//! linux/vm_sockets.h), and the time stamps of devices (linux/net_tstamp.h).

use linux_raw_sys::{if_arp, net, netlink};

use crate::declare::groups;

groups! {
    /// Socket options of level SOL_PACKET (linux/if_packet.h).
    values PACKET: i32 as Str {
        ADD_MEMBERSHIP = if_arp::PACKET_ADD_MEMBERSHIP,
        DROP_MEMBERSHIP = if_arp::PACKET_DROP_MEMBERSHIP,
        RECV_OUTPUT = if_arp::PACKET_RECV_OUTPUT,
        RX_RING = if_arp::PACKET_RX_RING,
        STATISTICS = if_arp::PACKET_STATISTICS,
        COPY_THRESH = if_arp::PACKET_COPY_THRESH,
        AUXDATA = if_arp::PACKET_AUXDATA,
        ORIGDEV = if_arp::PACKET_ORIGDEV,
        VERSION = if_arp::PACKET_VERSION,
        HDRLEN = if_arp::PACKET_HDRLEN,
        RESERVE = if_arp::PACKET_RESERVE,
        TX_RING = if_arp::PACKET_TX_RING,
        LOSS = if_arp::PACKET_LOSS,
        VNET_HDR = if_arp::PACKET_VNET_HDR,
        TX_TIMESTAMP = if_arp::PACKET_TX_TIMESTAMP,
        TIMESTAMP = if_arp::PACKET_TIMESTAMP,
        FANOUT = if_arp::PACKET_FANOUT,
        TX_HAS_OFF = if_arp::PACKET_TX_HAS_OFF,
        QDISC_BYPASS = if_arp::PACKET_QDISC_BYPASS,
        ROLLOVER_STATS = if_arp::PACKET_ROLLOVER_STATS,
        FANOUT_DATA = if_arp::PACKET_FANOUT_DATA,
        IGNORE_OUTGOING = if_arp::PACKET_IGNORE_OUTGOING,
        VNET_HDR_SZ = if_arp::PACKET_VNET_HDR_SZ,
    }

    /// For whom a packet was, in `sll_pkttype` (linux/if_packet.h).
    values PACKET_TYPE: u8 as Str {
        HOST = if_arp::PACKET_HOST,
        BROADCAST = if_arp::PACKET_BROADCAST,
        MULTICAST = if_arp::PACKET_MULTICAST,
        OTHERHOST = if_arp::PACKET_OTHERHOST,
        OUTGOING = if_arp::PACKET_OUTGOING,
        LOOPBACK = if_arp::PACKET_LOOPBACK,
        USER = if_arp::PACKET_USER,
        KERNEL = if_arp::PACKET_KERNEL,
    }

    /// Types of PACKET_ADD_MEMBERSHIP (linux/if_packet.h).
    values PACKET_MR: u16 as Str {
        MULTICAST = if_arp::PACKET_MR_MULTICAST,
        PROMISC = if_arp::PACKET_MR_PROMISC,
        ALLMULTI = if_arp::PACKET_MR_ALLMULTI,
        UNICAST = if_arp::PACKET_MR_UNICAST,
    }

    /// How sockets share packets, and flags of it (linux/if_packet.h).
    flags PACKET_FANOUT: u16 as Multi {
        HASH = if_arp::PACKET_FANOUT_HASH,
        LB = if_arp::PACKET_FANOUT_LB,
        CPU = if_arp::PACKET_FANOUT_CPU,
        ROLLOVER = if_arp::PACKET_FANOUT_ROLLOVER,
        RND = if_arp::PACKET_FANOUT_RND,
        QM = if_arp::PACKET_FANOUT_QM,
        CBPF = if_arp::PACKET_FANOUT_CBPF,
        EBPF = if_arp::PACKET_FANOUT_EBPF,
        FLAG_ROLLOVER = if_arp::PACKET_FANOUT_FLAG_ROLLOVER,
        FLAG_UNIQUEID = if_arp::PACKET_FANOUT_FLAG_UNIQUEID,
        FLAG_IGNORE_OUTGOING = if_arp::PACKET_FANOUT_FLAG_IGNORE_OUTGOING,
        FLAG_DEFRAG = if_arp::PACKET_FANOUT_FLAG_DEFRAG,
    }

    /// Versions of the ring of packets (linux/if_packet.h).
    values TPACKET: i32 as Str {
        V1 = if_arp::tpacket_versions::TPACKET_V1,
        V2 = if_arp::tpacket_versions::TPACKET_V2,
        V3 = if_arp::tpacket_versions::TPACKET_V3,
    }

    /// The state of a place in the ring of packets (linux/if_packet.h).
    flags TP_STATUS: u32 as Multi {
        KERNEL = if_arp::TP_STATUS_KERNEL,
        USER = if_arp::TP_STATUS_USER,
        COPY = if_arp::TP_STATUS_COPY,
        LOSING = if_arp::TP_STATUS_LOSING,
        CSUMNOTREADY = if_arp::TP_STATUS_CSUMNOTREADY,
        VLAN_VALID = if_arp::TP_STATUS_VLAN_VALID,
        BLK_TMO = if_arp::TP_STATUS_BLK_TMO,
        VLAN_TPID_VALID = if_arp::TP_STATUS_VLAN_TPID_VALID,
        CSUM_VALID = if_arp::TP_STATUS_CSUM_VALID,
        GSO_TCP = if_arp::TP_STATUS_GSO_TCP,
        AVAILABLE = if_arp::TP_STATUS_AVAILABLE,
        SEND_REQUEST = if_arp::TP_STATUS_SEND_REQUEST,
        SENDING = if_arp::TP_STATUS_SENDING,
        WRONG_FORMAT = if_arp::TP_STATUS_WRONG_FORMAT,
        TS_SOFTWARE = if_arp::TP_STATUS_TS_SOFTWARE,
        TS_RAW_HARDWARE = if_arp::TP_STATUS_TS_RAW_HARDWARE,
    }

    /// Socket options of level SOL_XDP (linux/if_xdp.h).
    values XDP: i32 as Str {
        MMAP_OFFSETS = XDP_MMAP_OFFSETS: 1,
        RX_RING = XDP_RX_RING: 2,
        TX_RING = XDP_TX_RING: 3,
        UMEM_REG = XDP_UMEM_REG: 4,
        UMEM_FILL_RING = XDP_UMEM_FILL_RING: 5,
        UMEM_COMPLETION_RING = XDP_UMEM_COMPLETION_RING: 6,
        STATISTICS = XDP_STATISTICS: 7,
        OPTIONS = XDP_OPTIONS: 8,
        MAX_TX_SKB_BUDGET = XDP_MAX_TX_SKB_BUDGET: 9,
    }

    /// Flags of the address of an XDP socket (linux/if_xdp.h).
    flags XDP_BIND: u16 as Multi {
        SHARED_UMEM = XDP_SHARED_UMEM: 0x1,
        COPY = XDP_COPY: 0x2,
        ZEROCOPY = XDP_ZEROCOPY: 0x4,
        USE_NEED_WAKEUP = XDP_USE_NEED_WAKEUP: 0x8,
        USE_SG = XDP_USE_SG: 0x10,
    }

    /// How an XDP program is attached to an interface (linux/if_link.h).
    flags XDP_FLAGS: u32 as Multi {
        UPDATE_IF_NOEXIST = netlink::XDP_FLAGS_UPDATE_IF_NOEXIST,
        SKB_MODE = netlink::XDP_FLAGS_SKB_MODE,
        DRV_MODE = netlink::XDP_FLAGS_DRV_MODE,
        HW_MODE = netlink::XDP_FLAGS_HW_MODE,
        REPLACE = netlink::XDP_FLAGS_REPLACE,
    }

    /// Where mmap(2) finds the rings of an XDP socket (linux/if_xdp.h).
    values XDP_PGOFF: u64 as Str {
        RX_RING = XDP_PGOFF_RX_RING: 0,
        TX_RING = XDP_PGOFF_TX_RING: 0x8000_0000,
        FILL_RING = XDP_UMEM_PGOFF_FILL_RING: 0x1_0000_0000,
        COMPLETION_RING = XDP_UMEM_PGOFF_COMPLETION_RING: 0x1_8000_0000,
    }

    /// Flags of a ring of an XDP socket (linux/if_xdp.h).
    flags XDP_RING: u32 as Multi {
        NEED_WAKEUP = XDP_RING_NEED_WAKEUP: 0x1,
    }

    /// Machines and ports of virtual machines (linux/vm_sockets.h).
    values VMADDR: u32 as Str {
        CID_ANY = VMADDR_CID_ANY: 0xffff_ffff,
        CID_HYPERVISOR = VMADDR_CID_HYPERVISOR: 0,
        CID_LOCAL = VMADDR_CID_LOCAL: 1,
        CID_HOST = VMADDR_CID_HOST: 2,
        PORT_ANY = VMADDR_PORT_ANY: 0xffff_ffff,
    }

    /// Socket options of virtual machines (linux/vm_sockets.h).
    values SO_VM_SOCKETS: i32 as Str {
        BUFFER_SIZE = SO_VM_SOCKETS_BUFFER_SIZE: 0,
        BUFFER_MIN_SIZE = SO_VM_SOCKETS_BUFFER_MIN_SIZE: 1,
        BUFFER_MAX_SIZE = SO_VM_SOCKETS_BUFFER_MAX_SIZE: 2,
        PEER_HOST_VM_ID = SO_VM_SOCKETS_PEER_HOST_VM_ID: 3,
        TRUSTED = SO_VM_SOCKETS_TRUSTED: 5,
        CONNECT_TIMEOUT = SO_VM_SOCKETS_CONNECT_TIMEOUT: 6,
        NONBLOCK_TXRX = SO_VM_SOCKETS_NONBLOCK_TXRX: 7,
    }

    /// Which sent packets a device stamps, for SIOCSHWTSTAMP (linux/net_tstamp.h).
    values HWTSTAMP_TX: i32 as Str {
        OFF = net::hwtstamp_tx_types::HWTSTAMP_TX_OFF,
        ON = net::hwtstamp_tx_types::HWTSTAMP_TX_ON,
        ONESTEP_SYNC = net::hwtstamp_tx_types::HWTSTAMP_TX_ONESTEP_SYNC,
        ONESTEP_P2P = net::hwtstamp_tx_types::HWTSTAMP_TX_ONESTEP_P2P,
    }

    /// Which received packets a device stamps, for SIOCSHWTSTAMP (linux/net_tstamp.h).
    values HWTSTAMP_FILTER: i32 as Str {
        NONE = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_NONE,
        ALL = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_ALL,
        SOME = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_SOME,
        PTP_V1_L4_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_EVENT,
        PTP_V1_L4_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_SYNC,
        PTP_V1_L4_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V1_L4_DELAY_REQ,
        PTP_V2_L4_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_EVENT,
        PTP_V2_L4_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_SYNC,
        PTP_V2_L4_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L4_DELAY_REQ,
        PTP_V2_L2_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_EVENT,
        PTP_V2_L2_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_SYNC,
        PTP_V2_L2_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_L2_DELAY_REQ,
        PTP_V2_EVENT = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_EVENT,
        PTP_V2_SYNC = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_SYNC,
        PTP_V2_DELAY_REQ = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_PTP_V2_DELAY_REQ,
        NTP_ALL = net::hwtstamp_rx_filters::HWTSTAMP_FILTER_NTP_ALL,
    }

    /// Flags of SO_TXTIME (linux/net_tstamp.h).
    flags SOF_TXTIME: u32 as Multi {
        DEADLINE_MODE = net::txtime_flags::SOF_TXTIME_DEADLINE_MODE,
        REPORT_ERRORS = net::txtime_flags::SOF_TXTIME_REPORT_ERRORS,
    }
}
