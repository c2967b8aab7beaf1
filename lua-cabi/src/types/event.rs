//! What poll(2) and epoll(7) watch and report.

use crate::context::Cx;
use crate::convert::FromLua;
use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::object::access::{Accessor, field, get, set};
use crate::object::container::Container;
use crate::object::number::{EventData, EventWord, Exact};
use crate::object::place::Place;
use crate::object::{Arguments, Booleans, Constructor, Object, Rare, Type, make};
use crate::raise::Raise;
use syscall_consts::Constants;
use syscall_consts::native::{EPOLL, POLL};
use syscall_types::native::{epoll_event, fdset, pollfd};

impl Object for pollfd {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "pollfd";
    const CONTAINER: Option<Container> = Some(Container {
        name: "pollfds",
        field: "pfd",
    });
}

impl Object for epoll_event {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "epoll_event";
    const CONTAINER: Option<Container> = Some(Container {
        name: "epoll_events",
        field: "ep",
    });
}

const POLLFD: Type = Type {
    accessors: &[
        get("getfd", "The descriptor's number.", |one: &pollfd| one.fd),
        set::<pollfd, Number>("fd", "The descriptor to watch.", |one, fd| one.fd = fd),
        field("events", "The events to wait for.").named::<Flags<POLL>>(),
    ],
    rare: &Rare {
        booleans: Some(&Booleans {
            group: &POLL::GROUP,
            value: |place| Ok((place.read::<pollfd>()?.revents as u16).into()),
            equal: false,
        }),
        container: pollfd::CONTAINER,
        descriptor: Some(|place| Ok(place.read::<pollfd>()?.fd)),
        ..Rare::NONE
    },
    ..Type::of::<pollfd>(
        "A descriptor to poll, the events to wait for, and those that came: `p.IN`, `p.HUP`... poll(2)",
    )
};

/// `t.epoll_event{events = flags, fd = n}`, or the flags alone.
fn construct_epoll_event(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    use crate::abi::Type as LuaType;
    match cx.type_of(arguments.first) {
        LuaType::Table => make::assign_table(cx, epoll_event::ID, place, arguments.first),
        _ if cx.is_nil(arguments.first) || arguments.len() == 0 => Ok(()),
        _ => {
            let events = Flags::<EPOLL>::from_lua(cx, arguments.first)?.bits();
            place.write(epoll_event { events, data: 0 })
        }
    }
}

/// The first 32 bits of an event's data in memory, where C's union has them on every machine.
fn word(data: u64) -> u32 {
    let [a, b, c, d, ..] = data.to_ne_bytes();
    u32::from_ne_bytes([a, b, c, d])
}

/// The data of an event whose first 32 bits in memory are these.
pub fn data_of(word: u32) -> u64 {
    let [a, b, c, d] = word.to_ne_bytes();
    u64::from_ne_bytes([a, b, c, d, 0, 0, 0, 0])
}

const DATA: [Accessor; 4] = [
    get(
        "fd",
        "The value as a descriptor's number.",
        |event: &epoll_event| word(event.data) as i32,
    )
    .set::<epoll_event, Number>(|event, fd| event.data = data_of(fd as u32)),
    get("u64", "The value, all 64 bits.", |event: &epoll_event| {
        Exact(event.data)
    })
    .set::<epoll_event, EventData>(|event, value| event.data = value),
    get(
        "u32",
        "The first 32 bits of the value in memory.",
        |event: &epoll_event| word(event.data),
    )
    .set::<epoll_event, EventWord>(|event, value| event.data = data_of(value)),
    get(
        "ptr",
        "The value, where programs keep an address.",
        |event: &epoll_event| event.data,
    )
    .set::<epoll_event, EventData>(|event, value| event.data = value),
];

const EPOLL_EVENT: Type = Type {
    accessors: &[
        DATA[0],
        DATA[1],
        DATA[2],
        DATA[3],
        field("events", "The events to wait for, or those that came.").named::<Flags<EPOLL>>(),
    ],
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["events: string|integer", "members: table"],
            construct: construct_epoll_event,
        }),
        booleans: Some(&Booleans {
            group: &EPOLL::GROUP,
            value: |place| Ok(place.read::<epoll_event>()?.events),
            equal: false,
        }),
        container: epoll_event::CONTAINER,
        ..Rare::NONE
    },
    ..Type::of::<epoll_event>(
        "Events to wait for or that came (`ev.IN`, `ev.HUP`...), and the caller's value. epoll_ctl(2)",
    )
};

/// The data of an epoll event, as C programs divide them.
const EPOLL_DATA: Type =
    Type::of::<syscall_types::native::epoll_data>("The value that comes back with an epoll event");

/// The types of this file.
pub const TYPES: &[Type] = &[
    POLLFD,
    EPOLL_EVENT,
    EPOLL_DATA,
    Type::plain::<fdset>("A set of descriptors below 1024, a bit each. select(2)"),
];
