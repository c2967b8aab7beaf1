//! Heads of packets, with their checksums. linux/if_ether.h, linux/ip.h, linux/udp.h

use crate::object::access::get;
use crate::object::number::Port;
use crate::object::{Rare, Type, objects};
use syscall_types::native::{ethhdr, iphdr, udphdr};

objects! { Linux: iphdr udphdr }

/// The checksum of IPv4's head.
mod ip {
    use crate::convert::object::Changed;
    use crate::convert::result::Checked;
    use crate::convert::row::calls;
    use crate::object::place::Place;
    use syscall_types::native::iphdr;

    calls! { METHODS:
        /// Computes the checksum of the head without options, and stores it in `check`: its value there. ip(7)
        checksum(head: Changed<iphdr>) -> u16;
    }

    fn checksum(place: Place) -> Checked<u16> {
        let mut head = place.read::<iphdr>()?;
        head.check = head.checksum();
        place.write(head)?;
        Ok(Ok(head.check))
    }
}

/// That of UDP's.
mod udp {
    use crate::call::Outcome;
    use crate::context::Cx;
    use crate::convert::object::Init;
    use crate::convert::row::calls;
    use crate::convert::{Later, Push};
    use crate::object::place::{Place, readable, structure, writable};
    use crate::raise::Raise;
    use core::ffi::c_int;
    use syscall_types::native::{iphdr, udphdr};

    calls! { METHODS:
        /// Computes the checksum of a packet with this head, sent with that head of IPv4, and stores it in `check`: its value there. `body` is what follows, of which the head's length counts. udp(7)
        checksum(head: Later, ip: Init<iphdr>, body: Later) => ["integer"];
    }

    fn checksum(cx: &mut Cx, head: c_int, ip: iphdr, body: c_int) -> Outcome {
        fn own<'m>(cx: &'m Cx<'_>, head: c_int) -> Result<Place<'m>, Raise> {
            let found = structure::<udphdr>(cx, head).ok_or(Raise::expected("udphdr"));
            found.and_then(writable).map_err(|raise| raise.at(head))
        }
        let check = {
            let place = own(cx, head)?;
            let mut udp = place.read::<udphdr>().map_err(|raise| raise.at(head))?;
            let len = usize::from(u16::from_be(udp.len)).checked_sub(size_of::<udphdr>());
            let len =
                len.ok_or(Raise::invalid("the head's length is less than its own bytes").at(head))?;
            let body = match cx.is_nil(body) {
                true => Ok(&[][..]),
                false => bytes(cx, body),
            };
            let body = body.map_err(|raise| raise.at(3))?;
            let body = body
                .get(..len)
                .ok_or(Raise::invalid("the body is shorter than the head says").at(3))?;
            udp.check = udp.checksum(&ip, body);
            place.write(udp).map_err(|raise| raise.at(head))?;
            udp.check
        };
        check.push(cx);
        Ok(1)
    }

    /// What is to be looked at: a string, or memory whose touch does not fail.
    fn bytes<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m [u8], Raise> {
        let place = crate::object::place::buffer(cx, index);
        match place {
            Some(place) => place.look(),
            None => readable(cx, index).ok_or(Raise::expected("string or buffer")),
        }
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::plain::<ethhdr>(
        "The head of an Ethernet frame; `h_proto` is in network order. packet(7)",
    ),
    Type {
        positional: true,
        lenient: true,
        rare: &Rare {
            methods: &[ip::METHODS],
            ..Rare::NONE
        },
        ..Type::of::<iphdr>(
            "The head of an IPv4 packet; fields of more than a byte are in network order. ip(7)",
        )
    },
    Type {
        accessors: &[
            get(
                "src",
                "The sender's port, in host order.",
                |udp: &udphdr| u16::from_be(udp.source),
            )
            .set::<udphdr, Port>(|udp, port| udp.source = port.to_be()),
            get(
                "dst",
                "The receiver's port, in host order.",
                |udp: &udphdr| u16::from_be(udp.dest),
            )
            .set::<udphdr, Port>(|udp, port| udp.dest = port.to_be()),
            get(
                "length",
                "Bytes of head and body, in host order.",
                |udp: &udphdr| u16::from_be(udp.len),
            )
            .set::<udphdr, Port>(|udp, len| udp.len = len.to_be()),
        ],
        positional: true,
        lenient: true,
        rare: &Rare {
            methods: &[udp::METHODS],
            ..Rare::NONE
        },
        ..Type::of::<udphdr>("The head of a UDP packet; raw fields are in network order. udp(7)")
    },
];
