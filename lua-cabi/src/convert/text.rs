//! Strings: paths and names without zeros, and texts as results.

use super::{FromLua, Prepare, Push, Within};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::object::make::MAX;
use crate::raise::{Raise, Step, TOO_DEEP};
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr::{null, null_mut};

/// A path or another C string: no zero byte inside.
pub struct Path;

impl FromLua for Path {
    type Value<'a> = &'a CStr;
    const EXPECTED: &'static str = "string";

    #[inline]
    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a CStr, Raise> {
        let bytes = cx.to_bytes(index).ok_or(Raise::expected("string"))?;
        if has_zero(bytes) {
            return Err(Raise::invalid("string contains a zero byte"));
        }
        // SAFETY: Lua ends every string with a zero byte that its length does not count, and there is none before.
        unsafe {
            let terminated = core::slice::from_raw_parts(bytes.as_ptr(), bytes.len() + 1);
            Ok(CStr::from_bytes_with_nul_unchecked(terminated))
        }
    }
}

/// Apart from the rows, since the search is long.
#[inline(never)]
fn has_zero(bytes: &[u8]) -> bool {
    bytes.contains(&0)
}

/// Any string, as its bytes.
pub struct Text;

impl FromLua for Text {
    type Value<'a> = &'a [u8];
    const EXPECTED: &'static str = "string";

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a [u8], Raise> {
        cx.to_bytes(index).ok_or(Raise::expected("string"))
    }
}

impl Push for &str {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        cx.push_bytes(self.as_bytes());
    }
}

impl Push for &[u8] {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        cx.push_bytes(self);
    }
}

/// Strings as C has an array of them: pointers with a null behind the last. A copy of a table's, in a block of Lua's that takes the
/// table's place on the stack; so what a finalizer does to the table meanwhile does no harm.
pub struct Texts;

impl Texts {
    /// The string at a stack slot, with its zero.
    fn text<'a>(cx: &mut Cx<'a>, slot: c_int, i: usize) -> Result<&'a [u8], Raise> {
        Path::from_lua(cx, slot)
            .map(CStr::to_bytes_with_nul)
            .map_err(|raise| raise.within(cx, slot, Step::Index(i as i64)))
    }
}

impl FromLua for Texts {
    type Value<'a> = *const *const c_char;
    const EXPECTED: &'static str = "table of strings";
    const LUA: &'static str = "table";
    const NEEDS_SLOTS: bool = true;

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<*const *const c_char, Raise> {
        const CHANGED: Raise = Raise::invalid("the table has changed meanwhile");
        const POINTER: usize = size_of::<*const c_char>();
        if cx.type_of(index) != LuaType::Table {
            return Err(Raise::expected(Self::EXPECTED));
        }
        if !cx.check_stack(4) {
            return Err(TOO_DEEP);
        }
        let count = cx.raw_len(index);
        let pointers = count.saturating_add(1).saturating_mul(POINTER);
        let (slot, mut len) = (cx.top() + 1, pointers);
        for i in 1..=count {
            cx.raw_get_integer(index, i);
            len = len.saturating_add(Self::text(cx, slot, i)?.len());
            cx.pop(1);
        }
        if len > MAX {
            return Err(Raise::invalid("the strings are too long together"));
        }
        let block = cx.push_userdata(len, false);
        let mut at = pointers;
        for i in 1..=count {
            cx.raw_get_integer(index, i);
            let text = Self::text(cx, slot + 1, i)?;
            let end = at.saturating_add(text.len());
            if end > len {
                return Err(CHANGED);
            }
            // SAFETY: inside the block that was just made, which Lua aligns for pointers.
            unsafe {
                let to = block.add(at);
                to.copy_from_nonoverlapping(text.as_ptr(), text.len());
                block.cast::<*const u8>().add(i - 1).write(to);
            }
            at = end;
            cx.pop(1);
        }
        // SAFETY: as above.
        unsafe { block.cast::<*const u8>().add(count).write(null()) };
        cx.replace(index);
        Ok(block.cast_const().cast())
    }
}

/// The bytes up to the first zero, as in a C array of characters.
pub fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or(bytes)
}

/// Strings of at most so many bytes need no memory from Lua before they are made.
const ON_STACK: usize = 4096;

/// Memory for the bytes of a string to be.
pub struct Room {
    on_stack: [MaybeUninit<u8>; ON_STACK],
    /// A block of Lua's on the stack; null when there is none.
    block: *mut MaybeUninit<u8>,
    len: usize,
}

impl Room {
    /// Without any bytes.
    #[inline(always)]
    pub fn new() -> Room {
        Room {
            on_stack: [const { MaybeUninit::uninit() }; ON_STACK],
            block: null_mut(),
            len: 0,
        }
    }

    /// Makes it `len` bytes long, or as long as the kernel ever fills. May raise (memory).
    #[inline(always)]
    pub fn reserve(&mut self, cx: &mut Cx, len: usize) {
        if len <= ON_STACK {
            self.len = len;
        } else {
            self.reserve_block(cx, len.min(MAX));
        }
    }

    fn reserve_block(&mut self, cx: &mut Cx, len: usize) {
        self.block = cx.push_userdata(len, false).cast();
        self.len = len;
    }

    /// The bytes, at most `len`.
    #[inline(always)]
    pub fn bytes(&mut self, len: usize) -> &mut [MaybeUninit<u8>] {
        let len = len.min(self.len);
        if self.block.is_null() {
            return self.on_stack.get_mut(..len).unwrap_or_default();
        }
        // SAFETY: Lua gave so many writable bytes, in a block that stays on the stack until the row ends, as does this.
        unsafe { core::slice::from_raw_parts_mut(self.block, len) }
    }
}

/// A string that the call fills, in [`Room`] for as many bytes as an argument says.
pub struct Filled;

impl Within for Filled {
    type Room = Room;
    type Value<'r> = &'r [u8];
    const PUSHES: bool = true;
    const RESULTS: &'static [&'static str] = &["string"];

    #[inline(always)]
    fn room() -> Room {
        Room::new()
    }

    #[inline]
    fn deliver(cx: &mut Cx, bytes: &[u8]) -> c_int {
        bytes.push(cx);
        1
    }
}

impl Prepare<(&Option<usize>,)> for Filled {
    fn prepare(room: &mut Room, cx: &mut Cx, (size,): (&Option<usize>,)) -> Result<(), Raise> {
        room.reserve(cx, size.unwrap_or(0));
        Ok(())
    }
}
