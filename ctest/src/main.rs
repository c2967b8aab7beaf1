//! `ctest linux`: compares with the headers of the machine that it runs on.

use std::env;
use std::process::ExitCode;

use ctest::linux;
use ctest::unit::Compiler;

const USAGE: &str = "usage: ctest linux";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments != ["linux"] {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let Some(compiler) = Compiler::host() else {
        eprintln!("there is no C compiler: install one, or name it in CC");
        return ExitCode::from(2);
    };
    match linux::compare(&compiler) {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(!report.passes()))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
