//! How an error leaves the module: a body returns a [`Raise`], and the wrapper around it raises when everything of the body
//! is gone. Every message about an argument has one form, made here:
//!
//! ```text
//! file.lua:3: bad argument #1 to 'open' (path: string expected, got table)
//! ```

use crate::abi::{State, Type};
use core::ffi::c_int;

/// A misuse that becomes a Lua error.
#[derive(Clone, Copy, Debug)]
pub struct Raise {
    /// The position of the argument that is at fault; 0 when it is none.
    argument: u8,
    /// The function's name where it is not the running call's own.
    name: Option<&'static str>,
    why: Why,
}

#[derive(Clone, Copy, Debug)]
enum Why {
    /// The argument has the wrong type; this is what was expected.
    Expected(&'static str),
    /// The argument has the right type but this is wrong with it.
    Invalid(&'static str),
    /// The reason is a string on top of the stack.
    OnStack,
    /// The value on top of the stack is an error that was caught, to be raised again as it is.
    Caught,
}

impl Raise {
    /// The value was to be something else: "X expected, got TYPE".
    #[cold]
    pub const fn expected(what: &'static str) -> Raise {
        Raise {
            argument: 0,
            name: None,
            why: Why::Expected(what),
        }
    }

    /// The value is of the right type, but: "REASON".
    #[cold]
    pub const fn invalid(reason: &'static str) -> Raise {
        Raise {
            argument: 0,
            name: None,
            why: Why::Invalid(reason),
        }
    }

    /// The reason is the string on top of the stack.
    #[cold]
    pub fn on_stack() -> Raise {
        Raise {
            argument: 0,
            name: None,
            why: Why::OnStack,
        }
    }

    /// The value on top of the stack is an error that a protected call caught; it is raised again as it is.
    #[cold]
    pub fn caught() -> Raise {
        Raise {
            argument: 0,
            name: None,
            why: Why::Caught,
        }
    }

    /// "PREFIXSUBJECTSUFFIX", where the subject is text of the caller's. May raise (memory).
    #[cold]
    pub fn about(state: &mut State, prefix: &str, subject: &[u8], suffix: &str) -> Raise {
        state.push_bytes(prefix.as_bytes());
        // A message is for people: no more of a huge subject than shows what it is.
        state.push_bytes(subject.get(..80).unwrap_or(subject));
        state.push_bytes(suffix.as_bytes());
        state.concat(3);
        Raise::on_stack()
    }

    /// The position of the argument that is at fault; 0 when it is none.
    pub fn argument(self) -> usize {
        self.argument.into()
    }

    /// Whether it is an error that was caught.
    pub fn is_caught(self) -> bool {
        matches!(self.why, Why::Caught)
    }

    /// Says which argument is at fault, unless that is known already.
    #[inline]
    pub fn at(self, argument: c_int) -> Raise {
        if self.argument == 0 {
            Raise {
                argument: u8::try_from(argument).unwrap_or(u8::MAX),
                ..self
            }
        } else {
            self
        }
    }

    /// Says in which function the argument is, when the running one serves many (constructors, constant tables).
    pub fn in_call(self, name: &'static str) -> Raise {
        Raise {
            name: Some(name),
            ..self
        }
    }

    /// Turns the reason into a string on top of the stack: what is wrong with the value at `index`. May raise (memory).
    #[cold]
    pub fn into_text(self, state: &mut State, index: c_int) {
        match self.why {
            Why::OnStack | Why::Caught => {}
            Why::Invalid(reason) => state.push_bytes(reason.as_bytes()),
            Why::Expected(what) => {
                // First of all what it is: where an argument is missing, a text would come to stand in its place.
                push_type(
                    state,
                    if index == 0 {
                        index
                    } else {
                        state.absolute(index)
                    },
                );
                state.push_bytes(what.as_bytes());
                state.push_bytes(b" expected, got ");
                state.push_value(-3);
                state.concat(3);
            }
        }
    }

    /// Formats the message and raises it: for a function of that name, whose parameter at fault has that name. Of a function that
    /// programs do not name (`shown` is false), the name stands only where the argument is.
    pub fn throw(
        self,
        state: &mut State,
        function: &str,
        shown: bool,
        parameter: Option<&str>,
    ) -> c_int {
        if matches!(self.why, Why::Caught) {
            return state.error();
        }
        let argument: c_int = self.argument.into();
        // A type or constant table that is called stands in the first slot; what it is called with begins in the second.
        let shift = c_int::from(self.name.is_some());
        let name = self.name.unwrap_or(function);
        // Without the slots there is no message, but Lua grants them unless memory is out, which it says by itself.
        state.check_stack(24);
        self.into_text(state, if argument == 0 { 0 } else { argument + shift });
        let reason = state.top();
        state.push_where(1);
        if argument == 0 {
            if self.name.is_some() || shown {
                state.push_bytes(name.as_bytes());
                state.push_bytes(b": ");
            }
            state.push_value(reason);
        } else {
            state.push_bytes(b"bad argument #");
            state.push_integer(argument.into());
            state.push_bytes(b" to '");
            state.push_bytes(name.as_bytes());
            state.push_bytes(b"' (");
            if let Some(parameter) = parameter.filter(|_| self.name.is_none()) {
                state.push_bytes(parameter.as_bytes());
                state.push_bytes(b": ");
            }
            state.push_value(reason);
            state.push_bytes(b")");
        }
        state.concat(state.top() - reason);
        state.error()
    }
}

/// Pushes what a value is, for messages: the name that its metatable gives it, or its type. May raise (memory).
fn push_type(state: &mut State, index: c_int) {
    if index == 0 {
        state.push_bytes(b"something else");
        return;
    }
    if state.type_of(index) == Type::Userdata && state.get_metatable(index) {
        state.raw_get_field(-1, "__name");
        state.remove(-2);
        if state.type_of(-1) == Type::String {
            return;
        }
        state.pop(1);
    }
    if let Some(number) = state.to_number(index)
        && state.to_integer(index).is_none()
    {
        // What is wrong with such a number is not its type.
        match number {
            _ if number.is_nan() => state.push_bytes(b"NaN"),
            f64::INFINITY => state.push_bytes(b"infinity"),
            f64::NEG_INFINITY => state.push_bytes(b"-infinity"),
            _ => {
                state.push_bytes(b"number ");
                state.push_number(number);
                state.concat(2);
            }
        }
        return;
    }
    let name = match state.type_of(index) {
        Type::None => b"no value",
        _ => state.type_name(index).to_bytes(),
    };
    state.push_bytes(name);
}
