//! Terminals: modes with their speeds, and sizes (termios(3), ioctl_tty(2); asm/termbits.h, asm/termios.h).

mod modes;
pub(super) mod speeds;

use linux_raw_sys::general;

use crate::declare::structs;

pub use modes::TerminalModes;
pub use speeds::*;

structs! {
    /// A terminal's modes, as TCGETS fills them in (asm/termbits.h).
    termios: "struct termios" = general::termios { c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc }

    /// A terminal's size in characters and pixels (asm/termios.h).
    winsize: "struct winsize" = general::winsize { ws_row, ws_col, ws_xpixel, ws_ypixel }
}
