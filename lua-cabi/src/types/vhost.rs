//! Virtual devices that the kernel serves. linux/vhost.h

use crate::object::Type;
use syscall_types::native::{
    vhost_memory, vhost_memory_region, vhost_vring_addr, vhost_vring_file, vhost_vring_state,
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::plain::<vhost_vring_state>("A number of a ring. linux/vhost.h"),
    Type::plain::<vhost_vring_file>("The descriptor of a ring. linux/vhost.h"),
    Type::plain::<vhost_vring_addr>("Where a ring is in memory. linux/vhost.h"),
    Type::plain::<vhost_memory_region>("A stretch of a guest's memory. linux/vhost.h"),
    Type::plain::<vhost_memory>("The head of a list of such stretches. linux/vhost.h"),
];
