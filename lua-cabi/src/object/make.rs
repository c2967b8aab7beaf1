//! Making objects: the userdata first, zeroed and with its metatable, then its contents.

use super::place::{Mapped, Mapping, Place, Span, View, structure_of};
use super::system::System;
use super::{Arguments, CHAR, Meta, Object, Shape, meta, value};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::FromLua;
use crate::raise::{Raise, Step, TOO_DEEP};
use core::ffi::c_int;
use core::ptr::{null, null_mut};

/// Gives the userdata on top its metatable, made on the first use. May raise (memory).
#[inline]
fn finish(cx: &mut Cx, meta: Meta) {
    if cx.metatable(meta.number()).is_null() {
        meta::build(cx, meta);
    }
    cx.push_slot(cx.metatable_slot(meta.number()));
    cx.set_metatable(-2);
}

/// Gives the table on top the metatable of a container. May raise (memory).
pub fn dress(cx: &mut Cx, meta: Meta) {
    finish(cx, meta);
}

/// Pushes a zeroed block of `len` bytes as an object that owns its bytes. May raise (memory).
#[inline]
pub fn push_block<'a>(cx: &mut Cx<'a>, meta: Meta, len: usize) -> Place<'a> {
    // Lua refuses by itself what does not fit its own limits; a size beyond this would only confuse its accounting.
    let start = cx.push_userdata(len, false);
    // SAFETY: Lua just gave so many writable bytes.
    unsafe { start.write_bytes(0, len) };
    finish(cx, meta);
    // SAFETY: the block just made, zeroed, which the stack keeps while the call lasts.
    unsafe { Place::new(start, len) }
}

/// Pushes a zeroed structure. May raise (memory).
#[inline]
pub fn push<'a, T: Object>(cx: &mut Cx<'a>) -> Place<'a> {
    push_block(
        cx,
        const { Meta::new(T::ID, Shape::Struct) },
        size_of::<T>(),
    )
}

/// Pushes a structure with a value. May raise (memory).
pub fn push_new<T: Object>(cx: &mut Cx, value: T) {
    let block = push::<T>(cx).start();
    // SAFETY: the block just made, of that size.
    unsafe { block.cast::<T>().write_unaligned(value) };
}

/// How many elements an array may have, of so many bytes each.
pub const fn most_elements(size: usize) -> usize {
    match MAX.checked_div(size) {
        Some(most) => most,
        None => 0,
    }
}

/// Pushes a zeroed array. May raise (memory).
pub fn push_array<'a>(cx: &mut Cx<'a>, id: usize, count: usize) -> Result<Place<'a>, Raise> {
    let meta = Meta::new(id, Shape::Array);
    let len = meta
        .ty(cx)
        .size()
        .checked_mul(count)
        .filter(|&len| len <= MAX)
        .ok_or(Raise::invalid("the value has too many elements"))?;
    Ok(push_block(cx, meta, len))
}

/// Pushes an array with the bytes of `head` and `rest`. May raise (memory).
pub fn push_joined(cx: &mut Cx, id: usize, head: &[u8], rest: &[u8]) {
    let meta = Meta::new(id, Shape::Array);
    let start = cx.push_userdata(head.len() + rest.len(), false);
    // SAFETY: Lua just gave memory for both, which nothing else refers to.
    unsafe {
        start.copy_from_nonoverlapping(head.as_ptr(), head.len());
        start
            .add(head.len())
            .copy_from_nonoverlapping(rest.as_ptr(), rest.len());
    }
    finish(cx, meta);
}

/// The largest block: more than the kernel moves in one call (`MAX_RW_COUNT` of linux/fs.h) is of no use, and to zero a block
/// that the machine has no memory for would end the process.
pub const MAX: usize = 0x7fff_f000;

/// Pushes a view of a part of the object at stack slot `owner`, which it keeps alive. May raise (memory).
pub fn push_view(cx: &mut Cx, owner: c_int, meta: Meta, part: Span) {
    let owner = cx.absolute(owner);
    let mapping = super::place::view(cx, owner).map_or(null(), |view| view.mapping);
    let block = cx.push_userdata(size_of::<View>(), true).cast::<View>();
    // SAFETY: a fresh block of the right size; Lua aligns userdata for any C type.
    unsafe {
        block.write(View {
            start: part.start,
            len: part.len,
            mapping,
        })
    };
    finish(cx, meta);
    cx.push_value(owner);
    cx.set_kept(-2);
}

/// Pushes the object of a mapping that is yet to be made: nothing, until it is written to. May raise (memory).
pub fn push_mapping(cx: &mut Cx, meta: Meta) -> *mut Mapped {
    let block = cx.push_userdata(size_of::<Mapped>(), true).cast::<Mapped>();
    // SAFETY: a fresh block of the right size; the view leads to the mapping beside it, which lives as long.
    unsafe {
        let mapping = Mapping {
            start: null_mut(),
            mapped: 0,
            usable: 0,
            guarded: false,
            writable: false,
            busy: 0,
            guard: null_mut(),
        };
        block.write(Mapped {
            view: View {
                start: null_mut(),
                len: 0,
                mapping: &raw const (*block).mapping,
            },
            mapping,
        });
    }
    finish(cx, meta);
    block
}

/// Pushes `count` elements of type `id` as a container table: the array under its field, `count`, and a view of each element.
/// The array is the value on top, with `whole` as its memory, which is replaced by the container. May raise (memory).
pub fn wrap_container<'a>(cx: &mut Cx<'a>, id: usize, whole: Place<'a>) -> Result<(), Raise> {
    let array = cx.top();
    let size = System::of(cx).ty(id).size();
    let count = whole.len().checked_div(size).unwrap_or(0);
    wrap(cx, id, count, |cx, i| {
        if let Some(part) = whole.part(i * size, size) {
            push_view(cx, array, Meta::new(id, Shape::StructView), part.span());
        }
        Ok(())
    })
}

/// As [`wrap_container`], with the elements 1 to `count` that `push` pushes. May raise (memory).
pub fn wrap<'a>(
    cx: &mut Cx<'a>,
    id: usize,
    count: usize,
    mut push: impl FnMut(&mut Cx<'a>, usize) -> Result<(), Raise>,
) -> Result<(), Raise> {
    let meta = Meta::new(id, Shape::Container);
    let array = cx.top();
    let container = meta
        .ty(cx)
        .container
        .ok_or(Raise::invalid("not an array of a container type"))?;
    cx.push_table(c_int::try_from(count).unwrap_or(0), 2);
    let table = cx.top();
    cx.push_value(array);
    cx.raw_set_field(table, container.field);
    // Where the calls find it, whatever a program does to the field.
    cx.push_value(array);
    cx.raw_set_integer(table, 0);
    cx.push_integer(count as i64);
    cx.raw_set_field(table, "count");
    for i in 0..count {
        push(cx, i)?;
        cx.raw_set_integer(table, i + 1);
    }
    finish(cx, meta);
    cx.remove(array);
    Ok(())
}

/// Fills `part`, which is zeroed, with what a constructor of type `id` makes of the arguments.
pub fn construct(cx: &mut Cx, id: usize, arguments: Arguments, part: Place) -> Result<(), Raise> {
    let ty = System::of(cx).ty(id);
    let first = arguments.first;
    // Most that is given is a number, which need not be asked what object it is.
    if arguments.len() > 0
        && cx.type_of(first) != LuaType::Number
        && let Some(source) = structure_of(cx, first, id)
    {
        return part.copy_from(source);
    }
    if let Some(constructor) = ty.construct {
        return (constructor.construct)(cx, arguments, part);
    }
    let positional = ty.positional && arguments.len() > 1;
    if arguments.len() == 0 || (cx.is_nil(first) && !positional) {
        return Ok(());
    }
    match ty.structure() {
        None => value::store(cx, part, &ty.layout, first),
        Some(_) if cx.type_of(first) == LuaType::Table => assign_table(cx, id, part, first),
        Some(structure) if ty.positional => {
            for (field, index) in structure.fields.iter().zip(first..arguments.end) {
                let part = part
                    .part(field.offset(), field.kind.size())
                    .filter(|_| !cx.is_nil(index));
                if let Some(part) = part {
                    value::store(cx, part, &field.kind, index)
                        // One value alone may stand inside another, or at another position of a call.
                        .map_err(|raise| match arguments.len() {
                            1 => raise,
                            _ => raise.at(index - first + 1),
                        })?;
                }
            }
            Ok(())
        }
        Some(_) => Err(Raise::expected("table")),
    }
}

/// Applies a table to a structure: names through assignment, and positions in field order where the type allows that.
pub fn assign_table(cx: &mut Cx, id: usize, part: Place, table: c_int) -> Result<(), Raise> {
    let ty = System::of(cx).ty(id);
    if ty.positional
        && let Some(structure) = ty.structure()
    {
        for (i, field) in structure.fields.iter().enumerate().take(cx.raw_len(table)) {
            cx.raw_get_integer(table, i + 1);
            if let Some(part) = part
                .part(field.offset(), field.kind.size())
                .filter(|_| !cx.is_nil(-1))
            {
                let value = cx.top();
                value::store(cx, part, &field.kind, value)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
            }
            cx.pop(1);
        }
    }
    // Conversions run code of the program, which may change the table: then there is no way on from a key. So all that it has is
    // taken out first.
    let first = cx.top() + 1;
    let end = take_members(cx, table)?;
    let mut value = first + 1;
    while value < end {
        let name = cx.to_bytes(value - 1).unwrap_or_default();
        match assign(cx, id, part, name, value) {
            Ok(()) => {}
            Err(Assign::Unknown) if ty.lenient => {}
            Err(Assign::Unknown) => return Err(no_member(cx, Meta::new(id, Shape::Struct), name)),
            Err(Assign::ReadOnly) => return Err(read_only(cx, Meta::new(id, Shape::Struct), name)),
            Err(Assign::Wrong(raise)) => {
                return Err(raise.within(cx, value, Step::Name(name)));
            }
        }
        cx.set_top(end - 1);
        value += 2;
    }
    cx.set_top(first - 1);
    Ok(())
}

/// Assigns members of these names from values in their order, of which nil leaves one as it is.
pub fn assign_values(
    cx: &mut Cx,
    arguments: Arguments,
    part: Place,
    id: usize,
    names: &[&str],
) -> Result<(), Raise> {
    for (name, index) in names.iter().zip(arguments.first..arguments.end) {
        if cx.is_nil(index) {
            continue;
        }
        assign(cx, id, part, name.as_bytes(), index).map_err(|wrong| match wrong {
            // One value alone may stand inside another, or at another position of a call.
            Assign::Wrong(raise) if arguments.len() == 1 => raise,
            Assign::Wrong(raise) => raise.at(index - arguments.first + 1),
            _ => Raise::invalid("no such member"),
        })?;
    }
    Ok(())
}

/// Pushes each member of a table that has a name: the name, the value. The slot behind the last.
pub fn take_members(cx: &mut Cx, table: c_int) -> Result<c_int, Raise> {
    /// More than any type has, and than fit on the stack a few times.
    const MOST: c_int = 512;
    /// Members for which room is made at a time.
    const STRIDE: c_int = 8;
    let first = cx.top() + 1;
    let (mut end, mut room) = (first, 0);
    cx.push_nil();
    loop {
        if room == 0 {
            if end - first >= 2 * MOST {
                return Err(Raise::invalid("the table has 512 members or more"));
            }
            // No finalizer runs here: the stack grows without a step of the collector, and the rest allocates nothing.
            if !cx.check_stack(2 * STRIDE + 8) {
                return Err(TOO_DEEP);
            }
            room = STRIDE;
        }
        if !cx.next(table) {
            return Ok(end);
        }
        if cx.type_of(end) == LuaType::String {
            (end, room) = (end + 2, room - 1);
            cx.push_value(end - 2);
        } else {
            cx.pop(1);
        }
    }
}

/// Why a member could not be assigned.
pub enum Assign {
    /// There is no such member.
    Unknown,
    /// It can only be read.
    ReadOnly,
    /// The value does not fit.
    Wrong(Raise),
}

/// "no member 'NAME' in TYPE". May raise (memory).
#[cold]
pub fn no_member(cx: &mut Cx, of: Meta, name: &[u8]) -> Raise {
    Raise::about(cx, "no member '", name, "' in ");
    push_kind(cx, of);
    cx.concat(2);
    Raise::on_stack()
}

/// "member 'NAME' of TYPE can only be read". May raise (memory).
#[cold]
pub fn read_only(cx: &mut Cx, of: Meta, name: &[u8]) -> Raise {
    Raise::about(cx, "member '", name, "' of ");
    push_kind(cx, of);
    cx.push_bytes(b" can only be read");
    cx.concat(3);
    Raise::on_stack()
}

/// "buffer", "array of int", "stat": what an object is whose members are spoken of. May raise (memory).
fn push_kind(cx: &mut Cx, meta: Meta) {
    let many = meta.shape().is_array() && meta.id() != CHAR;
    cx.push_bytes(if many { b"array of " } else { b"" });
    let name = meta.name(cx);
    cx.push_bytes(name.as_bytes());
    cx.concat(2);
}

/// Assigns one member of a structure: an accessor of that name, or else the raw field.
pub fn assign(
    cx: &mut Cx,
    id: usize,
    part: Place,
    name: &[u8],
    index: c_int,
) -> Result<(), Assign> {
    let ty = System::of(cx).ty(id);
    let types = &System::of(cx).types;
    let accessor = types.member(ty, name);
    if let Some(set) = accessor.and_then(|accessor| types.sets.get(usize::from(accessor.set))) {
        return set.write(cx, part, index).map_err(Assign::Wrong);
    }
    let field = match accessor.and_then(|one| Some((one.field()?, one.is_fixed))) {
        Some((_, true)) => return Err(Assign::ReadOnly),
        Some((i, false)) => ty.structure().and_then(|structure| structure.fields.get(i)),
        None => ty.field(name).map(|(_, field)| field),
    };
    if let Some(field) = field
        && let Some(part) = part.part(field.offset(), field.kind.size())
    {
        let lookup = accessor.and_then(|accessor| types.lookups.get(usize::from(accessor.lookup)));
        return match lookup {
            Some(lookup) => lookup(cx, index).and_then(|number| {
                value::set_integer(part, field.kind.size() as u8, number as u64)
            }),
            None => value::store(cx, part, &field.kind, index),
        }
        .map_err(Assign::Wrong);
    }
    if let Some(elements) = ty.elements
        && let Some(number) = elements.named(name)
    {
        let member = bool::from_lua(cx, index).map_err(Assign::Wrong)?;
        return (elements.set)(part, number, member).map_err(Assign::Wrong);
    }
    let other = ty.delegate.map_or(Ok(None), |delegate| delegate(part));
    match other.map_err(Assign::Wrong)? {
        Some(other) if other != id => assign(cx, other, part, name, index),
        _ if accessor.is_some() || System::of(cx).method(ty, name).is_some() => {
            Err(Assign::ReadOnly)
        }
        _ => Err(Assign::Unknown),
    }
}
