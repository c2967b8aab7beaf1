//! Performance events.

use syscall_consts::{
    Errno,
    linux::{PERF_COUNT_SW, PERF_FLAG, PERF_TYPE},
};
use syscall_raw::linux;
use syscall_types::{Plain, linux::perf_event_attr};

use super::{NONE, skipped};

#[test]
fn events() {
    let mut event = perf_event_attr::zeroed();
    event.r#type = PERF_TYPE::SOFTWARE.0;
    event.config = PERF_COUNT_SW::TASK_CLOCK.0;
    match linux::perf_event_open(&event, 0, -1, None, PERF_FLAG::FD_CLOEXEC) {
        Err(Errno::EACCES | Errno::EPERM | Errno::ENOSYS) => {
            skipped("perf_event_open: not permitted");
        }
        counter => {
            let counter = counter.unwrap();
            std::hint::black_box((0..100_000u64).fold(0, u64::wrapping_add));
            let mut count = [0u8; 8];
            assert_eq!(linux::read(counter.fd(), &mut count), Ok(8));
            assert!(u64::from_ne_bytes(count) > 0, "nanoseconds");
            let unknown = PERF_FLAG::from_bits_retain(1 << 30);
            let unknown = linux::perf_event_open(&event, 0, -1, None, unknown);
            assert_eq!(unknown, Err(Errno::EINVAL));
            let by_number = PERF_FLAG::PID_CGROUP;
            let by_number = linux::perf_event_open(&event, 0, 0, None, by_number);
            assert_eq!(by_number, Err(Errno::EINVAL), "a descriptor's number");
            let mut dynamic = event;
            dynamic.r#type = PERF_TYPE::BREAKPOINT.0 + 1;
            let none = PERF_FLAG::empty();
            let dynamic = linux::perf_event_open(&dynamic, 0, -1, None, none);
            assert_eq!(dynamic, Err(Errno::EINVAL), "perhaps a uprobe");
            let mut signals = event;
            signals.switches = perf_event_attr::sigtrap.set(0, 1);
            let signals = linux::perf_event_open(&signals, 0, -1, None, none);
            assert_eq!(signals, Err(Errno::EINVAL), "data with a signal");
            let no_group = linux::perf_event_open_cgroup(&event, NONE, 0, None, none);
            assert!(no_group.is_err());
            let neither = linux::perf_event_open(&event, -1, -1, None, PERF_FLAG::empty());
            assert_eq!(neither, Err(Errno::EINVAL));
        }
    }
}
