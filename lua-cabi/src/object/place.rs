//! From a Lua value to checked memory.

use super::CHAR;
use super::{CTYPE, Meta, Object, Shape};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;
use core::ptr::null;
use syscall_consts::Errno;
use syscall_raw::native as sys;
use syscall_types::native::iovec;

/// A stretch of memory that an object stands for, valid until the object is collected or unmapped: so, within a call, as long
/// as the object is on the stack and nothing is allocated, since any allocation may run a finalizer that unmaps it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The first byte.
    pub start: *mut u8,
    /// Bytes.
    pub len: usize,
    /// Whether it may be written: not so in a mapping made for reading.
    pub writable: bool,
}

impl Place {
    /// Memory that may be written.
    pub const fn new(start: *mut u8, len: usize) -> Place {
        Place {
            start,
            len,
            writable: true,
        }
    }

    /// A Rust value as a place.
    pub fn of<T: Object>(value: &mut T) -> Place {
        Place::new((&raw mut *value).cast(), size_of::<T>())
    }

    /// The part from `offset` on, `len` bytes long, if it is inside.
    pub fn part(self, offset: usize, len: usize) -> Option<Place> {
        let end = offset.checked_add(len)?;
        // `wrapping_add` stays inside the same memory: end is at most `self.len`.
        (end <= self.len).then(|| Place {
            start: self.start.wrapping_add(offset),
            len,
            ..self
        })
    }

    /// The value there, which may be unaligned; zero when the memory is too short for it.
    #[inline]
    pub fn read<T: syscall_types::Plain>(self) -> T {
        if self.len < size_of::<T>() {
            return T::zeroed();
        }
        // SAFETY: so many bytes are readable, every bit pattern is a T.
        unsafe { self.start.cast::<T>().read_unaligned() }
    }

    /// Stores a value, if it fits.
    #[inline]
    pub fn write<T: syscall_types::Plain>(self, value: T) {
        if self.len >= size_of::<T>() {
            // SAFETY: so many bytes are writable.
            unsafe { self.start.cast::<T>().write_unaligned(value) }
        }
    }

    /// The bytes. `'a` ends with the call, as said above.
    #[inline]
    pub fn bytes<'a>(self) -> &'a [u8] {
        // SAFETY: readable for `len` bytes; Lua memory is initialized, since objects are made zeroed.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }

    /// The bytes, to be written. The caller holds no other reference to them.
    #[inline]
    pub fn bytes_mut<'a>(self) -> &'a mut [u8] {
        // SAFETY: as in `bytes`; a body runs no Lua code while it holds them, and passes a buffer to one call at a time.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }

    /// Copies bytes in, as many as both have.
    pub fn copy_from(self, bytes: &[u8]) {
        let len = self.len.min(bytes.len());
        // SAFETY: both have `len` bytes; `copy` allows them to overlap.
        unsafe { core::ptr::copy(bytes.as_ptr(), self.start, len) }
    }
}

/// What the userdata of a view holds.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct View {
    /// The first byte.
    pub start: *mut u8,
    /// Bytes.
    pub len: usize,
    /// The mapping that the bytes belong to; null when a Lua object owns them.
    pub mapping: *const Mapping,
}

/// Memory from mmap(2), shared by the object that was returned and all views into it. `munmap` changes it, and so takes the
/// memory away from all of them.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Mapping {
    /// The first byte that is still mapped.
    pub start: *mut u8,
    /// Bytes that are still mapped, in whole pages.
    pub mapped: usize,
    /// Bytes from `start` on that may be looked at: none without "read" or "write" (which machines do not tell apart), and none beyond the end of a file.
    pub usable: usize,
    /// Whether they may be written.
    pub writable: bool,
    /// Whether a file is behind them that may be cut short: then each access asks how much is there.
    pub file: bool,
}

/// What the userdata of a mapping holds: the view of the whole, and the mapping itself.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Mapped {
    /// The view.
    pub view: View,
    /// The mapping.
    pub mapping: Mapping,
}

impl View {
    /// The memory, unless it was unmapped or may not be looked at.
    fn place(&self) -> Option<Place> {
        if self.mapping.is_null() {
            return Some(Place::new(self.start, self.len));
        }
        // SAFETY: the view keeps the mapping object alive: it is the view's user value, or the view itself.
        let mapping = unsafe { &*self.mapping };
        let offset = (self.start as usize).checked_sub(mapping.start as usize)?;
        // What was unmapped at the end, or lies beyond the end of the file, is cut off.
        let mut len = self.len.min(mapping.usable.checked_sub(offset)?);
        if mapping.file {
            len = touchable(self.start, len);
        }
        (len > 0).then_some(Place {
            start: self.start,
            len,
            writable: mapping.writable,
        })
    }
}

/// How many bytes from `start` on can be touched, of `len` that are mapped: a file is cut at its end, so when the last one can,
/// all can. Touching the others would end the process (SIGBUS).
fn touchable(start: *mut u8, len: usize) -> usize {
    if len == 0 || can_touch(start.wrapping_add(len - 1)) {
        return len;
    }
    let (mut there, mut gone) = (0, len - 1);
    while there < gone {
        let middle = there + (gone - there) / 2;
        if can_touch(start.wrapping_add(middle)) {
            there = middle + 1;
        } else {
            gone = middle;
        }
    }
    there
}

/// Whether a byte can be touched: the kernel is asked to copy it, and says EFAULT where it cannot.
fn can_touch(byte: *mut u8) -> bool {
    let mut copy = 0_u8;
    let local = [iovec {
        iov_base: (&raw mut copy).cast(),
        iov_len: 1,
    }];
    let remote = [iovec {
        iov_base: byte.cast(),
        iov_len: 1,
    }];
    // SAFETY: one byte is copied from wherever it is, if it is there, to a variable here.
    let asked = unsafe { sys::process_vm_readv(sys::getpid(), &local, &remote, 0) };
    // Where the call is not allowed, there is no way to know.
    asked != Err(Errno::EFAULT)
}

/// The view at `index`, if it is one of ours.
pub fn view(cx: Cx, index: c_int) -> Option<View> {
    let meta = meta_of(cx, index)?;
    let block = cx.to_userdata(index).cast::<View>();
    // SAFETY: userdata with a view metatable are made in `make` and hold a View; the size was checked in case the debug library
    // was used to change the metatable of something smaller.
    (meta.shape().is_view() && cx.raw_len(index) >= size_of::<View>()).then(|| unsafe { *block })
}

/// The memory of the object at `index` when it is of metatable `meta`; `block` is its userdata.
pub fn open(cx: Cx, index: c_int, block: *mut u8, meta: Meta) -> Option<Place> {
    match meta.shape() {
        Shape::Struct => Some(Place::new(block, meta.ty().size())),
        Shape::Array => Some(Place::new(block, cx.raw_len(index))),
        Shape::StructView | Shape::ArrayView if cx.raw_len(index) >= size_of::<View>() => {
            // SAFETY: userdata with a view metatable are made by `make::view` and hold a View; the size was checked in case the
            // debug library was used to change the metatable of something smaller.
            unsafe { &*block.cast::<View>() }.place()
        }
        _ => None,
    }
}

/// Which of our objects stands at `index`, if any.
pub fn meta_of(cx: Cx, index: c_int) -> Option<Meta> {
    if !cx.get_metatable(index) {
        return None;
    }
    cx.raw_get_integer(-1, 1);
    let meta = cx.to_integer(-1).and_then(Meta::from_number);
    let identity = cx.to_pointer(-2);
    cx.pop(2);
    // The number is the metatable's own claim; its identity proves it.
    meta.filter(|meta| cx.metatable(meta.number()) == identity)
}

/// The memory of whatever object of ours stands at `index`. Allocates nothing.
pub fn place(cx: Cx, index: c_int) -> Option<(Place, Meta)> {
    let meta = meta_of(cx, index)?;
    if meta.shape() == Shape::Container {
        return array_of_container(cx, index, meta);
    }
    let block = cx.to_userdata(index).cast::<u8>();
    if block.is_null() {
        return None;
    }
    Some((open(cx, index, block, meta)?, meta))
}

/// The memory of a container: that of its array, which stands at index 0 beside the field that programs see.
fn array_of_container(cx: Cx, index: c_int, meta: Meta) -> Option<(Place, Meta)> {
    if cx.type_of(index) != LuaType::Table {
        return None;
    }
    cx.raw_get_integer(index, 0);
    // Only an array: a program may have put anything there, the container itself included.
    let found = match cx.type_of(-1) {
        LuaType::Userdata => place(cx, -1),
        _ => None,
    };
    cx.pop(1);
    found.filter(|found| found.1.id() == meta.id() && found.1.shape().is_array())
}

/// The identity of the metatable of the value at `index`; null when it has none.
#[inline(always)]
pub fn identity(cx: Cx, index: c_int) -> *const core::ffi::c_void {
    if !cx.get_metatable(index) {
        return null();
    }
    let identity = cx.to_pointer(-1);
    cx.pop(1);
    identity
}

/// The structure of type `T` at `index`, in whatever shape; of an array, the first element.
#[inline]
pub fn structure<T: Object>(cx: Cx, index: c_int) -> Option<Place> {
    let block = cx.to_userdata(index).cast::<u8>();
    if block.is_null() {
        return None;
    }
    if identity(cx, index) == cx.metatable(const { Meta::new(T::ID, Shape::Struct).number() }) {
        return Some(Place::new(block, size_of::<T>()));
    }
    structure_of(cx, index, T::ID)
}

/// As [`structure`], for a type that only its number tells.
#[cold]
pub fn structure_of(cx: Cx, index: c_int, id: usize) -> Option<Place> {
    let (place, meta) = place(cx, index).filter(|found| found.1.id() == id)?;
    place.part(0, meta.ty().size())
}

/// Refuses memory that may not be written.
pub fn writable(place: Place) -> Result<Place, Raise> {
    if place.writable {
        Ok(place)
    } else {
        Err(Raise::invalid("the memory was mapped without \"write\""))
    }
}

/// The memory of any object, most likely a buffer.
#[inline]
pub fn buffer(cx: Cx, index: c_int) -> Option<Place> {
    const BUFFER: Meta = Meta::new(CHAR, Shape::Array);
    let block = cx.to_userdata(index).cast::<u8>();
    if !block.is_null() && identity(cx, index) == cx.metatable(BUFFER.number()) {
        return Some(Place::new(block, cx.raw_len(index)));
    }
    place(cx, index).map(|found| found.0)
}

/// The bytes of any object or string, as a buffer to read from.
#[inline]
pub fn readable<'a>(cx: Cx<'a>, index: c_int) -> Option<&'a [u8]> {
    match cx.to_bytes(index) {
        Some(bytes) => Some(bytes),
        None => buffer(cx, index).map(Place::bytes),
    }
}

/// Whether the value at `index` is a type object.
pub fn is_ctype(cx: Cx, index: c_int) -> bool {
    let made = cx.metatable(CTYPE);
    !made.is_null() && identity(cx, index) == made && cx.type_of(index) == LuaType::Userdata
}
