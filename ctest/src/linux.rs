//! Linux: what is compared, and the comparison.

use std::cmp::Ordering;
use std::fmt;
use std::fmt::Write as _;

use syscall_consts::linux::nr::Arch;

use crate::absent::{self, Absent};
use crate::claim::{self, About, Aspect, Claim, Expression, Part};
use crate::headers::LINUX as HEADERS;
use crate::table;
use crate::target::{TARGETS, Target};
use crate::toolchain::Toolchain;
use crate::unit::{Compiler, Query};

/// The committed list of what the headers lack.
pub const ABSENT: &str = include_str!("../absent-linux.txt");

/// The kernel that the crates describe, and the one of the headers that are pinned, as `LINUX_VERSION_CODE` has it.
pub const KERNEL: u64 = absent::version(7, 2);

/// What is held against the crates where headers differ from them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// Everything: the headers are those of [`KERNEL`], and the list was made for them.
    #[default]
    Pinned,
    /// Only what has another value. The headers are those that a machine happens to have: older ones lack names, and
    /// structures in them have not grown yet; in newer ones structures have grown since.
    AtHand,
}

/// Names for which the C library's headers count: the kernel's O_LARGEFILE is a bit that programs on machines with 64-bit words
/// never set, and so theirs is 0.
const OF_THE_C_LIBRARY: &[&str] = &["O_LARGEFILE"];

/// What C libraries other than glibc define for themselves and not as the kernel has it: musl has POSIX's widths in the messages
/// of sockets, its own limits, and on machines with 64-bit words the kernel's O_LARGEFILE.
const OF_OTHER_C_LIBRARIES: &[&str] = &[
    "HOST_NAME_MAX",
    "O_LARGEFILE",
    "SOMAXCONN",
    "struct cmsghdr",
    "struct msghdr",
];

/// Ends of enumerations, which move with every kernel: no two versions of the headers agree. They must stand in the list.
const MOVING: &[&str] = &["SOF_TIMESTAMPING_LAST", "SOF_TIMESTAMPING_MASK"];

/// Everything that the crates say of the architecture for which the table was compiled.
///
/// # Errors
///
/// That it is no table.
pub fn claims(table: &[u8], arch: Arch) -> Result<Vec<Claim>, String> {
    let mut claims = claim::claims(&table::decode(table)?);
    claims.extend(claim::calls(arch));
    Ok(claims)
}

/// The target that this program was compiled for, if it is in the table.
pub fn host() -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.arch == Arch::native())
}

/// Compares what the crates say of a target with the headers that zig has for it.
///
/// # Errors
///
/// What is missing, or went wrong with a compiler, a header or the list.
pub fn compare_target(tools: &Toolchain, target: &Target) -> Result<Report, String> {
    let compiler = Compiler::zig(tools, target)?;
    let claims = claims(&table::compile(tools, target)?, target.arch)?;
    compare(
        &compiler,
        target.name,
        &claims,
        &Absent::parse(ABSENT)?,
        Rule::Pinned,
    )
}

/// Compares what the crates say of the host with its own headers.
///
/// # Errors
///
/// What went wrong with the compiler, a header or the list.
pub fn compare_host(compiler: &Compiler) -> Result<Report, String> {
    let claims = claims(table::native(), Arch::native())?;
    let name = host().map_or(std::env::consts::ARCH, |target| target.name);
    compare(
        compiler,
        name,
        &claims,
        &Absent::parse(ABSENT)?,
        Rule::AtHand,
    )
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The target's name.
    pub target: String,
    /// Constants compared.
    pub constants: usize,
    /// Structures compared.
    pub structs: usize,
    /// What the headers lack and the list names, with the reason.
    pub absent: Vec<(String, String)>,
    /// The kernel of the headers, as `LINUX_VERSION_CODE` has it.
    pub version: u64,
    /// Where headers are those at hand: what they lack without a reason, and structures that have another size in them.
    pub other_version: Vec<String>,
    /// What the C library of headers at hand defines for itself, and so is not compared.
    pub other_library: Vec<String>,
    /// Headers that were left out, since they do not compile together with those before them.
    pub broken: Vec<String>,
    /// What the headers lack without a reason.
    pub missing: Vec<String>,
    /// What differs.
    pub wrong: Vec<String>,
    /// What the list names but the headers have, or the crates do not.
    pub unneeded: Vec<String>,
}

impl Report {
    /// Whether nothing is wrong and nothing is absent without a reason.
    pub fn passes(&self) -> bool {
        self.wrong.is_empty() && self.missing.is_empty()
    }

    /// What the headers lack, by reason, and what the list names without need.
    pub fn details(&self) -> String {
        let mut text = String::new();
        let mut reason = "";
        // Writing to a string cannot fail.
        for (name, why) in &self.absent {
            if reason != why {
                let _ = writeln!(text, "absent from {}: {why}:", self.target);
                reason = why;
            }
            let _ = writeln!(text, "    {name}");
        }
        if !self.other_version.is_empty() {
            let _ = writeln!(
                text,
                "of another version than the headers of {} ({}):",
                self.target,
                self.kernel()
            );
            for name in &self.other_version {
                let _ = writeln!(text, "    {name}");
            }
        }
        for name in &self.other_library {
            let _ = writeln!(text, "the C library's own: {name}");
        }
        for name in &self.unneeded {
            let _ = writeln!(text, "not absent from {}: {name}", self.target);
        }
        text
    }

    fn kernel(&self) -> String {
        format!("Linux {}.{}", self.version >> 16, self.version >> 8 & 0xff)
    }
}

/// A line that says how much was compared, after what fails.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for wrong in &self.wrong {
            writeln!(f, "{}: wrong: {wrong}", self.target)?;
        }
        for header in &self.broken {
            writeln!(f, "{}: left out: {header} does not compile", self.target)?;
        }
        for name in &self.missing {
            writeln!(f, "{}: absent without a reason: {name}", self.target)?;
        }
        write!(
            f,
            "{}: {}: {} constants, {} structs compared; {} absent (listed); {} wrong",
            self.target,
            self.kernel(),
            self.constants,
            self.structs,
            self.absent.len(),
            self.wrong.len()
        )?;
        match (self.other_version.len(), KERNEL.cmp(&self.version)) {
            (0, _) => {}
            (count, Ordering::Greater) => write!(f, "; {count} newer than these headers")?,
            (count, _) => write!(f, "; {count} not as in these headers, which are newer")?,
        }
        match self.other_library.len() {
            0 => {}
            count => write!(f, "; {count} left to this C library")?,
        }
        match self.missing.len() {
            0 => Ok(()),
            count => write!(f, "; {count} absent without a reason"),
        }
    }
}

/// Compares these claims with the headers of a compiler, which are of the target of that name.
///
/// # Errors
///
/// What went wrong with the compiler or a header.
pub fn compare(
    compiler: &Compiler,
    target: &str,
    claims: &[Claim],
    list: &Absent,
    rule: Rule,
) -> Result<Report, String> {
    let version = version(compiler)?.ok_or("there are no headers of the kernel")?;
    let own = rule == Rule::AtHand && !is_glibc(compiler)?;
    let mut comparison = Comparison {
        compiler,
        list,
        headers: absent::Headers { target, version },
        rule,
        report: Report {
            target: target.to_owned(),
            version,
            ..Report::default()
        },
    };
    // The claims whose name has not been found yet.
    let mut rest: Vec<&Claim> = Vec::new();
    let mut late = Vec::new();
    for claim in claims {
        let name = claim.c_name.as_str();
        if name.is_empty() {
            comparison.absent(claim, &claim.origin);
        } else if MOVING.contains(&name) {
            comparison.absent(claim, name);
        } else if own && OF_OTHER_C_LIBRARIES.contains(&name) {
            comparison.report.other_library.push(name.to_owned());
        } else if OF_THE_C_LIBRARY.contains(&name) {
            late.push(claim);
        } else {
            rest.push(claim);
        }
    }
    let last = HEADERS.len() - 1;
    for (index, (define, headers)) in HEADERS.into_iter().enumerate() {
        if index == last {
            rest.append(&mut late);
        }
        let headers = comparison.that_compile(define, headers)?;
        rest = comparison.look(&prelude(define, &headers), &rest)?;
    }
    for claim in rest {
        comparison.absent(claim, &claim.c_name);
    }
    Ok(comparison.finish())
}

/// The kernel of a compiler's headers, as `LINUX_VERSION_CODE` has it; `None` where the compiler has no headers of the kernel.
///
/// # Errors
///
/// What went wrong with the compiler.
pub fn version(compiler: &Compiler) -> Result<Option<u64>, String> {
    let query = Query::Number("LINUX_VERSION_CODE".to_owned());
    let version = compiler.evaluate(&prelude("", &["linux/version.h"]), &[&query])?;
    Ok(version.first().copied().flatten())
}

/// Whether a compiler's C library is glibc, whose own definitions are the kernel's.
fn is_glibc(compiler: &Compiler) -> Result<bool, String> {
    let query = Query::Number("__GLIBC__".to_owned());
    let version = compiler.evaluate(&prelude("", &["limits.h"]), &[&query])?;
    Ok(version.first().copied().flatten().is_some())
}

/// A comparison with one compiler's headers.
struct Comparison<'a> {
    compiler: &'a Compiler,
    list: &'a Absent,
    headers: absent::Headers<'a>,
    rule: Rule,
    report: Report,
}

impl Comparison<'_> {
    /// The headers lack this name of the claim.
    fn absent(&mut self, claim: &Claim, name: &str) {
        if let Some(reason) = self.list.reason(name, self.headers) {
            let absent = (name.to_owned(), reason.to_owned());
            self.report.absent.push(absent);
        } else if self.rule == Rule::AtHand {
            self.report.other_version.push(name.to_owned());
        } else {
            let missing = format!("{name} ({})", claim.origin);
            self.report.missing.push(missing);
        }
    }

    /// The headers of a set that compile together: with pinned ones all, or there is no comparison.
    fn that_compile<'h>(
        &mut self,
        define: &str,
        headers: &[&'h str],
    ) -> Result<Vec<&'h str>, String> {
        let mut good: Vec<&str> = headers.to_vec();
        match self.compiler.evaluate(&prelude(define, &good), &[]) {
            Ok(_) => return Ok(good),
            Err(why) if self.rule == Rule::Pinned => return Err(why),
            Err(_) => good.clear(),
        }
        for header in headers {
            good.push(header);
            if self
                .compiler
                .evaluate(&prelude(define, &good), &[])
                .is_err()
            {
                good.pop();
                self.report.broken.push((*header).to_owned());
            }
        }
        // With nothing left the compiler itself is at fault.
        match good.is_empty() {
            true => Err(format!("not one of {} headers compiles", headers.len())),
            false => Ok(good),
        }
    }

    /// Compares the claims whose names these headers have; returns the others.
    fn look<'c>(&mut self, prelude: &str, claims: &[&'c Claim]) -> Result<Vec<&'c Claim>, String> {
        let queries: Vec<&Query> = claims
            .iter()
            .flat_map(|claim| claim.expressions.iter().map(|one| &one.query))
            .collect();
        let values = self.compiler.evaluate(prelude, &queries)?;
        let mut values = values.as_slice();
        let mut not_found = Vec::new();
        for claim in claims {
            let Some((own, others)) = values.split_at_checked(claim.expressions.len()) else {
                return Err("too few values".to_owned());
            };
            values = others;
            if own.first().is_none_or(Option::is_none) {
                not_found.push(*claim);
            } else {
                self.found(claim, own);
            }
        }
        Ok(not_found)
    }

    /// Compares a claim with the headers' values.
    fn found(&mut self, claim: &Claim, values: &[Option<u64>]) {
        match claim.about {
            About::Constant => self.report.constants += 1,
            About::Struct => self.report.structs += 1,
        }
        // What tells that the headers have another version of the structure.
        let lacks = claim.expressions.iter().zip(values).any(|(one, value)| {
            let differs = value.is_none_or(|value| !one.expected.matches(value));
            match &one.aspect {
                Aspect::Field { name, compound, .. } if *compound || is_reserved(name) => differs,
                _ => value.is_none(),
            }
        });
        for (expression, value) in claim.expressions.iter().zip(values) {
            let Some(value) = *value else {
                if let Aspect::Field { name, .. } = &expression.aspect {
                    self.absent(claim, &format!("{}.{name}", claim.c_name));
                }
                continue;
            };
            let exception = match claim.about {
                About::Constant => format!("{} value", claim.c_name),
                About::Struct => format!("{}.{}", claim.c_name, expression.aspect),
            };
            if self.list.reason(&exception, self.headers).is_some() {
                self.absent(claim, &exception);
            } else if expression.expected.matches(value) {
            } else if self.has_grown(expression, value, lacks) {
                self.report.other_version.push(exception);
            } else {
                self.report.wrong.push(format!(
                    "{} ({}) {} is {} in C, {} here",
                    claim.c_name,
                    claim.origin,
                    expression.aspect,
                    value as i64,
                    expression.expected.value()
                ));
            }
        }
    }

    /// Whether a difference is that of a structure in headers of two versions. It grows at its end, within
    /// a member, or into what was reserved. Older headers `lack` some of its fields then, and it cannot be greater in them, nor
    /// less in newer ones.
    fn has_grown(&self, expression: &Expression, value: u64, lacks: bool) -> bool {
        if self.rule == Rule::Pinned {
            return false;
        }
        let here = expression.expected.value();
        let grown = match KERNEL.cmp(&self.report.version) {
            Ordering::Greater => i128::from(value) < here,
            Ordering::Equal => return false,
            Ordering::Less => here < i128::from(value),
        };
        match &expression.aspect {
            Aspect::Size => grown && (lacks || self.report.version > KERNEL),
            Aspect::Alignment => lacks,
            Aspect::Field {
                name,
                part: Part::Offset | Part::Size,
                ..
            } if is_reserved(name) => true,
            Aspect::Field {
                part: Part::Size,
                compound,
                ..
            } => *compound && grown,
            _ => false,
        }
    }

    fn finish(self) -> Report {
        let mut report = self.report;
        report
            .absent
            .sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        report.absent.dedup();
        report.other_version.sort();
        report.other_version.dedup();
        report.missing.sort();
        report.missing.dedup();
        report.unneeded = self
            .list
            .names(self.headers)
            .filter(|name| !report.absent.iter().any(|absent| absent.0 == *name))
            .map(str::to_owned)
            .collect();
        report
    }
}

/// Whether a field is room for later ones, by its name.
fn is_reserved(field: &str) -> bool {
    ["pad", "resv", "reserved", "spare", "unused", "zero"]
        .iter()
        .any(|word| field.contains(word))
}

/// The headers of a set that exist.
fn prelude(define: &str, headers: &[&str]) -> String {
    let mut prelude = define.to_owned();
    for header in headers {
        // Writing to a string cannot fail.
        let _ = writeln!(
            prelude,
            "#if __has_include(<{header}>)\n#include <{header}>\n#endif"
        );
    }
    prelude
}
