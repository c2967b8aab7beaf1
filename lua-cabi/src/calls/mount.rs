//! What the tree of files is made of: mounts, the root, swap space. Section 2 of the Linux manual.

use crate::convert::buffer::{BytesMut, Source, Sourced};
use crate::convert::descriptor::{DirFd, Fd, NewFd};
use crate::convert::flags::Flags;
use crate::convert::object::Init;
use crate::convert::result::Checked;
use crate::convert::row::calls;
use crate::convert::text::Path;
use crate::object::number::EventData;
use crate::raise::Raise;
use core::ffi::CStr;
use syscall_consts::Errno;
use syscall_consts::native::{
    AT, FSCONFIG, FSMOUNT, FSOPEN, FSPICK, LINUX_REBOOT_CMD, LISTMOUNT, LSMT, MOUNT_ATTR,
    MOVE_MOUNT, MS, OPEN_TREE, STATMOUNT, SWAP_FLAG, UMOUNT,
};
use syscall_raw::native as sys;
use syscall_raw::native::{
    acct, fsmount, fsopen, fspick, move_mount, open_tree, pivot_root, swapoff, swapon, vhangup,
};
use syscall_raw::{Fd as Descriptor, OwnedFd};
use syscall_types::native::mount_attr;

calls! { CALLS:
    /// Mounts a file system at `target`, or changes a mount ("remount, ro", "bind", "move", "private"...); a missing `source` is "none". mount(2)
    mount(source: Option<Path>, target: Path, fstype: Option<Path>, flags: Flags<MS>, data: Option<Path>) -> ();
    /// Takes a mount away; "detach" also one that is in use. umount(2)
    umount(target: Path, flags: Flags<UMOUNT>) -> ();
    /// As `umount`. umount(2)
    unmount(target: Path, flags: Flags<UMOUNT>) -> ();
    /// Opens a mount or, with "clone", a copy of it ("recursive": with those below), which is nowhere until `move_mount` attaches it. open_tree(2)
    open_tree(dirfd: DirFd, path: Path, flags: Flags<OPEN_TREE>) -> NewFd;
    /// As `open_tree`, and `mount_setattr` of the copy at once. open_tree_attr(2)
    open_tree_attr(dirfd: DirFd, path: Path, flags: Flags<OPEN_TREE>, attr: Init<mount_attr>) -> NewFd;
    /// Changes the attributes of a mount ("recursive": of those below too): `{attr_set = "rdonly", attr_clr = "nosuid", propagation = "private"}`. mount_setattr(2)
    mount_setattr(dirfd: DirFd, path: Path, flags: Flags<AT>, attr: Init<mount_attr>) -> ();
    /// Moves a mount, or attaches one that `fsmount` or `open_tree` made, of which the path is "" with "f_empty_path". move_mount(2)
    move_mount(from_dirfd: DirFd, from_path: Path, to_dirfd: DirFd, to_path: Path, flags: Flags<MOVE_MOUNT>) -> ();
    /// Begins the configuration of a new file system; reading the descriptor gives messages about what was wrong, NODATA where there are none. fsopen(2)
    fsopen(fsname: Path, flags: Flags<FSOPEN>) -> NewFd;
    /// Begins the configuration of a file system that is mounted; as `fsopen`. fspick(2)
    fspick(dirfd: DirFd, path: Path, flags: Flags<FSPICK>) -> NewFd;
    /// Sets a parameter ("set_flag" without a value, "set_string", "set_binary", "set_path" relative to `aux`, "set_fd" to `aux`), or does what was configured ("cmd_create", "cmd_create_excl", "cmd_reconfigure"). fsconfig(2)
    fsconfig(fd: Fd, cmd: Flags<FSCONFIG>, key: Option<Path>, value: Option<Source>, aux: DirFd) -> ();
    /// Makes a mount of a configured file system, which is nowhere until `move_mount` attaches it. fsmount(2)
    fsmount(fd: Fd, flags: Flags<FSMOUNT>, attr_flags: Flags<MOUNT_ATTR>) -> NewFd;
    /// Makes a mount the root, and puts the former one at `put_old`. pivot_root(2)
    pivot_root(new_root: Path, put_old: Path) -> ();
    /// Swaps to a file or device, with "prefer" and a priority, or "discard". swapon(2)
    swapon(path: Path, flags: Flags<SWAP_FLAG>) -> ();
    /// Stops swapping to a file or device. swapon(2)
    swapoff(path: Path) -> ();
    /// Has the kernel note in a file each process that ends; with nil no longer. acct(2)
    acct(path: Option<Path>) -> ();
    /// Hangs up the terminal. vhangup(2)
    vhangup() -> ();
    /// Restarts or halts the machine, or changes what Ctrl-Alt-Del does: "restart", "halt", "power_off", "cad_on"... What is not yet written is lost; see `sync`. reboot(2)
    reboot(cmd: Flags<LINUX_REBOOT_CMD>) -> ();
}

calls! { TOLD:
    /// What is known of a mount, as a `t.statmount` with its texts behind it; how many bytes. statmount(2)
    statmount(mnt_id: Flags<LSMT>, mask: Flags<STATMOUNT>, mnt_ns_id: EventData, buf: BytesMut) -> usize;
    /// The numbers of the mounts below one, those after `last`; how many. listmount(2)
    listmount(mnt_id: Flags<LSMT>, flags: Flags<LISTMOUNT>, mnt_ns_id: EventData, last: EventData, buf: BytesMut) -> usize;
}

fn statmount(mount: LSMT, mask: STATMOUNT, namespace: u64, buf: &mut [u8]) -> Result<usize, Errno> {
    sys::statmount(mount.0, namespace, mask, buf, 0)
}

fn listmount(
    mount: LSMT,
    flags: LISTMOUNT,
    namespace: u64,
    last: u64,
    buf: &mut [u8],
) -> Checked<usize> {
    // SAFETY: numbers, of which every bit pattern is one.
    let (before, ids, _) = unsafe { buf.align_to_mut::<u64>() };
    if !before.is_empty() {
        return Err(Raise::invalid("the memory is not aligned").at(5));
    }
    Ok(sys::listmount(mount.0, namespace, last, ids, flags))
}

/// The user namespace that attributes name, for those that need one.
fn namespace_of(attr: &mount_attr) -> Option<Descriptor<'_>> {
    let wanted = attr.attr_set & MOUNT_ATTR::IDMAP.bits() != 0;
    // SAFETY: a bare number is whatever the program says, as everywhere in Lua.
    wanted.then(|| unsafe { Descriptor::borrow_raw(attr.userns_fd as i32) })
}

fn open_tree_attr(
    dirfd: Descriptor,
    path: &CStr,
    flags: OPEN_TREE,
    attr: mount_attr,
) -> Result<OwnedFd, Errno> {
    sys::open_tree_attr(dirfd, path, flags, &attr, namespace_of(&attr))
}

fn mount_setattr(dirfd: Descriptor, path: &CStr, flags: AT, attr: mount_attr) -> Result<(), Errno> {
    sys::mount_setattr(dirfd, path, flags, &attr, namespace_of(&attr))
}

fn fsconfig(
    fd: Descriptor,
    cmd: FSCONFIG,
    key: Option<&CStr>,
    value: Option<Sourced>,
    aux: Descriptor,
) -> Checked<()> {
    const STRING: Raise = Raise::expected("string");
    let named = || key.ok_or(STRING.at(3));
    let text = || match value {
        Some(Sourced::Text(text)) => {
            // SAFETY: Lua ends every string with a zero that its length does not count.
            let ended = unsafe { core::slice::from_raw_parts(text.as_ptr(), text.len() + 1) };
            CStr::from_bytes_with_nul(ended)
                .map_err(|_| Raise::invalid("string contains a zero byte").at(4))
        }
        _ => Err(STRING.at(4)),
    };
    let alone = |done: fn(Descriptor) -> Result<(), Errno>| match (key, value) {
        (None, None) => Ok(done(fd)),
        (Some(_), _) => Err(Raise::invalid("this command takes no key").at(3)),
        _ => Err(Raise::invalid("this command takes no value").at(4)),
    };
    match (cmd, value) {
        (FSCONFIG::SET_FLAG | FSCONFIG::SET_FD, Some(_)) => {
            Err(Raise::invalid("this command takes no value").at(4))
        }
        (FSCONFIG::SET_FLAG, _) => Ok(sys::fsconfig_set_flag(fd, named()?)),
        (FSCONFIG::SET_FD, _) => Ok(sys::fsconfig_set_fd(fd, named()?, aux)),
        (FSCONFIG::SET_STRING, _) => Ok(sys::fsconfig_set_string(fd, named()?, text()?)),
        (FSCONFIG::SET_PATH, _) => Ok(sys::fsconfig_set_path(fd, named()?, aux, text()?)),
        (FSCONFIG::SET_PATH_EMPTY, _) => {
            Ok(sys::fsconfig_set_path_empty(fd, named()?, aux, text()?))
        }
        (FSCONFIG::SET_BINARY, Some(value)) => {
            Ok(sys::fsconfig_set_binary(fd, named()?, value.bytes()))
        }
        (FSCONFIG::SET_BINARY, None) => Err(Raise::expected("string or buffer").at(4)),
        (FSCONFIG::CMD_CREATE, _) => alone(sys::fsconfig_create),
        (FSCONFIG::CMD_CREATE_EXCL, _) => alone(sys::fsconfig_create_excl),
        (FSCONFIG::CMD_RECONFIGURE, _) => alone(sys::fsconfig_reconfigure),
        // Of commands that are not known here nobody knows what they take.
        _ => Ok(Err(Errno::EOPNOTSUPP)),
    }
}

fn mount(
    source: Option<&CStr>,
    target: &CStr,
    fstype: Option<&CStr>,
    flags: MS,
    data: Option<&CStr>,
) -> Result<(), Errno> {
    sys::mount(Some(source.unwrap_or(c"none")), target, fstype, flags, data)
}

fn umount(target: &CStr, flags: UMOUNT) -> Result<(), Errno> {
    sys::umount2(target, flags)
}

fn unmount(target: &CStr, flags: UMOUNT) -> Result<(), Errno> {
    umount(target, flags)
}

fn reboot(cmd: LINUX_REBOOT_CMD) -> Result<(), Errno> {
    sys::reboot(cmd, None)
}
