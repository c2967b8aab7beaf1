//! What `S.types.pt` and the library `syscall.ffi` are made of: casts, sizes and offsets, and copies of bytes. Every length is
//! checked against the object that it belongs to, so none of it is a raw pointer.

use crate::abi::Type as LuaType;
use crate::abi::upvalue_index;
use crate::call::Outcome;
use crate::calls::file::push_entries;
use crate::context::{Cx, OWN};
use crate::convert::buffer::{Memory, Source, Sourced, adopt};
use crate::convert::result::{Checked, Nothing};
use crate::convert::row::calls;
use crate::convert::text::Text;
use crate::convert::{Later, Push};
use crate::object::ctype::{self, CType};
use crate::object::number::{Count, FillByte, wrapping};
use crate::object::place::{Place, Span, absent, buffer, meta_of, own_bytes, place};
use crate::object::system::System;
use crate::object::{CHAR, Meta, Shape, make};
use crate::raise::Raise;
use core::ffi::c_int;

calls! { TYPES:
    /// The function that looks at memory as an array of a type; nil where there is no such type.
    pointer(name: Text) => ["function"];
    /// The memory of an object as an array of the type that this function is for, or for "void" what a number is the address of, which has no bytes.
    pt(value: Later) => ["buffer"];
}

calls! { MAKERS:
    /// An iterator over the entries of a directory in a buffer. getdents(2)
    dirents(buf: Later, size: Option<Count>) => ["fun(): dirent?"];
}

calls! { CALLS:
    /// The bytes of an object as a string: `len` of them, or up to the first zero.
    string(ptr: Later, len: Option<Count>) => ["string"];
    /// Copies bytes; of a string without `len` all, and a zero behind them.
    copy(dst: Memory, src: Source, len: Option<Count>) -> Nothing;
    /// Sets bytes to a number.
    fill(dst: Memory, len: Count, value: FillByte = 0) -> Nothing;
    /// What a type or an object is: the type's name, the form ("one", "array", "container"), the bytes where there is a number of
    /// them, whether it is a type, and where a field begins. Nothing of other values.
    about(value: Later, field: Option<Text>) => ["string?", "string", "integer?", "boolean", "integer?"];
}

fn about(cx: &mut Cx, value: c_int, field: Option<&[u8]>) -> Outcome {
    let (meta, size, is_type) = match ctype::at(cx, value) {
        Some(CType { meta, count }) => {
            let count = count.and_then(|count| usize::try_from(count).ok());
            let size = count.and_then(|count| meta.ty(cx).size().checked_mul(count));
            (meta, size, true)
        }
        None => {
            if let Err(raise) = adopt(cx, value)
                && raise.is_caught()
            {
                return Err(raise);
            }
            let Some(meta) = meta_of(cx, value) else {
                return Ok(0);
            };
            (meta, place(cx, value).map(|found| found.0.len()), false)
        }
    };
    let ty = meta.ty(cx);
    meta.type_name(cx).push(cx);
    match meta.shape() {
        Shape::Struct | Shape::StructView => "one",
        Shape::Array | Shape::ArrayView => "array",
        Shape::Container => "container",
    }
    .push(cx);
    size.push(cx);
    is_type.push(cx);
    let field = field.and_then(|field| ty.field(field));
    field.map(|(_, field)| field.offset()).push(cx);
    Ok(5)
}

/// What messages say of a length beyond the memory.
const BEYOND: Raise = Raise::invalid("the length leads out of the memory");

fn copy(dst: Place, src: Sourced, len: Option<usize>) -> Checked<()> {
    match src {
        Sourced::Text(text) => {
            let target = dst
                .part(0, len.unwrap_or(text.len() + 1))
                .ok_or(BEYOND.at(1))?;
            // Behind every string of Lua there is a zero.
            let whole = text.get(..len.unwrap_or(text.len()).min(text.len()));
            target.fill(whole.unwrap_or_default())?;
            if let Some(end) = target.part(text.len(), 1) {
                end.fill(&[0])?;
            }
            if len.is_some_and(|len| len > text.len() + 1) {
                return Err(BEYOND.at(3));
            }
        }
        Sourced::Memory(src) => {
            let len = len.ok_or(Raise::expected("number of bytes").at(3))?;
            let target = dst.part(0, len).ok_or(BEYOND.at(3))?;
            target.copy_from(src.part(0, len).ok_or(BEYOND.at(3))?)?;
        }
    }
    Ok(Ok(()))
}

fn fill(dst: Place, len: usize, value: i16) -> Checked<()> {
    let whole = dst.part(0, len).ok_or(BEYOND.at(2))?;
    let bytes = [value as u8; 256];
    for start in (0..len).step_by(bytes.len()) {
        if let Some(part) = whole.part(start, (len - start).min(bytes.len())) {
            part.fill(&bytes)?;
        }
    }
    Ok(Ok(()))
}

/// The bytes up to the first zero, or all.
fn until_zero(place: Place) -> Result<usize, Raise> {
    let mut bytes = [0; 256];
    for start in (0..place.len()).step_by(bytes.len()) {
        let len = (place.len() - start).min(bytes.len());
        if let Some(part) = place.part(start, len) {
            part.take(&mut bytes)?;
        }
        let zero = bytes.iter().take(len).position(|&byte| byte == 0);
        if let Some(zero) = zero {
            return Ok(start + zero);
        }
    }
    Ok(place.len())
}

fn string(cx: &mut Cx, ptr: c_int, len: Option<usize>) -> Outcome {
    const EXPECTED: &str = "string or buffer";
    fn memory<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        buffer(cx, index).ok_or_else(|| absent(cx, index, EXPECTED).at(index))
    }
    adopt(cx, ptr).map_err(|raise| raise.at(ptr))?;
    if let Some(text) = cx.to_bytes(ptr) {
        let text = len.map_or(Some(text), |len| text.get(..len));
        cx.push_bytes(text.ok_or(BEYOND.at(2))?);
        return Ok(1);
    }
    let all = memory(cx, ptr)?;
    let len = match len {
        Some(len) if len > all.len() => return Err(BEYOND.at(2)),
        Some(len) => len,
        None => until_zero(all).map_err(|raise| raise.at(ptr))?,
    };
    if let Some(bytes) = own_bytes(cx, ptr) {
        cx.push_bytes(bytes.get(..len).unwrap_or_default());
        return Ok(1);
    }
    // What a view has may be gone when Lua allocates the string, and its touch may fail: so it is copied first.
    let copy = make::push_array(cx, CHAR, len)?;
    let now = memory(cx, ptr)?.part(0, len).ok_or(BEYOND.at(2))?;
    copy.copy_from(now).map_err(|raise| raise.at(ptr))?;
    cx.push_bytes(copy.look()?);
    Ok(1)
}

/// The type that memory is looked at as.
fn viewed(cx: &Cx, name: &[u8]) -> Option<usize> {
    let id = match name {
        b"void" => Some(CHAR),
        name => System::of(cx).id_of(name),
    };
    id.filter(|&id| !System::of(cx).ty(id).sealed)
}

fn pointer(cx: &mut Cx, name: &[u8]) -> Outcome {
    match viewed(cx, name).and_then(|_| TYPES.find(b"pt")) {
        Some(pt) => cx.push_renamed(pt.function(), name, 0),
        None => cx.push_nil(),
    }
    Ok(1)
}

fn pt(cx: &mut Cx, value: c_int) -> Outcome {
    const EXPECTED: &str = "buffer, object or string";
    // The name that messages have is the type's.
    let name = cx.to_bytes(upvalue_index(OWN)).unwrap_or_default();
    let id = viewed(cx, name).ok_or(Raise::invalid("no type to look at memory as"))?;
    let void = name == b"void";
    adopt(cx, value).map_err(|raise| raise.at(value))?;
    let view = Meta::new(id, Shape::ArrayView);
    match cx.type_of(value) {
        LuaType::String => {
            let text = cx.to_bytes(value).unwrap_or_default();
            make::push_joined(cx, CHAR, text, b"\0");
            cx.replace(value);
        }
        LuaType::Number if void => {
            let address = wrapping(cx, value).map_err(|raise| raise.at(value))? as usize;
            if address == 0 {
                cx.push_nil();
                return Ok(1);
            }
            // An address without extent: to be compared and passed on, not to be looked through.
            let start = core::ptr::without_provenance_mut(address);
            make::push_view(cx, value, view, Span { start, len: 0 });
            return Ok(1);
        }
        LuaType::Nil if void => {
            cx.push_nil();
            return Ok(1);
        }
        // The array of a container.
        LuaType::Table if meta_of(cx, value).is_some() => {
            cx.raw_get_integer(value, 0);
            cx.replace(value);
        }
        _ => {}
    }
    let found = place(cx, value).ok_or_else(|| absent(cx, value, EXPECTED).at(value))?;
    if found.1.shape() == Shape::Struct && found.1.ty(cx).sealed {
        return Err(Raise::invalid("this object's bytes are its own").at(value));
    }
    let span = found.0.span();
    make::push_view(cx, value, view, span);
    Ok(1)
}

fn dirents(cx: &mut Cx, buf: c_int, size: Option<usize>) -> Outcome {
    let found = buffer(cx, buf).ok_or_else(|| absent(cx, buf, "buffer").at(buf))?;
    let part = found.part(0, size.unwrap_or(found.len()));
    let part = part.ok_or(BEYOND.at(2))?.span();
    push_entries(cx, buf, part);
    Ok(1)
}
