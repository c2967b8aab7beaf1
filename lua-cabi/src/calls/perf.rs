//! Performance events. perf_event_open(2)

use crate::convert::descriptor::{Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::row::calls;
use crate::object::number::{EventCpu, Pid};
use syscall_consts::Errno;
use syscall_consts::native::PERF_FLAG;
use syscall_raw::OwnedFd;
use syscall_raw::native as sys;
use syscall_types::native::perf_event_attr;

calls! { CALLS:
    /// Counts or samples an event of a process (0 is this one, -1 all), on a processor (-1 any), in the group that `group` leads; with "pid_cgroup", `pid` is the descriptor of a control group. Kinds of events that the kernel numbers as it finds them, and those that send signals with data, are refused with INVAL. perf_event_open(2)
    perf_event_open(attr: Init<perf_event_attr>, pid: Pid = 0, cpu: EventCpu = -1, group: Option<Fd>, flags: Flags<PERF_FLAG>) -> NewFd;
}

fn perf_event_open(
    attr: perf_event_attr,
    pid: i32,
    cpu: i32,
    group: Option<syscall_raw::Fd>,
    flags: PERF_FLAG,
) -> Result<OwnedFd, Errno> {
    if flags.contains(PERF_FLAG::PID_CGROUP) {
        // SAFETY: a bare number is whatever the program says, as everywhere in Lua.
        let cgroup = unsafe { syscall_raw::Fd::borrow_raw(pid) };
        return sys::perf_event_open_cgroup(&attr, cgroup, cpu, group, flags);
    }
    sys::perf_event_open(&attr, pid, cpu, group, flags)
}
