//! Input and output beyond reading and writing: waiting for descriptors, asynchronous requests, data moved between
//! descriptors.

use crate::declare::lists;

pub mod aio;
pub mod event;
pub mod io_uring;
pub mod splice;

pub use aio::*;
pub use event::*;
pub use io_uring::*;
pub use splice::*;

lists! { aio event io_uring splice }
