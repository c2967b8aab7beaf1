//! Registers of 64-bit PowerPC (asm/sigcontext.h, asm/ptrace.h, asm/elf.h).

use core::ffi::{c_long, c_ulong, c_void};

use crate::declare::structs;

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
        /// Whether interrupts are on.
        softe: c_ulong,
        /// The trap's number.
        trap: c_ulong,
        /// The address of a fault.
        dar: c_ulong,
        /// The kind of fault.
        dsisr: c_ulong,
        /// The result of a system call.
        result: c_ulong,
    }

    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h).
    struct mcontext: "struct sigcontext" {
        #[doc(hidden)]
        _unused: [c_ulong; 4],
        /// The signal.
        signal: i32,
        #[doc(hidden)]
        _pad0: i32,
        /// Its handler.
        handler: c_ulong,
        /// Unused.
        oldmask: c_ulong,
        /// The general registers, in this structure.
        regs: *mut user_regs,
        /// The general registers: those of ptrace(2) and four more.
        gp_regs: [c_ulong; 48],
        /// The floating-point registers and their state, bit by bit.
        fp_regs: [u64; 33] as [i64; 33],
        /// The vector registers, in the room behind; null when they were not used.
        v_regs: *mut c_void,
        /// Room for them.
        vmx_reserve: [c_long; 101],
    }
}

const _: () = assert!(size_of::<user_regs>() == 352);
