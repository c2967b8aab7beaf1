//! The system as a whole (uname(2), sysinfo(2), kexec_load(2); linux/utsname.h, linux/sysinfo.h, linux/kexec.h).

use core::ffi::c_void;

use linux_raw_sys::system;

use crate::declare::structs;
use crate::reflect::Char;

structs! {
    /// Names of the system (linux/utsname.h).
    utsname: "struct new_utsname" = system::new_utsname {
        sysname as [Char; 65],
        nodename as [Char; 65],
        release as [Char; 65],
        version as [Char; 65],
        machine as [Char; 65],
        domainname as [Char; 65],
    }

    /// Memory, load and uptime of the system (linux/sysinfo.h).
    struct sysinfo: "struct sysinfo" {
        /// Seconds since boot.
        uptime: isize,
        /// Load averages of 1, 5 and 15 minutes, in units of 1/65536.
        loads: [usize; 3],
        /// Memory in all, in units of `mem_unit`.
        totalram: usize,
        /// Memory free.
        freeram: usize,
        /// Memory shared.
        sharedram: usize,
        /// Memory of buffers.
        bufferram: usize,
        /// Swap space in all.
        totalswap: usize,
        /// Swap space free.
        freeswap: usize,
        /// Processes.
        procs: u16,
        /// Unused.
        pad: u16,
        /// High memory in all.
        totalhigh: usize,
        /// High memory free.
        freehigh: usize,
        /// Bytes of a unit.
        mem_unit: u32,
        /// Unused.
        _f: [u8; 20 - 2 * size_of::<usize>() - 4] as [Char; 20 - 2 * size_of::<usize>() - 4],
    }

    /// A piece of a kernel to start, for kexec_load(2) (linux/kexec.h).
    struct kexec_segment: "struct kexec_segment" {
        /// Where it is.
        buf: *const c_void,
        /// Its bytes.
        bufsz: usize,
        /// The physical address where it goes.
        mem: *const c_void,
        /// Bytes there.
        memsz: usize,
    }
}

const _: () = assert!(size_of::<utsname>() == 6 * 65);
