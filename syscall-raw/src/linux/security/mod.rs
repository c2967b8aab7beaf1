//! Privileges and restrictions: capabilities, keys, Landlock, seccomp, security modules, audit.

pub mod keyrings;
pub mod landlock;
pub mod lsm;
pub mod seccomp;

pub use keyrings::*;
pub use landlock::*;
pub use lsm::*;
pub use seccomp::*;
