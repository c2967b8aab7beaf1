//! Sockets. Section 2 of the Linux manual; addresses and options in section 7 (socket, ip, ipv6, unix, netlink).

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::{Bytes, BytesMut, limit, limit_mut};
use crate::convert::descriptor::{Fd, NewFd, NewFds};
use crate::convert::flags::Flags;
use crate::convert::result::{Checked, counted, fail, finish, success};
use crate::convert::row::calls;
use crate::convert::{Convert, FromLua, IntoLua, Late, Later, Lends, Push, Soon};
use crate::object::CHAR;
use crate::object::number::{Backlog, Count, OptionNumber};
use crate::object::place::{Instance, Place, place, writable};
use crate::object::{Object, make, value};
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
    /// A socket of a family ("inet"), a type with flags ("stream, nonblock"), and a protocol of the family's (`c.IPPROTO`, for "netlink" `c.NETLINK`). A missing type is 0, which the kernel refuses with INVAL; a missing protocol is the family's own. socket(2)
    socket(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Later) => ["fd"];
    /// Two sockets connected to each other. socketpair(2)
    socketpair(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Later) => ["true", "nil", "fd", "fd"];
    /// Gives a socket its own address. bind(2)
    bind(fd: Fd, addr: Address, addrlen: Option<Count>) -> ();
    /// Connects to a peer. connect(2)
    connect(fd: Fd, addr: Address, addrlen: Option<Count>) -> ();
    /// Lets a socket take connections; `backlog` bounds those that wait, by default as the kernel's SOMAXCONN. listen(2)
    listen(fd: Fd, backlog: Backlog = 4096) -> ();
    /// Takes a connection; `addr` is filled with the peer's address. accept(2)
    accept(fd: Fd, addr: Late<Option<Address>>, addrlen: Later) => ["fd"];
    /// As `accept`, with flags for the new descriptor ("cloexec, nonblock"). accept(2)
    accept4(fd: Fd, addr: Late<Option<Address>>, addrlen: Later, flags: Flags<SOCK>) => ["fd"];
    /// A socket's own address, in `addr` when given. getsockname(2)
    getsockname(fd: Fd, addr: Late<Option<Address>>, addrlen: Later) => ["sockaddr_storage|address_un"];
    /// The peer's address, in `addr` when given. getpeername(2)
    getpeername(fd: Fd, addr: Late<Option<Address>>, addrlen: Later) => ["sockaddr_storage|address_un"];
    /// Ends receiving ("rd"), sending ("wr") or both ("rdwr"). shutdown(2)
    shutdown(fd: Fd, how: Flags<SHUT>) -> ();
    /// Sends to the connected peer; how much was sent. send(2)
    send(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>) -> usize;
    /// Sends to an address; how much was sent. send(2)
    sendto(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>, addr: Option<Address>, addrlen: Option<Count>) -> usize;
    /// Receives into a buffer: how much, nil, and the sender's address. recv(2)
    recv(fd: Fd, buf: Soon<BytesMut>, count: Option<Count>, flags: Flags<MSG>) => ["integer", "nil", "sockaddr_storage|address_un"];
    /// As `recv`, with the address in `addr` when given; with `false` for `addr` only the count. recv(2)
    recvfrom(fd: Fd, buf: Late<BytesMut>, count: Option<Count>, flags: Flags<MSG>, addr: Later, addrlen: Later) => ["integer", "nil", "sockaddr_storage|address_un"];
    /// Sets an option: a boolean, a number (a C int), or a string or object with its length. setsockopt(2)
    setsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: Later, len: Option<Count>) => ["true"];
    /// An option's value: a number (a C int), or what `value` is made for. getsockopt(2)
    getsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: Later, len: Option<Count>) => ["any"];
}

/// A socket address object.
struct Address;

/// The object's memory.
#[derive(Clone, Copy)]
struct Given<'m> {
    place: Place<'m>,
    /// The part that counts: what `#addr` tells.
    len: usize,
}

impl Convert for Address {
    type Value<'m> = Given<'m>;
    const EXPECTED: &'static str = "socket address";
    const LUA: &'static str = "sockaddr|sockaddr_in|sockaddr_in6|sockaddr_un|sockaddr_nl|sockaddr_storage|address_un|buffer";
    const LENDS: Lends = Lends::Read;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Given<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Given<'m>, Raise> {
        let (place, meta) = place(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        if !address::is_address(meta.id()) && meta.id() != CHAR {
            return Err(Raise::expected(Self::EXPECTED));
        }
        let len = meta
            .ty(cx)
            .length
            .filter(|_| !meta.shape().is_array())
            .map_or(place.len(), |length| length(place));
        // Behind the kernel's structure stands what only Lua knows.
        let place = match meta.id() {
            Unix::ID | address_un::ID => place.part(0, size_of::<sockaddr_un>()),
            _ => None,
        }
        .unwrap_or(place);
        let len = len.min(place.len());
        Ok(Given { place, len })
    }
}

impl<'m> Given<'m> {
    /// The bytes to send, `len` of them when that is given.
    fn bytes(self, len: Option<usize>, argument: c_int) -> Result<&'m [u8], Raise> {
        limit(self.place.bytes(), Some(len.unwrap_or(self.len))).map_err(|raise| raise.at(argument))
    }
}

/// An address that the kernel is to fill: the object given, or a new `t.sockaddr_storage` on the stack.
#[derive(Clone, Copy)]
struct Room {
    /// Where the object stands.
    index: c_int,
    /// How much of it may be filled.
    limit: Option<usize>,
    /// Where the length goes.
    addrlen: c_int,
}

impl Room {
    /// Takes the arguments, and makes the object when there is none. May raise (memory).
    fn new(cx: &mut Cx, addr: Late<Option<Address>>, addrlen: c_int) -> Result<Room, Raise> {
        let limit = match (place(cx, addrlen), cx.is_nil(addrlen)) {
            (_, true) => None,
            (Some((length, _)), _) => Some(length.read::<u32>() as usize),
            (None, _) => Some(Count::from_lua(cx, addrlen).map_err(|raise| raise.at(addrlen))?),
        };
        let index = if cx.is_nil(addr.index()) {
            make::push::<sockaddr_storage>(cx);
            cx.top()
        } else {
            addr.index()
        };
        Ok(Room {
            index,
            limit,
            addrlen,
        })
    }

    /// The memory to fill.
    fn borrow<'m>(self, cx: &'m Cx<'_>) -> Result<Place<'m>, Raise> {
        let given = Late::<Address>::at(self.index).borrow(cx)?;
        let place = writable(given.place).map_err(|raise| raise.at(self.index))?;
        let len = self.limit.unwrap_or(usize::MAX).min(place.len());
        Ok(place.part(0, len).unwrap_or(place))
    }

    /// Copies an address there, as much as there is room for, and its whole length to a `t.socklen1`.
    fn store(self, cx: &Cx, address: &AnyAddress) {
        // What had room before the call may be gone since: then it is the program that took it away.
        if let Ok(room) = self.borrow(cx) {
            let _ = room.clear().and_then(|()| room.fill(address.as_bytes()));
            // In what may hold the address of a Unix socket, the length of its name.
            if let (Some(unix), Some((whole, meta))) = (address.unix(), place(cx, self.index))
                && !meta.shape().is_array()
                && room.len() >= address.len()
            {
                match meta.id() {
                    Unix::ID | sockaddr_storage::ID => whole.write(Unix::new(&unix)),
                    address_un::ID => whole.write(address_un::new(&unix)),
                    _ => {}
                }
            }
        }
        if let Some((length, _)) = place(cx, self.addrlen)
            && length.is_writable()
        {
            length.write(address.len() as u32);
        }
    }
}

fn protocol(cx: &mut Cx, domain: AF, index: c_int) -> Result<IPPROTO, Raise> {
    if cx.is_nil(index) {
        return Ok(IPPROTO(0));
    }
    let number = match domain {
        AF::NETLINK => Flags::<NETLINK>::from_lua(cx, index).map(|protocol| protocol.0 as _),
        _ => Flags::<IPPROTO>::from_lua(cx, index).map(|protocol| protocol.0),
    };
    number.map(IPPROTO).map_err(|raise| raise.at(index))
}

fn socket(cx: &mut Cx, domain: AF, socktype: SOCK, index: c_int) -> Outcome {
    let protocol = protocol(cx, domain, index)?;
    let slot = NewFd::reserve(cx);
    let made = sys::socket(domain, socktype, protocol);
    Ok(finish::<NewFd>(cx, slot, made))
}

fn socketpair(cx: &mut Cx, domain: AF, socktype: SOCK, index: c_int) -> Outcome {
    let protocol = protocol(cx, domain, index)?;
    let slot = NewFds::reserve(cx);
    let made = sys::socketpair(domain, socktype, protocol);
    Ok(finish::<NewFds>(cx, slot, made))
}

fn bind(fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Checked<()> {
    Ok(sys::bind(fd, addr.bytes(addrlen, 3)?))
}

fn connect(fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Checked<()> {
    Ok(sys::connect(fd, addr.bytes(addrlen, 3)?))
}

fn accept(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    addr: Late<Option<Address>>,
    addrlen: c_int,
) -> Outcome {
    accept4(cx, fd, addr, addrlen, SOCK::empty())
}

fn accept4(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    addr: Late<Option<Address>>,
    addrlen: c_int,
    flags: SOCK,
) -> Outcome {
    if cx.is_nil(addr.index()) {
        let slot = NewFd::reserve(cx);
        let taken = sys::accept4(fd, flags);
        return Ok(finish::<NewFd>(cx, slot, taken));
    }
    let room = Room::new(cx, addr, addrlen)?;
    let slot = NewFd::reserve(cx);
    room.borrow(cx)?;
    let mut address = AnyAddress::new();
    match sys::accept4_from(fd, &mut address, flags) {
        Ok(taken) => {
            let results = NewFd::deliver(cx, slot, taken);
            room.store(cx, &address);
            Ok(results)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

/// Pushes the address that `ask` fills.
fn name(
    cx: &mut Cx,
    addr: Late<Option<Address>>,
    addrlen: c_int,
    ask: impl for<'a> FnOnce(&'a mut AnyAddress) -> Result<&'a AnyAddress, Errno>,
) -> Outcome {
    let room = Room::new(cx, addr, addrlen)?;
    room.borrow(cx)?;
    match ask(&mut AnyAddress::new()) {
        Ok(address) => {
            room.store(cx, address);
            push_filled(cx, room.index, address);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn getsockname(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    addr: Late<Option<Address>>,
    addrlen: c_int,
) -> Outcome {
    name(cx, addr, addrlen, |room| sys::getsockname(fd, room))
}

fn getpeername(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    addr: Late<Option<Address>>,
    addrlen: c_int,
) -> Outcome {
    name(cx, addr, addrlen, |room| sys::getpeername(fd, room))
}

fn send(fd: syscall_raw::Fd, buf: &[u8], count: Option<usize>, flags: MSG) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(sys::send(fd, buf, flags))
}

fn sendto(
    fd: syscall_raw::Fd,
    buf: &[u8],
    count: Option<usize>,
    flags: MSG,
    addr: Option<Given>,
    addrlen: Option<usize>,
) -> Checked<usize> {
    let buf = limit(buf, count).map_err(|raise| raise.at(3))?;
    Ok(match addr {
        Some(addr) => sys::sendto(fd, buf, flags, addr.bytes(addrlen, 6)?),
        None => sys::send(fd, buf, flags),
    })
}

fn recv(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    buf: Soon<BytesMut>,
    count: Option<usize>,
    flags: MSG,
) -> Outcome {
    // No argument stands at 5 and 6: a new address, of its full size.
    cx.set_top(4);
    cx.set_top(6);
    recvfrom(cx, fd, Late::at(buf.index()), count, flags, 5, 6)
}

fn recvfrom(
    cx: &mut Cx,
    fd: syscall_raw::Fd,
    buf: Late<BytesMut>,
    count: Option<usize>,
    flags: MSG,
    addr: c_int,
    addrlen: c_int,
) -> Outcome {
    let lent = |bytes| limit_mut(bytes, count).map_err(|raise| raise.at(3));
    if cx.type_of(addr) == LuaType::Boolean && !cx.to_boolean(addr) {
        let received = sys::recv(fd, lent(buf.borrow(cx)?)?, flags);
        return counted(cx, received);
    }
    let room = Room::new(cx, Late::at(addr), addrlen)?;
    room.borrow(cx)?;
    let mut address = AnyAddress::new();
    let received = sys::recvfrom(fd, lent(buf.borrow(cx)?)?, flags, &mut address);
    match received {
        Ok(received) => {
            room.store(cx, &address);
            received.push(cx);
            cx.push_nil();
            push_filled(cx, room.index, &address);
            Ok(3)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

fn setsockopt(
    cx: &mut Cx,
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
            let bytes = Bytes::late(cx, value)
                .map_err(|_| Raise::expected("boolean, number, string or object").at(value))?;
            let done = set(limit(bytes, len).map_err(|raise| raise.at(5))?);
            return success(cx, done);
        }
    };
    success(cx, set(&number.to_ne_bytes()))
}

fn getsockopt(
    cx: &mut Cx,
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
    // SAFETY: nothing else looks at the object meanwhile.
    let room = limit_mut(unsafe { whole.bytes_mut() }, len).map_err(|raise| raise.at(5))?;
    let size = room.len();
    // SAFETY: as in `setsockopt`.
    match unsafe { sys::getsockopt(fd, level, optname, room) } {
        Ok(len) if len != size => Err(Raise::invalid(OTHER_LENGTH).at(3)),
        Ok(_) => push_value(cx, Instance { index: value, meta }),
        Err(errno) => Ok(fail(cx, errno)),
    }
}

const OTHER_LENGTH: &str =
    "the option has another length than the value: pass an object of its type";

/// A structure as it is; of an array of numbers, the first.
fn push_value(cx: &mut Cx, object: Instance) -> Outcome {
    let ty = object.meta.ty(cx);
    if object.meta.shape().is_array()
        && ty.structure().is_none()
        && let Some(first) = object.place(cx)?.part(0, ty.size())
    {
        return value::look(cx, first, &ty.layout)?.push(cx, object.index);
    }
    cx.push_value(object.index);
    Ok(1)
}
