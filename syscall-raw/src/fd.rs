//! `Fd`, a descriptor on loan, and `OwnedFd`, one that is closed in the end.

use core::{fmt, marker::PhantomData};

/// A descriptor as the kernel counts them: a number, which says nothing of whose it is.
pub type RawFd = core::ffi::c_int;

/// A descriptor that somebody else owns, for the length of `'fd`.
///
/// It costs what its number costs, and any number may stand in it: the kernel answers `EBADF` to those that are not open,
/// -1 included. What a number cannot say is whose it is, therefore [`Fd::borrow_raw`] is unsafe, as in std's I/O safety.
/// Typed owners convert without a promise: with the feature `rustix` its `BorrowedFd` and references to whatever is
/// `AsFd`, with the feature `std` those of std.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Fd<'fd> {
    raw: RawFd,
    owner: PhantomData<&'fd ()>,
}

impl Fd<'_> {
    /// `AT_FDCWD`, the working directory where a call takes a directory.
    pub const CWD: Fd<'static> = Fd {
        raw: if cfg!(target_vendor = "apple") {
            -2
        } else {
            -100
        },
        owner: PhantomData,
    };

    /// No descriptor (-1), where a place may be left free: in [`poll`](crate::linux::poll), among the registered files of an
    /// io_uring. Elsewhere it is `EBADF`.
    pub const NONE: Fd<'static> = Fd {
        raw: -1,
        owner: PhantomData,
    };

    /// The descriptor of that number.
    ///
    /// # Safety
    ///
    /// As long as `'fd` lasts, the number is either not a descriptor of this process or one that may be used here: its
    /// owner has lent it and does not close it. (Memory is at stake where other code relies on its descriptor, as with a
    /// mapping of a file that nobody else can reach.)
    #[inline(always)]
    pub const unsafe fn borrow_raw(fd: RawFd) -> Self {
        Fd {
            raw: fd,
            owner: PhantomData,
        }
    }

    /// The number.
    #[inline(always)]
    pub const fn as_raw(self) -> RawFd {
        self.raw
    }
}

impl fmt::Debug for Fd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fd({})", self.raw)
    }
}

/// A descriptor that is closed when this goes away: what calls return that make one. It costs what its number costs.
///
/// With the features `rustix` and `std` it converts to their owners and from them, and is `AsFd`, `AsRawFd`, `IntoRawFd` and
/// `FromRawFd` as they are.
#[cfg(target_os = "linux")]
#[derive(PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct OwnedFd {
    raw: RawFd,
}

#[cfg(target_os = "linux")]
impl OwnedFd {
    /// The owner of the descriptor of that number.
    ///
    /// # Safety
    ///
    /// The descriptor is open and the caller's, as those are that come in messages and events, and nobody else closes it.
    #[inline(always)]
    pub const unsafe fn from_raw(fd: RawFd) -> Self {
        OwnedFd { raw: fd }
    }

    /// The descriptor, on loan.
    #[inline(always)]
    pub const fn fd(&self) -> Fd<'_> {
        // SAFETY: it stays open as long as this is borrowed.
        unsafe { Fd::borrow_raw(self.raw) }
    }

    /// The number, which is the caller's to close from now on.
    #[inline(always)]
    pub const fn into_raw(self) -> RawFd {
        let fd = self.raw;
        core::mem::forget(self);
        fd
    }
}

#[cfg(all(target_os = "linux", not(any(feature = "rustix", feature = "std"))))]
impl<'fd> From<&'fd OwnedFd> for Fd<'fd> {
    #[inline]
    fn from(owner: &'fd OwnedFd) -> Self {
        owner.fd()
    }
}

#[cfg(target_os = "linux")]
impl Drop for OwnedFd {
    /// Closes it. Errors of earlier writes, which close(2) would tell, are lost here: fsync(2) tells more of them.
    #[inline]
    fn drop(&mut self) {
        // SAFETY: it belongs to this alone, and its number is not used again.
        let _ = unsafe { crate::linux::close(self.raw) };
    }
}

#[cfg(target_os = "linux")]
impl fmt::Debug for OwnedFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnedFd({})", self.raw)
    }
}

// With both features rustix's types are std's: `std` turns on `rustix/std`.
#[cfg(feature = "rustix")]
use rustix::fd as owners;
#[cfg(all(feature = "std", not(feature = "rustix")))]
use std::os::fd as owners;

#[cfg(any(feature = "rustix", feature = "std"))]
mod convert {
    use super::{
        Fd,
        owners::{AsFd, AsRawFd, BorrowedFd},
    };

    impl<'fd> From<BorrowedFd<'fd>> for Fd<'fd> {
        #[inline]
        fn from(fd: BorrowedFd<'fd>) -> Self {
            // SAFETY: it is on loan for `'fd`.
            unsafe { Fd::borrow_raw(fd.as_raw_fd()) }
        }
    }

    impl<'fd, T: AsFd> From<&'fd T> for Fd<'fd> {
        #[inline]
        fn from(owner: &'fd T) -> Self {
            owner.as_fd().into()
        }
    }

    #[cfg(target_os = "linux")]
    mod owned {
        use super::super::{
            OwnedFd, RawFd,
            owners::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd as Other},
        };

        impl AsFd for OwnedFd {
            #[inline]
            fn as_fd(&self) -> BorrowedFd<'_> {
                // SAFETY: it stays open as long as this is borrowed.
                unsafe { BorrowedFd::borrow_raw(self.raw) }
            }
        }

        impl AsRawFd for OwnedFd {
            #[inline]
            fn as_raw_fd(&self) -> RawFd {
                self.raw
            }
        }

        impl IntoRawFd for OwnedFd {
            #[inline]
            fn into_raw_fd(self) -> RawFd {
                self.into_raw()
            }
        }

        impl FromRawFd for OwnedFd {
            #[inline]
            unsafe fn from_raw_fd(fd: RawFd) -> Self {
                // SAFETY: the caller's.
                unsafe { OwnedFd::from_raw(fd) }
            }
        }

        impl From<OwnedFd> for Other {
            #[inline]
            fn from(fd: OwnedFd) -> Self {
                // SAFETY: it is open, and belongs to nobody else.
                unsafe { Other::from_raw_fd(fd.into_raw()) }
            }
        }

        impl From<Other> for OwnedFd {
            #[inline]
            fn from(fd: Other) -> Self {
                // SAFETY: it is open, and belongs to nobody else.
                unsafe { OwnedFd::from_raw(fd.into_raw_fd()) }
            }
        }
    }
}
