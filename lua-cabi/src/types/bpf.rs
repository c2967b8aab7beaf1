//! Programs for bpf(2).

use crate::object::{Type, objects};
use syscall_types::native::bpf_insn;

objects! { Linux: bpf_insn }

/// The types of this file.
pub const TYPES: &[Type] = &[Type {
    positional: true,
    lenient: true,
    ..Type::of::<bpf_insn>("An instruction of an eBPF program (linux/bpf.h)")
}];
