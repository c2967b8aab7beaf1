//! Waiting for events: poll, epoll, select, signalfd, inotify, fanotify (asm-generic/poll.h, linux/eventpoll.h,
//! linux/posix_types.h, linux/signalfd.h, linux/inotify.h, linux/fanotify.h).

use core::ffi::{c_ulong, c_void};

use linux_raw_sys::general;

use crate::declare::structs;
use crate::linux::fsid;
use crate::reflect::Char;

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
        #[doc(hidden)]
        __pad2: u16,
        #[doc(hidden)]
        ssi_syscall: i32,
        #[doc(hidden)]
        ssi_call_addr: u64,
        #[doc(hidden)]
        ssi_arch: u32,
        #[doc(hidden)]
        __pad: [u8; 28],
    }

    /// The descriptors 0 to 1023 that select(2) watches, a bit each, counted through the words (linux/posix_types.h).
    #[derive(PartialEq, Eq)]
    struct fdset: "__kernel_fd_set" {
        /// The bits.
        fds_bits: [c_ulong; 1024 / c_ulong::BITS as usize] as [u32; 32],
    }

    /// The head of an inotify event (linux/inotify.h). The name follows.
    struct inotify_event: "struct inotify_event" {
        /// The watch.
        wd: i32,
        /// What happened (`IN_*`).
        mask: u32,
        /// What the two events of a rename share.
        cookie: u32,
        /// Bytes of the name, with the zeros after it.
        len: u32,
        /// The name, up to a zero.
        name: [u8; 0] as [Char; 0],
    }

    /// The head of a fanotify event (linux/fanotify.h). Records of further information may follow.
    #[repr(align(8))]
    struct fanotify_event_metadata: "struct fanotify_event_metadata" {
        /// Bytes of the event.
        event_len: u32,
        /// `FANOTIFY_METADATA_VERSION`.
        vers: u8,
        /// Unused.
        reserved: u8,
        /// Bytes of this head.
        metadata_len: u16,
        /// What happened (`FAN_*`).
        mask: u64,
        /// The file's descriptor, or `FAN_NOFD`.
        fd: i32,
        /// The process, or its descriptor, or its thread.
        pid: i32,
    }

    /// The head of a record in a fanotify event (linux/fanotify.h).
    struct fanotify_event_info_header: "struct fanotify_event_info_header" {
        /// `FAN_EVENT_INFO_TYPE_*`.
        info_type: u8,
        /// Unused.
        pad: u8,
        /// Bytes of the record.
        len: u16,
    }

    /// A record that names a file (linux/fanotify.h): a `file_handle` follows, and with some types a name.
    struct fanotify_event_info_fid: "struct fanotify_event_info_fid" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The file system.
        fsid: fsid,
        /// The handle.
        handle: [u8; 0],
    }

    /// A record about an error of the file system (linux/fanotify.h).
    struct fanotify_event_info_error: "struct fanotify_event_info_error" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The error number.
        error: i32,
        /// How many there were.
        error_count: u32,
    }

    /// A record with the descriptor of the process (linux/fanotify.h).
    struct fanotify_event_info_pidfd: "struct fanotify_event_info_pidfd" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The descriptor, or `FAN_NOPIDFD` or `FAN_EPIDFD`.
        pidfd: i32,
    }

    /// A record with the range of a file that is about to be accessed (linux/fanotify.h).
    struct fanotify_event_info_range: "struct fanotify_event_info_range" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// Unused.
        pad: u32,
        /// The range's start in bytes.
        offset: u64,
        /// Its length in bytes.
        count: u64,
    }

    /// A record about a mount (linux/fanotify.h).
    struct fanotify_event_info_mnt: "struct fanotify_event_info_mnt" {
        /// The head.
        hdr: fanotify_event_info_header,
        /// The mount's number.
        mnt_id: u64,
    }

    /// The head of a record in an answer (linux/fanotify.h).
    struct fanotify_response_info_header: "struct fanotify_response_info_header" {
        /// `FAN_RESPONSE_INFO_*`.
        r#type: u8,
        /// Unused.
        pad: u8,
        /// Bytes of the record.
        len: u16,
    }

    /// A record for the audit log in an answer (linux/fanotify.h).
    struct fanotify_response_info_audit_rule: "struct fanotify_response_info_audit_rule" {
        /// The head.
        hdr: fanotify_response_info_header,
        /// The number of the rule that decided.
        rule_number: u32,
        /// Whether the process is trusted: 0 no, 1 yes, 2 unknown.
        subj_trust: u32,
        /// Whether the file is trusted: 0 no, 1 yes, 2 unknown.
        obj_trust: u32,
    }

    /// An answer to a fanotify event that asks for permission (linux/fanotify.h).
    struct fanotify_response: "struct fanotify_response" {
        /// The event's descriptor.
        fd: i32,
        /// `FAN_ALLOW` or `FAN_DENY`.
        response: u32,
    }
}

const _: () = assert!(size_of::<fdset>() == 128);
const _: () =
    assert!(size_of::<inotify_event>() == 16 && size_of::<fanotify_event_metadata>() == 24);

const _: () = assert!(size_of::<signalfd_siginfo>() == 128);
const _: () = assert!(
    size_of::<epoll_event>()
        == if cfg!(target_arch = "x86_64") {
            12
        } else {
            size_of::<(u32, u64)>()
        }
);
