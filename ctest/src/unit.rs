//! Has a C compiler evaluate constant expressions without running anything.
//!
//! Whether a name exists cannot be asked in C: `#ifdef` knows macros only, not enumerators, types or fields. So every
//! expression stands on a line of its own, and where the compiler reports an error on that line, the headers lack it. It is
//! taken out, and the rest compiled again, until no error is left.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs, process};

use crate::elf;
use crate::target::Target;
use crate::toolchain::Toolchain;

/// A C compiler with its arguments.
#[derive(Clone, Debug)]
pub struct Compiler {
    program: OsString,
    arguments: Vec<OsString>,
    cache: Option<PathBuf>,
}

/// What the compiler is asked.
#[derive(Clone, Debug)]
pub enum Query {
    /// A constant expression.
    Number(String),
    /// The bits that a bit field takes in an integer of `size` bytes at `offset` of a structure, whose other bytes it leaves
    /// alone. C has no expression for that: an object whose bit field is full shows it.
    Bits {
        /// The C name of the structure.
        structure: String,
        /// The bit field.
        field: String,
        /// Where the integer stands.
        offset: usize,
        /// Bytes of the integer.
        size: usize,
    },
}

/// The section that holds the table; those of full bit fields have the query's position behind it.
const SECTION: &str = ".ctest";
/// The name of the file that the compiler believes the table to stand in.
const ROW: &str = "row";

impl Compiler {
    /// The compiler of the host: `$CC`, or `cc`. `None` when it does not run.
    pub fn host() -> Option<Compiler> {
        let program = env::var_os("CC").unwrap_or_else(|| "cc".into());
        let works = Command::new(&program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        works.then_some(Compiler {
            program,
            arguments: Vec::new(),
            cache: None,
        })
    }

    /// zig's compiler for a target, with that target's headers.
    ///
    /// # Errors
    ///
    /// That there is no zig, and how to get it.
    pub fn zig(tools: &Toolchain, target: &Target) -> Result<Compiler, String> {
        let arguments = [
            "cc",
            "-target",
            target.zig,
            "-ferror-limit=0",
            "-fno-spell-checking",
        ];
        Ok(Compiler {
            program: tools.zig()?.into(),
            arguments: arguments.map(OsString::from).into(),
            cache: Some(tools.zig_cache()),
        })
    }

    /// The answers after these headers; `None` for what the headers cannot answer.
    ///
    /// A value is extended to 64 bits as its C type says.
    ///
    /// # Errors
    ///
    /// What went wrong with the compiler or with a header.
    pub fn evaluate(&self, prelude: &str, queries: &[&Query]) -> Result<Vec<Option<u64>>, String> {
        let mut present = vec![true; queries.len()];
        loop {
            let source = source(prelude, queries, &present);
            let object = Temporary::new();
            let (success, messages) = self
                .compile(&source, &object.0)
                .map_err(|e| format!("{}: {e}", self.program.display()))?;
            if success {
                let bytes =
                    fs::read(&object.0).map_err(|e| format!("{}: {e}", object.0.display()))?;
                return answers(&bytes, queries, &present).ok_or("the object lacks a table".into());
            }
            let mut found = false;
            for row in messages.lines().filter_map(row_of_error) {
                if let Some(present) = present.get_mut(row)
                    && *present
                {
                    (*present, found) = (false, true);
                }
            }
            if !found {
                return Err(format!("the headers do not compile:\n{messages}"));
            }
        }
    }

    fn compile(&self, source: &str, object: &PathBuf) -> io::Result<(bool, String)> {
        let mut command = Command::new(&self.program);
        if let Some(cache) = &self.cache {
            command
                .env("ZIG_GLOBAL_CACHE_DIR", cache)
                .env("ZIG_LOCAL_CACHE_DIR", cache);
        }
        let mut child = command
            .args(&self.arguments)
            .args(["-std=gnu11", "-w", "-c", "-x", "c", "-", "-o"])
            .arg(object)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A compiler reads all of its input before it says anything about it.
            input.write_all(source.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        Ok((
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }
}

/// The table in C, and the full bit fields. What is not present leaves its place in the table empty.
fn source(prelude: &str, queries: &[&Query], present: &[bool]) -> String {
    let mut source = format!(
        "{prelude}\nconst unsigned long long ctest_table[] \
         __attribute__((section(\"{SECTION}\"), used)) = {{\n#line 1 \"{ROW}\"\n"
    );
    let mut objects = String::new();
    // Writing to a string cannot fail.
    for (row, (query, &present)) in queries.iter().zip(present).enumerate() {
        let expression = match query {
            Query::Number(expression) if present => expression,
            Query::Bits {
                structure, field, ..
            } if present => {
                let _ = write!(
                    objects,
                    "#line {} \"{ROW}\"\nconst {structure} ctest_bits_{row} \
                     __attribute__((section(\"{SECTION}.{row}\"), used)) = {{ .{field} = -1 }};\n",
                    row + 1
                );
                "0"
            }
            _ => "0",
        };
        let _ = writeln!(source, "(unsigned long long)({expression}),");
    }
    source + "};\n" + &objects
}

/// Reads the answers out of the object; `None` when it is not the object of [`source`].
fn answers(object: &[u8], queries: &[&Query], present: &[bool]) -> Option<Vec<Option<u64>>> {
    let table: Vec<_> = elf::section(object, SECTION)?.numbers().collect();
    if table.len() != queries.len() {
        return None;
    }
    let answer = |(row, (query, number)): (usize, (&&Query, u64))| match query {
        Query::Number(_) => Some(number),
        Query::Bits { offset, size, .. } => {
            elf::section(object, &format!("{SECTION}.{row}"))?.only(*offset, *size)
        }
    };
    let rows = queries.iter().zip(table).enumerate();
    Some(
        rows.zip(present)
            .map(|(row, &present)| answer(row).filter(|_| present))
            .collect(),
    )
}

/// The position of the expression that a line of the compiler's messages calls an error: `row:7:1: error: ...`.
fn row_of_error(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(ROW)?.strip_prefix(':')?;
    let (number, rest) = rest.split_once(':')?;
    rest.contains("error:")
        .then(|| number.parse::<usize>().ok()?.checked_sub(1))
        .flatten()
}

/// The name of a file that is removed in the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Temporary {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Temporary(env::temp_dir().join(format!("ctest-{}-{count}.o", process::id())))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // It may never have been made.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_absent_names() {
        let Some(compiler) = Compiler::host() else {
            println!("skipped: no C compiler");
            return;
        };
        let prelude = "enum { THERE = 7 }; struct pair { char a; int b; int low : 3, high : 2; };";
        let number = |c: &str| Query::Number(c.to_owned());
        let bits = |field: &str, offset| Query::Bits {
            structure: "struct pair".to_owned(),
            field: field.to_owned(),
            offset,
            size: 4,
        };
        let queries = [
            number("NOWHERE"),
            number("THERE"),
            number("-1"),
            number("NOWHERE"),
            number("0xffffffffu"),
            number("sizeof(struct pair)"),
            number("__builtin_offsetof(struct pair, c)"),
            number("sizeof(struct none)"),
            bits("low", 8),
            bits("high", 8),
            bits("high", 4),
            bits("none", 8),
        ];
        let low = if cfg!(target_endian = "little") {
            7
        } else {
            7 << 29
        };
        let high = if cfg!(target_endian = "little") {
            3 << 3
        } else {
            3 << 27
        };
        assert_eq!(
            compiler.evaluate(prelude, &queries.each_ref()),
            Ok(vec![
                None,
                Some(7),
                Some(u64::MAX),
                None,
                Some(0xffff_ffff),
                Some(12),
                None,
                None,
                Some(low),
                Some(high),
                None,
                None,
            ])
        );
        assert!(
            compiler
                .evaluate("#include <no/such/header.h>", &[&number("1")])
                .is_err()
        );
    }
}
