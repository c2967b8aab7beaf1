//! Error objects: `nil, err`. lua-visible members: `errno`, `sym`, `lsym`, and a boolean for every name of `c.E`, in any case.

use crate::call::Outcome;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::convert::Push;
use crate::object::Type;
use crate::object::access::{Accessor, get};
use crate::object::error::error;
use crate::object::number::AnyErrorNumber;
use crate::object::place::{Instance, Place};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::{Errno, native};
use syscall_types::{Kind, Reflect};

fn number(err: &error) -> Option<Errno> {
    u16::try_from(err.errno).ok().map(Errno::from_raw)
}

/// The name without the E.
fn name(err: &error) -> Option<&'static str> {
    number(err)?.name()?.strip_prefix('E')
}

/// The name in lower case; a value of its own so that it can be pushed without allocating in Rust.
struct Lower(&'static str);

impl Push for Lower {
    fn push(self, cx: &mut Cx) {
        let mut text = [0; 32];
        match text.get_mut(..self.0.len()) {
            Some(text) => {
                text.copy_from_slice(self.0.as_bytes());
                text.make_ascii_lowercase();
                cx.push_bytes(text);
            }
            None => cx.push_bytes(self.0.as_bytes()),
        }
    }
}

const ACCESSORS: &[Accessor] = &[
    get("sym", name),
    get("lsym", |err: &error| name(err).map(Lower)),
];

/// `err.NOENT`, `err.noent`: whether it is that error.
fn named(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let group = const { native::index_of("E") };
    match constants::lookup(cx, group, 2)? {
        Found::Value(value) if !name.is_empty() => {
            let errno = this.read::<error>(cx)?.errno;
            cx.push_boolean(value == errno.into());
            Ok(Some(1))
        }
        _ => Err(Raise::about(
            cx,
            "invalid error '",
            name,
            "': names are those of c.E, without the E",
        )),
    }
}

/// The text; nil for a number without one, except where Lua insists on a string (from 5.3).
fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let err = this.read::<error>(cx)?;
    // The conventional text.
    match number(&err).and_then(Errno::message) {
        Some(text) if err.errno != 0 => text.push(cx),
        _ if cx.version() >= crate::abi::Version::Lua53 => {
            cx.push_bytes(b"Unknown error ");
            cx.push_integer(err.errno.into());
            cx.concat(2);
        }
        _ => cx.push_nil(),
    }
    Ok(1)
}

/// `t.error(errno?)`: without a number, the last error that a call of this module met.
fn construct(cx: &mut Cx, arguments: crate::object::Arguments, place: Place) -> Result<(), Raise> {
    let errno = if arguments.len() == 0 || cx.is_nil(arguments.first) {
        cx.errno().into()
    } else {
        use crate::convert::FromLua;
        AnyErrorNumber::from_lua(cx, arguments.first)?
    };
    place.write(error { errno });
    Ok(())
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    accessors: ACCESSORS,
    missing: Some(named),
    text: Some(text),
    countless: true,
    construct: Some(construct),
    equal: Some(|a, b| a.read::<error>().errno == b.read::<error>().errno),
    ..Type::new(
        "error",
        Kind::Struct(error::STRUCT),
        "A system error; its members tell which, its text says it in words",
    )
}];
