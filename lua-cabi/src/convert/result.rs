//! How calls answer: `true`, values from the third position on, and `nil, err`.

use super::{IntoLua, Push};
use crate::context::Cx;
use crate::object::make;
use crate::types::error::error;
use core::ffi::c_int;
use syscall_consts::Errno;

/// What a typed call gives: a value, or a value or an error number.
pub trait Answer<V> {
    /// In the second form.
    fn answer(self) -> Result<V, Errno>;
}

impl<V> Answer<V> for Result<V, Errno> {
    #[inline]
    fn answer(self) -> Result<V, Errno> {
        self
    }
}

impl<V> Answer<V> for V {
    #[inline]
    fn answer(self) -> Result<V, Errno> {
        Ok(self)
    }
}

/// Pushes `nil, err`.
#[cold]
pub fn fail(cx: Cx, errno: Errno) -> c_int {
    cx.set_errno(errno.raw());
    cx.push_nil();
    make::push_new(
        cx,
        error {
            errno: errno.raw().into(),
        },
    );
    2
}

/// Pushes the `true, nil` that stands before values without a natural first one.
pub fn lead(cx: Cx) {
    cx.push_boolean(true);
    cx.push_nil();
}

/// Nothing but success: `true`.
impl IntoLua for () {
    type Value = ();
    type Slot = ();
    const RESULT: &'static str = "true";

    #[inline]
    fn reserve(_: Cx) {}

    #[inline]
    fn deliver(cx: Cx, _: (), _: ()) -> c_int {
        cx.push_boolean(true);
        1
    }
}

/// Makes kinds of result out of one-value types.
macro_rules! one_value {
    ($($(#[doc = $doc:literal])+ $kind:ty => $value:ty, $result:literal;)*) => {$(
        $(#[doc = $doc])+
        impl IntoLua for $kind {
            type Value = $value;
            type Slot = ();
            const RESULT: &'static str = $result;

            #[inline]
            fn reserve(_: Cx) {}

            #[inline]
            fn deliver(cx: Cx, _: (), value: $value) -> c_int {
                value.push(cx);
                1
            }
        }
    )*};
}
one_value! {
    /// A truth value.
    bool => bool, "boolean";
    /// A number with a fraction.
    f64 => f64, "number";
}

/// The object that the call filled: the argument at position `N`, or the new one on top of the stack.
pub struct Argument<const N: c_int>;

impl<const N: c_int> IntoLua for Argument<N> {
    type Value = ();
    type Slot = ();
    const RESULT: &'static str = "the object";

    #[inline]
    fn reserve(_: Cx) {}

    #[inline]
    fn deliver(cx: Cx, _: (), _: ()) -> c_int {
        if !cx.is_nil(N) && cx.top() != N {
            cx.push_value(N);
        }
        1
    }
}
