//! Bit operations as LuaJIT's library `bit` has them, for every Lua: 32 bits, results signed; and some of 64 bits. They are the
//! rows of `syscall.bit`, whose script makes those of many arguments out of them.

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua, Push};
use crate::object::number::{self, BitCount};
use crate::raise::Raise;
use core::ffi::c_int;

calls! { CALLS:
    /// The low 32 bits as a signed number.
    tobit(x: Bits) -> i32;
    /// All bits turned round.
    bnot(x: Bits) -> i32;
    /// The bits that both have.
    band(x: Bits, y: Bits) -> i32;
    /// The bits that one of both has.
    bor(x: Bits, y: Bits) -> i32;
    /// The bits that only one of both has.
    bxor(x: Bits, y: Bits) -> i32;
    /// The bits moved up by `n`, of which the low five bits count.
    lshift(x: Bits, n: BitCount) -> i32;
    /// The bits moved down by `n`; zeros come in.
    rshift(x: Bits, n: BitCount) -> i32;
    /// The bits moved down by `n`; the sign comes in.
    arshift(x: Bits, n: BitCount) -> i32;
    /// The bits turned up by `n`.
    rol(x: Bits, n: BitCount) -> i32;
    /// The bits turned down by `n`.
    ror(x: Bits, n: BitCount) -> i32;
    /// The four bytes in the other order.
    bswap(x: Bits) -> i32;
    /// The low `n` digits in hex, 8 by default; negative for capital letters.
    tohex(x: Bits, n: BitCount = 8) -> Hex;
    /// The two halves of 64 bits, high and low, as signed numbers.
    i6432(x: Bits) -> Halves<true>;
    /// The two halves of 64 bits, high and low.
    u6432(x: Bits) -> Halves<false>;
    /// The bits that both have, of 64.
    band64(x: Bits, y: Bits) -> Long;
    /// The bits that one of both has, of 64.
    bor64(x: Bits, y: Bits) -> Long;
    /// The 64 bits moved up by `n`, of which the low six bits count.
    lshift64(x: Bits, n: BitCount) -> Long;
    /// The 64 bits moved down by `n`; zeros come in.
    rshift64(x: Bits, n: BitCount) -> Long;
}

/// A number as its bits: of one that is negative the complement.
struct Bits;

impl FromLua for Bits {
    type Value<'a> = u64;
    const EXPECTED: &'static str = "number";
    const LUA: &'static str = "integer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<u64, Raise> {
        if cx.type_of(index) == LuaType::Boolean {
            return Err(Raise::expected(Self::EXPECTED));
        }
        number::wrapping(cx, index)
    }
}

fn tobit(x: u64) -> i32 {
    x as i32
}

fn bnot(x: u64) -> i32 {
    !tobit(x)
}

fn band(x: u64, y: u64) -> i32 {
    tobit(x & y)
}

fn bor(x: u64, y: u64) -> i32 {
    tobit(x | y)
}

fn bxor(x: u64, y: u64) -> i32 {
    tobit(x ^ y)
}

fn lshift(x: u64, n: i32) -> i32 {
    tobit(x).wrapping_shl(n as u32)
}

fn rshift(x: u64, n: i32) -> i32 {
    (x as u32).wrapping_shr(n as u32) as i32
}

fn arshift(x: u64, n: i32) -> i32 {
    tobit(x).wrapping_shr(n as u32)
}

fn rol(x: u64, n: i32) -> i32 {
    tobit(x).rotate_left(n as u32 & 31)
}

fn ror(x: u64, n: i32) -> i32 {
    tobit(x).rotate_right(n as u32 & 31)
}

fn bswap(x: u64) -> i32 {
    tobit(x).swap_bytes()
}

/// Digits of a number in hex.
struct Hex {
    bits: u32,
    digits: u32,
    capital: bool,
}

impl Push for Hex {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        let letters = if self.capital {
            b"0123456789ABCDEF"
        } else {
            b"0123456789abcdef"
        };
        let mut text = [0; 8];
        for (i, digit) in text.iter_mut().enumerate() {
            let four = self.bits >> (28 - 4 * i) & 15;
            *digit = letters.get(four as usize).copied().unwrap_or(b'?');
        }
        let from = text.len() - self.digits.min(8) as usize;
        cx.push_bytes(text.get(from..).unwrap_or_default());
    }
}

fn tohex(x: u64, n: i32) -> Hex {
    Hex {
        bits: x as u32,
        digits: n.unsigned_abs(),
        capital: n < 0,
    }
}

/// The halves of 64 bits, the high one first.
struct Halves<const SIGNED: bool>;

impl<const SIGNED: bool> IntoLua for Halves<SIGNED> {
    type Value = u64;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["integer", "integer"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), value: u64) -> c_int {
        for half in [(value >> 32) as u32, value as u32] {
            cx.push_integer(if SIGNED {
                (half as i32).into()
            } else {
                half.into()
            });
        }
        2
    }
}

fn i6432(x: u64) -> u64 {
    x
}

fn u6432(x: u64) -> u64 {
    x
}

/// 64 bits, exactly: a signed number, or an object where that is not exact.
struct Long(u64);

impl Push for Long {
    const LUA: &'static str = "integer|int64";

    fn push(self, cx: &mut Cx) {
        number::push_signed(cx, self.0 as i64);
    }
}

fn band64(x: u64, y: u64) -> Long {
    Long(x & y)
}

fn bor64(x: u64, y: u64) -> Long {
    Long(x | y)
}

fn lshift64(x: u64, n: i32) -> Long {
    Long(x.wrapping_shl(n as u32))
}

fn rshift64(x: u64, n: i32) -> Long {
    Long(x.wrapping_shr(n as u32))
}
