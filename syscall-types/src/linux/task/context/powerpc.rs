//! Registers of 32-bit PowerPC (asm/ucontext.h, asm/ptrace.h, asm/elf.h).

use core::ffi::c_ulong;

use crate::declare::structs;
use crate::linux::{sigset, stack};

structs! {
    /// The registers of a process under ptrace(2), and the first of those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct pt_regs" {
        /// r0 to r31.
        gpr: [c_ulong; 32],
        /// The program counter.
        nip: c_ulong,
        /// The machine's state.
        msr: c_ulong,
        /// r3 as it was before the system call.
        orig_gpr3: c_ulong,
        /// The count register.
        ctr: c_ulong,
        /// Where the function returns to.
        link: c_ulong,
        /// Carry and overflow.
        xer: c_ulong,
        /// The conditions.
        ccr: c_ulong,
        /// Unused.
        mq: c_ulong,
        /// The trap's number.
        trap: c_ulong,
        /// The address of a fault.
        dar: c_ulong,
        /// The kind of fault.
        dsisr: c_ulong,
        /// The result of a system call.
        result: c_ulong,
    }

    /// A vector register.
    #[derive(PartialEq, Eq)]
    #[repr(align(16))]
    struct vector: "elf_vrreg_t" {
        /// Its words.
        u: [u32; 4],
    }

    /// The registers that a signal interrupts (`struct mcontext` of asm/ucontext.h).
    struct mcontext: "struct mcontext" {
        /// The general registers: those of ptrace(2) and four more.
        mc_gregs: [c_ulong; 48],
        /// The floating-point registers and their state, bit by bit.
        mc_fregs: [u64; 33] as [i64; 33],
        /// Unused.
        mc_pad: [c_ulong; 2],
        /// The vector registers and their state.
        mc_vregs: [vector; 33],
    }

    /// What a signal interrupts (`struct ucontext` of asm/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        #[doc(hidden)]
        uc_pad: [i32; 7],
        /// The registers, behind.
        uc_regs: *mut mcontext,
        /// The signals that waited before.
        uc_sigmask: sigset,
        #[doc(hidden)]
        uc_maskext: [i32; 30],
        #[doc(hidden)]
        uc_pad2: [i32; 3],
        /// The registers.
        uc_mcontext: mcontext,
    }
}

const _: () = assert!(size_of::<user_regs>() == 176);
