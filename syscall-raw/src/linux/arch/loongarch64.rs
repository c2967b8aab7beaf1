//! Linux on 64-bit LoongArch.
//!
//! ```text
//! instruction   syscall 0
//! number        a7
//! arguments     a0 a1 a2 a3 a4 a5
//! result        a0; -4095..=-1 is an error number
//! clobbered     t0 to t8
//! ```
//!
//! Sources: handle_syscall in arch/loongarch/kernel/entry.S, which saves no temporary registers; syscall(2) has no row of it.

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
    version: "LINUX_5.10",
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
                    "syscall 0",
                    in("$a7") nr,
                    $(in($reg) $arg,)*
                    lateout("$a0") result,
                    lateout("$t0") _, lateout("$t1") _, lateout("$t2") _, lateout("$t3") _, lateout("$t4") _,
                    lateout("$t5") _, lateout("$t6") _, lateout("$t7") _, lateout("$t8") _,
                    options(nostack, preserves_flags)
                );
            }
            result
        }
    )*};
}

syscalls! {
    syscall0()
    syscall1(a1 in "$a0")
    syscall2(a1 in "$a0", a2 in "$a1")
    syscall3(a1 in "$a0", a2 in "$a1", a3 in "$a2")
    syscall4(a1 in "$a0", a2 in "$a1", a3 in "$a2", a4 in "$a3")
    syscall5(a1 in "$a0", a2 in "$a1", a3 in "$a2", a4 in "$a3", a5 in "$a4")
    syscall6(a1 in "$a0", a2 in "$a1", a3 in "$a2", a4 in "$a3", a5 in "$a4", a6 in "$a5")
}
