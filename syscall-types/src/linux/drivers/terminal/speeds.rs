//! The terminal modes that hold speeds as numbers (asm/termbits.h). On PowerPC every `termios` does.

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A terminal's modes with its speeds as numbers, as TCGETS2 fills them in (asm/termbits.h).
    termios2: "struct termios2" = general::termios2 {
        c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc, c_ispeed, c_ospeed,
    }
}
