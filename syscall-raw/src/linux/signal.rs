//! Signals to processes (signal(7)).

use syscall_consts::linux::SIG;

use super::call::calls;

calls! {
    /// Sends a signal, kill(2): to a process, for 0 to this group, for -1 to all, for a negated group to that. The signal 0
    /// only asks whether that could be done. `EPERM`, `ESRCH`, `EINVAL`.
    pub fn kill(pid: i32, signal: SIG) = __NR_kill(pid, signal);
}
