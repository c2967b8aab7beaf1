//! How calls answer: `true`, values from the third position on, and `nil, err`.

use super::IntoLua;
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
