//! System calls from Rust: syscall-raw against the bare trap, rustix, nix and libc.
//!
//! First the paired table, which is what counts: every contestant against the inlined trap (asm) or the vDSO's function, in
//! adjacent batches. Then the same calls as criterion groups, to follow one contestant over time.
//! `cargo bench -p benches --bench raw`, and `-- none` for the table alone.

use std::fs::File;
use std::hint::black_box;
use std::mem::MaybeUninit;
use std::os::fd::AsRawFd;

use benches::{Paired, paired};
use criterion::Criterion;
use rustix::fd::BorrowedFd;
use syscall_consts::linux::{CLOCK, MODE, O, SEEK};
use syscall_raw::{Fd, linux};

/// Rounds, and calls in a batch of one: short enough that a batch is rarely interrupted.
const ROUNDS: usize = 2001;
const BATCH: usize = 100;

/// What syscall-raw may take of the time of the bare trap, and of the vDSO's function: the interval begins there or below.
const TRAP_GOAL: f64 = 1.02;
const VDSO_GOAL: f64 = 1.1;

/// The trap and nothing else, inlined. Its result is what the register holds.
#[cfg(target_arch = "x86_64")]
macro_rules! bare {
    ($nr:expr $(, $value:expr => $x86_64:tt $aarch64:tt)*) => {{
        let result: isize;
        // SAFETY: the arguments below are what the calls take, and the buffers are alive.
        unsafe {
            std::arch::asm!("syscall", inlateout("rax") $nr as isize => result, $(in($x86_64) $value,)*
                lateout("rcx") _, lateout("r11") _, options(nostack, preserves_flags));
        }
        result
    }};
}
#[cfg(target_arch = "aarch64")]
macro_rules! bare {
    ($nr:expr $(, $value:expr => $x86_64:tt $aarch64:tt)*) => {{
        let result: isize;
        // SAFETY: as on x86-64; where the first argument's register is the result's, it is overwritten.
        unsafe {
            std::arch::asm!("svc 0", in("x8") $nr as isize, $(in($aarch64) $value,)*
                lateout("x0") result, options(nostack, preserves_flags));
        }
        result
    }};
}
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
compile_error!("this benchmark has no bare trap for this architecture");

/// What is read from and written to: devices that take no time of their own.
fn files() -> (File, File) {
    let open = |path: &str, write: bool| {
        File::options()
            .read(!write)
            .write(write)
            .open(path)
            .unwrap_or_else(|e| panic!("{path}: {e}"))
    };
    (open("/dev/zero", false), open("/dev/null", true))
}

/// The vDSO's clock_gettime, as the dynamic linker finds it.
type ClockGettime = unsafe extern "C" fn(libc::clockid_t, *mut libc::timespec) -> libc::c_int;
fn vdso_clock_gettime() -> ClockGettime {
    let (name, version) = if cfg!(target_arch = "x86_64") {
        (c"__vdso_clock_gettime", c"LINUX_2.6")
    } else {
        (c"__kernel_clock_gettime", c"LINUX_2.6.39")
    };
    // SAFETY: C strings; what is loaded already stays so.
    let function = unsafe {
        let vdso = libc::dlopen(
            c"linux-vdso.so.1".as_ptr(),
            libc::RTLD_LAZY | libc::RTLD_NOLOAD,
        );
        assert!(!vdso.is_null(), "no vDSO");
        libc::dlvsym(vdso, name.as_ptr(), version.as_ptr())
    };
    assert!(!function.is_null(), "no {name:?}");
    // SAFETY: the function of that name has this type.
    unsafe { std::mem::transmute::<*mut libc::c_void, ClockGettime>(function) }
}

/// Every case with its contestants; `$case!{ name: base => closure; contestant => closure, ... }` is expanded for each.
macro_rules! cases {
    ($case:ident, $context:expr) => {
        let (zero_file, null_file) = black_box(files());
        let (zero_raw, null_raw) = (zero_file.as_raw_fd(), null_file.as_raw_fd());
        // SAFETY: the files stay open to the end.
        let (zero_fd, null_fd) = unsafe { (Fd::borrow_raw(zero_raw), Fd::borrow_raw(null_raw)) };
        // SAFETY: as above. Without its feature `std`, rustix has a type of its own.
        let (zero, null) = unsafe { (BorrowedFd::borrow_raw(zero_raw), BorrowedFd::borrow_raw(null_raw)) };

        $case! { $context, "getppid": "asm" => bare!(libc::SYS_getppid);
            "syscall-raw" => linux::getppid(),
            "rustix" => rustix::process::getppid(),
            "nix" => nix::unistd::getppid(),
            // SAFETY: takes nothing.
            "libc" => unsafe { libc::getppid() },
        }
        $case! { $context, "read 1": "asm" => {
                let mut buffer = MaybeUninit::<[u8; 1]>::uninit();
                bare!(libc::SYS_read, zero_raw as isize => "rdi" "x0", buffer.as_mut_ptr() => "rsi" "x1", 1usize => "rdx" "x2")
            };
            "syscall-raw" => linux::read(zero_fd, &mut [MaybeUninit::<u8>::uninit()]).map(|bytes| bytes.len()),
            "rustix" => rustix::io::read(zero, &mut [MaybeUninit::<u8>::uninit()]).map(|(bytes, _)| bytes.len()),
            "nix" => nix::unistd::read(&zero_file, &mut [0]),
            // SAFETY: the buffer holds one byte.
            "libc" => unsafe { libc::read(zero_raw, MaybeUninit::<[u8; 1]>::uninit().as_mut_ptr().cast(), 1) },
        }
        $case! { $context, "write 1": "asm" =>
                bare!(libc::SYS_write, null_raw as isize => "rdi" "x0", black_box(b"x").as_ptr() => "rsi" "x1", 1usize => "rdx" "x2");
            "syscall-raw" => linux::write(null_fd, black_box(b"x")),
            "rustix" => rustix::io::write(null, black_box(b"x")),
            "nix" => nix::unistd::write(&null_file, black_box(b"x")),
            // SAFETY: one byte.
            "libc" => unsafe { libc::write(null_raw, black_box(b"x").as_ptr().cast(), 1) },
        }
        $case! { $context, "fstat": "asm" => {
                let mut stat = MaybeUninit::<syscall_types::linux::stat>::uninit();
                bare!(libc::SYS_fstat, zero_raw as isize => "rdi" "x0", stat.as_mut_ptr() => "rsi" "x1")
            };
            "syscall-raw" => linux::fstat(zero_fd, &mut MaybeUninit::uninit()).map(|stat| stat.st_size),
            "rustix" => rustix::fs::fstat(zero).map(|stat| stat.st_size),
            "nix" => nix::sys::stat::fstat(&zero_file).map(|stat| stat.st_size),
            // SAFETY: room for a structure.
            "libc" => unsafe { libc::fstat(zero_raw, MaybeUninit::uninit().as_mut_ptr()) },
        }
        $case! { $context, "open+close": "asm" => {
                let fd = bare!(libc::SYS_openat, libc::AT_FDCWD as isize => "rdi" "x0", c"/dev/null".as_ptr() => "rsi" "x1",
                    (libc::O_RDONLY | libc::O_CLOEXEC) as isize => "rdx" "x2", 0usize => "r10" "x3");
                bare!(libc::SYS_close, fd => "rdi" "x0")
            };
            "syscall-raw" => linux::openat(Fd::CWD, c"/dev/null", O::RDONLY | O::CLOEXEC, MODE::empty()).map(drop),
            "rustix" => rustix::fs::open(c"/dev/null", rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::CLOEXEC, rustix::fs::Mode::empty()).map(drop),
            "nix" => nix::fcntl::open(c"/dev/null", nix::fcntl::OFlag::O_RDONLY | nix::fcntl::OFlag::O_CLOEXEC, nix::sys::stat::Mode::empty()).map(drop),
            // SAFETY: a C string, and a descriptor of ours.
            "libc" => unsafe { libc::close(libc::open(c"/dev/null".as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC)) },
        }
        $case! { $context, "lseek": "asm" =>
                bare!(libc::SYS_lseek, zero_raw as isize => "rdi" "x0", 0isize => "rsi" "x1", libc::SEEK_CUR as isize => "rdx" "x2");
            "syscall-raw" => linux::lseek(zero_fd, 0, SEEK::CUR),
            "rustix" => rustix::fs::seek(zero, rustix::fs::SeekFrom::Current(0)),
            "nix" => nix::unistd::lseek(&zero_file, 0, nix::unistd::Whence::SeekCur),
            // SAFETY: numbers.
            "libc" => unsafe { libc::lseek(zero_raw, 0, libc::SEEK_CUR) },
        }
        $case! { $context, "pread 1": "asm" => {
                let mut buffer = MaybeUninit::<[u8; 1]>::uninit();
                bare!(libc::SYS_pread64, zero_raw as isize => "rdi" "x0", buffer.as_mut_ptr() => "rsi" "x1", 1usize => "rdx" "x2",
                    0isize => "r10" "x3")
            };
            "syscall-raw" => linux::pread(zero_fd, &mut [MaybeUninit::<u8>::uninit()], 0).map(|bytes| bytes.len()),
            "rustix" => rustix::io::pread(zero, &mut [MaybeUninit::<u8>::uninit()], 0).map(|(bytes, _)| bytes.len()),
            "nix" => nix::sys::uio::pread(&zero_file, &mut [0], 0),
            // SAFETY: the buffer holds one byte.
            "libc" => unsafe { libc::pread(zero_raw, MaybeUninit::<[u8; 1]>::uninit().as_mut_ptr().cast(), 1, 0) },
        }
        $case! { $context, "clock trap": "asm" => {
                let mut now = MaybeUninit::<libc::timespec>::uninit();
                bare!(libc::SYS_clock_gettime, libc::CLOCK_MONOTONIC as isize => "rdi" "x0", now.as_mut_ptr() => "rsi" "x1")
            };
            "syscall-raw" => linux::clock_gettime_trap(CLOCK::MONOTONIC, &mut MaybeUninit::uninit()).map(|now| now.tv_nsec),
            // SAFETY: room for a structure.
            "libc" => unsafe {
                libc::syscall(libc::SYS_clock_gettime, libc::CLOCK_MONOTONIC, MaybeUninit::<libc::timespec>::uninit().as_mut_ptr())
            },
        }
        let direct = black_box(vdso_clock_gettime());
        $case! { $context, "clock_gettime": "vDSO" => {
                let mut now = MaybeUninit::<libc::timespec>::uninit();
                // SAFETY: room for a structure, which is filled where the result is 0.
                unsafe { (direct(libc::CLOCK_MONOTONIC, now.as_mut_ptr()) == 0).then(|| now.assume_init().tv_nsec) }
            };
            "syscall-raw" => linux::clock_gettime(CLOCK::MONOTONIC, &mut MaybeUninit::uninit()).map(|now| now.tv_nsec),
            "rustix" => rustix::time::clock_gettime(rustix::time::ClockId::Monotonic).tv_nsec,
            "nix" => nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC).map(|now| now.tv_nsec()),
            // SAFETY: room for a structure.
            "libc" => unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, MaybeUninit::uninit().as_mut_ptr()) },
        }
    };
}

/// The rows of the table for one case: each contestant against the base, then the first against the second.
macro_rules! rows {
    ($context:expr, $name:literal: $base:literal => $bare:expr; $first:literal => $ours:expr, $second:literal => $rival:expr, $($other:literal => $call:expr,)*) => {
        let () = $context;
        let goal = if $base == "asm" { TRAP_GOAL } else { VDSO_GOAL };
        row($name, $first, $base, paired(ROUNDS, BATCH, || $ours, || $bare), Some(goal));
        row($name, $second, $base, paired(ROUNDS, BATCH, || $rival, || $bare), None);
        $(row($name, $other, $base, paired(ROUNDS, BATCH, || $call, || $bare), None);)*
        row($name, $first, $second, paired(ROUNDS, BATCH, || $ours, || $rival), None);
    };
}

fn row(case: &str, contestant: &str, base: &str, found: Paired, goal: Option<f64>) {
    let Paired {
        ratio,
        contestant: ours,
        base: theirs,
    } = found;
    let judged = match goal {
        Some(goal) if ratio.low <= goal => format!("   within {goal}"),
        Some(goal) => format!("   MORE THAN {goal}"),
        None => String::new(),
    };
    println!("{case:14} {contestant:12} / {base:8} {ratio}   {ours:8.1} / {theirs:8.1} ns{judged}");
}

/// The same as a group of criterion.
macro_rules! group {
    ($criterion:expr, $name:literal: $base:literal => $bare:expr; $($contestant:literal => $call:expr,)*) => {
        let mut group = $criterion.benchmark_group($name);
        group.bench_function($base, |bencher| bencher.iter(|| $bare));
        $(group.bench_function($contestant, |bencher| bencher.iter(|| $call));)*
        group.finish();
    };
}

fn table() {
    println!(
        "Time of one over that of the other: median and 95 % interval of {ROUNDS} pairs of {BATCH} calls"
    );
    cases!(rows, ());
    println!();
}

fn groups(criterion: &mut Criterion) {
    cases!(group, criterion);
}

fn main() {
    // `cargo test --benches` runs this too, and criterion then calls everything once: no table.
    if std::env::args().any(|argument| argument == "--bench") {
        table();
    }
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    groups(&mut criterion);
    criterion.final_summary();
}
