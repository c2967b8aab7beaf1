//! Numbers: range-checked arguments, exact results.
//!
//! There is a kind for each meaning, made by `numbers!`, and no other: a process, a port, a number of bytes. Each has its range,
//! and refuses a fraction: `S.kill(0.5, "term")` must not signal the caller's own group. Only memory is stored to as C does,
//! cut and wrapped ([`wrapping`]). Integers that a version cannot hold exactly as a plain number become 64-bit objects
//! (`t.int64`, `t.uint64`).

use super::{Object, Shape, make, place};
use crate::abi::{Called, Type as LuaType};
use crate::context::Cx;
use crate::convert::{FromLua, Push, optional};
use crate::object::operators::push_digits;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use syscall_types::Kind;

impl Object for i64 {
    type Universe = super::system::Common;
    const NAME: &'static str = "int64";
}

impl Object for u64 {
    type Universe = super::system::Common;
    const NAME: &'static str = "uint64";
}

/// The integer at `index`: a number, or a typed scalar such as a 64-bit object.
#[inline]
pub fn integer(cx: &mut Cx, index: c_int) -> Option<i128> {
    cx.to_integer(index).or_else(|| scalar(cx, index))
}

/// The integer of a kind in memory.
pub fn of_kind(place: place::Place, kind: Kind) -> Result<Option<i128>, Raise> {
    Ok(Some(match kind {
        Kind::Int {
            size: 1,
            signed: false,
        } => place.read::<u8>()?.into(),
        Kind::Int {
            size: 1,
            signed: true,
        } => place.read::<i8>()?.into(),
        Kind::Int {
            size: 2,
            signed: false,
        } => place.read::<u16>()?.into(),
        Kind::Int {
            size: 2,
            signed: true,
        } => place.read::<i16>()?.into(),
        Kind::Int {
            size: 4,
            signed: false,
        } => place.read::<u32>()?.into(),
        Kind::Int {
            size: 4,
            signed: true,
        } => place.read::<i32>()?.into(),
        Kind::Int { signed: false, .. } => place.read::<u64>()?.into(),
        Kind::Int { signed: true, .. } => place.read::<i64>()?.into(),
        Kind::Char => (place.read::<u8>()? as core::ffi::c_char).into(),
        _ => return Ok(None),
    }))
}

/// The integer in a typed scalar.
#[cold]
fn scalar(cx: &mut Cx, index: c_int) -> Option<i128> {
    match cx.type_of(index) {
        LuaType::Userdata => {
            let (place, meta) = place::place(cx, index)?;
            if !matches!(meta.shape(), Shape::Struct | Shape::StructView) {
                return None;
            }
            // What is in memory that is gone is no number.
            of_kind(place, meta.ty(cx).layout).unwrap_or(None)
        }
        LuaType::Other => cdata(cx, index),
        _ => None,
    }
}

/// The integer in an FFI object of LuaJIT (`1LL`), exactly, from what LuaJIT itself writes for one. Neither globals nor modules
/// are asked, which the program may have changed; but a type that the program has given metamethods runs those.
fn cdata(cx: &mut Cx, index: c_int) -> Option<i128> {
    let index = cx.absolute(index);
    let top = cx.top();
    let value = cx.check_stack(8).then(|| {
        cx.push_value(index);
        match cdata_text(cx) {
            Text::Integer(value) => return Some(value),
            Text::Fraction => return None,
            Text::Other => {}
        }
        // A narrower integer becomes one of 64 bits by arithmetic.
        cx.push_value(index);
        cx.push_integer(0);
        match cdata_method(cx, "__add", 2).then(|| cdata_text(cx)) {
            Some(Text::Integer(value)) => Some(value),
            _ => None,
        }
    });
    cx.set_top(top);
    value.flatten()
}

/// What the text of an FFI object tells.
enum Text {
    /// An integer of 64 bits: digits and a suffix.
    Integer(i128),
    /// A floating-point number, which is no integer here.
    Fraction,
    /// Something else.
    Other,
}

/// Takes the FFI object on top and looks at its text.
fn cdata_text(cx: &mut Cx) -> Text {
    if cx.type_of(-1) != LuaType::Other || !cdata_method(cx, "__tostring", 1) {
        return Text::Other;
    }
    let text = cx
        .to_bytes(-1)
        .and_then(|text| core::str::from_utf8(text).ok())
        .unwrap_or_default();
    let digits = text.strip_suffix("ULL").or(text.strip_suffix("LL"));
    let value = digits.and_then(|digits| digits.parse().ok());
    let fraction = ["cdata<double>", "cdata<float>"]
        .iter()
        .any(|kind| text.starts_with(kind));
    cx.pop(1);
    match value {
        Some(value) => Text::Integer(value),
        None if fraction => Text::Fraction,
        None => Text::Other,
    }
}

/// Calls a metamethod of the first of the topmost `arguments` values, in whose place comes its result; false when it raises.
fn cdata_method(cx: &mut Cx, name: &str, arguments: c_int) -> bool {
    let first = cx.top() - arguments + 1;
    // The C API gives the metatable itself, whatever it is protected with.
    let done = cx.get_metatable(first) && {
        cx.raw_get_field(-1, name);
        cx.remove(-2);
        cx.insert(first);
        cx.nested(|cx| cx.protected_call(arguments, 1)) == Some(Called::Done)
    };
    if !done {
        cx.set_top(first - 1);
    }
    done
}

/// The integer at `index`, of 64 bits, signed or not, and cut, for storing into memory as C would.
pub fn wrapping(cx: &mut Cx, index: c_int) -> Result<u64, Raise> {
    const RANGE: (i128, i128) = (i64::MIN as i128, u64::MAX as i128);
    match integer(cx, index).or_else(|| cx.to_cut_integer(index)) {
        Some(value) if (RANGE.0..=RANGE.1).contains(&value) => Ok(value as u64),
        Some(_) => Err(out_of_range(cx, RANGE)),
        None if cx.type_of(index) == LuaType::Boolean => Ok(cx.to_boolean(index).into()),
        None => Err(Raise::expected("number")),
    }
}

/// A plain integer, of at most 64 bits.
pub trait Whole: Copy {
    /// What those bits are, of which the uppermost may be cut.
    fn of_bits(bits: u64) -> Self;
}

macro_rules! whole {
    ($($number:ty)*) => {$(
        impl Whole for $number {
            #[inline(always)]
            fn of_bits(bits: u64) -> $number {
                bits as $number
            }
        }
    )*};
}
whole! { u8 u16 i16 i32 u32 i64 u64 usize }

/// The whole number at `index`, if it is in a range. The range is known to the compiler where this is inlined, and is one of `T`'s.
#[inline(always)]
pub fn ranged<T: Whole>(
    cx: &mut Cx,
    index: c_int,
    (least, most): (i128, i128),
    expected: &'static str,
) -> Result<T, Raise> {
    // Nearly all are plain numbers in the range.
    let value = cx.to_whole_or_least(index);
    if value != i64::MIN && least <= value.into() && i128::from(value) <= most {
        return Ok(T::of_bits(value as u64));
    }
    other_ranged(cx, index, least as i64, most as u64, expected).map(T::of_bits)
}

/// As [`ranged`], for what is no plain number or not in the range: the bits. One function for all kinds, and little of a row: a least
/// that is negative goes with a most of 63 bits.
#[cold]
#[inline(never)]
fn other_ranged(
    cx: &mut Cx,
    index: c_int,
    least: i64,
    most: u64,
    expected: &'static str,
) -> Result<u64, Raise> {
    let range = (least.into(), most.into());
    match integer(cx, index) {
        Some(value) if range.0 <= value && value <= range.1 => Ok(value as u64),
        Some(_) => Err(beyond(cx, expected, range)),
        None => Err(Raise::expected(expected)),
    }
}

/// A number of elements to allocate, of which there may be so many.
pub fn count(
    cx: &mut Cx,
    index: c_int,
    most: usize,
    expected: &'static str,
) -> Result<usize, Raise> {
    ranged(cx, index, (0, most as i128), expected)
}

/// Pushes a signed 64-bit value exactly. May raise (memory).
#[inline]
pub fn push_signed(cx: &mut Cx, value: i64) {
    if cx.holds_signed(value) {
        cx.push_integer(value)
    } else {
        make::push_new(cx, value)
    }
}

/// Pushes an unsigned 64-bit value exactly. May raise (memory).
#[inline]
pub fn push_unsigned(cx: &mut Cx, value: u64) {
    if cx.holds_unsigned(value) {
        cx.push_integer(value as i64)
    } else {
        make::push_new(cx, value)
    }
}

/// Says what would be in range. May raise (memory).
#[cold]
pub fn out_of_range(cx: &mut Cx, range: (i128, i128)) -> Raise {
    beyond(cx, "number", range)
}

/// As [`out_of_range`], of what is called so where one is expected: a port, a number of bytes.
#[cold]
fn beyond(cx: &mut Cx, what: &str, (least, most): (i128, i128)) -> Raise {
    // What may be something else too is a number here.
    let what = if what.contains(" or ") {
        "number"
    } else {
        what
    };
    what.push(cx);
    cx.push_bytes(b" out of range: ");
    push_digits(cx, least);
    cx.push_bytes(b" to ");
    push_digits(cx, most);
    cx.concat(5);
    Raise::on_stack()
}

/// Declares kinds of whole numbers: what one means, the type of its value, what messages call it, and its range where that is
/// not the type's.
macro_rules! numbers {
    ($($(#[doc = $doc:literal])+ $name:ident: $number:ty, $expected:literal $(, $range:expr)?;)*) => {$(
        $(#[doc = $doc])+
        pub struct $name;

        impl FromLua for $name {
            type Value<'a> = $number;
            const EXPECTED: &'static str = $expected;
            const LUA: &'static str = "integer";

            #[inline]
            fn from_lua(cx: &mut Cx, index: c_int) -> Result<$number, Raise> {
                #[allow(unused_variables)]
                let range = (<$number>::MIN as i128, <$number>::MAX as i128);
                $(let range = $range;)?
                ranged(cx, index, range, $expected)
            }
        }
    )*};
}

numbers! {
    /// A process, thread or process group; 0 and negative numbers have the meaning that the call gives them.
    Pid: i32, "process number";
    /// What priorities are of: a process, a process group or a user.
    Who: u32, "number";
    /// A processor, as far as sets of them go.
    Cpu: usize, "processor number", (0, 1023);
    /// How nice a process is to others.
    Nice: i32, "nice value";
    /// The number that a descriptor is to have.
    FdNumber: i32, "descriptor number";
    /// A number of seconds, as far as an alarm goes (the kernel's `unsigned int`).
    WholeSeconds: i64, "number of seconds", (0, u32::MAX as i128);
    /// A number of bytes.
    Count: usize, "number of bytes";
    /// How long a string that the kernel fills may be.
    StringSize: usize, "number of bytes", (0, make::MAX as i128);
    /// A place in a file or a distance between two.
    Offset: i64, "number of bytes";
    /// How many connections may wait.
    Backlog: i32, "number of connections";
    /// An argument of an operation whose meaning another tells, as wide as a register.
    Word: i64, "number";
    /// What a counter starts with.
    Counter: u32, "count";
    /// An error's number, as the kernel gives them.
    ErrorNumber: u16, "error number";
    /// An error's number in an object, which may hold any.
    AnyErrorNumber: i32, "error number";
    /// How a child ended, as the kernel encodes it.
    Status: i32, "status number";
    /// A port in host order.
    Port: u16, "port number";
    /// A flow label of IPv6.
    FlowInfo: u32, "flow number";
    /// The interface that a local address of IPv6 belongs to.
    ScopeId: u32, "interface number";
    /// An interface's number, or 0 for none.
    LinkIndex: i32, "interface number", (0, i32::MAX as i128);
    /// What tells an attribute of a netlink message.
    AttributeType: u16, "attribute number", (0, 0x3fff);
    /// What an answer to a netlink message is known by.
    SequenceNumber: u32, "number";
    /// By how many bits others are moved, or how many digits are wanted.
    BitCount: i32, "whole number";
    /// The length of a network's prefix.
    Prefix: u32, "number of bits", (0, 32);
    /// A device's number.
    Device: u64, "device number";
    /// One half of a device's number.
    DeviceHalf: u32, "device number";
    /// The caller's own value that comes back with an event.
    EventData: u64, "number";
    /// The same, of 32 bits.
    EventWord: u32, "number";
    /// Bytes of a key or a value of a map, how many there are, a version.
    MapSize: u32, "number";
    /// The processor of an event; -1 for any.
    EventCpu: i32, "processor number", (-1, i32::MAX as i128);
    /// What bytes are set to.
    FillByte: i16, "byte", (-128, 255);
    /// Instructions of a classic program (`BPF_MAXINSNS`).
    Instructions: u16, "number of instructions", (0, 4096);
    /// A character that a terminal acts on, or a number in its place.
    ControlCharacter: u8, "byte";
    /// A driver's letter or number in a request, or the driver's own number of it.
    RequestDigit: u8, "number";
    /// The bytes that a request says that it reads or fills.
    RequestSize: u16, "number of bytes", (0, RequestSize::MOST as i128);
    /// The type of a control message.
    ControlKind: i32, "number";
    /// The argument of a command of fcntl(2).
    CommandNumber: i32, "number";
    /// A POSIX timer.
    TimerNumber: i32, "timer number";
    /// What a signal carries.
    SignalNumber: i32, "number";
    /// A namespace, as the kernel counts them over its whole life.
    NamespaceId: u64, "namespace id";
    /// How early a message leaves its queue: before those of a lower one.
    Priority: u32, "priority";
    /// How many operations a context has room for.
    EventCount: u32, "number of events";
    /// A context of asynchronous operations.
    ContextNumber: u64, "context number";
    /// The priority of an asynchronous operation.
    RequestPriority: i16, "priority";
    /// What a word of memory has.
    WordValue: u32, "number of 32 bits";
    /// How many are woken.
    WaiterCount: i32, "number of waiters";
    /// A user, group or project that has a quota.
    QuotaId: u32, "id";
    /// A watch of inotify.
    Watch: i32, "watch number";
    /// Flags of a call that has none yet.
    FlagBits: u32, "number";
    /// The value of a socket option that is a C int; one that is unsigned in the kernel may be written so.
    OptionNumber: i64, "number", (i32::MIN as i128, u32::MAX as i128);
    /// An IPv4 address in host order; as the results of bit operations it may be negative.
    HostOrder: i64, "IPv4 address or number", (i32::MIN as i128, u32::MAX as i128);
}

impl RequestSize {
    /// The most that every machine has bits for.
    pub const MOST: u16 = 0x1fff;
}

/// The number of a user or group that leaves things as they are, `(uid_t)-1`.
pub const UNCHANGED: u32 = u32::MAX;

/// Declares kinds of users and groups: -1 is [`UNCHANGED`].
macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident: $expected:literal;)*) => {$(
        $(#[doc = $doc])+
        pub struct $name;

        impl FromLua for $name {
            type Value<'a> = u32;
            const EXPECTED: &'static str = $expected;
            const LUA: &'static str = "integer";

            fn from_lua(cx: &mut Cx, index: c_int) -> Result<u32, Raise> {
                let range = (-1, u32::MAX.into());
                ranged::<i64>(cx, index, range, $expected).map(|id| id as u32)
            }
        }
    )*};
}

ids! {
    /// A user's number.
    User: "user number";
    /// A group's number.
    Group: "group number";
}

/// A user or group that nil, or -1, leaves as it is.
pub struct OrUnchanged<K>(PhantomData<K>);

impl<K: for<'a> FromLua<Value<'a> = u32>> FromLua for OrUnchanged<K> {
    type Value<'a> = u32;
    const EXPECTED: &'static str = K::EXPECTED;
    const LUA: &'static str = K::LUA;
    const ABSENT: Option<&'static str> = Some("-1");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<u32, Raise> {
        optional::<K>(cx, index).map(|id| id.unwrap_or(UNCHANGED))
    }
}

/// A time to wait in milliseconds; a fraction is rounded up, so that a wait does not end before its time. Negative is for ever.
pub struct Milliseconds;

impl FromLua for Milliseconds {
    type Value<'a> = i32;
    const EXPECTED: &'static str = "number of milliseconds";
    const LUA: &'static str = "integer";

    #[inline]
    fn from_lua(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
        match i32::try_from(cx.to_whole_or_least(index)) {
            Ok(whole) => Ok(whole),
            Err(_) => Self::rounded(cx, index),
        }
    }
}

impl Milliseconds {
    /// What is no plain whole number in the range.
    #[cold]
    fn rounded(cx: &mut Cx, index: c_int) -> Result<i32, Raise> {
        let cut = integer(cx, index).or_else(|| cx.to_cut_integer(index));
        let cut = cut.ok_or(Raise::expected(Self::EXPECTED))?;
        let more = cx
            .to_number(index)
            .is_some_and(|number| number > cut as f64);
        i32::try_from(cut.saturating_add(more.into()))
            .map_err(|_| out_of_range(cx, (i32::MIN.into(), i32::MAX.into())))
    }
}

macro_rules! small {
    ($($int:ty),*) => {$(
        impl Push for $int {
            const LUA: &'static str = "integer";

            #[inline]
            fn push(self, cx: &mut Cx) {
                cx.push_integer(self.into());
            }
        }
    )*};
}
small!(u8, i8, i16, u16, i32, u32);

/// Friendly 64-bit members are plain numbers: exact up to 2^53, and beyond where the version has integers.
impl Push for i64 {
    const LUA: &'static str = "integer";

    #[inline]
    fn push(self, cx: &mut Cx) {
        if cx.holds_signed(self) {
            cx.push_integer(self)
        } else {
            cx.push_number(self as f64)
        }
    }
}

/// See [`i64`].
impl Push for u64 {
    const LUA: &'static str = "integer";

    #[inline]
    fn push(self, cx: &mut Cx) {
        if cx.holds_unsigned(self) {
            cx.push_integer(self as i64)
        } else {
            cx.push_number(self as f64)
        }
    }
}

/// See [`i64`].
impl Push for usize {
    const LUA: &'static str = "integer";

    #[inline]
    fn push(self, cx: &mut Cx) {
        (self as u64).push(cx);
    }
}

/// See [`i64`].
impl Push for isize {
    const LUA: &'static str = "integer";

    #[inline]
    fn push(self, cx: &mut Cx) {
        (self as i64).push(cx);
    }
}

/// A 64-bit value that is not to lose a bit: an object where a plain number would.
pub struct Exact(pub u64);

impl Push for Exact {
    const LUA: &'static str = "integer|uint64";

    fn push(self, cx: &mut Cx) {
        push_unsigned(cx, self.0);
    }
}

impl Push for f64 {
    const LUA: &'static str = "number";

    #[inline]
    fn push(self, cx: &mut Cx) {
        cx.push_number(self);
    }
}

impl Push for bool {
    const LUA: &'static str = "boolean";

    #[inline]
    fn push(self, cx: &mut Cx) {
        cx.push_boolean(self);
    }
}

impl<T: Push> Push for Option<T> {
    const LUA: &'static str = T::LUA;
    const MAY_BE_NIL: bool = true;

    fn push(self, cx: &mut Cx) {
        match self {
            Some(value) => value.push(cx),
            None => cx.push_nil(),
        }
    }
}

impl FromLua for f64 {
    type Value<'a> = f64;
    const EXPECTED: &'static str = "number";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<f64, Raise> {
        let value = cx
            .to_number(index)
            .or_else(|| integer(cx, index).map(|value| value as f64));
        value.ok_or(Raise::expected("number"))
    }
}

impl FromLua for bool {
    type Value<'a> = bool;
    const EXPECTED: &'static str = "boolean";
    const LUA: &'static str = "boolean|number";
    const ABSENT: Option<&'static str> = Some("false");

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<bool, Raise> {
        match cx.type_of(index) {
            LuaType::Boolean | LuaType::Nil | LuaType::None => Ok(cx.to_boolean(index)),
            LuaType::Number => Ok(cx.to_number(index) != Some(0.0)),
            _ => Err(Raise::expected("boolean")),
        }
    }
}
