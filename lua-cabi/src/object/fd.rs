//! What owns a descriptor, and the number of whatever stands for one. The members of `fd` objects are in `types/fd.rs`.

use super::Object;
use super::number::{FdNumber, integer};
use super::place::{self, Place};
use crate::abi::{Called, Type as LuaType, lua_State};
use crate::call::{Call, Info, Outcome, enter};
use crate::context::Cx;
use crate::convert::FromLua;
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::Errno;
use syscall_raw::native as sys;
use syscall_types::{Field, FieldKind, Plain, Reflect, Struct};

/// A descriptor that is owned.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct fd {
    /// The number; -1 when closed.
    pub filenum: i32,
    /// The last netlink sequence number.
    pub sequence: u32,
    /// Not 0 when the collector closes the descriptor. A zeroed object, which a constructor has not finished, owns nothing.
    pub owned: u32,
}

// SAFETY: integers.
unsafe impl Plain for fd {}

// SAFETY: the compiler gives the size, the offsets and the kinds.
unsafe impl Reflect for fd {
    const STRUCT: &'static Struct = &Struct {
        name: "fd",
        c_name: "",
        size: size_of::<fd>(),
        align: align_of::<fd>(),
        fields: &[
            Field {
                name: "filenum",
                offset: offset_of!(fd, filenum),
                kind: i32::KIND,
            },
            Field {
                name: "sequence",
                offset: offset_of!(fd, sequence),
                kind: u32::KIND,
            },
        ],
    };
}

impl Object for fd {
    type Universe = super::system::Common;
    const NAME: &'static str = "fd";
}

impl fd {
    /// An object that owns nothing.
    pub const CLOSED: fd = fd {
        filenum: -1,
        sequence: 0,
        owned: 1,
    };
}

/// Closes what the object owns; the number is gone whatever the kernel says.
pub fn release(place: Place) -> Result<(), Errno> {
    let object = place.read::<fd>();
    place.write(fd {
        filenum: -1,
        ..object
    });
    if object.filenum < 0 {
        return Ok(());
    }
    // SAFETY: the object owns the descriptor, and has just forgotten it.
    unsafe { sys::close(object.filenum) }
}

/// The number of a descriptor argument: an object, anything with a `getfd` method, a number, or the name of a standard stream.
#[inline]
pub fn number(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
    if let Some(place) = place::structure::<fd>(cx, index) {
        return Ok(place.read::<fd>().filenum);
    }
    match cx.type_of(index) {
        LuaType::Number => FdNumber::from_lua(cx, index),
        _ => other(cx, index),
    }
}

#[cold]
fn other(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
    match cx.to_bytes(index) {
        Some(b"stdin") => return Ok(0),
        Some(b"stdout") => return Ok(1),
        Some(b"stderr") => return Ok(2),
        Some(_) => return Err(Raise::expected("fd")),
        None => {}
    }
    let found = place::place(cx, index);
    if let Some((place, meta)) = found
        && let Some(descriptor) = meta.ty(cx).descriptor
        && let Some(place) = place.part(0, meta.ty(cx).size())
    {
        return Ok(descriptor(place));
    }
    if integer(cx, index).is_some() {
        return FdNumber::from_lua(cx, index);
    }
    if !matches!(cx.type_of(index), LuaType::Table | LuaType::Userdata) {
        return Err(Raise::expected("fd"));
    }
    // What is ours and no descriptor has no such method.
    if place::meta_of(cx, index).is_some() {
        return Err(Raise::expected("fd"));
    }
    // The method is the program's: it may raise, so it runs protected.
    let index = cx.absolute(index);
    cx.push_function(enter::<CallGetfd>, 0);
    cx.push_value(index);
    match cx.nested(|cx| cx.protected_call(1, 1)) {
        None => {
            return Err(Raise::invalid(
                "methods getfd that call each other without end",
            ));
        }
        Some(Called::Done) => {}
        // The program's own error, or that of a hook of the debug library.
        Some(Called::Raised | Called::OutOfMemory) => return Err(Raise::caught()),
    }
    let found = cx
        .to_integer(-1)
        .and_then(|value| i32::try_from(value).ok());
    cx.pop(1);
    found.ok_or(Raise::expected("fd"))
}

/// `value:getfd()`.
struct CallGetfd;

impl Call for CallGetfd {
    const INFO: Info = Info::internal(
        "getfd",
        enter::<CallGetfd> as unsafe extern "C-unwind" fn(*mut lua_State) -> c_int,
    );

    fn run(cx: &mut Cx) -> Outcome {
        // What cannot be indexed has no methods.
        if cx.type_of(1) == LuaType::Userdata {
            let indexed = cx.get_metatable(1) && {
                cx.raw_get_field(-1, "__index");
                !cx.is_nil(-1)
            };
            if !indexed {
                return Ok(0);
            }
        }
        cx.get_field(1, c"getfd");
        if cx.type_of(-1) != LuaType::Function {
            return Ok(0);
        }
        cx.push_value(1);
        cx.call(1, 1);
        Ok(1)
    }
}
