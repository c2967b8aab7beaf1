//! Devices.

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
