//! From a typed call to the trap and back: arguments to registers, the result to `Result<T, Errno>`, and the form in which
//! most calls are written down.

use core::ffi::{CStr, c_void};

use syscall_consts::{Constants, Errno, linux as consts};

use crate::{Buffer, Fd, Out, OwnedFd, RawFd};

/// Initialises memory of which the kernel may say that it has filled it, and has left some as it was.
#[inline(always)]
pub(crate) fn initialise<B: Buffer<u8>>(buffer: &mut B) {
    if !B::INITIALISED {
        let (start, len) = buffer.room();
        // SAFETY: the buffer is that long.
        unsafe { start.write_bytes(0, len) };
    }
}

/// Something that is passed in one register. Constants are too, by a method of the same name that each group has.
///
/// Integers of 64 bits are not: on 32-bit machines they take two, see `Registers::wide`.
pub(crate) trait Arg {
    /// The register.
    fn register(self) -> usize;
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Arg for $integer {
            #[inline(always)]
            fn register(self) -> usize {
                self as usize // extends the sign of those that have one
            }
        }
    )*};
}
integers! { i32 u32 isize usize }

impl Arg for Fd<'_> {
    #[inline(always)]
    fn register(self) -> usize {
        self.as_raw() as usize
    }
}

/// No descriptor is -1 (mmap).
impl Arg for Option<Fd<'_>> {
    #[inline(always)]
    fn register(self) -> usize {
        self.map_or(usize::MAX, Arg::register)
    }
}

impl<T> Arg for *const T {
    #[inline(always)]
    fn register(self) -> usize {
        self.expose_provenance()
    }
}

impl<T> Arg for *mut T {
    #[inline(always)]
    fn register(self) -> usize {
        self.expose_provenance()
    }
}

impl<T> Arg for &T {
    #[inline(always)]
    fn register(self) -> usize {
        core::ptr::from_ref(self).register()
    }
}

impl<T> Arg for &mut T {
    #[inline(always)]
    fn register(self) -> usize {
        core::ptr::from_mut(self).register()
    }
}

impl Arg for &CStr {
    #[inline(always)]
    fn register(self) -> usize {
        self.as_ptr().register()
    }
}

macro_rules! nullable {
    (impl[$($generic:ident)?] $pointer:ty) => {
        /// Nothing is the null pointer.
        impl<$($generic)?> Arg for Option<$pointer> {
            #[inline(always)]
            fn register(self) -> usize {
                self.map_or(0, Arg::register)
            }
        }
    };
}
nullable!(impl[T] &T);
nullable!(impl[T] &mut T);
nullable!(impl[] &CStr);

/// What a call returns when it succeeds.
pub(crate) trait Returned {
    /// The value in the result register.
    fn returned(register: usize) -> Self;
}

impl Returned for () {
    #[inline(always)]
    fn returned(_: usize) {}
}

macro_rules! returned {
    ($($integer:ident)*) => {$(
        impl Returned for $integer {
            #[inline(always)]
            fn returned(register: usize) -> Self {
                register as Self
            }
        }
    )*};
}
returned! { i32 u32 usize }

/// A call with this result makes a descriptor, which nobody else has.
impl Returned for OwnedFd {
    #[inline(always)]
    fn returned(register: usize) -> Self {
        // SAFETY: the kernel has just made it.
        unsafe { OwnedFd::from_raw(register as RawFd) }
    }
}

/// Zero is no.
impl Returned for bool {
    #[inline(always)]
    fn returned(register: usize) -> Self {
        register != 0
    }
}

impl Returned for *mut c_void {
    #[inline(always)]
    fn returned(register: usize) -> Self {
        core::ptr::with_exposed_provenance_mut(register)
    }
}

macro_rules! returned_constants {
    ($($group:ident)*) => {$(
        impl Returned for consts::$group {
            #[inline(always)]
            fn returned(register: usize) -> Self {
                Self::from_raw(register as i64)
            }
        }
    )*};
}
returned_constants! { FCNTL_LOCK FD F_SEAL KEY_REQKEY_DEFL MEMBARRIER_CMD MODE O PER PR_MDWE PR_SPEC SCHED SECBIT SECCOMP_MODE SIG TIME }

/// Takes error and value apart: -4095..=-1 are errors on every architecture (`IS_ERR_VALUE` in linux/err.h).
#[inline(always)]
pub(crate) fn decode<T: Returned>(result: isize) -> Result<T, Errno> {
    if (-4095..0).contains(&result) {
        core::hint::cold_path();
        return Err(Errno::from_raw(result.unsigned_abs() as u16));
    }
    Ok(T::returned(result as usize))
}

/// Makes a call that fills the start of `buffer` and returns how much.
///
/// # Safety
///
/// Successful, `call` initialises as many elements as it returns, or all if there are fewer.
#[inline(always)]
pub(crate) unsafe fn fill<T, B: Buffer<T>>(
    mut buffer: B,
    call: impl FnOnce(*mut T, usize) -> isize,
) -> Result<B::Filled, Errno> {
    let (start, len) = buffer.room();
    let filled = decode(call(start, len))?;
    // SAFETY: the caller's.
    Ok(unsafe { buffer.filled(filled) })
}

/// Makes a call that fills `out`.
///
/// # Safety
///
/// Successful, `call` initialises the whole value.
#[inline(always)]
pub(crate) unsafe fn fill_one<'a, T: 'a>(
    mut out: impl Out<'a, T>,
    call: impl FnOnce(*mut T) -> isize,
) -> Result<&'a mut T, Errno> {
    let (place, _) = out.place();
    decode::<()>(call(place.cast()))?;
    // SAFETY: the caller's.
    Ok(unsafe { out.done() })
}

/// The trap with as many arguments as are given, each an [`Arg`]; evaluates to the result register. Unsafe.
macro_rules! syscall {
    ($nr:ident) => { $crate::linux::call::trap!(syscall0 $nr) };
    ($nr:ident, $a:expr) => { $crate::linux::call::trap!(syscall1 $nr, $a) };
    ($nr:ident, $a:expr, $b:expr) => { $crate::linux::call::trap!(syscall2 $nr, $a, $b) };
    ($nr:ident, $a:expr, $b:expr, $c:expr) => { $crate::linux::call::trap!(syscall3 $nr, $a, $b, $c) };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr) => { $crate::linux::call::trap!(syscall4 $nr, $a, $b, $c, $d) };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr) => {
        $crate::linux::call::trap!(syscall5 $nr, $a, $b, $c, $d, $e)
    };
    ($nr:ident, $a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr) => {
        $crate::linux::call::trap!(syscall6 $nr, $a, $b, $c, $d, $e, $f)
    };
}

macro_rules! trap {
    ($trap:ident $nr:ident $(, $arg:expr)*) => {{
        #[allow(unused_imports, reason = "groups of constants have the method without it")]
        use $crate::linux::call::Arg as _;
        $crate::linux::arch::$trap($crate::linux::nr::$nr as usize $(, ($arg).register())*)
    }};
}

/// Writes down calls whose arguments go to the registers as they are:
///
/// ```text
/// calls! {
///     /// Writes what is buffered of a file to its device, fsync(2).
///     pub fn fsync(fd: Fd<'_>) = __NR_fsync(fd);
///     /// Writes `data`, write(2).
///     pub fn write(fd: Fd<'_>, data: &[u8]) -> usize = __NR_write(fd, data.as_ptr(), data.len());
/// }
/// ```
///
/// A line without `unsafe` claims that the types of its arguments carry what the kernel may read and write.
macro_rules! calls {
    () => {};
    (
        $(#[$meta:meta])*
        pub fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ty)?
            = $nr:ident($($value:expr),* $(,)?);
        $($rest:tt)*
    ) => {
        $(#[$meta])*
        #[inline]
        pub fn $name($($arg: $type),*) -> Result<$crate::linux::call::or_unit!($($result)?), $crate::Errno> {
            // SAFETY: the kernel touches what the pointers among the arguments are pointers to, and these are slices, C
            // strings and references; see above.
            $crate::linux::call::decode(unsafe { $crate::linux::call::syscall!($nr $(, $value)*) })
        }
        $crate::linux::call::calls! { $($rest)* }
    };
    (
        $(#[$meta:meta])*
        pub unsafe fn $name:ident($($arg:ident: $type:ty),* $(,)?) $(-> $result:ty)?
            = $nr:ident($($value:expr),* $(,)?);
        $($rest:tt)*
    ) => {
        $(#[$meta])*
        #[inline]
        pub unsafe fn $name($($arg: $type),*) -> Result<$crate::linux::call::or_unit!($($result)?), $crate::Errno> {
            // SAFETY: the caller's.
            $crate::linux::call::decode(unsafe { $crate::linux::call::syscall!($nr $(, $value)*) })
        }
        $crate::linux::call::calls! { $($rest)* }
    };
}

macro_rules! or_unit {
    () => {
        ()
    };
    ($result:ty) => {
        $result
    };
}

pub(crate) use {calls, or_unit, syscall, trap};
