//! Error numbers with their names and texts.

use core::fmt;

use crate::group::Group;

/// An error number of a kernel.
///
/// The associated constants, names and texts are those of the system that is compiled for. The number of another
/// system's kernel (a rump kernel's, say) is looked up in that system's [`Errors`].
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Errno(u16);

impl Errno {
    /// The error with this number; any number is allowed.
    pub const fn from_raw(number: u16) -> Self {
        Errno(number)
    }

    /// The number.
    pub const fn raw(self) -> u16 {
        self.0
    }

    /// The kernel's name: `"ENOENT"`. Where two names share a number, the one that is not an alias.
    pub fn name(self) -> Option<&'static str> {
        native()?.get(self).map(|error| error.name)
    }

    /// The C library's text: `"No such file or directory"`.
    pub fn message(self) -> Option<&'static str> {
        native()?.get(self).map(|error| error.message)
    }
}

/// The error numbers of the system that is compiled for.
fn native() -> Option<&'static Errors> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return Some(&crate::linux::ERRORS);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    return None;
}

impl fmt::Debug for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Errno({})", self.0),
        }
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            Some(message) => f.pad(message),
            None => write!(f, "Unknown error {}", self.0),
        }
    }
}

impl core::error::Error for Errno {}

#[cfg(feature = "std")]
impl From<Errno> for std::io::Error {
    fn from(error: Errno) -> Self {
        std::io::Error::from_raw_os_error(error.0.into())
    }
}

#[cfg(all(feature = "rustix", unix))]
impl From<Errno> for rustix::io::Errno {
    /// A number that is no error's (0, or above 4095) becomes `EINVAL`: rustix has none for it.
    fn from(error: Errno) -> Self {
        match error.0 {
            1..4096 => rustix::io::Errno::from_raw_os_error(error.0.into()),
            _ => rustix::io::Errno::INVAL,
        }
    }
}

#[cfg(all(feature = "rustix", unix))]
impl From<rustix::io::Errno> for Errno {
    fn from(error: rustix::io::Errno) -> Self {
        // The kernel's error numbers are below 4096.
        Errno(error.raw_os_error() as u16)
    }
}

/// One error of a system.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The number.
    pub errno: Errno,
    /// The kernel's name: `"ENOENT"`.
    pub name: &'static str,
    /// The C library's text.
    pub message: &'static str,
}

/// The error numbers of a system.
#[derive(Copy, Clone, Debug)]
pub struct Errors {
    pub(crate) group: Group,
    pub(crate) names: &'static str,
    pub(crate) messages: &'static str,
}

impl Errors {
    /// Of a group whose names lack the `E`, and the names and the texts in the same order, joined by `\0`. `errnos!` makes those
    /// of this crate; this is for a system that is described elsewhere.
    pub const fn new(group: Group, names: &'static str, messages: &'static str) -> Errors {
        Errors {
            group,
            names,
            messages,
        }
    }

    /// All errors; aliases last.
    pub fn iter(&self) -> impl Iterator<Item = ErrorInfo> + use<> {
        let texts = self.names.split('\0').zip(self.messages.split('\0'));
        self.group
            .values()
            .zip(texts)
            .map(|(number, (name, message))| ErrorInfo {
                errno: Errno(number as u16),
                name,
                message,
            })
    }

    /// The error with this number.
    pub fn get(&self, errno: Errno) -> Option<ErrorInfo> {
        self.iter().find(|error| error.errno == errno)
    }

    /// The number of a name, which may lack the `E`.
    pub fn number(&self, name: &str) -> Option<Errno> {
        self.iter()
            .find(|error| error.name == name || error.name.strip_prefix('E') == Some(name))
            .map(|error| error.errno)
    }
}

/// Declares the error numbers of a system: `ENOENT = errno::ENOENT, "No such file or directory";`, aliases last.
///
/// Makes the system's `ERRORS` and the group `E`, whose names lack the `E`. On the system itself, which the first line
/// tells by a cfg, they are the constants of `Errno` too.
macro_rules! errnos {
    (
        native($native:meta);
        $( $(#[cfg($cfg:meta)])? $name:ident = $value:expr, $message:literal; )*
    ) => {
        #[cfg($native)]
        impl $crate::Errno {
            $(
                $(#[cfg($cfg)])?
                #[doc = concat!("`", stringify!($name), "`: ", $message, ".")]
                pub const $name: Self = Self::from_raw($value as u16);
            )*
        }

        const NAMES: &[$crate::declare::Entry] = &[$( $(#[cfg($cfg)])? (stringify!($name), $value as i64) ),*];
        const MESSAGES: &[$crate::declare::Entry] = &[$( $(#[cfg($cfg)])? ($message, $value as i64) ),*];
        const MEMBERS: &[$crate::declare::Entry] = &[$(
            $(#[cfg($cfg)])?
            (stringify!($name).split_at(1).1, $value as i64)
        ),*];

        const GROUP: $crate::Group = $crate::Group {
            name: "E",
            kind: $crate::Kind::Str,
            repr: <u16 as $crate::declare::Integer>::REPR,
            names: $crate::declare::joined!(MEMBERS),
            values: $crate::declare::packed!(MEMBERS in u16),
            len: MEMBERS.len() as u16,
        };

        /// The error numbers of this system.
        pub static ERRORS: $crate::errno::Errors = $crate::errno::Errors {
            group: GROUP,
            names: $crate::declare::joined!(NAMES),
            messages: $crate::declare::joined!(MESSAGES),
        };

        /// The groups of this file.
        pub(super) const GROUPS: &[$crate::Group] = &[GROUP];

        /// What each group is for.
        pub(super) const DOCS: &[&str] = &["Error numbers (asm/errno.h)."];

        /// The C names of each group's constants.
        pub(super) const C_NAMES: &[&[&str]] = &[&[$( $(#[cfg($cfg)])? stringify!($name) ),*]];

        /// The group of error numbers. Its reflected names lack the `E`: `NOENT`, `2BIG`.
        #[cfg($native)]
        pub type E = $crate::Errno;

        #[cfg($native)]
        impl $crate::Constants for E {
            const GROUP: $crate::Group = GROUP;
            const INDEX: usize = super::index_of("E");
            const DOC: &'static str = DOCS[0];
            const C_NAMES: &'static [&'static str] = C_NAMES[0];

            fn from_raw(raw: i64) -> Self {
                $crate::Errno::from_raw(raw as u16)
            }

            fn raw(self) -> i64 {
                $crate::Errno::raw(self).into()
            }
        }
    };
}

pub(crate) use errnos;
