//! Terminals and pseudo-terminals (termios(3), ioctl_tty(2), pts(4)): the C library's functions, which are requests of
//! ioctl(2). All give `ENOTTY` for what is no terminal.

use syscall_consts::linux::{MODE, O, TCFLOW, TCFLUSH, TCSA, ioctl as request};
use syscall_types::linux::termios;

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::linux::openat;
use crate::{Errno, Fd, Out, OwnedFd};

/// A terminal's modes, tcgetattr(3).
#[inline]
pub fn tcgetattr<'a>(fd: Fd<'_>, out: impl Out<'a, termios>) -> Result<&'a mut termios, Errno> {
    // SAFETY: TCGETS fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_ioctl, fd, request::TCGETS, place)
        })
    }
}

/// Sets a terminal's modes, tcsetattr(3): now, when the output is sent, or then and without the input that nobody has read. What
/// the driver cannot do it leaves as it was. `EINVAL` (another `when`), `EINTR`, `EIO` (a process of the background).
#[inline]
pub fn tcsetattr(fd: Fd<'_>, when: TCSA, modes: &termios) -> Result<(), Errno> {
    let number = match when {
        TCSA::NOW => request::TCSETS,
        TCSA::DRAIN => request::TCSETSW,
        TCSA::FLUSH => request::TCSETSF,
        _ => return Err(Errno::EINVAL),
    };
    // SAFETY: the kernel reads the structure.
    decode(unsafe { syscall!(__NR_ioctl, fd, number, modes) })
}

/// The session that a terminal controls, tcgetsid(3). `ENOTTY` also where it does not control the caller's.
#[inline]
pub fn tcgetsid(fd: Fd<'_>) -> Result<i32, Errno> {
    let mut session = 0_i32;
    // SAFETY: the kernel writes the number.
    decode::<()>(unsafe { syscall!(__NR_ioctl, fd, request::TIOCGSID, &mut session) })?;
    Ok(session)
}

/// Opens a new pseudo-terminal, posix_openpt(3): its master. `EIO` or `ENOSPC` (no more of them), `ENOENT` (no `/dev/ptmx`).
#[inline]
pub fn posix_openpt(flags: O) -> Result<OwnedFd, Errno> {
    openat(Fd::CWD, c"/dev/ptmx", flags, MODE::empty())
}

/// The number of a pseudo-terminal by its master, ptsname(3): the other end is `/dev/pts/N`.
#[doc(alias = "ptsname")]
#[inline]
pub fn ptsnumber(fd: Fd<'_>) -> Result<u32, Errno> {
    let mut number = 0_u32;
    // SAFETY: the kernel writes the number.
    decode::<()>(unsafe { syscall!(__NR_ioctl, fd, request::TIOCGPTN, &mut number) })?;
    Ok(number)
}

/// Lets the other end of a pseudo-terminal be opened, unlockpt(3).
#[inline]
pub fn unlockpt(fd: Fd<'_>) -> Result<(), Errno> {
    // SAFETY: the kernel reads a number.
    decode(unsafe { syscall!(__NR_ioctl, fd, request::TIOCSPTLCK, &0_i32) })
}

calls! {
    /// Sends zeros for so many tenths of a second, and for a quarter of one where that is 0; tcsendbreak(3). `EINTR`.
    pub fn tcsendbreak(fd: Fd<'_>, tenths: u32) = __NR_ioctl(fd, request::TCSBRKP, tenths);

    /// Waits until the output is sent, tcdrain(3). `EINTR`.
    pub fn tcdrain(fd: Fd<'_>) = __NR_ioctl(fd, request::TCSBRK, 1_u32);

    /// Discards what was received and not read, or written and not sent, tcflush(3). `EINVAL`.
    pub fn tcflush(fd: Fd<'_>, queue: TCFLUSH) = __NR_ioctl(fd, request::TCFLSH, queue);

    /// Stops or starts output, or asks the other side to stop or start sending, tcflow(3). `EINVAL`.
    pub fn tcflow(fd: Fd<'_>, action: TCFLOW) = __NR_ioctl(fd, request::TCXONC, action);
}
