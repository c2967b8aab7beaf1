//! What a signal interrupts, where the registers come before the mask of signals (asm-generic/ucontext.h).

use core::ffi::c_ulong;

use super::mcontext;
use crate::declare::structs;
use crate::linux::{sigset, stack};

structs! {
    /// What a signal interrupts (`struct ucontext` of asm-generic/ucontext.h), the third argument of a handler with
    /// `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        /// The registers.
        uc_mcontext: mcontext,
        /// The signals that waited before.
        uc_sigmask: sigset,
        #[doc(hidden)]
        #[cfg(target_arch = "s390x")]
        __unused: [u8; 128 - size_of::<sigset>()],
        /// Records of further registers, each with a head of its kind and size.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        uc_extcontext: [u64; 0],
    }
}
