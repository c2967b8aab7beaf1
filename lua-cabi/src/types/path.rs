//! Files by name: how they are opened, and all of their metadata.

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::flags::Flags;
use crate::convert::text::Text;
use crate::convert::{FromLua, Push, optional};
use crate::object::access::{field, fixed, get};
use crate::object::number::CommandNumber;
use crate::object::place::{Instance, Place, place};
use crate::object::{Arguments, CHAR, Constructor, Meta, Object, Rare, Shape, Type, make, objects};
use crate::raise::Raise;
use core::ffi::c_int;
use syscall_consts::native::{FS_XFLAG, MODE, O, RESOLVE};
use syscall_types::native::{device, file_attr, file_handle, open_how, statx, statx_timestamp};

objects! { Linux: file_attr file_handle open_how statx statx_timestamp }

/// The most bytes of a handle (`MAX_HANDLE_SZ` of the kernel's linux/exportfs.h).
const MOST: usize = 128;

/// Gives the bytes of a handle, as far as there are any, out of its memory before anything is made of them.
fn with_bytes<T>(
    cx: &mut Cx,
    this: Instance,
    with: impl FnOnce(&mut Cx, file_handle, &[u8]) -> T,
) -> Result<T, Raise> {
    let head = this.read::<file_handle>(cx)?;
    let mut room = [0; MOST];
    let whole = this.place(cx)?;
    let there = whole.len().saturating_sub(size_of::<file_handle>());
    let len = there.min(head.handle_bytes as usize).min(MOST);
    let bytes = room.get_mut(..len).unwrap_or_default();
    if let Some(part) = whole.part(size_of::<file_handle>(), len) {
        part.take(bytes)?;
    }
    Ok(with(cx, head, bytes))
}

/// `handle.f_handle`: the bytes.
fn handle_member(cx: &mut Cx, this: Instance, name: &[u8]) -> Result<Option<c_int>, Raise> {
    if name != b"f_handle" {
        return Ok(None);
    }
    with_bytes(cx, this, |cx, _, bytes| bytes.push(cx))?;
    Ok(Some(1))
}

/// The type, and the bytes in digits.
fn handle_text(cx: &mut Cx, this: Instance) -> Outcome {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    with_bytes(cx, this, |cx, head, bytes| {
        let mut text = [0; 2 * MOST];
        for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
            let halves = [byte >> 4, byte & 15];
            for (digit, half) in pair.iter_mut().zip(halves) {
                *digit = DIGITS.get(usize::from(half)).copied().unwrap_or(b'?');
            }
        }
        cx.push_integer(head.handle_type.into());
        cx.push_bytes(b":");
        cx.push_bytes(text.get(..2 * bytes.len()).unwrap_or_default());
        cx.concat(3);
    })?;
    Ok(1)
}

/// Whether two handles stand for the same file, if they are of the same file system: what they say that they have is the same.
fn same_handle(a: Place, b: Place) -> Result<bool, Raise> {
    let head = |place: Place| {
        place.part(0, size_of::<file_handle>()).map_or(
            Ok(file_handle {
                handle_bytes: 0,
                handle_type: 0,
                f_handle: [],
            }),
            Place::read,
        )
    };
    let len = head(a)?.handle_bytes as usize;
    let len = len.saturating_add(size_of::<file_handle>());
    match (a.part(0, len), b.part(0, len)) {
        (Some(a), Some(b)) => a.same(b),
        _ => Ok(false),
    }
}

/// `t.file_handle(type, bytes)`.
fn push_handle(cx: &mut Cx, arguments: Arguments) -> Result<(), Raise> {
    let first = arguments.first;
    let handle_type = match arguments.len() {
        0 => 0,
        _ if cx.type_of(first) == LuaType::Nil => 0,
        _ => CommandNumber::from_lua(cx, first).map_err(|raise| raise.at(1))?,
    };
    let bytes = match arguments.len() {
        0 | 1 => None,
        _ => optional::<Text>(cx, first + 1).map_err(|raise| raise.at(2))?,
    };
    let bytes = bytes.unwrap_or_default();
    if bytes.len() > MOST {
        return Err(Raise::invalid("a handle has at most 128 bytes").at(2));
    }
    let mut head = file_handle {
        handle_bytes: bytes.len() as u32,
        handle_type,
        f_handle: [],
    };
    push_file_handle(cx, Place::of(&mut head).bytes(), bytes);
    Ok(())
}

/// Pushes a handle: its head, and the rest of its bytes. It is a view, since it is longer than its type. May raise (memory).
pub fn push_file_handle(cx: &mut Cx, head: &[u8], rest: &[u8]) {
    make::push_joined(cx, CHAR, head, rest);
    let bytes = cx.top();
    if let Some((whole, _)) = place(cx, bytes) {
        let whole = whole.span();
        let meta = Meta::new(file_handle::ID, Shape::StructView);
        make::push_view(cx, bytes, meta, whole);
        cx.replace(bytes);
    }
}

/// The types of this file.
pub const TYPES: &[Type] = &[
    Type {
        prefix: "fa_",
        accessors: &[
            field("xflags", "Flags of the file.").named::<Flags<FS_XFLAG>>(),
            field("extsize", "Bytes in which space for it is taken, a hint."),
            field("nextents", "How many pieces it has; only read."),
            field("projid", "The project that its space is counted for."),
            field(
                "cowextsize",
                "Bytes in which space is taken for what it shares and changes, a hint.",
            ),
        ],
        ..Type::of::<file_attr>("A file's attributes, as file systems keep them. file_getattr(2)")
    },
    Type {
        accessors: &[
            fixed("handle_bytes", "How many bytes the handle has."),
            fixed("handle_type", "The type, which the file system knows."),
        ],
        rare: &Rare {
            construct: Some(Constructor {
                forms: &["handle_type: integer, f_handle: string"],
                construct: |_, _, _| Err(Raise::expected("number")),
            }),
            names: &[("f_handle", "The handle's bytes, a string.")],
            missing: Some(handle_member),
            length: Some(|place| Ok(place.len())),
            text: Some(handle_text),
            equal: Some(same_handle),
            make: Some(push_handle),
            ..Rare::NONE
        },
        ..Type::of::<file_handle>(
            "What stands for a file, whatever its name; equal ones of a file system are of the same file. name_to_handle_at(2)",
        )
    },
    Type {
        accessors: &[
            field(
                "flags",
                "As for `open`, and only those that the kernel knows.",
            )
            .named::<Flags<O>>(),
            field(
                "mode",
                "The permissions of a file that is made; 0 where none is.",
            )
            .named::<Flags<MODE>>(),
            field("resolve", "Where the path may lead.").named::<Flags<RESOLVE>>(),
        ],
        ..Type::of::<open_how>("How `openat2` opens a file. openat2(2)")
    },
    Type {
        prefix: "stx_",
        accessors: &[
            fixed("mask", "What is told, as bits of `c.STATX`."),
            fixed("blksize", "Bytes that are good to read or write at once."),
            fixed(
                "attributes",
                "Further attributes, as bits of `c.STATX_ATTR`.",
            ),
            fixed(
                "attributes_mask",
                "The attributes that the file system tells of.",
            ),
            fixed("nlink", "How many names the file has."),
            fixed("uid", "The owner."),
            fixed("gid", "The group."),
            fixed("mode", "The type and the permissions, as bits of `c.S_I`."),
            fixed("ino", "The inode's number in its file system."),
            fixed("size", "Bytes of contents."),
            fixed("blocks", "Space on the device, in units of 512 bytes."),
            fixed("atime", "When it was last read."),
            fixed("btime", "When it was made."),
            fixed("ctime", "When its inode changed."),
            fixed("mtime", "When its contents changed."),
            fixed("mnt_id", "The mount that it was found on."),
            get("dev", "The device that the file is on.", |st: &statx| {
                device::new(st.stx_dev_major, st.stx_dev_minor)
            }),
            get(
                "rdev",
                "The device that a device file stands for.",
                |st: &statx| device::new(st.stx_rdev_major, st.stx_rdev_minor),
            ),
        ],
        ..Type::of::<statx>("All of a file's metadata. statx(2)")
    },
    Type {
        prefix: "tv_",
        accessors: &[
            get(
                "time",
                "The time in seconds since 1970, with a fraction.",
                |time: &statx_timestamp| time.tv_sec as f64 + f64::from(time.tv_nsec) / 1e9,
            ),
            fixed("sec", "Whole seconds since 1970."),
            fixed("nsec", "Nanoseconds beyond those."),
        ],
        ..Type::of::<statx_timestamp>("A time in a file's metadata. statx(2)")
    },
];
