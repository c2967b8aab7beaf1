//! Arguments with named constants.

use super::{FromLua, Naming};
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::object::number;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_consts::{Constants, Group, Kind, Repr};

/// A number, or text by the rules of a constant group: `Flags<O>` takes `"rdonly, cloexec"`.
pub struct Flags<G>(PhantomData<G>);

impl<G: Constants> FromLua for Flags<G> {
    type Value<'a> = G;
    const EXPECTED: &'static str = G::GROUP.name;
    const LUA: &'static str = "string|integer";
    const GROUP: Option<&'static str> = Some(G::GROUP.name);
    const ABSENT: Option<&'static str> = match G::GROUP.kind {
        Kind::Str => None,
        _ => Some("0"),
    };

    #[inline]
    fn from_lua(cx: &mut Cx, index: c_int) -> Result<G, Raise> {
        number(cx, G::INDEX, G::GROUP.repr, index).map(G::from_raw)
    }
}

/// The number that a group of numbers of that type makes of the value at a stack index. One function for all groups, and no part
/// of the rows.
#[inline(never)]
fn number(cx: &mut Cx, group: usize, repr: Repr, index: c_int) -> Result<i64, Raise> {
    match constants::lookup(cx, group, index)? {
        // A program may hold flags as a signed or an unsigned 32-bit number; the kernel's type decides which bits count.
        Found::Value(value) => {
            // What is above the uppermost bit is its sign, or nothing.
            let uppermost = 8 * u32::from(repr.size) - 1;
            match i64::try_from(value) {
                Ok(value) if matches!(value >> uppermost, -1..=1) => Ok(value),
                _ if repr.size == 8 && value >> 64 == 0 => Ok(value as i64),
                _ => Err(beyond(cx, uppermost)),
            }
        }
        found => Err(unknown(cx, group, index, found)),
    }
}

impl<G: Constants> Naming for Flags<G> {
    fn number(cx: &mut Cx, index: c_int) -> Result<i64, Raise> {
        number(cx, G::INDEX, G::GROUP.repr, index)
    }
}

/// A number that is too large for a type with that uppermost bit.
#[cold]
fn beyond(cx: &mut Cx, uppermost: u32) -> Raise {
    let least = -1 << uppermost;
    number::out_of_range(cx, (least, -1 - 2 * least))
}

#[cold]
fn unknown(cx: &mut Cx, group: usize, index: c_int, found: Found) -> Raise {
    let Group { name, kind, .. } = constants::description(cx, group);
    match cx.to_bytes(index).filter(|_| found == Found::Nil) {
        Some(text) => {
            let what = match kind {
                Kind::Str => "name",
                _ => "flag",
            };
            constants::unknown(cx, group, what, text)
        }
        None => Raise::expected_name(name),
    }
}
