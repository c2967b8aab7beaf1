//! The vDSO (vdso(7)): machine code of the kernel in every process that answers some calls without entering the kernel.
//!
//! [`clock_gettime`](super::clock_gettime), [`clock_getres`](super::clock_getres), [`gettimeofday`](super::gettimeofday) and
//! [`getcpu`](super::getcpu) ask it first. The first use of each looks for the function, with a few calls to find the
//! image (prctl, or openat, read and close); then an atomic has its address. Nothing is locked, so signal handlers and
//! threads may be first. Where there is no vDSO, or it cannot answer, the call is made by the trap.
//!
//! Sources: vdso(7); Documentation/ABI/stable/vdso; the functions and versions in the linker scripts of
//! arch/*/**/vdso*.lds.S, which know more of them than the manual.

mod image;
#[cfg(test)]
mod tests;

use core::ffi::{c_int, c_void};
use core::marker::PhantomData;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicPtr, Ordering::Relaxed};

use linux_raw_sys::general::timezone;
use linux_raw_sys::{auxvec, prctl::PR_GET_AUXV};
use syscall_consts::linux::{MODE, O};
use syscall_types::linux::{timespec, timeval};

use super::call::{decode, syscall};
use crate::{Errno, Fd, linux};
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
    address.store(found.map_or(ABSENT, NonNull::as_ptr), Relaxed);
    found
}

/// Where the vDSO is mapped, and what it contains.
fn image() -> Option<(NonNull<c_void>, Image<'static>)> {
    /// A page at least: the smallest that there are.
    const PAGE: usize = 4096;
    linux::arch::VDSO?;
    let start = auxiliary(auxvec::AT_SYSINFO_EHDR as usize)?;
    let start = NonNull::new(ptr::with_exposed_provenance_mut::<c_void>(start))?;
    let bytes = |len| {
        // SAFETY: the kernel has mapped whole pages there, which nobody writes to, for the life of the process.
        unsafe { core::slice::from_raw_parts(start.as_ptr().cast_const().cast::<u8>(), len) }
    };
    // The segment that the image says to be in memory is mapped.
    let image = Image::new(bytes(image::size(bytes(PAGE))?))?;
    Some((start, image))
}

/// An entry of the auxiliary vector, which the kernel gives to every program (getauxval(3)).
fn auxiliary(key: usize) -> Option<usize> {
    // The kernel's own has room for some fifty (`saved_auxv`).
    let mut vector = [[0usize; 2]; 64];
    if from_kernel(&mut vector).is_err() {
        from_file(&mut vector).ok()?;
    }
    vector
        .iter()
        .take_while(|[kind, _]| *kind != auxvec::AT_NULL as usize)
        .find(|[kind, _]| *kind == key)
        .map(|[_, value]| *value)
}

/// Linux 6.4. Nothing is opened.
fn from_kernel(vector: &mut [[usize; 2]]) -> Result<(), Errno> {
    let (start, len) = (vector.as_mut_ptr(), size_of_val(vector));
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_prctl, PR_GET_AUXV, start, len, 0usize, 0usize) })
}

/// The rest of the vector stays as it is: 0, which ends it.
fn from_file(vector: &mut [[usize; 2]]) -> Result<(), Errno> {
    let file = linux::openat(
        Fd::CWD,
        c"/proc/self/auxv",
        O::RDONLY | O::CLOEXEC,
        MODE::empty(),
    )?;
    let (start, len) = (vector.as_mut_ptr(), size_of_val(vector));
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_read, file.fd(), start, len) })
}
