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

/// A C compiler with its arguments.
#[derive(Clone, Debug)]
pub struct Compiler {
    program: OsString,
}

/// The section that holds the table.
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
        works.then_some(Compiler { program })
    }

    /// The values of the expressions after these headers; `None` for those that the headers cannot evaluate.
    ///
    /// A value is extended to 64 bits as its C type says.
    ///
    /// # Errors
    ///
    /// What went wrong with the compiler or with a header.
    pub fn evaluate(
        &self,
        prelude: &str,
        expressions: &[&str],
    ) -> Result<Vec<Option<u64>>, String> {
        let mut present = vec![true; expressions.len()];
        loop {
            let source = source(prelude, expressions, &present);
            let object = Temporary::new();
            let (success, messages) = self
                .compile(&source, &object.0)
                .map_err(|e| format!("{}: {e}", self.program.display()))?;
            if success {
                let bytes =
                    fs::read(&object.0).map_err(|e| format!("{}: {e}", object.0.display()))?;
                let table = elf::section(&bytes, SECTION).ok_or("the object has no table")?;
                let numbers: Vec<_> = table.numbers().collect();
                if numbers.len() != expressions.len() {
                    return Err(format!(
                        "{} numbers of {}",
                        numbers.len(),
                        expressions.len()
                    ));
                }
                return Ok(present
                    .iter()
                    .zip(numbers)
                    .map(|(&present, number)| present.then_some(number))
                    .collect());
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
        let mut child = Command::new(&self.program)
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

/// The table in C. An expression that is not present leaves its place empty.
fn source(prelude: &str, expressions: &[&str], present: &[bool]) -> String {
    let mut source = format!(
        "{prelude}\nconst unsigned long long ctest_table[] \
         __attribute__((section(\"{SECTION}\"), used)) = {{\n#line 1 \"{ROW}\"\n"
    );
    for (expression, &present) in expressions.iter().zip(present) {
        let expression = if present { expression } else { "0" };
        // Writing to a string cannot fail.
        let _ = writeln!(source, "(unsigned long long)({expression}),");
    }
    source.push_str("};\n");
    source
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
        let prelude = "enum { THERE = 7 }; struct pair { char a; int b; };";
        let expressions = [
            "NOWHERE",
            "THERE",
            "-1",
            "NOWHERE",
            "0xffffffffu",
            "sizeof(struct pair)",
            "__builtin_offsetof(struct pair, c)",
            "sizeof(struct none)",
        ];
        assert_eq!(
            compiler.evaluate(prelude, &expressions),
            Ok(vec![
                None,
                Some(7),
                Some(u64::MAX),
                None,
                Some(0xffff_ffff),
                Some(8),
                None,
                None
            ])
        );
        assert!(
            compiler
                .evaluate("#include <no/such/header.h>", &["1"])
                .is_err()
        );
    }
}
