//! The fixed structures of netlink messages. netlink(7), rtnetlink(7)

use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::object::access::field;
use crate::object::system::System;
use crate::object::{Meta, Shape, Type, make, objects};
use syscall_consts::native::{AF, NTF, NUD, RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT};
use syscall_types::Struct;
use syscall_types::native::{
    ifa_cacheinfo, ifaddrmsg, ifinfomsg, ifla_vlan_flags, ifla_vlan_qos_mapping, nda_cacheinfo,
    ndmsg, ndt_config, ndt_stats, ndtmsg, nlmsgerr, nlmsghdr, rta_cacheinfo, rta_mfc_stats, rtattr,
    rtgenmsg, rtmsg, rtnl_link_ifmap, rtnl_link_stats, rtnl_link_stats64,
};

objects! { Linux: rtmsg ndmsg }

/// Pushes a structure of a message by its description: what its bytes lack is 0. False when Lua has no type of it. May raise
/// (memory).
pub fn push_structure(cx: &mut Cx, layout: &Struct, bytes: &[u8]) -> bool {
    let Some(id) = System::of(cx).id_of_struct(layout) else {
        return false;
    };
    let size = System::of(cx).ty(id).size();
    let place = make::push_block(cx, Meta::new(id, Shape::Struct), size);
    // Lua's own memory, whose touch does not fail.
    let _ = place.fill(bytes);
    true
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type::plain::<nlmsghdr>("What every message begins with. netlink(7)"),
    Type::plain::<nlmsgerr>(
        "An error or acknowledgement: the number, and what it answers. netlink(7)",
    ),
    Type::plain::<rtattr>("The head of an attribute. rtnetlink(7)"),
    Type::plain::<rtgenmsg>("A request for all of a family. rtnetlink(7)"),
    Type::plain::<ifinfomsg>("What a link message begins with. rtnetlink(7)"),
    Type::plain::<ifaddrmsg>("What an address message begins with. rtnetlink(7)"),
    Type::plain::<rtnl_link_stats>("A link's counters (linux/if_link.h)"),
    Type::plain::<rtnl_link_stats64>("A link's counters in 64 bits (linux/if_link.h)"),
    Type::plain::<rtnl_link_ifmap>("Where a link's hardware is (linux/if_link.h)"),
    Type::plain::<ifla_vlan_flags>(
        "Flags of a VLAN link, and which of them count (linux/if_link.h)",
    ),
    Type::plain::<ifla_vlan_qos_mapping>("A priority, and what becomes of it (linux/if_link.h)"),
    Type::plain::<ifa_cacheinfo>("An address's lifetimes (linux/if_addr.h)"),
    Type {
        prefix: "rtm_",
        accessors: &[
            field("family", "The address family.").named::<Flags<AF>>(),
            field("dst_len", "Bits of the destination's prefix."),
            field("src_len", "Bits of the source's prefix."),
            field("tos", "The type of service that the route is for."),
            field("table", "The table of routes; 0 where an attribute has it.")
                .named::<Flags<RT_TABLE>>(),
            field("protocol", "Who made the route.").named::<Flags<RTPROT>>(),
            field("scope", "How far the destination is.").named::<Flags<RT_SCOPE>>(),
            field("type", "What becomes of packets.").named::<Flags<RTN>>(),
            field("flags", "The flags.").named::<Flags<RTM_F>>(),
        ],
        ..Type::of::<rtmsg>("What a route message begins with. rtnetlink(7)")
    },
    Type::plain::<rta_cacheinfo>("A route's age and use (linux/rtnetlink.h)"),
    Type {
        prefix: "ndm_",
        accessors: &[
            field("family", "The address family.").named::<Flags<AF>>(),
            field("ifindex", "The interface."),
            field("state", "What is known of the neighbour.").named::<Flags<NUD>>(),
            field("flags", "The flags.").named::<Flags<NTF>>(),
            field("type", "What becomes of packets to it.").named::<Flags<RTN>>(),
        ],
        ..Type::of::<ndmsg>("What a neighbour message begins with. rtnetlink(7)")
    },
    Type::plain::<rta_mfc_stats>("Counters of a multicast route (linux/rtnetlink.h)"),
    Type::plain::<nda_cacheinfo>("A neighbour's age and use (linux/neighbour.h)"),
    Type::plain::<ndtmsg>(
        "What a message about a table of neighbours begins with (linux/neighbour.h)",
    ),
    Type::plain::<ndt_config>("Such a table's settings (linux/neighbour.h)"),
    Type::plain::<ndt_stats>("Such a table's counters (linux/neighbour.h)"),
];
