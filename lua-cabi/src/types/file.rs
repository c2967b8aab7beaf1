//! Files: metadata, directory entries, device numbers.

use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::pieces::{self, push_piece};
use crate::convert::text::until_zero;
use crate::convert::{FromLua, Push};
use crate::object::access::{Accessor, field, fixed, get};
use crate::object::container::Gathered;
use crate::object::number::{Device, DeviceHalf};
use crate::object::place::{Instance, Place};
use crate::object::value::look;
use crate::object::{Arguments, Booleans, Constructor, Object, Rare, Type, objects, shown};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::Constants;
use syscall_consts::native::{DT, F_OWNER, FCNTL_LOCK, S_I, SEEK};
// With times of 64 bits, whatever the architecture's own structure has.
use syscall_types::Kind;
use syscall_types::native::stat_time64 as stat;
use syscall_types::native::{
    StatTimes, cachestat, cachestat_range, device, dirent, f_owner_ex, flock, iovec,
};

objects! { Linux: stat dirent device flock cachestat_range cachestat f_owner_ex }
shown! { device }

/// The file type bits of a mode.
fn file_type(st: &stat) -> S_I {
    S_I::from_bits_retain(st.st_mode) & S_I::FMT
}

/// A member that tells whether a file is of one type.
macro_rules! is {
    ($name:literal, $kind:ident, $doc:literal) => {
        get($name, $doc, |st: &stat| file_type(st) == S_I::$kind)
    };
}

/// The type in words; what has none is "other".
fn type_name(st: &stat) -> &'static str {
    const NAMES: [(S_I, &str); 7] = [
        (S_I::FREG, "file"),
        (S_I::FDIR, "directory"),
        (S_I::FLNK, "link"),
        (S_I::FSOCK, "socket"),
        (S_I::FCHR, "char device"),
        (S_I::FBLK, "block device"),
        (S_I::FIFO, "named pipe"),
    ];
    NAMES
        .iter()
        .find(|row| row.0 == file_type(st))
        .map_or("other", |row| row.1)
}

/// A device, whose number has 32 bits in the structure of MIPS.
fn device_number(number: impl Into<u64>) -> device {
    device { dev: number.into() }
}

const STAT: Type = Type {
    name: <stat as Object>::NAME,
    prefix: "st_",
    accessors: &[
        get("dev", "The device that the file is on.", |st: &stat| {
            device_number(st.st_dev)
        }),
        get(
            "rdev",
            "The device that a device file stands for.",
            |st: &stat| device_number(st.st_rdev),
        ),
        fixed("ino", "The inode's number in its file system."),
        fixed("nlink", "How many names the file has."),
        fixed("mode", "The type and the permissions, as bits of `c.S_I`."),
        fixed("uid", "The owner."),
        fixed("gid", "The group."),
        fixed(
            "size",
            "Bytes of contents; of a symbolic link those of its target's name.",
        ),
        fixed("blksize", "Bytes that are good to read or write at once."),
        fixed("blocks", "Space on the device, in units of 512 bytes."),
        fixed("atime", "When it was last read, in seconds since 1970."),
        fixed("mtime", "When its contents changed, in seconds since 1970."),
        fixed("ctime", "When its inode changed, in seconds since 1970."),
        get("access", "As `atime`.", |st: &stat| st.atime().tv_sec),
        get("modification", "As `mtime`.", |st: &stat| st.mtime().tv_sec),
        get("change", "As `ctime`.", |st: &stat| st.ctime().tv_sec),
        get("type", "The type bits of the mode.", |st: &stat| {
            file_type(st).bits()
        }),
        // The directory entry's type is the mode's, shifted (dirent.h: IFTODT).
        get(
            "todt",
            "The type as a directory entry has it, of `c.DT`.",
            |st: &stat| file_type(st).bits() >> 12,
        ),
        get(
            "typename",
            "The type in words: \"file\", \"directory\", \"link\"...",
            type_name,
        ),
        is!("isreg", FREG, "Whether it is a regular file."),
        is!("isdir", FDIR, "Whether it is a directory."),
        is!("ischr", FCHR, "Whether it is a character device."),
        is!("isblk", FBLK, "Whether it is a block device."),
        is!("isfifo", FIFO, "Whether it is a named pipe."),
        is!("islnk", FLNK, "Whether it is a symbolic link."),
        is!("issock", FSOCK, "Whether it is a socket."),
    ],
    ..Type::of::<stat>("A file's metadata. stat(2)")
};

/// The longest name of a file in bytes (linux/limits.h); file systems of Windows have 255 characters of up to three bytes.
const NAME_MAX: usize = 3 * 255;

/// The members of a directory entry. The name is not among them: it lies behind the fixed part.
const ENTRY: [Accessor; 5] = [
    fixed("ino", "The inode's number in its file system."),
    fixed("off", "The position of the next entry, for lseek(2)."),
    fixed("reclen", "Bytes of the record."),
    fixed(
        "type",
        "The file's type, of `c.DT`; UNKNOWN where the file system does not tell.",
    ),
    get(
        "toif",
        "The type as the bits of a mode.",
        |entry: &dirent| u32::from(entry.d_type) << 12,
    ),
];

/// The name that lies behind the first `before` bytes of an object, up to a zero. Out of the memory, as far as the longest name
/// goes, before a string is made of it.
pub fn with_name<T>(
    cx: &mut Cx,
    this: Instance,
    before: usize,
    with: impl FnOnce(&mut Cx, &[u8]) -> T,
) -> Result<T, Raise> {
    let mut room = [0; NAME_MAX];
    let object = this.place(cx)?;
    if let Some(len) = object.len().checked_sub(before)
        && let Some(name) = object.part(before, len)
    {
        name.take(&mut room)?;
    }
    Ok(with(cx, until_zero(&room)))
}

/// `entry.name`.
fn entry_member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    if name != b"name" {
        return Ok(None);
    }
    with_name(cx, this, offset_of!(dirent, d_name), |cx, name| {
        name.push(cx)
    })?;
    Ok(Some(1))
}

fn entry_type(entry: Place) -> Result<u8, Raise> {
    let kind = entry.part(offset_of!(dirent, d_type), 1);
    kind.map_or(Ok(0), Place::read)
}

const DIRENT: Type = Type {
    prefix: "d_",
    accessors: &ENTRY,
    rare: &Rare {
        booleans: Some(&Booleans {
            group: &<DT as Constants>::GROUP,
            value: |place| entry_type(place).map(u32::from),
            equal: true,
        }),
        missing: Some(entry_member),
        length: Some(|place| Ok(place.len())),
        names: &[("name", "The name.")],
        ..Rare::NONE
    },
    ..Type::of::<dirent>("An entry of a directory; `d.DIR`, `d.REG`... tell its type. getdents(2)")
};

/// `t.device(major, minor)`, `t.device{major, minor}`, `t.device(number)`.
fn construct_device(cx: &mut Cx, arguments: Arguments, place: Place) -> Result<(), Raise> {
    use crate::abi::Type as LuaType;
    let first = arguments.first;
    let made = if cx.type_of(first) == LuaType::Table {
        cx.raw_get_integer(first, 1);
        cx.raw_get_integer(first, 2);
        let top = cx.top();
        let mut half = |slot, i| {
            DeviceHalf::from_lua(cx, slot).map_err(|raise| raise.within(cx, slot, Step::Index(i)))
        };
        let made = device::new(half(top - 1, 1)?, half(top, 2)?);
        cx.pop(2);
        made
    } else if arguments.len() > 1 && !cx.is_nil(first + 1) {
        let mut half = |i| DeviceHalf::from_lua(cx, first + i).map_err(|raise| raise.at(i + 1));
        device::new(half(0)?, half(1)?)
    } else if arguments.len() == 0 || cx.is_nil(first) {
        device { dev: 0 }
    } else {
        device {
            dev: Device::from_lua(cx, first)?,
        }
    };
    place.write(made)
}

const DEVICE: Type = Type {
    accessors: &[
        get("major", "The driver's number.", |dev: &device| dev.major()),
        get(
            "minor",
            "The number among the driver's devices.",
            |dev: &device| dev.minor(),
        ),
        get("device", "Both as one number.", |dev: &device| dev.dev)
            .set::<device, Device>(|dev, number| dev.dev = number),
    ],
    rare: &Rare {
        construct: Some(Constructor {
            forms: &[
                "major: integer, minor: integer",
                "halves: table",
                "number: integer",
            ],
            construct: construct_device,
        }),
        equal: Some(|a, b| a.equal::<device>(b)),
        ..Rare::NONE
    },
    ..Type::of::<device>("A device number. makedev(3)")
};

const FLOCK: Type = Type {
    prefix: "l_",
    accessors: &[
        field("type", "What for: to read, to write, or no lock.").named::<Flags<FCNTL_LOCK>>(),
        field("whence", "What `start` counts from.").named::<Flags<SEEK>>(),
        field("start", "The first byte."),
        field(
            "len",
            "The number of bytes; 0 is all to the file's end, however long it grows.",
        ),
        field(
            "pid",
            "The process that holds the lock, where one was found.",
        ),
    ],
    ..Type::of::<flock>("A lock on a range of a file. fcntl(2)")
};

const IOVEC: Type = Type {
    prefix: "iov_",
    accessors: &[field("len", "The number of bytes.")],
    rare: &Rare {
        names: &[
            (
                "base",
                "The memory, where the iovec is in a `t.iovecs`; else the address, to be compared.",
            ),
            ("iov_base", "As `base`."),
        ],
        missing: Some(base),
        container: iovec::CONTAINER,
        gathered: Some(&Gathered {
            construct: pieces::construct,
            text: Some(pieces::text),
        }),
        ..Rare::NONE
    },
    ..Type::of::<iovec>(
        "A piece of memory, of which the elements of a container `t.iovecs` are the buffers. readv(2)",
    )
};

/// `iovec.base`: the memory itself, of an iovec in a container; else the address, to be compared.
fn base(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    const KIND: Kind = Kind::Pointer;
    if !matches!(name, b"base" | b"iov_base") {
        return Ok(None);
    }
    let place = this.place(cx)?;
    let pointer = place.part(offset_of!(iovec, iov_base), KIND.size());
    let pointer = pointer.ok_or(Raise::invalid("the object is empty"))?;
    let (address, member) = (place.start() as usize, look(cx, pointer, &KIND)?);
    if push_piece(cx, address) {
        return Ok(Some(1));
    }
    member.push(cx, this.index).map(Some)
}

const CACHESTAT_RANGE: Type = Type {
    positional: true,
    accessors: &[
        field("off", "The first byte."),
        field("len", "The number of bytes; 0 is all to the file's end."),
    ],
    ..Type::of::<cachestat_range>("A range of a file. cachestat(2)")
};

const CACHESTAT: Type = Type {
    prefix: "nr_",
    accessors: &[
        fixed("cache", "Pages that are in the cache."),
        fixed("dirty", "Of these, changed ones."),
        fixed("writeback", "Pages that are being written to the device."),
        fixed("evicted", "Pages that were in the cache before."),
        fixed(
            "recently_evicted",
            "Of these, such as were in use not long ago.",
        ),
    ],
    ..Type::of::<cachestat>("How many pages of a file are in the cache. cachestat(2)")
};

const F_OWNER_EX: Type = Type {
    accessors: &[
        field("type", "What `pid` is the number of.").named::<Flags<F_OWNER>>(),
        field("pid", "The thread, process or process group."),
    ],
    ..Type::of::<f_owner_ex>("Who gets the signals of a file. fcntl(2)")
};

/// The types of this file.
pub const TYPES: &[Type] = &[
    STAT,
    DIRENT,
    DEVICE,
    FLOCK,
    IOVEC,
    CACHESTAT_RANGE,
    CACHESTAT,
    F_OWNER_EX,
];
