//! Calls that single architectures have: segments and ports of x86, caches of RISC-V and MIPS, facilities of s390x, the Cell
//! processor's units and the firmware of powerpc (section 2 of the manual pages; arch/*/kernel).

#[cfg(any(
    target_arch = "x86",
    all(target_arch = "x86_64", target_pointer_width = "64")
))]
mod x86 {
    use core::ffi::c_void;

    use syscall_consts::linux::{ARCH, ARCH_SHSTK, ARCH_XCOMP};

    use crate::Errno;
    use crate::linux::call::{calls, decode, syscall};

    /// A word that an operation writes.
    #[inline(always)]
    fn written(operation: ARCH) -> Result<u64, Errno> {
        let mut word = 0u64;
        // SAFETY: the kernel writes a word of 64 bits.
        decode::<()>(unsafe { syscall!(__NR_arch_prctl, operation.0, &mut word) })?;
        Ok(word)
    }

    /// The base of FS, `ARCH_GET_FS` of arch_prctl(2). `EINVAL` on 32-bit machines, for this and those of 64 bits below.
    #[inline]
    pub fn arch_prctl_get_fs() -> Result<u64, Errno> {
        written(ARCH::GET_FS)
    }

    /// The base of GS, `ARCH_GET_GS` of arch_prctl(2).
    #[inline]
    pub fn arch_prctl_get_gs() -> Result<u64, Errno> {
        written(ARCH::GET_GS)
    }

    /// The components of the state that the machine has, a bit each, `ARCH_GET_XCOMP_SUPP` of arch_prctl(2), Linux 5.16.
    #[inline]
    pub fn arch_prctl_get_xcomp_supp() -> Result<u64, Errno> {
        written(ARCH::GET_XCOMP_SUPP)
    }

    /// The components of the state that the process may use, a bit each, `ARCH_GET_XCOMP_PERM` of arch_prctl(2), Linux 5.16.
    #[inline]
    pub fn arch_prctl_get_xcomp_perm() -> Result<u64, Errno> {
        written(ARCH::GET_XCOMP_PERM)
    }

    /// The features of shadow stacks that the thread uses, `ARCH_SHSTK_STATUS` of arch_prctl(2), Linux 6.6.
    #[inline]
    pub fn arch_prctl_shstk_status() -> Result<ARCH_SHSTK, Errno> {
        written(ARCH::SHSTK_STATUS).map(ARCH_SHSTK::from_bits_retain)
    }

    calls! {
        /// Requests a component of the extended state, irreversibly, `ARCH_REQ_XCOMP_PERM` of arch_prctl(2), Linux 5.16. `EINVAL`,
        /// `EOPNOTSUPP`, `ENOSPC` (the stack of signal handlers is too small).
        pub fn arch_prctl_req_xcomp_perm(component: ARCH_XCOMP)
            = __NR_arch_prctl(ARCH::REQ_XCOMP_PERM.0, component.0 as usize);

        /// Whether the instruction CPUID works, `ARCH_GET_CPUID` of arch_prctl(2), Linux 4.12, and is no fault.
        pub fn arch_prctl_get_cpuid() -> bool = __NR_arch_prctl(ARCH::GET_CPUID.0, 0usize);

        /// Reads or writes the process's table of segments, modify_ldt(2): functions 0 and 2 read, 1 and 0x11 write an entry;
        /// returns how many bytes were read.
        ///
        /// # Safety
        ///
        /// `pointer` is `count` bytes that may be read or written. Segments in use keep their meaning.
        pub unsafe fn modify_ldt(function: i32, pointer: *mut c_void, count: usize) -> i32
            = __NR_modify_ldt(function, pointer, count);

        /// Sets or reads the base of a segment and other state, arch_prctl(2).
        ///
        /// # Safety
        ///
        /// `argument` is what the operation takes; the thread's own data are found through FS or GS.
        pub unsafe fn arch_prctl(operation: ARCH, argument: usize) -> usize = __NR_arch_prctl(operation.0, argument);

        /// Allows or forbids ports of input and output to the thread, ioperm(2). `EINVAL`, `EPERM`.
        pub fn ioperm(from: usize, count: usize, on: bool) = __NR_ioperm(from, count, on as i32);

        /// Allows all ports to the thread, iopl(2): 3, or 0 for none. `EINVAL`, `EPERM`.
        pub fn iopl(level: u32) = __NR_iopl(level);
    }

    #[cfg(target_arch = "x86")]
    calls! {
        /// Sets a segment for the thread's own data, set_thread_area(2): entry number, base, limit and flags, as `struct
        /// user_desc` of asm/ldt.h has them; an entry number of -1 becomes a free one. `ESRCH` (none is free), `EINVAL`.
        ///
        /// # Safety
        ///
        /// Segments in use keep their meaning.
        pub unsafe fn set_thread_area(description: &mut [u32; 4])
            = __NR_set_thread_area(description);

        /// Reads a segment for the thread's own data, get_thread_area(2), by the entry number in it. `EINVAL`.
        pub fn get_thread_area(description: &mut [u32; 4])
            = __NR_get_thread_area(description);

        /// Runs machine code of 16 bits, vm86(2): function and structure as asm/vm86.h has them.
        ///
        /// # Safety
        ///
        /// `argument` is what the function takes. What is run is like any machine code.
        pub unsafe fn vm86(function: usize, argument: *mut c_void) -> i32 = __NR_vm86(function, argument);
    }
}
#[cfg(any(
    target_arch = "x86",
    all(target_arch = "x86_64", target_pointer_width = "64")
))]
pub use x86::*;

#[cfg(target_arch = "riscv64")]
mod riscv {
    use core::ffi::c_void;

    use syscall_consts::linux::{RISCV_HWPROBE, SYS_RISCV_FLUSH_ICACHE};

    use crate::linux::call::calls;

    calls! {
        /// Makes written memory ready to be run as machine code, riscv_flush_icache(2), Linux 4.15, or with `LOCAL` for this
        /// thread alone.
        pub fn riscv_flush_icache(start: *const c_void, end: *const c_void, flags: SYS_RISCV_FLUSH_ICACHE)
            = __NR_riscv_flush_icache(start, end, flags.bits() as usize);

        /// What the processors can do, riscv_hwprobe(2), Linux 6.4: each pair is a key (`RISCV_HWPROBE_KEY`) and gets its
        /// value; unknown keys become -1. Bits of `cpus` are processors; none means all. With `WHICH_CPUS` those stay that
        /// have all of the values.
        pub fn riscv_hwprobe(pairs: &mut [[u64; 2]], cpus: &mut [usize], flags: RISCV_HWPROBE)
            = __NR_riscv_hwprobe(pairs.as_mut_ptr(), pairs.len(), size_of_val(cpus), if cpus.is_empty() {
                core::ptr::null_mut()
            } else {
                cpus.as_mut_ptr()
            }, flags.bits());
    }
}
#[cfg(target_arch = "riscv64")]
pub use riscv::*;

#[cfg(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6"
))]
mod mips {
    use core::ffi::c_void;

    use syscall_consts::linux::{CACHE, SYSMIPS};

    use crate::linux::call::calls;

    calls! {
        /// Makes written memory ready to be run as machine code, cacheflush(2). `EINVAL`.
        pub fn cacheflush(start: *mut c_void, len: i32, cache: CACHE) = __NR_cacheflush(start, len, cache.bits());

        /// Sets the address of the thread's own data, set_thread_area(2).
        ///
        /// # Safety
        ///
        /// The C library has it already, and finds its data through it.
        pub unsafe fn set_thread_area(address: usize) = __NR_set_thread_area(address);

        /// Any operation of sysmips(2).
        ///
        /// # Safety
        ///
        /// The arguments are what the operation takes.
        pub unsafe fn sysmips(operation: SYSMIPS, argument1: usize, argument2: usize) -> usize
            = __NR_sysmips(operation.0, argument1, argument2);
    }
}
#[cfg(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6"
))]
pub use mips::*;

#[cfg(target_arch = "s390x")]
mod s390 {
    use core::ffi::c_void;

    use syscall_consts::linux::{GS, S390_RUNTIME_INSTR, SIG, STHYI_FC};

    use crate::linux::call::{calls, decode, syscall};
    use crate::{Buffer, Errno};

    /// Reads mapped memory of a PCI device, s390_pci_mmio_read(2). At most a page. `EINVAL`, `ENODEV`, `EFAULT`.
    ///
    /// # Safety
    ///
    /// What the device does when it is read suits the program.
    #[inline]
    pub unsafe fn s390_pci_mmio_read<B: Buffer<u8>>(
        address: usize,
        mut buffer: B,
    ) -> Result<B::Filled, Errno> {
        let (start, len) = buffer.room();
        // SAFETY: the kernel fills all of the buffer.
        decode::<()>(unsafe { syscall!(__NR_s390_pci_mmio_read, address, start, len) })?;
        // SAFETY: so it is initialised.
        Ok(unsafe { buffer.filled(len) })
    }

    calls! {
        /// Writes mapped memory of a PCI device, s390_pci_mmio_write(2). At most a page. `EINVAL`, `ENODEV`, `EFAULT`.
        ///
        /// # Safety
        ///
        /// What the device does then suits the program.
        pub unsafe fn s390_pci_mmio_write(address: usize, data: &[u8])
            = __NR_s390_pci_mmio_write(address, data.as_ptr(), data.len());

        /// Starts or stops sampling of the thread by the processor, s390_runtime_instr(2), Linux 3.7. `EOPNOTSUPP`, `EINVAL`.
        pub fn s390_runtime_instr(command: S390_RUNTIME_INSTR, signal: SIG) = __NR_s390_runtime_instr(command.0, signal.0);

        /// Sets what happens at loads from guarded memory, s390_guarded_storage(2), Linux 4.12.
        ///
        /// # Safety
        ///
        /// The control block is right as long as it is set.
        pub unsafe fn s390_guarded_storage(command: GS, block: *mut c_void) = __NR_s390_guarded_storage(command.0, block);

        /// Asks the hypervisor about the machine, s390_sthyi(2), Linux 4.15, which fills a page; the hypervisor's answer goes to
        /// `code`. No flags are defined. `EOPNOTSUPP`.
        pub fn s390_sthyi(function: STHYI_FC, page: &mut [u8; 4096], code: Option<&mut u64>, flags: usize)
            = __NR_s390_sthyi(function.0 as usize, page.as_mut_ptr(), code, flags);
    }
}
#[cfg(target_arch = "s390x")]
pub use s390::*;

#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
mod powerpc {
    use core::ffi::{CStr, c_void};

    use syscall_consts::linux::{MODE, SPU_CREATE};

    use crate::linux::call::calls;
    use crate::{Fd, OwnedFd};

    calls! {
        /// Makes a context of a synergistic processor, spu_create(2). `ENODEV`, `EINVAL`, `EEXIST`.
        pub fn spu_create(path: &CStr, flags: SPU_CREATE, mode: MODE, neighbour: Option<Fd<'_>>) -> OwnedFd
            = __NR_spu_create(path, flags.bits(), mode, neighbour);

        /// Runs a context of a synergistic processor, spu_run(2), from the instruction at `next` on; returns its status.
        ///
        /// # Safety
        ///
        /// What is run reads and writes the memory of this process.
        pub unsafe fn spu_run(fd: Fd<'_>, next: &mut u32, event: Option<&mut u32>) -> i32 = __NR_spu_run(fd, next, event);

        /// Calls the firmware, rtas(2).
        ///
        /// # Safety
        ///
        /// `arguments` is a `struct rtas_args`, and the machine can live with what is asked for.
        pub unsafe fn rtas(arguments: *mut c_void) = __NR_rtas(arguments);

        /// Saves the state of the thread and takes another, swapcontext(2).
        ///
        /// # Safety
        ///
        /// Both are null or a `struct ucontext` of `len` bytes; the new one is of code that may go on.
        pub unsafe fn swapcontext(old: *mut c_void, new: *const c_void, len: isize) -> i32
            = __NR_swapcontext(old, new, len);

        /// Forbids access to parts of 4096 bytes of larger pages, subpage_prot(2). `EINVAL`, `ENOENT`.
        ///
        /// # Safety
        ///
        /// The range is the caller's, and `map` has a word for each page of 65536 bytes in it, or is null.
        pub unsafe fn subpage_prot(address: usize, length: usize, map: *const u32)
            = __NR_subpage_prot(address, length, map);
    }
}
#[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
pub use powerpc::*;
