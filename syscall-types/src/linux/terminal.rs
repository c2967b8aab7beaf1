//! Terminals (asm/termbits.h, asm/termios.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A terminal's modes, as TCGETS fills them in (asm/termbits.h).
    termios: "struct termios" = general::termios { c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc }

    /// A terminal's size in characters and pixels (asm/termios.h).
    winsize: "struct winsize" = general::winsize { ws_row, ws_col, ws_xpixel, ws_ypixel }
}
