//! From a Lua value to checked memory.

use super::CHAR;
use super::guarded;
use super::system::Listed;
use super::{CTYPE, Meta, Object, Shape};
use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::raise::Raise;
use core::ffi::c_int;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

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
    /// Whether a touch may fail; see [`guarded`].
    guarded: bool,
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
            guarded: false,
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
    pub fn read<T: syscall_types::Plain>(self) -> Result<T, Raise> {
        if self.guarded || self.len < size_of::<T>() {
            let mut value = T::zeroed();
            // SAFETY: a value of that size, of which every bit pattern is one.
            return unsafe { self.load((&raw mut value).cast(), size_of::<T>()) }.map(|()| value);
        }
        // SAFETY: so many bytes are readable, every bit pattern is a T.
        Ok(unsafe { self.start.cast::<T>().read_unaligned() })
    }

    /// Stores a value, which may be unaligned; nothing when the memory is too short for it.
    #[inline]
    pub fn write<T: syscall_types::Plain>(self, value: T) -> Result<(), Raise> {
        if self.guarded || self.len < size_of::<T>() {
            // SAFETY: a value of that size.
            return unsafe { self.store((&raw const value).cast(), size_of::<T>()) };
        }
        // SAFETY: so many bytes are writable.
        unsafe { self.start.cast::<T>().write_unaligned(value) };
        Ok(())
    }

    /// What [`read`](Place::read) does, for a type that only its size tells.
    ///
    /// # Safety
    ///
    /// `to` is writable for `size` bytes.
    #[inline(never)]
    pub unsafe fn load(self, to: *mut u8, size: usize) -> Result<(), Raise> {
        // SAFETY: the caller's promise; as many bytes are readable where they are not fewer.
        unsafe {
            match self.part(0, size) {
                None => to.write_bytes(0, size),
                Some(part) if !part.guarded => core::ptr::copy(part.start, to, size),
                Some(part) if guarded::load(part.start, to, size) => (),
                Some(_) => return Err(GONE),
            }
        }
        Ok(())
    }

    /// What [`write`](Place::write) does, for a type that only its size tells.
    ///
    /// # Safety
    ///
    /// `from` is readable for `size` bytes.
    #[inline(never)]
    pub unsafe fn store(self, from: *const u8, size: usize) -> Result<(), Raise> {
        match self.part(0, size) {
            None => Ok(()),
            // SAFETY: the caller's promise.
            Some(part) => part.fill(unsafe { core::slice::from_raw_parts(from, size) }),
        }
    }

    /// The bytes, for the kernel: here they are not to be looked at, since their touch may fail.
    #[inline]
    pub fn bytes(self) -> &'m [u8] {
        // SAFETY: mapped for `len` bytes as long as `'m`; Lua memory is initialized, since objects are made zeroed.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }

    /// The bytes, for the kernel to write.
    ///
    /// # Safety
    ///
    /// Nothing else looks at the bytes as long as the result is used.
    #[inline]
    pub unsafe fn bytes_mut(self) -> &'m mut [u8] {
        // SAFETY: as in `bytes`, and the caller's promise.
        unsafe { core::slice::from_raw_parts_mut(self.start, self.len) }
    }

    /// Whether a touch of the memory may fail: then only the kernel copies from and to it.
    pub fn is_guarded(self) -> bool {
        self.guarded
    }

    /// The bytes, to be looked at.
    pub fn look(self) -> Result<&'m [u8], Raise> {
        if self.guarded {
            Err(Raise::invalid("not in memory of a file"))
        } else {
            Ok(self.bytes())
        }
    }

    /// Whether both have the same bytes.
    pub fn same(self, other: Place) -> Result<bool, Raise> {
        let (mut a, mut b) = ([0; 64], [0; 64]);
        for start in (0..self.len.min(other.len)).step_by(64) {
            let len = (self.len - start).min(64);
            for (place, to) in [(self, &mut a), (other, &mut b)] {
                place
                    .part(start, len)
                    .map_or(Ok(()), |part| part.take(to))?;
            }
            if a.get(..len) != b.get(..len) {
                return Ok(false);
            }
        }
        Ok(self.len == other.len)
    }

    /// Whether both hold equal values of a type.
    pub fn equal<T: syscall_types::Plain + PartialEq>(self, other: Place) -> Result<bool, Raise> {
        Ok(self.read::<T>()? == other.read::<T>()?)
    }

    /// Copies the bytes out, as many as both have.
    pub fn take(self, to: &mut [u8]) -> Result<(), Raise> {
        let len = self.len.min(to.len());
        if self.guarded {
            // SAFETY: `to` has so many bytes.
            let there = unsafe { guarded::load(self.start, to.as_mut_ptr(), len) };
            return if there { Ok(()) } else { Err(GONE) };
        }
        // SAFETY: both have `len` bytes; `copy` allows them to overlap.
        unsafe { core::ptr::copy(self.start, to.as_mut_ptr(), len) };
        Ok(())
    }

    /// Copies bytes in, as many as both have.
    pub fn fill(self, bytes: &[u8]) -> Result<(), Raise> {
        let len = self.len.min(bytes.len());
        if self.guarded {
            // SAFETY: `bytes` has so many; the place is the caller's to write.
            let there = unsafe { guarded::store(self.start, bytes.as_ptr(), len) };
            return if there { Ok(()) } else { Err(GONE) };
        }
        // SAFETY: both have `len` bytes; `copy` allows them to overlap.
        unsafe { core::ptr::copy(bytes.as_ptr(), self.start, len) };
        Ok(())
    }

    /// Sets all bytes to zero.
    pub fn clear(self) -> Result<(), Raise> {
        const ZEROS: [u8; 4096] = [0; 4096];
        (0..self.len).step_by(ZEROS.len()).try_for_each(|start| {
            let len = (self.len - start).min(ZEROS.len());
            self.part(start, len)
                .map_or(Ok(()), |part| part.fill(&ZEROS))
        })
    }

    /// Copies another place's bytes in, as many as both have. One of the two can be touched.
    pub fn copy_from(self, source: Place) -> Result<(), Raise> {
        let len = self.len.min(source.len);
        if !source.guarded {
            // SAFETY: readable for `len` bytes, and looked at only for as long as this lasts.
            return self.fill(unsafe { core::slice::from_raw_parts(source.start, len) });
        }
        if self.guarded {
            return Err(GONE);
        }
        // SAFETY: writable for `len` bytes.
        let there = unsafe { guarded::load(source.start, self.start, len) };
        if there { Ok(()) } else { Err(GONE) }
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
    pub fn place<'m>(self, cx: &'m Cx<'_>) -> Result<Place<'m>, Raise> {
        let place = self.memory(cx)?;
        let ty = self.meta.ty(cx);
        if ty.sealed {
            look(cx, ty, place);
        }
        Ok(place)
    }

    /// [`place`](Instance::place) for the collector, after which nothing is looked at.
    #[inline]
    pub fn memory<'m>(self, cx: &'m Cx<'_>) -> Result<Place<'m>, Raise> {
        let block = cx.to_userdata(self.index).cast::<u8>();
        if block.is_null() || identity(cx, self.index) != cx.metatable(self.meta.number()) {
            return Err(Raise::expected(self.meta.name(cx)).at(self.index));
        }
        open(cx, self.index, block, self.meta).ok_or(GONE.at(self.index))
    }

    /// A copy of the structure.
    pub fn read<T: syscall_types::Plain>(self, cx: &Cx) -> Result<T, Raise> {
        let mut spare = MaybeUninit::uninit();
        self.look(cx, &mut spare).copied()
    }

    /// The structure, to be looked at while nothing is allocated: the object's own, or a copy in `spare` where others may change
    /// it (a mapping) or it may be unaligned (part of something).
    #[inline]
    pub fn look<'m, T: syscall_types::Plain>(
        self,
        cx: &'m Cx<'_>,
        spare: &'m mut MaybeUninit<T>,
    ) -> Result<&'m T, Raise> {
        const { assert!(align_of::<T>() <= ALIGNED) };
        // SAFETY: room for a structure, of which every bit pattern is one.
        unsafe {
            Ok(&*self
                .find(cx, spare.as_mut_ptr().cast(), size_of::<T>())?
                .cast())
        }
    }

    /// [`look`](Instance::look) for a type that only its size tells.
    ///
    /// # Safety
    ///
    /// `spare` is writable for `size` bytes.
    #[inline(never)]
    unsafe fn find(self, cx: &Cx, spare: *mut u8, size: usize) -> Result<*const u8, Raise> {
        let place = self.place(cx)?;
        if self.meta.shape() == Shape::Struct && place.len >= size {
            return Ok(place.start);
        }
        // SAFETY: the caller's promise.
        unsafe { place.load(spare, size) }.map_err(|raise| raise.at(self.index))?;
        Ok(spare)
    }
}

/// To how many bytes the memory of a userdata is aligned: as `double`, `long` and pointers are.
const ALIGNED: usize = if align_of::<u64>() > align_of::<usize>() {
    align_of::<u64>()
} else {
    align_of::<usize>()
};

/// Why an object has no memory.
const GONE: Raise = Raise::invalid(
    "the memory is not there: unmapped, mapped without access, beyond the end of its file, or not to be had",
);

/// Why there is no memory in what stands at `index`: it is an object whose memory is gone, or none.
#[cold]
pub fn absent(cx: &Cx, index: c_int, expected: &'static str) -> Raise {
    match meta_of(cx, index) {
        Some(meta) if meta.shape().is_view() => GONE,
        _ => Raise::expected(expected),
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
    /// Bytes from `start` on that may be looked at: none without "read" or "write" (which machines do not tell apart).
    pub usable: usize,
    /// Whether they may be written.
    pub writable: bool,
    /// Whether a touch of them may fail; see [`guarded`].
    pub guarded: bool,
    /// How many operations of the kernel use it, which keeps it mapped. See [`operations`](super::operations).
    pub busy: u32,
    /// What unmaps it when it is collected; null when that is left to the program. See [`mapping`](super::mapping).
    pub guard: *mut *mut Mapping,
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
        // What was unmapped at the end is cut off.
        let len = self.len.min(mapping.usable.checked_sub(offset)?);
        (len > 0).then_some(Place {
            start: self.start,
            len,
            writable: mapping.writable,
            guarded: mapping.guarded,
            memory: PhantomData,
        })
    }
}

/// The view at `index`, if it is one of ours.
pub fn view<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<&'m View> {
    let meta = meta_of(cx, index)?;
    let block = cx.to_userdata(index).cast::<View>();
    let is_one =
        meta.shape().is_view() && !block.is_null() && cx.raw_len(index) >= size_of::<View>();
    // SAFETY: userdata with a view metatable are made in `make` and hold a View; the size was checked, and that it is a userdata,
    // in case the debug library was used to give the metatable to something else: a table of many elements is long too.
    is_one.then(|| unsafe { &*block })
}

/// The memory of the object at `index` when it is of metatable `meta`; `block` is its userdata.
#[inline]
fn open<'m>(cx: &'m Cx<'_>, index: c_int, block: *mut u8, meta: Meta) -> Option<Place<'m>> {
    if meta.shape() != Shape::Struct {
        return open_other(cx, index, block, meta);
    }
    let size = meta.ty(cx).size();
    // SAFETY: userdata with such a metatable are made by `make` and hold a structure, whose bytes are initialized; the
    // size is checked in case the debug library was used to change the metatable of something smaller.
    (cx.raw_len(index) >= size).then(|| unsafe { Place::new(block, size) })
}

/// [`open`] for what is no structure of its own.
fn open_other<'m>(cx: &'m Cx<'_>, index: c_int, block: *mut u8, meta: Meta) -> Option<Place<'m>> {
    match meta.shape() {
        // SAFETY: as in `open`; the block is the array.
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
    let meta = Meta::from_number(cx, cx.to_mark(-1));
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
    let place = open(cx, index, block, meta)?;
    let sealed = meta.shape() == Shape::Struct && meta.ty(cx).sealed;
    if sealed {
        look(cx, meta.ty(cx), place);
    }
    let writable = place.writable && !sealed;
    Some((Place { writable, ..place }, meta))
}

/// What a sealed type does before its objects are looked at.
#[inline(never)]
fn look(cx: &Cx, ty: &Listed, place: Place) {
    if let Some(look) = ty.rare.look
        && place.len >= ty.size()
    {
        look(cx, place);
    }
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

/// What no table has as its address.
const NONE: *const core::ffi::c_void = core::ptr::without_provenance(1);

/// The identity of the metatable of the value at `index`. Of one without, it equals nothing: neither that of a metatable, nor
/// null, which stands for a metatable that was not made yet.
#[inline(always)]
pub fn identity(cx: &Cx, index: c_int) -> *const core::ffi::c_void {
    if !cx.get_metatable(index) {
        return NONE;
    }
    let identity = cx.to_pointer(-1);
    cx.pop(1);
    identity
}

/// The structure of type `T` at `index`, in whatever shape; of an array, the first element.
#[inline]
pub fn structure<'m, T: Object>(cx: &'m Cx<'_>, index: c_int) -> Option<Place<'m>> {
    match own::<T>(cx, index) {
        // SAFETY: a T of its own, initialized.
        Some(block) => Some(unsafe { Place::new(block.cast(), size_of::<T>()) }),
        None => structure_of(cx, index, T::ID),
    }
}

/// The block of a structure of type `T` that is an object of its own, and so aligned.
#[inline(always)]
pub fn own<T: Object>(cx: &Cx, index: c_int) -> Option<*mut T> {
    let block = alike::<T>(cx, index)?;
    // The debug library can give the metatable to a smaller userdata.
    (cx.raw_len(index) >= size_of::<T>()).then_some(block)
}

/// As [`own`], for a look at the beginning alone, on the way of each call: a block that the debug library made alike may be smaller
/// than a `T`, and what is then read lies behind it in the allocator's memory. It must not be written.
#[inline(always)]
pub fn alike<T: Object>(cx: &Cx, index: c_int) -> Option<*mut T> {
    let block = cx.to_userdata(index).cast::<T>();
    let is_ours = !block.is_null()
        && identity(cx, index) == cx.metatable(const { Meta::new(T::ID, Shape::Struct).number() });
    is_ours.then_some(block)
}

/// As [`structure`], for a type that only its number tells.
#[cold]
pub fn structure_of<'m>(cx: &'m Cx<'_>, index: c_int, id: usize) -> Option<Place<'m>> {
    let (place, meta) = place(cx, index).filter(|found| found.1.id() == id)?;
    place.part(0, meta.ty(cx).size())
}

/// Refuses memory that may not be written.
pub fn writable(place: Place<'_>) -> Result<Place<'_>, Raise> {
    if place.writable {
        Ok(place)
    } else {
        Err(Raise::invalid(
            "the memory may only be read: mapped without \"write\", or an object's own",
        ))
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
