//! Compares every constant and layout of `syscall-consts` and `syscall-types` with the C headers.
//!
//! [`claim`] says what the crates say, as C expressions with the values that these must have. [`mod@unit`] has the compiler
//! evaluate the expressions: it writes one table of numbers in C, compiles it to an object file, and reads the numbers out
//! of the object ([`elf`]). Nothing that was compiled is ever run, so a foreign target needs no more than its compiler and
//! its headers. [`linux`] compares, with the [`headers`] of that system. What these lack must stand, with the reason, in a
//! committed list ([`absent`]).
//!
//! What headers cannot say, programs do: [`mod@run`] makes one without a C library for each target, [`mod@test`] makes the unit
//! tests of the crates; qemu-user runs them.

pub mod absent;
pub mod build;
pub mod claim;
pub mod elf;
pub mod headers;
pub mod linux;
pub mod parallel;
pub mod run;
pub mod table;
pub mod target;
pub mod test;
pub mod toolchain;
pub mod unit;

/// The Rust examples of the README, compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
