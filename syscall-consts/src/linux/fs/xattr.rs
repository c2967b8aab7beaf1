//! Extended attributes (xattr(7); linux/xattr.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of setxattr(2) (linux/xattr.h).
    flags XATTR: u32 as Multi {
        CREATE = general::XATTR_CREATE,
        REPLACE = general::XATTR_REPLACE,
    }
}
