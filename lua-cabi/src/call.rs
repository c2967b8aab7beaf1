//! What Lua can call: a row that describes it ([`Info`]), a body ([`Call`]), and the C function around the body ([`enter`]).

use crate::abi::{State, lua_CFunction, lua_State};
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;

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

/// What a body gives back: the number of results on top of the stack, or the misuse.
pub type Outcome = Result<c_int, Raise>;

/// Something that Lua can call.
pub trait Call {
    /// Its row: name, parameters, documentation.
    const INFO: Info;

    /// Does it.
    fn run(cx: &mut Cx) -> Outcome;
}

/// The C function of a [`Call`]. By the time it raises, everything that the body held has been dropped.
///
/// # Safety
///
/// Called by Lua, as a closure made by [`Cx::push_function`].
pub unsafe extern "C-unwind" fn enter<C: Call>(l: *mut lua_State) -> c_int {
    // SAFETY: Lua passes the thread that calls, and the caller promised the upvalues.
    let cx = unsafe { Cx::enter(l) };
    match C::run(cx) {
        Ok(results) => results,
        Err(raise) => report(raise, cx, const { &C::INFO }),
    }
}

/// Raises the misuse of a row.
#[cold]
#[inline(never)]
fn report(raise: Raise, state: &mut State, info: &Info) -> c_int {
    let parameter = raise
        .argument()
        .checked_sub(1)
        .and_then(|i| info.parameters.get(i));
    raise.throw(
        state,
        info.name,
        !info.internal,
        parameter.map(|parameter| parameter.name),
    )
}
