//! Runs each example, and looks whether its output is what it is there to show.
//!
//! The examples are modules here and not programs beside this one: so they are there however the test was built, and as new
//! as the test. Each runs in a fork of this process, which has one thread, with a pipe for its output.
#![cfg(target_os = "linux")]
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "every descriptor here is the test's own, and the process has one thread"
)]

use std::{error::Error, fmt::Display, io::Read, io::Write, os::fd::FromRawFd, process::ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use syscall_consts::linux::{ITIMER, OPIPE, W};
use syscall_raw::linux;
use syscall_types::{Plain, linux::itimerval};

#[path = "../examples/directory.rs"]
mod directory;
#[path = "../examples/inotify.rs"]
mod inotify;
#[path = "../examples/landlock.rs"]
mod landlock;
#[path = "../examples/mounts.rs"]
mod mounts;
#[path = "../examples/namespaces.rs"]
mod namespaces;
#[path = "../examples/pidfd.rs"]
mod pidfd;
#[path = "../examples/seccomp.rs"]
mod seccomp;
#[path = "../examples/uring.rs"]
mod uring;

/// What an example's lines begin with where the kernel lacks what it shows.
const MISSING: &str = "missing: ";

/// Seconds after which a signal ends an example.
const LIMIT: u8 = 30;

/// Runs the example in a child; returns what it printed.
fn output(main: fn() -> Result<(), String>) -> Result<String, Failed> {
    let [out, into] = linux::pipe2(OPIPE::CLOEXEC)?;
    let child = match unsafe { linux::fork() }? {
        0 => {
            let mut end = itimerval::zeroed();
            end.it_value.tv_sec = LIMIT.into();
            let started = linux::setitimer(ITIMER::REAL, &end, None)
                .and_then(|()| unsafe { linux::dup3(into.fd(), 1, Default::default()) });
            let result = match started {
                Ok(_) => std::panic::catch_unwind(main),
                Err(error) => Ok(Err(error.to_string())),
            };
            let _ = std::io::stdout().flush();
            linux::exit_group(match result {
                Ok(Ok(())) => 0,
                Ok(Err(error)) => {
                    let _ = writeln!(std::io::stderr(), "{error}");
                    1
                }
                Err(_) => 101,
            })
        }
        child => child,
    };
    drop(into);
    let mut text = String::new();
    unsafe { std::fs::File::from_raw_fd(out.into_raw()) }.read_to_string(&mut text)?;
    let (_, status) = linux::wait4(child, W::empty(), None)?;
    match (status.exit_status(), status.term_signal()) {
        (Some(0), _) => Ok(text),
        (status, signal) => Err(format!("status {status:?}, signal {signal:?}: {text}").into()),
    }
}

/// A test that runs an example and has `check` look at what it printed.
fn example(
    name: &'static str,
    main: fn() -> Result<(), String>,
    check: fn(&str) -> Result<(), Box<dyn Error>>,
) -> Trial {
    Trial::test(name, move || {
        // Half of them look into it.
        if !std::path::Path::new("/proc/self").exists() {
            eprintln!("skipped: {name}: /proc is not mounted");
            return Ok(());
        }
        let text = output(main)?;
        if let Some(line) = text.lines().find(|line| line.starts_with(MISSING)) {
            eprintln!("skipped: {name}: {line}");
            return Ok(());
        }
        check(&text).map_err(|error| format!("{error}, in:\n{text}").into())
    })
}

/// An error where one of the parts is not in the text.
fn has<'a>(text: &str, parts: impl IntoIterator<Item = &'a str>) -> Result<(), Box<dyn Error>> {
    match parts.into_iter().find(|part| !text.contains(part)) {
        Some(part) => Err(format!("there is no {part:?}").into()),
        None => Ok(()),
    }
}

/// The errors of all examples have this in common.
fn told<E: Display>(result: Result<(), E>) -> Result<(), String> {
    result.map_err(|error| error.to_string())
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1); // for the forks
    let trials = vec![
        example(
            "directory",
            || told(directory::main()),
            |text| {
                let proc = text.lines().find(|line| line.ends_with(" proc"));
                let words = proc.unwrap_or_default().split_whitespace();
                match words.collect::<Vec<_>>()[..] {
                    ["d", "0555", _, _, "proc"] => Ok(()),
                    _ => Err("there is no /proc as it is everywhere".into()),
                }
            },
        ),
        example(
            "inotify",
            || told(inotify::main()),
            |text| {
                let events: Vec<_> = text.lines().collect();
                let expected = [
                    "IN(CREATE) draft",
                    "IN(CLOSE_WRITE) draft",
                    "IN(MOVED_FROM) draft",
                    "IN(MOVED_TO) letter",
                    "IN(DELETE) letter",
                ];
                (events == expected)
                    .then_some(())
                    .ok_or("other events".into())
            },
        ),
        example(
            "landlock",
            || told(landlock::main()),
            |text| {
                has(
                    text,
                    [
                        "\"/usr\" can be read",
                        "\"/usr/..\": Permission denied",
                        "\"/proc/version\": Permission denied",
                    ],
                )
            },
        ),
        example(
            "mounts",
            || told(mounts::main()),
            |text| {
                // What lasts, where it is there: a root directory need not be a mount.
                let table = std::fs::read_to_string("/proc/self/mountinfo")?;
                let points = table.lines().filter_map(|line| line.split(' ').nth(4));
                let lasting = points.filter(|point| ["/", "/proc"].contains(point));
                let lines: Vec<_> = lasting.map(|point| format!(" at {point}\n")).collect();
                has(text, lines.iter().map(String::as_str))
            },
        ),
        example(
            "namespaces",
            || told(namespaces::main()),
            |text| {
                has(
                    text,
                    [
                        "name is \"inside\"",
                        "links: lo",
                        "outside it is what it was",
                    ],
                )
            },
        ),
        example(
            "pidfd",
            || told(pidfd::main()),
            |text| has(text, ["it exited with 7\n"]),
        ),
        example(
            "seccomp",
            || told(seccomp::main()),
            |text| {
                let parent = format!("getppid: {}", std::process::id());
                has(text, ["socket: Permission denied", &parent])
            },
        ),
        example(
            "uring",
            || told(uring::main()),
            |text| {
                let version = std::fs::read_to_string("/proc/version")?;
                has(text, ["request 42, ", &version])
            },
        ),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}
