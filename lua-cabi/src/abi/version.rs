//! Which Lua the host is, found once a process from the symbols that it has, and the numbers that follow from it.

use super::weak::weak;
use core::ffi::c_int;
use core::sync::atomic::{AtomicI32, Ordering::Relaxed};

/// The Lua versions that one binary serves, in the order in which their APIs grew.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Version {
    /// PUC Lua 5.1.
    Lua51,
    /// LuaJIT 2: the API of 5.1 with parts of 5.2.
    LuaJit,
    /// PUC Lua 5.2.
    Lua52,
    /// PUC Lua 5.3.
    Lua53,
    /// PUC Lua 5.4.
    Lua54,
    /// PUC Lua 5.5.
    Lua55,
}

impl Version {
    /// Tells the host's version. Not from `lua_version`: its ABI changed twice.
    pub fn of_host() -> Version {
        let has = weak();
        if has.lua_numbertocstring.is_some() {
            Version::Lua55
        } else if has.lua_newuserdatauv.is_some() {
            Version::Lua54
        } else if has.lua_rotate.is_some() {
            Version::Lua53
        } else if has.lua_callk.is_some() {
            Version::Lua52
        } else if has.luaJIT_setmode.is_some() {
            Version::LuaJit
        } else {
            Version::Lua51
        }
    }

    /// The pseudo-index of the registry (`LUA_REGISTRYINDEX` of each `lua.h`).
    fn registry(self) -> c_int {
        match self {
            Version::Lua51 | Version::LuaJit => -10000,
            Version::Lua52 | Version::Lua53 | Version::Lua54 => -1_001_000,
            Version::Lua55 => -(c_int::MAX / 2 + 1000),
        }
    }

    /// The pseudo-index from which upvalues count down (`lua_upvalueindex(0)`).
    fn upvalues(self) -> c_int {
        match self {
            Version::Lua51 | Version::LuaJit => -10002,
            later => later.registry(),
        }
    }
}

// Zero until `resolve`: no pseudo-index is zero. Relaxed is enough, since every thread that enters writes the same values.
static REGISTRY: AtomicI32 = AtomicI32::new(0);
static UPVALUES: AtomicI32 = AtomicI32::new(0);

/// Finds the version; every opener calls this before anything else.
pub fn resolve() {
    let version = Version::of_host();
    REGISTRY.store(version.registry(), Relaxed);
    UPVALUES.store(version.upvalues(), Relaxed);
}

/// The pseudo-index of the registry.
#[inline(always)]
pub fn registry_index() -> c_int {
    REGISTRY.load(Relaxed)
}

/// The pseudo-index of upvalue `i`, counted from 1.
#[inline(always)]
pub fn upvalue_index(i: c_int) -> c_int {
    UPVALUES.load(Relaxed) - i
}
