//! Privileges and restrictions.

use crate::declare::lists;

pub mod keyrings;
pub mod landlock;
pub mod seccomp;

pub use keyrings::*;
pub use landlock::*;
pub use seccomp::*;

lists! { keyrings landlock seccomp }
