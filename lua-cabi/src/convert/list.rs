//! Tables of numbers.

use super::FromLua;
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::object::make::MAX;
use crate::raise::{Raise, Step, TOO_DEEP};
use core::ffi::c_int;
use core::marker::PhantomData;

/// The values of kind `K` in a table: in a block of Lua's that takes the table's place on the stack.
pub struct List<K>(PhantomData<K>);

impl<T: Copy + 'static, K: for<'x> FromLua<Value<'x> = T>> FromLua for List<K> {
    type Value<'a> = &'a [T];
    const EXPECTED: &'static str = "table of numbers";
    const LUA: &'static str = "table";
    const NEEDS_SLOTS: bool = true;

    fn from_lua<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<&'a [T], Raise> {
        if cx.type_of(index) != LuaType::Table {
            return Err(Raise::expected(Self::EXPECTED));
        }
        if !cx.check_stack(8) {
            return Err(TOO_DEEP);
        }
        let count = cx.raw_len(index);
        let len = count.checked_mul(size_of::<T>());
        let len = len.filter(|&len| len <= MAX);
        let len = len.ok_or(Raise::invalid("the table has too many elements"))?;
        let block = cx.push_userdata(len, false).cast::<T>();
        for i in 0..count {
            cx.raw_get_integer(index, i + 1);
            let slot = cx.top();
            let value = K::from_lua(cx, slot)
                .map_err(|raise| raise.within(cx, slot, Step::Index(i as i64 + 1)))?;
            // SAFETY: inside the block, which Lua aligns for any C type.
            unsafe { block.add(i).write(value) };
            cx.set_top(slot - 1);
        }
        cx.replace(index);
        // SAFETY: so many were written, in a block that stands on the stack of the call and that nobody changes.
        Ok(unsafe { core::slice::from_raw_parts(block, count) })
    }
}
