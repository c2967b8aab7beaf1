//! Linux security modules, Linux 6.8: which ones are active, and their attributes of the thread (lsm_list_modules(2),
//! lsm_get_self_attr(2); the kernel's Documentation/userspace-api/lsm.rst).

use core::mem::size_of;

use syscall_consts::linux::{LSM_ATTR, LSM_FLAG};

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno};

/// A length that calls of security modules read and write: 32 bits, but a machine word up to Linux 6.8.1, which little-endian
/// machines do not notice in this form.
#[inline(always)]
fn length(room: usize) -> [u32; 2] {
    [u32::try_from(room).unwrap_or(u32::MAX), 0]
}

/// Whether the kernel takes the length for a machine word where that makes another number of it. Asked for no room, it leaves
/// the length that it needs in one half or in the other.
#[inline(always)]
fn is_a_word(ask: impl FnOnce(&mut [u32; 2]) -> isize) -> bool {
    let differs = cfg!(all(target_endian = "big", target_pointer_width = "64"));
    let mut len = [0; 2];
    differs && {
        ask(&mut len);
        len[1] != 0
    }
}

/// An attribute of the thread as its security modules tell, lsm_get_self_attr(2), Linux 6.8: how many records (`lsm_ctx`) and
/// what was filled with them. With `SINGLE` the first record's `id` in an initialised buffer says whose.
///
/// `E2BIG` for a short buffer, `EOPNOTSUPP`, `EINVAL`.
#[inline]
pub fn lsm_get_self_attr<B: Buffer<u8>>(
    attribute: LSM_ATTR,
    mut buffer: B,
    flags: LSM_FLAG,
) -> Result<(usize, B::Filled), Errno> {
    let (start, room) = buffer.room();
    // SAFETY: without room the kernel writes the length alone.
    if is_a_word(|len| unsafe { syscall!(__NR_lsm_get_self_attr, attribute, start, len, flags) }) {
        return Err(Errno::ENOSYS);
    }
    let mut len = length(room);
    // SAFETY: the kernel fills no more than the length says.
    let records =
        decode(unsafe { syscall!(__NR_lsm_get_self_attr, attribute, start, &mut len, flags) })?;
    // SAFETY: lsm_get_self_attr(2) leaves the length that it has filled.
    Ok((records, unsafe { buffer.filled(len[0] as usize) }))
}

/// The active security modules by number (`LSM_ID`), lsm_list_modules(2), Linux 6.8. No flags are defined. `E2BIG` for a
/// short buffer.
#[inline]
pub fn lsm_list_modules<B: Buffer<u64>>(mut buffer: B, flags: u32) -> Result<B::Filled, Errno> {
    let start = buffer.room().0;
    // SAFETY: without room the kernel writes the length alone.
    if is_a_word(|len| unsafe { syscall!(__NR_lsm_list_modules, start, len, flags) }) {
        return Err(Errno::ENOSYS);
    }
    // SAFETY: lsm_list_modules(2) returns how many it has filled.
    unsafe {
        fill(buffer, |start, room| {
            let mut len = length(room * size_of::<u64>());
            syscall!(__NR_lsm_list_modules, start, &mut len, flags)
        })
    }
}

calls! {
    /// Sets an attribute of the thread, lsm_set_self_attr(2), Linux 6.8: `context` is one `lsm_ctx` with its text. No flags
    /// are defined. `EINVAL`, `E2BIG`, `EOPNOTSUPP`.
    pub fn lsm_set_self_attr(attribute: LSM_ATTR, context: &[u8], flags: u32)
        = __NR_lsm_set_self_attr(attribute, context.as_ptr(), context.len().min(u32::MAX as usize), flags);
}
