//! Numbers: range-checked arguments, exact results.
//!
//! A fraction is cut toward zero, as C does; what is out of range is refused. Integers that a version cannot hold exactly as a
//! plain number become 64-bit objects (`t.int64`, `t.uint64`).

use super::{Object, Shape, make, place};
use crate::abi::{Called, Type as LuaType};
use crate::context::Cx;
use crate::convert::{FromLua, Push};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_types::Kind;

impl Object for i64 {
    const NAME: &'static str = "int64";
}

impl Object for u64 {
    const NAME: &'static str = "uint64";
}

/// The integer at `index`: a number, or a typed scalar such as a 64-bit object.
#[inline]
pub fn integer(cx: Cx, index: c_int) -> Option<i128> {
    cx.to_integer(index).or_else(|| scalar(cx, index))
}

/// The integer of a kind in memory.
pub fn of_kind(place: place::Place, kind: Kind) -> Option<i128> {
    Some(match kind {
        Kind::Int {
            size: 1,
            signed: false,
        } => place.read::<u8>().into(),
        Kind::Int {
            size: 1,
            signed: true,
        } => place.read::<i8>().into(),
        Kind::Int {
            size: 2,
            signed: false,
        } => place.read::<u16>().into(),
        Kind::Int {
            size: 2,
            signed: true,
        } => place.read::<i16>().into(),
        Kind::Int {
            size: 4,
            signed: false,
        } => place.read::<u32>().into(),
        Kind::Int {
            size: 4,
            signed: true,
        } => place.read::<i32>().into(),
        Kind::Int { signed: false, .. } => place.read::<u64>().into(),
        Kind::Int { signed: true, .. } => place.read::<i64>().into(),
        Kind::Char => (place.read::<u8>() as core::ffi::c_char).into(),
        _ => return None,
    })
}

/// The integer in a typed scalar.
#[cold]
fn scalar(cx: Cx, index: c_int) -> Option<i128> {
    match cx.type_of(index) {
        LuaType::Userdata => {
            let (place, meta) = place::place(cx, index)?;
            if !matches!(meta.shape(), Shape::Struct | Shape::StructView) {
                return None;
            }
            of_kind(place, meta.ty().layout)
        }
        LuaType::Other => cdata(cx, index),
        _ => None,
    }
}

/// The number in an FFI object of LuaJIT (`1LL`), by the global function `tonumber`: exact up to 2^53, and beyond from the
/// object's own eight bytes.
fn cdata(cx: Cx, index: c_int) -> Option<i128> {
    let index = cx.absolute(index);
    let top = cx.top();
    cx.registry_get(c"_LOADED");
    for name in ["_G", "tonumber"] {
        if cx.type_of(-1) == LuaType::Table {
            cx.raw_get_field(-1, name);
        }
    }
    cx.push_value(index);
    let number = if cx.protected_call(1, 1) == Called::Done {
        cx.to_number(-1)
    } else {
        None
    };
    cx.set_top(top);
    let number = number.filter(|number| number.is_finite())?;
    if number.abs() <= 9_007_199_254_740_992.0 {
        return Some(number as i128);
    }
    let bits = cx.to_pointer(index).cast::<u64>();
    // SAFETY: a number beyond 2^53 is a 64-bit integer or a floating-point number; its bytes are the object's own, and LuaJIT
    // allocates in units of 16 bytes, so eight can be read of the smaller kind too. Which it was, the comparison tells.
    let bits = unsafe { bits.read_unaligned() };
    Some(match bits as i64 {
        signed if signed as f64 == number => signed.into(),
        _ if bits as f64 == number => bits.into(),
        _ => number as i128,
    })
}

/// The integer at `index` modulo 2^64, for storing into memory as C would.
pub fn wrapping(cx: Cx, index: c_int) -> Result<u64, Raise> {
    match integer(cx, index) {
        Some(value) => Ok(value as u64),
        None if cx.type_of(index) == LuaType::Boolean => Ok(cx.to_boolean(index).into()),
        None if cx.type_of(index) == LuaType::Number => {
            Err(Raise::invalid("the number is not finite or far too large"))
        }
        None => Err(Raise::expected("number")),
    }
}

/// A number of elements or bytes to allocate.
pub fn count(cx: Cx, index: c_int, expected: &'static str) -> Result<usize, Raise> {
    let value = integer(cx, index).ok_or(Raise::expected(expected))?;
    usize::try_from(value)
        .ok()
        .filter(|&n| n <= isize::MAX as usize)
        .ok_or(Raise::invalid("out of range"))
}

/// Pushes a signed 64-bit value exactly. May raise (memory).
#[inline]
pub fn push_signed(cx: Cx, value: i64) {
    if cx.holds_signed(value) {
        cx.push_integer(value)
    } else {
        make::push_new(cx, value)
    }
}

/// Pushes an unsigned 64-bit value exactly. May raise (memory).
#[inline]
pub fn push_unsigned(cx: Cx, value: u64) {
    if cx.holds_unsigned(value) {
        cx.push_integer(value as i64)
    } else {
        make::push_new(cx, value)
    }
}

#[cold]
fn out_of_range(cx: Cx, index: c_int) -> Raise {
    match cx.type_of(index) {
        LuaType::Number | LuaType::Userdata if integer(cx, index).is_some() => {
            Raise::invalid("number out of range")
        }
        LuaType::Number => Raise::invalid("the number is not finite or far too large"),
        _ => Raise::expected("number"),
    }
}

macro_rules! integers {
    ($($int:ty),*) => {$(
        impl FromLua for $int {
            type Value<'a> = $int;
            const EXPECTED: &'static str = "number";

            #[inline]
            fn from_lua(cx: Cx, index: c_int) -> Result<$int, Raise> {
                integer(cx, index).and_then(|value| <$int>::try_from(value).ok()).ok_or_else(|| out_of_range(cx, index))
            }
        }
    )*};
}
integers!(u8, i16, u16, i32, u32, i64, u64, usize, isize);

macro_rules! small {
    ($($int:ty),*) => {$(
        impl Push for $int {
    const RESULT: &'static str = "number";

            #[inline]
            fn push(self, cx: Cx) {
                cx.push_integer(self.into());
            }
        }
    )*};
}
small!(u8, i8, i16, u16, i32, u32);

/// Friendly 64-bit members are plain numbers: exact up to 2^53, and beyond where the version has integers.
impl Push for i64 {
    const RESULT: &'static str = "number";

    #[inline]
    fn push(self, cx: Cx) {
        if cx.holds_signed(self) {
            cx.push_integer(self)
        } else {
            cx.push_number(self as f64)
        }
    }
}

/// See [`i64`].
impl Push for u64 {
    const RESULT: &'static str = "number";

    #[inline]
    fn push(self, cx: Cx) {
        if cx.holds_unsigned(self) {
            cx.push_integer(self as i64)
        } else {
            cx.push_number(self as f64)
        }
    }
}

/// See [`i64`].
impl Push for usize {
    const RESULT: &'static str = "number";

    #[inline]
    fn push(self, cx: Cx) {
        (self as u64).push(cx);
    }
}

/// See [`i64`].
impl Push for isize {
    const RESULT: &'static str = "number";

    #[inline]
    fn push(self, cx: Cx) {
        (self as i64).push(cx);
    }
}

/// A 64-bit value that is not to lose a bit: an object where a plain number would.
pub struct Exact(pub u64);

impl Push for Exact {
    fn push(self, cx: Cx) {
        push_unsigned(cx, self.0);
    }
}

impl Push for f64 {
    const RESULT: &'static str = "number";

    #[inline]
    fn push(self, cx: Cx) {
        cx.push_number(self);
    }
}

impl Push for bool {
    const RESULT: &'static str = "boolean";

    #[inline]
    fn push(self, cx: Cx) {
        cx.push_boolean(self);
    }
}

impl<T: Push> Push for Option<T> {
    fn push(self, cx: Cx) {
        match self {
            Some(value) => value.push(cx),
            None => cx.push_nil(),
        }
    }
}

impl FromLua for f64 {
    type Value<'a> = f64;
    const EXPECTED: &'static str = "number";

    fn from_lua(cx: Cx, index: c_int) -> Result<f64, Raise> {
        let value = cx
            .to_number(index)
            .or_else(|| integer(cx, index).map(|value| value as f64));
        value.ok_or(Raise::expected("number"))
    }
}

impl FromLua for bool {
    type Value<'a> = bool;
    const EXPECTED: &'static str = "boolean";

    fn from_lua(cx: Cx, index: c_int) -> Result<bool, Raise> {
        match cx.type_of(index) {
            LuaType::Boolean | LuaType::Nil | LuaType::None => Ok(cx.to_boolean(index)),
            LuaType::Number => Ok(cx.to_number(index) != Some(0.0)),
            _ => Err(Raise::expected("boolean")),
        }
    }
}
