//! What the codec refuses: received bytes that are not what the protocol says, and requests that do not fit.

use core::fmt;

/// Received bytes are not what the protocol says: where, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// Where: bytes from the start of what [`Messages::new`](crate::Messages::new) or
    /// [`Attributes::new`](crate::Attributes::new) was given.
    pub offset: usize,
    /// How.
    pub problem: Problem,
}

/// How received bytes are not what the protocol says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The datagram ends inside a message's header.
    Header {
        /// Bytes that are left for it.
        left: usize,
    },
    /// A message's length is shorter than its header or longer than the datagram.
    Length {
        /// The length that the header gives.
        len: u32,
        /// Bytes that are left.
        left: usize,
    },
    /// A message's payload is shorter than its fixed part.
    Payload {
        /// The message's type.
        message_type: u16,
        /// Bytes of the fixed part.
        need: usize,
        /// Bytes of the payload.
        have: usize,
    },
    /// The message is of another type than it is read as.
    MessageType(u16),
    /// A control message's error number is not one.
    ErrorCode(i32),
    /// A list of attributes ends inside an attribute's header.
    AttributeHeader {
        /// Bytes that are left for it.
        left: usize,
    },
    /// An attribute's length is shorter than its header or longer than its list.
    AttributeLength {
        /// The attribute's type.
        attribute_type: u16,
        /// The length that its header gives.
        len: u16,
        /// Bytes that are left.
        left: usize,
    },
    /// An attribute's value is not of the form that its type has.
    Value {
        /// The attribute's type.
        attribute_type: u16,
        /// Bytes of the value.
        len: usize,
    },
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "malformed netlink message at byte {}: ", self.offset)?;
        self.problem.fmt(f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Problem::Header { left } => write!(f, "{left} bytes left where a header needs 16"),
            Problem::Length { len, left } => {
                write!(f, "message of length {len} where {left} bytes are left")
            }
            Problem::Payload {
                message_type,
                need,
                have,
            } => write!(
                f,
                "payload of {have} bytes where type {message_type} needs {need} or more"
            ),
            Problem::MessageType(message_type) => {
                write!(f, "unexpected message type {message_type}")
            }
            Problem::ErrorCode(code) => write!(f, "{code} is not an error number"),
            Problem::AttributeHeader { left } => {
                write!(f, "{left} bytes left where an attribute needs 4")
            }
            Problem::AttributeLength {
                attribute_type,
                len,
                left,
            } => write!(
                f,
                "attribute {attribute_type} of length {len} where {left} bytes are left"
            ),
            Problem::Value {
                attribute_type,
                len,
            } => write!(
                f,
                "attribute {attribute_type} with an unfit value of {len} bytes"
            ),
        }
    }
}

/// A request does not fit its buffer, one attribute the 65,535 bytes that an attribute can have, or a value its field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSpace;

impl fmt::Display for NoSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the netlink request does not fit: give it a larger buffer, or its fields smaller values")
    }
}

impl core::error::Error for Malformed {}
impl core::error::Error for NoSpace {}
