//! Operations of prctl(2): what a process or a thread is allowed, named and told.
//!
//! Operations that not every architecture has, and those about memory and machine code, go through [`prctl`] itself.

use core::ffi::CStr;

use syscall_consts::linux::{
    CAP, PR, PR_CAP_AMBIENT, PR_MDWE, PR_SET_VMA, PR_SPEC, PR_SPEC_WHICH, SECBIT, SECCOMP_MODE, SIG,
};

use crate::linux::call::{calls, decode, fill_one, syscall};
use crate::{Errno, Out};

/// What stands in place of arguments that an operation does not have: some want zero there.
const Z: usize = 0;

/// The number that an operation writes.
#[inline(always)]
fn written(operation: PR) -> Result<i32, Errno> {
    let mut number = 0i32;
    // SAFETY: the kernel writes a number.
    decode::<()>(unsafe { syscall!(__NR_prctl, operation, &mut number, Z, Z, Z) })?;
    Ok(number)
}

/// How many nanoseconds late the thread's sleeps may end, `PR_GET_TIMERSLACK` of prctl(2). It cannot fail, and the largest
/// numbers are what errors of other calls look like.
#[inline]
pub fn prctl_get_timerslack() -> usize {
    // SAFETY: no memory is involved.
    unsafe { syscall!(__NR_prctl, PR::GET_TIMERSLACK, Z, Z, Z, Z) as usize }
}

/// The signal at the parent's end, `PR_GET_PDEATHSIG` of prctl(2); 0 is none.
#[inline]
pub fn prctl_get_pdeathsig() -> Result<SIG, Errno> {
    written(PR::GET_PDEATHSIG).map(SIG)
}

/// Whether descendants whose parents end become this process's children, `PR_GET_CHILD_SUBREAPER` of prctl(2), Linux 3.4.
#[inline]
pub fn prctl_get_child_subreaper() -> Result<bool, Errno> {
    written(PR::GET_CHILD_SUBREAPER).map(|number| number != 0)
}

/// The thread's name, `PR_GET_NAME` of prctl(2), up to a zero.
#[inline]
pub fn prctl_get_name<'a>(out: impl Out<'a, [u8; 16]>) -> Result<&'a mut [u8; 16], Errno> {
    // SAFETY: PR_GET_NAME writes 16 bytes.
    unsafe {
        fill_one(out, |place| {
            syscall!(__NR_prctl, PR::GET_NAME, place, Z, Z, Z)
        })
    }
}

calls! {
    /// Any operation of prctl(2) on the process or the thread.
    ///
    /// # Safety
    ///
    /// The arguments are what the operation takes, pointers included; and operations that change how memory or machine
    /// code work (`SET_MM`, `SET_SECCOMP`...) must suit the program.
    pub unsafe fn prctl(option: PR, args: [usize; 4]) -> usize = __NR_prctl(option, args[0], args[1], args[2], args[3]);

    /// Sets the thread's name, `PR_SET_NAME` of prctl(2), cut to 15 bytes.
    #[doc(alias = "pthread_setname_np")]
    pub fn prctl_set_name(name: &CStr) = __NR_prctl(PR::SET_NAME, name, Z, Z, Z);

    /// Sets which signal comes at the end of the parent (the thread that made this process), `PR_SET_PDEATHSIG` of prctl(2);
    /// 0 is none. `EINVAL`.
    pub fn prctl_set_pdeathsig(signal: SIG) = __NR_prctl(PR::SET_PDEATHSIG, signal, Z, Z, Z);

    /// Keeps exec from giving the thread privileges, irreversibly, `PR_SET_NO_NEW_PRIVS` of prctl(2), Linux 3.5: what seccomp and
    /// Landlock ask of those without CAP_SYS_ADMIN. New threads and processes have it too.
    pub fn prctl_set_no_new_privs() = __NR_prctl(PR::SET_NO_NEW_PRIVS, 1usize, Z, Z, Z);

    /// Whether exec gives the thread no rights, `PR_GET_NO_NEW_PRIVS` of prctl(2), Linux 3.5.
    pub fn prctl_get_no_new_privs() -> bool = __NR_prctl(PR::GET_NO_NEW_PRIVS, Z, Z, Z, Z);

    /// Sets whether the process may be dumped and traced, `PR_SET_DUMPABLE` of prctl(2): 0 or 1. `EINVAL`.
    pub fn prctl_set_dumpable(how: u32) = __NR_prctl(PR::SET_DUMPABLE, how, Z, Z, Z);

    /// Whether the process may be dumped and traced, `PR_GET_DUMPABLE` of prctl(2): 0, 1, or 2 (dumps for root alone).
    pub fn prctl_get_dumpable() -> u32 = __NR_prctl(PR::GET_DUMPABLE, Z, Z, Z, Z);

    /// Sets whether descendants whose parents end become this process's children, `PR_SET_CHILD_SUBREAPER` of prctl(2), Linux
    /// 3.4.
    pub fn prctl_set_child_subreaper(on: bool) = __NR_prctl(PR::SET_CHILD_SUBREAPER, on as usize, Z, Z, Z);

    /// Sets which process may trace this one where Yama restricts that, `PR_SET_PTRACER` of prctl(2), Linux 3.4: 0 is none,
    /// -1 any. `EINVAL` (no such process, or no Yama).
    pub fn prctl_set_ptracer(pid: i32) = __NR_prctl(PR::SET_PTRACER, pid, Z, Z, Z);

    /// Whether a capability is in the thread's bounding set, `PR_CAPBSET_READ` of prctl(2). `EINVAL` (no such one).
    pub fn prctl_capbset_read(capability: CAP) -> bool = __NR_prctl(PR::CAPBSET_READ, capability, Z, Z, Z);

    /// Drops a capability from the thread's bounding set, `PR_CAPBSET_DROP` of prctl(2). `EPERM`, `EINVAL`.
    pub fn prctl_capbset_drop(capability: CAP) = __NR_prctl(PR::CAPBSET_DROP, capability, Z, Z, Z);

    /// Whether a capability is in the thread's ambient set, `PR_CAP_AMBIENT_IS_SET` of prctl(2), Linux 4.3 as all of the
    /// ambient set. `EINVAL`.
    pub fn prctl_cap_ambient_is_set(capability: CAP) -> bool
        = __NR_prctl(PR::CAP_AMBIENT, PR_CAP_AMBIENT::IS_SET, capability, Z, Z);

    /// Adds a capability to the thread's ambient set, `PR_CAP_AMBIENT_RAISE` of prctl(2). `EPERM` where it is not permitted
    /// and inheritable, or a security bit is against it.
    pub fn prctl_cap_ambient_raise(capability: CAP) = __NR_prctl(PR::CAP_AMBIENT, PR_CAP_AMBIENT::RAISE, capability, Z, Z);

    /// Removes a capability from the thread's ambient set, `PR_CAP_AMBIENT_LOWER` of prctl(2). `EINVAL`.
    pub fn prctl_cap_ambient_lower(capability: CAP) = __NR_prctl(PR::CAP_AMBIENT, PR_CAP_AMBIENT::LOWER, capability, Z, Z);

    /// Empties the thread's ambient set, `PR_CAP_AMBIENT_CLEAR_ALL` of prctl(2).
    pub fn prctl_cap_ambient_clear_all() = __NR_prctl(PR::CAP_AMBIENT, PR_CAP_AMBIENT::CLEAR_ALL, Z, Z, Z);

    /// How the thread's users and capabilities go together, `PR_GET_SECUREBITS` of prctl(2).
    pub fn prctl_get_securebits() -> SECBIT = __NR_prctl(PR::GET_SECUREBITS, Z, Z, Z, Z);

    /// Sets how the thread's users and capabilities go together, `PR_SET_SECUREBITS` of prctl(2). `EPERM` (also: locked).
    pub fn prctl_set_securebits(bits: SECBIT) = __NR_prctl(PR::SET_SECUREBITS, bits, Z, Z, Z);

    /// Whether capabilities stay when the user changes from 0, `PR_GET_KEEPCAPS` of prctl(2).
    pub fn prctl_get_keepcaps() -> bool = __NR_prctl(PR::GET_KEEPCAPS, Z, Z, Z, Z);

    /// Sets whether capabilities stay when the user changes from 0, `PR_SET_KEEPCAPS` of prctl(2). `EPERM` (locked).
    pub fn prctl_set_keepcaps(on: bool) = __NR_prctl(PR::SET_KEEPCAPS, on as usize, Z, Z, Z);

    /// The thread's mode of seccomp, `PR_GET_SECCOMP` of prctl(2); in the strict one the answer is a SIGKILL.
    pub fn prctl_get_seccomp() -> SECCOMP_MODE = __NR_prctl(PR::GET_SECCOMP, Z, Z, Z, Z);

    /// Sets how many nanoseconds late the thread's sleeps may end, `PR_SET_TIMERSLACK` of prctl(2); 0 is the default.
    pub fn prctl_set_timerslack(nanoseconds: usize) = __NR_prctl(PR::SET_TIMERSLACK, nanoseconds, Z, Z, Z);

    /// Whether the process gets no transparent huge pages, `PR_GET_THP_DISABLE` of prctl(2), Linux 3.15.
    pub fn prctl_get_thp_disable() -> bool = __NR_prctl(PR::GET_THP_DISABLE, Z, Z, Z, Z);

    /// Sets whether the process gets no transparent huge pages, `PR_SET_THP_DISABLE` of prctl(2), Linux 3.15.
    pub fn prctl_set_thp_disable(on: bool) = __NR_prctl(PR::SET_THP_DISABLE, on as usize, Z, Z, Z);

    /// What keeps memory from being both written and run, `PR_GET_MDWE` of prctl(2), Linux 6.3.
    pub fn prctl_get_mdwe() -> PR_MDWE = __NR_prctl(PR::GET_MDWE, Z, Z, Z, Z);

    /// Keeps writable memory from becoming executable, irreversibly, `PR_SET_MDWE` of prctl(2), Linux 6.3.
    /// `EPERM` (to take it back), `EINVAL`.
    pub fn prctl_set_mdwe(what: PR_MDWE) = __NR_prctl(PR::SET_MDWE, what, Z, Z, Z);

    /// What is done about a kind of speculation, `PR_GET_SPECULATION_CTRL` of prctl(2), Linux 4.17. `ENODEV` (no such one).
    pub fn prctl_get_speculation_ctrl(which: PR_SPEC_WHICH) -> PR_SPEC
        = __NR_prctl(PR::GET_SPECULATION_CTRL, which, Z, Z, Z);

    /// Sets what the thread does about a kind of speculation, `PR_SET_SPECULATION_CTRL` of prctl(2), Linux 4.17. `ENXIO` (not
    /// for programs to choose), `EPERM` (disabled irreversibly), `ENODEV`, `ERANGE`.
    pub fn prctl_set_speculation_ctrl(which: PR_SPEC_WHICH, how: PR_SPEC)
        = __NR_prctl(PR::SET_SPECULATION_CTRL, which, how, Z, Z);

    /// Names a range of anonymous memory in /proc, or with `None` removes its name, `PR_SET_VMA_ANON_NAME` of prctl(2),
    /// Linux 5.17. `EINVAL` (also: not configured), `EBADF` (a file's), `ENOMEM` (nothing is mapped there).
    pub fn prctl_set_vma_anon_name(address: *const core::ffi::c_void, length: usize, name: Option<&CStr>)
        = __NR_prctl(PR::SET_VMA, PR_SET_VMA::ANON_NAME, address, length, name);
}
