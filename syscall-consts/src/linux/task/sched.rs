//! Scheduling of threads, barriers between them, and priorities of their input and output (sched(7), membarrier(2),
//! ioprio_set(2); linux/sched.h, linux/membarrier.h, linux/ioprio.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Commands of membarrier(2), and the set of them that QUERY returns (linux/membarrier.h).
    flags MEMBARRIER_CMD: u32 as Multi {
        QUERY = general::membarrier_cmd::MEMBARRIER_CMD_QUERY,
        GLOBAL = general::membarrier_cmd::MEMBARRIER_CMD_GLOBAL,
        GLOBAL_EXPEDITED = general::membarrier_cmd::MEMBARRIER_CMD_GLOBAL_EXPEDITED,
        REGISTER_GLOBAL_EXPEDITED = general::membarrier_cmd::MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED,
        PRIVATE_EXPEDITED = general::membarrier_cmd::MEMBARRIER_CMD_PRIVATE_EXPEDITED,
        REGISTER_PRIVATE_EXPEDITED = general::membarrier_cmd::MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED,
        PRIVATE_EXPEDITED_SYNC_CORE = general::membarrier_cmd::MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE,
        REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = general::membarrier_cmd::MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE,
        PRIVATE_EXPEDITED_RSEQ = general::membarrier_cmd::MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ,
        REGISTER_PRIVATE_EXPEDITED_RSEQ = general::membarrier_cmd::MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ,
        GET_REGISTRATIONS = general::membarrier_cmd::MEMBARRIER_CMD_GET_REGISTRATIONS,
        SHARED = general::membarrier_cmd::MEMBARRIER_CMD_SHARED,
    }

    /// Flags of membarrier(2) (linux/membarrier.h).
    flags MEMBARRIER_CMD_FLAG: u32 as Multi {
        CPU = general::membarrier_cmd_flag::MEMBARRIER_CMD_FLAG_CPU,
    }

    /// Whose priority getpriority(2) means (linux/resource.h).
    values PRIO: i32 as Str {
        PROCESS = general::PRIO_PROCESS,
        PGRP = general::PRIO_PGRP,
        USER = general::PRIO_USER,
    }

    /// Scheduling policies and their flags (linux/sched.h).
    flags SCHED: u32 as Multi {
        NORMAL = general::SCHED_NORMAL,
        FIFO = general::SCHED_FIFO,
        RR = general::SCHED_RR,
        BATCH = general::SCHED_BATCH,
        IDLE = general::SCHED_IDLE,
        RESET_ON_FORK = general::SCHED_RESET_ON_FORK,
        DEADLINE = general::SCHED_DEADLINE,
        EXT = general::SCHED_EXT,
        OTHER = SCHED_OTHER: general::SCHED_NORMAL,
    }

    /// Flags of sched_setattr(2) (linux/sched.h).
    flags SCHED_FLAG: u64 as Multi {
        RESET_ON_FORK = general::SCHED_FLAG_RESET_ON_FORK,
        RECLAIM = general::SCHED_FLAG_RECLAIM,
        DL_OVERRUN = general::SCHED_FLAG_DL_OVERRUN,
        KEEP_POLICY = general::SCHED_FLAG_KEEP_POLICY,
        KEEP_PARAMS = general::SCHED_FLAG_KEEP_PARAMS,
        UTIL_CLAMP_MIN = general::SCHED_FLAG_UTIL_CLAMP_MIN,
        UTIL_CLAMP_MAX = general::SCHED_FLAG_UTIL_CLAMP_MAX,
        KEEP_ALL = general::SCHED_FLAG_KEEP_ALL,
        UTIL_CLAMP = general::SCHED_FLAG_UTIL_CLAMP,
    }

    /// Whose input and output ioprio_get(2) means (linux/ioprio.h).
    values IOPRIO_WHO: i32 as Str {
        PROCESS = IOPRIO_WHO_PROCESS: 1,
        PGRP = IOPRIO_WHO_PGRP: 2,
        USER = IOPRIO_WHO_USER: 3,
    }

    /// Classes of input and output, above the 13 bits of data (linux/ioprio.h).
    values IOPRIO_CLASS: i32 as Str {
        NONE = IOPRIO_CLASS_NONE: 0,
        RT = IOPRIO_CLASS_RT: 1,
        BE = IOPRIO_CLASS_BE: 2,
        IDLE = IOPRIO_CLASS_IDLE: 3,
        SHIFT = IOPRIO_CLASS_SHIFT: 13,
    }

    /// Hints in a priority of input and output, above the 3 bits of the level (linux/ioprio.h).
    values IOPRIO_HINT: i32 as Str {
        NONE = IOPRIO_HINT_NONE: 0,
        DEV_DURATION_LIMIT_1 = IOPRIO_HINT_DEV_DURATION_LIMIT_1: 1,
        DEV_DURATION_LIMIT_2 = IOPRIO_HINT_DEV_DURATION_LIMIT_2: 2,
        DEV_DURATION_LIMIT_3 = IOPRIO_HINT_DEV_DURATION_LIMIT_3: 3,
        DEV_DURATION_LIMIT_4 = IOPRIO_HINT_DEV_DURATION_LIMIT_4: 4,
        DEV_DURATION_LIMIT_5 = IOPRIO_HINT_DEV_DURATION_LIMIT_5: 5,
        DEV_DURATION_LIMIT_6 = IOPRIO_HINT_DEV_DURATION_LIMIT_6: 6,
        DEV_DURATION_LIMIT_7 = IOPRIO_HINT_DEV_DURATION_LIMIT_7: 7,
        SHIFT = IOPRIO_HINT_SHIFT: 3,
    }
}
