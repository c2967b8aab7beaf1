//! Files: metadata, directory entries, device numbers.

use crate::context::Cx;
use crate::convert::text::until_zero;
use crate::convert::{FromLua, Push};
use crate::object::access::{Accessor, get};
use crate::object::number::{Device, DeviceHalf};
use crate::object::place::{Instance, Place};
use crate::object::{Arguments, Type, objects, shown};
use crate::raise::{Raise, Step};
use core::ffi::c_int;
use core::mem::offset_of;
use syscall_consts::native::{DT, S_I};
use syscall_types::native::{device, dirent, stat};

objects! { Linux: stat dirent device }
shown! { device }

/// The file type bits of a mode.
fn file_type(st: &stat) -> S_I {
    S_I::from_bits_retain(st.st_mode) & S_I::FMT
}

/// A member that tells whether a file is of one type.
macro_rules! is {
    ($name:literal, $kind:ident) => {
        get($name, |st: &stat| file_type(st) == S_I::$kind)
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
    accessors: &[
        get("dev", |st: &stat| device_number(st.st_dev)),
        get("rdev", |st: &stat| device_number(st.st_rdev)),
        get("ino", |st: &stat| st.st_ino),
        get("nlink", |st: &stat| st.st_nlink),
        get("mode", |st: &stat| st.st_mode),
        get("uid", |st: &stat| st.st_uid),
        get("gid", |st: &stat| st.st_gid),
        get("size", |st: &stat| st.st_size),
        get("blksize", |st: &stat| st.st_blksize),
        get("blocks", |st: &stat| st.st_blocks),
        get("atime", |st: &stat| st.st_atime),
        get("mtime", |st: &stat| st.st_mtime),
        get("ctime", |st: &stat| st.st_ctime),
        get("access", |st: &stat| st.st_atime),
        get("modification", |st: &stat| st.st_mtime),
        get("change", |st: &stat| st.st_ctime),
        get("type", |st: &stat| file_type(st).bits()),
        // The directory entry's type is the mode's, shifted (dirent.h: IFTODT).
        get("todt", |st: &stat| file_type(st).bits() >> 12),
        get("typename", type_name),
        is!("isreg", FREG),
        is!("isdir", FDIR),
        is!("ischr", FCHR),
        is!("isblk", FBLK),
        is!("isfifo", FIFO),
        is!("islnk", FLNK),
        is!("issock", FSOCK),
    ],
    ..Type::of::<stat>("A file's metadata. stat(2)")
};

/// The longest name of a file in bytes (linux/limits.h); file systems of Windows have 255 characters of up to three bytes.
const NAME_MAX: usize = 3 * 255;

/// The members of a directory entry. The name is not among them: it lies behind the fixed part.
const ENTRY: [Accessor; 5] = [
    get("ino", |entry: &dirent| entry.d_ino),
    get("off", |entry: &dirent| entry.d_off),
    get("reclen", |entry: &dirent| entry.d_reclen),
    get("type", |entry: &dirent| entry.d_type),
    get("toif", |entry: &dirent| u32::from(entry.d_type) << 12),
];

/// `entry.name`, and booleans by the names of `c.DT` in any case.
fn entry_member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    let entry = this.place(cx)?;
    if name == b"name" {
        // Out of the memory, as far as the longest name goes, before a string is made of it.
        let mut room = [0; NAME_MAX];
        let before = offset_of!(dirent, d_name);
        if let Some(len) = entry.len().checked_sub(before)
            && let Some(name) = entry.part(before, len)
        {
            name.take(&mut room)?;
        }
        until_zero(&room).push(cx);
        return Ok(Some(1));
    }
    let kind = entry_type(entry);
    let group = <DT as syscall_consts::Constants>::GROUP;
    let found = group
        .iter()
        .find(|member| member.0.as_bytes().eq_ignore_ascii_case(name));
    Ok(found.map(|(_, value)| {
        (i64::from(kind) == value).push(cx);
        1
    }))
}

fn entry_type(entry: Place) -> u8 {
    let kind = entry.part(offset_of!(dirent, d_type), 1);
    kind.map_or(0, Place::read)
}

const DIRENT: Type = Type {
    accessors: &ENTRY,
    missing: Some(entry_member),
    length: Some(|place| place.len()),
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
    place.write(made);
    Ok(())
}

const DEVICE: Type = Type {
    accessors: &[
        get("major", |dev: &device| dev.major()),
        get("minor", |dev: &device| dev.minor()),
        get("device", |dev: &device| dev.dev).set::<device, Device>(|dev, number| dev.dev = number),
    ],
    construct: Some(construct_device),
    equal: Some(|a, b| a.read::<device>() == b.read::<device>()),
    ..Type::of::<device>("A device number. makedev(3)")
};

/// The types of this file.
pub const TYPES: &[Type] = &[STAT, DIRENT, DEVICE];
