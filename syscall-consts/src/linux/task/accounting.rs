//! Statistics of tasks, which generic netlink gives (linux/taskstats.h; the kernel's
//! Documentation/accounting/taskstats.rst).

use crate::declare::groups;

groups! {
    /// Commands of the statistics of tasks (linux/taskstats.h).
    values TASKSTATS_CMD: u8 as Str {
        UNSPEC = TASKSTATS_CMD_UNSPEC: 0,
        GET = TASKSTATS_CMD_GET: 1,
        NEW = TASKSTATS_CMD_NEW: 2,
    }

    /// Attributes of its requests (linux/taskstats.h).
    values TASKSTATS_CMD_ATTR: u16 as Str {
        UNSPEC = TASKSTATS_CMD_ATTR_UNSPEC: 0,
        PID = TASKSTATS_CMD_ATTR_PID: 1,
        TGID = TASKSTATS_CMD_ATTR_TGID: 2,
        REGISTER_CPUMASK = TASKSTATS_CMD_ATTR_REGISTER_CPUMASK: 3,
        DEREGISTER_CPUMASK = TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK: 4,
    }

    /// Attributes of its answers (linux/taskstats.h).
    values TASKSTATS_TYPE: u16 as Str {
        UNSPEC = TASKSTATS_TYPE_UNSPEC: 0,
        PID = TASKSTATS_TYPE_PID: 1,
        TGID = TASKSTATS_TYPE_TGID: 2,
        STATS = TASKSTATS_TYPE_STATS: 3,
        AGGR_PID = TASKSTATS_TYPE_AGGR_PID: 4,
        AGGR_TGID = TASKSTATS_TYPE_AGGR_TGID: 5,
        NULL = TASKSTATS_TYPE_NULL: 6,
    }
}
