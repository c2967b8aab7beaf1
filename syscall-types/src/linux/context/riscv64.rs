//! Registers of 64-bit RISC-V (asm/sigcontext.h, asm/ucontext.h, asm/ptrace.h).

use core::ffi::c_ulong;

use super::super::{sigset, stack};
use crate::declare::structs;

structs! {
    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// `pc`.
        pc: c_ulong,
        /// `ra`.
        ra: c_ulong,
        /// `sp`.
        sp: c_ulong,
        /// `gp`.
        gp: c_ulong,
        /// `tp`.
        tp: c_ulong,
        /// `t0`.
        t0: c_ulong,
        /// `t1`.
        t1: c_ulong,
        /// `t2`.
        t2: c_ulong,
        /// `s0`.
        s0: c_ulong,
        /// `s1`.
        s1: c_ulong,
        /// `a0`.
        a0: c_ulong,
        /// `a1`.
        a1: c_ulong,
        /// `a2`.
        a2: c_ulong,
        /// `a3`.
        a3: c_ulong,
        /// `a4`.
        a4: c_ulong,
        /// `a5`.
        a5: c_ulong,
        /// `a6`.
        a6: c_ulong,
        /// `a7`.
        a7: c_ulong,
        /// `s2`.
        s2: c_ulong,
        /// `s3`.
        s3: c_ulong,
        /// `s4`.
        s4: c_ulong,
        /// `s5`.
        s5: c_ulong,
        /// `s6`.
        s6: c_ulong,
        /// `s7`.
        s7: c_ulong,
        /// `s8`.
        s8: c_ulong,
        /// `s9`.
        s9: c_ulong,
        /// `s10`.
        s10: c_ulong,
        /// `s11`.
        s11: c_ulong,
        /// `t3`.
        t3: c_ulong,
        /// `t4`.
        t4: c_ulong,
        /// `t5`.
        t5: c_ulong,
        /// `t6`.
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

    /// What a signal interrupts (`struct ucontext` of asm/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        /// The signals that waited before.
        uc_sigmask: sigset,
        #[doc(hidden)]
        __unused: [u8; 128 - size_of::<sigset>()],
        /// The registers.
        uc_mcontext: mcontext,
    }
}

const _: () = assert!(size_of::<mcontext>() == 784 && size_of::<user_regs>() == 256);
