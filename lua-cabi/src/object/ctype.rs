//! Type objects: what `S.t.NAME` is. Calling one makes an object.

use super::place::Place;
use super::system::System;
use super::{Arguments, CTYPE, Construct, Listed, Meta, Shape, container, make, value};
use crate::abi::Type as LuaType;
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::Cx;
use crate::object::number;
use crate::raise::{Raise, Step};
use syscall_types::Kind;

/// What the userdata of a type object holds.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct CType {
    /// The type and shape of the objects that it makes.
    pub meta: Meta,
    /// How many elements an array type has; `None` when the constructor is told.
    pub count: Option<u32>,
}

/// The array types: name in `S.t`, element type, elements.
pub const ARRAYS: &[(&str, &str, Option<u32>)] = &[
    ("buffer", "char", None),
    ("ints", "int", None),
    ("char1", "char", Some(1)),
    ("uchar1", "uchar", Some(1)),
    ("int1", "int", Some(1)),
    ("uint1", "uint", Some(1)),
    ("int16_1", "int16", Some(1)),
    ("uint16_1", "uint16", Some(1)),
    ("int32_1", "int32", Some(1)),
    ("uint32_1", "uint32", Some(1)),
    ("int64_1", "int64", Some(1)),
    ("uint64_1", "uint64", Some(1)),
    ("long1", "long", Some(1)),
    ("ulong1", "ulong", Some(1)),
    ("size1", "size", Some(1)),
    ("socklen1", "socklen", Some(1)),
    ("off1", "off", Some(1)),
    ("uid1", "uid", Some(1)),
    ("gid1", "gid", Some(1)),
    ("intptr1", "intptr", Some(1)),
    ("bpf_attr1", "bpf_attr", Some(1)),
    ("perf_event_attr1", "perf_event_attr", Some(1)),
    ("sock_fprog1", "sock_fprog", Some(1)),
    ("sock_filters", "sock_filter", None),
    ("bpf_insns", "bpf_insn", None),
    ("aio_context1", "aio_context", Some(1)),
    ("char2", "char", Some(2)),
    ("int2", "int", Some(2)),
    ("uint2", "uint", Some(2)),
    ("timespec2", "timespec", Some(2)),
    ("timeval2", "timeval", Some(2)),
    ("timespec2_raw", "timespec", Some(2)),
    ("timeval2_raw", "timeval", Some(2)),
    ("user_cap_data2", "user_cap_data", Some(2)),
];

/// The type object of a name.
pub fn find(cx: &Cx, name: &[u8]) -> Option<CType> {
    let system = System::of(cx);
    let one = system.id_of(name).map(|id| (id, Shape::Struct, Some(1)));
    let array = || {
        let row = ARRAYS.iter().find(|row| row.0.as_bytes() == name)?;
        Some((system.id_of(row.1.as_bytes())?, Shape::Array, row.2))
    };
    let container = || {
        let mut types = system.types.rows.iter();
        let id = types.position(|ty| ty.container.is_some_and(|c| c.name.as_bytes() == name))?;
        Some((id, Shape::Container, None))
    };
    let (id, shape, count) = one.or_else(array).or_else(container)?;
    Some(CType {
        meta: Meta::new(id, shape),
        count,
    })
}

/// The name of a type object in `S.t`.
pub fn name(cx: &Cx, ctype: CType) -> &'static str {
    let element = ctype.meta.type_name(cx);
    match (ctype.meta.shape(), ctype.meta.ty(cx).container) {
        (Shape::Container, Some(container)) => container.name,
        (Shape::Array, _) => {
            let own = |row: &&(&str, &str, Option<u32>)| row.1 == element && row.2 == ctype.count;
            ARRAYS.iter().find(own).map_or(element, |row| row.0)
        }
        _ => element,
    }
}

/// Pushes a type object. May raise (memory).
pub fn push(cx: &mut Cx, ctype: CType) {
    let block = cx.push_userdata(size_of::<CType>(), false).cast::<CType>();
    // SAFETY: a fresh block of the right size.
    unsafe { block.write(ctype) };
    if cx.metatable(CTYPE).is_null() {
        cx.push_table(1, 3);
        cx.push_function(enter::<Make>, 0);
        cx.raw_set_field(-2, "__call");
        cx.push_function(enter::<Text>, 0);
        cx.raw_set_field(-2, "__tostring");
        cx.push_bytes(b"type");
        cx.raw_set_field(-2, "__name");
        cx.push_value(-1);
        cx.set_slot(cx.metatable_slot(CTYPE));
        cx.publish_metatable(CTYPE);
        cx.pop(1);
    }
    cx.push_slot(cx.metatable_slot(CTYPE));
    cx.set_metatable(-2);
}

/// The type object at `index`.
pub fn at(cx: &mut Cx, index: i32) -> Option<CType> {
    if !super::place::is_ctype(cx, index) || cx.raw_len(index) < size_of::<CType>() {
        return None;
    }
    // SAFETY: a userdata with this metatable was made by `push`, and is at least that large.
    Some(unsafe { cx.to_userdata(index).cast::<CType>().read() })
}

/// `t.NAME(...)`.
pub struct Make;

impl Call for Make {
    const INFO: Info = internal!("type");

    fn run(cx: &mut Cx) -> Outcome {
        let ctype = at(cx, 1).ok_or(Raise::expected("type").at(1))?;
        let given = cx.top() - 1;
        make_one(cx, ctype).map_err(|raise| raise.given(given).served())?;
        Ok(1)
    }

    fn serves(cx: &mut Cx) -> Option<&'static str> {
        at(cx, 1).map(|ctype| name(cx, ctype))
    }
}

/// Makes an object of the arguments from slot 2 on, and pushes it.
fn make_one(cx: &mut Cx, ctype: CType) -> Result<(), Raise> {
    let CType { meta, count } = ctype;
    let arguments = Arguments {
        first: 2,
        end: (cx.top() + 1).max(2),
    };
    // So that a constructor may look one past the last argument and find nothing of its own.
    cx.set_top(arguments.end + 3);
    let ty = meta.ty(cx);
    if let Some(make) = ty.make
        && (meta.shape() == Shape::Struct || count == Some(1))
    {
        return make(cx, arguments).map_err(|raise| match raise.argument() {
            0 => raise.at(1),
            _ => raise,
        });
    }
    match (meta.shape(), count) {
        (Shape::Container, _) => {
            container::construct(cx, meta.id(), 2).map_err(|raise| raise.at(1))
        }
        (Shape::Struct, _) => {
            if ty.same && super::place::structure_of(cx, 2, meta.id()).is_some() {
                cx.push_value(2);
                return Ok(());
            }
            if ty.structure().is_none() {
                return scalar(cx, ty, arguments).map_err(|raise| raise.at(1));
            }
            let part = make::push_block(cx, meta, ty.size());
            let made = cx.top();
            make::construct(cx, meta.id(), arguments, part).map_err(|raise| raise.at(1))?;
            cx.push_value(made);
            Ok(())
        }
        (_, Some(2))
            if ty.pair.is_some()
                && super::place::place(cx, 2).is_some_and(|(place, other)| {
                    other == meta && place.len() == 2 * ty.size()
                }) =>
        {
            cx.push_value(2);
            Ok(())
        }
        (_, Some(count)) => {
            let whole = make::push_array(cx, meta.id(), count as usize)?;
            let made = cx.top();
            let (kind, pair) = (&ty.layout, ty.pair);
            if arguments.len() == 1 && cx.type_of(2) == LuaType::Table {
                if let Some(element) = pair {
                    store_pair(cx, whole, element).map_err(|raise| raise.at(1))?;
                } else {
                    value::store_array(cx, whole, kind, count as usize, 2)
                        .map_err(|raise| raise.at(1))?;
                }
            } else {
                for (i, index) in (arguments.first..arguments.end).enumerate() {
                    if cx.is_nil(index) {
                        continue;
                    }
                    let part = whole
                        .part(i * kind.size(), kind.size())
                        .ok_or(Raise::invalid("too many values").at(index - 1))?;
                    match pair {
                        Some(element) => element(cx, Arguments::one(index), part),
                        None => value::store(cx, part, kind, index),
                    }
                    .map_err(|raise| raise.at(index - 1))?;
                }
            }
            cx.push_value(made);
            Ok(())
        }
        (_, None) => {
            let kind: &Kind = &ty.layout;
            let count = match cx.type_of(2) {
                LuaType::String | LuaType::Table => cx.raw_len(2),
                _ => {
                    let most = make::most_elements(kind.size());
                    number::count(cx, 2, most, "number of elements").map_err(|raise| raise.at(1))?
                }
            };
            let contents = if matches!(cx.type_of(2), LuaType::String | LuaType::Table) {
                2
            } else {
                3
            };
            let whole = make::push_array(cx, meta.id(), count).map_err(|raise| raise.at(1))?;
            let made = cx.top();
            if !cx.is_nil(contents) {
                value::store_array(cx, whole, kind, count, contents)
                    .map_err(|raise| raise.at(contents - 1))?;
            }
            cx.push_value(made);
            Ok(())
        }
    }
}

/// Pushes what a scalar becomes in C: a plain number, which wraps around, wherever that is exact; else an object. So it can be
/// compared with numbers, given to `tonumber`, and is a descriptor where its number is one.
fn scalar(cx: &mut Cx, ty: &'static Listed, arguments: Arguments) -> Result<(), Raise> {
    let mut bits = 0_u64;
    let place = Place::of(&mut bits).part(0, ty.size());
    let place = place.ok_or(Raise::invalid("the type is no number"))?;
    match ty.construct {
        Some(constructor) => (constructor.construct)(cx, arguments, place)?,
        None if arguments.len() == 0 || cx.is_nil(arguments.first) => {}
        None => value::store(cx, place, &ty.layout, arguments.first)?,
    }
    // A number is no part of an object.
    value::look(cx, place, &ty.layout)?.push(cx, 0).map(|_| ())
}

/// Fills a pair from the table at slot 2, where one that is not there stays zero.
fn store_pair(cx: &mut Cx, whole: Place, element: Construct) -> Result<(), Raise> {
    if cx.raw_len(2) > 2 {
        return Err(Raise::invalid("the table has more elements than the array"));
    }
    let size = whole.len() / 2;
    for i in 0..2 {
        cx.raw_get_integer(2, i + 1);
        let value = cx.top();
        if let Some(part) = whole.part(i * size, size).filter(|_| !cx.is_nil(value)) {
            element(cx, Arguments::one(value), part)
                .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
        }
        cx.pop(1);
    }
    Ok(())
}

/// `tostring(t.NAME)`.
pub struct Text;

impl Call for Text {
    const INFO: Info = internal!("tostring");

    fn run(cx: &mut Cx) -> Outcome {
        let ctype = at(cx, 1).ok_or(Raise::expected("type").at(1))?;
        let name = name(cx, ctype);
        cx.push_bytes(b"type ");
        cx.push_bytes(name.as_bytes());
        cx.concat(2);
        Ok(1)
    }
}
