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

use super::{Abi, Names};

/// A 64-bit argument is one register.
pub const ABI: Abi = Abi::WHOLE;

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__kernel_",
    version: "LINUX_2.6.29",
    needs: None,
});

super::traps::traps! {
    instructions: ["svc 0"],
    nr, result: [in("r1") nr, lateout("r2") result],
    arguments: ["r2", "r3", "r4", "r5", "r6", "r7"],
    rest: [options(nostack, preserves_flags)],
}
