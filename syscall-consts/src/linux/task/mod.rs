//! Processes and threads.

use crate::declare::lists;

pub mod context;
pub mod elf;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod signal;

pub use context::*;
pub use elf::*;
pub use prctl::*;
pub use process::*;
pub use ptrace::*;
pub use signal::*;

lists! { context elf prctl process ptrace signal }
