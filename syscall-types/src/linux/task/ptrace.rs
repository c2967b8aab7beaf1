//! Processes under ptrace(2) (linux/ptrace.h). Registers are in [`context`](crate::linux::context).

use linux_raw_sys::ptrace;

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
}
