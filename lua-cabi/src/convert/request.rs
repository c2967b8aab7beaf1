//! Requests of ioctl(2): what one is made of, and what shows of it in Lua.

use super::{FromLua, Push};
use crate::context::Cx;
use crate::object::ctype::{self, CType};
use crate::object::number::{RequestDigit, RequestSize, integer};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::native::ioctl::Argument;

/// The letter of a driver, or its number.
pub struct Letter;

impl FromLua for Letter {
    type Value<'a> = u8;
    const EXPECTED: &'static str = "letter or number";
    const LUA: &'static str = "string|integer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<u8, Raise> {
        match cx.to_bytes(index) {
            Some(&[letter]) => Ok(letter),
            Some(_) => Err(Raise::expected(<Self as FromLua>::EXPECTED)),
            None => RequestDigit::from_lua(cx, index),
        }
    }
}

/// What the argument of a request is: a type, by its name or itself, or so many bytes.
pub struct Operand;

/// The value of an [`Operand`].
#[derive(Clone, Copy)]
pub enum Operands {
    /// So many.
    Bytes(u16),
    /// By its name; whether it is one number; and its bytes.
    Type(&'static str, bool, u16),
}

impl Operands {
    /// The bytes.
    pub fn size(self) -> usize {
        match self {
            Operands::Bytes(size) | Operands::Type(_, _, size) => size.into(),
        }
    }
}

impl FromLua for Operand {
    type Value<'a> = Operands;
    const EXPECTED: &'static str = "name of a type, type or number of bytes";
    const LUA: &'static str = "string|integer|userdata";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Operands, Raise> {
        if integer(cx, index).is_some() {
            return RequestSize::from_lua(cx, index).map(Operands::Bytes);
        }
        let found = match cx.to_bytes(index) {
            Some(name) => match ctype::find(cx, name) {
                None => return Err(Raise::about(cx, "no type '", name, "' in S.t")),
                found => found,
            },
            None => ctype::at(cx, index),
        };
        let ctype = found.ok_or(Raise::expected(<Self as FromLua>::EXPECTED))?;
        let size = size(cx, ctype).and_then(|size| u16::try_from(size).ok());
        let size = size.filter(|&size| size <= RequestSize::MOST);
        let size = size.ok_or(Raise::invalid(
            "the type has no size that a request can say",
        ))?;
        let singleton = ctype.count == Some(1) && ctype.meta.ty(cx).structure().is_none();
        Ok(Operands::Type(ctype::name(cx, ctype), singleton, size))
    }
}

/// The bytes of an object of a type.
fn size(cx: &Cx, ctype: CType) -> Option<usize> {
    let count = usize::try_from(ctype.count?).ok()?;
    ctype.meta.ty(cx).size().checked_mul(count)
}

/// A request.
#[derive(Clone, Copy)]
pub struct Request {
    /// The number.
    pub number: u32,
    /// What the argument is; nothing where that is not known.
    pub argument: Option<Argument>,
    /// Elements of an array type that has no number of its own.
    pub count: Option<usize>,
}

impl Push for Request {
    const LUA: &'static str = "integer|table";

    fn push(self, cx: &mut Cx) {
        let known = self.argument.and_then(|argument| {
            let found = ctype::find(cx, argument.type_name.as_bytes());
            // Text has no type.
            (found.is_some() || argument.type_name == "uintptr").then_some((argument, found))
        });
        let Some((argument, ctype)) = known else {
            return self.number.push(cx);
        };
        cx.push_table(0, 6);
        self.number.push(cx);
        cx.raw_set_field(-2, "number");
        for (name, truth) in [
            ("read", argument.read),
            ("write", argument.write),
            ("singleton", argument.singleton),
            ("value", argument.by_value),
        ] {
            truth.push(cx);
            cx.raw_set_field(-2, name);
        }
        if let Some(ctype) = ctype {
            ctype::push(cx, ctype);
            cx.raw_set_field(-2, "type");
        }
        if let Some(count) = self.count {
            count.push(cx);
            cx.raw_set_field(-2, "count");
        }
    }
}
