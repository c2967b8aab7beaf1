//! Terminals and pseudo-terminals: sections 3 (termios) and 2 (ioctl_tty) of the Linux manual.

use crate::context::Cx;
use crate::convert::Push;
use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::row::calls;
use crate::object::number::Milliseconds;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{O, TCFLOW, TCFLUSH, TCSA};
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_raw::native::{posix_openpt, tcdrain, tcflow, tcflush, tcgetsid, unlockpt};
use syscall_types::native::termios;

calls! { CALLS:
    /// Opens a new pseudo-terminal: its master. posix_openpt(3)
    posix_openpt(flags: Flags<O>) -> NewFd;
    /// As `posix_openpt`. posix_openpt(3)
    openpt(flags: Flags<O>) -> NewFd;
    /// Nothing is left to be granted on Linux: whether it is the master of a pseudo-terminal. grantpt(3)
    grantpt(fd: Fd) -> ();
    /// Lets the other end of a pseudo-terminal be opened. unlockpt(3)
    unlockpt(fd: Fd) -> ();
    /// The path of the other end of a pseudo-terminal, by its master. ptsname(3)
    ptsname(fd: Fd) -> Path;
    /// A terminal's modes. tcgetattr(3)
    tcgetattr(fd: Fd) -> termios;
    /// Sets a terminal's modes: "now", when the output is sent ("drain"), or then and without the input that nobody has read ("flush"). tcsetattr(3)
    tcsetattr(fd: Fd, action: Flags<TCSA>, modes: Init<termios>) -> ();
    /// Sends zeros for so many milliseconds, in tenths of a second; for a quarter of one where `duration` is 0. tcsendbreak(3)
    tcsendbreak(fd: Fd, duration: Milliseconds = 0) -> ();
    /// Waits until the output is sent. tcdrain(3)
    tcdrain(fd: Fd) -> ();
    /// Discards what was received and not read ("iflush"), written and not sent ("oflush"), or both. tcflush(3)
    tcflush(fd: Fd, queue: Flags<TCFLUSH>) -> ();
    /// Stops output ("ooff") or starts it ("oon"), or asks the other side to stop or start sending ("ioff", "ion"). tcflow(3)
    tcflow(fd: Fd, action: Flags<TCFLOW>) -> ();
    /// The session that a terminal controls; the error NOTTY where it does not control the caller's. tcgetsid(3)
    tcgetsid(fd: Fd) -> i32;
    /// Whether it is a terminal: true, or nil and an error. isatty(3)
    isatty(fd: Fd) -> ();
}

fn openpt(flags: O) -> Result<OwnedFd, Errno> {
    posix_openpt(flags)
}

fn grantpt(fd: syscall_raw::Fd) -> Result<(), Errno> {
    sys::ptsnumber(fd).map(|_| ())
}

/// The path of the other end of a pseudo-terminal of that number.
struct Path(u32);

impl Push for Path {
    const LUA: &'static str = "string";

    fn push(self, cx: &mut Cx) {
        "/dev/pts/".push(cx);
        self.0.push(cx);
        cx.concat(2);
    }
}

fn ptsname(fd: syscall_raw::Fd) -> Result<Path, Errno> {
    sys::ptsnumber(fd).map(Path)
}

fn tcgetattr(fd: syscall_raw::Fd) -> Result<termios, Errno> {
    sys::tcgetattr(fd, &mut MaybeUninit::uninit()).copied()
}

fn tcsetattr(fd: syscall_raw::Fd, action: TCSA, modes: termios) -> Result<(), Errno> {
    sys::tcsetattr(fd, action, &modes)
}

fn tcsendbreak(fd: syscall_raw::Fd, duration: i32) -> Result<(), Errno> {
    let tenths = u32::try_from(duration).unwrap_or(0).div_ceil(100);
    sys::tcsendbreak(fd, tenths)
}

fn isatty(fd: syscall_raw::Fd) -> Result<(), Errno> {
    tcgetattr(fd).map(|_| ())
}
