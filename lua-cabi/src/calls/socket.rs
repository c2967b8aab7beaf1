//! Sockets. Section 2 of the Linux manual; addresses and options in section 7 (socket, ip, ipv6, unix, netlink).

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::{Bytes, BytesMut, adopt, limit, limit_mut};
use crate::convert::descriptor::{Fd, NewFd, NewFds};
use crate::convert::flags::Flags;
use crate::convert::result::{counted, fail, success};
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua, Later, Push};
use crate::object::CHAR;
use crate::object::number::{Backlog, Count, OptionNumber};
use crate::object::place::{Place, place, writable};
use crate::object::{Meta, Object, Shape, make, value};
use crate::raise::Raise;
use crate::types::address;
use crate::types::unix::{Unix, address_un, push_filled};
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_consts::native::{AF, IPPROTO, MSG, NETLINK, SHUT, SO, SOCK, SOL};
use syscall_raw::native as sys;
use syscall_raw::native::{listen, shutdown};
use syscall_types::native::{AnyAddress, sockaddr_storage, sockaddr_un};

calls! { CALLS:
    /// A socket of a family ("inet"), a type with flags ("stream, nonblock"), and a protocol of the family's (`c.IPPROTO`, for "netlink" `c.NETLINK`). socket(2)
    socket(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Later) => "fd";
    /// Two sockets connected to each other. socketpair(2)
    socketpair(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Later) => "true, nil, fd, fd";
    /// Gives a socket its own address. bind(2)
    bind(fd: Fd, addr: Address, addrlen: Option<Count>) => "true";
    /// Connects to a peer. connect(2)
    connect(fd: Fd, addr: Address, addrlen: Option<Count>) => "true";
    /// Lets a socket take connections; `backlog` bounds those that wait. listen(2)
    listen(fd: Fd, backlog: Backlog = SOMAXCONN) -> ();
    /// Takes a connection; `addr` is filled with the peer's address. accept(2)
    accept(fd: Fd, addr: Option<Address>, addrlen: Later) => "fd";
    /// As `accept`, with flags for the new descriptor ("cloexec, nonblock"). accept(2)
    accept4(fd: Fd, addr: Option<Address>, addrlen: Later, flags: Flags<SOCK>) => "fd";
    /// A socket's own address, in `addr` when given. getsockname(2)
    getsockname(fd: Fd, addr: Option<Address>, addrlen: Later) => "address";
    /// The peer's address, in `addr` when given. getpeername(2)
    getpeername(fd: Fd, addr: Option<Address>, addrlen: Later) => "address";
    /// Ends receiving ("rd"), sending ("wr") or both ("rdwr"). shutdown(2)
    shutdown(fd: Fd, how: Flags<SHUT>) -> ();
    /// Sends to the connected peer; how much was sent. send(2)
    send(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>) => "number";
    /// Sends to an address; how much was sent. send(2)
    sendto(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>, addr: Option<Address>, addrlen: Option<Count>) => "number";
    /// Receives into a buffer: how much, nil, and the sender's address. recv(2)
    recv(fd: Fd, buf: Later, count: Option<Count>, flags: Flags<MSG>) => "number, nil, address";
    /// As `recv`, with the address in `addr` when given; with `false` for `addr` only the count. recv(2)
    recvfrom(fd: Fd, buf: Later, count: Option<Count>, flags: Flags<MSG>, addr: Later, addrlen: Later) => "number, nil, address";
    /// Sets an option: a boolean, a number (a C int), or a string or object with its length. setsockopt(2)
    setsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: Later, len: Option<Count>) => "true";
    /// An option's value: a number (a C int), or what `value` is made for. getsockopt(2)
    getsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: Later, len: Option<Count>) => "number, or value";
}

/// The kernel's default limit of waiting connections (linux/socket.h).
const SOMAXCONN: i32 = 4096;

/// A socket address object.
struct Address;

/// The object's memory and where it stands on the stack.
#[derive(Clone, Copy)]
struct Given {
    place: Place,
    /// The part that counts: what `#addr` tells.
    len: usize,
    index: c_int,
}

impl FromLua for Address {
    type Value<'a> = Given;
    const EXPECTED: &'static str = "socket address";

    fn early<'a>(_: Cx<'a>, _: c_int) -> Result<Option<Given>, Raise> {
        Ok(None)
    }

    fn from_lua(cx: Cx, index: c_int) -> Result<Given, Raise> {
        let (place, meta) = place(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        if !address::is_address(meta.id()) && meta.id() != CHAR {
            return Err(Raise::expected(Self::EXPECTED));
        }
        let len = meta
            .ty()
            .length
            .filter(|_| !meta.shape().is_array())
            .map_or(place.len, |length| length(cx, place));
        // Behind the kernel's structure stands what only Lua knows.
        let place = match meta.id() {
            Unix::ID | address_un::ID => place.part(0, size_of::<sockaddr_un>()),
            _ => None,
        }
        .unwrap_or(place);
        Ok(Given {
            place,
            len: len.min(place.len),
            index,
        })
    }
}

impl Given {
    /// The bytes to send, `len` of them when that is given.
    fn bytes<'a>(self, len: Option<usize>, argument: c_int) -> Result<&'a [u8], Raise> {
        limit(self.place.bytes(), Some(len.unwrap_or(self.len))).map_err(|raise| raise.at(argument))
    }
}

/// Room for an address that the kernel fills: the object given or a new `t.sockaddr_storage` on the stack, and its limit.
fn room(cx: Cx, addr: Option<Given>, addrlen: c_int) -> Result<Given, Raise> {
    let given = match addr {
        Some(given) => given,
        None => {
            let place = make::push::<sockaddr_storage>(cx);
            Given {
                place,
                len: place.len,
                index: cx.top(),
            }
        }
    };
    writable(given.place).map_err(|raise| raise.at(given.index))?;
    let limit = match (place(cx, addrlen), cx.is_nil(addrlen)) {
        (_, true) => given.place.len,
        (Some((length, _)), _) => length.read::<u32>() as usize,
        (None, _) => Count::from_lua(cx, addrlen).map_err(|raise| raise.at(addrlen))?,
    };
    let len = limit.min(given.place.len);
    Ok(Given {
        place: given.place.part(0, len).unwrap_or(given.place),
        len,
        ..given
    })
}

/// Copies an address to its room, as much as there is of it, and its whole length to a `t.socklen1`.
fn store(cx: Cx, room: Given, addrlen: c_int, address: &AnyAddress) {
    room.place.bytes_mut().fill(0);
    room.place.copy_from(address.as_bytes());
    // In what may hold the address of a Unix socket, the length of its name.
    if let (Some(unix), Some((whole, meta))) = (address.unix(), place(cx, room.index))
        && !meta.shape().is_array()
        && room.len >= address.len()
    {
        match meta.id() {
            Unix::ID | sockaddr_storage::ID => whole.write(Unix::new(&unix)),
            address_un::ID => whole.write(address_un::new(&unix)),
            _ => {}
        }
    }
    if let Some((length, _)) = place(cx, addrlen)
        && length.writable
    {
        length.write(address.len() as u32);
    }
}

fn protocol(cx: Cx, domain: AF, index: c_int) -> Result<IPPROTO, Raise> {
    if cx.is_nil(index) {
        return Ok(IPPROTO(0));
    }
    let number = match domain {
        AF::NETLINK => Flags::<NETLINK>::from_lua(cx, index).map(|protocol| protocol.0 as _),
        _ => Flags::<IPPROTO>::from_lua(cx, index).map(|protocol| protocol.0),
    };
    number.map(IPPROTO).map_err(|raise| raise.at(index))
}

fn socket(cx: Cx, domain: AF, socktype: SOCK, index: c_int) -> Outcome {
    let protocol = protocol(cx, domain, index)?;
    let slot = NewFd::reserve(cx);
    let made = sys::socket(domain, socktype, protocol);
    Ok(made.map_or_else(|errno| fail(cx, errno), |fd| NewFd::deliver(cx, slot, fd)))
}

fn socketpair(cx: Cx, domain: AF, socktype: SOCK, index: c_int) -> Outcome {
    let protocol = protocol(cx, domain, index)?;
    let slot = NewFds::reserve(cx);
    let made = sys::socketpair(domain, socktype, protocol);
    Ok(made.map_or_else(
        |errno| fail(cx, errno),
        |fds| NewFds::deliver(cx, slot, fds),
    ))
}

fn bind(cx: Cx, fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Outcome {
    success(cx, sys::bind(fd, addr.bytes(addrlen, 3)?))
}

fn connect(cx: Cx, fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Outcome {
    success(cx, sys::connect(fd, addr.bytes(addrlen, 3)?))
}

fn accept(cx: Cx, fd: syscall_raw::Fd, addr: Option<Given>, addrlen: c_int) -> Outcome {
    accept4(cx, fd, addr, addrlen, SOCK::empty())
}

fn accept4(
    cx: Cx,
    fd: syscall_raw::Fd,
    addr: Option<Given>,
    addrlen: c_int,
    flags: SOCK,
) -> Outcome {
    let Some(addr) = addr else {
        let slot = NewFd::reserve(cx);
        let taken = sys::accept4(fd, flags);
        return Ok(taken.map_or_else(|errno| fail(cx, errno), |fd| NewFd::deliver(cx, slot, fd)));
    };
    let slot = NewFd::reserve(cx);
    // Again, since the object was allocated meanwhile.
    let addr = Address::from_lua(cx, addr.index).map_err(|raise| raise.at(addr.index))?;
    let room = room(cx, Some(addr), addrlen)?;
    let mut address = AnyAddress::new();
    match sys::accept4_from(fd, &mut address, flags) {
        Ok(taken) => {
            let results = NewFd::deliver(cx, slot, taken);
            store(cx, room, addrlen, &address);
            Ok(results)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

/// Pushes the address that `ask` fills.
fn name(
    cx: Cx,
    addr: Option<Given>,
    addrlen: c_int,
    ask: impl for<'a> FnOnce(&'a mut AnyAddress) -> Result<&'a AnyAddress, Errno>,
) -> Outcome {
    let room = room(cx, addr, addrlen)?;
    match ask(&mut AnyAddress::new()) {
        Ok(address) => {
            store(cx, room, addrlen, address);
            push_filled(cx, room.index, address);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn getsockname(cx: Cx, fd: syscall_raw::Fd, addr: Option<Given>, addrlen: c_int) -> Outcome {
    name(cx, addr, addrlen, |room| sys::getsockname(fd, room))
}

fn getpeername(cx: Cx, fd: syscall_raw::Fd, addr: Option<Given>, addrlen: c_int) -> Outcome {
    name(cx, addr, addrlen, |room| sys::getpeername(fd, room))
}

fn send(cx: Cx, fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>, flags: MSG) -> Outcome {
    counted(
        cx,
        sys::send(fd, limit(buf, count).map_err(|raise| raise.at(3))?, flags),
    )
}

fn sendto(
    cx: Cx,
    fd: syscall_raw::Fd,
    buf: &[u8],
    count: Option<usize>,
    flags: MSG,
    addr: Option<Given>,
    addrlen: Option<usize>,
) -> Outcome {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    match addr {
        Some(addr) => counted(cx, sys::sendto(fd, buf, flags, addr.bytes(addrlen, 6)?)),
        None => counted(cx, sys::send(fd, buf, flags)),
    }
}

fn recv(cx: Cx, fd: syscall_raw::Fd, buf: c_int, count: Option<usize>, flags: MSG) -> Outcome {
    // No argument stands at 5 and 6: a new address, of its full size.
    cx.set_top(6);
    cx.push_nil();
    cx.replace(5);
    cx.push_nil();
    cx.replace(6);
    recvfrom(cx, fd, buf, count, flags, 5, 6)
}

fn recvfrom(
    cx: Cx,
    fd: syscall_raw::Fd,
    buf: c_int,
    count: Option<usize>,
    flags: MSG,
    addr: c_int,
    addrlen: c_int,
) -> Outcome {
    // The buffer is looked up when nothing more is allocated.
    adopt(cx, buf).map_err(|raise| raise.at(buf))?;
    let lent = |index: c_int| -> Result<&mut [u8], Raise> {
        let bytes = BytesMut::from_lua(cx, index).map_err(|raise| raise.at(index))?;
        limit_mut(bytes, count).map_err(|raise| raise.at(3))
    };
    if cx.type_of(addr) == LuaType::Boolean && !cx.to_boolean(addr) {
        return counted(cx, sys::recv(fd, lent(buf)?, flags));
    }
    let given = Option::<Address>::from_lua(cx, addr).map_err(|raise| raise.at(addr))?;
    let room = room(cx, given, addrlen)?;
    let mut address = AnyAddress::new();
    match sys::recvfrom(fd, lent(buf)?, flags, &mut address) {
        Ok(received) => {
            store(cx, room, addrlen, &address);
            received.push(cx);
            cx.push_nil();
            push_filled(cx, room.index, &address);
            Ok(3)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn setsockopt(
    cx: Cx,
    fd: syscall_raw::Fd,
    level: SOL,
    optname: SO,
    value: c_int,
    len: Option<usize>,
) -> Outcome {
    // SAFETY: the kernel only reads, and what it finds to be no address it refuses; options whose value holds addresses get
    // them from the program, which is its use of raw pointers.
    let set = |bytes: &[u8]| unsafe { sys::setsockopt(fd, level, optname, bytes) };
    let number: i32 = match cx.type_of(value) {
        LuaType::Boolean => cx.to_boolean(value).into(),
        LuaType::Number => {
            OptionNumber::from_lua(cx, value).map_err(|raise| raise.at(value))? as i32
        }
        _ => {
            let bytes = Bytes::from_lua(cx, value)
                .map_err(|_| Raise::expected("boolean, number, string or object").at(value))?;
            return success(cx, set(limit(bytes, len).map_err(|raise| raise.at(5))?));
        }
    };
    success(cx, set(&number.to_ne_bytes()))
}

fn getsockopt(
    cx: Cx,
    fd: syscall_raw::Fd,
    level: SOL,
    optname: SO,
    value: c_int,
    len: Option<usize>,
) -> Outcome {
    if cx.is_nil(value) {
        let mut number = 0_i32;
        // SAFETY: a plain number holds no address.
        return match unsafe { sys::getsockopt(fd, level, optname, &mut number) } {
            Ok(len) if len != size_of::<i32>() => Err(Raise::invalid(OTHER_LENGTH).at(3)),
            Ok(_) => {
                number.push(cx);
                Ok(1)
            }
            Err(errno) => Ok(fail(cx, errno)),
        };
    }
    let (whole, meta) = place(cx, value).ok_or(Raise::expected("object").at(value))?;
    let whole = writable(whole).map_err(|raise| raise.at(value))?;
    let room = limit_mut(whole.bytes_mut(), len).map_err(|raise| raise.at(5))?;
    let size = room.len();
    // SAFETY: as in `setsockopt`.
    match unsafe { sys::getsockopt(fd, level, optname, room) } {
        Ok(len) if len != size => Err(Raise::invalid(OTHER_LENGTH).at(3)),
        Ok(_) => push_value(cx, value, whole, meta),
        Err(errno) => Ok(fail(cx, errno)),
    }
}

const OTHER_LENGTH: &str =
    "the option has another length than the value: pass an object of its type";

/// A structure as it is; of an array of numbers, the first.
fn push_value(cx: Cx, index: c_int, whole: Place, meta: Meta) -> Outcome {
    let first = whole
        .part(0, meta.ty().size())
        .filter(|_| matches!(meta.shape(), Shape::Array | Shape::ArrayView));
    match first {
        Some(first) if meta.ty().structure().is_none() => {
            value::push(cx, index, first, &meta.ty().layout)
        }
        _ => {
            cx.push_value(index);
            Ok(1)
        }
    }
}
