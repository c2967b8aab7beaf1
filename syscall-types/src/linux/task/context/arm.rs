//! Registers of 32-bit ARM (asm/sigcontext.h, asm/ptrace.h).

use core::ffi::{c_long, c_ulong};

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
        /// r0: argument 1 and the result.
        arm_r0: c_ulong,
        /// r1: argument 2.
        arm_r1: c_ulong,
        /// r2: argument 3.
        arm_r2: c_ulong,
        /// r3: argument 4.
        arm_r3: c_ulong,
        /// r4.
        arm_r4: c_ulong,
        /// r5.
        arm_r5: c_ulong,
        /// r6.
        arm_r6: c_ulong,
        /// r7: the number of the system call.
        arm_r7: c_ulong,
        /// r8.
        arm_r8: c_ulong,
        /// r9.
        arm_r9: c_ulong,
        /// r10.
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
}

const _: () = assert!(size_of::<mcontext>() == 84 && size_of::<user_regs>() == 72);
