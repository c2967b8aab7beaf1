//! Bytes as arguments: strings and objects to read from, objects to fill.

use super::FromLua;
use crate::context::Cx;
use crate::object::place::{Place, place, readable, writable};
use crate::raise::Raise;
use core::ffi::c_int;

/// Bytes that the kernel reads: a string, a buffer or a view of one, or any typed object.
pub struct Bytes;

impl FromLua for Bytes {
    type Value<'a> = &'a [u8];
    const EXPECTED: &'static str = "string or buffer";

    #[inline]
    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<&'a [u8], Raise> {
        readable(cx, index).ok_or(Raise::expected(Self::EXPECTED))
    }
}

/// Memory that the kernel fills: a buffer or a view of one, or any typed object.
pub struct BytesMut;

impl FromLua for BytesMut {
    type Value<'a> = &'a mut [u8];
    const EXPECTED: &'static str = "buffer";

    fn from_lua<'a>(cx: Cx<'a>, index: c_int) -> Result<&'a mut [u8], Raise> {
        let (place, _) = place(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        writable(place).map(Place::bytes_mut)
    }
}

/// The first `count` bytes of a buffer, all of it when `count` is not given.
pub fn limit(bytes: &[u8], count: Option<usize>) -> Result<&[u8], Raise> {
    match count {
        None => Ok(bytes),
        Some(count) => bytes.get(..count).ok_or(Raise::invalid(BEYOND)),
    }
}

/// As [`limit`], of memory to be filled.
pub fn limit_mut(bytes: &mut [u8], count: Option<usize>) -> Result<&mut [u8], Raise> {
    match count {
        None => Ok(bytes),
        Some(count) => bytes.get_mut(..count).ok_or(Raise::invalid(BEYOND)),
    }
}

const BEYOND: &str = "the count is larger than the buffer";
