//! Processes and threads: making them and waiting for them, signals, scheduling, tracing, programs.

use crate::declare::lists;

pub mod accounting;
pub mod context;
pub mod elf;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod sched;
pub mod signal;
pub mod wait;

pub use accounting::*;
pub use context::*;
pub use elf::*;
pub use prctl::*;
pub use process::*;
pub use ptrace::*;
pub use sched::*;
pub use signal::*;
pub use wait::*;

lists! { accounting context elf prctl process ptrace sched signal wait }
