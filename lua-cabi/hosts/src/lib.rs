//! The Lua executables that the tests of `lua-cabi` run: built by this package's build script from the sources in the
//! crates `lua-src` and `luajit-src`, with the checks of the Lua API on. What the executables understand is in `main.c`.
//! Beside them the module that they load is built. For development only: nothing that is shipped depends on it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Name and path of each executable, oldest version first. The name is what `host.version` says in Lua.
pub const HOSTS: &[(&str, &str)] = &[
    ("lua5.1", env!("LUA_HOST_5_1")),
    ("lua5.2", env!("LUA_HOST_5_2")),
    ("lua5.3", env!("LUA_HOST_5_3")),
    ("lua5.4", env!("LUA_HOST_5_4")),
    ("lua5.5", env!("LUA_HOST_5_5")),
    ("luajit", env!("LUA_HOST_JIT")),
];

/// The target that they were built for; a module that they load must be built for the same.
pub const TARGET: &str = env!("LUA_HOST_TARGET");

/// The compiler that made them where that in `CC` does not make programs for the target: a variable and its value, for whoever
/// compiles more of Lua.
pub const COMPILER: Option<(&str, &str)> = match option_env!("LUA_HOST_CC") {
    Some(compiler) => Some((concat!("CC_", env!("LUA_HOST_TARGET")), compiler)),
    None => None,
};

/// Builds the shared object in release and returns the folder that holds it. It goes to a target folder of its own, within
/// `scratch`, so that this Cargo does not wait for the lock of the one that runs the program, and for [`TARGET`].
///
/// # Errors
/// Cargo cannot be started, or fails, of which it has said more itself.
pub fn build_module(scratch: &Path) -> Result<PathBuf, String> {
    let target = scratch.join("module");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--release", "--package", "syscall-so", "--target"])
        .arg(TARGET)
        .arg("--target-dir")
        .arg(&target);
    match cargo.status() {
        Ok(status) if status.success() => Ok(target.join(TARGET).join("release")),
        Ok(status) => Err(format!("the shared object cannot be built: {status}")),
        Err(error) => Err(format!("the shared object cannot be built: {error}")),
    }
}
