//! Page faults that programs answer (userfaultfd(2), ioctl_userfaultfd(2); linux/userfaultfd.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of userfaultfd(2) (asm/fcntl.h, linux/userfaultfd.h).
    flags UFFD: u32 as Multi {
        CLOEXEC = general::O_CLOEXEC,
        NONBLOCK = general::O_NONBLOCK,
        USER_MODE_ONLY = general::UFFD_USER_MODE_ONLY,
    }

    /// Features of a userfaultfd, for UFFDIO_API (linux/userfaultfd.h).
    flags UFFD_FEATURE: u64 as Multi {
        PAGEFAULT_FLAG_WP = general::UFFD_FEATURE_PAGEFAULT_FLAG_WP,
        EVENT_FORK = general::UFFD_FEATURE_EVENT_FORK,
        EVENT_REMAP = general::UFFD_FEATURE_EVENT_REMAP,
        EVENT_REMOVE = general::UFFD_FEATURE_EVENT_REMOVE,
        MISSING_HUGETLBFS = general::UFFD_FEATURE_MISSING_HUGETLBFS,
        MISSING_SHMEM = general::UFFD_FEATURE_MISSING_SHMEM,
        EVENT_UNMAP = general::UFFD_FEATURE_EVENT_UNMAP,
        SIGBUS = general::UFFD_FEATURE_SIGBUS,
        THREAD_ID = general::UFFD_FEATURE_THREAD_ID,
        MINOR_HUGETLBFS = general::UFFD_FEATURE_MINOR_HUGETLBFS,
        MINOR_SHMEM = general::UFFD_FEATURE_MINOR_SHMEM,
        EXACT_ADDRESS = general::UFFD_FEATURE_EXACT_ADDRESS,
        WP_HUGETLBFS_SHMEM = general::UFFD_FEATURE_WP_HUGETLBFS_SHMEM,
        WP_UNPOPULATED = general::UFFD_FEATURE_WP_UNPOPULATED,
        POISON = general::UFFD_FEATURE_POISON,
        WP_ASYNC = general::UFFD_FEATURE_WP_ASYNC,
        MOVE = general::UFFD_FEATURE_MOVE,
    }

    /// What is read from a userfaultfd (linux/userfaultfd.h).
    values UFFD_EVENT: u8 as Str {
        PAGEFAULT = general::UFFD_EVENT_PAGEFAULT,
        FORK = general::UFFD_EVENT_FORK,
        REMAP = general::UFFD_EVENT_REMAP,
        REMOVE = general::UFFD_EVENT_REMOVE,
        UNMAP = general::UFFD_EVENT_UNMAP,
    }

    /// What is known of a page fault (linux/userfaultfd.h).
    flags UFFD_PAGEFAULT_FLAG: u64 as Multi {
        WRITE = general::UFFD_PAGEFAULT_FLAG_WRITE,
        WP = general::UFFD_PAGEFAULT_FLAG_WP,
        MINOR = general::UFFD_PAGEFAULT_FLAG_MINOR,
    }

    /// Which faults UFFDIO_REGISTER asks for (linux/userfaultfd.h).
    flags UFFDIO_REGISTER_MODE: u64 as Multi {
        MISSING = general::UFFDIO_REGISTER_MODE_MISSING,
        WP = general::UFFDIO_REGISTER_MODE_WP,
        MINOR = general::UFFDIO_REGISTER_MODE_MINOR,
    }

    /// Flags of UFFDIO_COPY (linux/userfaultfd.h).
    flags UFFDIO_COPY_MODE: u64 as Multi {
        DONTWAKE = general::UFFDIO_COPY_MODE_DONTWAKE,
        WP = general::UFFDIO_COPY_MODE_WP,
    }

    /// Flags of UFFDIO_ZEROPAGE (linux/userfaultfd.h).
    flags UFFDIO_ZEROPAGE_MODE: u64 as Multi {
        DONTWAKE = general::UFFDIO_ZEROPAGE_MODE_DONTWAKE,
    }

    /// Flags of UFFDIO_WRITEPROTECT (linux/userfaultfd.h).
    flags UFFDIO_WRITEPROTECT_MODE: u64 as Multi {
        WP = UFFDIO_WRITEPROTECT_MODE_WP: 1,
        DONTWAKE = UFFDIO_WRITEPROTECT_MODE_DONTWAKE: 2,
    }

    /// Flags of UFFDIO_CONTINUE (linux/userfaultfd.h).
    flags UFFDIO_CONTINUE_MODE: u64 as Multi {
        DONTWAKE = UFFDIO_CONTINUE_MODE_DONTWAKE: 1,
        WP = UFFDIO_CONTINUE_MODE_WP: 2,
    }

    /// Flags of UFFDIO_POISON (linux/userfaultfd.h).
    flags UFFDIO_POISON_MODE: u64 as Multi {
        DONTWAKE = UFFDIO_POISON_MODE_DONTWAKE: 1,
    }

    /// Flags of UFFDIO_MOVE (linux/userfaultfd.h).
    flags UFFDIO_MOVE_MODE: u64 as Multi {
        DONTWAKE = UFFDIO_MOVE_MODE_DONTWAKE: 1,
        ALLOW_SRC_HOLES = UFFDIO_MOVE_MODE_ALLOW_SRC_HOLES: 2,
    }
}
