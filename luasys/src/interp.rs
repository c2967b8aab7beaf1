//! The interpreter: a state with the module in it, running chunks with a traceback, printing errors, Ctrl-C.
//!
//! API functions raise by unwinding, so every one that can is called within a *step*: a function under `lua_cpcall` in whose
//! frame nothing needs dropping. What a step needs and yields is behind the pointer that it gets. Behaviour and texts follow
//! the standard program (lua.c of Lua 5.4 where that is more helpful than 5.1's).

use std::env;
use std::ffi::{CStr, CString, c_int, c_void};
use std::io::{self, Write};
use std::os::unix::ffi::OsStringExt;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

use crate::api::*;

/// Something failed, and the message has been printed.
pub struct Failed;

/// Where a chunk comes from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    Text(&'a [u8], &'a CStr),
    File(&'a CStr),
    Stdin,
}

/// What became of a line of the prompt.
#[derive(Clone, Copy, PartialEq)]
pub enum Outcome {
    /// It ran, or was wrong and the message has been printed.
    Done,
    /// It is the beginning of a statement: more lines are needed.
    Incomplete,
}

/// A Lua state.
pub struct Lua(*mut lua_State);

impl Lua {
    /// Makes a state with all libraries and the module.
    pub fn new(ignore_environment: bool) -> Result<Lua, Failed> {
        // SAFETY: it has no conditions.
        let l = unsafe { luaL_newstate() };
        if l.is_null() {
            print_message(true, b"cannot create state: not enough memory");
            return Err(Failed);
        }
        let lua = Lua(l);
        let mut ignore_environment = ignore_environment;
        lua.step(open, &mut ignore_environment)?;
        Ok(lua)
    }

    /// Sets the global `arg`, with the script (or the program) at 0.
    pub fn set_arg(&self, arguments: &[CString], script: usize) -> Result<(), Failed> {
        self.step(set_arg, &mut (arguments, script))
    }

    /// Runs a chunk with arguments.
    pub fn run(&self, source: Source<'_>, arguments: &[CString]) -> Result<(), Failed> {
        let mut run = Run {
            source,
            arguments,
            failed: false,
        };
        self.step(run_chunk, &mut run)?;
        if run.failed { Err(Failed) } else { Ok(()) }
    }

    /// `-l`: requires "mod" into the global of that name, or "g=mod" into g.
    pub fn require(&self, name: &CStr) -> Result<(), Failed> {
        let bytes = name.to_bytes();
        let global = bytes.iter().position(|&b| b == b'=').map(|at| {
            let (global, module) = (bytes.get(..at), name.to_bytes_with_nul().get(at + 1..));
            (
                CString::new(global.unwrap_or_default()).unwrap_or_default(),
                module,
            )
        });
        let mut require = match &global {
            Some((global, Some(module))) => Require {
                global,
                module: CStr::from_bytes_with_nul(module).unwrap_or_default(),
                failed: false,
            },
            _ => Require {
                global: name,
                module: name,
                failed: false,
            },
        };
        self.step(require_module, &mut require)?;
        if require.failed { Err(Failed) } else { Ok(()) }
    }

    /// Runs what the environment variable LUA_INIT says: code, or a file after `@`.
    pub fn run_init(&self) -> Result<(), Failed> {
        let Some(init) =
            env::var_os("LUA_INIT").and_then(|init| CString::new(init.into_vec()).ok())
        else {
            return Ok(());
        };
        match init.to_bytes_with_nul() {
            [b'@', path @ ..] => self.run(
                Source::File(CStr::from_bytes_with_nul(path).unwrap_or_default()),
                &[],
            ),
            _ => self.run(Source::Text(init.to_bytes(), c"=LUA_INIT"), &[]),
        }
    }

    /// Prints name and version, on Lua's own standard output.
    pub fn print_version(&self) -> Result<(), Failed> {
        let code = concat!(
            "print('luasys ",
            env!("CARGO_PKG_VERSION"),
            " (' .. jit.version .. ')')"
        );
        self.run(Source::Text(code.as_bytes(), c"=luasys"), &[])
    }

    /// Runs what was typed at the prompt and prints its results; an expression need not begin with `return`.
    pub fn eval(&self, text: &[u8]) -> Outcome {
        let text = text.strip_prefix(b"=").unwrap_or(text);
        // The nil keeps the call of a function from being a tail call, which would take the line out of its errors.
        let expression = [b"return nil,", text].concat();
        let mut eval = Eval {
            expression: &expression,
            statement: text,
            outcome: Outcome::Done,
        };
        match self.step(eval_text, &mut eval) {
            Ok(()) => eval.outcome,
            Err(Failed) => Outcome::Done,
        }
    }

    /// The text of a global, for the prompts; none unless it is a string or number.
    pub fn global(&self, name: &CStr) -> Option<Vec<u8>> {
        let mut global = Global { name, value: None };
        self.step(get_global, &mut global).ok()?;
        global.value
    }

    /// Calls the function in protected mode with a light userdata that is the address of `data`. Prints what it raises.
    fn step<T>(&self, function: Function, data: &mut T) -> Result<(), Failed> {
        // SAFETY: lua_cpcall catches all errors. Each step below is only called with the type of data that it reads.
        unsafe {
            if lua_cpcall(self.0, function, ptr::from_mut(data).cast()) == 0 {
                return Ok(());
            }
            report(self.0, true);
        }
        Err(Failed)
    }
}

impl Drop for Lua {
    fn drop(&mut self) {
        // SAFETY: the state is open, and nothing runs in it.
        unsafe { lua_close(self.0) };
    }
}

/// The standard program ends silently when its output pipe closes; Rust's runtime ignores the signal, and children would
/// inherit that.
pub fn restore_sigpipe() {
    // SAFETY: the default action is always allowed.
    unsafe { signal(SIGPIPE, SIG_DFL) };
}

// --- steps ---

/// Reads the data of a step.
///
/// # Safety
///
/// The running function was called by [`Lua::step`] with a `T`.
unsafe fn data<'a, T>(l: *mut lua_State) -> &'a mut T {
    // SAFETY: the caller's promise; the reference that the pointer came from is not used while the step runs.
    unsafe { &mut *lua_touserdata(l, 1).cast::<T>() }
}

/// Data: whether to ignore the environment.
unsafe extern "C-unwind" fn open(l: *mut lua_State) -> c_int {
    // SAFETY: a step with a bool; the stack effects of each call are balanced.
    unsafe {
        if *data::<bool>(l) {
            // The package library looks there before it reads LUA_PATH and LUA_CPATH.
            lua_pushboolean(l, 1);
            lua_setfield(l, LUA_REGISTRYINDEX, c"LUA_NOENV".as_ptr());
        }
        luaL_openlibs(l);
        lua_cabi::preload(l.cast());
    }
    0
}

unsafe extern "C-unwind" fn set_arg(l: *mut lua_State) -> c_int {
    // SAFETY: a step with these data; the strings end in zero.
    unsafe {
        let &mut (arguments, script) = data::<(&[CString], usize)>(l);
        lua_createtable(l, 0, 0);
        for (argument, index) in arguments.iter().zip(-(script as c_int)..) {
            lua_pushstring(l, argument.as_ptr());
            lua_rawseti(l, -2, index);
        }
        lua_setfield(l, LUA_GLOBALSINDEX, c"arg".as_ptr());
    }
    0
}

struct Run<'a> {
    source: Source<'a>,
    arguments: &'a [CString],
    failed: bool,
}

unsafe extern "C-unwind" fn run_chunk(l: *mut lua_State) -> c_int {
    // SAFETY: a step with these data; the stack is checked for the arguments, and the rest fits the 20 free slots.
    unsafe {
        let run = data::<Run<'_>>(l);
        lua_pushcclosure(l, traceback, 0);
        let mut status = match run.source {
            Source::Text(text, name) => load(l, text, name),
            Source::File(path) => luaL_loadfile(l, path.as_ptr()),
            Source::Stdin => luaL_loadfile(l, ptr::null()),
        };
        if status == 0 {
            luaL_checkstack(
                l,
                run.arguments.len() as c_int + 3,
                c"too many arguments to script".as_ptr(),
            );
            for argument in run.arguments {
                lua_pushstring(l, argument.as_ptr());
            }
            status = call(l, run.arguments.len() as c_int, 0);
        }
        if status != 0 {
            report(l, true);
            run.failed = true;
        }
    }
    0
}

struct Require<'a> {
    global: &'a CStr,
    module: &'a CStr,
    failed: bool,
}

unsafe extern "C-unwind" fn require_module(l: *mut lua_State) -> c_int {
    // SAFETY: a step with these data.
    unsafe {
        let require = data::<Require<'_>>(l);
        lua_pushcclosure(l, traceback, 0);
        lua_getfield(l, LUA_GLOBALSINDEX, c"require".as_ptr());
        lua_pushstring(l, require.module.as_ptr());
        if call(l, 1, 1) == 0 {
            lua_setfield(l, LUA_GLOBALSINDEX, require.global.as_ptr());
        } else {
            report(l, true);
            require.failed = true;
        }
    }
    0
}

struct Eval<'a> {
    expression: &'a [u8],
    statement: &'a [u8],
    outcome: Outcome,
}

unsafe extern "C-unwind" fn eval_text(l: *mut lua_State) -> c_int {
    // SAFETY: a step with these data. Slot 1 is the data, 2 the message handler; what stands above are the results.
    unsafe {
        let eval = data::<Eval<'_>>(l);
        lua_pushcclosure(l, traceback, 0);
        let mut status = load(l, eval.expression, c"=stdin");
        let is_expression = status == 0;
        if !is_expression {
            let incomplete = is_incomplete(l, status);
            lua_settop(l, 2);
            status = load(l, eval.statement, c"=stdin");
            if status != 0 && (incomplete || is_incomplete(l, status)) {
                eval.outcome = Outcome::Incomplete;
                return 0;
            }
        }
        if status == 0 {
            status = call(l, 0, LUA_MULTRET);
        }
        if status != 0 {
            report(l, false);
            return 0;
        }
        if is_expression {
            lua_remove(l, 3);
        }
        let results = lua_gettop(l) - 2;
        if results > 0 {
            luaL_checkstack(l, 3, c"too many results to print".as_ptr());
            lua_getfield(l, LUA_GLOBALSINDEX, c"print".as_ptr());
            lua_insert(l, 3);
            if lua_pcall(l, results, 0, 0) != 0 {
                lua_pushfstring(
                    l,
                    c"error calling 'print' (%s)".as_ptr(),
                    lua_tolstring(l, -1, ptr::null_mut()),
                );
                report(l, false);
            }
        }
    }
    0
}

struct Global<'a> {
    name: &'a CStr,
    value: Option<Vec<u8>>,
}

unsafe extern "C-unwind" fn get_global(l: *mut lua_State) -> c_int {
    // SAFETY: a step with these data; nothing raises after the value was set.
    unsafe {
        let global = data::<Global<'_>>(l);
        lua_getfield(l, LUA_GLOBALSINDEX, global.name.as_ptr());
        global.value = text(l).map(<[u8]>::to_vec);
    }
    0
}

// --- helpers of steps ---

/// Loads a chunk; like the calls below it returns a status, 0 for success.
///
/// # Safety
///
/// A free stack slot.
unsafe fn load(l: *mut lua_State, text: &[u8], name: &CStr) -> c_int {
    // SAFETY: the length is the text's; loading is protected by itself.
    unsafe { luaL_loadbuffer(l, text.as_ptr().cast(), text.len(), name.as_ptr()) }
}

/// Whether the chunk was refused because its text ends too soon: the message on top says `near '<eof>'`.
///
/// # Safety
///
/// A message on top.
unsafe fn is_incomplete(l: *mut lua_State, status: c_int) -> bool {
    // SAFETY: as promised.
    status == LUA_ERRSYNTAX
        && unsafe { text(l) }.is_some_and(|message| message.ends_with(b"'<eof>'"))
}

/// Calls the function beneath the arguments with the message handler at slot 2; SIGINT interrupts it.
///
/// # Safety
///
/// The message handler is at slot 2, the function and arguments are on top.
unsafe fn call(l: *mut lua_State, arguments: c_int, results: c_int) -> c_int {
    // SAFETY: as promised; the handler touches nothing but the state, which stays open until it is unset.
    unsafe {
        RUNNING.store(l, Ordering::Relaxed);
        signal(SIGINT, on_interrupt as *const () as usize);
        let status = lua_pcall(l, arguments, results, 2);
        signal(SIGINT, SIG_DFL);
        status
    }
}

/// The string (or number, as one) on top of the stack.
///
/// # Safety
///
/// There is a value on top; the text is used no longer than it stays there.
unsafe fn text<'a>(l: *mut lua_State) -> Option<&'a [u8]> {
    let mut len = 0;
    // SAFETY: lua_tolstring gives null or `len` bytes.
    unsafe {
        let text = lua_tolstring(l, -1, &raw mut len);
        (!text.is_null()).then(|| std::slice::from_raw_parts(text.cast(), len))
    }
}

/// Prints the error message on top of the stack and pops it.
///
/// # Safety
///
/// There is a value on top.
unsafe fn report(l: *mut lua_State, prefix: bool) {
    // SAFETY: as promised.
    unsafe {
        print_message(prefix, text(l).unwrap_or(b"(error object is not a string)"));
        lua_settop(l, -2);
    }
}

/// Prints a message on standard error, as one write.
fn print_message(prefix: bool, message: &[u8]) {
    let prefix: &[u8] = if prefix { b"luasys: " } else { b"" };
    // Nothing can be done when standard error is closed.
    let _ = io::stderr().write_all(&[prefix, message, b"\n"].concat());
}

/// Message handler: makes text of an error object and adds a traceback.
unsafe extern "C-unwind" fn traceback(l: *mut lua_State) -> c_int {
    // SAFETY: Lua calls it with the error object; the stack grows by three at most.
    unsafe {
        if lua_isstring(l, 1) == 0 {
            if luaL_callmeta(l, 1, c"__tostring".as_ptr()) != 0 && lua_isstring(l, -1) != 0 {
                return 1;
            }
            let name = lua_typename(l, lua_type(l, 1));
            lua_pushfstring(l, c"(error object is a %s value)".as_ptr(), name);
            lua_insert(l, 1);
        }
        luaL_traceback(l, l, lua_tolstring(l, 1, ptr::null_mut()), 1);
    }
    1
}

// --- Ctrl-C ---

/// The state whose chunk SIGINT interrupts.
static RUNNING: AtomicPtr<lua_State> = AtomicPtr::new(ptr::null_mut());

const SIGINT: c_int = 2;
const SIGPIPE: c_int = 13;
const SIG_DFL: usize = 0;

unsafe extern "C" {
    /// ISO C's signal(); std and rustix offer no handlers.
    fn signal(number: c_int, handler: usize) -> usize;
}

/// Has the chunk stop at its next call, return or instruction. A second SIGINT ends the process, for chunks that do not get
/// there: compiled loops without calls, blocking C functions.
extern "C" fn on_interrupt(number: c_int) {
    // SAFETY: lua_sethook may be called from a signal handler (lua.c does), and the state is open while the handler is set.
    unsafe {
        signal(number, SIG_DFL);
        let mask = LUA_MASKCALL | LUA_MASKRET | LUA_MASKCOUNT;
        lua_sethook(RUNNING.load(Ordering::Relaxed), Some(stop), mask, 1);
    }
}

unsafe extern "C-unwind" fn stop(l: *mut lua_State, _: *mut c_void) {
    // SAFETY: a hook may raise.
    unsafe {
        lua_sethook(l, None, 0, 0);
        luaL_error(l, c"interrupted!".as_ptr());
    }
}
