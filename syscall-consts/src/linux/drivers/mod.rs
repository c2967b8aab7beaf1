//! Devices: terminals, input devices and others that are asked by ioctl(2).

use crate::declare::lists;

pub mod input;
pub mod keycode;
pub mod pci;
pub mod terminal;

pub use input::*;
pub use keycode::*;
pub use pci::*;
pub use terminal::*;

lists! { input keycode pci terminal }
