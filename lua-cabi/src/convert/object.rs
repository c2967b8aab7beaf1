//! Typed objects as arguments.

use super::FromLua;
use crate::context::Cx;
use crate::object::place::{Place, structure, writable};
use crate::object::{Arguments, Object, container, make};
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;

/// A value of a type, by its constructor: an object of the type, or whatever `t.TYPE(value)` takes.
pub struct Init<T>(PhantomData<T>);

impl<T: Object> FromLua for Init<T> {
    type Value<'a> = T;
    const EXPECTED: &'static str = T::NAME;

    fn from_lua(cx: Cx, index: c_int) -> Result<T, Raise> {
        let mut value = T::zeroed();
        make::construct(cx, T::ID, Arguments::one(index), Place::of(&mut value))?;
        Ok(value)
    }
}

/// An object to fill: the one given, or a new one in its place when it is nil.
pub struct Out<T>(PhantomData<T>);

impl<T: Object> FromLua for Out<T> {
    type Value<'a> = &'a mut MaybeUninit<T>;
    const EXPECTED: &'static str = T::NAME;
    const OPTIONAL: bool = true;
    const NEEDS_SLOTS: bool = true;
    const BORROWS: bool = true;

    #[inline]
    fn prepare(cx: Cx, index: c_int) -> Result<(), Raise> {
        if cx.is_nil(index) {
            make::push::<T>(cx);
            cx.replace(index);
        }
        Ok(())
    }

    #[inline]
    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<&'a mut MaybeUninit<T>, Raise> {
        let place = writable(structure(cx, index, T::ID).ok_or(Raise::expected(Self::EXPECTED))?)?;
        if !place.start.cast::<T>().is_aligned() {
            return Err(Raise::invalid("the object is not aligned in its memory"));
        }
        // SAFETY: the place is writable for a T and aligned; the object stays on the stack for the whole call.
        Ok(unsafe { &mut *place.start.cast() })
    }
}

/// The elements of a container.
pub struct Elements<T>(PhantomData<T>);

impl<T: Object> FromLua for Elements<T> {
    type Value<'a> = &'a mut [T];
    const EXPECTED: &'static str = match T::CONTAINER {
        Some(container) => container.name,
        None => T::NAME,
    };
    const BORROWS: bool = true;

    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<&'a mut [T], Raise> {
        let place = container::elements(cx, index, T::ID)
            .ok_or(Raise::expected(Self::EXPECTED))
            .and_then(writable)?;
        if !place.start.cast::<T>().is_aligned() {
            return Err(Raise::invalid("the array is not aligned in its memory"));
        }
        // SAFETY: the place is that many initialized, aligned elements; the array is kept by the container on the stack.
        Ok(unsafe { slice::from_raw_parts_mut(place.start.cast(), place.len / size_of::<T>()) })
    }
}
