//! The Lua executables that the tests of `lua-cabi` run: built by this package's build script from the sources in the
//! crates `lua-src` and `luajit-src`, with the checks of the Lua API on. What the executables understand is in `main.c`.
//! For development only: nothing that is shipped depends on it.

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
