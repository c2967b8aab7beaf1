//! The shared object around [`lua_cabi`]: what a program without the standard library owes the compiler, and nothing
//! else. Its entry points (`luaopen_*`) are those of `lua_cabi`. It needs no allocator: memory comes from Lua.

#![no_std]

use core::ffi::c_int;
use core::panic::PanicInfo;

extern crate lua_cabi;

unsafe extern "C" {
    safe fn abort() -> !;
}

/// A panic cannot pass through Lua: it ends the process.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    abort()
}

/// `core` as it is shipped refers to this symbol from its unwind tables, in builds without fat LTO. Nothing here unwinds by
/// Rust's rules: the answer is `_URC_CONTINUE_UNWIND`, so that Lua's own errors pass.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() -> c_int {
    8
}
