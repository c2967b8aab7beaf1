//! Linux on 64-bit ARM.
//!
//! ```text
//! instruction   svc #0
//! number        x8
//! arguments     x0 x1 x2 x3 x4 x5
//! result        x0; -4095..=-1 is an error number
//! clobbered     of SVE state all but the low 128 bits of each z register
//! ```
//!
//! Sources: syscall(2); el0_svc in arch/arm64/kernel/entry-common.c; "System call behaviour" in
//! Documentation/arch/arm64/sve.rst.

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
    version: "LINUX_2.6.39",
    needs: None,
});

// The C ABI clobbers all that the kernel may drop of SVE, and more: only builds that could have it alive pay for that.
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
                    "svc #0",
                    in("x8") nr,
                    $(in($reg) $arg,)*
                    lateout("x0") result,
                    #[cfg(target_feature = "sve")] clobber_abi("C"),
                    options(nostack, preserves_flags)
                );
            }
            result
        }
    )*};
}

syscalls! {
    syscall0()
    syscall1(a1 in "x0")
    syscall2(a1 in "x0", a2 in "x1")
    syscall3(a1 in "x0", a2 in "x1", a3 in "x2")
    syscall4(a1 in "x0", a2 in "x1", a3 in "x2", a4 in "x3")
    syscall5(a1 in "x0", a2 in "x1", a3 in "x2", a4 in "x3", a5 in "x4")
    syscall6(a1 in "x0", a2 in "x1", a3 in "x2", a4 in "x3", a5 in "x4", a6 in "x5")
}
