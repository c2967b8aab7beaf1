//! The field tables of Linux, as a user of the crate sees them.
#![cfg(any(target_os = "linux", target_os = "android"))]

use std::collections::HashSet;
use std::mem::offset_of;

use syscall_types::linux::{
    self, Elf64_Ehdr, Elf64_Phdr, Elf64_Shdr, device, dirent, epoll_data, epoll_event, flock,
    ifinfomsg, in_addr, in6_addr, input_event, iovec, iphdr, itimerspec, macaddr, msghdr, nlmsgerr,
    nlmsghdr, perf_event_attr, pollfd, rlimit, rusage, sigset, sockaddr, sockaddr_in, sockaddr_in6,
    sockaddr_nl, sockaddr_storage, sockaddr_un, stat, termios, timespec, timeval, utsname,
};
use syscall_types::{Bits, Field, Kind, Plain, Reflect, Struct};

fn names(structure: &Struct) -> String {
    structure
        .members()
        .map(|member| member.0)
        .collect::<Vec<_>>()
        .join(" ")
}

fn kind<T: Reflect>(field: &str) -> Kind {
    T::STRUCT
        .field(field)
        .unwrap_or_else(|| panic!("no field {field}"))
        .kind
}

#[test]
fn tables_are_consistent() {
    let mut seen = HashSet::new();
    for structure in linux::STRUCTS {
        assert!(
            seen.insert(structure.name()),
            "two structures {}",
            structure.name()
        );
        assert!(
            structure.align.is_power_of_two() && structure.size % structure.align == 0,
            "{}",
            structure.name()
        );
        let mut fields = HashSet::new();
        for (name, field) in structure.members() {
            assert!(fields.insert(name), "{}.{} twice", structure.name(), name);
            let found = structure.field(name).map(std::ptr::from_ref);
            assert_eq!(found, Some(std::ptr::from_ref(field)), "{name}");
            let end = field.offset() + field.kind.size();
            assert!(
                end <= structure.size,
                "{}.{} ends at {end}",
                structure.name(),
                name
            );
            let mut kind = field.kind;
            while let Kind::Array(element, _) = kind {
                kind = *element;
            }
            match kind {
                Kind::Int { size, .. } => assert!(matches!(size, 1 | 2 | 4 | 8)),
                // A nested structure is in the list too: it is the same one, not a copy.
                Kind::Struct(inner) => assert!(
                    linux::STRUCTS
                        .iter()
                        .any(|listed| std::ptr::eq(*listed, inner)),
                    "{}.{}",
                    structure.name(),
                    name
                ),
                _ => {}
            }
        }
        assert!(!fields.is_empty());
        assert!(structure.field("").is_none() && structure.field("no such field").is_none());
    }
}

/// First bit and the one after the last, in the order of C's bit fields.
fn span(field: &Field) -> (usize, usize) {
    let start = field.offset() * 8;
    match field.kind {
        Kind::Bits { size, bits } => {
            let (shift, width) = (usize::from(bits.shift), usize::from(bits.width));
            let before = if cfg!(target_endian = "little") {
                shift
            } else {
                usize::from(size) * 8 - shift - width
            };
            (start + before, start + before + width)
        }
        kind => (start, start + kind.size() * 8),
    }
}

/// Structures with unions that have no names in C: their fields share places.
const UNNAMED_UNIONS: &[&str] = &[
    "bpf_attr",
    "bpf_link_create",
    "perf_event_attr",
    "perf_event_mmap_page",
    "io_uring_sqe",
    "io_uring_restriction",
    "audit_status",
    "ptrace_syscall_info",
    "sock_extended_err",
    "tpacket_bd_ts",
];

#[test]
fn a_field_is_found_by_the_parts_of_its_name() {
    let position = |prefix: &str, name: &str| timespec::STRUCT.position(prefix, name.as_bytes());
    assert_eq!(
        (position("tv_", "sec"), position("tv_", "nsec")),
        (Some(0), Some(1))
    );
    assert_eq!(
        (position("", "tv_nsec"), position("tv_nsec", "")),
        (Some(1), Some(1))
    );
    // The names of two fields stand side by side.
    for (prefix, name) in [
        ("", "sec"),
        ("tv", "sec"),
        ("", "tv_sectv_nsec"),
        ("tv_", "secu"),
    ] {
        assert_eq!(position(prefix, name), None, "{prefix} {name}");
    }
}

#[test]
fn fields_overlap_in_unions_only() {
    let mut unions = 0;
    for structure in linux::STRUCTS {
        let mut spans: Vec<_> = structure.fields.iter().map(span).collect();
        if spans.iter().all(|span| span.0 == 0) {
            continue;
        }
        spans.sort();
        let overlap = spans.windows(2).any(|pair| pair[0].1 > pair[1].0);
        let expected = UNNAMED_UNIONS.contains(&structure.name());
        assert!(!overlap || expected, "{}: {spans:?}", structure.name());
        unions += usize::from(overlap);
    }
    assert!(unions > 5);
}

#[test]
fn bit_fields() {
    let ihl = iphdr::STRUCT.field("ihl").unwrap();
    let Kind::Bits { size: 1, bits } = ihl.kind else {
        panic!("{:?}", ihl.kind)
    };
    assert_eq!((ihl.offset(), bits), (0, iphdr::ihl));
    // The head of every IPv4 packet without options begins with this byte.
    assert_eq!(
        iphdr::version.set(iphdr::ihl.set(0, 5), 4),
        0x45,
        "on every machine"
    );
    assert_eq!(bits.get(0xf5), 5);
    assert_eq!(bits.set(0xff, 0xf2), 0xf2);

    let all = Bits {
        shift: 0,
        width: 64,
    };
    assert_eq!((all.max(), all.set(1, u64::MAX)), (u64::MAX, u64::MAX));

    // C's order is that of the machine.
    let first = if cfg!(target_endian = "little") {
        0
    } else {
        63
    };
    assert_eq!(perf_event_attr::disabled.shift, first);
    assert_eq!(perf_event_attr::precise_ip.width, 2);
    assert_eq!(perf_event_attr::sigtrap.shift.abs_diff(first), 37);
    assert!(perf_event_attr::STRUCT.field("switches").is_none());
    assert_eq!(input_event::STRUCT.members().nth(1).unwrap().0, "type");
}

#[test]
fn positions_are_constants() {
    const SLOT: usize = linux::index_of("stat");
    assert!(std::ptr::eq(linux::STRUCTS[SLOT], stat::STRUCT));
    assert_eq!(linux::find("Stat"), None);
    assert_eq!(linux::find(""), None);
    for (at, structure) in linux::STRUCTS.iter().enumerate() {
        assert_eq!(linux::find(structure.name()), Some(at));
    }
}

/// The names that the Lua interface promises.
#[test]
fn promised_fields() {
    for (structure, fields) in [
        (
            stat::STRUCT,
            "st_dev st_ino st_nlink st_mode st_uid st_gid st_rdev st_size st_blksize st_blocks st_atime st_atime_nsec st_mtime \
             st_mtime_nsec st_ctime st_ctime_nsec",
        ),
        (dirent::STRUCT, "d_ino d_off d_reclen d_type d_name"),
        (timespec::STRUCT, "tv_sec tv_nsec"),
        (timeval::STRUCT, "tv_sec tv_usec"),
        (itimerspec::STRUCT, "it_interval it_value"),
        (sockaddr::STRUCT, "sa_family sa_data"),
        (sockaddr_storage::STRUCT, "ss_family"),
        (sockaddr_in::STRUCT, "sin_family sin_port sin_addr sin_zero"),
        (
            sockaddr_in6::STRUCT,
            "sin6_family sin6_port sin6_flowinfo sin6_addr sin6_scope_id",
        ),
        (sockaddr_un::STRUCT, "sun_family sun_path"),
        (sockaddr_nl::STRUCT, "nl_family nl_pad nl_pid nl_groups"),
        (in_addr::STRUCT, "s_addr"),
        (in6_addr::STRUCT, "s6_addr"),
        (pollfd::STRUCT, "fd events revents"),
        (epoll_event::STRUCT, "events data"),
        (epoll_data::STRUCT, "ptr fd u32 u64"),
        (
            utsname::STRUCT,
            "sysname nodename release version machine domainname",
        ),
        (flock::STRUCT, "l_type l_whence l_start l_len l_pid"),
        (
            msghdr::STRUCT,
            "msg_name msg_namelen msg_iov msg_iovlen msg_control msg_controllen msg_flags",
        ),
        (
            termios::STRUCT,
            "c_iflag c_oflag c_cflag c_lflag c_line c_cc",
        ),
        (
            ifinfomsg::STRUCT,
            "ifi_family ifi_type ifi_index ifi_flags ifi_change",
        ),
        (
            nlmsghdr::STRUCT,
            "nlmsg_len nlmsg_type nlmsg_flags nlmsg_seq nlmsg_pid",
        ),
        (macaddr::STRUCT, "mac_addr"),
        (device::STRUCT, "dev"),
        (rlimit::STRUCT, "rlim_cur rlim_max"),
        (sigset::STRUCT, "sig"),
    ] {
        assert_eq!(names(structure), fields, "{}", structure.name());
    }
}

/// Fields have the kernel's names, also where these are words of Rust.
#[test]
fn names_that_are_words_of_rust() {
    let names = names(perf_event_attr::STRUCT);
    assert!(names.starts_with("type size config"), "{names}");
}

#[test]
fn kinds_come_from_the_types() {
    assert!(matches!(
        kind::<sockaddr_un>("sun_path"),
        Kind::Array(Kind::Char, 108)
    ));
    assert!(matches!(
        kind::<utsname>("release"),
        Kind::Array(Kind::Char, 65)
    ));
    assert!(matches!(
        kind::<dirent>("d_name"),
        Kind::Array(Kind::Char, 0)
    ));
    assert!(matches!(
        kind::<macaddr>("mac_addr"),
        Kind::Array(
            Kind::Int {
                size: 1,
                signed: false
            },
            6
        )
    ));
    assert!(matches!(
        kind::<pollfd>("events"),
        Kind::Int {
            size: 2,
            signed: true
        }
    ));
    assert!(matches!(
        kind::<timespec>("tv_nsec"),
        Kind::Int {
            size: 8,
            signed: true
        }
    ));
    assert!(matches!(
        kind::<dirent>("d_ino"),
        Kind::Int {
            size: 8,
            signed: false
        }
    ));
    assert!(matches!(kind::<iovec>("iov_base"), Kind::Pointer));
    assert!(matches!(kind::<msghdr>("msg_iov"), Kind::Pointer));
    assert!(
        matches!(kind::<sockaddr_in>("sin_addr"), Kind::Struct(inner) if inner.name() == "in_addr")
    );
    assert!(
        matches!(kind::<rusage>("ru_utime"), Kind::Struct(inner) if std::ptr::eq(inner, timeval::STRUCT))
    );
    assert!(
        matches!(kind::<epoll_event>("data"), Kind::Struct(inner) if std::ptr::eq(inner, epoll_data::STRUCT))
    );
    assert!(
        matches!(kind::<nlmsgerr>("msg"), Kind::Struct(inner) if std::ptr::eq(inner, nlmsghdr::STRUCT))
    );
    assert!(matches!(
        kind::<sigset>("sig"),
        Kind::Array(
            Kind::Int {
                size: 4,
                signed: true
            },
            2 | 4
        )
    ));
}

#[test]
fn offsets_come_from_the_types() {
    let data = epoll_event::STRUCT.field("data").unwrap();
    assert_eq!(data.offset(), offset_of!(epoll_event, data));
    assert_eq!(
        data.offset(),
        if cfg!(any(target_arch = "x86_64", target_arch = "x86")) {
            4
        } else {
            8
        }
    );
    assert_eq!(dirent::STRUCT.field("d_name").unwrap().offset(), 19);
    assert!(
        epoll_data::STRUCT
            .fields
            .iter()
            .all(|field| field.offset() == 0)
    );
}

#[test]
fn plain_data() {
    assert_eq!(timespec::zeroed().tv_nsec, 0);
    assert_eq!(sockaddr_in::zeroed().sin_zero, [0; 8]);
    let bytes = [0xff; 64];
    assert_eq!(in_addr::from_bytes(&bytes[1..5]), Some(in_addr::BROADCAST));
    assert_eq!(in_addr::from_bytes(&bytes[..3]), None);
    assert_eq!(in_addr::from_bytes(&[]), None);
    assert_eq!(u64::from_bytes(&bytes[3..]), Some(u64::MAX));
}

/// The kernel maps the running program by these headers, so they describe it.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn program_headers_of_this_program() {
    let file = std::fs::read("/proc/self/exe").unwrap();
    let head = Elf64_Ehdr::from_bytes(&file).unwrap();
    assert_eq!(head.e_ident[..4], *b"\x7fELF");
    assert_eq!(usize::from(head.e_ehsize), size_of::<Elf64_Ehdr>());
    assert_eq!(usize::from(head.e_phentsize), size_of::<Elf64_Phdr>());
    assert_eq!(usize::from(head.e_shentsize), size_of::<Elf64_Shdr>());
    let text = (0..usize::from(head.e_phnum))
        .map(|n| head.e_phoff as usize + n * size_of::<Elf64_Phdr>())
        .map(|at| Elf64_Phdr::from_bytes(&file[at..]).unwrap())
        .find(|header| header.p_type == 1 && header.p_flags & 1 != 0)
        .expect("no segment of instructions");
    assert!(text.p_offset + text.p_filesz <= file.len() as u64);
    assert!((text.p_vaddr..text.p_vaddr + text.p_memsz).contains(&head.e_entry));
}

/// Members that count time and are not signed numbers of 64 bits, with the reason why that is right.
const OTHER_TIMES: &[(&str, &str)] = &[
    (
        "lengths of time",
        "audit_status.backlog_wait_time fs_quota_stat.qs_btimelimit fs_quota_stat.qs_itimelimit \
         fs_quota_stat.qs_rtbtimelimit fs_quota_statv.qs_btimelimit fs_quota_statv.qs_itimelimit \
         fs_quota_statv.qs_rtbtimelimit ifla_cacheinfo.reachable_time ifla_cacheinfo.retrans_time \
         perf_event_mmap_page.time_enabled perf_event_mmap_page.time_running prefix_cacheinfo.preferred_time \
         prefix_cacheinfo.valid_time sched_attr.sched_runtime siginfo_sigchld.si_stime siginfo_sigchld.si_utime signalfd_siginfo.ssi_stime \
         signalfd_siginfo.ssi_utime sysinfo.uptime taskstats.ac_etime taskstats.ac_stime taskstats.ac_tgetime \
         taskstats.ac_utime tcp_info.tcpi_busy_time tcp_info.tcpi_total_rto_time tms.tms_cstime tms.tms_cutime \
         tms.tms_stime tms.tms_utime",
    ),
    (
        "nanoseconds since the machine started",
        "bpf_prog_info.load_time",
    ),
    (
        "since 1970, but never before it",
        "taskstats.ac_btime taskstats.ac_btime64",
    ),
    (
        "without a sign, until 2106; the documentation says so",
        "tpacket2_hdr.tp_sec tpacket3_hdr.tp_sec tpacket_bd_ts.ts_sec tpacket_hdr.tp_sec",
    ),
    (
        "words with their upper halves elsewhere; methods put them together",
        "fs_disk_quota.d_btimer fs_disk_quota.d_itimer fs_disk_quota.d_rtbtimer",
    ),
    (
        "old structures whose documentation names the newer one",
        "old_timespec.tv_sec stat.st_atime stat.st_ctime stat.st_mtime timeval.tv_sec",
    ),
    (
        "words with their upper halves elsewhere where they have 32 bits; methods put them together",
        "msqid64_ds.msg_ctime msqid64_ds.msg_rtime msqid64_ds.msg_stime semid64_ds.sem_ctime semid64_ds.sem_otime \
         shmid64_ds.shm_atime shmid64_ds.shm_ctime shmid64_ds.shm_dtime",
    ),
    (
        "no times",
        "inet_diag_msg.idiag_timer rtc_time.tm_sec timezone.tz_dsttime",
    ),
];

/// Whether a member's name says that it counts time.
fn counts_time(name: &str) -> bool {
    let words = [
        "time",
        "time64",
        "timer",
        "sec",
        "timelimit",
        "time_enabled",
        "time_running",
    ];
    !name.contains("nsec")
        && !name.contains("usec")
        && words.iter().any(|word| name.ends_with(word))
}

/// A time is a signed number of 64 bits, whatever C has, or there is a reason.
#[test]
fn times_have_sign_and_width() {
    let excepted: HashSet<_> = OTHER_TIMES
        .iter()
        .flat_map(|(_, names)| names.split_whitespace())
        .collect();
    let (mut wrong, mut unused, mut checked) = (Vec::new(), excepted.clone(), 0);
    for structure in linux::STRUCTS {
        for (name, field) in structure.members() {
            let Kind::Int { size, signed } = field.kind else {
                continue;
            };
            let whole = format!("{}.{name}", structure.name());
            unused.remove(whole.as_str());
            if !counts_time(name) || excepted.contains(whole.as_str()) {
                continue;
            }
            checked += 1;
            if size != 8 || !signed {
                wrong.push(name);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a time that is short or unsigned: {wrong:?}"
    );
    assert!(unused.is_empty(), "no such members: {unused:?}");
    assert!(checked > 5);
}

/// What has a sign by its meaning has one in the table.
#[test]
fn members_have_the_sign_of_their_meaning() {
    use syscall_types::linux::{rta_cacheinfo, statfs, taskstats};
    for signed in [
        kind::<taskstats>("ac_nice"),
        kind::<rta_cacheinfo>("rta_error"),
        kind::<stat>("st_mtime"),
    ] {
        assert!(
            matches!(signed, Kind::Int { signed: true, .. }),
            "{signed:?}"
        );
    }
    // Magic numbers beyond 2^31 stay positive: 64 bits of them, or no sign.
    assert!(!matches!(
        kind::<statfs>("f_type"),
        Kind::Int {
            size: 4,
            signed: true
        }
    ));
}

/// The members of these are public, so any numbers may stand there.
#[test]
fn impossible_descriptions_do_not_panic() {
    let bits = |shift, width| Bits { shift, width };
    assert_eq!((bits(0, 0).max(), bits(0, 65).max()), (0, u64::MAX));
    assert_eq!((bits(64, 1).get(u64::MAX), bits(64, 1).set(5, 1)), (0, 5));
    let pointers = Kind::Array(const { &Kind::Array(&Kind::Pointer, u32::MAX) }, u32::MAX);
    assert_eq!(pointers.size(), usize::MAX);
}
