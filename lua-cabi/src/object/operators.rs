//! Arithmetic, order and text of 64-bit objects.
//!
//! Results wrap around as in C, and are plain numbers again when those hold them exactly. An operation on an unsigned operand is
//! unsigned. `==` between an object and a plain number is false in every Lua version, and `<` raises in some: that is Lua's.

use super::meta::metamethod;
use super::place::{Place, place};
use crate::abi::lua_CFunction;
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use crate::convert::FromLua;
use crate::object::number::{integer, push_signed, push_unsigned};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_types::Kind;

/// Adds the metamethods of 64-bit objects.
pub fn add(cx: &mut Cx, table: c_int, add: &dyn Fn(&mut Cx, &str, lua_CFunction)) {
    add(cx, "__add", enter::<Add>);
    add(cx, "__sub", enter::<Subtract>);
    add(cx, "__mul", enter::<Multiply>);
    add(cx, "__div", enter::<Divide>);
    add(cx, "__idiv", enter::<Divide>);
    add(cx, "__mod", enter::<Remainder>);
    add(cx, "__unm", enter::<Negate>);
    for (name, slot, function) in [
        ("__lt", Slot::LESS, enter::<Less> as lua_CFunction),
        ("__le", Slot::LESS_OR_EQUAL, enter::<LessOrEqual>),
    ] {
        cx.push_once(slot, |cx| cx.push_function(function, 0));
        cx.raw_set_field(table, name);
    }
}

/// The operands, and whether one of them is unsigned.
fn operands(cx: &mut Cx) -> Result<(i128, i128, bool), Raise> {
    let unsigned = |cx: &Cx, index| {
        place(cx, index).is_some_and(|(_, meta)| {
            matches!(
                meta.ty(cx).layout,
                Kind::Int {
                    signed: false,
                    size: 8
                }
            )
        })
    };
    match (integer(cx, 1), integer(cx, 2)) {
        // As in C, what meets an unsigned operand becomes one.
        (Some(a), Some(b)) if unsigned(cx, 1) || unsigned(cx, 2) => {
            Ok(((a as u64).into(), (b as u64).into(), true))
        }
        (Some(a), Some(b)) => Ok((a, b, false)),
        (None, _) => Err(Raise::expected("number").at(1)),
        (_, None) => Err(Raise::expected("number").at(2)),
    }
}

/// Pushes a result, cut to 64 bits.
fn push(cx: &mut Cx, value: i128, unsigned: bool) -> Outcome {
    if unsigned {
        push_unsigned(cx, value as u64)
    } else {
        push_signed(cx, value as i64)
    }
    Ok(1)
}

/// An operation on two operands.
fn binary(cx: &mut Cx, operation: fn(i128, i128) -> Option<i128>) -> Outcome {
    let (a, b, unsigned) = operands(cx)?;
    push(
        cx,
        operation(a, b).ok_or(Raise::invalid("division by zero").at(2))?,
        unsigned,
    )
}

metamethod! {
    /// `a + b`
    Add "addition" = |cx| binary(cx, |a, b| Some(a.wrapping_add(b)))
}
metamethod! {
    /// `a - b`
    Subtract "subtraction" = |cx| binary(cx, |a, b| Some(a.wrapping_sub(b)))
}
metamethod! {
    /// `a * b`
    Multiply "multiplication" = |cx| binary(cx, |a, b| Some(a.wrapping_mul(b)))
}
metamethod! {
    /// `a / b`, `a // b`: cut toward zero.
    Divide "division" = |cx| binary(cx, i128::checked_div)
}
metamethod! {
    /// `a % b`: the sign of `a`.
    Remainder "remainder" = |cx| binary(cx, i128::checked_rem)
}
metamethod! {
    /// `-a`
    Negate "negation" = |cx| {
        let (a, _, unsigned) = operands(cx)?;
        push(cx, a.wrapping_neg(), unsigned)
    }
}
/// A comparison of two operands, of which one may have a fraction, or be no number at all.
fn order(cx: &mut Cx, whole: fn(&i128, &i128) -> bool, broken: fn(&f64, &f64) -> bool) -> Outcome {
    let holds = match operands(cx) {
        Ok((a, b, _)) => whole(&a, &b),
        Err(_) => {
            let mut number = |index| f64::from_lua(cx, index).map_err(|raise| raise.at(index));
            broken(&number(1)?, &number(2)?)
        }
    };
    cx.push_boolean(holds);
    Ok(1)
}

metamethod! {
    /// `a < b`
    Less "comparison" = |cx| {
        order(cx, i128::lt, f64::lt)
    }
}
metamethod! {
    /// `a <= b`
    LessOrEqual "comparison" = |cx| {
        order(cx, i128::le, f64::le)
    }
}

/// Equality of scalars of one type.
pub fn equal_scalars(a: Place, b: Place) -> Result<bool, Raise> {
    a.same(b)
}

/// Pushes decimal digits. May raise (memory).
pub fn push_digits(cx: &mut Cx, value: i128) {
    let mut text = [0; 40];
    let mut rest = value.unsigned_abs();
    let mut start = text.len();
    for slot in text.iter_mut().rev() {
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
        start -= 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0
        && let Some(slot) = start.checked_sub(1).and_then(|start| text.get_mut(start))
    {
        *slot = b'-';
        start -= 1;
    }
    cx.push_bytes(text.get(start..).unwrap_or_default());
}
