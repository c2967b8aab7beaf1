//! The calls, one file a topic: rows (see [`crate::convert::row`]) and the functions that they call.
//!
//! Rows whose first parameter is a descriptor are also methods of `fd` objects, under the same name.

mod event;
mod file;
pub mod memory;
pub mod netlink;
mod path;
mod process;
mod socket;
mod system;
mod time;

use crate::call::Info;

/// All rows, by topic.
pub const TABLES: &[&[Info]] = &[
    file::CALLS,
    path::CALLS,
    socket::CALLS,
    event::CALLS,
    process::CALLS,
    time::CALLS,
    memory::CALLS,
    system::CALLS,
];

/// The row of a name.
pub fn find(name: &[u8]) -> Option<&'static Info> {
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .find(|info| info.name.as_bytes() == name)
}

/// The row behind a method of a type: of the same name, or one that the method is another name for.
pub fn method(receiver: &str, name: &[u8]) -> Option<&'static Info> {
    let renamed = ALIASES
        .iter()
        .find(|alias| alias.0.as_bytes() == name)
        .map_or(name, |alias| alias.1.as_bytes());
    find(renamed).filter(|info| info.receiver == Some(receiver))
}

/// Methods of descriptors whose call has another name.
const ALIASES: &[(&str, &str)] = &[
    ("stat", "fstat"),
    ("chdir", "fchdir"),
    ("sync", "fsync"),
    ("datasync", "fdatasync"),
    ("chmod", "fchmod"),
    ("chown", "fchown"),
    ("truncate", "ftruncate"),
    ("seek", "lseek"),
];
