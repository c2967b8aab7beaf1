//! What a signal interrupts: the registers, as a handler finds them (asm/ucontext.h and asm/sigcontext.h of x86_64, x86,
//! aarch64, arm, riscv64 and loongarch64).

use core::ffi::c_ulong;

use super::{sigset, stack};
use crate::declare::structs;

/// Registers of x86_64 in the order of `struct sigcontext`: r8 to r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags, the
/// four segments in one, err, trapno, oldmask, cr2.
#[cfg(target_arch = "x86_64")]
type Gregs = [i64; 23];
/// Registers of x86 in the order of `struct sigcontext`: gs, fs, es, ds, edi, esi, ebp, esp, ebx, edx, ecx, eax, trapno, err,
/// eip, cs, eflags, esp at the signal, ss.
#[cfg(target_arch = "x86")]
type Gregs = [i32; 19];

structs! {
    /// The registers (`struct sigcontext` of asm/sigcontext.h). On x86 the fields are named as C libraries name them.
    #[cfg_attr(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "loongarch64"), repr(align(16)))]
    struct mcontext: "struct sigcontext" {
        /// The general registers.
        #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
        gregs: Gregs,
        /// The floating-point state.
        #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
        fpregs: *mut core::ffi::c_void,
        /// Unused.
        #[cfg(target_arch = "x86_64")]
        __reserved1: [u64; 8],
        /// Unused.
        #[cfg(target_arch = "x86")]
        oldmask: c_ulong,
        /// The address of a page fault.
        #[cfg(target_arch = "x86")]
        cr2: c_ulong,

        /// The address of a fault.
        #[cfg(target_arch = "aarch64")]
        fault_address: u64,
        /// x0 to x30.
        #[cfg(target_arch = "aarch64")]
        regs: [u64; 31],
        /// The stack pointer.
        #[cfg(target_arch = "aarch64")]
        sp: u64,
        /// The program counter.
        #[cfg(target_arch = "aarch64")]
        pc: u64,
        /// The processor's state.
        #[cfg(target_arch = "aarch64")]
        pstate: u64,
        #[doc(hidden)]
        #[cfg(target_arch = "aarch64")]
        __align: [u64; 1],
        /// Records of further registers, each with a head of its kind and size.
        #[cfg(target_arch = "aarch64")]
        __reserved: [u8; 4096],

        /// The trap's number.
        #[cfg(target_arch = "arm")]
        trap_no: c_ulong,
        /// The trap's error code.
        #[cfg(target_arch = "arm")]
        error_code: c_ulong,
        /// Unused.
        #[cfg(target_arch = "arm")]
        oldmask: c_ulong,
        /// Registers 0 to 15: r0 to r10, fp, ip, sp, lr, pc.
        #[cfg(target_arch = "arm")]
        arm_r: [c_ulong; 16],
        /// The processor's state.
        #[cfg(target_arch = "arm")]
        arm_cpsr: c_ulong,
        /// The address of a fault.
        #[cfg(target_arch = "arm")]
        fault_address: c_ulong,

        /// The program counter and x1 to x31.
        #[cfg(target_arch = "riscv64")]
        sc_regs: [u64; 32],
        /// The floating-point state.
        #[cfg(target_arch = "riscv64")]
        sc_fpregs: [u64; 66],

        /// The program counter.
        #[cfg(target_arch = "loongarch64")]
        sc_pc: u64,
        /// r0 to r31.
        #[cfg(target_arch = "loongarch64")]
        sc_regs: [u64; 32],
        /// `SC_*`.
        #[cfg(target_arch = "loongarch64")]
        sc_flags: u32,
    }

    /// What a signal interrupts (`struct ucontext` of asm/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        /// The registers.
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm"))]
        uc_mcontext: mcontext,
        /// The signals that waited before.
        uc_sigmask: sigset,
        #[doc(hidden)]
        #[cfg(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "loongarch64"))]
        __unused: [u8; 128 - 8],
        /// The registers.
        #[cfg(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "loongarch64"))]
        uc_mcontext: mcontext,
    }
}

const _: () = assert!(
    size_of::<mcontext>()
        == if cfg!(target_arch = "x86_64") {
            256
        } else if cfg!(target_arch = "x86") {
            88
        } else if cfg!(target_arch = "aarch64") {
            4384
        } else if cfg!(target_arch = "arm") {
            84
        } else if cfg!(target_arch = "riscv64") {
            784
        } else {
            272
        }
);
