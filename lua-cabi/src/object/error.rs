//! The layout of error objects, which every call that fails makes. Their members are in `types/error.rs`.

use super::Object;
use core::mem::offset_of;
use syscall_types::{Field, FieldKind, Plain, Reflect, Struct};

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
}

// SAFETY: an integer.
unsafe impl Plain for error {}

// SAFETY: the compiler gives the size, the offsets and the kinds.
unsafe impl Reflect for error {
    const STRUCT: &'static Struct = &Struct {
        name: "error",
        c_name: "",
        size: size_of::<error>(),
        align: align_of::<error>(),
        fields: &[Field {
            name: "errno",
            offset: offset_of!(error, errno),
            kind: i32::KIND,
        }],
    };
}

impl Object for error {
    type Universe = super::system::Common;
    const NAME: &'static str = "error";
}
