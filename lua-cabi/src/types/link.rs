//! Requests about interfaces, packets of tun devices, and entries of bridges. netdevice(7), linux/if_tun.h, linux/if_bridge.h

use crate::context::Cx;
use crate::convert::FromLua;
use crate::convert::flags::Flags;
use crate::convert::text::{Path, until_zero};
use crate::object::access::{get, set};
use crate::object::number::LinkIndex;
use crate::object::place::Instance;
use crate::object::system::{Linux, id_of};
use crate::object::{Meta, Rare, Shape, Type, make};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::native::IFREQ;
use syscall_types::native::{
    fdb_entry, if_settings, ifmap, ifreq, ifreq_name, ifreq_value, sockaddr, tun_filter, tun_pi,
};

/// The name of an interface, with the zero behind it.
struct InterfaceName;

impl FromLua for InterfaceName {
    type Value<'a> = [u8; 16];
    const EXPECTED: &'static str = "name of an interface";
    const LUA: &'static str = "string";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<[u8; 16], Raise> {
        let text = Path::from_lua(cx, index)?.to_bytes();
        let mut name = [0; 16];
        match name.get_mut(..text.len()).filter(|_| text.len() < 16) {
            Some(part) => part.copy_from_slice(text),
            None => {
                return Err(Raise::invalid(
                    "the name of an interface has at most 15 bytes",
                ));
            }
        }
        Ok(name)
    }
}

/// The addresses that an answer has, which are all the same memory: the object of one.
fn address(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    if !ADDRESSES.iter().any(|one| one.0.as_bytes() == name) {
        return Ok(None);
    }
    let part = this.place(cx)?;
    let part = part.part(offset_of!(ifreq, ifr_ifru), size_of::<sockaddr>());
    let Some(part) = part.map(|part| part.span()) else {
        return Ok(None);
    };
    let meta = Meta::new(const { id_of::<Linux>("sockaddr") }, Shape::StructView);
    make::push_view(cx, this.index, meta, part);
    Ok(Some(1))
}

/// What [`address`] answers.
const ADDRESSES: &[(&str, &str)] = &[
    ("addr", "The address."),
    ("dstaddr", "The address at the other end."),
    ("broadaddr", "The broadcast address."),
    ("netmask", "The network mask."),
    ("hwaddr", "The hardware address."),
];

/// `request.name`.
fn name(cx: &mut Cx, this: Instance, member: &[u8]) -> Result<Option<c_int>, Raise> {
    if member != b"name" {
        return address(cx, this, member);
    }
    let request = this.read::<ifreq>(cx)?;
    // SAFETY: bytes, whichever member was written.
    let name = unsafe { request.ifr_ifrn.ifrn_name };
    cx.push_bytes(until_zero(&name));
    Ok(Some(1))
}

fn flags(request: &ifreq) -> u16 {
    // SAFETY: a number, whichever member was written.
    unsafe { request.ifr_ifru.ifru_flags as u16 }
}

fn value(request: &ifreq) -> i32 {
    // SAFETY: a number, whichever member was written.
    unsafe { request.ifr_ifru.ifru_ivalue }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[
            set::<ifreq, InterfaceName>("name", "The interface.", |request, name| {
                request.ifr_ifrn.ifrn_name = name
            }),
            get("flags", "The flags, as bits of `c.IFREQ`.", flags).set::<ifreq, Flags<IFREQ>>(
                |request, flags| request.ifr_ifru.ifru_flags = flags.bits() as i16,
            ),
            get(
                "ivalue",
                "A number: the interface's, the length of its queue...",
                value,
            )
            .set::<ifreq, LinkIndex>(|request, value| request.ifr_ifru.ifru_ivalue = value),
        ],
        rare: &Rare {
            names: &[
                ADDRESSES[0],
                ADDRESSES[1],
                ADDRESSES[2],
                ADDRESSES[3],
                ADDRESSES[4],
            ],
            missing: Some(name),
            ..Rare::NONE
        },
        ..Type::of::<ifreq>("A request about an interface, or the answer. netdevice(7)")
    },
    Type::plain::<ifreq_name>("The name in a `t.ifreq`. netdevice(7)"),
    Type::plain::<ifreq_value>("What a `t.ifreq` asks or tells. netdevice(7)"),
    Type::plain::<ifmap>("Where an interface's hardware is. netdevice(7)"),
    Type::plain::<if_settings>("Settings of a wide area network's line. linux/if.h"),
    Type::plain::<tun_pi>(
        "The head of a packet of a tun device; `proto` is in network order. linux/if_tun.h",
    ),
    Type::plain::<tun_filter>(
        "The head of a list of Ethernet addresses that a tap device receives. linux/if_tun.h",
    ),
    Type::plain::<fdb_entry>("An entry of a bridge's forwarding table. linux/if_bridge.h"),
];
