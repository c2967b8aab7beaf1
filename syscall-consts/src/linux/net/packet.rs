//! Packets beneath the protocols, AF_PACKET (packet(7); linux/if_packet.h).

use linux_raw_sys::if_arp;

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
}
