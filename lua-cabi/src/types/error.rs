//! Error objects: `nil, err`. lua-visible members: `errno`, `sym`, `lsym`, and a boolean for every name of `c.E`, in any case.

use crate::call::Outcome;
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::convert::Push;
use crate::object::access::{Accessor, get};
use crate::object::error::error;
use crate::object::number::AnyErrorNumber;
use crate::object::place::{Instance, Place};
use crate::object::system::System;
use crate::object::{Constructor, Rare, Type};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::errno::ErrorInfo;
use syscall_raw::native::SpawnStep;
use syscall_types::{Kind, Reflect};

/// What the system says of an error.
fn info(cx: &Cx, err: &error) -> Option<ErrorInfo> {
    let errno = u16::try_from(err.errno).ok().map(Errno::from_raw)?;
    System::of(cx).errors.get(errno)
}

/// The name without the E.
struct Name(error);

impl Push for Name {
    const LUA: &'static str = "string";
    const MAY_BE_NIL: bool = true;

    fn push(self, cx: &mut Cx) {
        let name = info(cx, &self.0).and_then(|info| info.name.strip_prefix('E'));
        name.push(cx);
    }
}

/// The name in lower case.
struct LowerName(error);

impl Push for LowerName {
    const LUA: &'static str = "string";
    const MAY_BE_NIL: bool = true;

    fn push(self, cx: &mut Cx) {
        let name = info(cx, &self.0).and_then(|info| info.name.strip_prefix('E'));
        let mut text = [0; 32];
        let name = name.and_then(|name| {
            let text = text.get_mut(..name.len())?;
            text.copy_from_slice(name.as_bytes());
            text.make_ascii_lowercase();
            Some(&*text)
        });
        name.push(cx);
    }
}

const ACCESSORS: &[Accessor] = &[
    get(
        "sym",
        "The name of the number without its E: \"NOENT\"; nil for an unknown one.",
        |err: &error| Name(*err),
    ),
    get(
        "call",
        "The call that failed, where one function makes several; else nil.",
        |err: &error| SpawnStep::from_number(err.step).map(SpawnStep::name),
    ),
    get("lsym", "That name in lower case.", |err: &error| {
        LowerName(*err)
    }),
];

/// `err.NOENT`, `err.noent`: whether it is that error.
fn named(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let group = System::of(cx).error_group;
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
    match info(cx, &err).map(|info| info.message) {
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
    place.write(error { errno, step: 0 })
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    accessors: ACCESSORS,
    countless: true,
    rare: &Rare {
        missing: Some(named),
        text: Some(text),
        construct: Some(Constructor {
            forms: &["errno: integer"],
            construct,
        }),
        equal: Some(|a, b| Ok(a.read::<error>()?.errno == b.read::<error>()?.errno)),
        ..Rare::NONE
    },
    ..Type::new(
        "error",
        Kind::Struct(error::STRUCT),
        "A system error; its members tell which, its text says it in words",
    )
}];
