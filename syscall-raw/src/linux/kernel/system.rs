//! The system as a whole: its names, load and random bytes; and its administration: modules, kexec, reboot, swap, the
//! log, accounting, execution domains (uname(2), sysinfo(2), getrandom(2), init_module(2), kexec_load(2), reboot(2),
//! swapon(2), syslog(2), acct(2), personality(2)).
//!
//! Administration mostly fails with `EPERM` without the capability.

use core::ffi::CStr;
use core::mem::MaybeUninit;

use linux_raw_sys::prctl::PR_GET_AUXV;
use syscall_consts::linux::{
    AUX, FS_MAGIC, GRND, KEXEC, LINUX_REBOOT, LINUX_REBOOT_CMD, MODE, MODULE_INIT, O, PER,
    SWAP_FLAG, SYSLOG_ACTION,
};
use syscall_types::linux::{kexec_segment, sysinfo as info, utsname};

use crate::linux::call::{calls, decode, fill, fill_one, syscall};
use crate::{Buffer, Errno, Fd, Out};

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

/// An entry of the auxiliary vector, which the kernel gives to every program, as getauxval(3): nothing where there is none of
/// that kind, or no way to ask. Reads the vector anew, by `PR_GET_AUXV` of prctl(2), Linux 6.4, or from /proc/self/auxv.
///
/// An address among them was right when the program began. What it points to may have been unmapped since.
pub fn getauxval(kind: AUX) -> Option<usize> {
    // The kernel's own has room for some fifty (`saved_auxv`).
    let mut vector = [[0usize; 2]; 64];
    if auxv_of_kernel(&mut vector).is_err() {
        auxv_of_file(&mut vector).ok()?;
    }
    vector
        .iter()
        .take_while(|[entry, _]| *entry != AUX::NULL.0 as usize)
        .find(|[entry, _]| *entry as u64 == kind.0)
        .map(|[_, value]| *value)
}

/// Nothing is opened.
pub(crate) fn auxv_of_kernel(vector: &mut [[usize; 2]]) -> Result<(), Errno> {
    let (start, len) = (vector.as_mut_ptr(), size_of_val(vector));
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_prctl, PR_GET_AUXV, start, len, 0usize, 0usize) })
}

/// The rest of the vector stays as it is: 0, which ends it.
pub(crate) fn auxv_of_file(vector: &mut [[usize; 2]]) -> Result<(), Errno> {
    let file = crate::linux::openat(
        Fd::CWD,
        c"/proc/self/auxv",
        O::RDONLY | O::CLOEXEC,
        MODE::empty(),
    )?;
    // After chroot(2) anything may stand there.
    let mut status = MaybeUninit::uninit();
    if crate::linux::fstatfs(file.fd(), &mut status)?.f_type as u32 != FS_MAGIC::PROC.0 {
        return Err(Errno::ENOENT);
    }
    let (start, len) = (vector.as_mut_ptr(), size_of_val(vector));
    // SAFETY: the kernel fills no more than the length says.
    decode(unsafe { syscall!(__NR_read, file.fd(), start, len) })
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

/// Sets which system's behaviour the process sees, personality(2); returns the old one. Only
/// 0xffff_ffff (`PER::from_bits_retain`) changes nothing.
///
/// `EINVAL` on Arm for `FDPIC_FUNCPTRS`, with which the kernel takes the addresses of signal handlers for other ones.
#[inline]
pub fn personality(persona: PER) -> Result<PER, Errno> {
    if cfg!(target_arch = "arm")
        && persona.bits() != u32::MAX
        && persona.contains(PER::FDPIC_FUNCPTRS)
    {
        return Err(Errno::EINVAL);
    }
    // SAFETY: a number alone; what would change the handlers is refused.
    decode(unsafe { syscall!(__NR_personality, persona) })
}

calls! {
    /// Loads a module, init_module(2). `ENOEXEC`, `EEXIST`, `EBUSY`, `EINVAL`, and what the module itself returns.
    ///
    /// # Safety
    ///
    /// The kernel runs the module, which may do anything to anybody's memory.
    pub unsafe fn init_module(image: &[u8], parameters: &CStr) = __NR_init_module(image.as_ptr(), image.len(), parameters);

    /// Loads a module from a file, finit_module(2), Linux 3.8. Errors as for [`init_module`].
    ///
    /// # Safety
    ///
    /// As for [`init_module`].
    pub unsafe fn finit_module(fd: Fd<'_>, parameters: &CStr, flags: MODULE_INIT) = __NR_finit_module(fd, parameters, flags);

    /// Unloads a module, delete_module(2): flags `O_NONBLOCK`, `O_TRUNC` (by force). `EWOULDBLOCK`, `EBUSY`, `ENOENT`.
    ///
    /// # Safety
    ///
    /// By force, nothing of the kernel still uses the module.
    pub unsafe fn delete_module(name: &CStr, flags: O) = __NR_delete_module(name, flags);

    /// Loads a kernel for reboot or a crash, kexec_load(2), which begins at the physical address `entry`. `EBUSY`, `EINVAL`,
    /// `EPERM`, `EADDRNOTAVAIL`.
    ///
    /// # Safety
    ///
    /// The segments' memory may be read. What they hold is run.
    pub unsafe fn kexec_load(entry: usize, segments: &[kexec_segment], flags: KEXEC)
        = __NR_kexec_load(entry, segments.len(), segments.as_ptr(), flags);

    /// Stops, restarts or turns off the machine, or changes what Ctrl-Alt-Del does, reboot(2); `argument` is for `RESTART2`.
    /// Nothing is written to devices first.
    pub fn reboot(command: LINUX_REBOOT_CMD, argument: Option<&CStr>)
        = __NR_reboot(LINUX_REBOOT::MAGIC1, LINUX_REBOOT::MAGIC2, command, argument);

    /// Reads the kernel's log, syslog(2): `READ` waits for what is new, `READ_ALL` and `READ_CLEAR` give the last of it;
    /// returns how much. `EINVAL`, `EPERM`.
    #[doc(alias = "klogctl")]
    pub fn syslog(action: SYSLOG_ACTION, buffer: &mut [u8]) -> usize = __NR_syslog(action, buffer.as_mut_ptr(), buffer.len());

    /// The actions of syslog(2) without a buffer: `value` is the level for `CONSOLE_LEVEL`; returns bytes for `SIZE_UNREAD`
    /// and `SIZE_BUFFER`.
    #[doc(alias = "syslog")]
    pub fn syslog_control(action: SYSLOG_ACTION, value: i32) -> usize = __NR_syslog(action, None::<&u8>, value);

    /// Starts process accounting into an existing file; `None` stops it, acct(2). `EACCES` (no regular
    /// file), `ENOSYS` (not configured).
    pub fn acct(path: Option<&CStr>) = __NR_acct(path);

    /// Hangs up the terminal of the process, vhangup(2).
    pub fn vhangup() = __NR_vhangup();

    /// Sets the NIS domain name, setdomainname(2). `EINVAL` (more than 64 bytes).
    pub fn setdomainname(name: &[u8]) = __NR_setdomainname(name.as_ptr(), name.len());

    /// Loads a kernel from files, kexec_file_load(2), Linux 3.17 on x86_64 and later elsewhere. `EBUSY`, `EINVAL`, `ENOEXEC`.
    ///
    /// # Safety
    ///
    /// The kernel that is loaded runs on this machine, for a crash beside what there is in memory.
    #[cfg(not(any(
        target_arch = "x86", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"
    )))]
    pub unsafe fn kexec_file_load(kernel: Fd<'_>, initrd: Option<Fd<'_>>, command_line: &CStr, flags: syscall_consts::linux::KEXEC_FILE)
        = __NR_kexec_file_load(kernel, initrd, command_line.to_bytes_with_nul().len(), command_line, flags);

    /// Sets the name of the host in its namespace, sethostname(2). `EINVAL` (more than 64 bytes), `EPERM`.
    pub fn sethostname(name: &[u8]) = __NR_sethostname(name.as_ptr(), name.len());

    /// Uses a file or device to swap to, swapon(2).
    pub fn swapon(path: &CStr, flags: SWAP_FLAG) = __NR_swapon(path, flags);

    /// Stops using a swap area, swapoff(2). `ENOMEM` where memory does not suffice.
    pub fn swapoff(path: &CStr) = __NR_swapoff(path);
}
