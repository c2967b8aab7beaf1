//! The events of inotify(7), and the answers of fanotify(7).

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::buffer::adopt;
use crate::convert::descriptor::Number;
use crate::convert::flags::Flags;
use crate::convert::{Push, optional};
use crate::object::access::{field, fixed, get};
use crate::object::container::{Container, Gathered};
use crate::object::number::{Count, count};
use crate::object::place::{Instance, absent, buffer, place, readable};
use crate::object::system::Linux;
use crate::object::{Arguments, Booleans, CHAR, Meta, Object, Rare, Shape, Type, make, objects};
use crate::raise::Raise;
use crate::types::file::with_name;
use core::ffi::c_int;
use syscall_consts::Constants;
use syscall_consts::native::{FAN_RESPONSE, IN};
use syscall_types::native::{
    InotifyEvents, fanotify_event_metadata, fanotify_response, inotify_event,
};

impl Object for inotify_event {
    type Universe = Linux;
    const NAME: &'static str = "inotify_event";
    const CONTAINER: Option<Container> = Some(Container {
        name: "inotify_events",
        field: "events",
    });
}

/// `event.name`: nil where there is none.
fn member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    if name != b"name" {
        return Ok(None);
    }
    with_name(cx, this, size_of::<inotify_event>(), |cx, name| {
        Some(name).filter(|name| !name.is_empty()).push(cx);
    })?;
    Ok(Some(1))
}

/// Pushes an array of the events in the first `len` bytes of the buffer at stack slot `array`, which they keep alive. It ends
/// before one that is not whole. May raise (memory).
pub fn push_events(cx: &mut Cx, array: c_int, len: usize) -> Result<(), Raise> {
    cx.push_table(0, 0);
    let (mut count, mut offset) = (0, 0);
    loop {
        let rest = place(cx, array)
            .and_then(|(whole, _)| whole.part(0, len))
            .and_then(|read| read.part(offset, len.checked_sub(offset)?));
        let Some(rest) = rest else { break };
        if InotifyEvents::new(rest.look()?).next().is_none() {
            break;
        }
        // It is whole, so this does not overflow.
        let size = size_of::<inotify_event>() + rest.read::<inotify_event>()?.len as usize;
        let Some(event) = rest.part(0, size) else {
            break;
        };
        let event = event.span();
        make::push_view(
            cx,
            array,
            Meta::new(inotify_event::ID, Shape::StructView),
            event,
        );
        count += 1;
        cx.raw_set_integer(-2, count);
        offset += size;
    }
    Ok(())
}

/// `t.inotify_events(buffer, len?)`: the events in a buffer or string, of which a copy is made.
fn decode(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    const EXPECTED: &str = "string or buffer";
    adopt(cx, index)?;
    let given = optional::<Count>(cx, index + 1).map_err(|raise| raise.at(2))?;
    let whole = readable(cx, index).ok_or_else(|| absent(cx, index, EXPECTED))?;
    let len = given.unwrap_or(whole.len());
    if len > whole.len() {
        return Err(Raise::invalid("the count is larger than the buffer").at(2));
    }
    let copy = make::push_array(cx, CHAR, len)?;
    let array = cx.top();
    match cx.to_bytes(index) {
        Some(bytes) => copy.fill(bytes)?,
        // Looked up anew: to make the copy may have run a finalizer.
        None => copy.copy_from(buffer(cx, index).ok_or_else(|| absent(cx, index, EXPECTED))?)?,
    }
    push_events(cx, array, len)
}

/// `t.inotify_event(n)`: pushes an event with room for a name of so many bytes behind it. May raise (memory).
fn push_event(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let size = size_of::<inotify_event>();
    let first = arguments.first;
    if arguments.len() > 0 && cx.type_of(first) == LuaType::Number {
        let most = make::most_elements(1) - size;
        let room = count(cx, first, most, "number of bytes or table")?;
        make::push_block(cx, Meta::new(inotify_event::ID, Shape::Array), size + room);
        return Ok(());
    }
    let part = make::push::<inotify_event>(cx);
    let made = cx.top();
    make::construct(cx, inotify_event::ID, arguments, part)?;
    cx.set_top(made);
    Ok(())
}

objects! { Linux: fanotify_response fanotify_event_metadata }

/// The types of this file.
pub const TYPES: &[Type] = &[INOTIFY, FANOTIFY, ANSWER];

const FANOTIFY: Type = Type {
    accessors: &[
        fixed("event_len", "How many bytes the event has."),
        fixed("vers", "The version of the form."),
        fixed("metadata_len", "How many bytes this head has."),
        fixed("mask", "What happened, as bits of `c.FAN`."),
        fixed(
            "fd",
            "The number of the file's descriptor; below 0 for none.",
        ),
        fixed("pid", "The process."),
    ],
    ..Type::of::<fanotify_event_metadata>(
        "The head of an event as the kernel writes it; `S.fanotify_read` makes a table of one. fanotify(7)",
    )
};

const ANSWER: Type = Type {
    accessors: &[
        get(
            "fd",
            "The descriptor that the event brought, as its number.",
            |answer: &fanotify_response| answer.fd,
        )
        .set::<fanotify_response, Number>(|answer, fd| answer.fd = fd),
        field("response", "\"allow\" or \"deny\".").named::<Flags<FAN_RESPONSE>>(),
    ],
    ..Type::of::<fanotify_response>(
        "An answer to an event that asks for permission, to be written to the group's descriptor. fanotify(7)",
    )
};

const INOTIFY: Type = Type {
    accessors: &[
        field("wd", "The watch; -1 where events were lost."),
        field("mask", "What happened, as bits of `c.IN`."),
        field("cookie", "What the two events of a rename share."),
    ],
    rare: &Rare {
        booleans: Some(&Booleans {
            group: &<IN as Constants>::GROUP,
            value: |place| Ok(place.read::<inotify_event>()?.mask),
            equal: false,
        }),
        names: &[(
            "name",
            "The name in the directory that is watched; nil where the event has none.",
        )],
        missing: Some(member),
        length: Some(|place| Ok(place.len())),
        make: Some(push_event),
        container: inotify_event::CONTAINER,
        gathered: Some(&Gathered {
            construct: decode,
            text: None,
        }),
        ..Rare::NONE
    },
    ..Type::of::<inotify_event>(
        "An event of a watch; `ev.create`, `ev.isdir`... tell what happened. inotify(7)",
    )
};
