//! Memory.

use crate::declare::lists;

pub mod userfaultfd;

pub use userfaultfd::*;

lists! {
    userfaultfd,
}
