//! Memory: mappings, memory policy, page faults that programs answer.

use crate::declare::lists;

pub mod memory;
pub mod numa;
pub mod userfaultfd;

pub use memory::*;
pub use numa::*;
pub use userfaultfd::*;

lists! { memory numa userfaultfd }
