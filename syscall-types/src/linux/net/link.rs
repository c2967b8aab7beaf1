//! Network interfaces (netdevice(7); linux/if.h, linux/if_arp.h, linux/if_tun.h, linux/if_bridge.h), and the
//! rtnetlink messages about links (rtnetlink(7); linux/rtnetlink.h, linux/if_link.h).

use core::ffi::{c_ulong, c_void};

use linux_raw_sys::netlink;

use crate::declare::structs;
use crate::linux::sockaddr;
use crate::reflect::Char;

structs! {
    /// Where an interface's hardware is (linux/if.h).
    struct ifmap: "struct ifmap" {
        /// Start of its memory.
        mem_start: c_ulong,
        /// End of its memory.
        mem_end: c_ulong,
        /// Its port of input and output.
        base_addr: u16,
        /// Its interrupt.
        irq: u8,
        /// Its DMA channel.
        dma: u8,
        /// Its connector (`IF_PORT_*`).
        port: u8,
    }

    /// Settings of a wide area network's line (linux/if.h).
    struct if_settings: "struct if_settings" {
        /// The protocol (`IF_PROTO_*`).
        r#type: u32,
        /// Bytes that `ifs_ifsu` points to.
        size: u32,
        /// The protocol's own settings.
        ifs_ifsu: *mut c_void,
    }

    /// The name in an [`ifreq`] (linux/if.h).
    union ifreq_name: "__typeof__(((struct ifreq *)0)->ifr_ifrn)" {
        /// The name up to a zero.
        ifrn_name: [u8; 16] as [Char; 16],
    }

    /// The value in an [`ifreq`] (linux/if.h).
    union ifreq_value: "__typeof__(((struct ifreq *)0)->ifr_ifru)" {
        /// The address.
        ifru_addr: sockaddr,
        /// The address at the other end.
        ifru_dstaddr: sockaddr,
        /// The broadcast address.
        ifru_broadaddr: sockaddr,
        /// The network mask.
        ifru_netmask: sockaddr,
        /// The hardware address.
        ifru_hwaddr: sockaddr,
        /// The low half of the flags (`IFF_*`).
        ifru_flags: i16,
        /// A number.
        ifru_ivalue: i32,
        /// The largest packet.
        ifru_mtu: i32,
        /// Where the hardware is.
        ifru_map: ifmap,
        /// The name of a slave.
        ifru_slave: [u8; 16] as [Char; 16],
        /// The new name.
        ifru_newname: [u8; 16] as [Char; 16],
        /// A pointer.
        ifru_data: *mut c_void,
        /// Settings of a line.
        ifru_settings: if_settings,
    }

    /// A request about an interface (linux/if.h).
    struct ifreq: "struct ifreq" {
        /// The interface.
        ifr_ifrn: ifreq_name,
        /// What is asked or told.
        ifr_ifru: ifreq_value,
    }

    /// The head of a packet of a tun device (linux/if_tun.h).
    struct tun_pi: "struct tun_pi" {
        /// `TUN_PKT_STRIP` or nothing.
        flags: u16,
        /// The protocol (`ETH_P_*`) in network byte order.
        proto: u16,
    }

    /// The head of a list of Ethernet addresses that a tap device receives (linux/if_tun.h).
    struct tun_filter: "struct tun_filter" {
        /// `TUN_FLT_ALLMULTI` or nothing.
        flags: u16,
        /// How many.
        count: u16,
        /// The addresses.
        addr: [[u8; 6]; 0],
    }

    /// An entry of a bridge's forwarding table (linux/if_bridge.h).
    struct fdb_entry: "struct __fdb_entry" {
        /// The address.
        mac_addr: [u8; 6],
        /// The low byte of the port.
        port_no: u8,
        /// Whether the address is the bridge's own.
        is_local: u8,
        /// Its age in hundredths of a second.
        ageing_timer_value: u32,
        /// The high byte of the port.
        port_hi: u8,
        /// Unused.
        pad0: u8,
        /// Unused.
        unused: u16,
    }

    /// Room for the interfaces that SIOCGIFCONF lists (linux/if.h).
    union ifconf_room: "__typeof__(((struct ifconf *)0)->ifc_ifcu)" {
        /// As bytes.
        ifcu_buf: *mut Char,
        /// As an array.
        ifcu_req: *mut ifreq,
    }

    /// The interfaces that have an address of IPv4 (linux/if.h).
    struct ifconf: "struct ifconf" {
        /// Bytes of room, then of the list.
        ifc_len: i32,
        /// The room.
        ifc_ifcu: ifconf_room,
    }

    /// An entry of the ARP table (linux/if_arp.h).
    struct arpreq: "struct arpreq" {
        /// The address of IPv4.
        arp_pa: sockaddr,
        /// The hardware address.
        arp_ha: sockaddr,
        /// `ATF_*`.
        arp_flags: i32,
        /// The network mask, of entries for which the machine answers.
        arp_netmask: sockaddr,
        /// The interface's name, up to a zero.
        arp_dev: [u8; 16] as [Char; 16],
    }

    /// The body of a message about a link (linux/rtnetlink.h).
    ifinfomsg: "struct ifinfomsg" = netlink::ifinfomsg { ifi_family, ifi_type, ifi_index, ifi_flags, ifi_change }

    /// A link's counters in 32 bits (linux/if_link.h).
    rtnl_link_stats: "struct rtnl_link_stats" = netlink::rtnl_link_stats {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast, collisions,
        rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
        tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors,
        rx_compressed, tx_compressed, rx_nohandler,
    }

    /// A link's counters in 64 bits (linux/if_link.h).
    rtnl_link_stats64: "struct rtnl_link_stats64" = netlink::rtnl_link_stats64 {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast, collisions,
        rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
        tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors,
        rx_compressed, tx_compressed, rx_nohandler, rx_otherhost_dropped,
    }

    /// A link's counters that its hardware keeps (linux/if_link.h).
    rtnl_hw_stats64: "struct rtnl_hw_stats64" = netlink::rtnl_hw_stats64 {
        rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast,
    }

    /// Where a link's hardware is (linux/if_link.h).
    rtnl_link_ifmap: "struct rtnl_link_ifmap" = netlink::rtnl_link_ifmap { mem_start, mem_end, base_addr, irq, dma, port }

    /// The body of a message about a link's counters (linux/if_link.h).
    if_stats_msg: "struct if_stats_msg" = netlink::if_stats_msg { family, pad1, pad2, ifindex, filter_mask }

    /// The priority and the address of a bridge (linux/if_link.h).
    ifla_bridge_id: "struct ifla_bridge_id" = netlink::ifla_bridge_id { prio, addr }

    /// Times of IPv6 on a link (linux/if_link.h).
    ifla_cacheinfo: "struct ifla_cacheinfo" = netlink::ifla_cacheinfo {
        max_reasm_len, tstamp, reachable_time, retrans_time,
    }

    /// Flags of a virtual network and which of them count (linux/if_link.h).
    ifla_vlan_flags: "struct ifla_vlan_flags" = netlink::ifla_vlan_flags { flags, mask }

    /// A priority and what it becomes in a virtual network (linux/if_link.h).
    ifla_vlan_qos_mapping: "struct ifla_vlan_qos_mapping" = netlink::ifla_vlan_qos_mapping { from, to }

    /// The address of a virtual function (linux/if_link.h).
    ifla_vf_mac: "struct ifla_vf_mac" = netlink::ifla_vf_mac { vf, mac }

    /// The virtual network of a virtual function (linux/if_link.h).
    ifla_vf_vlan: "struct ifla_vf_vlan" = netlink::ifla_vf_vlan { vf, vlan, qos }

    /// The least and the greatest rate of a virtual function (linux/if_link.h).
    ifla_vf_rate: "struct ifla_vf_rate" = netlink::ifla_vf_rate { vf, min_tx_rate, max_tx_rate }

    /// The virtual network of a virtual function, one of a list (linux/if_link.h). `vlan_proto` is in network byte order.
    ifla_vf_vlan_info: "struct ifla_vf_vlan_info" = netlink::ifla_vf_vlan_info { vf, vlan, qos, vlan_proto }

    /// The broadcast address of virtual functions (linux/if_link.h).
    ifla_vf_broadcast: "struct ifla_vf_broadcast" = netlink::ifla_vf_broadcast { broadcast }

    /// The most megabits a second that a virtual function sends (linux/if_link.h).
    ifla_vf_tx_rate: "struct ifla_vf_tx_rate" = netlink::ifla_vf_tx_rate { vf, rate }

    /// Whether a virtual function must keep to its own address (linux/if_link.h).
    ifla_vf_spoofchk: "struct ifla_vf_spoofchk" = netlink::ifla_vf_spoofchk { vf, setting }

    /// The number of a virtual function of InfiniBand (linux/if_link.h).
    ifla_vf_guid: "struct ifla_vf_guid" = netlink::ifla_vf_guid { vf, guid }

    /// Whether a virtual function's link is up (linux/if_link.h). `link_state` is one of `IFLA_VF_LINK_STATE_*`.
    ifla_vf_link_state: "struct ifla_vf_link_state" = netlink::ifla_vf_link_state { vf, link_state }

    /// Whether a virtual function may ask how packets are spread over its queues (linux/if_link.h).
    ifla_vf_rss_query_en: "struct ifla_vf_rss_query_en" = netlink::ifla_vf_rss_query_en { vf, setting }

    /// Whether a virtual function is trusted (linux/if_link.h).
    ifla_vf_trust: "struct ifla_vf_trust" = netlink::ifla_vf_trust { vf, setting }

    /// What a port of a virtual machine belongs to (linux/if_link.h).
    ifla_port_vsi: "struct ifla_port_vsi" = netlink::ifla_port_vsi { vsi_mgr_id, vsi_type_id, vsi_type_version, pad }

    /// The ports from which VXLAN sends, in network byte order (linux/if_link.h).
    ifla_vxlan_port_range: "struct ifla_vxlan_port_range" = netlink::ifla_vxlan_port_range { low, high }

    /// The ports from which Geneve sends, in network byte order (linux/if_link.h).
    ifla_geneve_port_range: "struct ifla_geneve_port_range" = netlink::ifla_geneve_port_range { low, high }
}

const _: () = assert!(size_of::<ifreq>() == 16 + if size_of::<usize>() == 8 { 24 } else { 16 });
const _: () = assert!(size_of::<tun_filter>() == 4 && size_of::<fdb_entry>() == 16);
