//! Processes: how they are made, what they have used and may use, restartable sequences (clone3(2), getrusage(2),
//! prlimit64(2), times(2), rseq(2); linux/sched.h, linux/resource.h, linux/times.h, linux/rseq.h).

use core::ffi::c_long;

use linux_raw_sys::general;

use crate::declare::structs;

structs! {
    /// The resources that a process has used (linux/resource.h).
    rusage: "struct rusage" = general::rusage {
        ru_utime, ru_stime, ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap, ru_inblock,
        ru_oublock, ru_msgsnd, ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw,
    }

    /// A resource limit, for prlimit64(2) (linux/resource.h).
    rlimit: "struct rlimit64" = general::rlimit64 { rlim_cur, rlim_max }

    /// A resource limit of a machine word, for getrlimit(2) and setrlimit(2) (linux/resource.h).
    old_rlimit: "struct rlimit" = general::rlimit { rlim_cur, rlim_max }

    /// How clone3(2) makes a process (linux/sched.h).
    clone_args: "struct clone_args" = general::clone_args {
        flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup,
    }

    /// A sequence of instructions that begins anew when it is interrupted (linux/rseq.h).
    #[repr(align(32))]
    struct rseq_cs: "struct rseq_cs" {
        /// 0.
        version: u32,
        /// `RSEQ_CS_FLAG_*`.
        flags: u32,
        /// The first instruction.
        start_ip: u64,
        /// The length of the sequence in bytes.
        post_commit_offset: u64,
        /// Where to go when it is interrupted.
        abort_ip: u64,
    }

    /// A thread's wish for a longer time slice (linux/rseq.h): C has it as a union with one word, `all`.
    #[repr(align(4))]
    struct rseq_slice_ctrl: "struct rseq_slice_ctrl" {
        /// Not zero: the thread wants it. The kernel clears it when it grants the wish.
        request: u8,
        /// Not zero: it was granted. Only the kernel writes here.
        granted: u8,
        /// Zero.
        __reserved: u16,
    }

    /// What the kernel tells a thread about its processor (linux/rseq.h), as of Linux 7.2. Kernels before 6.3 know the first
    /// 32 bytes, and refuse another length than that.
    #[repr(align(32))]
    struct rseq: "struct rseq" {
        /// The processor, for the start of a sequence.
        cpu_id_start: u32,
        /// The processor, or `RSEQ_CPU_ID_*`.
        cpu_id: u32,
        /// The address of the sequence that runs; zero for none.
        rseq_cs: u64,
        /// `RSEQ_CS_FLAG_*`.
        flags: u32,
        /// The node of memory.
        node_id: u32,
        /// A small number that no other running thread of the process has.
        mm_cid: u32,
        /// A longer time slice.
        slice_ctrl: rseq_slice_ctrl,
        /// Unused.
        __reserved: u8,
    }

    /// Which namespaces listns(2) lists (linux/nsfs.h).
    #[derive(PartialEq, Eq)]
    struct ns_id_req: "struct ns_id_req" {
        /// Bytes of the structure.
        size: u32,
        /// Zero.
        spare: u32,
        /// The namespace after which the list begins; zero for its start.
        ns_id: u64,
        /// The kinds (`CLONE_NEW*`); zero for all.
        ns_type: u32,
        /// Zero.
        spare2: u32,
        /// The user namespace that they belong to (`LISTNS_CURRENT_USER`, an id); zero for any.
        user_ns_id: u64,
    }

    /// A namespace as name_to_handle_at(2) and open_by_handle_at(2) have it (linux/nsfs.h).
    #[derive(PartialEq, Eq)]
    struct nsfs_file_handle: "struct nsfs_file_handle" {
        /// The namespace's id.
        ns_id: u64,
        /// Its kind (`CLONE_NEW*`).
        ns_type: u32,
        /// The number of its file.
        ns_inum: u32,
    }

    /// Processor times of a process and its children in clock ticks, for times(2) (linux/times.h).
    #[derive(PartialEq, Eq)]
    struct tms: "struct tms" {
        /// In user mode.
        tms_utime: c_long,
        /// In the kernel.
        tms_stime: c_long,
        /// Of children, in user mode.
        tms_cutime: c_long,
        /// Of children, in the kernel.
        tms_cstime: c_long,
    }
}

const _: () = assert!(size_of::<rseq>() == 64 && size_of::<rseq_cs>() == 32);
