//! Values of socket options, and what comes with a packet or an error beside the data (linux/in.h, linux/in6.h, linux/ipv6.h,
//! linux/socket.h, linux/net_tstamp.h, linux/errqueue.h, linux/tcp.h, linux/tls.h).

use linux_raw_sys::net;

use super::{in_addr, in6_addr, sockaddr_in6, sockaddr_storage};
use crate::declare::structs;

structs! {
    /// How long close(2) waits for data to be sent (the kernel's linux/socket.h).
    linger: "struct linger" = net::linger { l_onoff, l_linger }

    /// A group of IPv4 and the interface by its address (linux/in.h).
    ip_mreq: "struct ip_mreq" = net::ip_mreq { imr_multiaddr as in_addr, imr_interface as in_addr }

    /// A group of IPv4 and the interface (linux/in.h).
    ip_mreqn: "struct ip_mreqn" = net::ip_mreqn { imr_multiaddr as in_addr, imr_address as in_addr, imr_ifindex }

    /// A group of IPv4 and one sender (linux/in.h). Addresses are in network byte order.
    ip_mreq_source: "struct ip_mreq_source" = net::ip_mreq_source { imr_multiaddr, imr_interface, imr_sourceaddr }

    /// A group of any family and the interface (linux/in.h).
    group_req: "struct group_req" = net::group_req { gr_interface, gr_group as sockaddr_storage }

    /// A group of any family and one sender (linux/in.h).
    group_source_req: "struct group_source_req" = net::group_source_req {
        gsr_interface, gsr_group as sockaddr_storage, gsr_source as sockaddr_storage,
    }

    /// The interface and the local address of an IPv4 packet (linux/in.h).
    in_pktinfo: "struct in_pktinfo" = net::in_pktinfo { ipi_ifindex, ipi_spec_dst as in_addr, ipi_addr as in_addr }

    /// A group of IPv6 and the interface (linux/in6.h).
    ipv6_mreq: "struct ipv6_mreq" = net::ipv6_mreq { ipv6mr_multiaddr as in6_addr, ipv6mr_ifindex }

    /// The interface and the local address of an IPv6 packet (linux/ipv6.h).
    in6_pktinfo: "struct in6_pktinfo" = net::in6_pktinfo { ipi6_addr as in6_addr, ipi6_ifindex }

    /// The largest packet of a path (linux/ipv6.h).
    ip6_mtuinfo: "struct ip6_mtuinfo" = net::ip6_mtuinfo { ip6m_addr as sockaddr_in6, ip6m_mtu }

    /// A flow label to take or to give back (linux/in6.h).
    in6_flowlabel_req: "struct in6_flowlabel_req" = net::in6_flowlabel_req {
        flr_dst as in6_addr, flr_label, flr_action, flr_share, flr_flags, flr_expires, flr_linger,
    }

    /// An interface's address of IPv6, for ioctl(2) (linux/ipv6.h).
    in6_ifreq: "struct in6_ifreq" = net::in6_ifreq { ifr6_addr as in6_addr, ifr6_prefixlen, ifr6_ifindex }

    /// Which time stamps a socket makes, and by which clock (linux/net_tstamp.h).
    so_timestamping: "struct so_timestamping" = net::so_timestamping { flags, bind_phc }

    /// Which time stamps an interface makes (linux/net_tstamp.h).
    hwtstamp_config: "struct hwtstamp_config" = net::hwtstamp_config { flags, tx_type, rx_filter }

    /// The interface and the length of a packet with a time stamp (linux/net_tstamp.h).
    scm_ts_pktinfo: "struct scm_ts_pktinfo" = net::scm_ts_pktinfo { if_index, pkt_length, reserved }

    /// The clock of times at which packets are to be sent (linux/net_tstamp.h).
    sock_txtime: "struct sock_txtime" = net::sock_txtime { clockid, flags }

    /// The part of a packet that an error quotes (linux/errqueue.h).
    #[derive(PartialEq, Eq)]
    struct sock_ee_data_rfc4884: "struct sock_ee_data_rfc4884" {
        /// Bytes of the original packet.
        len: u16,
        /// `SO_EE_RFC4884_FLAG_INVALID` or nothing.
        flags: u8,
        /// Unused.
        reserved: u8,
    }

    /// A number, or what an error quotes (linux/errqueue.h).
    union sock_ee_data: "" {
        /// The number.
        ee_data: u32,
        /// What it quotes.
        ee_rfc4884: sock_ee_data_rfc4884,
    }

    /// An error or a time stamp of a packet (linux/errqueue.h). The address of who complained follows.
    struct sock_extended_err: "struct sock_extended_err" {
        /// The error number.
        ee_errno: u32,
        /// Where it comes from (`SO_EE_ORIGIN_*`).
        ee_origin: u8,
        /// Type of an ICMP message.
        ee_type: u8,
        /// Code of an ICMP message.
        ee_code: u8,
        /// Unused.
        ee_pad: u8,
        /// More: the largest packet, or which time stamp it is.
        ee_info: u32,
        /// More.
        data: sock_ee_data => { ee_data, ee_rfc4884 },
    }

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

    /// The version and the cipher of an encrypted connection (linux/tls.h).
    #[derive(PartialEq, Eq)]
    struct tls_crypto_info: "struct tls_crypto_info" {
        /// `TLS_1_2_VERSION` or `TLS_1_3_VERSION`.
        version: u16,
        /// `TLS_CIPHER_*`.
        cipher_type: u16,
    }

    /// Keys of AES-GCM with 128 bits (linux/tls.h).
    struct tls12_crypto_info_aes_gcm_128: "struct tls12_crypto_info_aes_gcm_128" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 16],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of AES-GCM with 256 bits (linux/tls.h).
    struct tls12_crypto_info_aes_gcm_256: "struct tls12_crypto_info_aes_gcm_256" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 32],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of AES-CCM with 128 bits (linux/tls.h).
    struct tls12_crypto_info_aes_ccm_128: "struct tls12_crypto_info_aes_ccm_128" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The explicit part of the nonce.
        iv: [u8; 8],
        /// The key.
        key: [u8; 16],
        /// The implicit part of the nonce.
        salt: [u8; 4],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }

    /// Keys of ChaCha20-Poly1305 (linux/tls.h).
    struct tls12_crypto_info_chacha20_poly1305: "struct tls12_crypto_info_chacha20_poly1305" {
        /// Version and cipher.
        info: tls_crypto_info,
        /// The nonce.
        iv: [u8; 12],
        /// The key.
        key: [u8; 32],
        /// Nothing.
        salt: [u8; 0],
        /// The number of the next record, in network byte order.
        rec_seq: [u8; 8],
    }
}

const _: () = assert!(size_of::<sock_extended_err>() == 16);
const _: () = assert!(size_of::<tls12_crypto_info_aes_gcm_256>() == 56);
