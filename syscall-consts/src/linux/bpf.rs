//! BPF and perf events (linux/bpf.h, linux/bpf_common.h, linux/perf_event.h).

use linux_raw_sys::if_tun;

use crate::declare::groups;

groups! {
    /// Parts of instruction codes, classic and extended, and flags of map updates (linux/bpf_common.h, linux/bpf.h).
    flags BPF: u32 as Multi {
        K = if_tun::BPF_K,
        W = if_tun::BPF_W,
        JA = if_tun::BPF_JA,
        LD = if_tun::BPF_LD,
        ADD = if_tun::BPF_ADD,
        ANY = BPF_ANY: 0, // linux/bpf.h
        IMM = if_tun::BPF_IMM,
        TAX = if_tun::BPF_TAX,
        TO_LE = BPF_TO_LE: 0, // linux/bpf.h
        LDX = if_tun::BPF_LDX,
        NOEXIST = BPF_NOEXIST: 1, // linux/bpf.h
        ST = if_tun::BPF_ST,
        EXIST = BPF_EXIST: 2, // linux/bpf.h
        STX = if_tun::BPF_STX,
        ALU = if_tun::BPF_ALU,
        JMP = if_tun::BPF_JMP,
        RET = if_tun::BPF_RET,
        MISC = if_tun::BPF_MISC,
        ALU64 = BPF_ALU64: 7, // linux/bpf.h
        H = if_tun::BPF_H,
        X = if_tun::BPF_X,
        TO_BE = BPF_TO_BE: 8, // linux/bpf.h
        A = if_tun::BPF_A,
        B = if_tun::BPF_B,
        JEQ = if_tun::BPF_JEQ,
        SUB = if_tun::BPF_SUB,
        DW = BPF_DW: 0x18, // linux/bpf.h
        ABS = if_tun::BPF_ABS,
        JGT = if_tun::BPF_JGT,
        MUL = if_tun::BPF_MUL,
        DIV = if_tun::BPF_DIV,
        JGE = if_tun::BPF_JGE,
        OR = if_tun::BPF_OR,
        IND = if_tun::BPF_IND,
        JSET = if_tun::BPF_JSET,
        AND = if_tun::BPF_AND,
        JNE = BPF_JNE: 0x50, // linux/bpf.h
        LSH = if_tun::BPF_LSH,
        MEM = if_tun::BPF_MEM,
        JSGT = BPF_JSGT: 0x60, // linux/bpf.h
        RSH = if_tun::BPF_RSH,
        JSGE = BPF_JSGE: 0x70, // linux/bpf.h
        LEN = if_tun::BPF_LEN,
        NEG = if_tun::BPF_NEG,
        TXA = if_tun::BPF_TXA,
        CALL = BPF_CALL: 0x80, // linux/bpf.h
        MOD = if_tun::BPF_MOD,
        EXIT = BPF_EXIT: 0x90, // linux/bpf.h
        MSH = if_tun::BPF_MSH,
        XOR = if_tun::BPF_XOR,
        MOV = BPF_MOV: 0xb0, // linux/bpf.h
        ARSH = BPF_ARSH: 0xc0, // linux/bpf.h
        XADD = BPF_XADD: 0xc0, // linux/bpf.h
        END = BPF_END: 0xd0, // linux/bpf.h
    }

    /// Types of a map (linux/bpf.h).
    values BPF_MAP: u32 as Str {
        UNSPEC = BPF_MAP_TYPE_UNSPEC: 0, // linux/bpf.h
        HASH = BPF_MAP_TYPE_HASH: 1, // linux/bpf.h
        ARRAY = BPF_MAP_TYPE_ARRAY: 2, // linux/bpf.h
        PROG_ARRAY = BPF_MAP_TYPE_PROG_ARRAY: 3, // linux/bpf.h
        PERF_EVENT_ARRAY = BPF_MAP_TYPE_PERF_EVENT_ARRAY: 4, // linux/bpf.h
        PERCPU_HASH = BPF_MAP_TYPE_PERCPU_HASH: 5, // linux/bpf.h
        PERCPU_ARRAY = BPF_MAP_TYPE_PERCPU_ARRAY: 6, // linux/bpf.h
        STACK_TRACE = BPF_MAP_TYPE_STACK_TRACE: 7, // linux/bpf.h
        CGROUP_ARRAY = BPF_MAP_TYPE_CGROUP_ARRAY: 8, // linux/bpf.h
        LRU_HASH = BPF_MAP_TYPE_LRU_HASH: 9, // linux/bpf.h
        LRU_PERCPU_HASH = BPF_MAP_TYPE_LRU_PERCPU_HASH: 10, // linux/bpf.h
        LPM_TRIE = BPF_MAP_TYPE_LPM_TRIE: 11, // linux/bpf.h
        ARRAY_OF_MAPS = BPF_MAP_TYPE_ARRAY_OF_MAPS: 12, // linux/bpf.h
        HASH_OF_MAPS = BPF_MAP_TYPE_HASH_OF_MAPS: 13, // linux/bpf.h
        DEVMAP = BPF_MAP_TYPE_DEVMAP: 14, // linux/bpf.h
        SOCKMAP = BPF_MAP_TYPE_SOCKMAP: 15, // linux/bpf.h
        CPUMAP = BPF_MAP_TYPE_CPUMAP: 16, // linux/bpf.h
    }

    /// Commands of bpf(2) (linux/bpf.h).
    values BPF_CMD: i32 as Str {
        MAP_CREATE = BPF_MAP_CREATE: 0, // linux/bpf.h
        MAP_LOOKUP_ELEM = BPF_MAP_LOOKUP_ELEM: 1, // linux/bpf.h
        MAP_UPDATE_ELEM = BPF_MAP_UPDATE_ELEM: 2, // linux/bpf.h
        MAP_DELETE_ELEM = BPF_MAP_DELETE_ELEM: 3, // linux/bpf.h
        MAP_GET_NEXT_KEY = BPF_MAP_GET_NEXT_KEY: 4, // linux/bpf.h
        PROG_LOAD = BPF_PROG_LOAD: 5, // linux/bpf.h
        OBJ_PIN = BPF_OBJ_PIN: 6, // linux/bpf.h
        OBJ_GET = BPF_OBJ_GET: 7, // linux/bpf.h
        PROG_ATTACH = BPF_PROG_ATTACH: 8, // linux/bpf.h
        PROG_DETACH = BPF_PROG_DETACH: 9, // linux/bpf.h
        PROG_TEST_RUN = BPF_PROG_TEST_RUN: 10, // linux/bpf.h
        PROG_GET_NEXT_ID = BPF_PROG_GET_NEXT_ID: 11, // linux/bpf.h
        MAP_GET_NEXT_ID = BPF_MAP_GET_NEXT_ID: 12, // linux/bpf.h
        PROG_GET_FD_BY_ID = BPF_PROG_GET_FD_BY_ID: 13, // linux/bpf.h
        MAP_GET_FD_BY_ID = BPF_MAP_GET_FD_BY_ID: 14, // linux/bpf.h
        OBJ_GET_INFO_BY_FD = BPF_OBJ_GET_INFO_BY_FD: 15, // linux/bpf.h
        PROG_QUERY = BPF_PROG_QUERY: 16, // linux/bpf.h
        RAW_TRACEPOINT_OPEN = BPF_RAW_TRACEPOINT_OPEN: 17, // linux/bpf.h
        BTF_LOAD = BPF_BTF_LOAD: 18,
        BTF_GET_FD_BY_ID = BPF_BTF_GET_FD_BY_ID: 19,
        TASK_FD_QUERY = BPF_TASK_FD_QUERY: 20,
        MAP_LOOKUP_AND_DELETE_ELEM = BPF_MAP_LOOKUP_AND_DELETE_ELEM: 21,
        MAP_FREEZE = BPF_MAP_FREEZE: 22,
        BTF_GET_NEXT_ID = BPF_BTF_GET_NEXT_ID: 23,
        MAP_LOOKUP_BATCH = BPF_MAP_LOOKUP_BATCH: 24,
        MAP_LOOKUP_AND_DELETE_BATCH = BPF_MAP_LOOKUP_AND_DELETE_BATCH: 25,
        MAP_UPDATE_BATCH = BPF_MAP_UPDATE_BATCH: 26,
        MAP_DELETE_BATCH = BPF_MAP_DELETE_BATCH: 27,
        LINK_CREATE = BPF_LINK_CREATE: 28,
        LINK_UPDATE = BPF_LINK_UPDATE: 29,
        LINK_GET_FD_BY_ID = BPF_LINK_GET_FD_BY_ID: 30,
        LINK_GET_NEXT_ID = BPF_LINK_GET_NEXT_ID: 31,
        ENABLE_STATS = BPF_ENABLE_STATS: 32,
        ITER_CREATE = BPF_ITER_CREATE: 33,
        LINK_DETACH = BPF_LINK_DETACH: 34,
        PROG_BIND_MAP = BPF_PROG_BIND_MAP: 35,
        TOKEN_CREATE = BPF_TOKEN_CREATE: 36,
        PROG_STREAM_READ_BY_FD = BPF_PROG_STREAM_READ_BY_FD: 37,
    }

    /// Types of a program (linux/bpf.h).
    values BPF_PROG: u32 as Str {
        UNSPEC = BPF_PROG_TYPE_UNSPEC: 0, // linux/bpf.h
        SOCKET_FILTER = BPF_PROG_TYPE_SOCKET_FILTER: 1, // linux/bpf.h
        KPROBE = BPF_PROG_TYPE_KPROBE: 2, // linux/bpf.h
        SCHED_CLS = BPF_PROG_TYPE_SCHED_CLS: 3, // linux/bpf.h
        SCHED_ACT = BPF_PROG_TYPE_SCHED_ACT: 4, // linux/bpf.h
        TRACEPOINT = BPF_PROG_TYPE_TRACEPOINT: 5, // linux/bpf.h
        XDP = BPF_PROG_TYPE_XDP: 6, // linux/bpf.h
        PERF_EVENT = BPF_PROG_TYPE_PERF_EVENT: 7, // linux/bpf.h
        CGROUP_SKB = BPF_PROG_TYPE_CGROUP_SKB: 8, // linux/bpf.h
        CGROUP_SOCK = BPF_PROG_TYPE_CGROUP_SOCK: 9, // linux/bpf.h
        LWT_IN = BPF_PROG_TYPE_LWT_IN: 10, // linux/bpf.h
        LWT_OUT = BPF_PROG_TYPE_LWT_OUT: 11, // linux/bpf.h
        LWT_XMIT = BPF_PROG_TYPE_LWT_XMIT: 12, // linux/bpf.h
        SOCK_OPS = BPF_PROG_TYPE_SOCK_OPS: 13, // linux/bpf.h
        SK_SKB = BPF_PROG_TYPE_SK_SKB: 14, // linux/bpf.h
        CGROUP_DEVICE = BPF_PROG_TYPE_CGROUP_DEVICE: 15, // linux/bpf.h
        SK_MSG = BPF_PROG_TYPE_SK_MSG: 16, // linux/bpf.h
        RAW_TRACEPOINT = BPF_PROG_TYPE_RAW_TRACEPOINT: 17, // linux/bpf.h
        CGROUP_SOCK_ADDR = BPF_PROG_TYPE_CGROUP_SOCK_ADDR: 18, // linux/bpf.h
    }

    /// Where a program is attached (linux/bpf.h).
    values BPF_ATTACH_TYPE: u32 as Str {
        CGROUP_INET_INGRESS = BPF_CGROUP_INET_INGRESS: 0, // linux/bpf.h
        CGROUP_INET_EGRESS = BPF_CGROUP_INET_EGRESS: 1, // linux/bpf.h
        CGROUP_INET_SOCK_CREATE = BPF_CGROUP_INET_SOCK_CREATE: 2, // linux/bpf.h
        CGROUP_SOCK_OPS = BPF_CGROUP_SOCK_OPS: 3, // linux/bpf.h
        SK_SKB_STREAM_PARSER = BPF_SK_SKB_STREAM_PARSER: 4, // linux/bpf.h
        SK_SKB_STREAM_VERDICT = BPF_SK_SKB_STREAM_VERDICT: 5, // linux/bpf.h
        CGROUP_DEVICE = BPF_CGROUP_DEVICE: 6, // linux/bpf.h
        SK_MSG_VERDICT = BPF_SK_MSG_VERDICT: 7, // linux/bpf.h
        CGROUP_INET4_BIND = BPF_CGROUP_INET4_BIND: 8, // linux/bpf.h
        CGROUP_INET6_BIND = BPF_CGROUP_INET6_BIND: 9, // linux/bpf.h
        CGROUP_INET4_CONNECT = BPF_CGROUP_INET4_CONNECT: 10, // linux/bpf.h
        CGROUP_INET6_CONNECT = BPF_CGROUP_INET6_CONNECT: 11, // linux/bpf.h
        CGROUP_INET4_POST_BIND = BPF_CGROUP_INET4_POST_BIND: 12, // linux/bpf.h
        CGROUP_INET6_POST_BIND = BPF_CGROUP_INET6_POST_BIND: 13, // linux/bpf.h
    }

    /// Types of event (linux/perf_event.h).
    values PERF_TYPE: u32 as Str {
        HARDWARE = PERF_TYPE_HARDWARE: 0, // linux/perf_event.h
        SOFTWARE = PERF_TYPE_SOFTWARE: 1, // linux/perf_event.h
        TRACEPOINT = PERF_TYPE_TRACEPOINT: 2, // linux/perf_event.h
        HW_CACHE = PERF_TYPE_HW_CACHE: 3, // linux/perf_event.h
        RAW = PERF_TYPE_RAW: 4, // linux/perf_event.h
        BREAKPOINT = PERF_TYPE_BREAKPOINT: 5, // linux/perf_event.h
    }

    /// Events of each type (linux/perf_event.h).
    values PERF_COUNT: u64 as Str {
        HW_CACHE_L1D = PERF_COUNT_HW_CACHE_L1D: 0, // linux/perf_event.h
        SW_CPU_CLOCK = PERF_COUNT_SW_CPU_CLOCK: 0, // linux/perf_event.h
        HW_CPU_CYCLES = PERF_COUNT_HW_CPU_CYCLES: 0, // linux/perf_event.h
        HW_CACHE_OP_READ = PERF_COUNT_HW_CACHE_OP_READ: 0, // linux/perf_event.h
        HW_CACHE_RESULT_ACCESS = PERF_COUNT_HW_CACHE_RESULT_ACCESS: 0, // linux/perf_event.h
        HW_CACHE_L1I = PERF_COUNT_HW_CACHE_L1I: 1, // linux/perf_event.h
        SW_TASK_CLOCK = PERF_COUNT_SW_TASK_CLOCK: 1, // linux/perf_event.h
        HW_INSTRUCTIONS = PERF_COUNT_HW_INSTRUCTIONS: 1, // linux/perf_event.h
        HW_CACHE_OP_WRITE = PERF_COUNT_HW_CACHE_OP_WRITE: 1, // linux/perf_event.h
        HW_CACHE_RESULT_MISS = PERF_COUNT_HW_CACHE_RESULT_MISS: 1, // linux/perf_event.h
        HW_CACHE_LL = PERF_COUNT_HW_CACHE_LL: 2, // linux/perf_event.h
        SW_PAGE_FAULTS = PERF_COUNT_SW_PAGE_FAULTS: 2, // linux/perf_event.h
        HW_CACHE_REFERENCES = PERF_COUNT_HW_CACHE_REFERENCES: 2, // linux/perf_event.h
        HW_CACHE_OP_PREFETCH = PERF_COUNT_HW_CACHE_OP_PREFETCH: 2, // linux/perf_event.h
        HW_CACHE_DTLB = PERF_COUNT_HW_CACHE_DTLB: 3, // linux/perf_event.h
        HW_CACHE_MISSES = PERF_COUNT_HW_CACHE_MISSES: 3, // linux/perf_event.h
        SW_CONTEXT_SWITCHES = PERF_COUNT_SW_CONTEXT_SWITCHES: 3, // linux/perf_event.h
        HW_CACHE_ITLB = PERF_COUNT_HW_CACHE_ITLB: 4, // linux/perf_event.h
        SW_CPU_MIGRATIONS = PERF_COUNT_SW_CPU_MIGRATIONS: 4, // linux/perf_event.h
        HW_BRANCH_INSTRUCTIONS = PERF_COUNT_HW_BRANCH_INSTRUCTIONS: 4, // linux/perf_event.h
        HW_CACHE_BPU = PERF_COUNT_HW_CACHE_BPU: 5, // linux/perf_event.h
        HW_BRANCH_MISSES = PERF_COUNT_HW_BRANCH_MISSES: 5, // linux/perf_event.h
        SW_PAGE_FAULTS_MIN = PERF_COUNT_SW_PAGE_FAULTS_MIN: 5, // linux/perf_event.h
        HW_BUS_CYCLES = PERF_COUNT_HW_BUS_CYCLES: 6, // linux/perf_event.h
        HW_CACHE_NODE = PERF_COUNT_HW_CACHE_NODE: 6, // linux/perf_event.h
        SW_PAGE_FAULTS_MAJ = PERF_COUNT_SW_PAGE_FAULTS_MAJ: 6, // linux/perf_event.h
        SW_ALIGNMENT_FAULTS = PERF_COUNT_SW_ALIGNMENT_FAULTS: 7, // linux/perf_event.h
        HW_STALLED_CYCLES_FRONTEND = PERF_COUNT_HW_STALLED_CYCLES_FRONTEND: 7, // linux/perf_event.h
        SW_EMULATION_FAULTS = PERF_COUNT_SW_EMULATION_FAULTS: 8, // linux/perf_event.h
        HW_STALLED_CYCLES_BACKEND = PERF_COUNT_HW_STALLED_CYCLES_BACKEND: 8, // linux/perf_event.h
        SW_DUMMY = PERF_COUNT_SW_DUMMY: 9, // linux/perf_event.h
        HW_REF_CPU_CYCLES = PERF_COUNT_HW_REF_CPU_CYCLES: 9, // linux/perf_event.h
        SW_BPF_OUTPUT = PERF_COUNT_SW_BPF_OUTPUT: 10, // linux/perf_event.h
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
    }

    /// Branches to sample (linux/perf_event.h).
    flags PERF_SAMPLE_BRANCH: u64 as Multi {
        USER_SHIFT = PERF_SAMPLE_BRANCH_USER_SHIFT: 0, // linux/perf_event.h
        USER = PERF_SAMPLE_BRANCH_USER: 1, // linux/perf_event.h
        KERNEL_SHIFT = PERF_SAMPLE_BRANCH_KERNEL_SHIFT: 1, // linux/perf_event.h
        KERNEL = PERF_SAMPLE_BRANCH_KERNEL: 2, // linux/perf_event.h
        HV_SHIFT = PERF_SAMPLE_BRANCH_HV_SHIFT: 2, // linux/perf_event.h
        ANY_SHIFT = PERF_SAMPLE_BRANCH_ANY_SHIFT: 3, // linux/perf_event.h
        HV = PERF_SAMPLE_BRANCH_HV: 4, // linux/perf_event.h
        ANY_CALL_SHIFT = PERF_SAMPLE_BRANCH_ANY_CALL_SHIFT: 4, // linux/perf_event.h
        ANY_RETURN_SHIFT = PERF_SAMPLE_BRANCH_ANY_RETURN_SHIFT: 5, // linux/perf_event.h
        IND_CALL_SHIFT = PERF_SAMPLE_BRANCH_IND_CALL_SHIFT: 6, // linux/perf_event.h
        ABORT_TX_SHIFT = PERF_SAMPLE_BRANCH_ABORT_TX_SHIFT: 7, // linux/perf_event.h
        ANY = PERF_SAMPLE_BRANCH_ANY: 8, // linux/perf_event.h
        IN_TX_SHIFT = PERF_SAMPLE_BRANCH_IN_TX_SHIFT: 8, // linux/perf_event.h
        NO_TX_SHIFT = PERF_SAMPLE_BRANCH_NO_TX_SHIFT: 9, // linux/perf_event.h
        COND_SHIFT = PERF_SAMPLE_BRANCH_COND_SHIFT: 0xa, // linux/perf_event.h
        CALL_STACK_SHIFT = PERF_SAMPLE_BRANCH_CALL_STACK_SHIFT: 0xb, // linux/perf_event.h
        IND_JUMP_SHIFT = PERF_SAMPLE_BRANCH_IND_JUMP_SHIFT: 0xc, // linux/perf_event.h
        CALL_SHIFT = PERF_SAMPLE_BRANCH_CALL_SHIFT: 0xd, // linux/perf_event.h
        NO_FLAGS_SHIFT = PERF_SAMPLE_BRANCH_NO_FLAGS_SHIFT: 0xe, // linux/perf_event.h
        NO_CYCLES_SHIFT = PERF_SAMPLE_BRANCH_NO_CYCLES_SHIFT: 0xf, // linux/perf_event.h
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
    }

    /// What reading an event gives (linux/perf_event.h).
    flags PERF_READ_FORMAT: u64 as Multi {
        TOTAL_TIME_ENABLED = PERF_FORMAT_TOTAL_TIME_ENABLED: 1, // linux/perf_event.h
        TOTAL_TIME_RUNNING = PERF_FORMAT_TOTAL_TIME_RUNNING: 2, // linux/perf_event.h
        ID = PERF_FORMAT_ID: 4, // linux/perf_event.h
        GROUP = PERF_FORMAT_GROUP: 8, // linux/perf_event.h
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
    }

    /// Flags of the requests to performance events (linux/perf_event.h).
    flags PERF_IOC_FLAG: u32 as Multi {
        GROUP = PERF_IOC_FLAG_GROUP: 1,
    }
}
