//! Waiting for events (asm/poll.h, linux/eventpoll.h, linux/eventfd.h, linux/signalfd.h, linux/inotify.h).

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

    /// Flags of signalfd4(2) (linux/signalfd.h).
    flags SFD: u32 as Multi {
        NONBLOCK = SFD_NONBLOCK: general::O_NONBLOCK,
        CLOEXEC = SFD_CLOEXEC: general::O_CLOEXEC,
    }

    /// Events and options of inotify (linux/inotify.h).
    flags IN: u32 as Multi {
        ACCESS = general::IN_ACCESS,
        MODIFY = general::IN_MODIFY,
        ATTRIB = general::IN_ATTRIB,
        CLOSE_WRITE = general::IN_CLOSE_WRITE,
        CLOSE_NOWRITE = general::IN_CLOSE_NOWRITE,
        CLOSE = general::IN_CLOSE,
        OPEN = general::IN_OPEN,
        MOVED_FROM = general::IN_MOVED_FROM,
        MOVED_TO = general::IN_MOVED_TO,
        MOVE = general::IN_MOVE,
        CREATE = general::IN_CREATE,
        DELETE = general::IN_DELETE,
        DELETE_SELF = general::IN_DELETE_SELF,
        MOVE_SELF = general::IN_MOVE_SELF,
        ALL_EVENTS = general::IN_ALL_EVENTS,
        UNMOUNT = general::IN_UNMOUNT,
        Q_OVERFLOW = general::IN_Q_OVERFLOW,
        IGNORED = general::IN_IGNORED,
        ONLYDIR = general::IN_ONLYDIR,
        DONT_FOLLOW = general::IN_DONT_FOLLOW,
        EXCL_UNLINK = general::IN_EXCL_UNLINK,
        MASK_ADD = general::IN_MASK_ADD,
        ISDIR = general::IN_ISDIR,
        ONESHOT = general::IN_ONESHOT,
        MASK_CREATE = general::IN_MASK_CREATE,
    }

    /// Flags of inotify_init1(2) (linux/inotify.h).
    flags IN_INIT: u32 as Multi {
        NONBLOCK = general::IN_NONBLOCK,
        CLOEXEC = general::IN_CLOEXEC,
    }
}
