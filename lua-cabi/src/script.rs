//! The members of `S` that are written in Lua, because they only combine what the module has: compiled when first touched.

use crate::abi::{Called, Type};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use crate::convert::buffer::{Bytes, BytesMut, adopt};
use crate::convert::{Convert, FromLua};
use crate::object::number::{BitCount, Count, EventData, FdNumber, Pid, User};
use crate::object::place::place;
use crate::object::system::System;
use crate::object::{fd, packed};
use crate::raise::{self, Raise};
use core::ffi::c_int;
use syscall_types::Kind;

/// Pushes the member that a script makes; false when there is none of that name.
pub fn push_member(cx: &mut Cx, name: &[u8]) -> Result<bool, Raise> {
    let Some(script) = System::of(cx)
        .scripts
        .iter()
        .find(|script| script.member.as_bytes() == name)
    else {
        return Ok(false);
    };
    let source = packed::push_text(cx, script.source)?;
    if !cx.load(source, script.chunk) {
        return Err(Raise::caught());
    }
    cx.remove(-2);
    cx.push_slot(Slot::MODULE);
    cx.push_table(0, 8);
    cx.push_function(enter::<Renamed>, 0);
    cx.raw_set_field(-2, Renamed::INFO.name());
    cx.push_function(enter::<Expect>, 0);
    cx.raw_set_field(-2, Expect::INFO.name());
    for info in script.calls.iter().flat_map(|table| table.iter()) {
        if info.is_named(name) {
            // The script is a function that passes its arguments on: their misuse is its caller's.
            cx.push_renamed(info.function(), name, info.arity() as i64);
        } else {
            cx.push_function(info.function(), 0);
        }
        cx.raw_set_field(-2, info.name());
    }
    if cx.protected_call(2, 1) != Called::Done {
        return Err(Raise::caught());
    }
    Ok(true)
}

/// Pushes what stands under a name in the table of a script's member; false where no list says so.
pub fn push_lent(cx: &mut Cx, lent: &[(&str, &str)], name: &[u8]) -> Result<bool, Raise> {
    let Some((name, member)) = lent.iter().find(|one| one.0.as_bytes() == name) else {
        return Ok(false);
    };
    cx.push_slot(Slot::MODULE);
    let module = cx.top();
    cx.raw_get_field(module, member);
    if cx.is_nil(-1) {
        cx.pop(1);
        push_member(cx, member.as_bytes())?;
        cx.push_value(-1);
        cx.raw_set_field(module, member);
    }
    if cx.type_of(-1) != Type::Table {
        // A program has put something else there.
        return Ok(false);
    }
    cx.raw_get_field(-1, name);
    Ok(true)
}

/// `renamed(call, name, count)`, for chunks: the function of that row under the name of a helper, which has so many arguments and
/// passes them on first. Its messages speak of the helper to the helper's caller.
struct Renamed;

impl Call for Renamed {
    const INFO: Info = internal!("renamed");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(3);
        let text = |index| {
            cx.to_bytes(index)
                .ok_or(Raise::expected("string").at(index))
        };
        let info = System::of(cx)
            .call(text(1)?)
            .ok_or(Raise::invalid("no such call").at(1))?;
        let count = cx.to_integer(3).and_then(|count| i64::try_from(count).ok());
        cx.push_renamed(info.function(), text(2)?, count.unwrap_or(1));
        Ok(1)
    }
}

/// What chunks can expect beside the types of Lua: a kind of argument, as rows have it.
const KINDS: &[(&str, Check)] = &[
    ("buffer", |cx, index| {
        <BytesMut as Convert>::early(cx, index)?;
        <BytesMut as Convert>::late(cx, index).map(|_| ())
    }),
    ("bytes", |cx, index| {
        <Bytes as Convert>::early(cx, index)?;
        <Bytes as Convert>::late(cx, index).map(|_| ())
    }),
    ("fd", |cx, index| fd::number(cx, index).map(|_| ())),
    ("descriptor number", |cx, index| {
        FdNumber::from_lua(cx, index).map(|_| ())
    }),
    ("size", |cx, index| Count::from_lua(cx, index).map(|_| ())),
    ("pid", |cx, index| Pid::from_lua(cx, index).map(|_| ())),
    ("user", |cx, index| User::from_lua(cx, index).map(|_| ())),
    ("bits", |cx, index| {
        BitCount::from_lua(cx, index).map(|_| ())
    }),
    // What a counter is read into: its first element is the number.
    ("uint64_1", |cx, index| {
        let foreign = cx.type_of(index) == Type::Other;
        adopt(cx, index)?;
        let found = place(cx, index).filter(|(place, meta)| {
            let is_wide = matches!(meta.ty(cx).layout, Kind::Int { size: 8, .. });
            place.len() >= 8 && (foreign || meta.shape().is_array() && is_wide)
        });
        found.map(|_| ()).ok_or(Raise::expected("uint64_1"))
    }),
    // What is added to one: a number, or eight bytes.
    ("counter", |cx, index| {
        if cx.type_of(index) == Type::Number {
            return EventData::from_lua(cx, index).map(|_| ());
        }
        adopt(cx, index)?;
        let found = place(cx, index).filter(|found| found.0.len() >= 8);
        found
            .map(|_| ())
            .ok_or(Raise::expected("number or uint64_1"))
    }),
];

/// Whether the value at an index is of a kind. May raise (memory).
type Check = fn(&mut Cx, c_int) -> Result<(), Raise>;

/// `expect(kind, value, position, name, parameter)`, for chunks: refuses an argument of the function that calls this, on behalf of
/// that one's caller, when it is of another type or [kind](KINDS). A kind that there is not is what no value is. Position 0 is the
/// object of a method.
struct Expect;

impl Call for Expect {
    const INFO: Info = internal!("expect");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(5);
        let kind = cx.to_bytes(1).unwrap_or_default();
        let known = KINDS.iter().find(|known| known.0.as_bytes() == kind);
        let wrong = match known {
            Some((_, check)) => match check(cx, 2) {
                Ok(()) => return Ok(0),
                wrong => wrong.err(),
            },
            None if cx.type_name(2).to_bytes() == kind => return Ok(0),
            None => None,
        };
        let position = cx
            .to_integer(3)
            .and_then(|position| c_int::try_from(position).ok());
        let text = |index| cx.to_bytes(index).unwrap_or_default();
        let (expected, function, parameter) = (text(1), text(4), text(5));
        let position = position.unwrap_or(0);
        let wrong = wrong.ok_or(expected);
        raise::push_refusal(cx, 2, wrong, position, function, parameter);
        Err(Raise::caught())
    }
}
