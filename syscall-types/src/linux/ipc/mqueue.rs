//! POSIX message queues (mq_overview(7); linux/mqueue.h).

use core::ffi::c_long;

use crate::declare::structs;

structs! {
    /// A message queue's limits and state (linux/mqueue.h).
    struct mq_attr: "struct mq_attr" {
        /// `O_NONBLOCK` or nothing.
        mq_flags: c_long,
        /// The most messages.
        mq_maxmsg: c_long,
        /// The most bytes of a message.
        mq_msgsize: c_long,
        /// Messages that wait now.
        mq_curmsgs: c_long,
        #[doc(hidden)]
        __reserved: [c_long; 4],
    }
}

const _: () = assert!(size_of::<mq_attr>() == size_of::<[c_long; 8]>());
