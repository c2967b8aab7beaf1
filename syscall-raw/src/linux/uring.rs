//! io_uring (io_uring(7)). The rings are mapped memory: what the kernel does is written there, so only setup is safe.

use core::ffi::c_void;

use linux_raw_sys::io_uring::io_uring_params;

use super::call::calls;
use crate::{Fd, RawFd};

calls! {
    /// Makes an instance, io_uring_setup(2); the parameters come back with where the rings are. `EINVAL`, `EMFILE`, `ENOMEM`,
    /// `EPERM` (`kernel.io_uring_disabled`), `ENOSYS` (not configured).
    ///
    /// # Safety
    ///
    /// With `IORING_SETUP_NO_MMAP` the addresses in the parameters are of memory that the kernel may have.
    pub unsafe fn io_uring_setup(entries: u32, parameters: &mut io_uring_params) -> RawFd
        = __NR_io_uring_setup(entries, parameters);

    /// Submits entries and waits for completions, io_uring_enter(2): flags `IORING_ENTER_*`; returns how many were taken.
    ///
    /// `EAGAIN`, `EBUSY`, `EBADR`, `EINTR`, `EINVAL`, `ETIME`.
    ///
    /// # Safety
    ///
    /// The entries in the ring are right, and the memory that they name stays until their completions have come. `argument` is
    /// a signal mask or, with `IORING_ENTER_EXT_ARG`, what `len` says.
    pub unsafe fn io_uring_enter(
        ring: Fd<'_>,
        submit: u32,
        complete: u32,
        flags: u32,
        argument: *const c_void,
        len: usize,
    ) -> usize = __NR_io_uring_enter(ring, submit, complete, flags, argument, len);

    /// Registers buffers, files and other things with an instance, io_uring_register(2): `operation` is an `IORING_REGISTER_*`
    /// or `IORING_UNREGISTER_*` of linux/io_uring.h.
    ///
    /// # Safety
    ///
    /// `argument` and `count` are what the operation takes.
    pub unsafe fn io_uring_register(ring: Fd<'_>, operation: u32, argument: *mut c_void, count: u32) -> usize
        = __NR_io_uring_register(ring, operation, argument, count);
}
