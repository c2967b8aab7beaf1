//! The command line, by the rules of the standard program `lua` (lua(1)).

use std::ffi::{CStr, CString};

/// What `-h` and a wrong option print.
pub const USAGE: &str = "\
usage: luasys [options] [script [args]]
Available options are:
  -e stat   execute string 'stat'
  -i        enter interactive mode after executing 'script'
  -l mod    require library 'mod' into global 'mod'
  -l g=mod  require library 'mod' into global 'g'
  -v        show version information
  -E        ignore environment variables
  --        stop handling options
  -         stop handling options and execute stdin
";

/// Why the options are not understood.
pub enum Wrong<'a> {
    Unknown(&'a CStr),
    NeedsArgument(&'a CStr),
    /// `-h`.
    Help,
}

/// What is to be done before the script, in the order of the command line.
pub enum Action<'a> {
    Execute(&'a CStr),
    Require(&'a CStr),
}

/// The options given.
#[derive(Default)]
pub struct Options<'a> {
    pub actions: Vec<Action<'a>>,
    pub interactive: bool,
    pub version: bool,
    pub ignore_environment: bool,
    /// Position of the script among the arguments.
    pub script: Option<usize>,
    /// The script is `-`: standard input.
    pub stdin_script: bool,
}

impl<'a> Options<'a> {
    /// Reads the arguments, the program's name first.
    pub fn parse(arguments: &'a [CString]) -> Result<Options<'a>, Wrong<'a>> {
        let mut options = Options::default();
        let mut rest = arguments.iter().enumerate().skip(1);
        while let Some((position, argument)) = rest.next() {
            let (letter, tail) = match argument.to_bytes_with_nul() {
                [b'-', 0] => {
                    options.script = Some(position);
                    options.stdin_script = true;
                    break;
                }
                b"--\0" => {
                    options.script = rest.next().map(|(position, _)| position);
                    break;
                }
                [b'-', letter, tail @ ..] => {
                    (*letter, CStr::from_bytes_with_nul(tail).unwrap_or_default())
                }
                _ => {
                    options.script = Some(position);
                    break;
                }
            };
            match letter {
                b'e' | b'l' => {
                    let value = if tail.is_empty() {
                        rest.next().map(|(_, value)| value.as_c_str())
                    } else {
                        Some(tail)
                    };
                    let value = value.ok_or(Wrong::NeedsArgument(argument))?;
                    options.actions.push(match letter {
                        b'e' => Action::Execute(value),
                        _ => Action::Require(value),
                    });
                }
                b'i' if tail.is_empty() => options.interactive = true,
                b'v' if tail.is_empty() => options.version = true,
                b'E' if tail.is_empty() => options.ignore_environment = true,
                b'h' if tail.is_empty() => return Err(Wrong::Help),
                _ => return Err(Wrong::Unknown(argument)),
            }
        }
        Ok(options)
    }

    /// Neither script nor code nor version was asked for: standard input is what is left. (`-l` alone leaves it so, too.)
    pub fn nothing_to_do(&self) -> bool {
        let executes = self
            .actions
            .iter()
            .any(|action| matches!(action, Action::Execute(_)));
        self.script.is_none() && !executes && !self.version && !self.interactive
    }
}
