//! Registers of 64-bit LoongArch (asm/sigcontext.h, asm/ptrace.h).

use core::ffi::c_ulong;

use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    #[repr(align(16))]
    struct mcontext: "struct sigcontext" {
        /// The program counter.
        sc_pc: u64,
        /// r0 to r31.
        sc_regs: [u64; 32],
        /// `SC_*`.
        sc_flags: u32,
        #[doc(hidden)]
        __align: u32,
        /// Records of further registers, each with a head of its kind and size.
        sc_extcontext: [u64; 0],
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_pt_regs" {
        /// r0 to r31.
        regs: [c_ulong; 32],
        /// a0 as it was before the system call.
        orig_a0: c_ulong,
        /// The program counter.
        csr_era: c_ulong,
        /// The address of a fault.
        csr_badv: c_ulong,
        /// Unused.
        reserved: [c_ulong; 10],
    }
}

const _: () = assert!(size_of::<mcontext>() == 272 && size_of::<user_regs>() == 360);
