//! Users, groups and capabilities of the thread (credentials(7), capabilities(7)).
//!
//! To the kernel these belong to threads. The C library changes all threads of a process at once; these calls change the
//! calling one only, which a process with other threads rarely wants. `u32::MAX` leaves an id as it is where there are
//! several. Common errors: `EPERM`, `EINVAL` (no such id in the user namespace), `EAGAIN`.

use syscall_types::linux::{user_cap_data, user_cap_header};

use crate::linux::call::{calls, decode, fill, syscall};
use crate::{Buffer, Errno};

/// The real, effective and saved user, getresuid(2).
#[doc(alias = "getresuid32")]
#[inline]
pub fn getresuid() -> Result<[u32; 3], Errno> {
    let [mut real, mut effective, mut saved] = [0u32; 3];
    // SAFETY: the kernel writes three numbers.
    decode::<()>(unsafe { syscall!(__NR_getresuid, &mut real, &mut effective, &mut saved) })?;
    Ok([real, effective, saved])
}

/// The real, effective and saved group, getresgid(2).
#[doc(alias = "getresgid32")]
#[inline]
pub fn getresgid() -> Result<[u32; 3], Errno> {
    let [mut real, mut effective, mut saved] = [0u32; 3];
    // SAFETY: the kernel writes three numbers.
    decode::<()>(unsafe { syscall!(__NR_getresgid, &mut real, &mut effective, &mut saved) })?;
    Ok([real, effective, saved])
}

/// Sets the user that file access is checked for, setfsuid(2); returns the old one, also where nothing was changed.
#[doc(alias = "setfsuid32")]
#[inline]
pub fn setfsuid(user: u32) -> u32 {
    // SAFETY: no memory is involved.
    unsafe { syscall!(__NR_setfsuid, user) as u32 }
}

/// Sets the group that file access is checked for, setfsgid(2); returns the old one, also where nothing was changed.
#[doc(alias = "setfsgid32")]
#[inline]
pub fn setfsgid(group: u32) -> u32 {
    // SAFETY: no memory is involved.
    unsafe { syscall!(__NR_setfsgid, group) as u32 }
}

/// The supplementary groups, getgroups(2). An empty buffer only asks how many there are; a short one is `EINVAL`.
#[doc(alias = "getgroups32")]
#[inline]
pub fn getgroups<B: Buffer<u32>>(buffer: B) -> Result<B::Filled, Errno> {
    // SAFETY: getgroups(2) returns how many it has filled, or without room how many there are.
    unsafe {
        fill(buffer, |start, len| {
            let len = len.min(i32::MAX as usize); // an int to the kernel
            syscall!(__NR_getgroups, len, start)
        })
    }
}

calls! {
    /// Sets the effective user, and with CAP_SETUID all of them, setuid(2). This thread only.
    #[doc(alias = "setuid32")]
    pub fn setuid(user: u32) = __NR_setuid(user);

    /// Sets the effective group, and with CAP_SETGID all of them, setgid(2). This thread only.
    #[doc(alias = "setgid32")]
    pub fn setgid(group: u32) = __NR_setgid(group);

    /// Sets the real and the effective user, setreuid(2). This thread only.
    #[doc(alias = "setreuid32")]
    #[doc(alias = "seteuid")]
    pub fn setreuid(real: u32, effective: u32) = __NR_setreuid(real, effective);

    /// Sets the real and the effective group, setregid(2). This thread only.
    #[doc(alias = "setregid32")]
    #[doc(alias = "setegid")]
    pub fn setregid(real: u32, effective: u32) = __NR_setregid(real, effective);

    /// Sets the real, the effective and the saved user, setresuid(2). This thread only.
    #[doc(alias = "setresuid32")]
    pub fn setresuid(real: u32, effective: u32, saved: u32) = __NR_setresuid(real, effective, saved);

    /// Sets the real, the effective and the saved group, setresgid(2). This thread only.
    #[doc(alias = "setresgid32")]
    pub fn setresgid(real: u32, effective: u32, saved: u32) = __NR_setresgid(real, effective, saved);

    /// Sets the supplementary groups, setgroups(2). This thread only. `EPERM`, also where a user namespace denies it.
    #[doc(alias = "setgroups32")]
    pub fn setgroups(groups: &[u32]) = __NR_setgroups(groups.len(), groups.as_ptr());

    /// A thread's capabilities, capget(2), by the version (`LINUX_CAPABILITY_VERSION`) and the number in `header`, 0 being
    /// this one. Version 1 fills the first part only; without `data` an unknown version becomes the kernel's own.
    ///
    /// `EINVAL` (the version, which becomes the kernel's own then too), `ESRCH`.
    pub fn capget(header: &mut user_cap_header, data: Option<&mut [user_cap_data; 2]>) = __NR_capget(header, data);

    /// Sets the thread's capabilities, capset(2). This thread only. `EINVAL` as for [`capget`], `EPERM`.
    pub fn capset(header: &mut user_cap_header, data: &[user_cap_data; 2]) = __NR_capset(header, data);
}
