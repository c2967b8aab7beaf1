//! Socket addresses with their lengths: what a call that takes an address asks for, and what one that gives an address
//! fills.
//!
//! How long an address is, is part of it. The length of a Unix socket's name ends it, a hardware address of 20 bytes makes
//! an `AF_PACKET` address longer than its structure, and `sockaddr` and `sockaddr_storage` are no more than room. So only
//! what knows its length is a [`SocketAddress`]: structures of families whose addresses all have one size, and
//! [`UnixAddress`], [`AnyAddress`] and plain bytes.

use core::fmt;
use core::mem::{MaybeUninit, offset_of};
use core::net::SocketAddr;

use syscall_consts::linux::AF;

use super::UnixAddress;
use crate::linux::{
    msghdr, sockaddr_alg, sockaddr_can, sockaddr_in, sockaddr_in6, sockaddr_ll, sockaddr_nl,
    sockaddr_pkt, sockaddr_storage, sockaddr_un, sockaddr_vm, sockaddr_xdp,
};
use crate::reflect::Plain;

/// A socket address that carries its length: the argument of bind(2), connect(2), sendto(2) and sendmsg(2).
///
/// ```compile_fail,E0277
/// use syscall_types::{Plain, linux::{SocketAddress, sockaddr_un}};
///
/// fn to(_: &impl SocketAddress) {}
/// to(&sockaddr_un::zeroed()); // how many of its 110 bytes?
/// ```
///
/// ```
/// use syscall_types::linux::{SocketAddress, UnixAddress};
///
/// fn to(address: &impl SocketAddress) -> usize { address.bytes().len() }
/// assert_eq!(to(&UnixAddress::UNNAMED), 2);
/// ```
///
/// # Safety
///
/// The first four bytes, if there are so many, are initialised, and the bytes are the same each time: by them it is known which
/// addresses have a descriptor in them.
pub unsafe trait SocketAddress {
    /// The bytes that the kernel reads, padding included.
    fn bytes(&self) -> &[MaybeUninit<u8>];
}

/// The bytes of a whole value.
pub(super) const fn whole<T>(value: &T) -> &[MaybeUninit<u8>] {
    // SAFETY: any byte in memory, initialised or not, is a `MaybeUninit<u8>`; the slice is the value's own bytes.
    unsafe { core::slice::from_raw_parts(core::ptr::from_ref(value).cast(), size_of::<T>()) }
}

/// Bytes that are an address already, of whatever family.
// SAFETY: all bytes are initialised.
unsafe impl SocketAddress for [u8] {
    fn bytes(&self) -> &[MaybeUninit<u8>] {
        // SAFETY: an initialised byte is a `MaybeUninit<u8>`, and nothing is written through this.
        unsafe { core::slice::from_raw_parts(self.as_ptr().cast(), self.len()) }
    }
}

/// A structure that holds the addresses of one family whole, so that its size is their length.
///
/// # Safety
///
/// The structure begins with the family, and no gap is in its first four bytes.
pub unsafe trait FamilyAddress: Plain {
    /// The family at its start.
    const FAMILY: AF;
    /// The shortest that the kernel gives: what is missing of the structure is zero.
    const SHORTEST: usize = size_of::<Self>();
}

// SAFETY: those are fields, by the promise of `FamilyAddress`.
unsafe impl<A: FamilyAddress> SocketAddress for A {
    fn bytes(&self) -> &[MaybeUninit<u8>] {
        whole(self)
    }
}

// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_in {
    const FAMILY: AF = AF::INET;
}

// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_in6 {
    const FAMILY: AF = AF::INET6;
    /// Without the scope, as in RFC 2133.
    const SHORTEST: usize = offset_of!(sockaddr_in6, sin6_scope_id);
}

// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_nl {
    const FAMILY: AF = AF::NETLINK;
}

/// With hardware addresses of up to eight bytes; for longer ones there is [`AnyAddress::packet`].
// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_ll {
    const FAMILY: AF = AF::PACKET;
    /// getsockname(2) counts no more of the hardware address than there is.
    const SHORTEST: usize = offset_of!(sockaddr_ll, sll_addr);
}

// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_vm {
    const FAMILY: AF = AF::VSOCK;
}

/// With names of up to 63 bytes. Longer ones, since Linux 4.12, are bytes: `[u8]`.
// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_alg {
    const FAMILY: AF = AF::ALG;
}

// What tells whether a descriptor is in an address stands in no gap.
const _: () = assert!(offset_of!(sockaddr_can, __pad) == 2 && offset_of!(sockaddr_nl, nl_pad) == 2);

// SAFETY: the family, and what fills the gap behind it.
unsafe impl FamilyAddress for sockaddr_can {
    const FAMILY: AF = AF::CAN;
    /// Raw sockets say no more than the interface.
    const SHORTEST: usize = offset_of!(sockaddr_can, can_addr);
}

// SAFETY: the family, and a field behind it.
unsafe impl FamilyAddress for sockaddr_xdp {
    const FAMILY: AF = AF::XDP;
}

/// The address of any family with its length: what getsockname(2), accept(2), recvfrom(2) and the like fill.
///
/// ```
/// use syscall_types::linux::{AnyAddress, UnixAddress, UnixName, in_addr, sockaddr_in};
///
/// let address = AnyAddress::from(sockaddr_in::new(in_addr::LOOPBACK, 80));
/// assert_eq!(address.get::<sockaddr_in>().map(|inet| inet.port()), Some(80));
/// assert_eq!((address.len(), address.unix()), (16, None));
///
/// let address = AnyAddress::from(UnixAddress::abstract_name(b"my.name")?);
/// assert_eq!(address.len(), 10);
/// assert_eq!(address.unix().unwrap().name(), UnixName::Abstract(b"my.name"));
/// # Ok::<(), syscall_types::linux::BadUnixName>(())
/// ```
#[derive(Copy, Clone)]
pub struct AnyAddress {
    storage: sockaddr_storage,
    /// Up to the size of `storage`.
    len: usize,
}

impl AnyAddress {
    /// No family, which ends what connect(2) has done for datagrams. It has 16 bytes, as the smallest of other families.
    pub const UNSPEC: Self = {
        let mut address = Self::new();
        address.len = 16;
        address
    };

    /// No address yet.
    pub const fn new() -> Self {
        AnyAddress {
            // SAFETY: every bit pattern is a `sockaddr_storage`.
            storage: unsafe { MaybeUninit::zeroed().assume_init() },
            len: 0,
        }
    }

    /// The address that these bytes are; nothing when there are more than any address has (128).
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut address = Self::new();
        address
            .room()
            .get_mut(..bytes.len())?
            .copy_from_slice(bytes);
        address.len = bytes.len();
        Some(address)
    }

    /// As [`sockaddr_ll::to`], with hardware addresses of up to 116 bytes; the kernel knows 32 (InfiniBand has 20).
    pub fn packet(protocol: u16, ifindex: i32, hardware: &[u8]) -> Option<Self> {
        const HEAD: usize = offset_of!(sockaddr_ll, sll_addr);
        let mut head = sockaddr_ll::new(protocol, ifindex);
        head.sll_halen = hardware.len().try_into().ok()?;
        let mut address = Self::from(head);
        let end = HEAD + hardware.len();
        address.room().get_mut(HEAD..end)?.copy_from_slice(hardware);
        address.len = address.len.max(end);
        Some(address)
    }

    /// The hardware address of a packet, of whatever length.
    pub fn hardware(&self) -> Option<&[u8]> {
        let head = self.get::<sockaddr_ll>()?;
        let hardware = self.as_bytes().get(offset_of!(sockaddr_ll, sll_addr)..)?;
        hardware.get(..head.sll_halen.into())
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        let room: *const u8 = (&raw const self.storage).cast();
        // SAFETY: the structure has no padding, so all of its bytes are initialised; `len` is not more.
        unsafe { core::slice::from_raw_parts(room, self.len) }
    }

    /// How many bytes it has.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none, as when recvfrom(2) has received from a stream, or from a Unix socket without a name.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The family; nothing when the address is too short to have one.
    pub const fn family(&self) -> Option<AF> {
        if self.len < size_of::<u16>() {
            return None;
        }
        Some(AF(self.storage.ss_family))
    }

    /// The address as a structure of its family: `get::<sockaddr_in6>()`. Nothing when it is of another family or cut.
    pub fn get<A: FamilyAddress>(&self) -> Option<A> {
        if self.family() != Some(A::FAMILY) || self.len < A::SHORTEST {
            return None;
        }
        const { assert!(size_of::<A>() <= size_of::<sockaddr_storage>()) };
        let mut whole = *self;
        let len = self.len;
        whole.room().get_mut(len..)?.fill(0);
        A::from_bytes(whole.room())
    }

    /// The address of a Unix socket, if that is what it is.
    pub fn unix(&self) -> Option<UnixAddress> {
        if self.family() != Some(AF::UNIX) {
            return None;
        }
        let address = sockaddr_un::from_bytes(&self.clone().room()[..])?;
        Some(UnixAddress::from_parts(address, self.len))
    }

    /// The internet address with its port, if that is what it is.
    pub fn internet(&self) -> Option<SocketAddr> {
        let four = self
            .get::<sockaddr_in>()
            .map(|four| SocketAddr::V4(four.into()));
        four.or_else(|| {
            self.get::<sockaddr_in6>()
                .map(|six| SocketAddr::V6(six.into()))
        })
    }

    /// Room for any address, for a call that fills it; it is to be followed by [`set_len`](Self::set_len).
    pub fn room(&mut self) -> &mut [u8; size_of::<sockaddr_storage>()] {
        let room = (&raw mut self.storage).cast();
        // SAFETY: the structure has no padding, every bit pattern is valid, and it is borrowed as long as the result.
        unsafe { &mut *room }
    }

    /// Sets how many bytes count. More than there is room for, as the kernel tells of an address that it has cut, is all.
    pub const fn set_len(&mut self, len: usize) {
        let room = size_of::<sockaddr_storage>();
        self.len = if len < room { len } else { room };
    }
}

// SAFETY: all bytes up to the length are initialised.
unsafe impl SocketAddress for AnyAddress {
    fn bytes(&self) -> &[MaybeUninit<u8>] {
        self.as_bytes().bytes()
    }
}

impl Default for AnyAddress {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for AnyAddress {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for AnyAddress {}

impl fmt::Debug for AnyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(internet) = self.internet() {
            return internet.fmt(f);
        }
        if let Some(unix) = self.unix() {
            return unix.fmt(f);
        }
        let family = self.family().map(|family| family.0);
        f.debug_struct("AnyAddress")
            .field("family", &family)
            .field("bytes", &self.as_bytes())
            .finish()
    }
}

macro_rules! from {
    ($($address:ident)*) => {$(
        impl From<$address> for AnyAddress {
            fn from(address: $address) -> Self {
                let mut any = Self::new();
                for (to, from) in any.room().iter_mut().zip(SocketAddress::bytes(&address)) {
                    // SAFETY: these structures have no padding.
                    *to = unsafe { from.assume_init() };
                }
                any.len = SocketAddress::bytes(&address).len();
                any
            }
        }
    )*};
}
// Not sockaddr_can, which has padding.
from! { sockaddr_in sockaddr_in6 sockaddr_nl sockaddr_ll sockaddr_vm sockaddr_alg sockaddr_xdp UnixAddress }

impl From<SocketAddr> for AnyAddress {
    fn from(address: SocketAddr) -> Self {
        match address {
            SocketAddr::V4(four) => sockaddr_in::from(four).into(),
            SocketAddr::V6(six) => sockaddr_in6::from(six).into(),
        }
    }
}

/// The old packet sockets tell a name to bind to from an address to send to by the length.
impl sockaddr_pkt {
    /// For bind(2): the interface alone.
    pub fn to_bind(&self) -> AnyAddress {
        let mut address = self.to_send();
        address.len = offset_of!(sockaddr_pkt, spkt_protocol);
        address
    }

    /// For sendto(2): the interface and the protocol.
    pub fn to_send(&self) -> AnyAddress {
        let mut address = AnyAddress::new();
        address.storage.ss_family = self.spkt_family;
        let (device, protocol) = address.room()[2..].split_at_mut(self.spkt_device.len());
        device.copy_from_slice(&self.spkt_device);
        protocol[..2].copy_from_slice(&self.spkt_protocol.to_ne_bytes());
        address.len = size_of::<sockaddr_pkt>();
        address
    }
}

impl msghdr {
    /// Makes `address` the peer's, with its length. The message points to it.
    pub fn set_name(&mut self, address: &(impl SocketAddress + ?Sized)) {
        let address = address.bytes();
        self.msg_name = address.as_ptr().cast_mut().cast();
        self.msg_namelen = address.len() as u32;
    }

    /// Has recvmsg(2) fill `address` with the sender's; the length is then in the message, for
    /// [`set_len`](AnyAddress::set_len). The message points to it.
    pub fn set_name_room(&mut self, address: &mut AnyAddress) {
        let room = address.room();
        self.msg_name = room.as_mut_ptr().cast();
        self.msg_namelen = room.len() as u32;
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;

    use super::*;
    use crate::linux::{in_addr, in6_addr};

    #[test]
    fn structures() {
        let four = sockaddr_in::new(in_addr::LOOPBACK, 80);
        assert_eq!(SocketAddress::bytes(&four).len(), 16);
        let any = AnyAddress::from(four);
        assert_eq!((any.len(), any.family()), (16, Some(AF::INET)));
        assert_eq!((any.get(), any.unix()), (Some(four), None));
        assert_eq!(any.get::<sockaddr_in6>(), None);
        assert_eq!(format!("{any:?}"), "127.0.0.1:80");
        let mut short = AnyAddress::from(sockaddr_in6::new(in6_addr::LOOPBACK, 81));
        short.room()[24] = 9;
        short.set_len(24);
        assert_eq!(short.get::<sockaddr_in6>().unwrap().sin6_scope_id, 0);
        assert_eq!(format!("{short:?}"), "[::1]:81");
        short.set_len(23);
        assert_eq!(short.get::<sockaddr_in6>(), None);
        let std = "192.0.2.1:7".parse().unwrap();
        assert_eq!(AnyAddress::from(std).internet(), Some(std));
    }

    #[test]
    fn bytes_and_lengths() {
        let any = AnyAddress::from_bytes(&[AF::UNIX.0 as u8; 1]).unwrap();
        assert_eq!((any.len(), any.family(), any.unix()), (1, None, None));
        assert!(AnyAddress::from_bytes(&[0; 129]).is_none());
        let mut any = AnyAddress::from_bytes(&[1; 128]).unwrap();
        any.set_len(usize::MAX);
        assert_eq!(any.as_bytes(), [1; 128]);
        any.set_len(0);
        assert!(any.is_empty() && any == AnyAddress::new());
        assert_eq!(AnyAddress::UNSPEC.as_bytes(), [0; 16]);
        assert_eq!(AnyAddress::UNSPEC.family(), Some(AF::UNSPEC));
    }

    #[test]
    fn unix() {
        for address in [
            UnixAddress::UNNAMED,
            UnixAddress::path(b"x").unwrap(),
            UnixAddress::abstract_name(b"x\0").unwrap(),
        ] {
            let any = AnyAddress::from(address);
            assert_eq!((any.len(), any.unix()), (address.len(), Some(address)));
        }
    }

    #[test]
    fn hardware_addresses() {
        let long = [7; 20];
        let any = AnyAddress::packet(3, 1, &long).unwrap();
        assert_eq!((any.len(), any.hardware()), (32, Some(&long[..])));
        let short = AnyAddress::packet(3, 1, &long[..6]).unwrap();
        assert_eq!((short.len(), short.hardware()), (20, Some(&long[..6])));
        assert_eq!(short, sockaddr_ll::to(3, 1, &long[..6]).unwrap().into());
        assert!(AnyAddress::packet(3, 1, &[0; 117]).is_none());
        assert!(AnyAddress::packet(3, 1, &[0; 256]).is_none());
        // As getsockname(2) tells it of an Ethernet interface, and one that lies.
        let mut told = short;
        told.set_len(18);
        assert_eq!(told.hardware(), Some(&long[..6]));
        told.set_len(17);
        assert_eq!(told.hardware(), None);
    }

    #[test]
    fn old_packets() {
        let packet = sockaddr_pkt {
            spkt_family: AF::PACKET.0,
            spkt_device: *b"lo\0\0\0\0\0\0\0\0\0\0\0\0",
            spkt_protocol: 3_u16.to_be(),
        };
        assert_eq!((packet.to_bind().len(), packet.to_send().len()), (16, 18));
        assert_eq!(packet.to_send().as_bytes()[2..5], *b"lo\0");
        assert_eq!(packet.to_send().as_bytes()[16..], [0, 3]);
    }

    #[test]
    fn messages() {
        let mut message = msghdr::zeroed();
        message.set_name(&UnixAddress::abstract_name(b"x").unwrap());
        assert_eq!(message.msg_namelen, 4);
        message.set_name_room(&mut AnyAddress::new());
        assert_eq!(message.msg_namelen, 128);
    }
}
