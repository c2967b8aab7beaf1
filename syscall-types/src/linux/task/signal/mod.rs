//! Signals: sets of them, what a handler is told, how one is set up, notifications by signal, and what signalfd(2)
//! gives (signal(7), sigaction(2), sigevent(3type); asm-generic/siginfo.h, asm/signal.h, linux/signalfd.h, and the
//! kernel's linux/signal_types.h).

pub(super) mod set;

use core::ffi::{c_long, c_void};
use core::fmt;

use syscall_consts::linux::{
    SI, SIG, SIGBUS, SIGCLD, SIGFPE, SIGILL, SIGPOLL, SIGSEGV, SIGSYS, SIGTRAP,
};
use syscall_consts::{Constants, Group};

use crate::declare::structs;

pub use set::sigset;

/// Integers of the part of a [`siginfo`] that depends on the signal. That of SIGCHLD is the largest.
const SIGINFO_FIELDS: usize = size_of::<siginfo_sigchld>() / 4;

/// Integers that fill a [`siginfo`] of 128 bytes up. Its head has three integers, and the rest is aligned as a pointer.
const SIGINFO_PAD: usize =
    (128 - 12_usize.next_multiple_of(align_of::<sigval>())) / 4 - SIGINFO_FIELDS;

/// Integers that fill a [`sigevent`] of 64 bytes up.
const SIGEVENT_PAD: usize = (64 - 8 - size_of::<sigval>()) / 4;

structs! {
    /// A value that goes with a signal (asm-generic/siginfo.h).
    union sigval: "union sigval" {
        /// A number.
        sival_int: i32,
        /// A pointer.
        sival_ptr: *mut c_void,
    }

    /// Who sent a signal with kill(2) (asm-generic/siginfo.h).
    struct siginfo_kill: "" {
        /// The process.
        si_pid: i32,
        /// Its real user.
        si_uid: u32,
    }

    /// Which POSIX timer expired (asm-generic/siginfo.h).
    struct siginfo_timer: "" {
        /// The kernel's timer number.
        si_tid: i32,
        /// How often the timer expired unseen.
        si_overrun: i32,
        /// The timer's value.
        si_sigval: sigval,
        #[doc(hidden)]
        __sys_private: i32,
    }

    /// Who sent a signal with sigqueue(3) (asm-generic/siginfo.h).
    struct siginfo_rt: "" {
        /// The process.
        si_pid: i32,
        /// Its real user.
        si_uid: u32,
        /// The value sent.
        si_sigval: sigval,
    }

    /// What became of a child (asm-generic/siginfo.h). Times are in clock ticks.
    struct siginfo_sigchld: "" {
        /// The child.
        si_pid: i32,
        /// Its real user.
        si_uid: u32,
        /// The exit status or signal.
        si_status: i32,
        /// User time.
        si_utime: c_long,
        /// System time.
        si_stime: c_long,
    }

    /// Where a fault was (asm-generic/siginfo.h).
    struct siginfo_sigfault: "" {
        /// The address.
        si_addr: *mut c_void,
        /// The least significant bit of the address (BUS_MCEERR_*).
        si_addr_lsb: i16,
    }

    /// What happened to a descriptor (asm-generic/siginfo.h).
    struct siginfo_sigpoll: "" {
        /// The events.
        si_band: Band,
        /// The descriptor.
        si_fd: i32,
    }

    /// Which system call a seccomp filter trapped (asm-generic/siginfo.h).
    struct siginfo_sigsys: "" {
        /// Where the call was made.
        si_call_addr: *mut c_void,
        /// Its number.
        si_syscall: i32,
        /// The architecture (`AUDIT_ARCH_*`).
        si_arch: u32,
    }

    /// What a signal says beside its number and code; which member counts depends on both (asm-generic/siginfo.h).
    union siginfo_fields: "__typeof__(((siginfo_t *)0)->_sifields)" {
        /// The whole.
        _pad: [i32; SIGINFO_FIELDS],
        /// Of kill(2).
        kill: siginfo_kill,
        /// Of a POSIX timer.
        timer: siginfo_timer,
        /// Of sigqueue(3).
        rt: siginfo_rt,
        /// Of SIGCHLD.
        sigchld: siginfo_sigchld,
        /// Of SIGILL, SIGFPE, SIGSEGV, SIGBUS, SIGTRAP.
        sigfault: siginfo_sigfault,
        /// Of SIGIO.
        sigpoll: siginfo_sigpoll,
        /// Of SIGSYS.
        sigsys: siginfo_sigsys,
    }

    /// A signal, as a handler and waitid(2) see it (asm-generic/siginfo.h).
    shown struct siginfo: "siginfo_t" {
        /// The signal's number.
        si_signo: i32,
        /// Why it was sent (`SI_*` and others).
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        si_code: i32,
        /// An error number (unused but by seccomp).
        si_errno: i32,
        /// Why it was sent (`SI_*` and others).
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        si_code: i32,
        /// The rest.
        _sifields: siginfo_fields,
        #[doc(hidden)]
        __pad: [i32; SIGINFO_PAD],
    }

    /// What to do with a signal, for rt_sigaction(2) (the kernel's linux/signal_types.h). C libraries have another form.
    struct sigaction: "struct kernel_sigaction" {
        /// Flags (`SA_*`).
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        sa_flags: u32,
        /// The handler's address, or `SIG_DFL` or `SIG_IGN`.
        sa_handler: *const c_void,
        /// Flags (`SA_*`).
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        sa_flags: core::ffi::c_ulong,
        /// Where the handler returns to, with `SA_RESTORER`.
        #[cfg(not(any(
            target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "riscv32", target_arch = "riscv64",
            target_arch = "loongarch64", target_arch = "csky", target_arch = "hexagon"
        )))]
        sa_restorer: *const c_void,
        /// Signals that wait while the handler runs.
        sa_mask: sigset,
    }

    /// A stack for signal handlers (asm-generic/signal.h).
    struct stack: "stack_t" {
        /// The lowest address.
        ss_sp: *mut c_void,
        /// Bytes.
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        ss_size: usize,
        /// `SS_*`.
        ss_flags: i32,
        /// Bytes.
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        ss_size: usize,
    }

    /// The function that a C library calls in a new thread (asm-generic/siginfo.h).
    struct sigevent_thread: "__typeof__(((struct sigevent *)0)->_sigev_un._sigev_thread)" {
        /// The function.
        _function: *const c_void,
        /// The thread's attributes.
        _attribute: *mut c_void,
    }

    /// Whom a notification goes to (asm-generic/siginfo.h).
    union sigevent_target: "__typeof__(((struct sigevent *)0)->_sigev_un)" {
        /// The whole.
        _pad: [i32; SIGEVENT_PAD],
        /// The thread that gets the signal (`SIGEV_THREAD_ID`).
        _tid: i32,
        /// A new thread (`SIGEV_THREAD`; the C library's).
        _sigev_thread: sigevent_thread,
    }

    /// How a timer or a message queue notifies (asm-generic/siginfo.h).
    struct sigevent: "struct sigevent" {
        /// The value that goes with the signal.
        sigev_value: sigval,
        /// The signal.
        sigev_signo: i32,
        /// The form of notification (`SIGEV_*`).
        sigev_notify: i32,
        /// Whom it goes to.
        _sigev_un: sigevent_target,
    }

    /// A signal, as read from a signalfd (linux/signalfd.h).
    struct signalfd_siginfo: "struct signalfd_siginfo" {
        /// The signal's number.
        ssi_signo: u32,
        /// An error number (unused).
        ssi_errno: i32,
        /// Why the signal was sent (`SI_*`).
        ssi_code: i32,
        /// The sending process.
        ssi_pid: u32,
        /// The sender's real user.
        ssi_uid: u32,
        /// The descriptor (SIGIO).
        ssi_fd: i32,
        /// The kernel's timer number (POSIX timers).
        ssi_tid: u32,
        /// The events (SIGIO).
        ssi_band: u32,
        /// How often the timer expired unseen (POSIX timers).
        ssi_overrun: u32,
        /// The trap number (hardware faults).
        ssi_trapno: u32,
        /// The exit status or signal (SIGCHLD).
        ssi_status: i32,
        /// The integer that sigqueue(3) sent.
        ssi_int: i32,
        /// The pointer that sigqueue(3) sent.
        ssi_ptr: u64,
        /// User time of the child in clock ticks (SIGCHLD).
        ssi_utime: u64,
        /// System time of the child in clock ticks (SIGCHLD).
        ssi_stime: u64,
        /// The address of a fault (hardware faults).
        ssi_addr: u64,
        /// The least significant bit of the address (SIGBUS).
        ssi_addr_lsb: u16,
        #[doc(hidden)]
        __pad2: u16,
        #[doc(hidden)]
        ssi_syscall: i32,
        #[doc(hidden)]
        ssi_call_addr: u64,
        #[doc(hidden)]
        ssi_arch: u32,
        #[doc(hidden)]
        __pad: [u8; 28],
    }
}

/// `__ARCH_SI_BAND_T`: an `int` on 64-bit SPARC.
#[cfg(target_arch = "sparc64")]
type Band = i32;
#[cfg(not(target_arch = "sparc64"))]
type Band = c_long;

/// The parts; which of them counts depends on the signal and the code. Another is numbers without a meaning.
impl siginfo {
    /// Who sent it: of kill(2), and of all codes up to 0 that have no part of their own.
    pub fn kill(&self) -> siginfo_kill {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.kill }
    }

    /// Which POSIX timer expired: of `SI_TIMER`.
    pub fn timer(&self) -> siginfo_timer {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.timer }
    }

    /// Who sent it with which value: of `SI_QUEUE` and `SI_MESGQ`.
    pub fn rt(&self) -> siginfo_rt {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.rt }
    }

    /// What became of a child: of SIGCHLD, and what waitid(2) tells.
    pub fn sigchld(&self) -> siginfo_sigchld {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.sigchld }
    }

    /// Where the fault was: of SIGILL, SIGFPE, SIGSEGV, SIGBUS and SIGTRAP.
    pub fn sigfault(&self) -> siginfo_sigfault {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.sigfault }
    }

    /// What happened to which descriptor: of SIGIO.
    pub fn sigpoll(&self) -> siginfo_sigpoll {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.sigpoll }
    }

    /// Which call was trapped: of SIGSYS.
    pub fn sigsys(&self) -> siginfo_sigsys {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self._sifields.sigsys }
    }
}

impl sigval {
    /// The number.
    pub fn int(&self) -> i32 {
        // SAFETY: plain data, of which every bit pattern is a value, and the union is whole.
        unsafe { self.sival_int }
    }

    /// The pointer, as its sender gave it.
    pub fn ptr(&self) -> *mut c_void {
        // SAFETY: as in `int`.
        unsafe { self.sival_ptr }
    }
}

/// The reasons that a signal has of its own, as names of `si_code`.
pub fn signal_codes(signal: SIG) -> Option<Group> {
    Some(match signal {
        SIG::BUS => SIGBUS::GROUP,
        SIG::CHLD => SIGCLD::GROUP,
        SIG::FPE => SIGFPE::GROUP,
        SIG::ILL => SIGILL::GROUP,
        SIG::POLL => SIGPOLL::GROUP,
        SIG::SEGV => SIGSEGV::GROUP,
        SIG::SYS => SIGSYS::GROUP,
        SIG::TRAP => SIGTRAP::GROUP,
        _ => return None,
    })
}

const _: () = assert!(size_of::<siginfo>() == 128);
const _: () = assert!(size_of::<sigevent>() == 64);
const _: () = assert!(size_of::<signalfd_siginfo>() == 128);

/// The reason of a signal, in the words of that signal or of all.
struct Code(SIG, i32);

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = [signal_codes(self.0), Some(SI::GROUP)]
            .into_iter()
            .flatten();
        let mut names = groups.map(|group| (group.name, group.name_of(self.1.into())));
        match names.find_map(|(group, name)| Some((group, name?))) {
            Some((group, name)) => write!(f, "{group}({name})"),
            None => self.1.fmt(f),
        }
    }
}

/// `siginfo { si_signo: SIG(SEGV), si_code: SIGSEGV(MAPERR), si_errno: 0, .. }`. The rest depends on these.
impl fmt::Debug for siginfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signal = SIG(self.si_signo);
        f.debug_struct("siginfo")
            .field("si_signo", &signal)
            .field("si_code", &Code(signal, self.si_code))
            .field("si_errno", &self.si_errno)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::format;

    use super::*;
    use crate::reflect::Plain;

    #[test]
    fn signals_show_their_reason() {
        let mut info = siginfo::zeroed();
        for (signal, code, expected) in [
            (
                SIG::SEGV,
                SIGSEGV::MAPERR.0,
                "SIG(SEGV), si_code: SIGSEGV(MAPERR)",
            ),
            (
                SIG::CHLD,
                SIGCLD::KILLED.0,
                "SIG(CHLD), si_code: SIGCLD(KILLED)",
            ),
            (SIG::SEGV, SI::USER.0, "SIG(SEGV), si_code: SI(USER)"),
            (SIG::TERM, SI::TKILL.0, "SIG(TERM), si_code: SI(TKILL)"),
            (SIG::TERM, 77, "SIG(TERM), si_code: 77"),
        ] {
            (info.si_signo, info.si_code) = (signal.0, code);
            assert_eq!(
                format!("{info:?}"),
                format!("siginfo {{ si_signo: {expected}, si_errno: 0, .. }}")
            );
        }
    }
}
