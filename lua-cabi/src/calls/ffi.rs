//! What `S.types.pt` and the library `syscall.ffi` are made of: casts, sizes and offsets, and copies of bytes. Every length is
//! checked against the object that it belongs to, so none of it is a raw pointer.

use crate::abi::Type as LuaType;
use crate::abi::upvalue_index;
use crate::call::{Outcome, row};
use crate::calls::file::push_entries;
use crate::context::{Cx, OWN};
use crate::convert::buffer::{Memory, Source, Sourced, adopt};
use crate::convert::result::{Checked, Nothing};
use crate::convert::row::calls;
use crate::convert::text::Text;
use crate::convert::{FromLua, Later};
use crate::object::ctype::{self, CType};
use crate::object::number::{Count, FillByte, wrapping};
use crate::object::place::{Place, Span, absent, buffer, meta_of, own_bytes, place};
use crate::object::system::System;
use crate::object::{CHAR, Meta, Shape, Type, make};
use crate::raise::Raise;
use crate::types::address::{family, is_address};
use crate::types::unix::address_un;
use core::ffi::c_int;
use syscall_consts::native::AF;
use syscall_types::native::{UnixAddress, sockaddr_un};

calls! { TYPES:
    /// The function that looks at memory as an array of a type; nil where there is no such type.
    pointer(name: Text) => ["function"];
    /// The memory of an object as an array of the type that this function is for, or for "void" what a number is the address of, which has no bytes.
    pt(value: Later) => ["buffer"];
}

calls! { MAKERS:
    /// An address that the kernel gave: of a Unix socket one that knows its length, any other as it is.
    sa(addr: Later, len: Option<Count>) => ["any"];
    /// An iterator over the entries of a directory in a buffer. getdents(2)
    dirents(buf: Later, size: Option<Count>) => ["fun(): dirent?"];
}

calls! { CALLS:
    /// The bytes of a type of fixed size, or of an object.
    sizeof(value: Measured) -> Option<usize>;
    /// The bytes of an object as a string: `len` of them, or up to the first zero.
    string(ptr: Later, len: Option<Count>) => ["string"];
    /// Copies bytes; of a string without `len` all, and a zero behind them.
    copy(dst: Memory, src: Source, len: Option<Count>) -> Nothing;
    /// Sets bytes to a number.
    fill(dst: Memory, len: Count, value: FillByte = 0) -> Nothing;
    /// Where a field begins, in bytes.
    offsetof(ctype: CTypeArgument, field: Text) -> Option<usize>;
    /// Whether a value is an object of a type.
    istype(ctype: CTypeArgument, value: Which) -> bool;
    /// An array of zeros.
    array(ctype: CTypeArgument, count: Count) => ["buffer"];
}

/// A type object.
struct CTypeArgument;

impl FromLua for CTypeArgument {
    type Value<'a> = (CType, &'static Type);
    const EXPECTED: &'static str = "type";
    const LUA: &'static str = "any";

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Self::Value<'a>, Raise> {
        let ctype = ctype::at(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        Ok((ctype, ctype.meta.ty(cx)))
    }
}

/// What has a size: a type, or an object.
struct Measured;

impl FromLua for Measured {
    type Value<'a> = Option<usize>;
    const EXPECTED: &'static str = "type or object";
    const LUA: &'static str = "any";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Option<usize>, Raise> {
        if let Some(CType { meta, count }) = ctype::at(cx, index) {
            let count = count.and_then(|count| usize::try_from(count).ok());
            return Ok(count.and_then(|count| meta.ty(cx).size().checked_mul(count)));
        }
        adopt(cx, index)?;
        let found = place(cx, index);
        found
            .map(|found| Some(found.0.len()))
            .ok_or_else(|| absent(cx, index, Self::EXPECTED))
    }
}

fn sizeof(size: Option<usize>) -> Option<usize> {
    size
}

/// What a value is.
struct Which;

impl FromLua for Which {
    /// Its type and shape, and its bytes.
    type Value<'a> = Option<(Meta, usize)>;
    const EXPECTED: &'static str = "value";
    const LUA: &'static str = "any";
    const ABSENT: Option<&'static str> = Some("nil");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Option<(Meta, usize)>, Raise> {
        let len = place(cx, index).map_or(0, |found| found.0.len());
        Ok(meta_of(cx, index).map(|meta| (meta, len)))
    }
}

fn istype((ctype, _): (CType, &Type), value: Option<(Meta, usize)>) -> bool {
    value.is_some_and(|(meta, _)| {
        let wanted = ctype.meta.shape();
        let same = match wanted {
            Shape::Array => meta.shape().is_array(),
            Shape::Container => meta.shape() == wanted,
            // A pointer to a structure is one to the type, as in C.
            _ => meta.shape() != Shape::Container,
        };
        same && meta.id() == ctype.meta.id()
    })
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

fn offsetof((_, ty): (CType, &Type), field: &[u8]) -> Option<usize> {
    ty.field(field).map(|(_, field)| field.offset())
}

fn array(cx: &mut Cx, (ctype, _): (CType, &Type), count: usize) -> Outcome {
    make::push_array(cx, ctype.meta.id(), count).map_err(|raise| raise.at(2))?;
    Ok(1)
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
    match viewed(cx, name) {
        Some(_) => cx.push_renamed(row(TYPES, "pt").function, name, 0),
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

fn sa(cx: &mut Cx, addr: c_int, len: Option<usize>) -> Outcome {
    let found = place(cx, addr).filter(|(_, meta)| is_address(meta.id()) || meta.id() == CHAR);
    let (place, meta) = found.ok_or(Raise::expected("socket address").at(addr))?;
    let kind = family(place).map_err(|raise| raise.at(addr))?;
    if kind != AF::UNIX || meta.id() == <address_un as crate::object::Object>::ID {
        cx.push_value(addr);
        return Ok(1);
    }
    let mut address = <sockaddr_un as syscall_types::Plain>::zeroed();
    let bytes = place.part(0, place.len().min(size_of::<sockaddr_un>()));
    let length = bytes.map_or(0, Place::len);
    let whole = {
        // SAFETY: the value's own bytes, plain data.
        let room = unsafe {
            core::slice::from_raw_parts_mut((&raw mut address).cast(), size_of::<sockaddr_un>())
        };
        place.take(room).map_err(|raise| raise.at(addr))?;
        UnixAddress::from_parts(address, len.unwrap_or(length).min(length))
    };
    make::push_new(cx, address_un::new(&whole));
    Ok(1)
}

fn dirents(cx: &mut Cx, buf: c_int, size: Option<usize>) -> Outcome {
    let found = buffer(cx, buf).ok_or_else(|| absent(cx, buf, "buffer").at(buf))?;
    let part = found.part(0, size.unwrap_or(found.len()));
    let part = part.ok_or(BEYOND.at(2))?.span();
    push_entries(cx, buf, part);
    Ok(1)
}
