//! What the tests share: the two ways to bring the module into a state, and a count of open descriptors.

use std::ffi::c_int;
use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

use host::{Lua, Result, Table, Value};

/// The module's opener as the host wants its C functions.
pub fn opener() -> host::lua_CFunction {
    type Opener = unsafe extern "C-unwind" fn(*mut lua_cabi::abi::lua_State) -> c_int;
    // SAFETY: both are C functions of one pointer to the same opaque Lua thread, which two crates name differently.
    unsafe { std::mem::transmute::<Opener, host::lua_CFunction>(lua_cabi::luaopen_syscall) }
}

/// The opener of the tiny system, likewise.
pub fn tiny_opener() -> host::lua_CFunction {
    type Opener = unsafe extern "C-unwind" fn(*mut lua_cabi::abi::lua_State) -> c_int;
    // SAFETY: as in `opener`.
    unsafe { std::mem::transmute::<Opener, host::lua_CFunction>(lua_cabi::luaopen_syscall_tiny) }
}

/// A C function that makes the module known to `require`.
pub unsafe extern "C-unwind" fn preload(l: *mut host::lua_State) -> c_int {
    // SAFETY: Lua passes the thread that calls; both names of its type are opaque.
    unsafe { lua_cabi::preload(l.cast()) };
    0
}

/// A new state with the module in the global `S`, called as a C function.
pub fn opened() -> Result<Lua> {
    let lua = Lua::new();
    // SAFETY: an opener of a Lua module keeps to the C API.
    let open = unsafe { lua.create_c_function(opener()) }?;
    let module: Value = open.call(())?;
    lua.globals().set("S", module)?;
    drop(open);
    Ok(lua)
}

/// A new state with the module in the global `S`, found by `require`.
pub fn required() -> Result<Lua> {
    let lua = Lua::new();
    // SAFETY: it adds one entry to a table of Lua's.
    let preload = unsafe { lua.create_c_function(preload) }?;
    let (): () = preload.call(())?;
    drop(preload);
    lua.load("S = require 'syscall'").exec()?;
    Ok(lua)
}

/// Runs a test in a state of either making, alone in the process, and checks that the state's end leaves no descriptor.
pub fn each_way(test: impl Fn(&Lua) -> Result<()>) {
    for make in [opened, required] {
        alone(|| {
            let lua = make().expect("a state with the module");
            let module: Table = lua.globals().get("S").expect("the module is a table");
            drop(module);
            if let Err(e) = test(&lua) {
                panic!("{e}");
            }
        });
    }
}

/// Runs something that leaves no descriptor behind, while no other test opens any.
pub fn alone<R>(run: impl FnOnce() -> R) -> R {
    static ALONE: Mutex<()> = Mutex::new(());
    let _guard: MutexGuard<()> = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = descriptors();
    let result = run();
    assert_eq!(before, descriptors(), "descriptors before and after");
    result
}

/// The open descriptors, with what they are open to.
pub fn descriptors() -> Vec<(i32, String)> {
    let mut found: Vec<_> = fs::read_dir("/proc/self/fd")
        .expect("/proc is mounted")
        .filter_map(|entry| {
            let path = entry.expect("an entry of /proc").path();
            // The descriptor of this walk itself is seen too; the others stay what they are.
            let target = fs::read_link(&path).ok()?.to_string_lossy().into_owned();
            let number = path.file_name()?.to_str()?.parse().ok()?;
            (!target.ends_with("/fd")).then_some((number, target))
        })
        .collect();
    found.sort();
    found
}
