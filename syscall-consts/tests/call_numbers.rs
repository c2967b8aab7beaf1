//! The call numbers of all architectures, against linux-raw-sys and known facts.

use std::collections::{BTreeMap, HashSet};

use syscall_consts::linux::AUDIT_ARCH;
use syscall_consts::linux::nr::{self, Arch};

#[allow(dead_code, reason = "an example has a main function")]
#[path = "../examples/call-numbers.rs"]
mod generator;

/// What stands in the repository is what the generator would write now.
#[test]
#[cfg_attr(miri, ignore = "starts cargo")]
fn generated_file_is_up_to_date() {
    let (version, directory) = match generator::linux_raw_sys() {
        Ok(found) => found,
        Err(reason) => return println!("skipped: no source of linux-raw-sys: {reason}"),
    };
    let text = generator::generate(&version, &directory).expect("a readable source");
    assert!(
        text == include_str!("../src/linux/nr/generated.rs"),
        "run the example call-numbers again"
    );
}

/// Every `__NR_*` that the table knows and linux-raw-sys has for the architecture that is compiled for.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[allow(non_upper_case_globals, reason = "the kernel's own names")]
mod native {
    macro_rules! calls {
        ($($name:ident = $($number:literal $($table:ident)+),+;)*) => {
            // A name that the glob import below does not bring is found here.
            $(const $name: Option<Absent> = None;)*

            pub fn numbers() -> Vec<(&'static str, Option<u32>)> {
                #[allow(unused_imports, reason = "shadows the constants above")]
                use linux_raw_sys::general::*;
                vec![$((&stringify!($name)[5..], Number::number($name))),*]
            }
        };
    }
    include!("../src/linux/nr/generated.rs");

    #[derive(Copy, Clone)]
    struct Absent;

    trait Number {
        fn number(self) -> Option<u32>;
    }

    impl Number for u32 {
        fn number(self) -> Option<u32> {
            Some(self)
        }
    }

    impl Number for Option<Absent> {
        fn number(self) -> Option<u32> {
            None
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn native_numbers_are_those_of_linux_raw_sys() {
    let mut count = 0;
    for (name, number) in native::numbers() {
        // ARM's private calls have another prefix there.
        let ours = nr::number(Arch::native(), name).filter(|number| number >> 16 != 0xf);
        if number.is_none() && generator::LATER.iter().any(|later| later.0 == name) {
            continue;
        }
        if nr::ALIASES.iter().all(|alias| alias.0 != name) || number.is_some() {
            assert_eq!(ours, number, "{name}");
        }
        count += usize::from(number.is_some());
    }
    assert!(count > 300, "{count}");
}

#[test]
fn names_and_numbers_find_each_other() {
    for &arch in Arch::ALL {
        let mut names = Vec::new();
        for (name, number) in nr::iter(arch) {
            assert_eq!(nr::number(arch, name), Some(number), "{arch} {name}");
            let first = nr::name(arch, number).expect("a name");
            assert_eq!(nr::number(arch, first), Some(number), "{arch} {name}");
            if first != name {
                assert_eq!(
                    (first, name),
                    ALIKE[usize::from(arch == Arch::Hexagon || arch == Arch::Csky)]
                );
            }
            names.push(name);
        }
        assert!(names.len() > 300, "{arch} has {}", names.len());
        assert_eq!(
            names.iter().collect::<HashSet<_>>().len(),
            names.len(),
            "{arch}"
        );
        for number in [u32::MAX, 0xffff, 999, 0x3fff_ffff, 0xf_fffe] {
            assert_eq!(nr::name(arch, number), None, "{arch} {number}");
        }
        for name in [
            "",
            "open\0openat",
            "openat ",
            "OPENAT",
            "__NR_openat",
            "zzz",
            "\0",
        ] {
            assert_eq!(nr::number(arch, name), None, "{arch} {name:?}");
        }
    }
}

/// The two names of one number, on ARM, and on machines that have `sync_file_range2` in the generic place.
const ALIKE: [(&str, &str); 2] = [
    ("arm_sync_file_range", "sync_file_range2"),
    ("sync_file_range", "sync_file_range2"),
];

/// Numbers from the manual pages and the headers of each architecture.
#[test]
fn known_numbers() {
    let known = [
        (Arch::X86_64, "read", 0),
        (Arch::X86_64, "openat", 257),
        (Arch::X86_64, "_sysctl", 156),
        (Arch::X86_64, "uprobe", 336),
        (Arch::X32, "uprobe", 0x4000_0000 + 336),
        (Arch::X32, "read", 0x4000_0000),
        (Arch::X32, "recvfrom", 0x4000_0000 + 517),
        (Arch::X86, "openat", 295),
        (Arch::X86, "socketcall", 102),
        (Arch::Aarch64, "openat", 56),
        (Arch::Riscv64, "riscv_flush_icache", 259),
        (Arch::Loongarch64, "openat", 56),
        (Arch::Arm, "openat", 322),
        (Arch::Arm, "set_tls", 0xf_0005),
        (Arch::Armeb, "cacheflush", 0xf_0002),
        (Arch::Powerpc, "openat", 286),
        (Arch::Powerpc64le, "openat", 286),
        (Arch::S390x, "openat", 288),
        (Arch::Mips, "openat", 4288),
        (Arch::Mipsel, "cacheflush", 4147),
        (Arch::Mips64el, "openat", 5247),
        (Arch::M68k, "openat", 288),
        (Arch::Sparc64, "openat", 284),
    ];
    for (arch, name, number) in known {
        assert_eq!(nr::number(arch, name), Some(number), "{arch} {name}");
        assert_eq!(nr::name(arch, number), Some(name), "{arch} {name}");
    }
    assert_eq!(nr::number(Arch::Aarch64, "open"), None);
    assert_eq!(nr::number(Arch::Aarch64, "uprobe"), None);
    assert_eq!(nr::number(Arch::Riscv32, "clock_gettime"), None);
    assert_eq!(nr::name(Arch::X86_64, 0x4000_0000), None);
    // Since Linux 5.1 new calls have one number everywhere, from the base.
    for &arch in Arch::ALL {
        let base = nr::number(arch, "pidfd_send_signal").expect("a call of 5.1") - 424;
        assert_eq!(nr::number(arch, "file_setattr"), Some(base + 469), "{arch}");
        assert_eq!(nr::number(arch, "listns"), Some(base + 470), "{arch}");
        assert_eq!(
            nr::name(arch, base + 471),
            Some("rseq_slice_yield"),
            "{arch}"
        );
    }
}

#[test]
fn names_of_programs_are_found() {
    for (arch, other) in [
        (Arch::X86_64, "newfstatat"),
        (Arch::Aarch64, "newfstatat"),
        (Arch::Powerpc64le, "newfstatat"),
    ] {
        assert_eq!(
            nr::number(arch, "fstatat"),
            nr::number(arch, other),
            "{arch}"
        );
        assert!(nr::number(arch, "fstatat").is_some(), "{arch}");
    }
    assert_eq!(nr::number(Arch::Arm, "fadvise64_64"), Some(270));
    assert_eq!(nr::number(Arch::X86, "fadvise64_64"), Some(272));
    assert_eq!(nr::number(Arch::X86, "fstatat"), None);
    for (alias, name) in nr::ALIASES {
        assert_ne!(alias, name);
        assert!(
            Arch::ALL
                .iter()
                .any(|&arch| nr::number(arch, name).is_some()),
            "{name}"
        );
    }
}

#[test]
fn architectures() {
    let mut audits = BTreeMap::new();
    for &arch in Arch::ALL {
        assert_eq!(Arch::from_name(arch.name()), Some(arch));
        let first = Arch::from_audit(arch.audit()).expect("an architecture");
        assert_eq!(
            first,
            if arch == Arch::X32 {
                Arch::X86_64
            } else {
                arch
            }
        );
        audits.insert(arch.name(), arch.audit());
    }
    assert_eq!(audits.len(), Arch::ALL.len());
    for (arch, name) in [
        (Arch::X86, "x86"),
        (Arch::X86_64, "x64"),
        (Arch::X32, "x32"),
        (Arch::Arm, "arm"),
        (Arch::Aarch64, "arm64"),
        (Arch::Mips, "mips"),
        (Arch::Mipsel, "mipsel"),
        (Arch::Mips64, "mips64"),
        (Arch::Mips64el, "mips64el"),
        (Arch::Powerpc, "ppc"),
        (Arch::Powerpc64, "ppc64"),
        (Arch::Powerpc64le, "ppc64le"),
        (Arch::S390x, "s390x"),
        (Arch::Riscv64, "riscv64"),
        (Arch::Loongarch64, "loongarch64"),
    ] {
        assert_eq!(arch.name(), name);
    }
    assert_eq!(Arch::from_name("X64"), None);
    assert_eq!(Arch::from_audit(AUDIT_ARCH(0)), None);
    assert_eq!(Arch::Powerpc64le.to_string(), "ppc64le");
    #[cfg(target_pointer_width = "64")]
    assert!(Arch::native().audit().0 >> 31 == 1);
}

#[cfg(all(
    any(target_os = "linux", target_os = "android"),
    not(any(
        target_arch = "sparc",
        target_arch = "sparc64",
        target_arch = "hexagon"
    ))
))]
#[test]
fn audit_identities_are_those_of_the_header() {
    use linux_raw_sys::ptrace::*;
    let known = [
        (Arch::X86_64, AUDIT_ARCH_X86_64),
        (Arch::X86, AUDIT_ARCH_I386),
        (Arch::Aarch64, AUDIT_ARCH_AARCH64),
        (Arch::Arm, AUDIT_ARCH_ARM),
        (Arch::Armeb, AUDIT_ARCH_ARMEB),
        (Arch::Riscv64, AUDIT_ARCH_RISCV64),
        (Arch::Riscv32, AUDIT_ARCH_RISCV32),
        (Arch::Powerpc, AUDIT_ARCH_PPC),
        (Arch::Powerpc64, AUDIT_ARCH_PPC64),
        (Arch::Powerpc64le, AUDIT_ARCH_PPC64LE),
        (Arch::S390x, AUDIT_ARCH_S390X),
        (Arch::Loongarch64, AUDIT_ARCH_LOONGARCH64),
        (Arch::Mips, AUDIT_ARCH_MIPS),
        (Arch::Mipsel, AUDIT_ARCH_MIPSEL),
        (Arch::Mips64, AUDIT_ARCH_MIPS64),
        (Arch::Mips64el, AUDIT_ARCH_MIPSEL64),
        (Arch::M68k, AUDIT_ARCH_M68K),
        (Arch::Sparc, AUDIT_ARCH_SPARC),
        (Arch::Sparc64, AUDIT_ARCH_SPARC64),
        (Arch::Csky, AUDIT_ARCH_CSKY),
        (Arch::Hexagon, AUDIT_ARCH_HEXAGON),
    ];
    for (arch, audit) in known {
        assert_eq!(arch.audit().0, audit, "{arch}");
    }
    assert_eq!(known.len() + 1, Arch::ALL.len());
}
