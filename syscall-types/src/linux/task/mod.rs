//! Processes and threads.

use crate::declare::lists;

pub mod accounting;
pub mod context;
pub mod elf;
pub mod process;
pub mod ptrace;
pub mod sched;
pub mod signal;
pub mod wait;

pub use accounting::*;
pub use context::*;
pub use elf::*;
pub use process::*;
pub use ptrace::*;
pub use signal::*;
pub use wait::*;

lists! {
    accounting,
    context::arch,
    context::frame,
    elf,
    process,
    ptrace,
    signal,
}
