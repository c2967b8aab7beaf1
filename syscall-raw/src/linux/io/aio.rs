//! Asynchronous input and output, the older form (io_setup(2), io_submit(2), io_getevents(2)); the newer one is
//! [`io_uring`](crate::linux::io_uring).
//!
//! A context is a number that the kernel gives. Only files opened with `O_DIRECT` are read and written
//! asynchronously; io_uring has no such condition.

use core::mem::size_of;

use syscall_types::linux::{io_event, iocb, sigset, timespec};

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno};

/// Makes a context with room for `events`, io_setup(2). `EAGAIN`, `EINVAL`, `ENOMEM`, `ENOSYS` (not configured).
#[inline]
pub fn io_setup(events: u32) -> Result<usize, Errno> {
    let mut context = 0usize;
    // SAFETY: the kernel reads a zero and writes the context.
    decode::<()>(unsafe { syscall!(__NR_io_setup, events, &mut context) })?;
    Ok(context)
}

/// Takes events of a context, io_pgetevents(2), Linux 4.18: at least `least` of them, or what there is when as much time as
/// `timeout` says has passed, with `mask` as the signal mask while waiting. `EINTR`, `EINVAL`.
#[doc(alias = "io_pgetevents_time64")]
#[inline]
pub fn io_pgetevents<B: Buffer<io_event>>(
    context: usize,
    least: usize,
    events: B,
    timeout: Option<&timespec>,
    mask: Option<&sigset>,
) -> Result<B::Filled, Errno> {
    let mask = mask.map_or(core::ptr::null(), core::ptr::from_ref);
    let set = [mask.expose_provenance(), size_of::<sigset>()]; // `struct __aio_sigset`
    // SAFETY: io_pgetevents(2) returns how many it has filled.
    unsafe {
        fill(events, |start, len| {
            syscall!(
                __NR_io_pgetevents,
                context,
                least,
                len,
                start,
                timeout,
                &set
            )
        })
    }
}

/// Takes events of a context, io_getevents(2), as [`io_pgetevents`] without a mask. `EINTR`, `EINVAL`.
///
/// On 32-bit machines it is that call, which has times of 64 bits.
#[inline]
pub fn io_getevents<B: Buffer<io_event>>(
    context: usize,
    least: usize,
    events: B,
    timeout: Option<&timespec>,
) -> Result<B::Filled, Errno> {
    #[cfg(target_pointer_width = "64")]
    // SAFETY: io_getevents(2) returns how many it has filled.
    unsafe {
        fill(events, |start, len| {
            syscall!(__NR_io_getevents, context, least, len, start, timeout)
        })
    }
    #[cfg(target_pointer_width = "32")]
    io_pgetevents(context, least, events, timeout, None)
}

/// Asks to cancel a request, io_cancel(2); its event comes as any other's. `EINPROGRESS` where that worked, `EAGAIN`, `EINVAL`.
///
/// `request` is only compared, but for a field that the kernel wrote itself.
#[inline]
pub fn io_cancel(context: usize, request: &iocb) -> Result<(), Errno> {
    let mut event = core::mem::MaybeUninit::<io_event>::uninit();
    // SAFETY: older kernels write the event.
    decode(unsafe { syscall!(__NR_io_cancel, context, request, &mut event) })
}

calls! {
    /// Ends a context, io_destroy(2), and waits for the requests that cannot be cancelled. `EINVAL`.
    ///
    /// # Safety
    ///
    /// The context is the caller's.
    pub unsafe fn io_destroy(context: usize) = __NR_io_destroy(context);

    /// Starts requests, io_submit(2); returns how many. `EAGAIN`, `EBADF` or `EINVAL` (the first one).
    ///
    /// # Safety
    ///
    /// The context is the caller's; each request is right, and the memory that it reads or fills stays, untouched, until
    /// its event has come.
    pub unsafe fn io_submit(context: usize, requests: &[*mut iocb]) -> usize
        = __NR_io_submit(context, requests.len(), requests.as_ptr());
}
