//! Forms: how the Rust type of a member is read from an attribute or a field, and written to one. A row that names no form
//! has its type's [`Own`].

use core::ffi::CStr;
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::net::IpAddr;

use syscall_consts::Constants;
use syscall_consts::linux::AF;
use syscall_raw::Fd;
use syscall_types::Reflect;

use super::{ElementType, Number, Shape, Table};
use crate::attribute::{Attribute, Attributes};
use crate::malformed::{Malformed, NoSpace};
use crate::wire::{self, Wire};
use crate::writer::Request;

/// Reads a `T` from an attribute.
pub trait Read<'a, T> {
    /// The form, to a program that walks tables.
    const SHAPE: Shape;

    /// The value in a message of an address family (`AF::UNSPEC` where there is none); `None` when it is nothing that a
    /// `T` can show.
    ///
    /// # Errors
    /// It is not of this form.
    fn read(attribute: Attribute<'a>, family: AF) -> Result<Option<T>, Malformed>;
}

/// Writes a `T` as an attribute.
pub trait Write<T> {
    /// Adds the attribute.
    ///
    /// # Errors
    /// It does not fit.
    fn write(value: T, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace>;
}

/// Reads a `T` from a field of a message's fixed struct, and writes it.
pub trait Field<T> {
    /// The field's type.
    type Raw: Copy + Default;

    /// The form, to a program that walks tables.
    const SHAPE: Shape;

    /// The value that a field has.
    fn get(raw: Self::Raw) -> T;

    /// The field of a value; `None` when the field is too narrow.
    fn put(value: T) -> Option<Self::Raw>;
}

/// What writes itself into a request: a builder, or attributes as they are.
pub trait Encode: fmt::Debug {
    /// Adds everything that is set.
    ///
    /// # Errors
    /// It does not fit.
    fn encode(&self, request: &mut Request<'_>) -> Result<(), NoSpace>;
}

impl Encode for Attributes<'_> {
    fn encode(&self, request: &mut Request<'_>) -> Result<(), NoSpace> {
        request.raw(self.bytes()).map(drop)
    }
}

/// What shows attributes that are nested in another.
pub trait Nested<'a>: Sized {
    /// The table of the attributes.
    const NESTED: &'static Table;

    /// Reads the attributes in one walk.
    ///
    /// # Errors
    /// They are malformed.
    fn parse(list: Attributes<'a>) -> Result<Self, Malformed>;

    /// Takes the attributes unread.
    fn lazy(list: Attributes<'a>) -> Self;
}

/// The form that a type has by itself: numbers in the machine's byte order, a truth as a flag (`NLA_FLAG`), text with a zero
/// at its end, bytes as they are.
#[derive(Copy, Clone, Debug)]
pub enum Own {}

/// A number in network byte order.
#[derive(Copy, Clone, Debug)]
pub enum Be {}

/// A constant of a group, as a number of type `N`.
#[derive(Copy, Clone, Debug)]
pub struct Named<N>(PhantomData<N>);

/// A number in 4 or 8 bytes, whichever is enough (`NLA_UINT`).
#[derive(Copy, Clone, Debug)]
pub enum Uint {}

/// A truth in one byte.
#[derive(Copy, Clone, Debug)]
pub enum Bool {}

/// Text that ends at a zero or where the attribute ends.
#[derive(Copy, Clone, Debug)]
pub enum OpenText {}

/// A hardware address.
#[derive(Copy, Clone, Debug)]
pub enum Hardware {}

/// A kernel structure. What an older kernel's lacks is 0, and what a newer one's has more is not looked at.
#[derive(Copy, Clone, Debug)]
pub enum Layout {}

/// Attributes of another table.
#[derive(Copy, Clone, Debug)]
pub enum Nest {}

/// Attributes of another table whose members count as the outer object's own.
#[derive(Copy, Clone, Debug)]
pub enum Flat {}

/// Attributes that one of the tables `T` describes: the one whose name stands in the attribute of type `ON` beside them.
#[derive(Copy, Clone, Debug)]
pub struct Dependent<const ON: u16, T>(PhantomData<T>);

/// A fixed struct and attributes, as the messages of the object `T` have them; read as their bytes.
#[derive(Copy, Clone, Debug)]
pub struct Inner<T>(PhantomData<T>);

/// Tables by name.
pub trait Tables {
    /// The tables.
    const TABLES: &'static [(&'static str, &'static Table)];
}

/// A list of attributes of type `TYPE`, each of the form `F`.
#[derive(Copy, Clone, Debug)]
pub struct List<F, const TYPE: u16>(PhantomData<F>);

/// A list of attributes that are numbered from `FIRST`, each of the form `F`.
#[derive(Copy, Clone, Debug)]
pub struct Array<F, const FIRST: u16>(PhantomData<F>);

/// A number's shape.
const fn number(size: usize, signed: bool, big_endian: bool) -> Number {
    Number {
        size: size as u8,
        signed,
        big_endian,
        group: None,
    }
}

macro_rules! numbers {
    ($($type:ident)*) => {$(
        impl Read<'_, $type> for Own {
            const SHAPE: Shape = Shape::Number(number(size_of::<$type>(), $type::MIN != 0, false));

            #[inline]
            fn read(attribute: Attribute<'_>, _: AF) -> Result<Option<$type>, Malformed> {
                attribute.array().map($type::from_ne_bytes).map(Some)
            }
        }

        impl Write<$type> for Own {
            fn write(value: $type, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                request.attribute(attribute_type, &value.to_ne_bytes()).map(drop)
            }
        }

        impl Field<$type> for Own {
            type Raw = $type;

            const SHAPE: Shape = Shape::Number(number(size_of::<$type>(), $type::MIN != 0, false));

            #[inline]
            fn get(raw: $type) -> $type {
                raw
            }

            fn put(value: $type) -> Option<$type> {
                Some(value)
            }
        }

        impl Read<'_, $type> for Be {
            const SHAPE: Shape = Shape::Number(number(size_of::<$type>(), $type::MIN != 0, true));

            #[inline]
            fn read(attribute: Attribute<'_>, _: AF) -> Result<Option<$type>, Malformed> {
                attribute.array().map($type::from_be_bytes).map(Some)
            }
        }

        impl Write<$type> for Be {
            fn write(value: $type, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                request.attribute(attribute_type, &value.to_be_bytes()).map(drop)
            }
        }

        impl<G: Constants> Read<'_, G> for Named<$type> {
            const SHAPE: Shape = <Self as Field<G>>::SHAPE;

            #[inline]
            fn read(attribute: Attribute<'_>, _: AF) -> Result<Option<G>, Malformed> {
                let raw = attribute.array().map($type::from_ne_bytes)?;
                Ok(Some(<Self as Field<G>>::get(raw)))
            }
        }

        impl<G: Constants> Write<G> for Named<$type> {
            fn write(value: G, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                let raw = <Self as Field<G>>::put(value).ok_or(NoSpace)?;
                request.attribute(attribute_type, &raw.to_ne_bytes()).map(drop)
            }
        }

        impl<G: Constants> Field<G> for Named<$type> {
            type Raw = $type;

            const SHAPE: Shape = Shape::Number(Number {
                group: Some(&G::GROUP),
                ..number(size_of::<$type>(), $type::MIN != 0, false)
            });

            #[inline]
            fn get(raw: $type) -> G {
                G::from_raw(raw as i64)
            }

            fn put(value: G) -> Option<$type> {
                let raw = value.raw();
                let narrow = raw as $type;
                (narrow as i64 == raw).then_some(narrow)
            }
        }
    )*};
}
numbers! { u8 u16 u32 u64 i32 }

/// A descriptor on loan, as its number.
impl Write<Fd<'_>> for Own {
    fn write(value: Fd<'_>, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
        request
            .attribute(attribute_type, &value.as_raw().to_ne_bytes())
            .map(drop)
    }
}

/// Types that an attribute's method reads, and a request's writes.
macro_rules! plain {
    ($($form:ident $type:ty: $shape:ident, $read:expr, $write:ident;)*) => {$(
        impl<'a> Read<'a, $type> for $form {
            const SHAPE: Shape = Shape::$shape;

            #[inline]
            fn read(attribute: Attribute<'a>, family: AF) -> Result<Option<$type>, Malformed> {
                let read: fn(Attribute<'a>, AF) -> Result<Option<$type>, Malformed> = $read;
                read(attribute, family)
            }
        }

        impl<'a> Write<$type> for $form {
            fn write(value: $type, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                request.$write(attribute_type, value).map(drop)
            }
        }
    )*};
}
plain! {
    Own &'a [u8]: Bytes, |attribute, _| Ok(Some(attribute.bytes())), attribute;
    Own IpAddr: Ip, |attribute, family| attribute.ip(family), ip;
    OpenText &'a [u8]: OpenText, |attribute, _| Ok(Some(attribute.text())), attribute;
    Hardware &'a [u8]: Hardware, |attribute, _| Ok(Some(attribute.bytes())), attribute;
    Uint u64: Uint, |attribute, _| attribute.uint().map(Some), u64;
}

impl<'a> Read<'a, &'a CStr> for Own {
    const SHAPE: Shape = Shape::Text;

    #[inline]
    fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<&'a CStr>, Malformed> {
        attribute.c_str().map(Some)
    }
}

impl Write<&CStr> for Own {
    fn write(value: &CStr, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
        request.c_str(attribute_type, value).map(drop)
    }
}

impl Read<'_, bool> for Own {
    const SHAPE: Shape = Shape::Flag;

    #[inline]
    fn read(_: Attribute<'_>, _: AF) -> Result<Option<bool>, Malformed> {
        Ok(Some(true))
    }
}

impl Write<bool> for Own {
    fn write(value: bool, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
        match value {
            true => request.attribute(attribute_type, &[]).map(drop),
            false => Ok(()),
        }
    }
}

impl Read<'_, bool> for Bool {
    const SHAPE: Shape = Shape::Bool;

    #[inline]
    fn read(attribute: Attribute<'_>, _: AF) -> Result<Option<bool>, Malformed> {
        attribute.u8().map(|byte| Some(byte != 0))
    }
}

impl Write<bool> for Bool {
    fn write(value: bool, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
        request.u8(attribute_type, value.into()).map(drop)
    }
}

impl<T: Reflect> Read<'_, T> for Layout {
    const SHAPE: Shape = Shape::Struct(T::STRUCT);

    #[inline]
    fn read(attribute: Attribute<'_>, _: AF) -> Result<Option<T>, Malformed> {
        Ok(Some(wire::read(attribute.bytes())))
    }
}

impl<T: Wire> Write<T> for Layout {
    fn write(value: T, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
        request
            .attribute(attribute_type, wire::bytes(&value))
            .map(drop)
    }
}

impl<'a> Read<'a, Attributes<'a>> for Own {
    const SHAPE: Shape = Shape::Attributes;

    #[inline]
    fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<Attributes<'a>>, Malformed> {
        Ok(Some(attribute.nested()))
    }
}

impl Write<&dyn Encode> for Own {
    fn write(
        value: &dyn Encode,
        attribute_type: u16,
        request: &mut Request<'_>,
    ) -> Result<(), NoSpace> {
        nested(&value, attribute_type, request)
    }
}

impl<'a, const ON: u16, T: Tables> Read<'a, Attributes<'a>> for Dependent<ON, T> {
    const SHAPE: Shape = Shape::Dependent {
        on: ON,
        tables: T::TABLES,
    };

    #[inline]
    fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<Attributes<'a>>, Malformed> {
        Ok(Some(attribute.nested()))
    }
}

impl<const ON: u16, T> Write<&dyn Encode> for Dependent<ON, T> {
    fn write(
        value: &dyn Encode,
        attribute_type: u16,
        request: &mut Request<'_>,
    ) -> Result<(), NoSpace> {
        nested(&value, attribute_type, request)
    }
}

impl<'a, T: super::Described> Read<'a, &'a [u8]> for Inner<T> {
    const SHAPE: Shape = Shape::Inner(|| T::TABLE);

    #[inline]
    fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<&'a [u8]>, Malformed> {
        Ok(Some(attribute.bytes()))
    }
}

impl<T> Write<&dyn Encode> for Inner<T> {
    fn write(
        value: &dyn Encode,
        attribute_type: u16,
        request: &mut Request<'_>,
    ) -> Result<(), NoSpace> {
        nested(&value, attribute_type, request)
    }
}

impl<E: Encode + ?Sized> Encode for &E {
    fn encode(&self, request: &mut Request<'_>) -> Result<(), NoSpace> {
        (**self).encode(request)
    }
}

/// Adds an attribute that holds attributes.
fn nested(
    value: &impl Encode,
    attribute_type: u16,
    request: &mut Request<'_>,
) -> Result<(), NoSpace> {
    request
        .nested(attribute_type, |request| value.encode(request))
        .map(drop)
}

/// The two forms of nested tables.
macro_rules! nests {
    ($($form:ident $flat:literal)*) => {$(
        impl<'a, V: Nested<'a>> Read<'a, V> for $form {
            const SHAPE: Shape = Shape::Nest { table: V::NESTED, flat: $flat };

            #[inline]
            fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<V>, Malformed> {
                Ok(Some(V::lazy(attribute.nested())))
            }
        }

        impl<E: Encode> Write<E> for $form {
            fn write(value: E, attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                nested(&value, attribute_type, request)
            }
        }
    )*};
}
nests! { Nest false Flat true }

/// The two forms of lists.
macro_rules! lists {
    ($($form:ident $element:ident)*) => {$(
        impl<'a, T, F: Read<'a, T>, const TYPE: u16> Read<'a, Elements<'a, T, F>> for $form<F, TYPE> {
            const SHAPE: Shape = Shape::List {
                element: &F::SHAPE,
                attribute_type: ElementType::$element(TYPE),
            };

            #[inline]
            fn read(attribute: Attribute<'a>, _: AF) -> Result<Option<Elements<'a, T, F>>, Malformed> {
                Ok(Some(Elements {
                    list: attribute.nested(),
                    types: ElementType::$element(TYPE),
                    form: PhantomData,
                }))
            }
        }

        impl<T: Copy, F: Write<T>, const TYPE: u16> Write<&[T]> for $form<F, TYPE> {
            fn write(values: &[T], attribute_type: u16, request: &mut Request<'_>) -> Result<(), NoSpace> {
                let types = ElementType::$element(TYPE);
                let fill = |request: &mut Request<'_>| {
                    for (index, value) in values.iter().enumerate() {
                        F::write(*value, types.of(index).ok_or(NoSpace)?, request)?;
                    }
                    Ok(())
                };
                request.nested(attribute_type, fill).map(drop)
            }
        }
    )*};
}
lists! { List Each Array From }

/// A walk over the elements of a list. It ends at the end of the list or after the first error.
pub struct Elements<'a, T, F = Own> {
    list: Attributes<'a>,
    types: ElementType,
    form: PhantomData<fn() -> (T, F)>,
}

impl<T, F> Clone for Elements<'_, T, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for Elements<'_, T, F> {}

impl<'a, T, F: Read<'a, T>> Iterator for Elements<'a, T, F> {
    type Item = Result<T, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let element = self.list.next()?;
            let read = match element {
                Ok(element) if !self.types.has(element.attribute_type()) => continue,
                Ok(element) => F::read(element, AF::UNSPEC),
                Err(error) => Err(error),
            };
            match read {
                Ok(None) => {}
                Ok(Some(value)) => return Some(Ok(value)),
                Err(error) => {
                    self.list = Attributes::new(&[]);
                    return Some(Err(error));
                }
            }
        }
    }
}

impl<'a, T, F: Read<'a, T>> FusedIterator for Elements<'a, T, F> {}

impl<'a, T: fmt::Debug, F: Read<'a, T>> fmt::Debug for Elements<'a, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}
