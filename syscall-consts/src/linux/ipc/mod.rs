//! Communication between processes, and waiting for one another.

use crate::declare::lists;

pub mod futex;
pub mod sysv;

pub use futex::*;
pub use sysv::*;

lists! { futex sysv }
