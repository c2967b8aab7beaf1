//! Capabilities: sets of them, what a thread has, and what a file gives. capabilities(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::object::Init;
use crate::convert::row::calls;
use crate::convert::{IntoLua, Push};
use crate::object::place::{Instance, Place};
use crate::object::{
    Arguments, Constructor, Elements, Meta, Object, Rare, Shape, Type, make, objects, shown,
};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_consts::Constants;
use syscall_consts::native::CAP;
use syscall_types::native::{
    cap, capabilities, user_cap_data, user_cap_header, vfs_cap_data, vfs_cap_word,
};

objects! { Linux: cap capabilities user_cap_header user_cap_data vfs_cap_word vfs_cap_data }

shown! { capabilities }

/// The set that a text names. May raise (memory).
fn parse(cx: &mut Cx, text: &[u8]) -> Result<cap, Raise> {
    cap::parse(text).ok_or_else(|| Raise::about(cx, "'", text, "' are no names of capabilities"))
}

/// `t.cap "chown, kill"`, or a table of names.
fn construct_set(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    let mut set = cap::EMPTY;
    match cx.type_of(first) {
        LuaType::None | LuaType::Nil => {}
        LuaType::Table => {
            for i in 1..=cx.raw_len(first) {
                cx.raw_get_integer(first, i);
                let value = cx.top();
                let text = cx.to_bytes(value).ok_or(Raise::expected("name of c.CAP"));
                let named = text
                    .and_then(|text| parse(cx, text))
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64)))?;
                set = cap::from_bits(set.bits() | named.bits());
                cx.set_top(value - 1);
            }
            place.write(set)?;
            return make::assign_table(cx, cap::ID, place, first);
        }
        _ => {
            let text = cx.to_bytes(first);
            set = parse(cx, text.ok_or(Raise::expected("names of capabilities"))?)?;
        }
    }
    place.write(set)
}

/// Pushes the names of a set with commas between them. May raise (memory).
fn push_names(cx: &mut Cx, set: cap) {
    cx.push_bytes(b"");
    let mut comma = "";
    for capability in set.iter() {
        cx.push_bytes(comma.as_bytes());
        match CAP::GROUP.name_of(capability.0.into()) {
            Some(name) => name.push(cx),
            None => capability.0.push(cx),
        }
        cx.concat(3);
        comma = ",";
    }
}

fn names(cx: &mut Cx, this: Instance) -> Outcome {
    let set = this.read::<cap>(cx)?;
    push_names(cx, set);
    Ok(1)
}

/// `t.capabilities{permitted = "kill", ...}`, or the text of cap_from_text(3).
fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    place.write(capabilities::EMPTY)?;
    match cx.type_of(first) {
        LuaType::None | LuaType::Nil => Ok(()),
        LuaType::Table => make::assign_table(cx, capabilities::ID, place, first),
        _ => {
            let text = cx.to_bytes(first).ok_or(Raise::expected("table or text"))?;
            let parsed = capabilities::parse(text);
            place.write(parsed.ok_or_else(|| {
                Raise::about(
                    cx,
                    "'",
                    text,
                    "' is no text of capabilities, like cap_kill=ep",
                )
            })?)
        }
    }
}

/// A line for each set.
fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let sets = this.read::<capabilities>(cx)?;
    for (before, set) in [
        ("permitted: ", sets.permitted),
        ("\neffective: ", sets.effective),
        ("\ninheritable: ", sets.inheritable),
    ] {
        before.push(cx);
        push_names(cx, set);
    }
    cx.concat(6);
    Ok(1)
}

calls! { METHODS:
    /// The arguments of the kernel's own call: a `t.user_cap_header` and a `t.user_cap_data2`. capset(2)
    hdrdata(caps: Init<capabilities>) -> HeaderAndData;
}

struct HeaderAndData;

impl IntoLua for HeaderAndData {
    type Value = capabilities;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["user_cap_header", "user_cap_data2"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), sets: capabilities) -> c_int {
        let (header, data) = sets.split();
        make::push_new(cx, header);
        let words = Meta::new(user_cap_data::ID, Shape::Array);
        let place = make::push_block(cx, words, size_of_val(&data));
        // SAFETY: the block just made, of that size.
        unsafe {
            place
                .start()
                .cast::<[user_cap_data; 2]>()
                .write_unaligned(data)
        };
        2
    }
}

fn hdrdata(caps: capabilities) -> capabilities {
    caps
}

/// A structure as C initializes it.
const fn plain<T: syscall_types::Reflect>(doc: &'static str) -> Type {
    Type {
        positional: true,
        lenient: true,
        ..Type::of::<T>(doc)
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["names: string", "names: table"],
                construct: construct_set,
            }),
            elements: Some(&Elements {
                least: 0,
                most: 63,
                names: Some(&CAP::GROUP),
                get: |place, capability| Ok(place.read::<cap>()?.contains(CAP(capability as u32))),
                set: |place, capability, member| {
                    let mut set = place.read::<cap>()?;
                    set.set(CAP(capability as u32), member);
                    place.write(set)
                },
            }),
            equal: Some(|a, b| a.equal::<cap>(b)),
            text: Some(names),
            ..Rare::NONE
        },
        ..Type::of::<cap>(
            "A set of capabilities: `set.KILL`, in any case, is whether one is a member, by each name of `c.CAP`. capabilities(7)",
        )
    },
    Type {
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["members: table", "text: string"],
                construct,
            }),
            methods: &[METHODS],
            equal: Some(|a, b| a.equal::<capabilities>(b)),
            text: Some(text),
            ..Rare::NONE
        },
        ..Type::of::<capabilities>(
            "What a thread may do: sets `permitted`, `effective` and `inheritable`, each a `t.cap`. capabilities(7)",
        )
    },
    plain::<user_cap_header>(
        "Whose capabilities, and the version of the form that they have. capget(2)",
    ),
    plain::<user_cap_data>("One word of each of a thread's sets. capget(2)"),
    plain::<vfs_cap_word>(
        "One word of each of a file's sets, with the low byte first. capabilities(7)",
    ),
    plain::<vfs_cap_data>(
        "A file's capabilities as its attribute \"security.capability\" has them, with the low byte first. capabilities(7)",
    ),
];
