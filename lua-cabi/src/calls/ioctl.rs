//! Requests of ioctl(2), and `c.IOCTL`, their table. A request is a number, or what the table has for those whose argument is
//! known: a description, which is a table `{number=, read=, write=, singleton=, type=}` that programs can write too. ioctl_list(2)
//!
//! What the kernel is lent is at least as long as the number says that the request reads or fills. Older numbers do not say it:
//! then it is lent [`SCRATCH`] bytes, more than any of them fills, and of those the object gets what it has room for. Requests
//! whose argument holds addresses or lengths of more memory have these from the program, which is its use of raw pointers.

#![allow(non_snake_case, reason = "the kernel's own names")]

use super::input;
use crate::abi::Type as LuaType;
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use crate::convert::buffer::adopt;
use crate::convert::descriptor::Fd;
use crate::convert::request::{Letter, Operand, Operands, Request};
use crate::convert::result::{Checked, fail};
use crate::convert::row::calls;
use crate::convert::{FromLua, Later, Push};
use crate::object::ctype::{self, CType};
use crate::object::number::{CommandNumber, RequestDigit, RequestSize, integer};
use crate::object::place::{Place, absent, place};
use crate::object::{Arguments, Shape, make, value};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use syscall_consts::native::ioctl::{self as requests, Argument, Encoding};
use syscall_raw::native as sys;

calls! { CALLS:
    /// A request to a device or another file, by its name in `c.IOCTL` ("TIOCGWINSZ"), a description or a number. With a description: `arg` is an object of its type, or what the type's constructor takes; the result is what was read, else true. With a bare number: `arg` is a string, an object, or a number for a pointer to an int; the result is true, or the number that the request gave. ioctl(2)
    ioctl(fd: Fd, request: Later, arg: Later) => ["any"];
}

calls! { MAKERS:
    /// The number of a request without an argument, of a driver's letter. ioctl(2)
    _IO(group: Letter, nr: RequestDigit) -> u32;
    /// A request that reads: its number for a size, its description for a type. ioctl(2)
    _IOR(group: Letter, nr: RequestDigit, argument: Operand) -> Request;
    /// A request that writes: its number for a size, its description for a type. ioctl(2)
    _IOW(group: Letter, nr: RequestDigit, argument: Operand) -> Request;
    /// A request that writes and reads: its number for a size, its description for a type. ioctl(2)
    _IOWR(group: Letter, nr: RequestDigit, argument: Operand) -> Request;
}

fn _IO(group: u8, nr: u8) -> u32 {
    requests::_IO(group, nr)
}

/// A request of its parts: with a type it has a description.
fn made(number: u32, operand: Operands, read: bool, write: bool) -> Request {
    let argument = match operand {
        Operands::Bytes(_) => None,
        Operands::Type(type_name, singleton, _) => Some(Argument {
            type_name,
            read,
            write,
            singleton,
            by_value: false,
        }),
    };
    Request {
        number,
        argument,
        count: None,
    }
}

fn _IOR(group: u8, nr: u8, argument: Operands) -> Request {
    made(
        requests::_IOR(group, nr, argument.size()),
        argument,
        true,
        false,
    )
}

fn _IOW(group: u8, nr: u8, argument: Operands) -> Request {
    made(
        requests::_IOW(group, nr, argument.size()),
        argument,
        false,
        true,
    )
}

fn _IOWR(group: u8, nr: u8, argument: Operands) -> Request {
    made(
        requests::_IOWR(group, nr, argument.size()),
        argument,
        true,
        true,
    )
}

/// Pushes `c.IOCTL`, made on the first use. May raise (memory).
pub fn push_table(cx: &mut Cx) {
    cx.push_once(Slot::REQUESTS, |cx| {
        cx.push_table(0, 0);
        let table = cx.top();
        for request in requests::iter() {
            Request {
                number: request.number,
                argument: request.argument,
                count: None,
            }
            .push(cx);
            cx.raw_set_field(table, request.name);
        }
        for maker in MAKERS.iter().chain(input::REQUESTS.iter()) {
            cx.push_function(maker.function(), 0);
            cx.raw_set_field(table, maker.name());
        }
        cx.push_table(0, 2);
        // The memo: what is looked up in another spelling stands there afterwards.
        cx.push_table(0, 0);
        cx.push_table(0, 1);
        cx.push_function(enter::<Lookup>, 0);
        cx.push_value(-1);
        cx.raw_set_field(table + 1, "__call");
        cx.raw_set_field(-2, "__index");
        cx.set_metatable(-2);
        cx.raw_set_field(-2, "__index");
        cx.set_metatable(table);
    });
}

/// Pushes what `c.IOCTL` has for a name in any case, or nil. May raise (memory).
fn push_named(cx: &mut Cx, name: &[u8]) {
    push_table(cx);
    // The longest name is shorter.
    let mut upper = [0; 64];
    let name = name.trim_ascii();
    match upper.get_mut(..name.len()) {
        Some(upper) => {
            upper.copy_from_slice(name);
            upper.make_ascii_uppercase();
            cx.push_bytes(upper);
            cx.raw_get(-2);
        }
        None => cx.push_nil(),
    }
    cx.remove(-2);
}

/// `c.IOCTL[value]`, for what is not in the table, and `c.IOCTL(value)`: what is no text stands for itself.
struct Lookup;

impl Call for Lookup {
    const INFO: Info = internal!("IOCTL");

    fn run(cx: &mut Cx) -> Outcome {
        cx.set_top(2);
        match cx.to_bytes(2) {
            Some(name) => {
                push_named(cx, name);
                if !cx.is_nil(-1) {
                    cx.keep();
                }
            }
            None => cx.push_value(2),
        }
        Ok(1)
    }
}

/// A request as it is to be made.
#[derive(Clone, Copy)]
struct Wanted {
    number: u32,
    read: bool,
    write: bool,
    singleton: bool,
    value: bool,
    ctype: Option<CType>,
}

impl Wanted {
    /// The request at a stack slot.
    fn at(cx: &mut Cx, index: c_int) -> Result<Wanted, Raise> {
        let top = cx.top();
        let mut at = index;
        if let Some(name) = cx.to_bytes(index) {
            cx.push_value(index);
            push_named(cx, name);
            at = cx.top();
            match cx.type_of(at) {
                LuaType::Nil => {
                    return Err(Raise::about(
                        cx,
                        "invalid request '",
                        name,
                        "': not in c.IOCTL",
                    ));
                }
                LuaType::Function => {
                    return Err(Raise::about(
                        cx,
                        "the request '",
                        name,
                        "' takes arguments: call c.IOCTL's",
                    ));
                }
                _ => {}
            }
        }
        let wanted = if cx.type_of(at) == LuaType::Table {
            Wanted::described(cx, at)?
        } else {
            Wanted {
                number: number(cx, at)?,
                read: false,
                write: false,
                singleton: false,
                value: false,
                ctype: None,
            }
        };
        cx.set_top(top);
        Ok(wanted)
    }

    /// What the table at a stack slot says.
    fn described(cx: &mut Cx, table: c_int) -> Result<Wanted, Raise> {
        cx.raw_get_field(table, "number");
        let top = cx.top();
        let number =
            number(cx, top).map_err(|raise| raise.within(cx, top, Step::Name(b"number")))?;
        let truth = |cx: &mut Cx, name| {
            cx.raw_get_field(table, name);
            let truth = cx.to_boolean(-1);
            cx.pop(1);
            truth
        };
        let (read, write) = (truth(cx, "read"), truth(cx, "write"));
        let (singleton, value) = (truth(cx, "singleton"), truth(cx, "value"));
        cx.raw_get_field(table, "type");
        let top = cx.top();
        let mut ctype = ctype::at(cx, top);
        if ctype.is_none() && !cx.is_nil(top) {
            return Err(Raise::expected("type").within(cx, top, Step::Name(b"type")));
        }
        cx.raw_get_field(table, "count");
        if let Some(ctype) = &mut ctype
            && ctype.count.is_none()
        {
            let top = cx.top();
            let count = RequestSize::from_lua(cx, top);
            ctype.count = Some(
                count
                    .map_err(|raise| raise.within(cx, top, Step::Name(b"count")))?
                    .into(),
            );
        }
        if ctype.is_some_and(|ctype| ctype.meta.shape() == Shape::Container) {
            return Err(Raise::invalid(
                "the type of a request is a structure or an array",
            ));
        }
        Ok(Wanted {
            number,
            read,
            write,
            singleton,
            value,
            ctype,
        })
    }
}

/// A number of a request; one of 32 bits may be written with its sign.
fn number(cx: &mut Cx, index: c_int) -> Result<u32, Raise> {
    match integer(cx, index) {
        Some(number) if i128::from(i32::MIN) <= number && number <= u32::MAX.into() => {
            Ok(number as u32)
        }
        _ => Err(Raise::expected("request's name, description or number")),
    }
}

/// Pushes an object of a type: zeroed, or of the value at a stack slot. May raise (memory).
fn push_object(cx: &mut Cx, ctype: CType, from: Option<c_int>) -> Result<(), Raise> {
    let CType { meta, count } = ctype;
    let count = count.unwrap_or(1) as usize;
    let kind = &meta.ty(cx).layout;
    let part = match meta.shape() {
        Shape::Struct => make::push_block(cx, meta, kind.size()),
        _ => make::push_array(cx, meta.id(), count)?,
    };
    let made = cx.top();
    if let Some(from) = from {
        match meta.shape() {
            Shape::Struct => make::construct(cx, meta.id(), Arguments::one(from), part)?,
            _ if cx.type_of(from) == LuaType::Table => {
                value::store_array(cx, part, kind, count, from)?;
            }
            _ => {
                let first = part.part(0, kind.size()).unwrap_or(part);
                value::store(cx, first, kind, from)?;
            }
        }
    }
    cx.set_top(made);
    Ok(())
}

/// How much memory the kernel is lent where neither the number nor the object says how much it fills: more than any request fills
/// whose number does not say it.
const SCRATCH: usize = 4096;

/// What the number itself says that the kernel reads or fills.
fn encoded(number: u32) -> (usize, bool) {
    let code = Encoding::NATIVE.decode(number);
    match code.read || code.write {
        true => (code.size.into(), code.read),
        false => (0, true),
    }
}

/// Makes a request over a copy of the bytes, which then are what the request made of them.
fn over_copy(
    fd: syscall_raw::Fd,
    number: u32,
    bytes: &mut [u8; SCRATCH],
) -> Result<usize, syscall_consts::Errno> {
    // SAFETY: more than a request fills, as far as its number tells; what else its argument leads to is the program's affair.
    unsafe { sys::ioctl(fd, number, bytes.as_mut_ptr().expose_provenance()) }
}

/// Makes a request over the memory of the object at a stack slot.
fn over_object(cx: &Cx, fd: syscall_raw::Fd, number: u32, index: c_int) -> Checked<usize> {
    let (place, _) = place(cx, index).ok_or_else(|| absent(cx, index, "object"))?;
    let (wanted, fills) = encoded(number);
    let writable = place.is_writable() || !fills;
    if wanted > place.len() {
        return Err(Raise::invalid(
            "the object is shorter than the request says",
        ));
    }
    let says = wanted > 0 || place.len() >= SCRATCH;
    if says && writable && place.is_writable() {
        // SAFETY: as much as the number says, which an object lends that is there until the call is done; or more than a request
        // fills whose number does not say it. What else it leads to is the program's affair.
        return Ok(unsafe { sys::ioctl(fd, number, place.start().expose_provenance()) });
    }
    let mut scratch = [0; SCRATCH];
    let Some(copy) = scratch.get_mut(..place.len()) else {
        return Err(Raise::invalid("the memory may only be read"));
    };
    place.take(copy)?;
    let made = over_copy(fd, number, &mut scratch);
    if made.is_ok() && place.is_writable() {
        place.fill(scratch.get(..place.len()).unwrap_or_default())?;
    }
    Ok(made)
}

/// Makes a request with the bytes of a string, or a number.
fn over_bytes(fd: syscall_raw::Fd, number: u32, bytes: &[u8]) -> Checked<usize> {
    if encoded(number).0 > bytes.len() {
        return Err(Raise::invalid("the value is shorter than the request says"));
    }
    let mut scratch = [0; SCRATCH];
    match scratch.get_mut(..bytes.len()) {
        // A zero stands behind it, for requests that take text.
        Some(copy) if bytes.len() < SCRATCH => copy.copy_from_slice(bytes),
        _ => return Err(Raise::invalid("the string is too long: pass a buffer")),
    }
    Ok(over_copy(fd, number, &mut scratch))
}

fn ioctl(cx: &mut Cx, fd: syscall_raw::Fd, request: c_int, arg: c_int) -> Outcome {
    let at = |raise: Raise| raise.at(arg);
    let wanted = Wanted::at(cx, request).map_err(|raise| raise.at(request))?;
    adopt(cx, arg).map_err(at)?;
    let nothing = cx.is_nil(arg);
    if nothing && wanted.write {
        return Err(at(Raise::invalid("the request needs a value")));
    }
    let mut object = arg;
    let made = if wanted.value {
        let value = CommandNumber::from_lua(cx, arg).map_err(at)?;
        // SAFETY: the program says that the request takes a number.
        Ok(unsafe { sys::ioctl(fd, wanted.number, value as isize as usize) })
    } else if let Some(text) = cx.to_bytes(arg) {
        if wanted.read {
            return Err(at(Raise::expected("object to be filled")));
        }
        over_bytes(fd, wanted.number, text)
    } else if place(cx, arg).is_some() {
        over_object(cx, fd, wanted.number, arg)
    } else if let Some(ctype) = wanted.ctype {
        push_object(cx, ctype, (!nothing).then_some(arg)).map_err(at)?;
        object = cx.top();
        over_object(cx, fd, wanted.number, object)
    } else if nothing {
        match encoded(wanted.number) {
            // SAFETY: no address.
            (0, _) => Ok(unsafe { sys::ioctl(fd, wanted.number, 0) }),
            _ => Err(Raise::invalid("the request needs an object or a string")),
        }
    } else {
        let value = match cx.type_of(arg) {
            LuaType::Boolean => i32::from(cx.to_boolean(arg)),
            LuaType::Number => CommandNumber::from_lua(cx, arg).map_err(at)?,
            _ => return Err(at(absent(cx, arg, "string, object or number"))),
        };
        over_bytes(fd, wanted.number, &value.to_ne_bytes())
    };
    let result = match made.map_err(at)? {
        Ok(result) => result,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    match () {
        () if wanted.read && wanted.singleton => push_first(cx, object).map_err(at)?,
        () if wanted.read && wanted.ctype.is_some() => cx.push_value(object),
        // Some requests give a number, among them those that make descriptors.
        () if result != 0 => result.push(cx),
        () => true.push(cx),
    }
    Ok(1)
}

/// Pushes the first element of the object at a stack slot. May raise (memory).
fn push_first(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    let (place, meta) = place(cx, index).ok_or_else(|| absent(cx, index, "object"))?;
    let kind = &meta.ty(cx).layout;
    let first: Place = place
        .part(0, kind.size())
        .ok_or(Raise::expected("object"))?;
    value::look(cx, first, kind)?.push(cx, index)?;
    Ok(())
}
