//! `ctest linux`: compares with the headers of Linux of every target, or of those that are named.

use std::env;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ctest::linux::{self, Report};
use ctest::target::{self, Target};
use ctest::toolchain::Toolchain;
use ctest::unit::Compiler;

/// A command: its name, what follows it, what it does, and the function, which says whether all is well.
type Command = (
    &'static str,
    &'static str,
    &'static str,
    fn(&[String]) -> Result<bool, String>,
);

const COMMANDS: &[Command] = &[(
    "linux",
    "[--absent] [host | target...]",
    "compares with the C headers of every target or of these; lists what they lack",
    compare_linux,
)];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let named = arguments.split_first().and_then(|(name, rest)| {
        let command = COMMANDS.iter().find(|command| command.0 == name)?;
        Some((command.3, rest))
    });
    let Some((function, rest)) = named else {
        for (name, arguments, what, _) in COMMANDS {
            eprintln!("ctest {name} {arguments}: {what}");
        }
        return ExitCode::from(2);
    };
    match function(rest) {
        Ok(well) => ExitCode::from(u8::from(!well)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn compare_linux(arguments: &[String]) -> Result<bool, String> {
    let (details, names) = match arguments {
        [flag, names @ ..] if flag == "--absent" => (true, names),
        names => (false, names),
    };
    let show = |report: &Report| {
        if details {
            print!("{}", report.details());
        }
        println!("{report}");
        report.passes()
    };
    if names == ["host"] {
        let compiler =
            Compiler::host().ok_or("there is no C compiler: install one, or name it in CC")?;
        return Ok(show(&linux::compare_host(&compiler)?));
    }
    let targets = target::select(names)?;
    let tools = Toolchain::new();
    tools.rustc()?;
    tools.fetch_zig()?;
    let mut well = true;
    for (target, result) in targets.iter().zip(each(&targets, |target| {
        eprintln!("{}: compiling", target.name);
        linux::compare_target(&tools, target)
    })) {
        match result {
            Ok(report) => well &= show(&report),
            Err(error) => {
                well = false;
                println!("{}: {error}", target.name);
            }
        }
    }
    Ok(well)
}

/// Does something with each target, with as many at a time as there are processors; the results are in the same order.
fn each<T: Send>(targets: &[&Target], one: impl Fn(&Target) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(target) = targets.get(index) else {
                return results;
            };
            results.push((index, one(target)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no target panics"))
            .collect()
    });
    results.sort_by_key(|result| result.0);
    results.into_iter().map(|result| result.1).collect()
}
