//! Processes, scheduling and limits (linux/sched.h, linux/wait.h, linux/resource.h, linux/pidfd.h, linux/ioprio.h). prctl(2)
//! is in prctl.rs.

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Flags of clone(2), clone3(2) and unshare(2) (linux/sched.h).
    flags CLONE: u64 as Multi {
        VM = general::CLONE_VM,
        FS = general::CLONE_FS,
        FILES = general::CLONE_FILES,
        SIGHAND = general::CLONE_SIGHAND,
        PTRACE = general::CLONE_PTRACE,
        VFORK = general::CLONE_VFORK,
        PARENT = general::CLONE_PARENT,
        THREAD = general::CLONE_THREAD,
        NEWNS = general::CLONE_NEWNS,
        SYSVSEM = general::CLONE_SYSVSEM,
        SETTLS = general::CLONE_SETTLS,
        PARENT_SETTID = general::CLONE_PARENT_SETTID,
        CHILD_CLEARTID = general::CLONE_CHILD_CLEARTID,
        DETACHED = general::CLONE_DETACHED,
        UNTRACED = general::CLONE_UNTRACED,
        CHILD_SETTID = general::CLONE_CHILD_SETTID,
        NEWUTS = general::CLONE_NEWUTS,
        NEWIPC = general::CLONE_NEWIPC,
        NEWUSER = general::CLONE_NEWUSER,
        NEWPID = general::CLONE_NEWPID,
        NEWNET = general::CLONE_NEWNET,
        IO = general::CLONE_IO,
        NEWCGROUP = general::CLONE_NEWCGROUP,
        NEWTIME = general::CLONE_NEWTIME,
        PIDFD = general::CLONE_PIDFD,
        INTO_CGROUP = general::CLONE_INTO_CGROUP,
        CLEAR_SIGHAND = general::CLONE_CLEAR_SIGHAND,
    }

    /// Options of wait4(2) and waitid(2) (linux/wait.h).
    flags W: u32 as Multi {
        NOHANG = general::WNOHANG,
        STOPPED = general::WSTOPPED,
        UNTRACED = general::WUNTRACED,
        EXITED = general::WEXITED,
        CONTINUED = general::WCONTINUED,
        NOWAIT = general::WNOWAIT,
        NOTHREAD = general::__WNOTHREAD,
        ALL = general::__WALL,
        CLONE = general::__WCLONE,
    }

    /// What waitid(2) waits for (linux/wait.h).
    values P: i32 as Str {
        ALL = general::P_ALL,
        PID = general::P_PID,
        PGID = general::P_PGID,
        PIDFD = general::P_PIDFD,
    }

    /// Special process numbers of wait4(2) (wait.h of the BSDs; the kernel has plain numbers).
    values WAIT: i32 as Str {
        MYPGRP = WAIT_MYPGRP: 0,
        ANY = WAIT_ANY: -1,
    }

    /// Whose priority getpriority(2) means (linux/resource.h).
    values PRIO: i32 as Str {
        PROCESS = general::PRIO_PROCESS,
        PGRP = general::PRIO_PGRP,
        USER = general::PRIO_USER,
    }

    /// Whose use getrusage(2) reports (linux/resource.h).
    values RUSAGE: i32 as Str {
        SELF = general::RUSAGE_SELF,
        THREAD = general::RUSAGE_THREAD,
        BOTH = general::RUSAGE_BOTH,
        CHILDREN = general::RUSAGE_CHILDREN,
    }

    /// Resource limits (asm/resource.h).
    values RLIMIT: u32 as Str {
        CPU = general::RLIMIT_CPU,
        FSIZE = general::RLIMIT_FSIZE,
        DATA = general::RLIMIT_DATA,
        STACK = general::RLIMIT_STACK,
        CORE = general::RLIMIT_CORE,
        RSS = general::RLIMIT_RSS,
        NPROC = general::RLIMIT_NPROC,
        NOFILE = general::RLIMIT_NOFILE,
        MEMLOCK = general::RLIMIT_MEMLOCK,
        AS = general::RLIMIT_AS,
        LOCKS = general::RLIMIT_LOCKS,
        SIGPENDING = general::RLIMIT_SIGPENDING,
        MSGQUEUE = general::RLIMIT_MSGQUEUE,
        NICE = general::RLIMIT_NICE,
        RTPRIO = general::RLIMIT_RTPRIO,
        RTTIME = general::RLIMIT_RTTIME,
        OFILE = RLIMIT_OFILE: general::RLIMIT_NOFILE,
    }

    /// Special values of a resource limit (linux/resource.h).
    values RLIM: u64 as Str {
        INFINITY = RLIM64_INFINITY: u64::MAX,
    }

    /// Scheduling policies and their flags (linux/sched.h).
    flags SCHED: u32 as Multi {
        NORMAL = general::SCHED_NORMAL,
        FIFO = general::SCHED_FIFO,
        RR = general::SCHED_RR,
        BATCH = general::SCHED_BATCH,
        IDLE = general::SCHED_IDLE,
        RESET_ON_FORK = general::SCHED_RESET_ON_FORK,
        DEADLINE = general::SCHED_DEADLINE,
        EXT = general::SCHED_EXT,
        OTHER = SCHED_OTHER: general::SCHED_NORMAL,
    }

    /// Flags of sched_setattr(2) (linux/sched.h).
    flags SCHED_FLAG: u64 as Multi {
        RESET_ON_FORK = general::SCHED_FLAG_RESET_ON_FORK,
        RECLAIM = general::SCHED_FLAG_RECLAIM,
        DL_OVERRUN = general::SCHED_FLAG_DL_OVERRUN,
        KEEP_POLICY = general::SCHED_FLAG_KEEP_POLICY,
        KEEP_PARAMS = general::SCHED_FLAG_KEEP_PARAMS,
        UTIL_CLAMP_MIN = general::SCHED_FLAG_UTIL_CLAMP_MIN,
        UTIL_CLAMP_MAX = general::SCHED_FLAG_UTIL_CLAMP_MAX,
        KEEP_ALL = general::SCHED_FLAG_KEEP_ALL,
        UTIL_CLAMP = general::SCHED_FLAG_UTIL_CLAMP,
    }

    /// Whose input and output ioprio_get(2) means (linux/ioprio.h).
    values IOPRIO_WHO: i32 as Str {
        PROCESS = IOPRIO_WHO_PROCESS: 1,
        PGRP = IOPRIO_WHO_PGRP: 2,
        USER = IOPRIO_WHO_USER: 3,
    }

    /// Classes of input and output, above the 13 bits of data (linux/ioprio.h).
    values IOPRIO_CLASS: i32 as Str {
        NONE = IOPRIO_CLASS_NONE: 0,
        RT = IOPRIO_CLASS_RT: 1,
        BE = IOPRIO_CLASS_BE: 2,
        IDLE = IOPRIO_CLASS_IDLE: 3,
        SHIFT = IOPRIO_CLASS_SHIFT: 13,
    }

    /// Hints in a priority of input and output, above the 3 bits of the level (linux/ioprio.h).
    values IOPRIO_HINT: i32 as Str {
        NONE = IOPRIO_HINT_NONE: 0,
        DEV_DURATION_LIMIT_1 = IOPRIO_HINT_DEV_DURATION_LIMIT_1: 1,
        DEV_DURATION_LIMIT_2 = IOPRIO_HINT_DEV_DURATION_LIMIT_2: 2,
        DEV_DURATION_LIMIT_3 = IOPRIO_HINT_DEV_DURATION_LIMIT_3: 3,
        DEV_DURATION_LIMIT_4 = IOPRIO_HINT_DEV_DURATION_LIMIT_4: 4,
        DEV_DURATION_LIMIT_5 = IOPRIO_HINT_DEV_DURATION_LIMIT_5: 5,
        DEV_DURATION_LIMIT_6 = IOPRIO_HINT_DEV_DURATION_LIMIT_6: 6,
        DEV_DURATION_LIMIT_7 = IOPRIO_HINT_DEV_DURATION_LIMIT_7: 7,
        SHIFT = IOPRIO_HINT_SHIFT: 3,
    }

    /// Flags of pidfd_open(2) (linux/pidfd.h).
    flags PIDFD: u32 as Multi {
        NONBLOCK = PIDFD_NONBLOCK: general::O_NONBLOCK,
        THREAD = PIDFD_THREAD: general::O_EXCL,
    }

    /// Descriptors that stand for the caller (linux/fcntl.h).
    values PIDFD_SELF: i32 as Str {
        THREAD = general::PIDFD_SELF_THREAD,
        THREAD_GROUP = general::PIDFD_SELF_THREAD_GROUP,
    }

    /// Flags of pidfd_send_signal(2) (linux/pidfd.h).
    flags PIDFD_SIGNAL: u32 as Multi {
        THREAD = PIDFD_SIGNAL_THREAD: 1,
        THREAD_GROUP = PIDFD_SIGNAL_THREAD_GROUP: 2,
        PROCESS_GROUP = PIDFD_SIGNAL_PROCESS_GROUP: 4,
    }

    /// What PIDFD_GET_INFO tells (linux/pidfd.h).
    flags PIDFD_INFO: u64 as Multi {
        PID = PIDFD_INFO_PID: 1,
        CREDS = PIDFD_INFO_CREDS: 2,
        CGROUPID = PIDFD_INFO_CGROUPID: 4,
        EXIT = PIDFD_INFO_EXIT: 8,
        COREDUMP = PIDFD_INFO_COREDUMP: 0x10,
        SUPPORTED_MASK = PIDFD_INFO_SUPPORTED_MASK: 0x20,
        COREDUMP_SIGNAL = PIDFD_INFO_COREDUMP_SIGNAL: 0x40,
    }
}
