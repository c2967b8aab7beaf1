//! Landlock: rights that a thread gives up (landlock(7); linux/landlock.h).

use linux_raw_sys::landlock;

use crate::declare::groups;

groups! {
    /// Rights to files (linux/landlock.h).
    flags LANDLOCK_ACCESS_FS: u64 as Multi {
        EXECUTE = landlock::LANDLOCK_ACCESS_FS_EXECUTE,
        WRITE_FILE = landlock::LANDLOCK_ACCESS_FS_WRITE_FILE,
        READ_FILE = landlock::LANDLOCK_ACCESS_FS_READ_FILE,
        READ_DIR = landlock::LANDLOCK_ACCESS_FS_READ_DIR,
        REMOVE_DIR = landlock::LANDLOCK_ACCESS_FS_REMOVE_DIR,
        REMOVE_FILE = landlock::LANDLOCK_ACCESS_FS_REMOVE_FILE,
        MAKE_CHAR = landlock::LANDLOCK_ACCESS_FS_MAKE_CHAR,
        MAKE_DIR = landlock::LANDLOCK_ACCESS_FS_MAKE_DIR,
        MAKE_REG = landlock::LANDLOCK_ACCESS_FS_MAKE_REG,
        MAKE_SOCK = landlock::LANDLOCK_ACCESS_FS_MAKE_SOCK,
        MAKE_FIFO = landlock::LANDLOCK_ACCESS_FS_MAKE_FIFO,
        MAKE_BLOCK = landlock::LANDLOCK_ACCESS_FS_MAKE_BLOCK,
        MAKE_SYM = landlock::LANDLOCK_ACCESS_FS_MAKE_SYM,
        REFER = landlock::LANDLOCK_ACCESS_FS_REFER,
        TRUNCATE = landlock::LANDLOCK_ACCESS_FS_TRUNCATE,
        IOCTL_DEV = landlock::LANDLOCK_ACCESS_FS_IOCTL_DEV,
    }

    /// Rights to the network (linux/landlock.h).
    flags LANDLOCK_ACCESS_NET: u64 as Multi {
        BIND_TCP = landlock::LANDLOCK_ACCESS_NET_BIND_TCP,
        CONNECT_TCP = landlock::LANDLOCK_ACCESS_NET_CONNECT_TCP,
    }

    /// What is confined to the domain (linux/landlock.h).
    flags LANDLOCK_SCOPE: u64 as Multi {
        ABSTRACT_UNIX_SOCKET = landlock::LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET,
        SIGNAL = landlock::LANDLOCK_SCOPE_SIGNAL,
    }

    /// Types of rules, for landlock_add_rule(2) (linux/landlock.h).
    values LANDLOCK_RULE: u32 as Str {
        PATH_BENEATH = landlock::landlock_rule_type::LANDLOCK_RULE_PATH_BENEATH,
        NET_PORT = landlock::landlock_rule_type::LANDLOCK_RULE_NET_PORT,
    }

    /// Flags of landlock_create_ruleset(2) (linux/landlock.h).
    flags LANDLOCK_CREATE_RULESET: u32 as Multi {
        VERSION = landlock::LANDLOCK_CREATE_RULESET_VERSION,
        ERRATA = landlock::LANDLOCK_CREATE_RULESET_ERRATA,
    }

    /// Flags of landlock_restrict_self(2) (linux/landlock.h).
    flags LANDLOCK_RESTRICT_SELF: u32 as Multi {
        LOG_SAME_EXEC_OFF = landlock::LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF,
        LOG_NEW_EXEC_ON = landlock::LANDLOCK_RESTRICT_SELF_LOG_NEW_EXEC_ON,
        LOG_SUBDOMAINS_OFF = landlock::LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF,
    }
}
