//! What `S.nl` is made of: dumps as tables of messages, and the members of a message. rtnetlink(7)
//!
//! These rows are not in `S`: `lua/nl.lua` gets them and gives its objects their form. A link or an address is a table that
//! holds the kernel's message; its members are read from the message when they are named, so that a dump of thousands
//! costs little more than receiving it.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Kept;
use crate::convert::flags::Flags;
use crate::convert::result::fail;
use crate::convert::row::calls;
use crate::convert::text::{Path, Text};
use crate::convert::{Later, Push};
use crate::object::CHAR;
use crate::object::fd::Owner;
use crate::object::make;
use crate::object::number::LinkIndex;
use crate::raise::Raise;
use crate::types::netlink::push_structure;
use core::ffi::{CStr, c_int};
use core::net::IpAddr;
use core::ops::ControlFlow;
use rustix::fd::BorrowedFd;
use syscall_consts::Constants;
use syscall_consts::Errno;
use syscall_consts::native::{AF, NETLINK, RTM, SOCK};
use syscall_netlink::{
    Address, Described, Error, Link, Message, Messages, NoSpace, RECEIVE_BUFFER, Request, Sink,
    Socket, Table, Value, addresses_request, link_by_index, link_by_name, links_request,
};
use syscall_raw::native as sys;
use syscall_types::Struct;
use syscall_types::native::{in_addr, in6_addr, macaddr};

calls! { CALLS:
    /// All links: an array of tables with the metatable `meta` and the fields `message`, `index`, `name`, which has each by its name too; each by its index; whether something changed meanwhile.
    links(meta: Later) => ["table", "table", "boolean"];
    /// The link of a name or alternative name, as `links` gives them.
    link(meta: Later, name: Path) => ["table"];
    /// The link of an index, as `links` gives them.
    link_at(meta: Later, index: LinkIndex) => ["table"];
    /// The addresses of a family (0: all) and a link (0: all): an array of tables with the metatable `meta` and the fields `message`, `index`, `family`; whether something changed meanwhile.
    addresses(meta: Later, family: Flags<AF>, index: LinkIndex) => ["table", "boolean"];
    /// The member of a link's or an address's message that has this name in the table of messages, nil when there is none.
    member(message: Kept, name: Text) => ["any"];
    /// What a message begins with: the fixed structure, the message's type, and the type's name; nil when it is no message.
    head(message: Kept) => ["any", "integer?", "string?"];
}

/// The objects whose messages a route socket gives.
const ROUTE: [&Table; 2] = [Link::TABLE, Address::TABLE];

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
    owner: Owner,
    buffer: &'a mut [u8],
}

/// Opens a route socket. The objects are on the stack before the socket exists, so whatever raises later, it is closed.
fn open<'a>(cx: &mut Cx<'a>) -> Result<Result<Route<'a>, Errno>, Raise> {
    let room = make::push_array(cx, CHAR, RECEIVE_BUFFER)?;
    let owner = Owner::push(cx);
    let new = match sys::socket(AF::NETLINK, SOCK::RAW | SOCK::CLOEXEC, NETLINK::ROUTE) {
        Ok(new) => new,
        Err(errno) => return Ok(Err(errno)),
    };
    // SAFETY: the object was reserved in this call and is on the stack, so it lives and keeps the descriptor open.
    let borrowed = match unsafe { owner.own(new) } {
        // SAFETY: as above.
        Ok(number) => unsafe { BorrowedFd::borrow_raw(number) },
        Err(errno) => return Ok(Err(errno)),
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
fn close(owner: Owner) {
    // SAFETY: the object was reserved in this call and is on the stack.
    unsafe { owner.close() }
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

/// Where a dump goes: `each` pushes a value for a message and stores it in the tables on top of the stack, which `fresh`
/// pushes, and pushes anew when the dump starts again.
struct Tables<'s, 'a, E> {
    cx: &'s mut Cx<'a>,
    base: c_int,
    count: usize,
    fresh: fn(&mut Cx),
    each: E,
}

impl<E: FnMut(&mut Cx, usize, Message<'_>)> Sink for Tables<'_, '_, E> {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        self.count = self.count.saturating_add(1);
        (self.each)(self.cx, self.count, message);
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {
        self.count = 0;
        self.cx.set_top(self.base);
        (self.fresh)(self.cx);
    }
}

/// Runs a dump into tables, and pushes whether it was interrupted at every attempt: better than nothing, as long as the
/// caller can tell.
fn dump(
    cx: &mut Cx,
    request: Result<Request<'_>, NoSpace>,
    fresh: fn(&mut Cx),
    each: impl FnMut(&mut Cx, usize, Message<'_>),
) -> Result<Result<(), Errno>, Raise> {
    let route = match open(cx)? {
        Ok(route) => route,
        Err(errno) => return Ok(Err(errno)),
    };
    let mut tables = Tables {
        base: cx.top(),
        count: 0,
        fresh,
        each,
        cx,
    };
    tables.restart();
    let dumped = request.map_err(Error::from).and_then(|mut request| {
        syscall_netlink::dump(&route.socket, &mut request, route.buffer, &mut tables)
    });
    close(route.owner);
    Ok(match dumped {
        Ok(outcome) => {
            outcome.interrupted.push(cx);
            Ok(())
        }
        Err(error) => Err(errno(error)),
    })
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
    let dumped = dump(cx, links_request(&mut [0; 64], 0), fresh, each)?;
    Ok(dumped.map_or_else(|errno| fail(cx, errno), |()| 3))
}

/// Pushes the name of a link, and the link; its index. A message that is none, or has no name, which the kernel does not send,
/// makes one without members. Only what every link is asked for is read here.
fn push_link(cx: &mut Cx, meta: c_int, message: Message<'_>) -> usize {
    let link = Link::lazy(message).ok();
    let name = link.and_then(|link| link.name()).unwrap_or_default();
    name.to_bytes().push(cx);
    push_message(cx, meta, message);
    cx.push_value(-2);
    cx.raw_set_field(-2, "name");
    let index = link.map_or(0, |link| link.index());
    cx.push_integer(index.into());
    cx.raw_set_field(-2, "index");
    usize::try_from(index).unwrap_or(0)
}

/// Pushes the one link that `ask` gets.
fn one(
    cx: &mut Cx,
    meta: c_int,
    ask: impl for<'b> FnOnce(&Socket<BorrowedFd<'_>>, &'b mut [u8]) -> Result<Link<'b>, Error>,
) -> Outcome {
    metatable(cx, meta)?;
    let route = match open(cx)? {
        Ok(route) => route,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    let results = match ask(&route.socket, route.buffer) {
        Ok(link) => {
            push_link(cx, meta, link.message());
            1
        }
        Err(error) => fail(cx, errno(error)),
    };
    close(route.owner);
    Ok(results)
}

fn link(cx: &mut Cx, meta: c_int, name: &CStr) -> Outcome {
    one(cx, meta, |socket, buffer| {
        link_by_name(socket, name, buffer)
    })
}

fn link_at(cx: &mut Cx, meta: c_int, index: i32) -> Outcome {
    one(cx, meta, |socket, buffer| {
        link_by_index(socket, index, buffer)
    })
}

fn addresses(cx: &mut Cx, meta: c_int, family: AF, index: i32) -> Outcome {
    metatable(cx, meta)?;
    let each = |cx: &mut Cx, count, message: Message<'_>| {
        push_message(cx, meta, message);
        if let Ok(address) = Address::lazy(message) {
            cx.push_integer(address.index().into());
            cx.raw_set_field(-2, "index");
            cx.push_integer(address.family().0.into());
            cx.raw_set_field(-2, "family");
        }
        cx.raw_set_integer(-2, count);
    };
    let request = &mut [0; 64];
    let request = addresses_request(request, family, index.unsigned_abs());
    let dumped = dump(cx, request, |cx| cx.push_table(8, 0), each)?;
    Ok(dumped.map_or_else(|errno| fail(cx, errno), |()| 2))
}

/// The one message in a table's bytes.
fn message(bytes: &[u8]) -> Option<Message<'_>> {
    Messages::new(bytes).next()?.ok()
}

/// The table that describes a message.
fn table_of(message: Message<'_>) -> Option<&'static Table> {
    ROUTE.into_iter().find(|table| {
        let head = table.head.as_ref();
        head.is_some_and(|head| head.types.contains(&message.message_type()))
    })
}

fn head(cx: &mut Cx, bytes: &[u8]) -> Outcome {
    let Some(message) = message(bytes) else {
        return Ok(0);
    };
    let layout = table_of(message).and_then(|table| Some(table.head?.layout));
    match layout {
        Some(layout) if message.payload().len() >= layout.size => {
            push_structure_or_bytes(cx, layout, message.payload());
        }
        _ => cx.push_nil(),
    }
    message.message_type().push(cx);
    RTM::GROUP.name_of(message.message_type().into()).push(cx);
    Ok(3)
}

fn member(cx: &mut Cx, bytes: &[u8], name: &[u8]) -> Outcome {
    let Some(message) = message(bytes) else {
        return Ok(0);
    };
    let member = table_of(message).and_then(|table| table.member(name));
    // What is malformed is not there.
    match member.and_then(|member| member.read(message).ok()?) {
        Some(value) => push_value(cx, value),
        None => cx.push_nil(),
    }
    Ok(1)
}

/// Pushes a structure as its type, or as a string where Lua has no type of it.
fn push_structure_or_bytes(cx: &mut Cx, layout: &Struct, bytes: &[u8]) {
    if !push_structure(cx, layout, bytes) {
        bytes.push(cx);
    }
}

/// Pushes a member's value: Ethernet and IP addresses and structures as objects, nested tables as tables by name, lists as
/// arrays, and what no table describes as its bytes. May raise (memory).
fn push_value(cx: &mut Cx, value: Value<'_>) {
    match value {
        Value::Unsigned(number) => number.push(cx),
        Value::Signed(number) => number.push(cx),
        Value::Bool(truth) => truth.push(cx),
        Value::Text(bytes) | Value::Bytes(bytes) => bytes.push(cx),
        Value::Ip(IpAddr::V4(address)) => make::push_new(cx, in_addr::from(address)),
        Value::Ip(IpAddr::V6(address)) => make::push_new(cx, in6_addr::from(address)),
        Value::Hardware(bytes) => match bytes.try_into() {
            Ok(mac_addr) => make::push_new(cx, macaddr { mac_addr }),
            Err(_) => bytes.push(cx),
        },
        Value::Struct(layout, bytes) => push_structure_or_bytes(cx, layout, bytes),
        Value::Attributes(list) => list.bytes().push(cx),
        // Tables nest a few times at most, by their declaration; room for each is asked for all the same.
        Value::Nest(..) | Value::List(..) if !cx.check_stack(4) => cx.push_nil(),
        Value::Nest(table, list) => {
            cx.push_table(0, 8);
            for (name, row) in table.members() {
                if let Ok(Some(value)) = row.find(list, AF::UNSPEC) {
                    push_value(cx, value);
                    cx.raw_set_field(-2, name);
                }
            }
        }
        Value::List(..) => {
            cx.push_table(4, 0);
            for (index, element) in value.elements().enumerate() {
                push_value(cx, element);
                cx.raw_set_integer(-2, index.saturating_add(1));
            }
        }
        // A kind of value that is made later is shown later.
        _ => cx.push_nil(),
    }
}
