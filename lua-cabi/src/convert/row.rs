//! `calls!`: one row a call, from which the function, its argument checks, its methods and the manual follow.
//!
//! ```text
//! calls! { FILE:
//!     /// Opens a file. open(2)
//!     open(path: Path, flags: Flags<O>, mode: Flags<MODE>) -> NewFd;
//! }
//! ```
//!
//! A parameter's kind is a [`Convert`](super::Convert); `= value` makes it optional. A kind that is [`By`](super::By) the value
//! of an earlier argument has that argument's name behind it: `protocol: Protocol[domain]`. A result after `->` is an [`IntoLua`](super::IntoLua): the row calls the
//! Rust function of its own name with the converted arguments, mostly the typed call of `syscall-raw` itself, found by glob
//! import; where Lua's form differs from the kernel's, a function in the same file stands before it. A row with `=>` has
//! a body that takes the [`Cx`](crate::context::Cx) too and pushes its results itself, whose types the row lists.
//!
//! A result with brackets behind it is made [`Within`](super::Within) memory of the row, which is the function's last argument;
//! the brackets name the arguments that tell how much: `-> Filled[size]`.
//!
//! Arguments are converted in two steps: those that borrow memory come last, after everything that allocates, the object of
//! the result included. The compiler refuses any other order. A row with `=>` takes no such argument, since its body allocates.
//!
//! Rows whose first parameter is a descriptor are also methods of `fd` objects, under the same name.

/// Converts one argument unless it must come last.
macro_rules! early {
    ($cx:ident, $index:ident, $kind:ty) => {
        <$kind as $crate::convert::Convert>::early($cx, $index).map_err(|raise| raise.at($index))?
    };
    ($cx:ident, $index:ident, $kind:ty, [$other:ident]) => {
        match $other {
            Some(other) => Some(
                <$kind as $crate::convert::By<_>>::by($cx, $index, other)
                    .map_err(|raise| raise.at($index))?,
            ),
            // Not reached: nothing depends on what is borrowed last.
            None => None,
        }
    };
    ($cx:ident, $index:ident, $kind:ty, $default:expr) => {
        if $cx.is_nil($index) {
            Some($default)
        } else {
            $crate::convert::row::early!($cx, $index, $kind)
        }
    };
}

/// Borrows one argument, when nothing more is allocated. A body does that itself.
macro_rules! late {
    ($cx:ident, $index:ident, $kind:ty, ->) => {
        <$kind as $crate::convert::Convert>::late($cx, $index)
    };
    ($cx:ident, $index:ident, $kind:ty, =>) => {{
        const {
            let lends = <$kind as $crate::convert::Convert>::LENDS;
            assert!(
                matches!(lends, $crate::convert::Lends::Nothing),
                "a body that allocates borrows no argument"
            );
        }
        // Not reached: what lends nothing is there already.
        Err($crate::raise::Raise::expected(
            <$kind as $crate::convert::Convert>::EXPECTED,
        ))
    }};
}

/// Whether what must exist before the call is made comes to stand on the stack.
macro_rules! pushes {
    (-> $result:ty) => {
        <$result as $crate::convert::IntoLua>::PUSHES
    };
    (-> $result:ty, [$($of:ident),*]) => {
        <$result as $crate::convert::Within>::PUSHES
    };
    (=> $results:tt) => {
        false
    };
}

/// What must exist before the call is made.
macro_rules! reserve {
    ($cx:ident, $slot:ident -> $result:ty) => {
        #[allow(clippy::let_unit_value)]
        let $slot = <$result as $crate::convert::IntoLua>::reserve($cx);
    };
    ($cx:ident, $slot:ident -> $result:ty, [$($of:ident),*]) => {
        let mut $slot = <$result as $crate::convert::Within>::room();
        <$result as $crate::convert::Prepare<_>>::prepare(&mut $slot, $cx, ($(&$of,)*))?;
    };
    ($cx:ident, $slot:ident => $results:tt) => {};
}

/// Results and body of a row: typed, or pushed by the body.
macro_rules! deliver {
    ($cx:ident, $slot:ident, $name:ident($($arg:ident),*) -> $result:ty) => {{
        let answer = $crate::convert::result::Answer::answer($name($($arg),*))?;
        Ok($crate::convert::result::finish::<$result>($cx, $slot, answer))
    }};
    ($cx:ident, $slot:ident, $name:ident($($arg:ident),*) -> $result:ty, [$($of:ident),*]) => {{
        let answer = $crate::convert::result::Answer::answer($name($($arg,)* &mut $slot))?;
        Ok($crate::convert::result::finish_within::<$result>($cx, answer))
    }};
    ($cx:ident, $slot:ident, $name:ident($($arg:ident),*) => $results:tt) => { $name($cx $(, $arg)*) };
}

/// The types of the results.
macro_rules! results {
    (-> $result:ty) => {
        match <$result as $crate::convert::IntoLua>::ARGUMENT {
            0 => <$result as $crate::convert::IntoLua>::RESULTS,
            position => &[PARAMETERS[position - 1].2.lua],
        }
    };
    (-> $result:ty, [$($of:ident),*]) => {
        <$result as $crate::convert::Within>::RESULTS
    };
    (=> $results:tt) => {
        &$results
    };
}

/// Whether a row's results are pushed by their kinds.
macro_rules! typed {
    (->) => {
        true
    };
    (=>) => {
        false
    };
}

/// A parameter's default as it is written.
macro_rules! default {
    () => {
        None
    };
    ($default:expr) => {
        Some(stringify!($default))
    };
}

/// The type of which the first parameter makes the row a method.
macro_rules! receiver {
    () => {
        None
    };
    ($first:ty $(, $kind:ty)*) => {
        <$first as $crate::convert::Convert>::RECEIVER
    };
}

/// Declares rows; see the module's documentation.
macro_rules! calls {
    ($table:ident: $(
        $(#[doc = $doc:literal])+
        $name:ident($($arg:ident: $kind:ty $([$other:ident])? $(= $default:expr)?),* $(,)?) $arrow:tt $result:tt $(<$($generic:tt),*>)? $([$($of:ident),*])?;
    )*) => {
        /// Rows; see [`crate::convert::row`].
        pub static $table: &$crate::call::Table = {
        const WRITTEN: &[$crate::call::Written] = &[$({
            struct Row;

            const PARAMETERS: &[(&str, Option<&str>, $crate::call::Kind)] = &[$((
                stringify!($arg),
                $crate::convert::row::default!($($default)?),
                <$kind as $crate::convert::Convert>::KIND,
            )),*];

            impl $crate::call::Call for Row {
                const INFO: $crate::call::Info = $crate::call::Info::written($table, WRITTEN, stringify!($name));
                const NAMED: bool = true;

                #[inline]
                fn run(cx: &mut $crate::context::Cx) -> $crate::call::Outcome {
                    // What is pushed must not come to stand where a missing argument is looked for.
                    const NEEDS_SLOTS: bool = {
                        #[allow(unused_mut)]
                        let (mut needs, mut pushed) = (false, false);
                        let lends: &[$crate::convert::Lends] = &[$(<$kind as $crate::convert::Convert>::LENDS),*];
                        assert!($crate::convert::Lends::apart(lends), "two arguments could be the same memory");
                        $(
                            needs |= pushed || <$kind as $crate::convert::Convert>::NEEDS_SLOTS;
                            pushed |= <$kind as $crate::convert::Convert>::PUSHES;
                        )*
                        let _ = pushed;
                        let reserved = $crate::convert::row::pushes!($arrow $result $(<$($generic),*>)? $(, [$($of),*])?);
                        needs || (reserved && $crate::convert::Lends::any(lends))
                    };
                    if !NEEDS_SLOTS {
                        return convert(cx);
                    }
                    let given = cx.top();
                    cx.set_top(PARAMETERS.len() as core::ffi::c_int);
                    convert(cx).map_err(|raise| raise.given(given))
                }
            }

            /// Converts the arguments, calls, and delivers.
            #[inline(always)]
            fn convert(cx: &mut $crate::context::Cx) -> $crate::call::Outcome {
                    #[allow(unused_mut, unused_variables)]
                    let mut index = 0;
                    $(
                        index += 1;
                        let $arg = $crate::convert::row::early!(cx, index, $kind $(, [$other])? $(, $default)?);
                    )*
                    $crate::convert::row::reserve!(cx, slot $arrow $result $(<$($generic),*>)? $(, [$($of),*])?);
                    #[allow(unused_mut, unused_variables)]
                    let mut index = 0;
                    $(
                        index += 1;
                        let $arg = match $arg {
                            Some(value) => value,
                            None => $crate::convert::row::late!(cx, index, $kind, $arrow)
                                .map_err(|raise| raise.at(index))?,
                        };
                    )*
                $crate::convert::row::deliver!(cx, slot, $name($($arg),*) $arrow $result $(<$($generic),*>)? $(, [$($of),*])?)
            }

            $crate::call::Written {
                name: stringify!($name),
                receiver: $crate::convert::row::receiver!($($kind),*),
                parameters: PARAMETERS,
                typed: $crate::convert::row::typed!($arrow),
                results: $crate::convert::row::results!($arrow $result $(<$($generic),*>)? $(, [$($of),*])?),
                doc: &[$($doc),+],
                function: $crate::call::enter::<Row>,
            }
        }),*];
        const PACKED: ($crate::prose::Writer<{ $crate::call::room(WRITTEN) }>, [$crate::call::Row; WRITTEN.len()]) =
            $crate::call::pack(WRITTEN);
        static TEXT: [u8; PACKED.0.len()] = PACKED.0.written();
        static ROWS: [$crate::call::Row; WRITTEN.len()] = PACKED.1;
        &$crate::call::Table::new(&TEXT, &ROWS)
        };
    };
}
pub(crate) use {calls, default, deliver, early, late, pushes, receiver, reserve, results, typed};
