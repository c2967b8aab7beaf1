//! Linux on 32-bit x86.
//!
//! ```text
//! instruction   int 0x80
//! number        eax
//! arguments     ebx ecx edx esi edi ebp
//! result        eax; -4095..=-1 is an error number
//! clobbered     nothing; the flags come back too
//! ```
//!
//! Sources: syscall(2); asm_int80_emulation and entry_INT80_32 in arch/x86/entry. sysenter is quicker, but its address
//! comes from the vDSO of the process: state, and nothing that a trap could know by itself.
//!
//! LLVM keeps esi and ebp for itself, so a fourth argument is exchanged into esi. Six arguments leave no register to hold
//! the fourth and the sixth: they are read from memory, through eax.

use core::arch::asm;

use super::{Abi, Names};

/// A 64-bit argument is any two registers, the low half first.
pub const ABI: Abi = Abi {
    split: true,
    even: false,
    high_first: false,
};

/// The functions of the vDSO.
pub const VDSO: Option<Names> = Some(Names {
    prefix: "__vdso_",
    version: "LINUX_2.6",
    needs: None,
});

macro_rules! syscalls {
    ($(
        $name:ident($nr:ident $(, $arg:ident)*) {
            $($before:literal)* => $($after:literal)*; eax: $eax:expr; $($operands:tt)*
        }
    )*) => {$(
        /// The trap with this many arguments; see [`syscall`](crate::linux::syscall).
        ///
        /// # Safety
        ///
        /// The kernel does what the number and the arguments say.
        #[inline(always)]
        #[allow(clippy::too_many_arguments, reason = "the kernel's convention")]
        pub unsafe fn $name($nr: usize $(, $arg: usize)*) -> isize {
            let result: isize;
            // SAFETY: the registers are those of the convention above, and esi, ebp and the stack pointer are put back;
            // the rest is the caller's.
            unsafe {
                asm!(
                    $($before,)*
                    "int 0x80",
                    $($after,)*
                    inlateout("eax") $eax => result,
                    $($operands)*
                );
            }
            result
        }
    )*};
}

syscalls! {
    syscall0(nr) { => ; eax: nr;
        options(nostack, preserves_flags)
    }
    syscall1(nr, a1) { => ; eax: nr;
        in("ebx") a1,
        options(nostack, preserves_flags)
    }
    syscall2(nr, a1, a2) { => ; eax: nr;
        in("ebx") a1, in("ecx") a2,
        options(nostack, preserves_flags)
    }
    syscall3(nr, a1, a2, a3) { => ; eax: nr;
        in("ebx") a1, in("ecx") a2, in("edx") a3,
        options(nostack, preserves_flags)
    }
    syscall4(nr, a1, a2, a3, a4) { "xchg esi, {a4}" => "xchg esi, {a4}"; eax: nr;
        in("ebx") a1, in("ecx") a2, in("edx") a3, a4 = in(reg) a4,
        options(nostack, preserves_flags)
    }
    syscall5(nr, a1, a2, a3, a4, a5) { "xchg esi, {a4}" => "xchg esi, {a4}"; eax: nr;
        in("ebx") a1, in("ecx") a2, in("edx") a3, a4 = in(reg) a4, in("edi") a5,
        options(nostack, preserves_flags)
    }
    syscall6(nr, a1, a2, a3, a4, a5, a6) {
        "push ebp" "push esi" "mov esi, [eax + 4]" "mov ebp, [eax + 8]" "mov eax, [eax]" => "pop esi" "pop ebp";
        eax: &[nr, a4, a6];
        in("ebx") a1, in("ecx") a2, in("edx") a3, in("edi") a5,
        options(preserves_flags)
    }
}
