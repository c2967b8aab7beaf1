//! Registers of x86 (asm/sigcontext.h, asm-generic/ucontext.h, sys/user.h).

use core::ffi::{c_long, c_ulong, c_void};

use super::super::{sigset, stack};
use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h). Fields are named as C libraries name
    /// them.
    struct mcontext: "struct sigcontext" {
        /// In the order of `struct sigcontext`: gs, fs, es, ds, edi, esi, ebp, esp, ebx, edx, ecx, eax, trapno, err, eip, cs,
        /// eflags, esp at the signal, ss.
        gregs: [i32; 19],
        /// The floating-point state.
        fpregs: *mut c_void,
        /// Unused.
        oldmask: c_ulong,
        /// The address of a page fault.
        cr2: c_ulong,
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (sys/user.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// `ebx`.
        ebx: c_long,
        /// `ecx`.
        ecx: c_long,
        /// `edx`.
        edx: c_long,
        /// `esi`.
        esi: c_long,
        /// `edi`.
        edi: c_long,
        /// `ebp`.
        ebp: c_long,
        /// `eax`.
        eax: c_long,
        /// `xds`.
        xds: c_long,
        /// `xes`.
        xes: c_long,
        /// `xfs`.
        xfs: c_long,
        /// `xgs`.
        xgs: c_long,
        /// `orig_eax`.
        orig_eax: c_long,
        /// `eip`.
        eip: c_long,
        /// `xcs`.
        xcs: c_long,
        /// `eflags`.
        eflags: c_long,
        /// `esp`.
        esp: c_long,
        /// `xss`.
        xss: c_long,
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

const _: () = assert!(size_of::<mcontext>() == 88 && size_of::<user_regs>() == 68);
