//! The layout of error objects, which every call that fails makes. Their members are in `types/error.rs`.

use super::Object;
use syscall_types::Plain;

/// An error number. Any number: one that has no name has no text either.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(
    non_camel_case_types,
    reason = "named as in S.t, like the kernel's structures"
)]
pub struct error {
    /// The number.
    pub errno: i32,
    /// The `SpawnStep` that failed, 0 where there was one call only.
    pub step: i32,
}

// SAFETY: integers.
unsafe impl Plain for error {}

syscall_types::reflect! { error { errno } }

impl Object for error {
    type Universe = super::system::Common;
    const NAME: &'static str = "error";
}
