//! Values of the socket options of TCP (tcp(7); linux/tcp.h).

use linux_raw_sys::net;

use crate::declare::structs;
use crate::linux::sockaddr_storage;
use crate::reflect::Char;

structs! {
    /// A value to set while a connection is in repair (linux/tcp.h).
    tcp_repair_opt: "struct tcp_repair_opt" = net::tcp_repair_opt { opt_code, opt_val }

    /// Windows to set while a connection is in repair (linux/tcp.h).
    tcp_repair_window: "struct tcp_repair_window" = net::tcp_repair_window {
        snd_wl1, snd_wnd, max_window, rcv_wnd, rcv_wup,
    }

    /// The key that signs packets to an address (linux/tcp.h).
    tcp_md5sig: "struct tcp_md5sig" = net::tcp_md5sig {
        tcpm_addr as sockaddr_storage, tcpm_flags, tcpm_prefixlen, tcpm_keylen, tcpm_ifindex, tcpm_key,
    }

    /// Where received pages are mapped (linux/tcp.h).
    tcp_zerocopy_receive: "struct tcp_zerocopy_receive" = net::tcp_zerocopy_receive {
        address, length, recv_skip_hint, inq, err, copybuf_address, copybuf_len, flags, msg_control, msg_controllen, msg_flags,
        reserved,
    }

    /// The state of a connection (linux/tcp.h), as of Linux 6.7. Older kernels fill in fewer bytes. Times are in
    /// microseconds, those since something in milliseconds.
    struct tcp_info: "struct tcp_info" {
        /// The state (`TCP_*`).
        tcpi_state: u8,
        /// The state of congestion control (`TCP_CA_*`).
        tcpi_ca_state: u8,
        /// Timeouts of the packet that waits longest.
        tcpi_retransmits: u8,
        /// Unanswered probes.
        tcpi_probes: u8,
        /// How often the timeout was doubled.
        tcpi_backoff: u8,
        /// Options in use (`TCPI_OPT_*`).
        tcpi_options: u8,
        /// Shifts of the windows.
        wscale: u8 { tcpi_snd_wscale: 4, tcpi_rcv_wscale: 4 },
        /// Switches.
        switches: u8 {
            /// Whether the rate is the program's own.
            tcpi_delivery_rate_app_limited: 1,
            /// Why data did not go with the first packet (`TFO_*`).
            tcpi_fastopen_client_fail: 2,
        },
        /// The timeout.
        tcpi_rto: u32,
        /// How long acknowledgements are delayed.
        tcpi_ato: u32,
        /// Bytes of a segment sent.
        tcpi_snd_mss: u32,
        /// Bytes of a segment received.
        tcpi_rcv_mss: u32,
        /// Packets without acknowledgement; of a listener, connections that wait.
        tcpi_unacked: u32,
        /// Packets acknowledged out of order; of a listener, the most connections.
        tcpi_sacked: u32,
        /// Packets that seem lost.
        tcpi_lost: u32,
        /// Packets sent again and under way.
        tcpi_retrans: u32,
        /// Unused.
        tcpi_fackets: u32,
        /// Since data was sent.
        tcpi_last_data_sent: u32,
        /// Unused.
        tcpi_last_ack_sent: u32,
        /// Since data was received.
        tcpi_last_data_recv: u32,
        /// Since an acknowledgement was received.
        tcpi_last_ack_recv: u32,
        /// Bytes of the largest packet.
        tcpi_pmtu: u32,
        /// Bytes of the receiver's threshold.
        tcpi_rcv_ssthresh: u32,
        /// The round trip.
        tcpi_rtt: u32,
        /// How much it varies.
        tcpi_rttvar: u32,
        /// The threshold of slow start in packets.
        tcpi_snd_ssthresh: u32,
        /// The congestion window in packets.
        tcpi_snd_cwnd: u32,
        /// Bytes of a segment, as told to the other end.
        tcpi_advmss: u32,
        /// How far packets were out of order.
        tcpi_reordering: u32,
        /// The round trip as the receiver sees it.
        tcpi_rcv_rtt: u32,
        /// Bytes for the receiver's queue.
        tcpi_rcv_space: u32,
        /// Packets sent again.
        tcpi_total_retrans: u32,
        #[doc(hidden)]
        __align: [u64; 0],
        /// Bytes a second.
        tcpi_pacing_rate: u64,
        /// The most bytes a second.
        tcpi_max_pacing_rate: u64,
        /// Bytes acknowledged.
        tcpi_bytes_acked: u64,
        /// Bytes received.
        tcpi_bytes_received: u64,
        /// Segments sent.
        tcpi_segs_out: u32,
        /// Segments received.
        tcpi_segs_in: u32,
        /// Bytes not sent yet.
        tcpi_notsent_bytes: u32,
        /// The shortest round trip.
        tcpi_min_rtt: u32,
        /// Segments with data received.
        tcpi_data_segs_in: u32,
        /// Segments with data sent.
        tcpi_data_segs_out: u32,
        /// Bytes a second delivered.
        tcpi_delivery_rate: u64,
        /// Time with data to send.
        tcpi_busy_time: u64,
        /// Time limited by the receiver's window.
        tcpi_rwnd_limited: u64,
        /// Time limited by the buffer.
        tcpi_sndbuf_limited: u64,
        /// Packets delivered.
        tcpi_delivered: u32,
        /// Those with a mark of congestion.
        tcpi_delivered_ce: u32,
        /// Bytes sent.
        tcpi_bytes_sent: u64,
        /// Bytes sent again.
        tcpi_bytes_retrans: u64,
        /// Packets that came twice.
        tcpi_dsack_dups: u32,
        /// Times that packets were out of order.
        tcpi_reord_seen: u32,
        /// Packets received out of order.
        tcpi_rcv_ooopack: u32,
        /// Bytes of the other end's window.
        tcpi_snd_wnd: u32,
        /// Bytes of the own window.
        tcpi_rcv_wnd: u32,
        /// Times that another path was tried.
        tcpi_rehash: u32,
        /// Timeouts.
        tcpi_total_rto: u16,
        /// Recoveries from them.
        tcpi_total_rto_recoveries: u16,
        /// Milliseconds of these.
        tcpi_total_rto_time: u32,
    }

    /// A key that signs the packets of a connection, as socket diagnosis tells it (linux/tcp.h).
    tcp_diag_md5sig: "struct tcp_diag_md5sig" = net::tcp_diag_md5sig {
        tcpm_family, tcpm_prefixlen, tcpm_keylen, tcpm_addr, tcpm_key,
    }

    /// A key that signs packets by RFC 5925, for `TCP_AO_ADD_KEY` (linux/tcp.h).
    #[repr(align(8))]
    struct tcp_ao_add: "struct tcp_ao_add" {
        /// The other end.
        addr: sockaddr_storage,
        /// The name of the algorithm.
        alg_name: [u8; 64] as [Char; 64],
        /// The interface, with `TCP_AO_KEYF_IFINDEX`.
        ifindex: i32,
        /// Switches.
        switches: u32 {
            /// From now on, packets are signed with it.
            set_current: 1,
            /// The other end is asked to sign with it.
            set_rnext: 1,
        },
        /// Unused.
        reserved2: u16,
        /// Bits of the address that count.
        prefix: u8,
        /// Its number in packets sent.
        sndid: u8,
        /// Its number in packets received.
        rcvid: u8,
        /// Bytes of a signature.
        maclen: u8,
        /// `TCP_AO_KEYF_*`.
        keyflags: u8,
        /// Bytes of the key.
        keylen: u8,
        /// The key.
        key: [u8; 80],
    }

    /// A key to forget, for `TCP_AO_DEL_KEY` (linux/tcp.h).
    #[repr(align(8))]
    struct tcp_ao_del: "struct tcp_ao_del" {
        /// The other end.
        addr: sockaddr_storage,
        /// The interface, with `TCP_AO_KEYF_IFINDEX`.
        ifindex: i32,
        /// Switches.
        switches: u32 {
            /// `current_key` becomes the key that signs.
            set_current: 1,
            /// `rnext` becomes the key that the other end is asked for.
            set_rnext: 1,
            /// Without waiting for packets that are checked with it; of listeners only.
            del_async: 1,
        },
        /// Unused.
        reserved2: u16,
        /// Bits of the address that count.
        prefix: u8,
        /// Its number in packets sent.
        sndid: u8,
        /// Its number in packets received.
        rcvid: u8,
        /// The key that signs from now on.
        current_key: u8,
        /// The key that the other end is asked for.
        rnext: u8,
        /// `TCP_AO_KEYF_*`.
        keyflags: u8,
    }

    /// The state of signatures, for `TCP_AO_INFO` (linux/tcp.h).
    #[repr(align(8))]
    struct tcp_ao_info_opt: "struct tcp_ao_info_opt" {
        /// Switches.
        switches: u32 {
            /// `current_key` counts.
            set_current: 1,
            /// `rnext` counts.
            set_rnext: 1,
            /// Packets without a signature are refused.
            ao_required: 1,
            /// The counters are set.
            set_counters: 1,
            /// Messages of ICMP that would end the connection count.
            accept_icmps: 1,
        },
        /// Unused.
        reserved2: u16,
        /// The key that signs.
        current_key: u8,
        /// The key that the other end is asked for.
        rnext: u8,
        /// Packets with the right signature.
        pkt_good: u64,
        /// Packets with a wrong one.
        pkt_bad: u64,
        /// Packets with an unknown key.
        pkt_key_not_found: u64,
        /// Packets that lacked a signature.
        pkt_ao_required: u64,
        /// Messages of ICMP that were dropped.
        pkt_dropped_icmp: u64,
    }

    /// A key of a connection, for `TCP_AO_GET_KEYS` (linux/tcp.h).
    #[repr(align(8))]
    struct tcp_ao_getsockopt: "struct tcp_ao_getsockopt" {
        /// The other end.
        addr: sockaddr_storage,
        /// The name of the algorithm.
        alg_name: [u8; 64] as [Char; 64],
        /// The key.
        key: [u8; 80],
        /// How many there is room for, then how many there are.
        nkeys: u32,
        /// Switches.
        switches: u16 {
            /// The key that signs.
            is_current: 1,
            /// The key that the other end is asked for.
            is_rnext: 1,
            /// All keys are asked for.
            get_all: 1,
        },
        /// Its number in packets sent.
        sndid: u8,
        /// Its number in packets received.
        rcvid: u8,
        /// Bits of the address that count.
        prefix: u8,
        /// Bytes of a signature.
        maclen: u8,
        /// `TCP_AO_KEYF_*`.
        keyflags: u8,
        /// Bytes of the key.
        keylen: u8,
        /// The interface, with `TCP_AO_KEYF_IFINDEX`.
        ifindex: i32,
        /// Packets with the right signature.
        pkt_good: u64,
        /// Packets with a wrong one.
        pkt_bad: u64,
    }

    /// What signatures need of a connection in repair, for `TCP_AO_REPAIR` (linux/tcp.h).
    #[repr(align(8))]
    #[derive(PartialEq, Eq)]
    struct tcp_ao_repair: "struct tcp_ao_repair" {
        /// The first number of what was sent, in network byte order.
        snt_isn: u32,
        /// The first number of what was received, in network byte order.
        rcv_isn: u32,
        /// How often the numbers of what was sent began again.
        snd_sne: u32,
        /// How often the numbers of what was received began again.
        rcv_sne: u32,
    }
}
