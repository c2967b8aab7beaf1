//! The prompt: line editing with a history that is kept in the user's state folder.

use std::env;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Config, Editor};

use crate::interp::{Lua, Outcome};

/// Reads and runs until the end of the input (Ctrl-D). Ctrl-C drops what was typed. Only what is typed at a terminal has
/// prompts and is remembered.
pub fn run(lua: &Lua, terminal: bool) {
    let config = Config::builder().auto_add_history(false).build();
    let mut editor = match Editor::<(), FileHistory>::with_config(config) {
        Ok(editor) => editor,
        Err(e) => return eprintln!("luasys: {e}"),
    };
    let history = if terminal { history_file() } else { None };
    if let Some(path) = &history {
        // There is none the first time.
        let _ = editor.load_history(path);
    }
    let mut text = String::new();
    loop {
        let (global, standard) = if text.is_empty() {
            (c"_PROMPT", "> ")
        } else {
            (c"_PROMPT2", ">> ")
        };
        let prompt = match terminal {
            true => lua.global(global).map_or(standard.into(), |p| {
                String::from_utf8_lossy(&p).into_owned()
            }),
            // Where TERM is "dumb", the editor writes it into a file too.
            false => String::new(),
        };
        match editor.readline(&prompt) {
            Ok(line) => {
                // Kept before it runs, since it may end the program.
                if !line.trim().is_empty() && editor.add_history_entry(&line).unwrap_or(false) {
                    // A history that cannot be written is no reason to stop.
                    let _ = history.as_ref().map(|path| editor.append_history(path));
                }
                text.push_str(&line);
            }
            Err(ReadlineError::Interrupted) => {
                text.clear();
                continue;
            }
            Err(ReadlineError::Eof) => break,
            Err(e) => {
                eprintln!("luasys: {e}");
                break;
            }
        }
        text.push('\n');
        if lua.eval(text.trim_end_matches('\n').as_bytes()) == Outcome::Done {
            text.clear();
        }
    }
    if terminal {
        println!();
    }
}

/// `luasys/history` in the user's state folder (XDG Base Directory Specification), with the folders made.
fn history_file() -> Option<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let state =
        absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")))?;
    let folder = state.join("luasys");
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .ok()?;
    Some(folder.join("history"))
}
