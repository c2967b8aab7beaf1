//! The query of an extension's version (linux/netfilter/x_tables.h).

use linux_raw_sys::net;

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// An extension of netfilter's tables and its revision (linux/netfilter/x_tables.h).
    xt_get_revision: "struct xt_get_revision" = net::xt_get_revision { name as [Char; 29], revision }
}
