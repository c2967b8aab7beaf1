//! The table of the Linux targets: how Rust, the C compiler and the emulator call each.
//!
//! Names of Rust: `rustc --print target-list`; of C: `zig targets`; of the emulators: qemu-user(1).

use syscall_consts::linux::nr::Arch;

/// A target.
#[derive(Copy, Clone, Debug)]
pub struct Target {
    /// Its name here and on the command line: `aarch64`.
    pub name: &'static str,
    /// The triple of rustc.
    pub rust: &'static str,
    /// The argument of `zig cc -target`. The C library is glibc, whose structures of 32-bit machines are mostly the kernel's.
    pub zig: &'static str,
    /// The architecture to the kernel.
    pub arch: Arch,
    /// The program of qemu-user that runs its programs; `None` where an x86-64 machine does it by itself.
    pub qemu: Option<&'static str>,
    /// What links programs without a C library.
    pub linker: Linker,
}

/// A linker.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Linker {
    /// `rust-lld`, in the way of `ld.lld`.
    Lld,
    /// This one of GNU binutils, because lld lacks the target's ABI.
    Gnu(&'static str),
}

macro_rules! targets {
    ($($name:literal: $rust:literal, $zig:literal, $arch:ident, $qemu:expr, $linker:expr;)*) => {
        /// Every target.
        pub const TARGETS: &[Target] = &[$(Target {
            name: $name,
            rust: $rust,
            zig: $zig,
            arch: Arch::$arch,
            qemu: $qemu,
            linker: $linker,
        }),*];
    };
}

use Linker::{Gnu, Lld};

targets! {
    "x86_64": "x86_64-unknown-linux-gnu", "x86_64-linux-gnu", X86_64, None, Lld;
    "x86": "i686-unknown-linux-gnu", "x86-linux-gnu", X86, None, Lld;
    "aarch64": "aarch64-unknown-linux-gnu", "aarch64-linux-gnu", Aarch64, Some("qemu-aarch64"), Lld;
    "arm": "armv7-unknown-linux-gnueabihf", "arm-linux-gnueabihf", Arm, Some("qemu-arm"), Lld;
    "riscv64": "riscv64gc-unknown-linux-gnu", "riscv64-linux-gnu", Riscv64, Some("qemu-riscv64"), Lld;
    "powerpc": "powerpc-unknown-linux-gnu", "powerpc-linux-musleabihf", Powerpc, Some("qemu-ppc"), Lld;
    // The first ABI of 64-bit PowerPC has function descriptors, which lld does not make.
    "powerpc64": "powerpc64-unknown-linux-gnu", "powerpc64-linux-musl", Powerpc64, Some("qemu-ppc64"),
        Gnu("powerpc64-linux-gnu-ld");
    "powerpc64le": "powerpc64le-unknown-linux-gnu", "powerpc64le-linux-gnu", Powerpc64le, Some("qemu-ppc64le"), Lld;
    "s390x": "s390x-unknown-linux-gnu", "s390x-linux-gnu", S390x, Some("qemu-s390x"), Lld;
    "loongarch64": "loongarch64-unknown-linux-gnu", "loongarch64-linux-gnu", Loongarch64, Some("qemu-loongarch64"), Lld;
    "mips": "mips-unknown-linux-gnu", "mips-linux-gnueabihf", Mips, Some("qemu-mips"), Lld;
    "mipsel": "mipsel-unknown-linux-gnu", "mipsel-linux-gnueabihf", Mipsel, Some("qemu-mipsel"), Lld;
    "mips64": "mips64-unknown-linux-gnuabi64", "mips64-linux-gnuabi64", Mips64, Some("qemu-mips64"), Lld;
    "mips64el": "mips64el-unknown-linux-gnuabi64", "mips64el-linux-gnuabi64", Mips64el, Some("qemu-mips64el"), Lld;
}

/// The target of that name, or of that triple.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS
        .iter()
        .find(|target| target.name == name || target.rust == name)
}

/// The targets of these names, or every one when there is no name.
///
/// # Errors
///
/// A name that is not in the table, with those that are.
pub fn select(names: &[String]) -> Result<Vec<&'static Target>, String> {
    if names.is_empty() {
        return Ok(TARGETS.iter().collect());
    }
    names
        .iter()
        .map(|name| {
            find(name).ok_or_else(|| {
                let all: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
                format!("there is no target `{name}`; there are {}", all.join(", "))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(
            find("x86").map(|target| target.rust),
            Some("i686-unknown-linux-gnu")
        );
        assert_eq!(
            find("mips64-unknown-linux-gnuabi64").map(|target| target.name),
            Some("mips64")
        );
        assert_eq!(select(&[]).map(|all| all.len()), Ok(TARGETS.len()));
        assert!(select(&["vax".to_owned()]).is_err());
    }
}
