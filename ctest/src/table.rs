//! What `ctest-table` says of a target: the bytes of this program's own, and those in objects for other targets, decoded.

use std::fs;

use ctest_table::record;

use crate::elf;
use crate::target::Target;
use crate::toolchain::Toolchain;

/// The bytes for the machine that this program was compiled for.
pub fn native() -> &'static [u8] {
    &ctest_table::TABLE
}

/// Compiles the table for a target and takes the bytes out of the object.
///
/// # Errors
///
/// What is missing, or what the compiler says.
pub fn compile(tools: &Toolchain, target: &Target) -> Result<Vec<u8>, String> {
    // In cargo's own folder: an object goes when the knowledge that it is fresh goes.
    let object = tools.folder(target)?.join("cargo/table.o");
    let output = tools
        .cargo(target, "rustc")?
        // As `cargo check` does: of the crates below, nothing but what the compiler must know is needed.
        .args([
            "--quiet",
            "--profile=check",
            "-p",
            "ctest-table",
            "--lib",
            "--",
        ])
        .arg(format!("--emit=obj={}", object.display()))
        .arg("-Ccodegen-units=1")
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    if !output.status.success() {
        let messages = String::from_utf8_lossy(&output.stderr);
        return Err(format!("ctest-table does not compile:\n{messages}"));
    }
    let bytes = fs::read(&object).map_err(|e| format!("{}: {e}", object.display()))?;
    let section = elf::section(&bytes, ".ctest").ok_or("the object lacks a table")?;
    Ok(section.bytes().to_vec())
}

/// A record of the table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Record<'a> {
    /// A constant of a group.
    Member {
        /// The group.
        group: &'a str,
        /// The constant's name in the group.
        name: &'a str,
        /// The C name.
        c_name: &'a str,
        /// The value.
        value: i64,
        /// Bytes of the kernel's type.
        size: u8,
        /// Whether that type is signed.
        signed: bool,
    },
    /// A constant by itself.
    Number {
        /// The C name.
        c_name: &'a str,
        /// The value.
        value: u64,
    },
    /// A constant of text.
    Text {
        /// The C name.
        c_name: &'a str,
        /// The text.
        value: &'a str,
    },
    /// A structure, whose fields follow.
    Struct {
        /// The name.
        name: &'a str,
        /// The C name.
        c_name: &'a str,
        /// Bytes.
        size: u64,
        /// Alignment in bytes.
        align: u64,
    },
    /// A field of the last structure.
    Field(Field<'a>),
}

/// A field of a structure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The name.
    pub name: &'a str,
    /// Bytes from the start of the structure.
    pub offset: usize,
    /// Bytes.
    pub size: usize,
    /// Whether it is an array.
    pub array: bool,
    /// Whether it is the open end of a record, which has no size in C.
    pub open: bool,
    /// Whether the integer, or each of the array, is signed; `None` for what is no integer.
    pub signed: Option<bool>,
    /// The bits of the integer that a bit field takes; zero for what is no bit field.
    pub bits: u64,
}

/// The records of a table.
///
/// # Errors
///
/// That it is no table.
pub fn decode(table: &[u8]) -> Result<Vec<Record<'_>>, String> {
    let mut reader = Reader(table);
    let mut records = Vec::new();
    while let Some((&kind, rest)) = reader.0.split_first() {
        reader.0 = rest;
        let before = records.len();
        reader
            .record(kind, &mut records)
            .ok_or_else(|| format!("the table is broken after {before} records"))?;
    }
    Ok(records)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn text(&mut self) -> Option<&'a str> {
        let end = self.0.iter().position(|&byte| byte == 0)?;
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..)?;
        str::from_utf8(text).ok()
    }

    fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    fn size(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    fn texts(&mut self, count: usize) -> Option<Vec<&'a str>> {
        // An empty list of names is one empty text.
        if count == 0 {
            self.text()?;
        }
        (0..count).map(|_| self.text()).collect()
    }

    /// Reads what follows a byte of [`record`].
    fn record(&mut self, kind: u8, records: &mut Vec<Record<'a>>) -> Option<()> {
        records.push(match kind {
            record::GROUP => {
                let group = self.text()?;
                let (size, signed) = (self.number()?.try_into().ok()?, self.number()? != 0);
                let count = self.size()?;
                for name in self.texts(count)? {
                    records.push(Record::Member {
                        group,
                        name,
                        c_name: self.text()?,
                        value: self.number()?.cast_signed(),
                        size,
                        signed,
                    });
                }
                return Some(());
            }
            record::REQUESTS => {
                let count = self.size()?;
                for c_name in self.texts(count)? {
                    let value = self.number()?;
                    records.push(Record::Number { c_name, value });
                }
                return Some(());
            }
            record::NUMBER => Record::Number {
                c_name: self.text()?,
                value: self.number()?,
            },
            record::TEXT => Record::Text {
                c_name: self.text()?,
                value: self.text()?,
            },
            record::STRUCT => Record::Struct {
                name: self.text()?,
                c_name: self.text()?,
                size: self.number()?,
                align: self.number()?,
            },
            record::FIELD => {
                let (name, offset, size) = (self.text()?, self.size()?, self.size()?);
                let element = self.number()?;
                Record::Field(Field {
                    name,
                    offset,
                    size,
                    array: element & record::ARRAY != 0,
                    open: element & record::OPEN != 0,
                    signed: (element & (record::SIGNED | record::UNSIGNED) != 0)
                        .then_some(element & record::SIGNED != 0),
                    bits: self.number()?,
                })
            }
            _ => return None,
        });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syscall_consts::linux as consts;
    use syscall_types::linux as types;

    /// The compiler's table holds what a program sees when it runs.
    #[test]
    fn all_of_it() {
        let records = decode(native()).expect("a table");
        let members: Vec<_> = records
            .iter()
            .filter_map(|record| match *record {
                Record::Member {
                    group,
                    name,
                    c_name,
                    value,
                    ..
                } => Some((group, name, c_name, value)),
                _ => None,
            })
            .collect();
        let expected: Vec<_> = consts::c_names()
            .flat_map(|(group, c_names)| {
                let members = group.iter().zip(c_names);
                members.map(|((name, value), &c_name)| (group.name, name, c_name, value))
            })
            .collect();
        assert_eq!(members, expected);
        let count = |kind: fn(&Record<'_>) -> bool| records.iter().filter(|one| kind(one)).count();
        assert_eq!(
            count(|record| matches!(record, Record::Number { .. })),
            consts::SCALARS.len() + consts::ioctl::iter().count() + ctest_table::REQUESTS.len()
        );
        assert_eq!(
            count(|record| matches!(record, Record::Text { .. })),
            consts::TEXTS.len()
        );
        assert_eq!(
            count(|record| matches!(record, Record::Struct { .. })),
            types::STRUCTS.len()
        );
        assert_eq!(
            count(|record| matches!(record, Record::Field(_))),
            types::STRUCTS
                .iter()
                .map(|one| one.fields.len())
                .sum::<usize>()
        );
    }

    #[test]
    fn broken() {
        let table = native();
        // Any answer but a panic.
        for len in 0..2000.min(table.len()) {
            let _ = decode(&table[..len]);
        }
        assert!(decode(b"?").is_err());
        assert_eq!(
            decode(b"tA\0b\0"),
            Ok(vec![Record::Text {
                c_name: "A",
                value: "b"
            }])
        );
    }
}
