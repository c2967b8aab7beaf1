//! Writes the assembler table of the weak symbols that `src/abi/weak.rs` declares, and compiles it on MIPS, where inline
//! assembly is not stable. And one of definitions of all that `src/abi/import.rs` declares, for programs that look at the
//! tables of this library and never call Lua.

use std::path::Path;
use std::{env, fs};

const ROWS: &str = "src/abi/weak.rs";
const IMPORTS: &str = "src/abi/import.rs";

fn main() {
    println!("cargo::rerun-if-changed={ROWS}");
    println!("cargo::rerun-if-changed={IMPORTS}");
    let target = |key: &str| env::var(key).unwrap_or_default();
    let source = fs::read_to_string(ROWS).expect("the rows are beside this file");
    let names = source.lines().filter_map(|line| {
        let (name, kind) = line.strip_prefix("    ")?.split_once(": ")?;
        let is_row = kind.starts_with("fn(") || kind.starts_with("static ");
        (is_row && name.starts_with(|first: char| first.is_ascii_alphabetic())).then_some(name)
    });
    absent(Path::new(&target("OUT_DIR")));
    let file = Path::new(&target("OUT_DIR")).join("weak.s");
    fs::write(
        &file,
        table(names, &target("CARGO_CFG_TARGET_POINTER_WIDTH")),
    )
    .expect("cargo made the folder");
    if target("CARGO_CFG_TARGET_ARCH").starts_with("mips") {
        cc::Build::new().file(&file).compile("lua_cabi_weak");
    }
}

/// Writes a definition of each imported function, which nobody calls, to `absent.s`.
fn absent(folder: &Path) {
    let source = fs::read_to_string(IMPORTS).expect("the imports are beside this file");
    let labels: String = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub fn ")?.split('(').next())
        .map(|name| format!(".globl {name}\n{name}:\n"))
        .collect();
    fs::write(folder.join("absent.s"), format!(".text\n{labels}.byte 0\n"))
        .expect("cargo made the folder");
}

/// The addresses of the named functions, null for what the host lacks, under the hidden name `syscall_lua_weak`.
fn table<'a>(names: impl Iterator<Item = &'a str>, width: &str) -> String {
    let (pointer, align) = match width {
        "64" => (".quad", 8),
        _ => (".long", 4),
    };
    let mut weak = String::new();
    let mut addresses = String::new();
    for name in names {
        weak += &format!(".weak {name}\n");
        addresses += &format!("{pointer} {name}\n");
    }
    format!(
        "{weak}.section .data.rel.ro,\"aw\"\n.balign {align}\n.globl syscall_lua_weak\n.hidden syscall_lua_weak\n\
         syscall_lua_weak:\n{addresses}.previous\n"
    )
}
