//! POSIX message queues. mq_overview(7)

use super::fd::{OWNING, end};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::{FromLua, Push};
use crate::object::access::{field, fixed};
use crate::object::fd::{collect, fd, look, mqd, object, set};
use crate::object::place::Place;
use crate::object::{Arguments, Constructor, Object, Rare, Type, make, objects};
use crate::raise::Raise;
use syscall_consts::native::OMQATTR;
use syscall_types::native::mq_attr;
use syscall_types::{Kind, Plain, Reflect};

objects! { Linux: mq_attr }

/// A table of members, or the flags alone.
fn construct_attr(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    match cx.type_of(first) {
        LuaType::Table => make::assign_table(cx, mq_attr::ID, place, first),
        _ if arguments.len() == 0 || cx.is_nil(first) => Ok(()),
        _ => {
            let mut attr = mq_attr::zeroed();
            attr.mq_flags = Flags::<OMQATTR>::from_lua(cx, first)?.bits() as _;
            place.write(attr)
        }
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        prefix: "mq_",
        accessors: &[
            field("flags", "\"nonblock\", or nothing.").named::<Flags<OMQATTR>>(),
            field("maxmsg", "The most messages that the queue holds."),
            field("msgsize", "The most bytes of a message."),
            fixed("curmsgs", "Messages that wait now."),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["flags: string|integer", "members: table"],
                construct: construct_attr,
            }),
            ..Rare::NONE
        },
        ..Type::of::<mq_attr>("The limits and the state of a message queue. mq_getattr(3)")
    },
    Type {
        same: true,
        sealed: true,
        countless: true,
        rare: &Rare {
            methods: &[OWNING],
            construct: Some(Constructor {
                forms: &[],
                construct: |cx, arguments, place| {
                    if arguments.len() > 0 && !cx.is_nil(arguments.first) {
                        return Err(Raise::expected("nil or mqd"));
                    }
                    set(place, fd::CLOSED);
                    Ok(())
                },
            }),
            text: Some(|cx, this| {
                let number = this.read::<mqd>(cx)?.filenum;
                "mqd: ".push(cx);
                number.push(cx);
                cx.concat(2);
                Ok(1)
            }),
            equal: Some(|a, b| Ok(object(a).filenum == object(b).filenum)),
            collect: Some(collect),
            look: Some(look),
            close: Some(end),
            descriptor: Some(|place| Ok(place.read::<mqd>()?.filenum)),
            assigned: Some(|_, _, _, _| {
                Err(Raise::invalid("the number of a queue can only be read"))
            }),
            ..Rare::NONE
        },
        ..Type::new(
            "mqd",
            Kind::Struct(mqd::STRUCT),
            "A message queue; the object owns its descriptor, and closes it when collected. mq_open(2)",
        )
    },
];
