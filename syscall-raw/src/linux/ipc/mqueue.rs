//! POSIX message queues (mq_overview(7)). A queue is a descriptor; its name has no slash before it, unlike the C library's.
//! Timeouts are points in time of `CLOCK_REALTIME`. `ENOSYS` where the kernel is not configured for it.

use core::ffi::CStr;

use syscall_consts::linux::{MODE, O};
use syscall_types::linux::{mq_attr, sigevent, timespec};

use crate::linux::call::{calls, decode, syscall};
use crate::{Buffer, Errno, Fd};

/// Takes the oldest message of the highest priority, mq_timedreceive(2), and its priority; waits up to a point in time.
///
/// `EMSGSIZE` where there is less room than `mq_msgsize`; `EAGAIN`, `ETIMEDOUT`, `EINTR`.
#[doc(alias = "mq_receive")]
#[doc(alias = "mq_timedreceive_time64")]
#[inline]
pub fn mq_timedreceive<B: Buffer<u8>>(
    queue: Fd<'_>,
    mut buffer: B,
    timeout: Option<&timespec>,
) -> Result<(B::Filled, u32), Errno> {
    let (start, len) = buffer.room();
    let mut priority = 0u32;
    // SAFETY: the kernel fills no more than the length says, and writes the priority.
    let received = decode(unsafe {
        syscall!(
            __NR_mq_timedreceive,
            queue,
            start,
            len,
            &mut priority,
            timeout
        )
    })?;
    // SAFETY: mq_timedreceive(2) returns how much of the memory it has filled.
    Ok((unsafe { buffer.filled(received) }, priority))
}

calls! {
    /// Opens or makes a queue, mq_open(2). `mode` and `attributes` (`mq_maxmsg`, `mq_msgsize`) count where it is made.
    ///
    /// `EEXIST`, `ENOENT`, `EACCES`, `EINVAL` (beyond the limits), `ENOSPC`, `EMFILE`.
    pub fn mq_open(name: &CStr, flags: O, mode: MODE, attributes: Option<&mq_attr>) -> crate::OwnedFd
        = __NR_mq_open(name, flags, mode, attributes);

    /// Removes a queue's name, mq_unlink(2). `ENOENT`, `EACCES`.
    pub fn mq_unlink(name: &CStr) = __NR_mq_unlink(name);

    /// Adds a message, mq_timedsend(2), of a priority of 0 to 32767, the highest; waits up to a point in time. `EMSGSIZE`,
    /// `EAGAIN`, `ETIMEDOUT`, `EINTR`, `EINVAL` (the priority).
    #[doc(alias = "mq_send")]
    #[doc(alias = "mq_timedsend_time64")]
    pub fn mq_timedsend(queue: Fd<'_>, data: &[u8], priority: u32, timeout: Option<&timespec>)
        = __NR_mq_timedsend(queue, data.as_ptr(), data.len(), priority, timeout);

    /// Asks to be told once when a message comes to an empty queue, mq_notify(2), or no more. `EBUSY` (another process has
    /// asked).
    ///
    /// # Safety
    ///
    /// With `SIGEV_THREAD` the value is the address of 32 bytes, and the signal's number a netlink socket.
    pub unsafe fn mq_notify(queue: Fd<'_>, event: Option<&sigevent>) = __NR_mq_notify(queue, event);

    /// A queue's attributes, of which `new` sets `O_NONBLOCK` in `mq_flags` and nothing else, mq_getsetattr(2). `EINVAL` (other
    /// flags).
    #[doc(alias = "mq_getattr")]
    #[doc(alias = "mq_setattr")]
    pub fn mq_getsetattr(queue: Fd<'_>, new: Option<&mq_attr>, old: Option<&mut mq_attr>)
        = __NR_mq_getsetattr(queue, new, old);
}
