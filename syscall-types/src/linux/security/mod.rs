//! Privileges and restrictions.

use crate::declare::lists;

pub mod capability;
pub mod landlock;
pub mod seccomp;

pub use capability::*;
pub use landlock::*;
pub use seccomp::*;

lists! {
    capability,
    landlock,
}
