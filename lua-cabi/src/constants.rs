//! `S.c`: the constant groups as Lua tables, and the rules by which text becomes a number.
//!
//! A group's table holds its exact names. Its metatable's `__index` is a second table, the memo: every other text that is
//! looked up is parsed once and then stands there, under the spelling of the caller. Both may be looked at by programs, and
//! names may be added to the first; so names are always resolved through the Lua tables.

use crate::abi::{Type as LuaType, upvalue_index};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, OWN, Slot};
use crate::convert::Push;
use crate::object::system::System;
use crate::object::{fd, number};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::{Group, Kind, Repr};

/// The group with a number.
pub fn description(cx: &Cx, group: usize) -> Group {
    // Numbers are positions in the list, so there always is one.
    const NONE: Group = Group::new(
        "nothing",
        Kind::Plain,
        Repr {
            size: 1,
            signed: false,
        },
        "",
        &[],
    );
    System::of(cx).groups.get(group).unwrap_or(NONE)
}

/// The kind of the group with a number.
#[inline]
fn kind(cx: &Cx, group: usize) -> Kind {
    System::of(cx).groups.kind(group).unwrap_or(Kind::Plain)
}

/// Pushes a value of a group, exactly. May raise (memory).
fn push_constant(cx: &mut Cx, group: &Group, value: i64) {
    if group.repr.signed {
        number::push_signed(cx, value)
    } else {
        number::push_unsigned(cx, value as u64)
    }
}

/// Pushes the table of a group, made on the first use. May raise (memory).
#[inline]
pub fn push_group(cx: &mut Cx, group: usize) {
    cx.push_slot(Slot::group(group));
    if cx.is_nil(-1) {
        cx.pop(1);
        build(cx, group);
    }
}

/// Makes the table of a group and its memo. May raise (memory).
#[cold]
fn build(cx: &mut Cx, group: usize) {
    let constants = description(cx, group);
    cx.push_table(0, c_int::try_from(constants.len()).unwrap_or(0));
    let table = cx.top();
    for (name, value) in constants.iter() {
        cx.push_bytes(name.as_bytes());
        push_constant(cx, &constants, value);
        cx.raw_set(table);
        // Tables of numbers (`c.B`, the capability versions) are indexed by numbers as well.
        if constants.kind == Kind::Plain
            && let Ok(key) = name.parse()
        {
            push_constant(cx, &constants, value);
            cx.raw_set_integer(table, key);
        }
    }
    if constants.kind != Kind::Plain {
        let with_number = |cx: &mut Cx, function| {
            cx.push_integer(group as i64);
            cx.push_function(function, 1);
        };
        cx.push_table(0, 2);
        cx.push_table(0, 0);
        cx.push_table(0, 1);
        with_number(cx, enter::<Lookup>);
        cx.raw_set_field(-2, "__index");
        cx.set_metatable(-2);
        cx.push_value(-1);
        cx.set_slot(Slot::memo(group));
        cx.raw_set_field(-2, "__index");
        with_number(cx, enter::<Combine>);
        cx.raw_set_field(-2, "__call");
        cx.set_metatable(table);
    }
    cx.push_value(table);
    cx.set_slot(Slot::group(group));
}

/// What a lookup found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A number.
    Value(i128),
    /// Nothing of that name, in a group where that is no error; or nil.
    Nil,
    /// A value that the group hands back as it is.
    Other,
}

/// The number that a group makes of the Lua value at `index`: the conversion of every argument with named constants.
#[inline(always)]
pub fn lookup(cx: &mut Cx, group: usize, index: c_int) -> Result<Found, Raise> {
    match cx.type_of(index) {
        LuaType::String => lookup_text(cx, group, index),
        LuaType::None | LuaType::Nil => Ok(nothing(cx, group)),
        LuaType::Number => match cx.whole_or_least(index) {
            i64::MIN => lookup_other(cx, group, index),
            value => Ok(Found::Value(value.into())),
        },
        _ => lookup_other(cx, group, index),
    }
}

/// What a group makes of nil and false.
#[inline]
fn nothing(cx: &Cx, group: usize) -> Found {
    match kind(cx, group) {
        Kind::Str => Found::Nil,
        Kind::At => Found::Value(syscall_raw::Fd::CWD.as_raw().into()),
        _ => Found::Value(0),
    }
}

#[inline(always)]
fn lookup_text(cx: &mut Cx, group: usize, index: c_int) -> Result<Found, Raise> {
    push_group(cx, group);
    cx.push_value(index);
    cx.raw_get(-2);
    let mut pushed = 2;
    if cx.is_nil(-1) {
        cx.push_slot(Slot::memo(group));
        if cx.is_nil(-1) {
            // A plain group has no memo.
            cx.pop(3);
            return Ok(Found::Nil);
        }
        cx.push_value(index);
        cx.raw_get(-2);
        pushed = 4;
    }
    // Nearly all are plain numbers.
    let found = match cx.to_whole_or_least(-1) {
        i64::MIN => number::integer(cx, -1),
        value => Some(value.into()),
    };
    cx.pop(pushed);
    match found {
        Some(value) => Ok(Found::Value(value)),
        None => parse(cx, group, index),
    }
}

fn lookup_other(cx: &mut Cx, group: usize, index: c_int) -> Result<Found, Raise> {
    if cx.type_of(index) == LuaType::Boolean && !cx.to_boolean(index) {
        return Ok(nothing(cx, group));
    }
    if let Some(value) = number::integer(cx, index) {
        return Ok(Found::Value(value));
    }
    Ok(match kind(cx, group) {
        Kind::At => Found::Value(fd::number(cx, index)?.into()),
        _ => Found::Other,
    })
}

/// Parses the text at `index` and notes the number in the memo. May raise (memory).
#[cold]
fn parse(cx: &mut Cx, group: usize, index: c_int) -> Result<Found, Raise> {
    let Some(text) = cx.to_bytes(index) else {
        return Ok(Found::Nil);
    };
    let kind = kind(cx, group);
    push_group(cx, group);
    let table = cx.top();
    let found = match (kind, text.trim_ascii()) {
        (Kind::Char, text) => {
            let mut flags = 0;
            for &letter in text {
                flags |= member(cx, table, &[letter])
                    .ok_or_else(|| unknown(cx, group, "flag", &[letter]))?;
            }
            Found::Value(flags)
        }
        (_, b"") => Found::Value(0),
        (Kind::At, name) => {
            let value = member(cx, table, name);
            Found::Value(value.ok_or_else(|| unknown(cx, group, "name", name))?)
        }
        (Kind::Str, name) => member(cx, table, name).map_or(Found::Nil, Found::Value),
        (_, list) => parse_list(cx, group, table, list)?,
    };
    cx.set_top(table - 1);
    if let Found::Value(value) = found {
        cx.push_slot(Slot::memo(group));
        cx.push_value(index);
        number::push_signed(cx, value as i64);
        cx.raw_set(-3);
        cx.pop(1);
    }
    Ok(found)
}

/// Nothing between two commas.
const EMPTY: Raise = Raise::invalid("empty flag");

/// Flags separated by commas.
fn parse_list(cx: &mut Cx, group: usize, table: c_int, list: &[u8]) -> Result<Found, Raise> {
    let kind = description(cx, group).kind;
    let mut flags = 0;
    for name in list.split(|&byte| byte == b',').map(<[u8]>::trim_ascii) {
        flags |= match (kind, name) {
            (_, b"") => return Err(EMPTY),
            (Kind::Mode, [b'0', ..]) => {
                digits(name, 8).ok_or_else(|| unknown(cx, group, "mode", name))?
            }
            (Kind::Swap, [b'0'..=b'9', ..]) => swap_priority(cx, group, table, name)?,
            _ => match member(cx, table, name) {
                Some(value) => value,
                // So that a program can ask whether a name exists: `c.O.NAME`.
                None if kind != Kind::Swap
                    && name.len() == list.len()
                    && !name.iter().any(u8::is_ascii_lowercase) =>
                {
                    return Ok(Found::Nil);
                }
                None => return Err(unknown(cx, group, "flag", name)),
            },
        };
    }
    Ok(Found::Value(flags))
}

/// A priority among swap flags: PREFER with the number in its bits (swapon(2)).
fn swap_priority(cx: &mut Cx, group: usize, table: c_int, text: &[u8]) -> Result<i128, Raise> {
    let priority = digits(text, 10).ok_or_else(|| unknown(cx, group, "priority", text))?;
    let mut named = |name: &[u8]| member(cx, table, name).unwrap_or(0);
    let shift = u32::try_from(named(b"PRIO_SHIFT")).unwrap_or(0);
    Ok(named(b"PREFER")
        | (priority & named(b"PRIO_MASK"))
            .checked_shl(shift)
            .unwrap_or(0))
}

/// Says that a group has no such name, and which it has that is most like it. May raise (memory).
#[cold]
pub fn unknown(cx: &mut Cx, group: usize, what: &str, name: &[u8]) -> Raise {
    let group = description(cx, group);
    let first = cx.top() + 1;
    for text in ["invalid ", what, " '"] {
        text.push(cx);
    }
    name.get(..80).unwrap_or(name).push(cx);
    for text in ["': not in c.", group.name] {
        text.push(cx);
    }
    if group.kind == Kind::Mode && digits(name, 8).is_some() {
        "; octal has a zero first: '0".push(cx);
        name.get(..80).unwrap_or(name).push(cx);
        "'".push(cx);
    }
    if let Some(like) = nearest(&group, name) {
        ", which has ".push(cx);
        like.push(cx);
    }
    let pieces = cx.top() - first + 1;
    cx.concat(pieces);
    Raise::on_stack()
}

/// The name of a group that is the fewest changes away from a text, if those are at most a third of its letters.
fn nearest(group: &Group, text: &[u8]) -> Option<&'static str> {
    let names = group.iter().map(|member| member.0);
    let near = names.filter_map(|name| Some((changes(name.as_bytes(), text)?, name)));
    near.filter(|&(changes, _)| changes <= text.len() / 3)
        .min_by_key(|&(changes, _)| changes)
        .map(|(_, name)| name)
}

/// How many letters must be put in, taken out, changed or swapped with the next to make one text of another, in any case. Nothing
/// for long ones.
fn changes(from: &[u8], to: &[u8]) -> Option<usize> {
    const ROOM: usize = 64;
    let same = |a: Option<&u8>, b: Option<&u8>| match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    // Rows of the table: for the letters of `from` so far, for one less and for two less, at each length of `to`.
    let (mut row, mut above) = ([0; ROOM + 1], [0; ROOM + 1]);
    for (length, changes) in row.get_mut(..=to.len())?.iter_mut().enumerate() {
        *changes = length;
    }
    for (taken, a) in from.iter().take(ROOM).enumerate() {
        let before = above;
        above = row;
        let mut left = taken + 1;
        let (start, rest) = row.split_first_mut()?;
        *start = left;
        for (length, (changes, b)) in rest.iter_mut().zip(to).enumerate() {
            let at = |row: &[usize], length: usize| row.get(length).copied().unwrap_or(ROOM);
            let kept = at(&above, length) + usize::from(!a.eq_ignore_ascii_case(b));
            let mut fewest = kept.min(left + 1).min(at(&above, length + 1) + 1);
            if let (Some(i), Some(j)) = (taken.checked_sub(1), length.checked_sub(1))
                && same(from.get(i), Some(b))
                && same(Some(a), to.get(j))
            {
                fewest = fewest.min(at(&before, j) + 1);
            }
            (*changes, left) = (fewest, fewest);
        }
    }
    row.get(to.len()).copied()
}

/// The value of a text of digits.
fn digits(text: &[u8], base: u32) -> Option<i128> {
    let text = core::str::from_utf8(text).ok()?;
    u32::from_str_radix(text, base).ok().map(Into::into)
}

/// The member of a group's table whose name is `name` in any case. May raise (memory).
fn member(cx: &mut Cx, table: c_int, name: &[u8]) -> Option<i128> {
    // The longest name of any group is shorter.
    let mut upper = [0; 64];
    let upper = upper.get_mut(..name.len())?;
    upper.copy_from_slice(name);
    upper.make_ascii_uppercase();
    cx.push_bytes(upper);
    cx.raw_get(table);
    let value = number::integer(cx, -1);
    cx.pop(1);
    value
}

/// The group whose number is the running function's upvalue.
fn own_group(cx: &mut Cx) -> usize {
    cx.to_integer(upvalue_index(OWN))
        .and_then(|number| usize::try_from(number).ok())
        .filter(|&n| n < System::of(cx).groups.len())
        .unwrap_or(0)
}

/// Pushes what a lookup found for the value at `index`: a number comes back as it was given, a 64-bit object too.
fn push_found(cx: &mut Cx, group: usize, index: c_int, found: Found) {
    match found {
        Found::Value(_) if cx.type_of(index) == LuaType::Number => cx.push_value(index),
        Found::Value(_) if number::integer(cx, index).is_some() => cx.push_value(index),
        Found::Value(value) => push_number(cx, group, value),
        Found::Nil => cx.push_nil(),
        Found::Other => cx.push_value(index),
    }
}

/// Pushes a number of a group.
fn push_number(cx: &mut Cx, group: usize, value: i128) {
    match i64::try_from(value) {
        Ok(value) => push_constant(cx, &description(cx, group), value),
        Err(_) => number::push_unsigned(cx, value as u64),
    }
}

/// `c.X[value]`, for what neither the group nor its memo holds.
struct Lookup;

impl Call for Lookup {
    const INFO: Info = internal!("constant");

    fn run(cx: &mut Cx) -> Outcome {
        let group = own_group(cx);
        cx.set_top(2);
        let found = lookup(cx, group, 2).map_err(|raise| raise.at(1).served())?;
        push_found(cx, group, 2, found);
        Ok(1)
    }

    fn serves(cx: &mut Cx) -> Option<&'static str> {
        let group = own_group(cx);
        Some(description(cx, group).name)
    }
}

/// `c.X(value, change, ...)`: for flags, every further value sets the flags that it names, or clears those with a `~`.
struct Combine;

impl Call for Combine {
    const INFO: Info = internal!("constant");

    fn run(cx: &mut Cx) -> Outcome {
        let group = own_group(cx);
        let last = cx.top().max(2);
        cx.set_top(last);
        let kind = description(cx, group).kind;
        let named = |index: c_int| move |raise: Raise| raise.at(index - 1).served();
        let found = lookup(cx, group, 2).map_err(named(2))?;
        let Found::Value(mut flags) = found else {
            push_found(cx, group, 2, found);
            return Ok(1);
        };
        if last == 2 || !matches!(kind, Kind::Multi | Kind::Mode | Kind::Swap) {
            push_found(cx, group, 2, found);
            return Ok(1);
        }
        for index in 3..=last {
            flags = change(cx, group, flags, index).map_err(named(index))?;
        }
        push_number(cx, group, flags);
        Ok(1)
    }

    fn serves(cx: &mut Cx) -> Option<&'static str> {
        let group = own_group(cx);
        Some(description(cx, group).name)
    }
}

/// `flags` changed by the value at `index`.
fn change(cx: &mut Cx, group: usize, mut flags: i128, index: c_int) -> Result<i128, Raise> {
    let Some(list) = cx.to_bytes(index).filter(|list| list.contains(&b'~')) else {
        return match lookup(cx, group, index)? {
            Found::Value(value) => Ok(flags | value),
            Found::Nil => {
                let name = cx.to_bytes(index).unwrap_or(b"nil");
                Err(unknown(cx, group, "flag", name))
            }
            Found::Other => Err(Raise::expected("flags")),
        };
    };
    push_group(cx, group);
    let table = cx.top();
    for part in list.split(|&byte| byte == b',').map(<[u8]>::trim_ascii) {
        let (clear, name) = match part {
            [b'~', name @ ..] => (true, name.trim_ascii()),
            name => (false, name),
        };
        if name.is_empty() {
            return Err(EMPTY);
        }
        let value =
            member(cx, table, name).ok_or_else(|| Raise::about(cx, "invalid flag '", name, "'"))?;
        flags = if clear { flags & !value } else { flags | value };
    }
    cx.pop(1);
    Ok(flags)
}

/// `S.c.NAME`, the first time: the group, the scalar, or nil.
pub struct Constants;

impl Call for Constants {
    const INFO: Info = internal!("c");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(2);
        let name = cx.to_bytes(2).unwrap_or_default();
        let system = System::of(cx);
        if let Some(group) = system.groups.position(name) {
            push_group(cx, group);
        } else if let Some(scalar) = system
            .scalars
            .iter()
            .find(|scalar| scalar.0.as_bytes() == name)
        {
            scalar.1.push(cx);
        } else if let Some(text) = system.texts.iter().find(|text| text.0.as_bytes() == name) {
            text.1.push(cx);
        } else if let Some(table) = system
            .tables
            .iter()
            .find(|table| table.0.as_bytes() == name)
        {
            (table.1)(cx);
        } else if name == b"errornames" {
            push_error_names(cx);
        } else {
            return Ok(0);
        }
        cx.keep();
        Ok(1)
    }
}

/// `c.errornames`: name without E -> text.
fn push_error_names(cx: &mut Cx) {
    cx.push_table(0, 140);
    (System::of(cx).error_names)(&mut |name, text| {
        text.push(cx);
        cx.raw_set_field(-2, name);
    });
}
