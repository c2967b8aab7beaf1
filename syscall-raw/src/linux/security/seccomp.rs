//! Filters of system calls (seccomp(2), seccomp_unotify(2)), Linux 3.17.
//!
//! A filter is a classic BPF program, and cannot be taken back. `SeccompFilter` of syscall-types makes one of a list
//! of calls, `Filter` of instructions. The example `seccomp` shows it.

use core::ffi::c_void;

use syscall_consts::linux::{SECCOMP, SECCOMP_FILTER_FLAG, SECCOMP_RET};
use syscall_types::linux::{seccomp_notif_sizes, sock_filter, sock_fprog};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::{Errno, Out, OwnedFd};

/// Adds a filter to the thread, `SECCOMP_SET_MODE_FILTER` of seccomp(2), or with `TSYNC` to all threads; the program's result
/// is a `SECCOMP_RET`. `SeccompFilter` of syscall-types makes one of a list of calls. Returns 0, or for `TSYNC` that did not
/// succeed the number of a thread that could not follow. With `NEW_LISTENER` it would be a descriptor: for that there is
/// [`seccomp_new_listener`].
///
/// `EACCES` (needs [`prctl_set_no_new_privs`](crate::linux::prctl_set_no_new_privs) or CAP_SYS_ADMIN), `EINVAL` (no valid program),
/// `ENOMEM`, `EBUSY` (there is a listener already), `ESRCH` (`TSYNC_ESRCH`).
///
/// # Safety
///
/// The program can live with what the filter does to its calls: code that relies on one may have no way out.
#[inline]
pub unsafe fn seccomp_set_mode_filter(
    flags: SECCOMP_FILTER_FLAG,
    filter: &[sock_filter],
) -> Result<i32, Errno> {
    let Ok(len) = u16::try_from(filter.len()) else {
        return Err(Errno::EINVAL);
    };
    let program = sock_fprog {
        len,
        filter: filter.as_ptr().cast_mut(),
    };
    // SAFETY: the kernel reads the program; the rest is the caller's.
    decode(unsafe { syscall!(__NR_seccomp, SECCOMP::SET_MODE_FILTER, flags, &program) })
}

/// As [`seccomp_set_mode_filter`] with the flag `NEW_LISTENER`, Linux 5.0: the descriptor that notifications come from. For
/// `TSYNC` the flag `TSYNC_ESRCH` (5.7) has to be there too. `EINVAL` without it.
///
/// # Safety
///
/// As for [`seccomp_set_mode_filter`].
#[doc(alias = "SECCOMP_FILTER_FLAG_NEW_LISTENER")]
#[inline]
pub unsafe fn seccomp_new_listener(
    flags: SECCOMP_FILTER_FLAG,
    filter: &[sock_filter],
) -> Result<OwnedFd, Errno> {
    use SECCOMP_FILTER_FLAG as FLAG;
    if flags.contains(FLAG::TSYNC) && !flags.contains(FLAG::TSYNC_ESRCH) {
        return Err(Errno::EINVAL); // the number could be a thread's
    }
    // SAFETY: the caller's; with these flags the result is a new descriptor.
    unsafe {
        let listener = seccomp_set_mode_filter(flags | FLAG::NEW_LISTENER, filter)?;
        Ok(OwnedFd::from_raw(listener))
    }
}

/// The kernel's lengths of the structures of notifications, `SECCOMP_GET_NOTIF_SIZES` of seccomp(2), Linux 5.0.
#[inline]
pub fn seccomp_get_notif_sizes<'a>(
    out: impl Out<'a, seccomp_notif_sizes>,
) -> Result<&'a mut seccomp_notif_sizes, Errno> {
    // SAFETY: SECCOMP_GET_NOTIF_SIZES fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_seccomp, SECCOMP::GET_NOTIF_SIZES, 0u32, place)
        })
    }
}

calls! {
    /// Any operation of seccomp(2), on the thread or, with the flag `TSYNC`, all of them.
    ///
    /// # Safety
    ///
    /// `argument` is what the operation takes, and the program can live with what the filter does to its calls.
    pub unsafe fn seccomp(operation: SECCOMP, flags: SECCOMP_FILTER_FLAG, argument: *mut c_void) -> usize
        = __NR_seccomp(operation, flags, argument);

    /// Leaves the thread read, write, exit and the return from handlers, `SECCOMP_SET_MODE_STRICT` of seccomp(2): any other
    /// call is a SIGKILL. `EINVAL` where there is a filter.
    ///
    /// # Safety
    ///
    /// As for [`seccomp_set_mode_filter`].
    pub unsafe fn seccomp_set_mode_strict() = __NR_seccomp(SECCOMP::SET_MODE_STRICT, 0u32, None::<&u8>);

    /// Whether the kernel knows what a filter may return, `SECCOMP_GET_ACTION_AVAIL` of seccomp(2), Linux 4.14. `EOPNOTSUPP`
    /// where not.
    pub fn seccomp_get_action_avail(action: SECCOMP_RET) = __NR_seccomp(SECCOMP::GET_ACTION_AVAIL, 0u32, &action.bits());
}
