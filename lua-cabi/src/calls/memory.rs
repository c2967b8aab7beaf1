//! Mapped memory. Section 2 of the Linux manual.
//!
//! A mapping is an array of bytes that knows its length and what it may be used for. It is not collected: `munmap` takes it
//! away, from the object and from everything that looks into it.

use super::calls;
use crate::context::Cx;
use crate::convert::Later;
use crate::convert::Push;
use crate::convert::descriptor;
use crate::convert::flags::Flags;
use crate::convert::result::fail;
use crate::object::place::{View, place};
use crate::object::{Meta, Shape, make};
use crate::raise::{Outcome, Raise};
use crate::types::scalar;
use core::ffi::c_int;
use core::ptr::{null, null_mut};
use syscall_consts::native::{MAP, PROT, S_I};
use syscall_raw::Fd;
use syscall_raw::native as sys;
use syscall_types::Plain;
use syscall_types::native::stat;

calls! { CALLS:
    /// Maps a file, or with "anonymous" fresh memory. `addr` is a hint, mostly nil; the result is indexed from 0. mmap(2)
    mmap(addr: Later, length: usize, prot: Flags<PROT>, flags: Flags<MAP>, fd: Later, offset: i64 = 0) => "memory";
    /// Takes a mapping away; what looks into it can no longer be used. munmap(2)
    munmap(addr: Later, length: usize) => "true";
    /// Bytes of a page of memory. getpagesize(2)
    getpagesize() -> usize;
}

mod method {
    //! The form of `mmap` for descriptor objects.

    use super::*;

    calls! { METHODS:
        /// Maps this file; as `S.mmap`. mmap(2)
        mmap(fd: descriptor::Fd, addr: Later, length: usize, prot: Flags<PROT>, flags: Flags<MAP>, offset: i64 = 0) => "memory";
    }

    fn mmap(
        cx: Cx,
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

/// Bytes of a page: what the smallest mapping is, as the kernel tells programs (getauxval(3)).
fn getpagesize() -> usize {
    rustix::param::page_size()
}

fn mmap(
    cx: Cx,
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
        descriptor::number(cx, fd).map_err(|raise| raise.at(fd))?
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
    cx: Cx,
    addr: c_int,
    length: usize,
    prot: PROT,
    flags: MAP,
    file: Option<Fd>,
    offset: i64,
) -> Outcome {
    let hint = match (cx.is_nil(addr), place(cx, addr)) {
        (true, _) => null_mut(),
        (false, Some((hint, _))) => hint.start,
        (false, None) => return Err(Raise::expected("nil or pointer").at(addr)),
    };
    let file = file.filter(|_| !flags.contains(MAP::ANONYMOUS));
    let meta = Meta::new(scalar::CHAR, Shape::ArrayView);
    let view = make::push_root_view(
        cx,
        meta,
        View {
            start: null_mut(),
            len: 0,
            root: null(),
            writable: false,
        },
    );
    // SAFETY: what is already mapped changes only with "fixed", and then as the program asks.
    let mapped = unsafe { sys::mmap(hint.cast(), length, prot, flags, file, offset) };
    match mapped {
        Ok(start) => {
            let usable = if prot.contains(PROT::READ) {
                within_file(file, offset, length)
            } else {
                0
            };
            // SAFETY: the block of the object on top of the stack; it is its own root.
            unsafe {
                *view = View {
                    start: start.cast(),
                    len: usable,
                    root: view,
                    writable: prot.contains(PROT::WRITE),
                }
            };
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}

/// How much of a mapping there is something behind: pages wholly beyond the end of a file raise SIGBUS.
fn within_file(file: Option<Fd>, offset: i64, length: usize) -> usize {
    let Some(file) = file else { return length };
    let mut st = stat::zeroed();
    if sys::fstat(file, &mut st).is_err()
        || S_I::from_bits_retain(st.st_mode) & S_I::FMT != S_I::FREG
    {
        return length;
    }
    let rest = usize::try_from(st.st_size.saturating_sub(offset)).unwrap_or(0);
    rest.checked_next_multiple_of(getpagesize())
        .map_or(length, |rest| rest.min(length))
}

fn munmap(cx: Cx, addr: c_int, length: usize) -> Outcome {
    let not = Raise::expected("memory from mmap").at(addr);
    let meta = crate::object::place::meta_of(cx, addr).ok_or(not)?;
    let view = cx.to_userdata(addr).cast::<View>();
    if !meta.shape().is_view() || view.is_null() {
        return Err(not);
    }
    // SAFETY: a userdata with a view metatable holds a View.
    let view = unsafe { *view };
    let root = view.root.cast_mut();
    if root.is_null() {
        return Err(not);
    }
    // SAFETY: the view keeps its root alive.
    let mapping = unsafe { *root };
    let offset = (view.start as usize).wrapping_sub(mapping.start as usize);
    if length > mapping.len.max(length) || view.start.is_null() {
        return Err(not);
    }
    // SAFETY: the range begins in a mapping that this module made; from here on no object leads into it.
    match unsafe { sys::munmap(view.start.cast(), length) } {
        Ok(()) => {
            // What lies before stays usable; what may be left behind is no longer reachable.
            // SAFETY: as above.
            unsafe {
                *root = View {
                    len: offset.min(mapping.len),
                    ..mapping
                }
            };
            true.push(cx);
            Ok(1)
        }
        Err(errno) => Ok(fail(cx, errno)),
    }
}
