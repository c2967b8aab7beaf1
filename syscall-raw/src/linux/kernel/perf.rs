//! Performance events (perf_event_open(2)). Counts are read from the descriptor, samples from memory that it maps
//! (`perf_event_mmap_page` of syscall-types).

use syscall_consts::linux::PERF_FLAG;
use syscall_types::linux::perf_event_attr;

use crate::linux::call::{decode, syscall};
use crate::{Errno, Fd, OwnedFd};

/// Counts or samples an event, perf_event_open(2): of a thread (0 being this one, -1 any), on a processor (-1 any), in the
/// group that `group` leads.
///
/// The field `size` is taken to be the structure's. For `PID_CGROUP` there is [`perf_event_open_cgroup`]; here it is `EINVAL`,
/// since it makes a descriptor's number of `pid`. `EACCES`, `EPERM`, `ENOENT` (no such event), `EOPNOTSUPP`, `EINVAL`,
/// `E2BIG` (fields that the kernel does not know), `EMFILE`.
#[inline]
pub fn perf_event_open(
    attributes: &perf_event_attr,
    pid: i32,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<OwnedFd, Errno> {
    if flags.contains(PERF_FLAG::PID_CGROUP) {
        return Err(Errno::EINVAL);
    }
    open(attributes, pid, cpu, group, flags)
}

/// As [`perf_event_open`], of the threads of a control group, which is an open directory of its file system, with
/// `PERF_FLAG_PID_CGROUP`.
#[doc(alias = "perf_event_open")]
#[inline]
pub fn perf_event_open_cgroup(
    attributes: &perf_event_attr,
    cgroup: Fd<'_>,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<OwnedFd, Errno> {
    let flags = flags | PERF_FLAG::PID_CGROUP;
    open(attributes, cgroup.as_raw(), cpu, group, flags)
}

#[inline(always)]
fn open(
    attributes: &perf_event_attr,
    whose: i32,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<OwnedFd, Errno> {
    let mut attributes = perf_event_attr {
        size: size_of::<perf_event_attr>() as u32,
        ..*attributes
    };
    // SAFETY: the kernel reads the attributes, and texts at the addresses in them if these are some of the process; for
    // `E2BIG` it writes the size.
    decode(unsafe {
        syscall!(
            __NR_perf_event_open,
            &mut attributes,
            whose,
            cpu,
            group,
            flags
        )
    })
}
