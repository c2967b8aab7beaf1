//! Attributes: the type-length-value list that follows a message's fixed struct, and lists nested in values.
//!
//! Layout (`linux/netlink.h`, `struct nlattr`): u16 length that counts this header but not the padding, u16 type whose
//! two top bits are flags, the value, padding to 4 bytes. Everything is host byte order unless the attribute says so.

use core::ffi::CStr;
use core::iter::FusedIterator;

use linux_raw_sys::netlink::{NLA_F_NESTED, NLA_F_NET_BYTEORDER};

use crate::align;
use crate::error::Malformed;

/// Bytes of an attribute's header.
pub const ATTRIBUTE_HEADER: usize = 4;

const NESTED: u16 = NLA_F_NESTED as u16;
const NET_BYTEORDER: u16 = NLA_F_NET_BYTEORDER as u16;

/// One attribute: its type and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[doc(alias = "nlattr")]
pub struct Attribute<'a> {
    raw_kind: u16,
    value: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// The type, without the flag bits (`NLA_TYPE_MASK`).
    #[doc(alias = "nla_type")]
    #[inline]
    pub const fn kind(&self) -> u16 {
        self.raw_kind & !(NESTED | NET_BYTEORDER)
    }

    /// The type as it was sent, flag bits included.
    #[inline]
    pub const fn raw_kind(&self) -> u16 {
        self.raw_kind
    }

    /// Whether the sender marked the value as a list of attributes (`NLA_F_NESTED`). Older families never do: its absence
    /// means nothing.
    #[inline]
    pub const fn is_nested(&self) -> bool {
        self.raw_kind & NESTED != 0
    }

    /// Whether the sender marked the value as big endian (`NLA_F_NET_BYTEORDER`).
    #[inline]
    pub const fn is_net_byteorder(&self) -> bool {
        self.raw_kind & NET_BYTEORDER != 0
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

    /// The value as UTF-8 text, up to the first zero byte or, if there is none, to its end.
    ///
    /// # Errors
    /// The text is not UTF-8. Interface names need not be: see [`Attribute::c_str`].
    pub fn str(&self) -> Result<&'a str, Malformed> {
        let text = match CStr::from_bytes_until_nul(self.value) {
            Ok(text) => text.to_bytes(),
            Err(_) => self.value,
        };
        core::str::from_utf8(text).map_err(|_| self.bad())
    }

    /// The value as a list of attributes.
    #[inline]
    pub const fn nested(&self) -> Attributes<'a> {
        Attributes::new(self.value)
    }

    #[cold]
    fn bad(&self) -> Malformed {
        Malformed::Value {
            kind: self.kind(),
            len: self.value.len(),
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
}

impl<'a> Attributes<'a> {
    /// The list that `bytes` hold; nothing is checked until it is walked.
    #[inline]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Attributes { rest: bytes }
    }

    /// The bytes not yet walked.
    #[inline]
    pub const fn bytes(&self) -> &'a [u8] {
        self.rest
    }

    /// The last attribute of type `kind`, as the kernel's own parser chooses among several; `None` when the list has none
    /// or is malformed before it.
    pub fn find(self, kind: u16) -> Option<Attribute<'a>> {
        self.map_while(Result::ok)
            .filter(|attribute| attribute.kind() == kind)
            .last()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<Attribute<'a>, Malformed>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let list = self.rest;
        if list.is_empty() {
            return None;
        }
        let Some((&[l0, l1, t0, t1], after)) = list.split_first_chunk::<ATTRIBUTE_HEADER>() else {
            self.rest = &[];
            return Some(Err(Malformed::AttributeHeader { left: list.len() }));
        };
        let len = u16::from_ne_bytes([l0, l1]);
        let raw_kind = u16::from_ne_bytes([t0, t1]);
        let value_len = usize::from(len).checked_sub(ATTRIBUTE_HEADER);
        let Some(value) = value_len.and_then(|n| after.get(..n)) else {
            self.rest = &[];
            return Some(Err(Malformed::AttributeLength {
                kind: raw_kind & !(NESTED | NET_BYTEORDER),
                len,
                left: list.len(),
            }));
        };
        // The last attribute of a message may come without its padding.
        self.rest = list.get(align(usize::from(len))..).unwrap_or(&[]);
        Some(Ok(Attribute { raw_kind, value }))
    }
}

impl FusedIterator for Attributes<'_> {}
