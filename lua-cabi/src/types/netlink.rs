//! The fixed structures of route netlink messages.

use crate::object::{Type, objects, shown};
use syscall_types::native::{ifa_cacheinfo, ifaddrmsg, ifinfomsg, rtnl_link_stats};

objects! { Linux: ifinfomsg ifaddrmsg rtnl_link_stats ifa_cacheinfo }
shown! { ifinfomsg ifaddrmsg rtnl_link_stats ifa_cacheinfo }

/// A structure with C's own initialisation.
const fn plain<T: syscall_types::Reflect>(doc: &'static str) -> Type {
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<T>(doc)
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    plain::<ifinfomsg>("What a link message begins with. rtnetlink(7)"),
    plain::<ifaddrmsg>("What an address message begins with. rtnetlink(7)"),
    plain::<rtnl_link_stats>("A link's counters (linux/if_link.h)"),
    plain::<ifa_cacheinfo>("An address's lifetimes (linux/if_addr.h)"),
];
