//! The fixed structures of route netlink messages.

use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::object::access::field;
use crate::object::make;
use crate::object::{Type, objects};
use syscall_consts::native::{AF, NTF, NUD, RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT};
use syscall_netlink::wire;
use syscall_types::native::{
    ifa_cacheinfo, ifaddrmsg, ifinfomsg, ifla_vlan_flags, ifla_vlan_qos_mapping, nda_cacheinfo,
    ndmsg, nlmsghdr, rta_cacheinfo, rta_mfc_stats, rtgenmsg, rtmsg, rtnl_link_ifmap,
    rtnl_link_stats, rtnl_link_stats64,
};
use syscall_types::{Reflect, Struct};

macro_rules! structures {
    ($($name:ident: $doc:literal $(, $prefix:literal [$($accessor:expr),+ $(,)?])?;)+) => {
        objects! { Linux: $($name)+ }

        /// The types of this file.
        pub const TYPES: &[Type] = &[$(
            structures!(@ $name $doc $(, $prefix [$($accessor),+])?)
        ),+];

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
    (@ $name:ident $doc:literal) => {
        plain::<$name>($doc)
    };
    (@ $name:ident $doc:literal, $prefix:literal [$($accessor:expr),+]) => {
        Type {
            prefix: $prefix,
            accessors: &[$($accessor),+],
            ..Type::of::<$name>($doc)
        }
    };
}

structures! {
    nlmsghdr: "What each message begins with. netlink(7)";
    rtgenmsg: "What a request for everything begins with. rtnetlink(7)";
    ifinfomsg: "What a link message begins with. rtnetlink(7)";
    ifaddrmsg: "What an address message begins with. rtnetlink(7)";
    rtmsg: "What a route message begins with: `{family=, dst_len=, src_len=, tos=, table=, protocol=, scope=, type=, flags=}`. rtnetlink(7)", "rtm_" [
        field("family", "The address family.").named::<Flags<AF>>(),
        field("dst_len", "The length of the destination's prefix in bits."),
        field("src_len", "The length of the source's prefix in bits."),
        field("tos", "The type of service."),
        field("table", "The routing table; 0 where an attribute has it.").named::<Flags<RT_TABLE>>(),
        field("protocol", "Who made the route.").named::<Flags<RTPROT>>(),
        field("scope", "How far away the destination is.").named::<Flags<RT_SCOPE>>(),
        field("type", "What becomes of packets.").named::<Flags<RTN>>(),
        field("flags", "Flags.").named::<Flags<RTM_F>>(),
    ];
    ndmsg: "What a neighbour message begins with: `{family=, ifindex=, state=, flags=, type=}`. rtnetlink(7)", "ndm_" [
        field("family", "The address family.").named::<Flags<AF>>(),
        field("ifindex", "The interface's index."),
        field("state", "How far the kernel trusts the entry.").named::<Flags<NUD>>(),
        field("flags", "Flags.").named::<Flags<NTF>>(),
        field("type", "What kind of address it is.").named::<Flags<RTN>>(),
    ];
    rtnl_link_stats: "A link's counters (linux/if_link.h)";
    rtnl_link_stats64: "A link's counters in 64 bits (linux/if_link.h)";
    rtnl_link_ifmap: "Where a link's hardware is (linux/if_link.h)";
    ifla_vlan_flags: "Flags of a VLAN link, and which of them count (linux/if_link.h)";
    ifla_vlan_qos_mapping: "A priority, and what becomes of it (linux/if_link.h)";
    ifa_cacheinfo: "An address's lifetimes (linux/if_addr.h)";
    rta_cacheinfo: "How a route was used (linux/rtnetlink.h)";
    rta_mfc_stats: "Counters of a multicast route (linux/rtnetlink.h)";
    nda_cacheinfo: "How a neighbour was used (linux/neighbour.h)";
}

/// A structure with C's own initialisation.
const fn plain<T: Reflect>(doc: &'static str) -> Type {
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<T>(doc)
    }
}
