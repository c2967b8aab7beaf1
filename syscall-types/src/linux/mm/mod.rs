//! Memory: mappings, memory policy, page faults that programs answer.

use crate::declare::lists;

pub mod userfaultfd;

pub use userfaultfd::*;

lists! {
    userfaultfd,
}
