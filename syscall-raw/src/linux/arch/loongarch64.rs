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

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_5.10",
    needs: None,
});

super::traps::traps! {
    instructions: ["syscall 0"],
    nr, result: [in("$a7") nr, lateout("$a0") result],
    arguments: ["$a0", "$a1", "$a2", "$a3", "$a4", "$a5"],
    rest: [
        lateout("$t0") _, lateout("$t1") _, lateout("$t2") _, lateout("$t3") _, lateout("$t4") _,
        lateout("$t5") _, lateout("$t6") _, lateout("$t7") _, lateout("$t8") _,
        options(nostack, preserves_flags)
    ],
}
