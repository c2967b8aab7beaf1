//! The kernel and the machine as a whole.

use crate::declare::lists;

pub mod bpf;
pub mod perf;
pub mod time;

pub use bpf::*;
pub use perf::*;
pub use time::*;

lists! {
    bpf,
    bpf::info,
    bpf::member,
    perf,
    time,
}
