//! The architectures: their names, their identities to seccomp and audit (linux/audit.h), and the tables of their calls.

use super::{Row, Table};
use crate::linux::AUDIT_ARCH;

/// Bits of an audit identity next to the machine number of elf.h.
const WIDE: u32 = 0x8000_0000; // __AUDIT_ARCH_64BIT
const LE: u32 = 0x4000_0000; // __AUDIT_ARCH_LE

macro_rules! architectures {
    ($(
        #[doc = $doc:literal]
        $arch:ident: $name:literal, $audit:expr, [$($row:ident from $base:literal),+], $native:meta;
    )*) => {
        /// An architecture of Linux. Each byte order that has an identity of its own to seccomp is one.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Arch {
            $(#[doc = $doc] $arch),*
        }

        $(
            #[cfg($native)]
            const NATIVE: Arch = Arch::$arch;
        )*

        #[cfg(not(any($($native),*)))]
        compile_error!("Linux has no port to this architecture, so syscall-consts has nothing for it");

        #[cfg(any($($native),*))]
        impl Arch {
            /// The architecture that is compiled for, whatever the system is.
            pub const fn native() -> Self {
                NATIVE
            }
        }

        impl Arch {
            /// Every architecture.
            pub const ALL: &[Arch] = &[$(Arch::$arch),*];

            /// The name, in the way of LuaJIT: `"x64"`, `"arm64"`, `"ppc64le"`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Arch::$arch => $name),*
                }
            }

            /// The identity that a seccomp filter finds in `seccomp_data.arch`.
            ///
            /// x32 shares that of [`Arch::X86_64`] and is told from it by bit 30 of its call numbers.
            pub const fn audit(self) -> AUDIT_ARCH {
                match self {
                    $(Arch::$arch => AUDIT_ARCH($audit)),*
                }
            }

            pub(super) const fn tables(self) -> &'static [Table] {
                match self {
                    $(Arch::$arch => const { &[$(Table { row: Row::$row as usize, base: $base }),+] }),*
                }
            }
        }
    };
}

architectures! {
    /// 64-bit x86.
    X86_64: "x64", 62 | WIDE | LE, [X86_64 from 0],
        all(target_arch = "x86_64", target_pointer_width = "64");
    /// 64-bit x86 with 32-bit pointers. Its numbers have bit 30 set (`__X32_SYSCALL_BIT`).
    X32: "x32", 62 | WIDE | LE, [X32 from 0x4000_0000],
        all(target_arch = "x86_64", target_pointer_width = "32");
    /// 32-bit x86.
    X86: "x86", 3 | LE, [X86 from 0], target_arch = "x86";
    /// 64-bit ARM, either byte order.
    Aarch64: "arm64", 183 | WIDE | LE, [AARCH64 from 0], target_arch = "aarch64";
    /// 32-bit ARM, EABI.
    Arm: "arm", 40 | LE, [ARM from 0, ARM_PRIVATE from 0xf_0000],
        all(target_arch = "arm", target_endian = "little");
    /// 32-bit ARM, EABI, big-endian.
    Armeb: "armeb", 40, [ARM from 0, ARM_PRIVATE from 0xf_0000],
        all(target_arch = "arm", target_endian = "big");
    /// 64-bit RISC-V.
    Riscv64: "riscv64", 243 | WIDE | LE, [RISCV64 from 0], target_arch = "riscv64";
    /// 32-bit RISC-V.
    Riscv32: "riscv32", 243 | LE, [RISCV32 from 0], target_arch = "riscv32";
    /// 32-bit PowerPC.
    Powerpc: "ppc", 20, [POWERPC from 0], target_arch = "powerpc";
    /// 64-bit PowerPC, big-endian.
    Powerpc64: "ppc64", 21 | WIDE, [POWERPC64 from 0],
        all(target_arch = "powerpc64", target_endian = "big");
    /// 64-bit PowerPC, little-endian.
    Powerpc64le: "ppc64le", 21 | WIDE | LE, [POWERPC64 from 0],
        all(target_arch = "powerpc64", target_endian = "little");
    /// 64-bit z/Architecture.
    S390x: "s390x", 22 | WIDE, [S390X from 0], target_arch = "s390x";
    /// 64-bit LoongArch.
    Loongarch64: "loongarch64", 258 | WIDE | LE, [LOONGARCH64 from 0], target_arch = "loongarch64";
    /// 32-bit MIPS (o32), big-endian.
    Mips: "mips", 8, [MIPS from 4000],
        all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "big");
    /// 32-bit MIPS (o32), little-endian.
    Mipsel: "mipsel", 8 | LE, [MIPS from 4000],
        all(any(target_arch = "mips", target_arch = "mips32r6"), target_endian = "little");
    /// 64-bit MIPS (n64), big-endian.
    Mips64: "mips64", 8 | WIDE, [MIPS64 from 5000],
        all(any(target_arch = "mips64", target_arch = "mips64r6"), target_endian = "big");
    /// 64-bit MIPS (n64), little-endian.
    Mips64el: "mips64el", 8 | WIDE | LE, [MIPS64 from 5000],
        all(any(target_arch = "mips64", target_arch = "mips64r6"), target_endian = "little");
    /// 68000 and its successors.
    M68k: "m68k", 4, [M68K from 0], target_arch = "m68k";
    /// 32-bit SPARC.
    Sparc: "sparc", 2, [SPARC from 0], target_arch = "sparc";
    /// 64-bit SPARC.
    Sparc64: "sparc64", 43 | WIDE, [SPARC64 from 0], target_arch = "sparc64";
    /// C-SKY.
    Csky: "csky", 252 | LE, [CSKY from 0], target_arch = "csky";
    /// Hexagon. The kernel gives it no byte order bit.
    Hexagon: "hexagon", 164, [HEXAGON from 0], target_arch = "hexagon";
}

impl Arch {
    /// The architecture of that name: `"x64"`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|arch| arch.name() == name)
    }

    /// The architecture of an identity; [`Arch::X86_64`] for that which x32 shares.
    pub fn from_audit(audit: AUDIT_ARCH) -> Option<Self> {
        Self::ALL.iter().copied().find(|arch| arch.audit() == audit)
    }
}

impl core::fmt::Display for Arch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.name())
    }
}
