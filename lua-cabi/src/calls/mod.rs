//! The calls, one file a topic: rows (see [`crate::convert::row`]) and the functions that they call.
//!
//! Rows whose first parameter is a descriptor are also methods of `fd` objects, under the same name.

mod address;
pub mod aio;
pub mod bit;
pub mod bpf;
pub mod capability;
pub mod cmsg;
pub mod credentials;
pub mod event;
pub mod ffi;
pub mod file;
pub mod filesystems;
pub mod futex;
pub mod help;
mod input;
pub mod ioctl;
pub mod keyrings;
pub mod landlock;
pub mod memory;
pub mod mount;
pub mod mqueue;
pub mod netlink;
pub mod notify;
pub mod path;
pub mod perf;
pub mod prctl;
pub mod process;
pub mod quota;
pub mod sched;
pub mod seccomp;
pub mod signal;
pub mod socket;
pub mod splice;
pub mod system;
pub mod terminal;
pub mod time;
pub mod wait;
pub mod xattr;
