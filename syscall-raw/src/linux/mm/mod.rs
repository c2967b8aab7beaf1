//! Memory: mappings, memory policy, page faults that programs answer.

pub mod memory;
pub mod numa;
pub mod userfaultfd;

pub use memory::*;
pub use numa::*;
pub use userfaultfd::*;
