//! The members of `S` that are written in Lua, because they only combine what the module has: compiled when first touched.

use crate::abi::Called;
use crate::call::Info;
use crate::calls::netlink;
use crate::context::{Cx, Slot};
use crate::raise::Raise;
use core::ffi::CStr;

/// A member that a Lua chunk makes. The chunk gets `S` and the calls that are its own, and returns the member.
struct Script {
    member: &'static str,
    chunk: &'static CStr,
    source: &'static str,
    calls: &'static [Info],
}

const SCRIPTS: &[Script] = &[
    Script {
        member: "util",
        chunk: c"=syscall.util",
        source: include_str!("lua/util.lua"),
        calls: &[],
    },
    Script {
        member: "nl",
        chunk: c"=syscall.nl",
        source: include_str!("lua/nl.lua"),
        calls: netlink::CALLS,
    },
];

/// Pushes the member that a script makes; false when there is none of that name.
pub fn push_member(cx: &mut Cx, name: &[u8]) -> Result<bool, Raise> {
    let Some(script) = SCRIPTS
        .iter()
        .find(|script| script.member.as_bytes() == name)
    else {
        return Ok(false);
    };
    if !cx.load(script.source, script.chunk) {
        return Err(Raise::caught());
    }
    cx.push_slot(Slot::MODULE);
    cx.push_table(0, 8);
    for info in script.calls {
        cx.push_function(info.function, 0);
        cx.raw_set_field(-2, info.name);
    }
    if cx.protected_call(2, 1) != Called::Done {
        return Err(Raise::caught());
    }
    Ok(true)
}
