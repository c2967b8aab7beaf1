//! Memory.

pub mod memory;
pub mod numa;

pub use memory::*;
pub use numa::*;
