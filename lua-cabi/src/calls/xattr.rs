//! Extended attributes. Section 2 of the Linux manual, xattr(7)

use crate::abi::Type as LuaType;
use crate::call::Outcome;
use crate::context::Cx;
use crate::convert::buffer::Bytes;
use crate::convert::descriptor::{DirFd, Fd};
use crate::convert::flags::Flags;
use crate::convert::result::{fail, success};
use crate::convert::row::calls;
use crate::convert::text::{Path, Room};
use crate::convert::{FromLua, Later, Prepare, Push, Within};
use crate::object::place::readable;
use crate::raise::{Raise, Step};
use core::ffi::{CStr, c_int};
use syscall_consts::Errno;
use syscall_consts::native::{AT, XATTR};
use syscall_raw::native as sys;
use syscall_raw::native::{
    fremovexattr, fsetxattr, lremovexattr, lsetxattr, removexattr, removexattrat, setxattr,
    setxattrat,
};

calls! { CALLS:
    /// The value of an attribute. getxattr(2)
    getxattr(path: Path, name: Path) -> Value[path];
    /// As `getxattr`, of a symbolic link itself. getxattr(2)
    lgetxattr(path: Path, name: Path) -> Value[path];
    /// As `getxattr`, of an open file. getxattr(2)
    fgetxattr(fd: Fd, name: Path) -> Value[fd];
    /// Sets an attribute to a string or the bytes of an object: "create" only a new one, "replace" only one that is there. setxattr(2)
    setxattr(path: Path, name: Path, value: Bytes, flags: Flags<XATTR>) -> ();
    /// As `setxattr`, of a symbolic link itself. setxattr(2)
    lsetxattr(path: Path, name: Path, value: Bytes, flags: Flags<XATTR>) -> ();
    /// As `setxattr`, of an open file. setxattr(2)
    fsetxattr(fd: Fd, name: Path, value: Bytes, flags: Flags<XATTR>) -> ();
    /// The names of all attributes, as an array. listxattr(2)
    listxattr(path: Path) -> Names[path];
    /// As `listxattr`, of a symbolic link itself. listxattr(2)
    llistxattr(path: Path) -> Names[path];
    /// As `listxattr`, of an open file. listxattr(2)
    flistxattr(fd: Fd) -> Names[fd];
    /// Removes an attribute. removexattr(2)
    removexattr(path: Path, name: Path) -> ();
    /// As `removexattr`, of a symbolic link itself. removexattr(2)
    lremovexattr(path: Path, name: Path) -> ();
    /// As `removexattr`, of an open file. removexattr(2)
    fremovexattr(fd: Fd, name: Path) -> ();
    /// As `getxattr`, relative to a directory; flags "symlink_nofollow", "empty_path". getxattrat(2)
    getxattrat(dirfd: DirFd, path: Path, at_flags: Flags<AT>, name: Path) -> Value[path];
    /// As `setxattr`, relative to a directory; flags of the path "symlink_nofollow", "empty_path". setxattrat(2)
    setxattrat(dirfd: DirFd, path: Path, at_flags: Flags<AT>, name: Path, value: Bytes, flags: Flags<XATTR>) -> ();
    /// As `listxattr`, relative to a directory; flags "symlink_nofollow", "empty_path". listxattrat(2)
    listxattrat(dirfd: DirFd, path: Path, at_flags: Flags<AT>) -> Names[path];
    /// As `removexattr`, relative to a directory; flags "symlink_nofollow", "empty_path". removexattrat(2)
    removexattrat(dirfd: DirFd, path: Path, at_flags: Flags<AT>, name: Path) -> ();
    /// All attributes as a table of values by name, without those that cannot be read. With `tab` the file gets those of that table, as far as it can, and no others; what it had already is taken out of the table. xattr(7)
    xattr(path: Path, tab: Later) => ["table|true"];
    /// As `xattr`, of a symbolic link itself. xattr(7)
    lxattr(path: Path, tab: Later) => ["table|true"];
    /// As `xattr`, of an open file. xattr(7)
    fxattr(fd: Fd, tab: Later) => ["table|true"];
}

/// No value and no list of names is longer (`XATTR_SIZE_MAX`, `XATTR_LIST_MAX` of linux/limits.h).
const MAX: usize = 65536;

/// A value.
struct Value;

/// A list of names: each ends with a zero.
struct Names;

macro_rules! rooms {
    ($($kind:ident $result:literal: $push:expr;)*) => {$(
        impl Within for $kind {
            type Room = Room;
            type Value<'r> = &'r [u8];
            const PUSHES: bool = true;
            const RESULTS: &'static [&'static str] = &[$result];

            fn room() -> Room {
                Room::new()
            }

            fn deliver(cx: &mut Cx, bytes: &[u8]) -> c_int {
                let push: fn(&mut Cx, &[u8]) = $push;
                push(cx, bytes);
                1
            }
        }

        // As much as any has, whatever file it is of.
        impl<T> Prepare<(&Option<T>,)> for $kind {
            fn prepare(room: &mut Room, cx: &mut Cx, _: (&Option<T>,)) -> Result<(), Raise> {
                room.reserve(cx, MAX);
                Ok(())
            }
        }
    )*};
}

rooms! {
    Value "string": |cx, bytes| bytes.push(cx);
    Names "table": |cx, bytes| {
        cx.push_table(0, 0);
        for (i, name) in (1..).zip(names(bytes)) {
            cx.push_bytes(name.to_bytes());
            cx.raw_set_integer(-2, i);
        }
    };
}

/// The names of a list.
fn names(mut list: &[u8]) -> impl Iterator<Item = &CStr> {
    core::iter::from_fn(move || {
        let name = CStr::from_bytes_until_nul(list).ok()?;
        list = list.get(name.count_bytes() + 1..)?;
        Some(name)
    })
}

macro_rules! fill {
    ($($name:ident($($arg:ident: $type:ty),*);)*) => {$(
        fn $name<'r>($($arg: $type,)* room: &'r mut Room) -> Result<&'r [u8], Errno> {
            sys::$name($($arg,)* room.bytes(MAX)).map(|filled| &*filled)
        }
    )*};
}

fill! {
    getxattr(path: &CStr, name: &CStr);
    lgetxattr(path: &CStr, name: &CStr);
    fgetxattr(fd: syscall_raw::Fd, name: &CStr);
    getxattrat(dirfd: syscall_raw::Fd, path: &CStr, flags: AT, name: &CStr);
    listxattrat(dirfd: syscall_raw::Fd, path: &CStr, flags: AT);
    listxattr(path: &CStr);
    llistxattr(path: &CStr);
    flistxattr(fd: syscall_raw::Fd);
}

/// Whose attributes.
#[derive(Clone, Copy)]
enum File<'a> {
    Path(&'a CStr),
    Link(&'a CStr),
    Open(syscall_raw::Fd<'a>),
}

impl File<'_> {
    fn list(self, room: &mut Room) -> Result<&[u8], Errno> {
        match self {
            File::Path(path) => listxattr(path, room),
            File::Link(path) => llistxattr(path, room),
            File::Open(fd) => flistxattr(fd, room),
        }
    }

    fn get<'r>(self, name: &CStr, room: &'r mut Room) -> Result<&'r [u8], Errno> {
        match self {
            File::Path(path) => getxattr(path, name, room),
            File::Link(path) => lgetxattr(path, name, room),
            File::Open(fd) => fgetxattr(fd, name, room),
        }
    }

    fn set(self, name: &CStr, value: &[u8]) -> Result<(), Errno> {
        let flags = XATTR::empty();
        match self {
            File::Path(path) => setxattr(path, name, value, flags),
            File::Link(path) => lsetxattr(path, name, value, flags),
            File::Open(fd) => fsetxattr(fd, name, value, flags),
        }
    }

    fn remove(self, name: &CStr) -> Result<(), Errno> {
        match self {
            File::Path(path) => removexattr(path, name),
            File::Link(path) => lremovexattr(path, name),
            File::Open(fd) => fremovexattr(fd, name),
        }
    }
}

fn xattr(cx: &mut Cx, path: &CStr, tab: c_int) -> Outcome {
    all(cx, File::Path(path), tab)
}

fn lxattr(cx: &mut Cx, path: &CStr, tab: c_int) -> Outcome {
    all(cx, File::Link(path), tab)
}

fn fxattr(cx: &mut Cx, fd: syscall_raw::Fd, tab: c_int) -> Outcome {
    all(cx, File::Open(fd), tab)
}

/// All attributes of a file: as a new table, or as in the table at `tab`.
fn all(cx: &mut Cx, file: File, tab: c_int) -> Outcome {
    let given = !cx.is_nil(tab);
    if given {
        check(cx, tab).map_err(|raise| raise.at(tab))?;
    }
    let (mut room, mut value) = (Room::new(), Room::new());
    room.reserve(cx, MAX);
    let list = match file.list(&mut room) {
        Ok(list) => list,
        Err(errno) => return Ok(fail(cx, errno)),
    };
    if given {
        replace(cx, file, tab, list);
        return success(cx, Ok(()));
    }
    value.reserve(cx, MAX);
    cx.push_table(0, 0);
    let table = cx.top();
    for name in names(list) {
        if let Ok(bytes) = file.get(name, &mut value) {
            cx.push_bytes(name.to_bytes());
            cx.push_bytes(bytes);
            cx.raw_set(table);
        }
    }
    Ok(1)
}

/// Refuses a table that has anything but values by name, before anything is changed.
fn check(cx: &mut Cx, tab: c_int) -> Result<(), Raise> {
    if cx.type_of(tab) != LuaType::Table {
        return Err(Raise::expected("table of values by name"));
    }
    cx.push_nil();
    while cx.next(tab) {
        let value = cx.top();
        Path::from_lua(cx, value - 1)
            .map_err(|_| Raise::invalid("the names are to be strings without a zero byte"))?;
        // A value of LuaJIT's FFI is not replaced by a view of it while the table is walked: strings and objects do.
        if readable(cx, value).is_none() {
            let raise = Raise::expected("string or buffer");
            let name = cx.to_bytes(value - 1).unwrap_or_default();
            return Err(raise.within(cx, value, Step::Name(name)));
        }
        cx.set_top(value - 1);
    }
    Ok(())
}

/// Makes the attributes those of the table at `tab`, out of which those are taken that are in the list. What fails is left.
fn replace(cx: &mut Cx, file: File, tab: c_int, list: &[u8]) {
    for name in names(list) {
        cx.push_bytes(name.to_bytes());
        cx.raw_get(tab);
        let kept = readable(cx, -1).map(|value| file.set(name, value));
        cx.pop(1);
        if kept.is_some() {
            cx.push_bytes(name.to_bytes());
            cx.push_nil();
            cx.raw_set(tab);
        } else {
            let _ = file.remove(name);
        }
    }
    cx.push_nil();
    while cx.next(tab) {
        let value = cx.top();
        // As they were checked, unless a finalizer has changed the table since.
        if let Ok(name) = Path::from_lua(cx, value - 1)
            && let Some(bytes) = readable(cx, value)
        {
            let _ = file.set(name, bytes);
        }
        cx.set_top(value - 1);
    }
}
