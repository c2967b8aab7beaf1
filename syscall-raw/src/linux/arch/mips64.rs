//! Linux on 64-bit MIPS, ABI n64, of both byte orders.
//!
//! ```text
//! instruction   syscall
//! number        v0 ($2)
//! arguments     a0 a1 a2 a3 a4 a5 ($4 to $9)
//! result        v0; the error number, positive, where a3 is not 0
//! clobbered     v1, a6, a7 ($10, $11), t0 to t9 ($12 to $15, $24, $25), at, hi, lo
//! ```
//!
//! Sources: syscall(2); handle_sys in arch/mips/kernel/scall64-n64.S. Inline assembly is not stable on this architecture: the
//! trap is a function in mips.S, which build.rs compiles. Numbers count from 5000.

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_2.6",
    needs: None,
});

unsafe extern "C" {
    fn syscall_raw_mips(
        nr: usize,
        a1: usize,
        a2: usize,
        a3: usize,
        a4: usize,
        a5: usize,
        a6: usize,
    ) -> isize;
}

macro_rules! syscalls {
    ($($name:ident($($arg:ident),*; $($zero:literal)*))*) => {$(
        /// The trap with this many arguments; see [`syscall`](crate::linux::syscall).
        ///
        /// # Safety
        ///
        /// The kernel does what the number and the arguments say.
        #[inline(always)]
        #[allow(clippy::too_many_arguments, reason = "the kernel's convention")]
        pub unsafe fn $name(nr: usize $(, $arg: usize)*) -> isize {
            // SAFETY: the caller's.
            unsafe { syscall_raw_mips(nr, $($arg,)* $($zero),*) }
        }
    )*};
}

syscalls! {
    syscall0(; 0 0 0 0 0 0)
    syscall1(a1; 0 0 0 0 0)
    syscall2(a1, a2; 0 0 0 0)
    syscall3(a1, a2, a3; 0 0 0)
    syscall4(a1, a2, a3, a4; 0 0)
    syscall5(a1, a2, a3, a4, a5; 0)
    syscall6(a1, a2, a3, a4, a5, a6;)
}
