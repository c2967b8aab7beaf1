//! Restricting programs: seccomp (Linux 3.17), Landlock (Linux 5.13), security modules (section 2 of the manual pages).

use core::{ffi::c_void, mem::size_of};

use syscall_consts::linux::{
    LANDLOCK_ACCESS_FS, LANDLOCK_ACCESS_NET, LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF,
    LANDLOCK_RULE, LSM_ATTR, LSM_FLAG, SECCOMP, SECCOMP_FILTER_FLAG, SECCOMP_RET,
};
use syscall_types::linux::{
    landlock_net_port_attr, landlock_path_beneath_attr, landlock_ruleset_attr, seccomp_notif_sizes,
    sock_filter, sock_fprog,
};

use super::call::{calls, decode, fill, fill_one, syscall};
use crate::{Buffer, Errno, Fd, Out, RawFd};

/// What Landlock can do here, as the number of its version, landlock_create_ruleset(2): 2 knows `REFER` (Linux 5.19), 3
/// `TRUNCATE` (6.2), 4 ports (6.7), 5 `IOCTL_DEV` (6.10), 6 `LANDLOCK_SCOPE` (6.12), 7 the flags about logs (6.15).
/// `EOPNOTSUPP` (off), `ENOSYS` (not configured).
#[doc(alias = "landlock_create_ruleset")]
#[inline]
pub fn landlock_version() -> Result<u32, Errno> {
    let flags = LANDLOCK_CREATE_RULESET::VERSION;
    // SAFETY: no memory is involved.
    decode(unsafe { syscall!(__NR_landlock_create_ruleset, None::<&u8>, 0usize, flags) })
}

/// Which corrections Landlock has here, a bit each, landlock_create_ruleset(2), Linux 6.15 (`EINVAL` before).
#[doc(alias = "landlock_create_ruleset")]
#[inline]
pub fn landlock_errata() -> Result<u32, Errno> {
    let flags = LANDLOCK_CREATE_RULESET::ERRATA;
    // SAFETY: no memory is involved.
    decode(unsafe { syscall!(__NR_landlock_create_ruleset, None::<&u8>, 0usize, flags) })
}

/// Adds a filter to the thread, `SECCOMP_SET_MODE_FILTER` of seccomp(2), or with `TSYNC` to all threads; the program's result
/// is a `SECCOMP_RET`. `SeccompFilter` of syscall-types makes one of a list of calls. Returns 0, with `NEW_LISTENER` (Linux
/// 5.0) the descriptor that notifications come from, or for `TSYNC` that did not succeed the number of a thread that could
/// not follow.
///
/// `EACCES` (needs [`prctl_set_no_new_privs`](super::prctl_set_no_new_privs) or CAP_SYS_ADMIN), `EINVAL` (no valid program),
/// `ENOMEM`, `EBUSY` (there is a listener already), `ESRCH` (`TSYNC_ESRCH`).
///
/// # Safety
///
/// The program can live with what the filter does to its calls: code that relies on one may have no way out.
#[inline]
pub unsafe fn seccomp_set_mode_filter(
    flags: SECCOMP_FILTER_FLAG,
    filter: &[sock_filter],
) -> Result<i32, Errno> {
    let Ok(len) = u16::try_from(filter.len()) else {
        return Err(Errno::EINVAL);
    };
    let program = sock_fprog {
        len,
        filter: filter.as_ptr().cast_mut(),
    };
    // SAFETY: the kernel reads the program; the rest is the caller's.
    decode(unsafe { syscall!(__NR_seccomp, SECCOMP::SET_MODE_FILTER, flags, &program) })
}

/// The kernel's lengths of the structures of notifications, `SECCOMP_GET_NOTIF_SIZES` of seccomp(2), Linux 5.0.
#[inline]
pub fn seccomp_get_notif_sizes<'a>(
    out: impl Out<'a, seccomp_notif_sizes>,
) -> Result<&'a mut seccomp_notif_sizes, Errno> {
    // SAFETY: SECCOMP_GET_NOTIF_SIZES fills the structure.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_seccomp, SECCOMP::GET_NOTIF_SIZES, 0u32, place)
        })
    }
}

/// A length that calls of security modules read and write: 32 bits, but a machine word up to Linux 6.8.1, which little-endian
/// machines do not notice in this form.
#[inline(always)]
fn length(room: usize) -> [u32; 2] {
    [u32::try_from(room).unwrap_or(u32::MAX), 0]
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
pub fn lsm_list_modules<B: Buffer<u64>>(buffer: B, flags: u32) -> Result<B::Filled, Errno> {
    // SAFETY: lsm_list_modules(2) returns how many it has filled.
    unsafe {
        fill(buffer, |start, room| {
            let mut len = length(room * size_of::<u64>());
            syscall!(__NR_lsm_list_modules, start, &mut len, flags)
        })
    }
}

calls! {
    /// Makes a set of Landlock rules that handles the rights in `attributes`, landlock_create_ruleset(2). For now the flags
    /// are for [`landlock_version`] and [`landlock_errata`] alone.
    ///
    /// `EINVAL` (unknown rights), `E2BIG` (fields that the kernel does not know), `ENOMSG` (no rights), `EOPNOTSUPP` (off),
    /// `ENOSYS` (not configured).
    pub fn landlock_create_ruleset(attributes: &landlock_ruleset_attr, flags: LANDLOCK_CREATE_RULESET) -> RawFd
        = __NR_landlock_create_ruleset(attributes, size_of::<landlock_ruleset_attr>(), flags);

    /// Adds a rule of any kind to a set, landlock_add_rule(2). No flags are defined.
    ///
    /// # Safety
    ///
    /// `rule` is the structure of that kind.
    pub unsafe fn landlock_add_rule(ruleset: Fd<'_>, kind: LANDLOCK_RULE, rule: *const c_void, flags: u32)
        = __NR_landlock_add_rule(ruleset, kind, rule, flags);

    /// Allows these rights to what is beneath a directory, or to a single file, `LANDLOCK_RULE_PATH_BENEATH` of
    /// landlock_add_rule(2). `beneath` may have been opened with `O_PATH`, and need not stay open.
    ///
    /// `EINVAL` (rights that the set does not handle, or such as only directories have), `ENOMSG` (no rights), `EBADF`,
    /// `EBADFD` (no file of a path).
    pub fn landlock_add_rule_path_beneath(ruleset: Fd<'_>, beneath: Fd<'_>, rights: LANDLOCK_ACCESS_FS)
        = __NR_landlock_add_rule(ruleset, LANDLOCK_RULE::PATH_BENEATH, &landlock_path_beneath_attr {
            allowed_access: rights.bits(),
            parent_fd: beneath.as_raw(),
        }, 0u32);

    /// Allows these rights to a port, `LANDLOCK_RULE_NET_PORT` of landlock_add_rule(2), Linux 6.7.
    ///
    /// `EINVAL` (rights that the set does not handle), `ENOMSG` (no rights), `EAFNOSUPPORT` (no TCP here).
    pub fn landlock_add_rule_net_port(ruleset: Fd<'_>, port: u16, rights: LANDLOCK_ACCESS_NET)
        = __NR_landlock_add_rule(ruleset, LANDLOCK_RULE::NET_PORT, &landlock_net_port_attr {
            allowed_access: rights.bits(),
            port: port.into(),
        }, 0u32);

    /// Applies a set of rules to the thread, and what it makes from now on, for good, landlock_restrict_self(2): other threads
    /// go on without. What is open already stays so. `EPERM` (needs
    /// [`prctl_set_no_new_privs`](super::prctl_set_no_new_privs) or CAP_SYS_ADMIN), `E2BIG` (16 layers are the most), `EINVAL`.
    pub fn landlock_restrict_self(ruleset: Fd<'_>, flags: LANDLOCK_RESTRICT_SELF)
        = __NR_landlock_restrict_self(ruleset, flags);

    /// Any operation of seccomp(2), on the thread or, with the flag `TSYNC`, all of them.
    ///
    /// # Safety
    ///
    /// `argument` is what the operation takes, and the program can live with what the filter does to its calls.
    pub unsafe fn seccomp(operation: SECCOMP, flags: SECCOMP_FILTER_FLAG, argument: *mut c_void) -> usize
        = __NR_seccomp(operation, flags, argument);

    /// Leaves the thread read, write, exit and the return from handlers, `SECCOMP_SET_MODE_STRICT` of seccomp(2): any other
    /// call is a SIGKILL. `EINVAL` where there is a filter.
    ///
    /// # Safety
    ///
    /// As for [`seccomp_set_mode_filter`].
    pub unsafe fn seccomp_set_mode_strict() = __NR_seccomp(SECCOMP::SET_MODE_STRICT, 0u32, None::<&u8>);

    /// Whether the kernel knows what a filter may return, `SECCOMP_GET_ACTION_AVAIL` of seccomp(2), Linux 4.14. `EOPNOTSUPP`
    /// where not.
    pub fn seccomp_get_action_avail(action: SECCOMP_RET) = __NR_seccomp(SECCOMP::GET_ACTION_AVAIL, 0u32, &action.bits());

    /// Sets an attribute of the thread, lsm_set_self_attr(2), Linux 6.8: `context` is one `lsm_ctx` with its text. No flags
    /// are defined. `EINVAL`, `E2BIG`, `EOPNOTSUPP`.
    pub fn lsm_set_self_attr(attribute: LSM_ATTR, context: &[u8], flags: u32)
        = __NR_lsm_set_self_attr(attribute, context.as_ptr(), context.len().min(u32::MAX as usize), flags);
}
