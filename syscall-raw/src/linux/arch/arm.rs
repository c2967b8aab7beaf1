//! Linux on 32-bit ARM, EABI, in ARM and Thumb state.
//!
//! ```text
//! instruction   svc #0
//! number        r7
//! arguments     r0 r1 r2 r3 r4 r5
//! result        r0; -4095..=-1 is an error number
//! clobbered     nothing
//! ```
//!
//! Sources: syscall(2); vector_swi in arch/arm/kernel/entry-common.S. r7 is the frame pointer of Thumb code and no
//! operand there, and stable Rust does not tell a crate which state it is compiled for; so r7 is swapped by hand.

use super::{Abi, Names};

/// A 64-bit argument is two registers, the first of them even (the procedure call standard, which the kernel's own
/// functions are compiled to).
pub const ABI: Abi = Abi {
    split: true,
    even: true,
    high_first: cfg!(target_endian = "big"),
};

/// The functions of the vDSO. On machines without a counter that programs may read, the kernel takes them out, but Linux 5.5
/// and 5.6 forgot the one with 64 bits.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_2.6",
    needs: Some("clock_gettime"),
});

super::traps::traps! {
    instructions: ["mov {kept}, r7", "mov r7, {nr}", "svc #0", "mov r7, {kept}"],
    nr, result: [kept = out(reg) _, nr = in(reg) nr, lateout("r0") result],
    arguments: ["r0", "r1", "r2", "r3", "r4", "r5"],
    rest: [options(nostack, preserves_flags)],
}
