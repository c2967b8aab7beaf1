//! Virtual devices that the kernel serves. linux/vhost.h

use crate::object::Type;
use syscall_types::Reflect;
use syscall_types::native::{vhost_vring_addr, vhost_vring_file, vhost_vring_state};

/// A structure that is made as in C.
const fn plain<T: Reflect>(doc: &'static str) -> Type {
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<T>(doc)
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    plain::<vhost_vring_state>("A number of a ring. linux/vhost.h"),
    plain::<vhost_vring_file>("The descriptor of a ring. linux/vhost.h"),
    plain::<vhost_vring_addr>("Where a ring is in memory. linux/vhost.h"),
];
