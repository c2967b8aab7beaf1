//! The committed lists of what C headers lack, with the reasons.
//!
//! A line that ends in a colon is a reason. The lines below it, up to the next reason, hold the names to which it applies,
//! separated by commas: `O_NAME`, `struct name`, `struct name.field`, or the crates' own name where C has none. What the
//! headers have but say otherwise is listed with what it is: `O_NAME value`, `struct name.size`, `struct name.field sign`. A reason that does not hold everywhere ends in
//! brackets with the targets where it does, or the version of the kernel's headers since when it does not: `later [before
//! 6.9]:`, `of x86 only [x86, x86_64]:`. Lines that begin with `#` say something about the file.

use std::collections::BTreeMap;

use crate::target;

/// Names with the reasons for their absence.
#[derive(Clone, Debug, Default)]
pub struct Absent(BTreeMap<String, Vec<Reason>>);

/// Headers that may lack a name.
#[derive(Copy, Clone, Debug)]
pub struct Headers<'a> {
    /// The target's name.
    pub target: &'a str,
    /// The version of the kernel, as `LINUX_VERSION_CODE` has it.
    pub version: u64,
}

/// The number of a version in `LINUX_VERSION_CODE`.
pub const fn version(major: u64, minor: u64) -> u64 {
    major << 16 | minor << 8
}

/// A reason and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reason {
    text: String,
    /// Only there, when there are any.
    targets: Vec<String>,
    /// Only in older headers.
    before: Option<u64>,
}

impl Reason {
    fn parse(text: &str) -> Result<Reason, String> {
        let mut reason = Reason {
            text: text.to_owned(),
            targets: Vec::new(),
            before: None,
        };
        let Some((text, places)) = text
            .strip_suffix(']')
            .and_then(|text| text.rsplit_once('['))
        else {
            return Ok(reason);
        };
        reason.text = text.trim().to_owned();
        for place in places.split(',').map(str::trim) {
            if let Some(numbers) = place.strip_prefix("before ") {
                let number = numbers.split_once('.').and_then(|(major, minor)| {
                    Some(version(major.parse().ok()?, minor.parse().ok()?))
                });
                reason.before = Some(number.ok_or_else(|| format!("{numbers} is no version"))?);
            } else if target::find(place).is_some() {
                reason.targets.push(place.to_owned());
            } else {
                return Err(format!("there is no target {place}"));
            }
        }
        Ok(reason)
    }

    fn holds(&self, headers: Headers<'_>) -> bool {
        self.before.is_none_or(|before| headers.version < before)
            && (self.targets.is_empty() || self.targets.iter().any(|name| name == headers.target))
    }
}

impl Absent {
    /// Reads a list.
    ///
    /// # Errors
    ///
    /// The line that has no meaning, and why.
    pub fn parse(text: &str) -> Result<Absent, String> {
        let mut absent = Absent::default();
        let mut reason = None;
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(text) = line.strip_suffix(':') {
                reason = Some(Reason::parse(text)?);
                continue;
            }
            let reason = reason
                .as_ref()
                .ok_or_else(|| format!("`{line}` stands under no reason"))?;
            for name in line
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
            {
                let reasons = absent.0.entry(name.to_owned()).or_default();
                if reasons.contains(reason) {
                    return Err(format!("{name} stands twice"));
                }
                reasons.push(reason.clone());
            }
        }
        Ok(absent)
    }

    /// Why these headers lack the name.
    pub fn reason(&self, name: &str, headers: Headers<'_>) -> Option<&str> {
        let mut reasons = self.0.get(name)?.iter();
        let reason = reasons.find(|reason| reason.holds(headers))?;
        Some(&reason.text)
    }

    /// All names that these headers lack.
    pub fn names(&self, headers: Headers<'_>) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(_, reasons)| reasons.iter().any(|reason| reason.holds(headers)))
            .map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW_ARM: Headers = Headers {
        target: "arm",
        version: version(6, 9),
    };

    #[test]
    fn forms() {
        let absent = Absent::parse("# a list\nnever there:\nA, B\n struct c.d\nlater:\nE,\n");
        let absent = absent.expect("a list");
        assert_eq!(absent.reason("B", NEW_ARM), Some("never there"));
        assert_eq!(absent.reason("struct c.d", NEW_ARM), Some("never there"));
        assert_eq!(absent.reason("E", NEW_ARM), Some("later"));
        assert_eq!(absent.reason("F", NEW_ARM), None);
        assert!(Absent::parse("A").is_err());
        assert!(Absent::parse("x:\nA, A").is_err());
    }

    #[test]
    fn places() {
        let list =
            "later [before 6.9]:\nA\nof arm [arm, aarch64]:\nA, B\nold [arm, before 6.9]:\nC";
        let absent = Absent::parse(list).expect("a list");
        let old_arm = Headers {
            version: version(6, 1),
            ..NEW_ARM
        };
        let old_mips = Headers {
            target: "mips",
            ..old_arm
        };
        let reasons = |name, headers: [Headers<'_>; 3]| {
            headers.map(|headers| absent.reason(name, headers).map(str::to_owned))
        };
        let all = [NEW_ARM, old_arm, old_mips];
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            reasons("A", all),
            [some("of arm"), some("later"), some("later")]
        );
        assert_eq!(reasons("B", all), [some("of arm"), some("of arm"), None]);
        assert_eq!(reasons("C", all), [None, some("old"), None]);
        assert_eq!(absent.names(NEW_ARM).collect::<Vec<_>>(), ["A", "B"]);
        assert!(Absent::parse("x [vax]:\nA").is_err());
        assert!(Absent::parse("x [before six]:\nA").is_err());
    }
}
