//! Sockets. Section 2 of the Linux manual; addresses and options in section 7 (socket, ip, ipv6, unix, netlink).

use super::address::{
    Address, Given, Length, Received, ReceivedFrom, Room, RoomLength, RoomUnlessFalse, Space, Told,
};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::buffer::{Bytes, BytesMut, Memory, limit, limit_mut};
use crate::convert::descriptor::{Fd, NewFd, NewFds};
use crate::convert::flags::Flags;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::{By, Convert, FromLua, IntoLua, Lends, Prepare, Push, Within};
use crate::object::fd::Owner;
use crate::object::number::{Backlog, Count, OptionNumber};
use crate::object::place::{Place, place, structure, writable};
use crate::object::value;
use crate::raise::Raise;
use crate::types::bpf::program;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::native::{AF, IPPROTO, MSG, NETLINK, SHUT, SO, SOCK, SOL};
use syscall_consts::{Constants, Errno};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::OPTION_ROOM;
use syscall_raw::native::{listen, shutdown, socket, socketpair};
use syscall_types::Kind;
use syscall_types::native::{AnyAddress, sock_filter, sock_fprog};

calls! { CALLS:
    /// A socket of a family ("inet"), a type with flags ("stream, nonblock"), and a protocol of the family's (`c.IPPROTO`, for "netlink" `c.NETLINK`). A missing type is 0, which the kernel refuses with INVAL; a missing protocol is the family's own. socket(2)
    socket(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Protocol[domain]) -> NewFd;
    /// Two sockets connected to each other. socketpair(2)
    socketpair(domain: Flags<AF>, socktype: Flags<SOCK>, protocol: Protocol[domain]) -> NewFds;
    /// Gives a socket its own address. bind(2)
    bind(fd: Fd, addr: Address, addrlen: Option<Count>) -> ();
    /// Connects to a peer. connect(2)
    connect(fd: Fd, addr: Address, addrlen: Option<Count>) -> ();
    /// Lets a socket take connections; `backlog` bounds those that wait, by default as the kernel's SOMAXCONN. listen(2)
    listen(fd: Fd, backlog: Backlog = 4096) -> ();
    /// Takes a connection; `addr` is filled with the peer's address. accept(2)
    accept(fd: Fd, addr: Option<Room>, addrlen: RoomLength) -> NewFd;
    /// As `accept`, with flags for the new descriptor ("cloexec, nonblock"). accept(2)
    accept4(fd: Fd, addr: Option<Room>, addrlen: RoomLength, flags: Flags<SOCK>) -> NewFd;
    /// A socket's own address, in `addr` when given. getsockname(2)
    getsockname(fd: Fd, addr: Room, addrlen: RoomLength) -> Told[];
    /// The peer's address, in `addr` when given. getpeername(2)
    getpeername(fd: Fd, addr: Room, addrlen: RoomLength) -> Told[];
    /// Ends receiving ("rd"), sending ("wr") or both ("rdwr"). shutdown(2)
    shutdown(fd: Fd, how: Flags<SHUT>) -> ();
    /// Sends to the connected peer; how much was sent. To one that is gone, the signal "pipe" ends the process, unless it is ignored (see `signal`) or `flags` have "nosignal": then it is the error PIPE. send(2)
    send(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>) -> usize;
    /// Sends to an address; how much was sent. As `send` where the peer is gone. send(2)
    sendto(fd: Fd, buf: Bytes, count: Option<Count>, flags: Flags<MSG>, addr: Option<Address>, addrlen: Option<Count>) -> usize;
    /// Receives into a buffer: how much, nil, and the sender's address. recv(2)
    recv(fd: Fd, buf: BytesMut, count: Option<Count>, flags: Flags<MSG>) -> ReceivedFrom;
    /// As `recv`, with the address in `addr` when given; with `false` for `addr` only the count. recv(2)
    recvfrom(fd: Fd, buf: Memory, count: Option<Count>, flags: Flags<MSG>, addr: RoomUnlessFalse, addrlen: RoomLength) -> Received[];
    /// Sets an option: a boolean, a number (a C int), or a string or object with its length. setsockopt(2)
    setsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: Setting, len: Option<Count>) -> ();
    /// An option's value: a number (a C int), or what `value` is made for; of "peerpidfd" a new descriptor. getsockopt(2)
    getsockopt(fd: Fd, level: Flags<SOL>, optname: Flags<SO>, value: OptionRoom, len: Option<Count>) -> Current[level, optname];
}

/// A protocol of the internet families; beside another family, one of that family's.
struct Protocol;

impl FromLua for Protocol {
    type Value<'a> = IPPROTO;
    const EXPECTED: &'static str = "IPPROTO or NETLINK";
    const LUA: &'static str = <Flags<IPPROTO> as FromLua>::LUA;
    const GROUP: Option<&'static str> = Some(IPPROTO::GROUP.name);
    const ABSENT: Option<&'static str> = Some("0");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<IPPROTO, Raise> {
        Flags::<IPPROTO>::from_lua(cx, index)
    }
}

impl By<AF> for Protocol {
    fn by(cx: &mut Cx, index: c_int, domain: AF) -> Result<IPPROTO, Raise> {
        match domain {
            _ if cx.is_nil(index) => Ok(IPPROTO(0)),
            AF::NETLINK => {
                let protocol = Flags::<NETLINK>::from_lua(cx, index)?;
                Ok(IPPROTO(protocol.0 as _))
            }
            _ => Self::from_lua(cx, index),
        }
    }
}

fn bind(fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Checked<()> {
    // SAFETY: a number in the address is whatever the program says. It is not looked at here, where memory may not be there.
    Ok(unsafe { sys::bind_any(fd, addr.bytes(addrlen, 3)?) })
}

fn connect(fd: syscall_raw::Fd, addr: Given, addrlen: Option<usize>) -> Checked<()> {
    // SAFETY: as in `bind`.
    Ok(unsafe { sys::connect_any(fd, addr.bytes(addrlen, 3)?) })
}

fn accept(fd: syscall_raw::Fd, addr: Option<Space>, addrlen: Length) -> Result<OwnedFd, Errno> {
    accept4(fd, addr, addrlen, SOCK::empty())
}

fn accept4(
    fd: syscall_raw::Fd,
    addr: Option<Space>,
    addrlen: Length,
    flags: SOCK,
) -> Result<OwnedFd, Errno> {
    let Some(addr) = addr else {
        return sys::accept4(fd, flags);
    };
    let mut address = AnyAddress::new();
    let taken = sys::accept4_from(fd, &mut address, flags)?;
    addr.store(addrlen, &address).map(|_| taken)
}

fn getsockname<'r>(
    fd: syscall_raw::Fd,
    addr: Space,
    addrlen: Length,
    address: &'r mut AnyAddress,
) -> Result<Told<'r>, Errno> {
    sys::getsockname(fd, address).and_then(|address| addr.store(addrlen, address))
}

fn getpeername<'r>(
    fd: syscall_raw::Fd,
    addr: Space,
    addrlen: Length,
    address: &'r mut AnyAddress,
) -> Result<Told<'r>, Errno> {
    sys::getpeername(fd, address).and_then(|address| addr.store(addrlen, address))
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
    fd: syscall_raw::Fd,
    buf: &mut [u8],
    count: Option<usize>,
    flags: MSG,
) -> Checked<(usize, AnyAddress)> {
    let buf = limit_mut(buf, count).map_err(|raise| raise.at(3))?;
    let mut address = AnyAddress::new();
    let received = sys::recvfrom(fd, buf, flags, &mut address);
    Ok(received.map(|received| (received, address)))
}

fn recvfrom<'r>(
    fd: syscall_raw::Fd,
    buf: Place,
    count: Option<usize>,
    flags: MSG,
    addr: Option<Space>,
    addrlen: Length,
    address: &'r mut AnyAddress,
) -> Checked<(usize, Option<Told<'r>>)> {
    // SAFETY: the other arguments are looked at again only when this is no longer used.
    let buf = limit_mut(unsafe { buf.bytes_mut() }, count).map_err(|raise| raise.at(3))?;
    let Some(addr) = addr else {
        return Ok(sys::recv(fd, buf, flags).map(|received| (received, None)));
    };
    let received = sys::recvfrom(fd, buf, flags, address);
    let stored = |received| Ok((received, Some(addr.store(addrlen, address)?)));
    Ok(received.and_then(stored))
}

/// The value that an option is to have: a C int for a boolean or a number, else bytes.
struct Setting;

/// The value of a [`Setting`].
#[derive(Clone, Copy)]
enum Set<'m> {
    Number(i32),
    Bytes(&'m [u8]),
    /// A classic program, in which an address stands.
    Program(&'m [sock_filter]),
}

impl Convert for Setting {
    type Value<'m> = Set<'m>;
    const EXPECTED: &'static str = "boolean, number, string or object";
    const LUA: &'static str = "boolean|integer|string|buffer";
    const LENDS: Lends = Lends::Read;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Set<'a>>, Raise> {
        let number = match cx.type_of(index) {
            LuaType::Boolean => cx.to_boolean(index).into(),
            LuaType::Number => OptionNumber::from_lua(cx, index)? as i32,
            _ => {
                Bytes::early(cx, index)?;
                return Ok(None);
            }
        };
        Ok(Some(Set::Number(number)))
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Set<'m>, Raise> {
        if structure::<sock_fprog>(cx, index).is_some() {
            return program(cx, index).map(Set::Program);
        }
        let bytes = Bytes::late(cx, index);
        bytes
            .map(Set::Bytes)
            .map_err(|_| Raise::expected(Self::EXPECTED))
    }
}

fn setsockopt(
    fd: syscall_raw::Fd,
    level: SOL,
    optname: SO,
    value: Set,
    len: Option<usize>,
) -> Checked<()> {
    let (number, program);
    let bytes = match value {
        Set::Number(value) => {
            number = value.to_ne_bytes();
            &number[..]
        }
        Set::Bytes(bytes) => limit(bytes, len).map_err(|raise| raise.at(5))?,
        Set::Program(instructions) => {
            program = sock_fprog {
                len: u16::try_from(instructions.len()).unwrap_or(u16::MAX),
                filter: instructions.as_ptr().cast_mut(),
            };
            // SAFETY: the value's own bytes, which the compiler's gap among them does not make less readable to the kernel.
            let bytes = unsafe {
                core::slice::from_raw_parts(
                    (&raw const program).cast::<u8>(),
                    size_of::<sock_fprog>(),
                )
            };
            limit(bytes, len).map_err(|raise| raise.at(5))?
        }
    };
    // SAFETY: the kernel only reads, and what it finds to be no address it refuses; options whose value holds addresses get
    // them from the program, which is its use of raw pointers.
    Ok(unsafe { sys::setsockopt(fd, level, optname, bytes) })
}

/// An object for the value that an option has; nil for a C int.
struct OptionRoom;

/// The object of an [`OptionRoom`].
#[derive(Clone, Copy)]
struct OptionSpace<'m> {
    /// Where it stands.
    index: c_int,
    place: Place<'m>,
    /// The element, of an array of numbers.
    element: Option<&'static Kind>,
}

impl Convert for OptionRoom {
    type Value<'m> = Option<OptionSpace<'m>>;
    const EXPECTED: &'static str = "object";
    const LUA: &'static str = "buffer";
    const ABSENT: Option<&'static str> = Some("nil");
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        Ok(if cx.is_nil(index) { Some(None) } else { None })
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise> {
        let (place, meta) = place(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        let ty = meta.ty(cx);
        let is_numbers = meta.shape().is_array() && ty.structure().is_none();
        Ok(Some(OptionSpace {
            index,
            place: writable(place)?,
            element: is_numbers.then_some(&ty.layout),
        }))
    }
}

/// The value that an option has.
enum Current {
    /// A C int.
    Number(i32),
    /// A descriptor that the kernel has made, and the object that is to own it.
    Descriptor(OwnedFd, Owner),
    /// The first element of an array of numbers: its bytes, and what they are.
    First(u64, &'static Kind),
    /// The object that stands there.
    Object(c_int),
}

impl Within for Current {
    /// The owner of a descriptor, on top of the stack: only of an option that gives one.
    type Room = Option<Owner>;
    type Value<'r> = Current;
    const RESULTS: &'static [&'static str] = &["any"];

    #[inline(always)]
    fn room() -> Option<Owner> {
        None
    }

    fn deliver(cx: &mut Cx, value: Current) -> c_int {
        match value {
            Current::Number(number) => number.push(cx),
            Current::Descriptor(new, owner) => return NewFd::deliver(cx, owner, new),
            Current::First(mut bytes, kind) => {
                let first = Place::of(&mut bytes).part(0, kind.size());
                match first.and_then(|first| value::look(cx, first, kind).ok()) {
                    // A number is no part of an object.
                    Some(number) => drop(number.push(cx, 0)),
                    None => cx.push_nil(),
                }
            }
            Current::Object(index) => cx.push_value(index),
        }
        1
    }
}

impl Prepare<(&Option<SOL>, &Option<SO>)> for Current {
    #[inline]
    fn prepare(
        owner: &mut Option<Owner>,
        cx: &mut Cx,
        option: (&Option<SOL>, &Option<SO>),
    ) -> Result<(), Raise> {
        /// All that the call takes.
        const ARGUMENTS: c_int = 5;
        // The one option of any level whose value is a descriptor that the kernel makes for the answer.
        if option == (&Some(SOL::SOCKET), &Some(SO::PEERPIDFD)) {
            // Only here something is pushed, so only here the slots of missing arguments are filled first.
            cx.set_top(ARGUMENTS);
            *owner = Some(NewFd::reserve(cx));
        }
        Ok(())
    }
}

impl OptionSpace<'_> {
    /// A structure as it is; of an array of numbers, the first.
    fn current(self) -> Result<Current, Raise> {
        let part = |kind: &Kind| self.place.part(0, kind.size());
        let Some((first, kind)) = self.element.and_then(|kind| Some((part(kind)?, kind))) else {
            return Ok(Current::Object(self.index));
        };
        let mut bytes = [0; 8];
        first
            .take(&mut bytes)
            .map_err(|raise| raise.at(self.index))?;
        Ok(Current::First(u64::from_ne_bytes(bytes), kind))
    }
}

fn getsockopt(
    fd: syscall_raw::Fd,
    level: SOL,
    optname: SO,
    value: Option<OptionSpace>,
    len: Option<usize>,
    owner: &mut Option<Owner>,
) -> Checked<Current> {
    /// Some protocols write more than the length says, and then the memory behind the program's object is another's.
    struct Scratch([MaybeUninit<i32>; OPTION_ROOM / 4]);

    impl Scratch {
        /// The first bytes, as zeros.
        fn lend(&mut self, len: usize) -> &mut [u8] {
            let start = self.0.as_mut_ptr().cast::<u8>();
            let len = len.min(OPTION_ROOM);
            // SAFETY: there are so many bytes, and they are initialised first.
            unsafe {
                start.write_bytes(0, len);
                core::slice::from_raw_parts_mut(start, len)
            }
        }
    }

    // SAFETY: the memory has room for what the kernel writes; options whose value holds addresses get them from the program,
    // which is its use of raw pointers.
    let ask = |room: &mut [u8]| unsafe { sys::getsockopt(fd, level, optname, room) };
    let mut scratch = Scratch([MaybeUninit::uninit(); OPTION_ROOM / 4]);
    let Some(value) = value else {
        let room = scratch.lend(size_of::<i32>());
        if let Err(errno) = whole(ask(room), room.len())? {
            return Ok(Err(errno));
        }
        let number = room.try_into().map_or(0, i32::from_ne_bytes);
        return Ok(Ok(match *owner {
            // SAFETY: the kernel has just made it.
            Some(owner) => Current::Descriptor(unsafe { OwnedFd::from_raw(number) }, owner),
            None => Current::Number(number),
        }));
    };
    if owner.is_some() {
        return Err(Raise::invalid("the option gives a new fd: pass no value for it").at(4));
    }
    // SAFETY: nothing else looks at the object meanwhile.
    let room = limit_mut(unsafe { value.place.bytes_mut() }, len).map_err(|raise| raise.at(5))?;
    let size = room.len();
    let got = if size < OPTION_ROOM {
        let lent = scratch.lend(size);
        let at_value = |raise: Raise| raise.at(4);
        value.place.take(lent).map_err(at_value)?;
        let got = ask(lent);
        if got.is_ok() {
            value.place.fill(lent).map_err(at_value)?;
        }
        got
    } else {
        ask(room)
    };
    match whole(got, size)? {
        Ok(()) => value.current().map(Ok),
        Err(errno) => Ok(Err(errno)),
    }
}

/// Refuses a value of another length than `size`.
fn whole(got: Result<usize, Errno>, size: usize) -> Checked<()> {
    match got {
        Ok(len) if len != size => Err(Raise::invalid(
            "the option has another length than the value: pass an object of its type",
        )
        .at(3)),
        got => Ok(got.map(|_| ())),
    }
}
