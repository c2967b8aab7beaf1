//! Scheduling: priorities, policies, processors (sched(7)). Section 2 of the Linux manual.

use crate::context::Cx;
use crate::convert::buffer::Memory;
use crate::convert::flags::Flags;
use crate::convert::object::{Init, Out};
use crate::convert::result::Argument;
use crate::convert::row::calls;
use crate::convert::{IntoLua, Push};
use crate::object::number::{Count, Nice, Pid, Who};
use crate::object::place::Place;
use core::ffi::c_int;
use core::mem::MaybeUninit;
use syscall_consts::Errno;
use syscall_consts::native::{PRIO, SCHED};
use syscall_raw::native as sys;
use syscall_raw::native::{
    getpriority, sched_get_priority_max, sched_get_priority_min, sched_yield, setpriority,
};
use syscall_types::Plain;
use syscall_types::native::{cpu_set, sched_param, timespec};

calls! { CALLS:
    /// The nice value, -20 to 19: the least of all that `who` names, where 0 is the caller's own. getpriority(2)
    getpriority(which: Flags<PRIO>, who: Who = 0) -> i32;
    /// Sets the nice value, -20 (most urgent) to 19. setpriority(2)
    setpriority(which: Flags<PRIO>, who: Who = 0, prio: Nice) -> ();
    /// Adds to the process's nice value, which less privileged processes can only make higher; the new one. nice(2)
    nice(inc: Nice) -> i32;
    /// A thread's policy, of `c.SCHED`; 0 is this one. sched_getscheduler(2)
    sched_getscheduler(pid: Pid = 0) -> i64;
    /// Sets a thread's policy and priority. sched_setscheduler(2)
    sched_setscheduler(pid: Pid = 0, policy: Flags<SCHED>, param: Init<sched_param>) -> ();
    /// A thread's real-time priority, in `param` too when given. sched_getparam(2)
    sched_getparam(pid: Pid = 0, param: Out<sched_param>) -> i32;
    /// Sets a thread's real-time priority: a number or a `t.sched_param`. sched_setparam(2)
    sched_setparam(pid: Pid = 0, param: Init<sched_param>) -> ();
    /// The highest real-time priority of a policy. sched_get_priority_max(2)
    sched_get_priority_max(policy: Flags<SCHED>) -> i32;
    /// The lowest real-time priority of a policy. sched_get_priority_min(2)
    sched_get_priority_min(policy: Flags<SCHED>) -> i32;
    /// A thread's time slice, in `ts` when given. sched_rr_get_interval(2)
    sched_rr_get_interval(pid: Pid = 0, ts: Out<timespec>) -> Argument<2>;
    /// Lets others run. sched_yield(2)
    sched_yield() -> ();
    /// The processors that a thread may run on, in `mask` when given; `len` is how many bytes of it. sched_setaffinity(2)
    sched_getaffinity(pid: Pid = 0, mask: Out<cpu_set>, len: Option<Count>) -> Argument<2>;
    /// Sets the processors that a thread may run on: a table of their numbers or a `t.cpu_set`. sched_setaffinity(2)
    sched_setaffinity(pid: Pid = 0, mask: Init<cpu_set>, len: Option<Count>) -> ();
    /// The processor that the thread runs on and its node of memory: a table of `cpu` and `node`. getcpu(2)
    getcpu(cpu: Option<Memory>, node: Option<Memory>) -> Processor;
}

fn nice(inc: i32) -> Result<i32, Errno> {
    let wanted = getpriority(PRIO::PROCESS, 0)?.saturating_add(inc);
    setpriority(PRIO::PROCESS, 0, wanted.clamp(-20, 19))?;
    getpriority(PRIO::PROCESS, 0)
}

fn sched_getscheduler(pid: i32) -> Result<i64, Errno> {
    sys::sched_getscheduler(pid).map(|policy| policy.bits().into())
}

fn sched_setscheduler(pid: i32, policy: SCHED, param: sched_param) -> Result<(), Errno> {
    sys::sched_setscheduler(pid, policy, &param)
}

fn sched_getparam(pid: i32, param: &mut MaybeUninit<sched_param>) -> Result<i32, Errno> {
    // The kernel writes the priority alone.
    let param = param.write(sched_param::zeroed());
    sys::sched_getparam(pid, param).map(|()| param.sched_priority)
}

fn sched_setparam(pid: i32, param: sched_param) -> Result<(), Errno> {
    sys::sched_setparam(pid, &param)
}

fn sched_rr_get_interval(pid: i32, ts: &mut MaybeUninit<timespec>) -> Result<(), Errno> {
    sys::sched_rr_get_interval(pid, ts).map(|_| ())
}

/// As many bytes of a set as the caller says; all when it says nothing.
fn bytes(set: &mut cpu_set, len: Option<usize>) -> &mut [u8] {
    let len = len.unwrap_or(size_of::<cpu_set>());
    let len = len.min(size_of::<cpu_set>());
    // SAFETY: a set is plain words, and so many bytes long.
    unsafe { core::slice::from_raw_parts_mut((&raw mut *set).cast(), len) }
}

fn sched_getaffinity(
    pid: i32,
    mask: &mut MaybeUninit<cpu_set>,
    len: Option<usize>,
) -> Result<(), Errno> {
    // What is beyond the kernel's own set stays empty.
    let mask = mask.write(cpu_set::zeroed());
    sys::sched_getaffinity(pid, bytes(mask, len)).map(|_| ())
}

fn sched_setaffinity(pid: i32, mut mask: cpu_set, len: Option<usize>) -> Result<(), Errno> {
    sys::sched_setaffinity(pid, bytes(&mut mask, len))
}

/// `{cpu = number, node = number}`.
struct Processor;

impl IntoLua for Processor {
    type Value = (u32, u32);
    type Slot = ();
    const RESULTS: &'static [&'static str] = &["table"];

    fn reserve(_: &mut Cx) {}

    fn deliver(cx: &mut Cx, _: (), (cpu, node): (u32, u32)) -> c_int {
        cx.push_table(0, 2);
        for (name, number) in [("cpu", cpu), ("node", node)] {
            number.push(cx);
            cx.raw_set_field(-2, name);
        }
        1
    }
}

fn getcpu(cpu: Option<Place>, node: Option<Place>) -> Result<(u32, u32), Errno> {
    let found = sys::getcpu()?;
    for (place, number) in [(cpu, found.0), (node, found.1)] {
        if let Some(place) = place {
            place.write(number).map_err(|_| Errno::EFAULT)?;
        }
    }
    Ok(found)
}
