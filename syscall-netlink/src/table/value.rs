//! Values whose type is known when the program runs: read and written as a [`Shape`] says.

use core::net::IpAddr;

use syscall_consts::linux::AF;
use syscall_types::Struct;

use super::{ElementType, Number, Shape, Table};
use crate::attribute::{Attribute, Attributes};
use crate::malformed::{Malformed, NoSpace};
use crate::writer::Request;

/// A member's value.
#[derive(Copy, Clone, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A number that is never negative.
    Unsigned(u64),
    /// A number that may be negative.
    Signed(i64),
    /// A truth.
    Bool(bool),
    /// Text without its zero; it need not be UTF-8.
    Text(&'a [u8]),
    /// An address.
    Ip(IpAddr),
    /// A hardware address.
    Hardware(&'a [u8]),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A structure's bytes, as many as there are.
    Struct(&'static Struct, &'a [u8]),
    /// Attributes that a table describes.
    Nest(&'static Table, Attributes<'a>),
    /// Attributes that no table describes.
    Attributes(Attributes<'a>),
    /// A list of attributes, each of that shape.
    List(&'static Shape, ElementType, Attributes<'a>),
}

impl Number {
    /// The number in as many bytes as it has.
    fn get(&self, bytes: &[u8]) -> Option<Value<'static>> {
        let mut wide = [0; 8];
        let size = usize::from(self.size);
        let source = bytes.get(..size)?;
        // The bytes as a big-endian number of eight.
        let place = wide.get_mut(8_usize.checked_sub(size)?..)?;
        place.copy_from_slice(source);
        if !self.big_endian && cfg!(target_endian = "little") {
            place.reverse();
        }
        let unsigned = u64::from_be_bytes(wide);
        Some(match self.signed {
            false => Value::Unsigned(unsigned),
            true => {
                let unused = 64_u32.saturating_sub(8_u32.saturating_mul(self.size.into()));
                Value::Signed((unsigned.wrapping_shl(unused) as i64).wrapping_shr(unused))
            }
        })
    }

    /// The bytes of a number and how many they are; nothing when it has more.
    fn put(&self, value: Value<'_>) -> Option<([u8; 8], usize)> {
        let wide = match value {
            Value::Unsigned(value) if self.signed => i64::try_from(value).ok()?.to_be_bytes(),
            Value::Signed(value) if !self.signed => u64::try_from(value).ok()?.to_be_bytes(),
            Value::Unsigned(value) => value.to_be_bytes(),
            Value::Signed(value) => value.to_be_bytes(),
            _ => return None,
        };
        let size = usize::from(self.size);
        let mut bytes = [0; 8];
        let place = bytes.get_mut(..size)?;
        place.copy_from_slice(wide.get(8_usize.checked_sub(size)?..)?);
        if !self.big_endian && cfg!(target_endian = "little") {
            place.reverse();
        }
        // What does not come back the same did not fit.
        let back = match self.get(&bytes)? {
            Value::Unsigned(value) => value.to_be_bytes(),
            Value::Signed(value) => value.to_be_bytes(),
            _ => return None,
        };
        (back == wide).then_some((bytes, size))
    }
}

impl Shape {
    /// The value of a field at the start of `bytes`.
    pub(super) fn field(&self, bytes: &[u8]) -> Option<Value<'static>> {
        match self {
            Shape::Number(number) => number.get(bytes),
            _ => None,
        }
    }

    /// The value of an attribute of this shape in a message of an address family (`AF::UNSPEC` where there is none).
    /// `None` when it is an address of a family that is none of IP.
    ///
    /// # Errors
    /// It is not of this shape.
    pub fn read<'a>(
        &self,
        attribute: Attribute<'a>,
        family: AF,
    ) -> Result<Option<Value<'a>>, Malformed> {
        let bytes = attribute.bytes();
        Ok(Some(match *self {
            Shape::Number(number) => match number.get(bytes) {
                Some(value) if bytes.len() == usize::from(number.size) => value,
                _ => return Err(attribute.bad()),
            },
            Shape::Uint => Value::Unsigned(attribute.uint()?),
            Shape::Flag => Value::Bool(true),
            Shape::Bool => Value::Bool(attribute.u8()? != 0),
            Shape::Text => Value::Text(attribute.c_str()?.to_bytes()),
            Shape::OpenText => Value::Text(attribute.text()),
            Shape::Ip => return Ok(attribute.ip(family)?.map(Value::Ip)),
            Shape::Hardware => Value::Hardware(bytes),
            Shape::Bytes | Shape::Inner(_) => Value::Bytes(bytes),
            Shape::Struct(layout) => Value::Struct(layout, bytes),
            Shape::Nest { table, .. } => Value::Nest(table, attribute.nested()),
            Shape::Dependent { .. } | Shape::Attributes => Value::Attributes(attribute.nested()),
            Shape::List {
                element,
                attribute_type,
            } => Value::List(element, attribute_type, attribute.nested()),
        }))
    }

    /// Adds an attribute of this shape to a request.
    ///
    /// # Errors
    /// It does not fit, or the value is of another kind than the shape's.
    pub fn write(
        &self,
        attribute_type: u16,
        value: Value<'_>,
        request: &mut Request<'_>,
    ) -> Result<(), NoSpace> {
        let number = match *self {
            Shape::Number(number) => Some(number),
            // Every kernel that has such attributes takes eight bytes too.
            Shape::Uint => Some(Number {
                size: 8,
                signed: false,
                big_endian: false,
                group: None,
            }),
            _ => None,
        };
        if let Some(number) = number {
            let (bytes, size) = number.put(value).ok_or(NoSpace)?;
            let bytes = bytes.get(..size).ok_or(NoSpace)?;
            return request.attribute(attribute_type, bytes).map(drop);
        }
        match (*self, value) {
            (Shape::Flag, Value::Bool(false)) => Ok(()),
            (Shape::Flag, Value::Bool(true)) => request.attribute(attribute_type, &[]).map(drop),
            (Shape::Bool, Value::Bool(value)) => request.u8(attribute_type, value.into()).map(drop),
            (Shape::Text, Value::Text(text)) => request.text(attribute_type, text).map(drop),
            (Shape::Ip, Value::Ip(ip)) => request.ip(attribute_type, ip).map(drop),
            (Shape::OpenText, Value::Text(bytes))
            | (Shape::Hardware, Value::Hardware(bytes))
            | (Shape::Bytes, Value::Bytes(bytes))
            | (Shape::Struct(_), Value::Struct(_, bytes)) => {
                request.attribute(attribute_type, bytes).map(drop)
            }
            (Shape::Inner(_), Value::Bytes(bytes)) => request
                .nested(attribute_type, |request| request.raw(bytes).map(drop))
                .map(drop),
            (Shape::Nest { .. }, Value::Nest(_, list))
            | (Shape::Dependent { .. }, Value::Nest(_, list) | Value::Attributes(list))
            | (Shape::Attributes, Value::Attributes(list))
            | (Shape::List { .. }, Value::List(_, _, list)) => request
                .nested(attribute_type, |request| {
                    request.raw(list.bytes()).map(drop)
                })
                .map(drop),
            _ => Err(NoSpace),
        }
    }
}

impl<'a> Value<'a> {
    /// The elements of a list; those that cannot be read end it. Empty for what is no list.
    pub fn elements(self) -> impl Iterator<Item = Value<'a>> {
        let (shape, types, list) = match self {
            Value::List(shape, types, list) => (shape, types, list),
            _ => (&Shape::Bytes, ElementType::From(0), Attributes::new(&[])),
        };
        list.map_while(Result::ok)
            .filter(move |attribute| types.has(attribute.attribute_type()))
            .map_while(move |attribute| shape.read(attribute, AF::UNSPEC).ok()?)
    }
}

impl ElementType {
    /// The type of the element of that index, counted from 0.
    pub(crate) fn of(self, index: usize) -> Option<u16> {
        match self {
            ElementType::Each(attribute_type) => Some(attribute_type),
            ElementType::From(first) => u16::try_from(index).ok()?.checked_add(first),
        }
    }

    /// Whether an attribute of that type is an element.
    pub(crate) const fn has(self, attribute_type: u16) -> bool {
        match self {
            ElementType::Each(only) => only == attribute_type,
            ElementType::From(_) => true,
        }
    }
}
