//! The table of messages: what each attribute is, to a program that walks it. `declare.rs` has the form in which it is
//! written down, `form.rs` how Rust types are read and written.
//!
//! A [`Table`] describes one object (a link) or one list of attributes nested in another; a [`Row`] one member of it, which
//! stands in an attribute or in a field of the message's fixed struct. A member can be read by its name without reading
//! the rest:
//!
//! ```
//! use syscall_netlink::{Described, Link, Message, Value};
//!
//! fn mtu(message: Message<'_>) -> Option<u64> {
//!     match Link::TABLE.member(b"mtu")?.read(message) {
//!         Ok(Some(Value::Unsigned(mtu))) => Some(mtu),
//!         _ => None,
//!     }
//! }
//! ```

pub(crate) mod declare;
pub mod form;
#[cfg(test)]
pub(crate) mod tests;
mod value;

use syscall_consts::Group;
use syscall_consts::linux::AF;
use syscall_types::Struct;

use crate::attribute::{Attribute, Attributes};
use crate::malformed::{Malformed, Problem};
use crate::message::Message;
pub use value::Value;

/// An object that a table describes.
pub trait Described {
    /// The table.
    const TABLE: &'static Table;

    /// One sentence on each row.
    const DOCS: &'static [&'static str];
}

/// The members of an object.
#[derive(Debug)]
pub struct Table {
    /// The name of the Rust type that shows the object: `"Link"`.
    pub name: &'static str,
    /// All names, each with a zero after it. One string, because each `&str` of a list would cost a relocation.
    pub(crate) names: &'static str,
    /// The members, in the order of the names.
    pub rows: &'static [Row],
    /// The attributes' names.
    pub group: &'static Group,
    /// What is asked of each attribute, by its type.
    pub(crate) rules: &'static [Rule],
    /// What the messages begin with; none for nested attributes.
    pub head: Option<Head>,
}

/// What the messages of an object have in common.
#[derive(Copy, Clone, Debug)]
pub struct Head {
    /// The types that describe the object (`RTM_NEWLINK`, `RTM_DELLINK`).
    pub types: &'static [u16],
    /// The fixed struct.
    pub layout: &'static Struct,
    /// Whether its first byte is the address family.
    pub family: bool,
}

/// A member of an object.
#[derive(Copy, Clone, Debug)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// How it is read and written.
    pub shape: Shape,
    /// What it counts.
    pub unit: Unit,
    /// Whether requests may have it; what only answers have cannot be set.
    pub settable: bool,
}

/// Where a member stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the attribute of that type.
    Attribute(u16),
    /// In the fixed struct.
    Field {
        /// Bytes from the struct's start.
        offset: u16,
        /// The attribute that has it instead when the field is too narrow.
        wide: Option<Wide>,
    },
}

/// An attribute that is wider than the field whose place it takes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Wide {
    /// The attribute's type.
    pub attribute_type: u16,
    /// Bytes of its number.
    pub size: u8,
}

/// What a number counts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Nothing in particular.
    None,
    /// Bits.
    Bits,
    /// Bytes.
    Bytes,
    /// Packets.
    Packets,
    /// Seconds.
    Seconds,
    /// Hundredths of a second.
    Centiseconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Nanoseconds.
    Nanoseconds,
}

/// How a value is read and written.
#[derive(Copy, Clone, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// A number.
    Number(Number),
    /// A number in 4 or 8 bytes, whichever the sender found enough (`NLA_UINT`).
    Uint,
    /// A truth that is its attribute's presence (`NLA_FLAG`).
    Flag,
    /// A truth in one byte.
    Bool,
    /// Text with a zero at its end.
    Text,
    /// Text that ends at a zero or where the attribute ends.
    OpenText,
    /// An IPv4 or IPv6 address: the message's family tells which or, where there is none, the length.
    Ip,
    /// A hardware address of any length, 6 bytes on Ethernet.
    Hardware,
    /// Bytes.
    Bytes,
    /// A kernel structure; an older or newer kernel's may be shorter or longer.
    Struct(&'static Struct),
    /// Attributes that another table describes.
    Nest {
        /// That table.
        table: &'static Table,
        /// Whether its members count as the outer object's own.
        flat: bool,
    },
    /// Attributes that the table of a name describes; a text beside them is the name.
    Dependent {
        /// The attribute with the name.
        on: u16,
        /// The tables that there are, by name.
        tables: &'static [(&'static str, &'static Table)],
    },
    /// Attributes that no table describes.
    Attributes,
    /// A fixed struct and attributes, as in the messages of the object that a table describes. A function, since an object may
    /// so be inside itself.
    Inner(fn() -> &'static Table),
    /// A list of attributes of one form.
    List {
        /// The form of each.
        element: &'static Shape,
        /// The attributes' type; in an array they are numbered.
        attribute_type: ElementType,
    },
}

/// The types of the attributes of a list.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ElementType {
    /// All have this one.
    Each(u16),
    /// Numbers that begin with this one; of what is read, any.
    From(u16),
}

/// An integer of the kernel's.
#[derive(Copy, Clone, Debug)]
pub struct Number {
    /// Bytes: 1, 2, 4 or 8.
    pub size: u8,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether it is big endian; otherwise it has the machine's byte order.
    pub big_endian: bool,
    /// The names of its values or bits.
    pub group: Option<&'static Group>,
}

impl Shape {
    /// The bytes of a number, 0 for what is none.
    pub(crate) const fn size(&self) -> u8 {
        match self {
            Shape::Number(number) => number.size,
            _ => 0,
        }
    }
}

impl Table {
    /// The names and descriptions of all members.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, &'static Row)> {
        self.names.split_terminator('\0').zip(self.rows)
    }

    /// The member of that name, also among those of a nested table that count as this one's.
    pub fn member(&'static self, name: &[u8]) -> Option<Member> {
        if let Some(row) = self.own(name) {
            return Some(Member {
                table: self,
                through: None,
                row,
            });
        }
        self.rows.iter().find_map(|outer| match outer.shape {
            Shape::Nest { table, flat: true } => Some(Member {
                table: self,
                through: Some(outer),
                row: table.own(name)?,
            }),
            _ => None,
        })
    }

    /// The type of the attribute that has this name in C, in any case and without its prefix: `"ifname"`.
    pub fn attribute(&self, name: &[u8]) -> Option<u16> {
        let named = |member: &(&str, i64)| member.0.as_bytes().eq_ignore_ascii_case(name);
        let (_, value) = self.group.iter().find(named)?;
        u16::try_from(value).ok()
    }

    /// The shape of the attribute of that type; `None` where there is no row for it.
    pub fn shape(&self, attribute_type: u16) -> Option<Shape> {
        let rule = self.rules.get(usize::from(attribute_type))?;
        let row = self.rows.get(usize::from(rule.row))?;
        Some(match (row.place, row.shape) {
            (Place::Field { wide, .. }, Shape::Number(number)) => Shape::Number(Number {
                size: wide?.size,
                ..number
            }),
            (_, shape) => shape,
        })
    }

    fn own(&self, name: &[u8]) -> Option<&'static Row> {
        let mut rest = self.names.as_bytes();
        if name.contains(&0) {
            return None;
        }
        for row in self.rows {
            // Compared where it stands: to look for each name's end first would take longer.
            match rest.strip_prefix(name) {
                Some([0, ..]) => return Some(row),
                _ => {
                    let end = rest.iter().position(|byte| *byte == 0)?;
                    rest = rest.get(end.checked_add(1)?..)?;
                }
            }
        }
        None
    }

    /// The list of attributes of a message, and its address family.
    ///
    /// # Errors
    /// The message is of another type, or ends in its fixed struct.
    pub fn attributes<'a>(&self, message: Message<'a>) -> Result<(Attributes<'a>, AF), Malformed> {
        let head = match self.head {
            Some(head) if head.types.contains(&message.message_type()) => head,
            _ => {
                let problem = Problem::MessageType(message.message_type());
                return Err(message.malformed(problem));
            }
        };
        let family = match message.payload() {
            [family, ..] if head.family => AF(u16::from(*family)),
            _ => AF::UNSPEC,
        };
        Ok((message.attributes_after(head.layout.size)?, family))
    }
}

/// What is asked of an attribute of one type when a list is walked. It follows from the rows, and is here because a walk
/// must not look each attribute up.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Rule {
    /// The row's position; beyond all rows where there is none.
    row: u16,
    /// The length that the value must have, or one of those below.
    len: u16,
}

impl Rule {
    /// Any length is good.
    const ANY: u16 = u16::MAX;
    /// The shape must be asked.
    const ASK: u16 = u16::MAX - 1;
    /// That of an address of the message's family.
    const IP: u16 = u16::MAX - 2;
    /// Any, with a zero at the end, as the kernel has it: one that a search would find.
    const TEXT: u16 = u16::MAX - 3;

    /// The attribute of a row, and the length of its value.
    const fn of(row: &Row) -> Option<(u16, u16)> {
        match row.place {
            Place::Field { wide: None, .. } => None,
            Place::Field {
                wide: Some(wide), ..
            } => Some((wide.attribute_type, wide.size as u16)),
            Place::Attribute(attribute_type) => Some((
                attribute_type,
                match row.shape {
                    Shape::Number(number) => number.size as u16,
                    Shape::Bool => 1,
                    Shape::Text => Rule::TEXT,
                    Shape::Ip => Rule::IP,
                    Shape::Uint | Shape::Nest { .. } => Rule::ASK,
                    _ => Rule::ANY,
                },
            )),
        }
    }

    /// How many rules there are: one more than the greatest type.
    pub(crate) const fn count(rows: &[Row]) -> usize {
        let (mut count, mut i) = (0, 0);
        while i < rows.len() {
            if let Some((attribute_type, _)) = Rule::of(&rows[i])
                && count <= attribute_type as usize
            {
                count = attribute_type as usize + 1;
            }
            i += 1;
        }
        count
    }

    /// The rules of all types up to the greatest; evaluated by the compiler only.
    pub(crate) const fn all<const N: usize>(rows: &[Row]) -> [Rule; N] {
        let none = Rule {
            row: u16::MAX,
            len: Rule::ANY,
        };
        let mut rules = [none; N];
        let mut i = 0;
        while i < rows.len() {
            if let Some((attribute_type, len)) = Rule::of(&rows[i]) {
                rules[attribute_type as usize] = Rule { row: i as u16, len };
            }
            i += 1;
        }
        rules
    }
}

impl Table {
    /// Walks a list, checks each attribute that has a row, and tells `note` the row's position.
    #[inline]
    pub(crate) fn walk<'a>(
        &'static self,
        mut list: Attributes<'a>,
        family: AF,
        mut note: impl FnMut(usize, Attribute<'a>),
    ) -> Result<(), Malformed> {
        let ip = match family {
            AF::INET => 4,
            AF::INET6 => 16,
            _ => usize::MAX,
        };
        while let Some(attribute) = list.step() {
            let Some(rule) = self.rules.get(usize::from(attribute.attribute_type())) else {
                continue;
            };
            let bytes = attribute.bytes();
            let good = match rule.len {
                Rule::ANY => true,
                Rule::IP => bytes.len() == ip,
                Rule::TEXT => bytes.ends_with(&[0]),
                len => bytes.len() == usize::from(len),
            };
            if !good {
                self.ask(rule, attribute, family)?;
            }
            note(rule.row.into(), attribute);
        }
        list.finish()
    }

    /// Asks the shape of a row about an attribute that is not plainly good.
    #[inline(never)]
    fn ask(&self, rule: &Rule, attribute: Attribute<'_>, family: AF) -> Result<(), Malformed> {
        let shape = match self.rows.get(usize::from(rule.row)) {
            Some(row) if rule.len >= Rule::TEXT => row.shape,
            _ => return Err(attribute.bad()),
        };
        match shape {
            Shape::Nest { table, .. } => table.walk(attribute.nested(), AF::UNSPEC, |_, _| ()),
            shape => shape.read(attribute, family).map(drop),
        }
    }
}

/// A member of an object, found by its name.
#[derive(Copy, Clone, Debug)]
pub struct Member {
    table: &'static Table,
    through: Option<&'static Row>,
    row: &'static Row,
}

impl Member {
    /// Its description.
    pub const fn row(&self) -> &'static Row {
        self.row
    }

    /// Its value in a message, without a look at more than the list of attributes; `None` when the kernel did not say.
    ///
    /// # Errors
    /// The message is of another type than the table describes, or the value is not of its form.
    pub fn read<'a>(&self, message: Message<'a>) -> Result<Option<Value<'a>>, Malformed> {
        let (mut list, mut family) = self.table.attributes(message)?;
        if let Some(outer) = self.through {
            let Place::Attribute(attribute_type) = outer.place else {
                return Ok(None);
            };
            let Some(attribute) = list.find(attribute_type) else {
                return Ok(None);
            };
            (list, family) = (attribute.nested(), AF::UNSPEC);
        }
        match self.row.place {
            Place::Attribute(_) => self.row.find(list, family),
            Place::Field { offset, wide } => {
                if let (Some(wide), Shape::Number(number)) = (wide, self.row.shape)
                    && let Some(attribute) = list.find(wide.attribute_type)
                {
                    let number = Number {
                        size: wide.size,
                        ..number
                    };
                    return Shape::Number(number).read(attribute, family);
                }
                let field = message.payload().get(usize::from(offset)..);
                Ok(field.and_then(|bytes| self.row.shape.field(bytes)))
            }
        }
    }
}

impl Row {
    /// The value of an attribute's row in a list of attributes, in a message of an address family (`AF::UNSPEC` where there is
    /// none); `None` when it is not there, and for fields.
    ///
    /// # Errors
    /// The value is not of its form.
    pub fn find<'a>(
        &self,
        list: Attributes<'a>,
        family: AF,
    ) -> Result<Option<Value<'a>>, Malformed> {
        let Place::Attribute(attribute_type) = self.place else {
            return Ok(None);
        };
        let Some(attribute) = list.find(attribute_type) else {
            return Ok(None);
        };
        let value = self.shape.read(attribute, family)?;
        Ok(match (value, self.shape) {
            (Some(Value::Attributes(nested)), Shape::Dependent { on, tables }) => {
                let table = dependent(list, on, tables);
                Some(table.map_or(Value::Attributes(nested), |table| {
                    Value::Nest(table, nested)
                }))
            }
            (value, _) => value,
        })
    }
}

/// The table of the name that the attribute `on` of a list has.
fn dependent(
    list: Attributes<'_>,
    on: u16,
    tables: &[(&str, &'static Table)],
) -> Option<&'static Table> {
    let name = list.find(on)?.text();
    let (_, table) = tables.iter().find(|(known, _)| known.as_bytes() == name)?;
    Some(table)
}
