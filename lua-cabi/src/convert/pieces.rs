//! Pieces of memory to read to and to write from: `t.iovecs` (readv(2)).
//!
//! Such a container stands for memory of other objects. Those are its elements 1 to `#`, which keeps them alive, and beside them
//! is the array that the kernel gets. Nothing that stands in the array is believed, since a program can change any object's
//! bytes: at each call the addresses are those of the elements, looked up as any other buffer is, and a length is no larger than
//! its element.

use super::buffer::adopt;
use super::{Convert, FromLua, Lends};
use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::{Cx, Slot};
use crate::object::container::{self, Container};
use crate::object::number::{Count, count};
use crate::object::place::{Place, Span, absent, buffer, meta_of, writable};
use crate::object::system::Linux;
use crate::object::{CHAR, Meta, Object, Shape, make};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::ptr::null_mut;
use core::slice;
use syscall_types::native::iovec;

impl Object for iovec {
    type Universe = Linux;
    const NAME: &'static str = "iovec";
    const CONTAINER: Option<Container> = Some(Container {
        name: "iovecs",
        field: "iov",
    });
}

/// Pieces of memory as the kernel gets them.
#[derive(Clone, Copy)]
pub struct Pieces<'m> {
    /// Each is there as long as the borrow.
    pub all: &'m [iovec],
    /// Whether they may be touched here; if not, only the kernel may.
    pub touchable: bool,
}

/// Memory that the kernel reads: `t.iovecs`, or what that takes.
pub struct Gather;

/// Memory that the kernel fills: `t.iovecs`, or what that takes.
pub struct Scatter;

macro_rules! pieces {
    ($($name:ident $lends:ident;)*) => {$(
        impl Convert for $name {
            type Value<'m> = Pieces<'m>;
            const EXPECTED: &'static str = "iovecs";
            const LUA: &'static str = "iovecs|table";
            const CONSTRUCTED: bool = true;
            const LENDS: Lends = Lends::$lends;

            fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<Pieces<'a>>, Raise> {
                init(cx, index).map(|()| None)
            }

            fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Pieces<'m>, Raise> {
                refresh(cx, index, matches!(Self::LENDS, Lends::Write))
            }
        }
    )*};
}

pieces! {
    Gather Read;
    Scatter Write;
}

/// Puts a container in place of what it is made of. May raise (memory).
fn init(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    if container::elements(cx, index, iovec::ID).is_some() {
        return Ok(());
    }
    if cx.type_of(index) != LuaType::Table {
        return Err(Raise::expected("iovecs or table"));
    }
    container::construct(cx, iovec::ID, index)?;
    cx.replace(index);
    Ok(())
}

const LONGER: Raise = Raise::invalid("a piece is longer than its memory");

/// Writes the addresses of the elements of the container at `index` to its array, and gives that.
pub fn refresh<'m>(cx: &'m Cx<'_>, index: c_int, filled: bool) -> Result<Pieces<'m>, Raise> {
    let whole = container::elements(cx, index, iovec::ID)
        .ok_or(Raise::expected("iovecs"))
        .and_then(writable)?;
    if !whole.start().cast::<iovec>().is_aligned() || whole.is_guarded() {
        return Err(Raise::invalid(
            "the array is not aligned in its memory, or in that of a file",
        ));
    }
    let size = size_of::<iovec>();
    let mut touchable = true;
    for i in 0..whole.len() / size {
        let Some(entry) = whole.part(i * size, size) else {
            break;
        };
        let iov_len = entry.read::<iovec>()?.iov_len;
        let mut iov_base = null_mut();
        if iov_len > 0 {
            let memory = element(cx, index, i)?;
            if filled {
                writable(memory)?;
            }
            let part = memory.part(0, iov_len as usize).ok_or(LONGER)?;
            touchable &= !part.is_guarded();
            iov_base = part.start().cast();
        }
        entry.write(iovec { iov_base, iov_len })?;
    }
    // SAFETY: the place is that many initialized, aligned elements, as long as the borrow; a row lends no other memory with it,
    // and if a piece is the array itself, the kernel fills that after it has taken a copy.
    let all = unsafe { slice::from_raw_parts(whole.start().cast(), whole.len() / size) };
    Ok(Pieces { all, touchable })
}

/// The memory of element `i`, counted from 0.
fn element<'m>(cx: &'m Cx<'_>, index: c_int, i: usize) -> Result<Place<'m>, Raise> {
    cx.raw_get_integer(index, i + 1);
    // Only an object, which the container keeps alive: its value on the stack goes.
    let found = match cx.type_of(-1) {
        LuaType::Userdata => buffer(cx, -1),
        _ => None,
    };
    let found = found.ok_or_else(|| absent(cx, -1, "buffer as each piece"));
    cx.pop(1);
    found
}

/// `t.iovecs(count)`, `t.iovecs{piece, ...}`: pushes the container. May raise (memory).
pub fn construct(cx: &mut Cx, index: c_int) -> Result<(), Raise> {
    let index = cx.absolute(index);
    let table = cx.type_of(index) == LuaType::Table;
    let count = if table {
        cx.raw_len(index)
    } else {
        count(
            cx,
            index,
            make::most_elements(size_of::<iovec>()),
            "number or table",
        )?
    };
    let whole = make::push_array(cx, iovec::ID, count)?;
    let size = size_of::<iovec>();
    make::wrap(cx, iovec::ID, count, |cx, i| {
        if !table {
            make::push_array(cx, CHAR, 0)?;
            return Ok(());
        }
        cx.raw_get_integer(index, i + 1);
        let value = cx.top();
        piece(cx, value).map_err(|raise| raise.within(cx, value, Step::Index(i as i64 + 1)))?;
        cx.set_top(value);
        let memory =
            buffer(cx, value).map_or((null_mut(), 0), |place| (place.start(), place.len()));
        if let Some(entry) = whole.part(i * size, size) {
            entry.write(iovec {
                iov_base: memory.0.cast(),
                iov_len: memory.1 as _,
            })?;
        }
        Ok(())
    })?;
    note(cx);
    Ok(())
}

/// Notes which container the array of the one on top belongs to, by the array and by where that is. May raise (memory).
fn note(cx: &mut Cx) {
    let container = cx.top();
    cx.raw_get_integer(container, 0);
    let array = cx.top();
    associate(cx, array, container);
    if let Some(whole) = container::elements(cx, container, iovec::ID) {
        cx.push_integer(whole.start() as usize as i64);
        associate(cx, array + 1, container);
    }
    cx.set_top(container);
}

/// Pushes the memory that an iovec stands for, which is at that address in the array of a container; false, and nothing is
/// pushed, where it is in none.
pub fn push_piece(cx: &Cx, address: usize) -> bool {
    /// The most pieces that a call takes (`UIO_MAXIOV` of linux/uio.h).
    const MOST: usize = 1024;
    let top = cx.top();
    for i in 0..MOST {
        let Some(start) = address.checked_sub(i * size_of::<iovec>()) else {
            break;
        };
        cx.push_integer(start as i64);
        let (key, container) = (top + 1, top + 2);
        if push_associated(cx, key)
            // What stands at that address now may be another array.
            && container::elements(cx, container, iovec::ID).is_some_and(|whole| {
                whole.start() as usize == start && whole.len() / size_of::<iovec>() > i
            })
        {
            cx.raw_get_integer(container, i + 1);
            cx.replace(key);
            cx.set_top(key);
            return true;
        }
        cx.set_top(top);
    }
    false
}

/// Notes the object that another stands for, as long as there are both. May raise (memory).
pub fn associate(cx: &mut Cx, object: c_int, with: c_int) {
    cx.push_once(Slot::PIECES, |cx| {
        cx.push_table(0, 0);
        cx.push_table(0, 1);
        cx.push_bytes(b"kv");
        cx.raw_set_field(-2, "__mode");
        cx.set_metatable(-2);
    });
    cx.push_value(object);
    cx.push_value(with);
    cx.raw_set(-3);
    cx.pop(1);
}

/// Pushes what was noted of the object at a stack slot; false, and nothing is pushed, where nothing was.
pub fn push_associated(cx: &Cx, object: c_int) -> bool {
    let (object, top) = (cx.absolute(object), cx.top());
    cx.push_slot(Slot::PIECES);
    if cx.type_of(-1) == LuaType::Table {
        cx.push_value(object);
        cx.raw_get(-2);
        if !cx.is_nil(-1) {
            cx.replace(top + 1);
            return true;
        }
    }
    cx.set_top(top);
    false
}

/// Puts an object with memory in place of what stands for a piece: a string (copied), a number of bytes, a buffer or another
/// object, or a table of a buffer and how many of its bytes. May raise (memory).
fn piece(cx: &mut Cx, value: c_int) -> Result<(), Raise> {
    const EXPECTED: &str = "string, number of bytes, buffer, or table of a buffer and its length";
    adopt(cx, value)?;
    if let Some(meta) = meta_of(cx, value) {
        if meta.id() == iovec::ID && meta.shape() != Shape::Container {
            return Err(Raise::invalid(
                "an iovec says where memory is, and keeps none alive; give the buffer",
            ));
        }
        if meta.shape() == Shape::Container {
            return Err(Raise::expected(EXPECTED));
        }
        return match buffer(cx, value) {
            Some(_) => Ok(()),
            None => Err(absent(cx, value, EXPECTED)),
        };
    }
    match cx.type_of(value) {
        LuaType::String => {
            let bytes = cx.to_bytes(value).unwrap_or_default();
            make::push_joined(cx, CHAR, bytes, b"");
        }
        LuaType::Number => {
            let len = Count::from_lua(cx, value)?;
            make::push_array(cx, CHAR, len)?;
        }
        LuaType::Table => {
            cx.raw_get_integer(value, 1);
            let whole = cx.top();
            if cx.type_of(whole) == LuaType::Table {
                return Err(Raise::expected("string or buffer").within(cx, whole, Step::Index(1)));
            }
            piece(cx, whole).map_err(|raise| raise.within(cx, whole, Step::Index(1)))?;
            cx.raw_get_integer(value, 2);
            let len = cx.top();
            let count =
                Count::from_lua(cx, len).map_err(|raise| raise.within(cx, len, Step::Index(2)))?;
            // Looked up when nothing more is allocated but the view of it.
            let memory = buffer(cx, whole).ok_or_else(|| absent(cx, whole, EXPECTED))?;
            let Span { start, len } = memory.part(0, count).ok_or(LONGER)?.span();
            let view = Meta::new(CHAR, Shape::ArrayView);
            make::push_view(cx, whole, view, Span { start, len });
        }
        _ => return Err(Raise::expected(EXPECTED)),
    }
    cx.replace(value);
    Ok(())
}

/// The contents of all pieces: pushes a string. May raise (memory).
pub fn text(cx: &mut Cx, index: c_int) -> Outcome {
    let index = cx.absolute(index);
    let len = |cx: &Cx, i| -> Result<Option<usize>, Raise> {
        let whole = container::elements(cx, index, iovec::ID).ok_or(Raise::expected("iovecs"))?;
        let entry = whole.part(i * size_of::<iovec>(), size_of::<iovec>());
        entry
            .map(|entry| Ok(entry.read::<iovec>()?.iov_len as usize))
            .transpose()
    };
    let (mut total, mut i) = (0_usize, 0);
    while let Some(len) = len(cx, i)? {
        total = total.saturating_add(len);
        i += 1;
    }
    // Memory first. What a finalizer changes meanwhile is found when it is copied.
    let room = make::push_array(cx, CHAR, total)?;
    let mut done = 0;
    i = 0;
    while let Some(len) = len(cx, i)? {
        if len > 0 {
            let part = element(cx, index, i)?.part(0, len).ok_or(LONGER)?;
            let room = room.part(done, len);
            room.map_or(Ok(()), |room| room.copy_from(part))?;
        }
        done = done.saturating_add(len);
        i += 1;
    }
    let bytes = room.part(0, done).unwrap_or(room).look()?;
    cx.push_bytes(bytes);
    Ok(1)
}
