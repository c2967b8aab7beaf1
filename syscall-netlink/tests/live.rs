//! The crate against the running kernel, in network namespaces of its own.

mod common;

use std::ffi::{CStr, CString};
use std::net::IpAddr;
use std::ops::ControlFlow;
use std::time::Duration;

use common::{Names, any_kind, isolated, make_link, names, new_link, skip};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::sockopt::{Timeout, set_socket_recv_buffer_size, set_socket_timeout};
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType, sendto, socketpair};
use syscall_consts::linux::{
    AF, ARPHRD, IFA_F, IFF, IFLA, IFLA_INFO, NLM_F, NLMSG, NUD, RT_SCOPE, RT_TABLE, RTM, RTMGRP,
    RTN, RTNLGRP, RTPROT, VETH_INFO,
};
use syscall_netlink::{
    Address, AsFd, Errno, Error, Header, Link, Message, Messages, Neighbour, NewAddress, NewLink,
    NewLinkInfo, NewMetrics, NewNeighbour, NewRoute, NewVeth, OwnedFd, RECEIVE_BUFFER, Request,
    Route, Sink, Socket, acknowledge, dump_addresses, dump_links, dump_neighbours, dump_routes,
    link_by_index, link_by_name, links_request,
};
use syscall_types::Plain;
use syscall_types::linux::ifinfomsg;

fn buffer() -> Vec<u8> {
    vec![0; RECEIVE_BUFFER]
}

#[test]
fn loopback_is_found_by_dump_by_index_and_by_name() {
    isolated("loopback_is_found_by_dump_by_index_and_by_name", || {
        let socket = Socket::route().unwrap();
        assert!(names(&socket).contains(&c"lo".to_owned()));
        let mut buffer = buffer();
        let lo = link_by_name(&socket, c"lo", &mut buffer).unwrap();
        assert_eq!(lo.index(), 1);
        assert_eq!(lo.hardware(), ARPHRD::LOOPBACK);
        assert!(lo.flags().contains(IFF::LOOPBACK));
        assert_eq!(lo.address(), Some(&[0; 6][..]));
        assert_eq!(lo.mtu(), Some(65536));
        assert_eq!(lo.kind(), None);
        assert!(lo.qdisc().is_some() && lo.txqlen().is_some() && lo.operstate().is_some());
        let (stats, stats64) = (lo.stats().unwrap(), lo.stats64().unwrap());
        assert_eq!(u64::from(stats.rx_packets), stats64.rx_packets);
        let lo = link_by_index(&socket, 1, &mut buffer).unwrap();
        assert_eq!(lo.name(), Some(c"lo"));
    });
}

#[test]
fn links_that_are_made_are_seen() {
    isolated("links_that_are_made_are_seen", || {
        let socket = Socket::route().unwrap();
        let mut buffer = buffer();
        // With everything at once that the kernel takes for a new link.
        let new = NewLink {
            name: Some(c"br0"),
            mtu: Some(1300),
            txqlen: Some(55),
            group: Some(7),
            address: Some(&[2, 0, 0, 0, 0, 8]),
            info: Some(NewLinkInfo {
                kind: Some(c"bridge"),
                ..NewLinkInfo::default()
            }),
            ..NewLink::default()
        };
        let mut bytes = [0; 512];
        let flags = NLM_F::CREATE | NLM_F::EXCL;
        let mut request = new.request(&mut bytes, RTM::NEWLINK.0, flags).unwrap();
        match acknowledge(&socket, &mut request, &mut buffer) {
            Ok(()) => {}
            Err(Error::Refused(refusal)) if refusal.errno() == Errno::EOPNOTSUPP => {
                return skip("bridge", &refusal.to_string());
            }
            Err(error) => panic!("{error}"),
        }
        let bridge = link_by_name(&socket, c"br0", &mut buffer).unwrap();
        assert_eq!(bridge.kind(), Some(c"bridge"));
        assert!(bridge.data().unwrap().all(|option| option.is_ok()));
        assert!(bridge.data().unwrap().count() > 10);
        let master = bridge.index() as u32;
        assert_eq!((bridge.mtu(), bridge.txqlen()), (Some(1300), Some(55)));
        assert_eq!((bridge.address(), bridge.group()), (new.address, Some(7)));

        // A pair, the first end a port of the bridge, with everything that a link is told by an attribute.
        let mut request = new_link(&mut bytes);
        request.c_str(IFLA::IFNAME.0, c"left").unwrap();
        request.u32(IFLA::MTU.0, 1400).unwrap();
        request.u32(IFLA::TXQLEN.0, 77).unwrap();
        request.u32(IFLA::MASTER.0, master).unwrap();
        request
            .attribute(IFLA::ADDRESS.0, &[2, 0, 0, 0, 0, 9])
            .unwrap();
        request
            .nested(IFLA::LINKINFO.0, |info| {
                info.c_str(IFLA_INFO::KIND.0, c"veth")?
                    .nested(IFLA_INFO::DATA.0, |data| {
                        let peer = data.begin(VETH_INFO::PEER.0)?;
                        data.body(&ifinfomsg::zeroed())?
                            .c_str(IFLA::IFNAME.0, c"right")?
                            .end(peer)
                            .map(drop)
                    })
                    .map(drop)
            })
            .unwrap();
        match acknowledge(&socket, &mut request, &mut buffer) {
            Ok(()) => {}
            Err(Error::Refused(refusal)) if refusal.errno() == Errno::EOPNOTSUPP => {
                return skip("veth", &refusal.to_string());
            }
            Err(error) => panic!("{error}"),
        }
        let right = link_by_name(&socket, c"right", &mut buffer).unwrap();
        let (right, right_link) = (right.index(), right.link());
        let left = link_by_name(&socket, c"left", &mut buffer).unwrap();
        assert_eq!(left.kind(), Some(c"veth"));
        assert_eq!((left.mtu(), left.txqlen()), (Some(1400), Some(77)));
        assert_eq!(left.master(), Some(master));
        assert_eq!(left.link(), Some(right as u32));
        assert_eq!(right_link, Some(left.index() as u32));
        assert_eq!(left.address(), Some(&[2, 0, 0, 0, 0, 9][..]));
        assert_eq!(left.broadcast(), Some(&[0xff; 6][..]));
        assert_eq!((left.change(), left.family()), (IFF::empty(), AF::UNSPEC));

        // An alias and a long alternative name, which only the other attribute can ask for.
        let index = left.index();
        let long = c"a-name-of-more-than-fifteen-bytes";
        let mut info = ifinfomsg::zeroed();
        info.ifi_index = index;
        let mut request = Request::new(&mut bytes, RTM::NEWLINK.0, NLM_F::empty()).unwrap();
        request
            .body(&info)
            .unwrap()
            .attribute(IFLA::IFALIAS.0, b"uplink")
            .unwrap();
        acknowledge(&socket, &mut request, &mut buffer).unwrap();
        let mut request = Request::new(
            &mut bytes,
            RTM::NEWLINKPROP.0,
            NLM_F::CREATE | NLM_F::APPEND,
        )
        .unwrap();
        request
            .body(&info)
            .unwrap()
            .nested(IFLA::PROP_LIST.0, |list| {
                list.c_str(IFLA::ALT_IFNAME.0, long).map(drop)
            })
            .unwrap();
        acknowledge(&socket, &mut request, &mut buffer).unwrap();
        let link = link_by_name(&socket, long, &mut buffer).unwrap();
        assert_eq!((link.index(), link.alias()), (index, Some(c"uplink")));

        for name in [c"lo", c"br0", c"left", c"right"] {
            assert!(names(&socket).contains(&name.to_owned()), "{name:?}");
        }
    });
}

/// Keeps what a test compares.
#[derive(Default)]
struct Addresses(Vec<Found>);

struct Found {
    index: u32,
    prefixlen: u8,
    flags: IFA_F,
    ip: Option<IpAddr>,
    broadcast: Option<IpAddr>,
    label: Option<CString>,
}

impl Sink for Addresses {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        let a = Address::parse(message)?;
        assert!(a.cacheinfo().is_some());
        self.0.push(Found {
            index: a.index(),
            prefixlen: a.prefixlen(),
            flags: a.flags(),
            ip: a.local().or(a.address()),
            broadcast: a.broadcast(),
            label: a.label().map(CStr::to_owned),
        });
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

/// Adds an address to the loopback interface.
fn add_address(socket: &Socket, ip: IpAddr, bits: u8) {
    let (family, v4) = match ip {
        IpAddr::V4(_) => (AF::INET, true),
        IpAddr::V6(_) => (AF::INET6, false),
    };
    let new = NewAddress {
        family,
        index: 1,
        prefixlen: bits,
        // More than the 8 bits of the fixed struct.
        flags: IFA_F::NOPREFIXROUTE,
        local: v4.then_some(ip),
        address: (!v4).then_some(ip),
        broadcast: v4.then_some(IpAddr::from([192, 0, 2, 255])),
        ..NewAddress::default()
    };
    let mut bytes = [0; 256];
    let mut request = new
        .request(&mut bytes, RTM::NEWADDR.0, NLM_F::CREATE)
        .unwrap();
    acknowledge(socket, &mut request, &mut buffer()).unwrap();
}

#[test]
fn addresses_that_are_added_are_seen() {
    isolated("addresses_that_are_added_are_seen", || {
        let socket = Socket::route().unwrap();
        let mut buffer = buffer();
        let (v4, v6) = (
            IpAddr::from([192, 0, 2, 1]),
            IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]),
        );
        let broadcast = IpAddr::from([192, 0, 2, 255]);
        add_address(&socket, v4, 24);
        add_address(&socket, v6, 64);
        let mut all = Addresses::default();
        dump_addresses(&socket, AF::UNSPEC, &mut buffer, &mut all)
            .unwrap()
            .complete()
            .unwrap();
        let find = |ip| all.0.iter().find(|address| address.ip == Some(ip)).unwrap();
        let found = find(v4);
        assert_eq!(
            (found.index, found.prefixlen, found.broadcast),
            (1, 24, Some(broadcast))
        );
        assert_eq!(found.label, Some(c"lo".to_owned()));
        assert!(found.flags.contains(IFA_F::NOPREFIXROUTE));
        let found = find(v6);
        assert_eq!((found.index, found.prefixlen), (1, 64));
        assert!(found.flags.contains(IFA_F::NOPREFIXROUTE));

        let mut inet = Addresses::default();
        dump_addresses(&socket, AF::INET, &mut buffer, &mut inet)
            .unwrap()
            .complete()
            .unwrap();
        assert!(inet.0.iter().any(|address| address.ip == Some(v4)));
        assert!(!inet.0.iter().any(|address| address.ip == Some(v6)));
    });
}

#[test]
fn a_refusal_says_why() {
    isolated("a_refusal_says_why", || {
        let socket = Socket::route().unwrap();
        let mut buffer = buffer();
        let refused = |result: Result<(), Error>| match result {
            Err(Error::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        let refusal = refused(link_by_name(&socket, c"nonesuch", &mut buffer).map(drop));
        assert_eq!(refusal.errno(), Errno::ENODEV);
        let refusal = refused(link_by_index(&socket, 4242, &mut buffer).map(drop));
        assert_eq!(refusal.errno(), Errno::ENODEV);

        let refusal = refused(make_link(&socket, c"x0", c"nonesuch", |_| {}));
        assert_eq!(refusal.errno(), Errno::EOPNOTSUPP);
        assert!(
            refusal.message().contains("nknown device type"),
            "{refusal:?}"
        );
        assert!(refusal.to_string().contains(refusal.message()));
        assert_eq!(Error::Refused(refusal).errno(), Errno::EOPNOTSUPP);

        // A name that the attribute's policy forbids, at the first byte after both headers.
        let mut bytes = [0; 128];
        let mut request = new_link(&mut bytes);
        request
            .c_str(IFLA::IFNAME.0, c"longer-than-a-name-may-be")
            .unwrap();
        let refusal = refused(acknowledge(&socket, &mut request, &mut buffer));
        assert_eq!(refusal.offset(), Some(32), "{refusal:?}");
        assert!(!refusal.message().is_empty());

        // Strict checking: junk after the fixed struct of a dump request is an error, not ignored.
        let mut request = links_request(&mut bytes, 0).unwrap();
        request.u32(IFLA::MTU.0, 1).unwrap();
        let result =
            syscall_netlink::dump(&socket, &mut request, &mut buffer, &mut Names::default());
        let refusal = refused(result.map(drop));
        assert_eq!(refusal.errno(), Errno::EINVAL);
        assert!(!refusal.message().is_empty());
        assert!(names(&socket).contains(&c"lo".to_owned()));
    });
}

#[test]
fn a_message_larger_than_the_buffer_is_an_error_and_the_socket_stays_usable() {
    isolated(
        "a_message_larger_than_the_buffer_is_an_error_and_the_socket_stays_usable",
        || {
            let socket = Socket::route().unwrap();
            match link_by_name(&socket, c"lo", &mut [0; 64]) {
                Err(Error::Truncated { needed, buffer: 64 }) => assert!(needed > 500),
                other => panic!("{other:?}"),
            }
            assert!(link_by_name(&socket, c"lo", &mut buffer()).is_ok());
            for size in [0, 8, 64, 500] {
                let result = dump_links(&socket, &mut vec![0; size], &mut Names::default());
                assert!(matches!(result, Err(Error::Truncated { .. })), "{result:?}");
                assert!(names(&socket).contains(&c"lo".to_owned()));
            }
        },
    );
}

#[test]
fn events_arrive_and_lost_ones_are_told() {
    isolated("events_arrive_and_lost_ones_are_told", || {
        let socket = Socket::route().unwrap();
        let monitor = Socket::route().unwrap();
        // Should an event be missing, the test fails and does not wait.
        set_socket_timeout(&monitor, Timeout::Recv, Some(Duration::from_secs(5))).unwrap();
        monitor.join(RTNLGRP::LINK.0).unwrap();
        let Some(kind) = any_kind(&socket) else {
            return skip("events", "this kernel makes no link");
        };
        let mut buffer = buffer();
        let probe = (0..10).any(|_| {
            let len = monitor.pending().unwrap();
            let datagram = monitor.receive(&mut buffer).unwrap();
            assert_eq!(datagram.len(), len);
            let message = Messages::new(datagram).next().unwrap().unwrap();
            Link::parse(message).unwrap().name() == Some(c"probe")
        });
        assert!(probe);

        set_socket_recv_buffer_size(&monitor, 1).unwrap();
        for n in 0..20 {
            let name = CString::new(format!("e{n}")).unwrap();
            make_link(&socket, &name, kind, |_| {}).unwrap();
        }
        let lost = (0..20).find_map(|_| monitor.receive(&mut buffer).err());
        assert_eq!(lost, Some(Error::Lost));

        // A dump on a socket that also gets events takes its own messages only, though the event has the number of the
        // request that caused it, which is made the dump's.
        let both = Socket::route().unwrap();
        both.bind_groups((RTMGRP::LINK | RTMGRP::IPV4_IFADDR).bits())
            .unwrap();
        socket.set_seq(both.seq());
        add_address(&socket, IpAddr::from([192, 0, 2, 1]), 24);
        assert!(names(&both).contains(&c"probe".to_owned()));
        monitor.leave(RTNLGRP::LINK.0).unwrap();
    });
}

#[test]
fn messages_of_other_processes_are_not_taken_for_the_kernels() {
    isolated(
        "messages_of_other_processes_are_not_taken_for_the_kernels",
        || {
            let socket = Socket::route().unwrap();
            let forger = Socket::route().unwrap();
            // It says what the end of the next dump will say.
            let header = Header {
                len: 20,
                message_type: NLMSG::DONE.0,
                flags: NLM_F::MULTI,
                seq: socket.seq() + 1,
                pid: socket.port(),
            };
            let forged = [&header.to_bytes()[..], &[0; 4]].concat();
            let to = SocketAddrNetlink::new(socket.port(), 0);
            if let Err(error) = sendto(&forger, &forged, SendFlags::empty(), &to) {
                return skip("forged message", &error.to_string());
            }
            assert!(names(&socket).contains(&c"lo".to_owned()));
        },
    );
}

#[test]
fn a_descriptor_of_somebody_elses_is_driven_and_left_open() {
    let owner = Socket::route().unwrap();
    let port = owner.port();
    let fd = OwnedFd::from(owner);
    {
        let borrowed = Socket::from_fd(fd.as_fd()).unwrap();
        assert_eq!(borrowed.port(), port);
        borrowed.set_seq(u32::MAX);
        link_by_name(&borrowed, c"lo", &mut buffer()).unwrap();
        assert_eq!(borrowed.seq(), 1, "0 is what events carry");
    }
    let again = Socket::try_from(fd).unwrap();
    assert!(link_by_name(&again, c"lo", &mut buffer()).is_ok());
}

#[test]
fn a_descriptor_of_another_kind_is_refused() {
    let flags = SocketFlags::CLOEXEC;
    let (unix, _) = socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None).unwrap();
    let refused = Socket::try_from(OwnedFd::from(unix)).map(drop);
    assert_eq!(refused, Err(Error::Socket(Errno::EAFNOSUPPORT)));
}

/// Runs a dump, and gives each message to `each`.
struct Each<F>(F);

impl<F: FnMut(Message<'_>)> Sink for Each<F> {
    fn message(&mut self, message: Message<'_>) -> Result<ControlFlow<()>, Error> {
        (self.0)(message);
        Ok(ControlFlow::Continue(()))
    }

    fn restart(&mut self) {}
}

/// Sets the loopback interface up and gives it an address.
fn loopback_up(socket: &Socket) {
    let new = NewLink {
        index: 1,
        flags: IFF::UP,
        change: IFF::UP,
        ..NewLink::default()
    };
    let mut bytes = [0; 256];
    let mut request = new
        .request(&mut bytes, RTM::NEWLINK.0, NLM_F::empty())
        .unwrap();
    acknowledge(socket, &mut request, &mut buffer()).unwrap();
    let bits = 24;
    add_address(socket, IpAddr::from([192, 0, 2, 1]), bits);
}

#[test]
fn routes_that_are_added_are_seen() {
    isolated("routes_that_are_added_are_seen", || {
        let socket = Socket::route().unwrap();
        loopback_up(&socket);
        let new = NewRoute {
            family: AF::INET,
            dst_len: 16,
            // More than the 8 bits of the fixed struct.
            table: RT_TABLE(1000),
            protocol: RTPROT::STATIC,
            kind: RTN::UNICAST,
            scope: RT_SCOPE::LINK,
            dst: Some(IpAddr::from([10, 66, 0, 0])),
            oif: Some(1),
            priority: Some(7),
            metrics: Some(NewMetrics {
                mtu: Some(1200),
                ..NewMetrics::default()
            }),
            ..NewRoute::default()
        };
        let mut bytes = [0; 256];
        let mut buffer = buffer();
        let flags = NLM_F::CREATE | NLM_F::EXCL;
        let mut request = new.request(&mut bytes, RTM::NEWROUTE.0, flags).unwrap();
        acknowledge(&socket, &mut request, &mut buffer).unwrap();
        let (mut found, mut all) = (0, 0);
        let mut sink = Each(|message: Message<'_>| {
            let route = Route::parse(message).unwrap();
            assert!(format!("{route:?}").starts_with("Route { family"));
            assert_eq!(Route::lazy(message).unwrap().oif(), route.oif());
            all += 1;
            if route.table() == RT_TABLE(1000) {
                found += 1;
                assert_eq!((route.dst(), route.dst_len()), (new.dst, 16));
                assert_eq!((route.oif(), route.priority()), (Some(1), Some(7)));
                assert_eq!(
                    (route.protocol(), route.kind()),
                    (RTPROT::STATIC, RTN::UNICAST)
                );
                assert_eq!((route.gateway(), route.src_len()), (None, 0));
                assert_eq!(route.metrics().unwrap().mtu(), Some(1200));
            }
        });
        dump_routes(&socket, AF::INET, &mut buffer, &mut sink)
            .unwrap()
            .complete()
            .unwrap();
        assert!(found == 1 && all > 1, "{found} of {all}");
        let gone = NewRoute {
            protocol: RTPROT::UNSPEC,
            metrics: None,
            ..new
        };
        let mut request = gone
            .request(&mut bytes, RTM::DELROUTE.0, NLM_F::empty())
            .unwrap();
        acknowledge(&socket, &mut request, &mut buffer).unwrap();
        let again = acknowledge(&socket, &mut request, &mut buffer);
        assert_eq!(again.unwrap_err().errno(), Errno::ESRCH);
    });
}

#[test]
fn neighbours_that_are_added_are_seen() {
    isolated("neighbours_that_are_added_are_seen", || {
        let socket = Socket::route().unwrap();
        let Some(kind) = any_kind(&socket) else {
            return skip("neighbours", "this kernel makes no links");
        };
        make_link(&socket, c"near0", kind, |_| {}).unwrap();
        let mut buffer = buffer();
        let index = link_by_name(&socket, c"near0", &mut buffer)
            .unwrap()
            .index();
        let new = NewNeighbour {
            family: AF::INET6,
            index,
            state: NUD::PERMANENT,
            dst: Some(IpAddr::from([0xfd00, 0, 0, 0, 0, 0, 0, 9])),
            lladdr: Some(&[2, 0, 0, 0, 0, 9]),
            ..NewNeighbour::default()
        };
        let mut bytes = [0; 256];
        let mut request = new
            .request(&mut bytes, RTM::NEWNEIGH.0, NLM_F::CREATE)
            .unwrap();
        acknowledge(&socket, &mut request, &mut buffer).unwrap();
        let mut found = 0;
        let mut sink = Each(|message: Message<'_>| {
            let neighbour = Neighbour::parse(message).unwrap();
            if neighbour.dst() == new.dst {
                found += 1;
                assert_eq!((neighbour.index(), neighbour.family()), (index, AF::INET6));
                assert_eq!(
                    (neighbour.lladdr(), neighbour.state()),
                    (new.lladdr, NUD::PERMANENT)
                );
                assert!(neighbour.cacheinfo().is_some());
                assert!(format!("{neighbour:?}").starts_with("Neighbour { family"));
            }
        });
        dump_neighbours(&socket, AF::INET6, &mut buffer, &mut sink)
            .unwrap()
            .complete()
            .unwrap();
        assert_eq!(found, 1);
    });
}

#[test]
fn a_pair_is_made_by_builders() {
    isolated("a_pair_is_made_by_builders", || {
        let socket = Socket::route().unwrap();
        let peer = NewLink {
            name: Some(c"second"),
            ..NewLink::default()
        };
        let pair = NewVeth {
            peer: Some(&peer),
            ..NewVeth::default()
        };
        let new = NewLink {
            name: Some(c"first"),
            info: Some(NewLinkInfo {
                kind: Some(c"veth"),
                data: Some(&pair),
                ..NewLinkInfo::default()
            }),
            ..NewLink::default()
        };
        let mut bytes = [0; 256];
        let flags = NLM_F::CREATE | NLM_F::EXCL;
        let mut request = new.request(&mut bytes, RTM::NEWLINK.0, flags).unwrap();
        match acknowledge(&socket, &mut request, &mut buffer()) {
            Ok(()) => assert!(names(&socket).contains(&c"second".to_owned())),
            Err(error) if error.errno() == Errno::EOPNOTSUPP => skip("veth", &error.to_string()),
            Err(error) => panic!("{error}"),
        }
    });
}
