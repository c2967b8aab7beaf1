//! Descriptor objects: they own a descriptor, and close it when collected.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::Fd;
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::{Convert, FromLua, Lends, Push};
use crate::object::access::{Accessor, field, get};
use crate::object::fd::{fd, number, release};
use crate::object::number::FdNumber;
use crate::object::place::{Instance, Place, structure};
use crate::object::{Arguments, Type, make};
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
    field("filenum", "The number; -1 when it is closed.")
        .set::<fd, FdNumber>(|object, filenum| object.filenum = filenum),
];

/// The `fd` object at `index`; a method's receiver.
struct This;

impl Convert for This {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = "fd";
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        structure::<fd>(cx, index).ok_or(Raise::expected("fd"))
    }
}

calls! { METHODS:
    /// The descriptor's number; -1 when it is closed.
    getfd(fd: This) -> i32;
    /// Turns off closing by the collector; the object itself.
    nogc(fd: This) -> Argument<1>;
    /// Counts the object's `sequence` up; the new value.
    seq(fd: This) -> u32;
    /// Closes the descriptor. Closing again does nothing. close(2)
    close(fd: This) -> ();
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
    this.read::<fd>().filenum
}

fn nogc(this: Place) {
    this.write(fd {
        owned: 0,
        ..this.read()
    });
}

fn seq(this: Place) -> u32 {
    let object = this.read::<fd>();
    let sequence = object.sequence.wrapping_add(1);
    this.write(fd { sequence, ..object });
    sequence
}

fn close(this: Place) -> Result<(), Errno> {
    release(this)
}

/// `S.close(fd)`: an object forgets its number, so that a second close is harmless; a number is simply closed.
pub fn close_any(cx: &mut Cx, index: c_int) -> Result<Result<(), Errno>, Raise> {
    if let Some(place) = structure::<fd>(cx, index) {
        return Ok(release(place));
    }
    let number = number(cx, index)?;
    // SAFETY: the program says that this number is to be closed; what it names is the program's affair, as in C.
    Ok(unsafe { sys::close(number) })
}

/// Pushes an object for a descriptor that is not the program's to lose: collection leaves it open.
pub fn push_standard(cx: &mut Cx, filenum: i32) {
    make::push_new(
        cx,
        fd {
            filenum,
            sequence: 0,
            owned: 0,
        },
    );
}

/// `t.fd(number?)`: takes ownership.
fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let filenum = if arguments.len() == 0 || cx.is_nil(arguments.first) {
        -1
    } else {
        FdNumber::from_lua(cx, arguments.first)?
    };
    place.write(fd {
        filenum,
        ..fd::CLOSED
    });
    Ok(())
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

fn collect(place: Place) {
    if place.read::<fd>().owned != 0 {
        // Nobody is there to hear of an error.
        let _ = release(place);
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    accessors: ACCESSORS,
    methods: &[METHODS],
    construct: Some(construct),
    same: true,
    text: Some(text),
    equal: Some(|a, b| a.read::<fd>().filenum == b.read::<fd>().filenum),
    collect: Some(collect),
    // Nobody is there to hear of an error.
    close: Some(|place| {
        let _ = release(place);
    }),
    countless: true,
    ..Type::new(
        "fd",
        Kind::Struct(fd::STRUCT),
        "A descriptor; the object owns it and closes it when collected",
    )
}];
