//! Addresses: the IP addresses of interfaces, as `RTM_NEWADDR` messages describe them.
//!
//! Facts: rtnetlink(7), `linux/if_addr.h`, and what `net/ipv4/devinet.c` and `net/ipv6/addrconf.c` put into the message.

use core::ffi::CStr;
use core::fmt;
use core::net::IpAddr;

use rustix::fd::AsFd;
use syscall_consts::linux::{AF, IFA, IFA_F, NLM_F, RT_SCOPE, RTM};
use syscall_types::Plain;
use syscall_types::linux::{ifa_cacheinfo, ifaddrmsg};

use crate::attribute::{Attribute, Attributes};
use crate::dump::{Outcome, Sink, dump};
use crate::error::{Error, Malformed, NoSpace};
use crate::message::{MESSAGE_HEADER, Message};
use crate::socket::Socket;
use crate::wire;
use crate::writer::Request;

/// An address of an interface, as one message describes it.
///
/// [`Address::parse`] walks the message once and checks every attribute that has an accessor here, so the accessors cannot
/// fail: `None` means that the kernel did not say. All others are in [`Address::attributes`].
#[derive(Clone, Copy)]
pub struct Address<'a> {
    message: Message<'a>,
    info: ifaddrmsg,
    flags: IFA_F,
    attributes: Attributes<'a>,
    address: Option<IpAddr>,
    local: Option<IpAddr>,
    broadcast: Option<IpAddr>,
    anycast: Option<IpAddr>,
    label: Option<&'a CStr>,
    cacheinfo: Option<&'a [u8]>,
}

impl<'a> Address<'a> {
    /// Reads a message of type `RTM_NEWADDR` or, from an event, `RTM_DELADDR`.
    ///
    /// # Errors
    /// The message is of another type or malformed.
    pub fn parse(message: Message<'a>) -> Result<Address<'a>, Malformed> {
        let kind = message.kind();
        if !matches!(RTM(kind), RTM::NEWADDR | RTM::DELADDR) {
            return Err(Malformed::Kind { kind });
        }
        let (info, attributes) = message.body::<ifaddrmsg>()?;
        let mut address = Address {
            message,
            info,
            flags: IFA_F::from_bits_retain(u32::from(info.ifa_flags)),
            attributes,
            address: None,
            local: None,
            broadcast: None,
            anycast: None,
            label: None,
            cacheinfo: None,
        };
        for attribute in attributes {
            address.note(attribute?)?;
        }
        Ok(address)
    }

    #[inline]
    fn note(&mut self, attribute: Attribute<'a>) -> Result<(), Malformed> {
        let family = self.family();
        match IFA(attribute.kind()) {
            IFA::ADDRESS => self.address = ip(family, attribute)?,
            IFA::LOCAL => self.local = ip(family, attribute)?,
            IFA::BROADCAST => self.broadcast = ip(family, attribute)?,
            IFA::ANYCAST => self.anycast = ip(family, attribute)?,
            IFA::LABEL => self.label = Some(attribute.c_str()?),
            IFA::CACHEINFO => self.cacheinfo = Some(attribute.bytes()),
            IFA::FLAGS => self.flags = IFA_F::from_bits_retain(attribute.u32()?),
            _ => {}
        }
        Ok(())
    }

    /// The message that describes the address.
    #[inline]
    pub const fn message(&self) -> Message<'a> {
        self.message
    }

    /// The fixed struct.
    #[inline]
    pub const fn info(&self) -> &ifaddrmsg {
        &self.info
    }

    /// The address family (`AF::INET`, `AF::INET6`).
    #[doc(alias = "ifa_family")]
    #[inline]
    pub const fn family(&self) -> AF {
        AF(self.info.ifa_family as u16)
    }

    /// The length of the network prefix in bits.
    #[doc(alias = "ifa_prefixlen")]
    #[inline]
    pub const fn prefixlen(&self) -> u8 {
        self.info.ifa_prefixlen
    }

    /// The flags: all 32 bits where the kernel sends them (`IFA_FLAGS`), otherwise the fixed struct's 8.
    #[doc(alias = "ifa_flags")]
    #[inline]
    pub const fn flags(&self) -> IFA_F {
        self.flags
    }

    /// The scope.
    #[doc(alias = "ifa_scope")]
    #[inline]
    pub const fn scope(&self) -> RT_SCOPE {
        RT_SCOPE(self.info.ifa_scope)
    }

    /// The index of the interface.
    #[doc(alias = "ifa_index")]
    #[inline]
    pub const fn index(&self) -> u32 {
        self.info.ifa_index
    }

    /// The address, or the other end's on a point-to-point interface, where [`Address::local`] is ours (`IFA_ADDRESS`).
    #[inline]
    pub const fn address(&self) -> Option<IpAddr> {
        self.address
    }

    /// The interface's own address: IPv4 always has it, IPv6 only together with a peer's (`IFA_LOCAL`).
    #[inline]
    pub const fn local(&self) -> Option<IpAddr> {
        self.local
    }

    /// The broadcast address (`IFA_BROADCAST`).
    #[inline]
    pub const fn broadcast(&self) -> Option<IpAddr> {
        self.broadcast
    }

    /// The anycast address (`IFA_ANYCAST`).
    #[inline]
    pub const fn anycast(&self) -> Option<IpAddr> {
        self.anycast
    }

    /// The label of an IPv4 address, mostly the interface's name (`IFA_LABEL`).
    #[inline]
    pub const fn label(&self) -> Option<&'a CStr> {
        self.label
    }

    /// Lifetimes in seconds, and times of change in hundredths of a second since boot (`IFA_CACHEINFO`).
    #[inline]
    pub fn cacheinfo(&self) -> Option<ifa_cacheinfo> {
        self.cacheinfo.map(wire::read)
    }

    /// All attributes (`IFA_*`).
    #[inline]
    pub const fn attributes(&self) -> Attributes<'a> {
        self.attributes
    }

    /// One attribute by its type.
    pub fn attribute(&self, kind: u16) -> Option<Attribute<'a>> {
        self.attributes.find(kind)
    }
}

/// The value as the family's address; `None` for families other than IP.
fn ip(family: AF, attribute: Attribute<'_>) -> Result<Option<IpAddr>, Malformed> {
    Ok(match family {
        AF::INET => Some(IpAddr::from(attribute.array::<4>()?)),
        AF::INET6 => Some(IpAddr::from(attribute.array::<16>()?)),
        _ => None,
    })
}

impl fmt::Debug for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("index", &self.index())
            .field("local", &self.local)
            .field("address", &self.address)
            .field("prefixlen", &self.prefixlen())
            .field("flags", &self.flags)
            .finish_non_exhaustive()
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
    let mut request = Request::new(buffer, RTM::GETADDR.0, NLM_F::empty())?;
    let mut info = ifaddrmsg::zeroed();
    info.ifa_family = family.0 as u8;
    info.ifa_index = index;
    request.body(&info)?;
    Ok(request)
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
