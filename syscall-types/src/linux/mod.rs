//! Linux: the kernel's structures by topic, and what can be built from them and read out of them without a system call.

use crate::declare::{flatten, position, total};
use crate::reflect::Struct;

mod address;
mod aio;
mod bpf;
mod bpf_program;
mod capability;
mod checksum;
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "loongarch64"
))]
mod context;
mod control_message;

mod device_number;
mod directory;
mod event;
mod file;
mod filter_program;
mod input;
mod interface;
mod netlink;
mod notification;
mod other_address;
mod packet;
mod perf;
mod process;
mod processors;
mod seccomp;
mod signal;
mod signal_info;
mod socket;
mod terminal;
mod terminal_modes;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
mod terminal_speeds;
mod text;
mod time;
mod vhost;
mod wait;

pub use address::{BadAddress, UnixName};
pub use aio::*;
pub use bpf::*;
pub use bpf_program::Bpf;
pub use capability::*;
pub use checksum::internet_checksum;
#[cfg(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "loongarch64"
))]
pub use context::*;
pub use control_message::{ControlMessage, ControlMessages, ControlWriter};
pub use directory::{DirEntry, Dirents};
pub use event::*;
pub use file::*;
pub use filter_program::{BadProgram, Filter, Target};
pub use input::*;
pub use interface::*;
pub use netlink::*;
pub use notification::{
    FanotifyEvent, FanotifyEvents, FanotifyFile, FanotifyRecord, FanotifyRecords, InotifyEvent,
    InotifyEvents,
};
pub use packet::*;
pub use perf::*;
pub use process::*;
pub use seccomp::{SeccompCalls, SeccompFilter};
pub use signal_info::*;
pub use socket::*;
pub use terminal::*;
pub use terminal_modes::TerminalModes;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
pub use terminal_speeds::*;
pub use time::*;
pub use vhost::*;
pub use wait::WaitStatus;

const LISTS: &[&[&Struct]] = &[
    aio::STRUCTS,
    bpf::STRUCTS,
    capability::STRUCTS,
    #[cfg(any(
        target_arch = "x86_64",
        target_arch = "x86",
        target_arch = "aarch64",
        target_arch = "arm",
        target_arch = "riscv64",
        target_arch = "loongarch64"
    ))]
    context::STRUCTS,
    event::STRUCTS,
    file::STRUCTS,
    input::STRUCTS,
    interface::STRUCTS,
    netlink::STRUCTS,
    packet::STRUCTS,
    perf::STRUCTS,
    process::STRUCTS,
    signal_info::STRUCTS,
    socket::STRUCTS,
    terminal::STRUCTS,
    #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
    terminal_speeds::STRUCTS,
    time::STRUCTS,
    vhost::STRUCTS,
];

/// Every structure.
pub static STRUCTS: &[&Struct] = &flatten::<_, { total(LISTS) }>(LISTS);

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
