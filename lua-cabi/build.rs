//! Writes the assembler table of the weak symbols that `src/abi/weak.rs` declares, and compiles it on MIPS, where inline
//! assembly is not stable.

use std::path::Path;
use std::{env, fs};

const ROWS: &str = "src/abi/weak.rs";

fn main() {
    println!("cargo::rerun-if-changed={ROWS}");
    let target = |key: &str| env::var(key).unwrap_or_default();
    let source = fs::read_to_string(ROWS).expect("the rows are beside this file");
    let names = source.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("    ")?.split_once(": fn(")?;
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            .then_some(name)
    });
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
