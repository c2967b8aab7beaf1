//! Socket addresses as arguments and results of calls: those that the kernel reads, and those that it fills. Section 2 of the
//! Linux manual (bind, accept, getsockname, recvfrom); what becomes of an address that is cut, in accept(2).

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::buffer::limit;
use crate::convert::{Convert, FromLua, IntoLua, Lends, Push, Within};
use crate::object::number::Count;
use crate::object::place::{Place, place, writable};
use crate::object::{CHAR, Meta, Object, make};
use crate::raise::Raise;
use crate::types::address::is_address;
use crate::types::unix::{Unix, address_un};
use core::ffi::c_int;
use syscall_consts::Errno;
use syscall_types::native::{AnyAddress, sockaddr_storage, sockaddr_un};

/// The types of the objects, with what else a kind takes.
macro_rules! objects {
    ($($more:literal)?) => {
        concat!(
            "sockaddr|sockaddr_in|sockaddr_in6|sockaddr_un|sockaddr_nl|sockaddr_ll|sockaddr_storage|address_un|buffer",
            $($more)?
        )
    };
}

/// The memory of the socket address at `index`.
fn object<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<(Place<'m>, Meta), Raise> {
    place(cx, index)
        .filter(|(_, meta)| is_address(meta.id()) || meta.id() == CHAR)
        .ok_or(Raise::expected(Address::EXPECTED))
}

/// The kernel's part of an address: behind that of a Unix socket stands what only Lua knows.
fn kernels<'m>(whole: Place<'m>, meta: Meta) -> Place<'m> {
    match meta.id() {
        Unix::ID | address_un::ID => whole.part(0, size_of::<sockaddr_un>()),
        _ => None,
    }
    .unwrap_or(whole)
}

/// A socket address object that the kernel reads.
pub struct Address;

/// The object's memory.
#[derive(Clone, Copy)]
pub struct Given<'m> {
    place: Place<'m>,
    /// The part that counts: what `#addr` tells.
    len: usize,
}

impl Convert for Address {
    type Value<'m> = Given<'m>;
    const EXPECTED: &'static str = "socket address";
    const LUA: &'static str = objects!();
    const LENDS: Lends = Lends::Read;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Given<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Given<'m>, Raise> {
        let (whole, meta) = object(cx, index)?;
        let len = meta
            .ty(cx)
            .length
            .filter(|_| !meta.shape().is_array())
            .map_or(Ok(whole.len()), |length| length(whole))?;
        let place = kernels(whole, meta);
        let len = len.min(place.len());
        Ok(Given { place, len })
    }
}

impl<'m> Given<'m> {
    /// The bytes to send, `len` of them when that is given.
    pub fn bytes(self, len: Option<usize>, argument: c_int) -> Result<&'m [u8], Raise> {
        limit(self.place.bytes(), Some(len.unwrap_or(self.len))).map_err(|raise| raise.at(argument))
    }
}

/// An address that the kernel is to fill: the object given, or a new `t.sockaddr_storage` on the stack when it is nil. It is
/// written by copying, from an [`AnyAddress`] that the call fills.
pub struct Room;

/// The memory of a [`Room`].
#[derive(Clone, Copy)]
pub struct Space<'m> {
    /// Where the object stands.
    index: c_int,
    /// All of it.
    whole: Place<'m>,
    /// The kernel's part.
    part: Place<'m>,
    /// The type of one that is no array.
    id: Option<usize>,
}

impl Convert for Room {
    type Value<'m> = Space<'m>;
    const EXPECTED: &'static str = Address::EXPECTED;
    const LUA: &'static str = objects!();
    const ABSENT: Option<&'static str> = Some("a new one");
    const PUSHES: bool = true;
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Space<'a>>, Raise> {
        if !cx.is_nil(index) {
            return Ok(None);
        }
        let whole = make::push::<sockaddr_storage>(cx);
        Ok(Some(Space::of_new(cx.top(), whole)))
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Space<'m>, Raise> {
        let (whole, meta) = object(cx, index)?;
        Ok(Space {
            index,
            whole,
            part: writable(kernels(whole, meta))?,
            id: Some(meta.id()).filter(|_| !meta.shape().is_array()),
        })
    }
}

impl<'m> Space<'m> {
    /// That of a new `t.sockaddr_storage`.
    fn of_new(index: c_int, whole: Place<'m>) -> Space<'m> {
        Space {
            index,
            whole,
            part: whole,
            id: Some(sockaddr_storage::ID),
        }
    }

    /// Copies an address there, as much as there is room for, and its whole length to where that goes.
    ///
    /// # Errors
    ///
    /// `EFAULT` where the memory is not there, as the kernel itself has it; the call has been made all the same.
    pub fn store<'r>(self, length: Length, address: &'r AnyAddress) -> Result<Told<'r>, Errno> {
        let len = length.limit.unwrap_or(usize::MAX).min(self.part.len());
        let room = self.part.part(0, len).unwrap_or(self.part);
        let stored = room.clear().and_then(|()| room.fill(address.as_bytes()));
        stored.map_err(|_| Errno::EFAULT)?;
        // In what may hold the address of a Unix socket, the length of its name.
        if let Some(unix) = address.unix().filter(|_| room.len() >= address.len()) {
            match self.id {
                Some(Unix::ID | sockaddr_storage::ID) => self.whole.write(Unix::new(&unix)),
                Some(address_un::ID) => self.whole.write(address_un::new(&unix)),
                _ => Ok(()),
            }
            .map_err(|_| Errno::EFAULT)?;
        }
        if let Some(place) = length.place.filter(|place| place.is_writable()) {
            let stored = place.fill(&(address.len() as u32).to_ne_bytes());
            stored.map_err(|_| Errno::EFAULT)?;
        }
        Ok(Told {
            index: self.index,
            address,
        })
    }
}

/// As [`Room`]; `false` wants no address.
pub struct RoomUnlessFalse;

impl Convert for RoomUnlessFalse {
    type Value<'m> = Option<Space<'m>>;
    const EXPECTED: &'static str = Room::EXPECTED;
    const LUA: &'static str = objects!("|boolean");
    const ABSENT: Option<&'static str> = Room::ABSENT;
    const PUSHES: bool = Room::PUSHES;
    const LENDS: Lends = Room::LENDS;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Option<Space<'a>>>, Raise> {
        if cx.type_of(index) == LuaType::Boolean && !cx.to_boolean(index) {
            return Ok(Some(None));
        }
        Ok(Room::early(cx, index)?.map(Some))
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Option<Space<'m>>, Raise> {
        Room::late(cx, index).map(Some)
    }
}

/// How much of a [`Room`] may be filled: a number, or a `t.socklen1`, which then has the address's own length; nil is all.
pub struct RoomLength;

/// The value of a [`RoomLength`].
#[derive(Clone, Copy)]
pub struct Length<'m> {
    limit: Option<usize>,
    place: Option<Place<'m>>,
}

impl Length<'_> {
    /// All, and nobody asks for the length.
    pub const ALL: Length<'static> = Length {
        limit: None,
        place: None,
    };
}

impl Convert for RoomLength {
    type Value<'m> = Length<'m>;
    const EXPECTED: &'static str = <Count as FromLua>::EXPECTED;
    const LUA: &'static str = "integer|socklen1";
    const ABSENT: Option<&'static str> = Some("nil");
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Length<'a>>, Raise> {
        if cx.is_nil(index) {
            return Ok(Some(Length::ALL));
        }
        if place(cx, index).is_some() {
            return Ok(None);
        }
        let limit = Some(Count::from_lua(cx, index)?);
        Ok(Some(Length { limit, place: None }))
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Length<'m>, Raise> {
        let (place, _) = place(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        Ok(Length {
            limit: Some(place.read::<u32>()? as usize),
            place: Some(place),
        })
    }
}

/// An address that was told, in memory of the row: of a Unix socket one with its length, of others the object of the [`Room`].
pub struct Told<'r> {
    index: c_int,
    address: &'r AnyAddress,
}

impl Told<'_> {
    const RESULT: &'static str = "sockaddr_storage|address_un";

    fn push(self, cx: &mut Cx) {
        match self.address.unix() {
            Some(unix) => make::push_new(cx, address_un::new(&unix)),
            None => cx.push_value(self.index),
        }
    }
}

impl Within for Told<'_> {
    type Room = AnyAddress;
    type Value<'r> = Told<'r>;
    const RESULTS: &'static [&'static str] = &[Told::RESULT];

    #[inline(always)]
    fn room() -> AnyAddress {
        AnyAddress::new()
    }

    fn deliver(cx: &mut Cx, told: Told) -> c_int {
        told.push(cx);
        1
    }
}

/// How much was received, nil, and from whom where that was asked for.
pub struct Received;

impl Within for Received {
    type Room = AnyAddress;
    type Value<'r> = (usize, Option<Told<'r>>);
    const RESULTS: &'static [&'static str] = &["integer", "nil", Told::RESULT];

    #[inline(always)]
    fn room() -> AnyAddress {
        AnyAddress::new()
    }

    #[inline]
    fn deliver(cx: &mut Cx, (received, sender): (usize, Option<Told>)) -> c_int {
        received.push(cx);
        let Some(sender) = sender else {
            return 1;
        };
        cx.push_nil();
        sender.push(cx);
        3
    }
}

/// As [`Received`], with a new object for the address, which is made before anything is received.
pub struct ReceivedFrom;

impl IntoLua for ReceivedFrom {
    type Value = (usize, AnyAddress);
    type Slot = *mut u8;
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = Received::RESULTS;

    fn reserve(cx: &mut Cx) -> *mut u8 {
        make::push::<sockaddr_storage>(cx).start()
    }

    fn deliver(cx: &mut Cx, slot: *mut u8, (received, sender): Self::Value) -> c_int {
        // SAFETY: the block of the object that was made in this call, which is on top of the stack.
        let whole = unsafe { Place::new(slot, size_of::<sockaddr_storage>()) };
        let told = Space::of_new(cx.top(), whole).store(Length::ALL, &sender);
        Received::deliver(cx, (received, told.ok()))
    }
}
