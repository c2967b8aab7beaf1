//! The systems: one file each, the only place that knows what it has.

mod common;
pub mod linux;
#[cfg(feature = "tiny")]
pub mod tiny;
