//! Attributes: the type-length-value list that follows a message's fixed struct, and lists nested in values.
//!
//! Layout (`linux/netlink.h`, `struct nlattr`): u16 length that counts this header but not the padding, u16 type whose
//! two top bits are flags, the value, padding to 4 bytes. Everything is host byte order unless the attribute says so.

use core::ffi::CStr;
use core::iter::FusedIterator;
use core::net::IpAddr;

use linux_raw_sys::netlink::{NLA_F_NESTED, NLA_F_NET_BYTEORDER};
use syscall_consts::linux::AF;

use crate::align;
use crate::malformed::{Malformed, Problem};

/// Bytes of an attribute's header.
pub const ATTRIBUTE_HEADER: usize = 4;

const NESTED: u16 = NLA_F_NESTED as u16;
const NET_BYTEORDER: u16 = NLA_F_NET_BYTEORDER as u16;

/// One attribute: its type and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[doc(alias = "nlattr")]
pub struct Attribute<'a> {
    raw_type: u16,
    offset: usize,
    value: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// The type, without the flag bits (`NLA_TYPE_MASK`).
    #[doc(alias = "nla_type")]
    #[inline]
    pub const fn attribute_type(&self) -> u16 {
        self.raw_type & !(NESTED | NET_BYTEORDER)
    }

    /// The type as it was sent, flag bits included.
    #[inline]
    pub const fn raw_type(&self) -> u16 {
        self.raw_type
    }

    /// Where its header stands: bytes from the start of what the walk was given, a whole datagram for messages received.
    #[inline]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// Whether the sender marked the value as a list of attributes (`NLA_F_NESTED`). Older families never do: its absence
    /// means nothing.
    #[inline]
    pub const fn is_nested(&self) -> bool {
        self.raw_type & NESTED != 0
    }

    /// Whether the sender marked the value as big endian (`NLA_F_NET_BYTEORDER`).
    #[inline]
    pub const fn is_net_byteorder(&self) -> bool {
        self.raw_type & NET_BYTEORDER != 0
    }

    /// The value, without padding.
    #[inline]
    pub const fn bytes(&self) -> &'a [u8] {
        self.value
    }

    /// The value as exactly `N` bytes.
    ///
    /// # Errors
    /// The value has another length.
    #[inline]
    pub fn array<const N: usize>(&self) -> Result<[u8; N], Malformed> {
        self.value.try_into().map_err(|_| self.bad())
    }

    /// The value as text: it must have a zero byte, and ends before the first.
    ///
    /// # Errors
    /// There is no zero byte.
    #[inline]
    pub fn c_str(&self) -> Result<&'a CStr, Malformed> {
        CStr::from_bytes_until_nul(self.value).map_err(|_| self.bad())
    }

    /// The value as text, up to the first zero byte or, if there is none, to its end.
    pub fn text(&self) -> &'a [u8] {
        match CStr::from_bytes_until_nul(self.value) {
            Ok(text) => text.to_bytes(),
            Err(_) => self.value,
        }
    }

    /// The value as UTF-8 text: [`Attribute::text`].
    ///
    /// # Errors
    /// The text is not UTF-8. Interface names need not be.
    pub fn str(&self) -> Result<&'a str, Malformed> {
        core::str::from_utf8(self.text()).map_err(|_| self.bad())
    }

    /// The value as an IP address in a message of an address family; `AF::UNSPEC` where there is none, and then the length
    /// tells, as in messages about bridges. `None` for the addresses of other families.
    ///
    /// # Errors
    /// The value has another length than addresses of the family.
    #[inline]
    pub fn ip(&self, family: AF) -> Result<Option<IpAddr>, Malformed> {
        let v4 = match family {
            AF::INET => true,
            AF::INET6 => false,
            AF::UNSPEC | AF::BRIDGE => self.value.len() == 4,
            _ => return Ok(None),
        };
        Ok(Some(match v4 {
            true => IpAddr::from(self.array::<4>()?),
            false => IpAddr::from(self.array::<16>()?),
        }))
    }

    /// The value as a list of attributes.
    #[inline]
    pub const fn nested(&self) -> Attributes<'a> {
        Attributes::within(self.value, self.offset.wrapping_add(ATTRIBUTE_HEADER))
    }

    #[cold]
    pub(crate) fn bad(&self) -> Malformed {
        Malformed {
            offset: self.offset,
            problem: Problem::Value {
                attribute_type: self.attribute_type(),
                len: self.value.len(),
            },
        }
    }
}

/// Numbers in host byte order, and their big endian twins.
macro_rules! numbers {
    ($($ty:ident $be:ident),+) => {
        impl Attribute<'_> {$(
            #[doc = concat!("The value as a `", stringify!($ty), "` in host byte order.\n\n# Errors\nThe value has another length.")]
            #[inline]
            pub fn $ty(&self) -> Result<$ty, Malformed> {
                self.array().map($ty::from_ne_bytes)
            }
        )+ $(
            #[doc = concat!("The value as a `", stringify!($ty), "` in network byte order.\n\n# Errors\nThe value has another length.")]
            #[inline]
            pub fn $be(&self) -> Result<$ty, Malformed> {
                self.array().map($ty::from_be_bytes)
            }
        )+}
    };
}

numbers!(u16 be16, u32 be32, u64 be64);

impl Attribute<'_> {
    /// The value as a byte.
    ///
    /// # Errors
    /// The value has another length.
    #[inline]
    pub fn u8(&self) -> Result<u8, Malformed> {
        self.array().map(u8::from_ne_bytes)
    }

    /// The value as a number in 4 or 8 bytes, whichever the sender found enough (`NLA_UINT`).
    ///
    /// # Errors
    /// The value has another length.
    pub fn uint(&self) -> Result<u64, Malformed> {
        self.u32().map(u64::from).or_else(|_| self.u64())
    }

    /// The value as an `i32` in host byte order.
    ///
    /// # Errors
    /// The value has another length.
    #[inline]
    pub fn i32(&self) -> Result<i32, Malformed> {
        self.array().map(i32::from_ne_bytes)
    }
}

/// A walk over a list of attributes. It ends at the end of the list or after the first error.
#[derive(Clone, Copy, Debug)]
pub struct Attributes<'a> {
    rest: &'a [u8],
    /// Where `rest` ends: bytes from the start of the datagram.
    end: usize,
}

impl<'a> Attributes<'a> {
    /// The list that `bytes` hold; nothing is checked until it is walked.
    #[inline]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Attributes::within(bytes, 0)
    }

    /// The list that `bytes` hold, which begin at byte `offset` of a datagram.
    #[inline]
    pub(crate) const fn within(bytes: &'a [u8], offset: usize) -> Self {
        Attributes {
            rest: bytes,
            // Offsets are within a datagram in memory: nothing here wraps.
            end: offset.wrapping_add(bytes.len()),
        }
    }

    /// Where the next attribute would stand: bytes from the start of the datagram.
    #[inline]
    pub(crate) const fn offset(&self) -> usize {
        self.end.wrapping_sub(self.rest.len())
    }

    /// The list without its first `len` bytes.
    #[inline]
    pub(crate) fn skip_bytes(self, len: usize) -> Self {
        Attributes {
            rest: self.rest.get(len..).unwrap_or(&[]),
            ..self
        }
    }

    /// The bytes not yet walked.
    #[inline]
    pub const fn bytes(&self) -> &'a [u8] {
        self.rest
    }

    /// The last attribute of a type, as the kernel's own parser chooses among several; `None` when the list has none or is
    /// malformed before it.
    pub fn find(mut self, attribute_type: u16) -> Option<Attribute<'a>> {
        let mut found = None;
        while let Some(attribute) = self.step() {
            if attribute.attribute_type() == attribute_type {
                found = Some(attribute);
            }
        }
        found
    }
}

impl<'a> Attributes<'a> {
    /// The next attribute; `None` at the end of the list or before what is malformed.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<Attribute<'a>> {
        let list = self.rest;
        let (head, after) = list.split_first_chunk::<ATTRIBUTE_HEADER>()?;
        let [l0, l1, t0, t1] = *head;
        let len = u16::from_ne_bytes([l0, l1]);
        let value = after.get(..usize::from(len).checked_sub(ATTRIBUTE_HEADER)?)?;
        let offset = self.offset();
        // The last attribute of a message may come without its padding.
        self.rest = list.get(align(usize::from(len))..).unwrap_or(&[]);
        Some(Attribute {
            raw_type: u16::from_ne_bytes([t0, t1]),
            offset,
            value,
        })
    }

    /// After [`Attributes::step`] has given nothing: an error when that was not at the end of the list.
    #[inline]
    pub(crate) fn finish(&mut self) -> Result<(), Malformed> {
        match self.rest.is_empty() {
            true => Ok(()),
            false => Err(self.stop()),
        }
    }

    /// Ends the walk before what is malformed, which it explains.
    #[cold]
    fn stop(&mut self) -> Malformed {
        let (offset, left) = (self.offset(), self.rest.len());
        let problem = match self.rest.first_chunk::<ATTRIBUTE_HEADER>() {
            None => Problem::AttributeHeader { left },
            Some(&[l0, l1, t0, t1]) => Problem::AttributeLength {
                attribute_type: u16::from_ne_bytes([t0, t1]) & !(NESTED | NET_BYTEORDER),
                len: u16::from_ne_bytes([l0, l1]),
                left,
            },
        };
        self.rest = &[];
        Malformed { offset, problem }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<Attribute<'a>, Malformed>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self.step() {
            Some(attribute) => Some(Ok(attribute)),
            None => self.finish().err().map(Err),
        }
    }
}

impl FusedIterator for Attributes<'_> {}
