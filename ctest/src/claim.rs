//! What the crates say about the C headers: expressions, and the values that they must have.

use syscall_consts::{Group, Repr};
use syscall_types::{Kind, Struct};

use crate::unit::Query;

/// One number in C.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What the number is of its claim's subject: nothing for the subject's own value.
    pub aspect: String,
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

/// A constant of a group.
pub fn constant(group: &Group, name: &str, c_name: &str, value: i64) -> Claim {
    number(
        format!("{}.{name}", group.name),
        c_name,
        Expected::Constant(value, group.repr),
    )
}

/// A constant by itself.
pub fn number(origin: String, c_name: &str, expected: Expected) -> Claim {
    Claim {
        about: About::Constant,
        origin,
        c_name: c_name.to_owned(),
        expressions: vec![Expression {
            aspect: String::new(),
            query: Query::Number(c_name.to_owned()),
            expected,
        }],
    }
}

/// A constant that is text.
pub fn text(c_name: &str, value: &str) -> Claim {
    let equal = Expression {
        aspect: String::new(),
        query: Query::Number(format!("!__builtin_strcmp({c_name}, {value:?})")),
        expected: Expected::Exactly(1),
    };
    Claim {
        about: About::Constant,
        origin: c_name.to_owned(),
        c_name: c_name.to_owned(),
        expressions: vec![equal],
    }
}

/// A structure.
pub fn structure(structure: &Struct) -> Claim {
    let name = structure.c_name;
    let exactly = |aspect: String, c: String, value: usize| Expression {
        aspect,
        query: Query::Number(c),
        expected: Expected::Exactly(value as u64),
    };
    let mut expressions = vec![
        exactly("size".to_owned(), format!("sizeof({name})"), structure.size),
        exactly(
            "alignment".to_owned(),
            format!("_Alignof({name})"),
            structure.align,
        ),
    ];
    for field in structure.fields {
        if let Kind::Bits { size, bits } = field.kind {
            expressions.push(Expression {
                aspect: format!("{}: bits", field.name),
                query: Query::Bits {
                    structure: name.to_owned(),
                    field: field.name.to_owned(),
                    offset: field.offset,
                    size: size.into(),
                },
                expected: Expected::Exactly(bits.set(0, u64::MAX)),
            });
            continue;
        }
        let place = format!("(({name} *)0)->{}", field.name);
        expressions.push(exactly(
            format!("{}: offset", field.name),
            format!("__builtin_offsetof({name}, {})", field.name),
            field.offset,
        ));
        // The open end of a record has no size in C.
        if !matches!(field.kind, Kind::Array(_, 0)) {
            expressions.push(exactly(
                format!("{}: size", field.name),
                format!("sizeof({place})"),
                field.kind.size(),
            ));
        }
        let (element, kind) = match field.kind {
            Kind::Array(kind, count) if count > 0 => (format!("{place}[0]"), *kind),
            kind => (place, kind),
        };
        if let Kind::Int { signed, .. } = kind {
            expressions.push(exactly(
                format!("{}: sign", field.name),
                format!("(__typeof__({element}))-1 < (__typeof__({element}))1"),
                usize::from(signed),
            ));
        }
    }
    Claim {
        about: About::Struct,
        origin: structure.name.to_owned(),
        c_name: name.to_owned(),
        expressions,
    }
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
