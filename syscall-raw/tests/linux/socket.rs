use std::mem::MaybeUninit;

use syscall_consts::{
    Constants, Errno,
    linux::{AF, IPPROTO, MSG, PACKET, SHUT, SO, SOCK, SOL, TCP, XDP_BIND},
};
use syscall_raw::{OwnedFd, linux};
use syscall_types::{
    Plain,
    linux::{
        AnyAddress, UnixAddress, UnixName, in_addr, iovec, msghdr, sock_filter, sock_fprog,
        sockaddr_in, sockaddr_ll, sockaddr_pkt, sockaddr_xdp,
    },
};

use super::{Directory, NONE, skipped, uninit};

const LOOPBACK: sockaddr_in = sockaddr_in {
    sin_family: AF::INET.0,
    sin_port: 0,
    sin_addr: in_addr {
        s_addr: u32::from_ne_bytes([127, 0, 0, 1]),
    },
    sin_zero: [0; 8],
};

/// An internet address that was filled, of the right length.
fn inet(address: &AnyAddress) -> sockaddr_in {
    assert_eq!(address.len(), size_of::<sockaddr_in>());
    address.get().unwrap()
}

/// Whether the loopback device is up. Says so when it is not.
fn has_loopback() -> bool {
    let (socket, address) = bound(SOCK::DGRAM);
    let there = linux::connect(socket.fd(), &address).is_ok();
    if !there {
        skipped("the loopback device is down");
    }
    there
}

/// A socket with an address of its own.
fn bound(kind: SOCK) -> (OwnedFd, sockaddr_in) {
    let socket = linux::socket(AF::INET, kind | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    linux::bind(socket.fd(), &LOOPBACK).unwrap();
    let address = inet(linux::getsockname(socket.fd(), &mut AnyAddress::new()).unwrap());
    assert!(address.sin_port != 0);
    (socket, address)
}

/// Both ends of a TCP connection.
fn connected() -> (OwnedFd, OwnedFd) {
    let (listener, address) = bound(SOCK::STREAM);
    linux::listen(listener.fd(), 1).unwrap();
    let client = linux::socket(AF::INET, SOCK::STREAM, IPPROTO::TCP).unwrap();
    linux::connect(client.fd(), &address).unwrap();
    let server = linux::accept4(listener.fd(), SOCK::CLOEXEC).unwrap();
    (client, server)
}

#[test]
fn stream() {
    if !has_loopback() {
        return;
    }
    let (listener, address) = bound(SOCK::STREAM);
    linux::listen(listener.fd(), 1).unwrap();
    let client = linux::socket(AF::INET, SOCK::STREAM, IPPROTO::TCP).unwrap();
    linux::connect(client.fd(), &address).unwrap();
    let (mut own, mut peer) = (AnyAddress::new(), AnyAddress::new());
    let server = linux::accept4_from(listener.fd(), &mut peer, SOCK::CLOEXEC).unwrap();
    assert_eq!(
        inet(linux::getsockname(client.fd(), &mut own).unwrap()),
        inet(&peer)
    );
    assert_eq!(
        inet(linux::getpeername(client.fd(), &mut own).unwrap()),
        address
    );
    assert_eq!(linux::send(client.fd(), b"over", MSG::NOSIGNAL), Ok(4));
    assert_eq!(
        linux::recv(server.fd(), &mut uninit::<16>(), MSG::PEEK).unwrap(),
        b"over"
    );
    assert_eq!(linux::recv(server.fd(), &mut [0; 16], MSG::empty()), Ok(4));
    linux::shutdown(client.fd(), SHUT::WR).unwrap();
    assert_eq!(
        linux::recv(server.fd(), &mut uninit::<16>(), MSG::empty()).unwrap(),
        b""
    );
    assert_eq!(
        linux::send(client.fd(), b"late", MSG::NOSIGNAL),
        Err(Errno::EPIPE)
    );
}

#[test]
fn datagrams() {
    if !has_loopback() {
        return;
    }
    let ((one, one_address), (two, two_address)) = (bound(SOCK::DGRAM), bound(SOCK::DGRAM));
    assert_eq!(
        linux::sendto(one.fd(), b"datagram", MSG::empty(), &two_address),
        Ok(8)
    );
    let mut from = AnyAddress::new();
    assert_eq!(
        linux::recvfrom(two.fd(), &mut uninit::<32>(), MSG::empty(), &mut from).unwrap(),
        b"datagram"
    );
    assert_eq!(inet(&from), one_address);
    // An address of another kind, and raw bytes in its place.
    linux::connect(one.fd(), &AnyAddress::from(two_address)).unwrap();
    linux::connect(one.fd(), AnyAddress::from(two_address).as_bytes()).unwrap();
    assert_eq!(linux::send(one.fd(), b"more", MSG::empty()), Ok(4));
    assert_eq!(
        linux::recvfrom(two.fd(), &mut [0; 2], MSG::TRUNC, &mut from),
        Ok(4)
    );
    assert_eq!(inet(&from), one_address);
    linux::connect(one.fd(), &AnyAddress::UNSPEC).unwrap();
    assert_eq!(
        linux::send(one.fd(), b"nowhere", MSG::empty()),
        Err(Errno::EDESTADDRREQ)
    );
    assert_eq!(
        linux::recv(two.fd(), &mut [0; 2], MSG::DONTWAIT),
        Err(Errno::EAGAIN)
    );
}

#[test]
fn nothing_uninitialised_comes_out() {
    if !has_loopback() {
        return;
    }
    let ((one, _), (two, two_address)) = (bound(SOCK::DGRAM), bound(SOCK::DGRAM));
    linux::sendto(one.fd(), b"datagram", MSG::empty(), &two_address).unwrap();
    assert_eq!(
        linux::recv(two.fd(), &mut uninit::<4>(), MSG::TRUNC).unwrap(),
        b"data"
    );
    let (client, server) = connected();
    linux::send(client.fd(), b"dropped", MSG::empty()).unwrap();
    // TCP says 7 and writes none of them.
    let mut room = [MaybeUninit::new(0xaau8); 16];
    assert_eq!(
        linux::recv(server.fd(), &mut room, MSG::TRUNC).unwrap(),
        &[0; 7]
    );
}

#[test]
fn pairs_and_messages() {
    let [one, two] =
        linux::socketpair(AF::UNIX, SOCK::SEQPACKET | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    let mut sent = *b"message";
    let mut piece = iovec {
        iov_base: sent.as_mut_ptr().cast(),
        iov_len: 7,
    };
    let mut message = msghdr::zeroed();
    (message.msg_iov, message.msg_iovlen) = (&mut piece, 1);
    assert_eq!(
        unsafe { linux::sendmsg(one.fd(), &message, MSG::empty()) },
        Ok(7)
    );
    let mut received = [0u8; 4];
    piece = iovec {
        iov_base: received.as_mut_ptr().cast(),
        iov_len: 4,
    };
    message.msg_iov = &mut piece;
    assert_eq!(
        unsafe { linux::recvmsg(two.fd(), &mut message, MSG::empty()) },
        Ok(4)
    );
    assert_eq!(&received, b"mess");
    assert_eq!(message.msg_flags as u32, MSG::TRUNC.bits());
    let mut name = AnyAddress::new();
    let name = linux::getsockname(one.fd(), &mut name).unwrap();
    assert_eq!((name.len(), name.unix()), (2, Some(UnixAddress::UNNAMED)));
}

/// A Unix socket bound to an address, and what the kernel says that address is.
fn bound_unix(address: &UnixAddress) -> (OwnedFd, AnyAddress) {
    let socket = linux::socket(AF::UNIX, SOCK::DGRAM | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    linux::bind(socket.fd(), address).unwrap();
    let mut told = AnyAddress::new();
    linux::getsockname(socket.fd(), &mut told).unwrap();
    (socket, told)
}

#[test]
fn unix_addresses_end_where_their_length_says() {
    let name = format!("of a test {}\0", linux::getpid()).into_bytes();
    let address = UnixAddress::abstract_name(&name).unwrap();
    let (server, told) = bound_unix(&address);
    assert_eq!(told.len(), 2 + 1 + name.len());
    assert_eq!(told.unix().unwrap().name(), UnixName::Abstract(&name));
    let (client, chosen) = bound_unix(&UnixAddress::UNNAMED);
    let chosen = chosen.unix().unwrap();
    assert!(matches!(chosen.name(), UnixName::Abstract(name) if name.len() == 5));
    // All that take one, and all that give one.
    let (mut from, mut buffer) = (AnyAddress::new(), [0; 8]);
    assert_eq!(
        linux::sendto(client.fd(), b"one", MSG::empty(), &address),
        Ok(3)
    );
    assert_eq!(
        linux::recvfrom(server.fd(), &mut buffer, MSG::empty(), &mut from),
        Ok(3)
    );
    assert_eq!(from.unix(), Some(chosen));
    let mut piece = iovec {
        iov_base: buffer.as_mut_ptr().cast(),
        iov_len: 3,
    };
    let mut message = msghdr::zeroed();
    (message.msg_iov, message.msg_iovlen) = (&mut piece, 1);
    message.set_name(&told);
    let sent = unsafe { linux::sendmsg(client.fd(), &message, MSG::empty()) };
    assert_eq!(sent, Ok(3));
    from = AnyAddress::new();
    message.set_name_room(&mut from);
    let received = unsafe { linux::recvmsg(server.fd(), &mut message, MSG::empty()) };
    assert_eq!(received, Ok(3));
    from.set_len(message.msg_namelen as usize);
    assert_eq!(from.unix(), Some(chosen));
    linux::connect(client.fd(), &address).unwrap();
    linux::getpeername(client.fd(), &mut from).unwrap();
    assert_eq!(from.unix(), Some(address));
    // A name is not the one that is its beginning, and who has none has an empty one.
    let shorter = UnixAddress::abstract_name(&name[..name.len() - 1]).unwrap();
    assert_eq!(
        linux::connect(client.fd(), &shorter),
        Err(Errno::ECONNREFUSED)
    );
    let nobody = linux::socket(AF::UNIX, SOCK::DGRAM | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    linux::sendto(nobody.fd(), b"x", MSG::empty(), &address).unwrap();
    linux::recvfrom(server.fd(), &mut buffer, MSG::empty(), &mut from).unwrap();
    assert!(from.is_empty() && from.unix().is_none());
}

#[test]
fn unix_paths() {
    let folder = Directory::new();
    let path = |len: usize| {
        let mut path = folder.path("").into_bytes();
        path.resize(len, b'x');
        path
    };
    // The longest has no room for its zero, which the kernel counts nevertheless.
    for (len, counted) in [(60, 63), (107, 110), (108, 111)] {
        let path = path(len);
        let address = UnixAddress::path(&path).unwrap();
        let (_socket, told) = bound_unix(&address);
        assert_eq!(told.len(), counted);
        assert_eq!(told.unix(), Some(address));
        assert_eq!(told.unix().unwrap().name(), UnixName::Path(&path));
        std::fs::remove_file(String::from_utf8(path).unwrap()).unwrap();
    }
}

#[test]
fn packet_addresses() {
    if !has_loopback() {
        return;
    }
    let kind = SOCK::RAW | SOCK::CLOEXEC;
    let Ok(raw) = linux::socket(AF::PACKET, kind, IPPROTO::IP) else {
        return skipped("packet sockets: not allowed");
    };
    let raw = raw;
    linux::bind(raw.fd(), &sockaddr_ll::new(0, 1)).unwrap();
    let mut told = AnyAddress::new();
    linux::getsockname(raw.fd(), &mut told).unwrap();
    // As long as the hardware address of the loopback, and so shorter than the structure.
    assert_eq!((told.len(), told.hardware()), (18, Some(&[0; 6][..])));
    assert_eq!(told.get::<sockaddr_ll>().unwrap().sll_ifindex, 1);
    // A length that does not reach to the end of the hardware address is refused.
    let frame = [0; 64];
    let mut long = AnyAddress::packet(0, 1, &[0; 20]).unwrap();
    assert_eq!(linux::sendto(raw.fd(), &frame, MSG::empty(), &long), Ok(64));
    long.set_len(31);
    let cut = linux::sendto(raw.fd(), &frame, MSG::empty(), &long);
    assert_eq!(cut, Err(Errno::EINVAL));
    // The old sockets bind to what is shorter than what they send to.
    let Ok(old) = linux::socket(AF::PACKET, SOCK::PACKET | SOCK::CLOEXEC, IPPROTO::IP) else {
        return skipped("old packet sockets: not there");
    };
    let (old, mut name) = (old, sockaddr_pkt::zeroed());
    name.spkt_family = AF::PACKET.0;
    name.spkt_device[..2].copy_from_slice(b"lo");
    linux::bind(old.fd(), &name.to_bind()).unwrap();
    assert_eq!(linux::bind(old.fd(), &name.to_send()), Err(Errno::EINVAL));
    assert_eq!(
        linux::sendto(old.fd(), &frame, MSG::empty(), &name.to_send()),
        Ok(64)
    );
}

#[test]
fn options() {
    let (socket, _) = bound(SOCK::STREAM);
    let mut value = 0i32;
    assert_eq!(
        unsafe { linux::getsockopt(socket.fd(), SOL::SOCKET, SO::TYPE, &mut value) },
        Ok(4)
    );
    assert_eq!(value as u32, SOCK::STREAM.bits());
    unsafe { linux::setsockopt(socket.fd(), IPPROTO::TCP, TCP::NODELAY, &1i32) }.unwrap();
    assert_eq!(
        unsafe { linux::getsockopt(socket.fd(), IPPROTO::TCP, TCP::NODELAY, &mut value) },
        Ok(4)
    );
    assert_eq!(value, 1);
    linux::setsockopt_i32(socket.fd(), IPPROTO::TCP, TCP::NODELAY, 0).unwrap();
    let number = |level, name: SO| linux::getsockopt_i32(socket.fd(), level, name);
    assert_eq!(
        linux::getsockopt_i32(socket.fd(), IPPROTO::TCP, TCP::NODELAY),
        Ok(0)
    );
    assert_eq!(
        number(SOL::SOCKET, SO::TYPE),
        Ok(SOCK::STREAM.bits() as i32)
    );
    assert_eq!(number(SOL(9999), SO(1)), Err(Errno::EOPNOTSUPP));
    assert_eq!(
        linux::setsockopt_i32(socket.fd(), SOL::SOCKET, SO::TYPE, 1),
        Err(Errno::ENOPROTOOPT)
    );
    let long = [0u8; 1];
    assert_eq!(
        unsafe { linux::setsockopt(socket.fd(), SOL::SOCKET, SO::REUSEADDR, &long[..]) },
        Err(Errno::EINVAL)
    );
    assert_eq!(
        unsafe { linux::getsockopt(socket.fd(), SOL(9999), SO(1), &mut value) },
        Err(Errno::EOPNOTSUPP)
    );
}

#[test]
fn option_of_other_units() {
    // The kernel counts instructions in the place of bytes, and would write behind what it was given.
    let (socket, _) = bound(SOCK::STREAM);
    let mut filter = [sock_filter::ret(u32::MAX); 6];
    let program = sock_fprog {
        len: 6,
        filter: filter.as_mut_ptr(),
    };
    let attach = SO::ATTACH_FILTER;
    let attached = unsafe { linux::setsockopt(socket.fd(), SOL::SOCKET, attach, &program) };
    match super::allowed("a filter of a socket", attached) {
        None => return,
        Some(attached) => attached.unwrap(),
    }
    let mut room = [sock_filter::zeroed(); 8];
    let mut len = 7u32; // instructions
    let arguments = [
        socket.fd().as_raw() as usize,
        SOL::SOCKET.raw() as usize,
        SO::GET_FILTER.raw() as usize,
        room.as_mut_ptr().expose_provenance(),
        (&raw mut len).expose_provenance(),
        0,
    ];
    let number = linux_raw_sys::general::__NR_getsockopt as usize;
    if unsafe { linux::syscall(number, arguments) } != 0 || len != 6 {
        return skipped("SO_GET_FILTER: this emulator has no such option");
    }
    room = [sock_filter::zeroed(); 8];
    let filter_to = |room: &mut [sock_filter]| unsafe {
        linux::getsockopt(socket.fd(), SOL::SOCKET, SO::GET_FILTER, room)
    };
    assert_eq!(filter_to(&mut room[..5]), Err(Errno::EINVAL), "too short");
    assert_eq!(room, [sock_filter::zeroed(); 8]);
    assert_eq!(filter_to(&mut room[..7]), Ok(48));
    assert_eq!(room[..6], filter);
    assert_eq!(room[6..], [sock_filter::zeroed(); 2]);
    // A number is no descriptor to these, and what is lent is looked at.
    for name in [SO::ATTACH_BPF, SO::ATTACH_REUSEPORT_EBPF] {
        let by_number = linux::setsockopt_i32(socket.fd(), SOL::SOCKET, name, socket.fd().as_raw());
        assert_eq!(by_number, Err(Errno::EINVAL));
    }
    let by_number = linux::setsockopt_i32(socket.fd(), SOL::PACKET, PACKET::FANOUT_DATA, 0);
    assert_eq!(by_number, Err(Errno::EINVAL));
    let none = linux::setsockopt_fd(socket.fd(), SOL::SOCKET, SO::ATTACH_BPF, NONE);
    assert_eq!(none, Err(Errno::EBADF));
    let nothing = linux::getsockopt_i32(socket.fd(), SOL::SOCKET, SO::GET_FILTER);
    assert_eq!(nothing, Ok(0), "there was no room for an instruction");
}

#[test]
fn errors() {
    if !has_loopback() {
        return;
    }
    assert_eq!(
        linux::socket(AF(999), SOCK::STREAM, IPPROTO::IP),
        Err(Errno::EAFNOSUPPORT)
    );
    assert_eq!(
        linux::socketpair(AF::INET, SOCK::STREAM, IPPROTO::IP),
        Err(Errno::EOPNOTSUPP)
    );
    assert_eq!(linux::bind(NONE, &LOOPBACK), Err(Errno::EBADF));
    let (socket, address) = bound(SOCK::STREAM);
    assert_eq!(linux::bind(socket.fd(), &LOOPBACK), Err(Errno::EINVAL));
    assert_eq!(linux::bind(socket.fd(), &[0u8; 1][..]), Err(Errno::EINVAL));
    assert_eq!(
        linux::accept4(socket.fd(), SOCK::empty()),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::getpeername(socket.fd(), &mut AnyAddress::new()),
        Err(Errno::ENOTCONN)
    );
    let client = linux::socket(AF::INET, SOCK::STREAM, IPPROTO::IP).unwrap();
    assert_eq!(
        linux::connect(client.fd(), &address),
        Err(Errno::ECONNREFUSED)
    );
    assert_eq!(linux::shutdown(client.fd(), SHUT::RD), Err(Errno::ENOTCONN));
    assert_eq!(linux::listen(NONE, 1), Err(Errno::EBADF));
}

#[test]
fn the_process_at_the_other_end() {
    let [one, _other] =
        linux::socketpair(AF::UNIX, SOCK::STREAM | SOCK::CLOEXEC, IPPROTO::IP).unwrap();
    match linux::getsockopt_peerpidfd(one.fd()) {
        Err(Errno::ENOPROTOOPT) => skipped("SO_PEERPIDFD needs Linux 6.5"),
        peer => {
            let none = syscall_consts::linux::PIDFD_SIGNAL::empty();
            let this = syscall_consts::linux::SIG(0);
            linux::pidfd_send_signal(peer.unwrap().fd(), this, none).unwrap();
        }
    }
}

/// The kernel would read the data after their loan has ended.
#[test]
fn data_that_the_kernel_keeps_are_refused() {
    let [one, _other] = linux::socketpair(AF::UNIX, SOCK::STREAM, IPPROTO::IP).unwrap();
    let peer = UnixAddress::UNNAMED;
    for flags in [
        MSG::ZEROCOPY,
        MSG::ZEROCOPY | MSG::DONTWAIT,
        MSG::from_bits_retain(!0),
    ] {
        assert_eq!(linux::send(one.fd(), b"x", flags), Err(Errno::EINVAL));
        assert_eq!(
            linux::sendto(one.fd(), b"x", flags, &peer),
            Err(Errno::EINVAL)
        );
    }
    assert_eq!(linux::send(one.fd(), b"x", MSG::DONTWAIT), Ok(1));
}

/// A descriptor that stands in an address by its number is nobody's to lend; tables of firewalls lead to addresses.
#[test]
fn numbers_of_descriptors_in_addresses_and_tables_are_refused() {
    let [one, _] = linux::socketpair(AF::UNIX, SOCK::DGRAM, IPPROTO::IP).unwrap();
    let mut xdp = sockaddr_xdp::zeroed();
    (xdp.sxdp_family, xdp.sxdp_flags) = (AF::XDP.0, XDP_BIND::SHARED_UMEM.bits());
    assert_eq!(linux::bind(one.fd(), &xdp), Err(Errno::EINVAL));
    assert_eq!(linux::connect(one.fd(), &xdp), Err(Errno::EINVAL));
    let tunnel = [AF::PPPOX.0.to_ne_bytes(), [0; 2]].concat();
    assert_eq!(
        linux::connect(one.fd(), tunnel.as_slice()),
        Err(Errno::EINVAL)
    );
    // L2TP asks for the length and the protocol, whatever the family.
    for len in [38, 46, 50, 58] {
        let mut tunnel = vec![0; len];
        tunnel[2..6].copy_from_slice(&1_u32.to_ne_bytes());
        for family in [AF::UNSPEC, AF::INET, AF::PPPOX] {
            tunnel[..2].copy_from_slice(&family.0.to_ne_bytes());
            let connected = linux::connect(one.fd(), tunnel.as_slice());
            assert_eq!(connected, Err(Errno::EINVAL));
        }
    }
    for (level, name) in [(SOL::IP, 64), (SOL::IP, 129), (SOL::IPV6, 65)] {
        let set = linux::setsockopt_i32(one.fd(), level, SO(name), 1);
        assert_eq!(set, Err(Errno::EINVAL), "{name}");
    }
}
