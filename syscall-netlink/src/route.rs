//! Routes, as `RTM_NEWROUTE` messages describe them.
//!
//! Facts: rtnetlink(7), `linux/rtnetlink.h`, and what `net/ipv4/fib_semantics.c` and `net/ipv6/route.c` put into the message and
//! accept in requests.

use core::ffi::CStr;
use core::net::IpAddr;

use rustix::fd::AsFd;
use syscall_consts::linux::{AF, NLM_F, RT_SCOPE, RT_TABLE, RTA, RTAX, RTM, RTM_F, RTN, RTPROT};
use syscall_types::linux::{rta_cacheinfo, rta_mfc_stats, rtmsg};

use crate::dump::{Outcome, Sink, dump};
use crate::error::Error;
use crate::message::MESSAGE_HEADER;
use crate::socket::Socket;
use crate::table::declare::messages;

messages! {
    /// A route, as one message describes it.
    message Route<'a> / NewRoute: RTM [NEWROUTE DELROUTE] rtmsg {
        /// The address family (`AF::INET`, `AF::INET6`).
        family: AF as Named<u8> = rtm_family,
        /// The length of the destination's prefix; 0 for the default route.
        dst_len: u8 = rtm_dst_len in bits,
        /// The length of the source's prefix.
        src_len: u8 = rtm_src_len in bits,
        /// The type of service that it is for; 0 for any.
        tos: u8 = rtm_tos,
        /// The routing table.
        table: RT_TABLE as Named<u8> = rtm_table | TABLE as Named<u32>,
        /// Who made it.
        protocol: RTPROT as Named<u8> = rtm_protocol,
        /// How far away the destination is.
        scope: RT_SCOPE as Named<u8> = rtm_scope,
        /// What becomes of packets.
        kind: RTN as Named<u8> = rtm_type,
        /// Flags; those of the one next hop (`RTNH_F_*`) stand among them.
        flags: RTM_F as Named<u32> = rtm_flags,
    } RTA {
        /// The destination's network; none in the default route.
        dst: IpAddr = DST,
        /// The network of sources that it is for.
        src: IpAddr = SRC,
        /// The index of the interface that packets come from.
        iif: u32 = IIF,
        /// The index of the interface that packets leave by.
        oif: u32 = OIF,
        /// The next hop.
        gateway: IpAddr = GATEWAY,
        /// The metric: of several routes the one with the least is taken.
        priority: u32 = PRIORITY,
        /// The source address that packets of this host get.
        prefsrc: IpAddr = PREFSRC,
        /// Metrics of the ways that connections take.
        metrics: Metrics<'a> | NewMetrics<'a> as Nest = METRICS,
        /// Several next hops, each a `rtnexthop` with attributes after it.
        multipath: &'a [u8] = MULTIPATH,
        /// The realms, of source and destination, in 16 bits each.
        flow: u32 = FLOW,
        /// The mark that packets have, in requests for the route of a packet.
        mark: u32 = MARK,
        /// The next hop in another family: a `rtvia` with the address after it.
        via: &'a [u8] = VIA,
        /// The destination that packets get: labels of MPLS.
        newdst: &'a [u8] = NEWDST,
        /// What router discovery prefers it by (`ICMPV6_ROUTER_PREF_*`).
        pref: u8 = PREF,
        /// The kind of a light-weight tunnel (`LWTUNNEL_ENCAP_*`).
        encap_type: u16 = ENCAP_TYPE,
        /// What that tunnel has to say, in its own attributes.
        encap: Attributes<'a> | &'a dyn Encode = ENCAP,
        /// How long it lives.
        expires: u32 = EXPIRES in seconds,
        /// The user whose packet's route a request is for.
        uid: u32 = UID,
        /// Whether the time to live goes from IP to MPLS labels and back.
        ttl_propagate: bool as Bool = TTL_PROPAGATE,
        /// The protocol above IP, in requests for the route of a packet.
        ip_proto: u8 = IP_PROTO,
        /// The port that the packet comes from, in such requests.
        sport: u16 as Be = SPORT,
        /// The port that the packet goes to, in such requests.
        dport: u16 as Be = DPORT,
        /// The next hop by the number of a nexthop object.
        nh_id: u32 = NH_ID,
        /// The flow label of the packet, in such requests.
        flowlabel: u32 as Be = FLOWLABEL,
    } answers {
        /// How the route was used, and when it ends.
        cacheinfo: rta_cacheinfo as Layout = CACHEINFO,
        /// Counters of a multicast route.
        mfc_stats: rta_mfc_stats as Layout = MFC_STATS,
    }

    /// Metrics of a route.
    nest Metrics<'a> / NewMetrics: RTAX {
        /// The metrics that do not change by themselves, a bit each.
        lock: u32 = LOCK,
        /// The largest packet.
        mtu: u32 = MTU in bytes,
        /// The largest window.
        window: u32 = WINDOW in bytes,
        /// The round trip time, in eighths of a millisecond.
        rtt: u32 = RTT,
        /// The variance of the round trip time, in quarters of a millisecond.
        rttvar: u32 = RTTVAR,
        /// The threshold of slow start.
        ssthresh: u32 = SSTHRESH in packets,
        /// The largest congestion window.
        cwnd: u32 = CWND in packets,
        /// The segment size that is told to others.
        advmss: u32 = ADVMSS in bytes,
        /// How far packets may be out of order.
        reordering: u32 = REORDERING in packets,
        /// The hop limit.
        hoplimit: u32 = HOPLIMIT,
        /// The first congestion window.
        initcwnd: u32 = INITCWND in packets,
        /// Features (`RTAX_FEATURE_*`).
        features: u32 = FEATURES,
        /// The least time until a segment is sent again.
        rto_min: u32 = RTO_MIN in milliseconds,
        /// The first window that is told to others.
        initrwnd: u32 = INITRWND in packets,
        /// Whether segments are acknowledged at once.
        quickack: u32 = QUICKACK,
        /// The congestion control's name.
        cc_algo: &'a CStr = CC_ALGO,
        /// Whether TCP Fast Open needs no cookie.
        fastopen_no_cookie: u32 = FASTOPEN_NO_COOKIE,
    } answers {}
}

/// Dumps the routes of one family (`AF::INET`) or of all (`AF::UNSPEC`), of all tables: `sink` gets the messages that
/// [`Route::parse`] reads. For a part of them, [`dump`] a [`NewRoute::request`] of type `RTM_GETROUTE` that names a table, protocol, type
/// or interface; kernels before 4.20 do not look at that.
///
/// # Errors
/// Those of [`dump`].
pub fn dump_routes<F: AsFd>(
    socket: &Socket<F>,
    family: AF,
    buffer: &mut [u8],
    sink: &mut impl Sink,
) -> Result<Outcome, Error> {
    let wanted = NewRoute {
        family,
        ..NewRoute::default()
    };
    let mut bytes = [0; MESSAGE_HEADER + size_of::<rtmsg>()];
    let mut request = wanted.request(&mut bytes, RTM::GETROUTE.0, NLM_F::empty())?;
    dump(socket, &mut request, buffer, sink)
}
