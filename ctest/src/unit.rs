//! Has a C compiler evaluate constant expressions without running anything.
//!
//! Whether a name exists cannot be asked in C: `#ifdef` knows macros only, not enumerators, types or fields. So every
//! expression stands on a line of its own, and where the compiler reports an error on that line, the headers lack it. It is
//! taken out, and the rest compiled again, until no error is left.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
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

/// The arguments that make clang report every absent name, and nothing else about it.
const CLANG: [&str; 2] = ["-ferror-limit=0", "-fno-spell-checking"];
/// The section that holds the table; those of full bit fields have the query's position behind it.
const SECTION: &str = ".ctest";
/// The name of the file that the compiler believes the table to stand in.
const ROW: &str = "row";

impl Compiler {
    /// The compiler of the host: `$CC`, which may have arguments, or `cc`. `None` when it does not run.
    pub fn host() -> Option<Compiler> {
        let named = env::var_os("CC").filter(|named| !named.is_empty());
        let named = named.unwrap_or_else(|| "cc".into());
        let words = match named.to_str() {
            Some(line) if !Path::new(&named).is_file() => {
                line.split_whitespace().map(OsString::from).collect()
            }
            _ => vec![named],
        };
        let (program, arguments) = words.split_first()?;
        let mut compiler = Compiler {
            program: program.clone(),
            arguments: arguments.to_vec(),
            cache: None,
        };
        if !compiler.accepts() {
            return None;
        }
        // Without them clang stops after twenty absent names, and gcc does not know them.
        let plain = compiler.arguments.clone();
        compiler.arguments.extend(CLANG.map(OsString::from));
        if !compiler.accepts() {
            compiler.arguments = plain;
        }
        Some(compiler)
    }

    /// Whether it compiles a file in which there is nothing wrong.
    fn accepts(&self) -> bool {
        let object = Temporary::new("o");
        self.compile("int ctest;\n", &object.0)
            .is_ok_and(|(success, _)| success)
    }

    /// zig's compiler for a target, with that target's headers.
    ///
    /// # Errors
    ///
    /// That there is no zig, and how to get it.
    pub fn zig(tools: &Toolchain, target: &Target) -> Result<Compiler, String> {
        let zig = tools.zig()?;
        let arguments = ["cc", "-target", target.zig].into_iter().chain(CLANG);
        let mut arguments: Vec<_> = arguments.map(OsString::from).collect();
        if target.zig.contains("-musl") {
            // Where zig knows the target with musl alone, glibc's headers are before musl's all the same: their constants are
            // the kernel's, also where musl has others. Its limits.h goes on to the next, which is kept out by its guard.
            arguments.push("-D_LIMITS_H".into());
            for headers in ["powerpc-linux-gnu", "generic-glibc"] {
                let folder = zig.with_file_name("lib/libc/include").join(headers);
                arguments.extend(["-I".into(), folder.into_os_string()]);
            }
        }
        Ok(Compiler {
            program: zig.into(),
            arguments,
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
            let object = Temporary::new("o");
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
        // Not from standard input: early versions of zig cannot.
        let file = Temporary::new("c");
        fs::write(&file.0, source)?;
        let output = command
            .args(&self.arguments)
            .args(["-std=gnu11", "-w", "-c", "-o"])
            .arg(object)
            .arg(&file.0)
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .output()?;
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
    fn new(extension: &str) -> Temporary {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Temporary(env::temp_dir().join(format!("ctest-{}-{count}.{extension}", process::id())))
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
