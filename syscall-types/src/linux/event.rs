//! Waiting for events: poll, epoll, signalfd (asm-generic/poll.h, linux/eventpoll.h, linux/signalfd.h).

use core::ffi::c_void;

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

    /// A signal, as read from a signalfd (linux/signalfd.h).
    struct signalfd_siginfo: "struct signalfd_siginfo" {
        /// The signal's number.
        ssi_signo: u32,
        /// An error number (unused).
        ssi_errno: i32,
        /// Why the signal was sent (`SI_*`).
        ssi_code: i32,
        /// The sending process.
        ssi_pid: u32,
        /// The sender's real user.
        ssi_uid: u32,
        /// The descriptor (SIGIO).
        ssi_fd: i32,
        /// The kernel's timer number (POSIX timers).
        ssi_tid: u32,
        /// The events (SIGIO).
        ssi_band: u32,
        /// How often the timer expired unseen (POSIX timers).
        ssi_overrun: u32,
        /// The trap number (hardware faults).
        ssi_trapno: u32,
        /// The exit status or signal (SIGCHLD).
        ssi_status: i32,
        /// The integer that sigqueue(3) sent.
        ssi_int: i32,
        /// The pointer that sigqueue(3) sent.
        ssi_ptr: u64,
        /// User time of the child in clock ticks (SIGCHLD).
        ssi_utime: u64,
        /// System time of the child in clock ticks (SIGCHLD).
        ssi_stime: u64,
        /// The address of a fault (hardware faults).
        ssi_addr: u64,
        /// The least significant bit of the address (SIGBUS).
        ssi_addr_lsb: u16,
        __pad2: u16,
        ssi_syscall: i32,
        ssi_call_addr: u64,
        ssi_arch: u32,
        __pad: [u8; 28],
    }
}

const _: () = assert!(size_of::<signalfd_siginfo>() == 128);
const _: () = assert!(
    size_of::<epoll_event>()
        == if cfg!(target_arch = "x86_64") {
            12
        } else {
            size_of::<(u32, u64)>()
        }
);
