//! `ctest build`: builds every library of the workspace for every target, with nothing but `core`, and those below also by
//! themselves. `ctest check`: all together and without machine code, in a third of the time.
//!
//! Nothing is linked, so no target needs a C library or a linker of its own.

use std::process::Command;
use std::time::Instant;

use crate::parallel::each;
use crate::target::{self, Target};
use crate::toolchain::Toolchain;

/// The libraries. None may need `alloc` or `std`: there is only `core` to build them with.
const LIBRARIES: &[&str] = &[
    "syscall-consts",
    "syscall-types",
    "syscall-raw",
    "syscall-netlink",
    "syscall-bsd",
    "lua-cabi",
];

/// Those whose features are optional additions, which the others turn on.
const BARE: &[&str] = &["syscall-consts", "syscall-types", "syscall-raw"];

/// What is built besides the table of [`target`]: the other float ABI of Arm, and the other systems.
const OTHERS: &[&str] = &[
    "arm-unknown-linux-gnueabi",
    "x86_64-unknown-netbsd",
    "i686-unknown-netbsd",
    "aarch64-unknown-netbsd",
    "x86_64-unknown-freebsd",
    "i686-unknown-freebsd",
    "aarch64-unknown-freebsd",
    "x86_64-unknown-openbsd",
    "i686-unknown-openbsd",
    "aarch64-unknown-openbsd",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
];

/// What is built for: a row of the table, or a triple alone.
#[derive(Copy, Clone)]
enum Goal {
    Linux(&'static Target),
    Other(&'static str),
}

impl Goal {
    fn triple(self) -> &'static str {
        match self {
            Goal::Linux(target) => target.rust,
            Goal::Other(triple) => triple,
        }
    }

    fn cargo(self, tools: &Toolchain, command: &str) -> Result<Command, String> {
        match self {
            Goal::Linux(target) => tools.cargo(target, command),
            Goal::Other(triple) => tools.cargo_for(triple, triple, command),
        }
    }

    /// Has cargo do it with each of these sets for this goal.
    fn run(self, tools: &Toolchain, command: &str, sets: &[&[&str]]) -> Result<(), String> {
        for packages in sets {
            let mut cargo = self.cargo(tools, command)?;
            cargo.args(["--quiet", "--lib", "--no-default-features"]);
            cargo.args(
                packages
                    .iter()
                    .map(|package| format!("--package={package}")),
            );
            let output = cargo.output().map_err(|e| format!("cargo: {e}"))?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned());
            }
        }
        Ok(())
    }
}

/// The goals of these names (of the table, or triples), or every one when there is no name.
fn select(names: &[String]) -> Result<Vec<Goal>, String> {
    let other = |name: &String| OTHERS.iter().find(|triple| *triple == name).copied();
    if names.is_empty() {
        let linux = target::TARGETS.iter().map(Goal::Linux);
        return Ok(linux
            .chain(OTHERS.iter().copied().map(Goal::Other))
            .collect());
    }
    names
        .iter()
        .map(|name| match other(name) {
            Some(triple) => Ok(Goal::Other(triple)),
            None => target::select(std::slice::from_ref(name))
                .map(|found| Goal::Linux(found[0]))
                .map_err(|why| format!("{why}, {}", OTHERS.join(", "))),
        })
        .collect()
}

/// Builds for these targets and prints a line for each; whether all were built.
///
/// # Errors
///
/// A name that is no target, or what is missing.
pub fn build(names: &[String]) -> Result<bool, String> {
    run("build", &[BARE, LIBRARIES], names)
}

/// As [`build`], but only checks.
///
/// # Errors
///
/// As of [`build`].
pub fn check(names: &[String]) -> Result<bool, String> {
    run("check", &[LIBRARIES], names)
}

/// Has cargo do it for as many targets at once as there are processors.
fn run(command: &str, sets: &[&[&str]], names: &[String]) -> Result<bool, String> {
    let goals = select(names)?;
    let tools = Toolchain::new();
    if goals.iter().any(|goal| goal.triple().starts_with("mips")) {
        tools.fetch_zig()?;
    }
    let results = each(&goals, |goal| {
        let start = Instant::now();
        let result = goal.run(&tools, command, sets);
        match &result {
            Ok(()) => println!("{}: {} s", goal.triple(), start.elapsed().as_secs()),
            Err(why) => println!("{}: failed\n{}", goal.triple(), why.trim_end()),
        }
        result.is_err()
    });
    let failed = results.into_iter().filter(|&failed| failed).count();
    println!(
        "{command}: {} libraries, {} targets, {failed} failed",
        LIBRARIES.len(),
        goals.len()
    );
    Ok(failed == 0)
}
