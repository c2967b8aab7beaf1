//! How a request number is put together (asm-generic/ioctl.h; asm/ioctl.h of MIPS, PowerPC and SPARC).

use crate::linux::nr::Arch;

/// The parts of a request number. Old requests (`TIOCGWINSZ` on most architectures) are plain numbers without them.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// Whether the kernel writes to the argument, for the program to read.
    pub read: bool,
    /// Whether the program writes the argument, for the kernel to read.
    pub write: bool,
    /// The driver's letter (`_IOC_TYPE`).
    pub group: u8,
    /// The driver's number (`_IOC_NR`).
    pub number: u8,
    /// Bytes of the argument (`_IOC_SIZE`). What the architecture has no bits for is dropped.
    pub size: u16,
}

/// The encoding of an architecture.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Encoding {
    size_bits: u32,
    none: u32,
    read: u32,
    write: u32,
}

impl Encoding {
    /// Two bits of direction, 14 of size.
    pub const GENERIC: Self = Encoding {
        size_bits: 14,
        none: 0,
        read: 2,
        write: 1,
    };

    /// Three bits of direction, 13 of size: MIPS, PowerPC, SPARC.
    pub const THREE_BITS: Self = Encoding {
        size_bits: 13,
        none: 1,
        read: 2,
        write: 4,
    };

    /// The encoding of the architecture that is compiled for.
    pub const NATIVE: Self = Self::of(Arch::native());

    /// The encoding of an architecture.
    pub const fn of(arch: Arch) -> Self {
        match arch {
            Arch::Mips
            | Arch::Mipsel
            | Arch::Mips64
            | Arch::Mips64el
            | Arch::Powerpc
            | Arch::Powerpc64
            | Arch::Powerpc64le
            | Arch::Sparc
            | Arch::Sparc64 => Self::THREE_BITS,
            _ => Self::GENERIC,
        }
    }

    /// The request number (`_IOC`).
    pub const fn encode(self, code: Code) -> u32 {
        let direction = match (code.read, code.write) {
            (false, false) => self.none,
            (read, write) => (read as u32 * self.read) | (write as u32 * self.write),
        };
        let size = code.size as u32 & ((1 << self.size_bits) - 1);
        (direction << (16 + self.size_bits))
            | (size << 16)
            | ((code.group as u32) << 8)
            | code.number as u32
    }

    /// The parts of a request number.
    pub const fn decode(self, request: u32) -> Code {
        let direction = request >> (16 + self.size_bits);
        Code {
            read: direction & self.read != 0,
            write: direction & self.write != 0,
            group: (request >> 8) as u8,
            number: request as u8,
            size: ((request >> 16) & ((1 << self.size_bits) - 1)) as u16,
        }
    }
}

const fn encode(read: bool, write: bool, group: u8, number: u8, size: usize) -> u32 {
    Encoding::NATIVE.encode(Code {
        read,
        write,
        group,
        number,
        size: size as u16,
    })
}

/// `_IO`: a request without an argument of a size.
#[allow(non_snake_case, reason = "the kernel's own names")]
pub const fn _IO(group: u8, number: u8) -> u32 {
    encode(false, false, group, number, 0)
}

/// `_IOR`: a request that reads `size` bytes from the kernel.
#[allow(non_snake_case, reason = "the kernel's own names")]
pub const fn _IOR(group: u8, number: u8, size: usize) -> u32 {
    encode(true, false, group, number, size)
}

/// `_IOW`: a request that gives `size` bytes to the kernel.
#[allow(non_snake_case, reason = "the kernel's own names")]
pub const fn _IOW(group: u8, number: u8, size: usize) -> u32 {
    encode(false, true, group, number, size)
}

/// `_IOWR`: a request that gives `size` bytes to the kernel and reads them back.
#[allow(non_snake_case, reason = "the kernel's own names")]
pub const fn _IOWR(group: u8, number: u8, size: usize) -> u32 {
    encode(true, true, group, number, size)
}
