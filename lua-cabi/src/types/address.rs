//! Socket addresses and what they are made of.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::{FromLua, Push, optional};
use crate::object::access::{field, fixed, get, set};
use crate::object::number::{FlowInfo, HostOrder, Port, Prefix, ScopeId};
use crate::object::place::{Instance, Place, buffer, readable, structure};
use crate::object::system::{Linux, Universe};
use crate::object::{Arguments, Constructor, Object, Rare, Type, make, objects, shown};
use crate::raise::{Raise, Step};
use crate::types::unix::{Unix, address_un};
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::native::{AF, ETH_P, NETLINK, RTMGRP};
use syscall_types::native::{
    in_addr, in6_addr, macaddr, sockaddr, sockaddr_in, sockaddr_in6, sockaddr_ll, sockaddr_nl,
    sockaddr_storage,
};

objects! { Linux: in_addr in6_addr macaddr sockaddr sockaddr_in sockaddr_in6 sockaddr_ll sockaddr_nl sockaddr_storage }

shown! { in_addr in6_addr macaddr }

/// Pushes what a value displays as. May raise (memory).
pub fn push_display(cx: &mut Cx, value: impl core::fmt::Display) -> Outcome {
    /// Text on the stack; what does not fit is left out, but nothing here is longer.
    struct Text {
        bytes: [u8; 64],
        len: usize,
    }
    impl core::fmt::Write for Text {
        fn write_str(&mut self, text: &str) -> core::fmt::Result {
            let room = self
                .bytes
                .get_mut(self.len..self.len + text.len())
                .ok_or(core::fmt::Error)?;
            room.copy_from_slice(text.as_bytes());
            self.len += text.len();
            Ok(())
        }
    }
    let mut text = Text {
        bytes: [0; 64],
        len: 0,
    };
    let _ = core::fmt::write(&mut text, format_args!("{value}"));
    cx.push_bytes(text.bytes.get(..text.len).unwrap_or_default());
    Ok(1)
}

/// A type's text, as the value displays.
fn show<T: syscall_types::Plain + core::fmt::Display>(cx: &mut Cx, this: Instance) -> Outcome {
    let value = this.read::<T>(cx)?;
    push_display(cx, value)
}

/// An IPv4 address in its plain forms; not a table, which could hold itself.
struct PlainAddress;

impl FromLua for PlainAddress {
    type Value<'a> = in_addr;
    const EXPECTED: &'static str = "IPv4 address or number";
    const LUA: &'static str = "string|integer|in_addr";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<in_addr, Raise> {
        if cx.type_of(index) == LuaType::Table {
            return Err(Raise::expected(Self::EXPECTED));
        }
        Init::<in_addr>::from_lua(cx, index)
    }
}

/// `t.in_addr(v)`: text, a number in host order, or "any", "loopback", "broadcast".
fn construct_in_addr(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    if arguments.len() == 0 || cx.is_nil(first) {
        return Ok(());
    }
    let Some(text) = cx.to_bytes(first) else {
        if cx.type_of(first) == LuaType::Table {
            return make::assign_table(cx, in_addr::ID, place, first);
        }
        let host = HostOrder::from_lua(cx, first)?;
        return place.write(in_addr::from_host(host as u32));
    };
    let address = match text {
        b"any" => in_addr::ANY,
        b"loopback" => in_addr::LOOPBACK,
        b"broadcast" => in_addr::BROADCAST,
        text => in_addr::parse(text).ok_or_else(|| {
            Raise::about(
                cx,
                "'",
                text,
                "' is no IPv4 address: four numbers of 0 to 255 with dots",
            )
        })?,
    };
    place.write(address)
}

/// `t.in6_addr(v)`: text, or "any", "loopback".
fn construct_in6_addr(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    if arguments.len() == 0 || cx.is_nil(first) {
        return Ok(());
    }
    let Some(text) = cx.to_bytes(first) else {
        if cx.type_of(first) == LuaType::Table {
            return make::assign_table(cx, in6_addr::ID, place, first);
        }
        return Err(Raise::expected("IPv6 address"));
    };
    let address = match text {
        b"any" => in6_addr::ANY,
        b"loopback" => in6_addr::LOOPBACK,
        text => in6_addr::parse(text)
            .ok_or_else(|| Raise::about(cx, "'", text, "' is no IPv6 address"))?,
    };
    place.write(address)
}

/// `t.macaddr(text)`.
fn construct_macaddr(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    if arguments.len() == 0 || cx.is_nil(first) {
        return Ok(());
    }
    let text = cx
        .to_bytes(first)
        .ok_or(Raise::expected("Ethernet address"))?;
    place.write(macaddr::parse(text).ok_or_else(|| {
        Raise::about(
            cx,
            "'",
            text,
            "' is no Ethernet address: six bytes in hex with colons",
        )
    })?)
}

/// An `in_addr` receiver.
struct This;

impl FromLua for This {
    type Value<'a> = in_addr;
    const EXPECTED: &'static str = "in_addr";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<in_addr, Raise> {
        structure::<in_addr>(cx, index)
            .ok_or(Raise::expected("in_addr"))
            .and_then(Place::read)
    }
}

calls! { METHODS:
    /// The network of an address with a prefix of `bits`: `{address=, netmask=, broadcast=}`, where `netmask` has the bits outside the prefix.
    get_mask_bcast(addr: This, bits: Prefix) -> Network;
}

/// The addresses that belong to a network, by their names.
struct Network([(&'static str, in_addr); 3]);

impl Push for Network {
    const LUA: &'static str = "table";

    fn push(self, cx: &mut Cx) {
        cx.push_table(0, 3);
        for (name, address) in self.0 {
            address.push(cx);
            cx.raw_set_field(-2, name);
        }
    }
}

fn get_mask_bcast(address: in_addr, bits: u32) -> Checked<Network> {
    let netmask =
        in_addr::host_mask(bits).ok_or(Raise::invalid("a prefix has at most 32 bits").at(2))?;
    let broadcast = in_addr {
        s_addr: address.s_addr | netmask.s_addr,
    };
    Ok(Ok(Network([
        ("address", address),
        ("netmask", netmask),
        ("broadcast", broadcast),
    ])))
}

/// `t.sockaddr_in(port, addr)` and its like: positions, or a table of names. Sets the family in both forms.
fn construct_inet<A: Object>(
    cx: &mut Cx,
    arguments: Arguments,
    place: Place,
    id: usize,
    family: AF,
    fields: [usize; 2],
) -> Result<(), Raise> {
    if arguments.len() == 0 {
        return Ok(());
    }
    place.write(family.0)?;
    let first = arguments.first;
    if cx.type_of(first) == LuaType::Table {
        return make::assign_table(cx, id, place, first);
    }
    if let Some(port) = optional::<Port>(cx, first)?
        && let Some(part) = place.part(fields[0], 2)
    {
        part.write(port.to_be())?;
    }
    if arguments.len() > 1
        && !cx.is_nil(first + 1)
        && let Some(part) = place.part(fields[1], size_of::<A>())
    {
        part.write(Init::<A>::from_lua(cx, first + 1).map_err(|raise| raise.at(2))?)?;
    }
    Ok(())
}

fn construct_sockaddr_in(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let fields = [
        offset_of!(sockaddr_in, sin_port),
        offset_of!(sockaddr_in, sin_addr),
    ];
    construct_inet::<in_addr>(cx, arguments, place, sockaddr_in::ID, AF::INET, fields)
}

fn construct_sockaddr_in6(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let fields = [
        offset_of!(sockaddr_in6, sin6_port),
        offset_of!(sockaddr_in6, sin6_addr),
    ];
    construct_inet::<in6_addr>(cx, arguments, place, sockaddr_in6::ID, AF::INET6, fields)?;
    let mut address = place.read::<sockaddr_in6>()?;
    if cx.type_of(arguments.first) != LuaType::Table {
        let part =
            |cx: &mut Cx, position: c_int, number: fn(&mut Cx, c_int) -> Result<u32, Raise>| {
                let index = arguments.first + position;
                let given = index < arguments.end && !cx.is_nil(index);
                if !given {
                    return Ok(0);
                }
                number(cx, index).map_err(|raise| raise.at(position + 1))
            };
        address.sin6_flowinfo = part(cx, 2, FlowInfo::from_lua)?;
        address.sin6_scope_id = part(cx, 3, ScopeId::from_lua)?;
    }
    place.write(address)
}

/// The family at the start of any address.
pub fn family(place: Place) -> Result<AF, Raise> {
    Ok(AF(place.read::<u16>()?))
}

/// The type of a family's addresses.
fn type_of_family(place: Place) -> Result<Option<usize>, Raise> {
    Ok(match family(place)? {
        AF::INET => Some(sockaddr_in::ID),
        AF::INET6 => Some(sockaddr_in6::ID),
        AF::UNIX => Some(Unix::ID),
        AF::NETLINK => Some(sockaddr_nl::ID),
        AF::PACKET => Some(sockaddr_ll::ID),
        _ => None,
    })
}

/// `t.sockaddr_nl(pid, groups, type)`, or a table of names.
fn construct_netlink(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    place.write(AF::NETLINK.0)?;
    let first = arguments.first;
    if arguments.len() > 0 && cx.type_of(first) == LuaType::Table {
        return make::assign_table(cx, sockaddr_nl::ID, place, first);
    }
    make::assign_values(
        cx,
        arguments,
        place,
        sockaddr_nl::ID,
        &["pid", "groups", "type"],
    )
}

/// `t.sockaddr_ll{protocol = ..., ifindex = ...}`.
fn construct_packet(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    place.write(AF::PACKET.0)?;
    match cx.type_of(arguments.first) {
        _ if arguments.len() == 0 || cx.is_nil(arguments.first) => Ok(()),
        LuaType::Table => make::assign_table(cx, sockaddr_ll::ID, place, arguments.first),
        _ => Err(Raise::expected("table")),
    }
}

/// A hardware address as it is given: an Ethernet address, or up to eight bytes.
struct HardwareAddress;

impl FromLua for HardwareAddress {
    type Value<'a> = ([u8; 8], u8);
    const EXPECTED: &'static str = "macaddr or string of up to 8 bytes";
    const LUA: &'static str = "macaddr|string";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<([u8; 8], u8), Raise> {
        let (mut room, len) = ([0; 8], |bytes: &[u8]| bytes.len() as u8);
        if let Some(mac) = structure::<macaddr>(cx, index) {
            let mac = mac.read::<macaddr>()?.mac_addr;
            for (to, byte) in room.iter_mut().zip(mac) {
                *to = byte;
            }
            return Ok((room, len(&mac)));
        }
        let bytes = readable(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        let part = room.get_mut(..bytes.len());
        let part = part.ok_or(Raise::invalid("a hardware address has at most 8 bytes"))?;
        // Memory whose touch may fail is copied by the kernel.
        match buffer(cx, index) {
            Some(place) => place.take(part)?,
            None => part.copy_from_slice(bytes),
        }
        Ok((room, len(bytes)))
    }
}

/// A hardware address as it shows: one of Ethernet as an object, any other as its bytes.
struct ShownHardware(sockaddr_ll);

impl Push for ShownHardware {
    const LUA: &'static str = "macaddr|string";

    fn push(self, cx: &mut Cx) {
        match self.0.mac() {
            Some(mac) => mac.push(cx),
            None => self.0.hardware().push(cx),
        }
    }
}

/// `t.sockaddr_storage{family = ..., ...}`: the family first, since it decides what the other names mean.
fn construct_storage(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    match cx.type_of(first) {
        LuaType::Table => {
            cx.raw_get_field(first, "family");
            if !cx.is_nil(-1) {
                let value = cx.top();
                let family = Flags::<AF>::from_lua(cx, value);
                let family =
                    family.map_err(|raise| raise.within(cx, value, Step::Name(b"family")))?;
                place.write(family.0)?;
            }
            cx.pop(1);
            make::assign_table(cx, sockaddr_storage::ID, place, first)
        }
        _ if arguments.len() == 0 || cx.is_nil(first) => Ok(()),
        _ => match crate::object::place::place(cx, first) {
            Some((source, meta)) if is_address(meta.id()) => {
                // Of what the kernel told of a Unix socket only the address: its length is in it.
                let len = source.len().min(if meta.id() == address_un::ID {
                    size_of::<Unix>()
                } else {
                    place.len()
                });
                place.copy_from(source.part(0, len).unwrap_or(source))
            }
            _ => Err(Raise::expected("table or socket address")),
        },
    }
}

/// Whether a type is a socket address.
pub fn is_address(id: usize) -> bool {
    [
        sockaddr::ID,
        sockaddr_in::ID,
        sockaddr_in6::ID,
        sockaddr_nl::ID,
        sockaddr_ll::ID,
        sockaddr_storage::ID,
        Unix::ID,
        address_un::ID,
    ]
    .contains(&id)
}

fn storage_length(place: Place) -> Result<usize, Raise> {
    let ty = type_of_family(place)?.and_then(|id| Linux::LISTED.rows.get(id));
    ty.map_or(Ok(place.len()), |ty| {
        ty.length.map_or(Ok(ty.size()), |length| length(place))
    })
}

/// A port, in host order for Lua.
const fn port(be: u16) -> u16 {
    u16::from_be(be)
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[set::<in_addr, PlainAddress>(
            "addr",
            "The whole address.",
            |own, addr| *own = addr,
        )],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["address: string|integer", "members: table"],
                construct: construct_in_addr,
            }),
            methods: &[METHODS],
            text: Some(show::<in_addr>),
            equal: Some(|a, b| a.equal::<in_addr>(b)),
            ..Rare::NONE
        },
        ..Type::of::<in_addr>("An IPv4 address. ip(7)")
    },
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["address: string", "members: table"],
                construct: construct_in6_addr,
            }),
            text: Some(show::<in6_addr>),
            equal: Some(|a, b| a.equal::<in6_addr>(b)),
            ..Rare::NONE
        },
        ..Type::of::<in6_addr>("An IPv6 address. ipv6(7)")
    },
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["address: string"],
                construct: construct_macaddr,
            }),
            text: Some(show::<macaddr>),
            equal: Some(|a, b| a.equal::<macaddr>(b)),
            ..Rare::NONE
        },
        ..Type::of::<macaddr>("An Ethernet address")
    },
    Type {
        prefix: "sa_",
        accessors: &[field("family", "The address family.").named::<Flags<AF>>()],
        rare: &Rare {
            delegate: Some(type_of_family),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr>("The part that all socket addresses share. socket(7)")
    },
    Type {
        prefix: "sin_",
        accessors: &[
            field("family", "The address family.").named::<Flags<AF>>(),
            field("addr", "The address."),
            get("port", "The port, in host order.", |sa: &sockaddr_in| {
                port(sa.sin_port)
            })
            .set::<sockaddr_in, Port>(|sa, port| sa.sin_port = port.to_be()),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[
                    "port: integer, addr: in_addr|string|integer?",
                    "members: table",
                ],
                construct: construct_sockaddr_in,
            }),
            equal: Some(|a, b| a.equal::<sockaddr_in>(b)),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr_in>("An IPv4 address with a port. ip(7)")
    },
    Type {
        prefix: "sin6_",
        accessors: &[
            field("family", "The address family.").named::<Flags<AF>>(),
            field("addr", "The address."),
            field("flowinfo", "The flow label, in network order."),
            field(
                "scope_id",
                "The interface's index, for addresses of link scope.",
            ),
            get("port", "The port, in host order.", |sa: &sockaddr_in6| {
                port(sa.sin6_port)
            })
            .set::<sockaddr_in6, Port>(|sa, port| sa.sin6_port = port.to_be()),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[
                    "port: integer, addr: in6_addr|string?, flowinfo: integer?, scope_id: integer?",
                    "members: table",
                ],
                construct: construct_sockaddr_in6,
            }),
            equal: Some(|a, b| a.equal::<sockaddr_in6>(b)),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr_in6>("An IPv6 address with a port. ipv6(7)")
    },
    Type {
        prefix: "nl_",
        accessors: &[
            field("family", "The address family.").named::<Flags<AF>>(),
            field("pid", "The port; 0 is the kernel."),
            field("groups", "The multicast groups, a bit each.").named::<Flags<RTMGRP>>(),
            set::<sockaddr_nl, Flags<NETLINK>>(
                "type",
                "The protocol whose groups those are: the names are those of \"route\".",
                |_, _| {},
            ),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[
                    "pid: integer?, groups: string|integer?, type: string|integer?",
                    "members: table",
                ],
                construct: construct_netlink,
            }),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr_nl>("A netlink port. netlink(7)")
    },
    Type {
        prefix: "sll_",
        accessors: &[
            fixed("family", "The address family."),
            get(
                "protocol",
                "The protocol, in host order.",
                sockaddr_ll::protocol,
            )
            .set::<sockaddr_ll, Flags<ETH_P>>(|sa, protocol| sa.sll_protocol = protocol.0.to_be()),
            field("ifindex", "The interface; 0 for all."),
            field("hatype", "The kind of hardware address, of `c.ARPHRD`."),
            field("pkttype", "To whom the packet went, as a number."),
            field("halen", "Bytes of the hardware address."),
            get(
                "addr",
                "The hardware address, as `halen` says.",
                |sa: &sockaddr_ll| ShownHardware(*sa),
            )
            .set::<sockaddr_ll, HardwareAddress>(|sa, (addr, len)| {
                (sa.sll_addr, sa.sll_halen) = (addr, len);
            }),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["members: table"],
                construct: construct_packet,
            }),
            equal: Some(|a, b| a.same(b)),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr_ll>("An interface and a hardware address, for packets. packet(7)")
    },
    Type {
        prefix: "ss_",
        accessors: &[field("family", "The address family.").named::<Flags<AF>>()],
        rare: &Rare {
            delegate: Some(type_of_family),
            construct: Some(Constructor {
                forms: &[
                    "members: table",
                    "address: sockaddr_in|sockaddr_in6|sockaddr_un|sockaddr_nl|sockaddr_ll",
                ],
                construct: construct_storage,
            }),
            length: Some(storage_length),
            ..Rare::NONE
        },
        ..Type::of::<sockaddr_storage>(
            "An address of any family, with that family's members. socket(7)",
        )
    },
];
