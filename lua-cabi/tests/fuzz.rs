//! Random calls over the whole API of the module, on each Lua host: nothing may crash, hang or leave a descriptor open.
//!
//! What there is to call comes from the description of the module, so what is added later is covered without being named here.
//! `tests/fuzz/fuzz.lua` does the calls, in namespaces of its own with an empty root; where those cannot be had it says so.
//!
//! ```text
//! cargo test -p lua-cabi --test fuzz                                   a few thousand calls on each host
//! FUZZ_CALLS=10000000 cargo test -p lua-cabi --test fuzz -- lua5.4     as many as that, in runs of 100,000
//! FUZZ_SEED=$RANDOM FUZZ_CALLS=100000 cargo test -p lua-cabi --test fuzz   from another seed; the same seed is the same run
//! FUZZ_WRAP="valgrind -q --error-exitcode=99" ...                      under another program
//! ```

use std::fmt::Write;
use std::fs::{self, File};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use lua_cabi::describe::{self, Info, Module};

// The tables name the functions that Lua calls, and those name Lua's own, which are in no library here.
std::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/absent.s")));

/// Calls on each host, unless `FUZZ_CALLS` says otherwise.
const CALLS: u64 = 10_000;
/// Where a run begins, so that `cargo test` does the same on every machine.
const SEED: u64 = 1;
/// Calls of one process: a fault is then among few.
const RUN: u64 = 100_000;
/// How long 1,000 calls may take: without a debugger some 10 ms.
const PER_THOUSAND: Duration = Duration::from_secs(4);
/// What the script ends with when it cannot be confined.
const SKIPPED: i32 = 77;

fn main() {
    let arguments = Arguments::from_args();
    let calls = number("FUZZ_CALLS").unwrap_or(CALLS);
    let seed = number("FUZZ_SEED").unwrap_or(SEED);
    let module = if arguments.list {
        PathBuf::new()
    } else {
        lua_hosts::build_module(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap_or_else(|reason| {
            eprintln!("{reason}");
            std::process::exit(101);
        })
    };
    let trials = lua_hosts::HOSTS.iter().map(|&(host, program)| {
        let module = module.clone();
        Trial::test(host, move || fuzz(host, program, &module, seed, calls))
    });
    let trials = trials.collect();
    if !arguments.list {
        println!("{calls} calls on each host, from seed {seed}");
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn fuzz(host: &str, program: &str, module: &Path, seed: u64, calls: u64) -> Result<(), Failed> {
    let folder = std::env::temp_dir().join(format!("fuzz-{host}-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let result = runs(program, module, &folder, seed, calls);
    fs::remove_dir_all(&folder)?;
    match result? {
        Some(reason) => println!("fuzz::{host}: {reason}"),
        None => println!("fuzz::{host}: {calls} calls from seed {seed}"),
    }
    Ok(())
}

/// Runs of at most [`RUN`] calls, each with a seed of its own. Says why when it cannot be done here.
fn runs(
    program: &str,
    module: &Path,
    folder: &Path,
    seed: u64,
    calls: u64,
) -> Result<Option<String>, Failed> {
    let api = folder.join("api.lua");
    let module_of = describe::systems().next().ok_or("no system")?;
    fs::write(&api, api_table(module_of))?;
    let wrap = std::env::var("FUZZ_WRAP").unwrap_or_default();
    let slow = if wrap.is_empty() { 1 } else { 100 };
    let (mut done, mut seed) = (0, seed);
    while done < calls {
        let count = RUN.min(calls - done);
        let root = folder.join(format!("root-{seed}"));
        fs::create_dir_all(&root)?;
        let mut words: Vec<&str> = wrap.split_whitespace().collect();
        words.push(program);
        let mut child = Command::new(words[0])
            .args(&words[1..])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/fuzz.lua"))
            .arg(&api)
            .args([seed.to_string(), count.to_string()])
            .arg(&root)
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("LUA_CPATH", module.join("lib?.so"))
            .current_dir(folder)
            // Files of its own: what it inherits it can change, devices of the machine too.
            .stdin(File::create_new(root.with_extension("stdin"))?)
            .stdout(File::create(folder.join("stdout"))?)
            .stderr(File::create(folder.join("stderr"))?)
            .process_group(0)
            .spawn()?;
        let limit = slow * (Duration::from_secs(30) + PER_THOUSAND * (count / 1000) as u32);
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if start.elapsed() > limit {
                child.kill()?;
                child.wait()?;
                break None;
            }
            thread::sleep(Duration::from_millis(5));
        };
        let said = read(&folder.join("stdout")) + &read(&folder.join("stderr"));
        match status {
            Some(status) if status.success() => {}
            Some(status) if status.code() == Some(SKIPPED) => return Ok(Some(said)),
            status => {
                let journal = last(&folder.join(format!("root-{seed}.journal")));
                let how = ended(status, limit);
                return Err(format!(
                    "{how}: FUZZ_SEED={seed} FUZZ_CALLS={count}\n{said}\nthe last calls:\n{journal}"
                )
                .into());
            }
        }
        (done, seed) = (done + count, seed + 1);
    }
    Ok(None)
}

fn ended(status: Option<ExitStatus>, limit: Duration) -> String {
    match status {
        None => format!("killed after {} seconds", limit.as_secs()),
        Some(status) => match status.signal() {
            Some(signal) => format!("killed by signal {signal}"),
            None => status.to_string(),
        },
    }
}

fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}

/// The last lines of a journal: a ring behind a position.
fn last(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    let Some((head, ring)) = bytes.split_at_checked(16) else {
        return "(no journal)".into();
    };
    let mut position = [0; size_of::<usize>()];
    position.copy_from_slice(&head[..size_of::<usize>()]);
    let end = usize::from_ne_bytes(position);
    let start = end.saturating_sub(ring.len());
    let text: Vec<u8> = (start..end).map(|at| ring[at % ring.len()]).collect();
    let text = String::from_utf8_lossy(&text).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// The description as a Lua table.
fn api_table(module: Module) -> String {
    let mut text = String::from("return {\nfunctions = {\n");
    for info in module.functions() {
        function(&mut text, info.name(), info);
    }
    text += "},\nmethods = {\n";
    let mut members = vec!["count", "next"];
    for ty in module.types() {
        for (name, info) in module.methods(ty) {
            function(&mut text, name, info);
            members.push(name);
        }
        members.extend(ty.members().map(|member| member.name));
        members.extend(
            ty.structure()
                .iter()
                .flat_map(|structure| structure.members())
                .map(|member| member.0),
        );
    }
    members.sort_unstable();
    members.dedup();
    text += "},\n";
    let containers: Vec<&str> = module.types().filter_map(|ty| ty.container()).collect();
    let types = module.types().map(|ty| ty.name());
    list(&mut text, "types", types.chain(containers.iter().copied()));
    let arrays = module.arrays().map(|array| array.0);
    list(
        &mut text,
        "arrays",
        arrays.chain(containers.iter().copied()),
    );
    list(&mut text, "members", members.into_iter());
    list(&mut text, "groups", module.groups().map(|group| group.name));
    text += "constants = {\n";
    for group in module.groups() {
        list(
            &mut text,
            &format!("[{:?}]", group.name),
            group.iter().map(|member| member.0),
        );
    }
    text + "},\n}\n"
}

fn function(text: &mut String, name: &str, info: Info) {
    let _ = writeln!(text, "[{name:?}] = {{");
    for parameter in info.parameters() {
        let accepts = parameter.accepts;
        let _ = write!(text, "  {{optional = {}, ", parameter.is_optional());
        if let Some(group) = accepts.group {
            let _ = write!(text, "constants = \"{group}\", ");
        }
        list(text, "types", accepts.lua.to_string().split('|'));
        text.push_str("  },\n");
    }
    text.push_str("},\n");
}

fn list<'a>(text: &mut String, name: &str, members: impl Iterator<Item = &'a str>) {
    let _ = write!(text, "{name} = {{");
    for member in members {
        let _ = write!(text, "{member:?}, ");
    }
    text.push_str("},\n");
}
