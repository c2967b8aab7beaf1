//! Administering the kernel: modules, kexec, reboot, the log, accounting, execution domains (section 2 of the manual pages).
//! Mostly `EPERM` for those without the capability.

use core::ffi::{CStr, c_void};

use syscall_consts::linux::{LINUX_REBOOT, LINUX_REBOOT_CMD, O};

use super::call::calls;
use crate::Fd;

calls! {
    /// Loads a module, init_module(2). `ENOEXEC`, `EEXIST`, `EBUSY`, `EINVAL`, and what the module itself returns.
    pub fn init_module(image: &[u8], parameters: &CStr) = __NR_init_module(image.as_ptr(), image.len(), parameters);

    /// Loads a module from a file, finit_module(2): flags `MODULE_INIT_*` of linux/module.h. Errors as for [`init_module`].
    pub fn finit_module(fd: Fd<'_>, parameters: &CStr, flags: i32) = __NR_finit_module(fd, parameters, flags);

    /// Unloads a module, delete_module(2): flags `O_NONBLOCK`, `O_TRUNC` (by force). `EWOULDBLOCK`, `EBUSY`, `ENOENT`.
    pub fn delete_module(name: &CStr, flags: O) = __NR_delete_module(name, flags);

    /// Loads a kernel for reboot or a crash, kexec_load(2): flags `KEXEC_*` of linux/kexec.h. `EBUSY`, `EINVAL`.
    ///
    /// # Safety
    ///
    /// `segments` are that many `struct kexec_segment` whose buffers may be read. What they hold is run.
    pub unsafe fn kexec_load(entry: usize, count: usize, segments: *const c_void, flags: usize)
        = __NR_kexec_load(entry, count, segments, flags);

    /// Stops, restarts or turns off the machine, or changes what Ctrl-Alt-Del does, reboot(2); `argument` is for `RESTART2`.
    /// Nothing is written to devices first.
    pub fn reboot(command: LINUX_REBOOT_CMD, argument: Option<&CStr>)
        = __NR_reboot(LINUX_REBOOT::MAGIC1, LINUX_REBOOT::MAGIC2, command, argument);

    /// Reads the kernel's log, syslog(2): `action` is 2 (new), 3 (last) or 4 (last, and clears); returns how much. `EINVAL`.
    #[doc(alias = "klogctl")]
    pub fn syslog(action: i32, buffer: &mut [u8]) -> usize = __NR_syslog(action, buffer.as_mut_ptr(), buffer.len());

    /// The actions of syslog(2) without a buffer: 5 (clear), 6, 7, 8 (what goes to the console; 8 sets the level `value`), 9
    /// (unread bytes), 10 (size).
    #[doc(alias = "syslog")]
    pub fn syslog_control(action: i32, value: i32) -> usize = __NR_syslog(action, None::<&u8>, value);

    /// Writes accounts of processes that end to a file, or no more, acct(2).
    pub fn acct(path: Option<&CStr>) = __NR_acct(path);

    /// Hangs up the terminal of the process, vhangup(2).
    pub fn vhangup() = __NR_vhangup();

    /// Sets the NIS domain name, setdomainname(2). `EINVAL` (more than 64 bytes).
    pub fn setdomainname(name: &[u8]) = __NR_setdomainname(name.as_ptr(), name.len());

    /// Sets which system's behaviour the process sees, personality(2), as of linux/personality.h; returns the old one. Only
    /// 0xffff_ffff changes nothing.
    pub fn personality(persona: u32) -> u32 = __NR_personality(persona);

    /// Loads a kernel from files, kexec_file_load(2): flags `KEXEC_FILE_*` of linux/kexec.h. `EBUSY`, `EINVAL`, `ENOEXEC`.
    #[cfg(not(any(
        target_arch = "x86", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"
    )))]
    pub fn kexec_file_load(kernel: Fd<'_>, initrd: Option<Fd<'_>>, command_line: &CStr, flags: usize)
        = __NR_kexec_file_load(kernel, initrd, command_line.to_bytes_with_nul().len(), command_line, flags);
}
