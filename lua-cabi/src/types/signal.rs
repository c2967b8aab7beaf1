//! Signals: what one did before. signal(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::object::{Changed, Init};
use crate::convert::result::{Argument, Checked};
use crate::convert::row::calls;
use crate::convert::{FromLua, Push};
use crate::inbox::Disposition;
use crate::object::access::{field, fixed, get};
use crate::object::container::Container;
use crate::object::number::{self, EventData, Offset, Pid, Status, User};
use crate::object::place::{Instance, Place, place, structure};
use crate::object::record::{self, Record};
use crate::object::{Arguments, Booleans, Constructor, Object, Rare, Shape, Type, make, objects};
use crate::raise::Raise;
use core::ffi::c_int;
use core::ptr::without_provenance_mut;
use syscall_consts::native::{SA, SI, SIG, SIGACT, SIGEV};
use syscall_consts::{Constants, Group};
use syscall_types::native::{
    sigaction, sigevent, siginfo, signal_codes, signalfd_siginfo, sigset, sigval,
};
use syscall_types::{Kind, Plain, Reflect};

objects! { Linux: sigset siginfo sigval sigevent }

/// What a signal did before: a handler of the program's C code, or of another state, with the flags and the mask that go with it. Lua
/// gets it to give it back. It shows and takes no address, since what a program could put in here would be run.
#[derive(Clone, Copy)]
#[repr(transparent)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct sighandler {
    /// As the kernel gave it, and whose it is.
    pub disposition: Disposition,
}

// SAFETY: plain itself.
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

calls! { METHODS:
    /// Adds signals: a number, or names with commas between them; the set itself. sigsetops(3)
    add(mask: Changed<sigset>, signals: Init<sigset>) -> Argument<1>;
    /// Takes signals out: a number, or names with commas between them; the set itself. sigsetops(3)
    del(mask: Changed<sigset>, signals: Init<sigset>) -> Argument<1>;
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
    same: true,
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["names: string", "signal: integer"],
            construct: construct_set,
        }),
        methods: &[METHODS],
        names: &[(
            "HUP",
            "Whether a signal is in the set, by each name of `c.SIG`.",
        )],
        missing: Some(member),
        equal: Some(|a, b| a.equal::<sigset>(b)),
        text: Some(names),
        ..Rare::NONE
    },
    ..Type::of::<sigset>("A set of signals. sigsetops(3)")
};

/// The name of a signal, without aliases.
fn name_of(signal: i32) -> Option<&'static str> {
    SIG::GROUP.name_of(signal.into())
}

/// A pointer as a number: it is the sender's, and not to be followed.
fn address(pointer: *mut core::ffi::c_void) -> u64 {
    pointer.addr() as u64
}

#[allow(clippy::unnecessary_cast, reason = "C's long")]
const SIGINFO: Type = Type {
    prefix: "si_",
    accessors: &[
        field(
            "signo",
            "The signal's number; 0 where waitid with \"nohang\" found nothing.",
        )
        .named::<Flags<SIG>>(),
        field(
            "code",
            "Why it was sent, of `c.SI`, or of `c.SIGCLD` and its like.",
        )
        .named::<Flags<SI>>(),
        field("errno", "An error number, which hardly any signal has."),
        get(
            "signame",
            "The signal's name, like \"TERM\", or nil.",
            |info: &siginfo| name_of(info.si_signo),
        ),
        get("pid", "The sender, or the child.", |info: &siginfo| {
            info.kill().si_pid
        })
        .set::<siginfo, Pid>(|info, pid| info._sifields.kill.si_pid = pid),
        get(
            "uid",
            "The sender's real user, or the child's.",
            |info: &siginfo| info.kill().si_uid,
        )
        .set::<siginfo, User>(|info, uid| info._sifields.kill.si_uid = uid),
        get(
            "status",
            "The child's exit status, or the signal.",
            |info: &siginfo| info.sigchld().si_status,
        )
        .set::<siginfo, Status>(|info, status| info._sifields.sigchld.si_status = status),
        get(
            "utime",
            "The child's own processor time, in clock ticks.",
            |info: &siginfo| info.sigchld().si_utime as i64,
        )
        .set::<siginfo, Offset>(|info, ticks| info._sifields.sigchld.si_utime = ticks as _),
        get(
            "stime",
            "The kernel's processor time for the child, in clock ticks.",
            |info: &siginfo| info.sigchld().si_stime as i64,
        )
        .set::<siginfo, Offset>(|info, ticks| info._sifields.sigchld.si_stime = ticks as _),
        get(
            "value",
            "The number that was sent with it.",
            |info: &siginfo| info.rt().si_sigval.int(),
        )
        .set::<siginfo, Status>(|info, value| info._sifields.rt.si_sigval.sival_int = value),
        get("int", "As `value`.", |info: &siginfo| {
            info.rt().si_sigval.int()
        })
        .set::<siginfo, Status>(|info, value| info._sifields.rt.si_sigval.sival_int = value),
        get(
            "ptr",
            "The pointer that was sent with it, as a number.",
            |info: &siginfo| address(info.rt().si_sigval.ptr()),
        ),
        get(
            "timerid",
            "The kernel's number of the timer.",
            |info: &siginfo| info.timer().si_tid,
        )
        .set::<siginfo, Status>(|info, timer| info._sifields.timer.si_tid = timer),
        get(
            "overrun",
            "How often the timer expired unseen.",
            |info: &siginfo| info.timer().si_overrun,
        )
        .set::<siginfo, Status>(|info, count| info._sifields.timer.si_overrun = count),
        get(
            "addr",
            "The address of the fault, as a number.",
            |info: &siginfo| address(info.sigfault().si_addr),
        ),
        get(
            "band",
            "The events of the descriptor, of `c.POLL`.",
            |info: &siginfo| info.sigpoll().si_band as i64,
        )
        .set::<siginfo, Offset>(|info, band| info._sifields.sigpoll.si_band = band as _),
        get("fd", "The descriptor's number.", |info: &siginfo| {
            info.sigpoll().si_fd
        })
        .set::<siginfo, Status>(|info, fd| info._sifields.sigpoll.si_fd = fd),
    ],
    rare: &Rare {
        text: Some(|cx, this| {
            let info = this.read::<siginfo>(cx)?;
            reason(cx, info.si_signo, info.si_code)
        }),
        ..Rare::NONE
    },
    ..Type::of::<siginfo>(
        "A signal, or what waitid tells of a child; which members count depends on the signal and the code. sigaction(2)",
    )
};

/// Pushes a signal's name and why it was sent: `CHLD (EXITED)`.
fn reason(cx: &mut Cx, signal: i32, code: i32) -> Outcome {
    match name_of(signal) {
        Some(name) => name.push(cx),
        None => {
            "signal ".push(cx);
            signal.push(cx);
            cx.concat(2);
        }
    }
    " (".push(cx);
    let groups = [signal_codes(SIG(signal)), Some(SI::GROUP)];
    match groups
        .into_iter()
        .flatten()
        .find_map(|group| group.name_of(code.into()))
    {
        Some(name) => name.push(cx),
        None => code.push(cx),
    }
    ")".push(cx);
    cx.concat(4);
    Ok(1)
}

/// `ev.user`, `ev.exited`: whether that is why the signal was sent. The names are those of all reasons, in any case.
fn because(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let info = this.read::<signalfd_siginfo>(cx)?;
    let find = |group: Group| {
        let mut members = group.iter();
        members.find(|member| member.0.as_bytes().eq_ignore_ascii_case(name))
    };
    let own = signal_codes(SIG(info.ssi_signo as i32));
    let is = match own.into_iter().chain([SI::GROUP]).find_map(find) {
        Some(member) => member.1 == i64::from(info.ssi_code),
        None if OTHERS
            .iter()
            .any(|&other| signal_codes(other).and_then(find).is_some()) =>
        {
            false
        }
        None => return Ok(None),
    };
    cx.push_boolean(is);
    Ok(Some(1))
}

/// The signals that have reasons of their own.
const OTHERS: [SIG; 8] = [
    SIG::BUS,
    SIG::CHLD,
    SIG::FPE,
    SIG::ILL,
    SIG::POLL,
    SIG::SEGV,
    SIG::SYS,
    SIG::TRAP,
];

const SIGNALFD: Type = Type {
    prefix: "ssi_",
    accessors: &[
        fixed("signo", "The signal's number."),
        fixed(
            "code",
            "Why it was sent, of `c.SI`, or of `c.SIGCLD` and its like.",
        ),
        fixed("pid", "The sender, or the child."),
        fixed("uid", "The sender's real user, or the child's."),
        fixed("fd", "The descriptor, of SIGIO."),
        fixed("tid", "The kernel's number of the timer."),
        fixed("band", "The events of the descriptor, of SIGIO."),
        fixed("overrun", "How often the timer expired unseen."),
        fixed("trapno", "The number of the trap, of faults."),
        fixed("status", "The child's exit status, or the signal."),
        fixed("int", "The number that was sent with it."),
        fixed("ptr", "The pointer that was sent with it, as a number."),
        fixed("utime", "The child's own processor time, in clock ticks."),
        fixed(
            "stime",
            "The kernel's processor time for the child, in clock ticks.",
        ),
        fixed("addr", "The address of the fault, as a number."),
    ],
    rare: &Rare {
        booleans: Some(&Booleans {
            group: &SIG::GROUP,
            value: |place| Ok(place.read::<signalfd_siginfo>()?.ssi_signo),
            equal: true,
        }),
        names: &[(
            "user",
            "Whether that is why it was sent, by each name of `c.SI`, `c.SIGCLD` and its like.",
        )],
        missing: Some(because),
        container: signalfd_siginfo::CONTAINER,
        text: Some(|cx, this| {
            let info = this.read::<signalfd_siginfo>(cx)?;
            reason(cx, info.ssi_signo as i32, info.ssi_code)
        }),
        ..Rare::NONE
    },
    ..Type::of::<signalfd_siginfo>(
        "A signal that was read from a signalfd: `ev.CHLD` is whether it is that one. signalfd(2)",
    )
};

impl Object for signalfd_siginfo {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "signalfd_siginfo";
    const CONTAINER: Option<Container> = Some(Container {
        name: "siginfos",
        field: "sfd",
    });
}

/// What a pointer that goes with a signal may be: a number, or an object, whose address it is. Nobody follows it here.
struct Pointer;

impl FromLua for Pointer {
    type Value<'a> = usize;
    const EXPECTED: &'static str = "number or object";
    const LUA: &'static str = "integer|buffer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<usize, Raise> {
        if let Some((place, meta)) = place(cx, index)
            && (meta.shape() != Shape::Struct || meta.ty(cx).structure().is_some())
        {
            return Ok(place.start().addr());
        }
        let number = EventData::from_lua(cx, index)?;
        usize::try_from(number).map_err(|_| Raise::invalid("the number is beyond every address"))
    }
}

/// `t.sigval(number)`, `t.sigval(object)`, or a table.
fn construct_sigval(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    let mut value = sigval::zeroed();
    match cx.type_of(first) {
        _ if arguments.len() == 0 || cx.is_nil(first) => {}
        LuaType::Table => return make::assign_table(cx, sigval::ID, place, first),
        LuaType::Number => value.sival_int = Status::from_lua(cx, first)?,
        _ => value.sival_ptr = without_provenance_mut(Pointer::from_lua(cx, first)?),
    }
    place.write(value)
}

/// Where a `t.sigaction` has the handler: "IGN", "HOLD", a function, or an object of another's; false for the default.
pub const HANDLER: usize = 1;
/// Where it has the flags.
pub const FLAGS: usize = 2;
/// Where it has the set of signals that wait meanwhile.
pub const MASK: usize = 3;
/// Where it has whether the handler was given in the form that gets a `siginfo`.
pub const INFORMED: usize = 4;
/// Where handlers return to, which is the module's affair; nothing stands there.
const RESTORER: usize = 5;

impl Object for sigaction {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "sigaction";
    const CONTAINER: Option<Container> = Some(Container {
        name: "sigaction",
        field: "",
    });
}

/// The flags of the action at a stack slot.
pub fn flags_of(cx: &Cx, action: c_int) -> u32 {
    cx.raw_get_integer(action, FLAGS);
    cx.raw_get_integer(action, INFORMED);
    let flags = cx.to_integer(-2).unwrap_or(0) as u32;
    let informed = cx.to_boolean(-1);
    cx.pop(2);
    match informed {
        true => flags | SA::SIGINFO.bits(),
        false => flags,
    }
}

/// What a program sees of a member of an action.
fn show_action(cx: &mut Cx, action: c_int, member: usize, _: &[u8]) -> Result<(), Raise> {
    match member {
        INFORMED => cx.raw_get_integer(action, HANDLER),
        FLAGS => {
            let flags = flags_of(cx, action);
            flags.push(cx);
            return Ok(());
        }
        _ => {}
    }
    if cx.type_of(-1) != LuaType::Boolean {
        return Ok(());
    }
    match member {
        HANDLER | INFORMED => "DFL".push(cx),
        MASK => {
            make::push::<sigset>(cx);
            cx.push_value(-1);
            cx.raw_set_integer(action, MASK);
        }
        _ => cx.push_nil(),
    }
    Ok(())
}

/// Makes the value at a stack slot a member of an action.
fn assign_action(cx: &mut Cx, action: c_int, member: usize, value: c_int) -> Result<(), Raise> {
    match member {
        HANDLER | INFORMED => {
            match cx.type_of(value) {
                LuaType::Function => cx.push_value(value),
                _ if structure::<sighandler>(cx, value).is_some() => cx.push_value(value),
                _ => match named_handler(cx, value)? {
                    SIGACT::IGN => "IGN".push(cx),
                    _ => cx.push_boolean(false),
                },
            }
            cx.raw_set_integer(action, HANDLER);
            cx.push_boolean(member == INFORMED);
            cx.raw_set_integer(action, INFORMED);
        }
        FLAGS => {
            let flags = Flags::<SA>::from_lua(cx, value)?;
            cx.push_integer(flags.bits().into());
            cx.raw_set_integer(action, FLAGS);
        }
        MASK => {
            let mask = Init::<sigset>::from_lua(cx, value)?;
            make::push_new(cx, mask);
            cx.raw_set_integer(action, MASK);
        }
        _ if cx.is_nil(value) => {}
        _ => return Err(Raise::expected("nil")),
    }
    Ok(())
}

/// What messages say that a handler may be.
pub const A_HANDLER: &str = "\"ign\", \"dfl\", function or what signal returned";

/// To ignore, or the default; nil is that too. No address of code comes from a program.
pub fn named_handler(cx: &mut Cx, index: c_int) -> Result<SIGACT, Raise> {
    match Flags::<SIGACT>::from_lua(cx, index) {
        _ if cx.is_nil(index) => Ok(SIGACT::DFL),
        Ok(handler @ (SIGACT::DFL | SIGACT::IGN)) => Ok(handler),
        Err(raise) if raise.is_caught() => Err(raise),
        _ => Err(Raise::expected(A_HANDLER)),
    }
}

const SIGACTION: Type = Type {
    prefix: "sa_",
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["members: table"],
            construct: |_, _, _| Err(Raise::invalid("an action is no part of a structure")),
        }),
        make: Some(|cx, arguments| record::push(cx, sigaction::ID, arguments)),
        record: Some(&Record {
            expected: "sigaction, table, \"ign\", \"dfl\", function or what signal returned",
            members: &[
                ("sa_handler", HANDLER),
                ("sa_sigaction", INFORMED),
                ("sa_flags", FLAGS),
                ("sa_mask", MASK),
                ("sa_restorer", RESTORER),
            ],
            places: INFORMED,
            show: show_action,
            assign: assign_action,
        }),
        container: sigaction::CONTAINER,
        ..Rare::NONE
    },
    ..Type::of::<sigaction>(
        "What a signal does: `handler`, or `sigaction` for one that gets a `t.siginfo`; the signals that wait meanwhile, `mask`; and `flags`. sigaction(2)",
    )
};

const SIGVAL: Type = Type {
    prefix: "sival_",
    accessors: &[
        get("int", "The number.", |value: &sigval| value.int())
            .set::<sigval, Status>(|value, int| value.sival_int = int),
        get("ptr", "The pointer, as a number.", |value: &sigval| {
            address(value.ptr())
        })
        .set::<sigval, Pointer>(|value, ptr| value.sival_ptr = without_provenance_mut(ptr)),
    ],
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["int: integer", "ptr: buffer", "members: table"],
            construct: construct_sigval,
        }),
        ..Rare::NONE
    },
    ..Type::of::<sigval>(
        "The value that goes with a signal: a number or a pointer. sigevent(3type)",
    )
};

const SIGEVENT: Type = Type {
    prefix: "sigev_",
    accessors: &[
        field(
            "notify",
            "How: \"signal\", \"none\", or \"thread_id\" for a signal to one thread.",
        )
        .named::<Flags<SIGEV>>(),
        field("signo", "The signal.").named::<Flags<SIG>>(),
        field("value", "The value that goes with the signal."),
        get(
            "tid",
            "The thread that gets the signal, with \"thread_id\".",
            // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
            |event: &sigevent| unsafe { event._sigev_un._tid },
        )
        .set::<sigevent, Pid>(|event, tid| event._sigev_un._tid = tid),
    ],
    ..Type::of::<sigevent>("How a timer tells that it has expired. sigevent(3type)")
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    SIGSET,
    SIGACTION,
    SIGVAL,
    SIGEVENT,
    SIGINFO,
    SIGNALFD,
    Type {
        sealed: true,
        countless: true,
        rare: &Rare {
            construct: Some(Constructor {
                forms: &[],
                construct,
            }),
            text: Some(text),
            ..Rare::NONE
        },
        ..Type::new(
            "sighandler",
            Kind::Struct(sighandler::STRUCT),
            "What a signal did before, to be given back to signal; nothing in it can be looked at or changed",
        )
    },
];
