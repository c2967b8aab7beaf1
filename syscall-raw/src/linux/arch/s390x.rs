//! Linux on 64-bit z/Architecture.
//!
//! ```text
//! instruction   svc 0
//! number        r1
//! arguments     r2 r3 r4 r5 r6 r7
//! result        r2; -4095..=-1 is an error number
//! clobbered     nothing
//! ```
//!
//! Sources: syscall(2); system_call in arch/s390/kernel/entry.S; __do_syscall in arch/s390/kernel/syscall.c, which takes the
//! number from r1 where the instruction has 0. Numbers below 256 could stand in the instruction itself.

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
    prefix: "__kernel_",
    version: "LINUX_2.6.29",
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
                    "svc 0",
                    in("r1") nr,
                    $(in($reg) $arg,)*
                    lateout("r2") result,
                    options(nostack, preserves_flags)
                );
            }
            result
        }
    )*};
}

syscalls! {
    syscall0()
    syscall1(a1 in "r2")
    syscall2(a1 in "r2", a2 in "r3")
    syscall3(a1 in "r2", a2 in "r3", a3 in "r4")
    syscall4(a1 in "r2", a2 in "r3", a3 in "r4", a4 in "r5")
    syscall5(a1 in "r2", a2 in "r3", a3 in "r4", a4 in "r5", a5 in "r6")
    syscall6(a1 in "r2", a2 in "r3", a3 in "r4", a4 in "r5", a5 in "r6", a6 in "r7")
}
