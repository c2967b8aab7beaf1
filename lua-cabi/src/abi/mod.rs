//! The Lua C API of all versions behind one type, [`State`]: the only place that knows that versions differ.

mod import;
mod state;
pub(crate) mod version;
mod weak;

pub use import::{lua_CFunction, lua_State};
pub use state::{Called, State, Type};
pub use version::Version;
pub(crate) use version::{registry_index, upvalue_index};
