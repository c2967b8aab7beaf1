//! Network interfaces (linux/if.h, linux/if_arp.h, linux/if_tun.h, linux/if_bridge.h).

use core::ffi::{c_ulong, c_void};

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
}

const _: () = assert!(size_of::<ifreq>() == 16 + if size_of::<usize>() == 8 { 24 } else { 16 });
const _: () = assert!(size_of::<tun_filter>() == 4 && size_of::<fdb_entry>() == 16);
