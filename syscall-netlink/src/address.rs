//! Addresses: the IP addresses of interfaces, as `RTM_NEWADDR` messages describe them.
//!
//! Facts: rtnetlink(7), `linux/if_addr.h`, and what `net/ipv4/devinet.c` and `net/ipv6/addrconf.c` put into the message and
//! accept in requests.

use core::ffi::CStr;
use core::net::IpAddr;

use rustix::fd::AsFd;
use syscall_consts::linux::{AF, IFA, IFA_F, NLM_F, RT_SCOPE, RTM};
use syscall_types::linux::{ifa_cacheinfo, ifaddrmsg};

use crate::dump::{Outcome, Sink, dump};
use crate::error::Error;
use crate::message::MESSAGE_HEADER;
use crate::socket::Socket;
use crate::table::declare::messages;

messages! {
    /// An address of an interface, as one message describes it.
    message Address<'a> / NewAddress: RTM [NEWADDR DELADDR] ifaddrmsg {
        /// The address family (`AF::INET`, `AF::INET6`).
        family: AF as Named<u8> = ifa_family,
        /// The length of the network prefix.
        prefixlen: u8 = ifa_prefixlen in bits,
        /// The flags: all 32 bits where the kernel sends them, otherwise 8.
        flags: IFA_F as Named<u8> = ifa_flags | FLAGS as Named<u32>,
        /// How far the address is valid.
        scope: RT_SCOPE as Named<u8> = ifa_scope,
        /// The index of the interface.
        index: u32 = ifa_index,
    } IFA {
        /// The address, or the other end's on a point-to-point interface, where [`Address::local`] is ours.
        address: IpAddr = ADDRESS,
        /// The interface's own address: IPv4 always has it, IPv6 only together with a peer's.
        local: IpAddr = LOCAL,
        /// The label of an IPv4 address, mostly the interface's name.
        label: &'a CStr = LABEL,
        /// The broadcast address.
        broadcast: IpAddr = BROADCAST,
        /// Lifetimes in seconds, and times of change in hundredths of a second since boot.
        cacheinfo: ifa_cacheinfo as Layout = CACHEINFO,
        /// The metric of the route to the address's network.
        rt_priority: u32 = RT_PRIORITY,
        /// The network namespace that the request is about, by its number here.
        target_netnsid: i32 = TARGET_NETNSID,
        /// Who made the address (`IFAPROT_*`).
        proto: u8 = PROTO,
    } answers {
        /// The anycast address of IPv6.
        anycast: IpAddr = ANYCAST,
        /// The multicast address of IPv6.
        multicast: IpAddr = MULTICAST,
    }
}

/// The request for a dump of addresses, to be sent by [`dump`] or [`Dump::start`](crate::Dump::start): of one family
/// (`AF::INET`) or of all (`AF::UNSPEC`). The index of an interface asks for its addresses only, and 0 for all; kernels before 4.20 and
/// sockets without strict checking send all in both cases.
///
/// # Errors
/// The buffer has less than 24 bytes.
pub fn addresses_request(
    buffer: &mut [u8],
    family: AF,
    index: u32,
) -> Result<Request<'_>, NoSpace> {
    let wanted = NewAddress {
        family,
        index,
        ..NewAddress::default()
    };
    wanted.request(buffer, RTM::GETADDR.0, NLM_F::empty())
}

/// Dumps the addresses of one family (`AF::INET`) or of all (`AF::UNSPEC`): `sink` gets the messages that [`Address::parse`] reads.
///
/// # Errors
/// Those of [`dump`].
pub fn dump_addresses<F: AsFd>(
    socket: &Socket<F>,
    family: AF,
    buffer: &mut [u8],
    sink: &mut impl Sink,
) -> Result<Outcome, Error> {
    let mut bytes = [0; MESSAGE_HEADER + size_of::<ifaddrmsg>()];
    let mut request = addresses_request(&mut bytes, family, 0)?;
    dump(socket, &mut request, buffer, sink)
}
