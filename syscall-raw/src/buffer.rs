//! Memory that a call fills or reads, and what the caller gets back for it.

use core::mem::{MaybeUninit, size_of, size_of_val};

use syscall_types::Plain;

mod sealed {
    pub trait Sealed {}

    impl<T: ?Sized> Sealed for &mut T {}
}
use sealed::Sealed;

/// Room for several `T`, of which a call fills the first few.
///
/// | you pass | you get back |
/// |---|---|
/// | `&mut [T]`, `&mut [T; N]` | `usize`, how many were filled |
/// | `&mut [MaybeUninit<T>]`, `&mut [MaybeUninit<T>; N]` | `&mut [T]`, those that were filled |
pub trait Buffer<T>: Sealed {
    /// What you get back.
    type Filled;

    /// Whether all of it is initialised already.
    #[doc(hidden)]
    const INITIALISED: bool;

    /// Start and number of elements.
    #[doc(hidden)]
    fn room(&mut self) -> (*mut T, usize);

    /// The result when the kernel tells that length, which may be more than there is room (`MSG_TRUNC`).
    ///
    /// # Safety
    ///
    /// The first `len` elements are initialised, or all if there are fewer.
    #[doc(hidden)]
    unsafe fn filled(self, len: usize) -> Self::Filled;
}

impl<T: Plain> Buffer<T> for &mut [T] {
    type Filled = usize;

    const INITIALISED: bool = true;

    #[inline(always)]
    fn room(&mut self) -> (*mut T, usize) {
        (self.as_mut_ptr(), self.len())
    }

    #[inline(always)]
    unsafe fn filled(self, len: usize) -> usize {
        len
    }
}

impl<T: Plain, const N: usize> Buffer<T> for &mut [T; N] {
    type Filled = usize;

    const INITIALISED: bool = true;

    #[inline(always)]
    fn room(&mut self) -> (*mut T, usize) {
        (self.as_mut_ptr(), N)
    }

    #[inline(always)]
    unsafe fn filled(self, len: usize) -> usize {
        len
    }
}

impl<'a, T: Plain> Buffer<T> for &'a mut [MaybeUninit<T>] {
    type Filled = &'a mut [T];

    const INITIALISED: bool = false;

    #[inline(always)]
    fn room(&mut self) -> (*mut T, usize) {
        (self.as_mut_ptr().cast(), self.len())
    }

    #[inline(always)]
    unsafe fn filled(self, len: usize) -> &'a mut [T] {
        let len = len.min(self.len());
        // SAFETY: the caller says that these are initialised; they are within the slice, and borrowed for `'a`.
        unsafe { core::slice::from_raw_parts_mut(self.as_mut_ptr().cast(), len) }
    }
}

impl<'a, T: Plain, const N: usize> Buffer<T> for &'a mut [MaybeUninit<T>; N] {
    type Filled = &'a mut [T];

    const INITIALISED: bool = false;

    #[inline(always)]
    fn room(&mut self) -> (*mut T, usize) {
        (self.as_mut_ptr().cast(), N)
    }

    #[inline(always)]
    unsafe fn filled(self, len: usize) -> &'a mut [T] {
        // SAFETY: as for the slice.
        unsafe { self.as_mut_slice().filled(len) }
    }
}

/// Room for one value that a call fills: `&mut T` or `&mut MaybeUninit<T>`; a `&mut T` comes back for either.
///
/// Where the length of the result varies (addresses, socket options), slices of bytes will do as well, and the length
/// comes back.
pub trait Out<'a, T: ?Sized>: Sealed {
    /// Start and bytes.
    #[doc(hidden)]
    fn place(&mut self) -> (*mut u8, usize);

    /// The value.
    ///
    /// # Safety
    ///
    /// The whole of it is initialised.
    #[doc(hidden)]
    unsafe fn done(self) -> &'a mut T;
}

impl<'a, T: Plain> Out<'a, T> for &'a mut T {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (core::ptr::from_mut::<T>(self).cast(), size_of::<T>())
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut T {
        self
    }
}

impl<'a, T: Plain> Out<'a, T> for &'a mut MaybeUninit<T> {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (self.as_mut_ptr().cast(), size_of::<T>())
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut T {
        // SAFETY: the caller's.
        unsafe { self.assume_init_mut() }
    }
}

impl<'a, T: Plain> Out<'a, [T]> for &'a mut [T] {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (self.as_mut_ptr().cast(), size_of_val(*self))
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut [T] {
        self
    }
}

impl<'a, T: Plain> Out<'a, [T]> for &'a mut [MaybeUninit<T>] {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (self.as_mut_ptr().cast(), size_of_val(*self))
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut [T] {
        // SAFETY: the caller's.
        unsafe { self.assume_init_mut() }
    }
}

/// A value given to a call as so many bytes: a structure (`&sockaddr_in`, `&1i32`) or a slice (`&[u8]`).
pub trait Bytes {
    /// Start and length.
    #[doc(hidden)]
    fn bytes(&self) -> (*const u8, usize);
}

impl<T: Plain> Bytes for T {
    #[inline(always)]
    fn bytes(&self) -> (*const u8, usize) {
        (core::ptr::from_ref(self).cast(), size_of::<T>())
    }
}

impl<T: Plain> Bytes for [T] {
    #[inline(always)]
    fn bytes(&self) -> (*const u8, usize) {
        (self.as_ptr().cast(), size_of_val(self))
    }
}
