//! The metatables of typed objects: reading and writing members, length, text, equality, collection.
//!
//! A metatable's first element is its number. Its functions have two upvalues beyond those of every function: the member memo, a
//! table from names to methods (functions) or to the numbers of fields and accessors, filled as names are used; and the number.

use super::place::{Instance, Place, place, writable};
use super::system::System;
use super::{CHAR, Listed, Meta, Shape, make, mapping, value};
use crate::abi::{Type as LuaType, lua_CFunction, upvalue_index};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, OWN, Slot};
use crate::convert::FromLua;
use crate::object::container;
use crate::object::{Elements, number, record};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::mem::MaybeUninit;

/// The upvalue with the member memo.
const MEMBERS: c_int = OWN;
/// The upvalue with the metatable's number.
const NUMBER: c_int = OWN + 1;

/// Makes a metatable, stores it in its slot and publishes it. Leaves the stack as it was. May raise (memory).
#[cold]
pub fn build(cx: &mut Cx, meta: Meta) {
    let ty = meta.ty(cx);
    cx.push_table(1, 12);
    let table = cx.top();
    cx.push_mark(meta.number());
    cx.raw_set_integer(table, 1);
    let name = meta.name(cx);
    cx.push_bytes(name.as_bytes());
    cx.raw_set_field(table, "__name");
    cx.push_table(0, 0);
    let members = cx.top();
    let add = |cx: &mut Cx, name: &str, function: lua_CFunction| {
        cx.push_value(members);
        cx.push_mark(meta.number());
        cx.push_function(function, 2);
        cx.raw_set_field(table, name);
    };
    if meta.shape() == Shape::Container {
        // `#` counts the element views by itself.
        add(cx, "__ipairs", enter::<Ipairs>);
        if ty.record.is_some() {
            add(cx, "__index", enter::<record::Index>);
            add(cx, "__newindex", enter::<record::NewIndex>);
        }
        if ty.gathered.is_some_and(|gathered| gathered.text.is_some()) {
            add(cx, "__tostring", enter::<Contents>);
        }
    } else {
        let index = match meta.shape().is_array() {
            true => enter::<Element>,
            false => enter::<Index>,
        };
        add(cx, "__index", index);
        add(cx, "__newindex", enter::<NewIndex>);
        if !ty.countless || meta.shape().is_array() {
            add(cx, "__len", enter::<Length>);
        }
        cx.push_once(Slot::EQUAL, |cx| cx.push_function(enter::<Equal>, 0));
        cx.raw_set_field(table, "__eq");
        add(cx, "__tostring", enter::<Text>);
    }
    if meta.shape() == Shape::Struct {
        if ty.collect.is_some() {
            add(cx, "__gc", enter::<Collect>);
            // From Lua 5.4: the end of a scope is a collection that does not wait.
            add(cx, "__close", enter::<Close>);
        }
        if ty.text.is_some() {
            add(cx, "__concat", enter::<Concat>);
        }
        if ty.arithmetic {
            super::operators::add(cx, table, &add);
        }
    }
    if meta.shape() == Shape::ArrayView && meta.id() == CHAR {
        add(cx, "__close", enter::<CloseMapping>);
    }
    if meta.shape().is_array() {
        add(cx, "__add", enter::<Advance>);
    }
    cx.pop(1);
    cx.push_value(table);
    cx.set_slot(cx.metatable_slot(meta.number()));
    cx.publish_metatable(meta.number());
    cx.pop(1);
}

/// What is to stand at `index`: an object of our metatable, whose number is the running function's upvalue.
#[inline]
pub(super) fn this(cx: &Cx, index: c_int) -> Result<Instance, Raise> {
    let meta = Meta::from_number(cx, cx.to_mark(upvalue_index(NUMBER)))
        .ok_or(Raise::invalid("the metatable is damaged").at(index))?;
    Ok(Instance { index, meta })
}

/// The name of the objects whose metamethod runs.
pub(super) fn served(cx: &mut Cx) -> Option<&'static str> {
    let meta = Meta::from_number(cx, cx.to_mark(upvalue_index(NUMBER)))?;
    Some(meta.name(cx))
}

/// Declares the [`Call`]s of metamethods.
macro_rules! metamethod {
    ($(#[doc = $doc:literal])+ $name:ident $text:literal = |$cx:ident| $body:expr) => {
        $(#[doc = $doc])+
        pub struct $name;
        impl Call for $name {
            const INFO: Info = internal!($text);
            fn run($cx: &mut Cx) -> Outcome {
                $body
            }
            fn serves(cx: &mut Cx) -> Option<&'static str> {
                $crate::object::meta::served(cx)
            }
        }
    };
}
pub(super) use metamethod;

metamethod! {
    /// `object.name`.
    Index "index" = |cx| {
        cx.push_value(2);
        cx.raw_get(upvalue_index(MEMBERS));
        match cx.type_of(-1) {
            // A method: nothing else is on its way.
            LuaType::Function => Ok(1),
            LuaType::Number => known_member(cx),
            _ => unknown_member(cx),
        }
    }
}

metamethod! {
    /// `array[i]`, `array.name`.
    Element "index" = |cx| {
        if cx.type_of(2) != LuaType::Number {
            return Index::run(cx);
        }
        let this = this(cx, 1)?;
        let Some(i) = cx.to_integer(2) else {
            return Err(Raise::expected("index").with(cx, 2).served());
        };
        let member = {
            let place = this.place(cx)?;
            match element(cx, place, this.meta, i) {
                Some(part) => Ok(value::look(cx, part, &this.meta.ty(cx).layout)?),
                None => Err(place.len()),
            }
        };
        match member {
            Ok(member) => member.push(cx, 1),
            Err(_) if this.meta.ty(cx).one_based => Ok(0),
            Err(len) => Err(no_element(cx, this.meta, len)),
        }
    }
}

/// `object.name`, where the memo's number of the member is on top of the stack.
#[inline(never)]
fn known_member(cx: &mut Cx) -> Outcome {
    let member = cx.whole_or_least(-1) as usize;
    cx.pop(1);
    let this = this(cx, 1)?;
    get(cx, this, this.meta.ty(cx), member)
}

/// `object.name`, `object[i]`, where the memo has nothing, which is on top of the stack.
#[inline(never)]
fn unknown_member(cx: &mut Cx) -> Outcome {
    cx.pop(1);
    let this = this(cx, 1)?;
    if let Some(name) = cx.to_bytes(2) {
        first_use(cx, this, name)
    } else if let Some(elements) = this.meta.ty(cx).elements {
        let number = set_member(cx, elements).map_err(Raise::served)?;
        let member = (elements.get)(this.place(cx)?, number)?;
        cx.push_boolean(member);
        Ok(1)
    } else if cx.type_of(2) == LuaType::Number {
        Err(Raise::invalid("this object has no elements").served())
    } else {
        Err(Raise::expected("member name or index").with(cx, 2).served())
    }
}

/// Answers a name that the memo does not know yet, and notes what it found.
#[cold]
fn first_use(cx: &mut Cx, this: Instance, name: &[u8]) -> Outcome {
    let ty = this.meta.ty(cx);
    let other = match ty.delegate {
        Some(delegate) => delegate(this.place(cx)?)?,
        None => None,
    }
    .map(|id| System::of(cx).ty(id));
    // Also where the kernel's structure has a field of that name, as one for bytes that follow it.
    if ty.names.iter().any(|one| one.0.as_bytes() == name)
        && let Some(missing) = ty.missing
        && let Some(results) = missing(cx, this, name)?
    {
        return Ok(results);
    }
    if let Some(member) = find(cx, ty, name) {
        cx.push_value(2);
        cx.push_integer(member as i64);
        cx.raw_set(upvalue_index(MEMBERS));
        return get(cx, this, ty, member);
    }
    if let Some(method) = System::of(cx).method(ty, name) {
        if method.is_named(name) {
            cx.push_function(method.function(), 0);
        } else {
            cx.push_renamed(method.function(), name, 0);
        }
        cx.push_value(2);
        cx.push_value(-2);
        cx.raw_set(upvalue_index(MEMBERS));
        return Ok(1);
    }
    // Not noted: another object of this type may have another delegate.
    if let Some(other) = other
        && let Some(member) = find(cx, other, name)
    {
        return get(cx, this, other, member);
    }
    if let Some(elements) = ty.elements
        && let Some(number) = elements.named(name)
    {
        let member = (elements.get)(this.place(cx)?, number)?;
        cx.push_boolean(member);
        return Ok(1);
    }
    for booleans in [ty.booleans, other.and_then(|other| other.booleans)]
        .into_iter()
        .flatten()
    {
        if let Some(constant) = booleans.find(name) {
            let has = booleans.test(this.place(cx)?, constant)?;
            cx.push_boolean(has);
            return Ok(1);
        }
    }
    for missing in [ty.missing, other.and_then(|other| other.missing)]
        .into_iter()
        .flatten()
    {
        if let Some(results) = missing(cx, this, name)? {
            return Ok(results);
        }
    }
    Err(make::no_member(cx, this.meta, name))
}

/// The number of a member: raw fields first, then the same fields as friendly members, then what is computed.
fn find(cx: &Cx, ty: &Listed, name: &[u8]) -> Option<usize> {
    let fields = ty.structure().map_or(0, |structure| structure.fields.len());
    let accessor = System::of(cx).types.member(ty, name);
    let accessor = accessor.filter(|accessor| accessor.is_readable());
    // An accessor may have a raw field's name: the friendly form wins.
    match accessor {
        Some(accessor) if accessor.is_computed() => Some(2 * fields + usize::from(accessor.get)),
        Some(accessor) => accessor.field().map(|i| fields + i),
        None => ty.field(name).map(|(i, _)| i),
    }
}

/// Pushes a member of an object (of an array: of its first element), by the member's number in a type.
fn get(cx: &mut Cx, this: Instance, ty: &Listed, member: usize) -> Outcome {
    let fields = ty.structure().map_or(&[][..], |structure| structure.fields);
    let raw = fields.get(member);
    if let Some(field) = raw.or_else(|| fields.get(member - fields.len())) {
        let part = this
            .place(cx)?
            .part(field.offset(), field.kind.size())
            .ok_or(Raise::invalid("the object is empty"))?;
        let value = value::look(cx, part, &field.kind)?;
        return match raw {
            Some(_) => value.push(cx, 1),
            None => value.push_plain(cx, 1),
        };
    }
    let get = System::of(cx).types.gets.get(member - 2 * fields.len());
    get.ok_or(Raise::invalid("no such member"))?.read(cx, this)
}

/// Element `i` of an array, counted from zero, or from one where the type says so.
fn element<'m>(cx: &Cx, place: Place<'m>, meta: Meta, i: i128) -> Option<Place<'m>> {
    let ty = meta.ty(cx);
    let size = ty.size();
    usize::try_from(i.checked_sub(ty.one_based.into())?)
        .ok()
        .and_then(|i| place.part(i.checked_mul(size)?, size))
}

/// The number at slot 2, as a member of a set.
fn set_member(cx: &mut Cx, elements: &Elements) -> Result<usize, Raise> {
    let range = (elements.least.into(), elements.most.into());
    number::ranged(cx, 2, range, "number of a member").map_err(|raise| raise.with(cx, 2))
}

#[cold]
fn no_element(cx: &mut Cx, meta: Meta, len: usize) -> Raise {
    let first = meta.ty(cx).one_based.into();
    cx.push_bytes(b"index out of range: the array has ");
    cx.push_integer((len / meta.ty(cx).size()) as i64);
    cx.push_bytes(b" elements, counted from ");
    cx.push_integer(first);
    cx.concat(4);
    Raise::on_stack()
}

metamethod! {
    /// `object.name = value`, `object[i] = value`.
    NewIndex "assignment" = |cx| {
        cx.set_top(3);
        let this = this(cx, 1)?;
        let meta = this.meta;
        let place = writable(this.place(cx)?).map_err(|raise| raise.at(1))?;
        let kind = &meta.ty(cx).layout;
        if meta.shape().is_array() && cx.type_of(2) == LuaType::Number {
            let Some(i) = cx.to_integer(2) else {
                return Err(Raise::expected("index").with(cx, 2).served());
            };
            let start = match element(cx, place, meta, i) {
                Some(part) => part.start() as usize - place.start() as usize,
                None => {
                    let len = place.len();
                    return Err(no_element(cx, meta, len));
                }
            };
            change(cx, this, start, kind.size(), |cx, scratch| {
                let step = Step::Index(i64::try_from(i).unwrap_or(0));
                value::store(cx, scratch, kind, 3).map_err(|raise| raise.within(cx, 3, step).served())
            })?;
            return Ok(0);
        }
        let Some(name) = cx.to_bytes(2) else {
            let Some(elements) = meta.ty(cx).elements else {
                return Err(Raise::expected("member name or index").with(cx, 2).served());
            };
            let number = set_member(cx, elements).map_err(Raise::served)?;
            let member = bool::from_lua(cx, 3).map_err(|raise| raise.within(cx, 3, Step::Index(number as i64)).served())?;
            change(cx, this, 0, kind.size(), |_, scratch| (elements.set)(scratch, number, member))?;
            return Ok(0);
        };
        change(cx, this, 0, kind.size(), |cx, scratch| {
            make::assign(cx, meta.id(), scratch, name, 3).map_err(|wrong| match wrong {
                make::Assign::Wrong(raise) => raise.within(cx, 3, Step::Name(name)).served(),
                make::Assign::Unknown if !answers(cx, this, name) => make::no_member(cx, meta, name),
                make::Assign::Unknown | make::Assign::ReadOnly => make::read_only(cx, meta, name),
            })?;
            meta.ty(cx).assigned.map_or(Ok(()), |assigned| assigned(cx, this, name, scratch))
        })?;
        Ok(0)
    }
}

/// Whether the type makes a member of a name, to be read. May raise (memory).
#[cold]
fn answers(cx: &mut Cx, this: Instance, name: &[u8]) -> bool {
    let top = cx.top();
    let ty = this.meta.ty(cx);
    let boolean = ty
        .booleans
        .is_some_and(|booleans| booleans.find(name).is_some());
    let missing = ty.missing;
    let answers =
        boolean || missing.is_some_and(|missing| matches!(missing(cx, this, name), Ok(Some(_))));
    cx.set_top(top);
    answers
}

/// Changes `len` bytes of an object, from `start` on, through a copy: so a change that fails changes nothing, and
/// what the conversions of the value allocate cannot take the memory away under them. Only bytes that differ are written.
fn change(
    cx: &mut Cx,
    this: Instance,
    start: usize,
    len: usize,
    edit: impl FnOnce(&mut Cx, Place) -> Result<(), Raise>,
) -> Result<(), Raise> {
    /// No type is larger.
    const ROOM: usize = 2048;
    fn part<'m>(
        cx: &'m Cx<'_>,
        this: Instance,
        start: usize,
        len: usize,
    ) -> Result<Place<'m>, Raise> {
        let part = this.place(cx)?.part(start, len);
        part.ok_or(Raise::invalid("the object is empty").at(1))
    }
    let mut room = [const { MaybeUninit::<u8>::uninit() }; 2 * ROOM];
    let (Some((before, after)), true) = (room.split_at_mut_checked(ROOM), len <= ROOM) else {
        return Err(Raise::invalid("the type is too large to assign to").at(1));
    };
    // SAFETY: room for `len` bytes each, which are filled from the object before anything else.
    let (before, after) = unsafe {
        (
            Place::new(before.as_mut_ptr().cast(), len),
            Place::new(after.as_mut_ptr().cast(), len),
        )
    };
    let bytes = part(cx, this, start, len)?;
    before.copy_from(bytes).map_err(|raise| raise.at(1))?;
    after.copy_from(before)?;
    edit(cx, after)?;
    let target = part(cx, this, start, len)?;
    let (before, after) = (before.look()?, after.look()?);
    if target.is_guarded() {
        // In one go, and nothing beside what changes, which others may be writing.
        let differs = |i: &usize| before.get(*i) != after.get(*i);
        let (Some(first), Some(last)) = ((0..len).find(differs), (0..len).rfind(differs)) else {
            return Ok(());
        };
        let part = target.part(first, last - first + 1);
        let bytes = after.get(first..=last).unwrap_or_default();
        return part.map_or(Ok(()), |part| part.fill(bytes).map_err(|raise| raise.at(1)));
    }
    for (i, (old, new)) in before.iter().zip(after).enumerate() {
        if old != new
            && let Some(byte) = target.part(i, 1)
        {
            byte.write(*new)?;
        }
    }
    Ok(())
}

metamethod! {
    /// `#object`: bytes, or what the type counts.
    Length "length" = |cx| {
        let this = this(cx, 1)?;
        let place = this.place(cx)?;
        let ty = this.meta.ty(cx);
        let len = ty.length.filter(|_| ty.one_based || !this.meta.shape().is_array()).map_or(Ok(place.len()), |length| length(place))?;
        cx.push_integer(len as i64);
        Ok(1)
    }
}

metamethod! {
    /// `a == b`: as the type says, by address for views, by identity otherwise.
    Equal "comparison" = |cx| {
        let same = match (place(cx, 1), place(cx, 2)) {
            (Some((a, meta)), Some((b, other))) => match meta.ty(cx).equal {
                Some(equal) if meta.id() == other.id() && !meta.shape().is_array() => equal(a, b)?,
                // Scalars of two types, as C compares them: by their bits when one of them is unsigned.
                _ if meta.ty(cx).arithmetic && other.ty(cx).arithmetic => a.same(b)?,
                _ => a.start() == b.start(),
            },
            _ => false,
        };
        cx.push_boolean(same);
        Ok(1)
    }
}

metamethod! {
    /// `tostring(object)`: the type's text, or "type: size bytes".
    Text "tostring" = |cx| {
        let this = this(cx, 1)?;
        let meta = this.meta;
        let len = match this.place(cx) {
            Ok(place) => place.len(),
            // So that it can be printed still.
            Err(_) if meta.shape().is_view() && super::place::meta_of(cx, 1) == Some(meta) => {
                let name = meta.type_name(cx);
        cx.push_bytes(name.as_bytes());
                cx.push_bytes(b": no memory");
                cx.concat(2);
                return Ok(1);
            }
            Err(raise) => return Err(raise),
        };
        if let Some(text) = meta.ty(cx).text.filter(|_| !meta.shape().is_array()) {
            return text(cx, this);
        }
        let name = meta.type_name(cx);
        cx.push_bytes(name.as_bytes());
        cx.push_bytes(if meta.shape().is_array() { b"[]: " } else { b": " });
        cx.push_integer(len as i64);
        cx.push_bytes(b" bytes");
        cx.concat(4);
        Ok(1)
    }
}

metamethod! {
    /// `tostring(container)` of one that stands for memory of other objects: its contents.
    Contents "tostring" = |cx| {
        let gathered = super::place::meta_of(cx, 1).and_then(|meta| meta.ty(cx).gathered);
        let text = gathered.and_then(|gathered| gathered.text);
        let text = text.ok_or(Raise::expected("container").at(1))?;
        text(cx, 1).map_err(|raise| raise.at(1))
    }
}

metamethod! {
    /// `object .. value`: of the texts.
    Concat "concatenation" = |cx| {
        cx.set_top(2);
        for index in 1..=2 {
            if let Some(meta) = super::place::meta_of(cx, index)
                && let Some(text) = meta.ty(cx).text
            {
                text(cx, Instance { index, meta })?;
                cx.replace(index);
            }
            if !matches!(cx.type_of(index), LuaType::String | LuaType::Number) {
                return Err(Raise::expected("string").at(index));
            }
        }
        cx.concat(2);
        Ok(1)
    }
}

metamethod! {
    /// What the type does when an object is collected.
    Collect "collection" = |cx| {
        // At the end of a state a program may call this with anything.
        if let Ok(this) = this(cx, 1)
            && let Some(collect) = this.meta.ty(cx).collect
            && let Ok(place) = this.memory(cx)
        {
            collect(cx, place);
        }
        Ok(0)
    }
}

metamethod! {
    /// The end of a scope, for which the program has asked: also of an object that the collector is to leave alone.
    Close "close" = |cx| {
        let this = this(cx, 1)?;
        if let Some(close) = this.meta.ty(cx).close {
            close(cx, this.place(cx)?);
        }
        Ok(0)
    }
}

metamethod! {
    /// The end of a scope that a mapping was made for.
    CloseMapping "close" = |cx| {
        let whole = mapping::whole(cx, 1).ok_or(Raise::expected(mapping::EXPECTED).at(1))?;
        // Nobody is there to hear of an error.
        let _ = whole.unmap();
        Ok(0)
    }
}

metamethod! {
    /// `array + k`: a view of the elements from `k` on.
    Advance "addition" = |cx| {
        let (array, by) = if super::place::meta_of(cx, 1).is_some() { (1, 2) } else { (2, 1) };
        let this = this(cx, array)?;
        let place = this.place(cx)?;
        let by = cx.to_integer(by).ok_or(Raise::expected("whole number").at(by))?;
        let offset = usize::try_from(by).ok().and_then(|by| by.checked_mul(this.meta.ty(cx).size()));
        let part = offset.and_then(|offset| place.part(offset, place.len().checked_sub(offset)?));
        let part = part.ok_or(Raise::invalid("the offset leads out of the memory"))?.span();
        make::push_view(cx, array, Meta::new(this.meta.id(), Shape::ArrayView), part);
        Ok(1)
    }
}

metamethod! {
    /// `ipairs(container)` where Lua has the hook: zero-based index and element, counting down.
    Ipairs "ipairs" = |cx| {
        let container = place(cx, 1).filter(|found| found.1.ty(cx).container.is_some());
        let (place, meta) = container.ok_or(Raise::expected("container").at(1))?;
        let count = place.len() / meta.ty(cx).size();
        Ok(container::push_countdown(cx, 1, count))
    }
}
