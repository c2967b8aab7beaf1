//! Directories: the records that getdents(2) writes, and a walk over them (linux/dirent.h; written by the kernel's
//! fs/readdir.c).

use core::ffi::CStr;
use core::mem::offset_of;

use syscall_consts::linux::DT;

use crate::declare::structs;
use crate::reflect::{Char, Plain};

structs! {
    /// The fixed part of a record of getdents64(2) (linux/dirent.h). The name follows, up to a zero.
    struct dirent: "struct linux_dirent64" {
        /// The inode number.
        d_ino: u64,
        /// Where to seek for the record after this one.
        d_off: i64,
        /// Bytes of the whole record.
        d_reclen: u16,
        /// The file's type (`DT_*`).
        d_type: u8,
        /// The name, up to a zero.
        d_name: [u8; 0] as [Char; 0],
    }
}

const _: () = assert!(offset_of!(dirent, d_name) == 19);

/// A directory entry.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct DirEntry<'a> {
    /// The inode number.
    pub ino: u64,
    /// Where to seek for the entry after this one.
    pub off: i64,
    /// Bytes of the record.
    pub reclen: u16,
    /// The file's type; `DT::UNKNOWN` where the file system does not tell.
    pub kind: DT,
    /// The name.
    pub name: &'a CStr,
}

/// The entries in a buffer that getdents64(2) has filled.
///
/// Ends with the buffer, or before a record that contradicts itself: one that is longer than the rest of the buffer, or
/// too short for a name, or whose name does not end.
#[derive(Clone, Debug)]
pub struct Dirents<'a> {
    rest: &'a [u8],
}

impl<'a> Dirents<'a> {
    /// The entries in `records`: the part of the buffer that the call says it has written.
    pub const fn new(records: &'a [u8]) -> Self {
        Dirents { rest: records }
    }
}

impl<'a> Iterator for Dirents<'a> {
    type Item = DirEntry<'a>;

    fn next(&mut self) -> Option<DirEntry<'a>> {
        const NAME: usize = offset_of!(dirent, d_name);
        // The structure is larger than the part before the name, so a short last record would not hold it.
        let mut head = [0; size_of::<dirent>()];
        let rest = core::mem::take(&mut self.rest);
        head.get_mut(..NAME)?.copy_from_slice(rest.get(..NAME)?);
        let head = dirent::from_bytes(&head)?;

        let (record, rest) = rest.split_at_checked(head.d_reclen.into())?;
        let name = CStr::from_bytes_until_nul(record.get(NAME..)?).ok()?;
        self.rest = rest;
        Some(DirEntry {
            ino: head.d_ino,
            off: head.d_off,
            reclen: head.d_reclen,
            kind: DT(head.d_type),
            name,
        })
    }
}

impl core::iter::FusedIterator for Dirents<'_> {}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    fn record(reclen: u16, name: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(7_u64.to_ne_bytes());
        bytes.extend((-9_i64).to_ne_bytes());
        bytes.extend(reclen.to_ne_bytes());
        bytes.push(DT::DIR.0);
        bytes.extend(name);
        bytes
    }

    #[test]
    fn entries() {
        let mut bytes = record(24, b"a\0\0\0\0");
        bytes.extend(record(32, b"longer-name\0\0"));
        let entries: Vec<_> = Dirents::new(&bytes).collect();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            entries[0],
            DirEntry {
                ino: 7,
                off: -9,
                reclen: 24,
                kind: DT::DIR,
                name: c"a"
            }
        );
        assert_eq!(entries[1].name, c"longer-name");
    }

    #[test]
    fn any_alignment() {
        let mut bytes = std::vec![0xff];
        bytes.extend(record(21, b"x\0"));
        assert_eq!(
            Dirents::new(&bytes[1..]).next().map(|entry| entry.name),
            Some(c"x")
        );
    }

    #[test]
    fn contradictions_end_the_list() {
        for bytes in [
            record(0, b"a\0\0\0\0"),  // would never end
            record(18, b"a\0\0\0\0"), // ends before the name
            record(19, b"a\0\0\0\0"), // no room for a name
            record(25, b"a\0\0\0\0"), // longer than the buffer
            record(u16::MAX, b"a\0\0\0\0"),
            record(24, b"abcde"),    // no end of the name
            record(20, b"ab\0\0\0"), // the end of the name is in the next record
        ] {
            let mut entries = Dirents::new(&bytes);
            assert_eq!(entries.next(), None, "{bytes:?}");
            assert_eq!(entries.next(), None);
        }
    }

    #[test]
    fn every_prefix_of_a_buffer() {
        let mut bytes = record(24, b"a\0\0\0\0");
        bytes.extend(record(24, b"bc\0\0\0"));
        for len in 0..=bytes.len() {
            assert_eq!(Dirents::new(&bytes[..len]).count(), len / 24);
        }
    }

    #[test]
    fn noise_does_not_panic() {
        let mut state = 1_u32;
        let noise: Vec<u8> = core::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Zeros are frequent, so that lengths are often small and names often end.
            if state >> 30 == 0 {
                0
            } else {
                (state >> 16) as u8 & 0x1f
            }
        })
        .take(4096)
        .collect();
        for start in 0..noise.len() {
            assert!(Dirents::new(&noise[start..]).count() <= noise.len());
        }
    }
}
