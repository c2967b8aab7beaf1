//! How an error leaves the module: a body returns a [`Raise`], and the wrapper around it raises when everything of the body
//! is gone. Every message is made here, for the parts of the module that are written in Lua too, and has one of these forms:
//!
//! ```text
//! file.lua:3: bad argument #1 to 'open' (path: string expected, got table)
//! file.lua:3: bad argument #1 to 'poll' (fds[2].fd: fd expected, got string)
//! file.lua:3: calling 'write' on bad self (fd expected, got table)
//! file.lua:3: sockaddr_in.port: port number out of range: 0 to 65535
//! ```
//!
//! A method does not count its object among the arguments, as in Lua's own libraries. Where the fault is inside a table, the
//! path to it is put together from the inside out, on the stack and only then ([`Raise::within`]).

use crate::abi::{State, Type};
use core::ffi::c_int;
use core::num::NonZero;
use core::ptr::NonNull;

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// The member of that name.
    Name(&'a [u8]),
    /// The element of that number.
    Index(i64),
}

/// Who is to blame: the function as the program sees it.
pub struct Blame<'a> {
    /// Its name.
    pub function: &'a [u8],
    /// Whether that stands before a message about no argument: not of one that programs do not name.
    pub shown: bool,
    /// What it serves, if it serves many: a type, a group of constants.
    pub serves: Option<&'a str>,
    /// The name of the parameter at fault.
    pub parameter: Option<&'a str>,
    /// Whether it was called as `object:function()`.
    pub method: bool,
    /// The level of the function whose line is at fault: 1 for who called.
    pub level: c_int,
}

/// A misuse that becomes a Lua error. Two words, since most of a row's code is about what may be wrong: a text, and what `facts`
/// packs.
#[derive(Clone, Copy, Debug)]
pub struct Raise {
    /// Where the text begins that says what was expected, or is wrong: a `&'static str`, taken apart for room.
    text: NonNull<u8>,
    /// From the lowest bit up: the bytes of the text (16), the position of the argument that is at fault, 0 when it is none (8),
    /// [`Why`] (4), [`ABSENT`], [`SERVED`].
    facts: NonZero<u32>,
}

/// Where the position stands in the facts.
const ARGUMENT: u32 = 16;
/// Where the reason stands.
const WHY: u32 = 24;
/// Whether the argument at fault was not passed, though a nil stands in its slot.
const ABSENT: u32 = 1 << 28;
/// Whether the message names what the running function serves ([`Call::serves`](crate::call::Call::serves)), not the function.
const SERVED: u32 = 1 << 29;
/// What says where the fault is.
const WHERE: u32 = SERVED | ABSENT | 0xff << ARGUMENT;

/// Why there is no room on the stack: its limit, or memory, which Lua does not tell apart.
pub const TOO_DEEP: Raise =
    Raise::invalid("not enough memory for tables that are nested so deeply");

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Why {
    /// The argument has the wrong type; the text is what was expected.
    Expected = 1,
    /// So it has, and expected was a number or a name of the group of constants that the text names.
    ExpectedName,
    /// The argument has the right type but the text is wrong with it.
    Invalid,
    /// The reason is a string on top of the stack.
    OnStack,
    /// So is the path to the value at fault, with the reason: "value[1]: number expected, got table". What is put before it is
    /// joined by the text.
    PathOnStack,
    /// The value on top of the stack is an error that was caught, to be raised again as it is.
    Caught,
}

/// A position of an argument among the facts; the last that fits, for one behind it.
const fn position(argument: usize) -> u32 {
    let argument = if argument > 0xff { 0xff } else { argument };
    (argument as u32) << ARGUMENT
}

impl Raise {
    const fn because(why: Why, text: &'static str) -> Raise {
        let text = match text.len() {
            0..=0xffff => text,
            _ => "",
        };
        // SAFETY: a reference is not null, and no reason is 0.
        unsafe {
            Raise {
                text: NonNull::new_unchecked(text.as_ptr().cast_mut()),
                facts: NonZero::new_unchecked(text.len() as u32 | (why as u32) << WHY),
            }
        }
    }

    fn why(self) -> Why {
        match (self.facts.get() >> WHY) & 0xf {
            1 => Why::Expected,
            2 => Why::ExpectedName,
            3 => Why::Invalid,
            4 => Why::OnStack,
            5 => Why::PathOnStack,
            _ => Why::Caught,
        }
    }

    const fn has(self, flag: u32) -> bool {
        self.facts.get() & flag != 0
    }

    /// With more bits set.
    const fn and(self, bits: u32) -> Raise {
        // The numbers as such, since they travel in one register.
        Raise {
            text: self.text,
            facts: match NonZero::new(self.facts.get() | bits) {
                Some(facts) => facts,
                None => self.facts,
            },
        }
    }

    /// What was expected, or is wrong.
    fn text(self) -> &'static str {
        // SAFETY: `because` took it apart, and nothing else changes the parts.
        unsafe {
            let bytes = core::slice::from_raw_parts(
                self.text.as_ptr(),
                (self.facts.get() & 0xffff) as usize,
            );
            str::from_utf8_unchecked(bytes)
        }
    }

    /// The value was to be something else: "X expected, got TYPE".
    #[cold]
    pub const fn expected(what: &'static str) -> Raise {
        Raise::because(Why::Expected, what)
    }

    /// The value was to be a number or a name of a group: "name of c.GROUP or number expected, got TYPE".
    #[cold]
    pub const fn expected_name(group: &'static str) -> Raise {
        Raise::because(Why::ExpectedName, group)
    }

    /// The value is of the right type, but: "REASON".
    #[cold]
    pub const fn invalid(reason: &'static str) -> Raise {
        Raise::because(Why::Invalid, reason)
    }

    /// The reason is the string on top of the stack.
    #[cold]
    pub fn on_stack() -> Raise {
        Raise::because(Why::OnStack, "")
    }

    /// The value on top of the stack is an error that a protected call caught; it is raised again as it is.
    #[cold]
    pub fn caught() -> Raise {
        Raise::because(Why::Caught, "")
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
    #[inline]
    pub const fn argument(self) -> usize {
        (self.facts.get() >> ARGUMENT & 0xff) as usize
    }

    /// Whether it is an error that was caught.
    pub fn is_caught(self) -> bool {
        self.why() == Why::Caught
    }

    /// Says which argument is at fault, unless that is known already.
    #[inline]
    pub const fn at(self, argument: c_int) -> Raise {
        match self.argument() {
            0 => self.and(position(argument as usize)),
            _ => self,
        }
    }

    /// Blames the last of so many arguments for a fault of one behind it.
    pub fn up_to(self, count: usize) -> Raise {
        let facts = self.facts.get() & !(0xff << ARGUMENT);
        Raise {
            text: self.text,
            facts: NonZero::new(facts).unwrap_or(self.facts),
        }
        .and(position(self.argument().min(count)))
    }

    /// Says that the message names what the running function serves (constructors, metamethods, constant tables).
    pub const fn served(self) -> Raise {
        self.and(SERVED)
    }

    /// Says how many arguments were passed, when slots were filled up with nil.
    pub fn given(self, count: c_int) -> Raise {
        match usize::try_from(count) {
            Ok(count) if self.argument() <= count => self,
            _ => self.and(ABSENT),
        }
    }

    /// The value at stack slot `slot` is at fault, and it is inside another, one step down; the text that says so takes its place,
    /// and what stands above is gone. What position the argument had inside means nothing outside. May raise (memory).
    #[cold]
    pub fn within(self, state: &mut State, slot: c_int, step: Step) -> Raise {
        if self.is_caught() {
            return self;
        }
        if !state.check_stack(12) || !self.into_text(state, slot) {
            return TOO_DEEP;
        }
        let reason = state.top();
        match step {
            Step::Name(name) => state.push_bytes(name.get(..80).unwrap_or(name)),
            Step::Index(index) => {
                state.push_bytes(b"[");
                state.push_integer(index);
                state.push_bytes(b"]");
            }
        }
        state.push_bytes(self.joint().as_bytes());
        state.push_value(reason);
        state.concat(state.top() - reason);
        state.replace(slot);
        state.set_top(slot);
        let joint = match step {
            Step::Name(_) => ".",
            Step::Index(_) => "",
        };
        Raise::because(Why::PathOnStack, joint)
    }

    /// What stands between the text and a name before it.
    fn joint(self) -> &'static str {
        match self.why() {
            Why::PathOnStack => self.text(),
            _ => ": ",
        }
    }

    /// The value at stack slot `slot`, which is no argument, is at fault. May raise (memory).
    #[cold]
    pub fn with(self, state: &mut State, slot: c_int) -> Raise {
        match self.why() {
            Why::Expected | Why::ExpectedName | Why::Invalid => {
                let text = match self.into_text(state, slot) {
                    true => Raise::on_stack(),
                    false => TOO_DEEP,
                };
                text.and(self.facts.get() & WHERE)
            }
            _ => self,
        }
    }

    /// Turns the reason into a string on top of the stack: what is wrong with the value at `index`; whether there was room. May
    /// raise (memory).
    fn into_text(self, state: &mut State, index: c_int) -> bool {
        if !state.check_stack(12) {
            return false;
        }
        match self.why() {
            Why::OnStack | Why::PathOnStack | Why::Caught => {}
            Why::Invalid => state.push_bytes(self.text().as_bytes()),
            Why::Expected | Why::ExpectedName => {
                // First of all what it is: where an argument is missing, a text would come to stand in its place.
                match index {
                    _ if self.has(ABSENT) => state.push_bytes(b"no value"),
                    0 => state.push_bytes(b"something else"),
                    index => push_type(state, state.absolute(index)),
                }
                let (before, after) = match self.why() {
                    Why::ExpectedName => ("name of c.", " or number"),
                    _ => ("", ""),
                };
                for text in [before, self.text(), after, " expected, got "] {
                    state.push_bytes(text.as_bytes());
                }
                state.push_value(-5);
                state.concat(5);
            }
        }
        true
    }

    /// Pushes what is wrong with the value at stack slot `index`, for which what stands above goes if need be. May raise (memory).
    pub fn push_text(self, state: &mut State, index: c_int) {
        if !self.into_text(state, index) {
            state.set_top(index);
            state.push_bytes(TOO_DEEP.text().as_bytes());
        }
    }

    /// Makes room for the message. What the body had on the stack may have left none: then it goes, but for the first slot, which says
    /// whom the function serves, and that is the reason.
    pub fn with_room(self, state: &mut State) -> Raise {
        if self.is_caught() || state.check_stack(24) {
            return self;
        }
        state.set_top(1);
        TOO_DEEP.and(self.facts.get() & WHERE)
    }

    /// Formats the message and raises it, [with room](Raise::with_room).
    pub fn throw(self, state: &mut State, blame: &Blame) -> c_int {
        if self.is_caught() {
            return state.error();
        }
        let argument = self.argument() as c_int;
        // A type or constant table that is called stands in the first slot; what it is called with begins in the second.
        let served = blame.serves.filter(|_| self.has(SERVED));
        let shift = c_int::from(served.is_some());
        let function = served.map_or(blame.function, str::as_bytes);
        self.into_text(state, if argument == 0 { 0 } else { argument + shift });
        let reason = state.top();
        state.push_where(blame.level);
        match (argument, blame.method) {
            (0, _) => {
                if served.is_some() || blame.shown {
                    state.push_bytes(function);
                    state.push_bytes(self.joint().as_bytes());
                }
                state.push_value(reason);
            }
            (1, true) => push_bad_self(state, function, reason),
            (argument, method) => {
                let position = argument - c_int::from(method);
                let parameter = blame.parameter.filter(|_| served.is_none());
                let parameter = parameter.map(str::as_bytes);
                push_bad_argument(state, position, function, parameter, self.joint(), reason);
            }
        }
        state.concat(state.top() - reason);
        state.error()
    }
}

/// Pushes the pieces of the message about an argument, for the reason at stack slot `reason`. May raise (memory).
fn push_bad_argument(
    state: &mut State,
    position: c_int,
    function: &[u8],
    parameter: Option<&[u8]>,
    joint: &str,
    reason: c_int,
) {
    state.push_bytes(b"bad argument #");
    state.push_integer(position.into());
    state.push_bytes(b" to '");
    state.push_bytes(function);
    state.push_bytes(b"' (");
    if let Some(parameter) = parameter {
        state.push_bytes(parameter);
        state.push_bytes(joint.as_bytes());
    }
    state.push_value(reason);
    state.push_bytes(b")");
}

/// Pushes the whole message about an argument of a function in Lua that is running: what is wrong with the value at stack slot
/// `index`, or what was expected. Position 0 is the object of a method. May raise (memory).
pub fn push_refusal(
    state: &mut State,
    index: c_int,
    wrong: Result<Raise, &[u8]>,
    position: c_int,
    function: &[u8],
    parameter: &[u8],
) {
    match wrong {
        Ok(raise) => raise.push_text(state, index),
        Err(expected) => {
            state.push_bytes(expected);
            state.push_bytes(b" expected, got ");
            push_type(state, index);
            state.concat(3);
        }
    }
    let reason = state.top();
    // Who called the function that calls this.
    state.push_where(2);
    match position {
        0 => push_bad_self(state, function, reason),
        _ => push_bad_argument(state, position, function, Some(parameter), ": ", reason),
    }
    state.concat(state.top() - reason);
}

/// Pushes the pieces of the message about the object of a method, for the reason at stack slot `reason`. May raise (memory).
fn push_bad_self(state: &mut State, function: &[u8], reason: c_int) {
    state.push_bytes(b"calling '");
    state.push_bytes(function);
    state.push_bytes(b"' on bad self (");
    state.push_value(reason);
    state.push_bytes(b")");
}

/// Pushes what a value is, for messages: the name that its metatable gives it, or its type. May raise (memory).
fn push_type(state: &mut State, index: c_int) {
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
