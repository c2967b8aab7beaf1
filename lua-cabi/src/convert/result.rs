//! How calls answer: `true`, values from the third position on, and `nil, err`.

use super::{IntoLua, Push};
use crate::call::Outcome;
use crate::context::Cx;
use crate::object::error::error;
use crate::object::make;
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::MaybeUninit;
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

/// Reads of at most so many bytes need no memory from Lua before the string.
const ON_STACK: usize = 4096;

/// Pushes a count, or an error.
pub fn counted(cx: &mut Cx, result: Result<usize, Errno>) -> Outcome {
    Ok(finish::<usize>(cx, (), result))
}

/// Fills memory of `count` bytes by `fill` and pushes what was filled as a string.
#[inline]
pub fn to_string(
    cx: &mut Cx,
    count: usize,
    fill: impl for<'a> FnOnce(&'a mut [MaybeUninit<u8>]) -> Result<&'a mut [u8], Errno>,
) -> Outcome {
    if count <= ON_STACK {
        let mut buffer = [const { MaybeUninit::uninit() }; ON_STACK];
        let filled = fill(buffer.get_mut(..count).unwrap_or_default());
        return push_filled(cx, filled);
    }
    if count > isize::MAX as usize / 2 {
        return Err(Raise::invalid("the count is too large"));
    }
    let block = cx.push_userdata(count, false).cast::<MaybeUninit<u8>>();
    // SAFETY: Lua just gave so many writable bytes; the block stays on the stack until the string is made.
    let buffer = unsafe { core::slice::from_raw_parts_mut(block, count) };
    push_filled(cx, fill(buffer))
}

#[inline]
fn push_filled(cx: &mut Cx, filled: Result<&mut [u8], Errno>) -> Outcome {
    match filled {
        Ok(bytes) => {
            cx.push_bytes(bytes);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
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
