//! Hostile bytes: whatever is received, reading it ends, with values or with an error.
#![cfg(target_endian = "little")] // the captured messages are

use std::net::IpAddr;

use syscall_consts::linux::{AF, NLM_F, NLMSG, RTM};
use syscall_netlink::{
    Address, Attributes, Control, Described, Header, Link, Message, Messages, Neighbour,
    NewMetrics, NewNeighbour, NewRoute, Route, Table,
};

/// What a kernel sent once, and what it would send of a route and a neighbour.
fn captured() -> Vec<&'static [u8]> {
    let route = NewRoute {
        family: AF::INET,
        dst: Some(IpAddr::from([192, 0, 2, 0])),
        oif: Some(1),
        metrics: Some(NewMetrics {
            mtu: Some(1500),
            cc_algo: Some(c"cubic"),
            ..NewMetrics::default()
        }),
        multipath: Some(&[1, 2, 3]),
        ..NewRoute::default()
    };
    let neighbour = NewNeighbour {
        family: AF::INET6,
        dst: Some(IpAddr::from([0xfd00, 0, 0, 0, 0, 0, 0, 1])),
        lladdr: Some(&[2, 0, 0, 0, 0, 1]),
        ..NewNeighbour::default()
    };
    let (mut one, mut other) = ([0; 256], [0; 256]);
    let route = route.request(&mut one, RTM::NEWROUTE.0, NLM_F::empty());
    let neighbour = neighbour.request(&mut other, RTM::NEWNEIGH.0, NLM_F::empty());
    [
        &include_bytes!("captured/link.bin")[..],
        include_bytes!("captured/addresses.bin"),
        include_bytes!("captured/done.bin"),
        include_bytes!("captured/refusal.bin"),
        route.unwrap().bytes(),
        neighbour.unwrap().bytes(),
    ]
    .map(|bytes| &*bytes.to_vec().leak())
    .to_vec()
}

/// Reads everything that can be read, attributes as every type and as nests; counts what it saw.
fn read_all(datagram: &[u8]) -> usize {
    read(datagram, false)
}

/// As `read_all`, and with `members` every member by its name too, which takes long.
fn read(datagram: &[u8], members: bool) -> usize {
    let mut seen = 0;
    for message in Messages::new(datagram) {
        let Ok(message) = message else { break };
        seen += 1;
        if let Ok(Some(Control::Error(status) | Control::Done(status))) = message.control() {
            seen += usize::from(status.message().is_some());
            seen += usize::from(status.offset().is_some());
            seen += walk(status.attributes(), 0);
        }
        if members {
            by_name(message, Link::TABLE, Link::parse(message).is_ok());
            by_name(message, Address::TABLE, Address::parse(message).is_ok());
            by_name(message, Route::TABLE, Route::parse(message).is_ok());
            by_name(message, Neighbour::TABLE, Neighbour::parse(message).is_ok());
        }
        if let Ok(link) = Link::lazy(message)
            && members
        {
            // Where both have something to say they say the same, in Debug too.
            if let Ok(whole) = Link::parse(message) {
                assert_eq!((link.mtu(), link.name()), (whole.mtu(), whole.name()));
                assert_eq!((link.kind(), link.index()), (whole.kind(), whole.index()));
            }
            assert!(format!("{link:?}").starts_with("Link { family"));
        }
        if let Ok(link) = Link::parse(message) {
            assert!(
                link.name()
                    .is_none_or(|name| name.count_bytes() < message.payload().len())
            );
            seen += link.data().map_or(0, |data| walk(data, 0));
            seen += link
                .stats64()
                .map_or(0, |stats| usize::from(stats.rx_bytes == 0));
            seen += link
                .stats()
                .map_or(0, |stats| usize::from(stats.rx_bytes == 0));
            seen += walk(link.attributes(), 0);
        }
        if let Ok(route) = Route::parse(message) {
            seen += usize::from(
                route
                    .metrics()
                    .is_some_and(|metrics| metrics.mtu().is_some()),
            );
            seen += walk(route.attributes(), 0);
        }
        if let Ok(neighbour) = Neighbour::parse(message) {
            seen += usize::from(neighbour.dst().is_some());
            seen += walk(neighbour.attributes(), 0);
        }
        if let Ok(address) = Address::parse(message) {
            seen += usize::from(address.address().is_some());
            seen += usize::from(address.cacheinfo().is_some());
            seen += walk(address.attributes(), 0);
        }
    }
    // No message is shorter than 16 bytes and no attribute than 4, at each of the depths.
    assert!(
        seen <= 8 + datagram.len() * 4,
        "{seen} of {} bytes",
        datagram.len()
    );
    seen
}

/// Reads every member of a table; how many are there. None is refused when the whole is not.
fn by_name(message: Message<'_>, table: &'static Table, whole: bool) -> usize {
    let mut there = 0;
    for (name, _) in table.members() {
        match table.member(name.as_bytes()).unwrap().read(message) {
            Ok(Some(value)) => {
                there += 1;
                assert!(value.elements().count() <= message.payload().len());
            }
            Ok(None) => {}
            Err(error) => {
                assert!(!whole, "{name}: {error}");
                // Somewhere in the message; the datagram is longer by at most the largest of the captured ones.
                assert!(error.offset < 1 << 20);
            }
        }
    }
    there
}

fn walk(attributes: Attributes<'_>, depth: u32) -> usize {
    let mut seen = 0;
    for attribute in attributes {
        let Ok(attribute) = attribute else { break };
        seen += 1;
        seen += usize::from(attribute.u32().is_ok());
        if attribute.str().is_ok_and(|text| !text.is_empty()) && attribute.c_str().is_ok() {
            assert!(attribute.bytes().contains(&0));
        }
        if depth < 4 && attribute.bytes().len() >= 4 {
            seen += walk(attribute.nested(), depth + 1);
        }
    }
    seen
}

#[test]
fn the_captured_messages_are_read_whole() {
    for datagram in captured() {
        assert!(Messages::new(datagram).all(|message| message.is_ok()));
        assert!(read(datagram, true) > 0);
    }
    let link = Messages::new(captured()[0]).next().unwrap().unwrap();
    assert!(by_name(link, Link::TABLE, true) > 30);
    assert!(read_all(captured()[0]) > 60);
}

#[test]
fn every_truncation_is_an_error() {
    for datagram in captured() {
        let last = Messages::new(datagram).last().unwrap().unwrap();
        let (start, end) = (datagram.len() - 16 - last.payload().len(), datagram.len());
        for len in 0..end {
            read(&datagram[..len], true);
            let whole = Messages::new(&datagram[..len]).all(|message| message.is_ok());
            // Cut between messages, what is left is whole.
            assert_eq!(whole, len == 0 || len == start, "{len} of {end}");
        }
    }
}

/// The message is as long as its header says, but what is in it is cut short.
#[test]
fn every_truncation_within_a_message_is_an_error_or_between_attributes() {
    let datagram = captured()[0];
    let header = Header::from_bytes(datagram.first_chunk().unwrap());
    let payload = &datagram[16..];
    let mut cuts = vec![16];
    let mut at = 16;
    for attribute in Attributes::new(&payload[16..]) {
        at += (4 + attribute.unwrap().bytes().len()).next_multiple_of(4);
        cuts.push(at);
    }
    assert_eq!(at, payload.len());
    for len in 0..payload.len() {
        let header = Header {
            len: 16 + len as u32,
            ..header
        };
        let bytes = [&header.to_bytes()[..], &payload[..len]].concat();
        let message = Messages::new(&bytes).next().unwrap().unwrap();
        let whole = cuts.contains(&len);
        // An attribute whose padding alone is cut is whole.
        let unpadded = cuts.contains(&len.next_multiple_of(4));
        let read = Link::parse(message);
        assert!(
            if whole {
                read.is_ok()
            } else {
                read.is_err() || unpadded
            },
            "{len}"
        );
    }
}

#[test]
fn every_length_field_can_lie() {
    for datagram in captured() {
        for at in (0..datagram.len()).step_by(4) {
            let lies = [0, 1, 2, 3, 4, 5, 15, 16, 17, 0x7fff, 0xfffc, 0xfffd, 0xffff];
            for lie in lies {
                let mut bytes = datagram.to_vec();
                bytes[at..at + 2].copy_from_slice(&u16::to_ne_bytes(lie));
                read_all(&bytes);
                // The same in the upper half: lengths of messages have 32 bits.
                bytes[at + 2..at + 4].copy_from_slice(&u16::to_ne_bytes(lie));
                read_all(&bytes);
            }
        }
    }
}

/// xorshift64: the same bytes in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

#[test]
fn random_damage_is_survived() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut bytes = Vec::new();
    let mut survived = 0;
    let captured = captured();
    for round in 0..100_000 {
        // Mostly small messages, or the time goes into the long one.
        let datagram = captured[if round % 16 == 0 { 0 } else { 1 + round % 5 }];
        bytes.clear();
        bytes.extend_from_slice(datagram);
        for _ in 0..1 + random.below(8) {
            let at = random.below(bytes.len());
            match random.below(6) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = random.next() as u8,
                2 => bytes.truncate(at.max(1)),
                3 => {
                    let (from, len) = (random.below(bytes.len()), random.below(64));
                    let part: Vec<u8> = bytes[from..].iter().take(len).copied().collect();
                    bytes.splice(at..at, part);
                }
                4 => {
                    bytes.drain(at..(at + random.below(16)).min(bytes.len()));
                }
                _ => {
                    let even = at & !3;
                    let lie = (random.below(80) as u16).to_ne_bytes();
                    for (to, from) in bytes[even..].iter_mut().zip(lie) {
                        *to = from;
                    }
                }
            }
            if bytes.is_empty() {
                bytes.push(0);
            }
        }
        survived += usize::from(read(&bytes, round % 32 == 0) > 1);
    }
    // The damage is not so great that nothing would be left to read.
    assert!(survived > 10_000, "{survived}");
}

#[test]
fn random_bytes_are_survived() {
    let mut random = Random(1);
    for _ in 0..20_000 {
        let len = random.below(128);
        let mut bytes: Vec<u8> = (0..len).map(|_| random.next() as u8).collect();
        read_all(&bytes);
        walk(Attributes::new(&bytes), 0);
        // With a right header in front, the rest is looked at.
        let message_type = [16, 20, NLMSG::ERROR.0, NLMSG::DONE.0][random.below(4)];
        let flags = NLM_F::from_bits_retain(random.next() as u16);
        let header = Header {
            len: 16 + len as u32,
            message_type,
            flags,
            seq: 1,
            pid: 7,
        };
        bytes.splice(0..0, header.to_bytes());
        read_all(&bytes);
    }
}
