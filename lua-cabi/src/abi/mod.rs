//! The Lua C API of all versions behind one type, [`State`]: the only place that knows that versions differ.

mod environment;
mod import;
mod state;
pub(crate) mod version;
mod weak;

pub use environment::Unchanged;
pub use import::{lua_Debug, lua_Hook};
pub use state::{Called, Hook, State, Type};
pub use version::Version;
pub(crate) use version::{registry_index, upvalue_index};

use core::ffi::c_int;

/// An opaque Lua thread.
#[allow(non_camel_case_types, reason = "the name of lua.h")]
#[repr(C)]
pub struct lua_State {
    _opaque: [u8; 0],
}

/// A C function callable from Lua.
#[allow(non_camel_case_types, reason = "the name of lua.h")]
pub type lua_CFunction = unsafe extern "C-unwind" fn(*mut lua_State) -> c_int;

/// The type of a function that may be absent, under the same ABI as the imports that always are there.
#[cfg(panic = "abort")]
macro_rules! optional {
    (fn($($arg:ty),*) $(-> $result:ty)?) => { Option<unsafe extern "C" fn($($arg),*) $(-> $result)?> };
}
#[cfg(not(panic = "abort"))]
macro_rules! optional {
    (fn($($arg:ty),*) $(-> $result:ty)?) => { Option<unsafe extern "C-unwind" fn($($arg),*) $(-> $result)?> };
}
use optional;
