//! The committed lists of what C headers lack, with the reasons.
//!
//! A line that ends in a colon is a reason. The lines below it, up to the next reason, hold the names to which it applies,
//! separated by commas: `O_NAME`, `struct name`, `struct name.field`, or the crates' own name where C has none. A structure that
//! the kernel extends is listed as `struct name.size`: its size is not compared. Lines that begin with `#` say something about
//! the file.

use std::collections::BTreeMap;

/// Names with the reasons for their absence.
#[derive(Clone, Debug, Default)]
pub struct Absent(BTreeMap<String, String>);

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
                reason = Some(text);
                continue;
            }
            let reason = reason.ok_or_else(|| format!("`{line}` stands under no reason"))?;
            for name in line
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
            {
                if absent
                    .0
                    .insert(name.to_owned(), reason.to_owned())
                    .is_some()
                {
                    return Err(format!("{name} stands twice"));
                }
            }
        }
        Ok(absent)
    }

    /// Why the name is absent.
    pub fn reason(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let absent = Absent::parse("# a list\nnever there:\nA, B\n struct c.d\nlater:\nE,\n");
        let absent = absent.expect("a list");
        assert_eq!(absent.reason("B"), Some("never there"));
        assert_eq!(absent.reason("struct c.d"), Some("never there"));
        assert_eq!(absent.reason("E"), Some("later"));
        assert_eq!(absent.reason("F"), None);
        assert!(Absent::parse("A").is_err());
        assert!(Absent::parse("x:\nA, A").is_err());
    }
}
