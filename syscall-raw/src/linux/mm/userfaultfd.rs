//! Page faults that programs answer (userfaultfd(2), ioctl_userfaultfd(2)).

use syscall_consts::linux::UFFD;

use crate::OwnedFd;
use crate::linux::call::calls;

calls! {
    /// Makes a descriptor that page faults are told and answered through, userfaultfd(2), Linux 4.3; ioctl(2) with the
    /// structures `uffdio_*` says which, and reading gives a `uffd_msg` each. `EPERM` (the flag `USER_MODE_ONLY` needs no
    /// right), `EINVAL`, `ENOSYS` (not configured).
    pub fn userfaultfd(flags: UFFD) -> OwnedFd = __NR_userfaultfd(flags);
}
