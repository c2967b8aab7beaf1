//! Arguments with named constants.

use super::{FromLua, Naming};
use crate::constants::{self, Found};
use crate::context::Cx;
use crate::object::number;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_consts::{Constants, Kind, Repr};

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
        let group = G::INDEX;
        match constants::lookup(cx, group, index)? {
            // A program may hold flags as a signed or an unsigned 32-bit number; the kernel's type decides which bits count.
            Found::Value(value) => {
                let (least, most) = const { range(G::GROUP.repr) };
                if least <= value && value <= most {
                    Ok(G::from_raw(value as i64))
                } else {
                    Err(number::out_of_range(cx, (least, most)))
                }
            }
            found => Err(unknown::<G>(cx, index, found)),
        }
    }
}

impl<G: Constants> Naming for Flags<G> {
    fn number(cx: &mut Cx, index: c_int) -> Result<i64, Raise> {
        Self::from_lua(cx, index).map(G::raw)
    }
}

/// The least and the largest number of a group: of its width, signed or unsigned.
const fn range(repr: Repr) -> (i128, i128) {
    let bits = 8 * repr.size as u32;
    (-(1 << (bits - 1)), (1 << bits) - 1)
}

#[cold]
fn unknown<G: Constants>(cx: &mut Cx, index: c_int, found: Found) -> Raise {
    match cx.to_bytes(index).filter(|_| found == Found::Nil) {
        Some(text) => {
            let group = G::INDEX;
            let what = if matches!(G::GROUP.kind, Kind::Str) {
                "name"
            } else {
                "flag"
            };
            constants::unknown(cx, group, what, text)
        }
        None => Raise::expected_name(G::GROUP.name),
    }
}
