//! Packets in memory that a packet socket shares with its program (packet(7); linux/if_packet.h).

use linux_raw_sys::if_packet;

use crate::declare::structs;

structs! {
    /// A group of addresses, or every packet (linux/if_packet.h).
    packet_mreq: "struct packet_mreq" = if_packet::packet_mreq { mr_ifindex, mr_type, mr_alen, mr_address }

    /// How packets are shared out among sockets (linux/if_packet.h). Its first two fields depend on the byte order.
    struct fanout_args: "struct fanout_args" {
        /// The group.
        #[cfg(target_endian = "little")]
        id: u16,
        /// `PACKET_FANOUT_*` and, above it, the flags.
        type_flags: u16,
        /// The group.
        #[cfg(target_endian = "big")]
        id: u16,
        /// How many sockets the group may have.
        max_num_members: u32,
    }

    /// Counters of a packet socket since they were asked for last (linux/if_packet.h).
    tpacket_stats: "struct tpacket_stats" = if_packet::tpacket_stats { tp_packets, tp_drops }

    /// Those of version 3 (linux/if_packet.h).
    tpacket_stats_v3: "struct tpacket_stats_v3" = if_packet::tpacket_stats_v3 { tp_packets, tp_drops, tp_freeze_q_cnt }

    /// What a packet socket tells of a packet beside its data (linux/if_packet.h).
    tpacket_auxdata: "struct tpacket_auxdata" = if_packet::tpacket_auxdata {
        tp_status, tp_len, tp_snaplen, tp_mac, tp_net, tp_vlan_tci, tp_vlan_tpid,
    }

    /// A packet in a ring of version 1 (linux/if_packet.h). Its seconds since 1970 have no sign, and count until 2106.
    tpacket_hdr: "struct tpacket_hdr" = if_packet::tpacket_hdr {
        tp_status, tp_len, tp_snaplen, tp_mac, tp_net, tp_sec, tp_usec,
    }

    /// A packet in a ring of version 2 (linux/if_packet.h). Its seconds since 1970 have no sign, and count until 2106.
    tpacket2_hdr: "struct tpacket2_hdr" = if_packet::tpacket2_hdr {
        tp_status, tp_len, tp_snaplen, tp_mac, tp_net, tp_sec, tp_nsec, tp_vlan_tci, tp_vlan_tpid, tp_padding,
    }

    /// The hash and the virtual network of a packet (linux/if_packet.h).
    tpacket_hdr_variant1: "struct tpacket_hdr_variant1" = if_packet::tpacket_hdr_variant1 {
        tp_rxhash, tp_vlan_tci, tp_vlan_tpid, tp_padding,
    }

    /// A packet in a block of version 3 (linux/if_packet.h). Its seconds since 1970 have no sign, and count until 2106.
    tpacket3_hdr: "struct tpacket3_hdr" = if_packet::tpacket3_hdr {
        tp_next_offset, tp_sec, tp_nsec, tp_snaplen, tp_len, tp_status, tp_mac, tp_net,
        hv1 = __bindgen_anon_1.hv1,
        tp_padding,
    }

    /// A time in the head of a block (linux/if_packet.h). Its seconds since 1970 have no sign, and count until 2106.
    tpacket_bd_ts: "struct tpacket_bd_ts" = if_packet::tpacket_bd_ts {
        ts_sec,
        ts_usec = __bindgen_anon_1.ts_usec,
        ts_nsec = __bindgen_anon_1.ts_nsec,
    }

    /// The rest of the head of a block (linux/if_packet.h).
    tpacket_hdr_v1: "struct tpacket_hdr_v1" = if_packet::tpacket_hdr_v1 {
        block_status, num_pkts, offset_to_first_pkt, blk_len, seq_num, ts_first_pkt, ts_last_pkt,
    }

    /// The head of a block of version 3 (linux/if_packet.h). The rest follows.
    tpacket_block_desc: "struct tpacket_block_desc" = if_packet::tpacket_block_desc {
        version, offset_to_priv, hdr as tpacket_bd_header_u,
    }

    /// The rest of the head of a block, by version (linux/if_packet.h).
    tpacket_bd_header_u: "union tpacket_bd_header_u" = if_packet::tpacket_bd_header_u { bh1 }

    /// The size of a ring of versions 1 and 2 (linux/if_packet.h).
    tpacket_req: "struct tpacket_req" = if_packet::tpacket_req { tp_block_size, tp_block_nr, tp_frame_size, tp_frame_nr }

    /// The size of a ring of version 3 (linux/if_packet.h).
    tpacket_req3: "struct tpacket_req3" = if_packet::tpacket_req3 {
        tp_block_size, tp_block_nr, tp_frame_size, tp_frame_nr, tp_retire_blk_tov, tp_sizeof_priv, tp_feature_req_word,
    }

    /// How often packets went to another socket of the group (linux/if_packet.h).
    tpacket_rollover_stats: "struct tpacket_rollover_stats" = if_packet::tpacket_rollover_stats { tp_all, tp_huge, tp_failed }
}
