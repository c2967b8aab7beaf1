//! Processes and threads: making them and waiting for them, signals, scheduling, tracing, programs.

pub mod credentials;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod sched;
pub mod signal;
pub mod wait;

pub use credentials::*;
pub use prctl::*;
pub use process::*;
pub use ptrace::*;
pub use sched::*;
pub use signal::*;
pub use wait::*;
