//! The calls: one row each, from which the function, its argument checks, its methods and the manual follow.
//!
//! ```text
//! calls! { FILE:
//!     /// Opens a file. open(2)
//!     open(path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
//! }
//! ```
//!
//! A parameter's kind is a [`FromLua`](crate::convert::FromLua); `= value` makes it optional. A result after `->` is an [`IntoLua`](crate::convert::IntoLua): the row calls the
//! Rust function of its own name with the converted arguments, mostly the typed call of `syscall-raw` itself, found by glob
//! import; where Lua's form differs from the kernel's, a function in the same file stands before it. A row with `=>` and a
//! sentence has a body that takes the [`Cx`] too and pushes its results itself.
//!
//! Arguments are converted in two steps: those that borrow memory come last, after everything that allocates, the object of
//! the result included. A body that allocates before its call takes such an argument as `Later` and converts it itself.
//!
//! Rows whose first parameter is a descriptor are also methods of `fd` objects, under the same name.

mod event;
mod file;
pub mod memory;
pub mod netlink;
mod path;
mod process;
mod socket;
mod system;
mod time;

use crate::abi::lua_CFunction;
use crate::context::Cx;
use crate::raise::{Call, Outcome, enter};

/// A parameter of a call.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// What is expected.
    pub expected: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// The name in `S`.
    pub name: &'static str,
    /// The parameters.
    pub parameters: &'static [Parameter],
    /// The results on success.
    pub result: &'static str,
    /// What it does, and the source of that.
    pub doc: &'static str,
    /// The type of which this is a method.
    pub receiver: Option<&'static str>,
    /// Whether this is a part of the module that no program names: a metamethod or an iterator.
    pub internal: bool,
    /// What Lua calls.
    pub function: lua_CFunction,
}

impl Info {
    /// The row of a function that programs do not name.
    pub const fn internal(name: &'static str, function: lua_CFunction) -> Info {
        Info {
            name,
            parameters: &[],
            result: "",
            doc: "",
            receiver: None,
            internal: true,
            function,
        }
    }
}

/// The kind of the first parameter decides whose method a call is.
macro_rules! receiver {
    () => {
        None
    };
    ($first:ty $(, $rest:ty)*) => {
        <$first as $crate::convert::FromLua>::RECEIVER
    };
}

/// Converts one argument unless it must come last.
macro_rules! early {
    ($cx:ident, $index:ident, $kind:ty) => {
        <$kind as $crate::convert::FromLua>::early($cx, $index).map_err(|raise| raise.at($index))?
    };
    ($cx:ident, $index:ident, $kind:ty, $default:expr) => {
        if $cx.is_nil($index) {
            Some($default)
        } else {
            $crate::calls::early!($cx, $index, $kind)
        }
    };
}

/// What must exist before the call is made.
macro_rules! reserve {
    ($cx:ident -> $result:ty) => {
        <$result as $crate::convert::IntoLua>::reserve($cx)
    };
    ($cx:ident => $text:literal) => {
        ()
    };
}

/// Results and body of a row: typed, or pushed by the body.
macro_rules! deliver {
    ($cx:ident, $slot:ident, $name:ident($($arg:ident),*) -> $result:ty) => {
        match $crate::convert::result::Answer::answer($name($($arg),*)) {
            Ok(value) => Ok(<$result as $crate::convert::IntoLua>::deliver($cx, $slot, value)),
            Err(errno) => Ok($crate::convert::result::fail($cx, errno)),
        }
    };
    ($cx:ident, $slot:ident, $name:ident($($arg:ident),*) => $text:literal) => { $name($cx $(, $arg)*) };
}

/// The manual's words for the results.
macro_rules! result_text {
    (-> $result:ty) => {
        <$result as $crate::convert::IntoLua>::RESULT
    };
    (=> $text:literal) => {
        $text
    };
}

/// Declares rows; see the module's documentation.
macro_rules! calls {
    ($table:ident: $(
        $(#[doc = $doc:literal])+
        $name:ident($($arg:ident: $kind:ty $(= $default:expr)?),* $(,)?) $arrow:tt $result:tt $(<$($generic:tt),*>)?;
    )*) => {
        /// Rows; see [`crate::calls`].
        pub const $table: &[$crate::calls::Info] = &[$({
            struct Row;
            impl $crate::raise::Call for Row {
                const INFO: $crate::calls::Info = $crate::calls::Info {
                    name: stringify!($name),
                    parameters: &[$($crate::calls::Parameter {
                        name: stringify!($arg),
                        expected: <$kind as $crate::convert::FromLua>::EXPECTED,
                        optional: <$kind as $crate::convert::FromLua>::OPTIONAL $(|| { let _ = stringify!($default); true })?,
                    }),*],
                    result: $crate::calls::result_text!($arrow $result $(<$($generic),*>)?),
                    doc: concat!($($doc, "\n"),+),
                    receiver: $crate::calls::receiver!($($kind),*),
                    internal: false,
                    function: $crate::raise::enter::<Row>,
                };

                #[inline]
                fn run(cx: $crate::context::Cx) -> $crate::raise::Outcome {
                    // What is pushed must not come to stand where a missing argument is looked for.
                    const NEEDS_SLOTS: bool = {
                        #[allow(unused_mut)]
                        let (mut needs, mut pushed) = (false, false);
                        $(
                            needs |= pushed || <$kind as $crate::convert::FromLua>::NEEDS_SLOTS;
                            pushed |= <$kind as $crate::convert::FromLua>::PUSHES;
                        )*
                        let _ = pushed;
                        needs
                    };
                    if NEEDS_SLOTS {
                        cx.set_top(Self::INFO.parameters.len() as core::ffi::c_int);
                    }
                    #[allow(unused_mut, unused_variables)]
                    let mut index = 0;
                    $(
                        index += 1;
                        let $arg = $crate::calls::early!(cx, index, $kind $(, $default)?);
                    )*
                    #[allow(clippy::let_unit_value, unused_variables)]
                    let slot = $crate::calls::reserve!(cx $arrow $result $(<$($generic),*>)?);
                    #[allow(unused_mut, unused_variables)]
                    let mut index = 0;
                    $(
                        index += 1;
                        let $arg = match $arg {
                            Some(value) => value,
                            None => <$kind as $crate::convert::FromLua>::from_lua(cx, index)
                                .map_err(|raise| raise.at(index))?,
                        };
                    )*
                    $crate::calls::deliver!(cx, slot, $name($($arg),*) $arrow $result $(<$($generic),*>)?)
                }
            }
            <Row as $crate::raise::Call>::INFO
        }),*];
    };
}
pub(crate) use {calls, deliver, early, receiver, reserve, result_text};

/// All rows, by topic.
pub const TABLES: &[&[Info]] = &[
    file::CALLS,
    path::CALLS,
    socket::CALLS,
    event::CALLS,
    process::CALLS,
    time::CALLS,
    memory::CALLS,
    system::CALLS,
];

/// The row of a name.
pub fn find(name: &[u8]) -> Option<&'static Info> {
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .find(|info| info.name.as_bytes() == name)
}

/// The row behind a method of a type: of the same name, or one that the method is another name for.
pub fn method(receiver: &str, name: &[u8]) -> Option<&'static Info> {
    let renamed = ALIASES
        .iter()
        .find(|alias| alias.0.as_bytes() == name)
        .map_or(name, |alias| alias.1.as_bytes());
    find(renamed).filter(|info| info.receiver == Some(receiver))
}

/// Methods of descriptors whose call has another name.
const ALIASES: &[(&str, &str)] = &[
    ("stat", "fstat"),
    ("chdir", "fchdir"),
    ("sync", "fsync"),
    ("datasync", "fdatasync"),
    ("chmod", "fchmod"),
    ("chown", "fchown"),
    ("truncate", "ftruncate"),
    ("seek", "lseek"),
];

/// `S.NAME`, the first time: a call, or one of the module's tables.
pub struct Module;

impl Call for Module {
    const INFO: Info = Info::internal("syscall", enter::<Module>);

    fn run(cx: Cx) -> Outcome {
        cx.set_top(2);
        let name = cx.to_bytes(2).unwrap_or_default();
        if let Some(info) = find(name) {
            cx.push_function(info.function, 0);
        } else if !crate::module::push_member(cx, name)? {
            return Ok(0);
        }
        crate::module::keep(cx);
        Ok(1)
    }
}
