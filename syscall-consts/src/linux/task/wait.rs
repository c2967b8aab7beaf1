//! Waiting for processes (wait(2), waitid(2); linux/wait.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Options of wait4(2) and waitid(2) (linux/wait.h).
    flags W: u32 as Multi {
        NOHANG = general::WNOHANG,
        STOPPED = general::WSTOPPED,
        UNTRACED = general::WUNTRACED,
        EXITED = general::WEXITED,
        CONTINUED = general::WCONTINUED,
        NOWAIT = general::WNOWAIT,
        NOTHREAD = general::__WNOTHREAD,
        ALL = general::__WALL,
        CLONE = general::__WCLONE,
    }

    /// What waitid(2) waits for (linux/wait.h).
    values P: i32 as Str {
        ALL = general::P_ALL,
        PID = general::P_PID,
        PGID = general::P_PGID,
        PIDFD = general::P_PIDFD,
    }

    /// Special process numbers of wait4(2) (wait.h of the BSDs; the kernel has plain numbers).
    values WAIT: i32 as Str {
        MYPGRP = WAIT_MYPGRP: 0,
        ANY = WAIT_ANY: -1,
    }
}
