//! What `BPF_OBJ_GET_INFO_BY_FD` tells of programs, maps and type data, as of Linux 6.18 (linux/bpf.h). Older kernels fill in
//! fewer bytes.

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// A program (linux/bpf.h). Addresses and lengths of lists are the caller's; the kernel fills them.
    #[repr(align(8))]
    struct bpf_prog_info: "struct bpf_prog_info" {
        /// `BPF_PROG_TYPE_*`.
        r#type: u32,
        /// Its number.
        id: u32,
        /// The hash of its instructions.
        tag: [u8; 8],
        /// Bytes of machine instructions.
        jited_prog_len: u32,
        /// Bytes of instructions after the verifier.
        xlated_prog_len: u32,
        /// The address of the first.
        jited_prog_insns: u64,
        /// The address of the second.
        xlated_prog_insns: u64,
        /// When it was loaded, in nanoseconds since boot.
        load_time: u64,
        /// Who loaded it.
        created_by_uid: u32,
        /// Maps that it uses.
        nr_map_ids: u32,
        /// The address of their numbers.
        map_ids: u64,
        /// The name, up to a zero.
        name: [u8; 16] as [Char; 16],
        /// The interface of a program that a device runs.
        ifindex: u32,
        /// Switches.
        switches: u32 {
            /// Whether its licence fits the kernel's.
            gpl_compatible: 1,
        },
        /// The device of that interface's namespace.
        netns_dev: u64,
        /// The inode of that interface's namespace.
        netns_ino: u64,
        /// Functions with addresses.
        nr_jited_ksyms: u32,
        /// Functions with lengths.
        nr_jited_func_lens: u32,
        /// The address of the functions' addresses.
        jited_ksyms: u64,
        /// The address of the functions' lengths.
        jited_func_lens: u64,
        /// The number of the type data.
        btf_id: u32,
        /// Bytes of a record about a function.
        func_info_rec_size: u32,
        /// The address of these records.
        func_info: u64,
        /// How many.
        nr_func_info: u32,
        /// Records about lines.
        nr_line_info: u32,
        /// Their address.
        line_info: u64,
        /// The address of lines' machine addresses.
        jited_line_info: u64,
        /// How many.
        nr_jited_line_info: u32,
        /// Bytes of a record about a line.
        line_info_rec_size: u32,
        /// Bytes of a line's machine address.
        jited_line_info_rec_size: u32,
        /// Hashes of functions.
        nr_prog_tags: u32,
        /// Their address.
        prog_tags: u64,
        /// Nanoseconds that it ran.
        run_time_ns: u64,
        /// How often it ran.
        run_cnt: u64,
        /// How often it did not because it ran already.
        recursion_misses: u64,
        /// Instructions that the verifier went through.
        verified_insns: u32,
        /// The type data of what it is attached to.
        attach_btf_obj_id: u32,
        /// The type there.
        attach_btf_id: u32,
    }

    /// A map (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_map_info: "struct bpf_map_info" {
        /// `BPF_MAP_TYPE_*`.
        r#type: u32,
        /// Its number.
        id: u32,
        /// Bytes of a key.
        key_size: u32,
        /// Bytes of a value.
        value_size: u32,
        /// The most entries.
        max_entries: u32,
        /// `BPF_F_*`.
        map_flags: u32,
        /// The name, up to a zero.
        name: [u8; 16] as [Char; 16],
        /// The interface of a map that a device holds.
        ifindex: u32,
        /// The value's type in the kernel's type data.
        btf_vmlinux_value_type_id: u32,
        /// The device of that interface's namespace.
        netns_dev: u64,
        /// The inode of that interface's namespace.
        netns_ino: u64,
        /// The number of the type data.
        btf_id: u32,
        /// The key's type in it.
        btf_key_type_id: u32,
        /// The value's type in it.
        btf_value_type_id: u32,
        /// The number of the kernel's type data.
        btf_vmlinux_id: u32,
        /// What only some types of map use.
        map_extra: u64,
        /// Where the hash of its contents goes, since Linux 6.18.
        hash: u64,
        /// Bytes of the hash.
        hash_size: u32,
    }

    /// Type data (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_btf_info: "struct bpf_btf_info" {
        /// Where the data go.
        btf: u64,
        /// Bytes of the data.
        btf_size: u32,
        /// Their number.
        id: u32,
        /// Where the name goes.
        name: u64,
        /// Bytes of the name.
        name_len: u32,
        /// Whether they are the kernel's.
        kernel_btf: u32,
    }
}

const _: () = assert!(size_of::<bpf_prog_info>() == 232);
const _: () = assert!(size_of::<bpf_map_info>() == 104 && size_of::<bpf_btf_info>() == 32);
