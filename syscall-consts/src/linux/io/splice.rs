//! Moving data between descriptors (splice(2), tee(2), vmsplice(2)).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of splice(2), tee(2) and vmsplice(2) (linux/splice.h).
    flags SPLICE_F: u32 as Multi {
        MOVE = general::SPLICE_F_MOVE,
        NONBLOCK = general::SPLICE_F_NONBLOCK,
        MORE = general::SPLICE_F_MORE,
        GIFT = general::SPLICE_F_GIFT,
    }
}
