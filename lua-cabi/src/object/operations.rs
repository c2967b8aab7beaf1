//! Asynchronous operations under way, and the memory that the kernel uses for them meanwhile: kept alive here, whatever the
//! program does, until the event of the operation was taken or its context is gone. io_submit(2)
//!
//! A context is a number of the kernel. The state's are records in a table, each of which has the number, and the operations by
//! the addresses that the kernel knows them by. An operation is a table: the kernel's form of it, which nothing else knows, the
//! object that it was made of, and the objects that its memory is in. A mapping that is in use is noted as such ([`Mapping::busy`](super::place::Mapping::busy)), and
//! is not unmapped.

use super::place::view;
use crate::abi::Type;
use crate::context::{Cx, Slot};
use core::ffi::c_int;
use syscall_raw::native as sys;
use syscall_types::native::iocb;

/// Where a record has the context's number, false for none.
pub const CONTEXT: usize = 1;
/// Where it has the operations.
pub const OPERATIONS: usize = 2;

/// Where an operation has the kernel's form of it.
pub const BLOCK: usize = 1;
/// Where it has the object that it was made of.
pub const REQUEST: usize = 2;
/// Where the objects with its memory begin.
pub const MEMORY: usize = 3;

/// Pushes the records; nothing before there are any. May raise (memory).
pub fn push_records(cx: &mut Cx) {
    cx.push_once(Slot::OPERATIONS, |cx| cx.push_table(1, 0));
}

/// Pushes the record of a context of the state; false, and nothing is pushed, when there is none.
pub fn push_record(cx: &Cx, context: u64) -> bool {
    cx.push_slot(Slot::OPERATIONS);
    let records = cx.top();
    if cx.type_of(records) == Type::Table {
        for i in 1..=cx.raw_len(records) {
            cx.raw_get_integer(records, i);
            cx.raw_get_integer(-1, CONTEXT);
            let found = cx.to_integer(-1) == Some(context.into());
            cx.pop(1);
            if found {
                cx.remove(records);
                return true;
            }
            cx.pop(1);
        }
    }
    cx.pop(1);
    false
}

/// Pushes the key of an operation: the address of the kernel's form.
pub fn push_key(cx: &Cx, block: *const iocb) {
    cx.push_integer(block.addr() as i64);
}

/// Runs `each` over the mappings that memory of the operation at a stack slot is in.
fn for_each_mapping(cx: &Cx, operation: c_int, each: impl Fn(&mut u32)) {
    for i in MEMORY..=cx.raw_len(operation) {
        cx.raw_get_integer(operation, i);
        if let Some(view) = view(cx, -1)
            && !view.mapping.is_null()
        {
            // SAFETY: the view keeps the mapping alive.
            each(unsafe { &mut (*view.mapping.cast_mut()).busy });
        }
        cx.pop(1);
    }
}

/// Notes that the kernel uses the memory of the operation at a stack slot.
pub fn begin(cx: &Cx, operation: c_int) {
    for_each_mapping(cx, operation, |busy| *busy = busy.saturating_add(1));
}

/// Notes that it no longer does.
pub fn end(cx: &Cx, operation: c_int) {
    for_each_mapping(cx, operation, |busy| *busy = busy.saturating_sub(1));
}

/// Ends all operations of the record at a stack slot, whose context is gone. Allocates nothing.
pub fn end_all(cx: &mut Cx, record: c_int) {
    cx.push_boolean(false);
    cx.raw_set_integer(record, CONTEXT);
    cx.raw_get_integer(record, OPERATIONS);
    let operations = cx.top();
    cx.push_nil();
    while cx.next(operations) {
        let operation = cx.top();
        end(cx, operation);
        cx.pop(1);
        // A field may be cleared while the table is walked through.
        cx.push_value(-1);
        cx.push_nil();
        cx.raw_set(operations);
    }
    cx.pop(1);
}

/// At the end of the state: ends the contexts that have operations, which waits for those that cannot be cancelled.
pub fn close(cx: &mut Cx) {
    cx.push_slot(Slot::OPERATIONS);
    let records = cx.top();
    if cx.type_of(records) != Type::Table {
        return cx.pop(1);
    }
    for i in 1..=cx.raw_len(records) {
        cx.raw_get_integer(records, i);
        let record = cx.top();
        cx.raw_get_integer(record, CONTEXT);
        cx.raw_get_integer(record, OPERATIONS);
        cx.push_nil();
        if let Some(context) = cx.to_integer(-3)
            && cx.next(-2)
        {
            // SAFETY: the context is the state's, which ends. A child that has no such context has none of its operations either.
            let _ = unsafe { sys::io_destroy(context as usize) };
            end_all(cx, record);
        }
        cx.set_top(records);
    }
    cx.pop(1);
}
