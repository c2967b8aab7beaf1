//! Descriptor objects: they own a descriptor, and close it when collected.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::Fd;
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::{Convert, FromLua, Lends, Push};
use crate::object::access::{Accessor, field, get};
use crate::object::fd::{Ledger, collect, fd, look, number, object, owning, renumber, set};
use crate::object::number::FdNumber;
use crate::object::place::{Instance, Place, alike};
use crate::object::{Arguments, Constructor, Meta, Object, Rare, Shape, Type, make};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{O, SEEK};
use syscall_raw::native as sys;
use syscall_types::{Kind, Reflect};

const ACCESSORS: &[Accessor] = &[
    get(
        "fileno",
        "The number; -1 when it is closed.",
        |object: &fd| object.filenum,
    ),
    field("filenum", "The number; -1 when it is closed. Assigning one takes it from the object that owns it, and lets go of the former.")
        .set::<fd, FdNumber>(|object, filenum| object.filenum = filenum),
];

/// The object at `index` that owns a descriptor; a method's receiver.
struct This;

impl Convert for This {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = "fd";
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        owning(cx, index).ok_or(Raise::expected("fd"))
    }
}

/// As [`This`], with what tells who owns what.
struct Held;

impl Convert for Held {
    type Value<'m> = (Ledger<'m>, Place<'m>);
    const EXPECTED: &'static str = This::EXPECTED;
    const LENDS: Lends = This::LENDS;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise> {
        This::late(cx, index).map(|place| (Ledger::of(cx), place))
    }
}

calls! { OWNING:
    /// The descriptor's number; -1 when it is closed.
    getfd(fd: This) -> i32;
    /// Turns off closing by the collector; the object itself.
    nogc(fd: Held) -> Argument<1>;
    /// Closes the descriptor. Closing again does nothing. close(2)
    close(fd: Held) -> ();
}

calls! { METHODS:
    /// Counts the object's `sequence` up; the new value.
    seq(fd: This) -> u32;
    /// Makes calls that would wait return with the error AGAIN. fcntl(2)
    nonblock(fd: Fd) -> ();
    /// Undoes `nonblock`. fcntl(2)
    block(fd: Fd) -> ();
    /// The position. lseek(2)
    tell(fd: Fd) -> i64;
}

fn nonblock(fd: syscall_raw::Fd) -> Result<(), Errno> {
    sys::fcntl_setfl(fd, sys::fcntl_getfl(fd)? | O::NONBLOCK)
}

fn block(fd: syscall_raw::Fd) -> Result<(), Errno> {
    sys::fcntl_setfl(fd, sys::fcntl_getfl(fd)? - O::NONBLOCK)
}

fn tell(fd: syscall_raw::Fd) -> Result<i64, Errno> {
    sys::lseek(fd, 0, SEEK::CUR)
}

fn getfd(this: Place) -> i32 {
    object(this).filenum
}

fn nogc((ledger, this): (Ledger, Place)) {
    ledger.disown(this);
}

fn seq(this: Place) -> u32 {
    let before = object(this);
    let sequence = before.sequence.wrapping_add(1);
    set(this, fd { sequence, ..before });
    sequence
}

fn close((ledger, this): (Ledger, Place)) -> Result<(), Errno> {
    ledger.close(this)
}

/// `S.close(fd)`: an object forgets its number, so that a second close is harmless; a number is closed whoever owns it.
pub fn close_any(cx: &mut Cx, index: c_int) -> Result<Result<(), Errno>, Raise> {
    if let Some(place) = owning(cx, index) {
        return Ok(Ledger::of(cx).close(place));
    }
    // What the debug library has made alike has no number.
    if alike::<fd>(cx, index).is_some() {
        return Err(Raise::expected("fd"));
    }
    let number = number(cx, index)?;
    Ok(Ledger::of(cx).close_number(number))
}

/// Pushes an object for a descriptor that is not the program's to lose: collection leaves it open.
pub fn push_standard(cx: &mut Cx, filenum: i32) {
    make::push_new(
        cx,
        fd {
            filenum,
            sequence: 0,
            owned: 0,
            seen: 0,
        },
    );
}

/// `t.fd(number?)`: takes ownership, from another object if one has it.
fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    // The object that is made stands on top, in a block of its own: descriptors are no part of other types.
    let this = Instance {
        index: cx.top(),
        meta: Meta::new(fd::ID, Shape::Struct),
    };
    set(place, fd::CLOSED);
    let filenum = if arguments.len() == 0 || cx.is_nil(arguments.first) {
        -1
    } else {
        FdNumber::from_lua(cx, arguments.first)?
    };
    match filenum {
        -1 => Ok(()),
        _ => renumber(cx, this, filenum),
    }
}

/// What the end of a scope does.
pub fn end(cx: &Cx, place: Place) {
    // Nobody is there to hear of an error.
    let _ = Ledger::of(cx).close(place);
}

/// `fd.filenum = number`: moves the ownership.
fn assigned(cx: &mut Cx, this: Instance, member: &[u8], after: Place) -> Result<(), Raise> {
    match member {
        b"filenum" => renumber(cx, this, object(after).filenum),
        _ => Ok(()),
    }
}

fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let number = this.read::<fd>(cx)?.filenum;
    if number < 0 {
        "fd: closed".push(cx);
    } else {
        "fd: ".push(cx);
        number.push(cx);
        cx.concat(2);
    }
    Ok(1)
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    accessors: ACCESSORS,
    same: true,
    sealed: true,
    countless: true,
    rare: &Rare {
        methods: &[OWNING, METHODS],
        construct: Some(Constructor {
            forms: &["number: integer"],
            construct,
        }),
        text: Some(text),
        equal: Some(|a, b| Ok(object(a).filenum == object(b).filenum)),
        collect: Some(collect),
        look: Some(look),
        close: Some(end),
        assigned: Some(assigned),
        ..Rare::NONE
    },
    ..Type::new(
        "fd",
        Kind::Struct(fd::STRUCT),
        "A descriptor; the object owns it, alone, and closes it when collected",
    )
}];
