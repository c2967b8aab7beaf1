//! The module inside Rust programs: `host` is `mlua` or `rlua` with some Lua version linked in, as the package says whose
//! manifest names this file. The hosts unwind on a panic, as Rust programs do by default.

mod memory;
mod misuse;
mod shapes;
mod states;
mod support;
mod systems;
