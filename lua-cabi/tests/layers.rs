//! The order of the modules of this crate, by what their `use` lines and paths name: no file refers to a layer above its own, and
//! what refers to each other in a circle is small and stands in `object/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The layers from the lowest up: the files of each, or folders with a slash at the end. A file belongs to the layer that names
/// it most closely.
const LAYERS: &[(&str, &[&str])] = &[
    ("prose", &["prose.rs"]),
    ("abi", &["abi/"]),
    ("raise", &["raise.rs"]),
    ("context", &["context.rs"]),
    ("inbox", &["inbox.rs"]),
    ("call", &["call.rs"]),
    ("convert", &["convert/mod.rs", "convert/row.rs"]),
    ("object", &["object/"]),
    ("own types", &["object/error.rs", "object/fd.rs"]),
    ("constants", &["constants.rs"]),
    ("kinds", &["convert/"]),
    ("types", &["types/"]),
    ("calls", &["calls/"]),
    ("systems", &["systems/"]),
    ("describe", &["describe.rs"]),
    ("module", &["script.rs", "module.rs"]),
    ("lib", &["lib.rs"]),
];

/// The most files that may refer to each other in a circle.
const CIRCLE: usize = 12;

/// The files of the crate, by their paths from `src` on.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let entry = entry.expect("an entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(entry.path()).expect("a source");
                found.insert(name, text);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "",
        &mut found,
    );
    found
}

/// A file without comments, texts and characters, which may hold anything.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("'\"'") || rest.starts_with("'{'") || rest.starts_with("'}'") {
            3
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.push(' ');
        rest = &rest[skipped..];
    }
    out
}

/// The paths that a piece of `use a::{b, c::d}` names, each from its beginning.
fn expand(tree: &str, prefix: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        found.push(format!("{prefix}{path}"));
        return;
    };
    let prefix = format!("{prefix}{}", tree[..open].trim());
    let inner = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&inner[start..at], &prefix, found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&inner[start..], &prefix, found);
    }
}

/// The path at the beginning of a piece of code, with the list in braces that may end it.
fn path_at(code: &str) -> &str {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    loop {
        end += code[end..].find(|c| !word(c)).unwrap_or(code.len() - end);
        if !code[end..].starts_with("::") {
            return &code[..end];
        }
        end += 2;
        if code[end..].starts_with('{') {
            let mut depth = 0;
            let close = code[end..].find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            return &code[..close.map_or(code.len(), |close| end + close + 1)];
        }
    }
}

/// What a file names, from the root on.
#[derive(Default)]
struct Names {
    /// The paths that begin with `crate`, `super`, `self` or a module that the file declares. Not what a macro names (`$crate`):
    /// that is the user's.
    used: Vec<Vec<String>>,
    /// What the file only hands on (`pub use`): who names that refers to where it comes from.
    handed_on: Vec<Vec<String>>,
}

fn names(file: &str, text: &str) -> Names {
    let code = code(text);
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let children = code.split("mod ").skip(1).filter_map(|rest| {
        let end = rest.find(|c| !word(c))?;
        rest[end..].starts_with(';').then(|| &rest[..end])
    });
    let (mut found, mut handed_on) = (Vec::new(), Vec::new());
    for first in ["crate", "super", "self"].into_iter().chain(children) {
        let start = format!("{first}::");
        for (begin, _) in code.match_indices(&start) {
            let before = code[..begin].chars().next_back();
            if before.is_some_and(|c| word(c) || c == ':' || c == '$') {
                continue;
            }
            let line = code[..begin].rsplit(['\n', ';']).next().unwrap_or("");
            let list = if line.trim().starts_with("pub") && line.trim().ends_with("use") {
                &mut handed_on
            } else {
                &mut found
            };
            expand(path_at(&code[begin..]), "", list);
        }
    }
    let resolve = |path: String| {
        let mut base = module_of(file);
        let mut parts = path.split("::").map(str::trim).peekable();
        if parts.next_if_eq(&"crate").is_some() {
            base.clear();
        }
        parts.next_if_eq(&"self");
        while parts.next_if_eq(&"super").is_some() {
            base.pop();
        }
        base.extend(parts.map(str::to_owned));
        base
    };
    Names {
        used: found.into_iter().map(resolve).collect(),
        handed_on: handed_on.into_iter().map(resolve).collect(),
    }
}

/// The module that a file is.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

/// The file that a path leads into: the module of the longest beginning.
fn file_of<'a>(path: &[String], files: &'a BTreeMap<String, String>) -> Option<&'a str> {
    (1..=path.len()).rev().find_map(|len| {
        let module = path[..len].join("/");
        let names = [format!("{module}.rs"), format!("{module}/mod.rs")];
        let mut found = names.iter().filter_map(|name| files.get_key_value(name));
        found.next().map(|(name, _)| name.as_str())
    })
}

/// Which files each file refers to.
fn references(files: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let names: BTreeMap<&str, Names> = files
        .iter()
        .map(|(file, text)| (file.as_str(), names(file, text)))
        .collect();
    // From the name under which something is handed on to where it comes from.
    let mut origins = BTreeMap::new();
    for (file, names) in &names {
        for path in &names.handed_on {
            let mut name = module_of(file);
            name.extend(path.last().cloned());
            origins.insert(name, path);
        }
    }
    let target = |path: &Vec<String>| {
        let origin = (1..=path.len()).find_map(|len| origins.get(&path[..len]));
        file_of(origin.copied().unwrap_or(path), files)
    };
    names
        .iter()
        .map(|(&file, names)| {
            let to = names.used.iter().filter_map(target);
            (file, to.filter(|&to| to != file).collect())
        })
        .collect()
}

/// How closely a layer's name for files names this one: 0 when not at all.
fn closeness(name: &str, file: &str) -> usize {
    match name.ends_with('/') {
        true if file.starts_with(name) => name.len(),
        false if file == name => usize::MAX,
        _ => 0,
    }
}

/// The number of a file's layer.
fn layer(file: &str) -> usize {
    let close = |names: &[&str]| names.iter().map(|name| closeness(name, file)).max();
    let layers = LAYERS.iter().map(|layer| close(layer.1).unwrap_or(0));
    let (number, close) = layers
        .enumerate()
        .max_by_key(|layer| layer.1)
        .unwrap_or((0, 0));
    assert!(
        close > 0,
        "{file} is in no layer: say in this test where it belongs"
    );
    number
}

#[test]
fn no_file_refers_to_a_layer_above_its_own() {
    let files = sources();
    let mut up = Vec::new();
    for (file, to) in references(&files) {
        for to in to {
            let (own, other) = (layer(file), layer(to));
            if own < other {
                up.push(format!(
                    "{file} ({}) refers to {to} ({})",
                    LAYERS[own].0, LAYERS[other].0
                ));
            }
        }
    }
    assert!(up.is_empty(), "references up:\n{}", up.join("\n"));
}

#[test]
fn circles_are_small_and_in_one_folder() {
    let files = sources();
    let references = references(&files);
    // What each file reaches.
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for &file in references.keys() {
        let (mut seen, mut open) = (BTreeSet::new(), vec![file]);
        while let Some(next) = open.pop() {
            for &to in &references[next] {
                if seen.insert(to) {
                    open.push(to);
                }
            }
        }
        reached.insert(file, seen);
    }
    for (file, seen) in &reached {
        if !seen.contains(file) {
            continue;
        }
        let circle: Vec<_> = seen
            .iter()
            .filter(|other| reached[*other].contains(file))
            .collect();
        println!("{} files with {file}", circle.len());
        assert!(
            circle.len() <= CIRCLE,
            "a circle of {} files: {circle:?}",
            circle.len()
        );
        assert!(
            circle.iter().all(|file| file.starts_with("object/")),
            "a circle outside of object/: {circle:?}"
        );
    }
}

/// What an architecture is called, and what it has, stands in the tables of the crates below: a list of some of them here gave
/// the others a wrong name. Only how Lua is linked depends on it.
#[test]
fn no_file_has_a_list_of_architectures() {
    let files = sources();
    let lists: Vec<_> = files
        .iter()
        .filter(|(file, text)| code(text).contains("target_arch") && !file.starts_with("abi/"))
        .map(|(file, _)| file)
        .collect();
    assert!(lists.is_empty(), "architectures by name in {lists:?}");
    assert!(
        files
            .values()
            .any(|text| code(text).contains("Arch::native()"))
    );
}

#[test]
fn the_reader_of_sources_finds_references() {
    let text = "use crate::{a::{b, c::d}, e};\nuse super::f as g; // crate::not\nmod z;\npub(crate) use z::Z;
        fn h() { crate::i::j(\"crate::no\"); self::k(); $crate::l(); super::super::m::n!() }";
    let found = names("m/n.rs", text);
    let mut used: Vec<_> = found.used.iter().map(|path| path.join("::")).collect();
    used.sort();
    assert_eq!(found.handed_on, [["m", "n", "z", "Z"]]);
    assert_eq!(
        used,
        ["a::b", "a::c::d", "e", "i::j", "m::f", "m::n", "m::n::k",]
    );
}
