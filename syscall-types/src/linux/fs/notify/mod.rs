//! Watching files: the events that inotify(7) and fanotify(7) descriptors give, and walks over them (linux/inotify.h,
//! linux/fanotify.h).

use core::ffi::CStr;

use syscall_consts::linux::IN;

use crate::declare::structs;
use crate::linux::{file_handle, fsid};
use crate::reflect::{Char, Plain};

structs! {
    /// The head of an inotify event (linux/inotify.h). The name follows.
    struct inotify_event: "struct inotify_event" {
        /// The watch.
        wd: i32,
        /// What happened (`IN_*`).
        mask: u32,
        /// What the two events of a rename share.
        cookie: u32,
        /// Bytes of the name, with the zeros after it.
        len: u32,
        /// The name, up to a zero.
        name: [u8; 0] as [Char; 0],
    }

    /// The head of a fanotify event (linux/fanotify.h). Records of further information may follow.
    #[repr(align(8))]
    struct fanotify_event_metadata: "struct fanotify_event_metadata" {
        /// Bytes of the event.
        event_len: u32,
        /// `FANOTIFY_METADATA_VERSION`.
        vers: u8,
        /// Unused.
        reserved: u8,
        /// Bytes of this head.
        metadata_len: u16,
        /// What happened (`FAN_*`).
        mask: u64,
        /// The file's descriptor, or `FAN_NOFD`.
        fd: i32,
        /// The process, or its descriptor, or its thread.
        pid: i32,
    }

    /// The head of a record in a fanotify event (linux/fanotify.h).
    struct fanotify_event_info_header: "struct fanotify_event_info_header" {
        /// `FAN_EVENT_INFO_TYPE_*`.
        info_type: u8,
        /// Unused.
        pad: u8,
        /// Bytes of the record.
        len: u16,
    }

    /// A record that names a file (linux/fanotify.h): a `file_handle` follows, and with some types a name.
    struct fanotify_event_info_fid: "struct fanotify_event_info_fid" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The file system.
        fsid: fsid,
        /// The handle.
        handle: [u8; 0],
    }

    /// A record about an error of the file system (linux/fanotify.h).
    struct fanotify_event_info_error: "struct fanotify_event_info_error" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The error number.
        error: i32,
        /// How many there were.
        error_count: u32,
    }

    /// A record with the descriptor of the process (linux/fanotify.h).
    struct fanotify_event_info_pidfd: "struct fanotify_event_info_pidfd" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The descriptor, or `FAN_NOPIDFD` or `FAN_EPIDFD`.
        pidfd: i32,
    }

    /// A record with the range of a file that is about to be accessed (linux/fanotify.h).
    struct fanotify_event_info_range: "struct fanotify_event_info_range" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// Unused.
        pad: u32,
        /// The range's start in bytes.
        offset: u64,
        /// Its length in bytes.
        count: u64,
    }

    /// A record about a mount (linux/fanotify.h).
    struct fanotify_event_info_mnt: "struct fanotify_event_info_mnt" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The mount's number.
        mnt_id: u64,
    }

    /// The head of a record in an answer (linux/fanotify.h).
    struct fanotify_response_info_header: "struct fanotify_response_info_header" {
        /// `FAN_RESPONSE_INFO_*`.
        r#type: u8,
        /// Unused.
        pad: u8,
        /// Bytes of the record.
        len: u16,
    }

    /// A record for the audit log in an answer (linux/fanotify.h).
    struct fanotify_response_info_audit_rule: "struct fanotify_response_info_audit_rule" {
        /// The head.
        hdr: fanotify_response_info_header,
        /// The number of the rule that decided.
        rule_number: u32,
        /// Whether the process is trusted: 0 no, 1 yes, 2 unknown.
        subj_trust: u32,
        /// Whether the file is trusted: 0 no, 1 yes, 2 unknown.
        obj_trust: u32,
    }

    /// An answer to a fanotify event that asks for permission (linux/fanotify.h).
    struct fanotify_response: "struct fanotify_response" {
        /// The event's descriptor.
        fd: i32,
        /// `FAN_ALLOW` or `FAN_DENY`.
        response: u32,
    }
}

const _: () =
    assert!(size_of::<inotify_event>() == 16 && size_of::<fanotify_event_metadata>() == 24);

/// An event of inotify.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct InotifyEvent<'a> {
    /// The watch; -1 when events were lost.
    pub wd: i32,
    /// What happened.
    pub mask: IN,
    /// What the two events of a rename share.
    pub cookie: u32,
    /// The name in the directory that is watched.
    pub name: Option<&'a CStr>,
}

/// The events in a buffer that was read from an inotify descriptor. Ends before an event that is longer than the rest of the
/// buffer, or whose name does not end.
#[derive(Clone, Debug)]
pub struct InotifyEvents<'a> {
    rest: &'a [u8],
}

impl<'a> InotifyEvents<'a> {
    /// The events in `events`: the part of the buffer that was read.
    pub const fn new(events: &'a [u8]) -> Self {
        InotifyEvents { rest: events }
    }
}

impl<'a> Iterator for InotifyEvents<'a> {
    type Item = InotifyEvent<'a>;

    fn next(&mut self) -> Option<InotifyEvent<'a>> {
        let rest = core::mem::take(&mut self.rest);
        let head = inotify_event::from_bytes(rest)?;
        let (_, rest) = rest.split_at_checked(size_of::<inotify_event>())?;
        let (name, rest) = rest.split_at_checked(head.len.try_into().ok()?)?;
        let name = if name.is_empty() {
            None
        } else {
            Some(CStr::from_bytes_until_nul(name).ok()?)
        };
        self.rest = rest;
        Some(InotifyEvent {
            wd: head.wd,
            mask: IN::from_bits_retain(head.mask),
            cookie: head.cookie,
            name,
        })
    }
}

impl core::iter::FusedIterator for InotifyEvents<'_> {}

/// An event of fanotify.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FanotifyEvent<'a> {
    /// The version of the form (`FANOTIFY_METADATA_VERSION`): 3.
    pub vers: u8,
    /// What happened (`FAN_*`).
    pub mask: u64,
    /// The file's descriptor, which the reader has to close; negative for none.
    pub fd: i32,
    /// The process, or its descriptor, or its thread.
    pub pid: i32,
    /// The records that follow, for [`FanotifyRecords`].
    pub records: &'a [u8],
}

/// The events in a buffer that was read from a fanotify descriptor. Ends before an event that is longer than the rest of the
/// buffer or shorter than its own head.
#[derive(Clone, Debug)]
pub struct FanotifyEvents<'a> {
    rest: &'a [u8],
}

impl<'a> FanotifyEvents<'a> {
    /// The events in `events`: the part of the buffer that was read.
    pub const fn new(events: &'a [u8]) -> Self {
        FanotifyEvents { rest: events }
    }
}

impl<'a> Iterator for FanotifyEvents<'a> {
    type Item = FanotifyEvent<'a>;

    fn next(&mut self) -> Option<FanotifyEvent<'a>> {
        let rest = core::mem::take(&mut self.rest);
        let head = fanotify_event_metadata::from_bytes(rest)?;
        let (event, rest) = rest.split_at_checked(head.event_len.try_into().ok()?)?;
        let metadata_len = usize::from(head.metadata_len);
        if metadata_len < size_of::<fanotify_event_metadata>() {
            return None;
        }
        let records = event.get(metadata_len..)?;
        self.rest = rest;
        Some(FanotifyEvent {
            vers: head.vers,
            mask: head.mask,
            fd: head.fd,
            pid: head.pid,
            records,
        })
    }
}

impl core::iter::FusedIterator for FanotifyEvents<'_> {}

/// A record of a fanotify event.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FanotifyRecord<'a> {
    /// `FAN_EVENT_INFO_TYPE_*`.
    pub info_type: u8,
    /// What follows the head.
    pub data: &'a [u8],
}

/// A file, as a fanotify record names it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FanotifyFile<'a> {
    /// The file system.
    pub fsid: [i32; 2],
    /// The type of the handle, for open_by_handle_at(2).
    pub handle_type: i32,
    /// The handle.
    pub handle: &'a [u8],
    /// The name in the directory that the handle stands for, in records of the types with a name.
    pub name: Option<&'a CStr>,
}

impl<'a> FanotifyRecord<'a> {
    /// The file; for the types `FID`, `DFID`, `DFID_NAME`, `OLD_DFID_NAME` and `NEW_DFID_NAME`. Nothing when lengths
    /// contradict each other.
    pub fn file(&self) -> Option<FanotifyFile<'a>> {
        let fsid = fsid::from_bytes(self.data)?.val;
        let (_, handle) = self.data.split_at_checked(size_of::<fsid>())?;
        let head = file_handle::from_bytes(handle)?;
        let (_, rest) = handle.split_at_checked(size_of::<file_handle>())?;
        let (handle, name) = rest.split_at_checked(head.handle_bytes.try_into().ok()?)?;
        // Elsewhere only padding follows, and an empty name is none.
        let name = CStr::from_bytes_until_nul(name)
            .ok()
            .filter(|name| !name.is_empty());
        Some(FanotifyFile {
            fsid,
            handle_type: head.handle_type,
            handle,
            name,
        })
    }
}

/// The records of a fanotify event. Ends before a record that is longer than the rest or shorter than its own head.
#[derive(Clone, Debug)]
pub struct FanotifyRecords<'a> {
    rest: &'a [u8],
}

impl<'a> FanotifyRecords<'a> {
    /// The records in [`FanotifyEvent::records`].
    pub const fn new(records: &'a [u8]) -> Self {
        FanotifyRecords { rest: records }
    }
}

impl<'a> Iterator for FanotifyRecords<'a> {
    type Item = FanotifyRecord<'a>;

    fn next(&mut self) -> Option<FanotifyRecord<'a>> {
        let rest = core::mem::take(&mut self.rest);
        let head = fanotify_event_info_header::from_bytes(rest)?;
        let (record, rest) = rest.split_at_checked(head.len.into())?;
        let data = record.get(size_of::<fanotify_event_info_header>()..)?;
        self.rest = rest;
        Some(FanotifyRecord {
            info_type: head.info_type,
            data,
        })
    }
}

impl core::iter::FusedIterator for FanotifyRecords<'_> {}

#[cfg(test)]
mod tests;
