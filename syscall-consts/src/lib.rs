//! Unix kernel constants as Rust types and as tables that a program can walk.
//!
//! A *group* holds the constants of one C prefix: `O_RDONLY`, `O_CLOEXEC`, ... are [`linux::O`], with the prefix dropped
//! (`O::CLOEXEC`). A group whose values are combined is a type with the interface of [`bitflags`] (its trait is [`Flags`]) that
//! keeps unknown bits; a group of alternatives is a newtype over the kernel's integer, open to unknown values. Names that begin with a digit get an
//! underscore (`MAP::_32BIT`).
//!
//! Each group describes itself as a [`Group`] (through [`Constants::GROUP`]); `linux::GROUPS` lists them all. Error numbers
//! are [`Errno`], with names and texts.
//!
//! Values come from `linux-raw-sys`, so they are right for the architecture that is compiled; what it lacks is written
//! here as a number next to the kernel's name. A system's constants are there on every other system too; `native` is
//! the one that is compiled for.
//!
//! Features, none on by default: `std` converts [`Errno`] to `std::io::Error`, `rustix` to and from `rustix::io::Errno`.
#![no_std]

#[cfg(feature = "std")]
extern crate std;

mod declare;
pub mod errno;
mod flags;
pub mod group;
#[doc(hidden)]
pub mod list;

pub mod linux;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux as native;

pub use bitflags::Flags;
pub use errno::Errno;
pub use group::{Constants, Group, Kind, Repr};
