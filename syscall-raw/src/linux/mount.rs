//! Mounts through descriptors, roots, quotas, swap, and files by handle (mount_namespaces(7), section 2 of the manual pages).
//! mount(2) and umount2(2) are beside the host's name in sys.rs.
//!
//! Flags whose group is not named in a signature are those of linux/mount.h. Common errors: `EPERM`, `EINVAL`, `EBUSY`,
//! `ENOENT`, `ENOTDIR`.

use core::{
    ffi::{CStr, c_void},
    mem::size_of,
};

use linux_raw_sys::general::mnt_id_req;
use syscall_consts::linux::{AT, O, SWAP_FLAG};

use super::call::{calls, decode, fill, syscall};
use crate::{Buffer, Bytes, Errno, Fd, RawFd};

/// Changes the attributes of a mount, mount_setattr(2), Linux 5.12: `attributes` is a `mount_attr`; flags `EMPTY_PATH`,
/// `RECURSIVE`, `SYMLINK_NOFOLLOW`, `NO_AUTOMOUNT`.
#[inline]
pub fn mount_setattr(
    dir: Fd<'_>,
    path: &CStr,
    flags: AT,
    attributes: &(impl Bytes + ?Sized),
) -> Result<(), Errno> {
    let (start, len) = attributes.bytes();
    // SAFETY: the kernel reads the attributes.
    decode(unsafe { syscall!(__NR_mount_setattr, dir, path, flags, start, len) })
}

/// As [`open_tree`] and [`mount_setattr`] of the copy in one, open_tree_attr(2), Linux 6.15.
#[inline]
pub fn open_tree_attr(
    dir: Fd<'_>,
    path: &CStr,
    flags: u32,
    attributes: &(impl Bytes + ?Sized),
) -> Result<RawFd, Errno> {
    let (start, len) = attributes.bytes();
    // SAFETY: the kernel reads the attributes.
    decode(unsafe { syscall!(__NR_open_tree_attr, dir, path, flags, start, len) })
}

/// A request of [`statmount`] or [`listmount`].
#[inline(always)]
fn request(mount: u64, param: u64, namespace: u64) -> mnt_id_req {
    // SAFETY: the structure is integers.
    let mut request: mnt_id_req = unsafe { core::mem::zeroed() };
    request.size = size_of::<mnt_id_req>() as u32;
    request.mnt_id = mount;
    request.param = param;
    request.mnt_ns_id = namespace;
    request
}

/// What is known of a mount, statmount(2), Linux 6.8, as `struct statmount` with its texts behind it: `mask` says what of it
/// (`STATMOUNT_*`). The mount is a unique id (`STATX_MNT_ID_UNIQUE`), the namespace an id too, or 0 for this one.
///
/// `EOVERFLOW` for a short buffer. Its first field tells how much was filled; the bytes behind are as they were.
#[inline]
pub fn statmount(
    mount: u64,
    namespace: u64,
    mask: u64,
    buffer: &mut [u8],
    flags: u32,
) -> Result<(), Errno> {
    let (start, len) = (buffer.as_mut_ptr(), buffer.len());
    // SAFETY: the kernel reads the request and writes within the buffer.
    decode(unsafe {
        syscall!(
            __NR_statmount,
            &request(mount, mask, namespace),
            start,
            len,
            flags
        )
    })
}

/// The mounts directly below a mount, listmount(2), Linux 6.8, as unique ids, after the id `last` (0 from the start).
/// [`LSMT_ROOT`](linux_raw_sys::general::LSMT_ROOT) is the root of the namespace. Ids as for [`statmount`].
#[inline]
pub fn listmount<B: Buffer<u64>>(
    mount: u64,
    namespace: u64,
    last: u64,
    buffer: B,
    flags: u32,
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

/// Bytes before those of the handle itself in `struct file_handle`: how many of these, and the type.
const HANDLE_HEAD: usize = 8;

/// The handle of a file, name_to_handle_at(2), written as a `struct file_handle` to `handle`; returns the mount's id, which
/// with `AT_HANDLE_MNT_ID_UNIQUE` of linux/fcntl.h is unique.
///
/// `EOVERFLOW` for a short buffer (at most 8 + 128 bytes are needed), and its first four bytes tell how many the handle has;
/// `EINVAL` where there is not even room for 8; `EOPNOTSUPP` (by file system).
#[inline]
pub fn name_to_handle_at(
    dir: Fd<'_>,
    path: &CStr,
    handle: &mut [u8],
    flags: AT,
) -> Result<u64, Errno> {
    let room = handle.len().saturating_sub(HANDLE_HEAD).min(128) as u32;
    let Some(head) = handle.first_chunk_mut::<HANDLE_HEAD>() else {
        return Err(Errno::EINVAL);
    };
    head[..4].copy_from_slice(&room.to_ne_bytes());
    let mut id = 0u64;
    // SAFETY: the kernel reads the room and fills no more, and writes an id of 32 or 64 bits.
    decode::<()>(unsafe {
        syscall!(
            __NR_name_to_handle_at,
            dir,
            path,
            handle.as_mut_ptr(),
            &mut id,
            flags
        )
    })?;
    let unique = flags.bits() & linux_raw_sys::general::AT_HANDLE_MNT_ID_UNIQUE != 0;
    let in_low_half = unique || cfg!(target_endian = "little");
    Ok(if in_low_half { id } else { id >> 32 })
}

/// Opens a file by its handle, open_by_handle_at(2), on the file system of `mount`. Needs CAP_DAC_READ_SEARCH.
///
/// `ESTALE` (it is gone), `EPERM`, `EINVAL` (no handle).
#[inline]
pub fn open_by_handle_at(mount: Fd<'_>, handle: &[u8], flags: O) -> Result<RawFd, Errno> {
    let Some(head) = handle.first_chunk::<4>() else {
        return Err(Errno::EINVAL);
    };
    if u32::from_ne_bytes(*head) as usize > handle.len().saturating_sub(HANDLE_HEAD) {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the kernel reads as many bytes as the head says. Shorter than the head it says 0, which is refused.
    decode(unsafe { syscall!(__NR_open_by_handle_at, mount, handle.as_ptr(), flags) })
}

calls! {
    /// Opens a mount or, with `OPEN_TREE_CLONE`, a copy of it, open_tree(2), Linux 5.2. Flags of openat(2)'s `at` kind too.
    pub fn open_tree(dir: Fd<'_>, path: &CStr, flags: u32) -> RawFd = __NR_open_tree(dir, path, flags);

    /// Moves a mount, or attaches one that fsmount or open_tree made, move_mount(2), Linux 5.2: flags `MOVE_MOUNT_*`.
    pub fn move_mount(from_dir: Fd<'_>, from: &CStr, to_dir: Fd<'_>, to: &CStr, flags: u32)
        = __NR_move_mount(from_dir, from, to_dir, to, flags);

    /// Begins the configuration of a new file system of that type, fsopen(2), Linux 5.2: flags `FSOPEN_*`. `ENODEV`.
    pub fn fsopen(kind: &CStr, flags: u32) -> RawFd = __NR_fsopen(kind, flags);

    /// Begins the configuration of a mounted file system, fspick(2), Linux 5.2: flags `FSPICK_*`.
    pub fn fspick(dir: Fd<'_>, path: &CStr, flags: u32) -> RawFd = __NR_fspick(dir, path, flags);

    /// Any command (`FSCONFIG_*`) of fsconfig(2), Linux 5.2. Reading the descriptor gives messages about what is wrong.
    ///
    /// # Safety
    ///
    /// `value` and `extra` are what the command takes: a text, a path, or bytes and how many.
    pub unsafe fn fsconfig(fd: Fd<'_>, command: u32, key: Option<&CStr>, value: *const c_void, extra: i32)
        = __NR_fsconfig(fd, command, key, value, extra);

    /// Sets a parameter without a value, `FSCONFIG_SET_FLAG` of fsconfig(2).
    pub fn fsconfig_set_flag(fd: Fd<'_>, key: &CStr) = __NR_fsconfig(fd, 0u32, key, None::<&u8>, 0i32);

    /// Sets a parameter, `FSCONFIG_SET_STRING` of fsconfig(2).
    pub fn fsconfig_set_string(fd: Fd<'_>, key: &CStr, value: &CStr) = __NR_fsconfig(fd, 1u32, key, value, 0i32);

    /// Makes the file system, or finds the one that there is, `FSCONFIG_CMD_CREATE` of fsconfig(2).
    pub fn fsconfig_create(fd: Fd<'_>) = __NR_fsconfig(fd, 6u32, None::<&CStr>, None::<&u8>, 0i32);

    /// Makes a mount of a configured file system, fsmount(2), Linux 5.2: flags `FSMOUNT_CLOEXEC`, attributes `MOUNT_ATTR_*`.
    pub fn fsmount(fs: Fd<'_>, flags: u32, attributes: u32) -> RawFd = __NR_fsmount(fs, flags, attributes);

    /// Makes another mount the root of the mount namespace and puts the old one at `put_old`, pivot_root(2).
    pub fn pivot_root(new_root: &CStr, put_old: &CStr) = __NR_pivot_root(new_root, put_old);

    /// Changes the root directory of the process, chroot(2). The working directory stays where it is, perhaps outside.
    pub fn chroot(path: &CStr) = __NR_chroot(path);

    /// Any command (`QCMD` of linux/quota.h: a subcommand and a type) of quotactl(2).
    ///
    /// # Safety
    ///
    /// `address` is what the command takes.
    pub unsafe fn quotactl(command: u32, special: Option<&CStr>, id: u32, address: *mut c_void)
        = __NR_quotactl(command, special, id, address);

    /// As [`quotactl`], by an open file of the file system, quotactl_fd(2), Linux 5.14.
    ///
    /// # Safety
    ///
    /// `address` is what the command takes.
    pub unsafe fn quotactl_fd(fd: Fd<'_>, command: u32, id: u32, address: *mut c_void)
        = __NR_quotactl_fd(fd, command, id, address);

    /// Uses a file or device to swap to, swapon(2).
    pub fn swapon(path: &CStr, flags: SWAP_FLAG) = __NR_swapon(path, flags);

    /// Uses it no more, swapoff(2). `ENOMEM` where memory does not suffice.
    pub fn swapoff(path: &CStr) = __NR_swapoff(path);
}
