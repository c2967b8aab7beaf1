//! What a group of constants is, to a program that walks it. `declare.rs` has the form in which groups are written down.

/// How text names members of a group.
///
/// The Lua module looks names up by these rules; a Rust command line that reads flags may do the same.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// One of several values: `"inet"`.
    Str,
    /// Flags, separated by commas: `"wronly, append"`.
    Multi,
    /// As [`Kind::Multi`], and a part that begins with `0` is an octal number: `"0644"`.
    Mode,
    /// Each character is one flag: `"rw"`.
    Char,
    /// As [`Kind::Multi`], and a decimal number is a swap priority.
    Swap,
    /// The directory descriptor `AT_FDCWD`, which stands where nothing is given.
    At,
    /// A table of numbers that takes part in no conversion.
    Plain,
}

/// The kernel's integer type behind a group.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repr {
    /// Bytes.
    pub size: u8,
    /// Whether values are signed.
    pub signed: bool,
}

/// A group of constants with its names.
#[derive(Copy, Clone, Debug)]
pub struct Group {
    /// The group's own name, mostly the C prefix: `"O"`.
    pub name: &'static str,
    /// How text names members.
    pub kind: Kind,
    /// The kernel's integer type.
    pub repr: Repr,
    /// All names, joined by `\0`. One string, because each `&str` of a list would cost a relocation.
    pub names: &'static str,
    /// The values in the order of the names. Unsigned 64-bit values stand as their bit pattern.
    pub values: &'static [i64],
    /// One sentence on what the constants are for.
    pub doc: &'static str,
}

impl Group {
    /// The number of names, aliases included.
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the group has no member.
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values in the order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, i64)> + use<> {
        self.names.split('\0').zip(self.values.iter().copied())
    }

    /// The value of `name`, which must be written as declared.
    pub fn get(&self, name: &str) -> Option<i64> {
        self.iter()
            .find(|member| member.0 == name)
            .map(|member| member.1)
    }

    /// The first name with this value.
    pub fn name_of(&self, value: i64) -> Option<&'static str> {
        self.iter()
            .find(|member| member.1 == value)
            .map(|member| member.0)
    }
}

/// A type whose values are constants of one group.
pub trait Constants: Copy {
    /// The group.
    const GROUP: Group;

    /// The C names in the order of the group's names, for comparison with C headers.
    const C_NAMES: &'static [&'static str];

    /// The value with these bits. Bits that the kernel's type does not have are dropped.
    fn from_raw(raw: i64) -> Self;

    /// The value as a number; unsigned 64-bit values as their bit pattern.
    fn raw(self) -> i64;
}
