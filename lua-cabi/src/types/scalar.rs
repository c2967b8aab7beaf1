//! C's integer types: as constructors of numbers that wrap around as in C (`t.int8(200)` is -56), and as elements of arrays.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::adopt;
use crate::object::place::{Instance, place as object, view};
use crate::object::{Constructor, Rare, Type, number, operators};
use core::ffi::{c_int, c_long, c_uint, c_ulong};
use syscall_types::{FieldKind, Kind};

/// What scalars have.
const SCALAR: Rare = Rare {
    text: Some(text),
    equal: Some(operators::equal_scalars),
    ..Rare::NONE
};

/// A scalar of a Rust integer type.
const fn scalar<T: FieldKind>(name: &'static str, doc: &'static str) -> Type {
    Type {
        rare: &SCALAR,
        ..Type::new(name, T::KIND, doc)
    }
}

/// A 64-bit value: what a plain number cannot hold exactly.
const fn wide<T: FieldKind>(name: &'static str, doc: &'static str) -> Type {
    Type {
        arithmetic: true,
        ..scalar::<T>(name, doc)
    }
}

/// The digits of a scalar.
fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let value = number::of_kind(this.place(cx)?, this.meta.ty(cx).layout)?;
    operators::push_digits(cx, value.unwrap_or(0));
    Ok(1)
}

/// A number, or the address of what an object stands for, which tells where it is and opens no way to it.
const ADDRESS: Option<Constructor> = Some(Constructor {
    forms: &["value: number|boolean", "object: any"],
    construct: |cx, arguments, place| {
        let index = arguments.first;
        if arguments.len() == 0 || cx.is_nil(index) {
            return Ok(());
        }
        if let Err(raise) = adopt(cx, index)
            && raise.is_caught()
        {
            return Err(raise);
        }
        let address = match view(cx, index) {
            Some(view) => Some(view.start as usize),
            None => match object(cx, index) {
                Some((object, meta))
                    if meta.ty(cx).structure().is_some() || meta.shape().is_array() =>
                {
                    Some(object.start() as usize)
                }
                _ => None,
            },
        };
        match address {
            Some(address) => place.write(address),
            None => place.write(number::wrapping(cx, index)? as usize),
        }
    },
});

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        rare: &Rare {
            text: Some(text),
            ..Rare::NONE
        },
        ..Type::new("char", Kind::Char, "C's char: the element of buffers")
    },
    scalar::<u8>("uchar", "C's unsigned char"),
    scalar::<c_int>("int", "C's int"),
    scalar::<c_uint>("uint", "C's unsigned int"),
    scalar::<i8>("int8", "8 bits, signed"),
    scalar::<u8>("uint8", "8 bits"),
    scalar::<i16>("int16", "16 bits, signed"),
    scalar::<u16>("uint16", "16 bits"),
    scalar::<i32>("int32", "32 bits, signed"),
    scalar::<u32>("uint32", "32 bits"),
    wide::<i64>(
        "int64",
        "64 bits, signed: an exact value beyond what a Lua number holds",
    ),
    wide::<u64>(
        "uint64",
        "64 bits: an exact value beyond what a Lua number holds",
    ),
    scalar::<c_long>("long", "C's long"),
    scalar::<c_ulong>("ulong", "C's unsigned long"),
    scalar::<usize>("size", "size_t"),
    scalar::<isize>("ssize", "ssize_t"),
    scalar::<u32>("mode", "mode_t"),
    scalar::<u64>("dev", "dev_t"),
    scalar::<i64>("off", "off_t, 64 bits everywhere"),
    scalar::<u32>("uid", "uid_t"),
    scalar::<u32>("gid", "gid_t"),
    scalar::<i32>("pid", "pid_t"),
    scalar::<u16>("in_port", "in_port_t, in network byte order"),
    scalar::<u16>("sa_family", "sa_family_t"),
    scalar::<u32>("socklen", "socklen_t"),
    scalar::<u32>("id", "id_t"),
    scalar::<i32>("daddr", "daddr_t"),
    scalar::<i64>("time", "time_t, 64 bits everywhere"),
    scalar::<c_long>("clock", "clock_t"),
    scalar::<c_ulong>("nlink", "nlink_t"),
    scalar::<u64>("ino", "ino_t, 64 bits everywhere"),
    scalar::<c_ulong>("nfds", "nfds_t"),
    scalar::<i32>("clockid", "clockid_t"),
    Type {
        rare: &Rare {
            construct: ADDRESS,
            ..SCALAR
        },
        ..scalar::<isize>(
            "intptr",
            "intptr_t: a number, or the address of an object's memory",
        )
    },
    Type {
        rare: &Rare {
            construct: ADDRESS,
            ..SCALAR
        },
        ..scalar::<usize>(
            "uintptr",
            "uintptr_t: a number, or the address of an object's memory",
        )
    },
];
