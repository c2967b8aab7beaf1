//! Terminal modes: the raw mode of cfmakeraw(3), and speeds (termios(3), ioctl_tty(2)).

use linux_raw_sys::general;
use syscall_consts::Constants;
use syscall_consts::linux::{B, CC, CFLAG, IFLAG, LFLAG, OFLAG};

use crate::linux::{termios, termios2};

/// The modes of a terminal: `termios` and `termios2`.
pub trait TerminalModes {
    /// Sets the raw mode: bytes come one by one, as they are, without echo, signals or parity.
    fn make_raw(&mut self);

    /// The output speed in baud; nothing for bits that stand for none, or for a speed that this type has no field for.
    fn speed(&self) -> Option<u32>;

    /// Sets the speed of both directions. Tells whether the type can hold it: without fields for speeds it can hold those
    /// that have a name only.
    fn set_speed(&mut self, baud: u32) -> bool;
}

/// The bits of a speed with a name.
fn bits(baud: u32) -> Option<u32> {
    let speeds = B::GROUP;
    let found = speeds.iter().find(|(name, _)| name.parse() == Ok(baud));
    found.and_then(|(_, bits)| bits.try_into().ok())
}

/// The speed of these bits.
fn baud(bits: u32) -> Option<u32> {
    B::GROUP.name_of(bits.into())?.parse().ok()
}

macro_rules! terminal_modes {
    ($modes:ty, $other:expr $(, $output:ident, $input:ident)?) => {
        impl TerminalModes for $modes {
            fn make_raw(&mut self) {
                let input = IFLAG::IGNBRK | IFLAG::BRKINT | IFLAG::PARMRK | IFLAG::ISTRIP | IFLAG::INLCR
                    | IFLAG::IGNCR | IFLAG::ICRNL | IFLAG::IXON;
                let local = LFLAG::ECHO | LFLAG::ECHONL | LFLAG::ICANON | LFLAG::ISIG | LFLAG::IEXTEN;
                self.c_iflag &= !input.bits();
                self.c_oflag &= !OFLAG::OPOST.bits();
                self.c_lflag &= !local.bits();
                self.c_cflag &= !(CFLAG::CSIZE | CFLAG::PARENB).bits();
                self.c_cflag |= CFLAG::CS8.bits();
                for (character, value) in [(CC::VMIN, 1), (CC::VTIME, 0)] {
                    if let Some(place) = self.c_cc.get_mut(usize::from(character.0)) {
                        *place = value;
                    }
                }
            }

            fn speed(&self) -> Option<u32> {
                match self.c_cflag & general::CBAUD {
                    $( general::BOTHER => Some(self.$output), )?
                    bits => baud(bits),
                }
            }

            fn set_speed(&mut self, baud: u32) -> bool {
                let Some(bits) = bits(baud).or($other) else {
                    return false;
                };
                // No bits for input mean the speed of output.
                self.c_cflag = self.c_cflag & !(general::CBAUD | general::CIBAUD) | bits;
                $(
                    self.$output = baud;
                    self.$input = baud;
                )?
                true
            }
        }
    };
}

#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
terminal_modes! { termios, None }
terminal_modes! { termios2, Some(general::BOTHER), c_ospeed, c_ispeed }
#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
terminal_modes! { termios, Some(general::BOTHER), c_ospeed, c_ispeed }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plain;

    #[test]
    fn raw() {
        let mut modes = termios::zeroed();
        (modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag) = (!0, !0, !0, !0);
        modes.make_raw();
        assert_eq!(modes.c_lflag & (LFLAG::ECHO | LFLAG::ICANON).bits(), 0);
        assert_ne!(modes.c_lflag & LFLAG::TOSTOP.bits(), 0);
        assert_eq!(modes.c_oflag & OFLAG::OPOST.bits(), 0);
        assert_eq!(modes.c_cflag & CFLAG::CSIZE.bits(), CFLAG::CS8.bits());
        assert_eq!(modes.c_iflag & IFLAG::IXON.bits(), 0);
        assert_ne!(modes.c_iflag & IFLAG::IXOFF.bits(), 0);
        assert_eq!(
            (
                modes.c_cc[CC::VMIN.0 as usize],
                modes.c_cc[CC::VTIME.0 as usize]
            ),
            (1, 0)
        );
    }

    #[test]
    fn named_speeds() {
        let mut modes = termios::zeroed();
        modes.c_cflag = CFLAG::CREAD.bits() | general::CIBAUD;
        for speed in [0, 50, 9600, 38400, 115_200, 4_000_000] {
            assert!(modes.set_speed(speed));
            assert_eq!(modes.speed(), Some(speed));
        }
        assert_eq!(modes.c_cflag & !general::CBAUD, CFLAG::CREAD.bits());
    }

    #[test]
    #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
    fn other_speeds() {
        let mut modes = termios::zeroed();
        assert!(modes.set_speed(9600) && !modes.set_speed(9601) && !modes.set_speed(u32::MAX));
        assert_eq!(modes.speed(), Some(9600));
        let mut modes = termios2::zeroed();
        for speed in [9600, 9601, 250_000, u32::MAX] {
            assert!(modes.set_speed(speed));
            assert_eq!((modes.speed(), modes.c_ispeed), (Some(speed), speed));
        }
        let mut modes = termios::zeroed();
        modes.c_cflag = general::BOTHER;
        assert_eq!(modes.speed(), None);
    }
}
