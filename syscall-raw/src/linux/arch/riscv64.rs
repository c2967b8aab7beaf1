//! Linux on 64-bit RISC-V.
//!
//! ```text
//! instruction   ecall
//! number        a7
//! arguments     a0 a1 a2 a3 a4 a5
//! result        a0; -4095..=-1 is an error number
//! clobbered     all vector registers, where there are any
//! ```
//!
//! Sources: syscall(2); do_trap_ecall_u in arch/riscv/kernel/traps.c; "Vector Register State Across System Calls" in
//! Documentation/arch/riscv/vector.rst.

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_4.15",
    needs: None,
});

super::traps::traps! {
    instructions: ["ecall"],
    nr, result: [in("a7") nr, lateout("a0") result],
    arguments: ["a0", "a1", "a2", "a3", "a4", "a5"],
    rest: [
        lateout("v0") _, lateout("v1") _, lateout("v2") _, lateout("v3") _,
        lateout("v4") _, lateout("v5") _, lateout("v6") _, lateout("v7") _,
        lateout("v8") _, lateout("v9") _, lateout("v10") _, lateout("v11") _,
        lateout("v12") _, lateout("v13") _, lateout("v14") _, lateout("v15") _,
        lateout("v16") _, lateout("v17") _, lateout("v18") _, lateout("v19") _,
        lateout("v20") _, lateout("v21") _, lateout("v22") _, lateout("v23") _,
        lateout("v24") _, lateout("v25") _, lateout("v26") _, lateout("v27") _,
        lateout("v28") _, lateout("v29") _, lateout("v30") _, lateout("v31") _,
        // Not preserves_flags: the vector state's own registers (vl, vtype) count as flags.
        options(nostack)
    ],
}
