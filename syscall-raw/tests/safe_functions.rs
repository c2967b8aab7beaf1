//! Whether the table of safe functions, `safe-functions.txt`, is complete and says of nothing that is gone.
//!
//! The functions are found by their signatures in the sources, those of other architectures too: every safe function that
//! can fill memory, is lent memory or structures, or is given an address or a descriptor's number has a line. What takes
//! nothing but numbers, constants, descriptors on loan and texts (`&CStr`, which the kernel reads up to its zero) needs none.
#![allow(missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What a function of the sources is.
struct Function {
    name: String,
    safe: bool,
    /// Generics and parameters in one line, without descriptors on loan and texts.
    takes: String,
    gives: String,
}

impl Function {
    fn needs_a_line(&self) -> bool {
        const SIGNS: [&str; 6] = ["&", "*const", "*mut", "Buffer<", "Out<", "RawFd"];
        self.safe && SIGNS.iter().any(|sign| self.takes.contains(sign))
    }
}

#[test]
fn each_safe_function_with_memory_has_a_line() {
    let functions = functions();
    assert!(functions.len() > 500, "{} functions found", functions.len());
    let wanted: BTreeSet<&str> = functions
        .iter()
        .filter(|function| function.needs_a_line())
        .map(|function| function.name.as_str())
        .collect();
    let table = table();
    let there: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    let missing: Vec<_> = wanted.difference(&there).collect();
    let gone: Vec<_> = there.difference(&wanted).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "safe functions without a line: {missing:#?}\nlines without such a function: {gone:#?}"
    );
}

#[test]
fn no_safe_function_gives_a_number_for_a_descriptor() {
    let numbers: Vec<_> = functions()
        .into_iter()
        .filter(|function| function.safe && function.gives.contains("RawFd"))
        .map(|function| function.name)
        .collect();
    assert!(numbers.is_empty(), "{numbers:?}");
}

/// What a line names as its test (`Tried by` and a path) is one, and what it refers to (`As for` and a name) is another line.
#[test]
fn what_lines_name_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linux");
    let mut count = 0;
    for (name, reason) in table() {
        for test in reason.split("Tried by `").skip(1) {
            let test = test.split('`').next().unwrap_or_default();
            let (module, function) = test.split_once("::").expect("a module and a function");
            let text = fs::read_to_string(folder.join(module).with_extension("rs"))
                .unwrap_or_else(|error| panic!("{name}: {module}: {error}"));
            let head = format!("#[test]\nfn {function}() {{");
            assert!(text.contains(&head), "{name}: there is no test `{test}`");
            count += 1;
        }
    }
    assert!(count > 0);
    let table = table();
    for (name, reason) in &table {
        let lower = reason.replace("As for ", "as for ");
        for other in lower.split("as for ").skip(1) {
            let other = word(
                other
                    .trim_start_matches("the address ")
                    .trim_start_matches("as for "),
            );
            let known = other != name && (table.contains_key(other) || other == "the");
            assert!(known, "{name}: there is no line on `{other}`");
        }
    }
}

/// The lines: a name and its reason. Comments begin with `#`.
fn table() -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    for line in include_str!("safe-functions.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, reason) = line.split_once(": ").expect("a name, a colon and a reason");
        assert!(
            reason.len() > 10 && reason.ends_with('.'),
            "{name}: a reason is a sentence"
        );
        let before = table.insert(name.to_owned(), reason.to_owned());
        assert!(before.is_none(), "{name} has two lines");
    }
    table
}

fn functions() -> Vec<Function> {
    let mut files = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/linux"),
        &mut files,
    );
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        collect(&code(&text), &mut found);
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
fn code(text: &str) -> String {
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
fn collect(code: &str, found: &mut Vec<Function>) {
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
                    name: name.to_owned(),
                    safe: true,
                    takes: "Out<'a, _>".to_owned(),
                    gives: String::new(),
                });
            }
        }
    }
}

fn word(text: &str) -> &str {
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

#[test]
fn signatures_are_taken_apart() {
    let text = "
/// pub fn comment(out: &mut u8) = __NR_comment(out);
pub fn fills<B: Buffer<u8>>(fd: Fd<'_>, buffer: B) -> Result<B::Filled, Errno> {
calls! {
    pub fn named(path: &CStr, other: Option<&CStr>, fd: Fd<'_>) -> OwnedFd = __NR_named(path, fd);
    pub unsafe fn pointed(at: *mut u8) = __NR_pointed(at);
    pub fn lent(
        first: u32,
        second: Option<&timespec>,
    ) = __NR_lent(first, second);
    pub fn numbered(fd: RawFd) -> RawFd = __NR_numbered(fd);
}
fillers! {
    filled(path: &CStr) = __NR_filled;
}
impl Own {
    pub fn method(&self, out: &mut u8) {
    }
}
pub fn asks(call: impl FnOnce(u8) -> u8, out: impl Out<'a, u8>) -> u8 {
";
    let mut found = Vec::new();
    collect(&code(text), &mut found);
    let told: Vec<_> = found
        .iter()
        .map(|function| (function.name.as_str(), function.needs_a_line()))
        .collect();
    assert_eq!(
        told,
        [
            ("fills", true),
            ("named", false),
            ("pointed", false),
            ("lent", true),
            ("numbered", true),
            ("asks", true),
            ("filled", true),
        ]
    );
    assert!(found[4].gives.contains("RawFd") && !found[4].takes.contains("OwnedFd"));
}
