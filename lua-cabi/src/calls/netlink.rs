//! What `S.nl` is made of: dumps as tables of messages, and the members of a message. rtnetlink(7)
//!
//! These rows are not in `S`: `lua/nl.lua` gets them and gives its objects their form. A link, an address, a route or a neighbour is
//! a table that holds the kernel's message; its members are read from the message when they are named, so that a dump of
//! thousands costs little more than receiving it. Requests are put together of pieces: strings with a structure, or an attribute
//! as the table of messages has it.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::convert::buffer::Kept;
use crate::convert::flags::Flags;
use crate::convert::result::{fail, success};
use crate::convert::row::calls;
use crate::convert::text::{Path, Text};
use crate::convert::{FromLua, Later, Push};
use crate::object::CHAR;
use crate::object::fd::Owner;
use crate::object::number::{AttributeType, Count, LinkIndex, SequenceNumber};
use crate::object::place::{self, own_bytes, structure};
use crate::object::system::System;
use crate::object::{make, number};
use crate::raise::{Raise, Step};
use crate::types::netlink::push_structure;
use core::ffi::{CStr, c_int};
use core::net::IpAddr;
use core::ops::ControlFlow;
use rustix::fd::BorrowedFd;
use syscall_consts::native::{AF, NETLINK, NLM_F, RTM, SOCK};
use syscall_consts::{Constants, Errno, Group};
use syscall_netlink::table::{ElementType, Number, Place, Shape};
use syscall_netlink::{
    ATTRIBUTE_HEADER, Address, Control, Described, Error, Link, MESSAGE_HEADER, Message, Messages,
    Neighbour, NoSpace, RECEIVE_BUFFER, Request, Route, Sink, Socket, Table, Value, link_by_index,
    link_by_name, links_request,
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
    /// What the kernel has of what a request of type `kind` asks for: an array of tables with the metatable `meta` and the fields `message`, and `index` and `family` as far as the message has them; whether something changed meanwhile.
    dump(meta: Later, kind: Flags<RTM>, body: Kept) => ["table", "boolean"];
    /// Sends a request of type `kind`, and waits until the kernel has done it.
    request(kind: Flags<RTM>, flags: Flags<NLM_F>, body: Kept) => ["true"];
    /// A message as it is sent: a header, and `body`.
    message(kind: Flags<RTM>, flags: Flags<NLM_F>, seq: SequenceNumber, body: Kept) => ["string"];
    /// The messages in the first bytes of `buf`: an array of messages, where an error or the end of a dump is its error number; an array of their types; an error where something is malformed.
    split(buf: Kept, count: Count) => ["table", "table", "error?"];
    /// The name of the table that messages of a type have, of that of its fixed structure, and its size.
    describe(kind: Flags<RTM>) => ["string?", "string?", "integer?"];
    /// The attribute of a table that has a name (in any case) or number: its number, the name of the table of what is in it ("" for what no table describes), and that of the structure in it. `texts` are the texts that stand beside it, by their numbers. Nil and the name of the group when there is none.
    attribute(table: Text, name: Later, texts: Later) => ["integer?", "string?", "string?"];
    /// An attribute with a value, in a message of a family; nil and what was expected when it is another.
    encode(table: Text, number: AttributeType, family: Flags<AF>, value: Later) => ["string?", "string?"];
    /// An attribute of bytes, or of attributes that are bytes already.
    wrap(number: AttributeType, bytes: Kept, nested: bool) => ["string"];
    /// The bytes of an object, with padding.
    bytes(object: Kept) => ["string"];
    /// The member of a message that has this name in the table of messages, nil when there is none.
    member(message: Kept, name: Text) => ["any"];
    /// What a message begins with: the fixed structure, the message's type, and the type's name; nil when it is no message.
    head(message: Kept) => ["any", "integer?", "string?"];
}

/// The objects whose messages a route socket gives.
const ROUTE: [&Table; 4] = [Link::TABLE, Address::TABLE, Route::TABLE, Neighbour::TABLE];

/// The error number that stands for what went wrong.
fn errno(error: Error) -> Errno {
    match error {
        Error::NoSpace => Errno::EMSGSIZE,
        error => error.errno(),
    }
}

/// A route socket in an `fd` object on the stack, and room to receive.
struct Opened<'a> {
    socket: Socket<BorrowedFd<'a>>,
    owner: Owner,
    buffer: &'a mut [u8],
}

/// Opens a route socket. The objects are on the stack before the socket exists, so whatever raises later, it is closed.
fn open<'a>(cx: &mut Cx<'a>) -> Result<Result<Opened<'a>, Errno>, Raise> {
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
        Ok(socket) => Ok(Opened {
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
fn stream(
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
    let dumped = stream(cx, links_request(&mut [0; 64], 0), fresh, each)?;
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

fn dump(cx: &mut Cx, meta: c_int, kind: RTM, body: &[u8]) -> Outcome {
    metatable(cx, meta)?;
    let room = request_room(cx, body)?;
    let asked = compose(room, kind, NLM_F::empty(), body);
    // What objects have at once, so that they are found by it without a look at the message.
    let table = asked.as_ref().ok().and_then(|_| table_of(kind));
    let eager = ["index", "family"]
        .map(|name| (name, table.and_then(|table| table.member(name.as_bytes()))));
    let each = |cx: &mut Cx, count, message: Message<'_>| {
        push_message(cx, meta, message);
        for (name, member) in eager {
            let field = member.filter(|member| matches!(member.row().place, Place::Field { .. }));
            if let Some(Ok(Some(value))) = field.map(|member| member.read(message)) {
                push_value(cx, value);
                cx.raw_set_field(-2, name);
            }
        }
        cx.raw_set_integer(-2, count);
    };
    let dumped = stream(cx, asked, |cx| cx.push_table(8, 0), each)?;
    Ok(dumped.map_or_else(|errno| fail(cx, errno), |()| 2))
}

/// Pushes room for a request with a body. May raise (memory).
fn request_room<'a>(cx: &mut Cx<'a>, body: &[u8]) -> Result<&'a mut [u8], Raise> {
    let len = body.len().saturating_add(MESSAGE_HEADER + 4);
    let room = make::push_array(cx, CHAR, len)?;
    // SAFETY: the array was made in this call and is on the stack, and nothing else looks at it.
    Ok(unsafe { room.bytes_mut() })
}

/// A request with a body.
fn compose<'b>(
    room: &'b mut [u8],
    kind: RTM,
    flags: NLM_F,
    body: &[u8],
) -> Result<Request<'b>, NoSpace> {
    let mut request = Request::new(room, kind.0, flags)?;
    request.raw(body)?;
    Ok(request)
}

fn request(cx: &mut Cx, kind: RTM, flags: NLM_F, body: &[u8]) -> Outcome {
    let room = request_room(cx, body)?;
    let opened = match open(cx)? {
        Ok(opened) => opened,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    let done = compose(room, kind, flags, body)
        .map_err(Error::from)
        .and_then(|mut request| {
            syscall_netlink::acknowledge(&opened.socket, &mut request, opened.buffer)
        });
    close(opened.owner);
    success(cx, done.map_err(errno))
}

fn message(cx: &mut Cx, kind: RTM, flags: NLM_F, seq: u32, body: &[u8]) -> Outcome {
    let room = request_room(cx, body)?;
    let mut request = compose(room, kind, flags, body).map_err(|_| TOO_LONG)?;
    request.set_seq(seq).bytes().push(cx);
    Ok(1)
}

fn split(cx: &mut Cx, buf: &[u8], count: usize) -> Outcome {
    cx.push_table(4, 0);
    cx.push_table(4, 0);
    let (objects, kinds) = (cx.top() - 1, cx.top());
    let received = buf.get(..count).unwrap_or(buf);
    let messages = Messages::new(received).map(|message| {
        let message = message?;
        Ok((message, message.control()?))
    });
    for (index, message) in messages.enumerate() {
        let index = index.saturating_add(1);
        let (message, control) = match message {
            Ok(message) => message,
            Err(error) => {
                fail(cx, errno(Error::Malformed(error)));
                cx.remove(-2);
                return Ok(3);
            }
        };
        match control {
            Some(Control::Error(status) | Control::Done(status)) => status.errno().push(cx),
            Some(_) => 0.push(cx),
            None => make::push_joined(cx, CHAR, &message.header().to_bytes(), message.payload()),
        }
        cx.raw_set_integer(objects, index);
        message.message_type().push(cx);
        cx.raw_set_integer(kinds, index);
    }
    Ok(2)
}

/// The table of a type of messages, also of those that ask: of the four types of an object, which follow each other, the first two
/// tell of one (`RTM_NEWLINK`, `RTM_DELLINK`), the third asks.
fn table_of(kind: RTM) -> Option<&'static Table> {
    let told = kind.0 & !3;
    ROUTE.into_iter().find(|table| {
        let head = table.head.as_ref();
        head.is_some_and(|head| head.types.contains(&told))
    })
}

fn describe(cx: &mut Cx, kind: RTM) -> Outcome {
    let Some((table, head)) = table_of(kind).and_then(|table| Some((table, table.head?))) else {
        return Ok(0);
    };
    table.name.push(cx);
    head.layout.name().push(cx);
    head.layout.size.push(cx);
    Ok(3)
}

/// The table of that name; none for "", whose attributes have numbers only.
fn table_named(name: &[u8]) -> Option<&'static Table> {
    let mut all = syscall_netlink::TABLES
        .iter()
        .flat_map(|tables| tables.iter());
    all.find(|table| table.name.as_bytes() == name).copied()
}

fn attribute(cx: &mut Cx, table: &[u8], name: c_int, texts: c_int) -> Outcome {
    let table = table_named(table);
    let number = match cx.to_bytes(name) {
        Some(name) => table.and_then(|table| table.attribute(name)),
        None => Some(AttributeType::from_lua(cx, name).map_err(|raise| raise.at(name))?),
    };
    let Some(number) = number else {
        cx.push_nil();
        table.map(|table| table.group.name).push(cx);
        return Ok(2);
    };
    number.push(cx);
    let mut structure = None;
    match table.map(|table| table.shape(number)) {
        // Whatever is in it.
        None | Some(None | Some(Shape::Attributes)) => "".push(cx),
        Some(Some(Shape::Nest { table, .. })) => table.name.push(cx),
        Some(Some(Shape::Inner(table))) => {
            let table = table();
            structure = table.head.map(|head| head.layout.name());
            table.name.push(cx);
        }
        Some(Some(Shape::Dependent { on, tables })) => {
            cx.push_nil();
            if cx.type_of(texts) == LuaType::Table {
                cx.pop(1);
                cx.raw_get_integer(texts, on.into());
            }
            let text = cx.to_bytes(-1).unwrap_or_default();
            let known = tables.iter().find(|known| known.0.as_bytes() == text);
            cx.pop(1);
            known.map_or("", |known| known.1.name).push(cx);
        }
        Some(Some(Shape::Struct(layout))) => {
            structure = Some(layout.name());
            cx.push_nil();
        }
        Some(Some(_)) => cx.push_nil(),
    }
    structure.push(cx);
    Ok(3)
}

/// Bytes of an attribute that is made of one value; longer ones are wrapped.
const VALUE: usize = 2048;

/// What marks an attribute that has attributes in it (`NLA_F_NESTED`).
const NESTED: u16 = 1 << 15;

const TOO_LONG: Raise = Raise::invalid("the attribute is too long");

fn encode(cx: &mut Cx, table: &[u8], number: u16, family: AF, value: c_int) -> Outcome {
    let shape = table_named(table).and_then(|table| table.shape(number));
    let mut room = [0; VALUE];
    let request = Request::new(&mut room, 0, NLM_F::empty());
    let put = request.map_err(|NoSpace| TOO_LONG).and_then(|mut request| {
        put(
            cx,
            value,
            &shape.unwrap_or(Shape::Bytes),
            family,
            number,
            &mut request,
        )?;
        let bytes = request.bytes().get(MESSAGE_HEADER..).unwrap_or_default();
        bytes.push(cx);
        Ok(())
    });
    match put {
        Ok(()) => Ok(1),
        Err(raise) if raise.is_caught() => Err(raise),
        Err(raise) => {
            raise.push_text(cx, value);
            cx.push_nil();
            cx.insert(-2);
            Ok(2)
        }
    }
}

/// The bytes of a string or object.
fn any_bytes<'a>(cx: &Cx<'a>, index: c_int) -> Option<&'a [u8]> {
    cx.to_bytes(index).or_else(|| own_bytes(cx, index))
}

/// Adds an attribute of a shape with the Lua value at `index`. May raise (memory).
fn put(
    cx: &mut Cx,
    index: c_int,
    shape: &Shape,
    family: AF,
    number: u16,
    request: &mut Request<'_>,
) -> Result<(), Raise> {
    let mut hardware = [0; 32];
    let value = match *shape {
        Shape::Number(Number {
            group,
            size,
            signed,
            ..
        }) => {
            let bits = 8_u32.saturating_mul(size.into()).min(64);
            let range = match signed {
                true => (
                    -(1_i128 << bits.saturating_sub(1)),
                    (1_i128 << bits.saturating_sub(1)) - 1,
                ),
                false => (0, (1_i128 << bits) - 1),
            };
            integer(cx, index, group, range)?
        }
        Shape::Uint => integer(cx, index, None, (0, u64::MAX.into()))?,
        Shape::Flag | Shape::Bool => match cx.type_of(index) {
            LuaType::Boolean => Value::Bool(cx.to_boolean(index)),
            _ => return Err(Raise::expected("boolean")),
        },
        Shape::Text | Shape::OpenText => match cx.to_bytes(index) {
            Some(text) if text.contains(&0) => return Err(Raise::invalid("zero byte in a text")),
            Some(text) => Value::Text(text),
            None => return Err(Raise::expected("string")),
        },
        Shape::Ip => Value::Ip(ip(cx, index, family)?),
        Shape::Hardware => match cx.to_bytes(index) {
            Some(text) => Value::Hardware(hex(text, &mut hardware).ok_or(Raise::invalid(
                "no hardware address, like 02:00:00:00:00:01",
            ))?),
            None => {
                Value::Hardware(own_bytes(cx, index).ok_or(Raise::expected("macaddr or string"))?)
            }
        },
        Shape::Struct(layout) => Value::Struct(
            layout,
            any_bytes(cx, index).ok_or(Raise::expected(layout.name()))?,
        ),
        Shape::List {
            element,
            attribute_type,
        } => {
            if cx.type_of(index) != LuaType::Table {
                return Err(Raise::expected("table"));
            }
            let nest = request.begin(number).map_err(|NoSpace| TOO_LONG)?;
            for i in 1..=cx.raw_len(index) {
                let number = match attribute_type {
                    ElementType::Each(number) => number,
                    ElementType::From(first) => first
                        .saturating_add(u16::try_from(i).unwrap_or(u16::MAX))
                        .saturating_sub(1),
                };
                cx.raw_get_integer(index, i);
                let value = cx.top();
                put(cx, value, element, AF::UNSPEC, number, request)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64)))?;
                cx.pop(1);
            }
            request.end(nest).map_err(|NoSpace| TOO_LONG)?;
            return Ok(());
        }
        _ => Value::Bytes(any_bytes(cx, index).ok_or(Raise::expected("string or buffer"))?),
    };
    let written = match (shape, value) {
        (
            Shape::Attributes | Shape::Nest { .. } | Shape::Dependent { .. } | Shape::Inner(_),
            Value::Bytes(bytes),
        ) => request.attribute(number, bytes).map(drop),
        _ => shape.write(number, value, request),
    };
    written.map_err(|NoSpace| TOO_LONG)
}

/// A number in a range, or a name of a group.
fn integer(
    cx: &mut Cx,
    index: c_int,
    group: Option<&'static Group>,
    range: (i128, i128),
) -> Result<Value<'static>, Raise> {
    let number = match group.filter(|_| cx.to_bytes(index).is_some()) {
        Some(group) => {
            let known = System::of(cx).groups.position(group.name.as_bytes());
            match constants::lookup(cx, known.unwrap_or(usize::MAX), index)? {
                Found::Value(number) => number,
                _ => return Err(Raise::expected_name(group.name)),
            }
        }
        None => number::integer(cx, index).ok_or(Raise::expected("number"))?,
    };
    if number < range.0 || number > range.1 {
        return Err(number::out_of_range(cx, range));
    }
    Ok(match (u64::try_from(number), i64::try_from(number)) {
        (Ok(number), _) => Value::Unsigned(number),
        (_, Ok(number)) => Value::Signed(number),
        _ => return Err(Raise::expected("number")),
    })
}

/// An address of a family, of any when that is none of IP: an object, or text.
fn ip(cx: &Cx, index: c_int, family: AF) -> Result<IpAddr, Raise> {
    let text = cx.to_bytes(index);
    let six = match text {
        Some(text) if text.contains(&b':') => in6_addr::parse(text),
        Some(_) => None,
        None => structure::<in6_addr>(cx, index)
            .map(place::Place::read)
            .transpose()?,
    };
    let four = match text {
        Some(text) => in_addr::parse(text),
        None => structure::<in_addr>(cx, index)
            .map(place::Place::read)
            .transpose()?,
    };
    match (four, six) {
        (Some(four), _) if family != AF::INET6 => Ok(IpAddr::V4(four.into())),
        (_, Some(six)) if family != AF::INET => Ok(IpAddr::V6(six.into())),
        _ => Err(Raise::expected(match family {
            AF::INET => "IPv4 address",
            AF::INET6 => "IPv6 address",
            _ => "IP address",
        })),
    }
}

/// The bytes of a hardware address in hexadecimal with colons.
fn hex<'b>(text: &[u8], bytes: &'b mut [u8; 32]) -> Option<&'b [u8]> {
    let mut len = 0_usize;
    for (byte, text) in text
        .split(|byte| *byte == b':')
        .zip(0..)
        .map(|(text, i)| (i, text))
    {
        let digits = core::str::from_utf8(text)
            .ok()
            .filter(|text| (1..=2).contains(&text.len()))?;
        *bytes.get_mut(byte)? = u8::from_str_radix(digits, 16).ok()?;
        len = byte.saturating_add(1);
    }
    bytes.get(..len)
}

fn wrap(cx: &mut Cx, number: u16, bytes: &[u8], nested: bool) -> Outcome {
    let len = bytes.len().saturating_add(ATTRIBUTE_HEADER);
    let len = u16::try_from(len).map_err(|_| TOO_LONG.at(2))?;
    let number = if nested { number | NESTED } else { number };
    let ([a, b], [c, d]) = (len.to_ne_bytes(), number.to_ne_bytes());
    [a, b, c, d][..].push(cx);
    push_padded(cx, bytes);
    cx.concat(2);
    Ok(1)
}

/// Pushes bytes, with padding to a multiple of four.
fn push_padded(cx: &mut Cx, bytes: &[u8]) {
    bytes.push(cx);
    let rest = bytes.len() % 4;
    if rest != 0 {
        [0; 4].get(rest..).unwrap_or_default().push(cx);
        cx.concat(2);
    }
}

fn bytes(cx: &mut Cx, object: &[u8]) -> Outcome {
    push_padded(cx, object);
    Ok(1)
}

/// The one message in a table's bytes.
fn only(bytes: &[u8]) -> Option<Message<'_>> {
    Messages::new(bytes).next()?.ok()
}

fn head(cx: &mut Cx, bytes: &[u8]) -> Outcome {
    let Some(message) = only(bytes) else {
        return Ok(0);
    };
    let layout = table_of(RTM(message.message_type())).and_then(|table| Some(table.head?.layout));
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
    let Some(message) = only(bytes) else {
        return Ok(0);
    };
    let member = table_of(RTM(message.message_type())).and_then(|table| table.member(name));
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
