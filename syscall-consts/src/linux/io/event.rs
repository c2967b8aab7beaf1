//! Waiting for descriptors: poll(2), epoll(7), eventfd(2) (asm/poll.h, linux/eventpoll.h, linux/eventfd.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Events of poll(2) (asm/poll.h).
    flags POLL: i16 as Multi {
        IN = general::POLLIN,
        PRI = general::POLLPRI,
        OUT = general::POLLOUT,
        ERR = general::POLLERR,
        HUP = general::POLLHUP,
        NVAL = general::POLLNVAL,
        RDNORM = general::POLLRDNORM,
        RDBAND = general::POLLRDBAND,
        #[cfg(any(target_arch = "sparc", target_arch = "sparc64", target_arch = "m68k"))]
        WRNORM = POLLWRNORM: general::POLLOUT,
        #[cfg(not(any(target_arch = "sparc", target_arch = "sparc64", target_arch = "m68k")))]
        WRNORM = general::POLLWRNORM,
        WRBAND = general::POLLWRBAND,
        MSG = general::POLLMSG,
        REMOVE = general::POLLREMOVE,
        RDHUP = general::POLLRDHUP,
    }

    /// Events of epoll (linux/eventpoll.h).
    flags EPOLL: u32 as Multi {
        IN = general::EPOLLIN,
        PRI = general::EPOLLPRI,
        OUT = general::EPOLLOUT,
        ERR = general::EPOLLERR,
        HUP = general::EPOLLHUP,
        RDNORM = general::EPOLLRDNORM,
        RDBAND = general::EPOLLRDBAND,
        WRNORM = general::EPOLLWRNORM,
        WRBAND = general::EPOLLWRBAND,
        MSG = general::EPOLLMSG,
        RDHUP = general::EPOLLRDHUP,
        ONESHOT = general::EPOLLONESHOT,
        ET = general::EPOLLET,
        EXCLUSIVE = general::EPOLLEXCLUSIVE,
        WAKEUP = general::EPOLLWAKEUP,
        NVAL = general::EPOLLNVAL,
    }

    /// Flags of epoll_create1(2) (linux/eventpoll.h).
    flags EPOLLCREATE: u32 as Multi {
        /// No header has it, and the kernel refuses it.
        NONBLOCK = EPOLL_NONBLOCK: general::O_NONBLOCK,
        CLOEXEC = general::EPOLL_CLOEXEC,
    }

    /// Operations of epoll_ctl(2) (linux/eventpoll.h).
    values EPOLL_CTL: i32 as Str {
        ADD = general::EPOLL_CTL_ADD,
        DEL = general::EPOLL_CTL_DEL,
        MOD = general::EPOLL_CTL_MOD,
    }

    /// Flags of eventfd2(2) (linux/eventfd.h).
    flags EFD: u32 as Multi {
        SEMAPHORE = general::EFD_SEMAPHORE,
        NONBLOCK = general::EFD_NONBLOCK,
        CLOEXEC = general::EFD_CLOEXEC,
    }
}
