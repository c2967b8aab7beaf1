//! Calls as functions of their own, to see what the compiler makes of them: `tests/assembly.rs` reads the assembly. They
//! cover every number and kind of argument and of result.

use core::ffi::{CStr, c_void};
use core::mem::MaybeUninit;

use syscall_consts::linux::{AT, CLOCK, EPOLL_CTL, MAP, MODE, O, PROT, SEEK, SO, SOL};
use syscall_raw::{Errno, Fd, OwnedFd, RawFd, linux};
use syscall_types::linux::{epoll_event, iovec, stat, timespec};

/// What fits a register.
trait Value {
    fn value(self) -> isize;
}

macro_rules! values {
    ($($type:ty: $value:ident => $number:expr;)*) => {$(
        impl Value for $type {
            #[inline(always)]
            fn value(self) -> isize {
                let $value = self;
                $number
            }
        }
    )*};
}

values! {
    (): _unit => 0;
    i32: number => number as isize;
    i64: number => number as isize;
    OwnedFd: fd => fd.into_raw() as isize;
    usize: number => number as isize;
    *mut c_void: pointer => pointer.addr() as isize;
    &mut [u8]: filled => filled.len() as isize;
    &mut stat: _filled => 0;
    &mut timespec: _filled => 0;
}

/// A value or a negated error number: in one register, as is right for a function that is not inlined.
impl<T: Value> Value for Result<T, Errno> {
    #[inline(always)]
    fn value(self) -> isize {
        self.map_or_else(|errno| -(errno.raw() as isize), Value::value)
    }
}

macro_rules! traps {
    ($($name:ident($($arg:ident: $type:ty),*) = $call:expr;)*) => {
        /// The names of the functions.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(
            /// The call of this name.
            ///
            /// # Safety
            ///
            /// The call's own.
            #[unsafe(no_mangle)]
            #[inline(never)]
            pub unsafe fn $name($($arg: $type),*) -> isize {
                // SAFETY: the caller's.
                #[allow(unused_unsafe, reason = "most calls are safe")]
                Value::value(unsafe { $call })
            }
        )*
    };
}

type Room<'a> = &'a mut [MaybeUninit<u8>];

traps! {
    trap_getppid() = linux::getppid();
    trap_close(fd: RawFd) = linux::close(fd);
    trap_drop(fd: OwnedFd) = drop(fd);
    trap_fsync(fd: Fd<'_>) = linux::fsync(fd);
    trap_fstat(fd: Fd<'_>, out: &mut MaybeUninit<stat>) = linux::fstat(fd, out);
    trap_clock_gettime(clock: CLOCK, out: &mut MaybeUninit<timespec>) = linux::clock_gettime_trap(clock, out);
    trap_ftruncate(fd: Fd<'_>, length: i64) = linux::ftruncate(fd, length);
    trap_lseek(fd: Fd<'_>, offset: i64, whence: SEEK) = linux::lseek(fd, offset, whence);
    trap_read(fd: Fd<'_>, buffer: Room<'_>) = linux::read(fd, buffer);
    trap_write(fd: Fd<'_>, bytes: &[u8]) = linux::write(fd, bytes);
    trap_writev(fd: Fd<'_>, pieces: &[iovec]) = linux::writev(fd, pieces);
    trap_unlinkat(dir: Fd<'_>, path: &CStr, flags: AT) = linux::unlinkat(dir, path, flags);
    trap_openat(dir: Fd<'_>, path: &CStr, flags: O, mode: MODE) = linux::openat(dir, path, flags, mode);
    trap_pread(fd: Fd<'_>, buffer: Room<'_>, offset: i64) = linux::pread(fd, buffer, offset);
    trap_pwrite(fd: Fd<'_>, bytes: &[u8], offset: i64) = linux::pwrite(fd, bytes, offset);
    trap_epoll_ctl(epoll: Fd<'_>, operation: EPOLL_CTL, fd: Fd<'_>, event: Option<&epoll_event>)
        = linux::epoll_ctl(epoll, operation, fd, event);
    trap_setsockopt(fd: Fd<'_>, level: SOL, name: SO, value: &i32) = linux::setsockopt(fd, level, name, value);
    trap_mmap(address: *mut c_void, length: usize, protection: PROT, flags: MAP, fd: Fd<'_>, offset: i64)
        = linux::mmap(address, length, protection, flags, Some(fd), offset);
}
