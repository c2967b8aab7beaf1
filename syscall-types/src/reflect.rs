//! What a kernel structure is, to a program that reads its fields by name. `declare.rs` has the form in which structures
//! are written down.

use core::mem::MaybeUninit;

/// A kernel structure.
#[derive(Copy, Clone, Debug)]
pub struct Struct {
    /// The name in this crate: `"stat"`.
    pub name: &'static str,
    /// The C spelling: `"struct stat"`. Empty for a nested type without a name.
    pub c_name: &'static str,
    /// Bytes.
    pub size: usize,
    /// Alignment in bytes.
    pub align: usize,
    /// The fields in the order of declaration. Those of a union share an offset.
    pub fields: &'static [Field],
}

impl Struct {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field of a structure.
#[derive(Copy, Clone, Debug)]
pub struct Field {
    /// The C name.
    pub name: &'static str,
    /// Bytes from the start of the structure.
    pub offset: usize,
    /// What stands there.
    pub kind: Kind,
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
    Array(&'static Kind, usize),
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
            Kind::Array(element, count) => element.size().saturating_mul(count),
        }
    }
}

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

impl<T: FieldKind, const N: usize> FieldKind for [T; N] {
    const KIND: Kind = Kind::Array(&T::KIND, N);
}

// SAFETY: an array of plain elements has no other bytes.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

impl<T: Reflect> FieldKind for T {
    const KIND: Kind = Kind::Struct(T::STRUCT);
}
