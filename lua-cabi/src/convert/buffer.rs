//! Bytes as arguments: strings and objects to read from, objects to fill.

use super::result::Checked;
use super::{Convert, FromLua, Lends};
use crate::abi::{Called, Type};
use crate::context::{Cx, Slot};
use crate::object::CHAR;
use crate::object::place::{Place, Span, absent, buffer, own_bytes, readable, writable};
use crate::object::{Meta, Shape, make};
use crate::raise::Raise;
use core::ffi::c_int;
use core::ptr::null_mut;
use syscall_consts::Errno;

/// Bytes that the kernel reads: a string, a buffer or a view of one, or any typed object.
pub struct Bytes;

impl Convert for Bytes {
    type Value<'m> = &'m [u8];
    const EXPECTED: &'static str = "string or buffer";
    const LUA: &'static str = "string|buffer";
    const LENDS: Lends = Lends::Read;

    #[inline]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        adopt(cx, index).map(|()| None)
    }

    #[inline]
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m [u8], Raise> {
        readable(cx, index).ok_or_else(|| absent(cx, index, <Self as Convert>::EXPECTED))
    }
}

/// Memory that the kernel fills: a buffer or a view of one, or any typed object.
pub struct BytesMut;

impl Convert for BytesMut {
    type Value<'m> = &'m mut [u8];
    const EXPECTED: &'static str = "buffer";
    const LENDS: Lends = Lends::Write;

    #[inline]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        adopt(cx, index).map(|()| None)
    }

    #[inline]
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m mut [u8], Raise> {
        let place = writable(
            buffer(cx, index).ok_or_else(|| absent(cx, index, <Self as Convert>::EXPECTED))?,
        )?;
        // SAFETY: a row lends no other memory with it, and a body borrows one argument at a time.
        Ok(unsafe { place.bytes_mut() })
    }
}

/// Memory that the module itself fills: as [`BytesMut`], but its touch may fail, and so it is written by copying alone.
pub struct Memory;

impl Convert for Memory {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = <BytesMut as Convert>::EXPECTED;
    const LENDS: Lends = Lends::Copy;

    #[inline]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        adopt(cx, index).map(|()| None)
    }

    #[inline]
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        writable(buffer(cx, index).ok_or_else(|| absent(cx, index, <Self as Convert>::EXPECTED))?)
    }
}

/// Bytes that are read beside memory that is written, by copying or by the kernel: a string, or an object's.
pub struct Source;

/// The value of a [`Source`].
#[derive(Clone, Copy)]
pub enum Sourced<'m> {
    /// Those of a string, behind which there is a zero.
    Text(&'m [u8]),
    /// Those of an object.
    Memory(Place<'m>),
}

impl Convert for Source {
    type Value<'m> = Sourced<'m>;
    const EXPECTED: &'static str = "string or buffer";
    const LUA: &'static str = "string|buffer";
    const LENDS: Lends = Lends::Copy;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Sourced<'a>>, Raise> {
        match cx.to_bytes(index) {
            Some(text) => Ok(Some(Sourced::Text(text))),
            None => adopt(cx, index).map(|()| None),
        }
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Sourced<'m>, Raise> {
        let found = buffer(cx, index).map(Sourced::Memory);
        found.ok_or_else(|| absent(cx, index, Self::EXPECTED))
    }
}

impl<'m> Sourced<'m> {
    /// The bytes, for the kernel.
    pub fn bytes(self) -> &'m [u8] {
        match self {
            Sourced::Text(text) => text,
            Sourced::Memory(place) => place.bytes(),
        }
    }
}

/// Bytes that stay where they are while the argument stands on the stack: of a string, or of an object that owns its bytes.
/// So what is found in them can be pushed, which allocates.
pub struct Kept;

impl FromLua for Kept {
    type Value<'a> = &'a [u8];
    const EXPECTED: &'static str = "string or buffer";
    const LUA: &'static str = "string|buffer";

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a [u8], Raise> {
        match cx.to_bytes(index) {
            Some(bytes) => Ok(bytes),
            None => own_bytes(cx, index).ok_or(Raise::expected("string or buffer")),
        }
    }
}

/// A buffer that a call makes, for what it gives views of: so they stay as they are when the next piece is read.
pub struct Own {
    index: c_int,
    memory: Span,
}

impl Own {
    /// None yet.
    pub const fn new() -> Own {
        Own {
            index: 0,
            memory: Span {
                start: null_mut(),
                len: 0,
            },
        }
    }

    /// Pushes the buffer's object. May raise (memory).
    pub fn reserve(&mut self, cx: &mut Cx, size: usize) -> Result<(), Raise> {
        self.memory = make::push_array(cx, CHAR, size)?.span();
        self.index = cx.top();
        Ok(())
    }

    /// Where the object stands.
    pub fn index(&self) -> c_int {
        self.index
    }

    /// Has the kernel fill it, up to `size` bytes, and no more than `buf` has, which gets the same; the part that was filled.
    pub fn fill(
        &mut self,
        buf: Option<Place>,
        size: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<usize, Errno>,
    ) -> Checked<Span> {
        let size = buf.map_or(size, |buf| buf.len().min(size));
        // SAFETY: the array was made in this call and is on the stack, and nothing else looks at it.
        let whole = unsafe { Place::new(self.memory.start, self.memory.len) };
        let whole = whole.part(0, size).unwrap_or(whole);
        // SAFETY: as above.
        let len = match fill(unsafe { whole.bytes_mut() }) {
            Ok(len) => len,
            Err(errno) => return Ok(Err(errno)),
        };
        let filled = whole.part(0, len).unwrap_or(whole);
        if let Some(buf) = buf.filter(|_| len > 0) {
            buf.copy_from(filled)?;
        }
        Ok(Ok(filled.span()))
    }
}

/// Replaces an FFI object of LuaJIT by a view of its bytes, as other objects are. May raise (memory).
#[inline]
pub fn adopt(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    if cx.type_of(index) == Type::Other {
        adopt_cdata(cx, index)
    } else {
        Ok(())
    }
}

/// A Lua function that gives the address and the size of an FFI object that has bytes of its own: arrays and structures.
/// Types, pointers and references have another address, or none: what they stand for has no bounds here.
/// Made once, of the library itself and not of what the program calls so.
const CDATA: &str = "local ffi = ...
local cast, sizeof = ffi.cast, ffi.sizeof
return function(x) return cast('uintptr_t', cast('const void *', x)), sizeof(x) end";

#[cold]
fn adopt_cdata(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    let top = cx.top();
    let refused = |cx: &Cx, raise: Raise| {
        cx.set_top(top);
        Err(raise)
    };
    cx.push_slot(Slot::CDATA);
    if cx.is_nil(-1) {
        cx.pop(1);
        if !cx.load(CDATA, c"=syscall.ffi") {
            return Err(Raise::caught());
        }
        cx.registry_get(c"_LOADED");
        cx.raw_get_field(-1, "ffi");
        cx.remove(-2);
        match cx.nested(|cx| cx.protected_call(1, 1)) {
            Some(Called::Done) => {}
            Some(Called::OutOfMemory) => return Err(Raise::caught()),
            Some(Called::Raised) | None => return refused(cx, Raise::expected("buffer")),
        }
        cx.push_value(-1);
        cx.set_slot(Slot::CDATA);
    }
    cx.push_value(index);
    match cx.nested(|cx| cx.protected_call(1, 2)) {
        Some(Called::Done) => {}
        Some(Called::OutOfMemory) => return Err(Raise::caught()),
        Some(Called::Raised) | None => return refused(cx, Raise::expected("buffer")),
    }
    let start = cx.to_pointer(index).cast::<u8>().cast_mut();
    let size = cx
        .to_integer(-1)
        .and_then(|size| usize::try_from(size).ok());
    let (Some(len), true) = (
        size,
        crate::object::number::integer(cx, -2) == Some(start as i128),
    ) else {
        return refused(cx, Raise::expected("buffer"));
    };
    make::push_view(
        cx,
        index,
        Meta::new(CHAR, Shape::ArrayView),
        Span { start, len },
    );
    cx.replace(index);
    cx.set_top(top);
    Ok(())
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
