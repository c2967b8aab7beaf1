//! Messages that a kernel sent once, read back: `captured/README.md` says what they are.
#![cfg(target_endian = "little")] // the messages are

use std::net::IpAddr;

use syscall_consts::linux::{AF, ARPHRD, IF_OPER, IFA_F, IFF, IFLA, IFLA_INFO, RT_SCOPE, RTM};
use syscall_netlink::{
    Address, Control, Errno, Error, Link, Malformed, Message, Messages, Problem, Refusal,
};

const LINK: &[u8] = include_bytes!("captured/link.bin");
const ADDRESSES: &[u8] = include_bytes!("captured/addresses.bin");
const DONE: &[u8] = include_bytes!("captured/done.bin");
const REFUSAL: &[u8] = include_bytes!("captured/refusal.bin");

#[test]
fn a_link_is_read() {
    let message = only(LINK);
    let header = *message.header();
    assert_eq!(
        (header.message_type, header.seq, header.pid),
        (RTM::NEWLINK.0, 1, 7)
    );
    assert!(!header.is_multi());
    let link = Link::parse(message).unwrap();
    assert_eq!((link.index(), link.family()), (4, AF::UNSPEC));
    assert_eq!(link.hardware(), ARPHRD::ETHER);
    assert_eq!(link.flags(), IFF::BROADCAST | IFF::MULTICAST);
    assert_eq!(link.name(), Some(c"left"));
    assert_eq!(link.alias(), Some(c"uplink"));
    assert_eq!(link.qdisc(), Some(c"noop"));
    assert_eq!(link.kind(), Some(c"veth"));
    assert!(link.data().is_none());
    assert_eq!(link.address(), Some(&[2, 0, 0, 0, 0, 1][..]));
    assert_eq!(link.broadcast(), Some(&[0xff; 6][..]));
    assert_eq!((link.mtu(), link.txqlen()), (Some(1500), Some(1000)));
    assert_eq!((link.link(), link.master()), (Some(3), Some(2)));
    assert_eq!(link.operstate(), Some(IF_OPER::DOWN));
    assert_eq!(link.stats().unwrap().rx_packets, 0);
    assert_eq!(link.stats64().unwrap().tx_bytes, 0);
    let info = link.attribute(IFLA::LINKINFO.0).unwrap();
    let slave = info.nested().find(IFLA_INFO::SLAVE_KIND.0).unwrap();
    assert_eq!(slave.str(), Ok("bridge"));
    assert!(link.attribute(0x3fff).is_none());
    assert!(link.attributes().all(|attribute| attribute.is_ok()));
    assert!(matches!(
        Address::parse(message),
        Err(Malformed {
            offset: 0,
            problem: Problem::MessageType(16)
        })
    ));
}

#[test]
fn addresses_are_read() {
    let messages: Vec<_> = Messages::new(ADDRESSES).map(Result::unwrap).collect();
    let [v4, v6] = &messages[..] else { panic!() };
    assert!(v4.header().is_multi() && !v4.header().is_dump_interrupted());
    let v4 = Address::parse(*v4).unwrap();
    assert_eq!((v4.family(), v4.prefixlen(), v4.index()), (AF::INET, 24, 4));
    assert_eq!(
        (v4.flags(), v4.scope()),
        (IFA_F::PERMANENT, RT_SCOPE::UNIVERSE)
    );
    let ip = Some(IpAddr::from([192, 0, 2, 1]));
    assert_eq!((v4.address(), v4.local(), v4.anycast()), (ip, ip, None));
    assert_eq!(v4.broadcast(), Some(IpAddr::from([192, 0, 2, 255])));
    assert_eq!(v4.label(), Some(c"left"));
    assert_eq!(v4.cacheinfo().unwrap().ifa_valid, u32::MAX);
    let v6 = Address::parse(*v6).unwrap();
    assert_eq!((v6.family(), v6.prefixlen()), (AF::INET6, 64));
    let ip = "2001:db8::1".parse().ok();
    assert_eq!((v6.address(), v6.local()), (ip, None));
    assert!(v6.flags().contains(IFA_F::PERMANENT | IFA_F::TENTATIVE));
    assert!(Link::parse(v6.message()).is_err());
}

#[test]
fn a_refusal_is_read() {
    let message = only(REFUSAL);
    let Ok(Some(Control::Error(status))) = message.control() else {
        panic!()
    };
    assert_eq!(status.errno(), Errno::ERANGE.raw());
    assert_eq!(
        status.request().map(|request| request.message_type),
        Some(RTM::NEWLINK.0)
    );
    assert_eq!(
        status.message(),
        Some(c"Attribute failed policy validation")
    );
    assert_eq!(
        (
            status.offset(),
            status.missing_type(),
            status.missing_nest()
        ),
        (Some(32), None, None)
    );
    let refusal = Refusal::new(&status).unwrap();
    assert_eq!(refusal.message(), "Attribute failed policy validation");
    let text = Error::Refused(refusal).to_string();
    assert!(
        text.ends_with(": Attribute failed policy validation (at byte 32 of the request)"),
        "{text}"
    );
}

#[test]
fn the_end_of_a_dump_is_read() {
    let Ok(Some(Control::Done(status))) = only(DONE).control() else {
        panic!()
    };
    assert_eq!((status.errno(), status.request()), (0, None));
    assert!(Refusal::new(&status).is_none());
    assert!(status.message().is_none());
}

/// The one message of a datagram.
fn only(datagram: &[u8]) -> Message<'_> {
    let mut messages = Messages::new(datagram);
    let message = messages.next().unwrap().unwrap();
    assert!(messages.next().is_none());
    message
}
