//! Memory that a call fills or reads, and what the caller gets back for it.

use core::mem::{MaybeUninit, size_of, size_of_val};

use syscall_types::Plain;

/// Room for several `T`, of which a call fills the first few.
///
/// | you pass | you get back |
/// |---|---|
/// | `&mut [T]`, `&mut [T; N]` | `usize`, how many were filled |
/// | `&mut [MaybeUninit<T>]`, `&mut [MaybeUninit<T>; N]` | `&mut [T]`, those that were filled |
///
/// # Safety
///
/// The kernel writes where [`room`](Self::room) says: that is memory which nobody else looks at as long as `self` lives, as
/// long as it says, and the same each time. Any bytes are good values of `T`. With `INITIALISED` all of it is initialised.
pub unsafe trait Buffer<T> {
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

// SAFETY: it is the slice itself, borrowed; every bit pattern is a `T`.
unsafe impl<T: Plain> Buffer<T> for &mut [T] {
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

// SAFETY: it is the slice itself, borrowed; every bit pattern is a `T`.
unsafe impl<T: Plain, const N: usize> Buffer<T> for &mut [T; N] {
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

// SAFETY: it is the slice itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain> Buffer<T> for &'a mut [MaybeUninit<T>] {
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

// SAFETY: it is the slice itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain, const N: usize> Buffer<T> for &'a mut [MaybeUninit<T>; N] {
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
/// Where the length of the result varies (socket options), slices of bytes will do as well, and the length
/// comes back.
///
/// # Safety
///
/// The kernel writes where [`place`](Self::place) says: that is memory which nobody else looks at for `'a`, as long as it
/// says and, where `T` has a size, as long as that; and the same each time. Any bytes are good values of `T`.
pub unsafe trait Out<'a, T: ?Sized> {
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

// SAFETY: it is the place itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain> Out<'a, T> for &'a mut T {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (core::ptr::from_mut::<T>(self).cast(), size_of::<T>())
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut T {
        self
    }
}

// SAFETY: it is the place itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain> Out<'a, T> for &'a mut MaybeUninit<T> {
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

// SAFETY: it is the place itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain> Out<'a, [T]> for &'a mut [T] {
    #[inline(always)]
    fn place(&mut self) -> (*mut u8, usize) {
        (self.as_mut_ptr().cast(), size_of_val(*self))
    }

    #[inline(always)]
    unsafe fn done(self) -> &'a mut [T] {
        self
    }
}

// SAFETY: it is the place itself, borrowed; every bit pattern is a `T`.
unsafe impl<'a, T: Plain> Out<'a, [T]> for &'a mut [MaybeUninit<T>] {
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

/// A value that a call reads as bytes: a structure (`&linger`, `&1i32`) or a slice (`&[u8]`).
///
/// # Safety
///
/// The kernel reads what [`bytes`](Self::bytes) says: that is memory of the value, all of it readable as long as the value
/// is borrowed, and the same each time.
pub unsafe trait Bytes {
    /// Start and length.
    #[doc(hidden)]
    fn bytes(&self) -> (*const u8, usize);
}

// SAFETY: these are its own bytes.
unsafe impl<T: Plain> Bytes for T {
    #[inline(always)]
    fn bytes(&self) -> (*const u8, usize) {
        (core::ptr::from_ref(self).cast(), size_of::<T>())
    }
}

// SAFETY: these are its own bytes.
unsafe impl<T: Plain> Bytes for [T] {
    #[inline(always)]
    fn bytes(&self) -> (*const u8, usize) {
        (self.as_ptr().cast(), size_of_val(self))
    }
}
