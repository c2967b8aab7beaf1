//! The commands of `ctest`. Each is for every target, or for those that are named.

use std::env;
use std::process::ExitCode;

use ctest::build;
use ctest::linux::{self, Report};
use ctest::parallel::each;
use ctest::run;
use ctest::target;
use ctest::test;
use ctest::toolchain::Toolchain;
use ctest::unit::Compiler;

/// A command: its name, what follows it, what it does, and the function, which says whether all is well.
type Command = (
    &'static str,
    &'static str,
    &'static str,
    fn(&[String]) -> Result<bool, String>,
);

const COMMANDS: &[Command] = &[
    (
        "linux",
        "[--absent] [host | target...]",
        "compares with the C headers of every target or of these; lists what they lack",
        compare_linux,
    ),
    (
        "check",
        "[target...]",
        "checks every library for every target or for these, of other systems too, with core alone",
        build::check,
    ),
    (
        "build",
        "[target...]",
        "as check, and makes the machine code",
        build::build,
    ),
    (
        "run",
        "[target...]",
        "tries the system calls in a program without a C library, for every target or for these",
        run::run,
    ),
    (
        "test",
        "[target...]",
        "runs the unit tests for the targets that have a C library at hand, or for these",
        test::test,
    ),
];

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
    for (target, result) in targets.iter().zip(each(&targets, |&target| {
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
