//! `calls!`: one row a call, from which the function, its argument checks, its methods and the manual follow.
//!
//! ```text
//! calls! { FILE:
//!     /// Opens a file. open(2)
//!     open(path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
//! }
//! ```
//!
//! A parameter's kind is a [`FromLua`](super::FromLua); `= value` makes it optional. A result after `->` is an [`IntoLua`](super::IntoLua): the row calls the
//! Rust function of its own name with the converted arguments, mostly the typed call of `syscall-raw` itself, found by glob
//! import; where Lua's form differs from the kernel's, a function in the same file stands before it. A row with `=>` and a
//! sentence has a body that takes the [`Cx`](crate::context::Cx) too and pushes its results itself.
//!
//! Arguments are converted in two steps: those that borrow memory come last, after everything that allocates, the object of
//! the result included. A body that allocates before its call takes such an argument as `Later` and converts it itself.
//!
//! Rows whose first parameter is a descriptor are also methods of `fd` objects, under the same name.

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
            $crate::convert::row::early!($cx, $index, $kind)
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
        /// Rows; see [`crate::convert::row`].
        pub const $table: &[$crate::call::Info] = &[$({
            struct Row;
            impl $crate::call::Call for Row {
                const INFO: $crate::call::Info = $crate::call::Info {
                    name: stringify!($name),
                    parameters: &[$($crate::call::Parameter {
                        name: stringify!($arg),
                        expected: <$kind as $crate::convert::FromLua>::EXPECTED,
                        optional: <$kind as $crate::convert::FromLua>::OPTIONAL $(|| { let _ = stringify!($default); true })?,
                    }),*],
                    result: $crate::convert::row::result_text!($arrow $result $(<$($generic),*>)?),
                    doc: concat!($($doc, "\n"),+),
                    receiver: $crate::convert::row::receiver!($($kind),*),
                    internal: false,
                    function: $crate::call::enter::<Row>,
                };

                #[inline]
                fn run(cx: $crate::context::Cx) -> $crate::call::Outcome {
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
                        let $arg = $crate::convert::row::early!(cx, index, $kind $(, $default)?);
                    )*
                    #[allow(clippy::let_unit_value, unused_variables)]
                    let slot = $crate::convert::row::reserve!(cx $arrow $result $(<$($generic),*>)?);
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
                    $crate::convert::row::deliver!(cx, slot, $name($($arg),*) $arrow $result $(<$($generic),*>)?)
                }
            }
            <Row as $crate::call::Call>::INFO
        }),*];
    };
}
pub(crate) use {calls, deliver, early, receiver, reserve, result_text};
