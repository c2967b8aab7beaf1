//! The number of each call under its plain name.
//!
//! 32-bit machines have several calls of one purpose: the plain name with 32-bit offsets, times or user numbers, and a
//! later one with wide ones (asm/unistd.h). Here the plain name is the wide call, so that the rest of the crate need not
//! know. Those with times need Linux 5.1.

pub(crate) use linux_raw_sys::general::*;

#[cfg(target_pointer_width = "32")]
pub(crate) use linux_raw_sys::general::{
    __NR_clock_getres_time64 as __NR_clock_getres, __NR_clock_gettime64 as __NR_clock_gettime,
    __NR_clock_nanosleep_time64 as __NR_clock_nanosleep, __NR_fcntl64 as __NR_fcntl,
    __NR_fstat64 as __NR_fstat, __NR_fstatat64 as __NR_newfstatat,
    __NR_ftruncate64 as __NR_ftruncate, __NR_getegid32 as __NR_getegid,
    __NR_geteuid32 as __NR_geteuid, __NR_getgid32 as __NR_getgid, __NR_getuid32 as __NR_getuid,
    __NR_ppoll_time64 as __NR_ppoll, __NR_timerfd_gettime64 as __NR_timerfd_gettime,
    __NR_timerfd_settime64 as __NR_timerfd_settime, __NR_truncate64 as __NR_truncate,
    __NR_utimensat_time64 as __NR_utimensat,
};
