//! Times: `timespec`, `timeval`, and pairs of them.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::object::Init;
use crate::convert::{FromLua, optional};
use crate::object::access::{Accessor, field, get};
use crate::object::number::{integer, out_of_range};
use crate::object::place::{Instance, Place, structure};
use crate::object::{Arguments, Constructor, Object, Type, objects};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_types::Reflect;
use syscall_types::native::{Time, itimerspec, itimerval, timespec, timeval};

objects! { Linux: timespec timeval itimerspec itimerval }

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
    if arguments.len() == 0 || cx.is_nil(first) {
        return Ok(());
    }
    let time = if cx.type_of(first) == LuaType::Number {
        T::from_seconds(f64::from_lua(cx, first)?)
    } else if let Some(other) = structure::<Other>(cx, first) {
        other.read::<Other>()?.convert()
    } else if cx.type_of(first) == LuaType::Table {
        let sec = part::<Seconds<T>>(cx, first, 1, &["tv_sec", "sec"])?.unwrap_or(0);
        match (
            part::<Part<T>>(cx, first, 2, &T::NAMES)?,
            part::<Part<Other>>(cx, first, 0, &Other::NAMES)?,
        ) {
            (None, Some(fraction)) => Other::new(sec, fraction).and_then(|other| other.convert()),
            (fraction, _) => T::new(sec, fraction.unwrap_or(0)),
        }
    } else {
        return Err(Raise::expected("number of seconds, time or table"));
    };
    place.write(time.ok_or(Raise::invalid("time out of range"))?)
}

/// A number from a table: at a position (unless 0), or under one of the names.
fn part<K>(cx: &mut Cx, table: c_int, position: usize, names: &[&str]) -> Result<Option<i64>, Raise>
where
    K: for<'a> FromLua<Value<'a> = i64>,
{
    let number = |cx: &mut Cx, step| {
        let value = cx.top();
        let number = optional::<K>(cx, value);
        let number = number.map_err(|raise| raise.within(cx, value, step))?;
        cx.pop(1);
        Ok(number)
    };
    if position > 0 {
        cx.raw_get_integer(table, position);
        let value = number(cx, Step::Index(position as i64))?;
        if value.is_some() {
            return Ok(value);
        }
    }
    for name in names {
        cx.raw_get_field(table, name);
        let value = number(cx, Step::Name(name.as_bytes()))?;
        if value.is_some() {
            return Ok(value);
        }
    }
    Ok(None)
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
    construct: Some(Constructor {
        forms: &["seconds: number", "time: timeval", "members: table"],
        construct: construct::<timespec, timeval>,
    }),
    text: Some(text::<timespec>),
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
    construct: Some(Constructor {
        forms: &["seconds: number", "time: timespec", "members: table"],
        construct: construct::<timeval, timespec>,
    }),
    text: Some(text::<timeval>),
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

/// `{interval, value}`, or with names.
const fn timer<T: Reflect>(doc: &'static str) -> Type {
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
    timer::<itimerspec>("The period of a timer and the time of its next expiry. timer_settime(2)"),
    timer::<itimerval>(
        "The period of an interval timer and the time of its next expiry. setitimer(2)",
    ),
];
