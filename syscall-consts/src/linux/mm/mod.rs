//! Memory.

use crate::declare::lists;

pub mod memory;
pub mod numa;
pub mod userfaultfd;

pub use memory::*;
pub use numa::*;
pub use userfaultfd::*;

lists! { memory numa userfaultfd }
