//! The system as a whole.

use crate::object::{Type, objects};
use syscall_types::native::{sysinfo, utsname};

objects! { Linux: sysinfo utsname }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::of::<sysinfo>(
        "Uptime in seconds, loads (each times 65536), memory and swap in units of `mem_unit` bytes, number of threads. sysinfo(2)",
    ),
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<utsname>(
            "The system's names as the kernel has them: arrays of characters that end with a zero. uname(2)",
        )
    },
];
