//! Linux on x86-64 (LP64; not x32).
//!
//! ```text
//! instruction   syscall
//! number        rax
//! arguments     rdi rsi rdx r10 r8 r9
//! result        rax; -4095..=-1 is an error number
//! clobbered     rcx (return address), r11 (flags); the kernel restores the flags from r11
//! ```
//!
//! Sources: syscall(2); entry_SYSCALL_64 in arch/x86/entry/entry_64.S. The red zone survives: signal frames skip it.

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_2.6",
    needs: None,
});

super::traps::traps! {
    instructions: ["syscall"],
    nr, result: [in("rax") nr, lateout("rax") result],
    arguments: ["rdi", "rsi", "rdx", "r10", "r8", "r9"],
    rest: [
        lateout("rcx") _, lateout("r11") _,
        options(nostack, preserves_flags)
    ],
}
