//! A file's metadata where the times of the kernel's own structure have 64 bits; `time64.rs` is for the other machines.

use super::stat;

/// A file's metadata with times of 64 bits: here the kernel's own structure.
///
/// Where that has 32 bits (x86, arm, powerpc, mips, mips64), it is a structure of this crate with the same members.
/// `fstatat_time64` and its like of `syscall-raw` fill it in. [`StatTimes`](super::StatTimes) reads the times with their sign.
#[allow(non_camel_case_types, reason = "as the kernel's own names")]
pub type stat_time64 = stat;

/// Seconds in the kernel's structure, with their sign.
pub(super) type Seconds = i64;

/// No structure of its own.
pub(crate) const STRUCTS: &[&crate::Struct] = &[];
