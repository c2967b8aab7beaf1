//! What the crates say about the C headers: expressions, and the values that they must have.

use std::fmt;

use syscall_consts::Repr;
use syscall_consts::linux::nr::{self, Arch};

use crate::table::{Field, Record};
use crate::unit::Query;

/// What a number is of its claim's subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Its own value.
    Value,
    /// The size of the structure.
    Size,
    /// The alignment of the structure.
    Alignment,
    /// Something of a field.
    Field {
        /// The field.
        name: String,
        /// What of it.
        part: Part,
        /// Whether it is neither an integer nor an array of these, but a structure, a union, or the like.
        compound: bool,
    },
}

/// What is said of a field.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bytes from the start of the structure.
    Offset,
    /// Bytes.
    Size,
    /// Whether it is signed.
    Sign,
    /// Which bits of an integer it takes.
    Bits,
}

/// As reports and the list of exceptions write it; nothing for the value.
impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Aspect::Value => Ok(()),
            Aspect::Size => f.write_str("size"),
            Aspect::Alignment => f.write_str("alignment"),
            Aspect::Field { name, part, .. } => {
                let part = match part {
                    Part::Offset => "offset",
                    Part::Size => "size",
                    Part::Sign => "sign",
                    Part::Bits => "bits",
                };
                write!(f, "{name} {part}")
            }
        }
    }
}

/// One number in C.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What the number is of its claim's subject.
    pub aspect: Aspect,
    /// What C is asked.
    pub query: Query,
    /// What it must be.
    pub expected: Expected,
}

/// What a number must be.
#[derive(Copy, Clone, Debug)]
pub enum Expected {
    /// This value of a kernel integer type. C may have it as a signed or an unsigned type of that size.
    Constant(i64, Repr),
    /// Exactly this.
    Exactly(u64),
}

impl Expected {
    /// Whether C's number, extended to 64 bits as its own type says, is the expected one.
    pub fn matches(self, c: u64) -> bool {
        match self {
            Expected::Exactly(value) => c == value,
            Expected::Constant(value, repr) => {
                let unused = 64 - u32::from(repr.size) * 8;
                let unsigned = (value as u64) << unused >> unused;
                let signed = (value << unused >> unused) as u64;
                c == unsigned || c == signed
            }
        }
    }

    /// The value as it is written in reports.
    pub fn value(self) -> i128 {
        match self {
            Expected::Exactly(value) => value.into(),
            Expected::Constant(value, Repr { signed: true, .. }) => value.into(),
            Expected::Constant(value, _) => (value as u64).into(),
        }
    }
}

/// What a claim is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A constant.
    Constant,
    /// A structure: size, alignment, and the place, size and sign of every field.
    Struct,
}

/// Everything that is said about one C name.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What it is about.
    pub about: About,
    /// Where it stands in the crates: `O.CLOEXEC`, `stat`.
    pub origin: String,
    /// The C name: `O_CLOEXEC`, `struct stat`; empty when C has none.
    pub c_name: String,
    /// What is said. Headers that cannot evaluate the first expression do not have the name.
    pub expressions: Vec<Expression>,
}

/// Groups whose C names are pointers, which have no sign to be extended by: they are compared as numbers.
const POINTERS: &[&str] = &["SIGACT"];

/// What the records of a table say.
pub fn claims(records: &[Record<'_>]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for record in records {
        match *record {
            Record::Member {
                group,
                name,
                c_name,
                value,
                size,
                signed,
            } => {
                let query = match POINTERS.contains(&group) {
                    true => format!("(long){c_name}"),
                    false => c_name.to_owned(),
                };
                let expected = Expected::Constant(value, Repr { size, signed });
                claims.push(constant(format!("{group}.{name}"), c_name, query, expected));
            }
            Record::Number { c_name, value } => {
                claims.push(number(c_name.to_owned(), c_name, value));
            }
            Record::Text { c_name, value } => claims.push(text(c_name, value)),
            Record::Struct {
                name,
                c_name,
                size,
                align,
            } => claims.push(Claim {
                about: About::Struct,
                origin: name.to_owned(),
                c_name: c_name.to_owned(),
                expressions: vec![
                    exactly(Aspect::Size, format!("sizeof({c_name})"), size),
                    exactly(Aspect::Alignment, format!("_Alignof({c_name})"), align),
                ],
            }),
            Record::Field(ref field) => {
                if let Some(structure) = claims.last_mut() {
                    let expressions = of_field(&structure.c_name, field);
                    structure.expressions.extend(expressions);
                }
            }
        }
    }
    claims
}

/// The numbers of an architecture's system calls.
pub fn calls(arch: Arch) -> impl Iterator<Item = Claim> {
    // The calls that ARM alone has count from there (asm/unistd.h).
    let private = move |number| matches!(arch, Arch::Arm | Arch::Armeb) && number >= 0xf_0000;
    nr::iter(arch).map(move |(name, call)| {
        let prefix = if private(call) { "__ARM_NR_" } else { "__NR_" };
        number(
            format!("nr.{name}"),
            &format!("{prefix}{name}"),
            call.into(),
        )
    })
}

/// A constant.
fn constant(origin: String, c_name: &str, query: String, expected: Expected) -> Claim {
    Claim {
        about: About::Constant,
        origin,
        c_name: c_name.to_owned(),
        expressions: vec![Expression {
            aspect: Aspect::Value,
            query: Query::Number(query),
            expected,
        }],
    }
}

/// A constant that is a number of exactly this value.
fn number(origin: String, c_name: &str, value: u64) -> Claim {
    constant(origin, c_name, c_name.to_owned(), Expected::Exactly(value))
}

/// A constant that is text.
fn text(c_name: &str, value: &str) -> Claim {
    let equal = format!("!__builtin_strcmp({c_name}, {value:?})");
    constant(c_name.to_owned(), c_name, equal, Expected::Exactly(1))
}

fn exactly(aspect: Aspect, c: String, value: u64) -> Expression {
    Expression {
        aspect,
        query: Query::Number(c),
        expected: Expected::Exactly(value),
    }
}

/// What is said about a field of the structure of that C name.
fn of_field(structure: &str, field: &Field<'_>) -> Vec<Expression> {
    let name = field.name;
    let compound = field.signed.is_none() && !field.array;
    let aspect = |part| Aspect::Field {
        name: name.to_owned(),
        part,
        compound,
    };
    if field.bits != 0 {
        return vec![Expression {
            aspect: aspect(Part::Bits),
            query: Query::Bits {
                structure: structure.to_owned(),
                field: name.to_owned(),
                offset: field.offset,
                size: field.size,
            },
            expected: Expected::Exactly(field.bits),
        }];
    }
    let place = format!("(({structure} *)0)->{name}");
    let mut expressions = vec![exactly(
        aspect(Part::Offset),
        format!("__builtin_offsetof({structure}, {name})"),
        field.offset as u64,
    )];
    if !field.open {
        expressions.push(exactly(
            aspect(Part::Size),
            format!("sizeof({place})"),
            field.size as u64,
        ));
    }
    if let Some(signed) = field.signed {
        let element = if field.array {
            format!("{place}[0]")
        } else {
            place
        };
        expressions.push(exactly(
            aspect(Part::Sign),
            format!("(__typeof__({element}))-1 < (__typeof__({element}))1"),
            signed.into(),
        ));
    }
    expressions
}

#[cfg(test)]
mod tests {
    use super::*;

    const U16: Repr = Repr {
        size: 2,
        signed: false,
    };

    #[test]
    fn constants_match_in_either_sign_and_no_other_width() {
        let all = Expected::Constant(0xffff, U16);
        assert!(all.matches(0xffff));
        assert!(all.matches(u64::MAX));
        assert!(!all.matches(0xffff_ffff));
        assert!(!all.matches(0x1_ffff));
        let one = Expected::Constant(1, U16);
        assert!(one.matches(1));
        assert!(!one.matches(0x1_0001));
    }
}
