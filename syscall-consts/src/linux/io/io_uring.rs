//! io_uring(7) (linux/io_uring.h).

use linux_raw_sys::io_uring;

use crate::declare::groups;

groups! {
    /// Flags of io_uring_setup(2).
    flags IORING_SETUP: u32 as Multi {
        IOPOLL = io_uring::IORING_SETUP_IOPOLL,
        SQPOLL = io_uring::IORING_SETUP_SQPOLL,
        SQ_AFF = io_uring::IORING_SETUP_SQ_AFF,
        CQSIZE = io_uring::IORING_SETUP_CQSIZE,
        CLAMP = io_uring::IORING_SETUP_CLAMP,
        ATTACH_WQ = io_uring::IORING_SETUP_ATTACH_WQ,
        R_DISABLED = io_uring::IORING_SETUP_R_DISABLED,
        SUBMIT_ALL = io_uring::IORING_SETUP_SUBMIT_ALL,
        COOP_TASKRUN = io_uring::IORING_SETUP_COOP_TASKRUN,
        TASKRUN_FLAG = io_uring::IORING_SETUP_TASKRUN_FLAG,
        SQE128 = io_uring::IORING_SETUP_SQE128,
        CQE32 = io_uring::IORING_SETUP_CQE32,
        SINGLE_ISSUER = io_uring::IORING_SETUP_SINGLE_ISSUER,
        DEFER_TASKRUN = io_uring::IORING_SETUP_DEFER_TASKRUN,
        NO_MMAP = io_uring::IORING_SETUP_NO_MMAP,
        REGISTERED_FD_ONLY = io_uring::IORING_SETUP_REGISTERED_FD_ONLY,
        NO_SQARRAY = io_uring::IORING_SETUP_NO_SQARRAY,
        HYBRID_IOPOLL = io_uring::IORING_SETUP_HYBRID_IOPOLL,
        CQE_MIXED = IORING_SETUP_CQE_MIXED: 0x4_0000,
        SQE_MIXED = IORING_SETUP_SQE_MIXED: 0x8_0000,
    }

    /// What the kernel can do, as io_uring_setup(2) tells.
    flags IORING_FEAT: u32 as Multi {
        SINGLE_MMAP = io_uring::IORING_FEAT_SINGLE_MMAP,
        NODROP = io_uring::IORING_FEAT_NODROP,
        SUBMIT_STABLE = io_uring::IORING_FEAT_SUBMIT_STABLE,
        RW_CUR_POS = io_uring::IORING_FEAT_RW_CUR_POS,
        CUR_PERSONALITY = io_uring::IORING_FEAT_CUR_PERSONALITY,
        FAST_POLL = io_uring::IORING_FEAT_FAST_POLL,
        POLL_32BITS = io_uring::IORING_FEAT_POLL_32BITS,
        SQPOLL_NONFIXED = io_uring::IORING_FEAT_SQPOLL_NONFIXED,
        EXT_ARG = io_uring::IORING_FEAT_EXT_ARG,
        NATIVE_WORKERS = io_uring::IORING_FEAT_NATIVE_WORKERS,
        RSRC_TAGS = io_uring::IORING_FEAT_RSRC_TAGS,
        CQE_SKIP = io_uring::IORING_FEAT_CQE_SKIP,
        LINKED_FILE = io_uring::IORING_FEAT_LINKED_FILE,
        REG_REG_RING = io_uring::IORING_FEAT_REG_REG_RING,
        RECVSEND_BUNDLE = io_uring::IORING_FEAT_RECVSEND_BUNDLE,
        MIN_TIMEOUT = io_uring::IORING_FEAT_MIN_TIMEOUT,
        RW_ATTR = io_uring::IORING_FEAT_RW_ATTR,
        NO_IOWAIT = io_uring::IORING_FEAT_NO_IOWAIT,
    }

    /// Flags of io_uring_enter(2).
    flags IORING_ENTER: u32 as Multi {
        GETEVENTS = io_uring::IORING_ENTER_GETEVENTS,
        SQ_WAKEUP = io_uring::IORING_ENTER_SQ_WAKEUP,
        SQ_WAIT = io_uring::IORING_ENTER_SQ_WAIT,
        EXT_ARG = io_uring::IORING_ENTER_EXT_ARG,
        REGISTERED_RING = io_uring::IORING_ENTER_REGISTERED_RING,
        ABS_TIMER = io_uring::IORING_ENTER_ABS_TIMER,
        EXT_ARG_REG = io_uring::IORING_ENTER_EXT_ARG_REG,
        NO_IOWAIT = io_uring::IORING_ENTER_NO_IOWAIT,
    }

    /// Operations of io_uring_register(2).
    values IORING_REGISTER: u32 as Str {
        BUFFERS = io_uring::io_uring_register_op::IORING_REGISTER_BUFFERS,
        UNREGISTER_BUFFERS = io_uring::io_uring_register_op::IORING_UNREGISTER_BUFFERS,
        FILES = io_uring::io_uring_register_op::IORING_REGISTER_FILES,
        UNREGISTER_FILES = io_uring::io_uring_register_op::IORING_UNREGISTER_FILES,
        EVENTFD = io_uring::io_uring_register_op::IORING_REGISTER_EVENTFD,
        UNREGISTER_EVENTFD = io_uring::io_uring_register_op::IORING_UNREGISTER_EVENTFD,
        FILES_UPDATE = io_uring::io_uring_register_op::IORING_REGISTER_FILES_UPDATE,
        EVENTFD_ASYNC = io_uring::io_uring_register_op::IORING_REGISTER_EVENTFD_ASYNC,
        PROBE = io_uring::io_uring_register_op::IORING_REGISTER_PROBE,
        PERSONALITY = io_uring::io_uring_register_op::IORING_REGISTER_PERSONALITY,
        UNREGISTER_PERSONALITY = io_uring::io_uring_register_op::IORING_UNREGISTER_PERSONALITY,
        RESTRICTIONS = io_uring::io_uring_register_op::IORING_REGISTER_RESTRICTIONS,
        ENABLE_RINGS = io_uring::io_uring_register_op::IORING_REGISTER_ENABLE_RINGS,
        FILES2 = io_uring::io_uring_register_op::IORING_REGISTER_FILES2,
        FILES_UPDATE2 = io_uring::io_uring_register_op::IORING_REGISTER_FILES_UPDATE2,
        BUFFERS2 = io_uring::io_uring_register_op::IORING_REGISTER_BUFFERS2,
        BUFFERS_UPDATE = io_uring::io_uring_register_op::IORING_REGISTER_BUFFERS_UPDATE,
        IOWQ_AFF = io_uring::io_uring_register_op::IORING_REGISTER_IOWQ_AFF,
        UNREGISTER_IOWQ_AFF = io_uring::io_uring_register_op::IORING_UNREGISTER_IOWQ_AFF,
        IOWQ_MAX_WORKERS = io_uring::io_uring_register_op::IORING_REGISTER_IOWQ_MAX_WORKERS,
        RING_FDS = io_uring::io_uring_register_op::IORING_REGISTER_RING_FDS,
        UNREGISTER_RING_FDS = io_uring::io_uring_register_op::IORING_UNREGISTER_RING_FDS,
        PBUF_RING = io_uring::io_uring_register_op::IORING_REGISTER_PBUF_RING,
        UNREGISTER_PBUF_RING = io_uring::io_uring_register_op::IORING_UNREGISTER_PBUF_RING,
        SYNC_CANCEL = io_uring::io_uring_register_op::IORING_REGISTER_SYNC_CANCEL,
        FILE_ALLOC_RANGE = io_uring::io_uring_register_op::IORING_REGISTER_FILE_ALLOC_RANGE,
        PBUF_STATUS = io_uring::io_uring_register_op::IORING_REGISTER_PBUF_STATUS,
        NAPI = io_uring::io_uring_register_op::IORING_REGISTER_NAPI,
        UNREGISTER_NAPI = io_uring::io_uring_register_op::IORING_UNREGISTER_NAPI,
        CLOCK = io_uring::io_uring_register_op::IORING_REGISTER_CLOCK,
        CLONE_BUFFERS = io_uring::io_uring_register_op::IORING_REGISTER_CLONE_BUFFERS,
        SEND_MSG_RING = io_uring::io_uring_register_op::IORING_REGISTER_SEND_MSG_RING,
        ZCRX_IFQ = io_uring::io_uring_register_op::IORING_REGISTER_ZCRX_IFQ,
        RESIZE_RINGS = io_uring::io_uring_register_op::IORING_REGISTER_RESIZE_RINGS,
        MEM_REGION = io_uring::io_uring_register_op::IORING_REGISTER_MEM_REGION,
        USE_REGISTERED_RING = io_uring::io_uring_register_op::IORING_REGISTER_USE_REGISTERED_RING,
        QUERY = IORING_REGISTER_QUERY: 35,
        ZCRX_CTRL = IORING_REGISTER_ZCRX_CTRL: 36,
    }

    /// Operations of a submission.
    values IORING_OP: u8 as Str {
        NOP = io_uring::io_uring_op::IORING_OP_NOP,
        READV = io_uring::io_uring_op::IORING_OP_READV,
        WRITEV = io_uring::io_uring_op::IORING_OP_WRITEV,
        FSYNC = io_uring::io_uring_op::IORING_OP_FSYNC,
        READ_FIXED = io_uring::io_uring_op::IORING_OP_READ_FIXED,
        WRITE_FIXED = io_uring::io_uring_op::IORING_OP_WRITE_FIXED,
        POLL_ADD = io_uring::io_uring_op::IORING_OP_POLL_ADD,
        POLL_REMOVE = io_uring::io_uring_op::IORING_OP_POLL_REMOVE,
        SYNC_FILE_RANGE = io_uring::io_uring_op::IORING_OP_SYNC_FILE_RANGE,
        SENDMSG = io_uring::io_uring_op::IORING_OP_SENDMSG,
        RECVMSG = io_uring::io_uring_op::IORING_OP_RECVMSG,
        TIMEOUT = io_uring::io_uring_op::IORING_OP_TIMEOUT,
        TIMEOUT_REMOVE = io_uring::io_uring_op::IORING_OP_TIMEOUT_REMOVE,
        ACCEPT = io_uring::io_uring_op::IORING_OP_ACCEPT,
        ASYNC_CANCEL = io_uring::io_uring_op::IORING_OP_ASYNC_CANCEL,
        LINK_TIMEOUT = io_uring::io_uring_op::IORING_OP_LINK_TIMEOUT,
        CONNECT = io_uring::io_uring_op::IORING_OP_CONNECT,
        FALLOCATE = io_uring::io_uring_op::IORING_OP_FALLOCATE,
        OPENAT = io_uring::io_uring_op::IORING_OP_OPENAT,
        CLOSE = io_uring::io_uring_op::IORING_OP_CLOSE,
        FILES_UPDATE = io_uring::io_uring_op::IORING_OP_FILES_UPDATE,
        STATX = io_uring::io_uring_op::IORING_OP_STATX,
        READ = io_uring::io_uring_op::IORING_OP_READ,
        WRITE = io_uring::io_uring_op::IORING_OP_WRITE,
        FADVISE = io_uring::io_uring_op::IORING_OP_FADVISE,
        MADVISE = io_uring::io_uring_op::IORING_OP_MADVISE,
        SEND = io_uring::io_uring_op::IORING_OP_SEND,
        RECV = io_uring::io_uring_op::IORING_OP_RECV,
        OPENAT2 = io_uring::io_uring_op::IORING_OP_OPENAT2,
        EPOLL_CTL = io_uring::io_uring_op::IORING_OP_EPOLL_CTL,
        SPLICE = io_uring::io_uring_op::IORING_OP_SPLICE,
        PROVIDE_BUFFERS = io_uring::io_uring_op::IORING_OP_PROVIDE_BUFFERS,
        REMOVE_BUFFERS = io_uring::io_uring_op::IORING_OP_REMOVE_BUFFERS,
        TEE = io_uring::io_uring_op::IORING_OP_TEE,
        SHUTDOWN = io_uring::io_uring_op::IORING_OP_SHUTDOWN,
        RENAMEAT = io_uring::io_uring_op::IORING_OP_RENAMEAT,
        UNLINKAT = io_uring::io_uring_op::IORING_OP_UNLINKAT,
        MKDIRAT = io_uring::io_uring_op::IORING_OP_MKDIRAT,
        SYMLINKAT = io_uring::io_uring_op::IORING_OP_SYMLINKAT,
        LINKAT = io_uring::io_uring_op::IORING_OP_LINKAT,
        MSG_RING = io_uring::io_uring_op::IORING_OP_MSG_RING,
        FSETXATTR = io_uring::io_uring_op::IORING_OP_FSETXATTR,
        SETXATTR = io_uring::io_uring_op::IORING_OP_SETXATTR,
        FGETXATTR = io_uring::io_uring_op::IORING_OP_FGETXATTR,
        GETXATTR = io_uring::io_uring_op::IORING_OP_GETXATTR,
        SOCKET = io_uring::io_uring_op::IORING_OP_SOCKET,
        URING_CMD = io_uring::io_uring_op::IORING_OP_URING_CMD,
        SEND_ZC = io_uring::io_uring_op::IORING_OP_SEND_ZC,
        SENDMSG_ZC = io_uring::io_uring_op::IORING_OP_SENDMSG_ZC,
        READ_MULTISHOT = io_uring::io_uring_op::IORING_OP_READ_MULTISHOT,
        WAITID = io_uring::io_uring_op::IORING_OP_WAITID,
        FUTEX_WAIT = io_uring::io_uring_op::IORING_OP_FUTEX_WAIT,
        FUTEX_WAKE = io_uring::io_uring_op::IORING_OP_FUTEX_WAKE,
        FUTEX_WAITV = io_uring::io_uring_op::IORING_OP_FUTEX_WAITV,
        FIXED_FD_INSTALL = io_uring::io_uring_op::IORING_OP_FIXED_FD_INSTALL,
        FTRUNCATE = io_uring::io_uring_op::IORING_OP_FTRUNCATE,
        BIND = io_uring::io_uring_op::IORING_OP_BIND,
        LISTEN = io_uring::io_uring_op::IORING_OP_LISTEN,
        RECV_ZC = io_uring::io_uring_op::IORING_OP_RECV_ZC,
        EPOLL_WAIT = io_uring::io_uring_op::IORING_OP_EPOLL_WAIT,
        READV_FIXED = io_uring::io_uring_op::IORING_OP_READV_FIXED,
        WRITEV_FIXED = io_uring::io_uring_op::IORING_OP_WRITEV_FIXED,
        PIPE = io_uring::io_uring_op::IORING_OP_PIPE,
        NOP128 = IORING_OP_NOP128: 63,
        URING_CMD128 = IORING_OP_URING_CMD128: 64,
    }

    /// Flags of a submission.
    flags IOSQE: u8 as Multi {
        FIXED_FILE = IOSQE_FIXED_FILE: 1 << 0,
        IO_DRAIN = IOSQE_IO_DRAIN: 1 << 1,
        IO_LINK = IOSQE_IO_LINK: 1 << 2,
        IO_HARDLINK = IOSQE_IO_HARDLINK: 1 << 3,
        ASYNC = IOSQE_ASYNC: 1 << 4,
        BUFFER_SELECT = IOSQE_BUFFER_SELECT: 1 << 5,
        CQE_SKIP_SUCCESS = IOSQE_CQE_SKIP_SUCCESS: 1 << 6,
    }

    /// Flags of a completion.
    flags IORING_CQE_F: u32 as Multi {
        BUFFER = io_uring::IORING_CQE_F_BUFFER,
        MORE = io_uring::IORING_CQE_F_MORE,
        SOCK_NONEMPTY = io_uring::IORING_CQE_F_SOCK_NONEMPTY,
        NOTIF = io_uring::IORING_CQE_F_NOTIF,
        BUF_MORE = io_uring::IORING_CQE_F_BUF_MORE,
        SKIP = IORING_CQE_F_SKIP: 0x20,
        _32 = IORING_CQE_F_32: 0x8000,
        TSTAMP_HW = IORING_CQE_F_TSTAMP_HW: 0x1_0000,
    }

    /// Flags of the ring of submissions.
    flags IORING_SQ: u32 as Multi {
        NEED_WAKEUP = io_uring::IORING_SQ_NEED_WAKEUP,
        CQ_OVERFLOW = io_uring::IORING_SQ_CQ_OVERFLOW,
        TASKRUN = io_uring::IORING_SQ_TASKRUN,
    }

    /// Flags of the ring of completions.
    flags IORING_CQ: u32 as Multi {
        EVENTFD_DISABLED = io_uring::IORING_CQ_EVENTFD_DISABLED,
    }

    /// Offsets at which mmap(2) has the rings.
    values IORING_OFF: u64 as Str {
        SQ_RING = io_uring::IORING_OFF_SQ_RING,
        CQ_RING = io_uring::IORING_OFF_CQ_RING,
        SQES = io_uring::IORING_OFF_SQES,
        PBUF_RING = io_uring::IORING_OFF_PBUF_RING,
        PBUF_SHIFT = io_uring::IORING_OFF_PBUF_SHIFT,
        MMAP_MASK = io_uring::IORING_OFF_MMAP_MASK,
    }

    /// Flags of IORING_OP_FSYNC.
    flags IORING_FSYNC: u32 as Multi {
        DATASYNC = io_uring::IORING_FSYNC_DATASYNC,
    }

    /// Flags of IORING_OP_TIMEOUT and IORING_OP_TIMEOUT_REMOVE.
    flags IORING_TIMEOUT: u32 as Multi {
        ABS = io_uring::IORING_TIMEOUT_ABS,
        UPDATE = io_uring::IORING_TIMEOUT_UPDATE,
        BOOTTIME = io_uring::IORING_TIMEOUT_BOOTTIME,
        REALTIME = io_uring::IORING_TIMEOUT_REALTIME,
        ETIME_SUCCESS = io_uring::IORING_TIMEOUT_ETIME_SUCCESS,
        MULTISHOT = io_uring::IORING_TIMEOUT_MULTISHOT,
        CLOCK_MASK = io_uring::IORING_TIMEOUT_CLOCK_MASK,
        UPDATE_MASK = io_uring::IORING_TIMEOUT_UPDATE_MASK,
        LINK_UPDATE = io_uring::IORING_LINK_TIMEOUT_UPDATE,
    }

    /// Flags of IORING_OP_POLL_ADD.
    flags IORING_POLL: u32 as Multi {
        ADD_MULTI = io_uring::IORING_POLL_ADD_MULTI,
        UPDATE_EVENTS = io_uring::IORING_POLL_UPDATE_EVENTS,
        UPDATE_USER_DATA = io_uring::IORING_POLL_UPDATE_USER_DATA,
        ADD_LEVEL = io_uring::IORING_POLL_ADD_LEVEL,
    }

    /// Flags of IORING_OP_ASYNC_CANCEL.
    flags IORING_ASYNC_CANCEL: u32 as Multi {
        ALL = io_uring::IORING_ASYNC_CANCEL_ALL,
        FD = io_uring::IORING_ASYNC_CANCEL_FD,
        ANY = io_uring::IORING_ASYNC_CANCEL_ANY,
        FD_FIXED = io_uring::IORING_ASYNC_CANCEL_FD_FIXED,
        USERDATA = io_uring::IORING_ASYNC_CANCEL_USERDATA,
        OP = io_uring::IORING_ASYNC_CANCEL_OP,
    }

    /// Flags of sending and receiving, in `ioprio`.
    flags IORING_RECVSEND: u16 as Multi {
        POLL_FIRST = io_uring::IORING_RECVSEND_POLL_FIRST,
        RECV_MULTISHOT = io_uring::IORING_RECV_MULTISHOT,
        FIXED_BUF = io_uring::IORING_RECVSEND_FIXED_BUF,
        SEND_ZC_REPORT_USAGE = io_uring::IORING_SEND_ZC_REPORT_USAGE,
        BUNDLE = io_uring::IORING_RECVSEND_BUNDLE,
        SEND_VECTORIZED = io_uring::IORING_SEND_VECTORIZED,
    }

    /// Flags of IORING_OP_ACCEPT, in `ioprio`.
    flags IORING_ACCEPT: u16 as Multi {
        MULTISHOT = io_uring::IORING_ACCEPT_MULTISHOT,
        DONTWAIT = io_uring::IORING_ACCEPT_DONTWAIT,
        POLL_FIRST = io_uring::IORING_ACCEPT_POLL_FIRST,
    }

    /// Commands of IORING_OP_MSG_RING.
    values IORING_MSG: u64 as Str {
        DATA = io_uring::io_uring_msg_ring_flags::IORING_MSG_DATA,
        SEND_FD = io_uring::io_uring_msg_ring_flags::IORING_MSG_SEND_FD,
    }

    /// Flags of IORING_OP_MSG_RING.
    flags IORING_MSG_RING: u32 as Multi {
        CQE_SKIP = io_uring::IORING_MSG_RING_CQE_SKIP,
        FLAGS_PASS = io_uring::IORING_MSG_RING_FLAGS_PASS,
    }

    /// What IORING_REGISTER_RESTRICTIONS leaves allowed.
    values IORING_RESTRICTION: u16 as Str {
        REGISTER_OP = io_uring::io_uring_register_restriction_op::IORING_RESTRICTION_REGISTER_OP,
        SQE_OP = io_uring::io_uring_register_restriction_op::IORING_RESTRICTION_SQE_OP,
        SQE_FLAGS_ALLOWED = io_uring::io_uring_register_restriction_op::IORING_RESTRICTION_SQE_FLAGS_ALLOWED,
        SQE_FLAGS_REQUIRED = io_uring::io_uring_register_restriction_op::IORING_RESTRICTION_SQE_FLAGS_REQUIRED,
    }

    /// Flags of an operation of a driver.
    flags IORING_URING_CMD: u32 as Multi {
        FIXED = io_uring::IORING_URING_CMD_FIXED,
        MULTISHOT = IORING_URING_CMD_MULTISHOT: 0x2,
    }

    /// Operations of sockets, for IORING_OP_URING_CMD.
    values SOCKET_URING_OP: u32 as Str {
        SIOCINQ = io_uring::io_uring_socket_op::SOCKET_URING_OP_SIOCINQ,
        SIOCOUTQ = io_uring::io_uring_socket_op::SOCKET_URING_OP_SIOCOUTQ,
        GETSOCKOPT = io_uring::io_uring_socket_op::SOCKET_URING_OP_GETSOCKOPT,
        SETSOCKOPT = io_uring::io_uring_socket_op::SOCKET_URING_OP_SETSOCKOPT,
        TX_TIMESTAMP = io_uring::io_uring_socket_op::SOCKET_URING_OP_TX_TIMESTAMP,
        GETSOCKNAME = SOCKET_URING_OP_GETSOCKNAME: 5,
    }

    /// Flags of an operation that does nothing.
    flags IORING_NOP: u32 as Multi {
        INJECT_RESULT = io_uring::IORING_NOP_INJECT_RESULT,
        FILE = io_uring::IORING_NOP_FILE,
        FIXED_FILE = io_uring::IORING_NOP_FIXED_FILE,
        FIXED_BUFFER = io_uring::IORING_NOP_FIXED_BUFFER,
        TW = io_uring::IORING_NOP_TW,
        CQE32 = IORING_NOP_CQE32: 0x20,
    }

    /// Flags of the operation that makes a registered file a descriptor.
    flags IORING_FIXED_FD: u32 as Multi {
        NO_CLOEXEC = io_uring::IORING_FIXED_FD_NO_CLOEXEC,
    }

    /// The place among registered files that lets the kernel choose one.
    values IORING_FILE_INDEX: u32 as Str {
        ALLOC = io_uring::IORING_FILE_INDEX_ALLOC,
    }

    /// Flags of registered buffers and files.
    flags IORING_RSRC_REGISTER: u32 as Multi {
        SPARSE = io_uring::IORING_RSRC_REGISTER_SPARSE,
    }

    /// Flags of IORING_REGISTER_CLONE_BUFFERS.
    flags IORING_CLONE: u32 as Multi {
        SRC_REGISTERED = io_uring::IORING_REGISTER_SRC_REGISTERED,
        DST_REPLACE = io_uring::IORING_REGISTER_DST_REPLACE,
    }

    /// Flags of a ring of buffers.
    flags IOU_PBUF_RING: u16 as Multi {
        MMAP = io_uring::io_uring_register_pbuf_ring_flags::IOU_PBUF_RING_MMAP,
        INC = io_uring::io_uring_register_pbuf_ring_flags::IOU_PBUF_RING_INC,
    }

    /// What is known of an operation.
    flags IO_URING_OP: u16 as Multi {
        SUPPORTED = io_uring::IO_URING_OP_SUPPORTED,
    }

    /// Places in the limits of workers.
    values IO_WQ: u32 as Str {
        BOUND = io_uring::io_wq_type::IO_WQ_BOUND,
        UNBOUND = io_uring::io_wq_type::IO_WQ_UNBOUND,
    }

    /// Operations on the polling of network devices.
    values IO_URING_NAPI: u32 as Str {
        REGISTER_OP = io_uring::io_uring_napi_op::IO_URING_NAPI_REGISTER_OP,
        STATIC_ADD_ID = io_uring::io_uring_napi_op::IO_URING_NAPI_STATIC_ADD_ID,
        STATIC_DEL_ID = io_uring::io_uring_napi_op::IO_URING_NAPI_STATIC_DEL_ID,
    }

    /// How they are tracked.
    values IO_URING_NAPI_TRACKING: u32 as Str {
        DYNAMIC = io_uring::io_uring_napi_tracking_strategy::IO_URING_NAPI_TRACKING_DYNAMIC,
        STATIC = io_uring::io_uring_napi_tracking_strategy::IO_URING_NAPI_TRACKING_STATIC,
        INACTIVE = io_uring::io_uring_napi_tracking_strategy::IO_URING_NAPI_TRACKING_INACTIVE,
    }

    /// Flags of shared memory and of its registration.
    flags IORING_MEM_REGION: u64 as Multi {
        TYPE_USER = io_uring::IORING_MEM_REGION_TYPE_USER,
        REG_WAIT_ARG = io_uring::IORING_MEM_REGION_REG_WAIT_ARG,
    }

    /// Flags of a registered way to wait.
    flags IORING_REG_WAIT: u32 as Multi {
        TS = io_uring::IORING_REG_WAIT_TS,
    }

    /// Attributes of reads and writes.
    flags IORING_RW_ATTR_FLAG: u64 as Multi {
        PI = io_uring::IORING_RW_ATTR_FLAG_PI,
    }
}
