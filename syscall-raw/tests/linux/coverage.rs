//! Every call number of the architectures that have a trap here has its typed function, or stands below with a reason.

use std::collections::{BTreeMap, BTreeSet};

use syscall_consts::linux::nr::{self, Arch};

/// The calls whose function has the same name. A name that is no function does not compile.
macro_rules! same {
    ($list:ident: $($name:ident)*) => {
        $( #[allow(unused_imports)] use syscall_raw::linux::$name as _; )*
        const $list: &[&str] = &[$(stringify!($name)),*];
    };
}

/// The calls whose function has another name. A name that is no function does not compile.
macro_rules! renamed {
    ($list:ident: $($function:ident: $($name:ident)+;)*) => {
        $( #[allow(unused_imports)] use syscall_raw::linux::$function as _; )*
        const $list: &[(&str, &[&str])] = &[$((stringify!($function), &[$(stringify!($name)),+])),*];
    };
}

same! { TYPED:
    accept4 acct add_key arch_prctl bind bpf brk cachestat capget capset chdir chroot clock_adjtime clock_getres
    clock_gettime clock_nanosleep clock_settime clone clone3 close close_range connect copy_file_range delete_module
    dup dup2 dup3 epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 eventfd2 execve execveat exit exit_group faccessat
    faccessat2 fallocate fanotify_init fanotify_mark fchdir fchmod fchmodat fchmodat2 fchownat fcntl fdatasync
    fgetxattr file_getattr file_setattr finit_module flistxattr flock fork fremovexattr fsconfig fsetxattr fsmount
    fsopen fspick fstat fstatfs fsync ftruncate futex futex_requeue futex_wait futex_waitv futex_wake get_mempolicy
    get_robust_list getcpu getcwd getegid geteuid getgid getgroups getitimer getpeername getpgid getpid getppid
    getpriority getrandom getresgid getresuid getrlimit getrusage getsid getsockname getsockopt gettid gettimeofday
    getuid getxattr getxattrat init_module inotify_add_watch inotify_init1 inotify_rm_watch io_cancel io_destroy
    io_getevents io_pgetevents io_setup io_submit io_uring_enter io_uring_register io_uring_setup ioctl ioperm iopl ioprio_get
    ioprio_set kcmp kexec_file_load kexec_load keyctl kill landlock_add_rule landlock_create_ruleset
    landlock_restrict_self lgetxattr linkat listen listmount listns listxattr listxattrat llistxattr lremovexattr lseek
    lsetxattr lsm_get_self_attr lsm_list_modules lsm_set_self_attr lstat madvise map_shadow_stack mbind membarrier
    memfd_create memfd_secret migrate_pages mincore mkdirat mknodat mlock mlock2 mlockall mmap modify_ldt mount
    mount_setattr move_mount move_pages mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend
    mq_unlink mremap mseal msgctl msgget msgrcv msgsnd msync munlock munlockall munmap name_to_handle_at nanosleep
    open_by_handle_at open_tree open_tree_attr openat openat2 perf_event_open personality pidfd_getfd pidfd_open
    pidfd_send_signal pipe2 pivot_root pkey_alloc pkey_free pkey_mprotect poll ppoll prctl preadv preadv2 prlimit64
    process_madvise process_mrelease process_vm_readv process_vm_writev pselect6 ptrace pwritev pwritev2 quotactl
    quotactl_fd read readahead readlinkat readv reboot recv recvfrom recvmmsg recvmsg remap_file_pages removexattr
    removexattrat renameat renameat2 request_key rseq rseq_slice_yield rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
    rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity
    sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr
    sched_setparam sched_setscheduler sched_yield seccomp semctl semget semtimedop send sendfile sendmmsg sendmsg
    sendto set_mempolicy set_mempolicy_home_node set_robust_list set_tid_address setdomainname setfsgid setfsuid
    setgid setgroups sethostname setitimer setns setpgid setpriority setregid setresgid setresuid setreuid setrlimit
    setsid setsockopt settimeofday setuid setxattr setxattrat shmat shmctl shmdt shmget shutdown sigaltstack signalfd4
    socket socketpair splice stat statfs statmount statx swapoff swapon symlinkat sync sync_file_range syncfs sysinfo
    syslog tee tgkill timer_create timer_delete timer_getoverrun timer_gettime timer_settime timerfd_create
    timerfd_gettime timerfd_settime times tkill truncate umask umount2 uname unlinkat unshare userfaultfd utimensat
    vhangup vmsplice wait4 waitid write writev
}

// The function makes this call, on the architectures that have it under this name.
renamed! { RENAMED:
    getdents: getdents64;
    pread: pread64;
    pwrite: pwrite64;
    fstatat: newfstatat fstatat64;
    lseek: _llseek;
    fadvise: fadvise64 fadvise64_64 arm_fadvise64_64;
    sync_file_range: sync_file_range2 arm_sync_file_range;
    mmap: mmap2;
    fcntl: fcntl64;
    fstat: fstat64;
    statfs: statfs64;
    fstatfs: fstatfs64;
    truncate: truncate64;
    ftruncate: ftruncate64;
    sendfile: sendfile64;
    pselect6: pselect6_time64;
    ppoll: ppoll_time64;
    futex: futex_time64;
    clock_adjtime: clock_adjtime64;
    clock_getres: clock_getres_time64;
    clock_gettime: clock_gettime64;
    clock_nanosleep: clock_nanosleep_time64;
    clock_settime: clock_settime64;
    timer_gettime: timer_gettime64;
    timer_settime: timer_settime64;
    timerfd_gettime: timerfd_gettime64;
    timerfd_settime: timerfd_settime64;
    io_pgetevents: io_pgetevents_time64;
    mq_timedreceive: mq_timedreceive_time64;
    mq_timedsend: mq_timedsend_time64;
    recvmmsg: recvmmsg_time64;
    rt_sigtimedwait: rt_sigtimedwait_time64;
    sched_rr_get_interval: sched_rr_get_interval_time64;
    semtimedop: semtimedop_time64;
    utimensat: utimensat_time64;
    getuid: getuid32;
    geteuid: geteuid32;
    getgid: getgid32;
    getegid: getegid32;
    getgroups: getgroups32;
    setgroups: setgroups32;
    getresuid: getresuid32;
    getresgid: getresgid32;
    setuid: setuid32;
    setgid: setgid32;
    setreuid: setreuid32;
    setregid: setregid32;
    setresuid: setresuid32;
    setresgid: setresgid32;
    setfsuid: setfsuid32;
    setfsgid: setfsgid32;
}

// Superseded: the function does the same by a later call, which every architecture has.
renamed! { SUPERSEDED:
    openat: open creat;
    mkdirat: mkdir;
    mknodat: mknod;
    unlinkat: unlink rmdir;
    renameat: rename;
    linkat: link;
    symlinkat: symlink;
    readlinkat: readlink;
    faccessat: access;
    fchmodat: chmod;
    fchownat: chown lchown fchown chown32 lchown32 fchown32;
    stat: stat64 oldstat;
    lstat: lstat64 oldlstat;
    fstat: oldfstat;
    utimensat: utime utimes futimesat;
    getdents: getdents readdir;
    pipe2: pipe;
    accept4: accept;
    signalfd4: signalfd;
    eventfd2: eventfd;
    inotify_init1: inotify_init;
    epoll_create1: epoll_create;
    epoll_pwait: epoll_wait;
    pselect6: select _newselect;
    rt_sigsuspend: pause sigsuspend;
    rt_sigaction: sigaction signal;
    rt_sigprocmask: sigprocmask sgetmask ssetmask;
    rt_sigpending: sigpending;
    clock_gettime: time;
    clock_settime: stime;
    clock_adjtime: adjtimex;
    setitimer: alarm;
    semtimedop: semop;
    wait4: waitpid;
    fork: vfork;
    getpgid: getpgrp;
    getrlimit: ugetrlimit;
    setpriority: nice;
    umount2: umount;
    uname: olduname oldolduname;
}

/// Functions of other architectures, which src/linux/machine.rs has.
const ELSEWHERE: &[&str] = &[
    "cacheflush",
    "get_thread_area",
    "set_thread_area",
    "vm86",
    "riscv_flush_icache",
    "riscv_hwprobe",
    "rtas",
    "s390_guarded_storage",
    "s390_pci_mmio_read",
    "s390_pci_mmio_write",
    "s390_runtime_instr",
    "s390_sthyi",
    "spu_create",
    "spu_run",
    "subpage_prot",
    "swapcontext",
    "sysmips",
];

/// Numbers without a function, and why.
const REASONS: &[(&str, &[&str])] = &[
    (
        "the kernel never had it, or reserves the number",
        &[
            "afs_syscall",
            "break",
            "cachectl",
            "epoll_ctl_old",
            "epoll_wait_old",
            "ftime",
            "getpmsg",
            "gtty",
            "idle",
            "lock",
            "mpx",
            "multiplexer",
            "prof",
            "profil",
            "putpmsg",
            "reserved177",
            "reserved193",
            "reserved221",
            "reserved82",
            "security",
            "stty",
            "tuxcall",
            "ulimit",
            "unused109",
            "unused150",
            "unused18",
            "unused28",
            "unused59",
            "unused84",
            "vserver",
        ],
    ),
    (
        "the kernel has it no more: only ENOSYS, or nothing done, is left",
        &[
            "_sysctl",
            "bdflush",
            "create_module",
            "get_kernel_syms",
            "lookup_dcookie",
            "nfsservctl",
            "query_module",
            "timerfd",
        ],
    ),
    (
        "the kernel itself has it made, at the end of a handler, instead of an interrupted call, or by a probe",
        &[
            "restart_syscall",
            "rt_sigreturn",
            "sigreturn",
            "uprobe",
            "uretprobe",
        ],
    ),
    (
        "several calls in one, each of which has a number of its own",
        &["ipc", "socketcall"],
    ),
    ("obsolete: /proc/filesystems says the same", &["sysfs"]),
    (
        "obsolete: part of what statfs says, for 16-bit device numbers",
        &["ustat"],
    ),
    ("obsolete: libraries in the form a.out", &["uselib"]),
    ("obsolete: the first form of vm86", &["vm86old"]),
    (
        "obsolete: /proc/bus/pci and /sys say the same",
        &["pciconfig_iobase", "pciconfig_read", "pciconfig_write"],
    ),
    (
        "obsolete: ptrace's single steps from within",
        &["sys_debug_setcontext"],
    ),
    (
        "changes the byte order of the instructions after it: no function can return from it",
        &["switch_endian"],
    ),
    (
        "a call of another number, in mips o32: `linux::syscall` does that everywhere",
        &["syscall"],
    ),
    (
        "the first thread data and machine states of 32-bit ARM, which its C libraries alone use",
        &["breakpoint", "get_tls", "set_tls", "usr26", "usr32"],
    ),
];

/// The architectures of src/linux/arch.
const TRAPS: &[Arch] = &[
    Arch::X86_64,
    Arch::X86,
    Arch::Aarch64,
    Arch::Arm,
    Arch::Armeb,
    Arch::Riscv64,
    Arch::Powerpc,
    Arch::Powerpc64,
    Arch::Powerpc64le,
    Arch::S390x,
    Arch::Loongarch64,
    Arch::Mips,
    Arch::Mipsel,
    Arch::Mips64,
    Arch::Mips64el,
];

fn lists() -> BTreeMap<&'static str, Vec<String>> {
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for name in TYPED.iter().chain(ELSEWHERE) {
        found
            .entry(*name)
            .or_default()
            .push("its own function".to_string());
    }
    for (function, names) in RENAMED.iter().chain(SUPERSEDED) {
        for name in *names {
            found
                .entry(*name)
                .or_default()
                .push(format!("linux::{function}"));
        }
    }
    for (reason, names) in REASONS {
        for name in *names {
            found.entry(*name).or_default().push(reason.to_string());
        }
    }
    found
}

#[test]
fn every_number_has_its_function_or_a_reason() {
    let lists = lists();
    let mut unlisted = BTreeMap::<_, Vec<_>>::new();
    for &arch in TRAPS {
        assert!(nr::iter(arch).count() > 300, "{arch}");
        for (name, number) in nr::iter(arch) {
            if !lists.contains_key(name) {
                unlisted
                    .entry(name)
                    .or_default()
                    .push((arch.name(), number));
            }
        }
    }
    assert!(
        unlisted.is_empty(),
        "neither a function nor a reason: {unlisted:?}"
    );
}

#[test]
fn nothing_is_listed_twice_or_in_vain() {
    let numbers: BTreeSet<_> = TRAPS
        .iter()
        .flat_map(|arch| nr::iter(*arch))
        .map(|(name, _)| name)
        .collect();
    let lists = lists();
    let twice: Vec<_> = lists
        .iter()
        .filter(|(_, entries)| entries.len() > 1)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
    let vain: Vec<_> = lists
        .keys()
        .filter(|name| !numbers.contains(*name))
        .collect();
    assert!(vain.is_empty(), "no calls: {vain:?}");
}

#[test]
fn most_of_x86_64_is_typed() {
    let within =
        |lists: &[(&str, &[&str])], name| lists.iter().any(|(_, names)| names.contains(&name));
    let (mut typed, mut superseded, mut reasoned) = (0, 0, 0);
    for (name, _) in nr::iter(Arch::X86_64) {
        if within(REASONS, name) {
            reasoned += 1;
        } else if within(SUPERSEDED, name) {
            superseded += 1;
        } else {
            typed += 1;
        }
    }
    println!(
        "x86_64: {typed} calls typed, {superseded} superseded by these, {reasoned} with a reason"
    );
    assert!(typed >= 315, "{typed}");
}
