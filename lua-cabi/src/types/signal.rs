//! Signals: what one did before. signal(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::object::Init;
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::{Convert, Lends, Push};
use crate::object::access::get;
use crate::object::number;
use crate::object::place::{Instance, Place, structure, writable};
use crate::object::{Arguments, Constructor, Object, Type, objects};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Constants;
use syscall_consts::native::SIG;
use syscall_types::native::{sigaction, sigset};
use syscall_types::{Kind, Plain, Reflect};

objects! { Linux: sigset }

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

// No field is shown.
syscall_types::reflect! { sighandler {} }

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

/// The set that a method belongs to.
struct This;

impl Convert for This {
    type Value<'m> = Place<'m>;
    const EXPECTED: &'static str = "sigset";
    const LENDS: Lends = Lends::Write;

    fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Place<'a>>, Raise> {
        Ok(None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        structure::<sigset>(cx, index)
            .ok_or(Raise::expected(Self::EXPECTED))
            .and_then(writable)
    }
}

calls! { METHODS:
    /// Adds signals: a number, or names with commas between them; the set itself. sigsetops(3)
    add(mask: This, signals: Init<sigset>) -> Argument<1>;
    /// Takes signals out: a number, or names with commas between them; the set itself. sigsetops(3)
    del(mask: This, signals: Init<sigset>) -> Argument<1>;
}

/// Makes signals members, or not.
fn change(mask: Place, signals: &sigset, member: bool) -> Checked<()> {
    let mut value = mask.read::<sigset>()?;
    for signal in signals.iter() {
        value.set(signal, member);
    }
    mask.write(value)?;
    Ok(Ok(()))
}

fn add(mask: Place, signals: sigset) -> Checked<()> {
    change(mask, &signals, true)
}

fn del(mask: Place, signals: sigset) -> Checked<()> {
    change(mask, &signals, false)
}

/// `t.sigset "hup, term"`, or the number of one signal.
fn construct_set(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    let mut set = sigset::zeroed();
    if arguments.len() == 0 || cx.is_nil(first) {
    } else if cx.type_of(first) == LuaType::Number {
        let most = 32 * size_of::<sigset>() as i128 / 4;
        let signal = number::ranged::<i32>(cx, first, (1, most), "signal")?;
        set.set(SIG(signal), true);
    } else {
        let text = cx
            .to_bytes(first)
            .ok_or(Raise::expected("signal names or number"))?;
        set = sigset::parse(text)
            .ok_or_else(|| Raise::about(cx, "'", text, "' are no names of signals"))?;
    }
    place.write(set)
}

/// `set.HUP`, in any case: whether it is a member.
fn member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let Some(signal) = SIG::GROUP
        .iter()
        .find(|member| member.0.as_bytes().eq_ignore_ascii_case(name))
    else {
        return Ok(None);
    };
    let set = this.read::<sigset>(cx)?;
    cx.push_boolean(set.contains(SIG(signal.1 as i32)));
    Ok(Some(1))
}

/// Names with commas between them.
fn names(cx: &mut Cx, this: Instance) -> Outcome {
    let set = this.read::<sigset>(cx)?;
    cx.push_bytes(b"");
    let mut comma = "";
    for signal in set.iter() {
        cx.push_bytes(comma.as_bytes());
        match SIG::GROUP.name_of(signal.0.into()) {
            Some(name) => name.push(cx),
            None => signal.0.push(cx),
        }
        cx.concat(3);
        comma = ",";
    }
    Ok(1)
}

const SIGSET: Type = Type {
    accessors: &[get(
        "isemptyset",
        "Whether it has no signal.",
        |set: &sigset| set.is_empty(),
    )],
    construct: Some(Constructor {
        forms: &["names: string", "signal: integer"],
        construct: construct_set,
    }),
    same: true,
    methods: &[METHODS],
    names: &[(
        "HUP",
        "Whether a signal is in the set, by each name of `c.SIG`.",
    )],
    missing: Some(member),
    equal: Some(|a, b| a.equal::<sigset>(b)),
    text: Some(names),
    ..Type::of::<sigset>("A set of signals. sigsetops(3)")
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    SIGSET,
    Type {
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
    },
];
