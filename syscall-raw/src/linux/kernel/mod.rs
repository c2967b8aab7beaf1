//! The kernel and the machine as a whole: the system, clocks and timers, BPF, performance events.

pub mod bpf;
pub mod perf;
pub mod system;
pub mod time;

pub use bpf::*;
pub use perf::*;
pub use system::*;
pub use time::*;
