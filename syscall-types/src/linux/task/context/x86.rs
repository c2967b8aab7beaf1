//! Registers of x86 (asm/sigcontext.h, sys/user.h).

use core::ffi::{c_long, c_ulong, c_void};

use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h). Fields are named as C libraries name
    /// them.
    struct mcontext: "struct sigcontext" {
        /// In the order of `struct sigcontext`: gs, fs, es, ds, edi, esi, ebp, esp, ebx, edx, ecx, eax, trapno, err, eip, cs,
        /// eflags, esp at the signal, ss.
        gregs: [i32; 19],
        /// The floating-point state.
        fpregs: *mut c_void,
        /// Unused.
        oldmask: c_ulong,
        /// The address of a page fault.
        cr2: c_ulong,
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (sys/user.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// Argument 1 of a system call.
        ebx: c_long,
        /// Argument 2 of a system call.
        ecx: c_long,
        /// Argument 3 of a system call.
        edx: c_long,
        /// Argument 4 of a system call.
        esi: c_long,
        /// Argument 5 of a system call.
        edi: c_long,
        /// Argument 6 of a system call, or the frame pointer.
        ebp: c_long,
        /// The result.
        eax: c_long,
        /// The segment of data.
        xds: c_long,
        /// The extra segment.
        xes: c_long,
        /// The second extra segment.
        xfs: c_long,
        /// The third extra segment.
        xgs: c_long,
        /// The number of the system call; -1 outside of one.
        orig_eax: c_long,
        /// The program counter.
        eip: c_long,
        /// The segment of instructions.
        xcs: c_long,
        /// The flags.
        eflags: c_long,
        /// The stack pointer.
        esp: c_long,
        /// The segment of the stack.
        xss: c_long,
    }
}

const _: () = assert!(size_of::<mcontext>() == 88 && size_of::<user_regs>() == 68);
