//! The fixed structures of route netlink messages.

use crate::context::Cx;
use crate::convert::Push;
use crate::object::{Object, Type, make};
use syscall_types::native::{ifa_cacheinfo, ifaddrmsg, ifinfomsg, rtnl_link_stats};

/// Structures that are results: each shows as a new object.
macro_rules! results {
    ($($name:ident: $doc:literal;)*) => {
        $(
            impl Object for $name {
                const NAME: &'static str = stringify!($name);
            }

            impl Push for $name {
                fn push(self, cx: Cx) {
                    make::push_new(cx, self);
                }
            }
        )*

        /// The types of this file.
        pub const TYPES: &[Type] = &[$(Type { positional: true, lenient: true, ..Type::of::<$name>($doc) }),*];
    };
}
results! {
    ifinfomsg: "What a link message begins with. rtnetlink(7)";
    ifaddrmsg: "What an address message begins with. rtnetlink(7)";
    rtnl_link_stats: "A link's counters (linux/if_link.h)";
    ifa_cacheinfo: "An address's lifetimes (linux/if_addr.h)";
}
