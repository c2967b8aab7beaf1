//! What a kernel structure is, to a program that reads its fields by name. `declare.rs` has the form in which structures
//! are written down.

use core::mem::MaybeUninit;

/// A kernel structure.
#[derive(Copy, Clone, Debug)]
pub struct Struct {
    /// The name in this crate, the C spelling, the names of the fields. One string, because each `&str` would cost a relocation.
    text: &'static str,
    /// Bytes of the first name.
    name_len: u8,
    /// Bytes of the second.
    c_name_len: u8,
    /// Bytes.
    pub size: usize,
    /// Alignment in bytes.
    pub align: usize,
    /// The fields in the order of declaration. Those of a union share an offset.
    pub fields: &'static [Field],
}

impl Struct {
    /// The description of a `T`; `text` is the names joined.
    #[doc(hidden)]
    pub const fn new<T>(names: &[&[u8]], text: &'static [u8], fields: &'static [Field]) -> Struct {
        let (name_len, c_name_len) = (names[0].len(), names[1].len());
        assert!(name_len <= 255 && c_name_len <= 255, "a name is too long");
        Struct {
            text: match core::str::from_utf8(text) {
                Ok(text) => text,
                Err(_) => panic!("a name is not UTF-8"),
            },
            name_len: name_len as u8,
            c_name_len: c_name_len as u8,
            size: size_of::<T>(),
            align: align_of::<T>(),
            fields,
        }
    }

    /// The description of a `T` that begins with this structure, and of whose other bytes it says nothing.
    pub const fn beginning<T>(&self) -> Struct {
        assert!(self.size <= size_of::<T>(), "it does not fit");
        Struct {
            size: size_of::<T>(),
            align: align_of::<T>(),
            ..*self
        }
    }

    /// The name in this crate: `"stat"`.
    pub const fn name(&self) -> &'static str {
        self.part(0, self.name_len as usize)
    }

    /// The C spelling: `"struct stat"`. Empty for a nested type without a name.
    pub const fn c_name(&self) -> &'static str {
        self.part(self.name_len as usize, self.c_name_len as usize)
    }

    /// The name of a field of this structure: that of C.
    pub const fn name_of(&self, field: &Field) -> &'static str {
        self.part(field.name_start as usize, field.name_len as usize)
    }

    const fn part(&self, start: usize, len: usize) -> &'static str {
        let Some((_, rest)) = self.text.split_at_checked(start) else {
            return "";
        };
        match rest.split_at_checked(len) {
            Some((part, _)) => part,
            None => "",
        }
    }

    /// Whether that is its name in this crate.
    #[inline]
    pub fn is_named(&self, name: &str) -> bool {
        u8::try_from(name.len()) == Ok(self.name_len) && self.text.starts_with(name)
    }

    /// The fields with their names, in the order of declaration.
    pub fn members(&self) -> impl Iterator<Item = (&'static str, &'static Field)> + use<> {
        let structure = *self;
        let fields = structure.fields.iter();
        fields.map(move |field| (structure.name_of(field), field))
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.get(self.position("", name.as_bytes())?)
    }

    /// The position of the field whose name is `prefix` and `name` together.
    pub fn position(&self, prefix: &str, name: &[u8]) -> Option<usize> {
        let len = u8::try_from(prefix.len().checked_add(name.len())?).ok()?;
        self.fields.iter().position(|field| {
            // Mostly the length tells.
            field.name_len == len
                && self
                    .text
                    .as_bytes()
                    .get(field.name_start.into()..)
                    .and_then(|rest| rest.strip_prefix(prefix.as_bytes()))
                    .is_some_and(|rest| rest.starts_with(name))
        })
    }
}

/// A field of a structure, which knows the name ([`Struct::name_of`]).
#[derive(Copy, Clone, Debug)]
pub struct Field {
    /// What stands there.
    pub kind: Kind,
    offset: u32,
    /// Where the name stands in the structure's text.
    name_start: u16,
    /// Its bytes.
    name_len: u8,
}

impl Field {
    /// A field, whose name stands in the structure's text.
    pub(crate) const fn new(
        offset: usize,
        kind: Kind,
        name_start: usize,
        name_len: usize,
    ) -> Field {
        assert!(
            offset <= u32::MAX as usize && name_start <= u16::MAX as usize && name_len <= 255,
            "the structure is too large"
        );
        Field {
            kind,
            offset: offset as u32,
            name_start: name_start as u16,
            name_len: name_len as u8,
        }
    }

    /// Bytes from the start of the structure.
    #[inline]
    pub const fn offset(&self) -> usize {
        self.offset as usize
    }
}

/// What a field holds.
#[derive(Copy, Clone, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// An integer in the machine's byte order.
    Int {
        /// Bytes: 1, 2, 4 or 8.
        size: u8,
        /// Whether it is signed.
        signed: bool,
    },
    /// A C `char`, mostly in an array that holds text up to a zero.
    Char,
    /// A pointer to data or to a function.
    Pointer,
    /// A structure within the structure.
    Struct(&'static Struct),
    /// An array: what each element is, and how many there are. A length of zero is the open end of a record of variable length.
    /// 32 bits, so that a kind is no larger than two words.
    Array(&'static Kind, u32),
    /// A C bit field: an unsigned number in some bits of an integer, which stands at the field's offset.
    Bits {
        /// Bytes of the integer: 1, 2, 4 or 8.
        size: u8,
        /// Which bits.
        bits: Bits,
    },
}

/// Some bits of an integer in the machine's byte order.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    /// How many less significant bits there are.
    pub shift: u8,
    /// How many bits: 1 to 64.
    pub width: u8,
}

impl Bits {
    /// The greatest number.
    pub const fn max(self) -> u64 {
        match self.width {
            0 => 0,
            1..64 => u64::MAX >> (64 - self.width as u32),
            _ => u64::MAX,
        }
    }

    /// The number in these bits of `integer`.
    pub const fn get(self, integer: u64) -> u64 {
        match self.shift {
            0..64 => integer >> self.shift & self.max(),
            _ => 0,
        }
    }

    /// `integer` with the low bits of `value` in these bits.
    pub const fn set(self, integer: u64, value: u64) -> u64 {
        match self.shift {
            0..64 => integer & !(self.max() << self.shift) | (value & self.max()) << self.shift,
            _ => integer,
        }
    }
}

impl Kind {
    /// Bytes; those of the whole integer for bits of one.
    #[inline]
    pub const fn size(&self) -> usize {
        match *self {
            Kind::Int { size, .. } | Kind::Bits { size, .. } => size as usize,
            Kind::Char => 1,
            Kind::Pointer => size_of::<*const ()>(),
            Kind::Struct(inner) => inner.size,
            Kind::Array(element, count) => element.size().saturating_mul(count as usize),
        }
    }
}

/// There is one in each field and each type.
const _: () = assert!(size_of::<Kind>() <= 16);

/// A structure that describes itself.
///
/// # Safety
///
/// Who has a pointer and the description reads and writes fields by it: the size is the type's, and each field is where
/// the description says, within the type and of that kind.
pub unsafe trait Reflect: Plain {
    /// The description. There is one of each type in a program, so its address identifies the type.
    const STRUCT: &'static Struct;
}

/// Plain data: no invalid value, nothing to drop.
///
/// # Safety
///
/// Every bit pattern is a valid value of the type.
pub unsafe trait Plain: Copy {
    /// The value with all bits clear.
    fn zeroed() -> Self {
        // SAFETY: every bit pattern is a valid value, so this one is.
        unsafe { MaybeUninit::zeroed().assume_init() }
    }

    /// The value that the first bytes are, at any alignment; nothing when there are too few.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() < size_of::<Self>() {
            return None;
        }
        // SAFETY: there are enough bytes, and every bit pattern is a valid value.
        Some(unsafe { bytes.as_ptr().cast::<Self>().read_unaligned() })
    }
}

/// A Rust type that a field can have.
pub trait FieldKind {
    /// What it is in C.
    const KIND: Kind;
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        // SAFETY: an integer has no invalid bit pattern.
        unsafe impl Plain for $integer {}

        impl FieldKind for $integer {
            const KIND: Kind = Kind::Int { size: size_of::<Self>() as u8, signed: Self::MIN != 0 };
        }
    )*};
}
integers! { u8 u16 u32 u64 usize i8 i16 i32 i64 isize }

/// A C `char`, which Rust cannot tell from an integer of one byte.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub struct Char(pub core::ffi::c_char);

// SAFETY: an integer has no invalid bit pattern.
unsafe impl Plain for Char {}

impl FieldKind for Char {
    const KIND: Kind = Kind::Char;
}

// SAFETY: a raw pointer may have any value.
unsafe impl<T> Plain for *mut T {}

// SAFETY: a raw pointer may have any value.
unsafe impl<T> Plain for *const T {}

impl<T> FieldKind for *const T {
    const KIND: Kind = Kind::Pointer;
}

impl<T> FieldKind for *mut T {
    const KIND: Kind = Kind::Pointer;
}

/// So many, as [`Kind::Array`] has it.
const fn elements(count: usize) -> u32 {
    assert!(count <= u32::MAX as usize, "the array is too long");
    count as u32
}

impl<T: FieldKind, const N: usize> FieldKind for [T; N] {
    const KIND: Kind = Kind::Array(&T::KIND, elements(N));
}

// SAFETY: an array of plain elements has no other bytes.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

impl<T: Reflect> FieldKind for T {
    const KIND: Kind = Kind::Struct(T::STRUCT);
}
