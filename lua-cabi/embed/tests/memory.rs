//! Running out of memory at every allocation: an error each time, no crash, no descriptor left open, and a state that still
//! works when there is memory again.
//!
//! The n-th allocation is refused by an allocator of our own, under the plain C API of the host's Lua. Beside that the
//! host's own limit is tried, which mlua sets in the state that it manages.

use crate::support::{alone, descriptors, opened, opener, preload};
use host::{Error, ffi};
use std::alloc::{Layout, alloc, dealloc, realloc};
use std::collections::HashMap;
use std::ffi::{CStr, CString, c_void};
use std::ptr::null_mut;

/// Whether the host is a LuaJIT with assertions. That one finds its own count of bytes wrong when it closes a state in which
/// an allocation was refused: a closure that got no memory for its upvalues is freed as one without any (`lj_func.c`). So
/// such a state is not closed.
fn miscounts() -> bool {
    cfg!(debug_assertions) && env!("CARGO_PKG_NAME").ends_with("-luajit")
}

/// An allocator that refuses.
#[derive(Default)]
struct Heap {
    /// What Lua holds: address and size. The sizes that Lua gives back are not needed, and not always right (see above).
    blocks: HashMap<*mut u8, usize>,
    /// Allocations so far.
    count: usize,
    /// The count at which one is refused; 0 for none.
    refuse_at: usize,
    /// Whether every later one is refused too.
    all: bool,
    /// How many were refused.
    refused: usize,
    /// Whether any ever was.
    scarred: bool,
}

impl Heap {
    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size, 16).expect("a size that the allocator gave")
    }

    /// Whether this allocation is one to be refused.
    fn refuses(&mut self) -> bool {
        self.count += 1;
        let refuses = self.refuse_at != 0
            && (self.count == self.refuse_at || self.all && self.count > self.refuse_at);
        self.refused += usize::from(refuses);
        self.scarred |= refuses;
        refuses
    }

    fn resize(&mut self, block: *mut u8, new: usize) -> *mut u8 {
        let old = self.blocks.get(&block).copied().unwrap_or(0);
        if new > old && self.refuses() {
            return null_mut();
        }
        self.blocks.remove(&block);
        // SAFETY: the block is one of this heap's and has the size that was noted; no size is zero where it must not be.
        let moved = unsafe {
            match (old, new) {
                (0, 0) => null_mut(),
                (0, _) => alloc(Self::layout(new)),
                (_, 0) => {
                    dealloc(block, Self::layout(old));
                    null_mut()
                }
                (_, _) => realloc(block, Self::layout(old), new),
            }
        };
        if new > 0 {
            self.blocks.insert(moved, new);
        }
        moved
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for (block, size) in self.blocks.drain() {
            // SAFETY: the block is this heap's, and nobody looks at it any more.
            unsafe { dealloc(block, Self::layout(size)) };
        }
    }
}

/// The allocator as Lua calls it.
unsafe extern "C" fn allocate(
    heap: *mut c_void,
    block: *mut c_void,
    _: usize,
    new: usize,
) -> *mut c_void {
    // SAFETY: the state has the heap that `State::new` boxed, and is used by one thread.
    unsafe { &mut *heap.cast::<Heap>() }
        .resize(block.cast(), new)
        .cast()
}

/// A bare state over such a heap.
struct State {
    l: *mut ffi::lua_State,
    heap: *mut Heap,
}

/// How a call ended that ran with refused allocations.
struct Outcome {
    error: Option<String>,
    refused: usize,
}

impl State {
    fn new() -> State {
        type Allocate = unsafe extern "C" fn(*mut c_void, *mut c_void, usize, usize) -> *mut c_void;
        let heap = Box::into_raw(Box::<Heap>::default());
        #[allow(clippy::useless_transmute, reason = "in one host only")]
        // SAFETY: the hosts differ in whether they say that an allocator may unwind; this one does not.
        let allocate = unsafe { std::mem::transmute::<Allocate, ffi::lua_Alloc>(allocate) };
        // SAFETY: the heap lives until `drop`, after the state.
        let l = unsafe { ffi::lua_newstate(allocate, heap.cast()) };
        assert!(!l.is_null(), "a state with an allocator of our own");
        // SAFETY: a new state, with memory enough; `preload` is a C function of no arguments.
        unsafe {
            ffi::luaL_openlibs(l);
            ffi::lua_pushcfunction(l, preload);
            assert_eq!(ffi::lua_pcall(l, 0, 0, 0), 0);
        }
        State { l, heap }
    }

    /// Compiles a chunk onto the stack, below what `run` calls.
    fn load(&self, code: &str) {
        let code = CString::new(code).expect("code without zeros");
        // SAFETY: a chunk is compiled protected, and leaves one value.
        let status = unsafe { ffi::luaL_loadstring(self.l, code.as_ptr()) };
        assert_eq!(status, 0, "{}", self.text());
    }

    /// The string on top.
    fn text(&self) -> String {
        // SAFETY: no conversion happens: a string is asked for only where there is one.
        unsafe {
            if ffi::lua_type(self.l, -1) != ffi::LUA_TSTRING {
                return String::from("(no text)");
            }
            CStr::from_ptr(ffi::lua_tostring(self.l, -1))
                .to_string_lossy()
                .into_owned()
        }
    }

    /// Calls the function on top, which stays, while the n-th allocation and perhaps all later ones are refused.
    fn run(&self, n: usize, all: bool) -> Outcome {
        // SAFETY: the heap is only looked at between calls of Lua; the stack has room for one more value.
        unsafe {
            ffi::lua_pushvalue(self.l, -1);
            (*self.heap).refuse_at = if n == 0 { 0 } else { (*self.heap).count + n };
            (*self.heap).all = all;
            (*self.heap).refused = 0;
            let status = ffi::lua_pcall(self.l, 0, 0, 0);
            (*self.heap).refuse_at = 0;
            let error = (status != 0).then(|| self.text());
            ffi::lua_settop(self.l, 1);
            Outcome {
                error,
                refused: (*self.heap).refused,
            }
        }
    }

    /// Calls the function on top with all memory there is; what a failed `require` of Lua 5.1 left is forgotten first.
    fn rerun(&self) -> Option<String> {
        self.load(
            "if type(package.loaded.syscall) ~= 'table' then package.loaded.syscall = nil end",
        );
        // SAFETY: the chunk was just pushed.
        assert_eq!(unsafe { ffi::lua_pcall(self.l, 0, 0, 0) }, 0);
        self.run(0, false).error
    }

    /// Collects what is garbage; what a finalizer leaves goes in the second round.
    fn collect(&self) {
        for _ in 0..2 {
            // SAFETY: a full collection; finalizers of this module raise nothing.
            unsafe { ffi::lua_gc(self.l, ffi::LUA_GCCOLLECT, 0) };
        }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        // SAFETY: the state ends once, before its heap.
        unsafe {
            let closed = !(miscounts() && (*self.heap).scarred);
            if closed {
                ffi::lua_close(self.l);
            }
            let heap = Box::from_raw(self.heap);
            let left = heap.blocks.len();
            assert!(
                left == 0 || !closed || std::thread::panicking(),
                "{left} blocks are held by a closed state"
            );
        }
    }
}

/// What the last allocations of a chunk may do to its outcome.
#[derive(Clone, Copy, PartialEq)]
enum Swallow {
    /// Each refusal is an error of the chunk.
    Never,
    /// The module calls a function of the program, and what that raises becomes a misuse.
    InCallbacks,
}

/// Runs a chunk with every allocation refused in turn: in fresh states, so that each failure meets what is built on the
/// first use, and in one state, where that is there already.
fn at_every_allocation(code: &str, swallow: Swallow) {
    alone(|| {
        let before = descriptors();
        for all in [true, false] {
            let mut failures = 0;
            for n in 1.. {
                let state = State::new();
                state.load(code);
                let outcome = state.run(n, all);
                if !check(&state, &outcome, &before, (code, n, all), swallow) {
                    break;
                }
                failures += 1;
            }
            assert!(failures > 3, "{code}: only {failures} allocations");
            let state = State::new();
            state.load(code);
            assert_eq!(state.rerun(), None, "{code}");
            state.collect();
            let mut n = 1;
            while check(&state, &state.run(n, all), &before, (code, n, all), swallow) {
                n += 1;
            }
        }
    });
}

/// Checks what a run left; false when no allocation was refused, which ends the series.
fn check(
    state: &State,
    outcome: &Outcome,
    before: &[(i32, String)],
    what: (&str, usize, bool),
    swallow: Swallow,
) -> bool {
    state.collect();
    assert_eq!(before, descriptors(), "{what:?}: descriptors");
    if outcome.refused == 0 {
        assert_eq!(outcome.error, None, "{what:?}");
        return false;
    }
    match &outcome.error {
        Some(text) => assert!(
            text.contains("not enough memory")
                || swallow == Swallow::InCallbacks && text.contains("fd expected"),
            "{what:?}: {text}"
        ),
        // A single refusal may be made good by a collection; when nothing more is to be had, it is an error.
        None => assert!(!what.2, "{what:?}: no error"),
    }
    assert_eq!(state.rerun(), None, "{what:?}: with memory again");
    state.collect();
    assert_eq!(
        before,
        descriptors(),
        "{what:?}: descriptors of the second run"
    );
    true
}

#[test]
fn require() {
    at_every_allocation("assert(require 'syscall')", Swallow::Never);
}

#[test]
fn open() {
    at_every_allocation(
        "local fd = assert(require 'syscall'.open('/dev/null', 'rdonly, cloexec')) assert(fd:close())
         fd = assert(require 'syscall'.open('/dev/null', 'rdonly'))",
        Swallow::Never,
    );
}

#[test]
fn stat() {
    at_every_allocation("assert(require 'syscall'.stat('/').isdir)", Swallow::Never);
}

#[test]
fn pipe() {
    at_every_allocation(
        "local ok, err, r, w = require 'syscall'.pipe 'cloexec'
         assert(ok, err)
         assert(w:write 'x' == 1)
         assert(r:read(nil, 10) == 'x')",
        Swallow::Never,
    );
}

#[test]
fn socketpair_and_epoll() {
    at_every_allocation(
        "local S = require 'syscall'
         local ok, err, a, b = S.socketpair('unix', 'stream')
         assert(ok, err)
         local poll = assert(S.epoll_create())
         assert(poll:epoll_ctl('add', a, 'in'))
         assert(b:send 'x')
         local count = 0
         for _, event in assert(poll:epoll_wait(S.t.epoll_events(1), 0)) do count = count + 1 end
         assert(count == 1)",
        Swallow::Never,
    );
}

#[test]
fn accept() {
    at_every_allocation(
        "local S = require 'syscall'
         local listener, client = assert(S.socket('inet', 'stream')), assert(S.socket('inet', 'stream'))
         assert(listener:bind(S.t.sockaddr_in(0, 'loopback')))
         assert(listener:listen())
         assert(client:connect(assert(listener:getsockname())))
         local server = assert(listener:accept())
         assert(server:getpeername())",
        Swallow::Never,
    );
}

#[test]
fn directory() {
    at_every_allocation(
        "for name in assert(require 'syscall'.util.ls '/proc/self/fdinfo') do assert(name) end",
        Swallow::Never,
    );
}

#[test]
fn flags() {
    at_every_allocation(
        "local S = require 'syscall'
         assert(S.c.O('creat, excl, trunc') > 0)
         assert(S.c.MODE('rusr, wusr') == 384)
         assert(S.c.O('creat, excl', '~excl', 'append') > 0)
         assert(not pcall(S.c.O, 'nosuchflag, creat'))
         assert(not S.open('nosuch/file', 'rdonly, nofollow, cloexec'))",
        Swallow::InCallbacks,
    );
}

#[test]
fn misuse() {
    at_every_allocation(
        "local ok, e = pcall(require 'syscall'.open, {})
         if not e:find('bad argument #1', 1, true) then error(e, 0) end",
        Swallow::Never,
    );
}

#[test]
fn callback() {
    at_every_allocation(
        "local S = require 'syscall'
         local fd = assert(S.dup { getfd = function() return tonumber(('0'):rep(40)) end })",
        Swallow::InCallbacks,
    );
}

#[test]
fn interfaces() {
    at_every_allocation(
        "assert(require 'syscall'.nl.interfaces().lo.flags.up ~= nil)",
        Swallow::Never,
    );
}

/// The same under the limit that the host sets, and through its own calls.
#[test]
fn limit_of_the_host() {
    for code in [
        "assert(S.open('/dev/null', 'rdonly, cloexec'))",
        "assert(S.stat('/').isdir)",
        "assert(S.pipe())",
        "assert(S.nl.interfaces())",
    ] {
        alone(|| {
            let before = descriptors();
            let lua = opened().expect("a state with the module");
            let chunk = lua.load(code).into_function().expect("a chunk");
            let mut room = 0;
            loop {
                collect(&lua);
                lua.set_memory_limit(lua.used_memory() + room)
                    .expect("a host that can limit");
                let result: host::Result<()> = chunk.call(());
                lua.set_memory_limit(0).expect("no limit");
                collect(&lua);
                assert_eq!(before, descriptors(), "{code} with {room} bytes");
                match result {
                    Ok(()) => break,
                    Err(Error::MemoryError(_)) => {}
                    // The second when the host's own handler of messages finds no memory either.
                    Err(e) => assert!(
                        ["not enough memory", "error in error handling"]
                            .iter()
                            .any(|text| e.to_string().contains(text)),
                        "{code} with {room} bytes: {e}"
                    ),
                }
                room += 48;
            }
            assert!(room > 0, "{code}: needed no memory");
            drop(chunk);
            if miscounts() {
                std::mem::forget(lua);
            }
        });
    }
}

/// Collects twice: what a finalizer leaves goes in the second round.
fn collect(lua: &host::Lua) {
    for _ in 0..2 {
        lua.gc_collect().expect("a collection");
    }
}

/// The opener itself, called as a C function with nothing in the state yet.
#[test]
fn opener_as_a_c_function() {
    alone(|| {
        for n in 1.. {
            let state = State::new();
            // SAFETY: one value on an empty stack.
            unsafe { ffi::lua_pushcfunction(state.l, opener()) };
            let outcome = state.run(n, true);
            if outcome.refused == 0 {
                assert_eq!(outcome.error, None);
                break;
            }
            let text = outcome.error.unwrap_or_default();
            assert!(text.contains("not enough memory"), "{n}: {text}");
            assert_eq!(state.run(0, false).error, None, "{n}: with memory again");
        }
    });
}
