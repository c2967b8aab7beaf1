//! Errors: what the socket or the kernel can refuse, with texts that say what to do. What the codec refuses is in
//! `malformed.rs`.
//!
//! The kernel's own words come from the extended acknowledgement (`NETLINK_EXT_ACK`) and are copied, because the buffer
//! that they stand in belongs to the caller and is used again.

use core::fmt;

use syscall_consts::Errno;

use crate::malformed::{Malformed, NoSpace};
use crate::message::Status;

/// What can go wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The kernel refused the request.
    Refused(Refusal),
    /// A system call on the socket failed.
    Socket(Errno),
    /// The kernel dropped events because the socket's receive buffer was full (ENOBUFS).
    Lost,
    /// A datagram was larger than the buffer; it is gone.
    Truncated {
        /// Bytes that it had.
        needed: usize,
        /// Bytes that there was room for.
        buffer: usize,
    },
    /// Received bytes are not what the protocol says.
    Malformed(Malformed),
    /// A dump was interrupted at every attempt; only [`Outcome::complete`](crate::Outcome::complete) makes an error of it.
    Interrupted,
    /// A request did not fit its buffer.
    NoSpace,
}

/// The kernel's answer to a request that it refused.
#[derive(Clone, Copy)]
pub struct Refusal {
    errno: Errno,
    offset: Option<u32>,
    missing: Option<u32>,
    len: u8,
    text: [u8; Refusal::TEXT],
}

impl Refusal {
    /// Bytes of the kernel's message that are kept; its own limit for formatted ones is 80.
    pub const TEXT: usize = 96;

    /// The refusal that a status reports; `None` when it reports success.
    pub fn new(status: &Status<'_>) -> Option<Refusal> {
        if status.errno() == 0 {
            return None;
        }
        let kernel = status.message().map_or(&[][..], |text| text.to_bytes());
        let mut text = [0; Refusal::TEXT];
        let mut len = 0;
        for (to, from) in text.iter_mut().zip(kernel) {
            *to = *from;
            len += 1;
        }
        Some(Refusal {
            errno: Errno::from_raw(status.errno()),
            offset: status.offset(),
            missing: status.missing_type(),
            len,
            text,
        })
    }

    /// The error number.
    #[inline]
    pub const fn errno(&self) -> Errno {
        self.errno
    }

    /// The kernel's message, empty when it gave none, without a last character that was cut.
    pub fn message(&self) -> &str {
        let text = self.text.get(..usize::from(self.len)).unwrap_or(&[]);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => text
                .get(..error.valid_up_to())
                .and_then(|valid| core::str::from_utf8(valid).ok())
                .unwrap_or(""),
        }
    }

    /// Where in the request the offending attribute stands, in bytes from the start of its header.
    #[inline]
    pub const fn offset(&self) -> Option<u32> {
        self.offset
    }

    /// The type of a required attribute that the request lacks.
    #[inline]
    pub const fn missing_type(&self) -> Option<u32> {
        self.missing
    }
}

impl PartialEq for Refusal {
    fn eq(&self, other: &Refusal) -> bool {
        (self.errno, self.offset, self.missing, self.message())
            == (other.errno, other.offset, other.missing, other.message())
    }
}

impl Eq for Refusal {}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("errno", &self.errno)
            .field("message", &self.message())
            .field("offset", &self.offset)
            .field("missing_type", &self.missing)
            .finish()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.errno)?;
        if !self.message().is_empty() {
            write!(f, ": {}", self.message())?;
        }
        if let Some(missing) = self.missing {
            write!(f, " (the request lacks an attribute of type {missing})")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " (at byte {offset} of the request)")?;
        }
        Ok(())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) => refusal.fmt(f),
            Error::Socket(errno) => write!(f, "netlink socket: {errno}"),
            Error::Lost => f.write_str(
                "netlink events were lost because the socket's receive buffer was full: read the state anew, read events \
                 faster, or enlarge the buffer (SO_RCVBUF)",
            ),
            Error::Truncated { needed, buffer } => write!(
                f,
                "netlink message of {needed} bytes cut to a buffer of {buffer}: receive into {needed} bytes or more"
            ),
            Error::Malformed(malformed) => malformed.fmt(f),
            Error::Interrupted => f.write_str(
                "netlink dump interrupted by changes at every attempt: the results may be inconsistent, try again",
            ),
            Error::NoSpace => NoSpace.fmt(f),
        }
    }
}

impl Error {
    /// The error number behind the error: the kernel's or the system call's; the number that fits best for the rest
    /// (ENOBUFS, EMSGSIZE, EBADMSG, EINTR, ENOSPC).
    pub const fn errno(&self) -> Errno {
        match self {
            Error::Refused(refusal) => refusal.errno(),
            Error::Socket(errno) => *errno,
            Error::Lost => Errno::ENOBUFS,
            Error::Truncated { .. } => Errno::EMSGSIZE,
            Error::Malformed(_) => Errno::EBADMSG,
            Error::Interrupted => Errno::EINTR,
            Error::NoSpace => Errno::ENOSPC,
        }
    }
}

impl core::error::Error for Error {}

/// What the kernel says of its refusal is kept, as is every text of ours; an error of the socket is its number.
#[cfg(feature = "std")]
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        let number = Self::from(error.errno());
        match error {
            Error::Socket(_) => number,
            error => Self::new(number.kind(), error),
        }
    }
}

impl From<Malformed> for Error {
    #[inline]
    fn from(malformed: Malformed) -> Error {
        Error::Malformed(malformed)
    }
}

impl From<NoSpace> for Error {
    #[inline]
    fn from(_: NoSpace) -> Error {
        Error::NoSpace
    }
}

impl From<rustix::io::Errno> for Error {
    fn from(errno: rustix::io::Errno) -> Error {
        Error::Socket(errno.into())
    }
}
