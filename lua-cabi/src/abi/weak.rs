//! The functions that only some Lua versions have, as a table of weak symbols that the dynamic linker fills in.
//!
//! An assembler table, because rustc may assume that an `extern fn` is never null, and because `dlsym` finds nothing in a
//! host that links Lua statically and exports nothing. `build.rs` writes it: one pointer for each row below.

#![allow(non_snake_case, reason = "the names of the host's symbols")]

use super::{lua_State, optional};
use core::ffi::{c_char, c_int, c_void};

/// Declares the table as a structure of optional functions, and after a semicolon addresses of variables. One row a line:
/// `build.rs` reads the names.
macro_rules! weak {
    (
        $($(#[$doc:meta])* $name:ident: fn($($arg:ty),*) $(-> $result:ty)?;)*
        ;
        $($(#[$about:meta])* $variable:ident: static $type:ty;)*
    ) => {
        /// The addresses of what not every host has; absent functions are `None`, absent variables null.
        #[repr(C)]
        pub struct Weak {
            $($(#[$doc])* pub $name: optional!(fn($($arg),*) $(-> $result)?),)*
            $($(#[$about])* pub $variable: *const $type,)*
        }

        // SAFETY: addresses that nobody changes. What is behind those of variables is the business of who looks there.
        unsafe impl Sync for Weak {}
    };
}

// The table itself. On MIPS, where inline assembly is not stable, build.rs compiles it.
#[cfg(not(any(target_arch = "mips", target_arch = "mips64")))]
core::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/weak.s")));

weak! {
    /// 5.1, LuaJIT.
    lua_tonumber: fn(*mut lua_State, c_int) -> f64;
    /// From 5.2 (LuaJIT has it too).
    lua_tonumberx: fn(*mut lua_State, c_int, *mut c_int) -> f64;
    /// From 5.2; used from 5.3 on, where integers are 64 bits wide everywhere.
    lua_tointegerx: fn(*mut lua_State, c_int, *mut c_int) -> i64;
    /// From 5.3 on, called through here on 32-bit machines: there the argument is narrower before.
    lua_pushinteger: fn(*mut lua_State, i64);
    /// From 5.3.
    lua_isinteger: fn(*mut lua_State, c_int) -> c_int;
    /// 5.1, LuaJIT.
    lua_objlen: fn(*mut lua_State, c_int) -> usize;
    /// From 5.2.
    lua_rawlen: fn(*mut lua_State, c_int) -> usize;
    /// 5.1 to 5.3, LuaJIT.
    lua_newuserdata: fn(*mut lua_State, usize) -> *mut c_void;
    /// From 5.4.
    lua_newuserdatauv: fn(*mut lua_State, usize, c_int) -> *mut c_void;
    /// 5.1, LuaJIT: the user value of a userdata is its environment, a table.
    lua_setfenv: fn(*mut lua_State, c_int) -> c_int;
    /// 5.2 (a table or nil), 5.3 (any value).
    lua_setuservalue: fn(*mut lua_State, c_int);
    /// From 5.4.
    lua_setiuservalue: fn(*mut lua_State, c_int, c_int) -> c_int;
    /// 5.1, 5.2, LuaJIT.
    lua_insert: fn(*mut lua_State, c_int);
    /// 5.1, 5.2, LuaJIT.
    lua_remove: fn(*mut lua_State, c_int);
    /// 5.1, 5.2, LuaJIT.
    lua_replace: fn(*mut lua_State, c_int);
    /// From 5.3.
    lua_rotate: fn(*mut lua_State, c_int, c_int);
    /// From 5.3.
    lua_copy: fn(*mut lua_State, c_int, c_int);
    /// 5.1, LuaJIT.
    lua_pcall: fn(*mut lua_State, c_int, c_int, c_int) -> c_int;
    /// From 5.2; the context is an `int` in 5.2, pointer-sized later: zero in both.
    lua_pcallk: fn(*mut lua_State, c_int, c_int, c_int, isize, *const c_void) -> c_int;
    /// 5.1, LuaJIT.
    lua_call: fn(*mut lua_State, c_int, c_int);
    /// From 5.2.
    lua_callk: fn(*mut lua_State, c_int, c_int, isize, *const c_void);
    /// 5.1, LuaJIT.
    luaL_loadbuffer: fn(*mut lua_State, *const c_char, usize, *const c_char) -> c_int;
    /// From 5.2.
    luaL_loadbufferx: fn(*mut lua_State, *const c_char, usize, *const c_char, *const c_char) -> c_int;
    /// LuaJIT.
    luaJIT_setmode: fn(*mut lua_State, c_int, c_int) -> c_int;
    /// The C library's own end of a process; absent in a host without one.
    exit: fn(c_int);
    /// From 5.5.
    lua_numbertocstring: fn(*mut lua_State, c_int, *mut c_char) -> u32;
    /// The C library.
    setenv: fn(*const c_char, *const c_char, c_int) -> c_int;
    /// The C library.
    unsetenv: fn(*const c_char) -> c_int;
    /// The C library, though not every one.
    clearenv: fn() -> c_int;
    ;
    /// The C library.
    environ: static *const *const c_char;
}

unsafe extern "C" {
    #[link_name = "syscall_lua_weak"]
    static WEAK: Weak;
}

/// The table.
#[inline(always)]
pub fn weak() -> &'static Weak {
    // SAFETY: the assembly of build.rs defines the symbol with this structure's layout: one pointer a field, in field order, null
    // for what the host lacks, which is `None`. Nothing writes to it after the dynamic linker has.
    unsafe { &WEAK }
}
