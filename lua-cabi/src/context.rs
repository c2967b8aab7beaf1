//! What the module keeps for each `lua_State`, and [`Cx`], through which every function of ours reaches it.
//!
//! Every closure of the module has two upvalues: the [`Context`], a block of memory for what Rust looks at, and the anchors,
//! a table whose integer slots hold the Lua objects that Rust hands out again (metatables, constant tables, memos). So no call
//! path looks anything up by name.

use crate::abi::{State, Type, lua_CFunction, registry_index, upvalue_index};
use crate::{constants, object};
use core::ffi::{c_int, c_void};
use core::marker::PhantomData;
use core::ops::Deref;

/// The upvalue that holds the [`Context`].
const CONTEXT: c_int = 1;
/// The upvalue that holds the anchors.
const ANCHORS: c_int = 2;
/// The first upvalue that a function may have for itself.
pub const OWN: c_int = 3;

/// The memory side of a state's data.
pub struct Context {
    /// The identity of each metatable that exists, by [`object::Meta`] number; null until it is made.
    pub metatables: [*const c_void; object::METATABLES],
    /// How many calls into methods of the program are under way.
    pub depth: u8,
    /// The number of the last system call error, for `S.errno()`.
    pub errno: u16,
}

/// Slots of the anchors. Metatables come first, by number, from slot 1.
#[derive(Clone, Copy)]
pub struct Slot(usize);

impl Slot {
    const GROUPS: usize = 1 + object::METATABLES;
    const MEMOS: usize = Self::GROUPS + constants::GROUPS;
    const FIXED: usize = Self::MEMOS + constants::GROUPS;

    /// The [`Context`] itself, kept alive for the closures to come.
    const CONTEXT: Slot = Slot(Self::FIXED);
    /// The module's main table, `S`.
    pub const MODULE: Slot = Slot(Self::FIXED + 1);
    /// `S.c`.
    pub const CONSTANTS: Slot = Slot(Self::FIXED + 2);
    /// `S.t`.
    pub const TYPES: Slot = Slot(Self::FIXED + 3);
    /// The iterator function of event containers.
    pub const COUNTDOWN: Slot = Slot(Self::FIXED + 4);
    /// The function that tells where an FFI object's bytes are.
    pub const CDATA: Slot = Slot(Self::FIXED + 5);
    /// The comparison functions, which all metatables share: Lua 5.1 compares only objects with the same one.
    pub const EQUAL: Slot = Slot(Self::FIXED + 6);
    /// See [`EQUAL`](Slot::EQUAL).
    pub const LESS: Slot = Slot(Self::FIXED + 7);
    /// See [`EQUAL`](Slot::EQUAL).
    pub const LESS_OR_EQUAL: Slot = Slot(Self::FIXED + 8);
    /// The number of slots.
    const COUNT: usize = Self::FIXED + 8;

    /// The metatable with a number.
    pub const fn metatable(meta: usize) -> Slot {
        Slot(1 + meta)
    }

    /// The Lua table of a constant group.
    pub const fn group(group: usize) -> Slot {
        Slot(Self::GROUPS + group)
    }

    /// The memo of a constant group.
    pub const fn memo(group: usize) -> Slot {
        Slot(Self::MEMOS + group)
    }
}

/// A call into the module: the Lua thread with the module's own data at hand. `'a` is the duration of the call; what is
/// borrowed from the stack lives that long.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    state: State,
    call: PhantomData<&'a ()>,
}

impl Deref for Cx<'_> {
    type Target = State;

    #[inline(always)]
    fn deref(&self) -> &State {
        &self.state
    }
}

impl<'a> Cx<'a> {
    /// The view of a function that was made by [`push_function`](Cx::push_function).
    ///
    /// # Safety
    ///
    /// `state` is the thread that runs a closure with the module's two upvalues.
    #[inline(always)]
    pub unsafe fn enter(state: State) -> Cx<'a> {
        Cx {
            state,
            call: PhantomData,
        }
    }

    /// The state's data.
    #[inline(always)]
    pub fn context(&self) -> *mut Context {
        self.to_userdata(upvalue_index(CONTEXT)).cast()
    }

    /// The identity of a metatable; null while it has not been made.
    #[inline(always)]
    pub fn metatable(&self, meta: usize) -> *const c_void {
        debug_assert!(meta < object::METATABLES);
        // SAFETY: upvalue 1 of our closures is a Context, and metatable numbers are below METATABLES by construction.
        unsafe {
            *(&raw const (*self.context()).metatables)
                .cast::<*const c_void>()
                .add(meta)
        }
    }

    /// Runs a protected call into the program, unless so many are under way already that the C stack might end: LuaJIT does not
    /// count them.
    pub fn nested<T>(&self, call: impl FnOnce() -> T) -> Option<T> {
        const LIMIT: u8 = 60;
        let context = self.context();
        // SAFETY: upvalue 1 of our closures is a Context, which lives as long as the state; no reference to it is held.
        unsafe {
            if (*context).depth >= LIMIT {
                return None;
            }
            (*context).depth += 1;
            let result = call();
            (*context).depth -= 1;
            Some(result)
        }
    }

    /// Notes the error of a system call for `S.errno()`.
    #[inline]
    pub fn set_errno(&self, errno: u16) {
        // SAFETY: upvalue 1 of our closures is a Context; nothing else refers to it while this runs.
        unsafe { (*self.context()).errno = errno }
    }

    /// The last error noted.
    pub fn errno(&self) -> u16 {
        // SAFETY: as in `set_errno`.
        unsafe { (*self.context()).errno }
    }

    /// Pushes what an anchor slot holds.
    #[inline(always)]
    pub fn push_slot(&self, slot: Slot) {
        self.raw_get_integer(upvalue_index(ANCHORS), slot.0);
    }

    /// Stores the value on top in an anchor slot; pops it. May raise (memory).
    pub fn set_slot(&self, slot: Slot) {
        self.raw_set_integer(upvalue_index(ANCHORS), slot.0);
    }

    /// Pushes what an anchor slot holds, made by `make` on the first use. May raise (memory).
    pub fn push_once(&self, slot: Slot, make: impl FnOnce(Cx)) {
        self.push_slot(slot);
        if self.is_nil(-1) {
            self.pop(1);
            make(*self);
            self.push_value(-1);
            self.set_slot(slot);
        }
    }

    /// Stores the value on top in the table that was asked for it (slot 1) under the name that it was asked by (slot 2).
    pub fn keep(&self) {
        // A program may call the function by hand, with anything.
        if self.type_of(1) == Type::Table {
            self.push_value(2);
            self.push_value(-2);
            self.raw_set(1);
        }
    }

    /// Notes the identity of the metatable on top of the stack. It must stand in its slot already, so that it stays alive.
    pub fn publish_metatable(&self, meta: usize) {
        let identity = self.to_pointer(-1);
        // SAFETY: as in `metatable`.
        unsafe {
            *(&raw mut (*self.context()).metatables)
                .cast::<*const c_void>()
                .add(meta) = identity
        }
    }

    /// Pushes a function of the module over `own` further upvalues, which are on top of the stack. May raise (memory).
    pub fn push_function(&self, function: lua_CFunction, own: c_int) {
        let first = self.top() - own + 1;
        self.push_upvalue(CONTEXT);
        self.insert(first);
        self.push_upvalue(ANCHORS);
        self.insert(first + 1);
        self.push_closure(function, own + 2);
    }
}

/// Pushes the key of a state's anchors in the registry. May raise (memory).
///
/// The address tells copies of this code apart that are loaded into one process: their slots need not be the same.
fn push_key(state: State) {
    static HERE: u8 = 0;
    state.push_format(c"syscall %p", (&raw const HERE).addr());
}

/// Pushes the function with which a state's module begins: `build` as a closure over the state's data, which is made on the
/// first use and found again later. May raise (memory); what was made by then is garbage.
pub fn push_first(state: State, build: lua_CFunction) {
    push_key(state);
    state.raw_get(registry_index());
    if state.is_nil(-1) {
        state.pop(1);
        state.push_table(Slot::COUNT as c_int, 0);
        let context = state
            .push_userdata(size_of::<Context>(), false)
            .cast::<Context>();
        // SAFETY: a fresh block of the right size, aligned for any C type; all-zero is a valid Context (null pointers).
        unsafe { context.write_bytes(0, 1) };
        state.raw_set_integer(-2, Slot::CONTEXT.0);
        push_key(state);
        state.push_value(-2);
        state.raw_set(registry_index());
    }
    state.raw_get_integer(-1, Slot::CONTEXT.0);
    state.insert(-2);
    state.push_closure(build, 2);
}
