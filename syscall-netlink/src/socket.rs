//! The socket: opening, options, sending, receiving.
//!
//! Facts: netlink(7) and `net/netlink/af_netlink.c`. The type of the descriptor is a parameter: `Socket<OwnedFd>` closes
//! it, `Socket<BorrowedFd>` drives a descriptor that somebody else owns and holds nothing that needs dropping.

use core::cell::Cell;

use linux_raw_sys::netlink::{
    NETLINK_ADD_MEMBERSHIP, NETLINK_CAP_ACK, NETLINK_DROP_MEMBERSHIP, NETLINK_EXT_ACK,
    NETLINK_GET_STRICT_CHK,
};
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{RecvFlags, SendFlags, bind, getsockname, recvfrom, sendto};
use syscall_consts::linux::{AF, NETLINK, SOCK};
use syscall_raw::{OwnedFd, linux};

use crate::error::Error;
use crate::message::Header;
use crate::option;
use crate::writer::Request;

/// Bytes that a receive buffer should have: the kernel fills up to 32 KiB at once when it sees that they are offered, and
/// every receive is a system call. No dump needs more than this for one message; fewer than 8 KiB can be too few.
pub const RECEIVE_BUFFER: usize = 32 * 1024;

/// A netlink socket.
#[derive(Debug)]
pub struct Socket<F = OwnedFd> {
    fd: F,
    port: u32,
    seq: Cell<u32>,
}

impl Socket<OwnedFd> {
    /// Opens a socket for a protocol, binds it to a port that the kernel chooses, and turns on what
    /// [`Socket::configure`] does.
    ///
    /// # Errors
    /// Of socket(2), bind(2) and getsockname(2): [`Error::Socket`].
    pub fn open(protocol: NETLINK) -> Result<Self, Error> {
        let fd = linux::socket(AF::NETLINK, SOCK::RAW | SOCK::CLOEXEC, protocol)
            .map_err(Error::Socket)?;
        bind(&fd, &SocketAddrNetlink::new(0, 0))?;
        let socket = Socket::from_fd(fd)?;
        socket.configure()?;
        Ok(socket)
    }

    /// Opens a socket for links, addresses, routes, neighbours, rules and traffic control.
    ///
    /// # Errors
    /// Those of [`Socket::open`].
    pub fn route() -> Result<Self, Error> {
        Socket::open(NETLINK::ROUTE)
    }
}

impl<F: AsFd> Socket<F> {
    /// Drives a descriptor as it is: no option is set. If it is not bound, it gets a port.
    ///
    /// # Errors
    /// It is not a netlink socket (EAFNOSUPPORT), and those of getsockname(2) and bind(2): [`Error::Socket`].
    pub fn from_fd(fd: F) -> Result<Self, Error> {
        let mut address = address(&fd)?;
        if address.pid() == 0 {
            bind(&fd, &address)?;
            address = self::address(&fd)?;
        }
        Ok(Socket {
            fd,
            port: address.pid(),
            seq: Cell::new(0),
        })
    }

    /// Gives the descriptor back.
    pub fn into_fd(self) -> F {
        self.fd
    }

    /// Turns on extended error messages, acknowledgements without the request's payload, and strict checking of dump
    /// requests (`NETLINK_EXT_ACK`, `NETLINK_CAP_ACK`, `NETLINK_GET_STRICT_CHK`), each where the kernel has it (4.12, 4.3
    /// and 4.20).
    ///
    /// # Errors
    /// Of setsockopt(2), except that the kernel lacks an option: [`Error::Socket`].
    pub fn configure(&self) -> Result<(), Error> {
        for option in [NETLINK_EXT_ACK, NETLINK_CAP_ACK, NETLINK_GET_STRICT_CHK] {
            match option::set(self.fd.as_fd(), option, 1) {
                Err(syscall_consts::Errno::ENOPROTOOPT) | Ok(()) => {}
                Err(errno) => return Err(Error::Socket(errno)),
            }
        }
        Ok(())
    }

    /// The port that the kernel knows this socket by (`nl_pid`).
    pub const fn port(&self) -> u32 {
        self.port
    }

    /// The sequence number of the last request.
    pub const fn seq(&self) -> u32 {
        self.seq.get()
    }

    /// Makes the next request carry the number after `seq`. For who drives one descriptor through several `Socket`s in
    /// turn, so that what is left of an earlier request is not taken for an answer.
    pub fn set_seq(&self, seq: u32) {
        self.seq.set(seq);
    }

    /// Joins the first 32 multicast groups by their bits (`RTMGRP::LINK.bits()`), leaving those whose bit is 0.
    ///
    /// # Errors
    /// Of bind(2): [`Error::Socket`].
    pub fn bind_groups(&self, groups: u32) -> Result<(), Error> {
        Ok(bind(&self.fd, &SocketAddrNetlink::new(self.port, groups))?)
    }

    /// Joins a multicast group by its number (`RTNLGRP::LINK.0`).
    ///
    /// # Errors
    /// Of setsockopt(2): [`Error::Socket`].
    pub fn join(&self, group: u32) -> Result<(), Error> {
        option::set(self.fd.as_fd(), NETLINK_ADD_MEMBERSHIP, group).map_err(Error::Socket)
    }

    /// Leaves a multicast group by its number.
    ///
    /// # Errors
    /// Of setsockopt(2): [`Error::Socket`].
    pub fn leave(&self, group: u32) -> Result<(), Error> {
        option::set(self.fd.as_fd(), NETLINK_DROP_MEMBERSHIP, group).map_err(Error::Socket)
    }

    /// Sends a request to the kernel under the next sequence number, which it returns.
    ///
    /// # Errors
    /// Of sendto(2): [`Error::Socket`].
    pub fn send(&self, request: &mut Request<'_>) -> Result<u32, Error> {
        // 0 is what the kernel's own events carry.
        let seq = self.seq.get().checked_add(1).unwrap_or(1);
        self.seq.set(seq);
        let bytes = request.set_seq(seq).bytes();
        let kernel = SocketAddrNetlink::new(0, 0);
        retry_on_intr(|| sendto(&self.fd, bytes, SendFlags::empty(), &kernel))?;
        Ok(seq)
    }

    /// Receives one datagram from the kernel into `buffer`; see [`RECEIVE_BUFFER`] for its size. What other processes send
    /// to this port is dropped unread.
    ///
    /// # Errors
    /// [`Error::Truncated`] when the datagram is larger than `buffer`, [`Error::Lost`] when the kernel had to drop events,
    /// otherwise [`Error::Socket`] (EAGAIN on a socket that does not block or has a timeout).
    pub fn receive<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], Error> {
        let len = self.receive_len(buffer, RecvFlags::empty())?;
        Ok(buffer.get(..len).unwrap_or(&[]))
    }

    /// Waits for a datagram and returns its length; it stays to be received.
    ///
    /// # Errors
    /// Those of [`Socket::receive`] but for truncation.
    pub fn pending(&self) -> Result<usize, Error> {
        let (len, _) = self.receive_from(&mut [], RecvFlags::PEEK)?;
        Ok(len)
    }

    pub(crate) fn receive_len(&self, buffer: &mut [u8], flags: RecvFlags) -> Result<usize, Error> {
        loop {
            let (needed, sender) = self.receive_from(buffer, flags)?;
            if sender != Some(0) {
                continue;
            }
            if needed > buffer.len() {
                return Err(Error::Truncated {
                    needed,
                    buffer: buffer.len(),
                });
            }
            return Ok(needed);
        }
    }

    /// The length of the next datagram, and its sender's port.
    fn receive_from(
        &self,
        buffer: &mut [u8],
        flags: RecvFlags,
    ) -> Result<(usize, Option<u32>), Error> {
        let flags = flags | RecvFlags::TRUNC;
        match retry_on_intr(|| recvfrom(&self.fd, &mut *buffer, flags)) {
            Ok((_, len, sender)) => {
                let sender = sender.and_then(|any| SocketAddrNetlink::try_from(any).ok());
                Ok((len, sender.map(|sender| sender.pid())))
            }
            Err(Errno::NOBUFS) => Err(Error::Lost),
            Err(errno) => Err(errno.into()),
        }
    }
}

/// Whether a message answers the request that the socket with this port sent under `seq`. Events carry the number of
/// whatever request caused them, so the port must be ours too.
pub(crate) const fn answers(header: &Header, seq: u32, port: u32) -> bool {
    header.seq == seq && header.pid == port
}

fn address<F: AsFd>(fd: &F) -> Result<SocketAddrNetlink, Error> {
    Ok(SocketAddrNetlink::try_from(getsockname(fd)?)?)
}

impl<F: AsFd> AsFd for Socket<F> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl TryFrom<OwnedFd> for Socket<OwnedFd> {
    type Error = Error;

    fn try_from(fd: OwnedFd) -> Result<Self, Error> {
        Socket::from_fd(fd)
    }
}

impl From<Socket<OwnedFd>> for OwnedFd {
    fn from(socket: Socket<OwnedFd>) -> OwnedFd {
        socket.fd
    }
}
