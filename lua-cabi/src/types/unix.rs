//! Addresses of Unix sockets: `t.sockaddr_un`, and what the kernel tells of one. Their length is part of the name (unix(7)), so
//! the objects know it: none has 2 bytes, a path its own and a zero, an abstract name exactly its own and the zero before it.

use crate::abi::Type as LuaType;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::{FromLua, Push};
use crate::object::access::{get, set};
use crate::object::place::{Place, structure};
use crate::object::{Arguments, Constructor, Object, Rare, Type, make};
use crate::raise::Raise;
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::native::AF;
use syscall_types::native::{UnixAddress, UnixName, sockaddr_un};
use syscall_types::{Plain, Reflect, Struct};

/// `t.sockaddr_un`: the kernel's structure, and behind it what its bytes do not tell.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Unix {
    /// The kernel's structure.
    pub addr: sockaddr_un,
    /// Bytes of an abstract name with the zero before it; 0 when there is none. A path ends at its zero.
    abstract_len: u16,
}

// SAFETY: a plain structure and an integer, without a gap.
unsafe impl Plain for Unix {}

// SAFETY: the compiler gives the size; the fields are those of the first member, at the same offsets.
unsafe impl Reflect for Unix {
    const STRUCT: &'static Struct = &sockaddr_un::STRUCT.beginning::<Unix>();
}

impl Object for Unix {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "sockaddr_un";
}

impl Unix {
    /// Stores an address.
    pub fn new(address: &UnixAddress) -> Unix {
        let name = address.len() - HEAD;
        let is_path = matches!(address.name(), UnixName::Path(_));
        Unix {
            addr: *address.sockaddr_un(),
            abstract_len: if is_path { 0 } else { name as u16 },
        }
    }

    /// The address, with its length.
    pub fn address(&self) -> UnixAddress {
        let path = &self.addr.sun_path;
        let zero = path.iter().position(|&byte| byte == 0);
        let name = match zero {
            Some(0) => self.abstract_len.into(),
            Some(end) => end + 1,
            None => path.len(),
        };
        UnixAddress::from_parts(self.addr, HEAD.saturating_add(name))
    }
}

/// Bytes before the name.
const HEAD: usize = offset_of!(sockaddr_un, sun_path);

/// The address at a place: a `t.sockaddr_un`, or the storage of one.
pub fn address(place: Place) -> Result<UnixAddress, Raise> {
    Ok(place.read::<Unix>()?.address())
}

/// What has a path or an abstract name after a zero byte.
struct Name;

impl FromLua for Name {
    type Value<'a> = UnixAddress;
    const EXPECTED: &'static str = "path, or zero byte and abstract name";
    const LUA: &'static str = "string";

    fn from_lua(cx: &mut Cx, index: c_int) -> Result<UnixAddress, Raise> {
        use syscall_types::native::BadUnixName;
        let made = match cx.to_bytes(index).ok_or(Raise::expected(Self::EXPECTED))? {
            [0, name @ ..] => UnixAddress::abstract_name(name),
            path => UnixAddress::path(path),
        };
        made.map_err(|bad| {
            Raise::invalid(match bad {
                BadUnixName::Empty => "the path of a socket is empty",
                BadUnixName::Zero => "string contains a zero byte",
                BadUnixName::TooLong => "the path of a socket has at most 108 bytes",
            })
        })
    }
}

/// `t.sockaddr_un(path?)`, `t.sockaddr_un{path = ...}`, or from what the kernel told.
fn construct(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    let first = arguments.first;
    place.write(Unix::new(&UnixAddress::UNNAMED))?;
    let address = match cx.type_of(first) {
        LuaType::Table => return make::assign_table(cx, Unix::ID, place, first),
        _ if arguments.len() == 0 || cx.is_nil(first) => return Ok(()),
        _ => match structure::<address_un>(cx, first) {
            Some(told) => told.read::<address_un>()?.address(),
            None => Name::from_lua(cx, first)?,
        },
    };
    place.write(Unix::new(&address))
}

/// The address of a Unix socket with the length that the kernel gave.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(non_camel_case_types, reason = "named like the kernel's structures")]
pub struct address_un {
    /// The address.
    addr: Unix,
    /// Its length in bytes.
    addrlen: u32,
}

// SAFETY: plain structures and integers.
unsafe impl Plain for address_un {}

syscall_types::reflect! { address_un { addr, addrlen } }

impl Object for address_un {
    type Universe = crate::object::system::Linux;
    const NAME: &'static str = "address_un";
}

impl address_un {
    /// What the kernel told.
    pub fn new(address: &UnixAddress) -> address_un {
        address_un {
            addr: Unix::new(address),
            addrlen: address.len() as u32,
        }
    }

    /// The address, with its length.
    pub fn address(&self) -> UnixAddress {
        UnixAddress::from_parts(self.addr.addr, self.addrlen as usize)
    }
}

/// Pushes a name: of an abstract one the zero byte that marks it too. May raise (memory).
fn push_name(cx: &mut Cx, name: UnixName, none: impl FnOnce(&mut Cx)) {
    match name {
        UnixName::Path(path) => path.push(cx),
        UnixName::Abstract(name) => {
            cx.push_bytes(&[0]);
            name.push(cx);
            cx.concat(2);
        }
        UnixName::Unnamed => none(cx),
    }
}

/// Members that tell the name.
fn member(cx: &mut Cx, address: &UnixAddress, member: &[u8]) -> Option<c_int> {
    match (member, address.name()) {
        (b"name", name) => push_name(cx, name, |cx| cx.push_nil()),
        (b"path", name) => push_name(cx, name, |cx| cx.push_bytes(b"")),
        // Absent rather than false, as programs test them.
        (b"abstract", UnixName::Abstract(_)) | (b"unnamed", UnixName::Unnamed) => true.push(cx),
        (b"abstract" | b"unnamed", _) => cx.push_nil(),
        _ => return None,
    }
    Some(1)
}

/// What `member` answers.
const NAMES: &[(&str, &str)] = &[
    (
        "name",
        "The path, or a zero byte and the abstract name; nil without one.",
    ),
    ("abstract", "True for an abstract name, else nil."),
    ("unnamed", "True for a socket without a name, else nil."),
];

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        accessors: &[
            get("family", "The address family.", |sa: &Unix| {
                sa.addr.sun_family
            })
            .set::<Unix, Flags<AF>>(|sa, family| sa.addr.sun_family = family.0),
            set::<Unix, Name>(
                "path",
                "The path, or a zero byte and an abstract name.",
                set_name,
            ),
            set::<Unix, Name>("sun_path", "As `path`.", set_name),
        ],
        rare: &Rare {
            names: NAMES,
            missing: Some(|cx, this, name| {
                let address = this.place(cx).and_then(address)?;
                Ok(member(cx, &address, name))
            }),
            length: Some(|place| Ok(address(place)?.len())),
            construct: Some(Constructor {
                forms: &["path: string", "told: address_un", "members: table"],
                construct,
            }),
            equal: Some(|a, b| Ok(address(a)? == address(b)?)),
            ..Rare::NONE
        },
        ..Type::of::<Unix>("The path or abstract name of a Unix socket, with its length. unix(7)")
    },
    Type {
        accessors: &[get("family", "The address family.", |sa: &address_un| {
            sa.addr.addr.sun_family
        })],
        rare: &Rare {
            names: NAMES,
            missing: Some(|cx, this, name| {
                let told = this.read::<address_un>(cx)?;
                Ok(member(cx, &told.address(), name).filter(|_| name != b"path"))
            }),
            length: Some(|place| Ok(place.read::<address_un>()?.addrlen as usize)),
            ..Rare::NONE
        },
        ..Type::of::<address_un>("The address of a Unix socket as the kernel gave it. unix(7)")
    },
];

/// Gives an address another name; the family stays as it is.
fn set_name(sa: &mut Unix, name: UnixAddress) {
    let sun_family = sa.addr.sun_family;
    *sa = Unix::new(&name);
    sa.addr.sun_family = sun_family;
}
