//! Performance events (perf_event_open(2)). Counts are read from the descriptor, samples from memory that it maps
//! (`perf_event_mmap_page` of syscall-types).

use syscall_consts::linux::{PERF_FLAG, PERF_TYPE};
use syscall_types::linux::perf_event_attr;

use crate::linux::call::{decode, syscall};
use crate::{Errno, Fd, OwnedFd};

/// Counts or samples an event, perf_event_open(2): of a thread (0 being this one, -1 any), on a processor (-1 any), in the
/// group that `group` leads.
///
/// The types are those with numbers of their own (`PERF_TYPE`), and `sigtrap` is `EINVAL`: for other events, and for signals
/// with data, there is [`perf_event_open_any`]. The field `size` is taken to be the structure's. For `PID_CGROUP` there is [`perf_event_open_cgroup`]; here it is `EINVAL`,
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
    if flags.contains(PERF_FLAG::PID_CGROUP) || !only_looks(attributes) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: such events change no memory, and send no data with a signal.
    unsafe { open(attributes, pid, cpu, group, flags) }
}

/// As [`perf_event_open`], for every event: those of units that the kernel numbers as it finds them
/// (`/sys/bus/event_source/devices/*/type`), and with `sigtrap`.
///
/// # Safety
///
/// A uprobe writes into the memory of the programs that have its file mapped, this one perhaps among them: a breakpoint where
/// the attributes say, and a counter. `sig_data` goes to the handler of SIGTRAP, which may take it for an address. A
/// descriptor's number in the place of the process (`PID_CGROUP`) is one that the caller may use.
#[doc(alias = "perf_event_open")]
#[inline]
pub unsafe fn perf_event_open_any(
    attributes: &perf_event_attr,
    pid: i32,
    cpu: i32,
    group: Option<Fd<'_>>,
    flags: PERF_FLAG,
) -> Result<OwnedFd, Errno> {
    // SAFETY: the caller's promise.
    unsafe { open(attributes, pid, cpu, group, flags) }
}

/// Whether an event is of a type that only looks, and sends no data with a signal.
fn only_looks(attributes: &perf_event_attr) -> bool {
    attributes.r#type <= PERF_TYPE::BREAKPOINT.0
        && perf_event_attr::sigtrap.get(attributes.switches) == 0
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
    if !only_looks(attributes) {
        return Err(Errno::EINVAL);
    }
    let flags = flags | PERF_FLAG::PID_CGROUP;
    // SAFETY: as in `perf_event_open`; the control group is lent.
    unsafe { open(attributes, cgroup.as_raw(), cpu, group, flags) }
}

/// # Safety
///
/// As for [`perf_event_open_any`].
#[inline(always)]
unsafe fn open(
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
    // `E2BIG` it writes the size. What the event does is the caller's promise.
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
