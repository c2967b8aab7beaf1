//! Control messages of sendmsg(2) and recvmsg(2), and the credentials that one holds. cmsg(3), unix(7)
//!
//! A `t.cmsghdr` is the head with its data behind it: an array in an object's own bytes, or a view into the buffer that recvmsg(2)
//! has filled. What its length says is believed no further than there are bytes.

use crate::abi::{Type as LuaType, upvalue_index};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, OWN};
use crate::convert::buffer::Kept;
use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::{Convert, FromLua, Later, Lends, Push, optional};
use crate::object::fd::Owner;
use crate::object::number::{ControlKind, Count, integer};
use crate::object::place::{Place, absent, place, readable, writable};
use crate::object::{Arguments, CHAR, Constructor, Meta, Object, Rare, Shape, Type, make, objects};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_consts::native::{IP, SCM, SOL};
use syscall_raw::OwnedFd;
use syscall_types::Plain;
use syscall_types::native::{cmsghdr, scm_timestamping, ucred};

objects! { Linux: cmsghdr ucred }

/// Bytes of the head.
pub const HEAD: usize = size_of::<cmsghdr>();

/// The most descriptors that one message passes (`SCM_MAX_FD` of the kernel).
pub const MOST_RIGHTS: usize = 253;

/// The control message that a method belongs to.
struct This;

impl Convert for This {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = "cmsghdr";
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        whole(cx, index)
    }
}

/// The memory of the control message at a stack slot: its head, and what is behind it.
pub fn whole<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
    match place(cx, index) {
        Some((place, meta)) if meta.id() == cmsghdr::ID => Ok(place),
        _ => Err(absent(cx, index, "cmsghdr")),
    }
}

/// The head, and the data as far as there are any.
fn parts(whole: Place<'_>) -> Result<(cmsghdr, Place<'_>), Raise> {
    let head = whole.read::<cmsghdr>()?;
    let len = head.cmsg_len.min(whole.len()).saturating_sub(HEAD);
    let data = whole.part(HEAD.min(whole.len()), len);
    Ok((
        head,
        data.ok_or(Raise::invalid("the control message is empty"))?,
    ))
}

calls! { METHODS:
    /// The bytes of the head and the data. cmsg(3)
    len(cmsg: This) -> usize;
    /// The bytes of the data. cmsg(3)
    datalen(cmsg: This) -> usize;
    /// The bytes of the head. cmsg(3)
    hdrsize(cmsg: This) -> usize;
    /// The bytes that the message takes among others, which begin at multiples of a word. cmsg(3)
    align(cmsg: This) -> usize;
    /// The data, a view of them. cmsg(3)
    data(cmsg: Later) => ["buffer"];
    /// Copies a string or an object's bytes to the data, `len` of them. cmsg(3)
    setdata(cmsg: This, data: Kept, len: Option<Count>) -> ();
    /// Makes a descriptor the first that is passed. unix(7)
    setfd(cmsg: This, fd: Number) -> ();
    /// Makes descriptors those that are passed: one, or a table. unix(7)
    setfds(cmsg: Later, fds: Later) => ["true"];
    /// The descriptors that came, as new objects that own them, each once: an iterator. Nothing for another message. unix(7)
    fds(cmsg: Later) => ["fun(): fd?"];
    /// Who sent the message: process, user and group; nil and a reason for another message. unix(7)
    credentials(cmsg: Later) => ["integer?", "integer|string", "integer?"];
}

fn len(this: Place) -> Checked<usize> {
    Ok(Ok(HEAD + parts(this)?.1.len()))
}

fn datalen(this: Place) -> Checked<usize> {
    Ok(Ok(parts(this)?.1.len()))
}

fn hdrsize(_: Place) -> usize {
    HEAD
}

fn align(this: Place) -> Checked<usize> {
    let len = parts(this)?.1.len();
    Ok(Ok(cmsghdr::space(len).unwrap_or(0)))
}

fn data(cx: &mut Cx, cmsg: c_int) -> Outcome {
    let span = whole(cx, cmsg)
        .and_then(parts)
        .map(|(_, data)| data.span())
        .map_err(|raise| raise.at(cmsg))?;
    make::push_view(cx, cmsg, Meta::new(CHAR, Shape::ArrayView), span);
    Ok(1)
}

const LONGER: Raise = Raise::invalid("more than the message has room for");

fn setdata(this: Place, data: &[u8], len: Option<usize>) -> Checked<()> {
    let (_, room) = parts(writable(this)?)?;
    let data = match len {
        Some(len) => data.get(..len).ok_or(LONGER.at(3))?,
        None => data,
    };
    let room = room.part(0, data.len()).ok_or(LONGER.at(2))?;
    room.fill(data)?;
    Ok(Ok(()))
}

fn setfd(this: Place, fd: i32) -> Checked<()> {
    setdata(this, &fd.to_ne_bytes(), None)
}

fn setfds(cx: &mut Cx, cmsg: c_int, fds: c_int) -> Outcome {
    for_each(cx, fds, |cx, i, number| {
        let (_, room) = parts(writable(whole(cx, cmsg)?)?)?;
        let place = room.part(i * size_of::<i32>(), size_of::<i32>());
        place.ok_or(LONGER)?.write(number)
    })
    .map_err(|raise| raise.at(fds))?;
    true.push(cx);
    Ok(1)
}

/// Runs `each` over the numbers of one descriptor or a table of them, counted from 0.
fn for_each(
    cx: &mut Cx,
    fds: c_int,
    mut each: impl FnMut(&mut Cx, usize, i32) -> Result<(), Raise>,
) -> Result<(), Raise> {
    if cx.type_of(fds) != LuaType::Table {
        let number = Number::from_lua(cx, fds)?;
        return each(cx, 0, number);
    }
    for i in 0..cx.raw_len(fds) {
        cx.raw_get_integer(fds, i + 1);
        let value = cx.top();
        Number::from_lua(cx, value)
            .and_then(|number| each(cx, i, number))
            .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
        cx.pop(1);
    }
    Ok(())
}

/// Whether a message is of a type of level SOL_SOCKET.
fn is(head: cmsghdr, kind: SCM) -> bool {
    head.cmsg_level == SOL::SOCKET.0 && head.cmsg_type == kind.0
}

fn fds(cx: &mut Cx, cmsg: c_int) -> Outcome {
    whole(cx, cmsg).map_err(|raise| raise.at(cmsg))?;
    cx.push_value(cmsg);
    // How many have been given stands in an object of its own.
    make::push_array(cx, CHAR, size_of::<usize>())?;
    cx.push_function(enter::<NextFd>, 2);
    Ok(1)
}

/// The iterator over the descriptors of a message.
struct NextFd;

impl Call for NextFd {
    const INFO: Info = internal!("next fd");

    fn run(cx: &mut Cx) -> Outcome {
        let (cmsg, given) = (upvalue_index(OWN), upvalue_index(OWN + 1));
        let owner = Owner::push(cx);
        let number = {
            let (head, data) = parts(whole(cx, cmsg)?)?;
            let (given, _) = place(cx, given).ok_or(Raise::expected("iterator"))?;
            let given_out = is(head, SCM::RIGHTS) || is(head, SCM::PIDFD);
            let mut found = -1;
            while given_out && found < 0 {
                let i = given.read::<usize>()?;
                let start = i.saturating_mul(size_of::<i32>());
                let Some(part) = data.part(start, size_of::<i32>()) else {
                    break;
                };
                given.write(i + 1)?;
                found = part.read::<i32>()?;
                // Once: the number may be another's by the next time.
                writable(part)?.write(-1)?;
            }
            found
        };
        if number < 0 {
            return Ok(0);
        }
        // SAFETY: the descriptor came with the message, or is whatever the program says, as everywhere in Lua: the new object takes
        // it from who owned it. The object is on top of the stack.
        match unsafe { owner.own(OwnedFd::from_raw(number)) } {
            Ok(_) => Ok(1),
            Err(errno) => Ok(crate::convert::result::fail(cx, errno)),
        }
    }
}

fn credentials(cx: &mut Cx, cmsg: c_int) -> Outcome {
    let found = whole(cx, cmsg).and_then(|whole| {
        let (head, data) = parts(whole)?;
        let holds = is(head, SCM::CREDENTIALS) && data.len() >= size_of::<ucred>();
        holds.then(|| data.read::<ucred>()).transpose()
    });
    match found.map_err(|raise| raise.at(cmsg))? {
        Some(found) => {
            found.pid.push(cx);
            found.uid.push(cx);
            found.gid.push(cx);
            Ok(3)
        }
        None => {
            cx.push_nil();
            "the message holds no credentials".push(cx);
            Ok(2)
        }
    }
}

/// `t.cmsghdr(level, type, data?, size?)`: pushes the head with the data behind it. May raise (memory).
fn push(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let [level, kind, data, size] = [0, 1, 2, 3].map(|i| arguments.first + i);
    let at = |argument| move |raise: Raise| raise.at(argument - arguments.first + 1);
    if cx.is_nil(level) {
        make::push_array(cx, cmsghdr::ID, 1)?;
        return Ok(());
    }
    if whole(cx, level).is_ok() {
        cx.push_value(level);
        return Ok(());
    }
    let protocol = Flags::<SOL>::from_lua(cx, level).map_err(at(level))?;
    let cmsg_type = match protocol {
        SOL::SOCKET => Flags::<SCM>::from_lua(cx, kind).map(|kind| kind.0),
        SOL::IP => Flags::<IP>::from_lua(cx, kind).map(|kind| kind.0),
        _ => ControlKind::from_lua(cx, kind),
    }
    .map_err(at(kind))?;
    let size = optional::<Count>(cx, size).map_err(at(size))?;
    let mut head = cmsghdr::zeroed();
    (head.cmsg_level, head.cmsg_type) = (protocol.0, cmsg_type);
    let made = |cx: &mut Cx, len: usize| {
        let mut head = head;
        let total = cmsghdr::len(len).filter(|&total| total <= MOST);
        head.cmsg_len = total.ok_or(Raise::invalid("too much data for a control message"))?;
        make::push_block(cx, Meta::new(cmsghdr::ID, Shape::Array), head.cmsg_len).write(head)?;
        Ok(cx.top())
    };
    if is(head, SCM::RIGHTS) {
        // A number says how many are to come.
        if let Some(count) = integer(cx, data) {
            let count = usize::try_from(count)
                .ok()
                .filter(|&count| count <= MOST_RIGHTS);
            let count = count.ok_or(Raise::invalid("0 to 253 descriptors").at(3))?;
            let top = made(cx, count * size_of::<i32>())?;
            for i in 0..count {
                let (_, room) = parts(whole(cx, top)?)?;
                if let Some(place) = room.part(i * size_of::<i32>(), size_of::<i32>()) {
                    place.write(-1_i32)?;
                }
            }
            return Ok(());
        }
        let count = match cx.type_of(data) {
            LuaType::None | LuaType::Nil => 0,
            LuaType::Table => cx.raw_len(data),
            _ => 1,
        };
        let top = made(cx, count.saturating_mul(size_of::<i32>())).map_err(at(data))?;
        if count > 0 {
            for_each(cx, data, |cx, i, number| {
                let (_, room) = parts(whole(cx, top)?)?;
                let place = room.part(i * size_of::<i32>(), size_of::<i32>());
                place.ok_or(LONGER)?.write(number)
            })
            .map_err(at(data))?;
        }
        cx.set_top(top);
        return Ok(());
    }
    if cx.is_nil(data) {
        return made(cx, size.unwrap_or(0)).map(|_| ());
    }
    let length = readable(cx, data).map(<[u8]>::len);
    let length = length.ok_or_else(|| at(data)(absent(cx, data, "string or object")))?;
    let length = size.unwrap_or(length);
    let top = made(cx, length).map_err(at(data))?;
    let (_, room) = parts(whole(cx, top)?)?;
    match cx.to_bytes(data) {
        Some(text) => room.fill(text.get(..length).ok_or(at(size_at(arguments))(LONGER))?),
        None => {
            let source = place(cx, data).and_then(|(place, _)| place.part(0, length));
            room.copy_from(source.ok_or(at(size_at(arguments))(LONGER))?)
        }
    }
}

/// Where the size stands.
fn size_at(arguments: Arguments) -> c_int {
    arguments.first + 3
}

/// The most bytes of a control message: beyond any that the kernel takes (net.core.optmem_max).
const MOST: usize = 1 << 24;

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<ucred>(
            "Who is at the other end of a Unix socket: process, user, group. unix(7)",
        )
    },
    Type {
        rare: &Rare {
            methods: &[METHODS],
            construct: Some(Constructor {
                forms: &["level: string|integer, type: string|integer, data: any, size: integer"],
                construct: |_, _, _| {
                    Err(Raise::invalid(
                        "a control message is no part of a structure",
                    ))
                },
            }),
            make: Some(push),
            ..Rare::NONE
        },
        ..Type::of::<cmsghdr>(
            "A control message: `(level, type, data)`, for \"socket\", \"rights\" a table of descriptors or how many are to come. cmsg(3)",
        )
    },
    Type::plain::<scm_timestamping>("When a packet came or went, by up to three clocks. socket(7)"),
];
