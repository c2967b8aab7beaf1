//! Times: `timespec`, `timeval`, and pairs of them.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::{FromLua, optional};
use crate::object::access::{Accessor, field, get};
use crate::object::number::{TimerNumber, integer, out_of_range};
use crate::object::place::{Instance, Place, place, structure};
use crate::object::{
    Arguments, Booleans, Constructor, Meta, Object, Rare, Shape, Type, make, objects,
};
use crate::raise::{Raise, Step, TOO_DEEP};
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_consts::Constants;
use syscall_consts::native::{ADJ, STA, TIME, UTIME};
use syscall_types::native::{Time, itimerspec, itimerval, timespec, timeval, timex, timex_timeval};
use syscall_types::{Kind, Plain, Reflect};

objects! { Linux: timespec timeval itimerspec itimerval timex timex_timeval adjtimex timer }

/// What adjtimex(2) tells: the state of the clock, and the rest.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct adjtimex {
    /// Of `c.TIME`.
    pub state: i32,
    /// Nothing.
    pub pad: i32,
    /// What the kernel filled in.
    pub timex: timex,
}

// SAFETY: integers and a plain structure, without a gap.
unsafe impl Plain for adjtimex {}

syscall_types::reflect! { adjtimex { state, timex } }

/// A POSIX timer, which is a number of the process. It is there until it is deleted: the collector does nothing.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct timer {
    /// The kernel's number; -1 for none, and after the timer was deleted.
    pub timerid: i32,
}

// SAFETY: an integer.
unsafe impl Plain for timer {}

syscall_types::reflect! { timer { timerid } }

/// The name of the fraction of a kind of time.
trait Fraction: Time + Object + Reflect {
    /// The raw and the friendly name.
    const NAMES: [&'static str; 2];
}

impl Fraction for timespec {
    const NAMES: [&'static str; 2] = ["tv_nsec", "nsec"];
}
impl Fraction for timeval {
    const NAMES: [&'static str; 2] = ["tv_usec", "usec"];
}

/// The whole seconds of a kind of time, as they are stored.
struct Seconds<T>(PhantomData<T>);

impl<T: Time> FromLua for Seconds<T> {
    type Value<'a> = i64;
    const EXPECTED: &'static str = "whole number of seconds";
    const LUA: &'static str = "integer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i64, Raise> {
        let value = integer(cx, index).ok_or(Raise::expected(Self::EXPECTED))?;
        stored::<T>(cx, value, |value| T::new(value, 0))
    }
}

/// The part of a second of a kind of time, as it is stored: a fraction of a part is rounded, but makes no whole second.
struct Part<T>(PhantomData<T>);

impl<T: Time> FromLua for Part<T> {
    type Value<'a> = i64;
    const EXPECTED: &'static str = "number";
    const LUA: &'static str = "integer";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i64, Raise> {
        let value = match (integer(cx, index), cx.to_number(index)) {
            (Some(value), _) => value,
            (None, Some(number)) if number.is_finite() => {
                let cut = number as i128;
                let rest = number - cut as f64;
                let nearest = cut + i128::from(rest >= 0.5) - i128::from(rest < -0.5);
                if number < f64::from(T::PARTS) {
                    nearest.min(i128::from(T::PARTS) - 1)
                } else {
                    nearest
                }
            }
            _ => return Err(Raise::expected(Self::EXPECTED)),
        };
        stored::<T>(cx, value, |value| T::new(0, value))
    }
}

/// A number that the field for it holds.
fn stored<T>(cx: &mut Cx, value: i128, store: fn(i64) -> Option<T>) -> Result<i64, Raise> {
    let fits = |&value: &i64| store(value).is_some();
    i64::try_from(value).ok().filter(fits).ok_or_else(|| {
        let most = if fits(&i64::MAX) {
            i64::MAX
        } else {
            i32::MAX.into()
        };
        out_of_range(cx, (-i128::from(most) - 1, most.into()))
    })
}

/// A number of seconds, the other kind of time, or a table: `{sec, fraction}`, or with names.
fn construct<T: Fraction, Other: Fraction>(
    cx: &mut Cx,
    arguments: Arguments,
    place: Place,
) -> Result<(), Raise> {
    let first = arguments.first;
    let time = match cx.type_of(first) {
        _ if arguments.len() == 0 => return Ok(()),
        LuaType::Nil => return Ok(()),
        LuaType::Number => cx.to_number(first).and_then(T::from_seconds),
        _ => other_forms::<T, Other>(cx, first)?,
    };
    place.write(time.ok_or(Raise::invalid("time out of range"))?)
}

/// What is no number, apart from the common case, which needs no frame for it; nothing when it is out of range.
#[inline(never)]
fn other_forms<T: Fraction, Other: Fraction>(
    cx: &mut Cx,
    first: c_int,
) -> Result<Option<T>, Raise> {
    if let Some(other) = structure::<Other>(cx, first) {
        return Ok(other.read::<Other>()?.convert());
    }
    if cx.type_of(first) != LuaType::Table {
        return Err(Raise::expected("number of seconds, time or table"));
    }
    let top = cx.top();
    let [sec, fraction, other] = take_members::<T, Other>(cx, first, top + 1)?;
    let sec = sec.number::<Seconds<T>>(cx)?.unwrap_or(0);
    let fractions = (
        fraction.number::<Part<T>>(cx)?,
        other.number::<Part<Other>>(cx)?,
    );
    cx.set_top(top);
    Ok(match fractions {
        (None, Some(fraction)) => Other::new(sec, fraction).and_then(|other| other.convert()),
        (fraction, _) => T::new(sec, fraction.unwrap_or(0)),
    })
}

/// What a table has for a number: where it stands, and under which name; nil when it has nothing.
#[derive(Clone, Copy)]
struct Taken {
    slot: c_int,
    step: Step<'static>,
    /// Of two, the lower counts.
    rank: u8,
}

impl Taken {
    /// The number.
    fn number<K>(self, cx: &mut Cx) -> Result<Option<i64>, Raise>
    where
        K: for<'a> FromLua<Value<'a> = i64>,
    {
        if self.rank == u8::MAX {
            return Ok(None);
        }
        let number = optional::<K>(cx, self.slot);
        number.map_err(|raise| raise.within(cx, self.slot, self.step))
    }
}

/// Puts into the slots from `first` on what a table has for the seconds, for the fraction, and for that of the other kind of time: by position, or else by the
/// raw or the friendly name. No other name is known. All of it before anything is converted, which may run code that changes
/// the table.
fn take_members<T: Fraction, Other: Fraction>(
    cx: &mut Cx,
    table: c_int,
    first: c_int,
) -> Result<[Taken; 3], Raise> {
    let names: [[&str; 2]; 3] = [["tv_sec", "sec"], T::NAMES, Other::NAMES];
    let mut taken = [0, 1, 2].map(|i| Taken {
        slot: first + i,
        step: Step::Index(0),
        rank: u8::MAX,
    });
    if !cx.check_stack(12) {
        return Err(TOO_DEEP);
    }
    // Above them the key, nil before the first.
    cx.set_top(first + 3);
    while cx.next(table) {
        let found = match cx.type_of(-2) {
            LuaType::Number => match cx.whole(-2) {
                Some(i @ 1..=2) => {
                    let taken = taken.get_mut(i as usize - 1);
                    taken.map(|taken| (taken, Step::Index(i), 0))
                }
                _ => None,
            },
            LuaType::String => {
                let name = cx.to_bytes(-2).unwrap_or_default();
                let named = names.iter().zip(&mut taken).find_map(|(names, taken)| {
                    let same = |one: &(usize, &&str)| one.1.as_bytes() == name;
                    let (rank, name) = names.iter().enumerate().find(same)?;
                    Some((taken, Step::Name(name.as_bytes()), 1 + rank as u8))
                });
                if named.is_none() {
                    let this = Meta::new(T::ID, Shape::Struct);
                    return Err(make::no_member(cx, this, name));
                }
                named
            }
            _ => None,
        };
        match found {
            Some((taken, step, rank)) if rank < taken.rank => {
                (taken.step, taken.rank) = (step, rank);
                cx.replace(taken.slot);
            }
            _ => cx.pop(1),
        }
    }
    Ok(taken)
}

/// The time that a file gets: what `t.timespec` takes, "now", or "omit" for the one that it has.
pub struct FileTime;

impl FromLua for FileTime {
    type Value<'a> = timespec;
    const EXPECTED: &'static str = "number of seconds, time, \"now\" or \"omit\"";
    const LUA: &'static str = "number|string|table|timespec|timeval";
    const GROUP: Option<&'static str> = Some(UTIME::GROUP.name);

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<timespec, Raise> {
        if cx.type_of(index) == LuaType::String {
            let tv_nsec = Flags::<UTIME>::from_lua(cx, index)?.0;
            return Ok(timespec { tv_sec: 0, tv_nsec });
        }
        Init::<timespec>::from_lua(cx, index)
    }
}

/// An element of `t.timespec2`.
fn file_time(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    place.write(FileTime::from_lua(cx, arguments.first)?)
}

/// An element of `t.timeval2`.
fn either_time(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    make::construct(cx, timeval::ID, arguments, place)
}

/// The times of last access and of last change that a file gets: what `t.timespec2` takes, or a `t.timeval2`.
pub struct Times;

impl FromLua for Times {
    type Value<'a> = [timespec; 2];
    const EXPECTED: &'static str = "two times";
    const LUA: &'static str = "table|timespec2|timeval2|number|string";
    const GROUP: Option<&'static str> = FileTime::GROUP;

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<[timespec; 2], Raise> {
        let mut times = [timespec::zeroed(); 2];
        if let Some(pair) = pair(cx, index)? {
            return Ok(pair);
        }
        if cx.type_of(index) != LuaType::Table {
            times[0] = FileTime::from_lua(cx, index)?;
            return Ok(times);
        }
        if cx.raw_len(index) > times.len() {
            return Err(Raise::invalid("the table has more than two times"));
        }
        for (i, time) in (1..).zip(&mut times) {
            cx.raw_get_integer(index, i);
            let value = cx.top();
            if let Some(given) = optional::<FileTime>(cx, value)
                .map_err(|raise| raise.within(cx, value, Step::Index(i as i64)))?
            {
                *time = given;
            }
            cx.pop(1);
        }
        Ok(times)
    }
}

/// The two times in an array of them.
fn pair(cx: &Cx, index: c_int) -> Result<Option<[timespec; 2]>, Raise> {
    fn element<T: Fraction>(whole: Place, i: usize) -> Result<timespec, Raise> {
        let size = size_of::<T>();
        let part = whole.part(i * size, size);
        let part = part.ok_or(Raise::expected(Times::EXPECTED))?;
        let time = part.read::<T>()?.convert();
        time.ok_or(Raise::invalid("time out of range"))
    }
    let Some((whole, meta)) = place(cx, index).filter(|found| found.1.shape().is_array()) else {
        return Ok(None);
    };
    let element = match meta.id() {
        timespec::ID => element::<timespec>,
        timeval::ID => element::<timeval>,
        _ => return Ok(None),
    };
    Ok(Some([element(whole, 0)?, element(whole, 1)?]))
}

/// The seconds as a number.
fn text<T: Fraction>(cx: &mut Cx, this: Instance) -> Outcome {
    let time = this.read::<T>(cx)?;
    cx.push_number(time.seconds());
    // A number that becomes a string in place: Lua's own form of it.
    cx.push_bytes(b"");
    cx.concat(2);
    Ok(1)
}

const TIMESPEC: Type = Type {
    prefix: "tv_",
    accessors: &[
        get(
            "time",
            "The time in seconds, with a fraction.",
            timespec::seconds,
        )
        .set::<timespec, Init<timespec>>(|ts, time| *ts = time),
        field("sec", "Whole seconds.")
            .set::<timespec, Seconds<timespec>>(|ts, sec| ts.tv_sec = sec),
        field("nsec", "Nanoseconds beyond those, below 1,000,000,000.")
            .set::<timespec, Part<timespec>>(|ts, nsec| ts.tv_nsec = nsec),
    ],
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["seconds: number", "time: timeval", "members: table"],
            construct: construct::<timespec, timeval>,
        }),
        pair: Some(file_time),
        text: Some(text::<timespec>),
        ..Rare::NONE
    },
    ..Type::of::<timespec>("Seconds and nanoseconds. timespec(3)")
};

const TIMEVAL: Type = Type {
    prefix: "tv_",
    accessors: &[
        get(
            "time",
            "The time in seconds, with a fraction.",
            timeval::seconds,
        )
        .set::<timeval, Init<timeval>>(|tv, time| *tv = time),
        field("sec", "Whole seconds.")
            .set::<timeval, Seconds<timeval>>(|tv, sec| tv.tv_sec = sec as _),
        field("usec", "Microseconds beyond those, below 1,000,000.")
            .set::<timeval, Part<timeval>>(|tv, usec| tv.tv_usec = usec as _),
    ],
    rare: &Rare {
        construct: Some(Constructor {
            forms: &["seconds: number", "time: timespec", "members: table"],
            construct: construct::<timeval, timespec>,
        }),
        pair: Some(either_time),
        text: Some(text::<timeval>),
        ..Rare::NONE
    },
    ..Type::of::<timeval>("Seconds and microseconds. timeval(3type)")
};

const TIMER: &[Accessor] = &[
    field(
        "interval",
        "The period; zero for a timer that expires once.",
    ),
    field(
        "value",
        "The time to the next expiry; zero for a timer that is stopped.",
    ),
];

/// `t.timer()`, which is none, or a timer's number.
fn construct_timer(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let timerid = match arguments.len() == 0 || cx.is_nil(arguments.first) {
        true => -1,
        false => TimerNumber::from_lua(cx, arguments.first)?,
    };
    place.write(timer { timerid })
}

/// `{interval, value}`, or with names.
const fn setting<T: Reflect>(doc: &'static str) -> Type {
    Type {
        prefix: "it_",
        accessors: TIMER,
        positional: true,
        ..Type::of::<T>(doc)
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    TIMESPEC,
    TIMEVAL,
    setting::<itimerspec>(
        "The period of a timer and the time of its next expiry. timer_settime(2)",
    ),
    setting::<itimerval>(
        "The period of an interval timer and the time of its next expiry. setitimer(2)",
    ),
    Type {
        prefix: "tv_",
        accessors: &[
            field("sec", "Whole seconds."),
            field(
                "usec",
                "Microseconds beyond those; nanoseconds where the status has \"nano\".",
            ),
        ],
        positional: true,
        ..Type::of::<timex_timeval>("The time of a clock that is disciplined. adjtimex(2)")
    },
    Type {
        accessors: &[
            field("modes", "What is to be set.").named::<Flags<ADJ>>(),
            field("status", "The clock's state.").named::<Flags<STA>>(),
        ],
        ..Type::of::<timex>(
            "How the kernel keeps its clock right: `modes` says what of the rest is to be set. adjtimex(2)",
        )
    },
    Type {
        positional: true,
        rare: &Rare {
            booleans: Some(&Booleans {
                group: &TIME::GROUP,
                value: |place| Ok(place.read::<adjtimex>()?.state as u32),
                equal: true,
            }),
            ..Rare::NONE
        },
        ..Type::of::<adjtimex>(
            "What adjtimex tells: `state`, which `a.OK` or another name of `c.TIME` asks for, and a `timex`. adjtimex(2)",
        )
    },
    Type {
        sealed: true,
        countless: true,
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["number: integer"],
                construct: construct_timer,
            }),
            ..Rare::NONE
        },
        ..Type::new(
            "timer",
            Kind::Struct(timer::STRUCT),
            "A timer of the process, until it is deleted. timer_create(2)",
        )
    },
];
