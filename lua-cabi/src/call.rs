//! What Lua can call: a row that describes it ([`Info`]), a body ([`Call`]), and the C function around the body ([`enter`]).

use crate::abi::{lua_CFunction, lua_State, upvalue_index};
use crate::context::{Cx, OWN};
use crate::inbox;
use crate::raise::{Blame, Raise};
use core::ffi::c_int;
use syscall_consts::group::same_name;

/// What a kind of parameter accepts, for messages, the manual and editors.
#[derive(Clone, Copy, Debug)]
pub struct Accepts {
    /// What messages and the manual say is expected.
    pub expected: &'static str,
    /// The group of constants in which text is looked up.
    pub group: Option<&'static str>,
    /// The rest, which kinds have in common that differ in those: apart, because then it stands once.
    pub form: &'static Form,
}

/// What many kinds of parameters have in common.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The type, as annotations of the Lua language server write it: `"integer"`, `"string|buffer"`.
    pub lua: &'static str,
    /// Whether anything will do that the constructor of the type takes.
    pub constructed: bool,
    /// What nil stands for, as Lua writes it; `None` where nil is refused.
    pub absent: Option<&'static str>,
    /// The type of which calls that take this first are methods.
    pub receiver: Option<&'static str>,
}

/// A parameter of a call, as [`Info::parameters`] has it.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// What it may be.
    pub accepts: &'static Accepts,
    /// The row's own default: the expression that stands for nil.
    pub default: Option<&'static str>,
}

impl Parameter {
    /// Whether it may be left out.
    pub const fn is_optional(&self) -> bool {
        self.default.is_some() || self.accepts.form.absent.is_some()
    }
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// The name; then the parameters, each with its default after `=`; then the documentation: joined by `\0`. One string, because
    /// each `&str` would cost a relocation.
    pub(crate) text: &'static str,
    /// Bytes of the name.
    pub(crate) name_len: u8,
    /// What each parameter may be.
    pub accepts: &'static [&'static Accepts],
    /// The results on success, in their order, each a type as in [`Form::lua`]. `"never"` alone: it does not return.
    pub results: &'static [&'static str],
    /// Whether the row says all: the kinds of its results too, and no body pushes them by itself.
    pub typed: bool,
    /// Whether this is a part of the module that no program names: a metamethod or an iterator.
    pub internal: bool,
    /// What Lua calls.
    pub function: lua_CFunction,
}

impl Info {
    /// The row of a function that programs do not name.
    pub const fn internal(name: &'static str, function: lua_CFunction) -> Info {
        Info {
            text: name,
            name_len: name.len() as u8,
            accepts: &[],
            results: &[],
            typed: true,
            internal: true,
            function,
        }
    }

    /// The name in `S`.
    pub fn name(&self) -> &'static str {
        let name = self.text.get(..self.name_len.into());
        name.unwrap_or_default()
    }

    /// Whether that is its name.
    #[inline]
    pub fn is_named(&self, name: &[u8]) -> bool {
        u8::try_from(name.len()) == Ok(self.name_len) && self.text.as_bytes().starts_with(name)
    }

    /// The type of which this is a method: the kind of the first parameter decides.
    pub fn receiver(&self) -> Option<&'static str> {
        self.accepts.first()?.form.receiver
    }

    /// The parameters.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> + use<'_> {
        (0..self.accepts.len()).filter_map(|i| self.parameter(i))
    }

    /// The parameter of that index, counted from 0.
    pub fn parameter(&self, i: usize) -> Option<Parameter> {
        let accepts = self.accepts.get(i)?;
        let text = self.piece(i.checked_add(1)?)?;
        let (name, default) = match text.split_once(['=']) {
            Some((name, default)) => (name, Some(default)),
            None => (text, None),
        };
        Some(Parameter {
            name,
            accepts,
            default,
        })
    }

    /// What it does, and the source of that.
    pub fn doc(&self) -> &'static str {
        let doc = self.piece(self.accepts.len().saturating_add(1));
        doc.unwrap_or_default()
    }

    /// What stands behind so many zeros of the text. Searched for as an array of characters: the search for one is longer, and
    /// the compiler sees panics in it.
    #[inline(never)]
    fn piece(&self, i: usize) -> Option<&'static str> {
        self.text.split(['\0']).nth(i)
    }
}

/// The row of that name in a table, for constants: a row stands there alone, and its C function refers to it.
pub(crate) const fn row(table: &'static [Info], name: &str) -> &'static Info {
    let mut i = 0;
    while i < table.len() {
        if same_name(table[i].text.split_at(table[i].name_len as usize).0, name) {
            return &table[i];
        }
        i += 1;
    }
    panic!("no such row")
}

/// What a body gives back: the number of results on top of the stack, or the misuse.
pub type Outcome = Result<c_int, Raise>;

/// Something that Lua can call.
pub trait Call {
    /// Its row: name, parameters, documentation.
    const INFO: &'static Info;

    /// Whether programs call it by a name, which is a moment for handlers of signals to run.
    const NAMED: bool = false;

    /// Does it.
    fn run(cx: &mut Cx) -> Outcome;

    /// The name that messages have for it where it serves many: of the type, of the group of constants.
    fn serves(_: &mut Cx) -> Option<&'static str> {
        None
    }
}

/// The C function of a [`Call`]. By the time it raises, everything that the body held has been dropped.
///
/// # Safety
///
/// Called by Lua, as a closure made by [`Cx::push_function`].
pub unsafe extern "C-unwind" fn enter<C: Call>(l: *mut lua_State) -> c_int {
    // SAFETY: Lua passes the thread that calls, and the caller promised the upvalues.
    let mut cx = unsafe {
        if C::NAMED && inbox::is_active() {
            attend(l);
        }
        Cx::enter(l)
    };
    match C::run(&mut cx) {
        Ok(results) => results,
        Err(raise) => report(raise, &mut cx, C::INFO, C::serves),
    }
}

/// Has handlers of signals run that are to, and raises what they raise: before the call has anything.
///
/// # Safety
///
/// As for [`enter`].
#[cold]
#[inline(never)]
unsafe fn attend(l: *mut lua_State) {
    // SAFETY: the caller's promise.
    let mut cx = unsafe { Cx::enter(l) };
    if inbox::attend(&mut cx).is_err() {
        cx.error();
    }
}

/// Raises the misuse of a row. Its closure may have upvalues of its own: another name, and how many arguments it has under that
/// ([`Cx::push_renamed`]).
#[cold]
#[inline(never)]
fn report(
    raise: Raise,
    cx: &mut Cx,
    info: &Info,
    serves: fn(&mut Cx) -> Option<&'static str>,
) -> c_int {
    let raise = raise.with_room(cx);
    let renamed = cx.to_bytes(upvalue_index(OWN)).filter(|_| !info.internal);
    let passed = cx
        .to_integer(upvalue_index(OWN + 1))
        .filter(|&passed| passed > 0 && renamed.is_some())
        .and_then(|passed| usize::try_from(passed).ok());
    // What a helper adds to its caller's arguments does not fit the last of those.
    let raise = raise.up_to(passed.unwrap_or(usize::MAX));
    let parameter = raise
        .argument()
        .checked_sub(1)
        .and_then(|i| info.parameter(i));
    let method = cx.method_name().filter(|_| !info.internal);
    let blame = Blame {
        function: renamed.unwrap_or(info.name().as_bytes()),
        shown: !info.internal,
        serves: serves(cx),
        parameter: parameter.map(|parameter| parameter.name),
        method: method.is_some() && passed.is_none(),
        level: if passed.is_some() { 2 } else { 1 },
    };
    raise.throw(cx, &blame)
}
