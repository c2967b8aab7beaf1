//! Heads of network packets (linux/if_ether.h, linux/ip.h, linux/udp.h), and the netfilter query of an extension's version
//! (linux/netfilter/x_tables.h).

use linux_raw_sys::{if_ether, net};

use crate::declare::structs;
use crate::reflect::Char;

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

    /// An extension of netfilter's tables and its revision (linux/netfilter/x_tables.h).
    xt_get_revision: "struct xt_get_revision" = net::xt_get_revision { name as [Char; 29], revision }
}

const _: () =
    assert!(size_of::<ethhdr>() == 14 && size_of::<iphdr>() == 20 && size_of::<udphdr>() == 8);
