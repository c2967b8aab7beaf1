//! Linux: what is compared, and the comparison.

use std::fmt;
use std::fmt::Write as _;

use syscall_consts::linux as consts;
use syscall_types::linux as types;

use crate::absent::Absent;
use crate::claim::{self, About, Claim, Expected};
use crate::headers::LINUX as HEADERS;
use crate::unit::{Compiler, Query};

/// The committed list of what the headers lack.
pub const ABSENT: &str = include_str!("../absent-linux.txt");

/// The version of the kernel's headers for which the list was made. What older ones lack is not held against them.
const LIST_VERSION: u64 = 6 << 16 | 1 << 8;

/// Names for which the C library's headers count: the kernel's O_LARGEFILE is a bit that programs on machines with 64-bit words
/// never set, and so theirs is 0.
const OF_THE_C_LIBRARY: &[&str] = &["O_LARGEFILE"];

/// Ends of enumerations, which move with every kernel: no two versions of the headers agree. They must stand in the list.
const MOVING: &[&str] = &["SOF_TIMESTAMPING_LAST", "SOF_TIMESTAMPING_MASK"];

/// Everything that the crates say.
pub fn claims() -> Vec<Claim> {
    let groups = consts::c_names().flat_map(|(group, c_names)| {
        group
            .iter()
            .zip(c_names)
            .map(move |((name, value), c_name)| claim::constant(group, name, c_name, value))
    });
    let scalars = consts::SCALARS.iter().map(|&(name, value)| {
        claim::number(name.to_owned(), name, Expected::Exactly(value as u64))
    });
    let texts = consts::TEXTS
        .iter()
        .map(|&(name, value)| claim::text(name, value));
    let structs = types::STRUCTS
        .iter()
        .map(|structure| claim::structure(structure));
    groups.chain(scalars).chain(texts).chain(structs).collect()
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Constants compared.
    pub constants: usize,
    /// Structures compared.
    pub structs: usize,
    /// What the headers lack and the list names, with the reason.
    pub absent: Vec<(String, String)>,
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

    fn absent(&mut self, list: &Absent, claim: &Claim, name: &str) {
        match list.reason(name) {
            Some(reason) => self.absent.push((name.to_owned(), reason.to_owned())),
            None => self.missing.push(format!("{name} ({})", claim.origin)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for wrong in &self.wrong {
            writeln!(f, "wrong: {wrong}")?;
        }
        for name in &self.missing {
            writeln!(f, "absent without a reason: {name}")?;
        }
        let mut reason = "";
        for (name, why) in &self.absent {
            if reason != why {
                writeln!(f, "absent: {why}:")?;
                reason = why;
            }
            writeln!(f, "    {name}")?;
        }
        for name in &self.unneeded {
            writeln!(f, "no longer absent: {name}")?;
        }
        write!(
            f,
            "{}: {} constants, {} structs compared; {} absent (listed); {} wrong",
            std::env::consts::ARCH,
            self.constants,
            self.structs,
            self.absent.len(),
            self.wrong.len()
        )?;
        match self.missing.len() {
            0 => Ok(()),
            count => write!(f, "; {count} absent without a reason"),
        }
    }
}

/// Compares everything with the host's headers.
///
/// # Errors
///
/// What went wrong with the compiler, a header or the list.
pub fn compare(compiler: &Compiler) -> Result<Report, String> {
    compare_claims(compiler, &claims(), &Absent::parse(ABSENT)?)
}

/// Compares these claims with the host's headers.
///
/// # Errors
///
/// What went wrong with the compiler or a header.
pub fn compare_claims(
    compiler: &Compiler,
    claims: &[Claim],
    list: &Absent,
) -> Result<Report, String> {
    let mut report = Report::default();
    // The claims whose name has not been found yet.
    let mut rest: Vec<&Claim> = Vec::new();
    let mut late = Vec::new();
    for claim in claims {
        let name = claim.c_name.as_str();
        if name.is_empty() {
            report.absent(list, claim, &claim.origin);
        } else if MOVING.contains(&name) {
            report.absent(list, claim, name);
        } else if OF_THE_C_LIBRARY.contains(&name) {
            late.push(claim);
        } else {
            rest.push(claim);
        }
    }
    let version = compiler.evaluate(
        &prelude("", &["linux/version.h"]),
        &[&Query::Number("LINUX_VERSION_CODE".to_owned())],
    )?;
    let old = matches!(version[..], [Some(version)] if version < LIST_VERSION);
    let last = HEADERS.len() - 1;
    for (index, (define, headers)) in HEADERS.into_iter().enumerate() {
        if index == last {
            rest.append(&mut late);
        }
        rest = look(
            compiler,
            &prelude(define, headers),
            &rest,
            list,
            &mut report,
        )?;
    }
    for claim in rest {
        report.absent(list, claim, &claim.c_name);
    }
    if old {
        let later = report.missing.drain(..);
        let reason = "of later kernels than these headers, which are older than the list";
        report
            .absent
            .extend(later.map(|name| (name, reason.to_owned())));
    }
    report
        .absent
        .sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    report.absent.dedup();
    report.missing.sort();
    report.missing.dedup();
    report.unneeded = list
        .names()
        .filter(|name| !report.absent.iter().any(|absent| absent.0 == *name))
        .map(str::to_owned)
        .collect();
    Ok(report)
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

/// Compares the claims whose names these headers have; returns the others.
fn look<'a>(
    compiler: &Compiler,
    prelude: &str,
    claims: &[&'a Claim],
    list: &Absent,
    report: &mut Report,
) -> Result<Vec<&'a Claim>, String> {
    let queries: Vec<&Query> = claims
        .iter()
        .flat_map(|claim| claim.expressions.iter().map(|one| &one.query))
        .collect();
    let values = compiler.evaluate(prelude, &queries)?;
    let mut values = values.as_slice();
    let mut not_found = Vec::new();
    for claim in claims {
        let Some((own, others)) = values.split_at_checked(claim.expressions.len()) else {
            return Err("too few values".to_owned());
        };
        values = others;
        if own.first().is_none_or(Option::is_none) {
            not_found.push(*claim);
            continue;
        }
        match claim.about {
            About::Constant => report.constants += 1,
            About::Struct => report.structs += 1,
        }
        for (expression, value) in claim.expressions.iter().zip(own) {
            let Some(value) = *value else {
                let field = expression.aspect.split(':').next().unwrap_or_default();
                report.absent(list, claim, &format!("{}.{field}", claim.c_name));
                continue;
            };
            let extensible = format!("{}.size", claim.c_name);
            if expression.aspect == "size" && list.reason(&extensible).is_some() {
                report.absent(list, claim, &extensible);
            } else if !expression.expected.matches(value) {
                report.wrong.push(format!(
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
    Ok(not_found)
}
