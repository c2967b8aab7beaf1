//! Containers: an array of structures as a Lua table of element views, so that `#` and `ipairs` work in every Lua version,
//! those included that allow neither on a userdata.

use super::place::Place;
use super::system::System;
use super::{Meta, Shape, make, place, value};
use crate::abi::Type as LuaType;
use crate::call::{Call, Outcome, enter};
use crate::context::{Cx, Slot};
use crate::object::number;
use crate::raise::{Raise, Step};
use core::ffi::c_int;

/// The container type over an element type.
#[derive(Clone, Copy, Debug)]
pub struct Container {
    /// The name in `S.t`: `"pollfds"`.
    pub name: &'static str,
    /// The field that holds the array: `"pfd"`.
    pub field: &'static str,
}

/// A container that is made in another way than of a number or of elements: of memory of other objects (`t.iovecs`), or of the
/// bytes of what a call read (`t.inotify_events`).
#[derive(Clone, Copy)]
pub struct Gathered {
    /// Pushes one, made of the values from a stack slot on.
    pub construct: fn(&mut Cx, c_int) -> Result<(), Raise>,
    /// `tostring`: pushes a string.
    pub text: Option<fn(&mut Cx, c_int) -> Outcome>,
}

/// Pushes a container: `count` zeroed elements for a number, or one for each element of a table.
pub fn construct(cx: &mut Cx, id: usize, index: c_int) -> Result<(), Raise> {
    if let Some(meta) = place::meta_of(cx, index)
        && meta.id() == id
        && meta.shape() == Shape::Container
    {
        cx.push_value(index);
        return Ok(());
    }
    if let Some(gathered) = System::of(cx).ty(id).gathered {
        return (gathered.construct)(cx, index);
    }
    let table = cx.type_of(index) == LuaType::Table;
    let count = if table {
        cx.raw_len(index)
    } else {
        let size = System::of(cx).ty(id).size();
        number::count(cx, index, make::most_elements(size), "number or table")?
    };
    let whole = make::push_array(cx, id, count)?;
    if table {
        let kind = &System::of(cx).ty(id).layout;
        for i in 0..count {
            cx.raw_get_integer(index, i + 1);
            if let Some(part) = whole.part(i * kind.size(), kind.size()) {
                let value = cx.top();
                value::store(cx, part, kind, value)
                    .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
            }
            cx.pop(1);
        }
    }
    make::wrap_container(cx, id, whole)
}

/// The elements of the container, array or structure of type `id` at `index`.
pub fn elements<'m>(cx: &'m Cx<'_>, index: c_int, id: usize) -> Option<Place<'m>> {
    let container = Meta::new(id, Shape::Container);
    place::meta_of(cx, index)
        .filter(|&meta| meta == container)
        .and_then(|_| place::place(cx, index))
        .map(|found| found.0)
}

/// Pushes the triple of a generic `for` over the first `count` elements of the container at `index`: the loop yields
/// zero-based index and element, counting down. How many values that are.
pub fn push_countdown(cx: &mut Cx, index: c_int, count: usize) -> c_int {
    cx.push_once(Slot::COUNTDOWN, |cx| {
        cx.push_function(enter::<Countdown>, 0)
    });
    cx.push_value(index);
    cx.push_integer(count as i64);
    3
}

/// The function that [`push_countdown`] pushes.
pub struct Countdown;

impl Call for Countdown {
    const INFO: crate::call::Info = crate::call::internal!("next event");

    fn run(cx: &mut Cx) -> Outcome {
        let next = cx.to_integer(2).unwrap_or(0).saturating_sub(1);
        if cx.type_of(1) != LuaType::Table {
            return Err(Raise::expected("container").at(1));
        }
        match usize::try_from(next) {
            Ok(next) => {
                cx.push_integer(next as i64);
                cx.raw_get_integer(1, next + 1);
                Ok(2)
            }
            Err(_) => Ok(0),
        }
    }
}
