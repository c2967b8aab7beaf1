//! The trap of the target's architecture, and how 64-bit arguments travel in its registers.
//!
//! Every architecture's file offers `syscall0` to `syscall6`, [`ABI`] and [`VDSO`]; the rest of the crate knows the architecture
//! only where the kernel lacks a call there or orders its arguments otherwise. There are no variants that promise not to write
//! memory: a descriptor may be mapped, so even write(2) can change what the program reads, and what a reload costs is lost in the
//! trap.

#[cfg_attr(
    all(target_arch = "x86_64", target_pointer_width = "64"),
    path = "x86_64.rs"
)]
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
mod target;
#[allow(unused_macros, unused_imports, reason = "x86 and MIPS have their own")]
mod traps;

use super::vdso::Names;

#[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
pub use target::syscall7;
pub use target::{ABI, VDSO, syscall0, syscall1, syscall2, syscall3, syscall4, syscall5, syscall6};

/// How a 64-bit argument travels (syscall(2), "Architecture-specific requirements").
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Abi {
    /// It takes two registers.
    pub split: bool,
    /// The pair starts at an even argument position, counted from 0: arm, mips o32, powerpc, but not x86.
    pub even: bool,
    /// The high half comes first: big-endian machines.
    pub high_first: bool,
}

impl Abi {
    /// It is one register: 64-bit machines.
    pub const WHOLE: Abi = Abi {
        split: false,
        even: false,
        high_first: false,
    };
}

/// The arguments of a call while they are put together; only calls with 64-bit arguments need it.
///
/// Everything about it is known to the compiler: in an optimised program only the trap is left.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Registers {
    values: [usize; MAX],
    used: usize,
}

/// The most registers that a call takes: padding makes seven of sync_file_range's and fadvise64's on 32-bit MIPS.
const MAX: usize = if cfg!(any(target_arch = "mips", target_arch = "mips32r6")) {
    7
} else {
    6
};

impl Registers {
    /// No arguments.
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        Registers {
            values: [0; MAX],
            used: 0,
        }
    }

    /// With one more argument that fits a register.
    #[inline(always)]
    pub(crate) const fn word(mut self, value: usize) -> Self {
        self.values[self.used] = value;
        self.used += 1;
        self
    }

    /// With one more 64-bit argument (C's `loff_t`).
    #[inline(always)]
    pub(crate) const fn wide(self, abi: Abi, value: i64) -> Self {
        if !abi.split {
            return self.word(value as usize);
        }
        let (low, high) = (value as u32 as usize, (value >> 32) as u32 as usize);
        let (first, second) = if abi.high_first {
            (high, low)
        } else {
            (low, high)
        };
        let aligned = if abi.even && self.used % 2 == 1 {
            self.word(0)
        } else {
            self
        };
        aligned.word(first).word(second)
    }

    /// The trap.
    ///
    /// # Safety
    ///
    /// The kernel does what the number and the arguments say.
    #[inline(always)]
    pub(crate) unsafe fn trap(self, nr: u32) -> isize {
        let [a1, a2, a3, a4, a5, a6, ..] = self.values;
        let nr = nr as usize;
        // SAFETY: the caller's.
        unsafe {
            match self.used {
                0 => syscall0(nr),
                1 => syscall1(nr, a1),
                2 => syscall2(nr, a1, a2),
                3 => syscall3(nr, a1, a2, a3),
                4 => syscall4(nr, a1, a2, a3, a4),
                5 => syscall5(nr, a1, a2, a3, a4, a5),
                #[cfg(any(target_arch = "mips", target_arch = "mips32r6"))]
                7 => syscall7(nr, a1, a2, a3, a4, a5, a6, self.values[6]),
                _ => syscall6(nr, a1, a2, a3, a4, a5, a6),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Abi, Registers};

    const OFFSET: i64 = 0x1_2345_6789;
    const LOW: usize = 0x2345_6789;

    const X86: Abi = Abi {
        split: true,
        even: false,
        high_first: false,
    };
    const ARM: Abi = Abi {
        split: true,
        even: true,
        high_first: false,
    };
    const MIPS_BIG: Abi = Abi {
        split: true,
        even: true,
        high_first: true,
    };
    const POWERPC: Abi = MIPS_BIG;
    const M68K: Abi = Abi {
        split: true,
        even: false,
        high_first: true,
    };

    /// The first six registers, which is all but on MIPS, and how many are used.
    fn six(registers: Registers) -> ([usize; 6], usize) {
        let [a1, a2, a3, a4, a5, a6, ..] = registers.values;
        ([a1, a2, a3, a4, a5, a6], registers.used)
    }

    /// The registers of `pread64(3, 4, 5, offset)`.
    fn pread64(abi: Abi, offset: i64) -> ([usize; 6], usize) {
        six(Registers::new().word(3).word(4).word(5).wide(abi, offset))
    }

    /// The registers of `ftruncate64(3, length)`.
    fn ftruncate64(abi: Abi, length: i64) -> ([usize; 6], usize) {
        six(Registers::new().word(3).wide(abi, length))
    }

    #[test]
    fn after_three_arguments() {
        if cfg!(target_pointer_width = "64") {
            assert_eq!(
                pread64(Abi::WHOLE, OFFSET),
                ([3, 4, 5, OFFSET as usize, 0, 0], 4)
            );
        }
        assert_eq!(pread64(X86, OFFSET), ([3, 4, 5, LOW, 1, 0], 5));
        assert_eq!(pread64(ARM, OFFSET), ([3, 4, 5, 0, LOW, 1], 6));
        assert_eq!(pread64(MIPS_BIG, OFFSET), ([3, 4, 5, 0, 1, LOW], 6));
        assert_eq!(pread64(POWERPC, OFFSET), ([3, 4, 5, 0, 1, LOW], 6));
        assert_eq!(pread64(M68K, OFFSET), ([3, 4, 5, 1, LOW, 0], 5));
    }

    #[test]
    fn after_one_argument() {
        if cfg!(target_pointer_width = "64") {
            assert_eq!(
                ftruncate64(Abi::WHOLE, OFFSET),
                ([3, OFFSET as usize, 0, 0, 0, 0], 2)
            );
        }
        assert_eq!(ftruncate64(X86, OFFSET), ([3, LOW, 1, 0, 0, 0], 3));
        assert_eq!(ftruncate64(ARM, OFFSET), ([3, 0, LOW, 1, 0, 0], 4));
        assert_eq!(ftruncate64(MIPS_BIG, OFFSET), ([3, 0, 1, LOW, 0, 0], 4));
    }

    #[test]
    fn two_pairs_need_no_second_pad() {
        let registers = Registers::new().word(3).wide(ARM, OFFSET).wide(ARM, -1);
        assert_eq!(
            six(registers),
            ([3, 0, LOW, 1, 0xffff_ffff, 0xffff_ffff], 6)
        );
        let registers = Registers::new()
            .word(3)
            .word(0)
            .wide(ARM, OFFSET)
            .wide(ARM, 0);
        assert_eq!(six(registers), ([3, 0, LOW, 1, 0, 0], 6));
    }

    #[test]
    fn halves_of_a_negative_number() {
        assert_eq!(
            ftruncate64(X86, -2),
            ([3, 0xffff_fffe, 0xffff_ffff, 0, 0, 0], 3)
        );
        assert_eq!(
            ftruncate64(MIPS_BIG, i64::MIN),
            ([3, 0, 0x8000_0000, 0, 0, 0], 4)
        );
    }
}
