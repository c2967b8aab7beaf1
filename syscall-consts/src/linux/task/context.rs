//! Registers of an interrupted program (getcontext(3)). The C library numbers them; the order is that of the kernel's
//! asm/sigcontext.h.

use crate::declare::groups;

#[cfg(target_arch = "x86_64")]
groups! {
    /// Indexes of the registers in the `gregs` of a signal's context (sys/ucontext.h of the C library).
    values REG: i32 as Plain {
        R8 = REG_R8: 0,
        R9 = REG_R9: 1,
        R10 = REG_R10: 2,
        R11 = REG_R11: 3,
        R12 = REG_R12: 4,
        R13 = REG_R13: 5,
        R14 = REG_R14: 6,
        R15 = REG_R15: 7,
        RDI = REG_RDI: 8,
        RSI = REG_RSI: 9,
        RBP = REG_RBP: 10,
        RBX = REG_RBX: 11,
        RDX = REG_RDX: 12,
        RAX = REG_RAX: 13,
        RCX = REG_RCX: 14,
        RSP = REG_RSP: 15,
        RIP = REG_RIP: 16,
        EFL = REG_EFL: 17,
        CSGSFS = REG_CSGSFS: 18,
        ERR = REG_ERR: 19,
        TRAPNO = REG_TRAPNO: 20,
        OLDMASK = REG_OLDMASK: 21,
        CR2 = REG_CR2: 22,
    }
}

#[cfg(target_arch = "x86")]
groups! {
    /// Indexes of the registers in the `gregs` of a signal's context (sys/ucontext.h of the C library).
    values REG: i32 as Plain {
        GS = REG_GS: 0,
        FS = REG_FS: 1,
        ES = REG_ES: 2,
        DS = REG_DS: 3,
        EDI = REG_EDI: 4,
        ESI = REG_ESI: 5,
        EBP = REG_EBP: 6,
        ESP = REG_ESP: 7,
        EBX = REG_EBX: 8,
        EDX = REG_EDX: 9,
        ECX = REG_ECX: 10,
        EAX = REG_EAX: 11,
        TRAPNO = REG_TRAPNO: 12,
        ERR = REG_ERR: 13,
        EIP = REG_EIP: 14,
        CS = REG_CS: 15,
        EFL = REG_EFL: 16,
        UESP = REG_UESP: 17,
        SS = REG_SS: 18,
    }
}

#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
groups! {
    /// Indexes of the registers in the `gregs` of a signal's context (sys/ucontext.h of the C library).
    values REG: i32 as Plain {}
}
