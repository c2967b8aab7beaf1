//! Requests of ioctl(2), each a constant of the kernel's name, and the table of them.
//!
//! A request whose argument has a description ([`Argument`]) can be called without further knowledge; of the others,
//! which are older, the documentation of the constant says what the argument is. Requests with a parameter are
//! functions (`EVIOCGNAME(len)`), and are not in the table; neither are the constructors (`_IOR(group, number, size)`).
//!
//! Values come from linux-raw-sys; those that it lacks are put together as the header that the comment names does it.

mod code;
mod evdev;
mod list;

pub use code::{_IO, _IOR, _IOW, _IOWR, Code, Encoding};
pub use evdev::*;
pub use list::*;

/// A request of the table.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The kernel's name: `"TIOCGWINSZ"`.
    pub name: &'static str,
    /// The number.
    pub number: u32,
    /// What the argument points to; `None` where no description exists.
    pub argument: Option<Argument>,
}

/// What the argument of a request points to, or is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The kernel's structure (`"winsize"`), or an integer type and the number of elements: `"int1"`, `"uint2"`,
    /// `"uint64_1"`. `"uintptr"` stands for text.
    pub type_name: &'static str,
    /// Whether the kernel writes to it, for the program to read.
    pub read: bool,
    /// Whether the program writes it, for the kernel to read.
    pub write: bool,
    /// Whether it is one integer, which a caller wants by itself rather than as an array of one.
    pub singleton: bool,
    /// Whether the argument is that integer, and no pointer to it.
    pub by_value: bool,
}

/// Every request of the table, in the order of the alphabet.
pub fn iter() -> impl Iterator<Item = Request> {
    let texts = NAMES.split('\0').zip(TYPES.split('\0'));
    let numbers = NUMBERS.iter().zip(TRANSFERS);
    texts
        .zip(numbers)
        .map(|((name, type_name), (&number, &transfer))| Request {
            name,
            number,
            argument: (transfer != 0).then_some(Argument {
                type_name,
                read: transfer & READ != 0,
                write: transfer & WRITE != 0,
                singleton: transfer & ONE != 0,
                by_value: transfer & VALUE != 0,
            }),
        })
}

/// The names of the table, joined by `\0`, and the numbers in the same order: for programs of the compiler, which cannot
/// iterate.
pub const fn columns() -> (&'static str, &'static [u32]) {
    (NAMES, NUMBERS)
}

/// The request of that name, which must be written as the kernel does.
pub fn get(name: &str) -> Option<Request> {
    iter().find(|request| request.name == name)
}

/// The first request with this number.
pub fn find(number: u32) -> Option<Request> {
    iter().find(|request| request.number == number)
}

// Bits of `TRANSFERS`.
const READ: u8 = 1;
const WRITE: u8 = 2;
const ONE: u8 = 4;
const VALUE: u8 = 8;

/// `read`, `write` or `both`, with `1` for a pointer to a single integer; `value` for the integer itself; or nothing.
macro_rules! transfer {
    () => {
        0
    };
    (read) => {
        READ
    };
    (write) => {
        WRITE
    };
    (both) => {
        READ | WRITE
    };
    (read1) => {
        READ | ONE
    };
    (write1) => {
        WRITE | ONE
    };
    (value) => {
        WRITE | ONE | VALUE
    };
}

/// Declares the requests, each with a constant, and the columns of the table. Names are in the order of the alphabet.
///
/// ```text
/// /// Documentation, which begins with the kernel's name.
/// TIOCGWINSZ = ioctl::TIOCGWINSZ => read winsize;
/// ```
macro_rules! requests {
    ($(
        $(#[cfg($cfg:meta)])?
        #[doc = $doc:literal]
        $name:ident = $value:expr $(=> $transfer:ident $type:ident)?;
    )*) => {
        $(
            $(#[cfg($cfg)])?
            #[doc = concat!("`", stringify!($name), "`:", $doc)]
            pub const $name: u32 = $value;
        )*

        const ENTRIES: &[Entry] = &[$(
            $(#[cfg($cfg)])?
            (stringify!($name), $name as i64)
        ),*];

        const TYPE_ENTRIES: &[Entry] = &[$(
            $(#[cfg($cfg)])?
            (concat!($(stringify!($type))?), 0)
        ),*];

        pub(super) static NAMES: &str = joined!(ENTRIES);

        /// The types of the arguments, joined by `\0`; nothing where there is no description.
        pub(super) static TYPES: &str = joined!(TYPE_ENTRIES);

        pub(super) static NUMBERS: &[u32] = &[$( $(#[cfg($cfg)])? $name ),*];

        pub(super) static TRANSFERS: &[u8] = &[$( $(#[cfg($cfg)])? transfer!($($transfer)?) ),*];
    };
}

use {requests, transfer};
