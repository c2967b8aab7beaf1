//! Devices: terminals, input devices and others that are asked by ioctl(2).

use crate::declare::lists;

pub mod hd;
pub mod input;
pub mod serial;
pub mod terminal;
pub mod vhost;
pub mod vt;
pub mod watchdog;

pub use hd::*;
pub use input::*;
pub use serial::*;
pub use terminal::*;
pub use vhost::*;
pub use vt::*;
pub use watchdog::*;

lists! {
    hd,
    input,
    serial,
    terminal,
    terminal::speeds,
    vhost,
    vt,
    watchdog,
}
