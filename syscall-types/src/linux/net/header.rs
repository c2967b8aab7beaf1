//! Headers of packets (linux/if_ether.h, linux/if_arp.h, linux/ip.h, linux/ipv6.h, linux/icmp.h, linux/icmpv6.h,
//! linux/tcp.h, linux/udp.h).

use linux_raw_sys::{if_arp, if_ether, net};

use crate::declare::structs;
use crate::linux::in6_addr;

structs! {
    /// The head of an Ethernet frame (linux/if_ether.h). `h_proto` (`ETH_P_*`) is in network byte order.
    ethhdr: "struct ethhdr" = if_ether::ethhdr { h_dest, h_source, h_proto }

    /// The head of an IPv4 packet, without options (linux/ip.h).
    #[derive(PartialEq, Eq)]
    struct iphdr: "struct iphdr" {
        /// The version, and the length of the head in words of four bytes.
        version_ihl: u8 = { ihl: 4, version: 4 },
        /// The type of service.
        tos: u8,
        /// Bytes of head and data, in network byte order.
        tot_len: u16,
        /// The number that the fragments of a packet share, in network byte order.
        id: u16,
        /// Flags and the fragment's position in units of eight bytes, in network byte order.
        frag_off: u16,
        /// The most hops.
        ttl: u8,
        /// The protocol (`IPPROTO_*`).
        protocol: u8,
        /// The checksum of the head.
        check: u16,
        /// From whom, in network byte order.
        saddr: u32,
        /// To whom, in network byte order.
        daddr: u32,
    }

    /// The head of an IPv6 packet (linux/ipv6.h).
    #[derive(PartialEq, Eq)]
    struct ipv6hdr: "struct ipv6hdr" {
        /// The version, and the upper half of the traffic class.
        version_priority: u8 = { priority: 4, version: 4 },
        /// The lower half of the traffic class, and the flow label.
        flow_lbl: [u8; 3],
        /// Bytes of data, in network byte order.
        payload_len: u16,
        /// What follows (`IPPROTO_*`).
        nexthdr: u8,
        /// The most hops.
        hop_limit: u8,
        /// From whom.
        saddr: in6_addr,
        /// To whom.
        daddr: in6_addr,
    }

    /// A packet of ICMP that asks or answers (linux/icmp.h). Fields are in network byte order.
    #[derive(PartialEq, Eq)]
    struct icmp_echo: "__typeof__(((struct icmphdr *)0)->un.echo)" {
        /// Who asks.
        id: u16,
        /// The question's number.
        sequence: u16,
    }

    /// What the head of an ICMP packet says by its type (linux/icmp.h).
    union icmp_data: "__typeof__(((struct icmphdr *)0)->un)" {
        /// Of `ICMP_ECHO` and `ICMP_ECHOREPLY`.
        echo: icmp_echo,
        /// Of `ICMP_REDIRECT`.
        gateway: u32,
        /// All bytes.
        reserved: [u8; 4],
    }

    /// The head of an ICMP packet (linux/icmp.h).
    struct icmphdr: "struct icmphdr" {
        /// The type (`ICMP_*`).
        r#type: u8,
        /// More of the type.
        code: u8,
        /// The checksum of head and data.
        checksum: u16,
        /// What it says.
        un: icmp_data,
    }

    /// What the head of an ICMPv6 packet says by its type (linux/icmpv6.h), in network byte order.
    union icmp6_data: "__typeof__(((struct icmp6hdr *)0)->icmp6_dataun)" {
        /// In one.
        un_data32: [u32; 1],
        /// In halves.
        un_data16: [u16; 2],
        /// In bytes.
        un_data8: [u8; 4],
    }

    /// The head of an ICMPv6 packet (linux/icmpv6.h).
    struct icmp6hdr: "struct icmp6hdr" {
        /// The type (`ICMPV6_*`).
        icmp6_type: u8,
        /// More of the type.
        icmp6_code: u8,
        /// The checksum of addresses, head and data.
        icmp6_cksum: u16,
        /// What it says.
        icmp6_dataun: icmp6_data,
    }

    /// The head of a TCP packet (linux/tcp.h). Fields of more than a byte are in network byte order.
    #[derive(PartialEq, Eq)]
    struct tcphdr: "struct tcphdr" {
        /// The sender's port.
        source: u16,
        /// The receiver's port.
        dest: u16,
        /// The number of the first byte.
        seq: u32,
        /// The number of the byte expected next.
        ack_seq: u32,
        /// Unused bits, and the length of the head in words of four bytes.
        res1_doff: u8 = { reserved: 4, doff: 4 },
        /// Switches.
        flags: u8 = { fin: 1, syn: 1, rst: 1, psh: 1, ack: 1, urg: 1, ece: 1, cwr: 1 },
        /// Bytes that may be sent, before they are shifted.
        window: u16,
        /// The checksum of addresses, head and data.
        check: u16,
        /// The end of urgent data.
        urg_ptr: u16,
    }

    /// The head of a question about an address or its answer (linux/if_arp.h), in network byte order.
    arphdr: "struct arphdr" = if_arp::arphdr { ar_hrd, ar_pro, ar_hln, ar_pln, ar_op }

    /// The head of a UDP packet (linux/udp.h). All fields are in network byte order.
    #[derive(PartialEq, Eq)]
    struct udphdr: "struct udphdr" {
        /// The sender's port.
        source: u16,
        /// The receiver's port.
        dest: u16,
        /// Bytes of head and data.
        len: u16,
        /// The checksum; zero for none.
        check: u16,
    }

    /// The head that signs an IP packet (linux/ip.h). Numbers are in network byte order.
    struct ip_auth_hdr: "struct ip_auth_hdr" {
        /// What follows (`IPPROTO_*`).
        nexthdr: u8,
        /// Words of four bytes, less two.
        hdrlen: u8,
        #[doc(hidden)]
        reserved: u16,
        /// The connection of IPsec.
        spi: u32,
        /// The packet's number.
        seq_no: u32,
        /// The signature.
        auth_data: [u8; 0],
    }

    /// The head of encrypted data in an IP packet (linux/ip.h). Numbers are in network byte order.
    struct ip_esp_hdr: "struct ip_esp_hdr" {
        /// The connection of IPsec.
        spi: u32,
        /// The packet's number.
        seq_no: u32,
        /// The data.
        enc_data: [u8; 0],
    }

    /// The head of compressed data in an IP packet (linux/ip.h). `cpi` is in network byte order.
    ip_comp_hdr: "struct ip_comp_hdr" = net::ip_comp_hdr { nexthdr, flags, cpi }

    /// The head that says which way an IPv6 packet takes (linux/ipv6.h).
    #[derive(PartialEq, Eq)]
    struct ipv6_rt_hdr: "struct ipv6_rt_hdr" {
        /// What follows (`IPPROTO_*`).
        nexthdr: u8,
        /// Words of eight bytes behind the first.
        hdrlen: u8,
        /// The type (`IPV6_SRCRT_TYPE_*`).
        r#type: u8,
        /// Places that are still to be visited.
        segments_left: u8,
    }

    /// The head of options of an IPv6 packet (linux/ipv6.h).
    ipv6_opt_hdr: "struct ipv6_opt_hdr" = net::ipv6_opt_hdr { nexthdr, hdrlen }

    /// The way of an IPv6 packet, of type 0 (linux/ipv6.h).
    struct rt0_hdr: "struct rt0_hdr" {
        /// The head.
        rt_hdr: ipv6_rt_hdr,
        #[doc(hidden)]
        reserved: u32,
        /// The places to visit.
        addr: [in6_addr; 0],
    }

    /// The way of an IPv6 packet to a mobile host (linux/ipv6.h).
    #[derive(PartialEq, Eq)]
    struct rt2_hdr: "struct rt2_hdr" {
        /// The head.
        rt_hdr: ipv6_rt_hdr,
        /// Unused.
        reserved: u32,
        /// The host's address at home.
        addr: in6_addr,
    }

    /// The option by which a mobile host tells its home address (linux/ipv6.h).
    #[derive(PartialEq, Eq)]
    struct ipv6_destopt_hao: "struct ipv6_destopt_hao" {
        /// `IPV6_TLV_HAO`.
        r#type: u8,
        /// 16.
        length: u8,
        /// The address in network byte order; it stands at no multiple of four bytes.
        addr: [u8; 16] as in6_addr,
    }
}

const _: () =
    assert!(size_of::<ethhdr>() == 14 && size_of::<iphdr>() == 20 && size_of::<udphdr>() == 8);
const _: () =
    assert!(size_of::<ipv6hdr>() == 40 && size_of::<tcphdr>() == 20 && size_of::<icmphdr>() == 8);
