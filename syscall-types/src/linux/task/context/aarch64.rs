//! Registers of aarch64 (asm/sigcontext.h, asm/ptrace.h).

use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    #[repr(align(16))]
    struct mcontext: "struct sigcontext" {
        /// The address of a fault.
        fault_address: u64,
        /// x0 to x30.
        regs: [u64; 31],
        /// The stack pointer.
        sp: u64,
        /// The program counter.
        pc: u64,
        /// The processor's state.
        pstate: u64,
        #[doc(hidden)]
        __align: [u64; 1],
        /// Records of further registers, each with a head of its kind and size.
        __reserved: [u8; 4096],
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_pt_regs" {
        /// x0 to x30.
        regs: [u64; 31],
        /// The stack pointer.
        sp: u64,
        /// The program counter.
        pc: u64,
        /// The processor's state.
        pstate: u64,
    }
}

const _: () = assert!(size_of::<mcontext>() == 4384 && size_of::<user_regs>() == 272);
