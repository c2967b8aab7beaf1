//! Linux: the kernel's structures by topic, and what can be built from them and read out of them without a system call.
//!
//! They are documented by topic, and each is also here under its own name: [`timespec`] is [`kernel::time::timespec`].
//!
//! | area | topics |
//! |---|---|
//! | [`fs`] | [`path`], [`file`](mod@file), [`fd`], [`directory`], [`makedev`], [`mount`], [`filesystems`], [`notify`], [`xattr`], [`quota`], [`fscrypt`], [`ioctl_fs`] |
//! | [`io`] | [`event`], [`io_uring`], [`aio`] |
//! | [`ipc`] | [`futex`], [`sysv`], [`mqueue`] |
//! | [`mm`] | [`userfaultfd`] |
//! | [`net`] | [`socket`], [`address`], [`cmsg`], [`ip`], [`tcp`], [`tls`], [`packet`], [`xdp`], [`timestamping`], [`header`], [`checksum`], [`netfilter`], [`netlink`], [`link`], [`route`], [`neighbour`], [`ethtool`], [`sock_diag`], [`connector`] |
//! | [`task`] | [`process`], [`wait`], [`signal`], [`sched`], [`prctl`], [`ptrace`], [`context`], [`elf`], [`accounting`] |
//! | [`security`] | [`capability`], [`landlock`], [`seccomp`], [`lsm`], [`keyrings`], [`audit`] |
//! | [`kernel`] | [`system`], [`time`], [`bpf`], [`perf`] |
//! | [`drivers`] | [`terminal`], [`serial`], [`vt`], [`input`], [`hd`], [`watchdog`], [`vhost`] |

use syscall_consts::list::{join, total};

use crate::declare::position;
use crate::reflect::Struct;

pub mod drivers;
pub mod fs;
pub mod io;
pub mod ipc;
pub mod kernel;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub mod machine;
pub mod mm;
pub mod net;
pub mod security;
pub mod task;
mod text;

pub use drivers::*;
pub use fs::*;
pub use io::*;
pub use ipc::*;
pub use kernel::*;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub use machine::*;
pub use mm::*;
pub use net::*;
pub use security::*;
pub use task::*;

const AREAS: &[&[&[&Struct]]] = &[
    drivers::STRUCTS,
    fs::STRUCTS,
    io::STRUCTS,
    ipc::STRUCTS,
    kernel::STRUCTS,
    mm::STRUCTS,
    net::STRUCTS,
    security::STRUCTS,
    task::STRUCTS,
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    &[machine::STRUCTS],
];

const LISTS: &[&[&Struct]] = &join::<_, { total(AREAS) }>(AREAS, &[]);

/// Every structure.
pub static STRUCTS: &[&Struct] = &join::<_, { total(LISTS) }>(LISTS, LISTS[0][0]);

/// The position of a structure in [`STRUCTS`].
pub const fn find(name: &str) -> Option<usize> {
    position(STRUCTS, name)
}

/// As [`find`], for constants (`const SLOT: usize = index_of("stat");`), where a wrong name stops the compiler.
///
/// # Panics
///
/// When there is no such structure.
pub const fn index_of(name: &str) -> usize {
    find(name).expect("no such structure")
}
