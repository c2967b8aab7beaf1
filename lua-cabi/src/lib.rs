//! System calls for Lua: one library for Lua 5.1, 5.2, 5.3, 5.4, 5.5 and LuaJIT, without the FFI.
//!
//! As a shared object (the package in `so`), Lua loads it with `require "syscall"`. As a Rust library, a host that embeds Lua
//! gives [`luaopen_syscall`] to its state, or calls [`preload`].
//!
//! Data flow one way: Lua value, conversion (`convert`), typed call (`syscall-raw`), trap. The tables are in `calls` (functions),
//! `types` and `object` (structures), and `constants`.
//!
//! So far the module serves Linux; built for another system, the library is empty.
#![no_std]
#![cfg(target_os = "linux")]

pub mod abi;
mod call;
mod calls;
mod constants;
mod context;
mod convert;
pub mod describe;
mod inbox;
mod module;
mod object;
mod prose;
mod raise;
mod script;
mod systems;
mod types;

/// What the examples in the crate's own documentation need to show what does not compile. Nothing for users.
#[doc(hidden)]
pub mod inside {
    pub use crate::context::Cx;
    pub use crate::convert::Convert;
    pub use crate::convert::buffer::BytesMut;
    pub use crate::object::place::place;
}

use abi::{State, lua_CFunction, lua_State};
use core::ffi::{CStr, c_int};

/// Opens the module: pushes the table `S`. This is what `require "syscall"` calls.
///
/// # Safety
///
/// `l` is the Lua thread that calls this as a C function.
#[unsafe(no_mangle)]
pub unsafe extern "C-unwind" fn luaopen_syscall(l: *mut lua_State) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { module::open(l, &systems::linux::SYSTEM) }
}

/// Declares the openers of members that programs load by themselves.
macro_rules! openers {
    ($($opener:ident = $name:literal: $member:literal;)*) => {
        $(
            #[doc = concat!("Opens `S.", $member, "`. This is what `require \"", $name, "\"` calls.")]
            ///
            /// # Safety
            ///
            /// As for [`luaopen_syscall`].
            #[unsafe(no_mangle)]
            pub unsafe extern "C-unwind" fn $opener(l: *mut lua_State) -> c_int {
                let name = const {
                    match CStr::from_bytes_with_nul(concat!($member, "\0").as_bytes()) {
                        Ok(name) => name,
                        Err(_) => c"",
                    }
                };
                // SAFETY: the caller's promise.
                unsafe { module::open_member(l, &systems::linux::SYSTEM, name) }
            }
        )*

        /// The openers, by the name for `require`.
        const OPENERS: &[(&str, lua_CFunction)] = &[("syscall", luaopen_syscall), $(($name, $opener)),*];
    };
}

openers! {
    luaopen_syscall_abi = "syscall.abi": "abi";
    luaopen_syscall_bit = "syscall.bit": "bit";
    luaopen_syscall_ffi = "syscall.ffi": "ffi";
    luaopen_syscall_helpers = "syscall.helpers": "helpers";
    luaopen_syscall_lfs = "syscall.lfs": "lfs";
    luaopen_syscall_linux_constants = "syscall.linux.constants": "c";
    luaopen_syscall_linux_netfilter = "syscall.linux.netfilter": "netfilter";
    luaopen_syscall_linux_nr = "syscall.linux.nr": "nr";
}

/// Opens the tiny system of the tests, which calls no kernel.
///
/// # Safety
///
/// As for [`luaopen_syscall`].
#[cfg(feature = "tiny")]
pub unsafe extern "C-unwind" fn luaopen_syscall_tiny(l: *mut lua_State) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { module::open(l, &systems::tiny::SYSTEM) }
}

/// Registers the module and the members that are loaded by themselves (`syscall.abi`) in `package.preload`, for hosts in which no searcher can find it. May raise a memory error.
///
/// # Safety
///
/// `l` is a Lua thread with the package library open, which nothing else uses meanwhile.
pub unsafe fn preload(l: *mut lua_State) {
    abi::version::resolve();
    // SAFETY: the caller's promise.
    let state = unsafe { State::from_raw(l) };
    state.registry_get(c"_PRELOAD");
    if state.type_of(-1) != abi::Type::Table {
        // Lua 5.1 and LuaJIT keep it in the package table only.
        state.pop(1);
        state.registry_get(c"_LOADED");
        state.raw_get_field(-1, "package");
        state.raw_get_field(-1, "preload");
        state.remove(-2);
        state.remove(-2);
    }
    if state.type_of(-1) == abi::Type::Table {
        for (name, opener) in OPENERS {
            state.push_closure(*opener, 0);
            state.raw_set_field(-2, name);
        }
    }
    state.pop(1);
}
