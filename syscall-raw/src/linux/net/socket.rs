//! Sockets (socket(7), socket(2), bind(2), connect(2), accept(2), send(2), recv(2), getsockopt(2); addresses in
//! ip(7), ipv6(7), unix(7), netlink(7), packet(7)).
//!
//! An address carries its length: what is given is a [`SocketAddress`] (`&sockaddr_in`, `&UnixAddress`, `&[u8]` of
//! any family), what comes back is in an [`AnyAddress`].
//!
//! A message that is longer than the buffer is cut and the rest is lost. With `MSG::TRUNC` [`recv`] and its like
//! return the length of the whole message, which may be more than the buffer holds; control messages that were cut
//! are told by `MSG::CTRUNC` in `msg_flags`. `ControlMessages` and `ControlWriter` of syscall-types take apart and
//! build control messages.

use core::mem::{MaybeUninit, size_of};

use syscall_consts::{
    Constants,
    linux::{AF, MSG, PACKET, SHUT, SO, SOCK, SOL, XDP_BIND},
};
use syscall_types::linux::{AnyAddress, SocketAddress, mmsghdr, msghdr, sock_filter, timespec};

use crate::linux::call::{Returned, calls, decode, fill, initialise, syscall};
use crate::linux::fs::two;
use crate::{Buffer, Bytes, Errno, Fd, Out, OwnedFd};

/// Makes a socket, socket(2). `protocol` is one of the family's own (`IPPROTO`, `NETLINK`, `ETH_P` in network order) or
/// `IPPROTO::IP`, which is 0.
///
/// `EAFNOSUPPORT`, `EPROTONOSUPPORT`, `ESOCKTNOSUPPORT`, `EMFILE`, `ENFILE`, `EPERM` (raw sockets).
#[inline]
pub fn socket(family: AF, kind: SOCK, protocol: impl Constants) -> Result<OwnedFd, Errno> {
    // SAFETY: no memory is involved.
    decode(unsafe { syscall!(__NR_socket, family, kind, protocol.raw() as i32) })
}

/// Makes two sockets connected to each other, socketpair(2). Errors as for [`socket`]; `EOPNOTSUPP` by family.
#[inline]
pub fn socketpair(family: AF, kind: SOCK, protocol: impl Constants) -> Result<[OwnedFd; 2], Errno> {
    let protocol = protocol.raw() as i32;
    // SAFETY: the kernel writes two numbers, of descriptors that it has made.
    unsafe { two(|ends| syscall!(__NR_socketpair, family, kind, protocol, ends)) }
}

/// Gives a socket its own address, bind(2).
///
/// `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES` (low ports), `EAFNOSUPPORT`; `EINVAL` (bound already, or a bad length), also for
/// addresses in which a descriptor's number stands: for them there is [`bind_any`].
#[inline]
pub fn bind(fd: Fd<'_>, address: &(impl SocketAddress + ?Sized)) -> Result<(), Errno> {
    if has_descriptor(address.bytes()) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: there is no descriptor in the address.
    unsafe { bind_any(fd, address) }
}

/// As [`bind`], also to the memory of packets that another socket has (`XDP_SHARED_UMEM`).
///
/// # Safety
///
/// A descriptor whose number stands in the address is one that the caller may use.
#[doc(alias = "bind")]
#[inline]
pub unsafe fn bind_any(fd: Fd<'_>, address: &(impl SocketAddress + ?Sized)) -> Result<(), Errno> {
    let address = address.bytes();
    // SAFETY: the kernel reads the address; the rest is the caller's promise.
    decode(unsafe { syscall!(__NR_bind, fd, address.as_ptr(), address.len()) })
}

/// Connects to a peer, connect(2).
///
/// `EINPROGRESS` where the socket is nonblocking, `ECONNREFUSED`, `ETIMEDOUT`, `ENETUNREACH`, `EISCONN`, `EALREADY`,
/// `EINTR`; Unix sockets also `ENOENT`, `EACCES`, `EAGAIN`. `EINVAL` for addresses in which a descriptor's number stands: for
/// them there is [`connect_any`].
#[inline]
pub fn connect(fd: Fd<'_>, address: &(impl SocketAddress + ?Sized)) -> Result<(), Errno> {
    if has_descriptor(address.bytes()) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: there is no descriptor in the address.
    unsafe { connect_any(fd, address) }
}

/// As [`connect`], also to a tunnel's socket (`PX_PROTO_OL2TP`).
///
/// # Safety
///
/// As for [`bind_any`].
#[doc(alias = "connect")]
#[inline]
pub unsafe fn connect_any(
    fd: Fd<'_>,
    address: &(impl SocketAddress + ?Sized),
) -> Result<(), Errno> {
    let address = address.bytes();
    // SAFETY: the kernel reads the address; the rest is the caller's promise.
    decode(unsafe { syscall!(__NR_connect, fd, address.as_ptr(), address.len()) })
}

/// Whether there may be a descriptor's number in an address: in those of PPP sockets over L2TP (linux/if_pppol2tp.h), and of
/// XDP sockets that share memory (linux/if_xdp.h). No other kind of socket of Linux 7.2 has one.
///
/// L2TP asks for the length and the protocol, not for the family (`pppol2tp_sockaddr_get_info` of the kernel's
/// net/l2tp/l2tp_ppp.c); XDP asks for the family (`xsk_bind` of net/xdp/xsk.c).
#[inline(always)]
fn has_descriptor(address: &[MaybeUninit<u8>]) -> bool {
    /// Of the structures sockaddr_pppol2tp, sockaddr_pppol2tpv3, sockaddr_pppol2tpin6 and sockaddr_pppol2tpv3in6.
    const L2TP: [usize; 4] = [38, 46, 50, 58];
    let half = |at: usize| match address.get(at..at + 2) {
        // SAFETY: the promise of SocketAddress.
        Some(&[a, b]) => u16::from_ne_bytes(unsafe { [a.assume_init(), b.assume_init()] }),
        _ => 0,
    };
    match AF(half(0)) {
        AF::PPPOX => true,
        AF::XDP => XDP_BIND::from_bits_retain(half(2)).contains(XDP_BIND::SHARED_UMEM),
        // No other address has such a length but a Unix socket's, whose name would have to begin with this protocol.
        _ => L2TP.contains(&address.len()) && (half(2) == 1 || half(2) == 1_u16.swap_bytes()),
    }
}

/// Takes a connection from a listening socket, accept4(2), without the peer's address.
///
/// `EAGAIN`, `ECONNABORTED`, `EINTR`, `EMFILE`, `EINVAL` (it does not listen); errors of the network that the connection
/// has met come here too.
#[doc(alias = "accept")]
#[inline]
pub fn accept4(fd: Fd<'_>, flags: SOCK) -> Result<OwnedFd, Errno> {
    // SAFETY: null pointers ask for no address.
    decode(unsafe { syscall!(__NR_accept4, fd, None::<&u8>, None::<&u32>, flags) })
}

/// As [`accept4`]; fills `address` with the peer's too.
#[doc(alias = "accept4")]
#[inline]
pub fn accept4_from(fd: Fd<'_>, address: &mut AnyAddress, flags: SOCK) -> Result<OwnedFd, Errno> {
    // SAFETY: the kernel fills no more than the length it reads says.
    unsafe {
        fill_address(address, |start, len| {
            syscall!(__NR_accept4, fd, start, len, flags)
        })
    }
}

/// A socket's own address, getsockname(2), in `address`.
#[inline]
pub fn getsockname<'a>(fd: Fd<'_>, address: &'a mut AnyAddress) -> Result<&'a AnyAddress, Errno> {
    // SAFETY: the kernel fills no more than the length it reads says.
    unsafe {
        fill_address(address, |start, len| {
            syscall!(__NR_getsockname, fd, start, len)
        })
    }
    .map(|()| &*address)
}

/// The peer's address, getpeername(2), in `address`. `ENOTCONN`.
#[inline]
pub fn getpeername<'a>(fd: Fd<'_>, address: &'a mut AnyAddress) -> Result<&'a AnyAddress, Errno> {
    // SAFETY: the kernel fills no more than the length it reads says.
    unsafe {
        fill_address(address, |start, len| {
            syscall!(__NR_getpeername, fd, start, len)
        })
    }
    .map(|()| &*address)
}

/// Whether the kernel goes on reading the data after it has returned, when they are no longer lent: only `sendmsg` does that.
#[inline(always)]
fn keeps_data(flags: MSG) -> bool {
    flags.contains(MSG::ZEROCOPY)
}

/// Sends on a connected socket, send(2); returns how much.
///
/// `EAGAIN`, `EPIPE` (with the signal SIGPIPE unless `MSG_NOSIGNAL`), `ECONNRESET`, `EMSGSIZE`, `ENOTCONN`, `EINTR`; `EINVAL`
/// for `MSG_ZEROCOPY`, with which the kernel reads the data later: that is for [`sendmsg`].
#[doc(alias = "sendto")]
#[inline]
pub fn send(fd: Fd<'_>, data: &[u8], flags: MSG) -> Result<usize, Errno> {
    if keeps_data(flags) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel reads the data. Null pointers give no address.
    decode(unsafe {
        syscall!(
            __NR_sendto,
            fd,
            data.as_ptr(),
            data.len(),
            flags,
            None::<&u8>,
            0usize
        )
    })
}

/// Sends to a peer of that address, sendto(2); returns how much. Without an address it is [`send`].
///
/// `EAGAIN`, `EMSGSIZE`, `EDESTADDRREQ`, `EISCONN`, `ECONNREFUSED`, `ENETUNREACH`, `ENOBUFS`, `EINTR`; `EINVAL` as for
/// [`send`].
#[inline]
pub fn sendto(
    fd: Fd<'_>,
    data: &[u8],
    flags: MSG,
    address: &(impl SocketAddress + ?Sized),
) -> Result<usize, Errno> {
    if keeps_data(flags) {
        return Err(Errno::EINVAL);
    }
    let address = address.bytes();
    // SAFETY: the kernel reads the data and the address.
    decode(unsafe {
        syscall!(
            __NR_sendto,
            fd,
            data.as_ptr(),
            data.len(),
            flags,
            address.as_ptr(),
            address.len()
        )
    })
}

/// Receives, recv(2). Nothing received means the end of a stream, or an empty message.
///
/// With `MSG_TRUNC` the kernel tells the whole length of a message, and so the number that is returned for a slice of bytes
/// may be more than the slice holds: slice with `get` or `min`. In a buffer of `MaybeUninit`, which comes back cut to its own
/// length, bytes that the kernel did not write are then zero. `EAGAIN`, `EINTR`, `ECONNREFUSED` (an earlier send), `ENOTCONN`.
#[doc(alias = "recvfrom")]
#[inline]
pub fn recv<B: Buffer<u8>>(fd: Fd<'_>, mut buffer: B, flags: MSG) -> Result<B::Filled, Errno> {
    prepare(&mut buffer, flags);
    // SAFETY: recv(2) returns how much of the memory it has filled, or it is filled already. Null pointers ask for no
    // address.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(
                __NR_recvfrom,
                fd,
                start,
                len,
                flags,
                None::<&u8>,
                None::<&u32>
            )
        })
    }
}

/// As [`recv`], recvfrom(2); fills `address` with the sender's too, which is empty for streams.
#[inline]
pub fn recvfrom<B: Buffer<u8>>(
    fd: Fd<'_>,
    mut buffer: B,
    flags: MSG,
    address: &mut AnyAddress,
) -> Result<B::Filled, Errno> {
    prepare(&mut buffer, flags);
    let (start, len) = buffer.room();
    // SAFETY: the kernel fills no more than the lengths say.
    let received = unsafe {
        fill_address(address, |address, address_len| {
            syscall!(__NR_recvfrom, fd, start, len, flags, address, address_len)
        })
    }?;
    // SAFETY: as for recv.
    Ok(unsafe { buffer.filled(received) })
}

/// Bytes that no option exceeds which writes all of its value whatever the length is: `SO_ATMQOS`, which has less than half as
/// many, does if the level is another protocol's (`vcc_getsockopt` of net/atm/common.c).
pub const OPTION_ROOM: usize = 256;

/// The value of a socket option of any form, getsockopt(2); returns its length. For numbers there is [`getsockopt_i32`].
///
/// Levels are `SOL` and `IPPROTO`, names those of the level (`SO`, `IP`, `IPV6`, `TCP`). `ENOPROTOOPT`, `EINVAL`.
///
/// # Safety
///
/// Where the option's value has pointers (`TCP_ZEROCOPY_RECEIVE`, the firewall's tables), they are right. Nearly all options
/// look at the length; for those that do not (of Bluetooth and ATM: `put_user` and `copy_to_user` in net/bluetooth and
/// net/atm/common.c) there is room for what they write ([`OPTION_ROOM`]).
#[inline]
pub unsafe fn getsockopt<'a, T: ?Sized>(
    fd: Fd<'_>,
    level: impl Constants,
    name: impl Constants,
    mut value: impl Out<'a, T>,
) -> Result<usize, Errno> {
    let (level, name) = (level.raw() as i32, name.raw() as i32);
    // One option alone has its length in whole instructions (`sk_get_filter` of net/core/filter.c).
    let filter = level == SOL::SOCKET.raw() as i32 && name == SO::GET_FILTER.raw() as i32;
    let unit = if filter { size_of::<sock_filter>() } else { 1 };
    let (start, room) = value.place();
    let mut len = (room.min(i32::MAX as usize) / unit) as u32; // an int to the kernel
    // SAFETY: the kernel fills no more than the length it reads says; pointers are the caller's.
    decode::<()>(unsafe { syscall!(__NR_getsockopt, fd, level, name, start, &mut len) })?;
    Ok(len as usize * unit)
}

/// Sets a socket option of any form, setsockopt(2). For numbers there is [`setsockopt_i32`].
///
/// Levels and names as for [`getsockopt`]. `ENOPROTOOPT`, `EINVAL`, `EPERM`.
///
/// # Safety
///
/// Where the option's value has pointers (`SO_ATTACH_FILTER`, the firewall's tables), they are right; a descriptor in it is
/// the caller's to use.
#[inline]
pub unsafe fn setsockopt(
    fd: Fd<'_>,
    level: impl Constants,
    name: impl Constants,
    value: &(impl Bytes + ?Sized),
) -> Result<(), Errno> {
    let (start, len) = value.bytes();
    // SAFETY: the kernel reads the value; pointers are the caller's.
    decode(unsafe {
        syscall!(
            __NR_setsockopt,
            fd,
            level.raw() as i32,
            name.raw() as i32,
            start,
            len
        )
    })
}

/// The value of a socket option that is one number, as most are, getsockopt(2).
///
/// Levels, names and errors as for [`getsockopt`]; options of other forms are `EINVAL` or give their first four bytes, and
/// zeros where they have less.
#[doc(alias = "getsockopt")]
#[inline]
pub fn getsockopt_i32(
    fd: Fd<'_>,
    level: impl Constants,
    name: impl Constants,
) -> Result<i32, Errno> {
    let mut value = MaybeUninit::<[i32; OPTION_ROOM / 4]>::uninit();
    let start = value.as_mut_ptr().cast::<i32>();
    // SAFETY: the first number is initialised; there is room for what the kernel writes. Four bytes have no room for a
    // pointer with a length beside it, as options have them that name other memory.
    unsafe {
        start.write(0);
        getsockopt(fd, level, name, &mut *start.cast::<MaybeUninit<i32>>())?;
        Ok(start.read())
    }
}

/// Sets a socket option that is one number, as most are, setsockopt(2).
///
/// Levels, names and errors as for [`setsockopt`]; options of other forms are `EINVAL`, and so are tables of firewalls and
/// those whose number is a descriptor's (`SO_ATTACH_BPF`): for them there is [`setsockopt_fd`].
#[doc(alias = "setsockopt")]
#[inline]
pub fn setsockopt_i32(
    fd: Fd<'_>,
    level: impl Constants,
    name: impl Constants,
    value: i32,
) -> Result<(), Errno> {
    let (level, name) = (level.raw() as i32, name.raw() as i32);
    if takes_descriptor(level, name) || takes_tables(level, name) {
        return Err(Errno::EINVAL);
    }
    set_i32(fd, level, name, value)
}

/// Sets a socket option that is a descriptor, setsockopt(2): `SO_ATTACH_BPF`, `SO_ATTACH_REUSEPORT_EBPF`,
/// `PACKET_FANOUT_DATA`. The socket keeps what is behind it.
///
/// Levels, names and errors as for [`setsockopt`].
#[doc(alias = "setsockopt")]
#[inline]
pub fn setsockopt_fd(
    fd: Fd<'_>,
    level: impl Constants,
    name: impl Constants,
    value: Fd<'_>,
) -> Result<(), Errno> {
    set_i32(fd, level.raw() as i32, name.raw() as i32, value.as_raw())
}

#[inline(always)]
fn set_i32(fd: Fd<'_>, level: i32, name: i32, value: i32) -> Result<(), Errno> {
    /// More than an option of another form has, which some kernels read without a look at the length.
    #[repr(C)]
    struct Room(i32, [u8; 252]);

    let room = Room(value, [0; 252]);
    // SAFETY: the kernel reads the number, which is no pointer, and may read some more.
    decode(unsafe { syscall!(__NR_setsockopt, fd, level, name, &room, size_of::<i32>()) })
}

/// Whether the number that an option is set to is a descriptor's: all that there are in net/core/sock.c, net/packet/af_packet.c
/// and the other protocols of Linux 7.2.
#[inline(always)]
fn takes_descriptor(level: i32, name: i32) -> bool {
    let of = |of: SOL, names: &[i32]| level == of.0 && names.contains(&name);
    of(
        SOL::SOCKET,
        &[SO::ATTACH_BPF.0, SO::ATTACH_REUSEPORT_EBPF.0],
    ) || of(SOL::PACKET, &[PACKET::FANOUT_DATA.0])
}

/// Whether an option is the tables of a firewall or their counters (`*T_SO_SET_*` of linux/netfilter*), which kernels up to 6.8
/// read, and write through the addresses in them, without a look at the length.
#[inline(always)]
fn takes_tables(level: i32, name: i32) -> bool {
    match SOL(level) {
        SOL::IP => matches!(name, 64 | 65 | 96 | 97 | 128 | 129),
        SOL::IPV6 => matches!(name, 64 | 65),
        _ => false,
    }
}

/// A descriptor of the process at the other end of a Unix socket as it was connected, `SO_PEERPIDFD` of getsockopt(2), Linux
/// 6.5 (`ENOPROTOOPT` before). It has `CLOEXEC`. `ENODATA` (nobody there), `ESRCH`.
#[doc(alias = "SO_PEERPIDFD")]
#[inline]
pub fn getsockopt_peerpidfd(fd: Fd<'_>) -> Result<OwnedFd, Errno> {
    let number = getsockopt_i32(fd, SOL::SOCKET, SO::PEERPIDFD)?;
    // SAFETY: the kernel has just made it.
    Ok(unsafe { OwnedFd::from_raw(number) })
}

/// With `MSG_TRUNC`, TCP drops what it received and returns its length (tcp(7)), and messages that are cut return their whole
/// length.
#[inline(always)]
fn prepare<B: Buffer<u8>>(buffer: &mut B, flags: MSG) {
    if flags.contains(MSG::TRUNC) {
        initialise(buffer);
    }
}

/// Makes a call that fills the start of an address and replaces the length that it reads.
///
/// # Safety
///
/// `call` writes no more than the length says.
#[inline(always)]
unsafe fn fill_address<R: Returned>(
    address: &mut AnyAddress,
    call: impl FnOnce(*mut u8, &mut u32) -> isize,
) -> Result<R, Errno> {
    let room = address.room();
    let mut len = room.len() as u32;
    let result = decode(call(room.as_mut_ptr(), &mut len))?;
    address.set_len(len as usize);
    Ok(result)
}

calls! {
    /// Lets a socket take connections, listen(2); `backlog` bounds those that wait, and net.core.somaxconn bounds it.
    /// `EADDRINUSE`, `EOPNOTSUPP`.
    pub fn listen(fd: Fd<'_>, backlog: i32) = __NR_listen(fd, backlog);

    /// Sends a message from several pieces of memory, with control messages, sendmsg(2), to the peer that
    /// [`msghdr::set_name`] has put there. Errors as for [`sendto`].
    ///
    /// # Safety
    ///
    /// The pointers of `message` are to memory that may be read, as long as the lengths beside them say. Descriptors in
    /// control messages (`ControlWriter` of syscall-types) are the caller's to pass on.
    pub unsafe fn sendmsg(fd: Fd<'_>, message: &msghdr, flags: MSG) -> usize = __NR_sendmsg(fd, message, flags);

    /// Receives a message to several pieces of memory, with control messages, recvmsg(2); the sender's address goes to
    /// what [`msghdr::set_name_room`] has put there. Errors as for [`recv`].
    ///
    /// # Safety
    ///
    /// The pointers of `message` are to memory that may be written, as long as the lengths beside them say. Descriptors in
    /// control messages (`ControlMessages` of syscall-types) are the caller's then, with `CMSG_CLOEXEC` closed at exec.
    pub unsafe fn recvmsg(fd: Fd<'_>, message: &mut msghdr, flags: MSG) -> usize = __NR_recvmsg(fd, message, flags);

    /// Ends one direction of a connection or both, shutdown(2), for all who share the socket, which stays open. `ENOTCONN`.
    pub fn shutdown(fd: Fd<'_>, how: SHUT) = __NR_shutdown(fd, how);

    /// Sends several messages, sendmmsg(2); returns how many, each of which tells how much. At most 1024 are looked at. Errors
    /// as for [`sendto`], of the first.
    ///
    /// # Safety
    ///
    /// As for [`sendmsg`], of each.
    pub unsafe fn sendmmsg(fd: Fd<'_>, messages: &mut [mmsghdr], flags: MSG) -> usize
        = __NR_sendmmsg(fd, messages.as_mut_ptr(), messages.len(), flags);

    /// Receives several messages, recvmmsg(2); returns how many, and each has its own length. Waits for all of
    /// them, with `WAITFORONE` for the first, or until `timeout`, which the kernel checks only after a message; it writes back
    /// the time that remains. Errors as for [`recv`], of the first.
    ///
    /// # Safety
    ///
    /// As for [`recvmsg`], of each.
    #[doc(alias = "recvmmsg_time64")]
    pub unsafe fn recvmmsg(fd: Fd<'_>, messages: &mut [mmsghdr], flags: MSG, timeout: Option<&mut timespec>) -> usize
        = __NR_recvmmsg(fd, messages.as_mut_ptr(), messages.len(), flags, timeout);
}
