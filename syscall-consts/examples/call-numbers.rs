//! Writes `src/linux/nr/generated.rs`: the call numbers of every architecture that linux-raw-sys knows.
//!
//! ```text
//! cargo run -p syscall-consts --example call-numbers
//! ```
//!
//! The input is the source of the linux-raw-sys that `Cargo.lock` pins, found through `cargo metadata`: its bindings of
//! asm/unistd.h, one `general.rs` an architecture. A test runs [`generate`] and compares.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The crate that this example belongs to.
const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// The tables: linux-raw-sys's directory, and the number that its calls count from.
const TABLES: &[(&str, u32)] = &[
    ("x86_64", 0),
    ("x32", 0x4000_0000), // __X32_SYSCALL_BIT
    ("x86", 0),
    ("aarch64", 0),
    ("arm", 0),
    ("riscv64", 0),
    ("riscv32", 0),
    ("powerpc", 0),
    ("powerpc64", 0),
    ("s390x", 0),
    ("loongarch64", 0),
    ("mips", 4000),   // __NR_Linux
    ("mips64", 5000), // __NR_Linux
    ("m68k", 0),
    ("sparc", 0),
    ("sparc64", 0),
    ("csky", 0),
    ("hexagon", 0),
];

/// Calls of Linux that linux-raw-sys does not know yet, as of Linux 7.2: name, number from the base, and the tables, none for
/// all.
pub const LATER: &[(&str, u32, &[&str])] = &[
    ("listns", 470, &[]),
    ("rseq_slice_yield", 471, &[]),
    ("uprobe", 336, &["x86_64", "x32"]),
];

/// Directories whose calls are those of another.
const COPIES: &[(&str, &str)] = &[("mips32r6", "mips"), ("mips64r6", "mips64")];

/// Sets of tables that have a name of their own: all, and those with the numbers of asm-generic/unistd.h.
const SETS: &[(&str, &[&str])] = &[
    ("ALL", &[]),
    (
        "GENERIC",
        &[
            "aarch64",
            "riscv64",
            "riscv32",
            "loongarch64",
            "csky",
            "hexagon",
        ],
    ),
];

/// Calls of one table: name and full number.
type Calls = BTreeMap<String, u32>;

/// The calls that begin with `prefix`. Names with capitals are no calls (`__NR_Linux`, `__NR_SYSCALL_BASE`).
fn calls(source: &str, prefix: &str) -> Result<Calls, Box<dyn Error>> {
    let mut calls = Calls::new();
    for line in source.lines() {
        let definition = line
            .strip_prefix("pub const ")
            .and_then(|rest| rest.strip_prefix(prefix))
            .and_then(|rest| rest.strip_suffix(';'))
            .and_then(|rest| rest.split_once(": u32 = "));
        if let Some((name, number)) = definition
            && !name.contains(|letter: char| letter.is_ascii_uppercase())
        {
            calls.insert(name.to_owned(), number.parse()?);
        }
    }
    Ok(calls)
}

/// The text of `generated.rs` for the linux-raw-sys in the directory `source`.
pub fn generate(version: &str, source: &Path) -> Result<String, Box<dyn Error>> {
    let read = |arch: &str| fs::read_to_string(source.join("src").join(arch).join("general.rs"));

    // Name, number from the base, tables.
    let mut merged = BTreeMap::<String, BTreeMap<u32, Vec<&str>>>::new();
    let mut add = |calls: Calls, base: u32, table: &'static str| {
        for (name, number) in calls {
            let number = number.checked_sub(base).ok_or("a number below the base")?;
            let tables = merged.entry(name).or_default().entry(number).or_default();
            if tables.contains(&table) {
                return Err("linux-raw-sys knows a call of LATER now");
            }
            tables.push(table);
        }
        Ok(())
    };
    for &(table, base) in TABLES {
        add(calls(&read(table)?, "__NR_")?, base, table)?;
    }
    add(calls(&read("arm")?, "__ARM_NR_")?, 0xf_0000, "arm_private")?;
    for &(name, number, only) in LATER {
        for &(table, base) in TABLES {
            if only.is_empty() || only.contains(&table) {
                let call = Calls::from([(name.to_owned(), base + number)]);
                add(call, base, table)?;
            }
        }
    }
    for (copy, original) in COPIES {
        if calls(&read(copy)?, "__NR_")? != calls(&read(original)?, "__NR_")? {
            return Err(format!("{copy} is no copy of {original} any more").into());
        }
    }

    let mut text = format!(
        "// Generated data: `cargo run -p syscall-consts --example call-numbers` wrote it from linux-raw-sys {version}.\n\
         // `LATER` there has those of later kernels.\n\
         // A line holds a call's name, and each number with the tables that have it. Numbers count from the table's base.\n\
         \n\
         calls! {{\n"
    );
    for (name, numbers) in &merged {
        write!(text, "    __NR_{name} =")?;
        let mut comma = "";
        for (number, tables) in numbers {
            write!(text, "{comma} {number}")?;
            comma = ",";
            for table in folded(tables) {
                write!(text, " {table}")?;
            }
        }
        text.push_str(";\n");
    }
    text.push_str("}\n");
    Ok(text)
}

/// The tables in capitals, those of a named set by its name.
fn folded(tables: &[&str]) -> Vec<String> {
    let mut rest = tables.to_vec();
    let mut names = Vec::new();
    for (name, members) in SETS {
        let all = TABLES.iter().map(|table| table.0);
        let members = if members.is_empty() {
            all.collect()
        } else {
            members.to_vec()
        };
        if members.iter().all(|member| rest.contains(member)) {
            rest.retain(|table| !members.contains(table));
            names.push((*name).to_owned());
        }
    }
    names.extend(rest.iter().map(|table| table.to_uppercase()));
    names
}

/// The version and the directory of the linux-raw-sys that this crate is built with.
pub fn linux_raw_sys() -> Result<(String, PathBuf), Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--format-version=1"])
        // Without a platform, cargo wants the packages of all.
        .arg("--filter-platform=x86_64-unknown-linux-gnu")
        .current_dir(CRATE)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let find = |list: &serde_json::Value, key: &str, value: &str| {
        list.as_array()
            .and_then(|list| list.iter().find(|item| item[key] == value).cloned())
            .ok_or_else(|| format!("cargo metadata names no {value}"))
    };
    let this = find(&metadata["packages"], "name", env!("CARGO_PKG_NAME"))?;
    let id = this["id"].as_str().unwrap_or_default();
    let node = find(&metadata["resolve"]["nodes"], "id", id)?;
    let theirs = find(&node["deps"], "name", "linux_raw_sys")?;
    let id = theirs["pkg"].as_str().unwrap_or_default();
    let package = find(&metadata["packages"], "id", id)?;
    let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
    let directory = manifest.parent().ok_or("a package without a directory")?;
    let version = package["version"].as_str().unwrap_or_default();
    Ok((version.to_owned(), directory.to_owned()))
}

fn main() -> Result<(), Box<dyn Error>> {
    let (version, directory) = linux_raw_sys()?;
    let path = Path::new(CRATE).join("src/linux/nr/generated.rs");
    fs::write(&path, generate(&version, &directory)?)?;
    println!("wrote {}", path.display());
    Ok(())
}
