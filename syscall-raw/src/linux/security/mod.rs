//! Privileges and restrictions.

pub mod keyrings;
pub mod landlock;
pub mod lsm;
pub mod seccomp;

pub use keyrings::*;
pub use landlock::*;
pub use lsm::*;
pub use seccomp::*;
