//! How calls answer: `true`, values from the third position on, and `nil, err`.

use super::{IntoLua, Push, Within};
use crate::call::Outcome;
use crate::context::Cx;
use crate::object::error::error;
use crate::object::make;
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Errno;

/// What a call gives that may find its arguments wrong together: a misuse, or what the kernel says.
pub type Checked<V> = Result<Result<V, Errno>, Raise>;

/// What a row's function gives: a value; or a value or an error number; or a misuse.
pub trait Answer<V> {
    /// In the last form.
    fn answer(self) -> Checked<V>;
}

impl<V> Answer<V> for Checked<V> {
    #[inline]
    fn answer(self) -> Checked<V> {
        self
    }
}

impl<V> Answer<V> for Result<V, Errno> {
    #[inline]
    fn answer(self) -> Checked<V> {
        Ok(self)
    }
}

impl<V> Answer<V> for V {
    #[inline]
    fn answer(self) -> Checked<V> {
        Ok(Ok(self))
    }
}

/// Pushes `nil, err`.
#[cold]
pub fn fail(cx: &mut Cx, errno: Errno) -> c_int {
    cx.set_errno(errno.raw());
    cx.push_nil();
    make::push_new(
        cx,
        error {
            errno: errno.raw().into(),
            step: 0,
        },
    );
    2
}

/// Pushes the results of kind `K`, or `nil, err`.
#[inline]
pub fn finish<K: IntoLua>(cx: &mut Cx, slot: K::Slot, result: Result<K::Value, Errno>) -> c_int {
    match result {
        Ok(value) => K::deliver(cx, slot, value),
        Err(errno) => fail(cx, errno),
    }
}

/// Pushes the results of kind `K`, which are still in the row's memory, or `nil, err`.
#[inline]
pub fn finish_within<K: Within>(cx: &mut Cx, result: Result<K::Value<'_>, Errno>) -> c_int {
    match result {
        Ok(value) => K::deliver(cx, value),
        Err(errno) => fail(cx, errno),
    }
}

/// Pushes a value, or an error.
pub fn pushed<T: Push>(cx: &mut Cx, result: Result<T, Errno>) -> c_int {
    match result {
        Ok(value) => {
            value.push(cx);
            1
        }
        Err(errno) => fail(cx, errno),
    }
}

/// Pushes true, or an error.
pub fn success(cx: &mut Cx, result: Result<(), Errno>) -> Outcome {
    Ok(pushed(cx, result.map(|()| true)))
}

/// Pushes the `true, nil` that stands before values without a natural first one.
pub fn lead(cx: &mut Cx) {
    cx.push_boolean(true);
    cx.push_nil();
}

/// Nothing but success: `true`.
impl IntoLua for () {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["true"];

    #[inline]
    fn reserve(_: &mut Cx) {}

    #[inline]
    fn deliver(cx: &mut Cx, _: (), _: ()) -> c_int {
        cx.push_boolean(true);
        1
    }
}

/// No result at all.
pub struct Nothing;

impl IntoLua for Nothing {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["nil"];

    fn reserve(_: &mut Cx) {}

    fn deliver(_: &mut Cx, _: (), _: ()) -> c_int {
        0
    }
}

/// A call that does not come back, unless it fails.
pub enum Never {}

impl IntoLua for Never {
    type Value = Never;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["never"];

    #[inline]
    fn reserve(_: &mut Cx) {}

    #[inline]
    fn deliver(_: &mut Cx, _: (), never: Never) -> c_int {
        match never {}
    }
}

/// The object that the call filled: the argument at position `N`, or the new one on top of the stack.
pub struct Argument<const N: c_int>;

impl<const N: c_int> IntoLua for Argument<N> {
    type Value = ();
    type Slot = ();
    const RESULTS: &'static [&'static str] = &[];
    const ARGUMENT: usize = N as usize;

    #[inline]
    fn reserve(_: &mut Cx) {}

    #[inline]
    fn deliver(cx: &mut Cx, _: (), _: ()) -> c_int {
        // On top is the new one, or the argument itself when nothing follows it.
        if cx.top() != N && !cx.is_nil(N) {
            cx.push_value(N);
        }
        1
    }
}
