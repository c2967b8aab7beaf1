//! What filters of system calls see. seccomp(2)

use crate::object::Type;
use syscall_types::native::seccomp_data;

/// The types of this file.
pub const TYPES: &[Type] = &[Type::plain::<seccomp_data>(
    "A system call as a filter sees it: number, architecture, address, arguments. seccomp(2)",
)];
