//! Devices.

use crate::declare::lists;

pub mod hardware;
pub mod input;
pub mod terminal;
pub mod vhost;

pub use hardware::*;
pub use input::*;
pub use terminal::*;
pub use vhost::*;

lists! {
    hardware,
    input,
    terminal,
    #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
    terminal::speeds,
    vhost,
}
