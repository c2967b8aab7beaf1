//! Linux security modules (linux/lsm.h).

use crate::declare::groups;

groups! {
    /// Security modules (linux/lsm.h).
    values LSM_ID: u64 as Str {
        UNDEF = LSM_ID_UNDEF: 0,
        CAPABILITY = LSM_ID_CAPABILITY: 100,
        SELINUX = LSM_ID_SELINUX: 101,
        SMACK = LSM_ID_SMACK: 102,
        TOMOYO = LSM_ID_TOMOYO: 103,
        APPARMOR = LSM_ID_APPARMOR: 104,
        YAMA = LSM_ID_YAMA: 105,
        LOADPIN = LSM_ID_LOADPIN: 106,
        SAFESETID = LSM_ID_SAFESETID: 107,
        LOCKDOWN = LSM_ID_LOCKDOWN: 108,
        BPF = LSM_ID_BPF: 109,
        LANDLOCK = LSM_ID_LANDLOCK: 110,
        IMA = LSM_ID_IMA: 111,
        EVM = LSM_ID_EVM: 112,
        IPE = LSM_ID_IPE: 113,
    }

    /// Attributes of a thread, for lsm_get_self_attr(2) (linux/lsm.h).
    values LSM_ATTR: u32 as Str {
        UNDEF = LSM_ATTR_UNDEF: 0,
        CURRENT = LSM_ATTR_CURRENT: 100,
        EXEC = LSM_ATTR_EXEC: 101,
        FSCREATE = LSM_ATTR_FSCREATE: 102,
        KEYCREATE = LSM_ATTR_KEYCREATE: 103,
        PREV = LSM_ATTR_PREV: 104,
        SOCKCREATE = LSM_ATTR_SOCKCREATE: 105,
    }

    /// Flags of lsm_get_self_attr(2) (linux/lsm.h).
    flags LSM_FLAG: u32 as Multi {
        SINGLE = LSM_FLAG_SINGLE: 1,
    }
}
