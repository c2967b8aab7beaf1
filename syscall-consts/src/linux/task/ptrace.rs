//! Tracing processes and comparing what they share (ptrace(2), kcmp(2); linux/ptrace.h, asm/ptrace.h, linux/elf.h,
//! linux/kcmp.h).

use linux_raw_sys::{elf_uapi, ptrace};

use crate::declare::groups;

groups! {
    /// Requests of ptrace(2) (linux/ptrace.h, asm/ptrace.h).
    values PTRACE: i32 as Str {
        TRACEME = ptrace::PTRACE_TRACEME,
        PEEKTEXT = ptrace::PTRACE_PEEKTEXT,
        PEEKDATA = ptrace::PTRACE_PEEKDATA,
        PEEKUSR = ptrace::PTRACE_PEEKUSR,
        POKETEXT = ptrace::PTRACE_POKETEXT,
        POKEDATA = ptrace::PTRACE_POKEDATA,
        POKEUSR = ptrace::PTRACE_POKEUSR,
        CONT = ptrace::PTRACE_CONT,
        KILL = ptrace::PTRACE_KILL,
        SINGLESTEP = ptrace::PTRACE_SINGLESTEP,
        ATTACH = ptrace::PTRACE_ATTACH,
        DETACH = ptrace::PTRACE_DETACH,
        SYSCALL = ptrace::PTRACE_SYSCALL,
        SETOPTIONS = ptrace::PTRACE_SETOPTIONS,
        GETEVENTMSG = ptrace::PTRACE_GETEVENTMSG,
        GETSIGINFO = ptrace::PTRACE_GETSIGINFO,
        SETSIGINFO = ptrace::PTRACE_SETSIGINFO,
        GETREGSET = ptrace::PTRACE_GETREGSET,
        SETREGSET = ptrace::PTRACE_SETREGSET,
        SEIZE = ptrace::PTRACE_SEIZE,
        INTERRUPT = ptrace::PTRACE_INTERRUPT,
        LISTEN = ptrace::PTRACE_LISTEN,
        PEEKSIGINFO = ptrace::PTRACE_PEEKSIGINFO,
        GETSIGMASK = ptrace::PTRACE_GETSIGMASK,
        SETSIGMASK = ptrace::PTRACE_SETSIGMASK,
        SECCOMP_GET_FILTER = ptrace::PTRACE_SECCOMP_GET_FILTER,
        SECCOMP_GET_METADATA = ptrace::PTRACE_SECCOMP_GET_METADATA,
        GET_SYSCALL_INFO = ptrace::PTRACE_GET_SYSCALL_INFO,
        SET_SYSCALL_INFO = ptrace::PTRACE_SET_SYSCALL_INFO,
        GET_RSEQ_CONFIGURATION = ptrace::PTRACE_GET_RSEQ_CONFIGURATION,
        SET_SYSCALL_USER_DISPATCH_CONFIG = ptrace::PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG,
        GET_SYSCALL_USER_DISPATCH_CONFIG = ptrace::PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG,
        #[cfg(not(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "riscv32", target_arch = "s390x", target_arch = "loongarch64", target_arch = "csky", target_arch = "hexagon")))]
        GETREGS = ptrace::PTRACE_GETREGS,
        #[cfg(not(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "riscv32", target_arch = "s390x", target_arch = "loongarch64", target_arch = "csky", target_arch = "hexagon")))]
        SETREGS = ptrace::PTRACE_SETREGS,
        #[cfg(not(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "riscv32", target_arch = "s390x", target_arch = "loongarch64", target_arch = "csky", target_arch = "hexagon")))]
        GETFPREGS = ptrace::PTRACE_GETFPREGS,
        #[cfg(not(any(target_arch = "aarch64", target_arch = "riscv64", target_arch = "riscv32", target_arch = "s390x", target_arch = "loongarch64", target_arch = "csky", target_arch = "hexagon")))]
        SETFPREGS = ptrace::PTRACE_SETFPREGS,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
        GETFPXREGS = ptrace::PTRACE_GETFPXREGS,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
        SETFPXREGS = ptrace::PTRACE_SETFPXREGS,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm", target_arch = "s390x", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        OLDSETOPTIONS = ptrace::PTRACE_OLDSETOPTIONS,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "arm", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6", target_arch = "m68k"))]
        GET_THREAD_AREA = ptrace::PTRACE_GET_THREAD_AREA,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        SET_THREAD_AREA = ptrace::PTRACE_SET_THREAD_AREA,
        #[cfg(target_arch = "x86_64")]
        ARCH_PRCTL = ptrace::PTRACE_ARCH_PRCTL,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64", target_arch = "powerpc", target_arch = "powerpc64", target_arch = "s390x", target_arch = "loongarch64"))]
        SYSEMU = ptrace::PTRACE_SYSEMU,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64", target_arch = "powerpc", target_arch = "powerpc64", target_arch = "s390x", target_arch = "loongarch64"))]
        SYSEMU_SINGLESTEP = ptrace::PTRACE_SYSEMU_SINGLESTEP,
        #[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "powerpc", target_arch = "powerpc64", target_arch = "s390x", target_arch = "m68k"))]
        SINGLEBLOCK = ptrace::PTRACE_SINGLEBLOCK,
        #[cfg(target_arch = "aarch64")]
        PEEKMTETAGS = ptrace::PTRACE_PEEKMTETAGS,
        #[cfg(target_arch = "aarch64")]
        POKEMTETAGS = ptrace::PTRACE_POKEMTETAGS,
        #[cfg(target_arch = "arm")]
        GETWMMXREGS = ptrace::PTRACE_GETWMMXREGS,
        #[cfg(target_arch = "arm")]
        SETWMMXREGS = ptrace::PTRACE_SETWMMXREGS,
        #[cfg(target_arch = "arm")]
        SET_SYSCALL = ptrace::PTRACE_SET_SYSCALL,
        #[cfg(target_arch = "arm")]
        GETCRUNCHREGS = ptrace::PTRACE_GETCRUNCHREGS,
        #[cfg(target_arch = "arm")]
        SETCRUNCHREGS = ptrace::PTRACE_SETCRUNCHREGS,
        #[cfg(target_arch = "arm")]
        GETVFPREGS = ptrace::PTRACE_GETVFPREGS,
        #[cfg(target_arch = "arm")]
        SETVFPREGS = ptrace::PTRACE_SETVFPREGS,
        #[cfg(target_arch = "arm")]
        GETHBPREGS = ptrace::PTRACE_GETHBPREGS,
        #[cfg(target_arch = "arm")]
        SETHBPREGS = ptrace::PTRACE_SETHBPREGS,
        #[cfg(any(target_arch = "arm", target_arch = "riscv64", target_arch = "riscv32", target_arch = "m68k"))]
        GETFDPIC = ptrace::PTRACE_GETFDPIC,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        GETVRREGS = ptrace::PTRACE_GETVRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        SETVRREGS = ptrace::PTRACE_SETVRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        GETEVRREGS = ptrace::PTRACE_GETEVRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        SETEVRREGS = ptrace::PTRACE_SETEVRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        GETVSRREGS = ptrace::PTRACE_GETVSRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        SETVSRREGS = ptrace::PTRACE_SETVSRREGS,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        GET_DEBUGREG = ptrace::PTRACE_GET_DEBUGREG,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64"))]
        SET_DEBUGREG = ptrace::PTRACE_SET_DEBUGREG,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64", target_arch = "sparc", target_arch = "sparc64"))]
        GETREGS64 = ptrace::PTRACE_GETREGS64,
        #[cfg(any(target_arch = "powerpc", target_arch = "powerpc64", target_arch = "sparc", target_arch = "sparc64"))]
        SETREGS64 = ptrace::PTRACE_SETREGS64,
        #[cfg(target_arch = "s390x")]
        PEEKUSR_AREA = ptrace::PTRACE_PEEKUSR_AREA,
        #[cfg(target_arch = "s390x")]
        POKEUSR_AREA = ptrace::PTRACE_POKEUSR_AREA,
        #[cfg(target_arch = "s390x")]
        PEEKTEXT_AREA = ptrace::PTRACE_PEEKTEXT_AREA,
        #[cfg(target_arch = "s390x")]
        PEEKDATA_AREA = ptrace::PTRACE_PEEKDATA_AREA,
        #[cfg(target_arch = "s390x")]
        POKETEXT_AREA = ptrace::PTRACE_POKETEXT_AREA,
        #[cfg(target_arch = "s390x")]
        POKEDATA_AREA = ptrace::PTRACE_POKEDATA_AREA,
        #[cfg(target_arch = "s390x")]
        GET_LAST_BREAK = ptrace::PTRACE_GET_LAST_BREAK,
        #[cfg(target_arch = "s390x")]
        PEEK_SYSTEM_CALL = ptrace::PTRACE_PEEK_SYSTEM_CALL,
        #[cfg(target_arch = "s390x")]
        POKE_SYSTEM_CALL = ptrace::PTRACE_POKE_SYSTEM_CALL,
        #[cfg(target_arch = "s390x")]
        ENABLE_TE = ptrace::PTRACE_ENABLE_TE,
        #[cfg(target_arch = "s390x")]
        DISABLE_TE = ptrace::PTRACE_DISABLE_TE,
        #[cfg(target_arch = "s390x")]
        TE_ABORT_RAND = ptrace::PTRACE_TE_ABORT_RAND,
        #[cfg(target_arch = "s390x")]
        PROT = ptrace::PTRACE_PROT,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        PEEKTEXT_3264 = ptrace::PTRACE_PEEKTEXT_3264,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        PEEKDATA_3264 = ptrace::PTRACE_PEEKDATA_3264,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        POKETEXT_3264 = ptrace::PTRACE_POKETEXT_3264,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        POKEDATA_3264 = ptrace::PTRACE_POKEDATA_3264,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        GET_THREAD_AREA_3264 = ptrace::PTRACE_GET_THREAD_AREA_3264,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        GET_WATCH_REGS = ptrace::PTRACE_GET_WATCH_REGS,
        #[cfg(any(target_arch = "mips", target_arch = "mips32r6", target_arch = "mips64", target_arch = "mips64r6"))]
        SET_WATCH_REGS = ptrace::PTRACE_SET_WATCH_REGS,
    }

    /// Options of PTRACE_SETOPTIONS and PTRACE_SEIZE (linux/ptrace.h).
    flags PTRACE_O: u32 as Multi {
        TRACESYSGOOD = ptrace::PTRACE_O_TRACESYSGOOD,
        TRACEFORK = ptrace::PTRACE_O_TRACEFORK,
        TRACEVFORK = ptrace::PTRACE_O_TRACEVFORK,
        TRACECLONE = ptrace::PTRACE_O_TRACECLONE,
        TRACEEXEC = ptrace::PTRACE_O_TRACEEXEC,
        TRACEVFORKDONE = ptrace::PTRACE_O_TRACEVFORKDONE,
        TRACEEXIT = ptrace::PTRACE_O_TRACEEXIT,
        TRACESECCOMP = ptrace::PTRACE_O_TRACESECCOMP,
        EXITKILL = ptrace::PTRACE_O_EXITKILL,
        SUSPEND_SECCOMP = ptrace::PTRACE_O_SUSPEND_SECCOMP,
    }

    /// Events of a traced process, in the third byte of its status (linux/ptrace.h).
    values PTRACE_EVENT: i32 as Str {
        FORK = ptrace::PTRACE_EVENT_FORK,
        VFORK = ptrace::PTRACE_EVENT_VFORK,
        CLONE = ptrace::PTRACE_EVENT_CLONE,
        EXEC = ptrace::PTRACE_EVENT_EXEC,
        VFORK_DONE = ptrace::PTRACE_EVENT_VFORK_DONE,
        EXIT = ptrace::PTRACE_EVENT_EXIT,
        SECCOMP = ptrace::PTRACE_EVENT_SECCOMP,
        STOP = ptrace::PTRACE_EVENT_STOP,
    }

    /// What PTRACE_GETEVENTMSG tells of a stop at a system call (linux/ptrace.h).
    values PTRACE_EVENTMSG: u32 as Str {
        SYSCALL_ENTRY = ptrace::PTRACE_EVENTMSG_SYSCALL_ENTRY,
        SYSCALL_EXIT = ptrace::PTRACE_EVENTMSG_SYSCALL_EXIT,
    }

    /// Kinds of PTRACE_GET_SYSCALL_INFO (linux/ptrace.h).
    values PTRACE_SYSCALL_INFO: u8 as Str {
        NONE = ptrace::PTRACE_SYSCALL_INFO_NONE,
        ENTRY = ptrace::PTRACE_SYSCALL_INFO_ENTRY,
        EXIT = ptrace::PTRACE_SYSCALL_INFO_EXIT,
        SECCOMP = ptrace::PTRACE_SYSCALL_INFO_SECCOMP,
    }

    /// Flags of PTRACE_PEEKSIGINFO (linux/ptrace.h).
    flags PTRACE_PEEKSIGINFO: u32 as Multi {
        SHARED = ptrace::PTRACE_PEEKSIGINFO_SHARED,
    }

    /// Sets of registers for PTRACE_GETREGSET, and notes of core files (linux/elf.h).
    values NT: u32 as Str {
        PRSTATUS = elf_uapi::NT_PRSTATUS,
        PRFPREG = elf_uapi::NT_PRFPREG,
        PRPSINFO = elf_uapi::NT_PRPSINFO,
        TASKSTRUCT = elf_uapi::NT_TASKSTRUCT,
        AUXV = elf_uapi::NT_AUXV,
        SIGINFO = elf_uapi::NT_SIGINFO,
        FILE = elf_uapi::NT_FILE,
        PRXFPREG = elf_uapi::NT_PRXFPREG,
        PPC_VMX = elf_uapi::NT_PPC_VMX,
        PPC_SPE = elf_uapi::NT_PPC_SPE,
        PPC_VSX = elf_uapi::NT_PPC_VSX,
        PPC_TAR = elf_uapi::NT_PPC_TAR,
        PPC_PPR = elf_uapi::NT_PPC_PPR,
        PPC_DSCR = elf_uapi::NT_PPC_DSCR,
        PPC_EBB = elf_uapi::NT_PPC_EBB,
        PPC_PMU = elf_uapi::NT_PPC_PMU,
        PPC_TM_CGPR = elf_uapi::NT_PPC_TM_CGPR,
        PPC_TM_CFPR = elf_uapi::NT_PPC_TM_CFPR,
        PPC_TM_CVMX = elf_uapi::NT_PPC_TM_CVMX,
        PPC_TM_CVSX = elf_uapi::NT_PPC_TM_CVSX,
        PPC_TM_SPR = elf_uapi::NT_PPC_TM_SPR,
        PPC_TM_CTAR = elf_uapi::NT_PPC_TM_CTAR,
        PPC_TM_CPPR = elf_uapi::NT_PPC_TM_CPPR,
        PPC_TM_CDSCR = elf_uapi::NT_PPC_TM_CDSCR,
        PPC_PKEY = elf_uapi::NT_PPC_PKEY,
        PPC_DEXCR = elf_uapi::NT_PPC_DEXCR,
        PPC_HASHKEYR = elf_uapi::NT_PPC_HASHKEYR,
        _386_TLS = elf_uapi::NT_386_TLS,
        _386_IOPERM = elf_uapi::NT_386_IOPERM,
        X86_XSTATE = elf_uapi::NT_X86_XSTATE,
        X86_SHSTK = elf_uapi::NT_X86_SHSTK,
        X86_XSAVE_LAYOUT = elf_uapi::NT_X86_XSAVE_LAYOUT,
        S390_HIGH_GPRS = elf_uapi::NT_S390_HIGH_GPRS,
        S390_TIMER = elf_uapi::NT_S390_TIMER,
        S390_TODCMP = elf_uapi::NT_S390_TODCMP,
        S390_TODPREG = elf_uapi::NT_S390_TODPREG,
        S390_CTRS = elf_uapi::NT_S390_CTRS,
        S390_PREFIX = elf_uapi::NT_S390_PREFIX,
        S390_LAST_BREAK = elf_uapi::NT_S390_LAST_BREAK,
        S390_SYSTEM_CALL = elf_uapi::NT_S390_SYSTEM_CALL,
        S390_TDB = elf_uapi::NT_S390_TDB,
        S390_VXRS_LOW = elf_uapi::NT_S390_VXRS_LOW,
        S390_VXRS_HIGH = elf_uapi::NT_S390_VXRS_HIGH,
        S390_GS_CB = elf_uapi::NT_S390_GS_CB,
        S390_GS_BC = elf_uapi::NT_S390_GS_BC,
        S390_RI_CB = elf_uapi::NT_S390_RI_CB,
        S390_PV_CPU_DATA = elf_uapi::NT_S390_PV_CPU_DATA,
        ARM_VFP = elf_uapi::NT_ARM_VFP,
        ARM_TLS = elf_uapi::NT_ARM_TLS,
        ARM_HW_BREAK = elf_uapi::NT_ARM_HW_BREAK,
        ARM_HW_WATCH = elf_uapi::NT_ARM_HW_WATCH,
        ARM_SYSTEM_CALL = elf_uapi::NT_ARM_SYSTEM_CALL,
        ARM_SVE = elf_uapi::NT_ARM_SVE,
        ARM_PAC_MASK = elf_uapi::NT_ARM_PAC_MASK,
        ARM_PACA_KEYS = elf_uapi::NT_ARM_PACA_KEYS,
        ARM_PACG_KEYS = elf_uapi::NT_ARM_PACG_KEYS,
        ARM_TAGGED_ADDR_CTRL = elf_uapi::NT_ARM_TAGGED_ADDR_CTRL,
        ARM_PAC_ENABLED_KEYS = elf_uapi::NT_ARM_PAC_ENABLED_KEYS,
        ARM_SSVE = elf_uapi::NT_ARM_SSVE,
        ARM_ZA = elf_uapi::NT_ARM_ZA,
        ARM_ZT = elf_uapi::NT_ARM_ZT,
        ARM_FPMR = elf_uapi::NT_ARM_FPMR,
        ARM_POE = elf_uapi::NT_ARM_POE,
        ARM_GCS = elf_uapi::NT_ARM_GCS,
        MIPS_DSP = elf_uapi::NT_MIPS_DSP,
        MIPS_FP_MODE = elf_uapi::NT_MIPS_FP_MODE,
        MIPS_MSA = elf_uapi::NT_MIPS_MSA,
        RISCV_CSR = elf_uapi::NT_RISCV_CSR,
        RISCV_VECTOR = elf_uapi::NT_RISCV_VECTOR,
        RISCV_TAGGED_ADDR_CTRL = elf_uapi::NT_RISCV_TAGGED_ADDR_CTRL,
        LOONGARCH_CPUCFG = elf_uapi::NT_LOONGARCH_CPUCFG,
        LOONGARCH_CSR = elf_uapi::NT_LOONGARCH_CSR,
        LOONGARCH_LSX = elf_uapi::NT_LOONGARCH_LSX,
        LOONGARCH_LASX = elf_uapi::NT_LOONGARCH_LASX,
        LOONGARCH_LBT = elf_uapi::NT_LOONGARCH_LBT,
        LOONGARCH_HW_BREAK = elf_uapi::NT_LOONGARCH_HW_BREAK,
        LOONGARCH_HW_WATCH = elf_uapi::NT_LOONGARCH_HW_WATCH,
    }

    /// What kcmp(2) compares (linux/kcmp.h).
    values KCMP: i32 as Str {
        FILE = KCMP_FILE: 0,
        VM = KCMP_VM: 1,
        FILES = KCMP_FILES: 2,
        FS = KCMP_FS: 3,
        SIGHAND = KCMP_SIGHAND: 4,
        IO = KCMP_IO: 5,
        SYSVSEM = KCMP_SYSVSEM: 6,
        EPOLL_TFD = KCMP_EPOLL_TFD: 7,
    }
}
