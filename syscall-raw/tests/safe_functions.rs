//! Whether the table of safe functions, `safe-functions.txt`, is complete and says of nothing that is gone.
//!
//! The functions are found by their signatures in the sources, those of other architectures too: every safe function that
//! can fill memory, is lent memory or structures, or is given an address or a descriptor's number has a line. What takes
//! nothing but numbers, constants, descriptors on loan and texts (`&CStr`, which the kernel reads up to its zero) needs none.
#![allow(missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

mod signatures;
use signatures::{Function, code, collect, word};

/// Whether the table is to have a line on it.
fn needs_a_line(function: &Function) -> bool {
    const SIGNS: [&str; 6] = ["&", "*const", "*mut", "Buffer<", "Out<", "RawFd"];
    function.safe && SIGNS.iter().any(|sign| function.takes.contains(sign))
}

/// The functions of the crate.
fn functions() -> Vec<Function> {
    signatures::functions(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/linux"))
}

#[test]
fn each_safe_function_with_memory_has_a_line() {
    let functions = functions();
    assert!(functions.len() > 500, "{} functions found", functions.len());
    let wanted: BTreeSet<&str> = functions
        .iter()
        .filter(|function| needs_a_line(function))
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
        .map(|function| (function.name.as_str(), needs_a_line(function)))
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
