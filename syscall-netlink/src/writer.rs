//! Writing a request into a caller's buffer. What does not fit is an error, and leaves the request as it was.
//!
//! ```
//! use syscall_consts::linux::{IFLA, IFLA_INFO, NLM_F, RTM};
//! use syscall_netlink::Request;
//! use syscall_types::{Plain, linux::ifinfomsg};
//!
//! # fn main() -> Result<(), syscall_netlink::NoSpace> {
//! let mut buffer = [0; 128];
//! let mut request = Request::new(&mut buffer, RTM::NEWLINK.0, NLM_F::CREATE)?;
//! request
//!     .body(&ifinfomsg::zeroed())?
//!     .c_str(IFLA::IFNAME.0, c"br0")?
//!     .nested(IFLA::LINKINFO.0, |info| info.c_str(IFLA_INFO::KIND.0, c"bridge").map(drop))?;
//! assert_eq!(request.bytes().len(), 16 + 16 + 8 + 4 + 12);
//! # Ok(()) }
//! ```

use core::ffi::CStr;
use core::net::IpAddr;

use linux_raw_sys::netlink::NLA_F_NESTED;
use syscall_consts::linux::NLM_F;

use crate::align;
use crate::attribute::ATTRIBUTE_HEADER;
use crate::malformed::NoSpace;
use crate::message::{Header, MESSAGE_HEADER};
use crate::wire::{self, Wire};

/// A request in the making: header, fixed struct, attributes.
///
/// The length in the header is right after every call; the sequence number is set by
/// [`Socket::send`](crate::Socket::send).
#[derive(Debug)]
pub struct Request<'b> {
    buffer: &'b mut [u8],
    header: Header,
}

/// An attribute that [`Request::begin`] opened and [`Request::end`] closes.
#[derive(Debug)]
#[must_use = "the attribute has no length until it is ended"]
pub struct Nest {
    start: usize,
    attribute_type: u16,
}

impl<'b> Request<'b> {
    /// Begins a request of that type (`RTM::NEWLINK.0`); `NLM_F::REQUEST` is added to the flags.
    ///
    /// # Errors
    /// The buffer has less than the 16 bytes of the header.
    pub fn new(
        buffer: &'b mut [u8],
        message_type: u16,
        flags: NLM_F,
    ) -> Result<Request<'b>, NoSpace> {
        if buffer.len() < MESSAGE_HEADER {
            return Err(NoSpace);
        }
        let header = Header {
            len: MESSAGE_HEADER as u32,
            message_type,
            flags: flags | NLM_F::REQUEST,
            seq: 0,
            pid: 0,
        };
        let mut request = Request { buffer, header };
        request.write_header();
        Ok(request)
    }

    /// The header as it stands.
    #[inline]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Adds flags.
    pub fn add_flags(&mut self, flags: NLM_F) -> &mut Self {
        self.header.flags |= flags;
        self.write_header();
        self
    }

    /// Sets the sequence number.
    pub fn set_seq(&mut self, seq: u32) -> &mut Self {
        self.header.seq = seq;
        self.write_header();
        self
    }

    /// The request as it goes to the kernel.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.len()).unwrap_or(&[])
    }

    /// Adds a fixed struct, padded to 4 bytes.
    ///
    /// # Errors
    /// It does not fit.
    pub fn body<T: Wire>(&mut self, body: &T) -> Result<&mut Self, NoSpace> {
        self.raw(wire::bytes(body))
    }

    /// Adds bytes as they are, padded to 4 bytes: a struct that is not [`Wire`].
    ///
    /// # Errors
    /// They do not fit.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<&mut Self, NoSpace> {
        self.take(bytes.len())?.copy_from_slice(bytes);
        self.advance(bytes.len())
    }

    /// Adds an attribute.
    ///
    /// # Errors
    /// It does not fit.
    pub fn attribute(&mut self, attribute_type: u16, value: &[u8]) -> Result<&mut Self, NoSpace> {
        let len = ATTRIBUTE_HEADER.checked_add(value.len()).ok_or(NoSpace)?;
        let place = self.take(len)?;
        let (head, rest) = place.split_first_chunk_mut().ok_or(NoSpace)?;
        *head = attribute_header(len, attribute_type)?;
        rest.copy_from_slice(value);
        self.advance(len)
    }

    /// Adds an attribute with text and its closing zero byte (`NLA_NUL_STRING`).
    ///
    /// # Errors
    /// It does not fit.
    pub fn c_str(&mut self, attribute_type: u16, text: &CStr) -> Result<&mut Self, NoSpace> {
        self.attribute(attribute_type, text.to_bytes_with_nul())
    }

    /// Adds an attribute with text, which has no zero byte, and a zero byte at its end.
    ///
    /// # Errors
    /// It does not fit, or it has a zero byte.
    pub fn text(&mut self, attribute_type: u16, text: &[u8]) -> Result<&mut Self, NoSpace> {
        if text.contains(&0) {
            return Err(NoSpace);
        }
        let len = text.len().checked_add(1).ok_or(NoSpace)?;
        let total = ATTRIBUTE_HEADER.checked_add(len).ok_or(NoSpace)?;
        let place = self.take(total)?;
        let (head, rest) = place.split_first_chunk_mut().ok_or(NoSpace)?;
        *head = attribute_header(total, attribute_type)?;
        let (last, rest) = rest.split_last_mut().ok_or(NoSpace)?;
        rest.copy_from_slice(text);
        *last = 0;
        self.advance(total)
    }

    /// Adds an attribute with an IP address, 4 or 16 bytes.
    ///
    /// # Errors
    /// It does not fit.
    pub fn ip(&mut self, attribute_type: u16, address: IpAddr) -> Result<&mut Self, NoSpace> {
        match address {
            IpAddr::V4(address) => self.attribute(attribute_type, &address.octets()),
            IpAddr::V6(address) => self.attribute(attribute_type, &address.octets()),
        }
    }

    /// Adds an attribute that a closure fills with attributes.
    ///
    /// # Errors
    /// The closure's, or it does not fit; the request is then as it was before.
    pub fn nested<F>(&mut self, attribute_type: u16, fill: F) -> Result<&mut Self, NoSpace>
    where
        F: FnOnce(&mut Self) -> Result<(), NoSpace>,
    {
        let before = self.header.len;
        let nest = self.begin(attribute_type)?;
        let filled = match fill(self) {
            Ok(()) => self.end(nest).map(drop),
            Err(error) => Err(error),
        };
        if filled.is_err() {
            self.header.len = before;
            self.write_header();
        }
        filled.map(|()| self)
    }

    /// Opens an attribute: what is added until [`Request::end`] is its value. The form of [`Request::nested`] for
    /// callers that cannot use a closure.
    ///
    /// # Errors
    /// It does not fit.
    pub fn begin(&mut self, attribute_type: u16) -> Result<Nest, NoSpace> {
        let start = self.len();
        self.attribute(attribute_type, &[])?;
        Ok(Nest {
            start,
            attribute_type,
        })
    }

    /// Closes an attribute.
    ///
    /// # Errors
    /// It is longer than an attribute can be.
    pub fn end(&mut self, nest: Nest) -> Result<&mut Self, NoSpace> {
        let len = self.len().checked_sub(nest.start).ok_or(NoSpace)?;
        let head = self.buffer.get_mut(nest.start..).ok_or(NoSpace)?;
        *head.first_chunk_mut().ok_or(NoSpace)? =
            attribute_header(len, nest.attribute_type | NLA_F_NESTED as u16)?;
        Ok(self)
    }

    #[inline]
    fn len(&self) -> usize {
        self.header.len as usize
    }

    /// The next `len` bytes; their padding is in the buffer too.
    fn take(&mut self, len: usize) -> Result<&mut [u8], NoSpace> {
        let start = self.len();
        let padded = len.checked_next_multiple_of(4).ok_or(NoSpace)?;
        let room = self
            .buffer
            .get_mut(start..)
            .and_then(|rest| rest.get_mut(..padded));
        let (place, padding) = room
            .ok_or(NoSpace)?
            .split_at_mut_checked(len)
            .ok_or(NoSpace)?;
        padding.fill(0);
        Ok(place)
    }

    fn advance(&mut self, len: usize) -> Result<&mut Self, NoSpace> {
        let len = self.len().checked_add(align(len)).ok_or(NoSpace)?;
        self.header.len = u32::try_from(len).map_err(|_| NoSpace)?;
        self.write_header();
        Ok(self)
    }

    fn write_header(&mut self) {
        if let Some(place) = self.buffer.first_chunk_mut() {
            *place = self.header.to_bytes();
        }
    }
}

fn attribute_header(len: usize, attribute_type: u16) -> Result<[u8; ATTRIBUTE_HEADER], NoSpace> {
    let [a, b] = u16::try_from(len).map_err(|_| NoSpace)?.to_ne_bytes();
    let [c, d] = attribute_type.to_ne_bytes();
    Ok([a, b, c, d])
}

/// Attributes with a number in host byte order, and in network byte order.
macro_rules! numbers {
    ($($ty:ident $be:ident),+) => {
        impl Request<'_> {$(
            #[doc = concat!("Adds an attribute with a `", stringify!($ty), "` in host byte order.\n\n# Errors\nIt does not fit.")]
            pub fn $ty(&mut self, attribute_type: u16, value: $ty) -> Result<&mut Self, NoSpace> {
                self.attribute(attribute_type, &value.to_ne_bytes())
            }

            #[doc = concat!("Adds an attribute with a `", stringify!($ty), "` in network byte order.\n\n# Errors\nIt does not fit.")]
            pub fn $be(&mut self, attribute_type: u16, value: $ty) -> Result<&mut Self, NoSpace> {
                self.attribute(attribute_type, &value.to_be_bytes())
            }
        )+}
    };
}

numbers!(u16 be16, u32 be32, u64 be64);

impl Request<'_> {
    /// Adds an attribute with one byte.
    ///
    /// # Errors
    /// It does not fit.
    pub fn u8(&mut self, attribute_type: u16, value: u8) -> Result<&mut Self, NoSpace> {
        self.attribute(attribute_type, &[value])
    }
}
