//! Watchdogs (linux/watchdog.h; the kernel's Documentation/watchdog/watchdog-api.rst).

use crate::declare::structs;

structs! {
    /// A watchdog (linux/watchdog.h).
    struct watchdog_info: "struct watchdog_info" {
        /// `WDIOF_*`.
        options: u32,
        /// The version of its own program.
        firmware_version: u32,
        /// Its name, up to a zero.
        identity: [u8; 32],
    }
}

const _: () = assert!(size_of::<watchdog_info>() == 40);
