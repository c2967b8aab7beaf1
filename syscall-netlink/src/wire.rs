//! Kernel structs to and from bytes.
//!
//! A netlink payload is a C struct in host byte order at any address. The structs are those of `syscall_types::linux`;
//! the kernel's headers are the source of what is said of them (`linux/netlink.h`, `linux/rtnetlink.h`,
//! `linux/if_addr.h`, `linux/neighbour.h`).

use core::ptr;
use core::slice;

use syscall_consts::linux::AF;
use syscall_types::Plain;
use syscall_types::linux::{
    ifa_cacheinfo, ifaddrmsg, ifinfomsg, ifla_vlan_flags, ifla_vlan_qos_mapping, ndmsg, rtgenmsg,
    rtmsg,
};

/// A struct that can be sent as it stands in memory.
///
/// # Safety
/// It has no padding: every byte of it belongs to a field.
pub unsafe trait Wire: Plain {
    /// Whether it is a fixed struct whose first byte is the address family.
    const FAMILY: bool;
}

macro_rules! wires {
    ($($name:ident $family:literal)*) => {$(
        // SAFETY: the header names its padding as a field (`__ifi_pad`), or there is none.
        unsafe impl Wire for $name {
            const FAMILY: bool = $family;
        }
    )*};
}
wires! {
    ifinfomsg true
    ifaddrmsg true
    rtmsg true
    ndmsg true
    rtgenmsg true
    ifa_cacheinfo false
    ifla_vlan_flags false
    ifla_vlan_qos_mapping false
}

/// The address family that a fixed struct begins with, `AF::UNSPEC` when it has none.
#[inline]
pub fn family<T: Wire>(head: &T) -> AF {
    match bytes(head) {
        [family, ..] if T::FAMILY => AF(u16::from(*family)),
        _ => AF::UNSPEC,
    }
}

/// Reads a struct from the start of `bytes`.
///
/// The kernel appends fields to some structs (`rtnl_link_stats64` grew twice): what `bytes` is too short for is 0, and what
/// follows the struct is not looked at.
#[inline]
pub fn read<T: Plain>(bytes: &[u8]) -> T {
    let mut value = T::zeroed();
    let len = bytes.len().min(size_of::<T>());
    // SAFETY: both have `len` bytes and `value` is nobody else's; whatever the bytes are, they are a valid `T`.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), (&raw mut value).cast::<u8>(), len) };
    value
}

/// The bytes of a struct.
#[inline]
pub fn bytes<T: Wire>(value: &T) -> &[u8] {
    // SAFETY: it has that many bytes, all of fields and therefore initialised, and they are borrowed as it is.
    unsafe { slice::from_raw_parts(ptr::from_ref(value).cast(), size_of::<T>()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syscall_types::linux::rtnl_link_stats64;

    #[test]
    fn a_struct_comes_back_as_written() {
        let mut info = ifinfomsg::zeroed();
        info.ifi_family = 1;
        info.ifi_type = 0x0203;
        info.ifi_index = -5;
        info.ifi_change = u32::MAX;
        let mut unaligned = [0xee; 18];
        unaligned[1..17].copy_from_slice(bytes(&info));
        let back: ifinfomsg = read(&unaligned[1..]);
        assert_eq!((back.ifi_family, back.ifi_type), (1, 0x0203));
        assert_eq!((back.ifi_index, back.ifi_flags), (-5, 0));
        assert_eq!(back.ifi_change, u32::MAX);
    }

    #[test]
    fn what_a_short_buffer_lacks_is_zero() {
        let stats: rtnl_link_stats64 = read(&[0xff; 20]);
        assert_eq!((stats.rx_packets, stats.tx_packets), (u64::MAX, u64::MAX));
        let half = u64::from_ne_bytes([255, 255, 255, 255, 0, 0, 0, 0]);
        assert_eq!((stats.rx_bytes, stats.rx_otherhost_dropped), (half, 0));
        let empty: ifinfomsg = read(&[]);
        assert_eq!(bytes(&empty), [0; 16]);
    }

    /// Were there padding, a struct would be larger than its fields.
    #[test]
    fn structs_have_the_size_of_their_fields() {
        let sizes = [
            (size_of::<ifinfomsg>(), 1 + 1 + 2 + 3 * 4),
            (size_of::<ifaddrmsg>(), 4 + 4),
            (size_of::<rtmsg>(), 8 + 4),
            (size_of::<ndmsg>(), 1 + 1 + 2 + 4 + 2 + 1 + 1),
            (size_of::<rtgenmsg>(), 1),
            (size_of::<ifa_cacheinfo>(), 4 * 4),
            (size_of::<ifla_vlan_flags>(), 4 + 4),
            (size_of::<ifla_vlan_qos_mapping>(), 4 + 4),
        ];
        assert!(
            sizes.iter().all(|(size, fields)| size == fields),
            "{sizes:?}"
        );
    }
}
