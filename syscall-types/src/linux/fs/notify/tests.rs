extern crate std;
use std::vec::Vec;

use super::*;

fn inotify(len: u32, name: &[u8]) -> Vec<u8> {
    let head = [7, 0x100, 9, len].map(u32::to_ne_bytes);
    [head.as_flattened(), name].concat()
}

fn fanotify(event_len: u32, metadata_len: u16, rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(event_len.to_ne_bytes());
    bytes.extend([3, 0]);
    bytes.extend(metadata_len.to_ne_bytes());
    bytes.extend(0x10_u64.to_ne_bytes());
    bytes.extend((-1_i32).to_ne_bytes());
    bytes.extend(42_i32.to_ne_bytes());
    bytes.extend(rest);
    bytes
}

fn file(len: u16, handle_bytes: u32, rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::from([2, 0]);
    bytes.extend(len.to_ne_bytes());
    bytes.extend(
        [11_u32, 12, handle_bytes, 0x81]
            .map(u32::to_ne_bytes)
            .as_flattened(),
    );
    bytes.extend(rest);
    bytes
}

#[test]
fn inotify_events() {
    let mut bytes = inotify(0, b"");
    bytes.extend(inotify(4, b"abc\0"));
    bytes.extend(inotify(8, b"a\0\0\0\0\0\0\0"));
    let events: Vec<_> = InotifyEvents::new(&bytes).collect();
    assert_eq!(events.len(), 3);
    assert_eq!(
        events[0],
        InotifyEvent {
            wd: 7,
            mask: IN::CREATE,
            cookie: 9,
            name: None
        }
    );
    assert_eq!(events[1].name, Some(c"abc"));
    assert_eq!(events[2].name, Some(c"a"));
    for len in 0..bytes.len() {
        let whole = [16, 36, 60].iter().filter(|&&end| end <= len).count();
        assert_eq!(InotifyEvents::new(&bytes[..len]).count(), whole);
    }
}

#[test]
fn inotify_contradictions() {
    for bytes in [
        inotify(4, b"abcd"),
        inotify(5, b"abc\0"),
        inotify(u32::MAX, b"abc\0"),
    ] {
        let mut events = InotifyEvents::new(&bytes);
        assert_eq!(events.next(), None, "{bytes:?}");
        assert_eq!(events.next(), None);
    }
}

#[test]
fn fanotify_events() {
    let mut records = file(28, 4, b"HNDLfn\0\0");
    records.extend(file(24, 4, b"hndl"));
    let mut bytes = fanotify(24 + records.len() as u32, 24, &records);
    bytes.extend(fanotify(24, 24, b""));
    let events: Vec<_> = FanotifyEvents::new(&bytes).collect();
    assert_eq!(events.len(), 2);
    assert_eq!(
        (events[0].vers, events[0].mask, events[0].fd, events[0].pid),
        (3, 0x10, -1, 42)
    );
    assert!(events[1].records.is_empty());
    let records: Vec<_> = FanotifyRecords::new(events[0].records).collect();
    assert_eq!((records.len(), records[0].info_type), (2, 2));
    let named = records[0].file().unwrap();
    assert_eq!(
        (named.fsid, named.handle_type, named.handle, named.name),
        ([11, 12], 0x81, &b"HNDL"[..], Some(c"fn"))
    );
    assert_eq!(records[1].file().unwrap().name, None);
}

#[test]
fn fanotify_contradictions() {
    for bytes in [
        fanotify(0, 24, b""),  // would never end
        fanotify(23, 24, b""), // shorter than its head
        fanotify(25, 24, b""), // longer than the buffer
        fanotify(u32::MAX, 24, b""),
        fanotify(24, 25, b""), // a head longer than the event
        fanotify(24, 0, b""),  // a head shorter than itself
    ] {
        let mut events = FanotifyEvents::new(&bytes);
        assert_eq!(events.next(), None, "{bytes:?}");
        assert_eq!(events.next(), None);
    }
    for len in [0, 1, 3, 25, u16::MAX] {
        assert_eq!(
            FanotifyRecords::new(&file(len, 4, b"hndl")).next(),
            None,
            "{len}"
        );
    }
    for handle_bytes in [5, u32::MAX] {
        let bytes = file(24, handle_bytes, b"hndl");
        assert_eq!(FanotifyRecords::new(&bytes).next().unwrap().file(), None);
    }
    for len in 4..20 {
        assert_eq!(
            FanotifyRecords::new(&file(len, 0, b""))
                .next()
                .unwrap()
                .file(),
            None,
            "{len}"
        );
    }
}
