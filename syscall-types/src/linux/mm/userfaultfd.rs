//! Page faults that programs answer (userfaultfd(2), ioctl_userfaultfd(2); linux/userfaultfd.h).

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// An event (linux/userfaultfd.h). Which part of `arg` counts depends on it.
    uffd_msg: "struct uffd_msg" = general::uffd_msg { event, arg as uffd_arg }

    /// A page fault: its flags, its address, and the thread.
    struct uffd_pagefault: "__typeof__(((struct uffd_msg *)0)->arg.pagefault)" {
        /// `UFFD_PAGEFAULT_FLAG_*`.
        flags: u64,
        /// Where it was.
        address: u64,
        /// The thread, with the feature `UFFD_FEATURE_THREAD_ID`.
        feat: uffd_feature,
    }

    /// What a feature adds to a page fault.
    union uffd_feature: "__typeof__(((struct uffd_msg *)0)->arg.pagefault.feat)" {
        /// The thread.
        ptid: u32,
    }

    /// A fork.
    struct uffd_fork: "__typeof__(((struct uffd_msg *)0)->arg.fork)" {
        /// The child's own descriptor.
        ufd: u32,
    }

    /// A range that mremap(2) has moved.
    struct uffd_remap: "__typeof__(((struct uffd_msg *)0)->arg.remap)" {
        /// Where it was.
        from: u64,
        /// Where it is.
        to: u64,
        /// Bytes.
        len: u64,
    }

    /// A range that is gone.
    struct uffd_remove: "__typeof__(((struct uffd_msg *)0)->arg.remove)" {
        /// Its start.
        start: u64,
        /// Its end.
        end: u64,
    }

    /// What an event says.
    union uffd_arg: "__typeof__(((struct uffd_msg *)0)->arg)" {
        /// Of `UFFD_EVENT_PAGEFAULT`.
        pagefault: uffd_pagefault,
        /// Of `UFFD_EVENT_FORK`.
        fork: uffd_fork,
        /// Of `UFFD_EVENT_REMAP`.
        remap: uffd_remap,
        /// Of `UFFD_EVENT_REMOVE` and `UFFD_EVENT_UNMAP`.
        remove: uffd_remove,
    }

    /// The version and the features that both sides have (linux/userfaultfd.h).
    uffdio_api: "struct uffdio_api" = general::uffdio_api { api, features, ioctls }

    /// A range of memory (linux/userfaultfd.h).
    uffdio_range: "struct uffdio_range" = general::uffdio_range { start, len }

    /// A range whose faults are to be told (linux/userfaultfd.h).
    uffdio_register: "struct uffdio_register" = general::uffdio_register { range, mode, ioctls }

    /// Pages to copy into a range (linux/userfaultfd.h).
    uffdio_copy: "struct uffdio_copy" = general::uffdio_copy { dst, src, len, mode, copy }

    /// A range to fill with zeros (linux/userfaultfd.h).
    uffdio_zeropage: "struct uffdio_zeropage" = general::uffdio_zeropage { range, mode, zeropage }

    /// A range to protect against writing, or no more (linux/userfaultfd.h).
    uffdio_writeprotect: "struct uffdio_writeprotect" = general::uffdio_writeprotect { range, mode }

    /// A range whose pages are there already (linux/userfaultfd.h).
    uffdio_continue: "struct uffdio_continue" = general::uffdio_continue { range, mode, mapped }

    /// A range whose use is an error (linux/userfaultfd.h).
    uffdio_poison: "struct uffdio_poison" = general::uffdio_poison { range, mode, updated }

    /// Pages to move into a range (linux/userfaultfd.h).
    uffdio_move: "struct uffdio_move" = general::uffdio_move { dst, src, len, mode, r#move = move_ }
}

const _: () = assert!(size_of::<uffd_msg>() == 32 && size_of::<uffd_arg>() == 24);
