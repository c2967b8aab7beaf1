//! Descriptors (fcntl(2); asm-generic/fcntl.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// Who gets a file's signals, for fcntl(2) (asm-generic/fcntl.h).
    f_owner_ex: "struct f_owner_ex" = general::f_owner_ex { r#type = type_, pid }
}
