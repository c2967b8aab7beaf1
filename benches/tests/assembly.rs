//! What a call compiles to: moves between registers, the trap, the look at its result. No call, no memory.
//!
//! Builds the library in release and reads the assembly of the functions in `src/trap.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What may stand before the trap: moves, which extend signs too. And after it: comparisons, moves, arithmetic that puts
/// value and error into one register, and branches within the function.
#[cfg(target_arch = "x86_64")]
const TRAP: &str = "syscall";
#[cfg(target_arch = "x86_64")]
const BEFORE: &[&str] = &["mov", "xor"];
#[cfg(target_arch = "x86_64")]
const AFTER: &[&str] = &[
    "mov", "xor", "cmp", "cmov", "neg", "test", "cltq", "sh", "sar", "inc", "ja", "jae", "jb",
    "jbe", "jmp", "ret",
];

#[cfg(target_arch = "aarch64")]
const TRAP: &str = "svc";
#[cfg(target_arch = "aarch64")]
const BEFORE: &[&str] = &["mov", "sxtw"];
#[cfg(target_arch = "aarch64")]
const AFTER: &[&str] = &["mov", "sxtw", "cmp", "cmn", "csel", "neg", "b.", "ret"];

#[cfg(target_arch = "riscv64")]
const TRAP: &str = "ecall";
#[cfg(target_arch = "riscv64")]
const BEFORE: &[&str] = &["li", "mv", "sext.w"];
#[cfg(target_arch = "riscv64")]
const AFTER: &[&str] = &[
    "li", "lui", "mv", "sext.w", "neg", "bltu", "bgeu", "sltu", "ret",
];

/// A number and six arguments before the trap, which counts, and as many instructions as the longest function has.
const MOST_BEFORE: usize = 8;
const MOST: usize = 20;

#[cfg(not(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    target_arch = "riscv64"
)))]
#[test]
fn skipped() {
    println!("SKIPPED assembly: the instructions of this architecture are not listed here");
}

#[cfg(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    target_arch = "riscv64"
))]
#[test]
fn calls_are_bare_traps() {
    let assembly = assembly();
    for name in benches::trap::NAMES {
        let body = body(&assembly, name);
        let traps: Vec<usize> = (0..body.len())
            .filter(|at| mnemonic(body[*at]) == TRAP)
            .collect();
        let &[trap] = traps.as_slice() else {
            panic!("{name} has {} traps: {body:#?}", traps.len());
        };
        assert!(
            trap < MOST_BEFORE && body.len() <= MOST,
            "{name} is too long: {body:#?}"
        );
        for (at, line) in body.iter().enumerate() {
            let may = if at < trap { BEFORE } else { AFTER };
            let operation = mnemonic(line);
            let known = at == trap || may.iter().any(|known| operation.starts_with(known));
            // Parentheses and brackets are memory operands.
            let memory = line.contains(['(', '[']);
            assert!(known && !memory, "{name}: `{line}` in {body:#?}");
        }
    }
}

/// The library's assembly, built in a target folder of its own.
fn assembly() -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("assembly");
    // What earlier builds left would be read instead.
    let folder = target.join("release/deps");
    let _ = fs::remove_dir_all(&folder);
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        // Without debug information and link-time optimisation, which would leave the code to the linker.
        .args([
            "rustc",
            "--release",
            "--lib",
            "--config",
            "profile.release.lto=\"off\"",
            "--target-dir",
        ])
        .arg(&target)
        .args(["--", "--emit", "asm", "-C", "debuginfo=0"])
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let files: BTreeSet<_> = fs::read_dir(&folder)
        .expect("the folder of the build")
        .map(|entry| entry.expect("its entries").path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("benches-") && name.ends_with(".s")
        })
        .collect();
    let file = files
        .first()
        .unwrap_or_else(|| panic!("no assembly in {}\n{said}", folder.display()));
    fs::read_to_string(file).expect("assembly")
}

/// The instructions of a function, without directives, labels and comments.
fn body<'a>(assembly: &'a str, name: &str) -> Vec<&'a str> {
    let label = format!("{name}:");
    let body: Vec<&str> = assembly
        .lines()
        .skip_while(|line| *line != label)
        .skip(1)
        .map(str::trim)
        .take_while(|line| !line.starts_with(".Lfunc_end"))
        .filter(|line| !line.is_empty() && !line.starts_with(['.', '#', '/']))
        .collect();
    assert!(!body.is_empty(), "no function {name}");
    body
}

fn mnemonic(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}
