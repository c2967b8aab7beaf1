//! Addresses: of sockets with their lengths, and builders and text forms of internet and Ethernet addresses.
//!
//! An IPv6 address is written with the longest run of zero groups as `::` when it has more than two groups, always in
//! hexadecimal; both differ from RFC 5952 and are what the Lua interface promises. Every form of RFC 4291 is read.

mod any;
mod other;
mod unix;

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};
use core::str::FromStr;

use syscall_consts::linux::AF;

pub use any::{AnyAddress, FamilyAddress, SocketAddress};
pub use unix::{BadUnixName, UnixAddress, UnixName};

use crate::linux::{in_addr, in6_addr, macaddr, sockaddr_in, sockaddr_in6};

/// Text that is not an address.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct BadAddress;

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an address")
    }
}

impl core::error::Error for BadAddress {}

#[cfg(feature = "std")]
impl From<BadAddress> for std::io::Error {
    fn from(error: BadAddress) -> Self {
        Self::new(std::io::ErrorKind::InvalidInput, error)
    }
}

impl in_addr {
    /// Every address of this machine: 0.0.0.0.
    pub const ANY: Self = Self::new([0; 4]);
    /// This machine: 127.0.0.1.
    pub const LOOPBACK: Self = Self::new([127, 0, 0, 1]);
    /// Every machine of the link: 255.255.255.255.
    pub const BROADCAST: Self = Self::new([255; 4]);

    /// The address of these four bytes.
    pub const fn new(bytes: [u8; 4]) -> Self {
        in_addr {
            s_addr: u32::from_ne_bytes(bytes),
        }
    }

    /// The four bytes.
    pub const fn bytes(self) -> [u8; 4] {
        self.s_addr.to_ne_bytes()
    }

    /// The address of a number in host byte order: 0x7f000001 is 127.0.0.1.
    pub const fn from_host(number: u32) -> Self {
        in_addr {
            s_addr: number.to_be(),
        }
    }

    /// The number in host byte order.
    pub const fn to_host(self) -> u32 {
        u32::from_be(self.s_addr)
    }

    /// The bits outside a prefix of that length: 0.0.255.255 for 16. Nothing when the prefix is longer than an address.
    pub const fn host_mask(prefix: u32) -> Option<Self> {
        match prefix {
            0..32 => Some(Self::from_host(u32::MAX >> prefix)),
            32 => Some(Self::ANY),
            _ => None,
        }
    }

    /// Reads four decimal numbers with dots between them. Leading zeros, which some read as octal, are refused.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 4];
        let mut parts = text.split(|&byte| byte == b'.');
        for byte in &mut bytes {
            *byte = decimal(parts.next()?)?;
        }
        parts.next().is_none().then_some(Self::new(bytes))
    }
}

/// A number of one to three digits below 256, without a leading zero.
fn decimal(digits: &[u8]) -> Option<u8> {
    if digits.is_empty() || (digits.len() > 1 && digits.starts_with(b"0")) {
        return None;
    }
    digits.iter().try_fold(0_u8, |number, digit| {
        let digit = digit.is_ascii_digit().then_some(digit & 0xf)?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// A hexadecimal number of one to `most` digits.
fn hexadecimal(digits: &[u8], most: usize) -> Option<u16> {
    if digits.is_empty() || digits.len() > most {
        return None;
    }
    digits.iter().try_fold(0_u16, |number, &digit| {
        let digit = char::from(digit).to_digit(16)? as u16;
        Some(number << 4 | digit)
    })
}

impl in6_addr {
    /// Every address of this machine: `::`.
    pub const ANY: Self = Self::new([0; 16]);
    /// This machine: `::1`.
    pub const LOOPBACK: Self = Self::new([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

    /// The address of these sixteen bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        in6_addr {
            s6_addr: bytes,
            __align: [],
        }
    }

    /// The address of eight groups in host byte order.
    pub fn from_groups(groups: [u16; 8]) -> Self {
        let mut bytes = [0; 16];
        for (pair, group) in bytes.as_chunks_mut::<2>().0.iter_mut().zip(groups) {
            *pair = group.to_be_bytes();
        }
        Self::new(bytes)
    }

    /// The eight groups in host byte order.
    pub fn groups(&self) -> [u16; 8] {
        let mut groups = [0; 8];
        for (group, pair) in groups.iter_mut().zip(self.s6_addr.as_chunks::<2>().0) {
            *group = u16::from_be_bytes(*pair);
        }
        groups
    }

    /// Reads groups with colons between them. `::` stands for one or more groups of zero, and the last two groups may be
    /// written as an IPv4 address.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let Some(gap) = text.windows(2).position(|pair| pair == b"::") else {
            let (groups, count) = groups(text)?;
            return (count == 8).then_some(Self::from_groups(groups));
        };
        let (head, tail) = text.split_at_checked(gap)?;
        let tail = tail.get(2..)?;
        // An IPv4 address can only come last.
        if head.contains(&b'.') {
            return None;
        }
        let (mut all, before) = groups(head)?;
        let (last, after) = groups(tail)?;
        if before + after > 7 {
            return None;
        }
        for (to, from) in all.iter_mut().rev().zip(last.iter().take(after).rev()) {
            *to = *from;
        }
        Some(Self::from_groups(all))
    }
}

/// The groups in a part of an address without `::`, and how many there are; none in an empty part.
fn groups(text: &[u8]) -> Option<([u16; 8], usize)> {
    let mut groups = [0; 8];
    let mut count = 0;
    if text.is_empty() {
        return Some((groups, 0));
    }
    let mut parts = text.split(|&byte| byte == b':').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && part.contains(&b'.') {
            let [a, b, c, d] = in_addr::parse(part)?.bytes();
            *groups.get_mut(count)? = u16::from_be_bytes([a, b]);
            *groups.get_mut(count + 1)? = u16::from_be_bytes([c, d]);
            count += 2;
        } else {
            *groups.get_mut(count)? = hexadecimal(part, 4)?;
            count += 1;
        }
    }
    Some((groups, count))
}

impl macaddr {
    /// Reads six hexadecimal numbers with colons between them.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut mac_addr = [0; 6];
        let mut parts = text.split(|&byte| byte == b':');
        for byte in &mut mac_addr {
            *byte = hexadecimal(parts.next()?, 2)? as u8;
        }
        parts.next().is_none().then_some(macaddr { mac_addr })
    }
}

impl fmt::Display for in_addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.bytes();
        write!(f, "{a}.{b}.{c}.{d}")
    }
}

impl fmt::Display for in6_addr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.groups();
        let (mut longest, mut run) = (0..0, 0..0);
        for (at, &group) in groups.iter().enumerate() {
            run = if group != 0 {
                0..0
            } else if run.is_empty() {
                at..at + 1
            } else {
                run.start..at + 1
            };
            if run.len() > longest.len() {
                longest = run.clone();
            }
        }
        if longest.len() <= 2 {
            longest = 0..0;
        }
        for (at, group) in groups.iter().enumerate() {
            if longest.contains(&at) {
                if at == longest.start {
                    f.write_str("::")?;
                }
                continue;
            }
            if at > 0 && at != longest.end {
                f.write_str(":")?;
            }
            write!(f, "{group:x}")?;
        }
        Ok(())
    }
}

impl fmt::Display for macaddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.mac_addr;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

macro_rules! from_str {
    ($($address:ident)*) => {$(
        impl FromStr for $address {
            type Err = BadAddress;

            fn from_str(text: &str) -> Result<Self, BadAddress> {
                Self::parse(text.as_bytes()).ok_or(BadAddress)
            }
        }
    )*};
}
from_str! { in_addr in6_addr macaddr }

impl From<Ipv4Addr> for in_addr {
    fn from(address: Ipv4Addr) -> Self {
        Self::new(address.octets())
    }
}

impl From<in_addr> for Ipv4Addr {
    fn from(address: in_addr) -> Self {
        address.bytes().into()
    }
}

impl From<Ipv6Addr> for in6_addr {
    fn from(address: Ipv6Addr) -> Self {
        Self::new(address.octets())
    }
}

impl From<in6_addr> for Ipv6Addr {
    fn from(address: in6_addr) -> Self {
        address.s6_addr.into()
    }
}

impl sockaddr_in {
    /// The address with a port in host byte order.
    pub const fn new(addr: in_addr, port: u16) -> Self {
        sockaddr_in {
            sin_family: AF::INET.0,
            sin_port: port.to_be(),
            sin_addr: addr,
            sin_zero: [0; 8],
        }
    }

    /// The port in host byte order.
    pub const fn port(&self) -> u16 {
        u16::from_be(self.sin_port)
    }
}

impl sockaddr_in6 {
    /// The address with a port in host byte order, without flow label and scope.
    pub const fn new(addr: in6_addr, port: u16) -> Self {
        sockaddr_in6 {
            sin6_family: AF::INET6.0,
            sin6_port: port.to_be(),
            sin6_flowinfo: 0,
            sin6_addr: addr,
            sin6_scope_id: 0,
        }
    }

    /// The port in host byte order.
    pub const fn port(&self) -> u16 {
        u16::from_be(self.sin6_port)
    }
}

impl From<SocketAddrV4> for sockaddr_in {
    fn from(address: SocketAddrV4) -> Self {
        Self::new((*address.ip()).into(), address.port())
    }
}

impl From<sockaddr_in> for SocketAddrV4 {
    fn from(address: sockaddr_in) -> Self {
        Self::new(address.sin_addr.into(), address.port())
    }
}

/// The flow label stays as it is, in network byte order, as std has it.
impl From<SocketAddrV6> for sockaddr_in6 {
    fn from(address: SocketAddrV6) -> Self {
        sockaddr_in6 {
            sin6_flowinfo: address.flowinfo(),
            sin6_scope_id: address.scope_id(),
            ..Self::new((*address.ip()).into(), address.port())
        }
    }
}

impl From<sockaddr_in6> for SocketAddrV6 {
    fn from(address: sockaddr_in6) -> Self {
        Self::new(
            address.sin6_addr.into(),
            address.port(),
            address.sin6_flowinfo,
            address.sin6_scope_id,
        )
    }
}

#[cfg(test)]
mod tests;
