//! Addresses of Unix sockets, whose length is part of the name (unix(7)).

use core::fmt;
use core::mem::{MaybeUninit, offset_of};

use syscall_consts::linux::AF;

use super::any::{SocketAddress, whole};
use crate::linux::sockaddr_un;

/// The address of a Unix socket with its length, without which the kernel would not know where the name ends.
///
/// | address | length |
/// |---|---|
/// | [`UNNAMED`](Self::UNNAMED) | 2: the family alone. bind(2) then chooses an abstract name |
/// | [`path`](Self::path) | 2, the path, and the zero behind it (which the longest path has no room for) |
/// | [`abstract_name`](Self::abstract_name) | 2, the zero before the name, and the name: exactly |
///
/// Two are equal when their names are.
#[derive(Copy, Clone)]
#[repr(C)]
pub struct UnixAddress {
    address: sockaddr_un,
    /// From 2 to the size of the structure.
    len: u16,
}

/// The name of a Unix socket.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum UnixName<'a> {
    /// None.
    Unnamed,
    /// A path.
    Path(&'a [u8]),
    /// A name outside the file system, without the zero that comes before it.
    Abstract(&'a [u8]),
}

/// What cannot be the name of a Unix socket.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum BadUnixName {
    /// A path of no bytes: bind(2) would choose a name.
    Empty,
    /// A path with a zero inside, where the kernel would end it.
    Zero,
    /// A path of more than 108 bytes, or an abstract name of more than 107.
    TooLong,
}

impl fmt::Display for BadUnixName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadUnixName::Empty => "the path of a socket is empty",
            BadUnixName::Zero => "the path of a socket has a zero inside",
            BadUnixName::TooLong => {
                "the path of a socket has more than 108 bytes, or its abstract name more than 107"
            }
        })
    }
}

impl core::error::Error for BadUnixName {}

#[cfg(feature = "std")]
impl From<BadUnixName> for std::io::Error {
    fn from(error: BadUnixName) -> Self {
        Self::new(std::io::ErrorKind::InvalidInput, error)
    }
}

/// Bytes before the name.
const HEAD: usize = offset_of!(sockaddr_un, sun_path);

impl UnixAddress {
    /// No name. To bind(2) it means any abstract name that is free.
    pub const UNNAMED: Self = UnixAddress {
        address: sockaddr_un {
            sun_family: AF::UNIX.0,
            sun_path: [0; 108],
        },
        len: HEAD as u16,
    };

    /// The address of a path.
    pub fn path(path: &[u8]) -> Result<Self, BadUnixName> {
        match path {
            [] => Err(BadUnixName::Empty),
            path if path.contains(&0) => Err(BadUnixName::Zero),
            path => Self::named(0, path, 1),
        }
    }

    /// The address of an abstract name, which may have any bytes, zeros too. It is given without the zero before it.
    pub fn abstract_name(name: &[u8]) -> Result<Self, BadUnixName> {
        Self::named(1, name, 0)
    }

    /// A name that begins at byte `at` and has `behind` zeros that count behind it, or as many as there is room for.
    fn named(at: usize, name: &[u8], behind: usize) -> Result<Self, BadUnixName> {
        let mut named = Self::UNNAMED;
        let end = at.saturating_add(name.len());
        let room = named.address.sun_path.get_mut(at..end);
        room.ok_or(BadUnixName::TooLong)?.copy_from_slice(name);
        Ok(Self::from_parts(named.address, HEAD + end + behind))
    }

    /// The address that is in the first `len` bytes of a structure, as the kernel tells it: 111 for a path of 108 bytes, whose
    /// zero it counts too, and 0 where the sender has no name.
    pub fn from_parts(address: sockaddr_un, len: usize) -> Self {
        UnixAddress {
            address,
            len: len.clamp(HEAD, size_of::<sockaddr_un>()) as u16,
        }
    }

    /// The kernel's structure, which means nothing without [`len`](Self::len).
    pub const fn sockaddr_un(&self) -> &sockaddr_un {
        &self.address
    }

    /// Bytes that count, the two of the family included.
    #[allow(clippy::len_without_is_empty, reason = "it is never 0")]
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// The name.
    pub fn name(&self) -> UnixName<'_> {
        let path = &self.address.sun_path;
        match path.get(..self.len() - HEAD).unwrap_or(path) {
            [] => UnixName::Unnamed,
            [0, name @ ..] => UnixName::Abstract(name),
            path => UnixName::Path(path.split(|&byte| byte == 0).next().unwrap_or(path)),
        }
    }
}

// SAFETY: the family and the name; the bytes of both are initialised.
unsafe impl SocketAddress for UnixAddress {
    fn bytes(&self) -> &[MaybeUninit<u8>] {
        whole(self).get(..self.len()).unwrap_or_default()
    }
}

impl PartialEq for UnixAddress {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for UnixAddress {}

impl fmt::Debug for UnixAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            UnixName::Unnamed => f.write_str("Unnamed"),
            UnixName::Path(path) => write!(f, "Path(\"{}\")", path.escape_ascii()),
            UnixName::Abstract(name) => write!(f, "Abstract(\"{}\")", name.escape_ascii()),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;

    use super::*;

    /// Bytes that the kernel would be given.
    fn given(address: &UnixAddress) -> usize {
        address.bytes().len()
    }

    #[test]
    fn paths() {
        let address = UnixAddress::path(b"/tmp/socket").unwrap();
        assert_eq!(address.sockaddr_un().sun_family, 1);
        assert_eq!((address.len(), given(&address)), (2 + 11 + 1, 2 + 11 + 1));
        assert_eq!(address.name(), UnixName::Path(b"/tmp/socket"));
        let full = [b'x'; 108];
        let address = UnixAddress::path(&full).unwrap();
        assert_eq!(
            (address.len(), address.name()),
            (110, UnixName::Path(&full))
        );
        assert_eq!(UnixAddress::path(&full[1..]).unwrap().len(), 110);
        assert_eq!(UnixAddress::path(&full[2..]).unwrap().len(), 109);
        assert_eq!(UnixAddress::path(&[b'x'; 109]), Err(BadUnixName::TooLong));
        assert_eq!(UnixAddress::path(b"/tmp\0/x"), Err(BadUnixName::Zero));
        assert_eq!(UnixAddress::path(b"x\0"), Err(BadUnixName::Zero));
        assert_eq!(UnixAddress::path(b"\0x"), Err(BadUnixName::Zero));
        assert_eq!(UnixAddress::path(b""), Err(BadUnixName::Empty));
    }

    #[test]
    fn abstract_names() {
        let address = UnixAddress::abstract_name(b"a\0b").unwrap();
        assert_eq!((address.len(), given(&address)), (2 + 1 + 3, 2 + 1 + 3));
        assert_eq!(address.name(), UnixName::Abstract(b"a\0b"));
        let zeros = UnixAddress::abstract_name(&[0, 0]).unwrap();
        assert_eq!(
            (zeros.len(), zeros.name()),
            (5, UnixName::Abstract(&[0, 0]))
        );
        assert_ne!(zeros, UnixAddress::abstract_name(&[0]).unwrap());
        assert_eq!(UnixAddress::abstract_name(b"").unwrap().len(), 3);
        assert_eq!(UnixAddress::abstract_name(&[b'x'; 107]).unwrap().len(), 110);
        for end in [0, b'x'] {
            let mut long = [b'x'; 108];
            long[107] = end;
            assert_eq!(UnixAddress::abstract_name(&long), Err(BadUnixName::TooLong));
        }
    }

    #[test]
    fn names_that_the_kernel_tells() {
        let path = UnixAddress::path(b"/tmp/socket").unwrap();
        let told = |len| UnixAddress::from_parts(*path.sockaddr_un(), len);
        assert_eq!(told(14), path);
        assert_eq!(told(13).name(), UnixName::Path(b"/tmp/socket"));
        assert_eq!(told(6).name(), UnixName::Path(b"/tmp"));
        assert_eq!((told(111).len(), told(111)), (110, path));
        assert_eq!(told(usize::MAX), path);
        for none in [0, 1, 2] {
            assert_eq!((told(none), told(none).len()), (UnixAddress::UNNAMED, 2));
        }
        assert_eq!(format!("{path:?}"), "Path(\"/tmp/socket\")");
        let name = UnixAddress::abstract_name(b"\xff").unwrap();
        assert_eq!(format!("{name:?}"), "Abstract(\"\\xff\")");
        assert_eq!(format!("{:?}", UnixAddress::UNNAMED), "Unnamed");
    }
}
