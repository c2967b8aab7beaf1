//! Fields and elements: from the bytes at a place to a Lua value and back, by their kind.

use super::CHAR;
use super::place::{Place, Span, place, structure_of};
use super::system::{Common, System, id_of};
use super::{Arguments, Meta, Shape, make};
use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::Push;
use crate::object::number;
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_types::Kind;

/// The type whose arrays hold elements of this kind.
fn element_type(cx: &Cx, kind: &Kind) -> Option<usize> {
    const SIGNED: [usize; 4] = [
        id_of::<Common>("int8"),
        id_of::<Common>("int16"),
        id_of::<Common>("int32"),
        id_of::<Common>("int64"),
    ];
    const UNSIGNED: [usize; 4] = [
        id_of::<Common>("uint8"),
        id_of::<Common>("uint16"),
        id_of::<Common>("uint32"),
        id_of::<Common>("uint64"),
    ];
    match *kind {
        Kind::Char => Some(CHAR),
        Kind::Int { size, signed } => {
            let widths = if signed { SIGNED } else { UNSIGNED };
            widths.get(size.trailing_zeros() as usize).copied()
        }
        Kind::Struct(structure) => System::of(cx).id_of_struct(structure),
        // As the elements of all its rows.
        Kind::Array(element, _) => element_type(cx, element),
        _ => None,
    }
}

/// What stands at a place, taken out of memory, to be pushed when that is let go.
pub enum Member {
    /// An integer that every version holds.
    Small(i64),
    /// 64 bits.
    Signed(i64),
    /// 64 bits.
    Unsigned(u64),
    /// A part of the object, to be seen through a view.
    Part(Meta, Span),
    /// A null pointer.
    Nil,
}

/// Looks at what stands at `part`.
#[inline]
pub fn look(cx: &Cx, part: Place, kind: &Kind) -> Result<Member, Raise> {
    Ok(match *kind {
        Kind::Int {
            size: 1,
            signed: false,
        } => Member::Small(part.read::<u8>()?.into()),
        Kind::Int {
            size: 1,
            signed: true,
        } => Member::Small(part.read::<i8>()?.into()),
        Kind::Int {
            size: 2,
            signed: false,
        } => Member::Small(part.read::<u16>()?.into()),
        Kind::Int {
            size: 2,
            signed: true,
        } => Member::Small(part.read::<i16>()?.into()),
        Kind::Int {
            size: 4,
            signed: false,
        } => Member::Small(part.read::<u32>()?.into()),
        Kind::Int {
            size: 4,
            signed: true,
        } => Member::Small(part.read::<i32>()?.into()),
        Kind::Int { signed: false, .. } => Member::Unsigned(part.read()?),
        Kind::Int { signed: true, .. } => Member::Signed(part.read()?),
        Kind::Bits { size, bits } => Member::Unsigned(bits.get(integer(part, size)?)),
        // C's `char`, signed or not as the machine has it.
        Kind::Char => Member::Small((part.read::<u8>()? as core::ffi::c_char).into()),
        Kind::Struct(inner) => match System::of(cx).id_of_struct(inner) {
            Some(id) => Member::Part(Meta::new(id, Shape::StructView), part.span()),
            None => {
                return Err(Raise::invalid(
                    "a nested structure without a type of its own",
                ));
            }
        },
        Kind::Array(element, _) => match element_type(cx, element) {
            Some(id) => Member::Part(Meta::new(id, Shape::ArrayView), part.span()),
            None => {
                return Err(Raise::invalid(
                    "an array without an element type of its own",
                ));
            }
        },
        Kind::Pointer => match part.read::<usize>()? {
            0 => Member::Nil,
            // An address without extent: to be compared and passed on, not to be looked through.
            pointer => Member::Part(
                Meta::new(CHAR, Shape::ArrayView),
                Span {
                    start: core::ptr::with_exposed_provenance_mut(pointer),
                    len: 0,
                },
            ),
        },
        _ => {
            return Err(Raise::invalid(
                "a kind of field that this version cannot show",
            ));
        }
    })
}

impl Member {
    /// Pushes it; a part is of the object at stack slot `owner`. May raise (memory).
    #[inline]
    pub fn push(self, cx: &mut Cx, owner: c_int) -> Outcome {
        match self {
            Member::Small(value) => cx.push_integer(value),
            Member::Signed(value) => number::push_signed(cx, value),
            Member::Unsigned(value) => number::push_unsigned(cx, value),
            Member::Part(meta, span) => make::push_view(cx, owner, meta, span),
            Member::Nil => cx.push_nil(),
        }
        Ok(1)
    }

    /// As [`push`](Member::push), and 64 bits as a plain number, which friendly members are: exact up to 2^53, and beyond where
    /// the version has integers.
    #[inline]
    pub fn push_plain(self, cx: &mut Cx, owner: c_int) -> Outcome {
        match self {
            Member::Signed(value) => value.push(cx),
            Member::Unsigned(value) => value.push(cx),
            other => return other.push(cx, owner),
        }
        Ok(1)
    }
}

/// The integer of so many bytes.
fn integer(part: Place, size: u8) -> Result<u64, Raise> {
    Ok(match size {
        1 => part.read::<u8>()?.into(),
        2 => part.read::<u16>()?.into(),
        4 => part.read::<u32>()?.into(),
        _ => part.read()?,
    })
}

/// Stores the low bytes of an integer.
pub fn set_integer(part: Place, size: u8, value: u64) -> Result<(), Raise> {
    match size {
        1 => part.write(value as u8),
        2 => part.write(value as u16),
        4 => part.write(value as u32),
        _ => part.write(value),
    }
}

/// Stores the Lua value at stack slot `index` at `part`. Integers and bit fields wrap around as in C.
pub fn store(cx: &mut Cx, part: Place, kind: &Kind, index: c_int) -> Result<(), Raise> {
    match *kind {
        Kind::Char => part.write(number::wrapping(cx, index)? as u8),
        Kind::Int { size, .. } => set_integer(part, size, number::wrapping(cx, index)?),
        Kind::Bits { size, bits } => {
            let value = number::wrapping(cx, index)?;
            set_integer(part, size, bits.set(integer(part, size)?, value))
        }
        Kind::Struct(inner) => {
            let id = System::of(cx).id_of_struct(inner).ok_or(Raise::invalid(
                "a nested structure without a type of its own",
            ))?;
            store_structure(cx, part, id, index)
        }
        Kind::Array(element, count) => store_array(cx, part, element, count as usize, index),
        Kind::Pointer if cx.is_nil(index) => part.write(0_usize),
        _ => Err(Raise::invalid("a pointer can only be set to nil")),
    }
}

/// Stores a structure: a copy of an object of its type, or whatever its constructor takes.
pub fn store_structure(cx: &mut Cx, part: Place, id: usize, index: c_int) -> Result<(), Raise> {
    if let Some(source) = structure_of(cx, index, id) {
        return part.copy_from(source);
    }
    part.clear()?;
    make::construct(cx, id, Arguments::one(index), part)
}

/// Stores an array: a string (the rest is zeroed), an array object, or a table of elements.
pub fn store_array(
    cx: &mut Cx,
    part: Place,
    element: &Kind,
    count: usize,
    index: c_int,
) -> Result<(), Raise> {
    if let Some(bytes) = cx.to_bytes(index) {
        if bytes.len() > part.len() {
            return Err(Raise::invalid("the string is longer than the array"));
        }
        part.clear()?;
        return part.fill(bytes);
    }
    if let Some((source, _)) = place(cx, index) {
        if source.len() > part.len() {
            return Err(Raise::invalid("the source is longer than the array"));
        }
        return part.copy_from(source);
    }
    if cx.type_of(index) != LuaType::Table {
        return Err(Raise::expected("string, table or array"));
    }
    for i in 0..cx.raw_len(index) {
        let Some(part) = part
            .part(i * element.size(), element.size())
            .filter(|_| i < count)
        else {
            return Err(Raise::invalid("the table has more elements than the array"));
        };
        cx.raw_get_integer(index, i + 1);
        let value = cx.top();
        store(cx, part, element, value)
            .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
        cx.pop(1);
    }
    Ok(())
}
