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

use core::arch::asm;

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi {
    split: false,
    even: false,
    high_first: false,
};

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_2.6",
    needs: None,
});

macro_rules! syscalls {
    ($($name:ident($($arg:ident in $reg:tt),*))*) => {$(
        /// The trap with this many arguments; see [`syscall`](crate::linux::syscall).
        ///
        /// # Safety
        ///
        /// The kernel does what the number and the arguments say.
        #[inline(always)]
        pub unsafe fn $name(nr: usize $(, $arg: usize)*) -> isize {
            let result: isize;
            // SAFETY: the registers are those of the convention above; the rest is the caller's.
            unsafe {
                asm!(
                    "syscall",
                    inlateout("rax") nr => result,
                    $(in($reg) $arg,)*
                    lateout("rcx") _,
                    lateout("r11") _,
                    options(nostack, preserves_flags)
                );
            }
            result
        }
    )*};
}

syscalls! {
    syscall0()
    syscall1(a1 in "rdi")
    syscall2(a1 in "rdi", a2 in "rsi")
    syscall3(a1 in "rdi", a2 in "rsi", a3 in "rdx")
    syscall4(a1 in "rdi", a2 in "rsi", a3 in "rdx", a4 in "r10")
    syscall5(a1 in "rdi", a2 in "rsi", a3 in "rdx", a4 in "r10", a5 in "r8")
    syscall6(a1 in "rdi", a2 in "rsi", a3 in "rdx", a4 in "r10", a5 in "r8", a6 in "r9")
}
