//! Builds six Lua executables, each of one Lua library and `main.c`, each in its own folder of OUT_DIR.

mod compiler;

use std::env;
use std::path::{Path, PathBuf};
use std::thread;

use lua_src::Version;

/// The plain Lua versions: library name, folder name, variable that `lib.rs` reads.
const LUA: [(Version, &str, &str); 5] = [
    (Version::Lua51, "lua5.1", "LUA_HOST_5_1"),
    (Version::Lua52, "lua5.2", "LUA_HOST_5_2"),
    (Version::Lua53, "lua5.3", "LUA_HOST_5_3"),
    (Version::Lua54, "lua5.4", "LUA_HOST_5_4"),
    (Version::Lua55, "lua5.5", "LUA_HOST_5_5"),
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=main.c");
    println!("cargo:rustc-env=LUA_HOST_TARGET={}", var("TARGET"));
    if let Ok(jobs) = env::var("CARGO_MAKEFLAGS") {
        // SAFETY: no other thread runs yet. LuaJIT's make takes its job tokens from Cargo through this.
        unsafe { env::set_var("MAKEFLAGS", jobs) };
    }
    println!("cargo:rerun-if-changed=compiler.rs");
    if let Some(compiler) = compiler::settle() {
        println!("cargo:rustc-env=LUA_HOST_CC={compiler}");
    }
    let out = PathBuf::from(var("OUT_DIR"));
    // LuaJIT takes about as long as the other five together.
    thread::scope(|scope| {
        scope.spawn(|| luajit(&out.join("luajit")));
        for (version, name, variable) in LUA {
            lua(version, name, variable, &out.join(name));
        }
    });
}

fn lua(version: Version, name: &str, variable: &str, dir: &Path) {
    let built = lua_src::Build::new()
        .out_dir(dir)
        .opt_level("1")
        .debug(true)
        .build(version);
    let library = built.lib_dir().join(format!("lib{name}.a"));
    link(
        name,
        variable,
        &dir.join(name),
        built.include_dir(),
        &library,
    );
}

/// LuaJIT as distributions build it (no 5.2 compatibility), but with its assertions.
fn luajit(dir: &Path) {
    let built = luajit_src::Build::new().out_dir(dir).debug(true).build();
    let library = built.lib_dir().join("libluajit.a");
    link(
        "luajit",
        "LUA_HOST_JIT",
        &dir.join("luajit"),
        built.include_dir(),
        &library,
    );
}

/// Makes the executable, with the whole API exported to the modules that it loads, and names its path to `lib.rs`.
fn link(name: &str, variable: &str, program: &Path, include: &Path, library: &Path) {
    let mut cc = cc::Build::new()
        .cargo_metadata(false)
        .get_compiler()
        .to_command();
    cc.args(["-Wall", "-Wextra", "-g", "-O1", "main.c", "-o"])
        .arg(program);
    cc.arg(format!("-DHOST_NAME=\"{name}\""))
        .arg("-I")
        .arg(include);
    cc.args(["-Wl,-E", "-Wl,--whole-archive"])
        .arg(library)
        .arg("-Wl,--no-whole-archive");
    cc.args(["-lm", "-ldl", "-lpthread"]);
    let status = cc.status().unwrap_or_else(|e| panic!("{cc:?}: {e}"));
    assert!(status.success(), "{cc:?}: {status}");
    println!("cargo:rustc-env={variable}={}", program.display());
}

fn var(name: &str) -> String {
    env::var(name).unwrap_or_else(|e| panic!("{name}: {e}"))
}
