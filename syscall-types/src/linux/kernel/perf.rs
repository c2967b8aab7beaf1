//! Performance events (linux/perf_event.h).

use crate::declare::structs;

structs! {
    /// How often an event is sampled (linux/perf_event.h).
    union perf_sample: "" {
        /// One sample for this many events.
        sample_period: u64,
        /// So many times a second, with the bit `freq`.
        sample_freq: u64,
    }

    /// When a reader is woken (linux/perf_event.h).
    union perf_wakeup: "" {
        /// After this many events.
        wakeup_events: u32,
        /// After this many bytes, where the bit `watermark` is set.
        wakeup_watermark: u32,
    }

    /// The address of a breakpoint, or more of `config` (linux/perf_event.h).
    union perf_config1: "" {
        /// The breakpoint.
        bp_addr: u64,
        /// The address of a kernel function's name.
        kprobe_func: u64,
        /// The address of a program's path.
        uprobe_path: u64,
        /// What the event's type takes it for.
        config1: u64,
    }

    /// The length of a breakpoint, or more of `config` (linux/perf_event.h).
    union perf_config2: "" {
        /// Bytes of the breakpoint.
        bp_len: u64,
        /// The kernel address, when no function is named.
        kprobe_addr: u64,
        /// The offset in the program.
        probe_offset: u64,
        /// What the event's type takes it for.
        config2: u64,
    }

    /// What perf_event_open(2) is to count or sample (linux/perf_event.h), as of Linux 6.3.
    struct perf_event_attr: "struct perf_event_attr" {
        /// The type of event (`PERF_TYPE_*`).
        r#type: u32,
        /// Bytes of the structure.
        size: u32,
        /// Which event of the type.
        config: u64,
        /// How often it is sampled.
        sample: perf_sample => { sample_period, sample_freq },
        /// What a sample holds (`PERF_SAMPLE_*`).
        sample_type: u64,
        /// What a read returns (`PERF_FORMAT_*`).
        read_format: u64,
        /// Switches.
        switches: u64 {
            /// Off by default.
            disabled: 1,
            /// Children inherit it.
            inherit: 1,
            /// Must always be on the counter.
            pinned: 1,
            /// The only group on the counter.
            exclusive: 1,
            /// Don't count user mode.
            exclude_user: 1,
            /// Don't count the kernel.
            exclude_kernel: 1,
            /// Don't count the hypervisor.
            exclude_hv: 1,
            /// Don't count when idle.
            exclude_idle: 1,
            /// Record executable mappings.
            mmap: 1,
            /// Record changes of name.
            comm: 1,
            /// Sample by frequency.
            freq: 1,
            /// Count for each task.
            inherit_stat: 1,
            /// Goes on with the next exec.
            enable_on_exec: 1,
            /// Record fork and exit.
            task: 1,
            /// Wake up by bytes.
            watermark: 1,
            /// How exact the address of a sample is: 0 to 3.
            precise_ip: 2,
            /// Record other mappings.
            mmap_data: 1,
            /// All records have the fields of samples.
            sample_id_all: 1,
            /// Don't count in the host.
            exclude_host: 1,
            /// Don't count in guests.
            exclude_guest: 1,
            /// Call chains without the kernel.
            exclude_callchain_kernel: 1,
            /// Call chains without user mode.
            exclude_callchain_user: 1,
            /// Mappings with the inode.
            mmap2: 1,
            /// Changes of name tell those by exec.
            comm_exec: 1,
            /// Use `clockid`.
            use_clockid: 1,
            /// Record context switches.
            context_switch: 1,
            /// Write the ring from its end.
            write_backward: 1,
            /// Record namespaces.
            namespaces: 1,
            /// Record kernel symbols.
            ksymbol: 1,
            /// Record BPF programs.
            bpf_event: 1,
            /// Write to another event's AUX area.
            aux_output: 1,
            /// Record control groups.
            cgroup: 1,
            /// Record changes of kernel text.
            text_poke: 1,
            /// Mappings with the build id.
            build_id: 1,
            /// Only threads inherit it.
            inherit_thread: 1,
            /// Removed by exec.
            remove_on_exec: 1,
            /// Sends SIGTRAP.
            sigtrap: 1,
        },
        /// When a reader is woken.
        wakeup: perf_wakeup => { wakeup_events, wakeup_watermark },
        /// The type of breakpoint (`HW_BREAKPOINT_*`).
        bp_type: u32,
        /// A breakpoint's address, or more of `config`.
        more: perf_config1 => { bp_addr, kprobe_func, uprobe_path, config1 },
        /// A breakpoint's length, or more of `config`.
        still_more: perf_config2 => { bp_len, kprobe_addr, probe_offset, config2 },
        /// Which branches a sample holds (`PERF_SAMPLE_BRANCH_*`).
        branch_sample_type: u64,
        /// Which user registers a sample holds.
        sample_regs_user: u64,
        /// Bytes of user stack that a sample holds.
        sample_stack_user: u32,
        /// The clock of the times.
        clockid: i32,
        /// Which registers at the interrupt a sample holds.
        sample_regs_intr: u64,
        /// Bytes of the AUX area after which a reader is woken.
        aux_watermark: u32,
        /// The most frames of a call chain.
        sample_max_stack: u16,
        #[doc(hidden)]
        __reserved_2: u16,
        /// Bytes of the AUX area that a sample holds.
        aux_sample_size: u32,
        #[doc(hidden)]
        __reserved_3: u32,
        /// What SIGTRAP's `si_perf_data` holds.
        sig_data: u64,
        /// What the event's type takes it for.
        config3: u64,
    }

    /// What a program may read itself of an event (linux/perf_event.h).
    union perf_capabilities: "" {
        /// All bits.
        capabilities: u64,
    }

    /// The first page of an event's mapping (linux/perf_event.h).
    struct perf_event_mmap_page: "struct perf_event_mmap_page" {
        /// The version.
        version: u32,
        /// The least version that reads it.
        compat_version: u32,
        /// Odd while the kernel writes.
        lock: u32,
        /// The counter's number and one; zero when it does not run.
        index: u32,
        /// What is added to the counter.
        offset: i64,
        /// Nanoseconds that the event was enabled.
        time_enabled: u64,
        /// Nanoseconds that it was counted.
        time_running: u64,
        /// What a program may read itself.
        may: perf_capabilities => { capabilities },
        /// Bits of the counter.
        pmc_width: u16,
        /// The shift from cycles to nanoseconds.
        time_shift: u16,
        /// The factor from cycles to nanoseconds.
        time_mult: u32,
        /// What is added to the nanoseconds.
        time_offset: u64,
        /// The clock at cycle zero.
        time_zero: u64,
        /// Bytes of the page that are in use.
        size: u32,
        #[doc(hidden)]
        __reserved_1: u32,
        /// The cycles of a short counter's last reading.
        time_cycles: u64,
        /// Its bits.
        time_mask: u64,
        #[doc(hidden)]
        __reserved: [u8; 116 * 8],
        /// Where the kernel writes next.
        data_head: u64,
        /// Where the program reads next.
        data_tail: u64,
        /// Bytes from the page's start to the ring.
        data_offset: u64,
        /// Bytes of the ring.
        data_size: u64,
        /// Where the hardware writes next in the AUX area.
        aux_head: u64,
        /// Where the program reads next in it.
        aux_tail: u64,
        /// Bytes from the page's start to it.
        aux_offset: u64,
        /// Its bytes.
        aux_size: u64,
    }

    /// The head of a record in the ring (linux/perf_event.h).
    struct perf_event_header: "struct perf_event_header" {
        /// `PERF_RECORD_*`.
        r#type: u32,
        /// `PERF_RECORD_MISC_*`.
        misc: u16,
        /// Bytes of the record.
        size: u16,
    }
}

const _: () = assert!(size_of::<perf_event_attr>() == 136);
const _: () = assert!(size_of::<perf_event_mmap_page>() == 1088);
