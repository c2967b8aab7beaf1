//! Processes: how they ended.

use crate::context::Cx;
use crate::convert::{FromLua, Push};
use crate::object::number::Status;
use crate::object::place::Place;
use crate::object::{Arguments, Object, Type};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_types::native::WaitStatus;
use syscall_types::{Field, FieldKind, Kind, Plain, Reflect, Struct};

/// What wait(2) tells of a child.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct waitstatus {
    /// The status as the kernel encodes it.
    pub status: i32,
}

// SAFETY: an integer.
unsafe impl Plain for waitstatus {}

// SAFETY: the compiler gives the size, the offsets and the kinds.
unsafe impl Reflect for waitstatus {
    const STRUCT: &'static Struct = &Struct {
        name: "waitstatus",
        c_name: "",
        size: size_of::<waitstatus>(),
        align: align_of::<waitstatus>(),
        fields: &[Field {
            name: "status",
            offset: offset_of!(waitstatus, status),
            kind: i32::KIND,
        }],
    };
}

impl Object for waitstatus {
    const NAME: &'static str = "waitstatus";
}

/// Members by the macros' names of sys/wait.h, in any case, with or without the W. What does not apply is nil.
fn member(cx: Cx, place: Place, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let status = WaitStatus(place.read::<waitstatus>().status);
    let is = |wanted: &str| {
        let bare = match name {
            [b'W' | b'w', bare @ ..] => bare,
            bare => bare,
        };
        bare.eq_ignore_ascii_case(wanted.as_bytes())
    };
    let truth = |value: bool| value.then_some(true).push(cx);
    match () {
        () if is("IFEXITED") => truth(status.exit_status().is_some()),
        () if is("IFSIGNALED") => truth(status.term_signal().is_some()),
        () if is("IFSTOPPED") => truth(status.stop_signal().is_some()),
        () if is("EXITSTATUS") => status.exit_status().push(cx),
        () if is("TERMSIG") => status.term_signal().map(|signal| signal.0).push(cx),
        () if is("STOPSIG") => status.stop_signal().map(|signal| signal.0).push(cx),
        () => return Ok(None),
    }
    Ok(Some(1))
}

fn construct(cx: Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let status = if arguments.len() == 0 {
        None
    } else {
        Option::<Status>::from_lua(cx, arguments.first)?
    };
    place.write(waitstatus {
        status: status.unwrap_or(0),
    });
    Ok(())
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    construct: Some(construct),
    missing: Some(member),
    ..Type::new(
        "waitstatus",
        Kind::Struct(waitstatus::STRUCT),
        "How a child ended or stopped. wait(2)",
    )
}];
