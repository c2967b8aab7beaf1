//! The status that wait4(2) reports (bits/waitstatus.h of the C library; set in the kernel's kernel/exit.c).

use core::fmt;

use syscall_consts::{Constants, linux::SIG};

/// What became of a child.
#[derive(Copy, Clone, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct WaitStatus(pub i32);

impl WaitStatus {
    /// The low seven bits: zero when the child exited, 0x7f when it stopped, else the signal that ended it.
    const fn low(self) -> i32 {
        self.0 & 0x7f
    }

    /// The second byte: the exit status or the signal that stopped the child.
    const fn second(self) -> i32 {
        (self.0 >> 8) & 0xff
    }

    /// Whether the child exited (`WIFEXITED`).
    pub const fn exited(self) -> bool {
        self.low() == 0
    }

    /// Whether a signal ended the child (`WIFSIGNALED`).
    pub const fn signaled(self) -> bool {
        self.low() != 0 && self.low() != 0x7f
    }

    /// Whether the child is stopped (`WIFSTOPPED`).
    pub const fn stopped(self) -> bool {
        self.0 & 0xff == 0x7f
    }

    /// Whether the child goes on after a stop (`WIFCONTINUED`).
    pub const fn continued(self) -> bool {
        self.0 == 0xffff
    }

    /// The exit status of a child that exited (`WEXITSTATUS`).
    pub const fn exit_status(self) -> Option<i32> {
        if self.exited() {
            Some(self.second())
        } else {
            None
        }
    }

    /// The signal that ended the child (`WTERMSIG`).
    pub const fn term_signal(self) -> Option<SIG> {
        if self.signaled() {
            Some(SIG(self.low()))
        } else {
            None
        }
    }

    /// The signal that stopped the child (`WSTOPSIG`). With `PTRACE_O_TRACESYSGOOD`, a stop at a system call is `SIGTRAP | 0x80`.
    pub const fn stop_signal(self) -> Option<SIG> {
        if self.stopped() {
            Some(SIG(self.second()))
        } else {
            None
        }
    }

    /// Whether a signal ended the child and a core file was written (`WCOREDUMP`).
    pub const fn core_dumped(self) -> bool {
        self.signaled() && self.0 & 0x80 != 0
    }
}

/// `exited(3)`, `signaled(KILL, core)`, `stopped(TRAP)`, `stopped(TRAP, event 4)` of ptrace(2), `continued`; a number that no
/// child has is shown as it is.
impl fmt::Debug for WaitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signal = self.term_signal().or(self.stop_signal());
        let Some(signal) = signal else {
            return match self.exit_status() {
                Some(status) => write!(f, "exited({status})"),
                None if self.continued() => f.write_str("continued"),
                None => write!(f, "WaitStatus({:#x})", self.0),
            };
        };
        let how = if self.stopped() {
            "stopped"
        } else {
            "signaled"
        };
        match SIG::GROUP.name_of(signal.raw()) {
            Some(name) => write!(f, "{how}({name}")?,
            None => write!(f, "{how}({}", signal.raw())?,
        }
        if self.core_dumped() {
            f.write_str(", core")?;
        }
        if self.stopped() && self.0 >> 16 != 0 {
            write!(f, ", event {}", self.0 >> 16)?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;

    use super::*;

    #[test]
    fn text() {
        for (status, text) in [
            (3 << 8, "exited(3)"),
            (9, "signaled(KILL)"),
            (0x80 | 11, "signaled(SEGV, core)"),
            (19 << 8 | 0x7f, "stopped(STOP)"),
            (0x85 << 8 | 0x7f, "stopped(133)"),
            (4 << 16 | 5 << 8 | 0x7f, "stopped(TRAP, event 4)"),
            (0xffff, "continued"),
            (0xff, "WaitStatus(0xff)"),
        ] {
            assert_eq!(format!("{:?}", WaitStatus(status)), text);
        }
    }

    #[test]
    fn each_status_has_one_meaning() {
        for raw in (0..=0x1_ffff).chain([-1, i32::MIN, i32::MAX]) {
            let status = WaitStatus(raw);
            let meanings = [
                status.exited(),
                status.signaled(),
                status.stopped(),
                status.low() == 0x7f && !status.stopped(),
            ];
            assert_eq!(
                meanings.iter().filter(|&&holds| holds).count(),
                1,
                "{raw:#x}"
            );
            assert_eq!(status.exit_status().is_some(), status.exited());
            assert_eq!(status.term_signal().is_some(), status.signaled());
            assert_eq!(status.stop_signal().is_some(), status.stopped());
        }
    }

    #[test]
    fn examples() {
        assert_eq!(WaitStatus(0).exit_status(), Some(0));
        assert_eq!(WaitStatus(23 << 8).exit_status(), Some(23));
        assert_eq!(WaitStatus(9).term_signal(), Some(SIG::KILL));
        assert!(WaitStatus(11 | 0x80).core_dumped());
        assert_eq!(WaitStatus(11 | 0x80).term_signal(), Some(SIG::SEGV));
        assert_eq!(WaitStatus(19 << 8 | 0x7f).stop_signal(), Some(SIG(19)));
        assert!(WaitStatus(0xffff).continued());
        assert!(!WaitStatus(0xffff).signaled() && !WaitStatus(0xffff).stopped());
    }
}
