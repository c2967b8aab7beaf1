//! Registers of 32-bit ARM (asm/sigcontext.h, asm/ucontext.h, asm/ptrace.h).

use core::ffi::{c_long, c_ulong};

use super::super::{sigset, stack};
use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    struct mcontext: "struct sigcontext" {
        /// The trap's number.
        trap_no: c_ulong,
        /// The trap's error code.
        error_code: c_ulong,
        /// Unused.
        oldmask: c_ulong,
        /// A register.
        arm_r0: c_ulong,
        /// A register.
        arm_r1: c_ulong,
        /// A register.
        arm_r2: c_ulong,
        /// A register.
        arm_r3: c_ulong,
        /// A register.
        arm_r4: c_ulong,
        /// A register.
        arm_r5: c_ulong,
        /// A register.
        arm_r6: c_ulong,
        /// A register.
        arm_r7: c_ulong,
        /// A register.
        arm_r8: c_ulong,
        /// A register.
        arm_r9: c_ulong,
        /// A register.
        arm_r10: c_ulong,
        /// The frame pointer.
        arm_fp: c_ulong,
        /// The scratch register.
        arm_ip: c_ulong,
        /// The stack pointer.
        arm_sp: c_ulong,
        /// Where the function returns to.
        arm_lr: c_ulong,
        /// The program counter.
        arm_pc: c_ulong,
        /// The processor's state.
        arm_cpsr: c_ulong,
        /// The address of a fault.
        fault_address: c_ulong,
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct pt_regs" {
        /// r0 to r15, the processor's state, and r0 as it was before the system call.
        uregs: [c_long; 18],
    }

    /// What a signal interrupts (`struct ucontext` of asm/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
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

const _: () = assert!(size_of::<mcontext>() == 84 && size_of::<user_regs>() == 72);
