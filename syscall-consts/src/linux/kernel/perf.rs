//! Performance events: how they are opened, and what their records hold (perf_event_open(2); linux/perf_event.h).

use crate::declare::groups;

groups! {
    /// Types of event (linux/perf_event.h).
    values PERF_TYPE: u32 as Str {
        HARDWARE = PERF_TYPE_HARDWARE: 0, // linux/perf_event.h
        SOFTWARE = PERF_TYPE_SOFTWARE: 1, // linux/perf_event.h
        TRACEPOINT = PERF_TYPE_TRACEPOINT: 2, // linux/perf_event.h
        HW_CACHE = PERF_TYPE_HW_CACHE: 3, // linux/perf_event.h
        RAW = PERF_TYPE_RAW: 4, // linux/perf_event.h
        BREAKPOINT = PERF_TYPE_BREAKPOINT: 5, // linux/perf_event.h
    }

    /// Events of all types under one name, as Lua programs know them; in Rust each kind of number is a group of its own.
    values PERF_COUNT: u64 as Str {} and {
        "HW_" PERF_COUNT_HW,
        "SW_" PERF_COUNT_SW,
        "HW_CACHE_" PERF_COUNT_HW_CACHE,
        "HW_CACHE_OP_" PERF_COUNT_HW_CACHE_OP,
        "HW_CACHE_RESULT_" PERF_COUNT_HW_CACHE_RESULT,
    }

    /// Events of hardware, of the type `PERF_TYPE::HARDWARE` (linux/perf_event.h).
    values PERF_COUNT_HW: u64 as Str {
        CPU_CYCLES = PERF_COUNT_HW_CPU_CYCLES: 0,
        INSTRUCTIONS = PERF_COUNT_HW_INSTRUCTIONS: 1,
        CACHE_REFERENCES = PERF_COUNT_HW_CACHE_REFERENCES: 2,
        CACHE_MISSES = PERF_COUNT_HW_CACHE_MISSES: 3,
        BRANCH_INSTRUCTIONS = PERF_COUNT_HW_BRANCH_INSTRUCTIONS: 4,
        BRANCH_MISSES = PERF_COUNT_HW_BRANCH_MISSES: 5,
        BUS_CYCLES = PERF_COUNT_HW_BUS_CYCLES: 6,
        STALLED_CYCLES_FRONTEND = PERF_COUNT_HW_STALLED_CYCLES_FRONTEND: 7,
        STALLED_CYCLES_BACKEND = PERF_COUNT_HW_STALLED_CYCLES_BACKEND: 8,
        REF_CPU_CYCLES = PERF_COUNT_HW_REF_CPU_CYCLES: 9,
    }

    /// Events of the kernel, of the type `PERF_TYPE::SOFTWARE` (linux/perf_event.h).
    values PERF_COUNT_SW: u64 as Str {
        CPU_CLOCK = PERF_COUNT_SW_CPU_CLOCK: 0,
        TASK_CLOCK = PERF_COUNT_SW_TASK_CLOCK: 1,
        PAGE_FAULTS = PERF_COUNT_SW_PAGE_FAULTS: 2,
        CONTEXT_SWITCHES = PERF_COUNT_SW_CONTEXT_SWITCHES: 3,
        CPU_MIGRATIONS = PERF_COUNT_SW_CPU_MIGRATIONS: 4,
        PAGE_FAULTS_MIN = PERF_COUNT_SW_PAGE_FAULTS_MIN: 5,
        PAGE_FAULTS_MAJ = PERF_COUNT_SW_PAGE_FAULTS_MAJ: 6,
        ALIGNMENT_FAULTS = PERF_COUNT_SW_ALIGNMENT_FAULTS: 7,
        EMULATION_FAULTS = PERF_COUNT_SW_EMULATION_FAULTS: 8,
        DUMMY = PERF_COUNT_SW_DUMMY: 9,
        BPF_OUTPUT = PERF_COUNT_SW_BPF_OUTPUT: 10,
        CGROUP_SWITCHES = PERF_COUNT_SW_CGROUP_SWITCHES: 11,
    }

    /// Caches, the lowest byte of an event of the type `PERF_TYPE::HW_CACHE` (linux/perf_event.h).
    values PERF_COUNT_HW_CACHE: u64 as Str {
        L1D = PERF_COUNT_HW_CACHE_L1D: 0,
        L1I = PERF_COUNT_HW_CACHE_L1I: 1,
        LL = PERF_COUNT_HW_CACHE_LL: 2,
        DTLB = PERF_COUNT_HW_CACHE_DTLB: 3,
        ITLB = PERF_COUNT_HW_CACHE_ITLB: 4,
        BPU = PERF_COUNT_HW_CACHE_BPU: 5,
        NODE = PERF_COUNT_HW_CACHE_NODE: 6,
    }

    /// What is done with a cache, the second byte of such an event (linux/perf_event.h).
    values PERF_COUNT_HW_CACHE_OP: u64 as Str {
        READ = PERF_COUNT_HW_CACHE_OP_READ: 0,
        WRITE = PERF_COUNT_HW_CACHE_OP_WRITE: 1,
        PREFETCH = PERF_COUNT_HW_CACHE_OP_PREFETCH: 2,
    }

    /// What comes of it, the third byte of such an event (linux/perf_event.h).
    values PERF_COUNT_HW_CACHE_RESULT: u64 as Str {
        ACCESS = PERF_COUNT_HW_CACHE_RESULT_ACCESS: 0,
        MISS = PERF_COUNT_HW_CACHE_RESULT_MISS: 1,
    }

    /// Parts of a sample (linux/perf_event.h).
    flags PERF_SAMPLE: u64 as Multi {
        IP = PERF_SAMPLE_IP: 1, // linux/perf_event.h
        TID = PERF_SAMPLE_TID: 2, // linux/perf_event.h
        TIME = PERF_SAMPLE_TIME: 4, // linux/perf_event.h
        ADDR = PERF_SAMPLE_ADDR: 8, // linux/perf_event.h
        READ = PERF_SAMPLE_READ: 0x10, // linux/perf_event.h
        CALLCHAIN = PERF_SAMPLE_CALLCHAIN: 0x20, // linux/perf_event.h
        ID = PERF_SAMPLE_ID: 0x40, // linux/perf_event.h
        CPU = PERF_SAMPLE_CPU: 0x80, // linux/perf_event.h
        PERIOD = PERF_SAMPLE_PERIOD: 0x100, // linux/perf_event.h
        STREAM_ID = PERF_SAMPLE_STREAM_ID: 0x200, // linux/perf_event.h
        RAW = PERF_SAMPLE_RAW: 0x400, // linux/perf_event.h
        BRANCH_STACK = PERF_SAMPLE_BRANCH_STACK: 0x800, // linux/perf_event.h
        REGS_USER = PERF_SAMPLE_REGS_USER: 0x1000, // linux/perf_event.h
        STACK_USER = PERF_SAMPLE_STACK_USER: 0x2000, // linux/perf_event.h
        WEIGHT = PERF_SAMPLE_WEIGHT: 0x4000, // linux/perf_event.h
        DATA_SRC = PERF_SAMPLE_DATA_SRC: 0x8000, // linux/perf_event.h
        IDENTIFIER = PERF_SAMPLE_IDENTIFIER: 0x10000, // linux/perf_event.h
        TRANSACTION = PERF_SAMPLE_TRANSACTION: 0x20000, // linux/perf_event.h
        REGS_INTR = PERF_SAMPLE_REGS_INTR: 0x40000, // linux/perf_event.h
        PHYS_ADDR = PERF_SAMPLE_PHYS_ADDR: 0x8_0000,
        AUX = PERF_SAMPLE_AUX: 0x10_0000,
        CGROUP = PERF_SAMPLE_CGROUP: 0x20_0000,
        DATA_PAGE_SIZE = PERF_SAMPLE_DATA_PAGE_SIZE: 0x40_0000,
        CODE_PAGE_SIZE = PERF_SAMPLE_CODE_PAGE_SIZE: 0x80_0000,
        WEIGHT_STRUCT = PERF_SAMPLE_WEIGHT_STRUCT: 0x100_0000,
    }

    /// Branches to sample (linux/perf_event.h).
    flags PERF_SAMPLE_BRANCH: u64 as Multi {
        USER = PERF_SAMPLE_BRANCH_USER: 1, // linux/perf_event.h
        KERNEL = PERF_SAMPLE_BRANCH_KERNEL: 2, // linux/perf_event.h
        HV = PERF_SAMPLE_BRANCH_HV: 4, // linux/perf_event.h
        ANY = PERF_SAMPLE_BRANCH_ANY: 8, // linux/perf_event.h
        ANY_CALL = PERF_SAMPLE_BRANCH_ANY_CALL: 0x10, // linux/perf_event.h
        ANY_RETURN = PERF_SAMPLE_BRANCH_ANY_RETURN: 0x20, // linux/perf_event.h
        IND_CALL = PERF_SAMPLE_BRANCH_IND_CALL: 0x40, // linux/perf_event.h
        ABORT_TX = PERF_SAMPLE_BRANCH_ABORT_TX: 0x80, // linux/perf_event.h
        IN_TX = PERF_SAMPLE_BRANCH_IN_TX: 0x100, // linux/perf_event.h
        NO_TX = PERF_SAMPLE_BRANCH_NO_TX: 0x200, // linux/perf_event.h
        COND = PERF_SAMPLE_BRANCH_COND: 0x400, // linux/perf_event.h
        CALL_STACK = PERF_SAMPLE_BRANCH_CALL_STACK: 0x800, // linux/perf_event.h
        IND_JUMP = PERF_SAMPLE_BRANCH_IND_JUMP: 0x1000, // linux/perf_event.h
        CALL = PERF_SAMPLE_BRANCH_CALL: 0x2000, // linux/perf_event.h
        NO_FLAGS = PERF_SAMPLE_BRANCH_NO_FLAGS: 0x4000, // linux/perf_event.h
        NO_CYCLES = PERF_SAMPLE_BRANCH_NO_CYCLES: 0x8000, // linux/perf_event.h
        TYPE_SAVE = PERF_SAMPLE_BRANCH_TYPE_SAVE: 0x1_0000,
        HW_INDEX = PERF_SAMPLE_BRANCH_HW_INDEX: 0x2_0000,
        PRIV_SAVE = PERF_SAMPLE_BRANCH_PRIV_SAVE: 0x4_0000,
        COUNTERS = PERF_SAMPLE_BRANCH_COUNTERS: 0x8_0000,
    } and { "" PERF_SAMPLE_BRANCH_SHIFT }

    /// The numbers of their bits (linux/perf_event.h).
    values PERF_SAMPLE_BRANCH_SHIFT: u64 as Str {
        USER_SHIFT = PERF_SAMPLE_BRANCH_USER_SHIFT: 0,
        KERNEL_SHIFT = PERF_SAMPLE_BRANCH_KERNEL_SHIFT: 1,
        HV_SHIFT = PERF_SAMPLE_BRANCH_HV_SHIFT: 2,
        ANY_SHIFT = PERF_SAMPLE_BRANCH_ANY_SHIFT: 3,
        ANY_CALL_SHIFT = PERF_SAMPLE_BRANCH_ANY_CALL_SHIFT: 4,
        ANY_RETURN_SHIFT = PERF_SAMPLE_BRANCH_ANY_RETURN_SHIFT: 5,
        IND_CALL_SHIFT = PERF_SAMPLE_BRANCH_IND_CALL_SHIFT: 6,
        ABORT_TX_SHIFT = PERF_SAMPLE_BRANCH_ABORT_TX_SHIFT: 7,
        IN_TX_SHIFT = PERF_SAMPLE_BRANCH_IN_TX_SHIFT: 8,
        NO_TX_SHIFT = PERF_SAMPLE_BRANCH_NO_TX_SHIFT: 9,
        COND_SHIFT = PERF_SAMPLE_BRANCH_COND_SHIFT: 10,
        CALL_STACK_SHIFT = PERF_SAMPLE_BRANCH_CALL_STACK_SHIFT: 11,
        IND_JUMP_SHIFT = PERF_SAMPLE_BRANCH_IND_JUMP_SHIFT: 12,
        CALL_SHIFT = PERF_SAMPLE_BRANCH_CALL_SHIFT: 13,
        NO_FLAGS_SHIFT = PERF_SAMPLE_BRANCH_NO_FLAGS_SHIFT: 14,
        NO_CYCLES_SHIFT = PERF_SAMPLE_BRANCH_NO_CYCLES_SHIFT: 15,
    }

    /// What reading an event gives (linux/perf_event.h).
    flags PERF_READ_FORMAT: u64 as Multi {
        TOTAL_TIME_ENABLED = PERF_FORMAT_TOTAL_TIME_ENABLED: 1, // linux/perf_event.h
        TOTAL_TIME_RUNNING = PERF_FORMAT_TOTAL_TIME_RUNNING: 2, // linux/perf_event.h
        ID = PERF_FORMAT_ID: 4, // linux/perf_event.h
        GROUP = PERF_FORMAT_GROUP: 8, // linux/perf_event.h
        LOST = PERF_FORMAT_LOST: 0x10,
    }

    /// Flags of perf_event_open(2) (linux/perf_event.h).
    flags PERF_FLAG: u64 as Multi {
        FD_NO_GROUP = PERF_FLAG_FD_NO_GROUP: 1, // linux/perf_event.h
        FD_OUTPUT = PERF_FLAG_FD_OUTPUT: 2, // linux/perf_event.h
        PID_CGROUP = PERF_FLAG_PID_CGROUP: 4, // linux/perf_event.h
        FD_CLOEXEC = PERF_FLAG_FD_CLOEXEC: 8, // linux/perf_event.h
    }

    /// Types of a record in the ring buffer (linux/perf_event.h).
    values PERF_RECORD: u32 as Str {
        MMAP = PERF_RECORD_MMAP: 1, // linux/perf_event.h
        LOST = PERF_RECORD_LOST: 2, // linux/perf_event.h
        COMM = PERF_RECORD_COMM: 3, // linux/perf_event.h
        EXIT = PERF_RECORD_EXIT: 4, // linux/perf_event.h
        THROTTLE = PERF_RECORD_THROTTLE: 5, // linux/perf_event.h
        UNTHROTTLE = PERF_RECORD_UNTHROTTLE: 6, // linux/perf_event.h
        FORK = PERF_RECORD_FORK: 7, // linux/perf_event.h
        READ = PERF_RECORD_READ: 8, // linux/perf_event.h
        SAMPLE = PERF_RECORD_SAMPLE: 9, // linux/perf_event.h
        MMAP2 = PERF_RECORD_MMAP2: 10, // linux/perf_event.h
        AUX = PERF_RECORD_AUX: 11, // linux/perf_event.h
        ITRACE_START = PERF_RECORD_ITRACE_START: 12, // linux/perf_event.h
        LOST_SAMPLES = PERF_RECORD_LOST_SAMPLES: 13, // linux/perf_event.h
        SWITCH = PERF_RECORD_SWITCH: 14, // linux/perf_event.h
        SWITCH_CPU_WIDE = PERF_RECORD_SWITCH_CPU_WIDE: 15, // linux/perf_event.h
        NAMESPACES = PERF_RECORD_NAMESPACES: 16,
        KSYMBOL = PERF_RECORD_KSYMBOL: 17,
        BPF_EVENT = PERF_RECORD_BPF_EVENT: 18,
        CGROUP = PERF_RECORD_CGROUP: 19,
        TEXT_POKE = PERF_RECORD_TEXT_POKE: 20,
        AUX_OUTPUT_HW_ID = PERF_RECORD_AUX_OUTPUT_HW_ID: 21,
        CALLCHAIN_DEFERRED = PERF_RECORD_CALLCHAIN_DEFERRED: 22,
    }

    /// Flags of the requests to performance events (linux/perf_event.h).
    flags PERF_IOC_FLAG: u32 as Multi {
        GROUP = PERF_IOC_FLAG_GROUP: 1,
    }

    /// What is known of a record, in its head (linux/perf_event.h).
    flags PERF_RECORD_MISC: u16 as Multi {
        CPUMODE_MASK = PERF_RECORD_MISC_CPUMODE_MASK: 0x7,
        CPUMODE_UNKNOWN = PERF_RECORD_MISC_CPUMODE_UNKNOWN: 0x0,
        KERNEL = PERF_RECORD_MISC_KERNEL: 0x1,
        USER = PERF_RECORD_MISC_USER: 0x2,
        HYPERVISOR = PERF_RECORD_MISC_HYPERVISOR: 0x3,
        GUEST_KERNEL = PERF_RECORD_MISC_GUEST_KERNEL: 0x4,
        GUEST_USER = PERF_RECORD_MISC_GUEST_USER: 0x5,
        PROC_MAP_PARSE_TIMEOUT = PERF_RECORD_MISC_PROC_MAP_PARSE_TIMEOUT: 0x1000,
        MMAP_DATA = PERF_RECORD_MISC_MMAP_DATA: 0x2000,
        COMM_EXEC = PERF_RECORD_MISC_COMM_EXEC: 0x2000,
        FORK_EXEC = PERF_RECORD_MISC_FORK_EXEC: 0x2000,
        SWITCH_OUT = PERF_RECORD_MISC_SWITCH_OUT: 0x2000,
        EXACT_IP = PERF_RECORD_MISC_EXACT_IP: 0x4000,
        SWITCH_OUT_PREEMPT = PERF_RECORD_MISC_SWITCH_OUT_PREEMPT: 0x4000,
        MMAP_BUILD_ID = PERF_RECORD_MISC_MMAP_BUILD_ID: 0x4000,
    }

    /// Flags of a record about the second buffer (linux/perf_event.h).
    flags PERF_AUX_FLAG: u64 as Multi {
        TRUNCATED = PERF_AUX_FLAG_TRUNCATED: 0x1,
        OVERWRITE = PERF_AUX_FLAG_OVERWRITE: 0x2,
        PARTIAL = PERF_AUX_FLAG_PARTIAL: 0x4,
        COLLISION = PERF_AUX_FLAG_COLLISION: 0x8,
    }

    /// Marks among the addresses of a chain of calls (linux/perf_event.h).
    values PERF_CONTEXT: u64 as Str {
        HV = PERF_CONTEXT_HV: 0xffff_ffff_ffff_ffe0,
        KERNEL = PERF_CONTEXT_KERNEL: 0xffff_ffff_ffff_ff80,
        USER = PERF_CONTEXT_USER: 0xffff_ffff_ffff_fe00,
        GUEST = PERF_CONTEXT_GUEST: 0xffff_ffff_ffff_f800,
        GUEST_KERNEL = PERF_CONTEXT_GUEST_KERNEL: 0xffff_ffff_ffff_f780,
        GUEST_USER = PERF_CONTEXT_GUEST_USER: 0xffff_ffff_ffff_f600,
    }

    /// Types of branch (linux/perf_event.h).
    values PERF_BR: u32 as Str {
        UNKNOWN = PERF_BR_UNKNOWN: 0,
        COND = PERF_BR_COND: 1,
        UNCOND = PERF_BR_UNCOND: 2,
        IND = PERF_BR_IND: 3,
        CALL = PERF_BR_CALL: 4,
        IND_CALL = PERF_BR_IND_CALL: 5,
        RET = PERF_BR_RET: 6,
        SYSCALL = PERF_BR_SYSCALL: 7,
        SYSRET = PERF_BR_SYSRET: 8,
        COND_CALL = PERF_BR_COND_CALL: 9,
        COND_RET = PERF_BR_COND_RET: 10,
        ERET = PERF_BR_ERET: 11,
        IRQ = PERF_BR_IRQ: 12,
        SERROR = PERF_BR_SERROR: 13,
        NO_TX = PERF_BR_NO_TX: 14,
    }

    /// Which registers stand in a sample (linux/perf_event.h).
    values PERF_SAMPLE_REGS_ABI: u64 as Str {
        NONE = PERF_SAMPLE_REGS_ABI_NONE: 0,
        _32 = PERF_SAMPLE_REGS_ABI_32: 1,
        _64 = PERF_SAMPLE_REGS_ABI_64: 2,
    }

    /// What touched the memory of a sample (linux/perf_event.h).
    flags PERF_MEM_OP: u32 as Multi {
        NA = PERF_MEM_OP_NA: 0x1,
        LOAD = PERF_MEM_OP_LOAD: 0x2,
        STORE = PERF_MEM_OP_STORE: 0x4,
        PFETCH = PERF_MEM_OP_PFETCH: 0x8,
        EXEC = PERF_MEM_OP_EXEC: 0x10,
    }

    /// What answered it (linux/perf_event.h).
    values PERF_MEM_LVLNUM: u32 as Str {
        L1 = PERF_MEM_LVLNUM_L1: 1,
        L2 = PERF_MEM_LVLNUM_L2: 2,
        L3 = PERF_MEM_LVLNUM_L3: 3,
        L4 = PERF_MEM_LVLNUM_L4: 4,
        UNC = PERF_MEM_LVLNUM_UNC: 8,
        CXL = PERF_MEM_LVLNUM_CXL: 9,
        IO = PERF_MEM_LVLNUM_IO: 10,
        ANY_CACHE = PERF_MEM_LVLNUM_ANY_CACHE: 11,
        LFB = PERF_MEM_LVLNUM_LFB: 12,
        RAM = PERF_MEM_LVLNUM_RAM: 13,
        PMEM = PERF_MEM_LVLNUM_PMEM: 14,
        NA = PERF_MEM_LVLNUM_NA: 15,
    }

    /// Whether another cache was asked (linux/perf_event.h).
    flags PERF_MEM_SNOOP: u32 as Multi {
        NA = PERF_MEM_SNOOP_NA: 0x1,
        NONE = PERF_MEM_SNOOP_NONE: 0x2,
        HIT = PERF_MEM_SNOOP_HIT: 0x4,
        MISS = PERF_MEM_SNOOP_MISS: 0x8,
        HITM = PERF_MEM_SNOOP_HITM: 0x10,
    }

    /// Where the page was found (linux/perf_event.h).
    flags PERF_MEM_TLB: u32 as Multi {
        NA = PERF_MEM_TLB_NA: 0x1,
        HIT = PERF_MEM_TLB_HIT: 0x2,
        MISS = PERF_MEM_TLB_MISS: 0x4,
        L1 = PERF_MEM_TLB_L1: 0x8,
        L2 = PERF_MEM_TLB_L2: 0x10,
        WK = PERF_MEM_TLB_WK: 0x20,
        OS = PERF_MEM_TLB_OS: 0x40,
    }
}
