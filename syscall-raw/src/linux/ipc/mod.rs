//! Communication between processes, and waiting for one another.

pub mod futex;
pub mod mqueue;
pub mod sysv;

pub use futex::*;
pub use mqueue::*;
pub use sysv::*;
