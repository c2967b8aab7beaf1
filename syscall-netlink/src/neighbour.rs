//! Neighbours, as `RTM_NEWNEIGH` messages describe them: link-layer addresses by network address, and the forwarding tables of
//! bridges.
//!
//! Facts: rtnetlink(7), `linux/neighbour.h`, and what `net/core/neighbour.c` and `net/core/rtnetlink.c` put into the message and
//! accept in requests.

use core::net::IpAddr;

use rustix::fd::AsFd;
use syscall_consts::linux::{AF, NDA, NLM_F, NTF, NUD, RTM, RTN, RTPROT};
use syscall_types::linux::{nda_cacheinfo, ndmsg};

use crate::dump::{Outcome, Sink, dump};
use crate::error::Error;
use crate::message::MESSAGE_HEADER;
use crate::socket::Socket;
use crate::table::declare::messages;

messages! {
    /// A neighbour, as one message describes it.
    message Neighbour<'a> / NewNeighbour: RTM [NEWNEIGH DELNEIGH] ndmsg {
        /// The address family (`AF::INET`, `AF::INET6`; `AF::BRIDGE` for the forwarding table of a bridge or tunnel).
        family: AF as Named<u8> = ndm_family,
        /// The index of the interface.
        index: i32 = ndm_ifindex,
        /// How far the kernel trusts the entry.
        state: NUD as Named<u16> = ndm_state,
        /// Flags.
        flags: NTF as Named<u8> = ndm_flags,
        /// What kind of address it is.
        kind: RTN as Named<u8> = ndm_type,
    } NDA {
        /// The network address; in forwarding tables of tunnels the other end.
        dst: IpAddr = DST,
        /// The link-layer address, 6 bytes on Ethernet.
        lladdr: &'a [u8] as Hardware = LLADDR,
        /// The VLAN.
        vlan: u16 = VLAN,
        /// The port of the tunnel's other end.
        port: u16 as Be = PORT,
        /// The tunnel's network number.
        vni: u32 = VNI,
        /// The index of the interface that the tunnel sends by; in requests for a dump, of the interface whose neighbours are wanted.
        via: u32 = IFINDEX,
        /// The index of the link above, the bridge.
        master: u32 = MASTER,
        /// The network number that frames come from.
        src_vni: u32 = SRC_VNI,
        /// Who made it.
        protocol: RTPROT as Named<u8> = PROTOCOL,
        /// The ways of the tunnel, by the number of a nexthop object.
        nh_id: u32 = NH_ID,
        /// More of a forwarding table's entry (`NFEA_*`).
        fdb_ext_attrs: Attributes<'a> | &'a dyn Encode = FDB_EXT_ATTRS,
        /// More flags (`NTF_EXT_*`).
        flags_ext: u32 = FLAGS_EXT,
        /// The states that a flush is about.
        state_mask: u16 = NDM_STATE_MASK,
        /// The flags that a flush is about.
        flags_mask: u8 = NDM_FLAGS_MASK,
    } answers {
        /// When it was confirmed, used and changed, and how many use it.
        cacheinfo: nda_cacheinfo as Layout = CACHEINFO,
        /// How often the neighbour was asked for.
        probes: u32 = PROBES,
        /// The network namespace of the interface that the tunnel sends by, by its number here.
        link_netnsid: i32 = LINK_NETNSID,
    }
}

/// Dumps the neighbours of one family (`AF::INET`) or of all (`AF::UNSPEC`): `sink` gets the messages that [`Neighbour::parse`]
/// reads. `AF::BRIDGE` are the forwarding tables. For those of one interface, [`dump`] a [`NewNeighbour::request`] of type
/// `RTM_GETNEIGH` with [`NewNeighbour::via`].
///
/// # Errors
/// Those of [`dump`].
pub fn dump_neighbours<F: AsFd>(
    socket: &Socket<F>,
    family: AF,
    buffer: &mut [u8],
    sink: &mut impl Sink,
) -> Result<Outcome, Error> {
    let wanted = NewNeighbour {
        family,
        ..NewNeighbour::default()
    };
    let mut bytes = [0; MESSAGE_HEADER + size_of::<ndmsg>()];
    let mut request = wanted.request(&mut bytes, RTM::GETNEIGH.0, NLM_F::empty())?;
    dump(socket, &mut request, buffer, sink)
}
