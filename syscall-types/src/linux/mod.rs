//! Linux: the kernel's structures by topic, and what can be built from them and read out of them without a system call.

use crate::declare::{flatten, position, total};
use crate::reflect::Struct;

mod address;
mod device_number;
mod directory;
mod event;
mod file;
mod netlink;
mod process;
mod signal;
mod socket;
mod terminal;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
mod terminal_speeds;
mod time;
mod wait;

pub use address::{BadAddress, UnixName};
pub use directory::{DirEntry, Dirents};
pub use event::*;
pub use file::*;
pub use netlink::*;
pub use process::*;
pub use socket::*;
pub use terminal::*;
#[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
pub use terminal_speeds::*;
pub use time::*;
pub use wait::WaitStatus;

const LISTS: &[&[&Struct]] = &[
    event::STRUCTS,
    file::STRUCTS,
    netlink::STRUCTS,
    process::STRUCTS,
    socket::STRUCTS,
    terminal::STRUCTS,
    #[cfg(not(any(target_arch = "powerpc", target_arch = "powerpc64")))]
    terminal_speeds::STRUCTS,
    time::STRUCTS,
];

/// Every structure.
pub static STRUCTS: &[&Struct] = &flatten::<{ total(LISTS) }>(LISTS);

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
