//! File systems as a whole.

use crate::object::{Type, objects};
use syscall_types::native::{fsid, statfs};

objects! { Linux: statfs fsid }

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        positional: true,
        ..Type::of::<statfs>(
            "The type of a file system (`f_type`, of `c.FS_MAGIC`) and its space. statfs(2)",
        )
    },
    Type {
        positional: true,
        ..Type::of::<fsid>("The identity of a file system. statfs(2)")
    },
];
