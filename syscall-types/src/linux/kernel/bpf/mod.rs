//! BPF: instructions and programs, classic and extended, and the arguments of bpf(2) (linux/bpf.h, linux/filter.h;
//! RFC 9669).

pub(super) mod filter;
pub(super) mod info;
pub(super) mod member;
mod program;

pub(crate) use filter::{Part, link};
pub use {
    filter::{BadProgram, Filter, Target, sock_filter, sock_fprog},
    info::*,
    member::*,
    program::Bpf,
};

use crate::declare::structs;
use crate::reflect::{Char, Plain};

structs! {
    /// An instruction (linux/bpf.h).
    #[derive(PartialEq, Eq)]
    struct bpf_insn: "struct bpf_insn" {
        /// The operation.
        code: u8,
        /// The register of the result and that of the operand.
        registers: u8 { dst_reg: 4, src_reg: 4 },
        /// An offset: of memory, or of a jump in instructions.
        off: i16,
        /// A number.
        imm: i32,
    }

    /// The arguments of bpf(2): which member counts depends on the command. As of Linux 6.17; older kernels accept the rest
    /// when it is zero, and every kernel accepts fewer bytes.
    union bpf_attr: "union bpf_attr" {
        /// Of `BPF_MAP_CREATE`.
        map_create: bpf_map_create => {
            map_type, key_size, value_size, max_entries, map_flags, inner_map_fd, numa_node, map_name, map_ifindex,
            btf_fd, btf_key_type_id, btf_value_type_id, btf_vmlinux_value_type_id, map_extra, value_type_btf_obj_fd,
            map_token_fd,
        },
        /// Of `BPF_MAP_*_ELEM`.
        map_element: bpf_map_element => { map_fd, key, value, flags },
        /// Of `BPF_MAP_GET_NEXT_KEY`.
        map_next: bpf_map_next => { next_key },
        /// Of `BPF_PROG_LOAD`.
        prog_load: bpf_prog_load => {
            prog_type, insn_cnt, insns, license, log_level, log_size, log_buf, kern_version, prog_flags, prog_name,
            prog_ifindex, expected_attach_type, prog_btf_fd, func_info_rec_size, func_info, func_info_cnt,
            line_info_rec_size, line_info, line_info_cnt, attach_btf_id, attach_prog_fd, core_relo_cnt, fd_array,
            core_relos, core_relo_rec_size, log_true_size, prog_token_fd, fd_array_cnt,
        },
        /// Of `BPF_OBJ_PIN` and `BPF_OBJ_GET`.
        object: bpf_object => { pathname, bpf_fd, file_flags, path_fd },
        /// Of `BPF_PROG_ATTACH` and `BPF_PROG_DETACH`.
        attach: bpf_attach => {
            target_fd, attach_bpf_fd, attach_type, attach_flags, replace_bpf_fd, relative_fd, expected_revision,
        },
        /// Of `BPF_MAP_*_BATCH`.
        batch: bpf_batch,
        /// Of `BPF_PROG_TEST_RUN`.
        test: bpf_test,
        /// Of `BPF_*_GET_NEXT_ID` and `BPF_*_GET_FD_BY_ID`.
        get_id: bpf_get_id => { start_id, next_id, open_flags, fd_by_id_token_fd },
        /// Of `BPF_OBJ_GET_INFO_BY_FD`.
        info: bpf_get_info,
        /// Of `BPF_PROG_QUERY`.
        query: bpf_query,
        /// Of `BPF_RAW_TRACEPOINT_OPEN`.
        raw_tracepoint: bpf_raw_tracepoint,
        /// Of `BPF_BTF_LOAD`.
        btf_load: bpf_btf_load => {
            btf, btf_log_buf, btf_size, btf_log_size, btf_log_level, btf_log_true_size, btf_flags, btf_token_fd,
        },
        /// Of `BPF_TASK_FD_QUERY`.
        task_fd_query: bpf_task_fd_query,
        /// Of `BPF_LINK_CREATE`.
        link_create: bpf_link_create,
        /// Of `BPF_LINK_UPDATE`.
        link_update: bpf_link_update,
        /// Of `BPF_LINK_DETACH`.
        link_detach: bpf_link_detach,
        /// Of `BPF_ENABLE_STATS`.
        enable_stats: bpf_enable_stats,
        /// Of `BPF_ITER_CREATE`.
        iter_create: bpf_iter_create,
        /// Of `BPF_PROG_BIND_MAP`.
        prog_bind_map: bpf_prog_bind_map,
        /// Of `BPF_TOKEN_CREATE`.
        token_create: bpf_token_create,
        /// Of `BPF_PROG_STREAM_READ_BY_FD`.
        prog_stream_read: bpf_prog_stream_read,
    }
}

macro_rules! members {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident { $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty, )+ }
    )+) => {$(
        $(#[doc = $doc])+
        #[allow(non_camel_case_types, reason = "beside the kernel's own names")]
        #[derive(Copy, Clone, Debug)]
        #[repr(C, align(8))]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $type, )+
        }

        // SAFETY: the fields are integers and arrays of these.
        unsafe impl Plain for $name {}
    )+};
}

members! {
    /// A new map.
    bpf_map_create {
        /// `BPF_MAP_TYPE_*`.
        map_type: u32,
        /// Bytes of a key.
        key_size: u32,
        /// Bytes of a value.
        value_size: u32,
        /// The most entries.
        max_entries: u32,
        /// `BPF_F_*`.
        map_flags: u32,
        /// A map like those that this one holds.
        inner_map_fd: u32,
        /// The node of memory, with `BPF_F_NUMA_NODE`.
        numa_node: u32,
        /// The name, up to a zero.
        map_name: [Char; 16],
        /// The interface of a map that a device holds.
        map_ifindex: u32,
        /// The BTF data.
        btf_fd: u32,
        /// The key's type in it.
        btf_key_type_id: u32,
        /// The value's type in it.
        btf_value_type_id: u32,
        /// The value's type in the kernel's BTF data.
        btf_vmlinux_value_type_id: u32,
        /// What only some types of map use.
        map_extra: u64,
        /// The BTF data of the value's type.
        value_type_btf_obj_fd: i32,
        /// The token, with `BPF_F_TOKEN_FD`.
        map_token_fd: i32,
    }

    /// An element of a map.
    bpf_map_element {
        /// The map.
        map_fd: u32,
        /// Unused.
        padding: u32,
        /// The key's address.
        key: u64,
        /// The value's address.
        value: u64,
        /// `BPF_ANY` and others.
        flags: u64,
    }

    /// A key of a map, and where the next one goes.
    bpf_map_next {
        /// The map.
        map_fd: u32,
        /// Unused.
        padding: u32,
        /// The key's address; zero for the first.
        key: u64,
        /// Where the next key goes.
        next_key: u64,
    }

    /// A program.
    bpf_prog_load {
        /// `BPF_PROG_TYPE_*`.
        prog_type: u32,
        /// Instructions.
        insn_cnt: u32,
        /// Their address.
        insns: u64,
        /// The address of the licence's name.
        license: u64,
        /// How much the verifier tells: 0 to 2.
        log_level: u32,
        /// Bytes for what it tells.
        log_size: u32,
        /// Where it tells it.
        log_buf: u64,
        /// The kernel's version; unused since Linux 5.0.
        kern_version: u32,
        /// `BPF_F_*`.
        prog_flags: u32,
        /// The name, up to a zero.
        prog_name: [Char; 16],
        /// The interface of a program that a device runs.
        prog_ifindex: u32,
        /// `BPF_*` of the type of attachment.
        expected_attach_type: u32,
        /// The BTF data.
        prog_btf_fd: u32,
        /// Bytes of a record about a function.
        func_info_rec_size: u32,
        /// The address of the records.
        func_info: u64,
        /// How many.
        func_info_cnt: u32,
        /// Bytes of a record about a line.
        line_info_rec_size: u32,
        /// The address of the records.
        line_info: u64,
        /// How many.
        line_info_cnt: u32,
        /// The type in the kernel's BTF data to attach to.
        attach_btf_id: u32,
        /// The program to attach to, or BTF data.
        attach_prog_fd: u32,
        /// Relocations.
        core_relo_cnt: u32,
        /// The address of descriptors that the program uses.
        fd_array: u64,
        /// The address of the relocations.
        core_relos: u64,
        /// Bytes of a relocation.
        core_relo_rec_size: u32,
        /// Bytes that the verifier had to tell.
        log_true_size: u32,
        /// The token, with `BPF_F_TOKEN_FD`.
        prog_token_fd: i32,
        /// How many descriptors; zero when that is unknown.
        fd_array_cnt: u32,
    }

    /// A map or program with a path.
    bpf_object {
        /// The path's address.
        pathname: u64,
        /// The map or program.
        bpf_fd: u32,
        /// `BPF_F_*`.
        file_flags: u32,
        /// Where a relative path begins, with `BPF_F_PATH_FD`.
        path_fd: i32,
    }

    /// A program and what it is attached to.
    bpf_attach {
        /// What it is attached to.
        target_fd: u32,
        /// The program.
        attach_bpf_fd: u32,
        /// The type of attachment.
        attach_type: u32,
        /// `BPF_F_*`.
        attach_flags: u32,
        /// The program to replace.
        replace_bpf_fd: u32,
        /// The program or link before or after which it goes, with `BPF_F_BEFORE` or `BPF_F_AFTER`; its number, with
        /// `BPF_F_ID`.
        relative_fd: u32,
        /// The revision of the list that the caller knows; zero for any.
        expected_revision: u64,
    }

    /// A number to look up, or the next one to find.
    bpf_get_id {
        /// The number of a map, program, link or of BTF data, or where the search starts.
        start_id: u32,
        /// The next number.
        next_id: u32,
        /// `BPF_F_RDONLY` and others, of maps.
        open_flags: u32,
        /// The token, with `BPF_F_TOKEN_FD`.
        fd_by_id_token_fd: i32,
    }

    /// BTF data to load.
    bpf_btf_load {
        /// The data's address.
        btf: u64,
        /// Where the verifier tells what is wrong.
        btf_log_buf: u64,
        /// Bytes of the data.
        btf_size: u32,
        /// Bytes for what it tells.
        btf_log_size: u32,
        /// How much it tells: 0 to 2.
        btf_log_level: u32,
        /// Bytes that it had to tell.
        btf_log_true_size: u32,
        /// `BPF_F_TOKEN_FD` or nothing.
        btf_flags: u32,
        /// The token.
        btf_token_fd: i32,
    }
}

const _: () = assert!(size_of::<bpf_insn>() == 8);
const _: () = assert!(size_of::<bpf_attr>() == 152 && align_of::<bpf_attr>() == 8);
