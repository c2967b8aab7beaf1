//! The functions of the sources, found by their signatures, whatever architecture they are for. Shared by the tests that hold
//! tables of functions to the sources.
#![allow(dead_code, reason = "each test uses a part")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What a function of the sources is.
pub struct Function {
    /// The file below the folder, without its ending: `fs/mount`.
    pub topic: String,
    /// Its name.
    pub name: String,
    /// Whether it is no unsafe one.
    pub safe: bool,
    /// Generics and parameters in one line, without descriptors on loan and texts.
    pub takes: String,
    /// The result, in one line.
    pub gives: String,
}

/// The functions below a folder of sources.
pub fn functions(folder: &Path) -> Vec<Function> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        let before = found.len();
        collect(&code(&text), &mut found);
        let topic = file.strip_prefix(folder).expect("a file in the folder");
        for function in &mut found[before..] {
            function.topic = topic.with_extension("").display().to_string();
        }
    }
    found
}

/// The sources, but for the traps themselves and for tests.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("arch") {
                walk(&path, files);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("tests.rs")
        {
            files.push(path);
        }
    }
}

/// A file without comments, and without what is in `impl` and `macro_rules!`.
pub fn code(text: &str) -> String {
    let mut code = String::new();
    let mut inside = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if let Some(start) = inside {
            // The brace at the end stands where the beginning does.
            if indent == start && bare.starts_with('}') {
                inside = None;
            }
        } else if ["impl", "unsafe impl", "macro_rules!"]
            .iter()
            .any(|start| bare.starts_with(start))
        {
            let whole = bare.ends_with('}') || bare.ends_with(';');
            inside = (!whole).then_some(indent);
        } else if !bare.starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// The public functions: those that are written down, and the rows of `fillers!`, which all fill memory.
pub fn collect(code: &str, found: &mut Vec<Function>) {
    for (at, _) in code.match_indices("fn ") {
        let before = code[..at].rsplit('\n').next().unwrap_or_default().trim();
        let safe = match before {
            "pub" | "pub const" => true,
            "pub unsafe" | "pub const unsafe" => false,
            _ => continue,
        };
        let rest = &code[at + 3..];
        let name = word(rest);
        let (generics, rest) = group(&rest[name.len()..], '<', '>');
        let (parameters, rest) = group(rest, '(', ')');
        let gives = rest.split(['=', '{']).next().unwrap_or_default();
        found.push(Function {
            topic: String::new(),
            name: name.to_owned(),
            safe,
            takes: plain(&format!("{generics} {parameters}")),
            gives: plain(gives),
        });
    }
    for block in code.split("fillers! {").skip(1) {
        for line in block.lines().take_while(|line| *line != "}") {
            let name = word(line.trim_start());
            if line.trim_start()[name.len()..].starts_with('(') {
                found.push(Function {
                    topic: String::new(),
                    name: name.to_owned(),
                    safe: true,
                    takes: "Out<'a, _>".to_owned(),
                    gives: String::new(),
                });
            }
        }
    }
}

/// The name at the start of a text.
pub fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// What stands between a pair of brackets at the start of the text, and what is after it. Arrows are no brackets.
fn group(text: &str, open: char, close: char) -> (&str, &str) {
    if !text.starts_with(open) {
        return ("", text);
    }
    let mut depth = 0usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close && !(close == '>' && before == '-') {
            depth -= 1;
            if depth == 0 {
                return (&text[1..at], &text[at + 1..]);
            }
        }
        before = c;
    }
    panic!("no end: {text}");
}

/// Without line breaks, and without the parameters that need no line.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    ["&core::ffi::CStr", "&CStr", "&str"]
        .iter()
        .fold(text, |text, harmless| text.replace(harmless, ""))
}
