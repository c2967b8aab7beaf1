//! Unix kernel structures, with their field tables, and pure builders on them.
//!
//! Types have the kernel's own names (`linux::stat`, `linux::sockaddr_in`) and are [`Plain`]: every bit pattern is a valid
//! value. Those that `linux-raw-sys` has are its types; others are declared here, with their layout asserted. Each
//! describes itself ([`Reflect::STRUCT`]): the name, offset and kind of every field. `linux::STRUCTS` lists them all.
//!
//! Nothing here makes a system call or allocates. A system's structures are there on every other system too, as they are on
//! an architecture of that name; `native` is the system that is compiled for.
//!
//! The feature `std`, not on by default, converts errors to `std::io::Error`.
#![no_std]

#[cfg(feature = "std")]
extern crate std;

mod declare;
#[doc(hidden)]
pub mod layout;
pub mod reflect;

pub mod linux;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux as native;

pub use reflect::{Bits, Char, Field, FieldKind, Kind, Plain, Reflect, Struct};
