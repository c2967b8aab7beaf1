//! Mapped memory as something that ends: by `close`, at the end of a scope, or by the collector where the program asks for that.
//!
//! By itself the collector unmaps nothing, as existing programs expect, who pass addresses on. A mapping that it is to unmap
//! gets a guard: a userdata with a finalizer, which the mapping's object keeps alive, and which keeps that object alive in turn. So
//! the guard is collected when nobody has the object or a view into it any more, and finds the [`Mapping`] still there, at the end
//! of the state too. All ways of unmapping change the [`Mapping`], so what was unmapped is not unmapped again.

use super::place::{Mapped, Mapping, view};
use crate::call::{Call, Info, Outcome, enter, internal};
use crate::context::{Cx, Slot};
use core::ffi::c_int;
use core::marker::PhantomData;
use core::ptr::null_mut;
use syscall_consts::Errno;
use syscall_raw::native as sys;

/// What the userdata of a guard holds: whose guard it is.
pub type Guard = *mut Mapping;

/// What messages say of such an object.
pub const EXPECTED: &str = "memory as mmap returned it";

/// A mapping by the object that mmap returned.
#[derive(Clone, Copy)]
pub struct Whole<'m> {
    mapped: *mut Mapped,
    mapping: *mut Mapping,
    memory: PhantomData<&'m ()>,
}

/// The mapping of the object at `index`, if mmap returned that: a view into it does not stand for it.
pub fn whole<'m>(cx: &'m Cx<'_>, index: c_int) -> Option<Whole<'m>> {
    let view = view(cx, index)?;
    let mapped = (&raw const *view).cast::<Mapped>();
    // The mapping stands beside the view that leads to it. Without looking: a mere view has nothing beside it.
    let beside = (&raw const *view).wrapping_byte_add(core::mem::offset_of!(Mapped, mapping));
    let own = view.mapping == beside.cast() && cx.raw_len(index) >= size_of::<Mapped>();
    own.then(|| Whole {
        mapped: mapped.cast_mut(),
        // SAFETY: an object of `make::push_mapping`, as its size and its pointer to itself tell.
        mapping: unsafe { (&raw const (*mapped).mapping).cast_mut() },
        memory: PhantomData,
    })
}

impl Whole<'_> {
    /// What is mapped.
    pub fn mapping(self) -> Mapping {
        // SAFETY: the object's mapping.
        unsafe { *self.mapping }
    }

    /// Notes that it is elsewhere, or of another size. Views into where it was lead to nothing, unless that is a part of it.
    ///
    /// # Safety
    ///
    /// So many bytes are mapped there, in place of what was.
    pub unsafe fn put(self, start: *mut u8, mapped: usize, usable: usize) {
        // SAFETY: the object's block, of which the mapping is a part beside its view.
        unsafe {
            let mapping = &mut *self.mapping;
            (mapping.start, mapping.mapped, mapping.usable) = (start, mapped, usable);
            let view = &mut (*self.mapped).view;
            (view.start, view.len) = (start, usable);
        }
    }

    /// Unmaps all that is still mapped; what looks into it can no longer be used. Again it does nothing. `EBUSY` where the kernel uses
    /// it.
    pub fn unmap(self) -> Result<(), Errno> {
        // SAFETY: the object's mapping.
        unsafe { unmap(self.mapping) }
    }

    /// Leaves the mapping alone when it is collected.
    pub fn disown(self) {
        // SAFETY: the object's mapping.
        unsafe { (*self.mapping).guard = null_mut() }
    }

    /// Has a guard that [`push_guard`] made for this object unmap it.
    ///
    /// # Safety
    ///
    /// The guard stands on the stack, with the object.
    pub unsafe fn entrust(self, guard: *mut Guard) {
        // SAFETY: the caller's promise.
        unsafe {
            *guard = self.mapping;
            (*self.mapping).guard = guard;
        }
    }
}

/// Unmaps `len` bytes from `start` on, up to the end of a mapping.
///
/// # Safety
///
/// This module has mapped them, and no object leads into them from here on.
pub unsafe fn unmap_end(mapping: &Mapping, start: *mut u8, len: usize) -> Result<(), Errno> {
    /// The largest pages of any machine have 16 GiB.
    const LARGEST: usize = 1 << if usize::BITS == 64 { 34 } else { 30 };
    let (mut size, mut page) = (len, 4096usize);
    loop {
        // SAFETY: the caller's promise.
        let done = unsafe { sys::munmap(start.cast(), size) };
        // Huge pages, of anonymous memory or of a file, are mapped whole, also when less was asked for. How large they are is not
        // known here. Within one, the kernel refuses to divide it and has done nothing; so the first size that it takes is that of
        // the whole, and never more. All other memory it takes at once.
        let next = page
            .checked_mul(2)
            .filter(|_| mapping.guarded && done == Err(Errno::EINVAL) && page < LARGEST);
        let larger = next.and_then(|next| len.checked_next_multiple_of(next));
        let (Some(next), Some(larger)) = (next, larger) else {
            return done;
        };
        (size, page) = (larger, next);
    }
}

/// # Safety
///
/// The mapping of an object that is there.
unsafe fn unmap(mapping: *mut Mapping) -> Result<(), Errno> {
    // SAFETY: the caller's promise. What it says is mapped this module has mapped, and has not unmapped; no object leads into it
    // from here on.
    unsafe {
        if (*mapping).mapped == 0 {
            return Ok(());
        }
        if (*mapping).busy > 0 {
            return Err(Errno::EBUSY);
        }
        unmap_end(&*mapping, (*mapping).start, (*mapping).mapped)?;
        (*mapping).mapped = 0;
        (*mapping).usable = 0;
    }
    Ok(())
}

/// Pushes a guard for the object at `index`, which does nothing before it is [entrusted](Whole::entrust) with the mapping. The object
/// keeps it alive. `None`, and nothing is pushed, when mmap did not return that object. May raise (memory).
pub fn push_guard(cx: &mut Cx, index: c_int) -> Option<*mut Guard> {
    whole(cx, index)?;
    let guard = cx.push_userdata(size_of::<Guard>(), true).cast::<Guard>();
    // SAFETY: a fresh block of that size, aligned for any C type.
    unsafe { guard.write(null_mut()) };
    cx.push_value(index);
    cx.set_kept(-2);
    cx.push_once(Slot::GUARD, |cx| {
        cx.push_table(0, 1);
        cx.push_function(enter::<Collect>, 0);
        cx.raw_set_field(-2, "__gc");
    });
    cx.set_metatable(-2);
    cx.push_value(-1);
    cx.set_kept(index);
    Some(guard)
}

/// The finalizer of guards.
struct Collect;

impl Call for Collect {
    const INFO: Info = internal!("collection");

    fn run(cx: &mut Cx) -> Outcome {
        // Only Lua calls this, but a program with the debug library can too, with anything.
        cx.push_slot(Slot::GUARD);
        let guard = cx.to_userdata(1).cast::<Guard>();
        if guard.is_null()
            || !cx.get_metatable(1)
            || !cx.raw_equal(-1, -2)
            || cx.raw_len(1) < size_of::<Guard>()
        {
            return Ok(0);
        }
        // SAFETY: a userdata with this metatable is a guard, and keeps the object with the mapping alive. A guard that was
        // not entrusted with one has null, and one that another has replaced is not the mapping's any more.
        unsafe {
            let mapping = *guard;
            if !mapping.is_null() && (*mapping).guard == guard {
                // Nobody is there to hear of an error.
                let _ = unmap(mapping);
            }
        }
        Ok(0)
    }
}
