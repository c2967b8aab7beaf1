//! Links: the network interfaces, as `RTM_NEWLINK` messages describe them.
//!
//! Facts: rtnetlink(7), `linux/if_link.h`, and what `net/core/rtnetlink.c` puts into the message and accepts in requests.

use core::ffi::CStr;

use linux_raw_sys::if_arp::IFNAMSIZ;
use rustix::fd::AsFd;
use syscall_consts::linux::{
    AF, ARPHRD, IF_OPER, IFF, IFLA, IFLA_INFO, IFLA_VLAN, IFLA_VLAN_QOS, NLM_F, RTEXT_FILTER, RTM,
    VETH_INFO,
};
use syscall_raw::Fd;
use syscall_types::linux::{
    ifinfomsg, ifla_vlan_flags, ifla_vlan_qos_mapping, rtnl_link_ifmap, rtnl_link_stats,
    rtnl_link_stats64,
};

use crate::dump::{Outcome, Sink, dump, get};
use crate::error::Error;
use crate::socket::Socket;
use crate::table::declare::messages;

/// Bytes that a request of this module needs at most: 16 + 16 + an alternative name of 128 with its header + 8.
const REQUEST: usize = 184;

messages! {
    /// A link, as one message describes it.
    ///
    /// Texts and addresses are borrowed from the message.
    message Link<'a> / NewLink: RTM [NEWLINK DELLINK] ifinfomsg {
        /// The address family: `AF::UNSPEC`, or `AF::BRIDGE` and the like in messages about one family's view of a link.
        family: AF as Named<u8> = ifi_family,
        /// The hardware type.
        hardware: ARPHRD as Named<u16> = ifi_type,
        /// The interface index, positive; 0 in requests that name the link otherwise, or make one.
        index: i32 = ifi_index,
        /// The flags.
        flags: IFF as Named<u32> = ifi_flags,
        /// The flags that an event is about, or that a request sets; the kernel takes none for all.
        change: IFF as Named<u32> = ifi_change,
    } IFLA {
        /// The hardware address, 6 bytes on Ethernet.
        address: &'a [u8] as Hardware = ADDRESS,
        /// The hardware broadcast address.
        broadcast: &'a [u8] as Hardware = BROADCAST,
        /// The name, up to 15 bytes that need not be UTF-8.
        name: &'a CStr = IFNAME,
        /// The largest payload.
        mtu: u32 = MTU in bytes,
        /// The index of the link below (vlan) or of the peer (veth), which may be in another network namespace.
        link: u32 = LINK,
        /// The index of the link above, the bridge or bond that it is a port of; 0 in a request takes it off.
        master: u32 = MASTER,
        /// What one address family has to say of a port: for bridges, `IFLA_BRPORT_*`.
        protinfo: Attributes<'a> | &'a dyn Encode = PROTINFO,
        /// Taken and ignored since Linux 2.6.
        weight: u32 = WEIGHT,
        /// The length of the transmit queue.
        txqlen: u32 = TXQLEN in packets,
        /// The operational state of RFC 2863.
        operstate: IF_OPER as Named<u8> = OPERSTATE,
        /// Whether the link goes up by itself (0) or first becomes dormant (1).
        linkmode: u8 = LINKMODE,
        /// What a link is besides its hardware: the kind of a virtual link, and of the link above.
        info: LinkInfo<'a> | NewLinkInfo<'a> as Flat = LINKINFO,
        /// The process to whose network namespace a request moves the link.
        net_ns_pid: u32 = NET_NS_PID,
        /// The text that an administrator gave it.
        alias: &'a CStr = IFALIAS,
        /// Settings of virtual functions (`IFLA_VF_INFO`), where the request asked for them.
        vfinfo_list: Attributes<'a> | &'a dyn Encode = VFINFO_LIST,
        /// Port profiles of virtual functions.
        vf_ports: Attributes<'a> | &'a dyn Encode = VF_PORTS,
        /// The link's own port profile.
        port_self: Attributes<'a> | &'a dyn Encode = PORT_SELF,
        /// What each address family has to say, under the family's number.
        af_spec: Attributes<'a> | &'a dyn Encode = AF_SPEC,
        /// The group that an administrator put it in.
        group: u32 = GROUP,
        /// The descriptor of the network namespace to which a request moves the link.
        net_ns_fd: u32 | Fd<'a> = NET_NS_FD,
        /// What else a request wants to be told.
        ext_mask: RTEXT_FILTER as Named<u32> = EXT_MASK,
        /// How many transmit queues there are.
        num_tx_queues: u32 = NUM_TX_QUEUES,
        /// How many receive queues there are.
        num_rx_queues: u32 = NUM_RX_QUEUES,
        /// Whether there is a carrier.
        carrier: bool as Bool = CARRIER,
        /// The number, in this network namespace, of the one that [`Link::link`] is in.
        link_netnsid: i32 = LINK_NETNSID,
        /// Whether the link is kept down by what runs above it.
        proto_down: bool as Bool = PROTO_DOWN,
        /// The most segments of a packet that is left to the device to cut.
        gso_max_segs: u32 = GSO_MAX_SEGS,
        /// The size of the largest packet that is left to the device to cut.
        gso_max_size: u32 = GSO_MAX_SIZE in bytes,
        /// The program that gets the packets first (`IFLA_XDP_*`).
        xdp: Attributes<'a> | &'a dyn Encode = XDP,
        /// The index that a link shall have, or has, in the network namespace to which it moves.
        new_ifindex: i32 = NEW_IFINDEX,
        /// The network namespace that the request is about, by its number here.
        target_netnsid: i32 = IF_NETNSID,
        /// Alternative names.
        alternative_names: Elements<'a, &'a CStr> | &'a [&'a CStr] as List<Own, { IFLA::ALT_IFNAME.0 }> = PROP_LIST,
        /// The alternative name by which a request finds the link.
        alternative_name: &'a CStr = ALT_IFNAME,
        /// Who keeps the link down, as bits and a mask (`IFLA_PROTO_DOWN_REASON_*`).
        proto_down_reason: Attributes<'a> | &'a dyn Encode = PROTO_DOWN_REASON,
        /// The size of the largest packet that is put together of received ones.
        gro_max_size: u32 = GRO_MAX_SIZE in bytes,
        /// As [`Link::gso_max_size`], of IPv4 packets.
        gso_ipv4_max_size: u32 = GSO_IPV4_MAX_SIZE in bytes,
        /// As [`Link::gro_max_size`], of IPv4 packets.
        gro_ipv4_max_size: u32 = GRO_IPV4_MAX_SIZE in bytes,
    } answers {
        /// The queueing discipline's name.
        qdisc: &'a CStr = QDISC,
        /// The counters in 32 bits, which wrap.
        stats: rtnl_link_stats as Layout = STATS,
        /// Where the hardware is.
        map: rtnl_link_ifmap as Layout = MAP,
        /// How many virtual functions there are.
        num_vf: u32 = NUM_VF,
        /// The counters.
        stats64: rtnl_link_stats64 as Layout = STATS64,
        /// How many want all packets of the medium.
        promiscuity: u32 = PROMISCUITY,
        /// The device's port, where several links share one.
        phys_port_id: &'a [u8] = PHYS_PORT_ID,
        /// How often the carrier came or went.
        carrier_changes: u32 = CARRIER_CHANGES,
        /// The switch that the link is a port of.
        phys_switch_id: &'a [u8] = PHYS_SWITCH_ID,
        /// The name of the device's port.
        phys_port_name: &'a CStr = PHYS_PORT_NAME,
        /// What happened (`IFLA_EVENT_*`).
        event: u32 = EVENT,
        /// The number, in this network namespace, of the one that the link moved to.
        new_netnsid: i32 = NEW_NETNSID,
        /// How often the carrier came.
        carrier_up_count: u32 = CARRIER_UP_COUNT,
        /// How often the carrier went.
        carrier_down_count: u32 = CARRIER_DOWN_COUNT,
        /// The least value of [`Link::mtu`].
        min_mtu: u32 = MIN_MTU in bytes,
        /// The greatest value of [`Link::mtu`]; 0 when there is no limit.
        max_mtu: u32 = MAX_MTU in bytes,
        /// The hardware address that the device came with.
        perm_address: &'a [u8] as Hardware = PERM_ADDRESS,
        /// The name of the device that the link belongs to, on its bus.
        parent_dev_name: &'a CStr = PARENT_DEV_NAME,
        /// The name of that device's bus.
        parent_dev_bus_name: &'a CStr = PARENT_DEV_BUS_NAME,
        /// The greatest value that [`Link::gso_max_size`] can have.
        tso_max_size: u32 = TSO_MAX_SIZE in bytes,
        /// The greatest value that [`Link::gso_max_segs`] can have.
        tso_max_segs: u32 = TSO_MAX_SEGS,
        /// How many want all multicast packets.
        allmulti: u32 = ALLMULTI,
        /// The port of devlink that the link belongs to (`DEVLINK_ATTR_*`).
        devlink_port: Attributes<'a> = DEVLINK_PORT,
        /// The clock's pin (`DPLL_A_PIN_*`).
        dpll_pin: Attributes<'a> = DPLL_PIN,
        /// How far ahead of its time the device takes a packet.
        max_pacing_offload_horizon: u64 as Uint = MAX_PACING_OFFLOAD_HORIZON in nanoseconds,
        /// Whether the link stays in its network namespace.
        netns_immutable: bool as Bool = NETNS_IMMUTABLE,
    }

    /// What a link is besides its hardware.
    nest LinkInfo<'a> / NewLinkInfo: IFLA_INFO {
        /// The kind of a virtual link: "veth", "bridge".
        kind: &'a CStr = KIND,
        /// What the kind has to say, in the kind's own attributes: [`LinkInfo::kind_data`] reads them.
        data: Attributes<'a> | &'a dyn Encode as Dependent<{ IFLA_INFO::KIND.0 }, Kinds> = DATA,
        /// The kind of the link above: "bridge", "bond".
        slave_kind: &'a CStr = SLAVE_KIND,
        /// What the kind of the link above has to say of its port.
        slave_data: Attributes<'a> | &'a dyn Encode = SLAVE_DATA,
    } answers {
        /// The kind's own counters.
        xstats: &'a [u8] = XSTATS,
    }

    /// What a VLAN link has to say: frames of one VLAN of the link below.
    nest Vlan<'a> / NewVlan: IFLA_VLAN {
        /// The VLAN's number, 0 to 4095.
        id: u16 = ID,
        /// Flags (`VLAN_FLAG_*`), and which of them count.
        flags: ifla_vlan_flags as Layout = FLAGS,
        /// What becomes of priorities when a packet is sent.
        egress_qos: Elements<'a, ifla_vlan_qos_mapping, Layout> | &'a [ifla_vlan_qos_mapping] as List<Layout, { IFLA_VLAN_QOS::MAPPING.0 }> = EGRESS_QOS,
        /// What becomes of priorities when a frame is received.
        ingress_qos: Elements<'a, ifla_vlan_qos_mapping, Layout> | &'a [ifla_vlan_qos_mapping] as List<Layout, { IFLA_VLAN_QOS::MAPPING.0 }> = INGRESS_QOS,
        /// The EtherType that marks the frames, 0x8100 or 0x88a8.
        protocol: u16 as Be = PROTOCOL,
    } answers {}

    /// What a request has to say of a pair of links of kind "veth".
    nest Veth<'a> / NewVeth: VETH_INFO {
        /// The other end: a `NewLink`, as a message about it would be.
        peer: &'a [u8] | &'a dyn Encode as Inner<Link<'static>> = PEER,
    } answers {}
}

/// The kinds of virtual links whose data a table describes.
enum Kinds {}

impl Tables for Kinds {
    const TABLES: &'static [(&'static str, &'static Table)] =
        &[("vlan", Vlan::TABLE), ("veth", Veth::TABLE)];
}

impl<'a> LinkInfo<'a> {
    /// What the kind has to say, read as that of one kind: `info.kind_data::<Vlan>()` of a link of kind "vlan".
    ///
    /// # Errors
    /// It is malformed.
    pub fn kind_data<K: Nested<'a>>(&self) -> Result<Option<K>, Malformed> {
        self.data().map(K::parse).transpose()
    }
}

impl<'a> Link<'a> {
    /// The kind of a virtual link: "veth", "bridge" ([`LinkInfo::kind`]).
    pub fn kind(&self) -> Option<&'a CStr> {
        self.info()?.kind()
    }

    /// What the kind has to say, in the kind's own attributes ([`LinkInfo::data`]).
    pub fn data(&self) -> Option<Attributes<'a>> {
        self.info()?.data()
    }
}

/// The request for a dump of all links, to be sent by [`dump`] or [`Dump::start`](crate::Dump::start). `ext_mask` has
/// `RTEXT_FILTER_*` bits, `RTEXT_FILTER_VF` for virtual functions or `RTEXT_FILTER_SKIP_STATS` for no counters; most want 0.
///
/// # Errors
/// The buffer has less than 40 bytes.
pub fn links_request(buffer: &mut [u8], ext_mask: u32) -> Result<Request<'_>, NoSpace> {
    by_index(buffer, 0, ext_mask)
}

/// Dumps all links of the network namespace: `sink` gets the messages that [`Link::parse`] reads.
///
/// # Errors
/// Those of [`dump`].
pub fn dump_links<F: AsFd>(
    socket: &Socket<F>,
    buffer: &mut [u8],
    sink: &mut impl Sink,
) -> Result<Outcome, Error> {
    dump(
        socket,
        &mut links_request(&mut [0; REQUEST], 0)?,
        buffer,
        sink,
    )
}

/// The link with that index.
///
/// # Errors
/// There is none (ENODEV, [`Error::Refused`]), and those of [`get`].
pub fn link_by_index<'b, F: AsFd>(
    socket: &Socket<F>,
    index: i32,
    buffer: &'b mut [u8],
) -> Result<Link<'b>, Error> {
    let mut bytes = [0; REQUEST];
    let mut request = by_index(&mut bytes, index, 0)?;
    Ok(Link::parse(get(socket, &mut request, buffer)?)?)
}

/// The link with that name or alternative name, without a dump.
///
/// # Errors
/// There is none (ENODEV, [`Error::Refused`]), the name is longer than 127 bytes ([`Error::NoSpace`] or refused), and
/// those of [`get`].
pub fn link_by_name<'b, F: AsFd>(
    socket: &Socket<F>,
    name: &CStr,
    buffer: &'b mut [u8],
) -> Result<Link<'b>, Error> {
    let mut bytes = [0; REQUEST];
    // Only an alternative name can be longer than IFNAMSIZ; the kernel looks for short ones in both sets.
    let short = name.count_bytes() < IFNAMSIZ as usize;
    let wanted = NewLink {
        name: short.then_some(name),
        alternative_name: (!short).then_some(name),
        ..NewLink::default()
    };
    let mut request = wanted.request(&mut bytes, RTM::GETLINK.0, NLM_F::empty())?;
    Ok(Link::parse(get(socket, &mut request, buffer)?)?)
}

fn by_index(buffer: &mut [u8], index: i32, ext_mask: u32) -> Result<Request<'_>, NoSpace> {
    let wanted = NewLink {
        index,
        ext_mask: (ext_mask != 0).then(|| RTEXT_FILTER::from_bits_retain(ext_mask)),
        ..NewLink::default()
    };
    wanted.request(buffer, RTM::GETLINK.0, NLM_F::empty())
}
