//! Typed objects as arguments.

use super::{Convert, FromLua, Lends};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::object::place::{Place, own, structure, structure_of, writable};
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
    const CONSTRUCTED: bool = true;

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<T, Raise> {
        let mut value = T::zeroed();
        make::construct(cx, T::ID, Arguments::one(index), Place::of(&mut value))?;
        Ok(value)
    }
}

/// An object to fill: the one given, or a new one, on top of the stack, when it is nil.
pub struct Out<T>(PhantomData<T>);

impl<T: Object> Convert for Out<T> {
    type Value<'m> = &'m mut MaybeUninit<T>;
    const EXPECTED: &'static str = T::NAME;
    const ABSENT: Option<&'static str> = Some("a new one");
    const PUSHES: bool = true;
    const LENDS: Lends = Lends::Write;

    #[inline(always)]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        if !cx.is_nil(index) {
            return Ok(None);
        }
        let made = make::push::<T>(cx).start().cast();
        // SAFETY: the new object's own memory, of the right size and aligned for any C type; it is on the stack for the whole call.
        Ok(Some(unsafe { &mut *made }))
    }

    #[inline(always)]
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise> {
        match own::<T>(cx, index) {
            // SAFETY: the object's own memory, aligned for any C type, as long as the borrow; a row lends no other with it.
            Some(block) => Ok(unsafe { &mut *block.cast() }),
            // SAFETY: the place is writable for a T and aligned, as long as the borrow.
            None => Ok(unsafe { &mut *Self::elsewhere(cx, index)?.start().cast() }),
        }
    }
}

impl<T: Object> Out<T> {
    /// The object in other memory than its own.
    #[cold]
    fn elsewhere<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        let place = structure_of(cx, index, T::ID).ok_or(Raise::expected(Self::EXPECTED))?;
        let place = writable(place)?;
        if !place.start().cast::<T>().is_aligned() || place.is_guarded() {
            return Err(Raise::invalid(
                "the object is not aligned in its memory, or in that of a file",
            ));
        }
        Ok(place)
    }
}

/// An object to fill by copying, as [`Out`], or false for none.
pub struct Wanted<T>(PhantomData<T>);

impl<T: Object> Convert for Wanted<T> {
    type Value<'m> = Option<Place<'m>>;
    const EXPECTED: &'static str = T::NAME;
    const ABSENT: Option<&'static str> = <Out<T> as Convert>::ABSENT;
    const PUSHES: bool = true;
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        match cx.type_of(index) {
            LuaType::None | LuaType::Nil => Ok(Some(Some(make::push::<T>(cx)))),
            LuaType::Boolean if !cx.to_boolean(index) => Ok(Some(None)),
            _ => Ok(None),
        }
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise> {
        let place = structure::<T>(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        writable(place).map(Some)
    }
}

/// The object that a method changes, by copying.
pub struct Changed<T>(PhantomData<T>);

impl<T: Object> Convert for Changed<T> {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = T::NAME;
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        structure::<T>(cx, index)
            .ok_or(Raise::expected(Self::EXPECTED))
            .and_then(writable)
    }
}

/// The elements of a container.
pub struct Elements<T>(PhantomData<T>);

impl<T: Object> Convert for Elements<T> {
    type Value<'m> = &'m mut [T];
    const EXPECTED: &'static str = match T::CONTAINER {
        Some(container) => container.name,
        None => T::NAME,
    };
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m mut [T], Raise> {
        let place = container::elements(cx, index, T::ID)
            .ok_or(Raise::expected(Self::EXPECTED))
            .and_then(writable)?;
        if !place.start().cast::<T>().is_aligned() || place.is_guarded() {
            return Err(Raise::invalid(
                "the array is not aligned in its memory, or in that of a file",
            ));
        }
        // SAFETY: the place is that many initialized, aligned elements, as long as the borrow; a row lends no other memory with it.
        Ok(
            unsafe {
                slice::from_raw_parts_mut(place.start().cast(), place.len() / size_of::<T>())
            },
        )
    }
}
