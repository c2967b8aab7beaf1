//! Linux: every group of constants, by topic, and the lists of them.
//!
//! Each group's documentation names the header that its constants come from.

use linux_raw_sys::{general, net};

use crate::declare::{flatten, position, total};
use crate::group::Group;

mod bpf;
mod device;
mod device_socket;
mod elf;
mod encryption;
mod errno;
mod event;
mod file;
mod file_request;
mod futex;
mod input;
mod internet;
#[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
// linux-raw-sys has no requests there
pub mod ioctl;
mod key;
mod keyring;
mod link;
mod magic;
mod memory;
mod mount;
mod netlink;
pub mod nr;
mod numa;
/// Groups for the calls that the architecture has of its own.
#[cfg_attr(any(target_arch = "x86", target_arch = "x86_64"), path = "own/x86.rs")]
#[cfg_attr(target_arch = "riscv64", path = "own/riscv.rs")]
#[cfg_attr(target_arch = "s390x", path = "own/s390.rs")]
#[cfg_attr(
    any(target_arch = "powerpc", target_arch = "powerpc64"),
    path = "own/powerpc.rs"
)]
#[cfg_attr(
    any(
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    ),
    path = "own/mips.rs"
)]
#[cfg_attr(
    not(any(
        target_arch = "x86",
        target_arch = "x86_64",
        target_arch = "riscv64",
        target_arch = "s390x",
        target_arch = "powerpc",
        target_arch = "powerpc64",
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )),
    path = "own/none.rs"
)]
mod own;
mod packet;
mod path;
mod perf;
mod prctl;
mod process;
mod register;
mod route;
mod sandbox;
mod security;
mod signal;
mod socket;
mod system;
mod sysv;
mod terminal;
mod time;
mod trace;
mod uring;
mod userfault;
mod watch;

pub use bpf::*;
pub use device::*;
pub use device_socket::*;
pub use elf::*;
pub use encryption::*;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use errno::E;
pub use errno::{ERRORS, error_names};
pub use event::*;
pub use file::*;
pub use file_request::*;
pub use futex::*;
pub use input::*;
pub use internet::*;
pub use key::*;
pub use keyring::*;
pub use link::*;
pub use magic::*;
pub use memory::*;
pub use mount::*;
pub use netlink::*;
pub use numa::*;
#[allow(unused_imports, reason = "some architectures have none")]
pub use own::*;
pub use packet::*;
pub use path::*;
pub use perf::*;
pub use prctl::*;
pub use process::*;
pub use register::*;
pub use route::*;
pub use sandbox::*;
pub use security::*;
pub use signal::*;
pub use socket::*;
pub use system::*;
pub use sysv::*;
pub use terminal::*;
pub use time::*;
pub use trace::*;
pub use uring::*;
pub use userfault::*;
pub use watch::*;

/// One of the lists that `groups!` makes, of every file.
macro_rules! each_file {
    ($list:ident) => {
        &[
            bpf::$list,
            device::$list,
            device_socket::$list,
            elf::$list,
            encryption::$list,
            errno::$list,
            event::$list,
            file::$list,
            file_request::$list,
            futex::$list,
            input::$list,
            internet::$list,
            key::$list,
            keyring::$list,
            link::$list,
            magic::$list,
            memory::$list,
            mount::$list,
            netlink::$list,
            numa::$list,
            own::$list,
            packet::$list,
            path::$list,
            perf::$list,
            prctl::$list,
            process::$list,
            register::$list,
            route::$list,
            sandbox::$list,
            security::$list,
            signal::$list,
            socket::$list,
            system::$list,
            sysv::$list,
            terminal::$list,
            time::$list,
            trace::$list,
            uring::$list,
            userfault::$list,
            watch::$list,
        ]
    };
}

const LISTS: &[&[Group]] = each_file!(GROUPS);

/// Every group.
pub static GROUPS: &[Group] = &flatten::<{ total(LISTS) }>(LISTS);

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
pub const DOCS: &[&[&str]] = each_file!(DOCS);

/// The names that the C headers have for the members of each group, for comparison with them; by file, in the order of
/// [`GROUPS`].
///
/// A name that no header has belongs to this project; such groups and members say so in their documentation.
pub const C_NAMES: &[&[&[&str]]] = each_file!(C_NAMES);

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
    ("IFHWADDRLEN", net::IFHWADDRLEN as i64),
    ("IFNAMSIZ", net::IFNAMSIZ as i64),
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
