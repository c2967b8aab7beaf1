//! Users and groups: lists of groups. credentials(7)

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::{FromLua, Push};
use crate::object::number::{self, Group};
use crate::object::place::{Instance, Place, meta_of};
use crate::object::system::{Linux, id_of};
use crate::object::{Arguments, Constructor, Meta, Rare, Shape, Type, make};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_types::FieldKind;

/// The number of the type. Its objects are arrays, counted from 1.
pub const GROUPS: usize = id_of::<Linux>("groups");

/// Bytes of a group's number.
const SIZE: usize = size_of::<u32>();

/// Whether a list of groups that owns its memory stands at a stack slot.
pub fn is_list(cx: &Cx, index: c_int) -> bool {
    meta_of(cx, index) == Some(Meta::new(GROUPS, Shape::Array))
}

/// Pushes the list that a value is, or of the numbers in a table. May raise (memory).
pub fn push_list(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    match cx.type_of(index) {
        _ if is_list(cx, index) => cx.push_value(index),
        LuaType::Table => {
            let list = make::push_array(cx, GROUPS, cx.raw_len(index))?;
            for (i, at) in (0..list.len()).step_by(SIZE).enumerate() {
                cx.raw_get_integer(index, i + 1);
                let value = cx.top();
                let group = Group::from_lua(cx, value)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
                list.part(at, SIZE)
                    .map_or(Ok(()), |part| part.write(group))?;
                cx.pop(1);
            }
        }
        _ => return Err(Raise::expected("groups or table")),
    }
    Ok(())
}

/// `t.groups(n)`, `t.groups{4, 24}`.
fn push(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    let count = match cx.type_of(first) {
        LuaType::None | LuaType::Nil => 0,
        LuaType::Number => number::count(cx, first, make::most_elements(SIZE), "number of groups")?,
        _ => return push_list(cx, first),
    };
    make::push_array(cx, GROUPS, count).map(|_| ())
}

/// What is not a group of the list.
fn member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let place = this.place(cx)?;
    match name {
        b"count" => (place.len() / SIZE).push(cx),
        b"list" => {
            let span = place.span();
            let gids = Meta::new(const { id_of::<Linux>("gid") }, Shape::ArrayView);
            make::push_view(cx, this.index, gids, span);
        }
        _ => return Ok(None),
    }
    Ok(Some(1))
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    one_based: true,
    rare: &Rare {
        length: Some(|place: Place| Ok(place.len() / SIZE)),
        make: Some(push),
        // What objects are made by is `make`; this says of what.
        construct: Some(Constructor {
            forms: &["count: integer", "groups: table"],
            construct: |_, _, _| Err(Raise::expected("groups or table")),
        }),
        names: &[
            ("count", "How many there are."),
            (
                "list",
                "The same numbers as an array that is counted from 0.",
            ),
        ],
        missing: Some(member),
        ..Rare::NONE
    },
    ..Type::new(
        "groups",
        u32::KIND,
        "Groups, `g[1]` to `g[#g]`. getgroups(2)",
    )
}];
