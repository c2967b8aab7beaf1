//! The groups of Linux, as a user of the crate sees them.
#![cfg(any(target_os = "linux", target_os = "android"))]

use std::collections::HashSet;

use syscall_consts::linux::{self, AF, AUX, CLONE, E, ETH_P, IFF, O, POLL, RLIM, SIG};
use syscall_consts::{Constants, Errno, Flags, Group, Kind, Repr};

fn group(name: &str) -> &'static Group {
    &linux::GROUPS[linux::find(name).unwrap_or_else(|| panic!("no group {name}"))]
}

#[test]
fn names_are_unique_and_match_their_values() {
    let mut groups = HashSet::new();
    for group in linux::GROUPS {
        assert!(groups.insert(group.name), "two groups {}", group.name);
        let mut names = HashSet::new();
        for (name, value) in group.iter() {
            assert!(names.insert(name), "{}.{name} twice", group.name);
            assert!(
                !name.is_empty() && !name.starts_with('_'),
                "{}.{name}",
                group.name
            );
            assert_eq!(group.get(name), Some(value));
            let first = group.name_of(value).expect("a name");
            assert_eq!(group.get(first), Some(value), "{}.{name}", group.name);
        }
        assert_eq!(names.len(), group.len(), "{}", group.name);
    }
}

#[test]
fn every_group_says_what_it_is_for() {
    let docs: Vec<_> = linux::DOCS.iter().copied().flatten().collect();
    assert_eq!(docs.len(), linux::GROUPS.len());
    assert_eq!(
        *docs[linux::index_of("O")],
        "Flags of open(2) and of F_SETFL (asm/fcntl.h)."
    );
    for doc in docs {
        assert!(doc.ends_with('.') && !doc.starts_with(' '), "{doc:?}");
    }
}

#[test]
fn values_come_back_as_they_were() {
    let value = |group: &str, name: &str| self::group(group).get(name);
    assert_eq!(value("AT_FDCWD", "FDCWD"), Some(-100));
    assert_eq!(value("EPOLL", "ET"), Some(1 << 31));
    assert_eq!(value("POLL", "IN"), Some(1));
    assert_eq!(value("MOUNT_ATTR", "IDMAP"), Some(0x10_0000));
    let group = group("O");
    assert_eq!(group.values().count(), group.len());
    assert_eq!(group.value(group.len()), None);
    assert_eq!(group.value(usize::MAX), None);
}

#[test]
fn values_fit_their_type() {
    for group in linux::GROUPS {
        let bits = u32::from(group.repr.size) * 8;
        for (name, value) in group.iter().filter(|_| bits < 64) {
            let (low, high) = if group.repr.signed {
                (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
            } else {
                (0, (1_i64 << bits) - 1)
            };
            assert!(
                (low..=high).contains(&value),
                "{}.{name} = {value}",
                group.name
            );
        }
    }
}

#[test]
fn absent_names_and_values() {
    let o = group("O");
    for name in ["", "rdonly", "RDONLY ", "O_RDONLY", "RDONLY\0CREAT", "\0"] {
        assert_eq!(o.get(name), None, "{name:?}");
    }
    assert_eq!(o.name_of(-1), None);
    assert_eq!(linux::find(""), None);
    assert_eq!(linux::find("o"), None);
    assert_eq!(linux::find("O_"), None);
}

#[test]
fn positions_are_constants() {
    const SLOT: usize = linux::index_of("EPOLL_CTL");
    assert_eq!(linux::GROUPS[SLOT].name, "EPOLL_CTL");
    for (at, group) in linux::GROUPS.iter().enumerate() {
        assert_eq!(linux::find(group.name), Some(at));
    }
}

#[test]
fn c_names_go_with_the_groups() {
    let mut count = 0;
    for (group, names) in linux::c_names() {
        assert_eq!(group.len(), names.len(), "{}", group.name);
        count += 1;
    }
    assert_eq!(count, linux::GROUPS.len());
    assert_eq!(O::C_NAMES[0], "O_RDONLY");
    assert_eq!(IFF::C_NAMES[0], "IFF_UP");
}

/// The kinds that the Lua interface promises.
#[test]
fn kinds() {
    let kinds = [
        (Kind::Mode, "IPC MODE SHMGET S_I"),
        (Kind::Char, "OK"),
        (Kind::Swap, "SWAP_FLAG"),
        (Kind::At, "AT_FDCWD"),
        (
            Kind::Plain,
            "LINUX_CAPABILITY_U32S LINUX_CAPABILITY_VERSION REG B",
        ),
        (
            Kind::Multi,
            "ADJ ARCH_SHSTK AT ATF BPF BPF_F_ATTACH BPF_F_MAP BPF_F_PROG BPF_F_QUERY BPF_F_TEST BPF_RB BPF_UPDATE \
             CACHE CFLAG CLONE CLOSE_RANGE DN EFD ELF_PF ELF_SHF EPOLL EPOLLCREATE FAN FAN_INIT FAN_MARK FAN_RESPONSE \
             FD FIB_RULE FSCRYPT_KEY_REMOVAL_STATUS_FLAG FSCRYPT_POLICY FSMOUNT FSOPEN FSPICK FS_FL FS_XFLAG FUTEX \
             FUTEX2 FUTEX_WORD F_SEAL GRND IFA_F IFF IFLAG IFREQ IIF IN IN_INIT IORING_ACCEPT IORING_ASYNC_CANCEL \
             IORING_CLONE IORING_CQ IORING_CQE_F IORING_ENTER IORING_FEAT IORING_FIXED_FD IORING_FSYNC \
             IORING_MEM_REGION IORING_MSG_RING IORING_NOP IORING_POLL IORING_RECVSEND IORING_REG_WAIT \
             IORING_RSRC_REGISTER IORING_RW_ATTR_FLAG IORING_SETUP IORING_SQ IORING_TIMEOUT IORING_URING_CMD IOSQE \
             IOU_PBUF_RING IO_INTEGRITY_CHK IO_URING_OP IPTOS IPV6_FL_F IPV6_PREFER_SRC KEXEC KEXEC_FILE KEYCTL_MOVE \
             KEYCTL_SUPPORTS KEY_PERM LANDLOCK_ACCESS_FS LANDLOCK_ACCESS_NET LANDLOCK_CREATE_RULESET \
             LANDLOCK_RESTRICT_SELF LANDLOCK_SCOPE LFLAG LISTMOUNT LOCK LO_FLAGS LSM_FLAG MACVLAN_MODE MAP \
             MEMBARRIER_CMD MEMBARRIER_CMD_FLAG MFD MLOCK MODULE_INIT MOUNT_ATTR MOVE_MOUNT MPOL MPOL_F MPOL_MF \
             MREMAP MS MSG MSGOP MSYNC NLA_F NLM_F NTF NUD O OFLAG OMQATTR OPEN_TREE OPIPE PACKET_FANOUT PAGE_IS PER \
             PERF_AUX_FLAG PERF_FLAG PERF_IOC_FLAG PERF_MEM_OP PERF_MEM_SNOOP PERF_MEM_TLB PERF_READ_FORMAT \
             PERF_RECORD_MISC PERF_SAMPLE PERF_SAMPLE_BRANCH PIDFD PIDFD_INFO PIDFD_SIGNAL PKEY PM_SCAN POLL \
             PROCMAP_QUERY PROT PR_FP_EXC PR_FP_MODE PR_MDWE PR_PAC PR_PPC_DEXCR_CTRL PR_RISCV_V_VSTATE_CTRL \
             PR_RSEQ_SLICE_EXT PR_SHADOW_STACK PR_SME PR_SPEC PR_SVE PR_TAGGED_ADDR PTRACE_O PTRACE_PEEKSIGINFO QIF RENAME RESOLVE \
             RISCV_HWPROBE RSEQ_CS_FLAG RSEQ_FLAG RTEXT_FILTER RTF RTMGRP RTM_F RTNH_F RWF SA SCHED SCHED_FLAG SECBIT \
             SECCOMP_ADDFD_FLAG SECCOMP_FILTER_FLAG SECCOMP_RET SECCOMP_USER_NOTIF_FD SECCOMP_USER_NOTIF_FLAG SEMOP \
             SFD SHADOW_STACK_SET SHM SOCK SOF_TXTIME SPLICE_F SPU_CREATE SS STA STATMOUNT STATX STATX_ATTR \
             SYNC_FILE_RANGE SYS_RISCV_FLUSH_ICACHE TCPI_OPT TCP_AO_KEYF TCP_MD5SIG_FLAG TFD TIOCM TIOCPKT TP_STATUS \
             TUN TUN_F UFFD UFFDIO_CONTINUE_MODE UFFDIO_COPY_MODE UFFDIO_MOVE_MODE UFFDIO_POISON_MODE \
             UFFDIO_REGISTER_MODE UFFDIO_WRITEPROTECT_MODE UFFDIO_ZEROPAGE_MODE UFFD_FEATURE UFFD_PAGEFAULT_FLAG \
             UMOUNT W XATTR XDP_BIND XDP_FLAGS XDP_RING",
        ),
    ];
    for group in linux::GROUPS {
        let expected = kinds
            .iter()
            .find(|(_, names)| {
                names
                    .split_ascii_whitespace()
                    .any(|name| name == group.name)
            })
            .map_or(Kind::Str, |(kind, _)| *kind);
        assert_eq!(group.kind, expected, "{}", group.name);
    }
}

/// Groups in which a number has several names, with the reason.
const EQUAL_NUMBERS: &[(&str, &str)] = &[
    (
        "two names of one thing",
        "AF ARPHRD E EM F FS_MAGIC INADDR IP IPPROTO IPV6 KEY LINUX_CAPABILITY_U32S NETLINK PR_SYS_DISPATCH RLIMIT SIG SO \
         STD TCP TIME VFS_CAP",
    ),
    (
        "the first or last of a range, beside its name",
        "BTN FF_STATUS REP SOF",
    ),
    (
        "offsets in headers of several forms, in tables that take part in no conversion as one value",
        "PCI PCI_BASE_ADDRESS VIRTIO",
    ),
    ("a shift beside the values", "IOPRIO_HINT"),
    (
        "several groups, as Lua programs know them; in Rust each has its own",
        "PERF_COUNT SCM",
    ),
];

/// A number means one thing in a group of values, or there is a reason.
#[test]
fn a_number_has_one_meaning() {
    let excepted: HashSet<_> = EQUAL_NUMBERS
        .iter()
        .flat_map(|(_, names)| names.split_ascii_whitespace())
        .collect();
    let mut found = HashSet::new();
    for group in linux::GROUPS {
        // Flags overlap by design: masks, and combinations.
        if matches!(group.kind, Kind::Str | Kind::Plain) {
            let numbers: HashSet<_> = group.values().collect();
            if numbers.len() < group.len() {
                found.insert(group.name);
            }
        }
    }
    let mixed: Vec<_> = found.difference(&excepted).collect();
    assert!(mixed.is_empty(), "one number, several names: {mixed:?}");
    assert!(found.len() > 10);
}

/// What Lua programs know as one group is several in Rust, each with its own names.
#[test]
fn groups_of_several_meanings() {
    use syscall_consts::linux::{PERF_COUNT_HW, PERF_SAMPLE_BRANCH, SCM, SCM_TSTAMP};
    let one = group("PERF_COUNT");
    let parts = ["HW", "SW", "HW_CACHE", "HW_CACHE_OP", "HW_CACHE_RESULT"];
    let mut members = 0;
    for part in parts {
        for (name, value) in group(&format!("PERF_COUNT_{part}")).iter() {
            assert_eq!(one.get(&format!("{part}_{name}")), Some(value));
            members += 1;
        }
    }
    assert_eq!((one.len(), members), (34, 34));
    assert_eq!(group("SCM").get("TSTAMP_ACK"), Some(2));
    assert_eq!(group("SCM").get("CREDENTIALS"), Some(2));
    assert_eq!(SCM::GROUP.get("TSTAMP_ACK"), None);
    assert_eq!(group("PERF_SAMPLE_BRANCH").get("ANY_SHIFT"), Some(3));
    assert_eq!(format!("{:?}", SCM::CREDENTIALS), "SCM(CREDENTIALS)");
    assert_eq!(format!("{:?}", SCM_TSTAMP::ACK), "SCM_TSTAMP(ACK)");
    assert_eq!(
        format!("{:?}", PERF_COUNT_HW::CACHE_MISSES),
        "PERF_COUNT_HW(CACHE_MISSES)"
    );
    assert_eq!(
        format!(
            "{:?}",
            PERF_SAMPLE_BRANCH::USER | PERF_SAMPLE_BRANCH::KERNEL
        ),
        "PERF_SAMPLE_BRANCH(USER | KERNEL)"
    );
}

/// Values that no architecture changes, or that follow from the architecture in a known way.
#[test]
fn known_values() {
    assert_eq!(O::RDONLY.bits(), 0);
    assert_eq!(group("S_I").get("FDIR"), Some(0o040_000));
    assert_eq!(group("AF").get("INET6"), Some(10));
    assert_eq!(group("AF").get("UNIX"), group("AF").get("LOCAL"));
    assert_eq!(group("AF").name_of(16), Some("NETLINK"));
    assert_eq!(group("AT_FDCWD").get("FDCWD"), Some(-100));
    assert_eq!(group("W").get("CLONE"), Some(0x8000_0000));
    assert_eq!(group("RLIM").get("INFINITY"), Some(-1));
    assert_eq!(
        group("RLIM").repr,
        Repr {
            size: 8,
            signed: false
        }
    );
    assert_eq!(RLIM::INFINITY.0, u64::MAX);
    assert_eq!(group("IFF").get("ALL"), Some(0xffff_ffff));
    assert_eq!(group("NLM_F").get("DUMP"), Some(0x300));
    assert_eq!(group("RUSAGE").get("BOTH"), Some(-2));
    assert_eq!(group("WAIT").get("ANY"), Some(-1));
    assert_eq!(group("SIGACT").get("ERR"), Some(-1));
    assert_eq!(
        group("LINUX_REBOOT").get("MAGIC1"),
        Some(0xfee1_dead_u32 as i32 as i64)
    );
    assert_eq!(group("ETH_P").get("8021Q"), Some(0x8100));
    assert_eq!(ETH_P::_8021Q.0, 0x8100);
    assert_eq!(group("E").get("2BIG"), Some(7));
    assert!(group("B").get("9600").is_some());
    assert_eq!(group("PC").get("2_SYMLINKS"), Some(20));
    assert_eq!(group("LINUX_CAPABILITY_U32S").get("3"), Some(2));
    assert_eq!(
        group("O").get("LARGEFILE") == Some(0),
        cfg!(target_pointer_width = "64")
    );
    assert_eq!(group("O").name_of(O::NONBLOCK.raw()), Some("NONBLOCK"));
    assert_eq!(group("SIG").name_of(SIG::ABRT.raw()), Some("ABRT"));
    assert_eq!(group("SIG").name_of(SIG::CHLD.raw()), Some("CHLD"));
    assert_eq!(group("SIG").name_of(SIG::IO.raw()), Some("IO"));
    assert!(linux::SCALARS.contains(&("PATH_MAX", 4096)));
    assert!(linux::SCALARS.contains(&("IFNAMSIZ", 16)));
}

#[test]
fn unknown_bits_survive() {
    let flags = O::from_raw(0x7fff_0000) | O::CREAT;
    assert_eq!(flags.bits(), 0x7fff_0000 | O::CREAT.bits());
    assert_eq!(O::from_bits(0x4000_0000).unwrap().bits(), 0x4000_0000);
    assert_eq!((!O::empty()).bits(), u32::MAX);
    assert_eq!(O::from_raw(flags.raw()), flags);
    assert_eq!(O::from_raw(-1).raw(), 0xffff_ffff);

    assert_eq!(AF(4711).raw(), 4711);
    assert_eq!(AF::from_raw(4711), AF(4711));
    assert_eq!(POLL::from_raw(-1).raw(), -1);
    assert_eq!(CLONE::from_raw(1 << 40).bits(), 1 << 40);
}

#[test]
fn debug_text() {
    assert_eq!(format!("{:?}", AF::INET), "AF(INET)");
    assert_eq!(format!("{:?}", AF(4711)), "AF(4711)");
    assert_eq!(format!("{:?}", O::WRONLY | O::CREAT), "O(WRONLY | CREAT)");
    assert_eq!(format!("{:?}", Errno::ENOENT), "ENOENT");
    assert_eq!(format!("{:?}", Errno::from_raw(4000)), "Errno(4000)");
}

#[test]
fn errors_have_names_and_texts() {
    for (name, value) in E::GROUP.iter() {
        let error = <E as Constants>::from_raw(value);
        assert_eq!(Constants::raw(error), value);
        assert!(
            error
                .message()
                .is_some_and(|text| !text.is_empty() && !text.contains('\0')),
            "{name}"
        );
        assert!(
            error.name().is_some_and(|full| full.starts_with('E')),
            "{name}"
        );
        assert_eq!(linux::ERRORS.number(name), Some(error));
        assert!(linux::error_names().any(|(short, text)| short == name && !text.is_empty()));
    }
    assert_eq!(Errno::ENOENT.name(), Some("ENOENT"));
    assert_eq!(Errno::ENOENT.message(), Some("No such file or directory"));
    assert_eq!(Errno::ENOENT.to_string(), "No such file or directory");
    assert_eq!(Errno::E2BIG.name(), Some("E2BIG"));
    assert_eq!(Errno::EWOULDBLOCK.name(), Some("EAGAIN"));
    assert_eq!(Errno::ENOTSUP.name(), Some("EOPNOTSUPP"));
    assert_eq!(Errno::ENOATTR, Errno::ENODATA);
    assert_eq!(Errno::ESTALE.message(), Some("Stale NFS file handle"));
    assert_eq!(Errno::from_raw(0).name(), None);
    assert_eq!(Errno::from_raw(0).message(), None);
    assert_eq!(Errno::from_raw(4000).to_string(), "Unknown error 4000");
    for name in ["HWPOISON", "INIT", "REMDEV", "DEADLOCK"] {
        assert_eq!(
            linux::error_names().filter(|error| error.0 == name).count(),
            1,
            "{name}"
        );
    }
}

/// The C library is the source of the texts.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn texts_are_those_of_the_c_library() {
    use std::ffi::{CStr, c_char, c_int};
    unsafe extern "C" {
        fn strerror(number: c_int) -> *const c_char;
    }
    for error in linux::ERRORS
        .iter()
        .filter(|error| error.errno != Errno::ESTALE)
    {
        // SAFETY: the C library returns text up to a zero; no other thread of this program calls it.
        let text = unsafe { CStr::from_ptr(strerror(error.errno.raw().into())) };
        // What the kernel has on MIPS and PowerPC, and no program meets.
        let rare = ["EDEADLOCK", "EINIT", "EREMDEV"].contains(&error.name);
        if !(rare && text.to_bytes().starts_with(b"Unknown error ")) {
            assert_eq!(text.to_str(), Ok(error.message), "{}", error.name);
        }
    }
}

#[cfg(feature = "std")]
#[test]
fn to_the_standard_library() {
    let error = std::io::Error::from(Errno::ENOENT);
    assert_eq!(error.raw_os_error(), Some(2));
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}

#[cfg(feature = "rustix")]
#[test]
fn to_and_from_rustix() {
    for number in [0, 4096, u16::MAX] {
        let none = rustix::io::Errno::from(Errno::from_raw(number));
        assert_eq!(none, rustix::io::Errno::INVAL, "{number} is no error's");
    }
    for error in linux::ERRORS.iter() {
        let theirs = rustix::io::Errno::from(error.errno);
        assert_eq!(theirs.raw_os_error(), i32::from(error.errno.raw()));
        assert_eq!(Errno::from(theirs), error.errno);
    }
    assert_eq!(
        rustix::io::Errno::from(Errno::ENOENT),
        rustix::io::Errno::NOENT
    );
}

/// What the kernel told this program, by the names of the group.
#[cfg(target_os = "linux")]
#[test]
fn auxiliary_vector() {
    let pairs = std::fs::read("/proc/self/auxv").unwrap();
    let size = size_of::<usize>();
    let word = |bytes: &[u8]| usize::from_ne_bytes(bytes.try_into().unwrap()) as u64;
    let value_of = |wanted: AUX| {
        let mut pairs = pairs.chunks_exact(2 * size).map(|pair| pair.split_at(size));
        let (_, value) = pairs.find(|(key, _)| word(key) == wanted.0)?;
        Some(word(value))
    };
    assert!(value_of(AUX::PAGESZ).is_some_and(|bytes| bytes.is_power_of_two() && bytes >= 4096));
    assert_eq!(value_of(AUX::PHENT), Some(if size == 8 { 56 } else { 32 }));
    assert_eq!(value_of(AUX::CLKTCK), Some(100));
    assert_eq!(value_of(AUX::SECURE), Some(0));
    assert_eq!(value_of(AUX::NULL), Some(0));
}
