//! Signals and descriptors that receive them (signal(7), sigaction(2), signalfd(2); asm/signal.h, asm/siginfo.h,
//! linux/signalfd.h).

use linux_raw_sys::general;

use crate::declare::groups;

groups! {
    /// Signals (asm/signal.h).
    values SIG: i32 as Str {
        HUP = general::SIGHUP,
        INT = general::SIGINT,
        QUIT = general::SIGQUIT,
        ILL = general::SIGILL,
        TRAP = general::SIGTRAP,
        ABRT = general::SIGABRT,
        BUS = general::SIGBUS,
        FPE = general::SIGFPE,
        KILL = general::SIGKILL,
        USR1 = general::SIGUSR1,
        SEGV = general::SIGSEGV,
        USR2 = general::SIGUSR2,
        PIPE = general::SIGPIPE,
        ALRM = general::SIGALRM,
        TERM = general::SIGTERM,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "sparc", target_arch = "sparc64")))]
        STKFLT = general::SIGSTKFLT,
        CHLD = general::SIGCHLD,
        CONT = general::SIGCONT,
        STOP = general::SIGSTOP,
        TSTP = general::SIGTSTP,
        TTIN = general::SIGTTIN,
        TTOU = general::SIGTTOU,
        URG = general::SIGURG,
        XCPU = general::SIGXCPU,
        XFSZ = general::SIGXFSZ,
        VTALRM = general::SIGVTALRM,
        PROF = general::SIGPROF,
        WINCH = general::SIGWINCH,
        IO = general::SIGIO,
        PWR = general::SIGPWR,
        SYS = general::SIGSYS,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "sparc", target_arch = "sparc64"))]
        EMT = general::SIGEMT,
        CLD = SIGCLD: general::SIGCHLD,
        IOT = general::SIGIOT,
        POLL = general::SIGPOLL,
    }

    /// Special handlers of a signal (asm-generic/signal-defs.h; `HOLD` and `ERR` are the C library's).
    values SIGACT: i64 as Str {
        DFL = SIG_DFL: 0,
        IGN = SIG_IGN: 1,
        HOLD = SIG_HOLD: 2,
        ERR = SIG_ERR: -1,
    }

    /// How sigprocmask(2) changes the mask (asm/signal.h).
    values SIGPM: i32 as Str {
        BLOCK = general::SIG_BLOCK,
        UNBLOCK = general::SIG_UNBLOCK,
        SETMASK = general::SIG_SETMASK,
    }

    /// How an asynchronous event is notified (asm-generic/siginfo.h).
    values SIGEV: i32 as Str {
        SIGNAL = general::SIGEV_SIGNAL,
        NONE = general::SIGEV_NONE,
        THREAD = general::SIGEV_THREAD,
        THREAD_ID = general::SIGEV_THREAD_ID,
    }

    /// Flags of sigaction(2) (asm/signal.h).
    flags SA: u32 as Multi {
        NOCLDSTOP = general::SA_NOCLDSTOP,
        NOCLDWAIT = general::SA_NOCLDWAIT,
        SIGINFO = general::SA_SIGINFO,
        #[cfg(any(target_arch = "aarch64", target_arch = "arm", target_arch = "powerpc", target_arch = "powerpc64", target_arch = "s390x", target_arch = "x86", target_arch = "x86_64"))]
        RESTORER = general::SA_RESTORER,
        ONSTACK = general::SA_ONSTACK,
        RESTART = general::SA_RESTART,
        NODEFER = general::SA_NODEFER,
        NOMASK = general::SA_NOMASK,
        RESETHAND = general::SA_RESETHAND,
        ONESHOT = general::SA_ONESHOT,
    }

    /// Who sent a signal, in `si_code` (asm/siginfo.h).
    values SI: i32 as Str {
        USER = general::SI_USER,
        KERNEL = general::SI_KERNEL,
        ASYNCNL = general::SI_ASYNCNL,
        TKILL = general::SI_TKILL,
        SIGIO = general::SI_SIGIO,
        // MIPS defines these three anew (its asm/siginfo.h), which linux-raw-sys misses.
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        ASYNCIO = general::SI_ASYNCIO,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        ASYNCIO = SI_ASYNCIO: -2,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        MESGQ = general::SI_MESGQ,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        MESGQ = SI_MESGQ: -4,
        #[cfg(not(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6")))]
        TIMER = general::SI_TIMER,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        TIMER = SI_TIMER: -3,
        QUEUE = general::SI_QUEUE,
    }

    /// Reasons of SIGILL, in `si_code` (asm-generic/siginfo.h).
    values SIGILL: i32 as Str {
        ILLOPC = general::ILL_ILLOPC,
        ILLOPN = general::ILL_ILLOPN,
        ILLADR = general::ILL_ILLADR,
        ILLTRP = general::ILL_ILLTRP,
        PRVOPC = general::ILL_PRVOPC,
        PRVREG = general::ILL_PRVREG,
        COPROC = general::ILL_COPROC,
        BADSTK = general::ILL_BADSTK,
        BADIADDR = general::ILL_BADIADDR,
    }

    /// Reasons of SIGFPE, in `si_code` (asm-generic/siginfo.h).
    values SIGFPE: i32 as Str {
        INTDIV = general::FPE_INTDIV,
        INTOVF = general::FPE_INTOVF,
        FLTDIV = general::FPE_FLTDIV,
        FLTOVF = general::FPE_FLTOVF,
        FLTUND = general::FPE_FLTUND,
        FLTRES = general::FPE_FLTRES,
        FLTINV = general::FPE_FLTINV,
        FLTSUB = general::FPE_FLTSUB,
        FLTUNK = general::FPE_FLTUNK,
        CONDTRAP = general::FPE_CONDTRAP,
    }

    /// Reasons of SIGSEGV, in `si_code` (asm-generic/siginfo.h).
    values SIGSEGV: i32 as Str {
        MAPERR = general::SEGV_MAPERR,
        ACCERR = general::SEGV_ACCERR,
        BNDERR = general::SEGV_BNDERR,
        PKUERR = general::SEGV_PKUERR,
        ACCADI = general::SEGV_ACCADI,
        ADIDERR = general::SEGV_ADIDERR,
        ADIPERR = general::SEGV_ADIPERR,
        MTEAERR = general::SEGV_MTEAERR,
        MTESERR = general::SEGV_MTESERR,
        CPERR = general::SEGV_CPERR,
    }

    /// Reasons of SIGBUS, in `si_code` (asm-generic/siginfo.h).
    values SIGBUS: i32 as Str {
        ADRALN = general::BUS_ADRALN,
        ADRERR = general::BUS_ADRERR,
        OBJERR = general::BUS_OBJERR,
        MCEERR_AR = general::BUS_MCEERR_AR,
        MCEERR_AO = general::BUS_MCEERR_AO,
    }

    /// Reasons of SIGTRAP, in `si_code` (asm-generic/siginfo.h).
    values SIGTRAP: i32 as Str {
        BRKPT = general::TRAP_BRKPT,
        TRACE = general::TRAP_TRACE,
        BRANCH = general::TRAP_BRANCH,
        HWBKPT = general::TRAP_HWBKPT,
        UNK = general::TRAP_UNK,
        PERF = general::TRAP_PERF,
    }

    /// Reasons of SIGCHLD, in `si_code` (asm-generic/siginfo.h).
    values SIGCLD: i32 as Str {
        EXITED = general::CLD_EXITED,
        KILLED = general::CLD_KILLED,
        DUMPED = general::CLD_DUMPED,
        TRAPPED = general::CLD_TRAPPED,
        STOPPED = general::CLD_STOPPED,
        CONTINUED = general::CLD_CONTINUED,
    }

    /// Reasons of SIGPOLL, in `si_code` (asm-generic/siginfo.h).
    values SIGPOLL: i32 as Str {
        IN = general::POLL_IN,
        OUT = general::POLL_OUT,
        MSG = general::POLL_MSG,
        ERR = general::POLL_ERR,
        PRI = general::POLL_PRI,
        HUP = general::POLL_HUP,
    }

    /// Flags of a stack for handlers (linux/signal.h).
    flags SS: u32 as Multi {
        ONSTACK = general::SS_ONSTACK,
        DISABLE = general::SS_DISABLE,
        AUTODISARM = general::SS_AUTODISARM,
    }

    /// Reasons of SIGSYS, in `si_code` (asm-generic/siginfo.h).
    values SIGSYS: i32 as Str {
        SECCOMP = general::SYS_SECCOMP,
        USER_DISPATCH = general::SYS_USER_DISPATCH,
    }

    /// Flags of signalfd4(2) (linux/signalfd.h).
    flags SFD: u32 as Multi {
        NONBLOCK = SFD_NONBLOCK: general::O_NONBLOCK,
        CLOEXEC = SFD_CLOEXEC: general::O_CLOEXEC,
    }
}
