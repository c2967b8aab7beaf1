//! The module's table `S` and how it comes into being: nothing is made before a program touches it.

use crate::abi::{State, lua_CFunction, lua_State, version};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::constants::Constants;
use crate::context::{self, Cx, Slot};
use crate::convert::Push;
use crate::object::ctype;
use crate::object::system::System;
use crate::raise::Raise;
use crate::script;
use crate::types::fd;
use core::ffi::{CStr, c_int};
use syscall_consts::linux::nr::Arch;

/// Pushes a table that is filled by `fill` as its members are named. May raise (memory).
fn push_lazy(cx: &mut Cx, fill: lua_CFunction) {
    cx.push_table(0, 0);
    cx.push_table(0, 1);
    cx.push_function(fill, 0);
    cx.raw_set_field(-2, "__index");
    cx.set_metatable(-2);
}

fn push_constants(cx: &mut Cx) {
    cx.push_once(Slot::CONSTANTS, |cx| push_lazy(cx, enter::<Constants>));
}

fn push_types(cx: &mut Cx) {
    cx.push_once(Slot::TYPES, |cx| push_lazy(cx, enter::<Types>));
}

/// Pushes a member of `S` that is not a call; false when there is none of that name.
pub fn push_member(cx: &mut Cx, name: &[u8]) -> Result<bool, Raise> {
    match name {
        b"c" => push_constants(cx),
        b"t" => push_types(cx),
        b"abi" => push_abi(cx),
        b"stdin" => fd::push_standard(cx, 0),
        b"stdout" => fd::push_standard(cx, 1),
        b"stderr" => fd::push_standard(cx, 2),
        b"_VERSION" => concat!("syscall ", env!("CARGO_PKG_VERSION")).push(cx),
        b"_DESCRIPTION" => "Unix system calls for Lua".push(cx),
        b"_COPYRIGHT" => "MIT OR Apache-2.0".push(cx),
        _ => {
            return Ok(
                script::push_member(cx, name)? || script::push_lent(cx, System::of(cx).lent, name)?
            );
        }
    }
    Ok(true)
}

/// `S.abi`: the machine and its system.
fn push_abi(cx: &mut Cx) {
    cx.push_table(0, 8);
    for (name, text) in [
        ("arch", ARCH),
        ("os", System::of(cx).name),
        ("host", System::of(cx).name),
        ("types", "netbsd"),
    ] {
        text.push(cx);
        cx.raw_set_field(-2, name);
    }
    MIPS_ABI.push(cx);
    cx.raw_set_field(-2, "mipsabi");
    for (name, truth) in [
        ("abi32", cfg!(target_pointer_width = "32")),
        ("abi64", cfg!(target_pointer_width = "64")),
        ("le", cfg!(target_endian = "little")),
        ("be", cfg!(target_endian = "big")),
    ] {
        truth.push(cx);
        cx.raw_set_field(-2, name);
    }
}

/// The architecture, by the name that `abi.arch` has for it: LuaJIT's, as far as it has one. To calls, both byte orders of
/// 64-bit ARM are one.
const ARCH: &str = match Arch::native() {
    Arch::Aarch64 if cfg!(target_endian = "big") => "arm64be",
    arch => arch.name(),
};

/// The calling convention of MIPS, by the name that `abi.mipsabi` has for it.
const MIPS_ABI: Option<&str> = match Arch::native() {
    Arch::Mips | Arch::Mipsel => Some("o32"),
    Arch::Mips64 | Arch::Mips64el => Some("n64"),
    _ => None,
};

/// `S.t.NAME`, the first time.
struct Types;

impl Call for Types {
    const INFO: Info = internal!("t");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(2);
        let (name, system) = (cx.to_bytes(2).unwrap_or_default(), System::of(cx));
        if let Some(found) = ctype::find(cx, name) {
            ctype::push(cx, found);
        } else if let Some(maker) = system.maker(name) {
            cx.push_function(maker.function(), 0);
        } else if !script::push_lent(cx, system.lent_makers, name)? {
            return Ok(0);
        }
        cx.keep();
        Ok(1)
    }
}

/// `S.NAME`, the first time: a call, or one of the module's tables.
struct Module;

impl Call for Module {
    const INFO: Info = internal!("syscall");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(2);
        let name = cx.to_bytes(2).unwrap_or_default();
        if let Some(info) = System::of(cx).call(name) {
            cx.push_function(info.function(), 0);
        } else if !push_member(cx, name)? {
            return Ok(0);
        }
        cx.keep();
        Ok(1)
    }
}

/// Builds `S`, or finds it when the state has it already.
struct Build;

impl Call for Build {
    const INFO: Info = internal!("syscall");

    fn run(cx: &mut Cx) -> Outcome {
        cx.push_once(Slot::MODULE, |cx| push_lazy(cx, enter::<Module>));
        Ok(1)
    }
}

/// Opens the module in a state: pushes `S`.
///
/// # Safety
///
/// `l` is a Lua thread that called this as a C function, or that nothing else uses meanwhile.
pub unsafe fn open(l: *mut lua_State, system: &'static System) -> c_int {
    version::resolve();
    // SAFETY: the caller's promise.
    let state = unsafe { State::from_raw(l) };
    // SAFETY: `System::of` looks for what `served` gives.
    unsafe { context::push_first(state, &system.served(), enter::<Build>) };
    state.call(0, 1);
    1
}

/// Opens the module and pushes one of its members.
///
/// # Safety
///
/// As for [`open`].
pub unsafe fn open_member(l: *mut lua_State, system: &'static System, name: &CStr) -> c_int {
    // SAFETY: the caller's promise.
    let state = unsafe {
        open(l, system);
        State::from_raw(l)
    };
    state.get_field(-1, name);
    1
}
