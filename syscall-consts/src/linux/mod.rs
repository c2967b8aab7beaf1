//! Linux: every group of constants, by topic, and the lists of them.
//!
//! Each group's documentation names the header that its constants come from.

use linux_raw_sys::{general, net};

use crate::declare::{flatten, position, total};
use crate::group::Group;

mod bpf;
mod device;
mod errno;
mod event;
mod file;
mod input;
#[cfg(not(any(target_arch = "sparc", target_arch = "sparc64")))]
// linux-raw-sys has no requests there
pub mod ioctl;
mod key;
mod link;
mod memory;
mod netlink;
pub mod nr;
mod packet;
mod process;
mod register;
mod security;
mod signal;
mod socket;
mod system;
mod terminal;
mod time;

pub use bpf::*;
pub use device::*;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use errno::E;
pub use errno::{ERRORS, error_names};
pub use event::*;
pub use file::*;
pub use input::*;
pub use key::*;
pub use link::*;
pub use memory::*;
pub use netlink::*;
pub use packet::*;
pub use process::*;
pub use register::*;
pub use security::*;
pub use signal::*;
pub use socket::*;
pub use system::*;
pub use terminal::*;
pub use time::*;

/// One of the lists that `groups!` makes, of every file.
macro_rules! each_file {
    ($list:ident) => {
        &[
            bpf::$list,
            device::$list,
            errno::$list,
            event::$list,
            file::$list,
            input::$list,
            key::$list,
            link::$list,
            memory::$list,
            netlink::$list,
            packet::$list,
            process::$list,
            register::$list,
            security::$list,
            signal::$list,
            socket::$list,
            system::$list,
            terminal::$list,
            time::$list,
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

/// The names that the C headers have for the members of each group, for comparison with them.
///
/// A name that no header has belongs to this project; such groups and members say so in their documentation.
pub fn c_names() -> impl Iterator<Item = (&'static Group, &'static [&'static str])> {
    const C_NAMES: &[&[&[&str]]] = each_file!(C_NAMES);
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
