//! Filters of system calls (seccomp(2), seccomp_unotify(2); linux/seccomp.h).

use linux_raw_sys::ptrace;

use crate::Errno;
use crate::declare::groups;

groups! {
    /// Modes of seccomp (linux/seccomp.h).
    values SECCOMP_MODE: u32 as Str {
        DISABLED = ptrace::SECCOMP_MODE_DISABLED,
        STRICT = ptrace::SECCOMP_MODE_STRICT,
        FILTER = ptrace::SECCOMP_MODE_FILTER,
    }

    /// Results of a seccomp filter, with their masks (linux/seccomp.h).
    flags SECCOMP_RET: u32 as Multi {
        KILL = ptrace::SECCOMP_RET_KILL,
        DATA = ptrace::SECCOMP_RET_DATA,
        TRAP = ptrace::SECCOMP_RET_TRAP,
        ERRNO = ptrace::SECCOMP_RET_ERRNO,
        TRACE = ptrace::SECCOMP_RET_TRACE,
        ALLOW = ptrace::SECCOMP_RET_ALLOW,
        ACTION = ptrace::SECCOMP_RET_ACTION,
        KILL_PROCESS = ptrace::SECCOMP_RET_KILL_PROCESS,
        KILL_THREAD = ptrace::SECCOMP_RET_KILL_THREAD,
        LOG = ptrace::SECCOMP_RET_LOG,
        USER_NOTIF = ptrace::SECCOMP_RET_USER_NOTIF,
        ACTION_FULL = ptrace::SECCOMP_RET_ACTION_FULL,
    }

    /// Operations of seccomp(2) (linux/seccomp.h).
    values SECCOMP: u32 as Str {
        SET_MODE_STRICT = ptrace::SECCOMP_SET_MODE_STRICT,
        SET_MODE_FILTER = ptrace::SECCOMP_SET_MODE_FILTER,
        GET_ACTION_AVAIL = ptrace::SECCOMP_GET_ACTION_AVAIL,
        GET_NOTIF_SIZES = ptrace::SECCOMP_GET_NOTIF_SIZES,
    }

    /// Flags of SECCOMP_SET_MODE_FILTER (linux/seccomp.h).
    flags SECCOMP_FILTER_FLAG: u32 as Multi {
        TSYNC = ptrace::SECCOMP_FILTER_FLAG_TSYNC,
        LOG = ptrace::SECCOMP_FILTER_FLAG_LOG,
        SPEC_ALLOW = ptrace::SECCOMP_FILTER_FLAG_SPEC_ALLOW,
        NEW_LISTENER = ptrace::SECCOMP_FILTER_FLAG_NEW_LISTENER,
        TSYNC_ESRCH = ptrace::SECCOMP_FILTER_FLAG_TSYNC_ESRCH,
        WAIT_KILLABLE_RECV = ptrace::SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV,
    }

    /// Flags of an answer to a notification (linux/seccomp.h).
    flags SECCOMP_USER_NOTIF_FLAG: u32 as Multi {
        CONTINUE = ptrace::SECCOMP_USER_NOTIF_FLAG_CONTINUE,
    }

    /// Flags of SECCOMP_IOCTL_NOTIF_ADDFD (linux/seccomp.h).
    flags SECCOMP_ADDFD_FLAG: u32 as Multi {
        SETFD = ptrace::SECCOMP_ADDFD_FLAG_SETFD,
        SEND = ptrace::SECCOMP_ADDFD_FLAG_SEND,
    }

    /// Flags of SECCOMP_IOCTL_NOTIF_SET_FLAGS (linux/seccomp.h).
    flags SECCOMP_USER_NOTIF_FD: u64 as Multi {
        SYNC_WAKE_UP = ptrace::SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP,
    }
}

impl SECCOMP_RET {
    /// The call is not made, and fails with this error: `ERRNO` with the number in its low half.
    pub const fn errno(error: Errno) -> Self {
        SECCOMP_RET(SECCOMP_RET::ERRNO.0 | error.raw() as u32)
    }
}
