//! Packs the chunks of Lua in `src/lua`, which are the largest part of the shared object otherwise. Writes the assembler table of the weak symbols that `src/abi/weak.rs` declares, and compiles it on MIPS, where inline
//! assembly is not stable. And one of definitions of all that `src/abi/import.rs` declares, for programs that look at the
//! tables of this library and never call Lua.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::{env, fs};

const ROWS: &str = "src/abi/weak.rs";
const IMPORTS: &str = "src/abi/import.rs";
const CHUNKS: &str = "src/lua";

fn main() {
    println!("cargo::rerun-if-changed={ROWS}");
    println!("cargo::rerun-if-changed={IMPORTS}");
    println!("cargo::rerun-if-changed={CHUNKS}");
    let target = |key: &str| env::var(key).unwrap_or_default();
    let source = fs::read_to_string(ROWS).expect("the rows are beside this file");
    let names = source.lines().filter_map(|line| {
        let (name, kind) = line.strip_prefix("    ")?.split_once(": ")?;
        let is_row = kind.starts_with("fn(") || kind.starts_with("static ");
        (is_row && name.starts_with(|first: char| first.is_ascii_alphabetic())).then_some(name)
    });
    absent(Path::new(&target("OUT_DIR")));
    chunks(Path::new(&target("OUT_DIR")));
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

/// Writes each chunk, packed, to `NAME.lz`: `NAME.lua`, and behind it `NAME_*.lua`, which are parts of it.
fn chunks(folder: &Path) {
    let mut chunks = BTreeMap::<String, Vec<u8>>::new();
    let entries = fs::read_dir(CHUNKS).expect("the chunks are beside this file");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a chunk").path().with_extension(""))
        .collect();
    // The parts come behind the beginning, whose name is shorter.
    files.sort();
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy();
        let chunk = name.split('_').next().unwrap_or(&name).to_owned();
        let text = fs::read(file.with_extension("lua")).expect("a chunk of Lua");
        chunks.entry(chunk).or_default().extend(text);
    }
    for (name, text) in chunks {
        fs::write(folder.join(format!("{name}.lz")), pack(&text)).expect("cargo made the folder");
    }
}

/// Packs a text as `src/object/packed.rs` says.
fn pack(text: &[u8]) -> Vec<u8> {
    const FARTHEST: usize = 1 << 12;
    const SHORTEST: usize = 3;
    const LONGEST: usize = SHORTEST + 15;
    let mut packed = u32::try_from(text.len())
        .expect("a chunk")
        .to_le_bytes()
        .to_vec();
    let mut seen = HashMap::<&[u8], Vec<usize>>::new();
    let (mut at, mut flags, mut bit) = (0, 0, 8);
    while at < text.len() {
        let same = |from: usize| {
            let pairs = text[from..].iter().zip(&text[at..]).take(LONGEST);
            pairs.take_while(|(a, b)| a == b).count()
        };
        let start = text
            .get(at..at + SHORTEST)
            .and_then(|start| seen.get(start));
        let near = start.into_iter().flatten().rev();
        let near = near.take_while(|from| at - **from <= FARTHEST);
        let best = near.map(|from| (same(*from), *from)).max();
        if bit == 8 {
            (flags, bit) = (packed.len(), 0);
            packed.push(0);
        }
        let len = match best {
            Some((len, from)) => {
                packed[flags] |= 1 << bit;
                let pair = (at - from - 1) << 4 | (len - SHORTEST);
                packed.extend((pair as u16).to_le_bytes());
                len
            }
            None => {
                packed.push(text[at]);
                1
            }
        };
        for at in at..at + len {
            if let Some(start) = text.get(at..at + SHORTEST) {
                seen.entry(start).or_default().push(at);
            }
        }
        (at, bit) = (at + len, bit + 1);
    }
    packed
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
