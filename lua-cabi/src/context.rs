//! What the module keeps for each `lua_State`, and [`Cx`], through which every function of ours reaches it.
//!
//! Every closure of the module has two upvalues: the [`Context`], a block of memory for what Rust looks at, and the anchors,
//! a table that holds the Lua objects that Rust hands out again (metatables, constant tables, memos), in the order in which
//! they came into use. So no call path looks anything up by name, and what a program does not use costs it nothing but the two
//! bytes in which the context notes where it stands.

use crate::abi::{State, Type, lua_CFunction, lua_State, registry_index, upvalue_index};
use core::cell::Cell;
use core::ffi::{c_int, c_void};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::ptr::{null, null_mut};

/// The upvalue that holds the [`Context`].
const CONTEXT: c_int = 1;
/// The upvalue that holds the anchors.
const ANCHORS: c_int = 2;
/// The first upvalue that a function may have for itself.
pub const OWN: c_int = 3;

/// The memory side of a state's data. In memory follow the identities of the metatables, by number, null until one is made; and
/// after them a `u16` for each slot beyond the fixed ones: its key in the anchors, 0 until it is set.
#[repr(C)]
pub struct Context {
    /// The system that the module serves.
    system: *const (),
    /// The number of metatables.
    metatables: u16,
    /// The slot of the first.
    first_metatable: u16,
    /// The last key of the anchors.
    anchors: u16,
    /// The number of the last system call error, for `S.errno()`.
    errno: u16,
    /// How many calls into methods of the program are under way.
    depth: u8,
    /// Which object owns which descriptor (`object/owners.rs`); null before the first does.
    pub owners: *mut (),
    /// How often a number was taken from an object that owned it: one that has not looked since may have lost its own.
    pub taken: u32,
    /// The state's inbox of signals (`inbox.rs`); null before there is one.
    pub inbox: *const (),
    /// Whether the state is being closed: what stays beyond it is not made any more.
    pub closing: bool,
}

/// What a context must know of the system that its module serves. What a system is, the layers above know.
pub struct Served {
    /// The system itself, for [`Cx::served`].
    pub system: *const (),
    /// How many groups of constants it has.
    pub groups: usize,
    /// How many metatables its types can have.
    pub metatables: usize,
}

impl Served {
    /// The slot of the first metatable.
    fn first_metatable(&self) -> usize {
        Slot::GROUPS + 2 * self.groups
    }
}

/// Slots for Lua objects: a few fixed ones, whose number is the key in the anchors, then two for each group of constants, then
/// the metatables, whose keys the [`Context`] has.
#[derive(Clone, Copy)]
pub struct Slot(usize);

impl Slot {
    /// The [`Context`] itself, kept alive for the closures to come.
    const CONTEXT: Slot = Slot(1);
    /// The module's main table, `S`.
    pub const MODULE: Slot = Slot(2);
    /// `S.c`.
    pub const CONSTANTS: Slot = Slot(3);
    /// `S.t`.
    pub const TYPES: Slot = Slot(4);
    /// The comparison functions, which all metatables share: Lua 5.1 compares only objects with the same one.
    pub const EQUAL: Slot = Slot(5);
    /// See [`EQUAL`](Slot::EQUAL).
    pub const LESS: Slot = Slot(6);
    /// See [`EQUAL`](Slot::EQUAL).
    pub const LESS_OR_EQUAL: Slot = Slot(7);
    /// The iterator function of event containers.
    pub const COUNTDOWN: Slot = Slot(8);
    /// The function that tells where an FFI object's bytes are.
    pub const CDATA: Slot = Slot(9);
    /// What [`Context::owners`] leads to.
    pub const OWNERS: Slot = Slot(10);
    /// The metatable of what unmaps memory when it is collected.
    pub const GUARD: Slot = Slot(11);
    /// `c.IOCTL`.
    pub const REQUESTS: Slot = Slot(12);
    /// The pieces of memory by the arrays that the kernel gets of them.
    pub const PIECES: Slot = Slot(13);
    /// The Lua functions that signals call, by number.
    pub const SIGNALS: Slot = Slot(14);
    /// The Lua thread that is known to the handler of signals.
    pub const THREAD: Slot = Slot(15);
    /// What is collected when the state is closed.
    pub const END: Slot = Slot(16);
    /// The contexts of asynchronous operations, each a table of those under way.
    pub const OPERATIONS: Slot = Slot(17);
    /// The functions that are to run at the end of the process.
    pub const AT_EXIT: Slot = Slot(18);
    /// The last fixed one.
    const FIXED: usize = 5;
    /// The first slot of the groups.
    const GROUPS: usize = 19;

    /// The Lua table of a constant group.
    pub const fn group(group: usize) -> Slot {
        Slot(Self::GROUPS + 2 * group)
    }

    /// The memo of a constant group.
    pub const fn memo(group: usize) -> Slot {
        Slot(Self::GROUPS + 2 * group + 1)
    }
}

/// A call into the module: the Lua thread with the module's own data at hand. `'a` is the duration of the call.
///
/// # What may be held, and how long
///
/// | what | lives | because |
/// |---|---|---|
/// | memory of objects (`Place`, `Bytes`, `Out`...) | as long as a shared borrow of this | any allocation may run a finalizer, and a finalizer, as any code of a program, may unmap memory |
/// | strings in slots of the stack ([`to_bytes`](Cx::to_bytes)) | `'a` | Lua neither moves nor changes them, and frees none that stands there: slots with strings in use are left alone |
/// | memory of objects that this call made and keeps on its stack | `'a` | no other code knows them |
///
/// Whatever allocates or runs code of the program takes `&mut Cx`. So code that does so while it holds memory of objects does
/// not compile:
///
/// ```compile_fail,E0502
/// # use lua_cabi::inside::{Cx, place};
/// fn allocates(cx: &mut Cx) {
///     let (memory, _) = place(cx, 1).unwrap();
///     cx.push_table(0, 0);
///     let _ = memory.read::<u32>();
/// }
/// ```
///
/// ```compile_fail,E0502
/// # use lua_cabi::inside::{Cx, place};
/// fn makes_a_string(cx: &mut Cx) {
///     let (memory, _) = place(cx, 1).unwrap();
///     cx.push_bytes(memory.bytes());
/// }
/// ```
///
/// ```compile_fail,E0502
/// # use lua_cabi::inside::{BytesMut, Convert, Cx};
/// fn calls_the_program(cx: &mut Cx) {
///     let memory = BytesMut::late(cx, 1).unwrap();
///     cx.protected_call(0, 0);
///     memory[0] = 1;
/// }
/// ```
///
/// and this does:
///
/// ```no_run
/// # use lua_cabi::inside::{BytesMut, Convert, Cx, place};
/// fn borrows_last(cx: &mut Cx) {
///     cx.push_table(0, 0);
///     cx.protected_call(0, 0);
///     BytesMut::late(cx, 1).unwrap()[0] = 1;
///     let (memory, _) = place(cx, 1).unwrap();
///     let number = memory.read::<u32>().unwrap_or(0);
///     cx.push_integer(number.into());
/// }
/// ```
pub struct Cx<'a> {
    state: *mut lua_State,
    /// What [`context`](Cx::context) found; null before it was asked. Many calls never ask.
    context: Cell<*mut Context>,
    call: PhantomData<fn(&'a ()) -> &'a ()>,
}

impl Deref for Cx<'_> {
    type Target = State;

    #[inline(always)]
    fn deref(&self) -> &State {
        // SAFETY: `enter` got Lua's pointer to the thread that runs, for as long as this lives.
        unsafe { State::from_raw(self.state) }
    }
}

impl DerefMut for Cx<'_> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut State {
        // SAFETY: as in `deref`.
        unsafe { State::from_raw(self.state) }
    }
}

impl<'a> Cx<'a> {
    /// The view of a function that was made by [`push_function`](Cx::push_function).
    ///
    /// # Safety
    ///
    /// `l` is the thread that runs a closure with the module's two upvalues, and the view is used no longer than this call
    /// lasts.
    #[inline(always)]
    pub unsafe fn enter(l: *mut lua_State) -> Cx<'a> {
        Cx {
            state: l,
            context: Cell::new(null_mut()),
            call: PhantomData,
        }
    }

    /// The bytes of the string at `index`; `None` for anything else, numbers included. The slot keeps the string while the call
    /// lasts: it must not be given another value while the bytes are in use.
    #[inline(always)]
    pub fn to_bytes(&self, index: c_int) -> Option<&'a [u8]> {
        let bytes = State::to_bytes(self, index)?;
        // SAFETY: Lua does not move or change strings, and the slot keeps it alive.
        Some(unsafe { core::slice::from_raw_parts(bytes.as_ptr(), bytes.len()) })
    }

    /// The state's data.
    #[inline(always)]
    pub fn context(&self) -> *mut Context {
        let mut context = self.context.get();
        if context.is_null() {
            context = self.to_userdata(upvalue_index(CONTEXT)).cast();
            self.context.set(context);
        }
        context
    }

    /// The system that the module serves, as [`Served`] had it.
    #[inline(always)]
    pub fn served(&self) -> *const () {
        // SAFETY: upvalue 1 of our closures is a Context.
        unsafe { (*self.context()).system }
    }

    /// Whether there may be a metatable of that number.
    #[inline]
    pub fn has_metatable(&self, meta: usize) -> bool {
        // SAFETY: upvalue 1 of our closures is a Context.
        meta < unsafe { (*self.context()).metatables }.into()
    }

    /// The identity of a metatable; null while it has not been made.
    #[inline(always)]
    pub fn metatable(&self, meta: usize) -> *const c_void {
        debug_assert!(self.has_metatable(meta));
        // SAFETY: upvalue 1 of our closures is a Context, which so many identities follow; numbers are those of the system's types,
        // or were checked.
        unsafe { *self.context().add(1).cast::<*const c_void>().add(meta) }
    }

    /// The slot of the metatable with a number.
    #[inline(always)]
    pub fn metatable_slot(&self, meta: usize) -> Slot {
        // SAFETY: upvalue 1 of our closures is a Context.
        Slot(usize::from(unsafe { (*self.context()).first_metatable }) + meta)
    }

    /// Runs a protected call into the program, unless so many are under way already that the C stack might end: LuaJIT does not
    /// count them.
    pub fn nested<T>(&mut self, call: impl FnOnce(&mut Self) -> T) -> Option<T> {
        const LIMIT: u8 = 60;
        let context = self.context();
        // SAFETY: upvalue 1 of our closures is a Context, which lives as long as the state; no reference to it is held.
        unsafe {
            if (*context).depth >= LIMIT {
                return None;
            }
            (*context).depth += 1;
            let result = call(self);
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

    /// Where the key of a slot beyond the fixed ones stands.
    #[inline(always)]
    fn key(&self, slot: Slot) -> *mut u16 {
        let context = self.context();
        // SAFETY: upvalue 1 of our closures is a Context, which so many identities follow and after them a key for each slot;
        // numbers of groups and metatables are the system's, or were checked.
        unsafe {
            context
                .add(1)
                .cast::<*const c_void>()
                .add((*context).metatables.into())
                .cast::<u16>()
                .add(slot.0 - Slot::FIXED - 1)
        }
    }

    /// Pushes what a slot holds; nil before it is set.
    #[inline(always)]
    pub fn push_slot(&self, slot: Slot) {
        let key = match slot.0 <= Slot::FIXED {
            true => slot.0,
            // SAFETY: as in `key`. Nothing has the key 0.
            false => unsafe { *self.key(slot) }.into(),
        };
        self.raw_get_integer(upvalue_index(ANCHORS), key);
    }

    /// Stores the value on top in a slot; pops it. May raise (memory).
    pub fn set_slot(&mut self, slot: Slot) {
        if slot.0 <= Slot::FIXED {
            return self.raw_set_integer(upvalue_index(ANCHORS), slot.0);
        }
        let (context, key) = (self.context(), self.key(slot));
        // SAFETY: as in `key`. The key is taken first, since storing may run a finalizer that sets slots too; where storing
        // raises, nil stands there, as before.
        unsafe {
            if *key == 0 {
                (*context).anchors += 1;
                *key = (*context).anchors;
            }
            self.raw_set_integer(upvalue_index(ANCHORS), (*key).into());
        }
    }

    /// Pushes what a slot holds, made by `make` on the first use. May raise (memory).
    pub fn push_once(&mut self, slot: Slot, make: impl FnOnce(&mut Self)) {
        self.push_slot(slot);
        if self.is_nil(-1) {
            self.pop(1);
            make(self);
            self.push_value(-1);
            self.set_slot(slot);
        }
    }

    /// Stores the value on top in the table that was asked for it (slot 1) under the name that it was asked by (slot 2).
    pub fn keep(&mut self) {
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
        unsafe { *self.context().add(1).cast::<*const c_void>().add(meta) = identity }
    }

    /// Pushes the function of a row under another name, which its messages have: a method's (`passed` is 0), or that of a helper
    /// that is written in Lua, has so many arguments and passes them on first. May raise (memory).
    pub fn push_renamed(&mut self, function: lua_CFunction, name: &[u8], passed: i64) {
        self.push_bytes(name);
        self.push_integer(passed);
        self.push_function(function, 2);
    }

    /// Pushes a function of the module over `own` further upvalues, which are on top of the stack. May raise (memory).
    pub fn push_function(&mut self, function: lua_CFunction, own: c_int) {
        let first = self.top() - own + 1;
        self.push_upvalue(CONTEXT);
        self.insert(first);
        self.push_upvalue(ANCHORS);
        self.insert(first + 1);
        self.push_closure(function, own + 2);
    }
}

/// Pushes the key of a state's anchors for a system in the registry. May raise (memory).
///
/// The address tells systems apart, and copies of this code that are loaded into one process: their slots need not be the same.
fn push_key(state: &mut State, served: &Served) {
    state.push_format(c"syscall %p", served.system.addr());
}

/// Pushes the function with which a state's module begins: `build` as a closure over the state's data, which is made on the
/// first use and found again later. May raise (memory); what was made by then is garbage.
///
/// # Safety
///
/// `served.system` is what the layers above look for in [`Cx::served`], and `served` counts what it has.
pub unsafe fn push_first(state: &mut State, served: &Served, build: lua_CFunction) {
    push_key(state, served);
    state.raw_get(registry_index());
    if state.is_nil(-1) {
        state.pop(1);
        let first = served.first_metatable();
        let keys = first + served.metatables - Slot::FIXED - 1;
        debug_assert!(first + served.metatables <= u16::MAX.into());
        state.push_table(Slot::FIXED as c_int, 0);
        let rest = served.metatables * size_of::<*const c_void>() + keys * size_of::<u16>();
        let context = state
            .push_userdata(size_of::<Context>() + rest, false)
            .cast::<Context>();
        // SAFETY: a fresh block of that size, aligned for any C type; null pointers are valid identities.
        unsafe {
            context.add(1).cast::<u8>().write_bytes(0, rest);
            context.write(Context {
                system: served.system,
                metatables: served.metatables as u16,
                first_metatable: first as u16,
                anchors: Slot::FIXED as u16,
                errno: 0,
                depth: 0,
                owners: null_mut(),
                taken: 0,
                inbox: null(),
                closing: false,
            });
        }
        state.raw_set_integer(-2, Slot::CONTEXT.0);
        push_key(state, served);
        state.push_value(-2);
        state.raw_set(registry_index());
    }
    state.raw_get_integer(-1, Slot::CONTEXT.0);
    state.insert(-2);
    state.push_closure(build, 2);
}
