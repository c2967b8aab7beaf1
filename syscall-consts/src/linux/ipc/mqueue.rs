//! POSIX message queues (mq_overview(7)).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of a message queue (asm/fcntl.h).
    flags OMQATTR: u32 as Multi {
        NONBLOCK = general::O_NONBLOCK,
    }
}
