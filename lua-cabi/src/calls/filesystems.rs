//! File systems as a whole: their type and space, and writing out what they buffer. Section 2 of the Linux manual.

use crate::convert::descriptor::Fd;
use crate::convert::object::Out;
use crate::convert::result::{Argument, Nothing};
use crate::convert::row::calls;
use crate::convert::text::Path;
use core::ffi::CStr;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_raw::native as sys;
use syscall_raw::native::{sync, syncfs};
use syscall_types::native::statfs as Status;

calls! { CALLS:
    /// The type and the space of the file system that a path is on, in `buf` when given. statfs(2)
    statfs(path: Path, buf: Out<Status>) -> Argument<2>;
    /// As `statfs`, of an open file. statfs(2)
    fstatfs(fd: Fd, buf: Out<Status>) -> Argument<2>;
    /// Writes what is buffered of all file systems to their devices, and waits. It gives nothing. sync(2)
    sync() -> Nothing;
    /// Writes what is buffered of the file system that a file is on to its device. syncfs(2)
    syncfs(fd: Fd) -> ();
}

fn statfs(path: &CStr, buf: &mut MaybeUninit<Status>) -> Result<(), Errno> {
    sys::statfs(path, buf).map(|_| ())
}

fn fstatfs(fd: syscall_raw::Fd, buf: &mut MaybeUninit<Status>) -> Result<(), Errno> {
    sys::fstatfs(fd, buf).map(|_| ())
}
