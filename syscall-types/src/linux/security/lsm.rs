//! Linux security modules (linux/lsm.h).

use crate::declare::structs;

structs! {
    /// What a security module knows of a process (linux/lsm.h). Its text follows.
    struct lsm_ctx: "struct lsm_ctx" {
        /// The module (`LSM_ID_*`).
        id: u64,
        /// The module's own flags.
        flags: u64,
        /// Bytes of the record.
        len: u64,
        /// Bytes of the text.
        ctx_len: u64,
        /// The text.
        ctx: [u8; 0],
    }
}

const _: () = assert!(size_of::<lsm_ctx>() == 32);
