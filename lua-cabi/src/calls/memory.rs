//! Mapped memory. Section 2 of the Linux manual.
//!
//! A mapping is an array of bytes that knows its length and what it may be used for. `munmap` and its method `close` take it
//! away, from the object and from everything that looks into it; the collector does so only when its method `gc` says so.

use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::{Bytes, limit};
use crate::convert::descriptor;
use crate::convert::flags::Flags;
use crate::convert::result::{Argument, Checked, fail};
use crate::convert::row::calls;
use crate::convert::{Convert, Later, Lends};
use crate::object::CHAR;
use crate::object::fd::number;
use crate::object::mapping::{Whole, unmap_end};
use crate::object::number::{Count, Offset};
use crate::object::place::{Mapping, View, place, view};
use crate::object::{Meta, Shape, make};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use syscall_consts::Errno;
use syscall_consts::native::{AUX, FS_MAGIC, MADV, MAP, MCL, MREMAP, MSYNC, PROT};
use syscall_raw::Fd;
use syscall_raw::native as sys;
use syscall_raw::native::{mlockall, munlockall};

calls! { CALLS:
    /// Maps a file, or with "anonymous" fresh memory. `addr` is a hint, mostly nil; the result is indexed from 0. It stays mapped until `munmap`, its methods `close` and `gc`, or from Lua 5.4 on the end of a scope (`<close>`) take it away. mmap(2)
    mmap(addr: Later, length: Count, prot: Flags<PROT>, flags: Flags<MAP>, fd: Later, offset: Offset = 0) => ["buffer"];
    /// Takes a mapping away; what looks into it can no longer be used. The error BUSY while an asynchronous operation uses it. munmap(2)
    munmap(addr: MappedMemory, length: Count) -> ();
    /// Tells the kernel what to expect of mapped memory ("willneed", "sequential"...) or to do with it ("dontneed", "hugepage"...). madvise(2)
    madvise(addr: MappedMemory, length: Count, advice: Flags<MADV>) -> ();
    /// Writes what has changed in the mapping of a file to the file: "sync" waits, "async" does not. msync(2)
    msync(addr: MappedMemory, length: Count, flags: Flags<MSYNC>) -> ();
    /// Keeps the pages that memory is in from being paged out. mlock(2)
    mlock(addr: Bytes, len: Option<Count>) -> ();
    /// Undoes `mlock`. mlock(2)
    munlock(addr: Bytes, len: Option<Count>) -> ();
    /// Keeps all memory of the process from being paged out: what it has ("current") or will have ("future"). mlock(2)
    mlockall(flags: Flags<MCL>) -> ();
    /// Undoes `mlockall`. mlock(2)
    munlockall() -> ();
    /// Makes a whole mapping longer or shorter; with "maymove" it may come to stand elsewhere, and then views into it can no longer be used. The mapping's object. mremap(2)
    mremap(addr: Mapped, old_size: Count, new_size: Count, flags: Flags<MREMAP>) -> Argument<1>;
    /// Maps another part of the file, from page `pgoff` on, to pages of a shared mapping: one of its ends, or all; `prot` is 0. `mmap` with "fixed" does the same. remap_file_pages(2)
    remap_file_pages(addr: MappedMemory, size: Count, prot: Flags<PROT>, pgoff: Count, flags: Flags<MAP>) -> ();
    /// Bytes of a page of memory. getpagesize(2)
    getpagesize() -> usize;
}

mod method {
    //! The form of `mmap` for descriptor objects.

    use super::*;

    calls! { METHODS:
        /// Maps this file; as `S.mmap`. mmap(2)
        mmap(fd: descriptor::Fd, addr: Later, length: Count, prot: Flags<PROT>, flags: Flags<MAP>, offset: Offset = 0) => ["buffer"];
    }

    fn mmap(
        cx: &mut Cx,
        fd: Fd,
        addr: c_int,
        length: usize,
        prot: PROT,
        flags: MAP,
        offset: i64,
    ) -> Outcome {
        map(cx, addr, length, prot, flags, Some(fd), offset)
    }
}
pub use method::METHODS;

mod mapping {
    //! The methods of what `mmap` returned.

    use super::*;
    use crate::convert::result::Argument;
    use crate::convert::{FromLua, IntoLua};
    use crate::object::mapping::{EXPECTED, Guard, Whole, push_guard, whole};
    use crate::object::place::{Place, absent, own_bytes};
    use syscall_consts::Errno;

    /// What `mmap` returned; a view into it is refused.
    pub struct Mapped;

    impl Convert for Mapped {
        type Value<'m> = Whole<'m>;
        const EXPECTED: &'static str = EXPECTED;
        const LUA: &'static str = "buffer";
        const RECEIVER: Option<&'static str> = Some("char");
        const LENDS: Lends = Lends::Write;

        fn early<'a>(_: &mut Cx<'a>, _: c_int) -> Result<Option<Whole<'a>>, Raise> {
            Ok(None)
        }

        fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Whole<'m>, Raise> {
            whole(cx, index).ok_or(Raise::expected(EXPECTED))
        }
    }

    /// The argument at position `N`, which the collector unmaps from now on.
    struct Collected<const N: c_int>;

    impl<const N: c_int> IntoLua for Collected<N> {
        type Value = ();
        type Slot = Option<*mut Guard>;
        const PUSHES: bool = true;
        const RESULTS: &'static [&'static str] = &[];
        const ARGUMENT: usize = N as usize;

        fn reserve(cx: &mut Cx) -> Option<*mut Guard> {
            push_guard(cx, N)
        }

        fn deliver(cx: &mut Cx, guard: Option<*mut Guard>, (): ()) -> c_int {
            if let (Some(guard), Some(whole)) = (guard, whole(cx, N)) {
                // SAFETY: the guard was made for this object, and both are on the stack.
                unsafe { whole.entrust(guard) };
            }
            cx.push_value(N);
            1
        }
    }

    calls! { MAPPING:
        /// Takes the whole mapping away, or what is left of it; what looks into it can no longer be used. Closing again does nothing. munmap(2)
        close(mapping: Mapped) -> ();
        /// Has the collector take the mapping away when nobody has it, or memory inside it, any more; the object itself. munmap(2)
        gc(mapping: Mapped) -> Collected<1>;
        /// Undoes `gc`: the mapping stays until the program takes it away; the object itself.
        nogc(mapping: Mapped) -> Argument<1>;
        /// The bytes as a string, or the first `len` of them.
        string(buf: Chars, len: Option<Count>) => ["string"];
    }

    /// Bytes in whatever memory: a buffer, a mapping, a view; its position.
    struct Chars;

    impl FromLua for Chars {
        type Value<'a> = c_int;
        const EXPECTED: &'static str = "buffer";
        const RECEIVER: Option<&'static str> = Some("char");
        const LUA: &'static str = "buffer";

        fn from_lua(cx: &mut Cx, index: c_int) -> Result<c_int, Raise> {
            memory(cx, index).map(|_| index)
        }
    }

    /// The memory of [`Chars`].
    fn memory<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<Place<'m>, Raise> {
        let found = place(cx, index).filter(|found| found.1.id() == CHAR);
        let (place, _) = found.ok_or_else(|| absent(cx, index, <Chars as FromLua>::EXPECTED))?;
        Ok(place)
    }

    fn string(cx: &mut Cx, buf: c_int, len: Option<usize>) -> Outcome {
        let all = memory(cx, buf).map_err(|raise| raise.at(buf))?.len();
        let len = len.unwrap_or(all);
        if len > all {
            return Err(Raise::invalid("the count is larger than the buffer").at(buf + 1));
        }
        if let Some(bytes) = own_bytes(cx, buf) {
            cx.push_bytes(bytes.get(..len).unwrap_or_default());
            return Ok(1);
        }
        // What a mapping has may be gone when Lua allocates the string, and its touch may fail: so it is copied first.
        let block = cx.push_userdata(len, false);
        // SAFETY: Lua just gave so many bytes, which are initialised first and stay while the block is on the stack.
        let copy = unsafe {
            block.write_bytes(0, len);
            core::slice::from_raw_parts_mut(block, len)
        };
        let now = memory(cx, buf).and_then(|place| match place.part(0, len) {
            Some(part) => part.take(copy),
            None => Err(absent(cx, buf, <Chars as FromLua>::EXPECTED)),
        });
        now.map_err(|raise| raise.at(buf))?;
        cx.push_bytes(copy);
        Ok(1)
    }

    fn close(mapping: Whole) -> Result<(), Errno> {
        mapping.unmap()
    }

    fn nogc(mapping: Whole) {
        mapping.disown();
    }

    // What is left to do when the guard is there, its delivery does.
    fn gc(_: Whole) {}
}
pub use mapping::MAPPING;
use mapping::Mapped;

/// Bytes of a page: what the smallest mapping is, as the kernel tells programs (getauxval(3)). It is asked once.
pub fn getpagesize() -> usize {
    static SIZE: AtomicUsize = AtomicUsize::new(0);
    match SIZE.load(Relaxed) {
        0 => {
            let size = sys::getauxval(AUX::PAGESZ).unwrap_or(4096);
            SIZE.store(size, Relaxed);
            size
        }
        size => size,
    }
}

fn mmap(
    cx: &mut Cx,
    addr: c_int,
    length: usize,
    prot: PROT,
    flags: MAP,
    fd: c_int,
    offset: i64,
) -> Outcome {
    let file = if cx.is_nil(fd) {
        -1
    } else {
        number(cx, fd).map_err(|raise| raise.at(fd))?
    };
    // SAFETY: the object is on the stack for the whole call.
    map(
        cx,
        addr,
        length,
        prot,
        flags,
        Some(unsafe { Fd::borrow_raw(file) }),
        offset,
    )
}

/// Maps `file`, unless the flags ask for memory without one.
fn map(
    cx: &mut Cx,
    addr: c_int,
    length: usize,
    prot: PROT,
    flags: MAP,
    file: Option<Fd>,
    offset: i64,
) -> Outcome {
    // Memory first, and before what stands at the address is looked up.
    let object = make::push_mapping(cx, Meta::new(CHAR, Shape::ArrayView));
    let hint = match (cx.is_nil(addr), place(cx, addr), view(cx, addr)) {
        (true, ..) => null_mut(),
        (_, Some((place, _)), _) => place.start(),
        (_, None, Some(view)) => view.start,
        (_, None, None) => return Err(Raise::expected("nil or pointer").at(addr)),
    };
    // With "fixed", what is there is replaced: only what this module has mapped, which its object then loses.
    let replaced = if flags.contains(MAP::FIXED) {
        // A mere address, of no object's memory.
        let bare = place(cx, addr).is_some_and(|(place, _)| place.len() == 0);
        if bare && !(hint as usize).is_multiple_of(getpagesize()) {
            return Ok(fail(cx, Errno::EINVAL));
        }
        if in_huge_pages(flags, file) {
            return Err(Raise::invalid(
                "\"fixed\" does not go with huge pages, which replace more than is asked for",
            ));
        }
        let view = MappedMemory::late(cx, addr).map_err(|raise| raise.at(addr))?;
        if is_busy(view) {
            return Ok(fail(cx, Errno::EBUSY));
        }
        Some((view, without(view, length).map_err(|raise| raise.at(addr))?))
    } else {
        None
    };
    let file = file.filter(|_| !flags.contains(MAP::ANONYMOUS));
    // SAFETY: what is already mapped changes only with "fixed", and then it is ours, and no object leads into it any more.
    let mapped = unsafe { sys::mmap(hint.cast(), length, prot, flags, file, offset) };
    match mapped {
        Ok(start) => {
            // Machines do not tell "write" from "read, write".
            let usable = if prot.intersects(PROT::READ | PROT::WRITE) {
                length
            } else {
                0
            };
            // Everything else can fail when it is touched: files, shared memory without reserve, huge pages.
            let plain = MAP::ANONYMOUS | MAP::PRIVATE;
            let guarded = !flags.contains(plain) || flags.contains(MAP::HUGETLB);
            let mapping = Mapping {
                start: start.cast(),
                mapped: length.next_multiple_of(getpagesize()),
                usable,
                guarded,
                writable: prot.contains(PROT::WRITE),
                busy: 0,
                guard: null_mut(),
            };
            // SAFETY: the block of the object on top of the stack, and a mapping that its view keeps alive.
            unsafe {
                if let Some((view, left)) = replaced {
                    *view.mapping.cast_mut() = left;
                }
                (*object).mapping = mapping;
                (*object).view.start = mapping.start;
                (*object).view.len = usable;
            }
            Ok(1)
        }
        Err(errno) => {
            // The kernel takes what stood there away before it asks the file. It may not have come so far, but nobody can tell.
            if let Some((view, left)) = replaced.filter(|_| errno != Errno::EBADF) {
                // SAFETY: a mapping that its view keeps alive.
                unsafe { *view.mapping.cast_mut() = left };
            }
            Ok(fail(cx, errno))
        }
    }
}

/// Whether memory will be mapped in huge pages, to whose ends the kernel rounds it.
fn in_huge_pages(flags: MAP, file: Option<Fd>) -> bool {
    let mut status = MaybeUninit::uninit();
    flags.contains(MAP::HUGETLB)
        || file
            .and_then(|file| sys::fstatfs(file, &mut status).ok())
            .is_some_and(|status| status.f_type as u32 == FS_MAGIC::HUGETLBFS.0)
}

/// Memory from mmap: a mapping, or a view into one.
struct MappedMemory;

impl Convert for MappedMemory {
    type Value<'m> = &'m View;
    const EXPECTED: &'static str = "memory from mmap";
    const LUA: &'static str = "buffer";
    const LENDS: Lends = Lends::Read;

    fn early<'a>(cx: &mut Cx<'a>, index: c_int) -> Result<Option<&'a View>, Raise> {
        Self::late(cx, index).map(|_| None)
    }

    fn late<'m>(cx: &'m Cx<'_>, index: c_int) -> Result<&'m View, Raise> {
        view(cx, index)
            .filter(|view| !view.mapping.is_null())
            .ok_or(Raise::expected(Self::EXPECTED))
    }
}

/// The mapping that a view is of, and where in it `length` bytes from its start on begin and end, in whole pages.
fn range(view: &View, length: usize) -> Result<(Mapping, usize, usize), Raise> {
    // SAFETY: the view keeps the mapping alive.
    let mapping = unsafe { *view.mapping };
    let size = length
        .checked_next_multiple_of(getpagesize())
        .filter(|&size| size > 0);
    let size = size.ok_or(Raise::invalid("the length is out of range"))?;
    let offset = (view.start as usize).checked_sub(mapping.start as usize);
    let end = offset
        .and_then(|offset| offset.checked_add(size))
        .filter(|&end| end <= mapping.mapped);
    match (offset, end) {
        (Some(offset), Some(end)) => Ok((mapping, offset, end)),
        _ => Err(Raise::invalid("the range is not mapped, or no longer")),
    }
}

/// What is left of a mapping without the `length` bytes from the start of a view of it on: they must be one of its ends, since
/// an object stands for one stretch of memory.
fn without(view: &View, length: usize) -> Result<Mapping, Raise> {
    let (mapping, offset, end) = range(view, length)?;
    let size = end - offset;
    match (offset, end == mapping.mapped) {
        (offset, true) => Ok(Mapping {
            mapped: offset,
            usable: mapping.usable.min(offset),
            ..mapping
        }),
        (0, false) => Ok(Mapping {
            start: mapping.start.wrapping_add(size),
            mapped: mapping.mapped - size,
            usable: mapping.usable.saturating_sub(size),
            ..mapping
        }),
        (_, false) => Err(Raise::invalid(
            "a mapping is taken away from one of its ends",
        )),
    }
}

/// Whether an operation of the kernel uses the mapping that a view is of: then it stays as it is.
fn is_busy(view: &View) -> bool {
    // SAFETY: the view keeps the mapping alive.
    unsafe { (*view.mapping).busy > 0 }
}

fn munmap(view: &View, length: usize) -> Checked<()> {
    if is_busy(view) {
        return Ok(Err(Errno::EBUSY));
    }
    let left = without(view, length).map_err(|raise| raise.at(1))?;
    // SAFETY: the range is an end of a mapping that this module made; from here on no object leads into it.
    let done = unsafe {
        let mapping = &*view.mapping;
        match mapping.mapped - left.mapped {
            size if left.start == mapping.start => unmap_end(mapping, view.start, size),
            _ => sys::munmap(view.start.cast(), length),
        }
    };
    if done.is_ok() {
        // SAFETY: as above; the view keeps the mapping alive.
        unsafe { *view.mapping.cast_mut() = left };
    }
    Ok(done)
}

fn madvise(view: &View, length: usize, advice: MADV) -> Checked<()> {
    range(view, length).map_err(|raise| raise.at(1))?;
    // What is not known here is refused: a touch of memory could become the end of the process.
    let guarded = match advice {
        MADV::NORMAL
        | MADV::RANDOM
        | MADV::SEQUENTIAL
        | MADV::WILLNEED
        | MADV::DONTNEED
        | MADV::REMOVE
        | MADV::DOFORK
        | MADV::MERGEABLE
        | MADV::UNMERGEABLE
        | MADV::HUGEPAGE
        | MADV::NOHUGEPAGE
        | MADV::WIPEONFORK
        | MADV::KEEPONFORK
        | MADV::COLD
        | MADV::PAGEOUT
        | MADV::POPULATE_READ
        | MADV::POPULATE_WRITE
        | MADV::DONTNEED_LOCKED
        | MADV::COLLAPSE
        | MADV::DONTDUMP
        | MADV::DODUMP
        | MADV::GUARD_REMOVE => false,
        // A touch fails, or finds zeros at any moment.
        MADV::GUARD_INSTALL | MADV::FREE => true,
        MADV::DONTFORK => {
            return Err(Raise::invalid("a child would have the object without its memory").at(3));
        }
        _ => return Err(Raise::invalid("this advice is not known to be harmless").at(3)),
    };
    if guarded {
        // SAFETY: a mapping that its view keeps alive.
        unsafe { (*view.mapping.cast_mut()).guarded = true };
    }
    // SAFETY: the range is this module's own, and what the advice does to its contents the program says; nothing looks at them now.
    Ok(unsafe { sys::madvise(view.start.cast(), length, advice) })
}

fn msync(view: &View, length: usize, flags: MSYNC) -> Checked<()> {
    range(view, length).map_err(|raise| raise.at(1))?;
    // SAFETY: the range is this module's own, and nothing looks at it now.
    Ok(unsafe { sys::msync(view.start.cast(), length, flags) })
}

fn mlock(memory: &[u8], len: Option<usize>) -> Checked<()> {
    let memory = limit(memory, len).map_err(|raise| raise.at(2))?;
    Ok(sys::mlock(memory.as_ptr().cast(), memory.len()))
}

fn munlock(memory: &[u8], len: Option<usize>) -> Checked<()> {
    let memory = limit(memory, len).map_err(|raise| raise.at(2))?;
    Ok(sys::munlock(memory.as_ptr().cast(), memory.len()))
}

fn mremap(whole: Whole, old_size: usize, new_size: usize, flags: MREMAP) -> Checked<()> {
    if !(flags - MREMAP::MAYMOVE).is_empty() {
        return Err(Raise::invalid(
            "an object stands for one mapping, so only \"maymove\" is possible",
        )
        .at(4));
    }
    let page = getpagesize();
    let mapping = whole.mapping();
    if mapping.mapped == 0 || old_size.checked_next_multiple_of(page) != Some(mapping.mapped) {
        return Err(Raise::invalid("the size is not that of the whole mapping").at(2));
    }
    let mapped = new_size.checked_next_multiple_of(page);
    let mapped = mapped.ok_or(Raise::invalid("the length is out of range").at(3))?;
    if mapping.busy > 0 {
        return Ok(Err(Errno::EBUSY));
    }
    // SAFETY: the mapping is this module's own, and from here on its object leads to where it is then.
    let moved = unsafe {
        sys::mremap(
            mapping.start.cast(),
            mapping.mapped,
            new_size,
            flags,
            null_mut(),
        )
    };
    Ok(moved.map(|start| {
        let usable = if mapping.usable > 0 { new_size } else { 0 };
        // SAFETY: it is mapped so.
        unsafe { whole.put(start.cast(), mapped, usable) };
    }))
}

fn remap_file_pages(view: &View, size: usize, prot: PROT, pgoff: usize, flags: MAP) -> Checked<()> {
    if is_busy(view) {
        return Ok(Err(Errno::EBUSY));
    }
    let left = without(view, size).map_err(|raise| raise.at(1))?;
    // The kernel would round both down.
    if !(view.start as usize | size).is_multiple_of(getpagesize()) {
        return Ok(Err(Errno::EINVAL));
    }
    // SAFETY: the range is this module's own, and nothing looks at it now.
    let done = unsafe { sys::remap_file_pages(view.start.cast(), size, prot, pgoff, flags) };
    // SAFETY: a mapping that its view keeps alive.
    let mapping = unsafe { &mut *view.mapping.cast_mut() };
    // As in `map`: what stood there is taken away first, unless it was none of a file, which is refused before that.
    if done.is_err() && mapping.guarded {
        *mapping = left;
    }
    Ok(done)
}
