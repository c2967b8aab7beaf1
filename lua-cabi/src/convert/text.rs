//! Strings: paths and names without zeros, and texts as results.

use super::{FromLua, Push};
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::{CStr, c_int};

/// A path or another C string: no zero byte inside.
pub struct Path;

impl FromLua for Path {
    type Value<'a> = &'a CStr;
    const EXPECTED: &'static str = "string";

    #[inline]
    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a CStr, Raise> {
        let bytes = cx.to_bytes(index).ok_or(Raise::expected("string"))?;
        // SAFETY: Lua ends every string with a zero byte that its length does not count.
        let terminated = unsafe { core::slice::from_raw_parts(bytes.as_ptr(), bytes.len() + 1) };
        CStr::from_bytes_with_nul(terminated)
            .map_err(|_| Raise::invalid("string contains a zero byte"))
    }
}

/// Any string, as its bytes.
pub struct Text;

impl FromLua for Text {
    type Value<'a> = &'a [u8];
    const EXPECTED: &'static str = "string";

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a [u8], Raise> {
        cx.to_bytes(index).ok_or(Raise::expected("string"))
    }
}

impl Push for &str {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        cx.push_bytes(self.as_bytes());
    }
}

impl Push for &[u8] {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        cx.push_bytes(self);
    }
}

/// The bytes up to the first zero, as in a C array of characters.
pub fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or(bytes)
}
