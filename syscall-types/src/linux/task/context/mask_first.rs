//! What a signal interrupts, where the mask of signals has room to grow before the registers (asm/ucontext.h).

use core::ffi::c_ulong;

use super::mcontext;
use crate::declare::structs;
use crate::linux::{sigset, stack};

structs! {
    /// What a signal interrupts (`struct ucontext` of asm/ucontext.h), the third argument of a handler with `SA_SIGINFO`.
    struct ucontext: "struct ucontext" {
        /// `UC_*`.
        uc_flags: c_ulong,
        /// Unused.
        uc_link: *mut ucontext,
        /// The stack for handlers.
        uc_stack: stack,
        /// The signals that waited before.
        uc_sigmask: sigset,
        #[doc(hidden)]
        __unused: [u8; 128 - size_of::<sigset>()],
        /// The registers.
        uc_mcontext: mcontext,
    }
}
