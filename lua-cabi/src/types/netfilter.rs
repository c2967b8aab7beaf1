//! Queries of packet filters. linux/netfilter/x_tables.h

use crate::object::Type;
use syscall_types::native::xt_get_revision;

/// The types of this file.
pub const TYPES: &[Type] = &[Type::plain::<xt_get_revision>(
    "The revision of a match or target of iptables. linux/netfilter/x_tables.h",
)];
