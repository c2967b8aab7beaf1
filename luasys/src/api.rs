//! The part of LuaJIT's C API that the interpreter itself calls (lua.h and lauxlib.h of Lua 5.1; `luaL_traceback` of 5.2).

#![allow(non_camel_case_types, reason = "the names are those of lua.h")]

use std::ffi::{c_char, c_int, c_void};

/// A Lua thread.
#[repr(C)]
pub struct lua_State {
    _opaque: [u8; 0],
}

/// A C function that Lua calls.
pub type Function = unsafe extern "C-unwind" fn(*mut lua_State) -> c_int;

/// A debug hook; the record that it gets is not used here.
pub type Hook = unsafe extern "C-unwind" fn(*mut lua_State, *mut c_void);

pub const LUA_REGISTRYINDEX: c_int = -10000;
pub const LUA_GLOBALSINDEX: c_int = -10002;
pub const LUA_MULTRET: c_int = -1;
pub const LUA_ERRSYNTAX: c_int = 3;
pub const LUA_MASKCALL: c_int = 1;
pub const LUA_MASKRET: c_int = 2;
pub const LUA_MASKCOUNT: c_int = 8;

/// Declares functions that may raise. Raising unwinds through the caller: under `panic = "abort"` a `"C-unwind"` import
/// would abort there, and in a build that unwinds (`cargo test`) a `"C"` import would.
macro_rules! api {
    ($($functions:tt)*) => {
        #[cfg(panic = "abort")]
        unsafe extern "C" { $($functions)* }
        #[cfg(not(panic = "abort"))]
        unsafe extern "C-unwind" { $($functions)* }
    };
}

api! {
    pub fn luaL_newstate() -> *mut lua_State;
    pub fn luaL_openlibs(l: *mut lua_State);
    pub fn luaL_loadbuffer(l: *mut lua_State, text: *const c_char, len: usize, name: *const c_char) -> c_int;
    pub fn luaL_loadfile(l: *mut lua_State, path: *const c_char) -> c_int;
    pub fn luaL_checkstack(l: *mut lua_State, extra: c_int, message: *const c_char);
    pub fn luaL_callmeta(l: *mut lua_State, index: c_int, event: *const c_char) -> c_int;
    pub fn luaL_traceback(l: *mut lua_State, of: *mut lua_State, message: *const c_char, level: c_int);
    pub fn luaL_error(l: *mut lua_State, format: *const c_char, ...) -> c_int;
    pub fn lua_pcall(l: *mut lua_State, args: c_int, results: c_int, handler: c_int) -> c_int;
    pub fn lua_cpcall(l: *mut lua_State, function: Function, data: *mut c_void) -> c_int;
    pub fn lua_close(l: *mut lua_State);
    pub fn lua_gettop(l: *mut lua_State) -> c_int;
    pub fn lua_settop(l: *mut lua_State, index: c_int);
    pub fn lua_insert(l: *mut lua_State, index: c_int);
    pub fn lua_remove(l: *mut lua_State, index: c_int);
    pub fn lua_type(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_typename(l: *mut lua_State, kind: c_int) -> *const c_char;
    pub fn lua_isstring(l: *mut lua_State, index: c_int) -> c_int;
    pub fn lua_tolstring(l: *mut lua_State, index: c_int, len: *mut usize) -> *const c_char;
    pub fn lua_touserdata(l: *mut lua_State, index: c_int) -> *mut c_void;
    pub fn lua_createtable(l: *mut lua_State, array: c_int, hash: c_int);
    pub fn lua_getfield(l: *mut lua_State, index: c_int, key: *const c_char);
    pub fn lua_setfield(l: *mut lua_State, index: c_int, key: *const c_char);
    pub fn lua_rawseti(l: *mut lua_State, index: c_int, n: c_int);
    pub fn lua_pushboolean(l: *mut lua_State, value: c_int);
    pub fn lua_pushstring(l: *mut lua_State, text: *const c_char);
    pub fn lua_pushfstring(l: *mut lua_State, format: *const c_char, ...) -> *const c_char;
    pub fn lua_pushcclosure(l: *mut lua_State, function: Function, upvalues: c_int);
    pub fn lua_sethook(l: *mut lua_State, hook: Option<Hook>, mask: c_int, count: c_int) -> c_int;
}
