//! Linux.

use crate::calls::{
    aio, bit, bpf, capability, cmsg, credentials, event, ffi, file, filesystems, futex, help,
    ioctl, keyrings, landlock, memory, mount, mqueue, netlink, notify, path, perf, prctl, process,
    quota, sched, seccomp, signal, socket, splice, system, terminal, time, wait, xattr,
};
use crate::object::Type;
use crate::object::groups::pack_groups;
use crate::object::system::{Common, Linux, Script, System, Types, Universe};
use crate::object::types::pack_types;
use crate::prose::{self, Writer};
use crate::types;
use syscall_consts::linux;
use syscall_consts::list::{join, total};

/// A chunk of `src/lua`, as `build.rs` packs it: `NAME.lua`, and behind it `NAME_*.lua`.
macro_rules! chunk {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".lz"))
    };
}

/// The types, by topic.
const LISTS: &[&[Type]] = &[
    Common::TYPES,
    types::time::TYPES,
    types::file::TYPES,
    types::path::TYPES,
    types::filesystems::TYPES,
    types::mount::TYPES,
    types::quota::TYPES,
    types::landlock::TYPES,
    types::notify::TYPES,
    types::process::TYPES,
    types::credentials::TYPES,
    types::capability::TYPES,
    types::sched::TYPES,
    types::signal::TYPES,
    types::system::TYPES,
    types::address::TYPES,
    types::unix::TYPES,
    types::cmsg::TYPES,
    types::socket::TYPES,
    types::event::TYPES,
    types::mqueue::TYPES,
    types::aio::TYPES,
    types::terminal::TYPES,
    types::input::TYPES,
    types::vhost::TYPES,
    types::netlink::TYPES,
    types::netfilter::TYPES,
    types::link::TYPES,
    types::header::TYPES,
    types::bpf::TYPES,
    types::seccomp::TYPES,
    types::perf::TYPES,
    types::context::TYPES,
];

static TYPES: [Type; total(LISTS)] = join(LISTS, LISTS[0][0]);

static LISTED: Types = pack_types!(&TYPES);

impl Universe for Linux {
    const TYPES: &'static [Type] = &TYPES;
    const LISTED: &'static Types = &LISTED;
}

/// What the groups are for, as [`System::docs`] has it.
const DOCS: Writer<{ prose::room(linux::DOCS) }> = prose::pieces(linux::DOCS);

static DOCS_PACKED: [u8; DOCS.len()] = DOCS.written();

/// Linux.
pub static SYSTEM: System = System {
    name: "linux",
    groups: pack_groups!(linux::GROUPS),
    docs: &DOCS_PACKED,
    scalars: linux::SCALARS,
    texts: linux::TEXTS,
    tables: &[("IOCTL", ioctl::push_table)],
    errors: &linux::ERRORS,
    error_group: linux::index_of("E"),
    error_names: |each| linux::error_names().for_each(|(name, text)| each(name, text)),
    types: LISTED,
    calls: &[
        file::CALLS,
        path::CALLS,
        filesystems::CALLS,
        splice::CALLS,
        xattr::CALLS,
        mount::CALLS,
        quota::CALLS,
        notify::CALLS,
        socket::CALLS,
        cmsg::CALLS,
        event::CALLS,
        mqueue::CALLS,
        futex::CALLS,
        aio::CALLS,
        ioctl::CALLS,
        terminal::CALLS,
        process::CALLS,
        wait::CALLS,
        credentials::CALLS,
        capability::CALLS,
        sched::CALLS,
        seccomp::CALLS,
        landlock::CALLS,
        keyrings::CALLS,
        signal::CALLS,
        time::CALLS,
        memory::CALLS,
        system::CALLS,
        bpf::CALLS,
        perf::CALLS,
        help::CALLS,
    ],
    methods: &[
        file::METHODS,
        memory::METHODS,
        memory::MAPPING,
        mqueue::METHODS,
        time::METHODS,
        wait::METHODS,
    ],
    aliases: &[
        ("stat", "fstat"),
        ("chdir", "fchdir"),
        ("sync", "fsync"),
        ("datasync", "fdatasync"),
        ("chmod", "fchmod"),
        ("chown", "fchown"),
        ("truncate", "ftruncate"),
        ("seek", "lseek"),
        ("utimens", "futimens"),
        ("utimes", "futimes"),
        ("lock", "flock"),
        ("statfs", "fstatfs"),
        ("setxattr", "fsetxattr"),
        ("getxattr", "fgetxattr"),
        ("pathconf", "fpathconf"),
        ("send_signal", "pidfd_send_signal"),
        ("timedsend", "mq_timedsend"),
        ("timedreceive", "mq_timedreceive"),
        ("settime", "timer_settime"),
        ("gettime", "timer_gettime"),
        ("getoverrun", "timer_getoverrun"),
        ("delete", "timer_delete"),
    ],
    scripts: &[
        Script {
            member: "util",
            chunk: c"=syscall.util",
            source: chunk!("util"),
            calls: &[],
        },
        Script {
            member: "nl",
            chunk: c"=syscall.nl",
            source: chunk!("nl"),
            calls: &[netlink::CALLS],
        },
        Script {
            member: "bit",
            chunk: c"=syscall.bit",
            source: chunk!("bit"),
            calls: &[bit::CALLS],
        },
        Script {
            member: "helpers",
            chunk: c"=syscall.helpers",
            source: chunk!("helpers"),
            calls: &[],
        },
        Script {
            member: "lfs",
            chunk: c"=syscall.lfs",
            source: chunk!("lfs"),
            calls: &[],
        },
        Script {
            member: "prctl",
            chunk: c"=syscall.prctl",
            source: chunk!("prctl"),
            calls: &[prctl::CALLS],
        },
        Script {
            member: "sysctl",
            chunk: c"=syscall.sysctl",
            source: chunk!("sysctl"),
            calls: &[],
        },
        Script {
            member: "syslog",
            chunk: c"=syscall.syslog",
            source: chunk!("syslog"),
            calls: &[system::LOG],
        },
        Script {
            member: "cgroup",
            chunk: c"=syscall.cgroup",
            source: chunk!("cgroup"),
            calls: &[],
        },
        Script {
            member: "netfilter",
            chunk: c"=syscall.linux.netfilter",
            source: chunk!("netfilter"),
            calls: &[],
        },
        Script {
            member: "clone3",
            chunk: c"=syscall.clone3",
            source: chunk!("clone3"),
            calls: &[process::CLONE3],
        },
        Script {
            member: "spawn",
            chunk: c"=syscall.spawn",
            source: chunk!("spawn"),
            calls: &[process::SPAWN],
        },
        Script {
            member: "nr",
            chunk: c"=syscall.linux.nr",
            source: chunk!("nr"),
            calls: &[system::NUMBERS],
        },
        Script {
            member: "types",
            chunk: c"=syscall.types",
            source: chunk!("types"),
            calls: &[ffi::TYPES],
        },
        Script {
            member: "ffi",
            chunk: c"=syscall.ffi",
            source: chunk!("ffi"),
            calls: &[ffi::CALLS],
        },
        Script {
            member: "perf",
            chunk: c"=syscall.perf",
            source: chunk!("perf"),
            calls: &[],
        },
        Script {
            member: "mounts",
            chunk: c"=syscall.mounts",
            source: chunk!("mounts"),
            calls: &[mount::TOLD],
        },
        Script {
            member: "landlock",
            chunk: c"=syscall.landlock",
            source: chunk!("landlock"),
            calls: &[],
        },
        Script {
            member: "keyrings",
            chunk: c"=syscall.keyrings",
            source: chunk!("keyrings"),
            calls: &[keyrings::TOLD],
        },
        Script {
            member: "fanotify",
            chunk: c"=syscall.fanotify",
            source: chunk!("fanotify"),
            calls: &[notify::FANOTIFY],
        },
    ],
    lent: &[
        ("fanotify_read", "fanotify"),
        ("keyctl_describe", "keyrings"),
        ("keyctl_get_security", "keyrings"),
        ("keyctl_read", "keyrings"),
        ("listmount", "mounts"),
        ("statmount", "mounts"),
        ("perf_attach_tracepoint", "perf"),
        ("perf_probe", "perf"),
        ("perf_tracepoint", "perf"),
    ],
    makers: &[ffi::MAKERS],
    lent_makers: &[
        ("perf_reader", "perf"),
        ("sa", "types"),
        ("string_array", "types"),
    ],
};
