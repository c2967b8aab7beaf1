use std::mem::MaybeUninit;

use syscall_consts::{
    Constants, Errno,
    linux::{AF, IPPROTO, MSG, SHUT, SO, SOCK, SOL, TCP},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{in_addr, iovec, msghdr, sock_filter, sock_fprog, sockaddr_in, sockaddr_un},
};

use super::{NONE, Owned, both, skipped, uninit};

const LOOPBACK: sockaddr_in = sockaddr_in {
    sin_family: AF::INET.0,
    sin_port: 0,
    sin_addr: in_addr {
        s_addr: u32::from_ne_bytes([127, 0, 0, 1]),
    },
    sin_zero: [0; 8],
};

/// A socket with an address of its own.
fn bound(kind: SOCK) -> (Owned, sockaddr_in) {
    let socket = Owned(linux::socket(AF::INET, kind | SOCK::CLOEXEC, IPPROTO::IP).unwrap());
    linux::bind(socket.fd(), &LOOPBACK).unwrap();
    let mut address = LOOPBACK;
    assert_eq!(
        linux::getsockname(socket.fd(), &mut address),
        Ok(size_of::<sockaddr_in>())
    );
    assert!(address.sin_port != 0);
    (socket, address)
}

/// Both ends of a TCP connection.
fn connected() -> (Owned, Owned) {
    let (listener, address) = bound(SOCK::STREAM);
    linux::listen(listener.fd(), 1).unwrap();
    let client = Owned(linux::socket(AF::INET, SOCK::STREAM, IPPROTO::TCP).unwrap());
    linux::connect(client.fd(), &address).unwrap();
    let server = Owned(linux::accept4(listener.fd(), SOCK::CLOEXEC).unwrap());
    (client, server)
}

#[test]
fn stream() {
    let (listener, address) = bound(SOCK::STREAM);
    linux::listen(listener.fd(), 1).unwrap();
    let client = Owned(linux::socket(AF::INET, SOCK::STREAM, IPPROTO::TCP).unwrap());
    linux::connect(client.fd(), &address).unwrap();
    let mut peer = MaybeUninit::<sockaddr_in>::uninit();
    let (server, len) = linux::accept4_from(listener.fd(), &mut peer, SOCK::CLOEXEC).unwrap();
    let server = Owned(server);
    assert_eq!(len, size_of::<sockaddr_in>());
    let mut own = [0u8; 64];
    assert_eq!(linux::getsockname(client.fd(), &mut own[..]), Ok(16));
    let peer = unsafe { peer.assume_init() };
    assert_eq!(own[2..4], peer.sin_port.to_ne_bytes());
    let mut far = uninit::<64>();
    assert_eq!(linux::getpeername(client.fd(), &mut far[..]), Ok(16));
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
    let ((one, one_address), (two, two_address)) = (bound(SOCK::DGRAM), bound(SOCK::DGRAM));
    assert_eq!(
        linux::sendto(one.fd(), b"datagram", MSG::empty(), &two_address),
        Ok(8)
    );
    let mut from = sockaddr_in::zeroed();
    let (data, len) = (uninit::<32>(), size_of::<sockaddr_in>());
    let mut data = data;
    assert_eq!(
        linux::recvfrom(two.fd(), &mut data, MSG::empty(), &mut from),
        Ok((&mut { *b"datagram" }[..], len))
    );
    assert_eq!(from.sin_port, one_address.sin_port);
    // An address that is cut, and raw bytes in its place.
    linux::connect(one.fd(), unsafe {
        std::slice::from_raw_parts((&raw const two_address).cast::<u8>(), 16)
    })
    .unwrap();
    assert_eq!(linux::send(one.fd(), b"more", MSG::empty()), Ok(4));
    let mut short = [0xaau8; 4];
    assert_eq!(
        linux::recvfrom(two.fd(), &mut [0; 2], MSG::TRUNC, &mut short[..2]),
        Ok((4, 16))
    );
    assert_eq!(
        short,
        [
            AF::INET.0.to_ne_bytes()[0],
            AF::INET.0.to_ne_bytes()[1],
            0xaa,
            0xaa
        ]
    );
    assert_eq!(
        linux::recv(two.fd(), &mut [0; 2], MSG::DONTWAIT),
        Err(Errno::EAGAIN)
    );
}

#[test]
fn nothing_uninitialised_comes_out() {
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
    let (one, two) =
        both(linux::socketpair(AF::UNIX, SOCK::SEQPACKET | SOCK::CLOEXEC, IPPROTO::IP).unwrap());
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
    let mut name = sockaddr_un::zeroed();
    assert_eq!(linux::getsockname(one.fd(), &mut name), Ok(2));
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
    unsafe { linux::setsockopt(socket.fd(), SOL::SOCKET, SO::ATTACH_FILTER, &program) }.unwrap();
    let mut room = [sock_filter::zeroed(); 8];
    let mut len = 7u32; // instructions
    let arguments = [
        socket.0 as usize,
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
    let nothing = linux::getsockopt_i32(socket.fd(), SOL::SOCKET, SO::GET_FILTER);
    assert_eq!(nothing, Ok(0), "there was no room for an instruction");
}

#[test]
fn errors() {
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
    let mut peer = sockaddr_in::zeroed();
    assert_eq!(
        linux::getpeername(socket.fd(), &mut peer),
        Err(Errno::ENOTCONN)
    );
    let client = Owned(linux::socket(AF::INET, SOCK::STREAM, IPPROTO::IP).unwrap());
    assert_eq!(
        linux::connect(client.fd(), &address),
        Err(Errno::ECONNREFUSED)
    );
    assert_eq!(linux::shutdown(client.fd(), SHUT::RD), Err(Errno::ENOTCONN));
    assert_eq!(linux::listen(NONE, 1), Err(Errno::EBADF));
}
