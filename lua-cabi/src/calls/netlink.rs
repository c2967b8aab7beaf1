//! What `S.nl` is made of: dumps as tables of messages, and the members of a message. rtnetlink(7)
//!
//! These rows are not in `S`: `lua/nl.lua` gets them and gives its objects their form. A link or an address is a table that
//! holds the kernel's message; its members are read from the message when they are named, so that a dump of thousands
//! costs little more than receiving it.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Kept;
use crate::convert::descriptor;
use crate::convert::flags::Flags;
use crate::convert::result::fail;
use crate::convert::row::calls;
use crate::convert::text::{Path, Text};
use crate::convert::{Later, Push};
use crate::object::CHAR;
use crate::object::fd::{self, release};
use crate::object::make;
use crate::object::place::Place;
use crate::raise::Raise;
use core::ffi::{CStr, c_int};
use core::net::IpAddr;
use rustix::fd::BorrowedFd;
use syscall_consts::Errno;
use syscall_consts::native::{AF, IFLA, NETLINK, RTM, SOCK};
use syscall_netlink::{
    Address, Dump, Error, Link, Message, Messages, NoSpace, RECEIVE_BUFFER, RETRIES, Request,
    Socket, addresses_request, link_by_name, links_request,
};
use syscall_raw::native as sys;
use syscall_types::native::{ifaddrmsg, ifinfomsg, in_addr, in6_addr, macaddr};

calls! { CALLS:
    /// All links: an array, also by name, of tables with the metatable `meta` and the fields `message`, `index`, `name`; and the same by index.
    links(meta: Later) => "table, table";
    /// The link of a name, as `links` gives them.
    link(meta: Later, name: Path) => "table";
    /// The addresses of a family (0: all): an array of tables with the metatable `meta` and the fields `message`, `index`, `family`.
    addresses(meta: Later, family: Flags<AF>) => "table";
    /// A member of a link, nil when it has none of that name.
    link_member(message: Kept, name: Text) => "value";
    /// A member of an address, nil when it has none of that name.
    address_member(message: Kept, name: Text) => "value";
}

/// The error number that stands for what went wrong.
fn errno(error: Error) -> Errno {
    match error {
        Error::Refused(refusal) => refusal.errno(),
        Error::Socket(errno) => errno,
        Error::Lost => Errno::ENOBUFS,
        Error::Truncated { .. } | Error::NoSpace => Errno::EMSGSIZE,
        Error::Interrupted => Errno::EINTR,
        _ => Errno::EBADMSG,
    }
}

/// A route socket in an `fd` object on the stack, and room to receive.
struct Route<'a> {
    socket: Socket<BorrowedFd<'a>>,
    owner: *mut fd::fd,
    buffer: &'a mut [u8],
}

/// Opens a route socket. The objects are on the stack before the socket exists, so whatever raises later, it is closed.
fn open<'a>(cx: &mut Cx<'a>) -> Result<Result<Route<'a>, Errno>, Raise> {
    let room = make::push_array(cx, CHAR, RECEIVE_BUFFER)?;
    let owner = descriptor::reserve(cx);
    let new = match sys::socket(AF::NETLINK, SOCK::RAW | SOCK::CLOEXEC, NETLINK::ROUTE) {
        Ok(new) => new,
        Err(errno) => return Ok(Err(errno)),
    };
    // SAFETY: the object was reserved in this call and is on the stack, so it lives and keeps the descriptor open.
    let borrowed = unsafe {
        descriptor::own(owner, new);
        BorrowedFd::borrow_raw((*owner).filenum)
    };
    let socket = Socket::from_fd(borrowed).and_then(|socket| socket.configure().map(|()| socket));
    Ok(match socket {
        Ok(socket) => Ok(Route {
            socket,
            owner,
            // SAFETY: the array was made in this call, and nothing else looks at it.
            buffer: unsafe { room.bytes_mut() },
        }),
        Err(error) => {
            close(owner);
            Err(errno(error))
        }
    })
}

/// Closes a socket now, without waiting for the collector.
fn close(owner: *mut fd::fd) {
    // An error of close would say nothing about what was received.
    // SAFETY: the object was reserved in this call and is on the stack.
    let _ = release(unsafe { Place::new(owner.cast(), size_of::<fd::fd>()) });
}

/// Pushes a table with the metatable at slot `meta`, room for what becomes of it, and the message. May raise (memory).
fn push_message(cx: &mut Cx, meta: c_int, message: Message<'_>) {
    cx.push_table(0, 8);
    let (head, payload) = (message.header().to_bytes(), message.payload());
    make::push_joined(cx, CHAR, &head, payload);
    cx.raw_set_field(-2, "message");
    cx.push_value(meta);
    cx.set_metatable(-2);
}

/// Runs a dump: `each` pushes a value for a message and stores it in the tables on top of the stack, which `fresh` pushes
/// anew when the dump was interrupted and starts again.
fn dump(
    cx: &mut Cx,
    request: impl Fn(&mut [u8]) -> Result<Request<'_>, NoSpace>,
    fresh: fn(&mut Cx),
    each: impl Fn(&mut Cx, usize, Message<'_>),
) -> Result<Option<Errno>, Raise> {
    let route = match open(cx)? {
        Ok(route) => route,
        Err(errno) => return Ok(Some(errno)),
    };
    let base = cx.top();
    let mut failed = None;
    for attempt in 0..=RETRIES {
        cx.set_top(base);
        fresh(cx);
        let (mut count, mut bytes) = (0, [0; 64]);
        let started = request(&mut bytes)
            .map_err(|_| Error::NoSpace)
            .and_then(|mut request| Dump::start(&route.socket, &mut request));
        let mut dump = match started {
            Ok(dump) => dump,
            Err(error) => {
                failed = Some(errno(error));
                break;
            }
        };
        loop {
            match dump.next(route.buffer) {
                Ok(Some(batch)) => {
                    for message in batch {
                        count += 1;
                        each(cx, count, message);
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    failed = Some(errno(error));
                    break;
                }
            }
        }
        if failed.is_some() || !dump.interrupted() {
            break;
        }
        if attempt == RETRIES {
            // Better than nothing, as long as the caller can tell.
            true.push(cx);
            cx.raw_set_field(base + 1, "interrupted");
        }
    }
    close(route.owner);
    Ok(failed)
}

/// The metatable argument.
fn metatable(cx: &mut Cx, meta: c_int) -> Result<(), Raise> {
    if cx.type_of(meta) == LuaType::Table {
        Ok(())
    } else {
        Err(Raise::expected("table").at(meta))
    }
}

fn links(cx: &mut Cx, meta: c_int) -> Outcome {
    metatable(cx, meta)?;
    let fresh = |cx: &mut Cx| {
        cx.push_table(8, 8);
        cx.push_table(8, 0);
    };
    let each = |cx: &mut Cx, count, message: Message<'_>| {
        let links = cx.top() - 1;
        let index = push_link(cx, meta, message);
        // Below the link on top: its name, to be the key.
        cx.push_value(-1);
        cx.raw_set_integer(links, count);
        cx.push_value(-1);
        cx.raw_set_integer(links + 1, index);
        cx.raw_set(links);
    };
    let failed = dump(cx, |buffer| links_request(buffer, 0), fresh, each)?;
    Ok(failed.map_or(2, |errno| fail(cx, errno)))
}

/// Pushes the name of a link, and the link; its index. A message that is none, or has no name, which the kernel does not send,
/// makes one without members. Only what every link is asked for is read here.
fn push_link(cx: &mut Cx, meta: c_int, message: Message<'_>) -> usize {
    let body = message.body::<ifinfomsg>().ok();
    let name = body.and_then(|(_, attributes)| {
        attributes
            .map_while(Result::ok)
            .find(|attribute| attribute.attribute_type() == IFLA::IFNAME.0)
    });
    name.and_then(|name| name.c_str().ok())
        .unwrap_or_default()
        .to_bytes()
        .push(cx);
    push_message(cx, meta, message);
    cx.push_value(-2);
    cx.raw_set_field(-2, "name");
    let index = body.map_or(0, |(info, _)| info.ifi_index);
    cx.push_integer(index.into());
    cx.raw_set_field(-2, "index");
    usize::try_from(index).unwrap_or(0)
}

fn link(cx: &mut Cx, meta: c_int, name: &CStr) -> Outcome {
    metatable(cx, meta)?;
    let route = match open(cx)? {
        Ok(route) => route,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    let results = match link_by_name(&route.socket, name, route.buffer) {
        Ok(link) => {
            push_link(cx, meta, link.message());
            1
        }
        Err(error) => fail(cx, errno(error)),
    };
    close(route.owner);
    Ok(results)
}

fn addresses(cx: &mut Cx, meta: c_int, family: AF) -> Outcome {
    metatable(cx, meta)?;
    let each = |cx: &mut Cx, count, message: Message<'_>| {
        push_message(cx, meta, message);
        if let Ok((info, _)) = message.body::<ifaddrmsg>() {
            cx.push_integer(info.ifa_index.into());
            cx.raw_set_field(-2, "index");
            cx.push_integer(info.ifa_family.into());
            cx.raw_set_field(-2, "family");
        }
        cx.raw_set_integer(-2, count);
    };
    let failed = dump(
        cx,
        |buffer| addresses_request(buffer, family, 0),
        |cx| cx.push_table(8, 0),
        each,
    )?;
    Ok(failed.map_or(1, |errno| fail(cx, errno)))
}

/// The one message in a table's bytes.
fn message(bytes: &[u8]) -> Option<Message<'_>> {
    Messages::new(bytes).next()?.ok()
}

/// Members of every message: what it was, and its number.
fn push_common(cx: &mut Cx, message: Message<'_>, name: &[u8]) -> bool {
    let kind = RTM(message.message_type());
    match name {
        b"nl" => kind.0.push(cx),
        b"op" => {
            let name = match kind {
                RTM::NEWLINK => "newlink",
                RTM::DELLINK => "dellink",
                RTM::GETLINK => "getlink",
                RTM::NEWADDR => "newaddr",
                RTM::DELADDR => "deladdr",
                _ => return false,
            };
            name.push(cx);
        }
        _ => return false,
    }
    true
}

/// Pushes six bytes as an Ethernet address, others as a string.
fn push_hardware(cx: &mut Cx, bytes: Option<&[u8]>) {
    match bytes.map(|bytes| (bytes, <[u8; 6]>::try_from(bytes))) {
        Some((_, Ok(mac_addr))) => make::push_new(cx, macaddr { mac_addr }),
        Some((bytes, Err(_))) => bytes.push(cx),
        None => cx.push_nil(),
    }
}

fn link_member(cx: &mut Cx, bytes: &[u8], name: &[u8]) -> Outcome {
    let Some(link) = message(bytes).and_then(|message| Link::parse(message).ok()) else {
        return Ok(0);
    };
    let text = |cx: &mut Cx, text: Option<&CStr>| text.map(CStr::to_bytes).push(cx);
    match name {
        b"macaddr" => push_hardware(cx, link.address()),
        b"broadcast" => push_hardware(cx, link.broadcast()),
        b"addrlen" => link.address().map(<[u8]>::len).push(cx),
        b"mtu" => link.mtu().push(cx),
        b"link" => link.link().push(cx),
        b"master" => link.master().push(cx),
        b"txqlen" => link.txqlen().push(cx),
        b"operstate" => link.operstate().map(|state| state.0).push(cx),
        b"qdisc" => text(cx, link.qdisc()),
        b"ifalias" => text(cx, link.alias()),
        b"kind" => text(cx, link.kind()),
        b"stats" => link.stats().push(cx),
        b"ifinfo" => (*link.head()).push(cx),
        b"family" => link.family().0.push(cx),
        b"type" => link.hardware().0.push(cx),
        b"flags" => link.flags().bits().push(cx),
        b"change" => link.change().bits().push(cx),
        name if push_common(cx, link.message(), name) => {}
        _ => return Ok(0),
    }
    Ok(1)
}

/// Pushes an address of either family.
fn push_address(cx: &mut Cx, address: Option<IpAddr>) {
    match address {
        Some(IpAddr::V4(address)) => in_addr::from(address).push(cx),
        Some(IpAddr::V6(address)) => in6_addr::from(address).push(cx),
        None => cx.push_nil(),
    }
}

fn address_member(cx: &mut Cx, bytes: &[u8], name: &[u8]) -> Outcome {
    let Some(address) = message(bytes).and_then(|message| Address::parse(message).ok()) else {
        return Ok(0);
    };
    match name {
        b"addr" => push_address(cx, address.address()),
        b"loc" => push_address(cx, address.local()),
        b"broadcast" => push_address(cx, address.broadcast()),
        b"anycast" => push_address(cx, address.anycast()),
        b"label" => address.label().map(CStr::to_bytes).push(cx),
        b"cacheinfo" => address.cacheinfo().push(cx),
        b"ifaddr" => (*address.head()).push(cx),
        b"family" => address.family().0.push(cx),
        b"prefixlen" => address.prefixlen().push(cx),
        b"flags" => address.flags().bits().push(cx),
        b"scope" => address.scope().0.push(cx),
        name if push_common(cx, address.message(), name) => {}
        _ => return Ok(0),
    }
    Ok(1)
}
