//! From a Lua value to checked memory.

use super::CHAR;
use super::{CTYPE, Meta, Object, Shape};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use core::ptr::null;
use syscall_consts::Errno;
use syscall_raw::native as sys;
use syscall_types::native::iovec;

/// A stretch of memory that an object stands for. `'m` is how long it is there: a shared borrow of the [`Cx`] when it was found
/// in an object, since any allocation may run a finalizer that unmaps it; the call when the call made the object itself.
#[derive(Clone, Copy, Debug)]
pub struct Place<'m> {
    /// The first byte.
    start: *mut u8,
    /// Bytes.
    len: usize,
    /// Whether it may be written: not so in a mapping made for reading.
    writable: bool,
    memory: PhantomData<&'m [u8]>,
}

/// Where memory is, without the right to look at it: what a view notes.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The first byte.
    pub start: *mut u8,
    /// Bytes.
    pub len: usize,
}

impl<'m> Place<'m> {
    /// Memory that may be written.
    ///
    /// # Safety
    ///
    /// There are `len` initialized bytes, to be read and written as long as `'m`.
    pub const unsafe fn new(start: *mut u8, len: usize) -> Place<'m> {
        Place {
            start,
            len,
            writable: true,
            memory: PhantomData,
        }
    }

    /// A Rust value as a place.
    pub fn of<T: Object>(value: &'m mut T) -> Place<'m> {
        // SAFETY: the value's own bytes, borrowed so long; plain data.
        unsafe { Place::new((&raw mut *value).cast(), size_of::<T>()) }
    }

    /// The first byte's address.
    pub fn start(self) -> *mut u8 {
        self.start
    }

    /// Bytes.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether it may be written.
    pub fn is_writable(self) -> bool {
        self.writable
    }

    /// Where it is.
    pub fn span(self) -> Span {
        Span {
            start: self.start,
            len: self.len,
        }
    }

    /// The part from `offset` on, `len` bytes long, if it is inside.
    pub fn part(self, offset: usize, len: usize) -> Option<Place<'m>> {
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

    /// The bytes.
    #[inline]
    pub fn bytes(self) -> &'m [u8] {
        // SAFETY: readable for `len` bytes as long as `'m`; Lua memory is initialized, since objects are made zeroed.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }

    /// The bytes, to be written.
    ///
    /// # Safety
    ///
    /// Nothing else looks at the bytes as long as the result is used.
    #[inline]
    pub unsafe fn bytes_mut(self) -> &'m mut [u8] {
        // SAFETY: as in `bytes`, and the caller's promise.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }

    /// Sets all bytes to zero.
    pub fn clear(self) {
        // SAFETY: writable for `len` bytes.
        unsafe { self.start.write_bytes(0, self.len) }
    }

    /// Copies bytes in, as many as both have.
    pub fn copy_from(self, bytes: &[u8]) {
        let len = self.len.min(bytes.len());
        // SAFETY: both have `len` bytes; `copy` allows them to overlap.
        unsafe { core::ptr::copy(bytes.as_ptr(), self.start, len) }
    }
}

/// An object of ours at a stack slot, by its metatable. Its memory is looked up anew each time.
#[derive(Clone, Copy, Debug)]
pub struct Instance {
    /// The slot.
    pub index: c_int,
    /// The type and shape.
    pub meta: Meta,
}

impl Instance {
    /// Its memory, while nothing is allocated.
    #[inline]
    pub fn place<'m>(self, cx: &'m Cx<'_>) -> Result<Place<'m>, Raise> {
        let block = cx.to_userdata(self.index).cast::<u8>();
        if block.is_null() || identity(cx, self.index) != cx.metatable(self.meta.number()) {
            return Err(Raise::expected(self.meta.name()).at(self.index));
        }
        open(cx, self.index, block, self.meta).ok_or(Raise::invalid(GONE).at(self.index))
    }

    /// A copy of the structure.
    pub fn read<T: syscall_types::Plain>(self, cx: &Cx) -> Result<T, Raise> {
        self.place(cx).map(Place::read)
    }
}

/// Why an object has no memory.
const GONE: &str =
    "the memory is not there: unmapped, mapped without access, or beyond the end of its file";

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
    fn place<'m>(&'m self) -> Option<Place<'m>> {
        if self.mapping.is_null() {
            // SAFETY: the view keeps the object alive that the bytes are in.
            return Some(unsafe { Place::new(self.start, self.len) });
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
            memory: PhantomData,
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
pub fn view<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<&'m View> {
    let meta = meta_of(cx, index)?;
    let block = cx.to_userdata(index).cast::<View>();
    // SAFETY: userdata with a view metatable are made in `make` and hold a View; the size was checked in case the debug library
    // was used to change the metatable of something smaller.
    (meta.shape().is_view() && cx.raw_len(index) >= size_of::<View>()).then(|| unsafe { &*block })
}

/// The memory of the object at `index` when it is of metatable `meta`; `block` is its userdata.
fn open<'m>(cx: &'m Cx<'_>, index: c_int, block: *mut u8, meta: Meta) -> Option<Place<'m>> {
    match meta.shape() {
        // SAFETY: userdata with such a metatable are made by `make` and hold a structure, whose bytes are initialized.
        Shape::Struct => Some(unsafe { Place::new(block, meta.ty().size()) }),
        // SAFETY: as above; the block is the array.
        Shape::Array => Some(unsafe { Place::new(block, cx.raw_len(index)) }),
        Shape::StructView | Shape::ArrayView if cx.raw_len(index) >= size_of::<View>() => {
            // SAFETY: userdata with a view metatable are made by `make::view` and hold a View; the size was checked in case the
            // debug library was used to change the metatable of something smaller.
            unsafe { &*block.cast::<View>() }.place()
        }
        _ => None,
    }
}

/// Which of our objects stands at `index`, if any.
pub fn meta_of(cx: &Cx, index: c_int) -> Option<Meta> {
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
pub fn place<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<(Place<'m>, Meta)> {
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
fn array_of_container<'m>(cx: &'m Cx<'_>, index: c_int, meta: Meta) -> Option<(Place<'m>, Meta)> {
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
pub fn identity(cx: &Cx, index: c_int) -> *const core::ffi::c_void {
    if !cx.get_metatable(index) {
        return null();
    }
    let identity = cx.to_pointer(-1);
    cx.pop(1);
    identity
}

/// The structure of type `T` at `index`, in whatever shape; of an array, the first element.
#[inline]
pub fn structure<'m, T: Object>(cx: &'m Cx<'_>, index: c_int) -> Option<Place<'m>> {
    let block = cx.to_userdata(index).cast::<u8>();
    if block.is_null() {
        return None;
    }
    if identity(cx, index) == cx.metatable(const { Meta::new(T::ID, Shape::Struct).number() }) {
        // SAFETY: a userdata with this metatable holds a T.
        return Some(unsafe { Place::new(block, size_of::<T>()) });
    }
    structure_of(cx, index, T::ID)
}

/// As [`structure`], for a type that only its number tells.
#[cold]
pub fn structure_of<'m>(cx: &'m Cx<'_>, index: c_int, id: usize) -> Option<Place<'m>> {
    let (place, meta) = place(cx, index).filter(|found| found.1.id() == id)?;
    place.part(0, meta.ty().size())
}

/// Refuses memory that may not be written.
pub fn writable(place: Place<'_>) -> Result<Place<'_>, Raise> {
    if place.writable {
        Ok(place)
    } else {
        Err(Raise::invalid("the memory was mapped without \"write\""))
    }
}

/// The memory of any object, most likely a buffer.
#[inline]
pub fn buffer<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<Place<'m>> {
    const BUFFER: Meta = Meta::new(CHAR, Shape::Array);
    let block = cx.to_userdata(index).cast::<u8>();
    if !block.is_null() && identity(cx, index) == cx.metatable(BUFFER.number()) {
        // SAFETY: a userdata with this metatable is the array, initialized.
        return Some(unsafe { Place::new(block, cx.raw_len(index)) });
    }
    place(cx, index).map(|found| found.0)
}

/// The bytes of any object or string, as a buffer to read from.
#[inline]
pub fn readable<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<&'m [u8]> {
    match cx.to_bytes(index) {
        Some(bytes) => Some(bytes),
        None => buffer(cx, index).map(Place::bytes),
    }
}

/// The bytes of an object that owns them itself: they are there as long as it stands on the stack.
pub fn own_bytes<'a>(cx: &Cx<'a>, index: c_int) -> Option<&'a [u8]> {
    let (place, meta) = place(cx, index)?;
    // SAFETY: the block of a userdata on the stack of this call, which nobody moves or frees.
    matches!(meta.shape(), Shape::Struct | Shape::Array)
        .then(|| unsafe { core::slice::from_raw_parts(place.start, place.len) })
}

/// Whether the value at `index` is a type object.
pub fn is_ctype(cx: &Cx, index: c_int) -> bool {
    let made = cx.metatable(CTYPE);
    !made.is_null() && identity(cx, index) == made && cx.type_of(index) == LuaType::Userdata
}
