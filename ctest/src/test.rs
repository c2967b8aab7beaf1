//! `ctest test`: the unit tests of the crates on other architectures: std is compiled for each, the C library is that of Debian's cross
//! compilers, linked statically, and qemu-user runs what comes out. What it cannot do is in a list, with the reasons.

use std::fmt;

use crate::parallel;
use crate::target::{Target, find};
use crate::toolchain::{Toolchain, in_path};

/// Targets, and the prefix of the names of Debian's cross compilers.
const TARGETS: &[(&str, &str)] = &[
    ("x86", "i686-linux-gnu"),
    ("aarch64", "aarch64-linux-gnu"),
    ("arm", "arm-linux-gnueabihf"),
    ("powerpc64le", "powerpc64le-linux-gnu"),
    ("s390x", "s390x-linux-gnu"),
    ("riscv64", "riscv64-linux-gnu"),
    ("powerpc", "powerpc-linux-gnu"),
    ("mipsel", "mipsel-linux-gnu"),
];

/// The crates.
const CRATES: &[&str] = &[
    "syscall-consts",
    "syscall-types",
    "syscall-raw",
    "syscall-netlink",
];

/// Tests that qemu-user fails, of whatever crate.
struct Skipped {
    why: &'static str,
    /// Where; everywhere, if there are none.
    targets: &'static [&'static str],
    tests: &'static [&'static str],
}

/// As of qemu 7.2.
const SKIPPED: &[Skipped] = &[
    Skipped {
        why: "the test runs its own program anew, and the kernel knows nothing of the emulator",
        targets: &[],
        tests: &[
            "a_message_larger_than_the_buffer_is_an_error_and_the_socket_stays_usable",
            "a_refusal_says_why",
            "a_thousand_links_are_dumped",
            "addresses_that_are_added_are_seen",
            "events_arrive_and_lost_ones_are_told",
            "links_that_are_made_are_seen",
            "loopback_is_found_by_dump_by_index_and_by_name",
            "messages_of_other_processes_are_not_taken_for_the_kernels",
        ],
    },
    Skipped {
        why: "the emulator lacks a call, or an operation of it",
        targets: &[],
        tests: &[
            "futex::robust_lists",
            "limits::children_by_descriptor",
            "limits::mappings_that_move",
            "limits::select_and_descriptors",
            "other::metadata_and_openat2",
            "prctl::of_the_process",
            "prctl::of_the_thread",
            "ptrace::a_child_that_asks_for_it",
            "ptrace::a_child_that_is_seized",
            "transfer::several_pieces_at_a_position",
        ],
    },
    Skipped {
        why: "the emulator accepts or refuses what the kernel does not",
        targets: &[],
        tests: &[
            "fd::pipes",
            "memory::empty_memory",
            "other::message_queues",
            "sysv::semaphores",
        ],
    },
    Skipped {
        why: "the emulator leaves numbers in this machine's byte order",
        targets: &["s390x", "powerpc"],
        tests: &[
            "a_descriptor_of_somebody_elses_is_driven_and_left_open",
            "futex::locks_that_pass_priority_on",
            "sysv::queues",
        ],
    },
    Skipped {
        why: "the emulator loses the upper half of the offset of a mapping",
        targets: &["arm", "powerpc", "mipsel"],
        tests: &["memory::a_file_beyond_32_bits"],
    },
];

/// What came of the tests on a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The target's name.
    pub target: String,
    /// How many passed, failed, and were skipped.
    pub counts: [usize; 3],
    /// What was printed of those that failed.
    pub failures: String,
    /// The tests that were skipped, and why.
    pub skipped: Vec<(&'static str, &'static str)>,
}

impl Report {
    /// Whether tests ran, none failed, and those that were skipped exist.
    pub fn passes(&self) -> bool {
        let [passed, failed, skipped] = self.counts;
        passed > 0 && failed == 0 && self.failures.is_empty() && skipped == self.skipped.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [passed, failed, skipped] = self.counts;
        write!(
            f,
            "{}: {passed} tests passed, {failed} failed, {skipped} skipped",
            self.target
        )?;
        for same in self.skipped.chunk_by(|one, other| one.1 == other.1) {
            let tests: Vec<_> = same.iter().map(|(test, _)| *test).collect();
            write!(
                f,
                "\n  skipped, because {}: {}",
                same[0].1,
                tests.join(", ")
            )?;
        }
        if skipped != self.skipped.len() {
            write!(
                f,
                "\n  {} were to be skipped: there is no such test",
                self.skipped.len()
            )?;
        }
        match self.failures.trim_end() {
            "" => Ok(()),
            failures => write!(f, "\n{failures}"),
        }
    }
}

/// The targets of these names, or all in the table. The error is a name of none, with those that are.
fn select(names: &[String]) -> Result<Vec<&'static Target>, String> {
    let known = || TARGETS.iter().filter_map(|(name, _)| find(name));
    if names.is_empty() {
        return Ok(known().collect());
    }
    let one = |name: &String| {
        let found = known().find(|target| target.name == name || target.rust == name);
        found.ok_or_else(|| {
            let all: Vec<_> = TARGETS.iter().map(|target| target.0).collect();
            format!(
                "no tests for a target `{name}`; there are {}",
                all.join(", ")
            )
        })
    };
    names.iter().map(one).collect()
}

/// Builds and runs the tests for these targets, or for all in the table, and prints what came of them; whether all passed.
///
/// # Errors
///
/// A name that is no such target, or what is missing for all.
pub fn test(names: &[String]) -> Result<bool, String> {
    let targets = select(names)?;
    let tools = Toolchain::new();
    tools.rustc()?;
    if targets.iter().any(|target| target.rust.starts_with("mips")) {
        tools.fetch_zig()?;
    }
    let well = parallel::report(&targets, |target| one(&tools, target), Report::passes);
    Ok(well)
}

/// Builds and runs the tests for a target. The error is what is missing.
fn one(tools: &Toolchain, target: &Target) -> Result<Report, String> {
    let cross = TARGETS.iter().find(|known| known.0 == target.name);
    let (_, cross) = cross.ok_or_else(|| format!("no cross compiler for {}", target.name))?;
    let linker = format!("{cross}-gcc");
    if in_path(&linker).is_none() {
        return Err(format!(
            "there is no {linker}: `apt-get install gcc-{cross}`"
        ));
    }
    let emulator = tools.emulator(target)?;
    let skipped: Vec<_> = SKIPPED
        .iter()
        .filter(|skipped| {
            emulator.is_some()
                && (skipped.targets.is_empty() || skipped.targets.contains(&target.name))
        })
        .flat_map(|skipped| skipped.tests.iter().map(|&test| (test, skipped.why)))
        .collect();

    let key = |name| {
        let triple = target.rust.to_uppercase().replace('-', "_");
        format!("CARGO_TARGET_{triple}_{name}")
    };
    let mut cargo = tools.cargo(target, "test")?;
    // The later one counts.
    cargo.arg("-Zbuild-std=std,panic_unwind");
    cargo.args(["--quiet", "--no-fail-fast", "--lib", "--tests"]);
    cargo.args(CRATES.iter().flat_map(|name| ["-p", name]));
    cargo.args(["--", "--exact"]);
    cargo.args(skipped.iter().flat_map(|(test, _)| ["--skip", test]));
    cargo
        .env(key("LINKER"), &linker)
        .env(key("RUSTFLAGS"), "-Ctarget-feature=+crt-static")
        .env("CARGO_PROFILE_DEV_PANIC", "unwind");
    if let Some(emulator) = &emulator {
        cargo.env(key("RUNNER"), emulator);
    }
    let output = cargo.output().map_err(|e| format!("cargo: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut report = Report {
        target: target.name.to_owned(),
        skipped,
        ..Report::default()
    };
    report.add(&text);
    if !output.status.success() {
        report.failures = format!("{text}{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(report)
}

impl Report {
    /// Adds what test programs say in the end: `test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out;`.
    fn add(&mut self, output: &str) {
        for line in output
            .lines()
            .filter(|line| line.starts_with("test result: "))
        {
            for part in line.split([';', '.']) {
                let mut words = part.split_whitespace();
                let number = words.next().and_then(|number| number.parse::<usize>().ok());
                let index = match words.next() {
                    Some("passed") => 0,
                    Some("failed") => 1,
                    Some("filtered") => 2,
                    _ => continue,
                };
                if let Some(count) = self.counts.get_mut(index) {
                    *count += number.unwrap_or(0);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let mut report = Report::default();
        report.add(
            "running 8 tests\n........\ntest result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out; finished in \
             0.00s\n\ntest result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n",
        );
        assert_eq!(report.counts, [9, 3, 1]);
        assert!(!report.passes());
    }

    #[test]
    fn targets() {
        let all = select(&[]).expect("all");
        assert_eq!(all.len(), TARGETS.len());
        assert!(select(&["mipsel".to_owned()]).is_ok_and(|one| one[0].name == "mipsel"));
        assert!(select(&["m68k".to_owned()]).is_err());
    }
}
