//! Mounts, by path and through descriptors, and root directories (mount(2), mount_setattr(2), fsopen(2),
//! move_mount(2), statmount(2), mount_namespaces(7)).
//!
//! [`mount`](fn@mount) does everything in one call. Since Linux 5.2 it can be done in steps, each with errors of its
//! own: [`fsopen`], the `fsconfig_*` functions, [`fsmount`], [`move_mount`]. The example `mounts` lists what is
//! mounted.
//!
//! Common errors: `EPERM`, `EINVAL`, `EBUSY`, `ENOENT`, `ENOTDIR`.

use core::{
    ffi::{CStr, c_void},
    mem::size_of,
};

use syscall_consts::linux::{
    AT, FSCONFIG, FSMOUNT, FSOPEN, FSPICK, LISTMOUNT, MOUNT_ATTR, MOVE_MOUNT, MS, OPEN_TREE,
    STATMOUNT, UMOUNT,
};
use syscall_types::{
    Plain,
    linux::{mnt_id_req, mount_attr},
};

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno, Fd, OwnedFd};

/// A request of [`statmount`] or [`listmount`].
#[inline(always)]
fn request(mount: u64, param: u64, namespace: u64) -> mnt_id_req {
    let mut request = mnt_id_req::zeroed();
    request.size = size_of::<mnt_id_req>() as u32;
    request.mnt_id = mount;
    request.param = param;
    request.mnt_ns_id = namespace;
    request
}

/// What is known of a mount, statmount(2), Linux 6.8, as a structure `statmount` with its texts behind it: `mask` says what
/// of it. The mount is a unique id (`STATX::MNT_ID_UNIQUE`), the namespace an id too, or 0 for this one. No flags are defined; newer kernels have one by which
/// a descriptor's number is taken, and so all are refused.
///
/// `EOVERFLOW` for a short buffer, `EINVAL` for one without room for the first field, and for flags.
#[inline]
pub fn statmount<B: Buffer<u8>>(
    mount: u64,
    namespace: u64,
    mask: STATMOUNT,
    mut buffer: B,
    flags: u32,
) -> Result<B::Filled, Errno> {
    let (start, len) = buffer.room();
    if len < size_of::<u32>() || flags != 0 {
        return Err(Errno::EINVAL);
    }
    let request = request(mount, mask.bits(), namespace);
    // SAFETY: the kernel reads the request and writes within the buffer.
    decode::<()>(unsafe { syscall!(__NR_statmount, &request, start, len, flags) })?;
    // SAFETY: the first field is written, and tells how many bytes are.
    unsafe {
        let filled = start.cast::<u32>().read_unaligned();
        Ok(buffer.filled(filled as usize))
    }
}

/// The mounts below a mount, at any depth, listmount(2), Linux 6.8: unique ids in their order, those after `last` (0 from
/// the start), so that a second call goes on where the buffer was full. `LSMT::ROOT` lists all of the namespace.
/// Ids as for [`statmount`]. With `REVERSE`, Linux 6.11, they come from the last on, those before `last`.
///
/// `ENOENT` (no such mount or namespace), `EPERM` (one that the root directory does not reach).
#[inline]
pub fn listmount<B: Buffer<u64>>(
    mount: u64,
    namespace: u64,
    last: u64,
    buffer: B,
    flags: LISTMOUNT,
) -> Result<B::Filled, Errno> {
    // SAFETY: listmount(2) returns how many it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(
                __NR_listmount,
                &request(mount, last, namespace),
                start,
                len,
                flags
            )
        })
    }
}

/// The attributes with that namespace, or with what is none: the kernel takes the number in them for a descriptor.
#[inline(always)]
fn with_namespace(attributes: &mount_attr, user_namespace: Option<Fd<'_>>) -> mount_attr {
    mount_attr {
        userns_fd: user_namespace.map_or(u64::MAX, |fd| fd.as_raw() as u32 as u64),
        ..*attributes
    }
}

/// What stands where a command of fsconfig(2) takes nothing.
const NO_KEY: Option<&CStr> = None;
const NO_VALUE: Option<&u8> = None;

calls! {
    /// Changes the attributes of a mount, mount_setattr(2), Linux 5.12: flags `EMPTY_PATH`, `RECURSIVE`, `SYMLINK_NOFOLLOW`,
    /// `NO_AUTOMOUNT`. `attr_set` and `attr_clr` are bits of `MOUNT_ATTR`, `propagation` is one of `MS`. For `IDMAP` there is
    /// `user_namespace`, which takes the place of `userns_fd`.
    pub fn mount_setattr(
        dir: Fd<'_>, path: &CStr, flags: AT, attributes: &mount_attr, user_namespace: Option<Fd<'_>>
    ) = __NR_mount_setattr(dir, path, flags, &with_namespace(attributes, user_namespace), size_of::<mount_attr>());

    /// Opens a mount or, with `CLONE`, a copy of it, open_tree(2), Linux 5.2.
    pub fn open_tree(dir: Fd<'_>, path: &CStr, flags: OPEN_TREE) -> OwnedFd = __NR_open_tree(dir, path, flags);

    /// As [`open_tree`] and [`mount_setattr`] of the copy in one, open_tree_attr(2), Linux 6.15.
    pub fn open_tree_attr(
        dir: Fd<'_>, path: &CStr, flags: OPEN_TREE, attributes: &mount_attr, user_namespace: Option<Fd<'_>>
    ) -> OwnedFd = __NR_open_tree_attr(
        dir, path, flags, &with_namespace(attributes, user_namespace), size_of::<mount_attr>()
    );

    /// Moves a mount, or attaches one that fsmount or open_tree made, move_mount(2), Linux 5.2.
    pub fn move_mount(from_dir: Fd<'_>, from: &CStr, to_dir: Fd<'_>, to: &CStr, flags: MOVE_MOUNT)
        = __NR_move_mount(from_dir, from, to_dir, to, flags);

    /// Begins the configuration of a new file system of that type, fsopen(2), Linux 5.2. `ENODEV`.
    pub fn fsopen(kind: &CStr, flags: FSOPEN) -> OwnedFd = __NR_fsopen(kind, flags);

    /// Begins the configuration of a mounted file system, fspick(2), Linux 5.2.
    pub fn fspick(dir: Fd<'_>, path: &CStr, flags: FSPICK) -> OwnedFd = __NR_fspick(dir, path, flags);

    /// Any command of fsconfig(2), Linux 5.2. Reading the descriptor gives messages about what is wrong. `EINVAL` (no such
    /// parameter or value), `EOPNOTSUPP`, `EBUSY` (not the time for it).
    ///
    /// # Safety
    ///
    /// `value` and `extra` are what the command takes: a text, a path, or bytes and how many.
    pub unsafe fn fsconfig(fd: Fd<'_>, command: FSCONFIG, key: Option<&CStr>, value: *const c_void, extra: i32)
        = __NR_fsconfig(fd, command, key, value, extra);

    /// Sets a parameter without a value, `FSCONFIG_SET_FLAG` of fsconfig(2).
    pub fn fsconfig_set_flag(fd: Fd<'_>, key: &CStr) = __NR_fsconfig(fd, FSCONFIG::SET_FLAG, key, NO_VALUE, 0i32);

    /// Sets a parameter, `FSCONFIG_SET_STRING` of fsconfig(2).
    pub fn fsconfig_set_string(fd: Fd<'_>, key: &CStr, value: &CStr)
        = __NR_fsconfig(fd, FSCONFIG::SET_STRING, key, value, 0i32);

    /// Sets a parameter to bytes, `FSCONFIG_SET_BINARY` of fsconfig(2). `EINVAL` beyond a megabyte.
    pub fn fsconfig_set_binary(fd: Fd<'_>, key: &CStr, value: &[u8])
        = __NR_fsconfig(fd, FSCONFIG::SET_BINARY, key, value.as_ptr(), value.len().min(i32::MAX as usize));

    /// Sets a parameter to the file at a path, `FSCONFIG_SET_PATH` of fsconfig(2).
    pub fn fsconfig_set_path(fd: Fd<'_>, key: &CStr, dir: Fd<'_>, path: &CStr)
        = __NR_fsconfig(fd, FSCONFIG::SET_PATH, key, path, dir);

    /// As [`fsconfig_set_path`], with an empty path for `dir` itself, `FSCONFIG_SET_PATH_EMPTY` of fsconfig(2).
    pub fn fsconfig_set_path_empty(fd: Fd<'_>, key: &CStr, dir: Fd<'_>, path: &CStr)
        = __NR_fsconfig(fd, FSCONFIG::SET_PATH_EMPTY, key, path, dir);

    /// Sets a parameter to an open file, `FSCONFIG_SET_FD` of fsconfig(2).
    pub fn fsconfig_set_fd(fd: Fd<'_>, key: &CStr, value: Fd<'_>)
        = __NR_fsconfig(fd, FSCONFIG::SET_FD, key, NO_VALUE, value);

    /// Creates the file system, or finds the existing one, `FSCONFIG_CMD_CREATE` of fsconfig(2).
    pub fn fsconfig_create(fd: Fd<'_>) = __NR_fsconfig(fd, FSCONFIG::CMD_CREATE, NO_KEY, NO_VALUE, 0i32);

    /// Makes the file system, `FSCONFIG_CMD_CREATE_EXCL` of fsconfig(2), Linux 6.6. `EBUSY` where there is one.
    pub fn fsconfig_create_excl(fd: Fd<'_>) = __NR_fsconfig(fd, FSCONFIG::CMD_CREATE_EXCL, NO_KEY, NO_VALUE, 0i32);

    /// Applies the parameters to the file system that [`fspick`] chose, `FSCONFIG_CMD_RECONFIGURE` of fsconfig(2).
    pub fn fsconfig_reconfigure(fd: Fd<'_>) = __NR_fsconfig(fd, FSCONFIG::CMD_RECONFIGURE, NO_KEY, NO_VALUE, 0i32);

    /// Makes a mount of a configured file system, fsmount(2), Linux 5.2; it is nowhere until [`move_mount`] attaches it.
    pub fn fsmount(fs: Fd<'_>, flags: FSMOUNT, attributes: MOUNT_ATTR) -> OwnedFd = __NR_fsmount(fs, flags, attributes);

    /// Makes another mount the root of the mount namespace and puts the old one at `put_old`, pivot_root(2).
    pub fn pivot_root(new_root: &CStr, put_old: &CStr) = __NR_pivot_root(new_root, put_old);

    /// Changes the root directory of the process, chroot(2). The working directory stays where it is, perhaps outside.
    pub fn chroot(path: &CStr) = __NR_chroot(path);

    /// Mounts a file system, or changes or moves a mount, mount(2). `data` is text in the file system's own form, mostly
    /// `name=value` between commas. `source`, `kind` and `data` count as the flags say: `BIND` and `MOVE` need the first alone,
    /// `REMOUNT` the last, a change of propagation (`PRIVATE`...) none.
    ///
    /// `EPERM`, `EBUSY`, `EINVAL`, `ENODEV` (no such type), `ENOTBLK`.
    pub fn mount(source: Option<&CStr>, target: &CStr, kind: Option<&CStr>, flags: MS, data: Option<&CStr>)
        = __NR_mount(source, target, kind, flags, data);

    /// Removes a mount, umount2(2). `EBUSY`, `EAGAIN` (`EXPIRE`), `EINVAL` (no mount), `EPERM`.
    #[doc(alias = "umount")]
    pub fn umount2(target: &CStr, flags: UMOUNT) = __NR_umount2(target, flags);
}
