//! Registers of x86_64 (asm/sigcontext.h, asm-generic/ucontext.h, sys/user.h).

use core::ffi::{c_ulong, c_void};

use super::super::{sigset, stack};
use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h). Fields are named as C libraries name
    /// them.
    struct mcontext: "struct sigcontext" {
        /// In the order of `struct sigcontext`: r8 to r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags, the four segments
        /// in one, err, trapno, oldmask, cr2.
        gregs: [i64; 23],
        /// The floating-point state.
        fpregs: *mut c_void,
        /// Unused.
        __reserved1: [u64; 8],
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (sys/user.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// `r15`.
        r15: u64,
        /// `r14`.
        r14: u64,
        /// `r13`.
        r13: u64,
        /// `r12`.
        r12: u64,
        /// `rbp`.
        rbp: u64,
        /// `rbx`.
        rbx: u64,
        /// `r11`.
        r11: u64,
        /// `r10`.
        r10: u64,
        /// `r9`.
        r9: u64,
        /// `r8`.
        r8: u64,
        /// `rax`.
        rax: u64,
        /// `rcx`.
        rcx: u64,
        /// `rdx`.
        rdx: u64,
        /// `rsi`.
        rsi: u64,
        /// `rdi`.
        rdi: u64,
        /// `orig_rax`.
        orig_rax: u64,
        /// `rip`.
        rip: u64,
        /// `cs`.
        cs: u64,
        /// `eflags`.
        eflags: u64,
        /// `rsp`.
        rsp: u64,
        /// `ss`.
        ss: u64,
        /// `fs_base`.
        fs_base: u64,
        /// `gs_base`.
        gs_base: u64,
        /// `ds`.
        ds: u64,
        /// `es`.
        es: u64,
        /// `fs`.
        fs: u64,
        /// `gs`.
        gs: u64,
    }

    /// What a signal interrupts (`struct ucontext` of asm-generic/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        /// The registers.
        uc_mcontext: mcontext,
        /// The signals that waited before.
        uc_sigmask: sigset,
    }
}

const _: () = assert!(size_of::<mcontext>() == 256 && size_of::<user_regs>() == 216);
