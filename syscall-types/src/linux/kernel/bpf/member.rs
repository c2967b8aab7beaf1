//! The members of [`bpf_attr`](crate::linux::bpf_attr) that have a name in C (linux/bpf.h): each is for one command, or for a few
//! alike.

use crate::declare::structs;

structs! {
    /// Many elements of a map at once (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_batch: "__typeof__(((union bpf_attr *)0)->batch)" {
        /// The address of where to go on; zero at first.
        in_batch: u64,
        /// Where the kernel writes where to go on.
        out_batch: u64,
        /// The keys' address.
        keys: u64,
        /// The values' address.
        values: u64,
        /// How many elements; the kernel says how many it did.
        count: u32,
        /// The map.
        map_fd: u32,
        /// `BPF_ANY` and others.
        elem_flags: u64,
        /// Unused.
        flags: u64,
    }

    /// A program to try (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_test: "__typeof__(((union bpf_attr *)0)->test)" {
        /// The program.
        prog_fd: u32,
        /// What it returned.
        retval: u32,
        /// Bytes of the packet.
        data_size_in: u32,
        /// Bytes of room for the packet afterwards, then of the packet.
        data_size_out: u32,
        /// The packet's address.
        data_in: u64,
        /// Where the packet goes.
        data_out: u64,
        /// How often it runs.
        repeat: u32,
        /// Nanoseconds that a run took.
        duration: u32,
        /// Bytes of the context.
        ctx_size_in: u32,
        /// Bytes of room for the context afterwards, then of the context.
        ctx_size_out: u32,
        /// The context's address.
        ctx_in: u64,
        /// Where the context goes.
        ctx_out: u64,
        /// `BPF_F_TEST_*`.
        flags: u32,
        /// The processor, with `BPF_F_TEST_RUN_ON_CPU`.
        cpu: u32,
        /// Packets at once, with `BPF_F_TEST_XDP_LIVE_FRAMES`.
        batch_size: u32,
    }

    /// What is known of a map, program, link or of BTF data (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_get_info: "__typeof__(((union bpf_attr *)0)->info)" {
        /// Its descriptor.
        bpf_fd: u32,
        /// Bytes of room, then of the record.
        info_len: u32,
        /// Where the record goes.
        info: u64,
    }

    /// The programs that are attached somewhere (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_query: "__typeof__(((union bpf_attr *)0)->query)" {
        /// To what: a descriptor, or the number of an interface.
        target_fd: u32,
        /// The type of attachment.
        attach_type: u32,
        /// `BPF_F_QUERY_*`.
        query_flags: u32,
        /// `BPF_F_*` of the attachments.
        attach_flags: u32,
        /// Where the programs' numbers go.
        prog_ids: u64,
        /// How many there is room for, then how many there are.
        prog_cnt: u32,
        #[doc(hidden)]
        __pad: u32,
        /// Where each program's flags go.
        prog_attach_flags: u64,
        /// Where the links' numbers go.
        link_ids: u64,
        /// Where each link's flags go.
        link_attach_flags: u64,
        /// The revision of the list.
        revision: u64,
    }

    /// A program at a trace point (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_raw_tracepoint: "__typeof__(((union bpf_attr *)0)->raw_tracepoint)" {
        /// The address of the trace point's name.
        name: u64,
        /// The program.
        prog_fd: u32,
        #[doc(hidden)]
        __pad: u32,
        /// A number that the program can ask for.
        cookie: u64,
    }

    /// What a descriptor of a process traces (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_task_fd_query: "__typeof__(((union bpf_attr *)0)->task_fd_query)" {
        /// The process.
        pid: u32,
        /// Its descriptor.
        fd: u32,
        /// Unused.
        flags: u32,
        /// Bytes of room for a name, then of the name.
        buf_len: u32,
        /// Where the name goes: of a trace point, a function or a file.
        buf: u64,
        /// The program.
        prog_id: u32,
        /// `BPF_FD_TYPE_*`.
        fd_type: u32,
        /// Bytes from the function's or the file's start.
        probe_offset: u64,
        /// The address.
        probe_addr: u64,
    }

    /// What a link to a perf event needs (linux/bpf.h).
    struct bpf_link_perf_event: "__typeof__(((union bpf_attr *)0)->link_create.perf_event)" {
        /// A number that the program can ask for.
        bpf_cookie: u64,
    }

    /// What a link to functions of the kernel needs (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_link_kprobe_multi: "__typeof__(((union bpf_attr *)0)->link_create.kprobe_multi)" {
        /// `BPF_F_KPROBE_MULTI_RETURN` or nothing.
        flags: u32,
        /// How many.
        cnt: u32,
        /// The address of the addresses of their names.
        syms: u64,
        /// The address of their addresses.
        addrs: u64,
        /// The address of a number for each.
        cookies: u64,
    }

    /// What a link to a function of the kernel or of a program needs (linux/bpf.h).
    struct bpf_link_tracing: "__typeof__(((union bpf_attr *)0)->link_create.tracing)" {
        /// Its type in the BTF data.
        target_btf_id: u32,
        /// A number that the program can ask for.
        cookie: u64,
    }

    /// What a link to netfilter needs (linux/bpf.h).
    struct bpf_link_netfilter: "__typeof__(((union bpf_attr *)0)->link_create.netfilter)" {
        /// `NFPROTO_*`.
        pf: u32,
        /// `NF_INET_*`.
        hooknum: u32,
        /// The order among those at the same place.
        priority: i32,
        /// `BPF_F_NETFILTER_IP_DEFRAG` or nothing.
        flags: u32,
    }

    /// What a link to traffic control needs (linux/bpf.h).
    struct bpf_link_tcx: "__typeof__(((union bpf_attr *)0)->link_create.tcx)" {
        /// The program or link before or after which it goes; its number, with `BPF_F_ID`.
        relative_fd: u32,
        /// The revision of the list that the caller knows; zero for any.
        expected_revision: u64,
    }

    /// What a link to a pair of interfaces of netkit needs (linux/bpf.h).
    struct bpf_link_netkit: "__typeof__(((union bpf_attr *)0)->link_create.netkit)" {
        /// The program or link before or after which it goes; its number, with `BPF_F_ID`.
        relative_fd: u32,
        /// The revision of the list that the caller knows; zero for any.
        expected_revision: u64,
    }

    /// What a link to places of a file needs (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_link_uprobe_multi: "__typeof__(((union bpf_attr *)0)->link_create.uprobe_multi)" {
        /// The address of the file's path.
        path: u64,
        /// The address of the places, in bytes from the file's start.
        offsets: u64,
        /// The address of the places of counters.
        ref_ctr_offsets: u64,
        /// The address of a number for each.
        cookies: u64,
        /// How many.
        cnt: u32,
        /// `BPF_F_UPROBE_MULTI_RETURN` or nothing.
        flags: u32,
        /// The process; zero for all.
        pid: u32,
    }

    /// What a link to an iterator needs (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_link_iter: "" {
        /// The address of what it goes through.
        iter_info: u64,
        /// Bytes of that.
        iter_info_len: u32,
    }

    /// What a link needs by its type (linux/bpf.h).
    #[repr(align(8))]
    union bpf_link_target: "" {
        /// The type of what it is attached to, in the BTF data.
        target_btf_id: u32,
        /// Of an iterator.
        iter: bpf_link_iter,
        /// Of a perf event.
        perf_event: bpf_link_perf_event,
        /// Of functions of the kernel.
        kprobe_multi: bpf_link_kprobe_multi,
        /// Of a function.
        tracing: bpf_link_tracing,
        /// Of netfilter.
        netfilter: bpf_link_netfilter,
        /// Of traffic control.
        tcx: bpf_link_tcx,
        /// Of places of a file.
        uprobe_multi: bpf_link_uprobe_multi,
        /// Of a pair of interfaces.
        netkit: bpf_link_netkit,
    }

    /// A program and what a new link attaches it to (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_link_create: "__typeof__(((union bpf_attr *)0)->link_create)" {
        /// The program, or a map of operations.
        prog_fd: u32,
        /// What it is attached to: a descriptor, or the number of an interface.
        target_fd: u32,
        /// The type of attachment.
        attach_type: u32,
        /// `BPF_F_*`.
        flags: u32,
        /// What the type needs.
        target: bpf_link_target => {
            target_btf_id, perf_event, kprobe_multi, tracing, netfilter, tcx, uprobe_multi, netkit,
        },
    }

    /// Another program for a link (linux/bpf.h).
    struct bpf_link_update: "__typeof__(((union bpf_attr *)0)->link_update)" {
        /// The link.
        link_fd: u32,
        /// The program, or a map of operations.
        new_prog_fd: u32,
        /// `BPF_F_REPLACE` or nothing.
        flags: u32,
        /// The one that it must have, with `BPF_F_REPLACE`.
        old_prog_fd: u32,
    }

    /// A link to detach (linux/bpf.h).
    struct bpf_link_detach: "__typeof__(((union bpf_attr *)0)->link_detach)" {
        /// The link.
        link_fd: u32,
    }

    /// Statistics to turn on (linux/bpf.h).
    struct bpf_enable_stats: "__typeof__(((union bpf_attr *)0)->enable_stats)" {
        /// `BPF_STATS_*`.
        r#type: u32,
    }

    /// An iterator to read from (linux/bpf.h).
    struct bpf_iter_create: "__typeof__(((union bpf_attr *)0)->iter_create)" {
        /// Its link.
        link_fd: u32,
        /// Unused.
        flags: u32,
    }

    /// A map that stays as long as a program (linux/bpf.h).
    struct bpf_prog_bind_map: "__typeof__(((union bpf_attr *)0)->prog_bind_map)" {
        /// The program.
        prog_fd: u32,
        /// The map.
        map_fd: u32,
        /// Unused.
        flags: u32,
    }

    /// A token, which stands for what a mount allows (linux/bpf.h).
    struct bpf_token_create: "__typeof__(((union bpf_attr *)0)->token_create)" {
        /// Unused.
        flags: u32,
        /// The mount.
        bpffs_fd: u32,
    }

    /// What a program has printed (linux/bpf.h).
    #[repr(align(8))]
    struct bpf_prog_stream_read: "__typeof__(((union bpf_attr *)0)->prog_stream_read)" {
        /// Where it goes.
        stream_buf: u64,
        /// Bytes of room.
        stream_buf_len: u32,
        /// `BPF_STREAM_*`.
        stream_id: u32,
        /// The program.
        prog_fd: u32,
    }
}

const _: () = assert!(size_of::<bpf_link_create>() == 64 && size_of::<bpf_query>() == 64);
