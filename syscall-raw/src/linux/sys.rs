//! The system as a whole: names, load, file systems, random bytes, the mask of new files (section 2 of the manual pages).

use core::ffi::CStr;

use syscall_consts::linux::{GRND, MODE, MS, UMOUNT};
use syscall_types::linux::{sysinfo as info, utsname};

use super::call::{calls, fill, fill_one, syscall};
use crate::{Buffer, Errno, Out};

/// Names of the system, the host and the version, uname(2): each a text up to a zero. It cannot fail.
#[inline]
pub fn uname<'a>(out: impl Out<'a, utsname>) -> Result<&'a mut utsname, Errno> {
    // SAFETY: uname(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_uname, place)) }
}

/// Memory, load and uptime, sysinfo(2): memory in units of `mem_unit` bytes. It cannot fail.
#[inline]
pub fn sysinfo<'a>(out: impl Out<'a, info>) -> Result<&'a mut info, Errno> {
    // SAFETY: sysinfo(2) fills the structure.
    unsafe { fill_one(out, |place| syscall!(__NR_sysinfo, place)) }
}

/// Random bytes, getrandom(2), Linux 3.17: up to 256 all of them, of more perhaps fewer where a signal comes. `EAGAIN`
/// (`NONBLOCK`, soon after boot), `EINTR` (waiting, soon after boot).
#[inline]
pub fn getrandom<B: Buffer<u8>>(buffer: B, flags: GRND) -> Result<B::Filled, Errno> {
    // SAFETY: getrandom(2) returns how much of the memory it has filled.
    unsafe {
        fill(buffer, |start, len| {
            syscall!(__NR_getrandom, start, len, flags)
        })
    }
}

/// Sets which permissions new files do not get, umask(2); returns what it was. It cannot fail.
#[inline]
pub fn umask(mask: MODE) -> MODE {
    // SAFETY: no memory is involved.
    let old = unsafe { syscall!(__NR_umask, mask) };
    MODE::from_bits_retain(old as u32)
}

calls! {
    /// Sets the name of the host in its namespace, sethostname(2). `EINVAL` (more than 64 bytes), `EPERM`.
    pub fn sethostname(name: &[u8]) = __NR_sethostname(name.as_ptr(), name.len());

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
