//! The Lua types: for each kernel structure what Lua adds to it, one file a topic.

pub mod address;
pub mod bpf;
pub mod capability;
pub mod cmsg;
pub mod credentials;
pub mod error;
pub mod event;
pub mod fd;
pub mod file;
pub mod filesystems;
pub mod input;
pub mod mqueue;
pub mod netlink;
pub mod notify;
pub mod path;
pub mod process;
pub mod scalar;
pub mod sched;
pub mod signal;
pub mod socket;
pub mod system;
pub mod terminal;
pub mod time;
pub mod unix;
pub mod vhost;
