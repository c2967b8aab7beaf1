//! BPF: instructions, and what bpf(2) takes (linux/bpf.h, linux/bpf_common.h).

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
        JMP32 = BPF_JMP32: 0x6,
        MEMSX = BPF_MEMSX: 0x80,
        ATOMIC = BPF_ATOMIC: 0xc0,
        FROM_LE = BPF_FROM_LE: 0x0,
        FROM_BE = BPF_FROM_BE: 0x8,
        JLT = BPF_JLT: 0xa0,
        JLE = BPF_JLE: 0xb0,
        JSLT = BPF_JSLT: 0xc0,
        JSLE = BPF_JSLE: 0xd0,
        JCOND = BPF_JCOND: 0xe0,
        FETCH = BPF_FETCH: 0x1,
        XCHG = BPF_XCHG: 0xe1,
        CMPXCHG = BPF_CMPXCHG: 0xf1,
        LOAD_ACQ = BPF_LOAD_ACQ: 0x100,
        STORE_REL = BPF_STORE_REL: 0x110,
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
        XSKMAP = BPF_MAP_TYPE_XSKMAP: 17,
        SOCKHASH = BPF_MAP_TYPE_SOCKHASH: 18,
        CGROUP_STORAGE = BPF_MAP_TYPE_CGROUP_STORAGE: 19,
        REUSEPORT_SOCKARRAY = BPF_MAP_TYPE_REUSEPORT_SOCKARRAY: 20,
        PERCPU_CGROUP_STORAGE = BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE: 21,
        QUEUE = BPF_MAP_TYPE_QUEUE: 22,
        STACK = BPF_MAP_TYPE_STACK: 23,
        SK_STORAGE = BPF_MAP_TYPE_SK_STORAGE: 24,
        DEVMAP_HASH = BPF_MAP_TYPE_DEVMAP_HASH: 25,
        STRUCT_OPS = BPF_MAP_TYPE_STRUCT_OPS: 26,
        RINGBUF = BPF_MAP_TYPE_RINGBUF: 27,
        INODE_STORAGE = BPF_MAP_TYPE_INODE_STORAGE: 28,
        TASK_STORAGE = BPF_MAP_TYPE_TASK_STORAGE: 29,
        BLOOM_FILTER = BPF_MAP_TYPE_BLOOM_FILTER: 30,
        USER_RINGBUF = BPF_MAP_TYPE_USER_RINGBUF: 31,
        CGRP_STORAGE = BPF_MAP_TYPE_CGRP_STORAGE: 32,
        ARENA = BPF_MAP_TYPE_ARENA: 33,
        INSN_ARRAY = BPF_MAP_TYPE_INSN_ARRAY: 34,
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
        LWT_SEG6LOCAL = BPF_PROG_TYPE_LWT_SEG6LOCAL: 19,
        LIRC_MODE2 = BPF_PROG_TYPE_LIRC_MODE2: 20,
        SK_REUSEPORT = BPF_PROG_TYPE_SK_REUSEPORT: 21,
        FLOW_DISSECTOR = BPF_PROG_TYPE_FLOW_DISSECTOR: 22,
        CGROUP_SYSCTL = BPF_PROG_TYPE_CGROUP_SYSCTL: 23,
        RAW_TRACEPOINT_WRITABLE = BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: 24,
        CGROUP_SOCKOPT = BPF_PROG_TYPE_CGROUP_SOCKOPT: 25,
        TRACING = BPF_PROG_TYPE_TRACING: 26,
        STRUCT_OPS = BPF_PROG_TYPE_STRUCT_OPS: 27,
        EXT = BPF_PROG_TYPE_EXT: 28,
        LSM = BPF_PROG_TYPE_LSM: 29,
        SK_LOOKUP = BPF_PROG_TYPE_SK_LOOKUP: 30,
        SYSCALL = BPF_PROG_TYPE_SYSCALL: 31,
        NETFILTER = BPF_PROG_TYPE_NETFILTER: 32,
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
        CGROUP_UDP4_SENDMSG = BPF_CGROUP_UDP4_SENDMSG: 14,
        CGROUP_UDP6_SENDMSG = BPF_CGROUP_UDP6_SENDMSG: 15,
        LIRC_MODE2 = BPF_LIRC_MODE2: 16,
        FLOW_DISSECTOR = BPF_FLOW_DISSECTOR: 17,
        CGROUP_SYSCTL = BPF_CGROUP_SYSCTL: 18,
        CGROUP_UDP4_RECVMSG = BPF_CGROUP_UDP4_RECVMSG: 19,
        CGROUP_UDP6_RECVMSG = BPF_CGROUP_UDP6_RECVMSG: 20,
        CGROUP_GETSOCKOPT = BPF_CGROUP_GETSOCKOPT: 21,
        CGROUP_SETSOCKOPT = BPF_CGROUP_SETSOCKOPT: 22,
        TRACE_RAW_TP = BPF_TRACE_RAW_TP: 23,
        TRACE_FENTRY = BPF_TRACE_FENTRY: 24,
        TRACE_FEXIT = BPF_TRACE_FEXIT: 25,
        MODIFY_RETURN = BPF_MODIFY_RETURN: 26,
        LSM_MAC = BPF_LSM_MAC: 27,
        TRACE_ITER = BPF_TRACE_ITER: 28,
        CGROUP_INET4_GETPEERNAME = BPF_CGROUP_INET4_GETPEERNAME: 29,
        CGROUP_INET6_GETPEERNAME = BPF_CGROUP_INET6_GETPEERNAME: 30,
        CGROUP_INET4_GETSOCKNAME = BPF_CGROUP_INET4_GETSOCKNAME: 31,
        CGROUP_INET6_GETSOCKNAME = BPF_CGROUP_INET6_GETSOCKNAME: 32,
        XDP_DEVMAP = BPF_XDP_DEVMAP: 33,
        CGROUP_INET_SOCK_RELEASE = BPF_CGROUP_INET_SOCK_RELEASE: 34,
        XDP_CPUMAP = BPF_XDP_CPUMAP: 35,
        SK_LOOKUP = BPF_SK_LOOKUP: 36,
        XDP = BPF_XDP: 37,
        SK_SKB_VERDICT = BPF_SK_SKB_VERDICT: 38,
        SK_REUSEPORT_SELECT = BPF_SK_REUSEPORT_SELECT: 39,
        SK_REUSEPORT_SELECT_OR_MIGRATE = BPF_SK_REUSEPORT_SELECT_OR_MIGRATE: 40,
        PERF_EVENT = BPF_PERF_EVENT: 41,
        TRACE_KPROBE_MULTI = BPF_TRACE_KPROBE_MULTI: 42,
        LSM_CGROUP = BPF_LSM_CGROUP: 43,
        STRUCT_OPS = BPF_STRUCT_OPS: 44,
        NETFILTER = BPF_NETFILTER: 45,
        TCX_INGRESS = BPF_TCX_INGRESS: 46,
        TCX_EGRESS = BPF_TCX_EGRESS: 47,
        TRACE_UPROBE_MULTI = BPF_TRACE_UPROBE_MULTI: 48,
        CGROUP_UNIX_CONNECT = BPF_CGROUP_UNIX_CONNECT: 49,
        CGROUP_UNIX_SENDMSG = BPF_CGROUP_UNIX_SENDMSG: 50,
        CGROUP_UNIX_RECVMSG = BPF_CGROUP_UNIX_RECVMSG: 51,
        CGROUP_UNIX_GETPEERNAME = BPF_CGROUP_UNIX_GETPEERNAME: 52,
        CGROUP_UNIX_GETSOCKNAME = BPF_CGROUP_UNIX_GETSOCKNAME: 53,
        NETKIT_PRIMARY = BPF_NETKIT_PRIMARY: 54,
        NETKIT_PEER = BPF_NETKIT_PEER: 55,
        TRACE_KPROBE_SESSION = BPF_TRACE_KPROBE_SESSION: 56,
        TRACE_UPROBE_SESSION = BPF_TRACE_UPROBE_SESSION: 57,
    }

    /// Flags of changes of a map element (linux/bpf.h).
    flags BPF_UPDATE: u64 as Multi {
        ANY = BPF_ANY: 0x0,
        NOEXIST = BPF_NOEXIST: 0x1,
        EXIST = BPF_EXIST: 0x2,
        F_LOCK = BPF_F_LOCK: 0x4,
    }

    /// Flags of a new map (linux/bpf.h).
    flags BPF_F_MAP: u32 as Multi {
        NO_PREALLOC = BPF_F_NO_PREALLOC: 0x1,
        NO_COMMON_LRU = BPF_F_NO_COMMON_LRU: 0x2,
        NUMA_NODE = BPF_F_NUMA_NODE: 0x4,
        RDONLY = BPF_F_RDONLY: 0x8,
        WRONLY = BPF_F_WRONLY: 0x10,
        STACK_BUILD_ID = BPF_F_STACK_BUILD_ID: 0x20,
        ZERO_SEED = BPF_F_ZERO_SEED: 0x40,
        RDONLY_PROG = BPF_F_RDONLY_PROG: 0x80,
        WRONLY_PROG = BPF_F_WRONLY_PROG: 0x100,
        CLONE = BPF_F_CLONE: 0x200,
        MMAPABLE = BPF_F_MMAPABLE: 0x400,
        PRESERVE_ELEMS = BPF_F_PRESERVE_ELEMS: 0x800,
        INNER_MAP = BPF_F_INNER_MAP: 0x1000,
        LINK = BPF_F_LINK: 0x2000,
        PATH_FD = BPF_F_PATH_FD: 0x4000,
        VTYPE_BTF_OBJ_FD = BPF_F_VTYPE_BTF_OBJ_FD: 0x8000,
        TOKEN_FD = BPF_F_TOKEN_FD: 0x1_0000,
        SEGV_ON_FAULT = BPF_F_SEGV_ON_FAULT: 0x2_0000,
        NO_USER_CONV = BPF_F_NO_USER_CONV: 0x4_0000,
        RB_OVERWRITE = BPF_F_RB_OVERWRITE: 0x8_0000,
    }

    /// Flags of a new program (linux/bpf.h).
    flags BPF_F_PROG: u32 as Multi {
        STRICT_ALIGNMENT = BPF_F_STRICT_ALIGNMENT: 0x1,
        ANY_ALIGNMENT = BPF_F_ANY_ALIGNMENT: 0x2,
        TEST_RND_HI32 = BPF_F_TEST_RND_HI32: 0x4,
        TEST_STATE_FREQ = BPF_F_TEST_STATE_FREQ: 0x8,
        SLEEPABLE = BPF_F_SLEEPABLE: 0x10,
        XDP_HAS_FRAGS = BPF_F_XDP_HAS_FRAGS: 0x20,
        XDP_DEV_BOUND_ONLY = BPF_F_XDP_DEV_BOUND_ONLY: 0x40,
        TEST_REG_INVARIANTS = BPF_F_TEST_REG_INVARIANTS: 0x80,
    }

    /// Flags of the attachment of a program, and of links of many probes (linux/bpf.h).
    flags BPF_F_ATTACH: u32 as Multi {
        ALLOW_OVERRIDE = BPF_F_ALLOW_OVERRIDE: 0x1,
        ALLOW_MULTI = BPF_F_ALLOW_MULTI: 0x2,
        REPLACE = BPF_F_REPLACE: 0x4,
        BEFORE = BPF_F_BEFORE: 0x8,
        AFTER = BPF_F_AFTER: 0x10,
        ID = BPF_F_ID: 0x20,
        PREORDER = BPF_F_PREORDER: 0x40,
        NETFILTER_IP_DEFRAG = BPF_F_NETFILTER_IP_DEFRAG: 0x1,
        KPROBE_MULTI_RETURN = BPF_F_KPROBE_MULTI_RETURN: 0x1,
        UPROBE_MULTI_RETURN = BPF_F_UPROBE_MULTI_RETURN: 0x1,
    }

    /// Flags of BPF_PROG_QUERY (linux/bpf.h).
    flags BPF_F_QUERY: u32 as Multi {
        EFFECTIVE = BPF_F_QUERY_EFFECTIVE: 0x1,
    }

    /// Flags of BPF_PROG_TEST_RUN (linux/bpf.h).
    flags BPF_F_TEST: u32 as Multi {
        RUN_ON_CPU = BPF_F_TEST_RUN_ON_CPU: 0x1,
        XDP_LIVE_FRAMES = BPF_F_TEST_XDP_LIVE_FRAMES: 0x2,
        SKB_CHECKSUM_COMPLETE = BPF_F_TEST_SKB_CHECKSUM_COMPLETE: 0x4,
    }

    /// What the number in an instruction that loads 64 bits means, in its source register (linux/bpf.h).
    values BPF_PSEUDO: u8 as Str {
        MAP_FD = BPF_PSEUDO_MAP_FD: 1,
        MAP_IDX = BPF_PSEUDO_MAP_IDX: 5,
        MAP_VALUE = BPF_PSEUDO_MAP_VALUE: 2,
        MAP_IDX_VALUE = BPF_PSEUDO_MAP_IDX_VALUE: 6,
        BTF_ID = BPF_PSEUDO_BTF_ID: 3,
        FUNC = BPF_PSEUDO_FUNC: 4,
    }

    /// What the number in an instruction that calls means, in its source register; 0 is a helper of the kernel
    /// (linux/bpf.h).
    values BPF_PSEUDO_CALL: u8 as Str {
        PROGRAM = BPF_PSEUDO_CALL: 1,
        KFUNC = BPF_PSEUDO_KFUNC_CALL: 2,
    }

    /// Types of link (linux/bpf.h).
    values BPF_LINK_TYPE: u32 as Str {
        UNSPEC = BPF_LINK_TYPE_UNSPEC: 0,
        RAW_TRACEPOINT = BPF_LINK_TYPE_RAW_TRACEPOINT: 1,
        TRACING = BPF_LINK_TYPE_TRACING: 2,
        CGROUP = BPF_LINK_TYPE_CGROUP: 3,
        ITER = BPF_LINK_TYPE_ITER: 4,
        NETNS = BPF_LINK_TYPE_NETNS: 5,
        XDP = BPF_LINK_TYPE_XDP: 6,
        PERF_EVENT = BPF_LINK_TYPE_PERF_EVENT: 7,
        KPROBE_MULTI = BPF_LINK_TYPE_KPROBE_MULTI: 8,
        STRUCT_OPS = BPF_LINK_TYPE_STRUCT_OPS: 9,
        NETFILTER = BPF_LINK_TYPE_NETFILTER: 10,
        TCX = BPF_LINK_TYPE_TCX: 11,
        UPROBE_MULTI = BPF_LINK_TYPE_UPROBE_MULTI: 12,
        NETKIT = BPF_LINK_TYPE_NETKIT: 13,
        SOCKMAP = BPF_LINK_TYPE_SOCKMAP: 14,
    }

    /// What BPF_TASK_FD_QUERY found (linux/bpf.h).
    values BPF_FD_TYPE: u32 as Str {
        RAW_TRACEPOINT = BPF_FD_TYPE_RAW_TRACEPOINT: 0,
        TRACEPOINT = BPF_FD_TYPE_TRACEPOINT: 1,
        KPROBE = BPF_FD_TYPE_KPROBE: 2,
        KRETPROBE = BPF_FD_TYPE_KRETPROBE: 3,
        UPROBE = BPF_FD_TYPE_UPROBE: 4,
        URETPROBE = BPF_FD_TYPE_URETPROBE: 5,
    }

    /// Statistics of BPF_ENABLE_STATS (linux/bpf.h).
    values BPF_STATS: u32 as Str {
        RUN_TIME = BPF_STATS_RUN_TIME: 0,
    }

    /// Streams of a program (linux/bpf.h).
    values BPF_STREAM: u32 as Str {
        STDOUT = BPF_STREAM_STDOUT: 1,
        STDERR = BPF_STREAM_STDERR: 2,
    }

    /// Flags of a ring buffer, and questions about it (linux/bpf.h).
    flags BPF_RB: u64 as Multi {
        NO_WAKEUP = BPF_RB_NO_WAKEUP: 0x1,
        FORCE_WAKEUP = BPF_RB_FORCE_WAKEUP: 0x2,
    }

    /// Verdicts of an XDP program (linux/bpf.h).
    values XDP_ACTION: u32 as Str {
        ABORTED = XDP_ABORTED: 0,
        DROP = XDP_DROP: 1,
        PASS = XDP_PASS: 2,
        TX = XDP_TX: 3,
        REDIRECT = XDP_REDIRECT: 4,
    }

    /// Verdicts of a program of traffic control (linux/bpf.h).
    values TCX: i32 as Str {
        NEXT = TCX_NEXT: -1,
        PASS = TCX_PASS: 0,
        DROP = TCX_DROP: 2,
        REDIRECT = TCX_REDIRECT: 7,
    }
}
