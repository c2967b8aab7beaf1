//! Messages of sendmsg(2) and recvmsg(2).
//!
//! A `t.msghdr` is no memory of the kernel's: that would hold addresses, which a program could change. It is a table of the
//! objects that the message is made of, which so live as long; the kernel's structure is made of them at each call. They stand
//! under numbers, and every name goes through the metatable.

use crate::abi::Type as LuaType;
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::pieces;
use crate::convert::row::calls;
use crate::convert::{FromLua, Later, Push};
use crate::object::container::{self, Container};
use crate::object::number::Count;
use crate::object::place::{Place, absent, place};
use crate::object::record::{self, Record};
use crate::object::system::Linux;
use crate::object::{Arguments, CHAR, Constructor, Meta, Object, Rare, Shape, Type, make, number};
use crate::raise::{Raise, Step};
use crate::types::address::is_address;
use crate::types::cmsg::{self, HEAD};
use core::ffi::c_int;
use syscall_consts::native::MSG;
use syscall_types::native::{cmsghdr, iovec, mmsghdr, msghdr};
use syscall_types::{Kind, Plain, Reflect};

impl Object for msghdr {
    type Universe = Linux;
    const NAME: &'static str = "msghdr";
    const CONTAINER: Option<Container> = Some(Container {
        name: "msghdr",
        field: "iov",
    });
}

/// Where the table has the address, false for none.
pub const NAME: usize = 1;
/// Where it has the `t.iovecs`, false for none.
pub const IOV: usize = 2;
/// Where it has the buffer for control messages, false for none.
pub const CONTROL: usize = 3;
/// Where it has the flags of what was received.
pub const FLAGS: usize = 4;
/// Where it has how much of the address counts, false for all.
pub const NAMELEN: usize = 5;
/// Where it has how much of the control messages counts, false for all.
pub const CONTROLLEN: usize = 6;
/// Where it has the objects that own the descriptors that came, until others take them.
pub const RECEIVED: usize = 7;
/// Where it has how many pieces count, false for all.
pub const IOVLEN: usize = 8;

/// The members, each by its raw name; without the prefix it is a friendly one.
const MEMBERS: &[(&str, usize)] = &[
    ("msg_name", NAME),
    ("msg_namelen", NAMELEN),
    ("msg_iov", IOV),
    ("msg_iovlen", IOVLEN),
    ("msg_control", CONTROL),
    ("msg_controllen", CONTROLLEN),
    ("msg_flags", FLAGS),
];

/// Whether a message stands at a stack slot.
pub fn is_message(cx: &Cx, index: c_int) -> bool {
    record::is(cx, index, msghdr::ID)
}

/// Puts a message in place of the table that it is made of. May raise (memory).
pub fn init(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    record::init(cx, index, msghdr::ID)
}

/// Makes the value at a stack slot a member of the message at another. May raise (memory).
fn assign(cx: &mut Cx, table: c_int, member: usize, value: c_int) -> Result<(), Raise> {
    match member {
        FLAGS => {
            let flags = Flags::<MSG>::from_lua(cx, value)?;
            cx.push_integer(flags.bits().into());
        }
        _ if record::is_nothing(cx, value) => cx.push_boolean(false),
        NAMELEN | CONTROLLEN | IOVLEN => {
            let count = Count::from_lua(cx, value)?;
            count.push(cx);
        }
        NAME => match place(cx, value) {
            Some((_, meta)) if is_address(meta.id()) || meta.id() == CHAR => cx.push_value(value),
            _ => return Err(absent(cx, value, "socket address")),
        },
        CONTROL => {
            control(cx, value)?;
            cx.push_value(value);
        }
        _ => push_pieces(cx, value)?,
    }
    cx.raw_set_integer(table, member);
    Ok(())
}

/// The memory for control messages at a stack slot.
pub fn control<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
    match place(cx, index) {
        Some((place, meta))
            if [CHAR, cmsghdr::ID].contains(&meta.id()) && meta.shape() != Shape::Container =>
        {
            Ok(place)
        }
        _ => Err(absent(cx, index, "cmsghdr or buffer")),
    }
}

/// Pushes the `t.iovecs` that a value is, makes, or is the array of. May raise (memory).
fn push_pieces(cx: &mut Cx, value: c_int) -> Result<(), Raise> {
    if container::elements(cx, value, iovec::ID).is_some() {
        cx.push_value(value);
        return Ok(());
    }
    if let Some((_, meta)) = place(cx, value)
        && meta.id() == iovec::ID
    {
        if pieces::push_associated(cx, value) {
            return Ok(());
        }
        return Err(Raise::invalid(
            "an iovec says where memory is, and keeps none alive; give the iovecs",
        ));
    }
    if cx.type_of(value) != LuaType::Table {
        return Err(Raise::expected("iovecs or table"));
    }
    pieces::construct(cx, value)
}

/// `#` of the object at a stack slot; 0 where there is none.
fn length(cx: &Cx, index: c_int) -> Result<usize, Raise> {
    let Some((place, meta)) = place(cx, index) else {
        return Ok(0);
    };
    let length = meta.ty(cx).length.filter(|_| !meta.shape().is_array());
    length.map_or(Ok(place.len()), |length| length(place))
}

/// What a program sees of a member of the message at a stack slot: the member itself is on top.
fn show(cx: &mut Cx, msg: c_int, member: usize, name: &[u8]) -> Result<(), Raise> {
    let absent = cx.type_of(-1) == LuaType::Boolean;
    match member {
        IOV if !absent && name == b"msg_iov" => cx.raw_get_field(-1, "iov"),
        FLAGS if absent => cx.push_integer(0),
        IOVLEN if absent => {
            cx.raw_get_integer(msg, IOV);
            let count = match cx.type_of(-1) {
                LuaType::Table => cx.raw_len(-1),
                _ => 0,
            };
            count.push(cx);
        }
        CONTROLLEN | NAMELEN if absent => {
            let of = if member == NAMELEN { NAME } else { CONTROL };
            cx.raw_get_integer(msg, of);
            let top = cx.top();
            length(cx, top)?.push(cx);
        }
        _ if absent => cx.push_nil(),
        _ => {}
    }
    Ok(())
}

calls! { METHODS:
    /// The control messages: `for pointer, cmsg in msg:cmsgs()`, where both are the message. cmsg(3)
    cmsgs(msg: Later) => ["fun(): cmsghdr?, cmsghdr?"];
    /// The first control message, twice, or nil. cmsg(3)
    cmsg_firsthdr(msg: Later) => ["cmsghdr?", "cmsghdr?"];
    /// The control message after one, twice, or nil. cmsg(3)
    cmsg_nxthdr(msg: Later, pointer: Later, cmsg: Later) => ["cmsghdr?", "cmsghdr?"];
}

fn cmsgs(cx: &mut Cx, msg: c_int) -> Outcome {
    if !is_message(cx, msg) {
        return Err(Raise::expected("msghdr").at(msg));
    }
    cx.push_value(msg);
    // Where the next one begins stands in an object of its own.
    make::push_array(cx, CHAR, size_of::<usize>())?;
    cx.push_function(enter::<NextMessage>, 2);
    Ok(1)
}

/// The iterator over control messages.
struct NextMessage;

impl Call for NextMessage {
    const INFO: Info = internal!("next cmsg");

    fn run(cx: &mut Cx) -> Outcome {
        use crate::abi::upvalue_index;
        use crate::context::OWN;
        let next = upvalue_index(OWN + 1);
        let (start, _) = place(cx, next).ok_or(Raise::expected("iterator"))?;
        let start = start.read::<usize>()?;
        cx.push_value(upvalue_index(OWN));
        let msg = cx.top();
        let Some(end) = push_message(cx, msg, start)? else {
            return Ok(0);
        };
        if let Some((place, _)) = place(cx, next) {
            place.write(end)?;
        }
        cx.push_value(-1);
        Ok(2)
    }
}

/// Pushes the control message that begins at a place among those of the message at a stack slot, and tells where the next one
/// does; nothing where there is none. May raise (memory).
fn push_message(cx: &mut Cx, msg: c_int, start: usize) -> Result<Option<usize>, Raise> {
    cx.raw_get_integer(msg, CONTROLLEN);
    let limit = cx.to_integer(-1).and_then(|len| usize::try_from(len).ok());
    cx.raw_get_integer(msg, CONTROL);
    let owner = cx.top();
    if cx.type_of(owner) == LuaType::Boolean {
        return Ok(None);
    }
    let found = {
        let whole = control(cx, owner)?;
        let len = limit.unwrap_or(usize::MAX).min(whole.len());
        let rest = start.checked_add(HEAD).filter(|&end| end <= len);
        let head = rest.and_then(|_| whole.part(start, HEAD));
        match head.map(|head| head.read::<cmsghdr>()).transpose()? {
            Some(head) => {
                let end = start.checked_add(head.cmsg_len).filter(|&end| end <= len);
                let part = end.filter(|_| head.cmsg_len >= HEAD);
                part.and_then(|end| {
                    let next = end.checked_next_multiple_of(size_of::<usize>())?;
                    Some((whole.part(start, head.cmsg_len)?.span(), next))
                })
            }
            None => None,
        }
    };
    let Some((span, next)) = found else {
        return Ok(None);
    };
    make::push_view(cx, owner, Meta::new(cmsghdr::ID, Shape::ArrayView), span);
    Ok(Some(next))
}

/// Pushes a control message twice, or nil.
fn twice(cx: &mut Cx, msg: c_int, start: usize) -> Outcome {
    match push_message(cx, msg, start).map_err(|raise| raise.at(msg))? {
        Some(_) => cx.push_value(-1),
        None => {
            cx.push_nil();
            return Ok(1);
        }
    }
    Ok(2)
}

fn cmsg_firsthdr(cx: &mut Cx, msg: c_int) -> Outcome {
    if !is_message(cx, msg) {
        return Err(Raise::expected("msghdr").at(msg));
    }
    twice(cx, msg, 0)
}

fn cmsg_nxthdr(cx: &mut Cx, msg: c_int, pointer: c_int, cmsg: c_int) -> Outcome {
    if !is_message(cx, msg) {
        return Err(Raise::expected("msghdr").at(msg));
    }
    let which = if cx.is_nil(cmsg) { pointer } else { cmsg };
    let one = cmsg::whole(cx, which).map_err(|raise| raise.at(which))?;
    let (start, len) = (one.start() as usize, one.len());
    cx.raw_get_integer(msg, CONTROL);
    let top = cx.top();
    let whole = control(cx, top).map_err(|raise| raise.at(msg))?;
    let offset = start.checked_sub(whole.start() as usize);
    let next = offset
        .and_then(|offset| offset.checked_add(len))
        .and_then(|end| end.checked_next_multiple_of(size_of::<usize>()));
    let next = next.ok_or(Raise::invalid("no control message of this one").at(which))?;
    twice(cx, msg, next)
}

impl Object for mmsghdr {
    type Universe = Linux;
    const NAME: &'static str = "mmsghdr";
    const CONTAINER: Option<Container> = Some(Container {
        name: "mmsghdr",
        field: "",
    });
}

/// Where a `t.mmsghdr` has its message, false for an empty one.
pub const HDR: usize = 1;
/// Where it has how much was sent or received, false for nothing.
pub const LEN: usize = 2;

/// What a program sees of a member of one of several messages.
fn show_one(cx: &mut Cx, one: c_int, member: usize, _: &[u8]) -> Result<(), Raise> {
    if member == LEN {
        if cx.type_of(-1) == LuaType::Boolean {
            cx.push_integer(0);
        }
        return Ok(());
    }
    push_header(cx, one)
}

/// Pushes the message of one of several, which is made when there is none. May raise (memory).
pub fn push_header(cx: &mut Cx, one: c_int) -> Result<(), Raise> {
    cx.raw_get_integer(one, HDR);
    let top = cx.top();
    if is_message(cx, top) {
        return Ok(());
    }
    record::push(
        cx,
        msghdr::ID,
        Arguments {
            first: top,
            end: top,
        },
    )?;
    cx.push_value(-1);
    cx.raw_set_integer(one, HDR);
    Ok(())
}

/// Makes the value at a stack slot a member of one of several messages.
fn assign_one(cx: &mut Cx, one: c_int, member: usize, value: c_int) -> Result<(), Raise> {
    match member {
        LEN => {
            let len = Count::from_lua(cx, value)?;
            len.push(cx);
        }
        _ if record::is_nothing(cx, value) => cx.push_boolean(false),
        _ => {
            init(cx, value)?;
            cx.push_value(value);
        }
    }
    cx.raw_set_integer(one, member);
    Ok(())
}

/// Several messages: a container of `t.mmsghdr`, which are tables. The array at its beginning only tells how many.
#[derive(Clone, Copy)]
#[repr(transparent)]
#[allow(non_camel_case_types, reason = "named as in S.t")]
pub struct mmsghdrs(mmsghdr);

// SAFETY: the kernel's structure alone, which is plain.
unsafe impl Plain for mmsghdrs {}

impl Object for mmsghdrs {
    type Universe = Linux;
    const NAME: &'static str = "mmsghdrs";
    const CONTAINER: Option<Container> = Some(Container {
        name: "mmsghdrs",
        field: "msg",
    });
}

/// Whether several messages stand at a stack slot.
pub fn are_messages(cx: &Cx, index: c_int) -> bool {
    record::is(cx, index, mmsghdrs::ID)
}

/// `t.mmsghdrs(count)`, `t.mmsghdrs{message, ...}`: pushes the container. May raise (memory).
pub fn push_messages(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    if are_messages(cx, first) {
        cx.push_value(first);
        return Ok(());
    }
    let table = cx.type_of(first) == LuaType::Table;
    let most = make::most_elements(size_of::<mmsghdrs>());
    let count = match cx.type_of(first) {
        LuaType::Table => cx.raw_len(first),
        _ if arguments.len() == 0 || cx.is_nil(first) => 0,
        _ => number::count(cx, first, most, "number or table")?,
    };
    make::push_array(cx, mmsghdrs::ID, count)?;
    make::wrap(cx, mmsghdrs::ID, count, |cx, i| {
        let bottom = cx.top();
        if table {
            cx.raw_get_integer(first, i + 1);
        } else {
            cx.push_nil();
        }
        let value = cx.top();
        if !record::is(cx, value, mmsghdr::ID) {
            let none = Arguments {
                first: value,
                end: value,
            };
            record::push(cx, mmsghdr::ID, none)?;
            let one = cx.top();
            if table {
                assign_one(cx, one, HDR, value)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
            }
            cx.push_value(one);
            cx.replace(value);
        }
        cx.set_top(bottom + 1);
        Ok(())
    })?;
    let container = cx.top();
    cx.push_table(c_int::try_from(count).unwrap_or(0), 1);
    for i in 0..count {
        cx.raw_get_integer(container, i + 1);
        cx.raw_set_integer(-2, i);
    }
    cx.raw_set_field(container, "msg");
    Ok(())
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        prefix: "msg_",
        rare: &Rare {
            methods: &[METHODS],
            construct: PART,
            make: Some(|cx, arguments| record::push(cx, msghdr::ID, arguments)),
            record: Some(&Record {
                expected: "msghdr or table",
                members: MEMBERS,
                places: IOVLEN,
                show,
                assign,
            }),
            container: msghdr::CONTAINER,
            ..Rare::NONE
        },
        ..Type::of::<msghdr>(
            "A message of sendmsg and recvmsg: an address, pieces of memory, control messages, and the flags of what came. sendmsg(2)",
        )
    },
    Type {
        prefix: "msg_",
        rare: &Rare {
            construct: PART,
            make: Some(|cx, arguments| record::push(cx, mmsghdr::ID, arguments)),
            record: Some(&Record {
                expected: "mmsghdr or table",
                members: &[("msg_hdr", HDR), ("msg_len", LEN)],
                places: LEN,
                show: show_one,
                assign: assign_one,
            }),
            container: mmsghdr::CONTAINER,
            ..Rare::NONE
        },
        ..Type::of::<mmsghdr>(
            "One of several messages, a `t.msghdr`, and how much of it was sent or received. sendmmsg(2)",
        )
    },
    Type {
        rare: &Rare {
            construct: PART,
            make: Some(push_messages),
            container: mmsghdrs::CONTAINER,
            ..Rare::NONE
        },
        ..Type::new(
            "mmsghdrs",
            Kind::Struct(mmsghdr::STRUCT),
            "Several messages: so many, or a table of them, each what `t.msghdr` takes. sendmmsg(2)",
        )
    },
];

/// A message stands in no memory of another object.
const PART: Option<Constructor> = Some(Constructor {
    forms: &["members: table"],
    construct: |_, _, _| Err(Raise::invalid("a message is no part of a structure")),
});
