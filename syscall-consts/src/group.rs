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
    /// The values in the order of the names, each in as many bytes as the kernel's type has.
    pub(crate) values: &'static [u8],
    /// How many they are.
    pub(crate) len: u16,
}

impl Group {
    /// A group of names joined by `\0`, and of their values in the same order, each in as many bytes as the type has. `groups!`
    /// makes the groups of this crate; this is for those of a system that is described elsewhere.
    pub const fn new(
        name: &'static str,
        kind: Kind,
        repr: Repr,
        names: &'static str,
        values: &'static [u8],
    ) -> Group {
        Group {
            name,
            kind,
            repr,
            names,
            values,
            len: match values.len().checked_div(repr.size as usize) {
                Some(len) => len as u16,
                None => 0,
            },
        }
    }

    /// The values in the order of the names, each in as many bytes as the kernel's type has, in the machine's order.
    pub const fn bytes(&self) -> &'static [u8] {
        self.values
    }

    /// The number of names, aliases included.
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether the group has no member.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of the member of that index, counted from 0 in the order of declaration. Unsigned 64-bit values stand as
    /// their bit pattern.
    pub const fn value(&self, index: usize) -> Option<i64> {
        let size = self.repr.size as usize;
        let Some(start) = index.checked_mul(size) else {
            return None;
        };
        let Some((_, bytes)) = self.values.split_at_checked(start) else {
            return None;
        };
        let bits = match (size, bytes) {
            (1, [a, ..]) => *a as u64,
            (2, [a, b, ..]) => u16::from_ne_bytes([*a, *b]) as u64,
            (4, [a, b, c, d, ..]) => u32::from_ne_bytes([*a, *b, *c, *d]) as u64,
            (8, [a, b, c, d, e, f, g, h, ..]) => {
                u64::from_ne_bytes([*a, *b, *c, *d, *e, *f, *g, *h])
            }
            _ => return None,
        };
        // The sign of a narrow type goes up to the top.
        let unused = 64 - 8 * self.repr.size as u32;
        Some(if self.repr.signed {
            ((bits << unused) as i64) >> unused
        } else {
            bits as i64
        })
    }

    /// The values in the order of declaration.
    pub fn values(&self) -> impl Iterator<Item = i64> + use<> {
        let group = *self;
        (0..group.len()).map_while(move |index| group.value(index))
    }

    /// Names and values in the order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, i64)> + use<> {
        self.names.split('\0').zip(self.values())
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

    /// The group's position among those of its system (`linux::GROUPS`).
    const INDEX: usize;

    /// One sentence on what the constants are for.
    const DOC: &'static str;

    /// The C names in the order of the group's names, for comparison with C headers.
    const C_NAMES: &'static [&'static str];

    /// The value with these bits. Bits that the kernel's type does not have are dropped.
    fn from_raw(raw: i64) -> Self;

    /// The value as a number; unsigned 64-bit values as their bit pattern.
    fn raw(self) -> i64;
}

/// Whether two names are the same: `==` for constants, where that of `str` cannot be used.
pub const fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
