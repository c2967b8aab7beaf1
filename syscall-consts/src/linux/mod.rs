//! Linux: every group of constants, by topic, and the lists of them.
//!
//! The groups are documented by topic, and each is also here under its own name: [`O`] is [`fs::file::O`]. Each group's
//! documentation names the header that its constants come from.
//!
//! | area | topics |
//! |---|---|
//! | [`fs`] | [`path`], [`file`](mod@file), [`fd`], [`directory`], [`mount`], [`filesystems`], [`notify`], [`xattr`], [`quota`], [`fscrypt`], [`ioctl_fs`] |
//! | [`io`] | [`event`], [`splice`], [`io_uring`], [`aio`] |
//! | [`ipc`] | [`futex`], [`sysv`], [`mqueue`] |
//! | [`mm`] | [`memory`], [`numa`], [`userfaultfd`] |
//! | [`net`] | [`socket`], [`ip`], [`tcp`], [`tls`], [`packet`], [`xdp`], [`vsock`], [`timestamping`], [`header`], [`netfilter`], [`netlink`], [`link`], [`route`], [`neighbour`], [`ethtool`] |
//! | [`task`] | [`process`], [`wait`], [`signal`], [`sched`], [`prctl`], [`ptrace`], [`context`], [`elf`], [`accounting`] |
//! | [`security`] | [`capability`], [`landlock`], [`seccomp`], [`lsm`], [`keyrings`], [`audit`] |
//! | [`kernel`] | [`system`], [`time`], [`bpf`], [`perf`] |
//! | [`drivers`] | [`terminal`], [`input`], [`keycode`], [`pci`] |
//! | [`machine`] | constants of calls that only some architectures have |
//!
//! [`nr`] has the numbers of the calls, [`ioctl`] the requests of ioctl(2).

use linux_raw_sys::general;

use crate::declare::position;
use crate::group::Group;
use crate::list::{join, total};

pub mod drivers;
mod errno;
pub mod fs;
pub mod io;
#[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
// linux-raw-sys has no requests there
pub mod ioctl;
pub mod ipc;
pub mod kernel;
/// Groups for the calls that the architecture has of its own.
#[cfg_attr(
    any(target_arch = "x86", target_arch = "x86_64"),
    path = "machine/x86.rs"
)]
#[cfg_attr(target_arch = "riscv64", path = "machine/riscv.rs")]
#[cfg_attr(target_arch = "s390x", path = "machine/s390.rs")]
#[cfg_attr(
    any(target_arch = "powerpc", target_arch = "powerpc64"),
    path = "machine/powerpc.rs"
)]
#[cfg_attr(
    any(
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    ),
    path = "machine/mips.rs"
)]
pub mod machine;
pub mod mm;
pub mod net;
pub mod nr;
pub mod security;
pub mod task;

pub use drivers::*;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use errno::E;
pub use errno::{ERRORS, error_names};
pub use fs::*;
pub use io::*;
pub use ipc::*;
pub use kernel::*;
#[allow(unused_imports, reason = "some architectures have none")]
pub use machine::*;
pub use mm::*;
pub use net::*;
pub use security::*;
pub use task::*;

/// One of the lists that `groups!` makes, of every file of every area.
macro_rules! each_area {
    ($list:ident) => {
        &[
            drivers::$list,
            fs::$list,
            io::$list,
            ipc::$list,
            kernel::$list,
            mm::$list,
            net::$list,
            security::$list,
            task::$list,
            &[errno::$list, machine::$list],
        ]
    };
}

const AREAS: &[&[&[Group]]] = each_area!(GROUPS);

const LISTS: &[&[Group]] = &join::<_, { total(AREAS) }>(AREAS, &[]);

/// Every group.
pub static GROUPS: &[Group] = &join::<_, { total(LISTS) }>(LISTS, LISTS[0][0]);

/// The position of a group in [`GROUPS`].
pub const fn find(group: &str) -> Option<usize> {
    position(GROUPS, group)
}

/// As [`find`], for constants (`const SLOT: usize = index_of("O");`), where a wrong name stops the compiler.
///
/// # Panics
///
/// When there is no such group.
pub const fn index_of(group: &str) -> usize {
    find(group).expect("no such group")
}

/// One sentence on what each group is for; by file, in the order of [`GROUPS`].
pub const DOCS: &[&[&str]] = &join::<_, { total(AREAS) }>(each_area!(DOCS), &[]);

/// The names that the C headers have for the members of each group, for comparison with them; by file, in the order of
/// [`GROUPS`].
///
/// A name that no header has belongs to this project; such groups and members say so in their documentation.
pub const C_NAMES: &[&[&[&str]]] = &join::<_, { total(AREAS) }>(each_area!(C_NAMES), &[]);

/// The groups with their [`C_NAMES`].
pub fn c_names() -> impl Iterator<Item = (&'static Group, &'static [&'static str])> {
    GROUPS
        .iter()
        .zip(C_NAMES.iter().copied().flatten().copied())
}

/// Constants that belong to no group, with their C names.
///
/// `SYSFS_BRIDGE_*` are names of directories and attributes (linux/if_bridge.h), so they are text: see [`TEXTS`].
pub const SCALARS: &[(&str, i64)] = &[
    ("CBAUD", general::CBAUD as i64),
    ("CBAUDEX", general::CBAUDEX as i64),
    ("CIBAUD", general::CIBAUD as i64),
    ("CMSPAR", general::CMSPAR as i64),
    ("CRTSCTS", general::CRTSCTS as i64),
    ("HOST_NAME_MAX", 64), // limits.h of the C library
    ("IFHWADDRLEN", linux_raw_sys::net::IFHWADDRLEN as i64),
    ("IFNAMSIZ", linux_raw_sys::net::IFNAMSIZ as i64),
    ("PATH_MAX", general::PATH_MAX as i64),
    ("SOMAXCONN", 4096), // the kernel's linux/socket.h
];

/// Constants of text that belong to no group, with their C names (linux/if_bridge.h).
pub const TEXTS: &[(&str, &str)] = &[
    ("SYSFS_BRIDGE_ATTR", "bridge"),
    ("SYSFS_BRIDGE_FDB", "brforward"),
    ("SYSFS_BRIDGE_PORT_ATTR", "brport"),
    ("SYSFS_BRIDGE_PORT_LINK", "bridge"),
    ("SYSFS_BRIDGE_PORT_SUBDIR", "brif"),
];
