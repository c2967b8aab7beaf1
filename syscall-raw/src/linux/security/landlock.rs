//! Landlock, Linux 5.13: a thread gives up rights to files and ports, irreversibly and without privileges
//! (landlock(7)).
//!
//! [`landlock_create_ruleset`] names the rights that are taken away, the rules give some of them back, and
//! [`landlock_restrict_self`] applies it. Ask [`landlock_version`] first: a right that the kernel does not know is
//! `EINVAL`. The example `landlock` shows it.

use core::{ffi::c_void, mem::size_of};

use syscall_consts::linux::{
    LANDLOCK_ACCESS_FS, LANDLOCK_ACCESS_NET, LANDLOCK_CREATE_RULESET, LANDLOCK_RESTRICT_SELF,
    LANDLOCK_RULE,
};
use syscall_types::linux::{
    landlock_net_port_attr, landlock_path_beneath_attr, landlock_ruleset_attr,
};

use crate::linux::call::{calls, decode, syscall};
use crate::{Errno, Fd, OwnedFd};

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

calls! {
    /// Makes a set of Landlock rules that handles the rights in `attributes`, landlock_create_ruleset(2). For now the flags
    /// are for [`landlock_version`] and [`landlock_errata`] alone.
    ///
    /// `EINVAL` (unknown rights), `E2BIG` (fields that the kernel does not know), `ENOMSG` (no rights), `EOPNOTSUPP` (off),
    /// `ENOSYS` (not configured).
    pub fn landlock_create_ruleset(attributes: &landlock_ruleset_attr, flags: LANDLOCK_CREATE_RULESET) -> OwnedFd
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
    /// `EINVAL` (rights that the set does not handle, or that only directories have), `ENOMSG` (no rights), `EBADF`,
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

    /// Applies a set of rules, irreversibly, to the thread and its future children, landlock_restrict_self(2): other threads
    /// go on without. What is open already stays so. `EPERM` (needs
    /// [`prctl_set_no_new_privs`](crate::linux::prctl_set_no_new_privs) or CAP_SYS_ADMIN), `E2BIG` (16 layers are the most), `EINVAL`.
    pub fn landlock_restrict_self(ruleset: Fd<'_>, flags: LANDLOCK_RESTRICT_SELF)
        = __NR_landlock_restrict_self(ruleset, flags);
}
