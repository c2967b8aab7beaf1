//! Extended attributes (xattr(7)).
//!
//! Values and lists come back in a buffer; an empty one only asks for the length. Common errors: `ENODATA` (no such
//! attribute), `ERANGE` (a short buffer), `E2BIG`, `EOPNOTSUPP`, `EPERM`, `EACCES`, and those of paths.

use core::{ffi::CStr, mem::size_of};

use syscall_consts::linux::{AT, XATTR};
use syscall_types::linux::xattr_args;

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno, Fd};

macro_rules! fillers {
    ($($(#[$meta:meta])* $name:ident($($arg:ident: $type:ty),*) = $nr:ident;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $name<B: Buffer<u8>>($($arg: $type,)* buffer: B) -> Result<B::Filled, Errno> {
            // SAFETY: the call returns how much of the memory it has filled; without room it returns a length and fills
            // nothing, which is as many as there are.
            unsafe { fill(buffer, |start, len| syscall!($nr $(, $arg)*, start, len)) }
        }
    )*};
}

fillers! {
    /// The value of an attribute, getxattr(2).
    getxattr(path: &CStr, name: &CStr) = __NR_getxattr;
    /// As [`getxattr`], of a symbolic link itself, lgetxattr(2).
    lgetxattr(path: &CStr, name: &CStr) = __NR_lgetxattr;
    /// As [`getxattr`], of an open file, fgetxattr(2).
    fgetxattr(fd: Fd<'_>, name: &CStr) = __NR_fgetxattr;
    /// The names of all attributes, listxattr(2), each with a zero at its end.
    listxattr(path: &CStr) = __NR_listxattr;
    /// As [`listxattr`], of a symbolic link itself, llistxattr(2).
    llistxattr(path: &CStr) = __NR_llistxattr;
    /// As [`listxattr`], of an open file, flistxattr(2).
    flistxattr(fd: Fd<'_>) = __NR_flistxattr;
    /// As [`listxattr`], by directory, listxattrat(2), Linux 6.13: flags `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
    listxattrat(dir: Fd<'_>, path: &CStr, flags: AT) = __NR_listxattrat;
}

/// As [`getxattr`], by directory, getxattrat(2), Linux 6.13: flags `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
#[inline]
pub fn getxattrat<B: Buffer<u8>>(
    dir: Fd<'_>,
    path: &CStr,
    flags: AT,
    name: &CStr,
    buffer: B,
) -> Result<B::Filled, Errno> {
    // SAFETY: getxattrat(2) returns how much of the memory it has filled.
    unsafe {
        fill(buffer, |start, len| {
            let arguments = xattr_args {
                value: start.expose_provenance() as u64,
                size: len.min(i32::MAX as usize) as u32,
                flags: 0,
            };
            let size = size_of::<xattr_args>();
            syscall!(__NR_getxattrat, dir, path, flags, name, &arguments, size)
        })
    }
}

/// As [`setxattr`], by directory, setxattrat(2), Linux 6.13: `at` is `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
#[inline]
pub fn setxattrat(
    dir: Fd<'_>,
    path: &CStr,
    at: AT,
    name: &CStr,
    value: &[u8],
    flags: XATTR,
) -> Result<(), Errno> {
    let Ok(len) = u32::try_from(value.len()) else {
        return Err(Errno::E2BIG);
    };
    let arguments = xattr_args {
        value: value.as_ptr().expose_provenance() as u64,
        size: len,
        flags: flags.bits(),
    };
    let size = size_of::<xattr_args>();
    // SAFETY: the kernel reads the structure and the value.
    decode(unsafe { syscall!(__NR_setxattrat, dir, path, at, name, &arguments, size) })
}

calls! {
    /// Sets an attribute, setxattr(2): `XATTR_CREATE` only a new one (`EEXIST`), `XATTR_REPLACE` only an old one. `ENOSPC`.
    pub fn setxattr(path: &CStr, name: &CStr, value: &[u8], flags: XATTR)
        = __NR_setxattr(path, name, value.as_ptr(), value.len(), flags);

    /// As [`setxattr`], of a symbolic link itself, lsetxattr(2).
    pub fn lsetxattr(path: &CStr, name: &CStr, value: &[u8], flags: XATTR)
        = __NR_lsetxattr(path, name, value.as_ptr(), value.len(), flags);

    /// As [`setxattr`], of an open file, fsetxattr(2).
    pub fn fsetxattr(fd: Fd<'_>, name: &CStr, value: &[u8], flags: XATTR)
        = __NR_fsetxattr(fd, name, value.as_ptr(), value.len(), flags);

    /// Removes an attribute, removexattr(2).
    pub fn removexattr(path: &CStr, name: &CStr) = __NR_removexattr(path, name);

    /// As [`removexattr`], of a symbolic link itself, lremovexattr(2).
    pub fn lremovexattr(path: &CStr, name: &CStr) = __NR_lremovexattr(path, name);

    /// As [`removexattr`], of an open file, fremovexattr(2).
    pub fn fremovexattr(fd: Fd<'_>, name: &CStr) = __NR_fremovexattr(fd, name);

    /// As [`removexattr`], by directory, removexattrat(2), Linux 6.13: flags `SYMLINK_NOFOLLOW`, `EMPTY_PATH`.
    pub fn removexattrat(dir: Fd<'_>, path: &CStr, flags: AT, name: &CStr) = __NR_removexattrat(dir, path, flags, name);
}
