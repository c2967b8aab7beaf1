//! Processes: how they are made, their limits, descriptors of them, restartable sequences (clone(2), getrlimit(2),
//! getrusage(2), pidfd_open(2), rseq(2); linux/sched.h, linux/resource.h, linux/pidfd.h, linux/rseq.h).

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

    /// Special user namespaces of listns(2) (linux/nsfs.h).
    values LISTNS: u64 as Str {
        /// The caller's.
        CURRENT_USER = LISTNS_CURRENT_USER: u64::MAX,
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

    /// Exit statuses (stdlib.h of the C library).
    values EXIT: i32 as Str {
        SUCCESS = EXIT_SUCCESS: 0,
        FAILURE = EXIT_FAILURE: 1,
    }

    /// Flags of rseq(2) (linux/rseq.h).
    flags RSEQ_FLAG: i32 as Multi {
        UNREGISTER = RSEQ_FLAG_UNREGISTER: 1,
        SLICE_EXT_DEFAULT_ON = RSEQ_FLAG_SLICE_EXT_DEFAULT_ON: 2,
    }

    /// What stands in the place of the processor where there is none (linux/rseq.h).
    values RSEQ_CPU_ID: i32 as Str {
        UNINITIALIZED = RSEQ_CPU_ID_UNINITIALIZED: -1,
        REGISTRATION_FAILED = RSEQ_CPU_ID_REGISTRATION_FAILED: -2,
    }

    /// Flags of a restartable sequence (linux/rseq.h).
    flags RSEQ_CS_FLAG: u32 as Multi {
        NO_RESTART_ON_PREEMPT = RSEQ_CS_FLAG_NO_RESTART_ON_PREEMPT: 1,
        NO_RESTART_ON_SIGNAL = RSEQ_CS_FLAG_NO_RESTART_ON_SIGNAL: 2,
        NO_RESTART_ON_MIGRATE = RSEQ_CS_FLAG_NO_RESTART_ON_MIGRATE: 4,
    }
}
