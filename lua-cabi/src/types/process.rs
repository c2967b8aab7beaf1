//! Processes: how they ended.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::{Push, optional};
use crate::object::number::Status;
use crate::object::place::{Instance, Place};
use crate::object::{Arguments, Constructor, Object, Type};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::Constants;
use syscall_consts::native::SIG;
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
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "waitstatus";
}

/// Members by the macros' names of sys/wait.h, in any case, with or without the W: whether it is so, and the numbers, which
/// are nil where they do not apply.
fn member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let status = WaitStatus(this.read::<waitstatus>(cx)?.status);
    let bare = match name {
        [b'W' | b'w', bare @ ..] => bare,
        bare => bare,
    };
    let is = |wanted: &str| bare.eq_ignore_ascii_case(wanted.as_bytes());
    match () {
        () if is("IFEXITED") => status.exited().push(cx),
        () if is("IFSIGNALED") => status.signaled().push(cx),
        () if is("IFSTOPPED") => status.stopped().push(cx),
        () if is("IFCONTINUED") => status.continued().push(cx),
        () if is("COREDUMP") => status.core_dumped().push(cx),
        () if is("EXITSTATUS") => status.exit_status().push(cx),
        () if is("TERMSIG") => status.term_signal().map(|signal| signal.0).push(cx),
        () if is("STOPSIG") => status.stop_signal().map(|signal| signal.0).push(cx),
        () => return Ok(None),
    }
    Ok(Some(1))
}

/// What became of the child: "exited 3", "killed by SEGV (core dumped)", "stopped by TSTP", "continued".
fn text(cx: &mut Cx, this: Instance) -> Outcome {
    let status = WaitStatus(this.read::<waitstatus>(cx)?.status);
    let signal = status.term_signal().or(status.stop_signal());
    let (what, number) = match () {
        () if status.continued() => ("continued", None),
        () if status.exited() => ("exited ", status.exit_status()),
        () if status.signaled() => ("killed by ", signal.map(|signal| signal.0)),
        () if status.stopped() => ("stopped by ", signal.map(|signal| signal.0)),
        () => ("status ", Some(status.0)),
    };
    what.push(cx);
    match signal.and_then(|signal| SIG::GROUP.name_of(signal.0.into())) {
        Some(name) => name.push(cx),
        None => match number {
            Some(number) => number.push(cx),
            None => cx.push_bytes(b""),
        },
    }
    if status.core_dumped() {
        " (core dumped)"
    } else {
        ""
    }
    .push(cx);
    cx.concat(3);
    Ok(1)
}

fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let status = if arguments.len() == 0 {
        None
    } else {
        optional::<Status>(cx, arguments.first)?
    };
    place.write(waitstatus {
        status: status.unwrap_or(0),
    })
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    construct: Some(Constructor {
        forms: &["status: integer"],
        construct,
    }),
    names: &[
        ("WIFEXITED", "Whether it ended by itself."),
        ("WIFSIGNALED", "Whether a signal ended it."),
        ("WIFSTOPPED", "Whether it is stopped."),
        ("WIFCONTINUED", "Whether it goes on after it was stopped."),
        ("WCOREDUMP", "Whether memory was dumped."),
        (
            "EXITSTATUS",
            "What it ended with, 0 to 255; nil where it did not end by itself.",
        ),
        ("TERMSIG", "The signal that ended it, or nil."),
        ("STOPSIG", "The signal that stopped it, or nil."),
    ],
    missing: Some(member),
    text: Some(text),
    ..Type::new(
        "waitstatus",
        Kind::Struct(waitstatus::STRUCT),
        "How a child ended, stopped or went on. wait(2)",
    )
}];
