//! The vDSO (vdso(7)): machine code of the kernel in every process that answers some calls without entering the kernel.
//!
//! [`clock_gettime`](super::clock_gettime), [`clock_getres`](super::clock_getres), [`gettimeofday`](super::gettimeofday) and
//! [`getcpu`](super::getcpu) ask it first. The first use of each looks for the function, with a few calls to find the
//! image (prctl, or openat, read and close); then an atomic has its address. Nothing is locked, so signal handlers and
//! threads may be first. Where there is no vDSO, or it cannot answer, the call is made by the trap.
//!
//! It is looked at only after the kernel has said that it is there and can be read; in any doubt there is none. A program
//! that unmaps it, moves it or forbids to run it, as some sandboxes and checkpoints do, calls [`turn_off`] before: what was
//! found is not looked for again. So does one that wants to see every call, as under a tracer.
//!
//! Sources: vdso(7); Documentation/ABI/stable/vdso; the functions and versions in the linker scripts of
//! arch/*/**/vdso*.lds.S, which know more of them than the manual.

mod image;
mod readable;
#[cfg(test)]
mod tests;

use core::ffi::{c_int, c_void};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};
use core::sync::atomic::{
    AtomicBool, AtomicPtr,
    Ordering::{Relaxed, SeqCst},
};

use linux_raw_sys::general::timezone;
use syscall_consts::linux::AUX;
use syscall_types::linux::{timespec, timeval};

use crate::linux;
use image::Image;

/// How an architecture names the functions of its vDSO.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// What their names begin with.
    pub prefix: &'static str,
    /// The version of the symbols.
    pub version: &'static str,
    /// A function without which the others do not work.
    pub needs: Option<&'static str>,
}

/// Has every call of this crate made by the trap from now on: the vDSO is not looked for again.
///
/// Calls that other threads, or a handler that was interrupted, have begun may still be in it.
pub fn turn_off() {
    OFF.store(true, SeqCst);
    for address in [
        &CLOCK_GETTIME.address,
        &CLOCK_GETRES.address,
        &GETTIMEOFDAY.address,
        &GETCPU.address,
    ] {
        address.store(ABSENT, SeqCst);
    }
}

static OFF: AtomicBool = AtomicBool::new(false);

/// Whether the process has a vDSO that this crate can use.
pub fn is_present() -> bool {
    image().is_some()
}

/// Where the vDSO's function of a name begins, without the prefix of the architecture: `clock_gettime`, or on 32-bit machines
/// `clock_gettime64`, `getcpu`, `getrandom`... It is a C function as vdso(7) says. This looks for it anew.
pub fn lookup(name: &str) -> Option<NonNull<c_void>> {
    let names = linux::arch::VDSO?;
    let (start, image) = image()?;
    let find = |name| image.function([names.prefix, name], names.version);
    if let Some(needed) = names.needs {
        find(needed)?;
    }
    let offset = find(name)?;
    // SAFETY: the offset is within the image.
    Some(unsafe { start.byte_add(offset) })
}

type Clock = unsafe extern "C" fn(c_int, *mut timespec) -> c_int;
type TimeOfDay = unsafe extern "C" fn(*mut timeval, *mut timezone) -> c_int;
type Cpu = unsafe extern "C" fn(*mut u32, *mut u32, *mut c_void) -> c_int;

// The functions whose times have 64 bits on every architecture, gettimeofday's excepted.
const CLOCKS: [&str; 2] = if cfg!(target_pointer_width = "64") {
    ["clock_gettime", "clock_getres"]
} else {
    ["clock_gettime64", "clock_getres_time64"]
};

// SAFETY: the types are the functions' own (lib/vdso/gettimeofday.c, lib/vdso/getcpu.c and their callers in arch).
pub(super) static CLOCK_GETTIME: Function<Clock> = unsafe { Function::new(CLOCKS[0]) };
// SAFETY: as above.
pub(super) static CLOCK_GETRES: Function<Clock> = unsafe { Function::new(CLOCKS[1]) };
// SAFETY: as above.
pub(super) static GETTIMEOFDAY: Function<TimeOfDay> = unsafe { Function::new("gettimeofday") };
// SAFETY: as above.
pub(super) static GETCPU: Function<Cpu> = unsafe { Function::new("getcpu") };

/// A function of the vDSO, looked up when first asked.
pub(super) struct Function<F> {
    name: &'static str,
    /// Null before it was looked up, [`ABSENT`] where there is none.
    address: AtomicPtr<c_void>,
    function: PhantomData<F>,
}

const ABSENT: *mut c_void = ptr::without_provenance_mut(1);

impl<F: Copy> Function<F> {
    /// # Safety
    ///
    /// `F` is the type of a pointer to the function of that name.
    const unsafe fn new(name: &'static str) -> Self {
        Function {
            name,
            address: AtomicPtr::new(ptr::null_mut()),
            function: PhantomData,
        }
    }

    /// The call's result: 0 where the function did it, as `ask` says, otherwise what the trap gives. Functions report
    /// errors in several ways (powerpc's are positive), and the trap in one.
    #[inline(always)]
    pub(super) fn or(&self, ask: impl FnOnce(F) -> c_int, trap: impl FnOnce() -> isize) -> isize {
        match self.get() {
            Some(function) if ask(function) == 0 => 0,
            _ => trap(),
        }
    }

    #[inline(always)]
    fn get(&self) -> Option<F> {
        const { assert!(size_of::<F>() == size_of::<*mut c_void>()) }
        // What it points to was there before the program: nothing has to be waited for.
        let mut address = self.address.load(Relaxed);
        if address.addr() <= ABSENT.addr() {
            address = find(self.name, &self.address)?.as_ptr();
        }
        // SAFETY: the address of the function, and `F` is the pointer to it.
        Some(unsafe { core::mem::transmute_copy::<*mut c_void, F>(&address) })
    }
}

#[cold]
#[inline(never)]
fn find(name: &str, address: &AtomicPtr<c_void>) -> Option<NonNull<c_void>> {
    if address.load(Relaxed) == ABSENT {
        return None;
    }
    let found = lookup(name);
    let new = found.map_or(ABSENT, NonNull::as_ptr);
    // Not over what `turn_off` may have written meanwhile.
    match address.compare_exchange(ptr::null_mut(), new, Relaxed, Relaxed) {
        Err(ABSENT) => None,
        _ => found,
    }
}

/// Where the vDSO is mapped, and what it contains.
///
/// The auxiliary vector is a note from the start of the program. A debugger, valgrind or the program itself may have unmapped
/// what it names, so the kernel is asked about every page before one is read.
fn image() -> Option<(NonNull<c_void>, Image<'static>)> {
    linux::arch::VDSO?;
    if OFF.load(SeqCst) {
        return None;
    }
    let start = linux::getauxval(AUX::SYSINFO_EHDR)?;
    let bytes = |len| {
        let start = NonNull::new(ptr::with_exposed_provenance_mut::<u8>(start))?;
        readable::all(start, len).then(|| {
            // SAFETY: these bytes can be read. They are the kernel's, which nobody writes to, and who unmaps them turns the
            // vDSO off before, as the module says.
            unsafe { core::slice::from_raw_parts(start.as_ptr().cast_const(), len) }
        })
    };
    // The segment that the image says to be in memory.
    let image = Image::new(bytes(image::size(bytes(readable::PAGE)?)?)?)?;
    let start = NonNull::new(ptr::with_exposed_provenance_mut(start))?;
    Some((start, image))
}
