//! What the tree of files is made of: mounts, the root, swap space. Section 2 of the Linux manual.

use crate::convert::flags::Flags;
use crate::convert::row::calls;
use crate::convert::text::Path;
use core::ffi::CStr;
use syscall_consts::Errno;
use syscall_consts::native::{LINUX_REBOOT_CMD, MS, SWAP_FLAG, UMOUNT};
use syscall_raw::native as sys;
use syscall_raw::native::{acct, pivot_root, swapoff, swapon, vhangup};

calls! { CALLS:
    /// Mounts a file system at `target`, or changes a mount ("remount, ro", "bind", "move", "private"...); a missing `source` is "none". mount(2)
    mount(source: Option<Path>, target: Path, fstype: Option<Path>, flags: Flags<MS>, data: Option<Path>) -> ();
    /// Takes a mount away; "detach" also one that is in use. umount(2)
    umount(target: Path, flags: Flags<UMOUNT>) -> ();
    /// As `umount`. umount(2)
    unmount(target: Path, flags: Flags<UMOUNT>) -> ();
    /// Makes a mount the root, and puts the former one at `put_old`. pivot_root(2)
    pivot_root(new_root: Path, put_old: Path) -> ();
    /// Swaps to a file or device, with "prefer" and a priority, or "discard". swapon(2)
    swapon(path: Path, flags: Flags<SWAP_FLAG>) -> ();
    /// Stops swapping to a file or device. swapon(2)
    swapoff(path: Path) -> ();
    /// Has the kernel note in a file each process that ends; with nil no longer. acct(2)
    acct(path: Option<Path>) -> ();
    /// Hangs up the terminal. vhangup(2)
    vhangup() -> ();
    /// Restarts or halts the machine, or changes what Ctrl-Alt-Del does: "restart", "halt", "power_off", "cad_on"... What is not yet written is lost; see `sync`. reboot(2)
    reboot(cmd: Flags<LINUX_REBOOT_CMD>) -> ();
}

fn mount(
    source: Option<&CStr>,
    target: &CStr,
    fstype: Option<&CStr>,
    flags: MS,
    data: Option<&CStr>,
) -> Result<(), Errno> {
    sys::mount(Some(source.unwrap_or(c"none")), target, fstype, flags, data)
}

fn umount(target: &CStr, flags: UMOUNT) -> Result<(), Errno> {
    sys::umount2(target, flags)
}

fn unmount(target: &CStr, flags: UMOUNT) -> Result<(), Errno> {
    umount(target, flags)
}

fn reboot(cmd: LINUX_REBOOT_CMD) -> Result<(), Errno> {
    sys::reboot(cmd, None)
}
