//! The terminal modes that hold speeds as numbers (asm/termbits.h). On PowerPC every `termios` does, and the kernel has no
//! other; so that programs need not ask, it has both names here.

#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
use linux_raw_sys::general;

use crate::declare::structs;

#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
structs! {
    /// A terminal's modes with its speeds as numbers, as TCGETS2 fills them in (asm/termbits.h).
    termios2: "struct termios2" = general::termios2 {
        c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc, c_ispeed, c_ospeed,
    }
}

#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
structs! {
    /// A terminal's modes with its speeds as numbers, as TCGETS fills them in on PowerPC (asm/termbits.h).
    struct termios2: "struct termios" {
        /// How input is treated (`IFLAG`).
        c_iflag: u32,
        /// How output is treated (`OFLAG`).
        c_oflag: u32,
        /// How the line works (`CFLAG`).
        c_cflag: u32,
        /// Echo, lines and signals (`LFLAG`).
        c_lflag: u32,
        /// The control characters, by their places (`CC`).
        c_cc: [u8; 19],
        /// The line discipline.
        c_line: u8,
        /// The speed of input in baud.
        c_ispeed: u32,
        /// The speed of output in baud.
        c_ospeed: u32,
    }
}
