//! Conversion of arguments and results: what a row of the calls table can say.
//!
//! A *kind* is a type that stands in a row for a parameter ([`Convert`]) or a result ([`IntoLua`]). Its associated `Value` is
//! what the typed call takes or gives. The common kinds are plain Rust types (`i32`, `bool`); the others are names defined in
//! this folder, one file a topic. Kinds whose values stand for themselves are [`FromLua`]; those that borrow memory of
//! objects are `Convert` alone.

pub mod buffer;
pub mod descriptor;
pub mod flags;
pub mod list;
pub mod object;
pub mod pieces;
pub mod request;
pub mod result;
pub mod row;
pub mod text;

use crate::call::Kind;
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;

/// A kind of parameter whose value stands for itself: a number, a string that its slot keeps, a copy of a structure.
pub trait FromLua {
    /// What the call receives. `'a` is the duration of the call.
    type Value<'a>;

    /// What messages and the manual say is expected.
    const EXPECTED: &'static str;

    /// The type, as annotations of the Lua language server write it.
    const LUA: &'static str = Self::EXPECTED;

    /// The group of constants in which text is looked up.
    const GROUP: Option<&'static str> = None;

    /// The type of which calls that take this kind first are methods.
    const RECEIVER: Option<&'static str> = None;

    /// Whether anything will do that the constructor of the type takes.
    const CONSTRUCTED: bool = false;

    /// What nil stands for, as Lua writes it; `None` where nil is refused.
    const ABSENT: Option<&'static str> = None;

    /// Whether the body pushes while it still looks at stack indexes, so that all parameters must have a slot of their own.
    const NEEDS_SLOTS: bool = false;

    /// Whether converting leaves a value on top of the stack, so that the parameters after it must have slots of their own.
    const PUSHES: bool = false;

    /// Converts the value at a stack index. May allocate, and run code of the program.
    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Self::Value<'a>, Raise>;
}

/// A kind that says more when an argument before it is known, which the row names: `protocol: Protocol[domain]`.
pub trait By<V>: FromLua {
    /// Converts the value at a stack index, beside what the other argument is. May allocate, and run code of the program.
    fn by<'a>(cx: &mut Cx<'a>, index: c_int, other: V) -> Result<Self::Value<'a>, Raise>;
}

/// A kind whose values are numbers with names.
pub trait Naming: FromLua {
    /// The number that the value at a stack index stands for. May allocate.
    fn number(cx: &mut Cx, index: c_int) -> Result<i64, Raise>;
}

/// The value at a stack index, `None` for nil.
#[inline]
pub fn optional<'a, K: FromLua>(
    cx: &mut Cx<'a>,
    index: c_int,
) -> Result<Option<K::Value<'a>>, Raise> {
    if cx.is_nil(index) {
        Ok(None)
    } else {
        K::from_lua(cx, index).map(Some)
    }
}

/// What a kind does with the memory of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lends {
    /// Its value is not the object's memory.
    Nothing,
    /// The memory is read.
    Read,
    /// The memory is written, so nothing else that the call receives may be the same memory.
    Write,
    /// The memory is written by copying alone, through a `Place`, which others may share.
    Copy,
}

impl Lends {
    /// Whether any of the arguments lends memory.
    pub const fn any(kinds: &[Lends]) -> bool {
        let mut i = 0;
        while i < kinds.len() {
            if !matches!(kinds[i], Lends::Nothing) {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether memory that is written can be no other argument's: one alone may lend it, or all are for copying.
    pub const fn apart(kinds: &[Lends]) -> bool {
        let (mut reads, mut writes, mut copies, mut i) = (0, 0, 0, 0);
        while i < kinds.len() {
            match kinds[i] {
                Lends::Nothing => {}
                Lends::Read => reads += 1,
                Lends::Write => writes += 1,
                Lends::Copy => copies += 1,
            }
            i += 1;
        }
        match writes {
            0 => reads == 0 || copies == 0,
            _ => reads + writes + copies == 1,
        }
    }
}

/// A kind of parameter, converted in two steps: what may allocate, and what borrows.
pub trait Convert {
    /// What the call receives. `'m` is the duration of the call, or of the borrow.
    type Value<'m>;

    /// As `FromLua::EXPECTED`.
    const EXPECTED: &'static str;
    /// As `FromLua::RECEIVER`.
    const RECEIVER: Option<&'static str> = None;
    /// As `FromLua::LUA`.
    const LUA: &'static str = Self::EXPECTED;
    /// As `FromLua::GROUP`.
    const GROUP: Option<&'static str> = None;
    /// As `FromLua::CONSTRUCTED`.
    const CONSTRUCTED: bool = false;
    /// As `FromLua::ABSENT`.
    const ABSENT: Option<&'static str> = None;
    /// All of that in one.
    const KIND: Kind = Kind {
        expected: Self::EXPECTED,
        group: Self::GROUP,
        lua: Self::LUA,
        constructed: Self::CONSTRUCTED,
        absent: Self::ABSENT,
    };
    /// As `FromLua::NEEDS_SLOTS`.
    const NEEDS_SLOTS: bool = false;
    /// As `FromLua::PUSHES`.
    const PUSHES: bool = false;
    /// What the value is to an object's memory.
    const LENDS: Lends;

    /// Does what may allocate; gives the value unless that borrows memory which a finalizer may take away (a mapping can be
    /// unmapped by any `__gc`, and any allocation can run one).
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise>;

    /// Gives the value that [`early`](Convert::early) did not, when nothing more is allocated before the call: as long as it is
    /// used, the compiler refuses whatever could allocate.
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise>;
}

/// A value that stands for itself is there at once.
impl<K: FromLua> Convert for K {
    type Value<'m> = K::Value<'m>;
    const EXPECTED: &'static str = K::EXPECTED;
    const RECEIVER: Option<&'static str> = K::RECEIVER;
    const LUA: &'static str = K::LUA;
    const GROUP: Option<&'static str> = K::GROUP;
    const CONSTRUCTED: bool = K::CONSTRUCTED;
    const ABSENT: Option<&'static str> = K::ABSENT;
    const NEEDS_SLOTS: bool = K::NEEDS_SLOTS;
    const PUSHES: bool = K::PUSHES;
    const LENDS: Lends = Lends::Nothing;

    #[inline(always)]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        K::from_lua(cx, index).map(Some)
    }

    // Not called, since `early` gave the value.
    #[inline(always)]
    fn late<'m>(_: &'m Cx<'_>, _: c_int) -> Result<Self::Value<'m>, Raise> {
        Err(Raise::expected(K::EXPECTED))
    }
}

/// An argument that may be nil.
impl<K: Convert> Convert for Option<K> {
    type Value<'m> = Option<K::Value<'m>>;
    const EXPECTED: &'static str = K::EXPECTED;
    const LUA: &'static str = K::LUA;
    const GROUP: Option<&'static str> = K::GROUP;
    const CONSTRUCTED: bool = K::CONSTRUCTED;
    const ABSENT: Option<&'static str> = Some("nil");
    const NEEDS_SLOTS: bool = K::NEEDS_SLOTS;
    const PUSHES: bool = K::PUSHES;
    const LENDS: Lends = K::LENDS;

    #[inline(always)]
    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Self::Value<'a>>, Raise> {
        if cx.is_nil(index) {
            Ok(Some(None))
        } else {
            Ok(K::early(cx, index)?.map(Some))
        }
    }

    // Nil was there at once.
    #[inline]
    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Self::Value<'m>, Raise> {
        K::late(cx, index).map(Some)
    }
}

/// An argument that the body converts itself, because how depends on the others: it receives the stack index.
pub struct Later;

impl FromLua for Later {
    type Value<'a> = c_int;
    const EXPECTED: &'static str = "value";
    const LUA: &'static str = "any";
    const ABSENT: Option<&'static str> = Some("nil");
    // So that what the body pushes does not come to stand where the argument is missing.
    const NEEDS_SLOTS: bool = true;

    #[inline]
    fn from_lua(_: &mut Cx, index: c_int) -> Result<c_int, Raise> {
        Ok(index)
    }
}

/// A value that becomes one Lua value: results of accessors.
pub trait Push {
    /// The type, as annotations of the Lua language server write it.
    const LUA: &'static str;

    /// Whether it may be nil instead.
    const MAY_BE_NIL: bool = false;

    /// Pushes it. May raise (memory).
    fn push(self, cx: &mut Cx);
}

/// A kind of result.
pub trait IntoLua {
    /// What the call gives.
    type Value;

    /// Whether [`reserve`](IntoLua::reserve) leaves values on the stack.
    const PUSHES: bool = false;

    /// What [`reserve`](IntoLua::reserve) prepared.
    type Slot: Copy;

    /// The type of each result, as annotations of the Lua language server write them.
    const RESULTS: &'static [&'static str];

    /// The position of the argument that is the result; 0 when it is none of them.
    const ARGUMENT: usize = 0;

    /// Allocates what must exist before the call is made, since memory may run out and nothing may be lost then.
    fn reserve(cx: &mut Cx) -> Self::Slot;

    /// Pushes the results; how many.
    fn deliver(cx: &mut Cx, slot: Self::Slot, value: Self::Value) -> c_int;
}

/// What becomes one Lua value needs nothing made beforehand.
impl<T: Push> IntoLua for T {
    type Value = T;
    type Slot = ();
    const RESULTS: &'static [&'static str] = &[<T as Push>::LUA];

    #[inline]
    fn reserve(_: &mut Cx) {}

    #[inline]
    fn deliver(cx: &mut Cx, _: (), value: T) -> c_int {
        value.push(cx);
        1
    }
}

/// A kind of result that the call makes in memory of the row, its last argument, and that is pushed from there, so that nothing
/// large is moved.
pub trait Within {
    /// The memory, in the frame of the row.
    type Room;

    /// What the call gives, mostly a part of the memory.
    type Value<'r>;

    /// Whether [`prepare`](Prepare::prepare) leaves values on the stack while an argument is still to be borrowed.
    const PUSHES: bool = false;

    /// The type of each result, as annotations of the Lua language server write them.
    const RESULTS: &'static [&'static str];

    /// The memory as it is at first. A function, since a constant would be copied.
    fn room() -> Self::Room;

    /// Pushes the results; how many.
    fn deliver(cx: &mut Cx, value: Self::Value<'_>) -> c_int;
}

/// How much memory that is, by the arguments that the row names: `Filled[size]`. Each is what [`Convert::early`] gave.
pub trait Prepare<Of>: Within {
    /// Makes the memory ready. May raise (memory).
    fn prepare(room: &mut Self::Room, cx: &mut Cx, of: Of) -> Result<(), Raise>;
}

/// Memory of a size that is known needs nothing.
impl<K: Within> Prepare<()> for K {
    #[inline(always)]
    fn prepare(_: &mut K::Room, _: &mut Cx, (): ()) -> Result<(), Raise> {
        Ok(())
    }
}
