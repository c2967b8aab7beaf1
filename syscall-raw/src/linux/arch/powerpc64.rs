//! Linux on 64-bit PowerPC, of both byte orders (ELF ABI 1 and 2).
//!
//! ```text
//! instruction   sc
//! number        r0
//! arguments     r3 r4 r5 r6 r7 r8
//! result        r3; the error number, positive, where cr0.SO is set
//! clobbered     r0, r4 to r12, cr0, cr1, cr5, cr6, cr7, ctr, xer
//! ```
//!
//! Sources: syscall(2); Documentation/arch/powerpc/syscall64-abi.rst. `scv` is quicker, but machines before POWER9 lack it.

use core::arch::asm;

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi {
    split: false,
    even: false,
    high_first: false,
};

/// The functions of the vDSO. In big-endian programs a pointer to a function is that to a descriptor, and the vDSO has none
/// for its functions: there it is the trap.
pub const VDSO: Option<Names> = if cfg!(target_endian = "little") {
    Some(Names {
        prefix: "__kernel_",
        version: "LINUX_2.6.15",
        needs: None,
    })
} else {
    None
};

macro_rules! syscalls {
    ($($name:ident($a1:ident $(, $arg:ident in $reg:tt)*; $($unused:tt)*))*) => {$(
        /// The trap with this many arguments; see [`syscall`](crate::linux::syscall).
        ///
        /// # Safety
        ///
        /// The kernel does what the number and the arguments say.
        #[inline(always)]
        #[allow(clippy::too_many_arguments, reason = "the kernel's convention")]
        pub unsafe fn $name(nr: usize, $a1: usize $(, $arg: usize)*) -> isize {
            let result: isize;
            // SAFETY: the registers are those of the convention above; the rest is the caller's.
            unsafe {
                asm!(
                    "sc",
                    "bns+ 2f",
                    "neg 3, 3",
                    "2:",
                    inlateout("r0") nr => _,
                    inlateout("r3") $a1 => result,
                    $(inlateout($reg) $arg => _,)*
                    $(lateout($unused) _,)*
                    lateout("r9") _, lateout("r10") _, lateout("r11") _, lateout("r12") _,
                    lateout("cr0") _, lateout("cr1") _, lateout("cr5") _, lateout("cr6") _, lateout("cr7") _,
                    lateout("ctr") _, lateout("xer") _,
                    options(nostack)
                );
            }
            result
        }
    )*};
}

/// The trap without arguments; see [`syscall`](crate::linux::syscall).
///
/// # Safety
///
/// The kernel does what the number says.
#[inline(always)]
pub unsafe fn syscall0(nr: usize) -> isize {
    // SAFETY: the caller's. r3 is not looked at.
    unsafe { syscall1(nr, 0) }
}

syscalls! {
    syscall1(a1; "r4" "r5" "r6" "r7" "r8")
    syscall2(a1, a2 in "r4"; "r5" "r6" "r7" "r8")
    syscall3(a1, a2 in "r4", a3 in "r5"; "r6" "r7" "r8")
    syscall4(a1, a2 in "r4", a3 in "r5", a4 in "r6"; "r7" "r8")
    syscall5(a1, a2 in "r4", a3 in "r5", a4 in "r6", a5 in "r7"; "r8")
    syscall6(a1, a2 in "r4", a3 in "r5", a4 in "r6", a5 in "r7", a6 in "r8";)
}
