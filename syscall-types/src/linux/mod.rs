//! Linux: the kernel's structures by topic, and what can be built from them and read out of them without a system call.

use crate::declare::{flatten, position, total};
use crate::reflect::Struct;

mod accounting;
mod address;
mod aio;
mod bpf;
mod bpf_info;
mod bpf_member;
mod bpf_program;
mod capability;
mod checksum;
mod context;
mod control_message;
mod device_number;
mod diagnosis;
mod directory;
mod elf;
mod encryption;
mod ethtool;
mod event;
mod fault;
mod file;
mod filter_program;
mod hardware;
mod input;
mod interface;
mod mount;
mod netlink;
mod notification;
mod other_address;
mod packet;
mod perf;
mod process;
mod processors;
mod quota;
mod ring;
mod seccomp;
mod security;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod segment;
mod signal;
mod signal_info;
mod socket;
mod socket_option;
mod sysv;
mod tcp;
mod terminal;
mod terminal_modes;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
mod terminal_speeds;
mod text;
mod time;
mod trace;
mod uring;
mod vhost;
mod wait;

pub use accounting::*;
pub use address::{BadAddress, UnixName};
pub use aio::*;
pub use bpf::*;
pub use bpf_info::*;
pub use bpf_member::*;
pub use bpf_program::Bpf;
pub use capability::*;
pub use checksum::internet_checksum;
pub use context::*;
pub use control_message::{ControlMessage, ControlMessages, ControlWriter};
pub use diagnosis::*;
pub use directory::{DirEntry, Dirents};
pub use elf::*;
pub use encryption::*;
pub use ethtool::*;
pub use event::*;
pub use fault::*;
pub use file::*;
pub use filter_program::{BadProgram, Filter, Target};
pub use hardware::*;
pub use input::*;
pub use interface::*;
pub use mount::*;
pub use netlink::*;
pub use notification::{
    FanotifyEvent, FanotifyEvents, FanotifyFile, FanotifyRecord, FanotifyRecords, InotifyEvent,
    InotifyEvents,
};
pub use packet::*;
pub use perf::*;
pub use process::*;
pub use quota::*;
pub use ring::*;
pub use seccomp::{SeccompCalls, SeccompFilter};
pub use security::*;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub use segment::*;
pub use signal_info::*;
pub use socket::*;
pub use socket_option::*;
pub use sysv::*;
pub use tcp::*;
pub use terminal::*;
pub use terminal_modes::TerminalModes;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
pub use terminal_speeds::*;
pub use time::*;
pub use trace::*;
pub use uring::*;
pub use vhost::*;
pub use wait::WaitStatus;

const LISTS: &[&[&Struct]] = &[
    accounting::STRUCTS,
    aio::STRUCTS,
    bpf::STRUCTS,
    bpf_info::STRUCTS,
    bpf_member::STRUCTS,
    capability::STRUCTS,
    context::STRUCTS,
    UCONTEXT,
    diagnosis::STRUCTS,
    elf::STRUCTS,
    encryption::STRUCTS,
    ethtool::STRUCTS,
    event::STRUCTS,
    fault::STRUCTS,
    file::STRUCTS,
    hardware::STRUCTS,
    input::STRUCTS,
    interface::STRUCTS,
    mount::STRUCTS,
    netlink::STRUCTS,
    packet::STRUCTS,
    perf::STRUCTS,
    process::STRUCTS,
    quota::STRUCTS,
    ring::STRUCTS,
    security::STRUCTS,
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    segment::STRUCTS,
    signal_info::STRUCTS,
    socket::STRUCTS,
    socket_option::STRUCTS,
    sysv::STRUCTS,
    tcp::STRUCTS,
    terminal::STRUCTS,
    #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
    terminal_speeds::STRUCTS,
    time::STRUCTS,
    trace::STRUCTS,
    uring::STRUCTS,
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
