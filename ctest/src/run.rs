//! `ctest run`: builds the program of `ctest/run` for a target and runs it: natively, or under qemu-user. It is built without
//! optimisation and with, since the trap's registers stand among others then.

use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::parallel;
use crate::target::{self, Target};
use crate::toolchain::Toolchain;

/// The levels of optimisation. Of what the program depends on, they concern what is inlined, and every trap is.
const LEVELS: [u8; 2] = [0, 2];

/// How long the program may run. It needs less than a second, or a few under an emulator on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// What came of the checks on a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The target's name.
    pub target: String,
    /// What ran the program: `qemu-arm 7.2.19`, or `natively`.
    pub runner: String,
    /// The names of the checks.
    pub checks: Vec<String>,
    /// The checks that failed, and how.
    pub failures: Vec<(String, String)>,
    /// What was not tried, or is worth knowing.
    pub notes: Vec<String>,
}

impl Report {
    /// Whether there were checks, and none failed.
    pub fn passes(&self) -> bool {
        self.failures.is_empty() && !self.checks.is_empty()
    }

    /// Adds what the program printed (see `ctest/run/src/main.rs`) and how it ended.
    fn add(&mut self, output: &str, how: &str) {
        let (mut current, mut child, mut ended) = (None, None, false);
        for line in output.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match (word, current) {
                ("check", None) => {
                    current = Some(rest);
                    insert(&mut self.checks, rest);
                }
                ("note", Some(_)) => insert(&mut self.notes, rest),
                ("child", Some(_)) => child = Some(rest),
                ("ok", Some(_)) => current = None,
                ("failed", Some(check)) => {
                    current = None;
                    self.fail(check, child.take().unwrap_or(rest));
                }
                ("end", None) => ended = true,
                (_, check) => self.fail(check.unwrap_or("between checks"), line),
            }
        }
        if !ended || (how == "exit status: 0") != self.failures.is_empty() {
            self.fail(current.unwrap_or("the end"), how);
        }
    }

    fn fail(&mut self, check: &str, how: &str) {
        let failure = (check.to_owned(), how.to_owned());
        if !self.failures.contains(&failure) {
            self.failures.push(failure);
        }
    }
}

fn insert(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|other| other == name) {
        names.push(name.to_owned());
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = |check: &&String| self.failures.iter().any(|failure| failure.0 == **check);
        let (all, bad) = (self.checks.len(), self.checks.iter().filter(failed).count());
        write!(
            f,
            "{} ({}): {} of {all} checks",
            self.target,
            self.runner,
            all - bad
        )?;
        if !self.notes.is_empty() {
            write!(f, "; {}", self.notes.join(", "))?;
        }
        for (check, how) in &self.failures {
            write!(f, "\n  {check}: {how}")?;
        }
        Ok(())
    }
}

/// Builds and runs the program for these targets, or for every one, and prints a line for each; whether all checks hold.
///
/// # Errors
///
/// A name that is no target, or what is missing for all.
pub fn run(names: &[String]) -> Result<bool, String> {
    let targets = target::select(names)?;
    let tools = Toolchain::new();
    tools.rustc()?;
    if targets.iter().any(|target| target.rust.starts_with("mips")) {
        tools.fetch_zig()?;
    }
    let well = parallel::report(&targets, |target| one(&tools, target), Report::passes);
    Ok(well)
}

/// Builds and runs the program for a target. The error is what is missing, what the compiler says, or why it cannot be run.
fn one(tools: &Toolchain, target: &Target) -> Result<Report, String> {
    target.linker.arguments()?;
    let emulator = tools.emulator(target)?;
    let mut report = Report {
        target: target.name.to_owned(),
        runner: match &emulator {
            Some(emulator) => version(emulator)?,
            None => "natively".to_owned(),
        },
        ..Report::default()
    };
    for level in LEVELS {
        let program = build(tools, target, level)?;
        let folder = tools.folder(target)?.join("run");
        let failed = |e| format!("{}: {e}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(failed)?;
        }
        fs::create_dir(&folder).map_err(failed)?;
        let mut command = match &emulator {
            Some(emulator) => Command::new(emulator),
            None => Command::new(&program),
        };
        if emulator.is_some() {
            command.args([program.as_os_str(), "emulated".as_ref()]);
        }
        let (output, status) = wait(command.current_dir(&folder))?;
        report.add(&output, &status);
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    Ok(report)
}

/// The program at a level of optimisation.
fn build(tools: &Toolchain, target: &Target, level: u8) -> Result<PathBuf, String> {
    let mut cargo = tools.cargo(target, "rustc")?;
    cargo
        .args(["-Zbuild-std-features=compiler-builtins-mem", "--quiet"])
        .args(["-p", "ctest-run", "--features", "bare", "--config"])
        .arg(format!("profile.dev.package.ctest-run.opt-level={level}"))
        .arg("--")
        .args(target.linker.arguments()?)
        .args(["-Crelocation-model=static", "-Clink-arg=-static"]);
    // rustc uses the vectors of LoongArch for copies, and qemu 7.2 has none.
    if target.name == "loongarch64" {
        let key = "CARGO_TARGET_LOONGARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS";
        cargo.env(key, "-Ctarget-feature=-lsx");
    }
    let output = cargo.output().map_err(|e| format!("cargo: {e}"))?;
    if !output.status.success() {
        let messages = String::from_utf8_lossy(&output.stderr);
        return Err(format!("ctest-run does not compile:\n{messages}"));
    }
    let folder = tools.cargo_folder(target.name).join(target.rust);
    Ok(folder.join("debug/ctest-run"))
}

/// The name and the version of an emulator.
fn version(emulator: &Path) -> Result<String, String> {
    let output = Command::new(emulator).arg("--version").output();
    let output = output.map_err(|e| format!("{}: {e}", emulator.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    // qemu-arm version 7.2.19 (Debian 1:7.2+dfsg-7+deb12u15)
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(name), Some("version"), Some(number)) => Ok(format!("{name} {number}")),
        _ => Err(format!("{} tells no version", emulator.display())),
    }
}

/// Runs a command up to the limit; what it printed, and how it ended.
fn wait(command: &mut Command) -> Result<(String, String), String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    // All that the program prints has room in a pipe, so nothing has to be read before it ends.
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.to_string(),
            Ok(None) if start.elapsed() < LIMIT => thread::sleep(Duration::from_millis(10)),
            Ok(None) => {
                // It may have ended by now.
                let _ = child.kill();
                let _ = child.wait();
                break format!("still running after {} s", LIMIT.as_secs());
            }
            Err(error) => return Err(error.to_string()),
        }
    };
    let mut output = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut output).map_err(|e| e.to_string())?;
    }
    Ok((String::from_utf8_lossy(&output).into_owned(), status))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(output: &str, how: &str) -> String {
        let mut report = Report {
            target: "arm".to_owned(),
            runner: "qemu".to_owned(),
            ..Report::default()
        };
        report.add(output, how);
        assert_eq!(report.passes(), report.failures.is_empty());
        report.to_string()
    }

    #[test]
    fn outputs() {
        let (well, badly) = ("exit status: 0", "exit status: 1");
        assert_eq!(
            report("check a\nnote no b\nok\ncheck c\nok\nend\n", well),
            "arm (qemu): 2 of 2 checks; no b"
        );
        assert_eq!(
            report(
                "check a\nfailed x: EIO\ncheck b\nchild y: 1\nfailed b: 256\nend\n",
                badly
            ),
            "arm (qemu): 0 of 2 checks\n  a: x: EIO\n  b: y: 1"
        );
        assert_eq!(
            report("check a\nok\ncheck b\n", "signal: 11 (SIGSEGV)"),
            "arm (qemu): 1 of 2 checks\n  b: signal: 11 (SIGSEGV)"
        );
        assert_eq!(
            report("check a\npanicked\nok\nend\n", well),
            "arm (qemu): 0 of 1 checks\n  a: panicked\n  the end: exit status: 0"
        );
        assert_eq!(
            report("check a\nok\nend\n", badly),
            "arm (qemu): 1 of 1 checks\n  the end: exit status: 1"
        );
    }
}
