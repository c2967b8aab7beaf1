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

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__kernel_",
    version: "LINUX_2.6.39",
    needs: None,
});

// The C ABI clobbers all that the kernel may drop of SVE, and more: only builds that could have it alive pay for that.
super::traps::traps! {
    instructions: ["svc #0"],
    nr, result: [in("x8") nr, lateout("x0") result],
    arguments: ["x0", "x1", "x2", "x3", "x4", "x5"],
    rest: [
        #[cfg(target_feature = "sve")] clobber_abi("C"),
        options(nostack, preserves_flags)
    ],
}
