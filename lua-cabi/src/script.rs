//! The members of `S` that are written in Lua, because they only combine what the module has: compiled when first touched.

use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::CStr;

/// A member that a Lua chunk makes: name, chunk name, source. The chunk gets `S` and returns the member.
const SCRIPTS: &[(&str, &CStr, &str)] = &[("util", c"=syscall.util", include_str!("lua/util.lua"))];

/// Pushes the member that a script makes; false when there is none of that name.
pub fn push_member(cx: Cx, name: &[u8]) -> Result<bool, Raise> {
    let Some((_, chunk, source)) = SCRIPTS.iter().find(|script| script.0.as_bytes() == name) else {
        return Ok(false);
    };
    if !cx.load(source, chunk) {
        return Err(Raise::on_stack());
    }
    cx.push_value(1);
    if !cx.protected_call(1, 1) {
        return Err(Raise::on_stack());
    }
    Ok(true)
}
