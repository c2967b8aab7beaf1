//! The system as a whole.

use crate::object::{Type, objects};
use syscall_types::native::sysinfo;

objects! { Linux: sysinfo }

/// The types of this file.
pub const TYPES: &[Type] = &[Type::of::<sysinfo>(
    "Uptime in seconds, loads (each times 65536), memory and swap in units of `mem_unit` bytes, number of threads. sysinfo(2)",
)];
