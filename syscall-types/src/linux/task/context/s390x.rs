//! Registers of s390x (asm/sigcontext.h, asm/ptrace.h).

use core::ffi::c_ulong;

use crate::declare::structs;

structs! {
    /// The program status (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct psw: "psw_t" {
        /// Mode, interrupts and condition.
        mask: c_ulong,
        /// The program counter.
        addr: c_ulong,
    }

    /// The general registers (asm/sigcontext.h).
    #[derive(PartialEq, Eq)]
    struct s390_regs_common: "_s390_regs_common" {
        /// The program status.
        psw: psw,
        /// r0 to r15.
        gprs: [c_ulong; 16],
        /// Access registers a0 to a15.
        acrs: [u32; 16],
    }

    /// The floating-point registers (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct s390_fp_regs: "s390_fp_regs" {
        /// Rounding and exceptions.
        fpc: u32,
        /// Unused.
        pad: u32,
        /// f0 to f15, bit by bit.
        fprs: [freg; 16],
    }

    /// A floating-point register (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct freg: "freg_t" {
        /// Its bits.
        ui: u64,
    }

    /// The registers that a signal interrupts (`_sigregs` of asm/sigcontext.h).
    struct mcontext: "_sigregs" {
        /// The general registers.
        regs: s390_regs_common,
        /// The floating-point registers.
        fpregs: s390_fp_regs,
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (asm/ptrace.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "s390_regs" {
        /// The program status.
        psw: psw,
        /// r0 to r15.
        gprs: [c_ulong; 16],
        /// Access registers a0 to a15.
        acrs: [u32; 16],
        /// r2 as it was before the system call.
        orig_gpr2: c_ulong,
    }
}

const _: () = assert!(size_of::<mcontext>() == 344 && size_of::<user_regs>() == 216);
