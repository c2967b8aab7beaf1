//! Messages: the headers in a received datagram, and the control messages that every family shares.
//!
//! A datagram holds one or more messages, each a 16-byte header (`struct nlmsghdr`), a payload, and padding to 4 bytes.
//! Facts: `linux/netlink.h`, netlink(7), and the kernel's `Documentation/userspace-api/netlink/intro.rst`.

use core::ffi::CStr;
use core::iter::FusedIterator;

use linux_raw_sys::netlink::nlmsgerr_attrs;
use syscall_consts::linux::{NLM_F, NLMSG};
use syscall_types::Plain;

use crate::align;
use crate::attribute::{Attribute, Attributes};
use crate::malformed::{Malformed, Problem};
use crate::wire;

/// Bytes of a message's header.
pub const MESSAGE_HEADER: usize = 16;

/// The largest error number as the kernel sends it (`-MAX_ERRNO`).
const LAST_ERRNO: i32 = -4095;

/// The header of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[doc(alias = "nlmsghdr")]
pub struct Header {
    /// Length in bytes, this header included, padding not.
    #[doc(alias = "nlmsg_len")]
    pub len: u32,
    /// What the message is: a control message below 16, the family's own from there on (`RTM_NEWLINK`).
    #[doc(alias = "nlmsg_type")]
    pub message_type: u16,
    /// Flags.
    #[doc(alias = "nlmsg_flags")]
    pub flags: NLM_F,
    /// Sequence number: a reply has its request's, an event has the one of the request that caused it, or 0.
    #[doc(alias = "nlmsg_seq")]
    pub seq: u32,
    /// Port of the socket whose request this answers; 0 for events of the kernel's own.
    #[doc(alias = "nlmsg_pid")]
    pub pid: u32,
}

impl Header {
    /// The header in `bytes`.
    #[inline]
    pub const fn from_bytes(bytes: &[u8; MESSAGE_HEADER]) -> Header {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = *bytes;
        Header {
            len: u32::from_ne_bytes([a, b, c, d]),
            message_type: u16::from_ne_bytes([e, f]),
            flags: NLM_F::from_bits_retain(u16::from_ne_bytes([g, h])),
            seq: u32::from_ne_bytes([i, j, k, l]),
            pid: u32::from_ne_bytes([m, n, o, p]),
        }
    }

    /// The header as bytes.
    #[inline]
    pub const fn to_bytes(&self) -> [u8; MESSAGE_HEADER] {
        let [a, b, c, d] = self.len.to_ne_bytes();
        let [e, f] = self.message_type.to_ne_bytes();
        let [g, h] = self.flags.bits().to_ne_bytes();
        let [i, j, k, l] = self.seq.to_ne_bytes();
        let [m, n, o, p] = self.pid.to_ne_bytes();
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
    }

    /// Whether more messages of the same reply follow (`NLM_F_MULTI`).
    #[inline]
    pub const fn is_multi(&self) -> bool {
        self.flags.contains(NLM_F::MULTI)
    }

    /// Whether something changed while the dump was running (`NLM_F_DUMP_INTR`), so that it may be inconsistent.
    #[inline]
    pub const fn is_dump_interrupted(&self) -> bool {
        self.flags.contains(NLM_F::DUMP_INTR)
    }
}

/// One message: its header and its payload.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    header: Header,
    /// Where the payload begins: bytes from the start of the datagram.
    offset: usize,
    payload: &'a [u8],
}

impl<'a> Message<'a> {
    /// The header.
    #[inline]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// What the message is (`nlmsg_type`).
    #[inline]
    pub const fn message_type(&self) -> u16 {
        self.header.message_type
    }

    /// What follows the header, without padding.
    #[inline]
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }

    /// The family's fixed struct at the start of the payload, and the attributes after it.
    ///
    /// # Errors
    /// The payload is shorter than the struct.
    #[inline]
    pub fn body<T: Plain>(&self) -> Result<(T, Attributes<'a>), Malformed> {
        let attributes = self.attributes_after(size_of::<T>())?;
        Ok((wire::read(self.payload), attributes))
    }

    /// The attributes after a fixed struct of `size` bytes.
    ///
    /// # Errors
    /// The payload is shorter than the struct.
    #[inline]
    pub(crate) fn attributes_after(&self, size: usize) -> Result<Attributes<'a>, Malformed> {
        if self.payload.len() < size {
            return Err(self.short(size));
        }
        Ok(Attributes::within(self.payload, self.offset).skip_bytes(align(size)))
    }

    /// The payload is shorter than the `need` bytes of its fixed part.
    #[cold]
    fn short(&self, need: usize) -> Malformed {
        self.malformed(Problem::Payload {
            message_type: self.header.message_type,
            need,
            have: self.payload.len(),
        })
    }

    /// The message is malformed as a whole.
    #[cold]
    pub(crate) fn malformed(&self, problem: Problem) -> Malformed {
        Malformed {
            offset: self.offset.wrapping_sub(MESSAGE_HEADER),
            problem,
        }
    }

    /// What a control message says; `None` when this is a family's own message.
    ///
    /// # Errors
    /// The payload is too short, or the error number is not one.
    pub fn control(&self) -> Result<Option<Control<'a>>, Malformed> {
        Ok(Some(match NLMSG(self.header.message_type) {
            NLMSG::NOOP => Control::Noop,
            NLMSG::OVERRUN => Control::Overrun,
            NLMSG::ERROR => Control::Error(self.error()?),
            NLMSG::DONE => Control::Done(self.done()?),
            _ => return Ok(None),
        }))
    }

    /// `struct nlmsgerr`: the error, the request's header, the request's payload unless the answer is capped
    /// (`NLM_F_CAPPED`), then the attributes of the extended acknowledgement if there are any (`NLM_F_ACK_TLVS`).
    fn error(&self) -> Result<Status<'a>, Malformed> {
        let short = || self.short(4 + MESSAGE_HEADER);
        let (code, after) = self.payload.split_first_chunk::<4>().ok_or_else(short)?;
        let request = Header::from_bytes(after.first_chunk().ok_or_else(short)?);
        let echoed = match self.header.flags.contains(NLM_F::CAPPED) {
            true => MESSAGE_HEADER,
            false => (request.len as usize).max(MESSAGE_HEADER),
        };
        let attributes = echoed
            .checked_next_multiple_of(4)
            .and_then(|echoed| after.get(echoed..));
        Ok(Status {
            errno: self.error_number(*code)?,
            request: Some(request),
            attributes: self.acknowledgement(attributes),
        })
    }

    /// `NLMSG_DONE`: what the dump ended with, then the extended acknowledgement. Some families send no payload at all.
    fn done(&self) -> Result<Status<'a>, Malformed> {
        let errno = match self.payload.first_chunk::<4>() {
            Some(code) => self.error_number(*code)?,
            None => 0,
        };
        Ok(Status {
            errno,
            request: None,
            attributes: self.acknowledgement(self.payload.get(4..)),
        })
    }

    /// The kernel sends errors as `-errno` and success as 0.
    fn error_number(&self, code: [u8; 4]) -> Result<u16, Malformed> {
        match i32::from_ne_bytes(code) {
            code @ LAST_ERRNO..=0 => Ok(code.unsigned_abs() as u16),
            code => Err(self.malformed(Problem::ErrorCode(code))),
        }
    }

    fn acknowledgement(&self, attributes: Option<&'a [u8]>) -> Attributes<'a> {
        match attributes {
            Some(bytes) if self.header.flags.contains(NLM_F::ACK_TLVS) => Attributes::new(bytes),
            _ => Attributes::new(&[]),
        }
    }
}

/// What a control message says.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Control<'a> {
    /// Nothing (`NLMSG_NOOP`).
    Noop,
    /// A request was refused, or acknowledged when the error number is 0 (`NLMSG_ERROR`).
    Error(Status<'a>),
    /// A dump is over (`NLMSG_DONE`), with an error when the number is not 0.
    Done(Status<'a>),
    /// Data was lost (`NLMSG_OVERRUN`); today's kernels say it with the error ENOBUFS instead.
    Overrun,
}

/// How a request ended, with the kernel's extended acknowledgement (`NETLINK_EXT_ACK`) where it gave one. What that
/// says is optional by nature, so what is malformed in it counts as absent.
#[derive(Clone, Copy, Debug)]
pub struct Status<'a> {
    errno: u16,
    request: Option<Header>,
    attributes: Attributes<'a>,
}

impl<'a> Status<'a> {
    /// The error number, 0 for success.
    #[inline]
    pub const fn errno(&self) -> u16 {
        self.errno
    }

    /// The header of the request that this answers; none when it ends a dump.
    #[inline]
    pub const fn request(&self) -> Option<&Header> {
        self.request.as_ref()
    }

    /// The kernel's message text: the reason of an error, or a warning beside success.
    pub fn message(&self) -> Option<&'a CStr> {
        self.find(nlmsgerr_attrs::NLMSGERR_ATTR_MSG)?.c_str().ok()
    }

    /// Where in the request the offending attribute stands, in bytes from the start of its header.
    pub fn offset(&self) -> Option<u32> {
        self.find(nlmsgerr_attrs::NLMSGERR_ATTR_OFFS)?.u32().ok()
    }

    /// The type of a required attribute that the request lacks.
    pub fn missing_type(&self) -> Option<u32> {
        self.find(nlmsgerr_attrs::NLMSGERR_ATTR_MISS_TYPE)?
            .u32()
            .ok()
    }

    /// Where in the request the nest stands that lacks [`Status::missing_type`]; none when the top level lacks it.
    pub fn missing_nest(&self) -> Option<u32> {
        self.find(nlmsgerr_attrs::NLMSGERR_ATTR_MISS_NEST)?
            .u32()
            .ok()
    }

    /// All of the extended acknowledgement (`NLMSGERR_ATTR_*`).
    #[inline]
    pub const fn attributes(&self) -> Attributes<'a> {
        self.attributes
    }

    fn find(&self, attribute_type: nlmsgerr_attrs) -> Option<Attribute<'a>> {
        self.attributes.find(attribute_type as u16)
    }
}

/// A walk over the messages of a datagram. It ends at the end of the datagram or after the first error.
#[derive(Clone, Copy, Debug)]
pub struct Messages<'a> {
    rest: &'a [u8],
    /// Where `rest` begins: bytes from the start of the datagram.
    offset: usize,
}

impl<'a> Messages<'a> {
    /// The messages in `datagram`; nothing is checked until they are walked.
    #[inline]
    pub const fn new(datagram: &'a [u8]) -> Self {
        Messages {
            rest: datagram,
            offset: 0,
        }
    }
}

impl<'a> Iterator for Messages<'a> {
    type Item = Result<Message<'a>, Malformed>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let datagram = self.rest;
        if datagram.is_empty() {
            return None;
        }
        let offset = self.offset;
        let Some(header) = datagram.first_chunk() else {
            self.rest = &[];
            return Some(Err(Malformed {
                offset,
                problem: Problem::Header {
                    left: datagram.len(),
                },
            }));
        };
        let header = Header::from_bytes(header);
        let len = header.len as usize;
        let Some(payload) = datagram.get(MESSAGE_HEADER..len) else {
            self.rest = &[];
            return Some(Err(Malformed {
                offset,
                problem: Problem::Length {
                    len: header.len,
                    left: datagram.len(),
                },
            }));
        };
        // The last message of a datagram may come without its padding.
        self.rest = datagram.get(align(len)..).unwrap_or(&[]);
        self.offset = offset.wrapping_add(align(len));
        Some(Ok(Message {
            header,
            offset: offset.wrapping_add(MESSAGE_HEADER),
            payload,
        }))
    }
}

impl FusedIterator for Messages<'_> {}
