//! [`State`]: a running Lua thread, with one method an API operation, the same for every version.
//!
//! The methods are safe functions by convention, not by proof: a wrong index corrupts the interpreter as it does in C. The
//! convention: a `State` is only made from the pointer with which Lua called us; indexes name stack slots that exist, or
//! arguments (absent ones read as none); a function pushes at most the twenty slots that Lua grants, or asks `check_stack`.
//! The tests run in hosts built with API checks, which trap every breach.
//!
//! Methods marked "may raise" leave the frame by Lua's error mechanism: nothing that needs `Drop` may be alive then.
//!
//! A method that may allocate, and so run a finalizer, or that runs code of the program otherwise, takes `&mut self`; one that
//! does neither takes `&self`. So what is borrowed from a shared state (memory that a finalizer may take away) cannot be held
//! across the former: the compiler refuses it.

use super::import::*;
use super::version::{Version, registry_index, upvalue_index};
use super::weak::weak;
use super::{lua_CFunction, lua_State, optional};
use core::ffi::{CStr, c_int, c_void};
use core::marker::{PhantomData, PhantomPinned};
use core::ptr::{null_mut, with_exposed_provenance_mut};

/// A Lua thread inside one of our functions. A reference to it is Lua's pointer itself: there is nothing behind it for Rust, and
/// it costs no more than the pointer.
#[repr(transparent)]
pub struct State(PhantomData<(*mut lua_State, PhantomPinned)>);

/// The type of a value (`LUA_T*` of `lua.h`, the same in all versions).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// No such argument.
    None,
    /// `nil`.
    Nil,
    /// A boolean.
    Boolean,
    /// A bare pointer.
    LightUserdata,
    /// A number, integers included.
    Number,
    /// A string.
    String,
    /// A table.
    Table,
    /// A function.
    Function,
    /// A full userdata.
    Userdata,
    /// A coroutine.
    Thread,
    /// A LuaJIT FFI object, or something that a later Lua adds.
    Other,
}

/// A thread's hook.
#[derive(Clone, Copy)]
pub struct Hook {
    /// What is called; nothing where there is none.
    pub function: Option<lua_Hook>,
    /// At which events: see [`lua_Debug::event`].
    pub mask: c_int,
    /// After how many instructions, where the mask says so.
    pub count: c_int,
}

impl Hook {
    /// None.
    pub const NONE: Hook = Hook {
        function: None,
        mask: 0,
        count: 0,
    };
}

/// How a protected call ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Called {
    /// With its results.
    Done,
    /// With an error of its own.
    Raised,
    /// For want of memory.
    OutOfMemory,
}

/// The largest integer up to which every integer is exact as a double: 2^53.
const EXACT: u64 = 1 << 53;

#[allow(
    clippy::undocumented_unsafe_blocks,
    reason = "every block is one API call under the module's convention"
)]
impl State {
    /// Wraps the pointer that Lua passed to a C function.
    ///
    /// # Safety
    ///
    /// `l` is the thread that called the function that is running now, and the reference is used no longer than this call lasts.
    #[inline(always)]
    pub unsafe fn from_raw<'s>(l: *mut lua_State) -> &'s mut State {
        let address = core::ptr::without_provenance_mut::<State>(l.expose_provenance());
        // SAFETY: a reference to a type without size may have any address but null, which Lua never passes.
        unsafe { &mut *address }
    }

    /// The pointer.
    #[inline(always)]
    pub fn as_raw(&self) -> *mut lua_State {
        with_exposed_provenance_mut(core::ptr::from_ref(self).addr())
    }

    // --- the stack ---

    /// The number of values on the stack.
    #[inline(always)]
    pub fn top(&self) -> c_int {
        unsafe { lua_gettop(self.as_raw()) }
    }

    /// Cuts or fills (with nil) the stack to `index` values.
    #[inline(always)]
    pub fn set_top(&self, index: c_int) {
        unsafe { lua_settop(self.as_raw(), index) }
    }

    /// Drops the topmost `count` values.
    #[inline(always)]
    pub fn pop(&self, count: c_int) {
        unsafe { lua_settop(self.as_raw(), -count - 1) }
    }

    /// Whether `extra` more slots are to be had. Where not, nothing may be pushed.
    #[inline]
    #[must_use]
    pub fn check_stack(&mut self, extra: c_int) -> bool {
        unsafe { lua_checkstack(self.as_raw(), extra) != 0 }
    }

    /// Pushes a copy of a value.
    #[inline(always)]
    pub fn push_value(&self, index: c_int) {
        unsafe { lua_pushvalue(self.as_raw(), index) }
    }

    /// Moves the topmost value down to `index`, shifting those above it up.
    pub fn insert(&self, index: c_int) {
        match (weak().lua_rotate, weak().lua_insert) {
            (Some(rotate), _) => unsafe { rotate(self.as_raw(), index, 1) },
            (None, Some(insert)) => unsafe { insert(self.as_raw(), index) },
            (None, None) => {}
        }
    }

    /// Removes the value at `index`, shifting those above it down.
    pub fn remove(&self, index: c_int) {
        match (weak().lua_rotate, weak().lua_remove) {
            (Some(rotate), _) => {
                unsafe { rotate(self.as_raw(), index, -1) };
                self.pop(1);
            }
            (None, Some(remove)) => unsafe { remove(self.as_raw(), index) },
            (None, None) => {}
        }
    }

    /// Moves the topmost value into the slot `index`.
    #[inline]
    pub fn replace(&self, index: c_int) {
        match (weak().lua_copy, weak().lua_replace) {
            (_, Some(replace)) => unsafe { replace(self.as_raw(), index) },
            (Some(copy), None) => {
                unsafe { copy(self.as_raw(), -1, index) };
                self.pop(1);
            }
            (None, None) => {}
        }
    }

    /// The positive form of a stack index; pseudo-indexes stay.
    #[inline]
    pub fn absolute(&self, index: c_int) -> c_int {
        if index > 0 || index <= registry_index() {
            index
        } else {
            self.top() + index + 1
        }
    }

    // --- looking at values ---

    /// The type of a value.
    #[inline(always)]
    pub fn type_of(&self, index: c_int) -> Type {
        match unsafe { lua_type(self.as_raw(), index) } {
            -1 => Type::None,
            0 => Type::Nil,
            1 => Type::Boolean,
            2 => Type::LightUserdata,
            3 => Type::Number,
            4 => Type::String,
            5 => Type::Table,
            6 => Type::Function,
            7 => Type::Userdata,
            8 => Type::Thread,
            _ => Type::Other,
        }
    }

    /// Whether the argument is nil or absent.
    #[inline(always)]
    pub fn is_nil(&self, index: c_int) -> bool {
        unsafe { lua_type(self.as_raw(), index) <= 0 }
    }

    /// The type's name as Lua's own messages give it.
    pub fn type_name(&self, index: c_int) -> &'static CStr {
        // SAFETY: the API returns static, terminated strings.
        unsafe { CStr::from_ptr(lua_typename(self.as_raw(), lua_type(self.as_raw(), index))) }
    }

    /// The truth of a value.
    #[inline(always)]
    pub fn to_boolean(&self, index: c_int) -> bool {
        unsafe { lua_toboolean(self.as_raw(), index) != 0 }
    }

    /// The number at `index`, if it is one (a string is not).
    #[inline]
    pub fn to_number(&self, index: c_int) -> Option<f64> {
        (self.type_of(index) == Type::Number).then(|| self.number(index))
    }

    /// The number that stands at `index`.
    #[inline]
    fn number(&self, index: c_int) -> f64 {
        match (weak().lua_tonumberx, weak().lua_tonumber) {
            (Some(tonumberx), _) => unsafe { tonumberx(self.as_raw(), index, null_mut()) },
            (None, Some(tonumber)) => unsafe { tonumber(self.as_raw(), index) },
            (None, None) => 0.0,
        }
    }

    /// The whole number of 64 bits at `index`; `None` for anything else.
    #[inline]
    pub fn to_whole(&self, index: c_int) -> Option<i64> {
        if self.type_of(index) != Type::Number {
            return None;
        }
        self.whole(index)
    }

    /// As [`to_whole`](State::to_whole), of what is known to be a number.
    #[inline]
    pub fn whole(&self, index: c_int) -> Option<i64> {
        match self.whole_or_least(index) {
            i64::MIN => self.least(index),
            whole => Some(whole),
        }
    }

    /// The whole number of 64 bits at `index`; for anything else the least of them, which thus tells nothing.
    #[inline]
    pub fn to_whole_or_least(&self, index: c_int) -> i64 {
        if self.type_of(index) != Type::Number {
            return i64::MIN;
        }
        self.whole_or_least(index)
    }

    /// As [`to_whole_or_least`](State::to_whole_or_least), of what is known to be a number.
    #[inline]
    pub fn whole_or_least(&self, index: c_int) -> i64 {
        // LuaJIT and 5.2 have the function too, with an integer of another width.
        let has = weak();
        if has.lua_isinteger.is_some()
            && let Some(tointegerx) = has.lua_tointegerx
        {
            let mut exact = 0;
            let value = unsafe { tointegerx(self.as_raw(), index, &mut exact) };
            return if exact != 0 { value } else { i64::MIN };
        }
        self.whole_number(index)
    }

    /// As `whole_or_least`, where numbers are floating-point. Not inlined: it would be a tenth of what rows are.
    #[inline(never)]
    fn whole_number(&self, index: c_int) -> i64 {
        let number = self.number(index);
        // From 2^63 on either way, and for NaN, there is no other integer of 64 bits.
        if number.abs() < -(i64::MIN as f64) {
            // SAFETY: it is in the range.
            let whole = unsafe { number.to_int_unchecked::<i64>() };
            if whole as f64 == number {
                return whole;
            }
        }
        i64::MIN
    }

    #[cold]
    fn least(&self, index: c_int) -> Option<i64> {
        (self.number(index) == i64::MIN as f64).then_some(i64::MIN)
    }

    /// The number at `index` as an integer, exactly; one beyond 128 bits is the last within. `None` for what is no number, has
    /// a fraction, or is not finite.
    #[inline]
    pub fn to_integer(&self, index: c_int) -> Option<i128> {
        if self.type_of(index) != Type::Number {
            return None;
        }
        match self.whole(index) {
            Some(whole) => Some(whole.into()),
            None => self.large(index),
        }
    }

    /// The number at `index` as an integer, when it is beyond 64 bits.
    #[cold]
    fn large(&self, index: c_int) -> Option<i128> {
        // From 2^53 on there are no fractions.
        let number = self.number(index);
        (number.is_finite() && number.abs() >= EXACT as f64).then_some(number as i128)
    }

    /// As [`to_integer`](State::to_integer), without a fraction that the number has.
    pub fn to_cut_integer(&self, index: c_int) -> Option<i128> {
        let cut = |number: f64| number.is_finite().then_some(number as i128);
        self.to_integer(index)
            .or_else(|| self.to_number(index).and_then(cut))
    }

    /// The bytes of the string at `index`; `None` for anything else, numbers included. Valid while the value stays there.
    #[inline]
    pub fn to_bytes(&self, index: c_int) -> Option<&[u8]> {
        if self.type_of(index) != Type::String {
            return None;
        }
        let mut len = 0;
        let text = unsafe { lua_tolstring(self.as_raw(), index, &mut len) };
        // SAFETY: a Lua string is `len` immutable bytes; the caller keeps it on the stack, as the convention says.
        Some(unsafe { core::slice::from_raw_parts(text.cast(), len) })
    }

    /// The block of a full userdata, or the pointer of a light one; null otherwise.
    #[inline(always)]
    pub fn to_userdata(&self, index: c_int) -> *mut c_void {
        unsafe { lua_touserdata(self.as_raw(), index) }
    }

    /// The number that was pushed as a mark; of anything else, a number that means nothing.
    #[inline(always)]
    pub fn to_mark(&self, index: c_int) -> usize {
        self.to_userdata(index).addr()
    }

    /// The identity of a table, function or userdata.
    #[inline(always)]
    pub fn to_pointer(&self, index: c_int) -> *const c_void {
        unsafe { lua_topointer(self.as_raw(), index) }
    }

    /// The size of a userdata's block, a string, or a table's border.
    #[inline]
    pub fn raw_len(&self, index: c_int) -> usize {
        match (weak().lua_rawlen, weak().lua_objlen) {
            (Some(rawlen), _) => unsafe { rawlen(self.as_raw(), index) },
            (None, Some(objlen)) => unsafe { objlen(self.as_raw(), index) },
            (None, None) => 0,
        }
    }

    /// Raw equality.
    pub fn raw_equal(&self, a: c_int, b: c_int) -> bool {
        unsafe { lua_rawequal(self.as_raw(), a, b) != 0 }
    }

    // --- pushing values ---

    /// Pushes nil.
    #[inline(always)]
    pub fn push_nil(&self) {
        unsafe { lua_pushnil(self.as_raw()) }
    }

    /// Pushes a boolean.
    #[inline(always)]
    pub fn push_boolean(&self, value: bool) {
        unsafe { lua_pushboolean(self.as_raw(), value.into()) }
    }

    /// Pushes a double.
    #[inline(always)]
    pub fn push_number(&self, value: f64) {
        unsafe { lua_pushnumber(self.as_raw(), value) }
    }

    /// Pushes a small number of the module's own: a light userdata, which is cheaper to read back than a number.
    #[inline(always)]
    pub fn push_mark(&self, mark: usize) {
        unsafe {
            lua_pushlightuserdata(self.as_raw(), core::ptr::without_provenance_mut(mark));
        }
    }

    /// Pushes an integer that every version holds exactly (up to 2^53 in size).
    #[inline(always)]
    pub fn push_integer(&self, value: i64) {
        #[cfg(target_pointer_width = "64")]
        unsafe {
            lua_pushinteger(self.as_raw(), value)
        }
        #[cfg(target_pointer_width = "32")]
        self.push_integer_narrow(value)
    }

    /// The argument is a word before Lua 5.3 and two from there on; a double serves the former.
    #[cfg(target_pointer_width = "32")]
    fn push_integer_narrow(&self, value: i64) {
        match (weak().lua_isinteger, weak().lua_pushinteger) {
            (Some(_), Some(pushinteger)) => unsafe { pushinteger(self.as_raw(), value) },
            _ => self.push_number(value as f64),
        }
    }

    /// Whether a signed integer is exact as this version's plain number.
    #[inline]
    pub fn holds_signed(&self, value: i64) -> bool {
        value.unsigned_abs() <= EXACT || weak().lua_isinteger.is_some()
    }

    /// Whether an unsigned integer is exact as this version's plain number.
    #[inline]
    pub fn holds_unsigned(&self, value: u64) -> bool {
        value <= EXACT || (value <= i64::MAX as u64 && weak().lua_isinteger.is_some())
    }

    /// Pushes a string. May raise (memory).
    #[inline(always)]
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        unsafe { lua_pushlstring(self.as_raw(), bytes.as_ptr().cast(), bytes.len()) }
    }

    /// Pushes a string whose `%p` is replaced by `address`. May raise (memory).
    pub fn push_format(&mut self, format: &CStr, address: usize) {
        unsafe { lua_pushfstring(self.as_raw(), format.as_ptr(), address) };
    }

    /// Pushes a closure over the topmost `upvalues` values, which it takes. May raise (memory).
    #[inline]
    pub fn push_closure(&mut self, function: lua_CFunction, upvalues: c_int) {
        unsafe { lua_pushcclosure(self.as_raw(), function, upvalues) }
    }

    /// Pushes a new table with room for so many elements. May raise (memory).
    #[inline]
    pub fn push_table(&mut self, array: c_int, hash: c_int) {
        unsafe { lua_createtable(self.as_raw(), array, hash) }
    }

    /// Pushes a new userdata of `size` uninitialized bytes, with room for one user value when `keeps`. May raise (memory).
    #[inline]
    pub fn push_userdata(&mut self, size: usize, keeps: bool) -> *mut u8 {
        let has = weak();
        match (has.lua_newuserdatauv, has.lua_newuserdata) {
            (Some(newuserdatauv), _) => {
                unsafe { newuserdatauv(self.as_raw(), size, keeps.into()) }.cast()
            }
            (None, Some(newuserdata)) => unsafe { newuserdata(self.as_raw(), size) }.cast(),
            (None, None) => null_mut(),
        }
    }

    // --- tables, metatables, user values ---

    /// Replaces the key on top by its value in the table at `index`, without metamethods.
    #[inline(always)]
    pub fn raw_get(&self, index: c_int) {
        unsafe { lua_rawget(self.as_raw(), index) }
    }

    /// Pushes element `key` of the table at `index`, without metamethods.
    #[inline(always)]
    pub fn raw_get_integer(&self, index: c_int, key: usize) {
        unsafe { lua_rawgeti(self.as_raw(), index, key as i64) }
    }

    /// Stores the value on top under the key below it, without metamethods; pops both. May raise (memory).
    #[inline]
    pub fn raw_set(&mut self, index: c_int) {
        unsafe { lua_rawset(self.as_raw(), index) }
    }

    /// Stores the value on top as element `key`, without metamethods; pops it. May raise (memory).
    #[inline]
    pub fn raw_set_integer(&mut self, index: c_int, key: usize) {
        unsafe { lua_rawseti(self.as_raw(), index, key as i64) }
    }

    /// Stores the value on top under a string key, without metamethods; pops it. May raise (memory).
    pub fn raw_set_field(&mut self, index: c_int, key: &str) {
        let index = self.absolute(index);
        self.push_bytes(key.as_bytes());
        self.insert(-2);
        self.raw_set(index);
    }

    /// Pushes the value under a string key, without metamethods. May raise (memory).
    pub fn raw_get_field(&mut self, index: c_int, key: &str) {
        let index = self.absolute(index);
        self.push_bytes(key.as_bytes());
        self.raw_get(index);
    }

    /// `value[key]` with metamethods, pushed. Raises what they raise.
    pub fn get_field(&mut self, index: c_int, key: &CStr) {
        unsafe { lua_getfield(self.as_raw(), index, key.as_ptr()) }
    }

    /// `registry[key]`, pushed. May raise (memory).
    pub fn registry_get(&mut self, key: &CStr) {
        unsafe { lua_getfield(self.as_raw(), registry_index(), key.as_ptr()) }
    }

    /// The key and value after the key on top; pops the key, pushes both unless the table has ended.
    pub fn next(&self, index: c_int) -> bool {
        unsafe { lua_next(self.as_raw(), index) != 0 }
    }

    /// Pushes the metatable of a value, if it has one.
    #[inline(always)]
    pub fn get_metatable(&self, index: c_int) -> bool {
        unsafe { lua_getmetatable(self.as_raw(), index) != 0 }
    }

    /// Makes the table on top the metatable of the value at `index`; pops it.
    #[inline(always)]
    pub fn set_metatable(&mut self, index: c_int) {
        unsafe { lua_setmetatable(self.as_raw(), index) };
    }

    /// Makes the userdata at `index` keep the value on top alive, and pops it. May raise (memory).
    pub fn set_kept(&mut self, index: c_int) {
        let has = weak();
        let index = self.absolute(index);
        if let Some(setiuservalue) = has.lua_setiuservalue {
            unsafe { setiuservalue(self.as_raw(), index, 1) };
            return;
        }
        // Lua 5.1 and 5.2 accept only a table; one form for 5.3 as well.
        self.push_table(1, 0);
        self.insert(-2);
        self.raw_set_integer(-2, 1);
        if let Some(setuservalue) = has.lua_setuservalue {
            unsafe { setuservalue(self.as_raw(), index) };
        } else if let Some(setfenv) = has.lua_setfenv {
            unsafe { setfenv(self.as_raw(), index) };
        }
    }

    // --- code ---

    /// Pushes upvalue `i` of the running function.
    #[inline(always)]
    pub fn push_upvalue(&self, i: c_int) {
        self.push_value(upvalue_index(i));
    }

    /// Calls the function below its `arguments`, catching errors: `results` values are pushed, or the error.
    pub fn protected_call(&mut self, arguments: c_int, results: c_int) -> Called {
        let status = match (weak().lua_pcallk, weak().lua_pcall) {
            (Some(pcallk), _) => unsafe {
                pcallk(self.as_raw(), arguments, results, 0, 0, core::ptr::null())
            },
            (None, Some(pcall)) => unsafe { pcall(self.as_raw(), arguments, results, 0) },
            (None, None) => 1,
        };
        match status {
            0 => Called::Done,
            // LUA_ERRMEM, the same in all versions.
            4 => Called::OutOfMemory,
            _ => Called::Raised,
        }
    }

    /// Calls the function below its `arguments`. Raises what it raises.
    pub fn call(&mut self, arguments: c_int, results: c_int) {
        match (weak().lua_callk, weak().lua_call) {
            (Some(callk), _) => unsafe {
                callk(self.as_raw(), arguments, results, 0, core::ptr::null())
            },
            (None, Some(call)) => unsafe { call(self.as_raw(), arguments, results) },
            (None, None) => {}
        }
    }

    /// Compiles a chunk and pushes it, or the message; true when it compiled. May raise (memory).
    pub fn load(&mut self, source: &str, name: &CStr) -> bool {
        let (text, len) = (source.as_ptr().cast(), source.len());
        match (weak().luaL_loadbufferx, weak().luaL_loadbuffer) {
            (Some(loadbufferx), _) => unsafe {
                loadbufferx(self.as_raw(), text, len, name.as_ptr(), c"t".as_ptr()) == 0
            },
            (None, Some(loadbuffer)) => unsafe {
                loadbuffer(self.as_raw(), text, len, name.as_ptr()) == 0
            },
            (None, None) => false,
        }
    }

    /// Pushes "file:line: " of the function at a call level, or "". May raise (memory).
    pub fn push_where(&mut self, level: c_int) {
        unsafe { luaL_where(self.as_raw(), level) }
    }

    /// The name by which the running function was called as a method: `object:name()`. For messages: it takes its time.
    pub fn method_name<'a>(&self) -> Option<&'a [u8]> {
        let mut record = lua_Debug::EMPTY;
        let found = unsafe {
            lua_getstack(self.as_raw(), 0, &mut record) != 0
                && lua_getinfo(self.as_raw(), c"n".as_ptr(), &mut record) != 0
        };
        if !found || record.name.is_null() || record.namewhat.is_null() {
            return None;
        }
        // SAFETY: Lua gives C strings; the name is a constant of the calling function, which lives as long as the call.
        let (name, what) =
            unsafe { (CStr::from_ptr(record.name), CStr::from_ptr(record.namewhat)) };
        (what == c"method").then_some(name.to_bytes())
    }

    /// Joins the topmost `count` strings. May raise (memory).
    pub fn concat(&mut self, count: c_int) {
        unsafe { lua_concat(self.as_raw(), count) }
    }

    /// Raises the value on top as an error.
    ///
    /// Only the wrapper in `raise.rs` calls this, when everything of the body is gone.
    pub fn error(&mut self) -> c_int {
        unsafe { lua_error(self.as_raw()) }
    }

    /// Ends the process as C programs do: buffers are flushed, and what was registered with `atexit` runs.
    pub fn exit(status: c_int) {
        if let Some(exit) = weak().exit {
            unsafe { exit(status) }
        }
    }

    /// The thread's hook. May be asked for in a signal's handler.
    pub fn hook(&self) -> Hook {
        unsafe {
            Hook {
                function: lua_gethook(self.as_raw()),
                mask: lua_gethookmask(self.as_raw()),
                count: lua_gethookcount(self.as_raw()),
            }
        }
    }

    /// Gives the thread a hook; LuaJIT all threads of the state. May be called in a signal's handler, of the system's thread that runs it.
    pub fn set_hook(&self, hook: Hook) {
        unsafe { lua_sethook(self.as_raw(), hook.function, hook.mask, hook.count) }
    }

    /// Calls a hook that the program has set, as Lua would. Raises what it raises.
    ///
    /// # Safety
    ///
    /// `hook` is one, by its address, and `record` what Lua has given.
    pub unsafe fn call_hook(&mut self, hook: *mut c_void, record: *mut lua_Debug) {
        // As an import: it may leave by an error.
        let hook = unsafe {
            core::mem::transmute::<*mut c_void, optional!(fn(*mut lua_State, *mut lua_Debug))>(hook)
        };
        if let Some(hook) = hook {
            unsafe { hook(self.as_raw(), record) }
        }
    }

    /// Pushes the thread itself.
    pub fn push_thread(&self) {
        unsafe { lua_pushthread(self.as_raw()) }
    }

    /// The host's version.
    pub fn version(&self) -> Version {
        Version::of_host()
    }
}
