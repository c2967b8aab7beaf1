//! Capabilities of threads and files (capabilities(7); linux/capability.h, linux/xattr.h).

use linux_raw_sys::general;

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
}
