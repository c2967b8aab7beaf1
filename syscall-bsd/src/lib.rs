//! What is the BSDs' own: this crate is the room for it, and holds nothing yet.
//!
//! It will have, for NetBSD, FreeBSD, OpenBSD and OSX:
//!
//! - event queues: kqueue(2) with its filters, as lists of changes and events;
//! - sysctl(3) by name and by number, with the types of the values;
//! - interface configuration: the `SIOC*` requests of netintro(4), and the messages of the routing socket, route(4);
//! - ktrace(2) records, decoded;
//! - the client of a rump kernel, which runs NetBSD's calls within a program on another system.
//!
//! As in `syscall-netlink`, nothing here will know Lua; structures, constants and calls stay where those of Linux are, in
//! `syscall-types`, `syscall-consts` and `syscall-raw`.
#![no_std]
