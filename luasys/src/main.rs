//! `luasys`: LuaJIT with the module `syscall` built in. It behaves as the standard program `lua` does: see `luasys -h`.

mod api;
mod interp;
mod options;
mod repl;

use std::env;
use std::ffi::CString;
use std::io::{self, IsTerminal};
use std::os::unix::ffi::OsStringExt;
use std::process::ExitCode;

use interp::{Failed, Lua, Source};
use options::{Action, Options, Wrong};

fn main() -> ExitCode {
    interp::restore_sigpipe();
    // An argument of a process cannot hold a zero byte.
    let arguments: Vec<CString> = env::args_os()
        .filter_map(|a| CString::new(a.into_vec()).ok())
        .collect();
    let options = match Options::parse(&arguments) {
        Ok(options) => options,
        Err(wrong) => {
            match wrong {
                Wrong::Unknown(option) => {
                    eprintln!("luasys: unrecognized option '{}'", option.to_string_lossy())
                }
                Wrong::NeedsArgument(option) => {
                    eprintln!("luasys: '{}' needs argument", option.to_string_lossy())
                }
                Wrong::Help => {}
            }
            eprint!("{}", options::USAGE);
            return ExitCode::FAILURE;
        }
    };
    match run(&arguments, &options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::FAILURE,
    }
}

/// Does what the options ask for, in the order of the standard program. Errors have been printed when it returns.
fn run(arguments: &[CString], options: &Options<'_>) -> Result<(), Failed> {
    let lua = Lua::new(options.ignore_environment)?;
    let script = options.script.unwrap_or(arguments.len());
    lua.set_arg(arguments, if script < arguments.len() { script } else { 0 })?;
    let on_terminal = io::stdin().is_terminal();
    let prompt = options.interactive || (options.nothing_to_do() && on_terminal);
    if options.version || prompt {
        lua.print_version()?;
    }
    if !options.ignore_environment {
        lua.run_init()?;
    }
    for action in &options.actions {
        match *action {
            Action::Execute(code) => {
                lua.run(Source::Text(code.to_bytes(), c"=(command line)"), &[])?
            }
            Action::Require(name) => lua.require(name)?,
        }
    }
    if let Some((name, rest)) = arguments.get(script..).and_then(<[_]>::split_first) {
        let source = if options.stdin_script {
            Source::Stdin
        } else {
            Source::File(name)
        };
        lua.run(source, rest)?;
    } else if options.nothing_to_do() && !on_terminal {
        lua.run(Source::Stdin, &[])?;
    }
    if prompt {
        repl::run(&lua, on_terminal);
    }
    Ok(())
}
