//! What a signal interrupts, as its handler finds it (`ucontext`, `mcontext`; getcontext(3)), and the registers of a
//! process under ptrace(2) (`user_regs`): a file for the registers of each architecture, and one for each order in
//! which they stand in `ucontext`.

#[cfg_attr(target_arch = "x86_64", path = "x86_64.rs")]
#[cfg_attr(target_arch = "x86", path = "x86.rs")]
#[cfg_attr(target_arch = "aarch64", path = "aarch64.rs")]
#[cfg_attr(target_arch = "arm", path = "arm.rs")]
#[cfg_attr(target_arch = "riscv64", path = "riscv64.rs")]
#[cfg_attr(target_arch = "powerpc", path = "powerpc.rs")]
#[cfg_attr(target_arch = "powerpc64", path = "powerpc64.rs")]
#[cfg_attr(target_arch = "s390x", path = "s390x.rs")]
#[cfg_attr(target_arch = "loongarch64", path = "loongarch64.rs")]
#[cfg_attr(any(target_arch = "mips", target_arch = "mips32r6"), path = "mips.rs")]
#[cfg_attr(
    any(target_arch = "mips64", target_arch = "mips64r6"),
    path = "mips64.rs"
)]
pub(super) mod arch;

#[cfg_attr(
    any(
        target_arch = "aarch64",
        target_arch = "loongarch64",
        target_arch = "powerpc64",
        target_arch = "riscv64"
    ),
    path = "mask_first.rs"
)]
#[cfg_attr(
    any(
        target_arch = "arm",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6",
        target_arch = "s390x",
        target_arch = "x86",
        target_arch = "x86_64"
    ),
    path = "registers_first.rs"
)]
pub(super) mod frame;

pub use arch::*;
#[allow(unused_imports, reason = "some architectures have none")]
pub use frame::*;
