//! Registers of 32-bit MIPS (asm/sigcontext.h, asm/ptrace.h).

use core::ffi::c_ulong;

use crate::declare::structs;

structs! {
    /// The registers of a process under ptrace(2) (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    #[repr(align(8))]
    struct user_regs: "struct pt_regs" {
        /// r0 to r31.
        regs: [u64; 32],
        /// The low half of a product.
        lo: u64,
        /// The high half of a product.
        hi: u64,
        /// The program counter.
        cp0_epc: u64,
        /// The address of a fault.
        cp0_badvaddr: u64,
        /// The processor's state.
        cp0_status: u64,
        /// The trap's cause.
        cp0_cause: u64,
    }

    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    struct mcontext: "struct sigcontext" {
        /// Unused.
        sc_regmask: u32,
        /// Unused.
        sc_status: u32,
        /// The program counter.
        sc_pc: u64,
        /// r0 to r31.
        sc_regs: [u64; 32],
        /// f0 to f31.
        sc_fpregs: [u64; 32],
        /// Unused.
        sc_acx: u32,
        /// Rounding and exceptions.
        sc_fpc_csr: u32,
        /// Unused.
        sc_fpc_eir: u32,
        /// Whether floating point was used.
        sc_used_math: u32,
        /// The state of the signal processor.
        sc_dsp: u32,
        /// The high half of a product.
        sc_mdhi: u64,
        /// Its low half.
        sc_mdlo: u64,
        /// The high half of accumulator 1.
        sc_hi1: c_ulong,
        /// The low half of accumulator 1.
        sc_lo1: c_ulong,
        /// The high half of accumulator 2.
        sc_hi2: c_ulong,
        /// The low half of accumulator 2.
        sc_lo2: c_ulong,
        /// The high half of accumulator 3.
        sc_hi3: c_ulong,
        /// The low half of accumulator 3.
        sc_lo3: c_ulong,
    }
}

const _: () = assert!(size_of::<mcontext>() == 592 && size_of::<user_regs>() == 304);
