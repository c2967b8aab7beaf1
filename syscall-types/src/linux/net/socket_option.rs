//! Values of socket options, and what comes with a packet or an error beside the data (linux/in.h, linux/in6.h, linux/ipv6.h,
//! linux/socket.h, linux/net_tstamp.h, linux/errqueue.h, linux/tls.h). Those of TCP are in tcp.rs.

use linux_raw_sys::{general, net};

use crate::declare::structs;
use crate::linux::{in_addr, in6_addr, sockaddr_in6, sockaddr_storage};

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

    /// The senders of a group of IPv4 that are let in or kept out (linux/in.h). Addresses are in network byte order.
    struct ip_msfilter: "struct ip_msfilter" {
        /// The group.
        imsf_multiaddr: u32,
        /// The address of the interface.
        imsf_interface: u32,
        /// `MCAST_INCLUDE` or `MCAST_EXCLUDE`.
        imsf_fmode: u32,
        /// How many senders.
        imsf_numsrc: u32,
        /// The first of them; the others follow.
        imsf_slist: [u32; 1],
    }

    /// The senders of a group of any family that are let in or kept out (linux/in.h).
    struct group_filter: "struct group_filter" {
        /// The number of the interface.
        gf_interface: u32,
        /// The group.
        gf_group: sockaddr_storage,
        /// `MCAST_INCLUDE` or `MCAST_EXCLUDE`.
        gf_fmode: u32,
        /// How many senders.
        gf_numsrc: u32,
        /// The first of them; the others follow.
        gf_slist: [sockaddr_storage; 1],
    }

    /// Where data that a device has put into its memory is, with `SO_DEVMEM_DMABUF` (linux/uio.h).
    dmabuf_cmsg: "struct dmabuf_cmsg" = general::dmabuf_cmsg { frag_offset, frag_size, frag_token, dmabuf_id, flags }

    /// Such data to give back, for `SO_DEVMEM_DONTNEED` (linux/uio.h).
    dmabuf_token: "struct dmabuf_token" = general::dmabuf_token { token_start, token_count }
}

const _: () = assert!(size_of::<sock_extended_err>() == 16);
const _: () = assert!(size_of::<tls12_crypto_info_aes_gcm_256>() == 56);
