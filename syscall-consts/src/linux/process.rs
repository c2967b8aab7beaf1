//! Processes, scheduling and limits (linux/sched.h, linux/wait.h, linux/resource.h, linux/prctl.h).

use linux_raw_sys::{general, prctl};

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

    /// Operations of prctl(2) (linux/prctl.h).
    values PR: i32 as Str {
        SET_PDEATHSIG = prctl::PR_SET_PDEATHSIG,
        GET_PDEATHSIG = prctl::PR_GET_PDEATHSIG,
        GET_DUMPABLE = prctl::PR_GET_DUMPABLE,
        SET_DUMPABLE = prctl::PR_SET_DUMPABLE,
        GET_UNALIGN = prctl::PR_GET_UNALIGN,
        SET_UNALIGN = prctl::PR_SET_UNALIGN,
        GET_KEEPCAPS = prctl::PR_GET_KEEPCAPS,
        SET_KEEPCAPS = prctl::PR_SET_KEEPCAPS,
        GET_FPEMU = prctl::PR_GET_FPEMU,
        SET_FPEMU = prctl::PR_SET_FPEMU,
        GET_FPEXC = prctl::PR_GET_FPEXC,
        SET_FPEXC = prctl::PR_SET_FPEXC,
        GET_TIMING = prctl::PR_GET_TIMING,
        SET_TIMING = prctl::PR_SET_TIMING,
        SET_NAME = prctl::PR_SET_NAME,
        GET_NAME = prctl::PR_GET_NAME,
        GET_ENDIAN = prctl::PR_GET_ENDIAN,
        SET_ENDIAN = prctl::PR_SET_ENDIAN,
        GET_SECCOMP = prctl::PR_GET_SECCOMP,
        SET_SECCOMP = prctl::PR_SET_SECCOMP,
        CAPBSET_READ = prctl::PR_CAPBSET_READ,
        CAPBSET_DROP = prctl::PR_CAPBSET_DROP,
        GET_TSC = prctl::PR_GET_TSC,
        SET_TSC = prctl::PR_SET_TSC,
        GET_SECUREBITS = prctl::PR_GET_SECUREBITS,
        SET_SECUREBITS = prctl::PR_SET_SECUREBITS,
        SET_TIMERSLACK = prctl::PR_SET_TIMERSLACK,
        GET_TIMERSLACK = prctl::PR_GET_TIMERSLACK,
        TASK_PERF_EVENTS_DISABLE = prctl::PR_TASK_PERF_EVENTS_DISABLE,
        TASK_PERF_EVENTS_ENABLE = prctl::PR_TASK_PERF_EVENTS_ENABLE,
        MCE_KILL = prctl::PR_MCE_KILL,
        MCE_KILL_GET = prctl::PR_MCE_KILL_GET,
        SET_NO_NEW_PRIVS = prctl::PR_SET_NO_NEW_PRIVS,
        GET_NO_NEW_PRIVS = prctl::PR_GET_NO_NEW_PRIVS,
        GET_TID_ADDRESS = prctl::PR_GET_TID_ADDRESS,
        SET_MM = prctl::PR_SET_MM,
        SET_CHILD_SUBREAPER = prctl::PR_SET_CHILD_SUBREAPER,
        GET_CHILD_SUBREAPER = prctl::PR_GET_CHILD_SUBREAPER,
        SET_THP_DISABLE = prctl::PR_SET_THP_DISABLE,
        GET_THP_DISABLE = prctl::PR_GET_THP_DISABLE,
        CAP_AMBIENT = prctl::PR_CAP_AMBIENT,
        SET_PTRACER = prctl::PR_SET_PTRACER,
        GET_SPECULATION_CTRL = prctl::PR_GET_SPECULATION_CTRL,
        SET_SPECULATION_CTRL = prctl::PR_SET_SPECULATION_CTRL,
        SET_VMA = prctl::PR_SET_VMA,
    }

    /// Unaligned access control, for PR_SET_UNALIGN (linux/prctl.h).
    flags PR_UNALIGN: u32 as Str {
        NOPRINT = prctl::PR_UNALIGN_NOPRINT,
        SIGBUS = prctl::PR_UNALIGN_SIGBUS,
    }

    /// Floating point emulation control, for PR_SET_FPEMU (linux/prctl.h).
    flags PR_FPEMU: u32 as Str {
        NOPRINT = prctl::PR_FPEMU_NOPRINT,
        SIGFPE = prctl::PR_FPEMU_SIGFPE,
    }

    /// Floating point exception mode, for PR_SET_FPEXC (linux/prctl.h).
    flags PR_FP_EXC: u32 as Multi {
        DISABLED = prctl::PR_FP_EXC_DISABLED,
        NONRECOV = prctl::PR_FP_EXC_NONRECOV,
        ASYNC = prctl::PR_FP_EXC_ASYNC,
        PRECISE = prctl::PR_FP_EXC_PRECISE,
        SW_ENABLE = prctl::PR_FP_EXC_SW_ENABLE,
        DIV = prctl::PR_FP_EXC_DIV,
        OVF = prctl::PR_FP_EXC_OVF,
        UND = prctl::PR_FP_EXC_UND,
        RES = prctl::PR_FP_EXC_RES,
        INV = prctl::PR_FP_EXC_INV,
    }

    /// Process timing, for PR_SET_TIMING (linux/prctl.h).
    values PR_TIMING: i32 as Str {
        STATISTICAL = prctl::PR_TIMING_STATISTICAL,
        TIMESTAMP = prctl::PR_TIMING_TIMESTAMP,
    }

    /// Byte order, for PR_SET_ENDIAN (linux/prctl.h).
    values PR_ENDIAN: i32 as Str {
        BIG = prctl::PR_ENDIAN_BIG,
        LITTLE = prctl::PR_ENDIAN_LITTLE,
        PPC_LITTLE = prctl::PR_ENDIAN_PPC_LITTLE,
    }

    /// Use of the time stamp counter, for PR_SET_TSC (linux/prctl.h).
    values PR_TSC: i32 as Str {
        ENABLE = prctl::PR_TSC_ENABLE,
        SIGSEGV = prctl::PR_TSC_SIGSEGV,
    }

    /// Changes by PR_MCE_KILL (linux/prctl.h).
    values PR_MCE_KILL: i32 as Str {
        CLEAR = prctl::PR_MCE_KILL_CLEAR,
        SET = prctl::PR_MCE_KILL_SET,
    }

    /// Policies of PR_MCE_KILL_SET (linux/prctl.h).
    values PR_MCE_KILL_OPT: i32 as Str {
        LATE = prctl::PR_MCE_KILL_LATE,
        EARLY = prctl::PR_MCE_KILL_EARLY,
        DEFAULT = prctl::PR_MCE_KILL_DEFAULT,
    }
}
