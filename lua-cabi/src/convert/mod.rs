//! Conversion of arguments and results: what a row of the calls table can say.
//!
//! A *kind* is a type that stands in a row for a parameter ([`FromLua`]) or a result ([`IntoLua`]). Its associated `Value` is
//! what the typed call takes or gives. The common kinds are plain Rust types (`i32`, `bool`); the others are names defined in
//! this folder, one file a topic.

pub mod buffer;
pub mod descriptor;
pub mod flags;
pub mod object;
pub mod result;
pub mod row;
pub mod text;

use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;

/// A kind of parameter.
pub trait FromLua {
    /// What the call receives. It may borrow from the Lua stack for the duration of the call.
    type Value<'a>;

    /// What messages and the manual say is expected.
    const EXPECTED: &'static str;

    /// The type of which calls that take this kind first are methods.
    const RECEIVER: Option<&'static str> = None;

    /// Whether nil has a meaning of its own.
    const OPTIONAL: bool = false;

    /// Whether the body pushes while it still looks at stack indexes, so that all parameters must have a slot of their own.
    const NEEDS_SLOTS: bool = false;

    /// Whether converting leaves a value on top of the stack, so that the parameters after it must have slots of their own.
    const PUSHES: bool = false;

    /// Converts what need not come last. `None` for values that borrow memory which a finalizer may take away (a mapping can
    /// be unmapped by any `__gc`, and any allocation can run one): they are converted when nothing more is allocated before
    /// the call.
    #[inline(always)]
    fn early<'a>(cx: Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        Self::from_lua(cx, index).map(Some)
    }

    /// Converts the value at a stack index. Allocates nothing when the value borrows.
    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<Self::Value<'a>, Raise>;
}

/// An argument that may be nil.
impl<K: FromLua> FromLua for Option<K> {
    type Value<'a> = Option<K::Value<'a>>;
    const EXPECTED: &'static str = K::EXPECTED;
    const OPTIONAL: bool = true;
    const NEEDS_SLOTS: bool = K::NEEDS_SLOTS;
    const PUSHES: bool = K::PUSHES;

    #[inline(always)]
    fn early<'a>(cx: Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        if cx.is_nil(index) {
            Ok(Some(None))
        } else {
            Ok(K::early(cx, index)?.map(Some))
        }
    }

    #[inline]
    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<Self::Value<'a>, Raise> {
        if cx.is_nil(index) {
            Ok(None)
        } else {
            K::from_lua(cx, index).map(Some)
        }
    }
}

/// An argument that the body converts itself, because how depends on the others: it receives the stack index.
pub struct Later;

impl FromLua for Later {
    type Value<'a> = c_int;
    const EXPECTED: &'static str = "value";
    const OPTIONAL: bool = true;
    // So that what the body pushes does not come to stand where the argument is missing.
    const NEEDS_SLOTS: bool = true;

    #[inline]
    fn from_lua(_: Cx, index: c_int) -> Result<c_int, Raise> {
        Ok(index)
    }
}

/// A value that becomes one Lua value: results of accessors.
pub trait Push {
    /// What the manual says when it is a result.
    const RESULT: &'static str = "value";

    /// Pushes it. May raise (memory).
    fn push(self, cx: Cx);
}

/// A kind of result.
pub trait IntoLua {
    /// What the call gives.
    type Value;

    /// What [`reserve`](IntoLua::reserve) prepared.
    type Slot: Copy;

    /// What the manual says.
    const RESULT: &'static str;

    /// Allocates what must exist before the call is made, since memory may run out and nothing may be lost then.
    fn reserve(cx: Cx) -> Self::Slot;

    /// Pushes the results; how many.
    fn deliver(cx: Cx, slot: Self::Slot, value: Self::Value) -> c_int;
}

/// What becomes one Lua value needs nothing made beforehand.
impl<T: Push> IntoLua for T {
    type Value = T;
    type Slot = ();
    const RESULT: &'static str = <T as Push>::RESULT;

    #[inline]
    fn reserve(_: Cx) {}

    #[inline]
    fn deliver(cx: Cx, _: (), value: T) -> c_int {
        value.push(cx);
        1
    }
}
