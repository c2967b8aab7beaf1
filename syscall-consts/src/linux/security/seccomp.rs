//! Capabilities, seccomp and audit (linux/capability.h, linux/seccomp.h, linux/audit.h).

use linux_raw_sys::{general, ptrace};

use crate::Errno;
use crate::declare::groups;

groups! {
    /// Capabilities (linux/capability.h).
    values CAP: u32 as Str {
        CHOWN = general::CAP_CHOWN,
        DAC_OVERRIDE = general::CAP_DAC_OVERRIDE,
        DAC_READ_SEARCH = general::CAP_DAC_READ_SEARCH,
        FOWNER = general::CAP_FOWNER,
        FSETID = general::CAP_FSETID,
        KILL = general::CAP_KILL,
        SETGID = general::CAP_SETGID,
        SETUID = general::CAP_SETUID,
        SETPCAP = general::CAP_SETPCAP,
        LINUX_IMMUTABLE = general::CAP_LINUX_IMMUTABLE,
        NET_BIND_SERVICE = general::CAP_NET_BIND_SERVICE,
        NET_BROADCAST = general::CAP_NET_BROADCAST,
        NET_ADMIN = general::CAP_NET_ADMIN,
        NET_RAW = general::CAP_NET_RAW,
        IPC_LOCK = general::CAP_IPC_LOCK,
        IPC_OWNER = general::CAP_IPC_OWNER,
        SYS_MODULE = general::CAP_SYS_MODULE,
        SYS_RAWIO = general::CAP_SYS_RAWIO,
        SYS_CHROOT = general::CAP_SYS_CHROOT,
        SYS_PTRACE = general::CAP_SYS_PTRACE,
        SYS_PACCT = general::CAP_SYS_PACCT,
        SYS_ADMIN = general::CAP_SYS_ADMIN,
        SYS_BOOT = general::CAP_SYS_BOOT,
        SYS_NICE = general::CAP_SYS_NICE,
        SYS_RESOURCE = general::CAP_SYS_RESOURCE,
        SYS_TIME = general::CAP_SYS_TIME,
        SYS_TTY_CONFIG = general::CAP_SYS_TTY_CONFIG,
        MKNOD = general::CAP_MKNOD,
        LEASE = general::CAP_LEASE,
        AUDIT_WRITE = general::CAP_AUDIT_WRITE,
        AUDIT_CONTROL = general::CAP_AUDIT_CONTROL,
        SETFCAP = general::CAP_SETFCAP,
        MAC_OVERRIDE = general::CAP_MAC_OVERRIDE,
        MAC_ADMIN = general::CAP_MAC_ADMIN,
        SYSLOG = general::CAP_SYSLOG,
        WAKE_ALARM = general::CAP_WAKE_ALARM,
        BLOCK_SUSPEND = general::CAP_BLOCK_SUSPEND,
        AUDIT_READ = general::CAP_AUDIT_READ,
        PERFMON = general::CAP_PERFMON,
        BPF = general::CAP_BPF,
        CHECKPOINT_RESTORE = general::CAP_CHECKPOINT_RESTORE,
    }

    /// Versions of the capability calls, indexed from 1 (linux/capability.h).
    values LINUX_CAPABILITY_VERSION: u32 as Plain {
        _1 = general::_LINUX_CAPABILITY_VERSION_1,
        _2 = general::_LINUX_CAPABILITY_VERSION_2,
        _3 = general::_LINUX_CAPABILITY_VERSION_3,
    }

    /// Words of a capability set in each version, indexed from 1 (linux/capability.h).
    values LINUX_CAPABILITY_U32S: u32 as Plain {
        _1 = general::_LINUX_CAPABILITY_U32S_1,
        _2 = general::_LINUX_CAPABILITY_U32S_2,
        _3 = general::_LINUX_CAPABILITY_U32S_3,
    }

    /// The form of file capabilities (linux/capability.h).
    values VFS_CAP: u32 as Str {
        U32_1 = general::VFS_CAP_U32_1,
        U32 = general::VFS_CAP_U32,
        U32_2 = general::VFS_CAP_U32_2,
        REVISION_SHIFT = general::VFS_CAP_REVISION_SHIFT,
        FLAGS_MASK = general::VFS_CAP_FLAGS_MASK,
        REVISION_1 = general::VFS_CAP_REVISION_1,
        REVISION_2 = general::VFS_CAP_REVISION_2,
        REVISION = general::VFS_CAP_REVISION,
        REVISION_MASK = general::VFS_CAP_REVISION_MASK,
    }

    /// Flags of file capabilities (linux/capability.h).
    flags VFS_CAP_FLAGS: u32 as Str {
        EFFECTIVE = general::VFS_CAP_FLAGS_EFFECTIVE,
    }

    /// Sizes of file capabilities (linux/capability.h).
    values XATTR_CAPS: u32 as Str {
        SZ_1 = XATTR_CAPS_SZ_1: 12, // linux/capability.h
        SZ_2 = XATTR_CAPS_SZ_2: 20, // linux/capability.h
        SZ = XATTR_CAPS_SZ: 24, // linux/capability.h
    }

    /// Modes of seccomp (linux/seccomp.h).
    values SECCOMP_MODE: u32 as Str {
        DISABLED = ptrace::SECCOMP_MODE_DISABLED,
        STRICT = ptrace::SECCOMP_MODE_STRICT,
        FILTER = ptrace::SECCOMP_MODE_FILTER,
    }

    /// Results of a seccomp filter, with their masks (linux/seccomp.h).
    flags SECCOMP_RET: u32 as Multi {
        KILL = ptrace::SECCOMP_RET_KILL,
        DATA = ptrace::SECCOMP_RET_DATA,
        TRAP = ptrace::SECCOMP_RET_TRAP,
        ERRNO = ptrace::SECCOMP_RET_ERRNO,
        TRACE = ptrace::SECCOMP_RET_TRACE,
        ALLOW = ptrace::SECCOMP_RET_ALLOW,
        ACTION = ptrace::SECCOMP_RET_ACTION,
        KILL_PROCESS = ptrace::SECCOMP_RET_KILL_PROCESS,
        KILL_THREAD = ptrace::SECCOMP_RET_KILL_THREAD,
        LOG = ptrace::SECCOMP_RET_LOG,
        USER_NOTIF = ptrace::SECCOMP_RET_USER_NOTIF,
        ACTION_FULL = ptrace::SECCOMP_RET_ACTION_FULL,
    }

    /// Architectures, as audit and seccomp name them (linux/audit.h).
    values AUDIT_ARCH: u32 as Str {
        SPARC = ptrace::AUDIT_ARCH_SPARC,
        M68K = ptrace::AUDIT_ARCH_M68K,
        MIPS = ptrace::AUDIT_ARCH_MIPS,
        PARISC = ptrace::AUDIT_ARCH_PARISC,
        PPC = ptrace::AUDIT_ARCH_PPC,
        S390 = ptrace::AUDIT_ARCH_S390,
        ARMEB = ptrace::AUDIT_ARCH_ARMEB,
        SH = ptrace::AUDIT_ARCH_SH,
        H8300 = ptrace::AUDIT_ARCH_H8300,
        M32R = ptrace::AUDIT_ARCH_M32R,
        FRV = ptrace::AUDIT_ARCH_FRV,
        I386 = ptrace::AUDIT_ARCH_I386,
        MIPSEL = ptrace::AUDIT_ARCH_MIPSEL,
        ARM = ptrace::AUDIT_ARCH_ARM,
        SHEL = ptrace::AUDIT_ARCH_SHEL,
        CRIS = ptrace::AUDIT_ARCH_CRIS,
        MIPS64 = ptrace::AUDIT_ARCH_MIPS64,
        PARISC64 = ptrace::AUDIT_ARCH_PARISC64,
        PPC64 = ptrace::AUDIT_ARCH_PPC64,
        S390X = ptrace::AUDIT_ARCH_S390X,
        SH64 = ptrace::AUDIT_ARCH_SH64,
        SPARC64 = ptrace::AUDIT_ARCH_SPARC64,
        MIPSEL64 = ptrace::AUDIT_ARCH_MIPSEL64,
        SHEL64 = ptrace::AUDIT_ARCH_SHEL64,
        IA64 = ptrace::AUDIT_ARCH_IA64,
        X86_64 = ptrace::AUDIT_ARCH_X86_64,
        AARCH64 = ptrace::AUDIT_ARCH_AARCH64,
        ALPHA = ptrace::AUDIT_ARCH_ALPHA,
        ARCOMPACT = ptrace::AUDIT_ARCH_ARCOMPACT,
        ARCOMPACTBE = ptrace::AUDIT_ARCH_ARCOMPACTBE,
        ARCV2 = ptrace::AUDIT_ARCH_ARCV2,
        ARCV2BE = ptrace::AUDIT_ARCH_ARCV2BE,
        C6X = ptrace::AUDIT_ARCH_C6X,
        C6XBE = ptrace::AUDIT_ARCH_C6XBE,
        CSKY = ptrace::AUDIT_ARCH_CSKY,
        HEXAGON = ptrace::AUDIT_ARCH_HEXAGON,
        MICROBLAZE = ptrace::AUDIT_ARCH_MICROBLAZE,
        MIPS64N32 = ptrace::AUDIT_ARCH_MIPS64N32,
        MIPSEL64N32 = ptrace::AUDIT_ARCH_MIPSEL64N32,
        NDS32 = ptrace::AUDIT_ARCH_NDS32,
        NDS32BE = ptrace::AUDIT_ARCH_NDS32BE,
        NIOS2 = ptrace::AUDIT_ARCH_NIOS2,
        OPENRISC = ptrace::AUDIT_ARCH_OPENRISC,
        PPC64LE = ptrace::AUDIT_ARCH_PPC64LE,
        RISCV32 = ptrace::AUDIT_ARCH_RISCV32,
        RISCV64 = ptrace::AUDIT_ARCH_RISCV64,
        TILEGX = ptrace::AUDIT_ARCH_TILEGX,
        TILEGX32 = ptrace::AUDIT_ARCH_TILEGX32,
        TILEPRO = ptrace::AUDIT_ARCH_TILEPRO,
        UNICORE = ptrace::AUDIT_ARCH_UNICORE,
        XTENSA = ptrace::AUDIT_ARCH_XTENSA,
        LOONGARCH32 = ptrace::AUDIT_ARCH_LOONGARCH32,
        LOONGARCH64 = ptrace::AUDIT_ARCH_LOONGARCH64,
    }

    /// Machines of ELF files (linux/elf-em.h).
    values EM: u16 as Str {
        NONE = ptrace::EM_NONE,
        M32 = ptrace::EM_M32,
        SPARC = ptrace::EM_SPARC,
        _386 = ptrace::EM_386,
        _68K = ptrace::EM_68K,
        _88K = ptrace::EM_88K,
        _860 = ptrace::EM_860,
        MIPS = ptrace::EM_MIPS,
        MIPS_RS3_LE = ptrace::EM_MIPS_RS3_LE,
        MIPS_RS4_BE = ptrace::EM_MIPS_RS4_BE,
        PARISC = ptrace::EM_PARISC,
        SPARC32PLUS = ptrace::EM_SPARC32PLUS,
        PPC = ptrace::EM_PPC,
        PPC64 = ptrace::EM_PPC64,
        S390 = ptrace::EM_S390,
        SPU = ptrace::EM_SPU,
        ARM = ptrace::EM_ARM,
        SH = ptrace::EM_SH,
        SPARCV9 = ptrace::EM_SPARCV9,
        H8_300 = ptrace::EM_H8_300,
        IA_64 = ptrace::EM_IA_64,
        X86_64 = ptrace::EM_X86_64,
        CRIS = ptrace::EM_CRIS,
        V850 = EM_V850: 87,
        M32R = ptrace::EM_M32R,
        MN10300 = ptrace::EM_MN10300,
        BLACKFIN = ptrace::EM_BLACKFIN,
        TI_C6000 = ptrace::EM_TI_C6000,
        AARCH64 = ptrace::EM_AARCH64,
        AVR32 = EM_AVR32: 0x18ad,
        FRV = ptrace::EM_FRV,
        ALPHA = ptrace::EM_ALPHA,
        CYGNUS_M32R = ptrace::EM_CYGNUS_M32R,
        CYGNUS_V850 = EM_CYGNUS_V850: 0x9080,
        S390_OLD = ptrace::EM_S390_OLD,
        CYGNUS_MN10300 = ptrace::EM_CYGNUS_MN10300,
        _486 = ptrace::EM_486,
        OPENRISC = ptrace::EM_OPENRISC,
        ARCOMPACT = ptrace::EM_ARCOMPACT,
        XTENSA = ptrace::EM_XTENSA,
        UNICORE = ptrace::EM_UNICORE,
        ALTERA_NIOS2 = ptrace::EM_ALTERA_NIOS2,
        HEXAGON = ptrace::EM_HEXAGON,
        NDS32 = ptrace::EM_NDS32,
        TILEPRO = ptrace::EM_TILEPRO,
        MICROBLAZE = ptrace::EM_MICROBLAZE,
        TILEGX = ptrace::EM_TILEGX,
        ARCV2 = ptrace::EM_ARCV2,
        RISCV = ptrace::EM_RISCV,
        BPF = ptrace::EM_BPF,
        CSKY = ptrace::EM_CSKY,
        LOONGARCH = ptrace::EM_LOONGARCH,
    }

    /// Operations of seccomp(2) (linux/seccomp.h).
    values SECCOMP: u32 as Str {
        SET_MODE_STRICT = ptrace::SECCOMP_SET_MODE_STRICT,
        SET_MODE_FILTER = ptrace::SECCOMP_SET_MODE_FILTER,
        GET_ACTION_AVAIL = ptrace::SECCOMP_GET_ACTION_AVAIL,
        GET_NOTIF_SIZES = ptrace::SECCOMP_GET_NOTIF_SIZES,
    }

    /// Flags of SECCOMP_SET_MODE_FILTER (linux/seccomp.h).
    flags SECCOMP_FILTER_FLAG: u32 as Multi {
        TSYNC = ptrace::SECCOMP_FILTER_FLAG_TSYNC,
        LOG = ptrace::SECCOMP_FILTER_FLAG_LOG,
        SPEC_ALLOW = ptrace::SECCOMP_FILTER_FLAG_SPEC_ALLOW,
        NEW_LISTENER = ptrace::SECCOMP_FILTER_FLAG_NEW_LISTENER,
        TSYNC_ESRCH = ptrace::SECCOMP_FILTER_FLAG_TSYNC_ESRCH,
        WAIT_KILLABLE_RECV = ptrace::SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV,
    }

    /// Flags of an answer to a notification (linux/seccomp.h).
    flags SECCOMP_USER_NOTIF_FLAG: u32 as Multi {
        CONTINUE = ptrace::SECCOMP_USER_NOTIF_FLAG_CONTINUE,
    }

    /// Flags of SECCOMP_IOCTL_NOTIF_ADDFD (linux/seccomp.h).
    flags SECCOMP_ADDFD_FLAG: u32 as Multi {
        SETFD = ptrace::SECCOMP_ADDFD_FLAG_SETFD,
        SEND = ptrace::SECCOMP_ADDFD_FLAG_SEND,
    }

    /// Flags of SECCOMP_IOCTL_NOTIF_SET_FLAGS (linux/seccomp.h).
    flags SECCOMP_USER_NOTIF_FD: u64 as Multi {
        SYNC_WAKE_UP = ptrace::SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP,
    }
}

impl SECCOMP_RET {
    /// The call is not made, and fails with this error: `ERRNO` with the number in its low half.
    pub const fn errno(error: Errno) -> Self {
        SECCOMP_RET(SECCOMP_RET::ERRNO.0 | error.raw() as u32)
    }
}
