//! Signals: what one did before. signal(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::Push;
use crate::object::place::{Instance, Place};
use crate::object::{Arguments, Constructor, Object, Type};
use crate::raise::Raise;
use syscall_types::native::sigaction;
use syscall_types::{Kind, Plain, Reflect, Struct};

/// What a signal did before: a handler of the program's C code, with the flags and the mask that go with it. Lua gets it to give
/// it back. It shows and takes no address, since what a program could put in here would be run.
#[derive(Clone, Copy)]
#[repr(transparent)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct sighandler {
    /// As the kernel gave it.
    pub action: sigaction,
}

// SAFETY: the kernel's structure alone, which is plain.
unsafe impl Plain for sighandler {}

// SAFETY: the compiler gives the size; no field is shown.
unsafe impl Reflect for sighandler {
    const STRUCT: &'static Struct = &Struct {
        name: "sighandler",
        c_name: "",
        size: size_of::<sighandler>(),
        align: align_of::<sighandler>(),
        fields: &[],
    };
}

impl Object for sighandler {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "sighandler";
}

/// `t.sighandler()`, which is the default action: a zeroed object. A handler's address cannot be made up.
fn construct(cx: &mut Cx, arguments: Arguments, _: Place) -> Result<(), Raise> {
    match cx.type_of(arguments.first) {
        LuaType::None | LuaType::Nil => Ok(()),
        _ => Err(Raise::expected("nil or sighandler")),
    }
}

fn text(cx: &mut Cx, _: Instance) -> Outcome {
    "sighandler".push(cx);
    Ok(1)
}

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    construct: Some(Constructor {
        forms: &[],
        construct,
    }),
    sealed: true,
    text: Some(text),
    countless: true,
    ..Type::new(
        "sighandler",
        Kind::Struct(sighandler::STRUCT),
        "What a signal did before, to be given back to signal; nothing in it can be looked at or changed",
    )
}];
