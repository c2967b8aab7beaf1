//! Socket options of the level `SOL_NETLINK` (netlink(7)), which rustix does not have.

use rustix::fd::BorrowedFd;
use syscall_consts::Errno;
use syscall_consts::linux::{SO, SOL};
use syscall_raw::linux::setsockopt;

/// setsockopt(2) with an `int`, as all of the level's options are. `option` is a `NETLINK_*` of `linux_raw_sys`; the system
/// call's names are open, so `SO` carries it.
pub(crate) fn set(fd: BorrowedFd<'_>, option: u32, value: u32) -> Result<(), Errno> {
    // SAFETY: values of this level are numbers, not pointers.
    unsafe { setsockopt(fd.into(), SOL::NETLINK, SO(option as i32), &value) }
}
