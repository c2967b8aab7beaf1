//! The fixed structures of route netlink messages.

use crate::context::Cx;
use crate::object::make;
use crate::object::{Type, objects};
use syscall_netlink::wire;
use syscall_types::native::{
    ifa_cacheinfo, ifaddrmsg, ifinfomsg, ifla_vlan_flags, ifla_vlan_qos_mapping, rtnl_link_ifmap,
    rtnl_link_stats, rtnl_link_stats64,
};
use syscall_types::{Reflect, Struct};

macro_rules! structures {
    ($($name:ident: $doc:literal,)+) => {
        objects! { Linux: $($name)+ }

        /// The types of this file.
        pub const TYPES: &[Type] = &[$(plain::<$name>($doc)),+];

        /// Pushes a structure of a message by its description: what its bytes lack is 0. False when Lua has no type of it.
        /// May raise (memory).
        pub fn push_structure(cx: &mut Cx, layout: &Struct, bytes: &[u8]) -> bool {
            $(
                if core::ptr::eq(layout, $name::STRUCT) {
                    make::push_new(cx, wire::read::<$name>(bytes));
                    return true;
                }
            )+
            false
        }
    };
}

structures! {
    ifinfomsg: "What a link message begins with. rtnetlink(7)",
    ifaddrmsg: "What an address message begins with. rtnetlink(7)",
    rtnl_link_stats: "A link's counters (linux/if_link.h)",
    rtnl_link_stats64: "A link's counters in 64 bits (linux/if_link.h)",
    rtnl_link_ifmap: "Where a link's hardware is (linux/if_link.h)",
    ifla_vlan_flags: "Flags of a VLAN link, and which of them count (linux/if_link.h)",
    ifla_vlan_qos_mapping: "A priority, and what becomes of it (linux/if_link.h)",
    ifa_cacheinfo: "An address's lifetimes (linux/if_addr.h)",
}

/// A structure with C's own initialisation.
const fn plain<T: Reflect>(doc: &'static str) -> Type {
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<T>(doc)
    }
}
