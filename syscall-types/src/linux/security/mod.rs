//! Privileges and restrictions: capabilities, keys, Landlock, seccomp, security modules, audit.

use crate::declare::lists;

pub mod audit;
pub mod capability;
pub mod keyrings;
pub mod landlock;
pub mod lsm;
pub mod seccomp;

pub use audit::*;
pub use capability::*;
pub use keyrings::*;
pub use landlock::*;
pub use lsm::*;
pub use seccomp::*;

lists! {
    audit,
    capability,
    keyrings,
    landlock,
    lsm,
    seccomp,
}
