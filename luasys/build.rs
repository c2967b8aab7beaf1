//! Builds LuaJIT as distributions do (no 5.2 compatibility, no checks) and links all of it in, with its API exported so
//! that C modules find it.

#[path = "../lua-cabi/hosts/compiler.rs"]
mod compiler;

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if let Ok(jobs) = env::var("CARGO_MAKEFLAGS") {
        // SAFETY: no other thread runs. LuaJIT's make takes its job tokens from Cargo through this.
        unsafe { env::set_var("MAKEFLAGS", jobs) };
    }
    println!("cargo:rerun-if-changed=../lua-cabi/hosts/compiler.rs");
    compiler::settle();
    let built = luajit_src::Build::new().debug(false).build();
    println!(
        "cargo:rustc-link-search=native={}",
        built.lib_dir().display()
    );
    for library in built.libs() {
        println!("cargo:rustc-link-lib=static:+whole-archive={library}");
    }
    println!("cargo:rustc-link-arg-bins=-Wl,--export-dynamic");
}
