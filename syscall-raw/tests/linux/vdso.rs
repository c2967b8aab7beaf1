//! What the vDSO answers, against what the trap says.

use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::process::Command;
use std::thread;

use syscall_consts::{
    Errno,
    linux::{
        AUX, CLOCK, PROT, SECCOMP_FILTER_FLAG, SECCOMP_RET,
        nr::{Arch, number},
    },
};
use syscall_raw::linux::{self, vdso};
use syscall_types::{
    Plain,
    linux::{SeccompCalls, SeccompFilter, sock_filter, timespec, timeval},
};

use super::in_child;

/// On 32-bit machines the function with 64-bit times.
const NAME: &str = if cfg!(target_pointer_width = "64") {
    "clock_gettime"
} else {
    "clock_gettime64"
};

fn nanoseconds(time: &timespec) -> i64 {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// A clock by the trap, then as it comes, and by the trap again.
fn around(clock: CLOCK) -> [Result<i64, Errno>; 3] {
    let (mut one, mut two, mut three) =
        (timespec::zeroed(), timespec::zeroed(), timespec::zeroed());
    [
        linux::clock_gettime_trap(clock, &mut one).map(|time| nanoseconds(time)),
        linux::clock_gettime(clock, &mut two).map(|time| nanoseconds(time)),
        linux::clock_gettime_trap(clock, &mut three).map(|time| nanoseconds(time)),
    ]
}

/// Clocks that the vDSO knows, and those for which it asks the kernel.
#[test]
fn clocks_agree_with_the_trap() {
    for clock in [
        CLOCK::REALTIME,
        CLOCK::MONOTONIC,
        CLOCK::MONOTONIC_RAW,
        CLOCK::REALTIME_COARSE,
        CLOCK::MONOTONIC_COARSE,
        CLOCK::BOOTTIME,
        CLOCK::TAI,
        CLOCK::PROCESS_CPUTIME_ID,
        CLOCK::THREAD_CPUTIME_ID,
    ] {
        let [before, between, after] = around(clock).map(|time| time.unwrap());
        assert!(before <= between && between <= after, "{clock:?}");
        let mut resolution = timespec::zeroed();
        let resolution = linux::clock_getres(clock, &mut resolution).unwrap();
        assert!(
            resolution.tv_sec == 0 && resolution.tv_nsec > 0,
            "{clock:?}"
        );
    }
    for clock in [CLOCK(99), CLOCK(-99), CLOCK(i32::MIN), CLOCK(i32::MAX)] {
        let [before, between, after] = around(clock);
        assert!(
            between.is_err() && between == before && between == after,
            "{clock:?}"
        );
    }
}

#[test]
fn time_of_day() {
    let mut time = MaybeUninit::uninit();
    let before = linux::clock_gettime_trap(CLOCK::REALTIME, &mut time)
        .unwrap()
        .tv_sec;
    let mut day = timeval::zeroed();
    linux::gettimeofday(Some(&mut day), None);
    let after = linux::clock_gettime_trap(CLOCK::REALTIME, &mut time)
        .unwrap()
        .tv_sec;
    assert!((before.into()..=after.into()).contains(&i128::from(day.tv_sec)));
    assert!((0..1_000_000).contains(&day.tv_usec));
    linux::gettimeofday(None, None);
}

#[test]
fn first_use_by_many_threads() {
    let threads: Vec<_> = (0..8)
        .map(|_| {
            thread::spawn(|| {
                let found = vdso::lookup(NAME).map(|function| function.addr());
                (found, around(CLOCK::MONOTONIC).map(|time| time.unwrap()))
            })
        })
        .collect();
    for thread in threads {
        let (found, times) = thread.join().unwrap();
        assert_eq!(found, vdso::lookup(NAME).map(|function| function.addr()));
        assert!(times.is_sorted());
    }
}

#[test]
fn names() {
    assert_eq!(vdso::lookup("no_such_function"), None);
    assert_eq!(vdso::lookup(""), None);
    if vdso::lookup(NAME).is_none() {
        println!(
            "SKIPPED names: the vDSO is there: {}, but has no {NAME}",
            vdso::is_present()
        );
    } else {
        assert!(vdso::is_present());
    }
}

/// Where the call is forbidden, the time comes all the same.
#[test]
fn no_call_is_made() {
    if vdso::lookup(NAME).is_none() {
        return super::skipped(&format!("there is no vDSO with {NAME}"));
    }
    let status = in_child(|| {
        let mut time = timespec::zeroed();
        linux::clock_gettime(CLOCK::MONOTONIC_COARSE, &mut time).unwrap();
        forbid_clock_gettime();
        let trap = linux::clock_gettime_trap(CLOCK::MONOTONIC_COARSE, &mut time).map(|_| ());
        assert_eq!(trap, Err(Errno::EPERM));
        // Clocks of this kind are read from memory whatever counter the machine has.
        linux::clock_gettime(CLOCK::MONOTONIC_COARSE, &mut time).unwrap();
        // The vDSO makes the call for what it does not know.
        let other = linux::clock_gettime(CLOCK::THREAD_CPUTIME_ID, &mut time).map(|_| ());
        assert_eq!(other, Err(Errno::EPERM));
        0
    });
    assert_eq!(status, 0);
}

/// Lets the calls of these names fail with `EPERM`, for good.
fn forbid(names: &[&str]) {
    let arch = Arch::native();
    let numbers: Vec<u32> = names.iter().filter_map(|name| number(arch, name)).collect();
    let mut room = [sock_filter::zeroed(); 32];
    let filter = SeccompFilter {
        calls: &[SeccompCalls {
            arch: arch.audit(),
            numbers: &numbers,
        }],
        listed: SECCOMP_RET::errno(Errno::EPERM),
        others: SECCOMP_RET::ALLOW,
        foreign: SECCOMP_RET::ALLOW,
    };
    let code = filter.assemble(&mut room).unwrap();
    linux::prctl_set_no_new_privs().unwrap();
    let none = SECCOMP_FILTER_FLAG::empty();
    assert_eq!(unsafe { linux::seccomp_set_mode_filter(none, code) }, Ok(0));
}

fn forbid_clock_gettime() {
    forbid(&["clock_gettime", "clock_gettime64"]);
}

/// Whether what is not known to be there is looked at: a child that does is ended by SIGSEGV.
#[test]
fn what_cannot_be_read_is_no_vdso() {
    // The C library makes its calls and returns from handlers through it.
    if !vdso::is_present() || cfg!(target_arch = "x86") {
        return super::skipped("there is no vDSO that a process could do without");
    }
    let start = linux::getauxval(AUX::SYSINFO_EHDR).unwrap();
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let line = maps.lines().find(|line| line.ends_with("[vdso]")).unwrap();
    let (from, rest) = line.split_once('-').unwrap();
    let (to, _) = rest.split_once(' ').unwrap();
    let [from, to] = [from, to].map(|text| usize::from_str_radix(text, 16).unwrap());
    assert_eq!(from, start);
    let start: *mut c_void = std::ptr::with_exposed_provenance_mut(start);
    // It cannot be split.
    type TakeAway = fn(*mut c_void, usize) -> Result<(), Errno>;
    let gone: [(&str, TakeAway); 2] = [
        ("unmapped", |start, len| unsafe {
            linux::munmap(start, len)
        }),
        ("unreadable", |start, len| unsafe {
            linux::mprotect(start, len, PROT::NONE)
        }),
    ];
    for (how, take_away) in gone {
        // With the first way to ask, and with the second.
        for forbidden in [&[][..], &["process_vm_readv"]] {
            let status = in_child(|| {
                forbid(forbidden);
                assert!(vdso::is_present(), "before it is {how}");
                take_away(start, to - from).unwrap();
                assert!(!vdso::is_present(), "after it is {how}");
                vdso::turn_off();
                let times = around(CLOCK::MONOTONIC).map(|time| time.unwrap());
                i32::from(!times.is_sorted())
            });
            assert_eq!(status, 0, "{how}, without {forbidden:?}");
        }
    }
    // Nobody to ask.
    let status = in_child(|| {
        forbid(&["process_vm_readv", "pipe2"]);
        i32::from(vdso::is_present() || vdso::lookup(NAME).is_some())
    });
    assert_eq!(status, 0);
}

#[test]
fn it_can_be_turned_off() {
    let status = in_child(|| {
        let mut time = timespec::zeroed();
        linux::clock_gettime(CLOCK::MONOTONIC_COARSE, &mut time).unwrap();
        vdso::turn_off();
        assert!(!vdso::is_present() && vdso::lookup(NAME).is_none());
        linux::clock_gettime(CLOCK::MONOTONIC_COARSE, &mut time).unwrap();
        forbid_clock_gettime();
        let made = linux::clock_gettime(CLOCK::MONOTONIC_COARSE, &mut time).map(|_| ());
        assert_eq!(made, Err(Errno::EPERM));
        0
    });
    assert_eq!(status, 0);
}

/// valgrind unmaps the vDSO and leaves the kernel's auxiliary vector as it was.
#[test]
fn under_valgrind() {
    let this = std::env::current_exe().unwrap();
    let test = "vdso::clocks_agree_with_the_trap";
    let run = Command::new("valgrind")
        .args(["-q", "--tool=none"])
        .arg(this)
        .args(["--exact", test])
        .output();
    let output = match run {
        Err(error) => return super::skipped(&format!("valgrind: {error}")),
        Ok(output) => output,
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
