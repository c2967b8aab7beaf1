//! Restricting programs: seccomp, Landlock, security modules (section 2 of the manual pages).

use core::{ffi::c_void, mem::size_of};

use super::call::{calls, decode, fill, syscall};
use crate::{Buffer, Bytes, Errno, Fd, RawFd};

/// Makes a set of Landlock rules, landlock_create_ruleset(2), that handles what `attributes` (`landlock_ruleset_attr`) say.
///
/// `EINVAL` (unknown rights), `E2BIG`, `ENOMSG` (no rights), `EOPNOTSUPP` (off), `ENOSYS` (not configured).
#[inline]
pub fn landlock_create_ruleset(
    attributes: &(impl Bytes + ?Sized),
    flags: u32,
) -> Result<RawFd, Errno> {
    let (start, len) = attributes.bytes();
    // SAFETY: the kernel reads the attributes.
    decode(unsafe { syscall!(__NR_landlock_create_ruleset, start, len, flags) })
}

/// What Landlock can do here, landlock_create_ruleset(2): `flags` is `LANDLOCK_CREATE_RULESET_VERSION` or `_ERRATA` of
/// linux/landlock.h. Errors as for [`landlock_create_ruleset`].
#[doc(alias = "landlock_create_ruleset")]
#[inline]
pub fn landlock_version(flags: u32) -> Result<u32, Errno> {
    // SAFETY: no memory is involved.
    decode(unsafe { syscall!(__NR_landlock_create_ruleset, None::<&u8>, 0usize, flags) })
}

/// Adds a rule to a set, landlock_add_rule(2): `kind` is a `LANDLOCK_RULE_*` of linux/landlock.h. No flags are defined.
///
/// `EINVAL`, `ENOMSG` (no rights), `EBADF`, `EBADFD`, `EPERM`.
///
/// # Safety
///
/// `rule` is the structure of that kind: its length is not told to the kernel.
#[inline]
pub unsafe fn landlock_add_rule(
    ruleset: Fd<'_>,
    kind: u32,
    rule: &(impl Bytes + ?Sized),
    flags: u32,
) -> Result<(), Errno> {
    let (start, _) = rule.bytes();
    // SAFETY: the caller's.
    decode(unsafe { syscall!(__NR_landlock_add_rule, ruleset, kind, start, flags) })
}

/// An attribute (`LSM_ATTR_*` of linux/lsm.h) of the thread as its security modules tell, lsm_get_self_attr(2), Linux 6.8:
/// the number of `lsm_ctx` records and the bytes that they take. `E2BIG` for a short buffer, `EOPNOTSUPP`.
#[inline]
pub fn lsm_get_self_attr(
    attribute: u32,
    buffer: &mut [u8],
    flags: u32,
) -> Result<(usize, usize), Errno> {
    let mut len = u32::try_from(buffer.len()).unwrap_or(u32::MAX);
    let start = buffer.as_mut_ptr();
    // SAFETY: the kernel fills no more than the length says.
    let records =
        decode(unsafe { syscall!(__NR_lsm_get_self_attr, attribute, start, &mut len, flags) })?;
    Ok((records, len as usize))
}

/// The active security modules by `LSM_ID_*` of linux/lsm.h, lsm_list_modules(2), Linux 6.8. `E2BIG` for a short buffer.
#[inline]
pub fn lsm_list_modules<B: Buffer<u64>>(buffer: B, flags: u32) -> Result<B::Filled, Errno> {
    // SAFETY: lsm_list_modules(2) returns how many it has filled.
    unsafe {
        fill(buffer, |start, room| {
            let mut len = u32::try_from(room * size_of::<u64>()).unwrap_or(u32::MAX);
            syscall!(__NR_lsm_list_modules, start, &mut len, flags)
        })
    }
}

calls! {
    /// Applies a set of rules to the thread for good, landlock_restrict_self(2). `EPERM` (needs `PR_SET_NO_NEW_PRIVS` or
    /// CAP_SYS_ADMIN), `E2BIG` (too many layers), `EINVAL`.
    pub fn landlock_restrict_self(ruleset: Fd<'_>, flags: u32) = __NR_landlock_restrict_self(ruleset, flags);

    /// Any operation (`SECCOMP_*` of linux/seccomp.h) of seccomp(2), on the thread or, with the flag `TSYNC`, all of them.
    ///
    /// `EACCES` (needs `PR_SET_NO_NEW_PRIVS` or CAP_SYS_ADMIN), `EINVAL`, `ESRCH`, `EBUSY`.
    ///
    /// # Safety
    ///
    /// `argument` is what the operation takes, and the program can live with what the filter does to its calls.
    pub unsafe fn seccomp(operation: u32, flags: u32, argument: *mut c_void) -> usize
        = __NR_seccomp(operation, flags, argument);

    /// Sets an attribute (`LSM_ATTR_*` of linux/lsm.h) of the thread, lsm_set_self_attr(2), Linux 6.8: `context` is one
    /// `lsm_ctx` with its text. `EINVAL`, `E2BIG`, `EOPNOTSUPP`.
    pub fn lsm_set_self_attr(attribute: u32, context: &[u8], flags: u32)
        = __NR_lsm_set_self_attr(attribute, context.as_ptr(), context.len().min(u32::MAX as usize), flags);
}
