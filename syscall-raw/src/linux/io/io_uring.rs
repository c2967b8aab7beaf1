//! Rings of requests and their completions (io_uring(7)), Linux 5.1.
//!
//! The rings are mapped memory: the kernel carries out what is written there, and whoever writes an entry answers for
//! it. So what only looks or asks is safe here, and what names memory is not. The example `uring` shows how the parts
//! go together.

use core::{ffi::c_void, mem::size_of};

use syscall_consts::linux::{IORING_ENTER, IORING_REGISTER};
use syscall_types::linux::{
    io_uring_buf_reg, io_uring_clock_register, io_uring_getevents_arg, io_uring_params,
    io_uring_probe, io_uring_probe_op, io_uring_restriction, io_uring_sync_cancel_reg, iovec,
    sigset,
};

use crate::linux::call::{calls, decode, syscall};
use crate::{Errno, Fd, OwnedFd};

/// Replaces registered files from a place on, `IORING_REGISTER_FILES_UPDATE` of io_uring_register(2), Linux 5.5:
/// [`Fd::NONE`] takes one away. The instance keeps the open files as duplicates would. Returns how many. `EINVAL`, `ENXIO` (none are registered), `EBADF`.
#[inline]
pub fn io_uring_register_files_update(
    ring: Fd<'_>,
    offset: u32,
    files: &[Fd<'_>],
) -> Result<usize, Errno> {
    let update = syscall_types::linux::io_uring_files_update {
        offset,
        resv: 0,
        fds: files.as_ptr().expose_provenance() as u64,
    };
    let (operation, count) = (IORING_REGISTER::FILES_UPDATE, files.len());
    // SAFETY: the kernel reads the numbers.
    decode(unsafe { syscall!(__NR_io_uring_register, ring, operation, &update, count) })
}

/// Which operations there are, `IORING_REGISTER_PROBE` of io_uring_register(2), Linux 5.6: an `io_uring_probe` with an
/// `io_uring_probe_op` of 8 bytes each behind its 16. The buffer is all zeros before, else `EINVAL`, as where it has no room
/// for the 16.
#[inline]
pub fn io_uring_register_probe(ring: Fd<'_>, probe: &mut [u8]) -> Result<(), Errno> {
    // The kernel writes the head however many operations there is room for.
    let Some(room) = probe.len().checked_sub(size_of::<io_uring_probe>()) else {
        return Err(Errno::EINVAL);
    };
    let count = (room / size_of::<io_uring_probe_op>()).min(256);
    let start = probe.as_mut_ptr();
    // SAFETY: the kernel reads and writes the head and as many operations as the count says.
    decode(unsafe {
        syscall!(
            __NR_io_uring_register,
            ring,
            IORING_REGISTER::PROBE,
            start,
            count
        )
    })
}

const NOTHING: Option<&u8> = None;

calls! {
    /// Makes an instance with room for as many entries, or the next power of two, io_uring_setup(2); the parameters
    /// (`IORING_SETUP` in `flags`) come back with what the kernel can (`IORING_FEAT` in `features`) and where the rings are in
    /// the mappings at `IORING_OFF`. The descriptor has `CLOEXEC`. `EINVAL`, `EMFILE`, `ENOMEM`, `EPERM`
    /// (`kernel.io_uring_disabled`), `ENOSYS` (not configured).
    ///
    /// # Safety
    ///
    /// With `IORING_SETUP::NO_MMAP` the addresses in the parameters are of memory that the kernel may have, and with
    /// `ATTACH_WQ` the descriptor in them is the caller's to use. `REGISTERED_FD_ONLY`, which gives a number that is no
    /// descriptor, is not among the flags.
    pub unsafe fn io_uring_setup(entries: u32, parameters: &mut io_uring_params) -> OwnedFd
        = __NR_io_uring_setup(entries, parameters);

    /// Submits entries and waits for completions, io_uring_enter(2), with `mask` as the signal mask while waiting; returns
    /// how many were taken.
    ///
    /// `EAGAIN`, `EBUSY`, `EBADR`, `EINTR`, `EINVAL`, `EBADFD` (not enabled yet).
    ///
    /// # Safety
    ///
    /// The entries in the ring are right, and the memory that they name stays until their completions have come. The flags
    /// are not those of [`io_uring_enter2`].
    pub unsafe fn io_uring_enter(ring: Fd<'_>, submit: u32, complete: u32, flags: IORING_ENTER, mask: Option<&sigset>) -> usize
        = __NR_io_uring_enter(ring, submit, complete, flags, mask, size_of::<sigset>());

    /// As [`io_uring_enter`] with a timeout, `IORING_ENTER_EXT_ARG` of io_uring_enter(2), Linux 5.11: `ETIME`.
    ///
    /// # Safety
    ///
    /// As for [`io_uring_enter`], and the addresses in the argument are 0, or of a signal mask and a `timespec`.
    pub unsafe fn io_uring_enter2(
        ring: Fd<'_>,
        submit: u32,
        complete: u32,
        flags: IORING_ENTER,
        argument: &io_uring_getevents_arg,
    ) -> usize = __NR_io_uring_enter(
        ring, submit, complete, flags | IORING_ENTER::EXT_ARG, argument, size_of::<io_uring_getevents_arg>()
    );

    /// Registers buffers, files and other things with an instance, io_uring_register(2). `EINVAL`, `EBUSY`, `ENXIO`, `EFAULT`,
    /// `ENOMEM`, `EBADFD`, `EOPNOTSUPP`.
    ///
    /// # Safety
    ///
    /// `argument` and `count` are what the operation takes, and memory that stays registered is left to it.
    pub unsafe fn io_uring_register(ring: Fd<'_>, operation: IORING_REGISTER, argument: *mut c_void, count: u32) -> usize
        = __NR_io_uring_register(ring, operation, argument, count);

    /// Registers memory for fixed reads and writes, `IORING_REGISTER_BUFFERS` of io_uring_register(2). `EBUSY`, `ENOMEM`.
    ///
    /// # Safety
    ///
    /// Each piece is memory for entries to read and fill, and stays until it is unregistered.
    pub unsafe fn io_uring_register_buffers(ring: Fd<'_>, buffers: &[iovec])
        = __NR_io_uring_register(ring, IORING_REGISTER::BUFFERS, buffers.as_ptr(), buffers.len());

    /// Gives registered memory back, `IORING_UNREGISTER_BUFFERS` of io_uring_register(2). `ENXIO`.
    pub fn io_uring_unregister_buffers(ring: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::UNREGISTER_BUFFERS, NOTHING, 0u32);

    /// Registers open files, `IORING_REGISTER_FILES` of io_uring_register(2): [`Fd::NONE`] leaves a place
    /// free. The instance keeps the open files as duplicates would. `EBUSY`, `EBADF`, `EMFILE`.
    pub fn io_uring_register_files(ring: Fd<'_>, files: &[Fd<'_>])
        = __NR_io_uring_register(ring, IORING_REGISTER::FILES, files.as_ptr(), files.len());

    /// Gives registered files back, `IORING_UNREGISTER_FILES` of io_uring_register(2). `ENXIO`.
    pub fn io_uring_unregister_files(ring: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::UNREGISTER_FILES, NOTHING, 0u32);

    /// Lets an eventfd tell of completions, `IORING_REGISTER_EVENTFD` of io_uring_register(2), Linux 5.2. `EBUSY`, `EBADF`.
    pub fn io_uring_register_eventfd(ring: Fd<'_>, event: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::EVENTFD, &event.as_raw(), 1u32);

    /// As [`io_uring_register_eventfd`], of those that are not done at once, `IORING_REGISTER_EVENTFD_ASYNC` of
    /// io_uring_register(2), Linux 5.6.
    pub fn io_uring_register_eventfd_async(ring: Fd<'_>, event: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::EVENTFD_ASYNC, &event.as_raw(), 1u32);

    /// Removes the event descriptor, `IORING_UNREGISTER_EVENTFD` of io_uring_register(2). `ENXIO`.
    pub fn io_uring_unregister_eventfd(ring: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::UNREGISTER_EVENTFD, NOTHING, 0u32);

    /// Registers this thread's identity for entries to choose, `IORING_REGISTER_PERSONALITY` of io_uring_register(2), Linux 5.6;
    /// returns its number.
    pub fn io_uring_register_personality(ring: Fd<'_>) -> i32
        = __NR_io_uring_register(ring, IORING_REGISTER::PERSONALITY, NOTHING, 0u32);

    /// Gives an identity back, `IORING_UNREGISTER_PERSONALITY` of io_uring_register(2). `EINVAL`.
    pub fn io_uring_unregister_personality(ring: Fd<'_>, personality: i32)
        = __NR_io_uring_register(ring, IORING_REGISTER::UNREGISTER_PERSONALITY, NOTHING, personality);

    /// Restricts what an instance made with `R_DISABLED` may do, `IORING_REGISTER_RESTRICTIONS` of io_uring_register(2), Linux
    /// 5.10. `EBADFD` where it is enabled.
    pub fn io_uring_register_restrictions(ring: Fd<'_>, restrictions: &[io_uring_restriction])
        = __NR_io_uring_register(ring, IORING_REGISTER::RESTRICTIONS, restrictions.as_ptr(), restrictions.len());

    /// Enables an instance made with `R_DISABLED`, `IORING_REGISTER_ENABLE_RINGS` of io_uring_register(2), Linux 5.10. `EBADFD`.
    pub fn io_uring_register_enable_rings(ring: Fd<'_>)
        = __NR_io_uring_register(ring, IORING_REGISTER::ENABLE_RINGS, NOTHING, 0u32);

    /// Sets the most kernel threads for bounded and for unbounded work, `IORING_REGISTER_IOWQ_MAX_WORKERS` of
    /// io_uring_register(2), Linux 5.15, where they are not 0; they become what they were.
    pub fn io_uring_register_iowq_max_workers(ring: Fd<'_>, workers: &mut [u32; 2])
        = __NR_io_uring_register(ring, IORING_REGISTER::IOWQ_MAX_WORKERS, workers, 2u32);

    /// Registers a ring of buffers for entries to choose from, `IORING_REGISTER_PBUF_RING` of io_uring_register(2), Linux 5.19.
    /// `EEXIST`, `EINVAL`.
    ///
    /// # Safety
    ///
    /// The ring's memory is the kernel's until it is unregistered, and so are buffers while they stand there.
    pub unsafe fn io_uring_register_pbuf_ring(ring: Fd<'_>, buffers: &mut io_uring_buf_reg)
        = __NR_io_uring_register(ring, IORING_REGISTER::PBUF_RING, buffers, 1u32);

    /// Gives a ring of buffers, by its `bgid`, back, `IORING_UNREGISTER_PBUF_RING` of io_uring_register(2). `ENOENT`.
    pub fn io_uring_unregister_pbuf_ring(ring: Fd<'_>, buffers: &io_uring_buf_reg)
        = __NR_io_uring_register(ring, IORING_REGISTER::UNREGISTER_PBUF_RING, buffers, 1u32);

    /// Cancels entries and waits for their end, `IORING_REGISTER_SYNC_CANCEL` of io_uring_register(2), Linux 6.0. `ENOENT`,
    /// `ETIME`.
    ///
    /// # Safety
    ///
    /// The descriptor in `cancel`, where its flags ask for one, is the caller's to use.
    pub unsafe fn io_uring_register_sync_cancel(ring: Fd<'_>, cancel: &io_uring_sync_cancel_reg)
        = __NR_io_uring_register(ring, IORING_REGISTER::SYNC_CANCEL, cancel, 1u32);

    /// Sets the clock of waiting, `IORING_REGISTER_CLOCK` of io_uring_register(2), Linux 6.12. `EINVAL`.
    pub fn io_uring_register_clock(ring: Fd<'_>, clock: &io_uring_clock_register)
        = __NR_io_uring_register(ring, IORING_REGISTER::CLOCK, clock, 0u32);
}
