//! Registers of 64-bit MIPS (asm/sigcontext.h, asm/ptrace.h).

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
        /// r0 to r31.
        sc_regs: [u64; 32],
        /// f0 to f31.
        sc_fpregs: [u64; 32],
        /// The high half of a product.
        sc_mdhi: u64,
        /// The high half of accumulator 1.
        sc_hi1: u64,
        /// The high half of accumulator 2.
        sc_hi2: u64,
        /// The high half of accumulator 3.
        sc_hi3: u64,
        /// The low half of a product.
        sc_mdlo: u64,
        /// The low half of accumulator 1.
        sc_lo1: u64,
        /// The low half of accumulator 2.
        sc_lo2: u64,
        /// The low half of accumulator 3.
        sc_lo3: u64,
        /// The program counter.
        sc_pc: u64,
        /// Rounding and exceptions.
        sc_fpc_csr: u32,
        /// Whether floating point was used.
        sc_used_math: u32,
        /// The state of the signal processor.
        sc_dsp: u32,
        /// Unused.
        sc_reserved: u32,
    }
}

const _: () = assert!(size_of::<mcontext>() == 600 && size_of::<user_regs>() == 304);
