//! Asynchronous input and output. Section 2 of the Linux manual: io_setup, io_submit, io_getevents
//!
//! The kernel uses the memory of an operation after the call that begins it. So the module keeps that alive, until the operation's event
//! was taken or its context was destroyed, whatever the program does with its objects (`object/operations.rs`); a mapping that is in use
//! is not unmapped, which is the error BUSY. What the kernel reads of a request is memory that nothing else knows. A context is a number,
//! which only the state that set it up can use; at the end of that, those that still have operations are destroyed.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::descriptor::Number;
use crate::convert::object::Init;
use crate::convert::pieces::refresh;
use crate::convert::result::fail;
use crate::convert::row::calls;
use crate::convert::{FromLua, IntoLua, Later, Push};
use crate::object::container::{elements, push_countdown};
use crate::object::number::{ContextNumber, Count, EventCount, integer, push_unsigned};
use crate::object::operations::{
    BLOCK, CONTEXT, MEMORY, OPERATIONS, REQUEST, begin, end, end_all, push_key, push_record,
    push_records,
};
use crate::object::place::{absent, buffer, structure, writable};
use crate::object::{Object, end as state_end, make, record};
use crate::raise::{Raise, Step};
use crate::types::aio::{
    BUF, DATA, FILDES, FLAGS, NBYTES, OFFSET, OPCODE, REQPRIO, RESFD, RW_FLAGS, push_request,
};
use core::ffi::c_int;
use core::mem::MaybeUninit;
use core::slice;
use syscall_consts::Errno;
use syscall_consts::native::{IOCB_CMD, IOCB_FLAG};
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::{io_event, iocb, iovec, sigset, timespec};

calls! { CALLS:
    /// A context for so many asynchronous operations: a number. io_setup(2)
    io_setup(nr: EventCount) => ["integer|uint64"];
    /// Destroys a context; waits for operations that cannot be cancelled. io_destroy(2)
    io_destroy(ctx: OwnContext) -> Destroyed;
    /// Begins operations: a `t.iocb_array`, or a table of what `t.iocb` takes; how many were begun. Their memory is kept until their events were taken. io_submit(2)
    io_submit(ctx: ContextNumber, iocbs: Later) => ["integer"];
    /// Waits for at least `min` events (as many as `events` has room for), up to `timeout` seconds: `for i, event in io_getevents(...)`; the third value is how many. io_getevents(2)
    io_getevents(ctx: ContextNumber, min: Option<Count>, events: Later, timeout: Option<Init<timespec>>) => ["fun(): integer?, io_event?", "io_events", "integer"];
    /// As `io_getevents`, with `sigmask` as the signals held up meanwhile. io_getevents(2)
    io_pgetevents(ctx: ContextNumber, min: Option<Count>, events: Later, timeout: Option<Init<timespec>>, sigmask: Option<Init<sigset>>) => ["fun(): integer?, io_event?", "io_events", "integer"];
    /// Cancels an operation; the event of its end, in `result` when given. Of most operations the event comes as any other, and this is the error INPROGRESS. io_cancel(2)
    io_cancel(ctx: ContextNumber, iocb: Later, result: Later) => ["io_event"];
}

/// Pushes the record of a context, and its operations; the slots. Nothing is pushed where it is not the state's.
fn push_operations(cx: &Cx, context: u64) -> Option<(c_int, c_int)> {
    push_record(cx, context).then(|| {
        let record = cx.top();
        cx.raw_get_integer(record, OPERATIONS);
        (record, cx.top())
    })
}

fn io_setup(cx: &mut Cx, nr: u32) -> Outcome {
    if state_end::has_come(cx) {
        return Err(Raise::invalid("the state is being closed"));
    }
    // Memory first: a record without a context.
    state_end::push(cx);
    push_records(cx);
    let records = cx.top();
    let mut free = 0;
    for i in 1..=cx.raw_len(records) {
        cx.raw_get_integer(records, i);
        cx.raw_get_integer(-1, CONTEXT);
        if cx.type_of(-1) == LuaType::Boolean {
            free = i;
        }
        cx.pop(2);
    }
    if free == 0 {
        cx.push_table(OPERATIONS as c_int, 0);
        cx.push_boolean(false);
        cx.raw_set_integer(-2, CONTEXT);
        cx.push_table(0, 4);
        cx.raw_set_integer(-2, OPERATIONS);
        free = cx.raw_len(records) + 1;
        cx.push_value(-1);
        cx.raw_set_integer(records, free);
    } else {
        cx.raw_get_integer(records, free);
    }
    let context = match sys::io_setup(nr) {
        Ok(context) => context as u64,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    if !cx.holds_unsigned(context) {
        // Nowhere: it is an address of the process. But it is to be a key.
        // SAFETY: the context was just made, and has no operations.
        let _ = unsafe { sys::io_destroy(context as usize) };
        return Ok(fail(cx, Errno::ENOMEM));
    }
    // A place that is there already.
    cx.push_integer(context as i64);
    cx.raw_set_integer(-2, CONTEXT);
    push_unsigned(cx, context);
    Ok(1)
}

/// A context, with the slot of its record if it is the state's.
struct OwnContext;

impl FromLua for OwnContext {
    type Value<'a> = Option<(u64, c_int)>;
    const EXPECTED: &'static str = ContextNumber::EXPECTED;
    const LUA: &'static str = ContextNumber::LUA;
    const PUSHES: bool = true;

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<Option<(u64, c_int)>, Raise> {
        let context = ContextNumber::from_lua(cx, index)?;
        let slots = push_operations(cx, context);
        Ok(slots.map(|(record, _)| (context, record)))
    }
}

/// The record at a slot, whose context is gone: `true`.
struct Destroyed;

impl IntoLua for Destroyed {
    type Value = c_int;
    type Slot = ();
    const RESULTS: &'static [&'static str] = <() as IntoLua>::RESULTS;

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), record: c_int) -> c_int {
        end_all(cx, record);
        <() as IntoLua>::deliver(cx, (), ())
    }
}

fn io_destroy(own: Option<(u64, c_int)>) -> Result<c_int, Errno> {
    let (context, record) = own.ok_or(Errno::EINVAL)?;
    // SAFETY: the context is the state's. Its operations have ended when this returns.
    unsafe { sys::io_destroy(context as usize) }?;
    Ok(record)
}

/// A number of the request at a stack slot; 0 where there is none.
fn number_of(cx: &mut Cx, request: c_int, member: usize) -> i128 {
    cx.raw_get_integer(request, member);
    let number = integer(cx, -1);
    cx.pop(1);
    number.unwrap_or(0)
}

/// The number of the descriptor that the request at a stack slot has there, if it has one.
fn descriptor_of(cx: &mut Cx, request: c_int, member: usize) -> Result<Option<u32>, Raise> {
    cx.raw_get_integer(request, member);
    let top = cx.top();
    let number = match cx.type_of(top) {
        LuaType::Boolean | LuaType::Nil => None,
        _ => Some(Number::from_lua(cx, top)? as u32),
    };
    cx.set_top(top - 1);
    Ok(number)
}

/// What a request does with memory.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Uses {
    Nothing,
    Buffer { fills: bool },
    Pieces { fills: bool },
}

fn uses(opcode: u16) -> Uses {
    match IOCB_CMD(opcode) {
        IOCB_CMD::PREAD => Uses::Buffer { fills: true },
        IOCB_CMD::PWRITE => Uses::Buffer { fills: false },
        IOCB_CMD::PREADV => Uses::Pieces { fills: true },
        IOCB_CMD::PWRITEV => Uses::Pieces { fills: false },
        _ => Uses::Nothing,
    }
}

/// Pushes an operation, of the request at a stack slot: all but the addresses is there. May raise (memory).
fn push_operation(cx: &mut Cx, request: c_int) -> Result<(), Raise> {
    let mut form = iocb::zeroed();
    form.aio_data = number_of(cx, request, DATA) as u64;
    form.aio_lio_opcode = number_of(cx, request, OPCODE) as u16;
    form.aio_reqprio = number_of(cx, request, REQPRIO) as i16;
    form.aio_nbytes = number_of(cx, request, NBYTES) as u64;
    form.aio_offset = number_of(cx, request, OFFSET) as i64;
    form.aio_flags = number_of(cx, request, FLAGS) as u32;
    form.aio_reserved1 = number_of(cx, request, RW_FLAGS) as u32;
    form.aio_fildes = descriptor_of(cx, request, FILDES)?.unwrap_or(u32::MAX);
    if let Some(resfd) = descriptor_of(cx, request, RESFD)? {
        form.aio_resfd = resfd;
        form.aio_flags |= IOCB_FLAG::RESFD.bits();
    }
    cx.push_table(MEMORY as c_int, 0);
    let operation = cx.top();
    cx.raw_get_integer(request, BUF);
    let memory = cx.top();
    let mut pieces = 0;
    match uses(form.aio_lio_opcode) {
        Uses::Nothing => {
            if cx.type_of(memory) == LuaType::Number {
                form.aio_buf = cx.to_integer(memory).unwrap_or(0) as u16 as u64;
            }
        }
        Uses::Buffer { .. } => {
            if cx.type_of(memory) == LuaType::Userdata {
                cx.push_value(memory);
                cx.raw_set_integer(operation, MEMORY);
            }
        }
        Uses::Pieces { .. } => {
            if elements(cx, memory, iovec::ID).is_none() {
                return Err(Raise::expected("iovecs").within(cx, memory, Step::Name(b"buf")));
            }
            // Each by itself, since the program can change the container.
            pieces = cx.raw_len(memory);
            for i in 0..pieces {
                cx.raw_get_integer(memory, i + 1);
                cx.raw_set_integer(operation, MEMORY + i);
            }
        }
    }
    let size = size_of::<iocb>().saturating_add(pieces.saturating_mul(size_of::<iovec>()));
    if size > make::MAX {
        return Err(Raise::invalid("the request has too many pieces"));
    }
    let block = cx.push_userdata(size, false);
    // SAFETY: a fresh block of that size, aligned for any C type.
    unsafe {
        block.write_bytes(0, size);
        block.cast::<iocb>().write(form);
    }
    cx.raw_set_integer(operation, BLOCK);
    cx.push_value(request);
    cx.raw_set_integer(operation, REQUEST);
    cx.set_top(operation);
    Ok(())
}

/// The kernel's form of the operation at a stack slot.
fn block_of(cx: &Cx, operation: c_int) -> *mut iocb {
    cx.raw_get_integer(operation, BLOCK);
    let block = cx.to_userdata(-1).cast();
    cx.pop(1);
    block
}

/// Puts the addresses of its memory into the operation at a stack slot. Allocates nothing.
fn locate(cx: &Cx, operation: c_int) -> Result<(), Raise> {
    let block = block_of(cx, operation);
    // SAFETY: the block of the operation, which nothing else refers to.
    let form = unsafe { &mut *block };
    let top = cx.top();
    cx.raw_get_integer(operation, REQUEST);
    cx.raw_get_integer(-1, NBYTES);
    let whole = cx.type_of(-1) == LuaType::Boolean;
    match uses(form.aio_lio_opcode) {
        Uses::Nothing => {}
        Uses::Buffer { fills } => {
            cx.raw_get_integer(operation, MEMORY);
            let place = match cx.type_of(-1) {
                LuaType::Userdata => buffer(cx, -1),
                _ => None,
            };
            let place =
                place.ok_or_else(|| absent(cx, -1, "buffer as the memory of the request"))?;
            if fills {
                writable(place)?;
            }
            let len = if whole {
                place.len() as u64
            } else {
                form.aio_nbytes
            };
            if len > place.len() as u64 {
                return Err(Raise::invalid("nbytes is more than the memory has"));
            }
            form.aio_nbytes = len;
            form.aio_buf = place.start().addr() as u64;
        }
        Uses::Pieces { fills } => {
            cx.raw_get_integer(-2, BUF);
            let all = refresh(cx, cx.top(), fills)?.all;
            // As many as are kept, each of which is to be the one that is kept.
            let room = cx.raw_len(operation).saturating_sub(REQUEST);
            if all.len() != room {
                return Err(Raise::invalid("the pieces were changed meanwhile"));
            }
            let container = cx.top();
            for i in 0..room {
                cx.raw_get_integer(container, i + 1);
                cx.raw_get_integer(operation, MEMORY + i);
                if !cx.raw_equal(-1, -2) {
                    return Err(Raise::invalid("the pieces were changed meanwhile"));
                }
                cx.pop(2);
            }
            // SAFETY: the block has room for so many pieces behind the form.
            let pieces = unsafe {
                let pieces = block.add(1).cast::<iovec>();
                pieces.copy_from_nonoverlapping(all.as_ptr(), room);
                pieces
            };
            form.aio_buf = pieces.addr() as u64;
            form.aio_nbytes = room as u64;
        }
    }
    cx.set_top(top);
    Ok(())
}

fn io_submit(cx: &mut Cx, context: u64, iocbs: c_int) -> Outcome {
    if cx.type_of(iocbs) != LuaType::Table || record::is(cx, iocbs, iocb::ID) {
        return Err(Raise::expected("iocb_array or table").at(iocbs));
    }
    let Some((_, operations)) = push_operations(cx, context) else {
        return Ok(fail(cx, Errno::EINVAL));
    };
    if state_end::has_come(cx) {
        return Err(Raise::invalid("the state is being closed"));
    }
    cx.raw_get_field(iocbs, "iocbs");
    if cx.type_of(-1) != LuaType::Table {
        cx.pop(1);
        cx.push_value(iocbs);
    }
    let list = cx.top();
    let count = cx.raw_len(list).min(MOST);
    // What is begun, and their addresses for the kernel.
    cx.push_table(count as c_int, 0);
    let batch = cx.top();
    let addresses = cx
        .push_userdata(count * size_of::<*mut iocb>(), false)
        .cast::<*mut iocb>();
    let top = cx.top();
    for i in 0..count {
        cx.raw_get_integer(list, i + 1);
        let value = cx.top();
        push_request(cx, value, i).map_err(|raise| raise.at(iocbs))?;
        let request = cx.top();
        push_operation(cx, request)
            .map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)).at(iocbs))?;
        cx.raw_set_integer(batch, i + 1);
        cx.set_top(top);
    }
    let mut begun = 0;
    // Pushes the key and the operation of one of them.
    let push_entry = |cx: &Cx, i: usize| {
        cx.raw_get_integer(batch, i + 1);
        let block = block_of(cx, cx.top());
        push_key(cx, block);
        cx.insert(-2);
        block
    };
    for i in 0..count {
        let block = push_entry(cx, i);
        cx.raw_set(operations);
        // SAFETY: there is room for so many.
        unsafe { addresses.add(i).write(block) };
    }
    // From here on nothing is allocated.
    let mut wrong = None;
    for i in 0..count {
        cx.raw_get_integer(batch, i + 1);
        let operation = cx.top();
        if let Err(raise) = locate(cx, operation) {
            wrong = Some((i, raise));
            break;
        }
        begin(cx, operation);
        begun = i + 1;
        cx.set_top(top);
    }
    cx.set_top(top);
    let submitted = match wrong {
        // SAFETY: the context is the state's; each address is of a form that its operation keeps, with all its memory, until the
        // event has come.
        None => unsafe {
            sys::io_submit(context as usize, slice::from_raw_parts(addresses, count))
        },
        Some(_) => Ok(0),
    };
    let done = submitted.unwrap_or(0);
    for i in done..count {
        let _ = push_entry(cx, i);
        if i < begun {
            let operation = cx.top();
            end(cx, operation);
        }
        cx.pop(1);
        cx.push_nil();
        cx.raw_set(operations);
    }
    if let Some((i, raise)) = wrong {
        // The text is made when all is as it was.
        cx.raw_get_integer(list, i + 1);
        let value = cx.top();
        let step = Step::Index(i as i64 + 1);
        return Err(raise.within(cx, value, step).at(iocbs));
    }
    match submitted {
        Ok(submitted) => submitted.push(cx),
        Err(errno) => return Ok(fail(cx, errno)),
    }
    Ok(1)
}

/// Operations that are begun in one call, at most.
const MOST: usize = 1 << 16;

/// Events that are taken in one call, at most.
const MOST_EVENTS: usize = 1 << 16;

fn io_getevents(
    cx: &mut Cx,
    context: u64,
    min: Option<usize>,
    events: c_int,
    timeout: Option<timespec>,
) -> Outcome {
    io_pgetevents(cx, context, min, events, timeout, None)
}

fn io_pgetevents(
    cx: &mut Cx,
    context: u64,
    min: Option<usize>,
    events: c_int,
    timeout: Option<timespec>,
    sigmask: Option<sigset>,
) -> Outcome {
    let room = elements(cx, events, io_event::ID).ok_or(Raise::expected("io_events").at(events))?;
    let count = (room.len() / size_of::<io_event>()).min(MOST_EVENTS);
    let Some((_, operations)) = push_operations(cx, context) else {
        return Ok(fail(cx, Errno::EINVAL));
    };
    // In memory that no operation writes to: what is believed here lets go of memory.
    let block = cx
        .push_userdata(count * size_of::<io_event>(), false)
        .cast::<MaybeUninit<io_event>>();
    // SAFETY: a fresh block of that size, which stays on the stack; it needs no initialization.
    let taken = unsafe { slice::from_raw_parts_mut(block, count) };
    let least = min.unwrap_or(count);
    let (context, timeout) = (context as usize, timeout.as_ref());
    let taken = match sigmask {
        None => sys::io_getevents(context, least, taken, timeout),
        Some(sigmask) => sys::io_pgetevents(context, least, taken, timeout, Some(&sigmask)),
    };
    let taken = match taken {
        Ok(taken) => taken,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    for event in taken.iter() {
        cx.push_integer(event.obj as i64);
        cx.raw_get(operations);
        if cx.type_of(-1) == LuaType::Table {
            let operation = cx.top();
            end(cx, operation);
            cx.push_integer(event.obj as i64);
            cx.push_nil();
            cx.raw_set(operations);
        }
        cx.pop(1);
    }
    let size = size_of::<io_event>();
    if let Some(room) = elements(cx, events, io_event::ID) {
        for (i, event) in taken.iter().enumerate() {
            // Events are gone when they were taken, so what cannot be stored is passed over.
            let _ = room.part(i * size, size).map(|place| place.write(*event));
        }
    }
    let count = taken.len();
    Ok(push_countdown(cx, events, count))
}

fn io_cancel(cx: &mut Cx, context: u64, iocb: c_int, result: c_int) -> Outcome {
    if !record::is(cx, iocb, iocb::ID) {
        return Err(Raise::expected("iocb").at(iocb));
    }
    if cx.is_nil(result) {
        make::push::<io_event>(cx);
        cx.replace(result);
    }
    let place = structure::<io_event>(cx, result).map(writable);
    place
        .ok_or(Raise::expected("io_event").at(result))?
        .map_err(|raise| raise.at(result))?;
    let Some((_, operations)) = push_operations(cx, context) else {
        return Ok(fail(cx, Errno::EINVAL));
    };
    // The operation that was made of the request.
    cx.push_nil();
    let found = loop {
        if !cx.next(operations) {
            break None;
        }
        let operation = cx.top();
        cx.raw_get_integer(operation, REQUEST);
        cx.push_value(iocb);
        let same = cx.raw_equal(-1, -2);
        cx.pop(2);
        if same {
            break Some(operation);
        }
        cx.pop(1);
    };
    let Some(operation) = found else {
        return Ok(fail(cx, Errno::EINVAL));
    };
    // SAFETY: the form that the operation keeps.
    let form = unsafe { &*block_of(cx, operation) };
    if let Err(errno) = sys::io_cancel(context as usize, form) {
        return Ok(fail(cx, errno));
    }
    // Kernels before 4.19 end it so, without an event.
    let event = io_event {
        data: form.aio_data,
        ..io_event::zeroed()
    };
    end(cx, operation);
    push_key(cx, form);
    cx.push_nil();
    cx.raw_set(operations);
    if let Some(place) = structure::<io_event>(cx, result) {
        let _ = place.write(event);
    }
    cx.push_value(result);
    Ok(1)
}
