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

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

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

super::traps::traps! {
    instructions: ["sc", "bns+ 2f", "neg 3, 3", "2:"],
    nr, result: [in("r0") nr, lateout("r0") _, lateout("r3") result],
    arguments: ["r3", "r4", "r5", "r6", "r7", "r8"],
    rest: [
        lateout("r4") _, lateout("r5") _, lateout("r6") _, lateout("r7") _, lateout("r8") _, lateout("r9") _,
        lateout("r10") _, lateout("r11") _, lateout("r12") _,
        lateout("cr0") _, lateout("cr1") _, lateout("cr5") _, lateout("cr6") _, lateout("cr7") _,
        lateout("ctr") _, lateout("xer") _,
        options(nostack)
    ],
}
