//! Asynchronous operations: requests, arrays of them, and events. io_submit(2)
//!
//! A `t.iocb` is no memory of the kernel's: that would hold an address, which a program could change. It is a table of the objects
//! that the operation is about (`object/record.rs`), and the kernel's form is made of it when it is submitted.

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::buffer::adopt;
use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::convert::{FromLua, Push};
use crate::object::access::get;
use crate::object::container::{self, Container};
use crate::object::error::error;
use crate::object::number::{self, Count, EventData, Exact, Offset, RequestPriority};
use crate::object::place::{absent, buffer};
use crate::object::record::{self, Record};
use crate::object::system::Linux;
use crate::object::{
    Arguments, CHAR, Constructor, Make, Object, Rare, Type, make, operators, shown,
};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_consts::native::{IOCB_CMD, IOCB_FLAG, POLL, RWF};
use syscall_types::native::{io_event, iocb, iovec};
use syscall_types::{FieldKind, Kind, Reflect};

shown! { error }

/// Where a request has the caller's value.
pub const DATA: usize = 1;
/// Where it has what to do.
pub const OPCODE: usize = 2;
/// Where it has the descriptor.
pub const FILDES: usize = 3;
/// Where it has the memory, or the events to poll for.
pub const BUF: usize = 4;
/// Where it has how many bytes, false for all.
pub const NBYTES: usize = 5;
/// Where it has the position in the file.
pub const OFFSET: usize = 6;
/// Where it has the priority.
pub const REQPRIO: usize = 7;
/// Where it has the flags of the request.
pub const FLAGS: usize = 8;
/// Where it has the eventfd.
pub const RESFD: usize = 9;
/// Where it has the flags of the transfer.
pub const RW_FLAGS: usize = 10;
/// What the kernel has for itself; nothing stands there.
const KERNELS: usize = 11;

impl Object for iocb {
    type Universe = Linux;
    const NAME: &'static str = "iocb";
    const CONTAINER: Option<Container> = Some(Container {
        name: "iocb",
        field: "",
    });
}

impl Object for io_event {
    type Universe = Linux;
    const NAME: &'static str = "io_event";
    const CONTAINER: Option<Container> = Some(Container {
        name: "io_events",
        field: "ev",
    });
}

/// What a program sees of a member of a request.
fn show(cx: &mut Cx, request: c_int, member: usize, name: &[u8]) -> Result<(), Raise> {
    let absent = cx.type_of(-1) == LuaType::Boolean;
    match member {
        BUF if absent => cx.push_nil(),
        FILDES | RESFD if !absent && name.starts_with(b"aio_") => {
            let top = cx.top();
            Number::from_lua(cx, top)?.push(cx);
        }
        FLAGS => {
            let flags = cx.to_integer(-1).unwrap_or(0) as u32;
            cx.raw_get_integer(request, RESFD);
            let resfd = match cx.type_of(-1) {
                LuaType::Boolean => IOCB_FLAG::empty(),
                _ => IOCB_FLAG::RESFD,
            };
            (flags | resfd.bits()).push(cx);
        }
        _ if absent || member == KERNELS => cx.push_integer(0),
        _ => {}
    }
    Ok(())
}

/// Makes the value at a stack slot a member of a request.
fn assign(cx: &mut Cx, request: c_int, member: usize, value: c_int) -> Result<(), Raise> {
    match member {
        _ if record::is_nothing(cx, value) => cx.push_boolean(false),
        DATA => {
            let data = EventData::from_lua(cx, value)?;
            Exact(data).push(cx);
        }
        OPCODE => {
            let opcode = Flags::<IOCB_CMD>::from_lua(cx, value)?;
            opcode.0.push(cx);
        }
        FILDES | RESFD => {
            Number::from_lua(cx, value)?;
            // The object, so that the descriptor is not closed meanwhile.
            cx.push_value(value);
        }
        BUF => push_memory(cx, value)?,
        NBYTES => {
            let count = Count::from_lua(cx, value)?;
            count.push(cx);
        }
        OFFSET => {
            let offset = Offset::from_lua(cx, value)?;
            number::push_signed(cx, offset);
        }
        REQPRIO => {
            let priority = RequestPriority::from_lua(cx, value)?;
            priority.push(cx);
        }
        FLAGS => {
            let flags = Flags::<IOCB_FLAG>::from_lua(cx, value)?;
            flags.bits().push(cx);
        }
        RW_FLAGS => {
            let flags = Flags::<RWF>::from_lua(cx, value)?;
            flags.bits().push(cx);
        }
        _ => return Err(Raise::expected("nil")),
    }
    cx.raw_set_integer(request, member);
    Ok(())
}

/// Pushes what a request keeps as its memory: an object; a copy of a string; `t.iovecs`; or events to poll for. May raise (memory).
fn push_memory(cx: &mut Cx, value: c_int) -> Result<(), Raise> {
    const EXPECTED: &str = "buffer, string, iovecs or POLL flags";
    adopt(cx, value)?;
    if container::elements(cx, value, iovec::ID).is_some() {
        cx.push_value(value);
        return Ok(());
    }
    match cx.type_of(value) {
        LuaType::String => {
            let bytes = cx.to_bytes(value).unwrap_or_default();
            make::push_joined(cx, CHAR, bytes, b"");
        }
        LuaType::Number => {
            let events = Flags::<POLL>::from_lua(cx, value)?;
            (events.bits() as u16).push(cx);
        }
        LuaType::Userdata if buffer(cx, value).is_some() => cx.push_value(value),
        _ => return Err(absent(cx, value, EXPECTED)),
    }
    Ok(())
}

/// A list of requests: so many, and a table of what `t.iocb` takes. Pushes a table of them, counted from 0. May raise (memory).
fn push_list(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    let given = first + c_int::from(cx.type_of(first) != LuaType::Table);
    let count = match cx.type_of(first) {
        LuaType::Table => cx.raw_len(first),
        _ => number::count(cx, first, MOST, "number of elements")?,
    };
    cx.push_table(count as c_int, 1);
    let list = cx.top();
    for i in 0..count {
        if cx.type_of(given) == LuaType::Table {
            cx.raw_get_integer(given, i + 1);
        } else {
            cx.push_nil();
        }
        let value = cx.top();
        push_request(cx, value, i)?;
        cx.raw_set_integer(list, i);
        cx.set_top(list);
    }
    Ok(())
}

/// Requests of one list at most: as the kernel takes them in one call.
const MOST: usize = 1 << 20;

/// Pushes the request that a value is or makes, element `i` of a list. May raise (memory).
pub fn push_request(cx: &mut Cx, value: c_int, i: usize) -> Result<(), Raise> {
    let end = value + c_int::from(!cx.is_nil(value));
    record::push(cx, iocb::ID, Arguments { first: value, end })
        .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))
}

/// `t.iocb_array{request, ...}`: `{nr = , iocbs = , ptrs = }`. May raise (memory).
fn push_array(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    if cx.type_of(first) != LuaType::Table {
        return Err(Raise::expected("table"));
    }
    let count = cx.raw_len(first);
    cx.push_table(0, 3);
    let array = cx.top();
    cx.push_table(count as c_int, 0);
    cx.push_table(count as c_int, 1);
    let (iocbs, ptrs) = (array + 1, array + 2);
    for i in 0..count {
        cx.raw_get_integer(first, i + 1);
        let value = cx.top();
        push_request(cx, value, i)?;
        cx.push_value(-1);
        cx.raw_set_integer(iocbs, i + 1);
        cx.raw_set_integer(ptrs, i);
        cx.set_top(ptrs);
    }
    cx.raw_set_field(array, "ptrs");
    cx.raw_set_field(array, "iocbs");
    count.push(cx);
    cx.raw_set_field(array, "nr");
    Ok(())
}

/// A request stands in no memory of another object.
const PART: Option<Constructor> = Some(Constructor {
    forms: &["members: table"],
    construct: |_, _, _| Err(Raise::invalid("a request is no part of a structure")),
});

/// What is made by its own function, and is no part of a structure.
const fn made(make: Make) -> Rare {
    Rare {
        construct: PART,
        make: Some(make),
        ..Rare::NONE
    }
}

/// Requests in a list.
const LIST: &Rare = &made(push_list);

/// A list of requests.
const fn list(name: &'static str, rare: &'static Rare, doc: &'static str) -> Type {
    Type {
        rare,
        ..Type::new(name, Kind::Struct(iocb::STRUCT), doc)
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        prefix: "aio_",
        rare: &Rare {
            construct: PART,
            make: Some(|cx, arguments| record::push(cx, iocb::ID, arguments)),
            record: Some(&Record {
                expected: "iocb or table",
                members: &[
                    ("aio_data", DATA),
                    ("aio_lio_opcode", OPCODE),
                    ("opcode", OPCODE),
                    ("aio_fildes", FILDES),
                    ("aio_buf", BUF),
                    ("aio_nbytes", NBYTES),
                    ("aio_offset", OFFSET),
                    ("aio_reqprio", REQPRIO),
                    ("aio_flags", FLAGS),
                    ("aio_resfd", RESFD),
                    ("aio_rw_flags", RW_FLAGS),
                    ("aio_reserved1", RW_FLAGS),
                    ("aio_reserved2", KERNELS),
                    ("aio_key", KERNELS),
                ],
                places: RW_FLAGS,
                show,
                assign,
            }),
            container: iocb::CONTAINER,
            ..Rare::NONE
        },
        ..Type::of::<iocb>(
            "A request of io_submit: what to do (`opcode`) with which descriptor, memory and position; `data` comes back with its event, and `resfd` is an eventfd that tells of it. io_submit(2)",
        )
    },
    list(
        "iocbs",
        LIST,
        "Requests, counted from 0: so many, and a table of what `t.iocb` takes. io_submit(2)",
    ),
    list(
        "iocb_ptrs",
        LIST,
        "Requests, counted from 0, as `t.iocbs`. io_submit(2)",
    ),
    list(
        "iocb_array",
        &const { made(push_array) },
        "What io_submit takes: a table of requests as `{nr = , iocbs = , ptrs = }`. io_submit(2)",
    ),
    Type {
        accessors: &[get(
            "error",
            "The error that the operation ended with, or nil.",
            |event: &io_event| {
                i32::try_from(event.res.wrapping_neg())
                    .ok()
                    .filter(|&errno| errno > 0)
                    .map(|errno| error { errno, step: 0 })
            },
        )],
        rare: &Rare {
            container: io_event::CONTAINER,
            ..Rare::NONE
        },
        ..Type::of::<io_event>(
            "The end of an operation: `data` as the request had it, and the result, `res`. io_getevents(2)",
        )
    },
    Type {
        rare: &Rare {
            equal: Some(operators::equal_scalars),
            text: Some(|cx, this| {
                let value = this.read::<usize>(cx)?;
                operators::push_digits(cx, value as i128);
                Ok(1)
            }),
            ..Rare::NONE
        },
        ..Type::new(
            "aio_context",
            <usize as FieldKind>::KIND,
            "The number of a context of asynchronous operations. io_setup(2)",
        )
    },
];
