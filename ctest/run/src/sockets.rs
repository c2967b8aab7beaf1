//! Sockets within this machine: descriptors that pass through one, datagrams between paths, and TCP over the loopback address.

use syscall_consts::linux::{AF, FD, IPPROTO, MFD, MSG, SHUT, SO, SOCK, SOL};
use syscall_raw::{Errno, OwnedFd, linux};
use syscall_types::{
    Plain,
    linux::{
        AnyAddress, ControlMessages, ControlWriter, UnixAddress, UnixName, in_addr, iovec, msghdr,
        sockaddr_in, ucred,
    },
};

use crate::check::{Failure, Named, Outcome, Run, equal, holds, some};

/// sendmsg(2) and recvmsg(2) with several pieces, a descriptor and the sender's identity.
pub fn descriptors(_: &Run) -> Outcome {
    let [one, other] = linux::socketpair(AF::UNIX, SOCK::STREAM | SOCK::CLOEXEC, IPPROTO::IP)
        .named("socketpair")?;
    unsafe { linux::setsockopt(other.fd(), SOL::SOCKET, SO::PASSCRED, &1i32) }
        .named("SO_PASSCRED")?;
    let file = linux::memfd_create(c"passed", MFD::CLOEXEC).named("memfd_create")?;
    linux::write(file.fd(), b"contents").gives(8, "write")?;

    let mut control = Control([0; 128]);
    let mut writer = ControlWriter::new(&mut control.0);
    holds(
        writer.rights(&[file.fd().as_raw()]),
        "room for a descriptor",
    )?;
    let len = writer.finish().len();
    let (mut first, mut second) = (*b"ab", *b"cde");
    let mut pieces = [piece(&mut first), piece(&mut second)];
    let mut message = message(&mut pieces);
    (message.msg_control, message.msg_controllen) = (control.0.as_mut_ptr().cast(), len);
    unsafe { linux::sendmsg(one.fd(), &message, MSG::NOSIGNAL) }.gives(5, "sendmsg")?;

    let (mut first, mut second) = ([0; 4], [0; 4]);
    let mut pieces = [piece(&mut first), piece(&mut second)];
    let mut control = Control([0; 128]);
    let mut message = self::message(&mut pieces);
    (message.msg_control, message.msg_controllen) = (control.0.as_mut_ptr().cast(), 128);
    unsafe { linux::recvmsg(other.fd(), &mut message, MSG::CMSG_CLOEXEC) }.gives(5, "recvmsg")?;
    let len = message.msg_controllen;
    holds(
        first == *b"abcd" && second == *b"e\0\0\0",
        "what was received",
    )?;
    equal(
        message.msg_flags & (MSG::CTRUNC | MSG::TRUNC).bits() as i32,
        0,
        "msg_flags",
    )?;

    let (mut passed, mut sender) = (None, None);
    for message in ControlMessages::new(some(control.0.get(..len), "msg_controllen")?) {
        if let Some(mut rights) = message.rights() {
            equal(rights.len(), 1, "how many descriptors came")?;
            passed = rights.next().map(|fd| unsafe { OwnedFd::from_raw(fd) });
        }
        sender = sender.or(message.credentials());
    }
    let passed = some(passed, "a descriptor came")?;
    let sender: ucred = some(sender, "the sender's identity came")?;
    equal(sender.pid, linux::getpid(), "the sender's process")?;
    equal(sender.uid, linux::geteuid(), "the sender's user")?;
    holds(
        passed.fd().as_raw() != file.fd().as_raw(),
        "it is another descriptor",
    )?;
    holds(
        linux::fcntl_getfd(passed.fd()) == Ok(FD::CLOEXEC),
        "it has CLOEXEC",
    )?;
    let mut got = [0; 16];
    linux::pread(passed.fd(), &mut got, 0).gives(8, "pread of what was passed")?;
    holds(got[..8] == *b"contents", "what was passed")
}

/// Control messages are aligned as a machine word.
#[repr(align(8))]
struct Control([u8; 128]);

fn piece(bytes: &mut [u8]) -> iovec {
    iovec {
        iov_base: bytes.as_mut_ptr().cast(),
        iov_len: bytes.len() as _,
    }
}

/// A message of pieces.
fn message(pieces: &mut [iovec]) -> msghdr {
    let mut message = msghdr::zeroed();
    (message.msg_iov, message.msg_iovlen) = (pieces.as_mut_ptr(), pieces.len());
    message
}

/// sendto(2) and recvfrom(2), which have six arguments, between two paths.
pub fn datagrams(_: &Run) -> Outcome {
    let kind = SOCK::DGRAM | SOCK::CLOEXEC;
    let bound = |path: &'static [u8]| -> Result<(OwnedFd, UnixAddress), Failure> {
        let socket = linux::socket(AF::UNIX, kind, IPPROTO::IP).named("socket")?;
        let address = some(UnixAddress::path(path).ok(), "an address")?;
        linux::bind(socket.fd(), &address).named("bind")?;
        Ok((socket, address))
    };
    let (one, _) = bound(b"one")?;
    let (other, address) = bound(b"other")?;
    linux::sendto(one.fd(), b"datagram", MSG::NOSIGNAL, &address).gives(8, "sendto")?;
    let mut from = AnyAddress::new();
    let mut got = [0; 5];
    linux::recvfrom(other.fd(), &mut got, MSG::TRUNC, &mut from)
        .gives(8, "recvfrom's length with TRUNC")?;
    holds(got == *b"datag", "what was received")?;
    holds(
        from.unix()
            .is_some_and(|from| from.name() == UnixName::Path(b"one")),
        "the sender's address",
    )?;
    linux::recv(other.fd(), &mut got, MSG::DONTWAIT).refused(Errno::EAGAIN, "recv of nothing")?;
    let nobody = some(UnixAddress::path(b"nobody").ok(), "an address")?;
    linux::sendto(one.fd(), b"x", MSG::NOSIGNAL, &nobody)
        .refused(Errno::ENOENT, "sendto nobody")?;
    linux::send(one.fd(), b"x", MSG::NOSIGNAL).refused(Errno::ENOTCONN, "send to nobody")
}

/// The internet address that a call has filled.
fn inet(address: &AnyAddress, call: &'static str) -> Result<sockaddr_in, Failure> {
    equal(address.len(), 16, call)?;
    some(address.get(), call)
}

/// TCP at 127.0.0.1, with addresses and options.
pub fn loopback(_: &Run) -> Outcome {
    let stream = || -> Result<OwnedFd, Failure> {
        let kind = SOCK::STREAM | SOCK::CLOEXEC;
        linux::socket(AF::INET, kind, IPPROTO::TCP).named("socket")
    };
    let listening = stream()?;
    unsafe { linux::setsockopt(listening.fd(), SOL::SOCKET, SO::REUSEADDR, &1i32) }
        .named("SO_REUSEADDR")?;
    let mut on = 0i32;
    let len = unsafe { linux::getsockopt(listening.fd(), SOL::SOCKET, SO::REUSEADDR, &mut on) };
    len.gives(4, "getsockopt's length")?;
    equal(on, 1, "SO_REUSEADDR")?;
    linux::bind(listening.fd(), &sockaddr_in::new(in_addr::LOOPBACK, 0)).named("bind")?;
    linux::listen(listening.fd(), 1).named("listen")?;
    let mut room = AnyAddress::new();
    let address = linux::getsockname(listening.fd(), &mut room).named("getsockname")?;
    let address = inet(address, "getsockname")?;
    holds(
        address.sin_addr == in_addr::LOOPBACK && address.port() != 0,
        "the address that listens",
    )?;

    let client = stream()?;
    linux::connect(client.fd(), &address).named("connect")?;
    let server = linux::accept4_from(listening.fd(), &mut room, SOCK::CLOEXEC).named("accept4")?;
    let peer = inet(&room, "accept4")?;
    let own = linux::getsockname(client.fd(), &mut room).named("getsockname")?;
    let own = inet(own, "getsockname")?;
    equal(peer.port(), own.port(), "the peer's port")?;
    holds(peer.sin_addr == in_addr::LOOPBACK, "the peer's address")?;
    let peer = linux::getpeername(client.fd(), &mut room).named("getpeername")?;
    let peer = inet(peer, "getpeername")?;
    equal(peer.port(), address.port(), "the server's port")?;

    linux::send(client.fd(), b"stream", MSG::NOSIGNAL).gives(6, "send")?;
    linux::shutdown(client.fd(), SHUT::WR).named("shutdown")?;
    let mut got = [0; 16];
    linux::recv(server.fd(), &mut got, MSG::WAITALL).gives(6, "recv")?;
    holds(got[..6] == *b"stream", "what was received")?;
    linux::recv(server.fd(), &mut got, MSG::empty()).gives(0, "recv at the end")?;
    drop(listening);
    linux::connect(stream()?.fd(), &address).refused(Errno::ECONNREFUSED, "connect to nobody")
}
