//! Processes under ptrace(2), and what the kernel keeps of a thread in its own memory (linux/ptrace.h, linux/rseq.h,
//! linux/futex.h, linux/prctl.h, linux/kexec.h, linux/times.h, linux/mman.h). Registers are in `context`.

use core::ffi::{c_long, c_void};

use linux_raw_sys::{general, prctl, ptrace};

use crate::declare::structs;

structs! {
    /// Which waiting signals `PTRACE_PEEKSIGINFO` copies (linux/ptrace.h).
    ptrace_peeksiginfo_args: "struct ptrace_peeksiginfo_args" = ptrace::ptrace_peeksiginfo_args { off, flags, nr }

    /// A system call at its start: number and arguments.
    struct ptrace_syscall_entry: "__typeof__(((struct ptrace_syscall_info *)0)->entry)" {
        /// The number.
        nr: u64,
        /// The arguments.
        args: [u64; 6],
    }

    /// A system call at its end.
    struct ptrace_syscall_exit: "__typeof__(((struct ptrace_syscall_info *)0)->exit)" {
        /// The result.
        rval: i64,
        /// Whether that is an error.
        is_error: u8,
    }

    /// A system call that a seccomp filter has stopped.
    struct ptrace_syscall_seccomp: "__typeof__(((struct ptrace_syscall_info *)0)->seccomp)" {
        /// The number.
        nr: u64,
        /// The arguments.
        args: [u64; 6],
        /// The filter's own value.
        ret_data: u32,
        #[doc(hidden)]
        reserved2: u32,
    }

    /// The system call at which a process has stopped (linux/ptrace.h). Which of the last three counts depends on `op`.
    ptrace_syscall_info: "struct ptrace_syscall_info" = ptrace::ptrace_syscall_info {
        op, arch, instruction_pointer, stack_pointer,
        entry = __bindgen_anon_1.entry as ptrace_syscall_entry,
        exit = __bindgen_anon_1.exit as ptrace_syscall_exit,
        seccomp = __bindgen_anon_1.seccomp as ptrace_syscall_seccomp,
    }

    /// A process's seccomp filter by its position (linux/ptrace.h).
    seccomp_metadata: "struct seccomp_metadata" = ptrace::seccomp_metadata { filter_off, flags }

    /// Where a thread has registered its restartable sequences (linux/ptrace.h).
    ptrace_rseq_configuration: "struct ptrace_rseq_configuration" = ptrace::ptrace_rseq_configuration {
        rseq_abi_pointer, rseq_abi_size, signature, flags, pad,
    }

    /// How a thread's system calls are dispatched to itself (linux/ptrace.h).
    ptrace_sud_config: "struct ptrace_sud_config" = ptrace::ptrace_sud_config { mode, selector, offset, len }

    /// A sequence of instructions that begins anew when it is interrupted (linux/rseq.h).
    #[repr(align(32))]
    struct rseq_cs: "struct rseq_cs" {
        /// 0.
        version: u32,
        /// `RSEQ_CS_FLAG_*`.
        flags: u32,
        /// The first instruction.
        start_ip: u64,
        /// Bytes up to the last one's end.
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

    /// A word that futex_waitv(2) waits on (linux/futex.h).
    futex_waitv: "struct futex_waitv" = general::futex_waitv { val, uaddr, flags }

    /// An entry of a list of robust futexes (linux/futex.h).
    robust_list: "struct robust_list" = general::robust_list { next }

    /// The list of a thread's robust futexes (linux/futex.h).
    robust_list_head: "struct robust_list_head" = general::robust_list_head { list, futex_offset, list_op_pending }

    /// Where a process's parts are, for `PR_SET_MM_MAP` (linux/prctl.h).
    prctl_mm_map: "struct prctl_mm_map" = prctl::prctl_mm_map {
        start_code, end_code, start_data, end_data, start_brk, brk, start_stack, arg_start, arg_end, env_start, env_end, auxv,
        auxv_size, exe_fd,
    }

    /// A piece of a kernel to start, for kexec_load(2) (linux/kexec.h).
    struct kexec_segment: "struct kexec_segment" {
        /// Where it is.
        buf: *const c_void,
        /// Its bytes.
        bufsz: usize,
        /// The physical address where it goes.
        mem: *const c_void,
        /// Bytes there.
        memsz: usize,
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

    /// A range of a file, for cachestat(2) (linux/mman.h).
    cachestat_range: "struct cachestat_range" = general::cachestat_range { off, len }

    /// How many pages of a file are in the cache, and in what state (linux/mman.h).
    cachestat: "struct cachestat" = general::cachestat {
        nr_cache, nr_dirty, nr_writeback, nr_evicted, nr_recently_evicted,
    }
}

const _: () = assert!(size_of::<rseq>() == 64 && size_of::<rseq_cs>() == 32);
