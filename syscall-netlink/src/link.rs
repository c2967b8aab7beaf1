//! Links: the network interfaces, as `RTM_NEWLINK` messages describe them.
//!
//! Facts: rtnetlink(7), `linux/if_link.h`, and what `net/core/rtnetlink.c` puts into the message and accepts in requests.

use core::ffi::CStr;
use core::fmt;

use linux_raw_sys::if_arp::IFNAMSIZ;
use rustix::fd::AsFd;
use syscall_consts::linux::{AF, ARPHRD, IFF, IFLA, IFLA_INFO, NLM_F, RTM};
use syscall_types::Plain;
use syscall_types::linux::{ifinfomsg, rtnl_link_stats, rtnl_link_stats64};

use crate::attribute::{Attribute, Attributes};
use crate::dump::{Outcome, Sink, dump, get};
use crate::error::{Error, Malformed, NoSpace};
use crate::message::Message;
use crate::socket::Socket;
use crate::wire;
use crate::writer::Request;

/// Bytes that a request of this module needs at most: 16 + 16 + an alternative name of 128 with its header + 8.
const REQUEST: usize = 184;

/// A link, as one message describes it.
///
/// [`Link::parse`] walks the message once and checks every attribute that has an accessor here, so the accessors cannot
/// fail: `None` means that the kernel did not say. All others are in [`Link::attributes`]. Texts and addresses are borrowed
/// from the message.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    message: Message<'a>,
    info: ifinfomsg,
    attributes: Attributes<'a>,
    name: Option<&'a CStr>,
    alias: Option<&'a CStr>,
    qdisc: Option<&'a CStr>,
    kind: Option<&'a CStr>,
    data: Option<Attributes<'a>>,
    address: Option<&'a [u8]>,
    broadcast: Option<&'a [u8]>,
    mtu: Option<u32>,
    link: Option<u32>,
    master: Option<u32>,
    txqlen: Option<u32>,
    operstate: Option<u8>,
    stats: Option<&'a [u8]>,
    stats64: Option<&'a [u8]>,
}

impl<'a> Link<'a> {
    /// Reads a message of type `RTM_NEWLINK` or, from an event, `RTM_DELLINK`.
    ///
    /// # Errors
    /// The message is of another type or malformed.
    pub fn parse(message: Message<'a>) -> Result<Link<'a>, Malformed> {
        let kind = message.kind();
        if !matches!(RTM(kind), RTM::NEWLINK | RTM::DELLINK) {
            return Err(Malformed::Kind { kind });
        }
        let (info, attributes) = message.body::<ifinfomsg>()?;
        let mut link = Link {
            message,
            info,
            attributes,
            name: None,
            alias: None,
            qdisc: None,
            kind: None,
            data: None,
            address: None,
            broadcast: None,
            mtu: None,
            link: None,
            master: None,
            txqlen: None,
            operstate: None,
            stats: None,
            stats64: None,
        };
        for attribute in attributes {
            link.note(attribute?)?;
        }
        Ok(link)
    }

    #[inline]
    fn note(&mut self, attribute: Attribute<'a>) -> Result<(), Malformed> {
        match IFLA(attribute.kind()) {
            IFLA::IFNAME => self.name = Some(attribute.c_str()?),
            IFLA::IFALIAS => self.alias = Some(attribute.c_str()?),
            IFLA::QDISC => self.qdisc = Some(attribute.c_str()?),
            IFLA::LINKINFO => {
                for inner in attribute.nested() {
                    let inner = inner?;
                    match IFLA_INFO(inner.kind()) {
                        IFLA_INFO::KIND => self.kind = Some(inner.c_str()?),
                        IFLA_INFO::DATA => self.data = Some(inner.nested()),
                        _ => {}
                    }
                }
            }
            IFLA::ADDRESS => self.address = Some(attribute.bytes()),
            IFLA::BROADCAST => self.broadcast = Some(attribute.bytes()),
            IFLA::MTU => self.mtu = Some(attribute.u32()?),
            IFLA::LINK => self.link = Some(attribute.u32()?),
            IFLA::MASTER => self.master = Some(attribute.u32()?),
            IFLA::TXQLEN => self.txqlen = Some(attribute.u32()?),
            IFLA::OPERSTATE => self.operstate = Some(attribute.u8()?),
            IFLA::STATS => self.stats = Some(attribute.bytes()),
            IFLA::STATS64 => self.stats64 = Some(attribute.bytes()),
            _ => {}
        }
        Ok(())
    }

    /// The message that describes the link.
    #[inline]
    pub const fn message(&self) -> Message<'a> {
        self.message
    }

    /// The fixed struct.
    #[inline]
    pub const fn info(&self) -> &ifinfomsg {
        &self.info
    }

    /// The interface index, positive.
    #[doc(alias = "ifi_index")]
    #[inline]
    pub const fn index(&self) -> i32 {
        self.info.ifi_index
    }

    /// The address family: `AF::UNSPEC`, or `AF::BRIDGE` and the like in messages about one family's view of a link.
    #[doc(alias = "ifi_family")]
    #[inline]
    pub const fn family(&self) -> AF {
        AF(self.info.ifi_family as u16)
    }

    /// The hardware type.
    #[doc(alias = "ifi_type")]
    #[inline]
    pub const fn hardware(&self) -> ARPHRD {
        ARPHRD(self.info.ifi_type)
    }

    /// The flags.
    #[doc(alias = "ifi_flags")]
    #[inline]
    pub const fn flags(&self) -> IFF {
        IFF::from_bits_retain(self.info.ifi_flags)
    }

    /// The flags that an event is about.
    #[doc(alias = "ifi_change")]
    #[inline]
    pub const fn change(&self) -> IFF {
        IFF::from_bits_retain(self.info.ifi_change)
    }

    /// The name, up to 15 bytes that need not be UTF-8 (`IFLA_IFNAME`).
    #[inline]
    pub const fn name(&self) -> Option<&'a CStr> {
        self.name
    }

    /// The text that an administrator gave it (`IFLA_IFALIAS`).
    #[inline]
    pub const fn alias(&self) -> Option<&'a CStr> {
        self.alias
    }

    /// The queueing discipline's name (`IFLA_QDISC`).
    #[inline]
    pub const fn qdisc(&self) -> Option<&'a CStr> {
        self.qdisc
    }

    /// The kind of a virtual link: "veth", "bridge" (`IFLA_INFO_KIND`).
    #[inline]
    pub const fn kind(&self) -> Option<&'a CStr> {
        self.kind
    }

    /// What the kind has to say, in the kind's own attributes (`IFLA_INFO_DATA`).
    #[inline]
    pub const fn data(&self) -> Option<Attributes<'a>> {
        self.data
    }

    /// The hardware address, 6 bytes on Ethernet (`IFLA_ADDRESS`).
    #[inline]
    pub const fn address(&self) -> Option<&'a [u8]> {
        self.address
    }

    /// The hardware broadcast address (`IFLA_BROADCAST`).
    #[inline]
    pub const fn broadcast(&self) -> Option<&'a [u8]> {
        self.broadcast
    }

    /// The largest payload in bytes (`IFLA_MTU`).
    #[inline]
    pub const fn mtu(&self) -> Option<u32> {
        self.mtu
    }

    /// The index of the link below (vlan) or of the peer (veth), which may be in another network namespace (`IFLA_LINK`).
    #[inline]
    pub const fn link(&self) -> Option<u32> {
        self.link
    }

    /// The index of the link above: the bridge or bond that it is a port of (`IFLA_MASTER`).
    #[inline]
    pub const fn master(&self) -> Option<u32> {
        self.master
    }

    /// The length of the transmit queue in packets (`IFLA_TXQLEN`).
    #[inline]
    pub const fn txqlen(&self) -> Option<u32> {
        self.txqlen
    }

    /// The operational state of RFC 2863, an `IF_OPER_*` value (`IFLA_OPERSTATE`).
    #[inline]
    pub const fn operstate(&self) -> Option<u8> {
        self.operstate
    }

    /// The counters in 32 bits, which wrap (`IFLA_STATS`). Fields that the running kernel does not have are 0.
    #[inline]
    pub fn stats(&self) -> Option<rtnl_link_stats> {
        self.stats.map(wire::read)
    }

    /// The counters in 64 bits (`IFLA_STATS64`). Fields that the running kernel does not have are 0.
    #[inline]
    pub fn stats64(&self) -> Option<rtnl_link_stats64> {
        self.stats64.map(wire::read)
    }

    /// All attributes (`IFLA_*`).
    #[inline]
    pub const fn attributes(&self) -> Attributes<'a> {
        self.attributes
    }

    /// One attribute by its type.
    pub fn attribute(&self, kind: u16) -> Option<Attribute<'a>> {
        self.attributes.find(kind)
    }
}

impl fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("index", &self.index())
            .field("name", &self.name)
            .field("flags", &self.flags())
            .field("kind", &self.kind)
            .finish_non_exhaustive()
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
    let mut request = by_index(&mut bytes, 0, 0)?;
    // Only an alternative name can be longer than IFNAMSIZ; the kernel looks for short ones in both sets.
    let kind = match name.count_bytes() < IFNAMSIZ as usize {
        true => IFLA::IFNAME,
        false => IFLA::ALT_IFNAME,
    };
    request.c_str(kind.0, name)?;
    Ok(Link::parse(get(socket, &mut request, buffer)?)?)
}

fn by_index(buffer: &mut [u8], index: i32, ext_mask: u32) -> Result<Request<'_>, NoSpace> {
    let mut request = Request::new(buffer, RTM::GETLINK.0, NLM_F::empty())?;
    let mut info = ifinfomsg::zeroed();
    info.ifi_index = index;
    request.body(&info)?;
    if ext_mask != 0 {
        request.u32(IFLA::EXT_MASK.0, ext_mask)?;
    }
    Ok(request)
}
