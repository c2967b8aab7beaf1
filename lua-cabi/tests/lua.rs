//! Runs every `tests/lua/*.lua` on each of the six Lua hosts, as a test named like `fd::lua5.1`.
//!
//! The module under test is the shared object, built first in release by a Cargo of its own: `cargo test` cannot build
//! it, since it builds everything to unwind. Each test is a process that finds the module and `tests/lua/lib/test.lua`,
//! starts in an empty folder of its own and reports in the form of the Test Anything Protocol. After the results stands
//! what was skipped, with the reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use rustix::process::{Pid, Signal, kill_process_group};

/// A test that runs longer is killed, and failed.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The skipped cases: by case (`fd::opens`) and reason, the hosts.
type Skipped = BTreeMap<(String, String), BTreeSet<&'static str>>;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lua");
    let module = if arguments.list {
        PathBuf::new()
    } else {
        lua_hosts::build_module(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap_or_else(|reason| {
            eprintln!("{reason}");
            std::process::exit(101);
        })
    };
    let skipped = Arc::new(Mutex::new(Skipped::new()));
    let mut trials = Vec::new();
    for file in lua_files(&folder) {
        let stem = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for &(host, program) in lua_hosts::HOSTS {
            let test = Test {
                stem: stem.clone(),
                file: file.clone(),
                host,
                program,
                module: module.clone(),
            };
            let skipped = Arc::clone(&skipped);
            trials.push(Trial::test(format!("{stem}::{host}"), move || {
                test.run(&skipped)
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let skipped = skipped.lock().unwrap_or_else(|e| e.into_inner());
    let count: usize = skipped.values().map(BTreeSet::len).sum();
    println!("{count} cases skipped");
    for ((case, reason), hosts) in skipped.iter() {
        println!(
            "    {case} on {}: {reason}",
            Vec::from_iter(hosts.iter().copied()).join(", ")
        );
    }
    conclusion.exit();
}

fn lua_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the test folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "lua"))
        .collect();
    files.sort();
    files
}

/// One file on one host.
struct Test {
    stem: String,
    file: PathBuf,
    host: &'static str,
    program: &'static str,
    module: PathBuf,
}

impl Test {
    fn run(&self, skipped: &Mutex<Skipped>) -> Result<(), Failed> {
        let folder = Folder::new()?;
        let (status, late) = self.process(&folder.0)?;
        let output = read(&folder.0.join("stdout"));
        let report = Report::parse(&output);
        let mut all = skipped.lock().unwrap_or_else(|e| e.into_inner());
        for (case, reason) in &report.skipped {
            let case = format!("{}::{case}", self.stem);
            all.entry((case, reason.clone()))
                .or_default()
                .insert(self.host);
        }
        drop(all);
        let mut problems = report.problems;
        if late {
            problems.push(format!("killed after {} seconds", TIMEOUT.as_secs()));
        } else if let Some(signal) = status.signal() {
            problems.push(format!("killed by signal {signal}"));
        } else if !status.success() && problems.is_empty() {
            problems.push(format!("{status}"));
        }
        if problems.is_empty() {
            return Ok(());
        }
        problems.extend(report.rest);
        problems.extend(read(&folder.0.join("stderr")).lines().map(str::to_owned));
        Err(problems.join("\n").into())
    }

    /// Runs the process to its end, and says whether it had to be killed. Its output goes to files: a pipe would stay open
    /// as long as any child that it leaves behind.
    fn process(&self, folder: &Path) -> io::Result<(ExitStatus, bool)> {
        let work = folder.join("work");
        fs::create_dir(&work)?;
        let library = self.file.with_file_name("lib").join("?.lua");
        let mut child = Command::new(self.program)
            .args(["-e", "require('test').main()", "--"])
            .arg(&self.file)
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("LUA_PATH", library)
            .env("LUA_CPATH", self.module.join("lib?.so"))
            .env("TEST_TMP", &work)
            .current_dir(&work)
            .stdin(Stdio::null())
            .stdout(File::create(folder.join("stdout"))?)
            .stderr(File::create(folder.join("stderr"))?)
            .process_group(0)
            .spawn()?;
        let ended = wait(&mut child);
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            // Whatever is left of the group, children of the test included; usually nothing.
            let _ = kill_process_group(group, Signal::KILL);
        }
        match ended? {
            Some(status) => Ok((status, false)),
            None => Ok((child.wait()?, true)),
        }
    }
}

/// Waits for the end, or until the time is up.
fn wait(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    while start.elapsed() < TIMEOUT {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(None)
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

/// What `test.lua` printed.
#[derive(Default)]
struct Report {
    problems: Vec<String>,
    /// Case and reason.
    skipped: Vec<(String, String)>,
    /// Output of other form, which the test itself printed.
    rest: Vec<String>,
}

impl Report {
    fn parse(output: &str) -> Report {
        let mut report = Report::default();
        let (mut cases, mut planned, mut in_problem, mut running) = (0, None, false, "");
        for line in output.lines() {
            let (text, reason) = match line.split_once(" # SKIP ") {
                Some((text, reason)) => (text, Some(reason)),
                None => (line, None),
            };
            if let Some(name) = line.strip_prefix("# case: ") {
                running = name;
                in_problem = false;
                continue;
            }
            if let Some(details) = line.strip_prefix("# ").filter(|_| in_problem) {
                report.problems.push(format!("    {details}"));
                continue;
            }
            in_problem = false;
            if text.starts_with("not ok ") || text.starts_with("Bail out!") {
                cases += usize::from(text.starts_with("not"));
                report.problems.push(text.to_owned());
                in_problem = true;
            } else if let Some(name) = text.strip_prefix("ok ").and_then(|t| t.split_once(" - ")) {
                cases += 1;
                if let Some(reason) = reason {
                    report.skipped.push((name.1.to_owned(), reason.to_owned()));
                }
            } else if let Some(plan) = text
                .strip_prefix("1..")
                .and_then(|n| n.parse::<usize>().ok())
            {
                planned = Some(plan);
                if let Some(reason) = reason {
                    report
                        .skipped
                        .push(("(rest of the file)".to_owned(), reason.to_owned()));
                } else if plan == 0 {
                    report.problems.push("the file has no case".to_owned());
                }
            } else {
                report.rest.push(line.to_owned());
            }
        }
        if planned != Some(cases) {
            report
                .problems
                .push(format!("ended early; the last case: {running}"));
        }
        report
    }
}

/// A temporary folder with a short path (the address of a Unix socket has to fit), removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Folder> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("lua-{}-{count}", std::process::id()));
        fs::create_dir(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(e) = fs::remove_dir_all(&self.0) {
            eprintln!("{}: {e}", self.0.display());
        }
    }
}
