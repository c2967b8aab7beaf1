//! What Lua can call: a row that describes it ([`Info`]), a body ([`Call`]), and the C function around the body ([`enter`]).

use crate::abi::{lua_CFunction, lua_State, upvalue_index};
use crate::context::{Cx, OWN};
use crate::inbox;
use crate::prose::{Prose, Reader, Writer, unindented};
use crate::raise::{Blame, Raise};
use core::ffi::c_int;
use syscall_consts::group::same_name;

/// What a kind of parameter accepts, for messages, the manual and editors.
#[derive(Clone, Copy, Debug)]
pub struct Accepts {
    /// What messages and the manual say is expected.
    pub expected: Prose,
    /// The group of constants in which text is looked up.
    pub group: Option<Prose>,
    /// The type, as annotations of the Lua language server write it: `"integer"`, `"string|buffer"`.
    pub lua: Prose,
    /// Whether anything will do that the constructor of the type takes.
    pub constructed: bool,
    /// What nil stands for, as Lua writes it; `None` where nil is refused.
    pub absent: Option<Prose>,
}

/// A parameter of a call, as [`Info::parameters`] has it.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// What it may be.
    pub accepts: Accepts,
    /// The row's own default: the expression that stands for nil.
    pub default: Option<Prose>,
}

impl Parameter {
    /// Whether it may be left out.
    pub const fn is_optional(&self) -> bool {
        self.default.is_some() || self.accepts.absent.is_some()
    }
}

/// The rows of a file: all that they say in one text, as [`prose`](crate::prose) packs it, and their functions.
#[derive(Clone, Copy)]
pub struct Table {
    /// Of each row its name and receiver, as they are; a byte for how many parameters it has, and each; a byte for how many results it has,
    /// and each; the documentation.
    text: &'static [u8],
    rows: &'static [Row],
}

/// Where a row is.
#[derive(Clone, Copy)]
pub struct Row {
    /// What Lua calls.
    function: lua_CFunction,
    /// The beginning of its text.
    start: u16,
    /// Bytes of its name.
    name_len: u8,
    /// See [`Info::is_typed`].
    typed: bool,
}

/// What a row says, before it is packed.
pub struct Written {
    pub name: &'static str,
    pub receiver: Option<&'static str>,
    /// Names, defaults, and what is accepted.
    pub parameters: &'static [(&'static str, Option<&'static str>, Kind)],
    pub typed: bool,
    pub results: &'static [&'static str],
    /// By line.
    pub doc: &'static [&'static str],
    pub function: lua_CFunction,
}

/// What a kind of parameter says, before it is packed: see [`Accepts`].
#[derive(Clone, Copy)]
pub struct Kind {
    pub expected: &'static str,
    pub group: Option<&'static str>,
    pub lua: &'static str,
    pub constructed: bool,
    pub absent: Option<&'static str>,
}

impl Kind {
    /// What stands apart from rows.
    pub const fn accepts(self) -> Accepts {
        Accepts {
            expected: Prose::plain(self.expected),
            group: plain(self.group),
            lua: Prose::plain(self.lua),
            constructed: self.constructed,
            absent: plain(self.absent),
        }
    }
}

const fn plain(text: Option<&'static str>) -> Option<Prose> {
    match text {
        Some(text) => Some(Prose::plain(text)),
        None => None,
    }
}

/// In the byte before a parameter: what is written of it beside its name and what is expected.
const GROUP: u8 = 1;
const LUA: u8 = 2;
const CONSTRUCTED: u8 = 4;
const ABSENT: u8 = 8;
const DEFAULT: u8 = 16;

/// Bytes that are enough for the texts of rows.
pub const fn room(rows: &[Written]) -> usize {
    let (mut room, mut i) = (0, 0);
    while i < rows.len() {
        let row = &rows[i];
        // The zeros and counts of the row.
        room += row.name.len() + len(row.receiver) + 5;
        let mut j = 0;
        while j < row.parameters.len() {
            let (name, default, kind) = row.parameters[j];
            room += name.len() + len(default) + kind.expected.len() + kind.lua.len() + 7;
            room += len(kind.group) + len(kind.absent);
            j += 1;
        }
        j = 0;
        while j < row.results.len() {
            room += row.results[j].len() + 1;
            j += 1;
        }
        j = 0;
        while j < row.doc.len() {
            room += row.doc[j].len() + 1;
            j += 1;
        }
        i += 1;
    }
    room
}

const fn len(text: Option<&str>) -> usize {
    match text {
        Some(text) => text.len(),
        None => 0,
    }
}

/// The texts of rows, and where each row begins.
pub const fn pack<const ROOM: usize, const COUNT: usize>(
    rows: &[Written],
) -> (Writer<ROOM>, [Row; COUNT]) {
    let mut text = Writer::new();
    let mut all = [place(&rows[0], 0); COUNT];
    let mut i = 0;
    while i < COUNT {
        let row = &rows[i];
        all[i] = place(row, text.len());
        text.plain(row.name);
        text.plain(match row.receiver {
            Some(receiver) => receiver,
            None => "",
        });
        text.byte(row.parameters.len() as u8);
        let mut j = 0;
        while j < row.parameters.len() {
            let (name, default, kind) = row.parameters[j];
            let lua = match same_name(kind.lua, kind.expected) {
                true => None,
                false => Some(kind.lua),
            };
            text.byte(
                if kind.group.is_some() { GROUP } else { 0 }
                    | if lua.is_some() { LUA } else { 0 }
                    | if kind.constructed { CONSTRUCTED } else { 0 }
                    | if kind.absent.is_some() { ABSENT } else { 0 }
                    | if default.is_some() { DEFAULT } else { 0 },
            );
            text.plain(name);
            text.piece(kind.expected);
            let (more, mut k) = ([kind.group, lua, kind.absent, default], 0);
            while k < more.len() {
                if let Some(piece) = more[k] {
                    text.piece(piece);
                }
                k += 1;
            }
            j += 1;
        }
        text.byte(row.results.len() as u8);
        j = 0;
        while j < row.results.len() {
            text.piece(row.results[j]);
            j += 1;
        }
        j = 0;
        while j < row.doc.len() {
            if j > 0 {
                text.byte(b'\n');
            }
            text.part(unindented(row.doc[j]));
            j += 1;
        }
        text.byte(0);
        i += 1;
    }
    (text, all)
}

const fn place(row: &Written, start: usize) -> Row {
    assert!(start <= u16::MAX as usize && row.name.len() <= u8::MAX as usize);
    Row {
        function: row.function,
        start: start as u16,
        name_len: row.name.len() as u8,
        typed: row.typed,
    }
}

impl Table {
    /// The rows that [`pack`] has packed.
    pub const fn new(text: &'static [u8], rows: &'static [Row]) -> Table {
        Table { text, rows }
    }

    /// That of a part of the module that no program names: a metamethod or an iterator. It has no row, only the name.
    pub const fn internal(name: &'static str) -> Table {
        Table {
            text: name.as_bytes(),
            rows: &[],
        }
    }

    /// All in turn.
    pub fn iter(&'static self) -> impl Iterator<Item = Info> {
        let count = u32::try_from(self.rows.len()).unwrap_or_default();
        (0..count).map(move |index| Info { table: self, index })
    }

    /// The row of a name.
    pub fn find(&'static self, name: &[u8]) -> Option<Info> {
        self.iter().find(|info| info.is_named(name))
    }
}

/// A row. What it says is read from the text of its table each time.
#[derive(Clone, Copy)]
pub struct Info {
    table: &'static Table,
    index: u32,
}

impl Info {
    /// The row of that name in a table, for constants: a row stands there alone, and its C function refers to it.
    pub(crate) const fn written(table: &'static Table, rows: &[Written], name: &str) -> Info {
        let mut index = 0;
        while !same_name(rows[index].name, name) {
            index += 1;
        }
        Info {
            table,
            index: index as u32,
        }
    }

    /// See the macro `internal!`.
    pub const fn internal(table: &'static Table) -> Info {
        Info { table, index: 0 }
    }

    fn row(self) -> Option<&'static Row> {
        self.table.rows.get(self.index as usize)
    }

    /// Its name, and the text behind that.
    fn text(self) -> (&'static [u8], &'static [u8]) {
        let Some(row) = self.row() else {
            return (self.table.text, &[]);
        };
        let text = self.table.text.get(row.start.into()..);
        let text = text.and_then(|text| text.split_at_checked(row.name_len.into()));
        text.unwrap_or_default()
    }

    /// The name in `S`.
    pub fn name(self) -> &'static str {
        core::str::from_utf8(self.text().0).unwrap_or_default()
    }

    /// Whether that is its name.
    #[inline]
    pub fn is_named(self, name: &[u8]) -> bool {
        // Mostly the length tells.
        let row = self.row();
        row.is_some_and(|row| usize::from(row.name_len) == name.len()) && self.text().0 == name
    }

    /// What Lua calls; nothing of use where this is internal, since who pushes that knows its function.
    pub fn function(self) -> lua_CFunction {
        unsafe extern "C-unwind" fn nothing(_: *mut lua_State) -> c_int {
            0
        }
        self.row().map_or(nothing, |row| row.function)
    }

    /// Whether this is a part of the module that no program names: a metamethod or an iterator.
    pub fn is_internal(self) -> bool {
        self.table.rows.is_empty()
    }

    /// Whether the row says all: the kinds of its results too, and no body pushes them by itself.
    pub fn is_typed(self) -> bool {
        self.row().is_none_or(|row| row.typed)
    }

    /// The type of which this is a method: the kind of the first parameter decides.
    pub fn receiver(self) -> Option<&'static str> {
        let receiver = self.to_receiver().plain();
        (!receiver.is_empty()).then_some(receiver)
    }

    /// How many parameters it has.
    pub fn arity(self) -> usize {
        self.to_parameters().1
    }

    /// The parameters.
    pub fn parameters(self) -> impl Iterator<Item = Parameter> {
        let (mut text, count) = self.to_parameters();
        (0..count).map(move |_| parameter(&mut text))
    }

    /// The parameter of that index, counted from 0.
    pub fn parameter(self, i: usize) -> Option<Parameter> {
        self.parameters().nth(i)
    }

    /// The results on success, in their order, each a type as in [`Accepts::lua`]. `"never"` alone: it does not return.
    pub fn results(self) -> impl Iterator<Item = Prose> {
        let (mut text, count) = self.to_results();
        (0..count).map(move |_| text.piece())
    }

    /// What it does, and the source of that.
    pub fn doc(self) -> Prose {
        let (mut text, count) = self.to_results();
        for _ in 0..count {
            text.piece();
        }
        text.piece()
    }

    /// The text at the receiver: behind the name and its zero.
    fn to_receiver(self) -> Reader {
        Reader(self.text().1.get(1..).unwrap_or_default())
    }

    /// The text at the first parameter, and how many there are.
    fn to_parameters(self) -> (Reader, usize) {
        let mut text = self.to_receiver();
        text.piece();
        let count = text.byte().into();
        (text, count)
    }

    /// The text at the first result, and how many there are.
    #[inline(never)]
    fn to_results(self) -> (Reader, usize) {
        let (mut text, count) = self.to_parameters();
        for _ in 0..count {
            parameter(&mut text);
        }
        let count = text.byte().into();
        (text, count)
    }
}

/// Reads a parameter.
#[inline(never)]
fn parameter(text: &mut Reader) -> Parameter {
    let has = text.byte();
    let name = text.plain();
    let expected = text.piece();
    let mut more = |what| (has & what != 0).then(|| text.piece());
    let group = more(GROUP);
    let lua = more(LUA).unwrap_or(expected);
    let absent = more(ABSENT);
    Parameter {
        name,
        default: more(DEFAULT),
        accepts: Accepts {
            expected,
            group,
            lua,
            constructed: has & CONSTRUCTED != 0,
            absent,
        },
    }
}

/// The row of a part of the module that no program names: `internal!("next cmsg")`.
macro_rules! internal {
    ($name:expr) => {
        $crate::call::Info::internal(const { &$crate::call::Table::internal($name) })
    };
}
pub(crate) use internal;

/// What a body gives back: the number of results on top of the stack, or the misuse.
pub type Outcome = Result<c_int, Raise>;

/// Something that Lua can call.
pub trait Call {
    /// Its row: name, parameters, documentation.
    const INFO: Info;

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
    info: Info,
    serves: fn(&mut Cx) -> Option<&'static str>,
) -> c_int {
    let raise = raise.with_room(cx);
    let renamed = cx
        .to_bytes(upvalue_index(OWN))
        .filter(|_| !info.is_internal());
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
    let method = cx.method_name().filter(|_| !info.is_internal());
    let blame = Blame {
        function: renamed.unwrap_or(info.name().as_bytes()),
        shown: !info.is_internal(),
        serves: serves(cx),
        parameter: parameter.map(|parameter| parameter.name),
        method: method.is_some() && passed.is_none(),
        level: if passed.is_some() { 2 } else { 1 },
    };
    raise.throw(cx, &blame)
}
