//! Registers of x86_64 (asm/sigcontext.h, sys/user.h).

use core::ffi::c_void;

use crate::declare::structs;

structs! {
    /// The registers that a signal interrupts (`struct sigcontext` of asm/sigcontext.h). Fields are named as C libraries name
    /// them.
    struct mcontext: "struct sigcontext" {
        /// In the order of `struct sigcontext`: r8 to r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags, the four segments
        /// in one, err, trapno, oldmask, cr2.
        gregs: [i64; 23],
        /// The floating-point state.
        fpregs: *mut c_void,
        /// Unused.
        __reserved1: [u64; 8],
    }

    /// The registers of a process under ptrace(2): those of `NT_PRSTATUS` (sys/user.h).
    #[derive(PartialEq, Eq)]
    struct user_regs: "struct user_regs_struct" {
        /// Kept for the caller.
        r15: u64,
        /// Kept for the caller.
        r14: u64,
        /// Kept for the caller.
        r13: u64,
        /// Kept for the caller.
        r12: u64,
        /// The frame pointer, or kept for the caller.
        rbp: u64,
        /// Kept for the caller.
        rbx: u64,
        /// The flags, after a system call.
        r11: u64,
        /// Argument 4 of a system call.
        r10: u64,
        /// Argument 6.
        r9: u64,
        /// Argument 5.
        r8: u64,
        /// The result.
        rax: u64,
        /// Argument 4 of a function; the program counter, after a system call.
        rcx: u64,
        /// Argument 3.
        rdx: u64,
        /// Argument 2.
        rsi: u64,
        /// Argument 1.
        rdi: u64,
        /// The number of the system call; -1 outside of one.
        orig_rax: u64,
        /// The program counter.
        rip: u64,
        /// The segment of instructions.
        cs: u64,
        /// The flags.
        eflags: u64,
        /// The stack pointer.
        rsp: u64,
        /// The segment of the stack.
        ss: u64,
        /// Where the data of the thread are.
        fs_base: u64,
        /// The base of the third extra segment.
        gs_base: u64,
        /// The segment of data.
        ds: u64,
        /// The extra segment.
        es: u64,
        /// The second extra segment.
        fs: u64,
        /// The third extra segment.
        gs: u64,
    }
}

const _: () = assert!(size_of::<mcontext>() == 256 && size_of::<user_regs>() == 216);
