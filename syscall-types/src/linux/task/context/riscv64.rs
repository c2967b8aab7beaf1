//! Registers of 64-bit RISC-V (asm/sigcontext.h, asm/ptrace.h).

use core::ffi::c_ulong;

use crate::declare::structs;

structs! {
    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// The program counter.
        pc: c_ulong,
        /// Where the function returns to.
        ra: c_ulong,
        /// The stack pointer.
        sp: c_ulong,
        /// The global data.
        gp: c_ulong,
        /// The data of the thread.
        tp: c_ulong,
        /// Temporary 0.
        t0: c_ulong,
        /// Temporary 1.
        t1: c_ulong,
        /// Temporary 2.
        t2: c_ulong,
        /// Kept for the caller 0, or the frame pointer.
        s0: c_ulong,
        /// Kept for the caller 1.
        s1: c_ulong,
        /// Argument 1 and the result.
        a0: c_ulong,
        /// Argument 2 and the second result.
        a1: c_ulong,
        /// Argument 3.
        a2: c_ulong,
        /// Argument 4.
        a3: c_ulong,
        /// Argument 5.
        a4: c_ulong,
        /// Argument 6.
        a5: c_ulong,
        /// Argument 7.
        a6: c_ulong,
        /// Argument 8, and the number of a system call.
        a7: c_ulong,
        /// Kept for the caller 2.
        s2: c_ulong,
        /// Kept for the caller 3.
        s3: c_ulong,
        /// Kept for the caller 4.
        s4: c_ulong,
        /// Kept for the caller 5.
        s5: c_ulong,
        /// Kept for the caller 6.
        s6: c_ulong,
        /// Kept for the caller 7.
        s7: c_ulong,
        /// Kept for the caller 8.
        s8: c_ulong,
        /// Kept for the caller 9.
        s9: c_ulong,
        /// Kept for the caller 10.
        s10: c_ulong,
        /// Kept for the caller 11.
        s11: c_ulong,
        /// Temporary 3.
        t3: c_ulong,
        /// Temporary 4.
        t4: c_ulong,
        /// Temporary 5.
        t5: c_ulong,
        /// Temporary 6.
        t6: c_ulong,
    }

    /// Floating-point registers of single precision (asm/ptrace.h).
    struct fp_single: "struct __riscv_f_ext_state" {
        /// f0 to f31.
        f: [u32; 32],
        /// Rounding and exceptions.
        fcsr: u32,
    }

    /// Floating-point registers of double precision (asm/ptrace.h).
    struct fp_double: "struct __riscv_d_ext_state" {
        /// f0 to f31.
        f: [u64; 32],
        /// Rounding and exceptions.
        fcsr: u32,
    }

    /// Floating-point registers of quadruple precision (asm/ptrace.h).
    #[repr(align(16))]
    struct fp_quadruple: "struct __riscv_q_ext_state" {
        /// f0 to f31, in two halves each.
        f: [u64; 64],
        /// Rounding and exceptions.
        fcsr: u32,
        #[doc(hidden)]
        reserved: [u32; 3],
    }

    /// Floating-point registers, by what the processor has (asm/ptrace.h).
    union fp_state: "union __riscv_fp_state" {
        /// Single precision.
        f: fp_single,
        /// Double precision.
        d: fp_double,
        /// Quadruple precision.
        q: fp_quadruple,
    }

    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    struct mcontext: "struct sigcontext" {
        /// The general registers.
        sc_regs: user_regs,
        /// The floating-point state; its end tells of further records.
        sc_fpregs: fp_state,
    }
}

const _: () = assert!(size_of::<mcontext>() == 784 && size_of::<user_regs>() == 256);
