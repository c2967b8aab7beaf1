use std::mem::MaybeUninit;

use syscall_consts::{
    Errno,
    linux::{CLOCK, TFD, TFD_TIMER, TIMER},
};
use syscall_raw::linux;
use syscall_types::{
    Plain,
    linux::{itimerspec, timespec},
};

use super::{NONE, uninit};

fn now() -> i64 {
    let mut room = MaybeUninit::uninit();
    let now = linux::clock_gettime(CLOCK::MONOTONIC, &mut room).unwrap();
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

#[test]
fn clocks() {
    let mut time = timespec::zeroed();
    let real = linux::clock_gettime(CLOCK::REALTIME, &mut time)
        .unwrap()
        .tv_sec;
    let expected = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs() as i64;
    assert!((real - expected).abs() <= 1);
    let resolution = linux::clock_getres(CLOCK::MONOTONIC, &mut time).unwrap();
    assert!(resolution.tv_sec == 0 && resolution.tv_nsec > 0);
    assert_eq!(
        linux::clock_gettime(CLOCK(99), &mut time).map(|_| ()),
        Err(Errno::EINVAL)
    );
    assert_eq!(
        linux::clock_getres(CLOCK(99), &mut time).map(|_| ()),
        Err(Errno::EINVAL)
    );
}

#[test]
fn sleeping() {
    let start = now();
    let request = timespec {
        tv_sec: 0,
        tv_nsec: 20_000_000,
    };
    let mut remain = timespec::zeroed();
    linux::nanosleep(&request, Some(&mut remain)).unwrap();
    linux::clock_nanosleep(CLOCK::MONOTONIC, TIMER::empty(), &request, None).unwrap();
    assert!(now() - start >= 40_000_000);
    linux::clock_nanosleep(CLOCK::MONOTONIC, TIMER::ABSTIME, &request, None).unwrap();
    let wrong = timespec {
        tv_sec: 0,
        tv_nsec: 1_000_000_000,
    };
    assert_eq!(linux::nanosleep(&wrong, None), Err(Errno::EINVAL));
}

#[test]
fn timers() {
    let timer = linux::timerfd_create(CLOCK::MONOTONIC, TFD::CLOEXEC).unwrap();
    let hour = timespec {
        tv_sec: 3600,
        tv_nsec: 0,
    };
    let setting = itimerspec {
        it_interval: hour,
        it_value: timespec {
            tv_sec: 0,
            tv_nsec: 5_000_000,
        },
    };
    linux::timerfd_settime(timer.fd(), TFD_TIMER::empty(), &setting, None).unwrap();
    assert_eq!(
        linux::read(timer.fd(), &mut uninit::<8>()).unwrap(),
        1u64.to_ne_bytes()
    );
    let mut left = itimerspec::zeroed();
    let left = linux::timerfd_gettime(timer.fd(), &mut left).unwrap();
    assert_eq!(
        (left.it_interval.tv_sec, left.it_value.tv_sec),
        (3600, 3599)
    );
    let mut old = itimerspec::zeroed();
    linux::timerfd_settime(
        timer.fd(),
        TFD_TIMER::ABSTIME,
        &itimerspec::zeroed(),
        Some(&mut old),
    )
    .unwrap();
    assert_eq!((old.it_interval.tv_sec, old.it_value.tv_sec), (3600, 3599));
    assert_eq!(
        linux::timerfd_gettime(NONE, left).map(|_| ()),
        Err(Errno::EBADF)
    );
    assert_eq!(
        linux::timerfd_create(CLOCK(99), TFD::empty()),
        Err(Errno::EINVAL)
    );
}
