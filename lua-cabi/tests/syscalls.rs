//! Lua has all that `syscall-raw` has: each of its functions is one of Lua's of the same name, or stands in `syscalls.txt`, with
//! the name that Lua has for it, with the reason why there is none, or among those that Lua is still to get: that part may only shrink.
//!
//! The functions are found by their signatures in the sources, as the table of safe functions finds them; Lua's are those of the
//! description.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lua_cabi::describe;

#[path = "../../syscall-raw/tests/signatures/mod.rs"]
mod signatures;

// The tables name the functions that Lua calls, and those name Lua's own, which are in no library here.
std::arch::global_asm!(include_str!(concat!(env!("OUT_DIR"), "/absent.s")));

/// What a line says of a function.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    /// Lua has it under this name.
    Named(&'static str),
    /// Lua has it not, for a reason that is a sentence.
    Absent,
    /// Lua is still to get it.
    Missing,
}

/// The lines of `syscalls.txt`: `name = Lua's name` and `name: reason`, and behind the head `# --- missing` names alone.
fn lines() -> BTreeMap<&'static str, Line> {
    let mut lines = BTreeMap::new();
    let mut missing = false;
    for line in include_str!("syscalls.txt").lines() {
        missing |= line.starts_with("# --- missing");
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if missing {
            for name in line.split_whitespace() {
                assert_eq!(
                    lines.insert(name, Line::Missing),
                    None,
                    "{name} stands twice"
                );
            }
            continue;
        }
        let (name, line) = if let Some((name, lua)) = line.split_once(" = ") {
            (name, Line::Named(lua))
        } else {
            let (name, reason) = line
                .split_once(": ")
                .expect("a name, and a name or a reason");
            assert!(
                reason.len() > 10 && reason.ends_with('.'),
                "{name}: a reason is a sentence"
            );
            (name, Line::Absent)
        };
        assert_eq!(lines.insert(name, line), None, "{name} stands twice");
    }
    lines
}

/// The names that Lua has: functions, `TYPE:METHOD`, members of `S` that are written in Lua, and the rows that those call.
fn of_lua() -> BTreeSet<String> {
    let module = describe::systems().next().expect("a system");
    let methods = module.types().flat_map(|ty| {
        let own = module.methods(ty);
        own.map(move |(name, _)| format!("{}:{name}", ty.name()))
    });
    let rows = module.rows().map(|info| info.name().to_owned());
    let scripts = module.scripts().map(str::to_owned);
    rows.chain(methods).chain(scripts).collect()
}

#[test]
fn each_function_is_there_or_has_a_line() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../syscall-raw/src/linux");
    let functions: BTreeMap<String, String> = signatures::functions(&sources)
        .into_iter()
        .map(|function| (function.name, function.topic))
        .collect();
    assert!(functions.len() > 500, "{} functions found", functions.len());
    let (lua, lines) = (of_lua(), lines());

    let (mut same, mut named, mut absent, mut missing) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for (name, topic) in &functions {
        let there = lua.contains(name);
        match lines.get(name.as_str()) {
            None if there => same += 1,
            None => wrong.push(format!("{topic}: {name} is neither there nor listed")),
            Some(_) if there => wrong.push(format!("{topic}: {name} is there, and listed")),
            Some(Line::Missing) => missing += 1,
            Some(Line::Named(other)) if lua.contains(*other) => named += 1,
            Some(Line::Named(other)) => {
                wrong.push(format!("{topic}: {name} is not there as {other} either"));
            }
            Some(Line::Absent) => absent += 1,
        }
    }
    let gone = lines.keys().filter(|name| !functions.contains_key(**name));
    wrong.extend(gone.map(|name| format!("{name} is listed, and no function of syscall-raw")));
    println!(
        "{} functions of syscall-raw: {same} have the same name in Lua, {named} another, {absent} are listed as absent, \
         {missing} are missing still",
        functions.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
