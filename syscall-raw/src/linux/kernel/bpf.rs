//! BPF (bpf(2)): maps and programs. What is not here goes through [`bpf`] with its part of `bpf_attr`.
//!
//! Since Linux 3.18, maps and programs with paths since 4.4. Common errors: `EPERM`, `EINVAL`, `E2BIG`, `ENOMEM`, `ENOSYS`
//! (not configured).

use core::{ffi::CStr, mem::size_of};

use syscall_consts::linux::{BPF, BPF_CMD};
use syscall_types::{
    Plain,
    linux::{
        bpf_map_create as create, bpf_map_element as element, bpf_map_next as next,
        bpf_object as object, bpf_prog_load as load,
    },
};

use crate::linux::call::{Arg, Returned, decode, syscall};
use crate::{Bytes, Errno, Fd, Out, OwnedFd};

/// Any command of bpf(2) with its part of `bpf_attr`, of any length. What it returns depends on the command, mostly a
/// descriptor or 0.
///
/// `EACCES` (the verifier refuses), `ENOENT`, `EEXIST`.
///
/// # Safety
///
/// The attributes are the command's, memory at the addresses in them is as long as they say, and descriptors in them are the
/// caller's to use.
#[inline]
pub unsafe fn bpf<'a, T: ?Sized>(
    command: BPF_CMD,
    mut attributes: impl Out<'a, T>,
) -> Result<usize, Errno> {
    let (start, len) = attributes.place();
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_bpf, command, start, len) })
}

/// A command with the part of `bpf_attr` that it has, where some get an answer.
///
/// # Safety
///
/// As for [`bpf`].
#[inline(always)]
unsafe fn run<R: Returned, T>(command: BPF_CMD, attributes: &mut T) -> Result<R, Errno> {
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_bpf, command, attributes, size_of::<T>()) })
}

/// The attributes of a command on an element.
#[inline(always)]
fn attributes(map: Fd<'_>, key: *const u8, value: *const u8, flags: u64) -> element {
    let mut attributes = element::zeroed();
    attributes.map_fd = map.as_raw() as u32;
    attributes.key = key.register() as u64;
    attributes.value = value.register() as u64;
    attributes.flags = flags;
    attributes
}

/// Makes a map, `BPF_MAP_CREATE` of bpf(2). `EINVAL`, `EPERM`.
///
/// # Safety
///
/// Descriptors in the attributes that the type and the flags ask for are the caller's to use.
#[inline]
pub unsafe fn bpf_map_create(attributes: &mut create) -> Result<OwnedFd, Errno> {
    // SAFETY: the caller's.
    unsafe { run(BPF_CMD::MAP_CREATE, attributes) }
}

/// The value of a key, `BPF_MAP_LOOKUP_ELEM` of bpf(2). `ENOENT`.
///
/// # Safety
///
/// Key and value are as long as the map's; maps with a value for each processor have all of them, each of whole 8 bytes.
#[inline]
pub unsafe fn bpf_map_lookup_elem<'a, T: ?Sized>(
    map: Fd<'_>,
    key: &(impl Bytes + ?Sized),
    mut value: impl Out<'a, T>,
    flags: u64,
) -> Result<&'a mut T, Errno> {
    let mut attributes = attributes(map, key.bytes().0, value.place().0, flags);
    // SAFETY: the caller's; the kernel reads the key and fills the value.
    unsafe {
        run::<(), _>(BPF_CMD::MAP_LOOKUP_ELEM, &mut attributes)?;
        Ok(value.done())
    }
}

/// Sets the value of a key, `BPF_MAP_UPDATE_ELEM` of bpf(2): `BPF::ANY`, or `NOEXIST` only a new one (`EEXIST`), or `EXIST`
/// only an old one (`ENOENT`). `E2BIG` (the map is full).
///
/// # Safety
///
/// As for [`bpf_map_lookup_elem`].
#[inline]
pub unsafe fn bpf_map_update_elem(
    map: Fd<'_>,
    key: &(impl Bytes + ?Sized),
    value: &(impl Bytes + ?Sized),
    flags: BPF,
) -> Result<(), Errno> {
    let mut attributes = attributes(map, key.bytes().0, value.bytes().0, flags.bits().into());
    // SAFETY: the caller's; the kernel reads both.
    unsafe { run(BPF_CMD::MAP_UPDATE_ELEM, &mut attributes) }
}

/// Removes a key, `BPF_MAP_DELETE_ELEM` of bpf(2). `ENOENT`, `EINVAL` (not from arrays).
///
/// # Safety
///
/// As for [`bpf_map_lookup_elem`].
#[inline]
pub unsafe fn bpf_map_delete_elem(map: Fd<'_>, key: &(impl Bytes + ?Sized)) -> Result<(), Errno> {
    let mut attributes = attributes(map, key.bytes().0, core::ptr::null(), 0);
    // SAFETY: the caller's; the kernel reads the key.
    unsafe { run(BPF_CMD::MAP_DELETE_ELEM, &mut attributes) }
}

/// The key after `key`, or the first one, `BPF_MAP_GET_NEXT_KEY` of bpf(2). `ENOENT` after the last.
///
/// # Safety
///
/// As for [`bpf_map_lookup_elem`].
#[inline]
pub unsafe fn bpf_map_get_next_key<'a, T: Bytes + ?Sized + 'a>(
    map: Fd<'_>,
    key: Option<&T>,
    mut out: impl Out<'a, T>,
) -> Result<&'a mut T, Errno> {
    let mut attributes = next::zeroed();
    attributes.map_fd = map.as_raw() as u32;
    attributes.key = key.map_or(0, |key| key.bytes().0.register() as u64);
    attributes.next_key = out.place().0.register() as u64;
    // SAFETY: the caller's; the kernel reads the key and fills the other.
    unsafe {
        run::<(), _>(BPF_CMD::MAP_GET_NEXT_KEY, &mut attributes)?;
        Ok(out.done())
    }
}

/// Loads a program, `BPF_PROG_LOAD` of bpf(2). `EACCES` or `EINVAL` (the verifier refuses it, and says why in the log),
/// `ENOSPC` (the log is full), `EPERM`. Since Linux 6.4 `log_true_size` is then what the log needs.
///
/// # Safety
///
/// Memory at the addresses in the attributes is as long as they say, and descriptors in them are the caller's to use.
#[inline]
pub unsafe fn bpf_prog_load(attributes: &mut load) -> Result<OwnedFd, Errno> {
    // SAFETY: the caller's.
    unsafe { run(BPF_CMD::PROG_LOAD, attributes) }
}

/// A path and what is there, or shall be.
#[inline(always)]
fn at(path: &CStr, fd: u32) -> object {
    let mut attributes = object::zeroed();
    attributes.pathname = path.as_ptr().register() as u64;
    attributes.bpf_fd = fd;
    attributes
}

/// Gives a map or program a path in a BPF file system, `BPF_OBJ_PIN` of bpf(2). `EEXIST`, and the errors of paths.
#[inline]
pub fn bpf_obj_pin(path: &CStr, fd: Fd<'_>) -> Result<(), Errno> {
    // SAFETY: the kernel reads the path.
    unsafe { run(BPF_CMD::OBJ_PIN, &mut at(path, fd.as_raw() as u32)) }
}

/// Opens a map or program by its path, `BPF_OBJ_GET` of bpf(2).
#[inline]
pub fn bpf_obj_get(path: &CStr) -> Result<OwnedFd, Errno> {
    // SAFETY: the kernel reads the path.
    unsafe { run(BPF_CMD::OBJ_GET, &mut at(path, 0)) }
}
