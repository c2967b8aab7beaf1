//! Statistics of tasks, which generic netlink gives (linux/taskstats.h; the kernel's
//! Documentation/accounting/taskstats.rst).

use crate::declare::structs;
use crate::linux::timespec;
use crate::reflect::Char;

structs! {
    /// What a task has used and waited for, as of Linux 7.2 (linux/taskstats.h). Kernels of other versions give fewer or more
    /// bytes. Delays are in nanoseconds, and need the accounting of delays.
    #[repr(align(8))]
    struct taskstats: "struct taskstats" {
        /// The version, of which each has all fields of those before it.
        version: u16,
        /// The exit status.
        ac_exitcode: u32,
        /// `AFORK` and others.
        ac_flag: u8,
        /// The nice value, which has a sign: `as i8`.
        ac_nice: u8 as i8,
        #[doc(hidden)]
        __align_cpu: [u8; 6],
        /// Waits for a processor.
        cpu_count: u64,
        /// Their time.
        cpu_delay_total: u64,
        /// Waits for a disk.
        blkio_count: u64,
        /// Their time.
        blkio_delay_total: u64,
        /// Waits for pages of the swap space.
        swapin_count: u64,
        /// Their time.
        swapin_delay_total: u64,
        /// Time on a processor, without what a host took.
        cpu_run_real_total: u64,
        /// Time on a processor, as the kernel sees it.
        cpu_run_virtual_total: u64,
        /// The command's name, up to a zero.
        ac_comm: [u8; 32] as [Char; 32],
        /// The scheduling policy.
        ac_sched: u8,
        /// Unused.
        ac_pad: [u8; 3],
        #[doc(hidden)]
        __align_uid: [u8; 4],
        /// The user.
        ac_uid: u32,
        /// The group.
        ac_gid: u32,
        /// The task.
        ac_pid: u32,
        /// Its parent.
        ac_ppid: u32,
        /// Its start in seconds since 1970; until 2106. `ac_btime64` goes on.
        ac_btime: u32,
        #[doc(hidden)]
        __align_etime: [u8; 4],
        /// Microseconds since its start.
        ac_etime: u64,
        /// Microseconds in the program.
        ac_utime: u64,
        /// Microseconds in the kernel.
        ac_stime: u64,
        /// Page faults without a disk.
        ac_minflt: u64,
        /// Page faults with one.
        ac_majflt: u64,
        /// Megabytes in memory, times microseconds in the kernel.
        coremem: u64,
        /// Megabytes of address space, times microseconds in the kernel.
        virtmem: u64,
        /// The most kilobytes in memory.
        hiwater_rss: u64,
        /// The most kilobytes of address space.
        hiwater_vm: u64,
        /// Bytes read.
        read_char: u64,
        /// Bytes written.
        write_char: u64,
        /// Calls that read.
        read_syscalls: u64,
        /// Calls that write.
        write_syscalls: u64,
        /// Bytes read from disks.
        read_bytes: u64,
        /// Bytes for disks.
        write_bytes: u64,
        /// Of these, bytes that were dropped before they came there.
        cancelled_write_bytes: u64,
        /// Switches to other tasks that it asked for.
        nvcsw: u64,
        /// Those that it did not.
        nivcsw: u64,
        /// Microseconds in the program, by the processor's speed.
        ac_utimescaled: u64,
        /// Microseconds in the kernel, by the processor's speed.
        ac_stimescaled: u64,
        /// Time on a processor, by its speed.
        cpu_scaled_run_real_total: u64,
        /// Waits for memory to be freed.
        freepages_count: u64,
        /// Their time.
        freepages_delay_total: u64,
        /// Waits for pages that had just been dropped.
        thrashing_count: u64,
        /// Their time.
        thrashing_delay_total: u64,
        /// Its start in seconds since 1970.
        ac_btime64: u64,
        /// Waits for memory to be made contiguous.
        compact_count: u64,
        /// Their time.
        compact_delay_total: u64,
        /// The process.
        ac_tgid: u32,
        #[doc(hidden)]
        __align_tgetime: [u8; 4],
        /// Microseconds since the process's start.
        ac_tgetime: u64,
        /// The device of the program's file.
        ac_exe_dev: u64,
        /// The number of the program's file.
        ac_exe_inode: u64,
        /// Waits for a page to be copied before it is written to.
        wpcopy_count: u64,
        /// Their time.
        wpcopy_delay_total: u64,
        /// Interrupts.
        irq_count: u64,
        /// Their time.
        irq_delay_total: u64,
        /// The longest wait for a processor.
        cpu_delay_max: u64,
        /// The shortest one.
        cpu_delay_min: u64,
        /// The longest wait for a disk.
        blkio_delay_max: u64,
        /// The shortest one.
        blkio_delay_min: u64,
        /// The longest wait for pages of the swap space.
        swapin_delay_max: u64,
        /// The shortest one.
        swapin_delay_min: u64,
        /// The longest wait for memory to be freed.
        freepages_delay_max: u64,
        /// The shortest one.
        freepages_delay_min: u64,
        /// The longest wait for pages that had just been dropped.
        thrashing_delay_max: u64,
        /// The shortest one.
        thrashing_delay_min: u64,
        /// The longest wait for memory to be made contiguous.
        compact_delay_max: u64,
        /// The shortest one.
        compact_delay_min: u64,
        /// The longest wait for a page to be copied.
        wpcopy_delay_max: u64,
        /// The shortest one.
        wpcopy_delay_min: u64,
        /// The longest interrupt.
        irq_delay_max: u64,
        /// The shortest one.
        irq_delay_min: u64,
        /// The end of the longest wait for a processor.
        cpu_delay_max_ts: timespec,
        /// The end of the longest wait for a disk.
        blkio_delay_max_ts: timespec,
        /// The end of the longest wait for pages of the swap space.
        swapin_delay_max_ts: timespec,
        /// The end of the longest wait for memory to be freed.
        freepages_delay_max_ts: timespec,
        /// The end of the longest wait for pages that had just been dropped.
        thrashing_delay_max_ts: timespec,
        /// The end of the longest wait for memory to be made contiguous.
        compact_delay_max_ts: timespec,
        /// The end of the longest wait for a page to be copied.
        wpcopy_delay_max_ts: timespec,
        /// The end of the longest interrupt.
        irq_delay_max_ts: timespec,
    }
}
