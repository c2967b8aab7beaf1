//! Communication between processes: message queues, semaphores, shared memory, and waiting on memory.

use crate::declare::lists;

pub mod futex;
pub mod mqueue;
pub mod sysv;

pub use futex::*;
pub use mqueue::*;
pub use sysv::*;

lists! { futex mqueue sysv }
