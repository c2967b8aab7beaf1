//! `Fd`, a descriptor on loan.

use core::{fmt, marker::PhantomData};

/// A descriptor as the kernel counts them. Calls that make one return it so; whoever gets it, owns it.
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
}
