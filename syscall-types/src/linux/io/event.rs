//! Waiting for descriptors: poll(2), epoll(7), select(2) (asm-generic/poll.h, linux/eventpoll.h,
//! linux/posix_types.h).

use core::ffi::{c_ulong, c_void};

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// A descriptor that poll(2) watches (asm-generic/poll.h).
    pollfd: "struct pollfd" = general::pollfd { fd, events, revents }

    /// What epoll reports with an event: a value of the caller's own.
    ///
    /// [`epoll_event`] holds it as 64 bits; this is how C programs divide them.
    union epoll_data: "epoll_data_t" {
        /// A pointer.
        ptr: *mut c_void,
        /// A descriptor.
        fd: i32,
        /// 32 bits.
        u32: u32,
        /// All 64 bits.
        u64: u64,
    }

    /// An event and the value to report with it (linux/eventpoll.h). Packed on x86_64.
    epoll_event: "struct epoll_event" = general::epoll_event { events, data as epoll_data }

    /// How a network device is polled for an epoll instance (linux/eventpoll.h).
    epoll_params: "struct epoll_params" = general::epoll_params { busy_poll_usecs, busy_poll_budget, prefer_busy_poll }

    /// The descriptors 0 to 1023 that select(2) watches, a bit each, counted through the words (linux/posix_types.h).
    #[derive(PartialEq, Eq)]
    struct fdset: "__kernel_fd_set" {
        /// The bits.
        fds_bits: [c_ulong; 1024 / c_ulong::BITS as usize] as [u32; 32],
    }
}

const _: () = assert!(size_of::<fdset>() == 128);
const _: () = assert!(
    size_of::<epoll_event>()
        == if cfg!(target_arch = "x86_64") {
            12
        } else {
            size_of::<(u32, u64)>()
        }
);
