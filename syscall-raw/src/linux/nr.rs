//! The number of each call under its plain name.
//!
//! 32-bit machines have several calls of one purpose: the plain name with 32-bit offsets, times or user numbers, and a
//! later one with wide ones (asm/unistd.h). Here the plain name is the wide call, so that the rest of the crate need not
//! know. Those with times need Linux 5.1.

pub(crate) use linux_raw_sys::general::*;

// Of kernels later than the headers of linux-raw-sys. Since 424, numbers are the same everywhere, from the architecture's base.
#[allow(non_upper_case_globals, reason = "the kernel's own names")]
pub(crate) const __NR_listns: u32 = __NR_file_setattr + 1; // 470
#[allow(non_upper_case_globals, reason = "the kernel's own names")]
pub(crate) const __NR_rseq_slice_yield: u32 = __NR_file_setattr + 2; // 471

#[cfg(target_pointer_width = "32")]
pub(crate) use linux_raw_sys::general::{
    __NR_clock_adjtime64 as __NR_clock_adjtime, __NR_clock_getres_time64 as __NR_clock_getres,
    __NR_clock_gettime64 as __NR_clock_gettime,
    __NR_clock_nanosleep_time64 as __NR_clock_nanosleep,
    __NR_clock_settime64 as __NR_clock_settime, __NR_fcntl64 as __NR_fcntl,
    __NR_fstat64 as __NR_fstat, __NR_fstatat64 as __NR_newfstatat, __NR_fstatfs64 as __NR_fstatfs,
    __NR_ftruncate64 as __NR_ftruncate, __NR_futex_time64 as __NR_futex,
    __NR_io_pgetevents_time64 as __NR_io_pgetevents,
    __NR_mq_timedreceive_time64 as __NR_mq_timedreceive,
    __NR_mq_timedsend_time64 as __NR_mq_timedsend, __NR_ppoll_time64 as __NR_ppoll,
    __NR_pselect6_time64 as __NR_pselect6, __NR_recvmmsg_time64 as __NR_recvmmsg,
    __NR_rt_sigtimedwait_time64 as __NR_rt_sigtimedwait,
    __NR_sched_rr_get_interval_time64 as __NR_sched_rr_get_interval,
    __NR_semtimedop_time64 as __NR_semtimedop, __NR_sendfile64 as __NR_sendfile,
    __NR_statfs64 as __NR_statfs, __NR_timer_gettime64 as __NR_timer_gettime,
    __NR_timer_settime64 as __NR_timer_settime, __NR_timerfd_gettime64 as __NR_timerfd_gettime,
    __NR_timerfd_settime64 as __NR_timerfd_settime, __NR_truncate64 as __NR_truncate,
    __NR_utimensat_time64 as __NR_utimensat,
};

// User numbers had 16 bits on the oldest machines alone.
#[cfg(any(target_arch = "x86", target_arch = "arm"))]
pub(crate) use linux_raw_sys::general::{
    __NR_getegid32 as __NR_getegid, __NR_geteuid32 as __NR_geteuid, __NR_getgid32 as __NR_getgid,
    __NR_getgroups32 as __NR_getgroups, __NR_getresgid32 as __NR_getresgid,
    __NR_getresuid32 as __NR_getresuid, __NR_getuid32 as __NR_getuid,
    __NR_setfsgid32 as __NR_setfsgid, __NR_setfsuid32 as __NR_setfsuid,
    __NR_setgid32 as __NR_setgid, __NR_setgroups32 as __NR_setgroups,
    __NR_setregid32 as __NR_setregid, __NR_setresgid32 as __NR_setresgid,
    __NR_setresuid32 as __NR_setresuid, __NR_setreuid32 as __NR_setreuid,
    __NR_setuid32 as __NR_setuid,
};

// The order of the arguments differs with the name: see fadvise.
#[cfg(any(target_arch = "x86", target_arch = "powerpc"))]
pub(crate) use linux_raw_sys::general::__NR_fadvise64_64 as __NR_fadvise64;
#[cfg(target_arch = "arm")]
pub(crate) use linux_raw_sys::general::{
    __NR_arm_fadvise64_64 as __NR_fadvise64, __NR_arm_sync_file_range as __NR_sync_file_range2,
};
