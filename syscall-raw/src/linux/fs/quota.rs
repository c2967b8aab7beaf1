//! Quotas of disks (quotactl(2); linux/quota.h).
//!
//! `kind` says whose use is meant, `special` is the block device that the file system is on. Common errors: `ESRCH` (no
//! quota of that kind), `ENOTBLK`, `ENOENT`, `EPERM`, `EINVAL`, `ENOSYS` (not configured).

use core::ffi::{CStr, c_void};

use syscall_consts::linux::{Q, QFMT, QUOTA};
use syscall_types::linux::{if_dqblk, if_dqinfo, if_nextdqblk};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::{Errno, Fd, Out};

/// `QCMD` of linux/quota.h.
#[inline(always)]
const fn command(command: Q, kind: QUOTA) -> u32 {
    command.0 << 8 | kind.0 & 0xff
}

macro_rules! fillers {
    ($($(#[$meta:meta])* $name:ident($($id:ident: $type:ty)?) -> $out:ty = $command:ident;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $name<'a>(
            kind: QUOTA,
            special: &CStr,
            $($id: $type,)?
            out: impl Out<'a, $out>,
        ) -> Result<&'a mut $out, Errno> {
            let id = 0u32 $(+ $id)?;
            // SAFETY: the command fills the structure.
            unsafe {
                fill_one(out, |place| {
                    syscall!(__NR_quotactl, command(Q::$command, kind), special, id, place)
                })
            }
        }
    )*};
}

fillers! {
    /// Use and limits of a user, group or project, `Q_GETQUOTA` of quotactl(2).
    quotactl_getquota(id: u32) -> if_dqblk = GETQUOTA;
    /// As [`quotactl_getquota`], of the first from `id` on that has any, `Q_GETNEXTQUOTA` of quotactl(2), Linux 4.6. `ENOENT`.
    quotactl_getnextquota(id: u32) -> if_nextdqblk = GETNEXTQUOTA;
    /// How long soft limits may be exceeded, `Q_GETINFO` of quotactl(2).
    quotactl_getinfo() -> if_dqinfo = GETINFO;
}

/// The format of the quota's file, `Q_GETFMT` of quotactl(2).
#[inline]
pub fn quotactl_getfmt(kind: QUOTA, special: &CStr) -> Result<QFMT, Errno> {
    let mut format = 0u32;
    // SAFETY: the kernel writes a number.
    decode::<()>(unsafe {
        syscall!(
            __NR_quotactl,
            command(Q::GETFMT, kind),
            special,
            0u32,
            &mut format
        )
    })?;
    Ok(QFMT(format))
}

calls! {
    /// Any command of quotactl(2), those of XFS included.
    ///
    /// # Safety
    ///
    /// `address` is what the command takes.
    pub unsafe fn quotactl(operation: Q, kind: QUOTA, special: Option<&CStr>, id: u32, address: *mut c_void)
        = __NR_quotactl(command(operation, kind), special, id, address);

    /// As [`quotactl`], by an open file of the file system, quotactl_fd(2), Linux 5.14.
    ///
    /// # Safety
    ///
    /// `address` is what the command takes.
    pub unsafe fn quotactl_fd(fd: Fd<'_>, operation: Q, kind: QUOTA, id: u32, address: *mut c_void)
        = __NR_quotactl_fd(fd, command(operation, kind), id, address);

    /// Sets use or limits of a user, group or project, `Q_SETQUOTA` of quotactl(2); `dqb_valid` says which (`QIF`).
    pub fn quotactl_setquota(kind: QUOTA, special: &CStr, id: u32, quota: &if_dqblk)
        = __NR_quotactl(command(Q::SETQUOTA, kind), special, id, quota);

    /// Sets how long soft limits may be exceeded, `Q_SETINFO` of quotactl(2); `dqi_valid` says what is set (`IIF`).
    pub fn quotactl_setinfo(kind: QUOTA, special: &CStr, info: &if_dqinfo)
        = __NR_quotactl(command(Q::SETINFO, kind), special, 0u32, info);

    /// Begins to enforce quotas by the file at `path`, `Q_QUOTAON` of quotactl(2). `EBUSY` where that is done already.
    pub fn quotactl_quotaon(kind: QUOTA, special: &CStr, format: QFMT, path: &CStr)
        = __NR_quotactl(command(Q::QUOTAON, kind), special, format, path);

    /// Stops enforcing quotas, `Q_QUOTAOFF` of quotactl(2).
    pub fn quotactl_quotaoff(kind: QUOTA, special: &CStr)
        = __NR_quotactl(command(Q::QUOTAOFF, kind), special, 0u32, None::<&u8>);

    /// Writes what is known of a file system's quotas, or without `special` of all, to disk, `Q_SYNC` of quotactl(2).
    pub fn quotactl_sync(kind: QUOTA, special: Option<&CStr>)
        = __NR_quotactl(command(Q::SYNC, kind), special, 0u32, None::<&u8>);
}
