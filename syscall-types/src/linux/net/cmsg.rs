//! Control messages of sendmsg(2) and recvmsg(2): walking and building (cmsg(3); linux/socket.h of the kernel). Head and data
//! begin at multiples of a machine word, and the last message needs no padding after it.

use core::mem::offset_of;

use syscall_consts::linux::{SCM, SOL};

use crate::linux::{cmsghdr, ucred};
use crate::reflect::Plain;

impl cmsghdr {
    /// The length of a message with `data` bytes of data, without the padding after it (`CMSG_LEN`).
    pub const fn len(data: usize) -> Option<usize> {
        data.checked_add(size_of::<cmsghdr>())
    }

    /// How many bytes a message with `data` bytes of data takes in a buffer (`CMSG_SPACE`).
    pub const fn space(data: usize) -> Option<usize> {
        match Self::len(data) {
            Some(len) => len.checked_next_multiple_of(size_of::<usize>()),
            None => None,
        }
    }
}

/// A control message.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ControlMessage<'a> {
    /// The protocol.
    pub level: SOL,
    /// The protocol's own type: a value of [`SCM`] when the level is [`SOL::SOCKET`].
    pub kind: i32,
    /// The data.
    pub data: &'a [u8],
}

impl<'a> ControlMessage<'a> {
    /// The descriptors that came with `SCM_RIGHTS`; nothing in other messages. Nobody has closed them yet.
    pub fn rights(&self) -> Option<impl ExactSizeIterator<Item = i32> + use<'a>> {
        (self.is(SCM::RIGHTS)).then(|| {
            self.data
                .as_chunks()
                .0
                .iter()
                .map(|fd| i32::from_ne_bytes(*fd))
        })
    }

    /// Who sent the message, from `SCM_CREDENTIALS`.
    pub fn credentials(&self) -> Option<ucred> {
        if self.is(SCM::CREDENTIALS) {
            ucred::from_bytes(self.data)
        } else {
            None
        }
    }

    fn is(&self, kind: SCM) -> bool {
        self.level == SOL::SOCKET && self.kind == kind.0
    }
}

/// The messages in a control buffer that the kernel has filled. Ends before a message that is longer than the rest of the
/// buffer or shorter than its own head.
#[derive(Clone, Debug)]
pub struct ControlMessages<'a> {
    rest: &'a [u8],
}

impl<'a> ControlMessages<'a> {
    /// The messages in `buffer`: as much of it as `msg_controllen` says, at any alignment.
    pub const fn new(buffer: &'a [u8]) -> Self {
        ControlMessages { rest: buffer }
    }
}

impl<'a> Iterator for ControlMessages<'a> {
    type Item = ControlMessage<'a>;

    fn next(&mut self) -> Option<ControlMessage<'a>> {
        let rest = core::mem::take(&mut self.rest);
        let head = cmsghdr::from_bytes(rest)?;
        let data = rest.get(..head.cmsg_len)?.get(size_of::<cmsghdr>()..)?;
        let next = head.cmsg_len.checked_next_multiple_of(size_of::<usize>());
        self.rest = next.and_then(|next| rest.get(next..)).unwrap_or_default();
        Some(ControlMessage {
            level: SOL(head.cmsg_level),
            kind: head.cmsg_type,
            data,
        })
    }
}

impl core::iter::FusedIterator for ControlMessages<'_> {}

/// Writes control messages into a buffer.
#[derive(Debug)]
pub struct ControlWriter<'a> {
    buffer: &'a mut [u8],
    len: usize,
}

impl<'a> ControlWriter<'a> {
    /// Writes at the start of `buffer`.
    pub const fn new(buffer: &'a mut [u8]) -> Self {
        ControlWriter { buffer, len: 0 }
    }

    /// Adds a message with room for `data` bytes, all zero, and returns the room. Nothing when the buffer is too small;
    /// then it is as before.
    pub fn reserve(&mut self, level: SOL, kind: i32, data: usize) -> Option<&mut [u8]> {
        const LEVEL: usize = offset_of!(cmsghdr, cmsg_level);
        const KIND: usize = offset_of!(cmsghdr, cmsg_type);
        let len = cmsghdr::len(data)?;
        let rest = self.buffer.get_mut(self.len..)?;
        let space = cmsghdr::space(data)?.min(rest.len());
        let message = rest.get_mut(..space)?;
        if message.len() < len {
            return None;
        }
        message.fill(0);
        message
            .get_mut(..LEVEL)?
            .copy_from_slice(&len.to_ne_bytes());
        message
            .get_mut(LEVEL..KIND)?
            .copy_from_slice(&level.0.to_ne_bytes());
        message
            .get_mut(KIND..size_of::<cmsghdr>())?
            .copy_from_slice(&kind.to_ne_bytes());
        self.len += space;
        message.get_mut(size_of::<cmsghdr>()..len)
    }

    /// Adds a message. Tells whether there was room.
    pub fn push(&mut self, message: ControlMessage<'_>) -> bool {
        match self.reserve(message.level, message.kind, message.data.len()) {
            Some(room) => {
                room.copy_from_slice(message.data);
                true
            }
            None => false,
        }
    }

    /// Adds descriptors to pass (`SCM_RIGHTS`). Tells whether there was room.
    pub fn rights(&mut self, descriptors: &[i32]) -> bool {
        let Some(room) = self.reserve(SOL::SOCKET, SCM::RIGHTS.0, size_of_val(descriptors)) else {
            return false;
        };
        for (to, fd) in room.as_chunks_mut().0.iter_mut().zip(descriptors) {
            *to = fd.to_ne_bytes();
        }
        true
    }

    /// Adds the sender's identity (`SCM_CREDENTIALS`). Tells whether there was room.
    pub fn credentials(&mut self, identity: ucred) -> bool {
        let Some(room) = self.reserve(SOL::SOCKET, SCM::CREDENTIALS.0, size_of::<ucred>()) else {
            return false;
        };
        let words = [
            identity.pid.to_ne_bytes(),
            identity.uid.to_ne_bytes(),
            identity.gid.to_ne_bytes(),
        ];
        room.copy_from_slice(words.as_flattened());
        true
    }

    /// The messages: the part of the buffer for `msg_control` and `msg_controllen`.
    pub fn finish(self) -> &'a mut [u8] {
        self.buffer
            .split_at_mut_checked(self.len)
            .map_or(&mut [], |parts| parts.0)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    const WORD: usize = size_of::<usize>();

    #[test]
    fn lengths() {
        assert_eq!(cmsghdr::len(4), Some(WORD + 12));
        assert_eq!(cmsghdr::space(0), Some(WORD + 8));
        assert_eq!(cmsghdr::space(1), Some(2 * WORD + 8));
        assert_eq!(cmsghdr::space(WORD), Some(2 * WORD + 8));
        let header = size_of::<cmsghdr>();
        for data in [usize::MAX, usize::MAX - header + 1, usize::MAX - header] {
            assert_eq!(cmsghdr::space(data), None, "{data}");
        }
    }

    #[test]
    fn there_and_back() {
        let mut buffer = [0xff; 256];
        let mut writer = ControlWriter::new(&mut buffer);
        let identity = ucred {
            pid: 1,
            uid: 2,
            gid: u32::MAX,
        };
        let other = ControlMessage {
            level: SOL(0x1234),
            kind: -1,
            data: b"odd",
        };
        assert!(writer.rights(&[3, -1, 7]) && writer.credentials(identity));
        assert!(writer.push(other) && writer.rights(&[]));
        let bytes = writer.finish();
        assert_eq!(bytes.len() % WORD, 0);

        let all: Vec<_> = ControlMessages::new(bytes).collect();
        assert_eq!(all.len(), 4);
        assert_eq!(all[0].rights().unwrap().collect::<Vec<_>>(), [3, -1, 7]);
        assert!(all[0].credentials().is_none() && all[1].rights().is_none());
        assert_eq!(all[1].credentials(), Some(identity));
        assert_eq!(all[2], other);
        assert!(all[2].rights().is_none() && all[2].credentials().is_none());
        assert_eq!(all[3].rights().unwrap().len(), 0);

        // Padding is zero, so that nothing of the program's memory is sent.
        let odd = cmsghdr::space(12).unwrap() + cmsghdr::space(size_of::<ucred>()).unwrap();
        assert!(
            bytes[odd + cmsghdr::len(3).unwrap()..odd + cmsghdr::space(3).unwrap()]
                .iter()
                .all(|&byte| byte == 0)
        );
    }

    #[test]
    fn any_alignment() {
        let mut buffer = [0; 65];
        let mut writer = ControlWriter::new(&mut buffer[1..]);
        assert!(writer.rights(&[9]));
        let bytes = writer.finish();
        assert_eq!(
            ControlMessages::new(bytes)
                .next()
                .unwrap()
                .rights()
                .unwrap()
                .next(),
            Some(9)
        );
    }

    #[test]
    fn room_is_checked() {
        for size in 0..64 {
            let mut buffer = [0xee; 64];
            let mut writer = ControlWriter::new(&mut buffer[..size]);
            // The padding of the last message may be missing.
            let fits = size >= cmsghdr::len(4).unwrap();
            assert_eq!(writer.rights(&[1]), fits, "{size}");
            assert!(!writer.push(ControlMessage {
                level: SOL(0),
                kind: 0,
                data: &[0; 64]
            }));
            let len = writer.finish().len();
            assert_eq!(
                len,
                if fits {
                    size.min(cmsghdr::space(4).unwrap())
                } else {
                    0
                }
            );
            assert!(buffer[len..].iter().all(|&byte| byte == 0xee), "{size}");
        }
        assert!(
            ControlWriter::new(&mut [])
                .reserve(SOL(0), 0, usize::MAX)
                .is_none()
        );
    }

    #[test]
    fn short_data_has_no_members() {
        let mut message = ControlMessage {
            level: SOL::SOCKET,
            kind: SCM::CREDENTIALS.0,
            data: &[0; 11],
        };
        assert!(message.credentials().is_none());
        message.kind = SCM::RIGHTS.0;
        assert_eq!(message.rights().unwrap().len(), 2);
    }

    #[test]
    fn contradictions_end_the_list() {
        let mut bytes = [0; 64];
        for len in [
            0,
            1,
            size_of::<cmsghdr>() - 1,
            65,
            usize::MAX,
            usize::MAX - 3,
        ] {
            bytes[..WORD].copy_from_slice(&len.to_ne_bytes());
            let mut messages = ControlMessages::new(&bytes);
            assert_eq!(messages.next(), None, "{len}");
            assert_eq!(messages.next(), None);
        }
        for len in size_of::<cmsghdr>()..=64 {
            bytes[..WORD].copy_from_slice(&len.to_ne_bytes());
            for size in 0..=64 {
                let count = ControlMessages::new(&bytes[..size]).count();
                assert_eq!(count, usize::from(len <= size), "{len} of {size}");
            }
        }
    }
}
