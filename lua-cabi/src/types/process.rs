//! Processes: how they ended.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::{Push, optional};
use crate::object::access::{Accessor, fixed, get};
use crate::object::number::Status;
use crate::object::place::{Instance, Place};
use crate::object::{Arguments, Constructor, Object, Rare, Type, objects};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::Constants;
use syscall_consts::native::{RLIM, SIG};
use syscall_types::native::{Time, WaitStatus, rlimit, rusage, tms};
use syscall_types::{Kind, Plain, Reflect};

objects! { Linux: rlimit rusage tms }

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

syscall_types::reflect! { waitstatus { status } }

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

/// A limit as a number; that which is none is -1.
const RLIMIT: Type = Type {
    prefix: "rlim_",
    accessors: &[
        get(
            "cur",
            "The soft limit, which the process meets; -1 for none.",
            |limit: &rlimit| limit.rlim_cur as i64,
        )
        .set::<rlimit, Flags<RLIM>>(|limit, cur| limit.rlim_cur = cur.0),
        get(
            "max",
            "The hard limit, to which the soft one can be raised; -1 for none.",
            |limit: &rlimit| limit.rlim_max as i64,
        )
        .set::<rlimit, Flags<RLIM>>(|limit, max| limit.rlim_max = max.0),
    ],
    ..Type::of::<rlimit>(
        "A limit: `{cur = soft, max = hard}`, numbers or \"infinity\". getrlimit(2)",
    )
};

/// The members of a usage, in the order in which it shows itself.
const USAGE: &[Accessor] = &[
    fixed("utime", "Processor time of the program, a `t.timeval`."),
    fixed(
        "stime",
        "Processor time of the kernel for it, a `t.timeval`.",
    ),
    fixed(
        "maxrss",
        "The most memory that it had at once, in units of 1024 bytes.",
    ),
    fixed("ixrss", "Not kept by Linux: 0."),
    fixed("idrss", "Not kept by Linux: 0."),
    fixed("isrss", "Not kept by Linux: 0."),
    fixed("minflt", "Page faults without input."),
    fixed("majflt", "Page faults with input."),
    fixed("nswap", "Not kept by Linux: 0."),
    fixed("inblock", "Reads of blocks, of 512 bytes."),
    fixed("oublock", "Writes of blocks, of 512 bytes."),
    fixed("msgsnd", "Not kept by Linux: 0."),
    fixed("msgrcv", "Not kept by Linux: 0."),
    fixed("nsignals", "Not kept by Linux: 0."),
    fixed(
        "nvcsw",
        "Times that it waited, and so gave the processor away.",
    ),
    fixed("nivcsw", "Times that the processor was taken from it."),
];

/// `{ utime = 0.01, stime = 0, maxrss = 4640, ... }`
fn usage(cx: &mut Cx, this: Instance) -> Outcome {
    let usage = this.read::<rusage>(cx)?;
    #[allow(clippy::useless_conversion, reason = "C's long")]
    let number = |name| {
        i64::from(match name {
            "maxrss" => usage.ru_maxrss,
            "ixrss" => usage.ru_ixrss,
            "idrss" => usage.ru_idrss,
            "isrss" => usage.ru_isrss,
            "minflt" => usage.ru_minflt,
            "majflt" => usage.ru_majflt,
            "nswap" => usage.ru_nswap,
            "inblock" => usage.ru_inblock,
            "oublock" => usage.ru_oublock,
            "msgsnd" => usage.ru_msgsnd,
            "msgrcv" => usage.ru_msgrcv,
            "nsignals" => usage.ru_nsignals,
            "nvcsw" => usage.ru_nvcsw,
            _ => usage.ru_nivcsw,
        })
    };
    cx.push_bytes(b"{ ");
    let mut separator = "";
    for member in USAGE {
        cx.push_bytes(separator.as_bytes());
        cx.push_bytes(member.name.as_bytes());
        cx.push_bytes(b" = ");
        match member.name {
            "utime" => cx.push_number(usage.ru_utime.seconds()),
            "stime" => cx.push_number(usage.ru_stime.seconds()),
            name => cx.push_integer(number(name)),
        }
        cx.concat(5);
        separator = ", ";
    }
    cx.push_bytes(b" }");
    cx.concat(2);
    Ok(1)
}

const RUSAGE: Type = Type {
    prefix: "ru_",
    accessors: USAGE,
    rare: &Rare {
        text: Some(usage),
        ..Rare::NONE
    },
    ..Type::of::<rusage>("What was used of processor time, memory, input and output. getrusage(2)")
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    RLIMIT,
    RUSAGE,
    Type {
        prefix: "tms_",
        accessors: &[
            fixed(
                "utime",
                "Of the program, in clock ticks (sysconf's CLK_TCK).",
            ),
            fixed("stime", "Of the kernel for it."),
            fixed("cutime", "Of children that have ended."),
            fixed("cstime", "Of the kernel for those."),
        ],
        ..Type::of::<tms>("Processor time that was used. times(2)")
    },
    Type {
        rare: &Rare {
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
            ..Rare::NONE
        },
        ..Type::new(
            "waitstatus",
            Kind::Struct(waitstatus::STRUCT),
            "How a child ended, stopped or went on. wait(2)",
        )
    },
];
