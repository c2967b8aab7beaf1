//! Objects that are tables of other objects, and so keep them alive, where the kernel's structure would hold addresses, which a
//! program could change: messages, asynchronous operations, actions of signals. What the kernel gets is made of them at each call. The
//! members stand under numbers, and every name goes through the metatable.

use super::system::System;
use super::{Arguments, Meta, Shape, make, meta, place};
use crate::abi::Type as LuaType;
use crate::call::{Call, Info, Outcome, internal};
use crate::context::Cx;
use crate::raise::{Raise, Step};
use core::ffi::c_int;

/// What makes a type such a table.
#[derive(Clone, Copy)]
pub struct Record {
    /// What messages say is expected where one may be given or what it is made of.
    pub expected: &'static str,
    /// The members, each by its raw name, with its place in the table. Without the type's prefix it is a friendly one.
    pub members: &'static [(&'static str, usize)],
    /// How many places the table has, from 1 on; each is false at first.
    pub places: usize,
    /// Puts what a program sees in place of the member on top of the stack, of the record at a stack slot; the name tells which form
    /// is asked for. May raise (memory).
    pub show: Show,
    /// Makes the value at a stack slot a member of the record at another. May raise (memory).
    pub assign: fn(&mut Cx, c_int, usize, c_int) -> Result<(), Raise>,
}

/// See [`Record::show`].
pub type Show = fn(&mut Cx, c_int, usize, &[u8]) -> Result<(), Raise>;

/// What a record of a type has as its metatable.
pub const fn meta_of(id: usize) -> Meta {
    Meta::new(id, Shape::Container)
}

/// The record behind a type, and the place of a member.
fn find(cx: &Cx, id: usize, name: &[u8]) -> Option<(&'static Record, usize)> {
    let ty = System::of(cx).ty(id);
    let (record, prefix) = (ty.record?, System::of(cx).types.prefix(ty));
    let found = record.members.iter().find(|member| {
        let raw = member.0.as_bytes();
        raw == name || raw.strip_prefix(prefix.as_bytes()) == Some(name)
    });
    Some((record, found?.1))
}

/// Whether a record of that type stands at a stack slot.
pub fn is(cx: &Cx, index: c_int, id: usize) -> bool {
    cx.type_of(index) == LuaType::Table && place::meta_of(cx, index) == Some(meta_of(id))
}

/// Puts a record in place of the table that it is made of. May raise (memory).
pub fn init(cx: &mut Cx, index: c_int, id: usize) -> Result<(), Raise> {
    if is(cx, index, id) {
        return Ok(());
    }
    if cx.type_of(index) != LuaType::Table {
        let expected = System::of(cx).ty(id).record.map(|record| record.expected);
        return Err(Raise::expected(expected.unwrap_or_default()));
    }
    push(cx, id, Arguments::one(index))?;
    cx.replace(index);
    Ok(())
}

/// Pushes a record: the one that is given, or one of the members of a table. May raise (memory).
pub fn push(cx: &mut Cx, id: usize, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    if is(cx, first, id) {
        cx.push_value(first);
        return Ok(());
    }
    let places = System::of(cx)
        .ty(id)
        .record
        .map_or(0, |record| record.places);
    cx.push_table(places as c_int, 0);
    let table = cx.top();
    for member in 1..=places {
        cx.push_boolean(false);
        cx.raw_set_integer(table, member);
    }
    make::dress(cx, meta_of(id));
    if arguments.len() == 0 || cx.is_nil(first) {
        return Ok(());
    }
    if cx.type_of(first) != LuaType::Table {
        return Err(Raise::expected("table"));
    }
    // Conversions run code of the program, which may change the table.
    let mut value = cx.top() + 2;
    let end = make::take_members(cx, first)?;
    while value < end {
        let name = cx.to_bytes(value - 1).unwrap_or_default();
        let Some((record, member)) = find(cx, id, name) else {
            return Err(make::no_member(cx, meta_of(id), name));
        };
        (record.assign)(cx, table, member, value)
            .map_err(|raise| raise.within(cx, value, Step::Name(name)))?;
        cx.set_top(end - 1);
        value += 2;
    }
    cx.set_top(table);
    Ok(())
}

/// Whether a value stands for no member: nil or false.
pub fn is_nothing(cx: &Cx, value: c_int) -> bool {
    !cx.to_boolean(value)
}

/// The type of the record that is to stand in the first slot.
fn this(cx: &mut Cx) -> Result<Meta, Raise> {
    let meta = meta::this(cx, 1)?.meta;
    match is(cx, 1, meta.id()) {
        true => Ok(meta),
        false => Err(Raise::expected(meta.name(cx)).at(1)),
    }
}

/// `record.name`.
pub struct Index;

impl Call for Index {
    const INFO: Info = internal!("index");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(2);
        let meta = this(cx)?;
        let Some(name) = cx.to_bytes(2) else {
            let wrong = Raise::expected("member name").with(cx, 2);
            return Err(wrong.served());
        };
        let Some((record, member)) = find(cx, meta.id(), name) else {
            let method = System::of(cx).method(meta.ty(cx), name);
            let method = method.ok_or_else(|| make::no_member(cx, meta, name))?;
            cx.push_function(method.function(), 0);
            return Ok(1);
        };
        cx.raw_get_integer(1, member);
        (record.show)(cx, 1, member, name)?;
        Ok(1)
    }

    fn serves(cx: &mut Cx) -> Option<&'static str> {
        meta::served(cx)
    }
}

/// `record.name = value`.
pub struct NewIndex;

impl Call for NewIndex {
    const INFO: Info = internal!("assignment");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(3);
        let meta = this(cx)?;
        let Some(name) = cx.to_bytes(2) else {
            let wrong = Raise::expected("member name").with(cx, 2);
            return Err(wrong.served());
        };
        let Some((record, member)) = find(cx, meta.id(), name) else {
            return Err(make::no_member(cx, meta, name));
        };
        (record.assign)(cx, 1, member, 3)
            .map_err(|raise| raise.within(cx, 3, Step::Name(name)).served())?;
        Ok(0)
    }

    fn serves(cx: &mut Cx) -> Option<&'static str> {
        meta::served(cx)
    }
}
