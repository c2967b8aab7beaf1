//! Extended attributes (xattr(7); linux/xattr.h).

use crate::declare::structs;

structs! {
    /// A value of an extended attribute, for setxattrat(2) and getxattrat(2) (linux/xattr.h).
    #[repr(align(8))]
    struct xattr_args: "struct xattr_args" {
        /// The value's address.
        value: u64,
        /// Its bytes.
        size: u32,
        /// `XATTR_*`.
        flags: u32,
    }
}
