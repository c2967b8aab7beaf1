//! Processes, their limits and signals, and the system they run on (linux/resource.h, linux/utsname.h, linux/sysinfo.h,
//! linux/sched/types.h, linux/seccomp.h, linux/filter.h, asm/signal.h).

use core::ffi::c_ulong;

use linux_raw_sys::{general, ptrace, system};

use crate::declare::structs;
use crate::linux::timespec;
use crate::reflect::Char;

/// Words of a signal set: MIPS has 128 signals, every other architecture 64.
const SIGNAL_WORDS: usize = if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
    16
} else {
    8
} / size_of::<c_ulong>();

/// Words of 32 bits of a signal set.
const SIGNAL_HALVES: usize = SIGNAL_WORDS * size_of::<c_ulong>() / 4;

structs! {
    /// Names of the system (linux/utsname.h).
    utsname: "struct new_utsname" = system::new_utsname {
        sysname as [Char; 65],
        nodename as [Char; 65],
        release as [Char; 65],
        version as [Char; 65],
        machine as [Char; 65],
        domainname as [Char; 65],
    }

    /// Memory, load and uptime of the system (linux/sysinfo.h).
    struct sysinfo: "struct sysinfo" {
        /// Seconds since boot.
        uptime: isize,
        /// Load averages of 1, 5 and 15 minutes, in units of 1/65536.
        loads: [usize; 3],
        /// Memory in all, in units of `mem_unit`.
        totalram: usize,
        /// Memory free.
        freeram: usize,
        /// Memory shared.
        sharedram: usize,
        /// Memory of buffers.
        bufferram: usize,
        /// Swap space in all.
        totalswap: usize,
        /// Swap space free.
        freeswap: usize,
        /// Processes.
        procs: u16,
        /// Unused.
        pad: u16,
        /// High memory in all.
        totalhigh: usize,
        /// High memory free.
        freehigh: usize,
        /// Bytes of a unit.
        mem_unit: u32,
        /// Unused.
        _f: [u8; 20 - 2 * size_of::<usize>() - 4] as [Char; 20 - 2 * size_of::<usize>() - 4],
    }

    /// The resources that a process has used (linux/resource.h).
    rusage: "struct rusage" = general::rusage {
        ru_utime, ru_stime, ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap, ru_inblock,
        ru_oublock, ru_msgsnd, ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw,
    }

    /// A resource limit, for prlimit64(2) (linux/resource.h).
    rlimit: "struct rlimit64" = general::rlimit64 { rlim_cur, rlim_max }

    /// A resource limit of a machine word, for getrlimit(2) and setrlimit(2) (linux/resource.h).
    old_rlimit: "struct rlimit" = general::rlimit { rlim_cur, rlim_max }

    /// A set of signals (asm/signal.h): signal n is bit n - 1, counted through the words.
    #[derive(PartialEq, Eq)]
    struct sigset: "sigset_t" {
        /// The bits.
        sig: [c_ulong; SIGNAL_WORDS] as [i32; SIGNAL_HALVES],
    }

    /// A scheduling priority (linux/sched/types.h). The kernel reads the first field; the others are those of the POSIX
    /// sporadic server, which C libraries declare.
    struct sched_param: "" {
        /// The priority.
        sched_priority: i32,
        /// Unused.
        sched_ss_low_priority: i32,
        /// Unused.
        sched_ss_repl_period: timespec,
        /// Unused.
        sched_ss_init_budget: timespec,
        /// Unused.
        sched_ss_max_repl: i32,
    }

    /// A scheduling policy with its parameters, for sched_setattr(2) (linux/sched/types.h).
    struct sched_attr: "struct sched_attr" {
        /// Bytes of the structure.
        size: u32,
        /// The policy (`SCHED_*`).
        sched_policy: u32,
        /// Flags (`SCHED_FLAG_*`).
        sched_flags: u64,
        /// The nice value.
        sched_nice: i32,
        /// The real-time priority.
        sched_priority: u32,
        /// Nanoseconds of run time in a period.
        sched_runtime: u64,
        /// Nanoseconds to the deadline.
        sched_deadline: u64,
        /// Nanoseconds of a period.
        sched_period: u64,
        /// The least capacity wanted: 0 to 1024.
        sched_util_min: u32,
        /// The greatest capacity wanted: 0 to 1024.
        sched_util_max: u32,
    }

    /// A set of processors 0 to 1023: a bit each, counted through machine words (`cpu_set_t` of C libraries).
    #[derive(PartialEq, Eq)]
    struct cpu_set: "cpu_set_t" {
        /// The bits.
        val: [c_ulong; 1024 / c_ulong::BITS as usize] as [i32; 32],
    }

    /// How clone3(2) makes a process (linux/sched.h).
    clone_args: "struct clone_args" = general::clone_args {
        flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup,
    }

    /// A system call, as a seccomp filter sees it (linux/seccomp.h).
    seccomp_data: "struct seccomp_data" = ptrace::seccomp_data { nr, arch, instruction_pointer, args }

    /// An instruction of a classic BPF program (linux/filter.h).
    #[derive(PartialEq, Eq)]
    struct sock_filter: "struct sock_filter" {
        /// The operation.
        code: u16,
        /// How many instructions to jump over if the condition holds.
        jt: u8,
        /// How many to jump over if not.
        jf: u8,
        /// A number.
        k: u32,
    }

    /// A classic BPF program (linux/filter.h).
    struct sock_fprog: "struct sock_fprog" {
        /// Instructions.
        len: u16,
        /// The first.
        filter: *mut sock_filter,
    }
}

const _: () = assert!(size_of::<utsname>() == 6 * 65);
const _: () = assert!(size_of::<sched_attr>() == 56 && size_of::<cpu_set>() == 128);

impl sigset {
    /// Machine words of a set.
    pub const WORDS: usize = SIGNAL_WORDS;
}
