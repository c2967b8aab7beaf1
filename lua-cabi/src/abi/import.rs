//! The functions of the Lua C API as the host exports them, and the C ABI under which they may raise.
//!
//! What stands here exists under one name and with one calling convention in Lua 5.1 to 5.5 and LuaJIT; results that only
//! later versions return are not declared. What differs is in [`super::weak`]. The facts are the reference manuals' (§3/§4
//! "The Application Program Interface") and each version's `lua.h`.
//!
//! Lua raises by unwinding (LuaJIT) or `longjmp` (the others). Imported as `"C-unwind"`, such a function aborts a
//! `panic = "abort"` build on LuaJIT; imported as `"C"`, it aborts an unwinding host. So the ABI follows the panic strategy.

use super::{lua_CFunction, lua_State};
use core::ffi::{c_char, c_int, c_void};

/// A record of a call. Its first members are the same in all versions; what follows, which differs, fits the rest by far.
#[repr(C)]
pub struct lua_Debug {
    /// Which event a hook is told of; that of number `n` has the bit `1 << n` of masks.
    pub event: c_int,
    /// The name by which the function was called.
    pub name: *const c_char,
    /// What that is: "method", "field", ...
    pub namewhat: *const c_char,
    rest: [u64; 64],
}

impl lua_Debug {
    /// To be filled.
    pub const EMPTY: lua_Debug = lua_Debug {
        event: 0,
        name: core::ptr::null(),
        namewhat: core::ptr::null(),
        rest: [0; 64],
    };
}

/// What Lua calls at events of a thread.
#[allow(non_camel_case_types, reason = "the name of lua.h")]
pub type lua_Hook = unsafe extern "C-unwind" fn(*mut lua_State, *mut lua_Debug);

/// Declares imports under the ABI that the panic strategy asks for.
#[cfg(panic = "abort")]
macro_rules! import {
    ($($body:tt)*) => { unsafe extern "C" { $($body)* } };
}
#[cfg(not(panic = "abort"))]
macro_rules! import {
    ($($body:tt)*) => { unsafe extern "C-unwind" { $($body)* } };
}

import! {
    pub fn lua_gettop(l: *mut lua_State) -> c_int;
    pub fn lua_settop(l: *mut lua_State, index: c_int);
    pub fn lua_pushvalue(l: *mut lua_State, index: c_int);
    pub fn lua_checkstack(l: *mut lua_State, extra: c_int) -> c_int;
    pub fn lua_type(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_typename(l: *mut lua_State, kind: c_int) -> *const c_char;
    pub fn lua_toboolean(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_tolstring(l: *mut lua_State, index: c_int, len: *mut usize) -> *const c_char;
    pub fn lua_touserdata(l: *mut lua_State, index: c_int) -> *mut c_void;
    pub fn lua_topointer(l: *mut lua_State, index: c_int) -> *const c_void;
    pub fn lua_rawequal(l: *mut lua_State, a: c_int, b: c_int) -> c_int;
    pub fn lua_pushnil(l: *mut lua_State);
    pub fn lua_pushboolean(l: *mut lua_State, value: c_int);
    pub fn lua_pushlightuserdata(l: *mut lua_State, pointer: *mut c_void);
    pub fn lua_pushnumber(l: *mut lua_State, value: f64);
    /// `lua_Integer` is as wide as a pointer before Lua 5.3 and 64 bits from there on: one type on 64-bit machines only.
    #[cfg(target_pointer_width = "64")]
    pub fn lua_pushinteger(l: *mut lua_State, value: i64);
    pub fn lua_pushlstring(l: *mut lua_State, text: *const c_char, len: usize);
    pub fn lua_pushfstring(l: *mut lua_State, format: *const c_char, ...) -> *const c_char;
    pub fn lua_pushcclosure(l: *mut lua_State, function: lua_CFunction, upvalues: c_int);
    pub fn lua_rawget(l: *mut lua_State, index: c_int);
    /// The key is an `int` before Lua 5.3; a little-endian callee finds it in the low half of the wider argument, and so does
    /// any that gets it in one register. For the others, see [`by_version`].
    #[cfg(any(target_pointer_width = "64", target_endian = "little"))]
    pub fn lua_rawgeti(l: *mut lua_State, index: c_int, key: i64);
    pub fn lua_rawset(l: *mut lua_State, index: c_int);
    /// See [`lua_rawgeti`].
    #[cfg(any(target_pointer_width = "64", target_endian = "little"))]
    pub fn lua_rawseti(l: *mut lua_State, index: c_int, key: i64);
    pub fn lua_getfield(l: *mut lua_State, index: c_int, key: *const c_char);
    pub fn lua_createtable(l: *mut lua_State, array: c_int, hash: c_int);
    pub fn lua_next(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_getmetatable(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_setmetatable(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_concat(l: *mut lua_State, count: c_int);
    pub fn lua_error(l: *mut lua_State) -> c_int;
    pub fn luaL_where(l: *mut lua_State, level: c_int);
    pub fn lua_getstack(l: *mut lua_State, level: c_int, record: *mut lua_Debug) -> c_int;
    pub fn lua_getinfo(l: *mut lua_State, what: *const c_char, record: *mut lua_Debug) -> c_int;
    pub fn lua_pushthread(l: *mut lua_State);
    pub fn lua_sethook(l: *mut lua_State, hook: Option<lua_Hook>, mask: c_int, count: c_int);
    pub fn lua_gethook(l: *mut lua_State) -> Option<lua_Hook>;
    pub fn lua_gethookmask(l: *mut lua_State) -> c_int;
    pub fn lua_gethookcount(l: *mut lua_State) -> c_int;
}

#[cfg(all(target_pointer_width = "32", target_endian = "big"))]
pub use by_version::{lua_rawgeti, lua_rawseti};

/// Functions whose key is an `int` before Lua 5.3 and 64 bits wide from there on, for machines on which a callee cannot find
/// the one in the other.
#[cfg(all(target_pointer_width = "32", target_endian = "big"))]
mod by_version {
    use super::{c_int, lua_State};
    use crate::abi::weak::weak;

    macro_rules! by_version {
        ($($name:ident = $symbol:literal, $narrow:ident, $wide:ident;)*) => {
            #[allow(clashing_extern_declarations, reason = "the symbol's type depends on the version")]
            mod symbols {
                use super::{c_int, lua_State};
                import! {
                    $(
                        #[link_name = $symbol]
                        pub fn $narrow(l: *mut lua_State, index: c_int, key: c_int);
                        #[link_name = $symbol]
                        pub fn $wide(l: *mut lua_State, index: c_int, key: i64);
                    )*
                }
            }
            $(
                /// # Safety
                ///
                /// As for the function of the Lua C API.
                pub unsafe fn $name(l: *mut lua_State, index: c_int, key: i64) {
                    // SAFETY: the caller's promise. 64-bit integers came with lua_isinteger.
                    unsafe {
                        match weak().lua_isinteger {
                            Some(_) => symbols::$wide(l, index, key),
                            None => symbols::$narrow(l, index, key as c_int),
                        }
                    }
                }
            )*
        };
    }

    by_version! {
        lua_rawgeti = "lua_rawgeti", rawgeti_int, rawgeti_integer;
        lua_rawseti = "lua_rawseti", rawseti_int, rawseti_integer;
    }
}
